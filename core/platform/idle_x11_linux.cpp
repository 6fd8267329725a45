// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/idle_x11_linux.h"

#include "core/base/c_ptr.h"

#include <X11/Xlib.h>
#include <X11/extensions/scrnsaver.h>
#include <X11/extensions/sync.h>

#include <string_view>

namespace sotto::platform {
namespace {

using DisplayPtr = CPtr<Display, XCloseDisplay>;

class XSyncSource final : public IdleSource {
public:
    XSyncSource(DisplayPtr display, XSyncCounter counter)
        : m_display(std::move(display)),
          m_counter(counter)
    {
    }

    std::optional<std::chrono::milliseconds> idleFor() override
    {
        XSyncValue value;
        if (XSyncQueryCounter(m_display.get(), m_counter, &value) == 0)
            return std::nullopt;
        const auto high = static_cast<std::int64_t>(XSyncValueHigh32(value));
        return std::chrono::milliseconds{(high << 32) | XSyncValueLow32(value)};
    }

private:
    DisplayPtr m_display;
    XSyncCounter m_counter;
};

class XScreenSaverSource final : public IdleSource {
public:
    explicit XScreenSaverSource(DisplayPtr display)
        : m_display(std::move(display)),
          m_info(XScreenSaverAllocInfo())
    {
    }

    std::optional<std::chrono::milliseconds> idleFor() override
    {
        if (!m_info ||
            XScreenSaverQueryInfo(m_display.get(), DefaultRootWindow(m_display.get()),
                                  m_info.get()) == 0)
            return std::nullopt;
        return std::chrono::milliseconds{static_cast<std::int64_t>(m_info->idle)};
    }

private:
    DisplayPtr m_display;
    CPtr<XScreenSaverInfo, XFree> m_info;
};

std::optional<XSyncCounter> idleCounter(Display* display)
{
    int event = 0, error = 0, major = 0, minor = 0;
    if (XSyncQueryExtension(display, &event, &error) == 0 ||
        XSyncInitialize(display, &major, &minor) == 0)
        return std::nullopt;
    int count = 0;
    const CPtr<XSyncSystemCounter, XSyncFreeSystemCounterList> counters{
        XSyncListSystemCounters(display, &count)};
    for (int i = 0; counters && i < count; ++i)
        if (std::string_view{counters.get()[i].name} == "IDLETIME")
            return counters.get()[i].counter;
    return std::nullopt;
}

}  // namespace

std::unique_ptr<IdleSource> makeX11IdleSource()
{
    DisplayPtr display{XOpenDisplay(nullptr)};
    if (!display)
        return nullptr;
    if (const auto counter = idleCounter(display.get()))
        return std::make_unique<XSyncSource>(std::move(display), *counter);
    int event = 0, error = 0;
    if (XScreenSaverQueryExtension(display.get(), &event, &error) == 0)
        return nullptr;
    return std::make_unique<XScreenSaverSource>(std::move(display));
}

}  // namespace sotto::platform
