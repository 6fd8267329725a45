// SPDX-License-Identifier: GPL-3.0-or-later
// One person as a process that may be killed at any time:
//     fault_desk SOCKET FOLDER SELF PEER MESSAGES
// Says its numbers up to MESSAGES, as far as its vault does not have them yet; prints
// "quiet" when all have arrived. Ends by being killed.
#include "core/base/qt_scheduler.h"
#include "core/platform/system_clock.h"
#include "tests/fault/core/desk.h"
#include "tests/fault/kills/socket_transport.h"

#include <QCoreApplication>

#include <cstdio>

using namespace sotto;
using namespace sotto::test;

namespace {

class Talk {
public:
    Talk(Desk& desk, int wanted, Scheduler& scheduler)
        : m_desk(desk),
          m_wanted(wanted),
          m_scheduler(scheduler)
    {
        tick();
    }

private:
    void tick()
    {
        constexpr std::chrono::milliseconds kPause{3};
        constexpr int kQuietLooks = 30;  // looking costs a few queries
        if (m_desk.said() < m_wanted)
            m_desk.say();
        else if (++m_looks % kQuietLooks == 0)
            tell();
        if (m_desk.said() % 50 == 0)
            m_desk.readAll();
        m_next = m_scheduler.after(kPause, [this] { tick(); });
    }

    void tell()
    {
        if (std::exchange(m_wasQuiet, m_desk.isQuiet()) || !m_wasQuiet)
            return;
        std::puts("quiet");
        std::fflush(stdout);
    }

    Desk& m_desk;
    int m_wanted;
    Scheduler& m_scheduler;
    Scheduler::HandlePtr m_next;
    int m_looks = 0;
    bool m_wasQuiet = false;
};

}  // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 6)
        return 2;
    const auto self = Jid::parseAccount(argv[3]);
    const auto peer = Jid::parseAccount(argv[4]);
    if (!self || !peer)
        return 2;
    platform::SystemClock clock;
    QtScheduler scheduler;
    DeskSettings settings{argv[2], *self, *peer, [] { return std::make_unique<SocketTransport>(); },
                          argv[1]};
    const auto desk = Desk::open(settings, {clock, scheduler});
    if (!desk) {
        std::fprintf(stderr, "the vault was not opened: %s\n", desk.error().detail.c_str());
        return 1;
    }
    const Talk talk(**desk, std::atoi(argv[5]), scheduler);
    return QCoreApplication::exec();
}
