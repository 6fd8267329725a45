// SPDX-License-Identifier: GPL-3.0-or-later
// bench_first_paint PROGRAM [ARGUMENT…]: starts it on $DISPLAY, waits until a window of it is
// mapped and painted, prints one figure line for each, ends it. The display must be empty
// and have no window manager, so that every child of the root is the program's.

#include "tests/bench/figures.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <ctime>
#include <optional>
#include <thread>

namespace {

using namespace sotto::bench;

constexpr unsigned long kBackground = 0xFF00FF;  // magenta: no theme paints that
constexpr double kPatienceS = 60;
constexpr int kLeastWidth = 200;  // px: smaller ones are helpers, not windows for people
constexpr std::chrono::milliseconds kPeriod{1};

class Watcher {
public:
    explicit Watcher(Display* display) : m_display(display), m_root(DefaultRootWindow(display))
    {
        XSetErrorHandler([](Display*, XErrorEvent*) { return 0; });  // a window may just have gone
        XSetWindowBackground(m_display, m_root, kBackground);
        XClearWindow(m_display, m_root);
        XSync(m_display, False);
    }

    /// The first large window that is mapped.
    std::optional<XWindowAttributes> mappedWindow() const
    {
        Window root{};
        Window parent{};
        Window* children = nullptr;
        unsigned count = 0;
        std::optional<XWindowAttributes> found;
        if (!XQueryTree(m_display, m_root, &root, &parent, &children, &count))
            return found;
        for (unsigned at = 0; at < count && !found; ++at) {
            XWindowAttributes window{};
            if (XGetWindowAttributes(m_display, children[at], &window) &&
                window.map_state == IsViewable && window.width >= kLeastWidth)
                found = window;
        }
        if (children)
            XFree(children);
        return found;
    }

    /// True if nothing of the root shows on the line through the window's middle.
    bool isPainted(const XWindowAttributes& window) const
    {
        auto* line =
            XGetImage(m_display, m_root, std::max(window.x, 0), window.y + window.height / 2,
                      static_cast<unsigned>(window.width), 1, AllPlanes, ZPixmap);
        if (!line)
            return false;
        bool painted = true;
        for (int x = 0; x < line->width && painted; ++x)
            painted = (XGetPixel(line, x, 0) & 0xFFFFFF) != kBackground;
        XDestroyImage(line);
        return painted;
    }

private:
    Display* m_display;
    Window m_root;
};

/// Processor seconds of another process so far, threads included.
double cpuSecondsOf(pid_t pid)
{
    clockid_t clock{};
    timespec used{};
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0)
        return -1;
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

pid_t start(char** command)
{
    const pid_t pid = fork();
    if (pid == 0) {
        execv(command[0], command);
        _exit(127);
    }
    return pid;
}

int watch(const Watcher& watcher, pid_t pid, SteadyTime began)
{
    bool wasMapped = false;
    while (seconds(began, now()) < kPatienceS && waitpid(pid, nullptr, WNOHANG) == 0) {
        const auto window = watcher.mappedWindow();
        if (window && !wasMapped) {
            wasMapped = true;
            figure("mapped", seconds(began, now()), cpuSecondsOf(pid));
        }
        if (window && watcher.isPainted(*window)) {
            figure("painted", seconds(began, now()), cpuSecondsOf(pid));
            return 0;
        }
        std::this_thread::sleep_for(kPeriod);
    }
    return 1;
}

}  // namespace

int main(int argc, char** argv)
{
    auto* const display = XOpenDisplay(nullptr);
    if (argc < 2 || !display) {
        std::fputs("usage: bench_first_paint PROGRAM [ARGUMENT…], with DISPLAY set\n", stderr);
        return 2;
    }
    const Watcher watcher(display);
    const auto began = now();
    const pid_t pid = start(argv + 1);
    const int status = watch(watcher, pid, began);
    kill(pid, SIGTERM);
    waitpid(pid, nullptr, 0);
    XCloseDisplay(display);
    if (status != 0)
        std::fputs("bench_first_paint: no painted window\n", stderr);
    return status;
}
