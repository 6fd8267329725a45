// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/team_members.h"

#include <QCoreApplication>

#include <catch2/catch_test_macros.hpp>

#include <random>

namespace sotto::bench {
namespace {

using Step = SignInStage::Step;
using namespace std::chrono_literals;

std::chrono::milliseconds nextLook()
{
    static std::mt19937_64 random{20261122};
    return std::chrono::milliseconds{3000 + random() % 12'000};
}

}  // namespace

bool waitLong(std::chrono::seconds within, const std::function<bool()>& isTrue)
{
    const auto end = now() + within;
    while (now() < end)
        if (test::LiveSession::wait(isTrue))
            return true;
    return false;
}

std::string nameOf(int member)
{
    return "ward-" + std::to_string(member);
}

void Board::tell(const char* name, int number) const
{
    if (const auto said = m_said.find(number); isOpen && said != m_said.end())
        figure(name, seconds(said->second, now()));
}

Colleague::Colleague(test::LiveRelay& relay, const Board& board, int number,
                     const QTemporaryDir& disk)
    : m_person(relay, nameOf(number),
               [&](engine::EngineSettings& settings) {
                   settings.dataFolder =
                       disk.filePath(QString::fromStdString(nameOf(number))).toStdString();
               }),
      m_log(m_person.engine(), kTeam, number)
{
    m_log.arrived = [&board](int text) { board.tell("team.delivery", text); };
    m_log.finished = [&board](int text) { board.tell("team.read-by-all", text); };
    QObject::connect(&m_looking, &QTimer::timeout, &m_looking, [this] {
        m_log.look();
        m_looking.setInterval(nextLook());
    });
}

void Colleague::signIn()
{
    m_person.signIn();
    REQUIRE(m_person.waitFor(Step::Open));
    REQUIRE(waitLong(60s, [this] { return m_person.connection == Connection::Online; }));
}

void Colleague::beginLooking()
{
    m_looking.start(nextLook());
}

WindowMember::WindowMember(test::LiveRelay& relay, const Board& board) : m_board(board)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] {
        while (m_process.canReadLine())
            take(QString::fromUtf8(m_process.readLine().trimmed()).split(QChar(u' ')));
    });
    m_process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/bench_team_window"),
                    {});
    REQUIRE(m_process.waitForStarted());
    const auto name = nameOf(0);
    m_signIn = "sign-in " + relay.value("host") + ' ' + relay.value("port") + ' ' +
        relay.value("ca") + ' ' + relay.value(name + ".address") + ' ' +
        relay.value(name + ".password") + ' ' + test::freshCode(relay.value(name + ".totp")) + ' ' +
        m_disk.path().toStdString();
}

WindowMember::~WindowMember()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished(10'000);
}

void WindowMember::signIn()
{
    tell(m_signIn);
    REQUIRE(waitLong(40s, [this] { return m_isOpen; }));
    tell("team " + kTeam.toStdString());
}

void WindowMember::tell(const std::string& line)
{
    m_process.write((line + '\n').c_str());
}

TeamRecord WindowMember::collect()
{
    tell("collect");
    CHECK(waitLong(40s, [this] { return m_isCollected; }));
    return std::move(m_record);
}

void WindowMember::take(const QStringList& words)
{
    const auto& what = words.front();
    const auto number = words.size() > 1 ? words.at(1).toInt() : 0;
    if (what == QLatin1String("open"))
        m_isOpen = true;
    else if (what == QLatin1String("left")) {
        unfinished = number;
        known = words.at(2).toInt();
        isIn = words.at(3) == QLatin1String("in");
    } else if (what == QLatin1String("arrived"))
        m_board.tell("team.delivery", number);
    else if (what == QLatin1String("figure"))
        figure(words.at(1).toStdString(), words.at(2).toDouble());
    else if (what == QLatin1String("stopped"))
        isStopped = true;
    else if (what == QLatin1String("text"))
        m_record.numbers.push_back(number);
    else if (what == QLatin1String("relayed"))
        m_record.relayed.insert(number);
    else if (what == QLatin1String("state"))
        takeState(number, words);
    else if (what == QLatin1String("collected"))
        m_isCollected = true;
}

void WindowMember::takeState(int number, const QStringList& words)
{
    PersonEvidence one;
    one.address = words.at(2);
    one.deliveredAtMs = words.at(3).toLongLong();
    one.readAtMs = words.at(4).toLongLong();
    one.acknowledgedAtMs = words.at(5).toLongLong();
    one.acceptedAtMs = words.at(6).toLongLong();
    m_record.sent[number].append(one);
}

}  // namespace sotto::bench
