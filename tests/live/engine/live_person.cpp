// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/engine/live_person.h"

#include "core/engine/installation.h"
#include "core/relay/tls_transport.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace sotto::test {

LivePerson::LivePerson(LiveRelay& relay, std::string name, Adjust adjust)
    : m_relay(relay),
      m_name(std::move(name)),
      m_adjust(std::move(adjust))
{
    make();
    m_engine->begin(QString::fromStdString(address()), {});
}

LivePerson::~LivePerson() = default;

std::string LivePerson::address() const
{
    return m_relay.value(m_name + ".address");
}

void LivePerson::make()
{
    engine::EngineSettings settings;
    settings.dataFolder = m_folder.path().toStdString();
    settings.software = "Sotto test";
    settings.deviceLabel = "Desk of " + m_name;
    settings.platform = "linux";
    settings.relayHost = m_relay.endpoint().host;
    settings.relayPort = m_relay.endpoint().port;
    settings.kdf = {64 * 1024, 3};
    settings.tls = m_relay.tls();
    if (m_adjust)
        m_adjust(settings);
    const Time time{m_clock, m_scheduler};
    if (!settings.makeTransport)
        settings.makeTransport = [tls = settings.tls, time]() -> std::unique_ptr<relay::Transport> {
            return std::make_unique<relay::TlsTransport>(tls, time);
        };
    m_engine = std::make_unique<engine::Engine>(std::move(settings), time);
    auto* const engine = m_engine.get();
    QObject::connect(engine, &Client::stageChanged, engine, [this](const SignInStage& s) {
        stage = s;
        if (s.step == SignInStage::Step::VaultRecoveryCode)
            recoveryCode = s.vaultRecoveryCode.toStdString();
    });
    QObject::connect(engine, &Client::selfChanged, engine,
                     [this](const SelfSnapshot& s) { self = s; });
    QObject::connect(engine, &Client::problemRaised, engine, [this](const Problem& problem) {
        problems.push_back(problem.kind);
        lastProblem = problem;
    });
    QObject::connect(engine, &Client::connectionChanged, engine,
                     [this](Connection c) { connection = c; });
    QObject::connect(engine, &Client::messageChanged, engine,
                     [this](const MessageSnapshot& m) { remember(m); });
    QObject::connect(engine, &Client::pageLoaded, engine,
                     [this](ConversationId, const QList<MessageSnapshot>& page, bool) {
                         for (const auto& m : page)
                             remember(m);
                     });
    QObject::connect(engine, &Client::messageArrived, engine,
                     [this](Urgency u) { arrivals.push_back(u); });
    QObject::connect(engine, &Client::draftLoaded, engine,
                     [this](ConversationId, const QString& text, const QString&) { draft = text; });
    QObject::connect(engine, &Client::waitingChanged, engine, [this](int all, int urgent) {
        waiting = all;
        stat = urgent;
    });
    QObject::connect(engine, &Client::conversationStarted, engine,
                     [this](ConversationId id) { m_started = id; });
    QObject::connect(engine, &Client::signedOut, engine, [this] { signedOut = true; });
    QObject::connect(
        engine, &engine::Engine::handedOver, engine,
        [this](const std::shared_ptr<HandOver>& handOver) { m_handedOver = handOver; });
}

void LivePerson::restart(HandOver handOver)
{
    m_engine.reset();
    m_handedOver.reset();
    stage = {};
    problems.clear();
    messages.clear();
    arrivals.clear();
    waiting = stat = 0;
    connection = Connection::Offline;
    make();
    m_engine->begin(QString::fromStdString(address()), std::move(handOver));
}

void LivePerson::submitPassword()
{
    submitPassword(m_relay.value(m_name + ".password"));
}

void LivePerson::submitPassword(std::string_view password)
{
    m_engine->submitPassword(QString::fromStdString(address()), SecretBytes(viewOf(password)));
}

void LivePerson::submitCode()
{
    if (stage.step == SignInStage::Step::SetUpCode)
        m_totp = QUrlQuery(QUrl(stage.otpauthUri))
                     .queryItemValue(QStringLiteral("secret"))
                     .toStdString();
    else if (m_totp.empty())
        m_totp = m_relay.value(m_name + ".totp");
    m_engine->submitCode(QString::fromStdString(freshCode(m_totp)));
}

void LivePerson::signIn()
{
    using Step = SignInStage::Step;
    submitPassword();
    LiveSession::wait([this] { return stage.step == Step::Code || stage.step == Step::SetUpCode; });
    submitCode();
    LiveSession::wait([this] {
        return stage.step == Step::VaultRecoveryCode || stage.step == Step::Open ||
            stage.step == Step::Password;
    });
    if (stage.step == Step::VaultRecoveryCode)
        m_engine->confirmCodesKept();
}

bool LivePerson::waitFor(SignInStage::Step step)
{
    return LiveSession::wait([&] { return stage.step == step; });
}

bool LivePerson::waitOnline()
{
    return LiveSession::wait([this] { return connection == Connection::Online; });
}

bool LivePerson::waitForProblem(ProblemKind kind)
{
    return LiveSession::wait([&] { return std::ranges::find(problems, kind) != problems.end(); });
}

int LivePerson::count(ProblemKind kind) const
{
    return static_cast<int>(std::ranges::count(problems, kind));
}

std::filesystem::path LivePerson::folder() const
{
    return m_folder.path().toStdString();
}

std::filesystem::path LivePerson::vaultFolder() const
{
    return engine::Installation::folderOf(folder(), *Jid::parseAccount(address()));
}

HandOver LivePerson::lock()
{
    m_handedOver.reset();
    m_engine->lock();
    LiveSession::wait([this] { return m_handedOver != nullptr; });
    return m_handedOver ? m_handedOver->clone() : HandOver{};
}

ConversationId LivePerson::conversationWith(const LivePerson& other)
{
    return start(QString::fromStdString(other.address()));
}

ConversationId LivePerson::start(const QString& address)
{
    m_started = {};
    m_engine->startConversation(address);
    return m_started;
}

const MessageSnapshot* LivePerson::message(const std::string& text) const
{
    const auto found = std::ranges::find(
        messages, text, [](const MessageSnapshot& m) { return m.text.string().toStdString(); });
    return found == messages.end() ? nullptr : &*found;
}

bool LivePerson::waitForMessage(const std::string& text)
{
    return LiveSession::wait([&] { return message(text) != nullptr; });
}

void LivePerson::remember(const MessageSnapshot& message)
{
    const auto known = std::ranges::find(messages, message.id, &MessageSnapshot::id);
    if (known != messages.end())
        *known = message;
    else
        messages.push_back(message);
}

}  // namespace sotto::test
