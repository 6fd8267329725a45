// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/session/live_relay.h"

#include "core/base/encoding.h"
#include "core/crypto/random.h"
#include "core/relay/tls_transport.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QMessageAuthenticationCode>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

#include <catch2/catch_test_macros.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>

#include <fstream>

namespace sotto::test {
namespace {

std::unique_ptr<LiveRelay>& shared()
{
    static std::unique_ptr<LiveRelay> relay;
    return relay;
}

/// What it printed; no value: it failed. The event loop stands still meanwhile.
std::optional<QByteArray> runFixture(const std::string& command, const std::string& folder,
                                     const std::string& name = {})
{
    QStringList words{QStringLiteral("-B"), QStringLiteral(SOTTO_RELAY_FIXTURE),
                      QString::fromStdString(command), QString::fromStdString(folder)};
    if (!name.empty())
        words << QString::fromStdString(name);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral("python3"), words);
    if (!process.waitForFinished(90'000) || process.exitCode() != 0)
        return std::nullopt;
    return process.readAllStandardOutput();
}

constexpr std::int64_t kCodePeriodS = 30;

std::int64_t unixSeconds()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               SystemClock{}.wallNow().time_since_epoch())
        .count();
}

std::int64_t stepNow()
{
    return unixSeconds() / kCodePeriodS;
}

/// RFC 6238.
std::string codeOf(const std::string& base32Secret, std::int64_t step)
{
    const auto key = fromBase32(base32Secret);
    REQUIRE(key);
    auto counter = static_cast<std::uint64_t>(step);
    QByteArray message(8, '\0');
    for (int index = 7; index >= 0; --index, counter >>= 8)
        message[index] = static_cast<char>(counter & 0xFF);
    const auto mac = QMessageAuthenticationCode::hash(
        message,
        QByteArray{reinterpret_cast<const char*>(key->data()), static_cast<qsizetype>(key->size())},
        QCryptographicHash::Sha1);
    const auto at = [&mac](int index) { return static_cast<std::uint32_t>(mac[index] & 0xFF); };
    const int offset = mac[19] & 0x0F;
    const auto number =
        ((at(offset) & 0x7F) << 24 | at(offset + 1) << 16 | at(offset + 2) << 8 | at(offset + 3)) %
        1'000'000;
    auto code = std::to_string(number);
    return std::string(6 - code.size(), '0') + code;
}

class StopRelay final : public Catch::EventListenerBase {
public:
    using EventListenerBase::EventListenerBase;

    void testRunEnded(const Catch::TestRunStats&) override { LiveRelay::stop(); }
};

CATCH_REGISTER_LISTENER(StopRelay)

}  // namespace

LiveRelay* LiveRelay::instance()
{
    if (QStandardPaths::findExecutable(QStringLiteral("prosody")).isEmpty())
        return nullptr;
    if (!shared())
        shared().reset(new LiveRelay({}));
    return shared().get();
}

LiveRelay* LiveRelay::withPhones()
{
    if (QStandardPaths::findExecutable(QStringLiteral("prosody")).isEmpty())
        return nullptr;
    if (!shared())
        shared().reset(new LiveRelay("phones"));
    return shared().get();
}

void LiveRelay::stop()
{
    shared().reset();
}

LiveRelay::LiveRelay(const std::string& kind)
    : m_folder((QDir::tempPath() +
                QStringLiteral("/sotto-live-session-%1").arg(QCoreApplication::applicationPid()))
                   .toStdString())
{
    run("up", kind);
    REQUIRE_FALSE(m_values.empty());
}

LiveRelay::~LiveRelay()
{
    (void)runFixture("down", m_folder);
    QDir{QString::fromStdString(m_folder)}.removeRecursively();
}

void LiveRelay::run(const std::string& command, const std::string& name)
{
    const auto printed = runFixture(command, m_folder, name);
    REQUIRE(printed);
    for (const auto& line : printed->split('\n')) {
        const auto at = line.indexOf('=');
        if (at > 0)
            m_values[line.left(at).toStdString()] = line.mid(at + 1).toStdString();
    }
}

void LiveRelay::addPerson(const std::string& name)
{
    run("add", name);
}

void LiveRelay::addPhone(const std::string& name)
{
    run("add-phone", name);
}

void LiveRelay::disablePerson(const std::string& name)
{
    run("disable", name);
}

void LiveRelay::deletePerson(const std::string& name)
{
    run("delete", name);
}

void LiveRelay::withdrawTokens(const std::string& name)
{
    run("withdraw", name);
}

void LiveRelay::changePassword(const std::string& name)
{
    run("password", name);
}

void LiveRelay::resetCode(const std::string& name)
{
    run("reset-mfa", name);
}

void LiveRelay::halt()
{
    run("down");
}

