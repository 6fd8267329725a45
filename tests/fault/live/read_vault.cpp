// SPDX-License-Identifier: GPL-3.0-or-later
// What one vault shows of one conversation, for the judge of the live runs:
//     fault_read_vault DATA POLICY ADDRESS PEER INCOMING OUTGOING  < password
// Signs in, waits until that many messages have come and that many were delivered, or until
// nothing has changed for half a minute, and prints a line for each, in order: "in TEXT",
// "out DELIVERY TEXT", "card". Ends with 0, also if some are missing: that is for the judge.
#include "app/compose.h"
#include "core/base/qt_scheduler.h"
#include "core/engine/engine.h"
#include "core/platform/system_clock.h"
#include "core/platform/terminal.h"

#include <QCoreApplication>

#include <cstdio>
#include <map>

using namespace sotto;

namespace {

constexpr std::chrono::seconds kNothingNew{30};

class Reader {
public:
    Reader(engine::Engine& engine, char** arguments, Time time)
        : m_engine(engine),
          m_address(QString::fromUtf8(arguments[3])),
          m_peer(QString::fromUtf8(arguments[4])),
          m_incoming(std::atoi(arguments[5])),
          m_outgoing(std::atoi(arguments[6])),
          m_time(time)
    {
        const auto on = [&](auto signal, auto slot) {
            QObject::connect(&m_engine, signal, &m_engine, slot, Qt::QueuedConnection);
        };
        on(&Client::stageChanged, [this](const SignInStage& stage) { onStage(stage); });
        on(&Client::conversationStarted,
           [this](ConversationId id) { m_engine.openConversation(id); });
        const auto page = [this](ConversationId id, const QList<MessageSnapshot>& rows,
                                 bool older) { take(id, rows, older); };
        on(&Client::pageLoaded, page);
        on(&Client::olderLoaded, page);
        on(&Client::messageChanged, [this](const MessageSnapshot& row) { add(row); });
        on(&Client::connectionChanged, [this](Connection connection) {
            m_online = connection == Connection::Online;
            look();
        });
    }

    void start()
    {
        m_engine.begin(m_address, {});
        if (auto password = platform::readSecretLine(0))
            m_engine.submitPassword(m_address, *std::move(password));
        waitAnew();
    }

private:
    void onStage(const SignInStage& stage)
    {
        if (stage.step == SignInStage::Step::VaultRecoveryCode)
            m_engine.confirmCodesKept();
        if (stage.step == SignInStage::Step::Open)
            m_engine.startConversation(m_peer);
    }

    void take(ConversationId id, const QList<MessageSnapshot>& rows, bool older)
    {
        for (const auto& row : rows)
            m_rows.insert_or_assign(row.id, row);
        m_read = !older;
        if (older)
            m_engine.loadOlder(id, rows.front().id);
        look();
    }

    void add(const MessageSnapshot& row)
    {
        m_rows.insert_or_assign(row.id, row);
        waitAnew();
        look();
    }

    void look()
    {
        if (!m_read || !m_online)
            return;
        int incoming = 0;
        int outgoing = 0;
        for (const auto& [id, row] : m_rows) {
            incoming += !row.outgoing && row.kind == MessageSnapshot::Kind::Text ? 1 : 0;
            outgoing += row.outgoing && isDelivered(row) ? 1 : 0;
        }
        if (incoming >= m_incoming && outgoing >= m_outgoing)
            finish();
    }

    static bool isDelivered(const MessageSnapshot& row)
    {
        return row.delivery >= Delivery::Delivered && row.delivery != Delivery::Failed;
    }

    void waitAnew()
    {
        m_patience = m_time.scheduler.after(kNothingNew, [this] { finish(); });
    }

    void finish()
    {
        for (const auto& [id, row] : m_rows) {
            const auto text = row.text.string().toStdString();
            if (row.kind == MessageSnapshot::Kind::Undecryptable)
                std::puts("card");
            else if (row.outgoing)
                std::printf("out %s %s\n", std::string{toName(row.delivery)}.c_str(), text.c_str());
            else
                std::printf("in %s\n", text.c_str());
        }
        std::fflush(stdout);
        QCoreApplication::exit(0);
    }

    engine::Engine& m_engine;
    QString m_address;
    QString m_peer;
    int m_incoming;
    int m_outgoing;
    Time m_time;
    std::map<MessageId, MessageSnapshot> m_rows;
    Scheduler::HandlePtr m_patience;
    bool m_read = false;
    bool m_online = false;
};

}  // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 7)
        return 2;
    platform::SystemClock clock;
    QtScheduler scheduler;
    const Time time{clock, scheduler};
    const auto surroundings =
        app::findSurroundings(QString::fromUtf8(argv[1]), QString::fromUtf8(argv[2]));
    if (!surroundings)
        return 1;
    engine::Engine engine(app::engineSettings(*surroundings, time), time);
    Reader reader(engine, argv, time);
    reader.start();
    return QCoreApplication::exec();
}
