// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/idle_wayland_linux.h"

#include "core/base/c_ptr.h"

#include <ext-idle-notify-v1-client-protocol.h>
#include <poll.h>

#include <optional>
#include <string_view>

namespace sotto::platform {
namespace {

using namespace std::chrono_literals;

constexpr auto kNotifyAfter = 1000ms;  // as often as the deadline looks

using DisplayPtr = CPtr<wl_display, wl_display_disconnect>;
using RegistryPtr = CPtr<wl_registry, wl_registry_destroy>;
using SeatPtr = CPtr<wl_seat, wl_seat_destroy>;
using NotifierPtr = CPtr<ext_idle_notifier_v1, ext_idle_notifier_v1_destroy>;
using NotificationPtr = CPtr<ext_idle_notification_v1, ext_idle_notification_v1_destroy>;

class WaylandSource final : public IdleSource {
public:
    WaylandSource(const Clock& clock, DisplayPtr display)
        : m_clock(clock),
          m_display(std::move(display)),
          m_registry(wl_display_get_registry(m_display.get())),
          m_lookedAt(clock.bootNow())
    {
        static constexpr wl_registry_listener kListener{&WaylandSource::onGlobal,
                                                        [](void*, wl_registry*, std::uint32_t) {}};
        wl_registry_add_listener(m_registry.get(), &kListener, this);
    }

    /// False: the compositor cannot tell.
    bool begin()
    {
        if (wl_display_roundtrip(m_display.get()) < 0 || !m_notifier || !m_seat)
            return false;
        m_notification.reset(ext_idle_notifier_v1_get_idle_notification(
            m_notifier.get(), static_cast<std::uint32_t>(kNotifyAfter.count()), m_seat.get()));
        static constexpr ext_idle_notification_v1_listener kListener{
            [](void* self, ext_idle_notification_v1*) {
                static_cast<WaylandSource*>(self)->onIdled();
            },
            [](void* self, ext_idle_notification_v1*) {
                static_cast<WaylandSource*>(self)->m_lastInput.reset();
            }};
        ext_idle_notification_v1_add_listener(m_notification.get(), &kListener, this);
        return wl_display_roundtrip(m_display.get()) >= 0;
    }

    std::optional<std::chrono::milliseconds> idleFor() override
    {
        if (!readEvents())
            return std::nullopt;
        const auto now = m_clock.bootNow();
        m_lookedAt = now;
        if (!m_lastInput)
            return 0ms;  // somebody was here within the last second
        return now - *m_lastInput;
    }

private:
    static void onGlobal(void* data, wl_registry* registry, std::uint32_t name,
                         const char* interface, std::uint32_t)
    {
        auto* const self = static_cast<WaylandSource*>(data);
        const std::string_view what{interface};
        if (what == ext_idle_notifier_v1_interface.name && !self->m_notifier)
            self->m_notifier.reset(static_cast<ext_idle_notifier_v1*>(
                wl_registry_bind(registry, name, &ext_idle_notifier_v1_interface, 1)));
        else if (what == wl_seat_interface.name && !self->m_seat)
            self->m_seat.reset(
                static_cast<wl_seat*>(wl_registry_bind(registry, name, &wl_seat_interface, 1)));
    }

    /// It became idle after we last looked at the earliest: the lock may come a second
    /// early, never late.
    void onIdled() { m_lastInput = m_lookedAt - kNotifyAfter; }

    /// What has arrived, without waiting. False: the compositor is gone.
    bool readEvents()
    {
        auto* const display = m_display.get();
        while (wl_display_prepare_read(display) != 0)
            if (wl_display_dispatch_pending(display) < 0)
                return false;
        wl_display_flush(display);
        pollfd ready{wl_display_get_fd(display), POLLIN, 0};
        if (::poll(&ready, 1, 0) > 0) {
            if (wl_display_read_events(display) < 0)
                return false;
        } else {
            wl_display_cancel_read(display);
        }
        return wl_display_dispatch_pending(display) >= 0 && wl_display_get_error(display) == 0;
    }

    const Clock& m_clock;
    DisplayPtr m_display;  // first: the others are its proxies
    RegistryPtr m_registry;
    SeatPtr m_seat;
    NotifierPtr m_notifier;
    NotificationPtr m_notification;
    BootTime m_lookedAt;
    std::optional<BootTime> m_lastInput;
};

}  // namespace

std::unique_ptr<IdleSource> makeWaylandIdleSource(const Clock& clock)
{
    DisplayPtr display{wl_display_connect(nullptr)};
    if (!display)
        return nullptr;
    auto source = std::make_unique<WaylandSource>(clock, std::move(display));
    if (!source->begin())
        return nullptr;
    return source;
}

}  // namespace sotto::platform
