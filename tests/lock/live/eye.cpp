// SPDX-License-Identifier: GPL-3.0-or-later
// lock_eye: looks at $DISPLAY for bars, the text by which the lock runs recognise messages: a
// row of U+2588 is a dark grey area that nothing else on a screen of Sotto has. One command a
// line on standard input, one line of answer each:
//   look            "sees 1" or "sees 0"
//   watch MS        looks for so long; "gone T back N frames M": T is CLOCK_BOOTTIME in ms after
//                   the first picture without bars (0: never), N pictures with bars after that
//   until MS        looks until there are bars; "seen T" as above (0: not within that time)
//   until-stat MS   the same for a wide area in the weak red of STAT: its card
//   cover           lays a white window over all and takes it away: what stays is painted anew
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <thread>

namespace {

using namespace std::chrono_literals;

constexpr int kLeastWidth = 60;  // px; letters of the same colour are narrower
constexpr int kRowStep = 4;      // px: two such rows hold a bar, a frame's line only one
constexpr int kSeam = 2;         // px: between two glyphs of a bar
constexpr auto kPeriod = 15ms;   // counts against what is watched
constexpr unsigned long kWhite = 0xFFFFFF;

std::int64_t bootMs()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1'000'000;
}

/// Colours of text: dark, and without a hue.
bool isInk(std::uint32_t pixel)
{
    const int red = (pixel >> 16) & 0xFF;
    const int green = (pixel >> 8) & 0xFF;
    const int blue = pixel & 0xFF;
    const auto [least, most] = std::minmax({red, green, blue});
    return most < 0x80 && most - least < 0x24;
}

/// The weak red of STAT (ui/theme), in the light: the ground of its card.
bool isStat(std::uint32_t pixel)
{
    return (pixel & 0xFFFFFF) == 0xFDECEA;
}

class Eye {
public:
    explicit Eye(Display* display)
        : m_display(display),
          m_root(DefaultRootWindow(display)),
          m_width(DisplayWidth(display, DefaultScreen(display))),
          m_height(DisplayHeight(display, DefaultScreen(display)))
    {
        XSetWindowBackground(m_display, m_root, kWhite);
        XClearWindow(m_display, m_root);
        const int screen = DefaultScreen(display);
        m_image = XShmCreateImage(display, DefaultVisual(display, screen),
                                  static_cast<unsigned>(DefaultDepth(display, screen)), ZPixmap,
                                  nullptr, &m_shared, static_cast<unsigned>(m_width),
                                  static_cast<unsigned>(m_height));
        const auto size =
            static_cast<std::size_t>(m_image->bytes_per_line) * static_cast<std::size_t>(m_height);
        m_shared.shmid = shmget(IPC_PRIVATE, size, IPC_CREAT | 0600);
        m_shared.shmaddr = m_image->data = static_cast<char*>(shmat(m_shared.shmid, nullptr, 0));
        XShmAttach(display, &m_shared);
        XSync(display, False);
        shmctl(m_shared.shmid, IPC_RMID, nullptr);  // goes when we go
    }

    /// A wide area whose pixels are all of that kind.
    bool sees(bool (*isKind)(std::uint32_t))
    {
        XShmGetImage(m_display, m_root, m_image, 0, 0, AllPlanes);
        for (int y = 0; y + kRowStep < m_height; y += kRowStep) {
            int wide = 0;
            int gap = 0;
            for (int x = 0; x < m_width; ++x) {
                gap = isKind(pixel(x, y)) && isKind(pixel(x, y + kRowStep)) ? 0 : gap + 1;
                wide = gap > kSeam ? 0 : wide + 1;
                if (wide >= kLeastWidth)
                    return true;
            }
        }
        return false;
    }

    void watch(std::chrono::milliseconds duration)
    {
        const auto end = bootMs() + duration.count();
        std::int64_t gone = 0;
        int back = 0;
        int frames = 0;
        for (; bootMs() < end; ++frames) {
            const bool isThere = sees(isInk);
            if (!isThere && gone == 0)
                gone = bootMs();
            back += isThere && gone != 0 ? 1 : 0;
            std::this_thread::sleep_for(kPeriod);
        }
        std::printf("gone %lld back %d frames %d\n", static_cast<long long>(gone), back, frames);
    }

    void until(std::chrono::milliseconds patience, bool (*isKind)(std::uint32_t))
    {
        const auto end = bootMs() + patience.count();
        bool seen = false;
        while (!(seen = sees(isKind)) && bootMs() < end)
            std::this_thread::sleep_for(kPeriod);
        std::printf("seen %lld\n", static_cast<long long>(seen ? bootMs() : 0));
    }

    void cover()
    {
        XSetWindowAttributes wishes{};
        wishes.override_redirect = True;
        wishes.background_pixel = kWhite;
        const auto window =
            XCreateWindow(m_display, m_root, 0, 0, static_cast<unsigned>(m_width),
                          static_cast<unsigned>(m_height), 0, CopyFromParent, InputOutput, nullptr,
                          CWOverrideRedirect | CWBackPixel, &wishes);
        XMapRaised(m_display, window);
        XSync(m_display, False);
        std::this_thread::sleep_for(100ms);
        XDestroyWindow(m_display, window);
        XSync(m_display, False);
    }

private:
    std::uint32_t pixel(int x, int y) const
    {
        std::uint32_t value = 0;
        std::memcpy(&value, m_image->data + y * m_image->bytes_per_line + x * 4, sizeof value);
        return value;
    }

    Display* m_display;
    Window m_root;
    int m_width;
    int m_height;
    XImage* m_image;
    XShmSegmentInfo m_shared{};
};

}  // namespace

int main()
{
    auto* const display = XOpenDisplay(nullptr);
    if (!display || !XShmQueryExtension(display)) {
        std::fputs("lock_eye: no display, or one without shared memory\n", stderr);
        return 2;
    }
    Eye eye(display);
    char line[64];
    while (std::fgets(line, sizeof line, stdin)) {
        int duration = 0;
        if (std::sscanf(line, "watch %d", &duration) == 1)
            eye.watch(std::chrono::milliseconds{duration});
        else if (std::sscanf(line, "until %d", &duration) == 1)
            eye.until(std::chrono::milliseconds{duration}, isInk);
        else if (std::sscanf(line, "until-stat %d", &duration) == 1)
            eye.until(std::chrono::milliseconds{duration}, isStat);
        else if (std::strncmp(line, "cover", 5) == 0) {
            eye.cover();
            std::puts("covered");
        } else
            std::printf("sees %d\n", eye.sees(isInk) ? 1 : 0);
        std::fflush(stdout);
    }
    return 0;
}
