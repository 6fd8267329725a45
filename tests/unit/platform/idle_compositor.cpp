// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/platform/idle_compositor.h"

#include <catch2/catch_test_macros.hpp>
#include <ext-idle-notify-v1-server-protocol.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wayland-server.h>

#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace sotto::platform {
namespace {

struct Server {
    wl_display* display = nullptr;
    std::vector<wl_resource*> notifications;
};

void destroyResource(wl_client*, wl_resource* resource)
{
    wl_resource_destroy(resource);
}

constexpr struct ext_idle_notification_v1_interface kNotification {
    &destroyResource
};

void getNotification(wl_client* client, wl_resource* notifier, std::uint32_t id, std::uint32_t,
                     wl_resource*)
{
    auto* const server = static_cast<Server*>(wl_resource_get_user_data(notifier));
    auto* const resource = wl_resource_create(client, &ext_idle_notification_v1_interface, 1, id);
    wl_resource_set_implementation(resource, &kNotification, nullptr, nullptr);
    server->notifications.push_back(resource);
}

constexpr struct ext_idle_notifier_v1_interface kNotifier {
    &destroyResource, &getNotification
};

void bindNotifier(wl_client* client, void* data, std::uint32_t, std::uint32_t id)
{
    auto* const resource = wl_resource_create(client, &ext_idle_notifier_v1_interface, 1, id);
    wl_resource_set_implementation(resource, &kNotifier, data, nullptr);
}

void bindSeat(wl_client* client, void*, std::uint32_t, std::uint32_t id)
{
    wl_resource_create(client, &wl_seat_interface, 1, id);
}

int onCommand(int pipe, std::uint32_t, void* data)
{
    auto* const server = static_cast<Server*>(data);
    char what = 0;
    if (::read(pipe, &what, 1) != 1) {
        wl_display_terminate(server->display);
        return 0;
    }
    for (auto* each : server->notifications)
        what == 'i' ? ext_idle_notification_v1_send_idled(each)
                    : ext_idle_notification_v1_send_resumed(each);
    wl_display_flush_clients(server->display);
    if (::write(pipe, &what, 1) != 1)
        wl_display_terminate(server->display);
    return 0;
}

[[noreturn]] void serve(int pipe, IdleCompositor::Speaks speaks)
{
    Server server;
    server.display = wl_display_create();
    const char* const name = wl_display_add_socket_auto(server.display);
    wl_global_create(server.display, &wl_seat_interface, 1, nullptr, &bindSeat);
    if (speaks == IdleCompositor::Speaks::IdleNotify)
        wl_global_create(server.display, &ext_idle_notifier_v1_interface, 1, &server,
                         &bindNotifier);
    wl_event_loop_add_fd(wl_display_get_event_loop(server.display), pipe, WL_EVENT_READABLE,
                         &onCommand, &server);
    if (name && ::write(pipe, name, std::strlen(name) + 1) > 0)
        wl_display_run(server.display);
    wl_display_destroy(server.display);
    ::_exit(0);
}

}  // namespace

IdleCompositor::IdleCompositor(Speaks speaks)
{
    int ends[2];
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    m_process = ::fork();
    REQUIRE(m_process >= 0);
    if (m_process == 0) {
        ::close(ends[0]);
        serve(ends[1], speaks);
    }
    ::close(ends[1]);
    m_pipe = ends[0];
    char name[64]{};
    REQUIRE(::read(m_pipe, name, sizeof name - 1) > 0);
    ::setenv("WAYLAND_DISPLAY", name, 1);
}

void IdleCompositor::tell(char what)
{
    char answer = 0;
    REQUIRE(::write(m_pipe, &what, 1) == 1);
    REQUIRE(::read(m_pipe, &answer, 1) == 1);
}

void IdleCompositor::kill()
{
    if (m_process < 0)
        return;
    ::unsetenv("WAYLAND_DISPLAY");
    ::kill(m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
    ::close(m_pipe);
    m_process = -1;
}

}  // namespace sotto::platform
