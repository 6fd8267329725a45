// SPDX-License-Identifier: GPL-3.0-or-later
// The member of the team whose window is open: the program's window, engine thread and vault in
// a process of their own. Told on standard input what to do (team_bench.cpp), one line each:
//   sign-in HOST PORT CA ADDRESS PASSWORD CODE FOLDER · team NAME · show · say NUMBER
//   measure · stop PICTURE · collect
// and answers with lines: open, in, said, arrived NUMBER, left UNFINISHED KNOWN, figure …, text
// NUMBER, relayed NUMBER, state NUMBER ADDRESS DELIVERED READ ACKNOWLEDGED ACCEPTED, collected.
#include "core/base/qt_scheduler.h"
#include "core/engine/threaded_client.h"
#include "core/platform/system_clock.h"
#include "core/relay/tls_transport.h"
#include "tests/bench/stall_meter.h"
#include "tests/bench/team_log.h"
#include "ui/session_window.h"
#include "ui/start.h"

#include <QApplication>
#include <QSocketNotifier>
#include <QTest>

#include <unistd.h>

#include <cstdio>
#include <string>

using namespace sotto;
using namespace sotto::bench;
using Step = SignInStage::Step;

namespace {

constexpr int kMember = 0;

void answer(const std::string& line)
{
    std::puts(line.c_str());
    std::fflush(stdout);
}

class Desk {
public:
    explicit Desk(Time time) : m_time(time)
    {
        m_looking.setInterval(std::chrono::seconds{2});
        QObject::connect(&m_looking, &QTimer::timeout, &m_looking, [this] { tell(); });
    }

    void handle(const QStringList& words)
    {
        const auto& what = words.front();
        if (what == QLatin1String("sign-in") && words.size() == 8)
            signIn(words);
        else if (what == QLatin1String("team"))
            join(words.mid(1).join(QChar(u' ')));
        else if (what == QLatin1String("show"))
            show();
        else if (what == QLatin1String("say"))
            m_log->say(words.at(1).toInt());
        else if (what == QLatin1String("measure"))
            m_stalls.start();
        else if (what == QLatin1String("stop"))
            stop(words.at(1));
        else if (what == QLatin1String("collect"))
            m_log->collect();
    }

private:
    void signIn(const QStringList& words)
    {
        engine::EngineSettings settings;
        settings.relayHost = words.at(1).toStdString();
        settings.relayPort = words.at(2).toUShort();
        settings.tls.caFile = words.at(3).toStdString();
        settings.dataFolder = words.at(7).toStdString();
        settings.software = "Sotto benchmark";
        settings.deviceLabel = "Ward desk";
        settings.platform = "linux";
        settings.makeTransport = [tls = settings.tls,
                                  time = m_time]() -> std::unique_ptr<relay::Transport> {
            return std::make_unique<relay::TlsTransport>(tls, time);
        };
        m_client = std::make_unique<engine::ThreadedClient>(std::move(settings), m_time);
        auto* const client = m_client.get();
        QObject::connect(client, &Client::stageChanged, client,
                         [this, words](const SignInStage& stage) { onStage(stage, words); });
        m_window = std::make_unique<ui::SessionWindow>(*client, m_time, ui::Doors{});
        m_window->resize(1180, 780);
        m_window->show();
        m_window->activateWindow();
        client->begin(words.at(4), {});
    }

    void onStage(const SignInStage& stage, const QStringList& words)
    {
        if (stage.step == Step::Password)
            m_client->submitPassword(words.at(4), SecretBytes(viewOf(words.at(5).toStdString())));
        else if (stage.step == Step::Code)
            m_client->submitCode(words.at(6));
        else if (stage.step == Step::VaultRecoveryCode)
            m_client->confirmCodesKept();
        else if (stage.step == Step::Open)
            answer("open");
    }

    void join(const QString& team)
    {
        m_log = std::make_unique<TeamLog>(*m_client, team, kMember);
        m_log->arrived = [](int number) { answer("arrived " + std::to_string(number)); };
        m_log->collected = [this] { tellAll(); };
        m_looking.start();
    }

    /// The window reads by itself what can be seen in it; nobody is here to press its buttons.
    void tell()
    {
        m_log->answerDue();
        answer("left " + std::to_string(m_log->unfinished()) + ' ' +
               std::to_string(m_log->known()) + (m_log->room().value ? " in" : " out"));
    }

    void show()
    {
        m_window->activateWindow();
        QTest::keyClick(m_window.get(), Qt::Key_Down, Qt::AltModifier);  // the only conversation
    }

    void stop(const QString& picture)
    {
        m_stalls.stop();
        for (const auto delay : m_stalls.delays())
            figure("team.stall", delay);
        for (const auto used : m_stalls.busy())
            figure("team.stall.own", used);
        m_window->grab().save(picture);
        answer("stopped");
    }

    void tellAll()
    {
        const auto& record = m_log->record();
        for (const auto number : record.numbers)
            answer("text " + std::to_string(number));
        for (const auto number : record.relayed)
            answer("relayed " + std::to_string(number));
        for (const auto& [number, people] : record.sent)
            for (const auto& one : people)
                answer("state " + std::to_string(number) + ' ' + one.address.toStdString() + ' ' +
                       std::to_string(one.deliveredAtMs) + ' ' + std::to_string(one.readAtMs) +
                       ' ' + std::to_string(one.acknowledgedAtMs) + ' ' +
                       std::to_string(one.acceptedAtMs));
        answer("collected");
    }

    Time m_time;
    std::unique_ptr<engine::ThreadedClient> m_client;
    std::unique_ptr<ui::SessionWindow> m_window;
    std::unique_ptr<TeamLog> m_log;
    QTimer m_looking;
    StallMeter m_stalls;
};

}  // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    ui::start(app);
    platform::SystemClock clock;
    QtScheduler scheduler;
    Desk desk({clock, scheduler});
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QByteArray pending;
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&] {
        char bytes[4096];
        const auto size = read(STDIN_FILENO, bytes, sizeof bytes);
        if (size <= 0) {
            app.quit();
            return;
        }
        pending.append(bytes, static_cast<qsizetype>(size));
        for (auto end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
            desk.handle(QString::fromUtf8(pending.left(end)).split(QChar(u' ')));
            pending.remove(0, end + 1);
        }
    });
    return QApplication::exec();
}
