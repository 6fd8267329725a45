// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/c_ptr.h"
#include "core/platform/idle_source.h"

#include <X11/Xlib.h>
#include <X11/extensions/scrnsaver.h>

namespace sotto::platform {
namespace {

/// The counter of the MIT-SCREEN-SAVER extension. Xvnc and Xrdp lack it.
class XScreenSaverSource final : public IdleSource {
public:
    using DisplayPtr = CPtr<Display, XCloseDisplay>;

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

}  // namespace

std::unique_ptr<IdleSource> makeIdleSource(std::string_view platformName)
{
    if (platformName != "xcb")
        return nullptr;
    XScreenSaverSource::DisplayPtr display{XOpenDisplay(nullptr)};
    int event = 0, error = 0;
    if (!display || XScreenSaverQueryExtension(display.get(), &event, &error) == 0)
        return nullptr;
    return std::make_unique<XScreenSaverSource>(std::move(display));
}

}  // namespace sotto::platform