void LiveRelay::resume()
{
    run("start");
}

const std::string& LiveRelay::value(const std::string& key) const
{
    const auto found = m_values.find(key);
    REQUIRE(found != m_values.end());
    return found->second;
}

relay::Endpoint LiveRelay::endpoint() const
{
    return {value("domain"), value("host"), static_cast<std::uint16_t>(std::stoi(value("port")))};
}

relay::TlsSettings LiveRelay::tls() const
{
    relay::TlsSettings settings;
    settings.caFile = value("ca");
    return settings;
}

int LiveRelay::pid() const
{
    std::ifstream file(m_folder + "/run/relay.pid");
    int pid = 0;
    REQUIRE(file >> pid);
    return pid;
}

WallTime SystemClock::wallNow() const
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

BootTime SystemClock::bootNow() const
{
    return std::chrono::duration_cast<BootTime>(
        std::chrono::steady_clock::now().time_since_epoch());
}

std::string freshCode(const std::string& base32Secret)
{
    static std::map<std::string, std::int64_t> lastGiven;
    auto& last = lastGiven[base32Secret];
    // Near its end a step may be over when the relay looks, and the one before it too old.
    const auto now = unixSeconds();
    const auto earliest = now % kCodePeriodS < kCodePeriodS - 10 ? stepNow() - 1 : stepNow();
    last = std::max(earliest, last + 1);
    while (last > stepNow() + 1)
        LiveSession::wait([&] { return last <= stepNow() + 1; });
    return codeOf(base32Secret, last);
}

std::string wrongCode(const std::string& base32Secret, int which)
{
    return codeOf(base32Secret, stepNow() + 1000 + which);
}

LiveSession::LiveSession(LiveRelay& relay, relay::TlsSettings tls)
    : m_relay(relay),
      m_clientId(crypto::uuidV4())
{
    const Time time{clock, scheduler};
    stream = std::make_unique<relay::RelayStream>(
        std::make_unique<relay::TlsTransport>(std::move(tls), time), time);
    using S = relay::RelayStream;
    auto* s = stream.get();
    QObject::connect(s, &S::codeNeeded, s, [this](const auto& task) { codeTasks.push_back(task); });
    QObject::connect(s, &S::codeRefused, s, [this](const auto& why) { refusals.push_back(why); });
    QObject::connect(s, &S::failed, s, [this](const auto& why) { failures.push_back(why); });
    QObject::connect(s, &S::disconnected, s,
                     [this](const auto& why) { disconnects.push_back(why); });
    QObject::connect(s, &S::stanzaReceived, s,
                     [this](const auto& stanza) { stanzas.push_back(stanza); });
    QObject::connect(s, &S::stanzaAcked, s, [this](const auto& id) { acked.push_back(id); });
    QObject::connect(s, &S::online, s, [this](const relay::OnlineInfo& info) {
        ++onlineCount;
        if (info.token)
            token = relay::cloned(*info.token);
        online.reset(new relay::OnlineInfo{info.bound, info.resumed, info.codeAsked, info.managed,
                                           std::nullopt, info.memory});
    });
}

relay::LoginRequest LiveSession::request(const std::string& account) const
{
    return {.account = *Jid::parseAccount(m_relay.value(account + ".address")),
            .endpoint = m_relay.endpoint(),
            .credential = SecretBytes{viewOf(m_relay.value(account + ".password"))},
            .clientId = m_clientId,
            .software = "Sotto live test",
            .requestToken = true,
            .wantStreamManagement = true,
            .resume = std::nullopt,
            .memory = online ? online->memory : relay::RelayMemory{},
            .rules = {}};
}

relay::LoginRequest LiveSession::tokenRequest(const std::string& account) const
{
    auto made = request(account);
    REQUIRE(token);
    made.credential = relay::cloned(*token);
    return made;
}

bool LiveSession::wait(const std::function<bool()>& isTrue)
{
    QElapsedTimer elapsed;
    elapsed.start();
    QTimer wake;  // what it asks may become true without an event
    wake.start(20);
    while (!isTrue() && elapsed.elapsed() < 10'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    return isTrue();
}

bool LiveSession::waitOnline()
{
    const auto before = onlineCount;
    return wait([&] { return onlineCount > before || !failures.empty(); }) &&
        onlineCount == before + 1;
}

Result<xmpp::Element> LiveSession::ask(xmpp::Element iq)
{
    std::optional<Result<xmpp::Element>> answer;
    stream->request(std::move(iq)).then(stream.get(), [&answer](Result<xmpp::Element> result) {
        answer.emplace(std::move(result));
    });
    wait([&answer] { return answer.has_value(); });
    REQUIRE(answer);
    return *std::move(answer);
}

}  // namespace sotto::test
