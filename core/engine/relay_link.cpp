// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/relay_link.h"

#include "core/base/log.h"
#include "core/crypto/random.h"

namespace sotto::engine {
namespace {

double randomFraction()
{
    constexpr std::uint32_t kSteps = 1U << 20;
    return static_cast<double>(crypto::randomUint32(kSteps)) / kSteps;
}

}  // namespace

RelayLink::RelayLink(const EngineSettings& settings, Jid person, Time time)
    : m_settings(settings),
      m_person(std::move(person)),
      m_installation(Installation::load(Installation::folderOf(settings.dataFolder, m_person))),
      m_stream(std::make_unique<relay::RelayStream>(settings.makeTransport(), time))
{
    m_stream->setPushNamespaces({"jabber:iq:roster"});
    connect(m_stream.get(), &relay::RelayStream::online, this, &RelayLink::onOnline);
    connect(m_stream.get(), &relay::RelayStream::failed, this,
            [this](const relay::LoginFailure& failure) {
                if (!m_kept)
                    Q_EMIT failed(failure);
            });
    // After the line above: when it gives up, that one must still have seen a kept link, or
    // the person would be told twice.
    m_reconnector = std::make_unique<relay::Reconnector>(*m_stream, time, randomFraction);
    connect(m_stream.get(), &relay::RelayStream::disconnected, this, &RelayLink::offline);
    connect(m_reconnector.get(), &relay::Reconnector::waiting, this, &RelayLink::unreachable);
    connect(m_reconnector.get(), &relay::Reconnector::gaveUp, this,
            [this](const relay::LoginFailure& failure) {
                m_kept = false;
                m_token.reset();
                Q_EMIT failed(failure);
            });
}

RelayLink::~RelayLink() = default;

void RelayLink::loginWithPassword(const SecretBytes& password)
{
    m_managed = true;
    m_stream->start(makeRequest(password.clone(SecretBytes::Memory::Locked)));
}

void RelayLink::loginWithToken(relay::FastToken token)
{
    m_token = std::move(token);
    keepOnline(false);
}

void RelayLink::keepOnline(bool managed)
{
    m_managed = managed;
    m_reconnector->keepOnline([this] { return nextRequest(); });
    const bool wasKept = std::exchange(m_kept, true);
    // Without a token (opened offline) only a full login brings it back.
    if (!wasKept && !isOnline() && m_token)
        m_stream->start(nextRequest());
}

bool RelayLink::hurry()
{
    if (!m_kept || !m_token)
        return false;
    m_reconnector->retryNow();
    return true;
}

std::optional<relay::FastToken> RelayLink::token() const
{
    if (!m_token)
        return std::nullopt;
    return relay::cloned(*m_token);
}

std::optional<relay::LoginRequest> RelayLink::accessRequest() const
{
    if (!m_token)
        return std::nullopt;
    auto request = makeRequest(relay::cloned(*m_token));
    request.requestToken = false;
    request.bind = false;
    return request;
}

void RelayLink::pause()
{
    m_reconnector->stop();
    m_stream->breakOff();
    m_kept = false;
}

void RelayLink::close()
{
    m_reconnector->stop();
    m_kept = false;
    m_stream->closeStream();
}

void RelayLink::logOff()
{
    m_reconnector->stop();
    m_kept = false;
    m_stream->logOff();
    m_token.reset();
}

relay::LoginRequest
RelayLink::makeRequest(std::variant<SecretBytes, relay::FastToken> credential) const
{
    relay::LoginRequest request{
        .account = m_person,
        .endpoint = {m_person.domain(), m_settings.relayHost, m_settings.relayPort},
        .credential = std::move(credential),
        .clientId = m_installation.clientId,
        .software = m_settings.software,
        .requestToken = true,
        .wantStreamManagement = m_managed,
        .bind = true,
        .resume = std::nullopt,
        .memory = m_installation.relay,
        .rules = m_settings.loginRules,
    };
    return request;
}

relay::LoginRequest RelayLink::nextRequest() const
{
    auto request = makeRequest(m_token ? relay::cloned(*m_token) : relay::FastToken{});
    auto resume = m_stream->resumeState();
    if (m_managed && !resume.id.empty())
        request.resume = std::move(resume);
    return request;
}

void RelayLink::onOnline(const relay::OnlineInfo& info)
{
    if (info.token)
        m_token = relay::cloned(*info.token);
    if (!(m_installation.relay == info.memory)) {
        m_installation.relay = info.memory;
        if (!m_installation.save())
            log::warning("engine", "what the relay offered was not saved");
    }
    Q_EMIT online(info);
}

}  // namespace sotto::engine
