// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/open_session.h"

#include "core/base/log.h"
#include "core/engine/own_features.h"
#include "core/engine/problems.h"
#include "core/xmpp/presence.h"
#include "core/xmpp/pubsub.h"
#include "core/xmpp/stable_ids.h"
#include "core/xmpp/stanza_error.h"

namespace sotto::engine {

OpenSession::OpenSession(std::unique_ptr<VaultContext> context, RelayLink& link,
                         const EngineSettings& settings)
    : m_context(std::move(context)),
      m_link(link),
      m_clinic(SafeText::fromUtf8(settings.clinicName, SafeText::Kind::Name)),
      m_devices(*m_context, link),
      m_keys(*m_context, link, settings.deviceLabel, settings.platform),
      m_directory(*m_context, link),
      m_outbound(*m_context, link, m_devices),
      m_inbound(*m_context, m_outbound),
      m_catchUp(*m_context, link, m_inbound),
      m_conversations(*m_context, m_directory, m_outbound)
{
    auto* const stream = &m_link.stream();
    connect(&m_link, &RelayLink::online, this, &OpenSession::onOnline);
    connect(&m_link, &RelayLink::offline, this, &OpenSession::onOffline);
    connect(stream, &relay::RelayStream::stanzaReceived, this, &OpenSession::onStanza);
    connect(stream, &relay::RelayStream::stanzaAcked, &m_outbound, &Outbound::onAcked);
    connect(&m_catchUp, &CatchUp::pageStored, this, &OpenSession::afterCommit);
    connect(&m_catchUp, &CatchUp::finished, this, &OpenSession::onCaughtUp);
    connect(&m_catchUp, &CatchUp::failed, this, [this](Errc why) {
        if (why == Errc::Storage || why == Errc::StorageFull)
            Q_EMIT problem(vaultProblem({why, {}}).kind);
        // A live message would move the cursor past what was not read: from the beginning.
        m_link.stream().breakOff();
    });
    connect(&m_devices, &PeerDevices::listChanged, &m_outbound, &Outbound::pump);
    connect(&m_directory, &Directory::changed, this, &OpenSession::onDirectoryChanged);
    connect(&m_directory, &Directory::personChanged, &m_conversations, &Conversations::showPerson);
    connect(&m_conversations, &Conversations::problem, this, &OpenSession::problem);
    connect(&m_conversations, &Conversations::owesReceipts, &m_outbound, &Outbound::sendReceipts);
}

OpenSession::~OpenSession() = default;

void OpenSession::start()
{
    if (const auto loaded = m_directory.load(); !loaded)
        log::warning("engine", "the directory was not loaded", {{"why", loaded.error().code}});
    onDirectoryChanged();
    m_link.keepOnline(true);
    m_conversations.resume();
    if (!m_link.isOnline())
        return;
    // The locked session was available on this stream: only somebody who comes anew is
    // told who is there (RFC 6121, 4.2.2).
    (void)m_link.stream().send(xmpp::buildUnavailable());
    beginStream();
}

HandOver OpenSession::handOver()
{
    HandOver handOver;
    if (const auto token = m_link.token()) {
        handOver.loginToken = token->token.clone(SecretBytes::Memory::Locked);
        handOver.tokenExpiryMs = toMs(token->expiry);
    }
    handOver.alertKey = m_context->alertKeys.secretKey.clone(SecretBytes::Memory::Locked);
    handOver.device = m_context->device.value;
    if (const auto cursor = m_context->stores.account.archiveCursor(); cursor && *cursor)
        handOver.archiveCursor = **cursor;
    return handOver;
}

void OpenSession::onOnline(const relay::OnlineInfo& info)
{
    if (!info.resumed) {
        beginStream();
        return;
    }
    m_directory.setOnline(true);
    if (!m_level) {  // it broke before the end of the archive
        catchUp();
        return;
    }
    setConnection(Connection::Online);
    m_outbound.setReady(true);
    m_outbound.sendReceipts();
    m_outbound.pumpAll();
}

void OpenSession::beginStream()
{
    m_level = false;
    m_devices.forgetFreshness();
    m_directory.forgetPresence();
    m_directory.setOnline(true);
    auto& stream = m_link.stream();
    stream.setOwnFeatures(ownFeatures(true));
    stream.enableStreamManagement();
    m_directory.fetch();  // first: presence of people whom we do not know yet is dropped
    (void)stream.send(xmpp::buildPresence(xmpp::PresenceStanza::Show::Online, ownCaps(true)));
    catchUp();
}

void OpenSession::catchUp()
{
    setConnection(Connection::CatchingUp);
    m_catchUp.start();
}

void OpenSession::onOffline()
{
    m_catchUp.stop();
    m_outbound.setReady(false);
    m_held.clear();  // not confirmed: they come again, resumed or out of the archive
    m_settled = 0;
    m_directory.setOnline(false);
    setConnection(Connection::Offline);
}

void OpenSession::onStanza(const xmpp::Element& stanza)
{
    const auto origin = xmpp::classifyOrigin(stanza, m_context->self);
    if (origin && m_catchUp.takeResult(stanza, *origin)) {
        settled();  // its page commits with its cursor: nothing can be lost
        return;
    }
    if (m_catchUp.isRunning() && stanza.name == "message") {
        m_held.push_back(stanza);
        return;
    }
    handle(stanza);
}

void OpenSession::handle(const xmpp::Element& stanza)
{
    const auto origin = xmpp::classifyOrigin(stanza, m_context->self);
    if (!origin) {
        log::info("engine", "a stanza without a readable sender was dropped");
    } else if (stanza.name == "message") {
        handleMessage(stanza, *origin);
        return;
    } else if (stanza.name == "presence") {
        if (m_directory.takePresence(stanza, *origin) && m_connection == Connection::Online)
            m_outbound.pump(xmpp::addressOf(*origin, m_context->self).bare());
    } else if (xmpp::isRosterPush(stanza)) {
        m_directory.takePush(stanza, *origin);
    }
    settled();
}

/// The stream counts in order: what came after a held message must not be confirmed in its
/// place (I2).
void OpenSession::settled()
{
    ++m_settled;
    if (m_held.empty())
        m_link.stream().confirmHandled(std::exchange(m_settled, 0));
}

void OpenSession::handleMessage(const xmpp::Element& message, const xmpp::Origin& origin)
{
    if (xmpp::isErrorStanza(message)) {
        m_outbound.onBounce(message);
    } else if (!handleEvent(message, origin)) {
        const auto arrivals = storeLive(message, origin);
        if (!arrivals) {
            // Not confirmed: the relay keeps it. Nothing that came after it may be stored,
            // or counter and cursor would pass it by; it comes again on the next stream.
            Q_EMIT problem(vaultProblem(arrivals.error()).kind);
            m_link.stream().breakOff();
            return;
        }
        settled();
        afterCommit(*arrivals);
        m_outbound.sendReceipts();
        if (arrivals->usedPreKey)
            m_keys.topUp();
        return;
    }
    settled();
}

/// Device lists of colleagues (PEP). True if the message was such an event.
bool OpenSession::handleEvent(const xmpp::Element& message, const xmpp::Origin& origin)
{
    const auto event = xmpp::parsePubSubEvent(message, origin, m_context->self);
    if (!event) {
        log::warning("engine", "an event was refused", {{"why", event.error().code}});
        return true;
    }
    if (!*event)
        return false;
    const auto& items = (*event)->items;
    if ((*event)->node == omemo::kDevicesNs)
        m_devices.takeList((*event)->owner,
                           items.empty() ? std::nullopt : std::optional{items.back().payload});
    return true;
}

Result<Arrivals> OpenSession::storeLive(const xmpp::Element& message, const xmpp::Origin& origin)
{
    Arrivals arrivals;
    const std::string archiveId{xmpp::archiveId(message, m_context->self)};
    SOTTO_TRY_ASSIGN(auto transaction, m_context->vault.begin());
    SOTTO_TRY(m_inbound.take(transaction, message, origin, archiveId, arrivals));
    if (!archiveId.empty())
        SOTTO_TRY(m_context->stores.account.setArchiveCursor(archiveId));
    SOTTO_TRY(transaction.commit());
    return arrivals;
}

void OpenSession::afterCommit(const Arrivals& arrivals)
{
    m_conversations.show(arrivals);
    if (arrivals.newMessages > 0)
        Q_EMIT messageArrived(arrivals.topUrgency);
}

void OpenSession::onCaughtUp()
{
    setConnection(Connection::Online);
    while (!m_held.empty()) {
        const auto stanza = std::move(m_held.front());
        m_held.pop_front();
        handle(stanza);
    }
    // Not with `this` as context: when a session ends, the answer that ~KeyPublisher still gives
    // would find `this`, but no longer the members after m_keys.
    if (m_connection == Connection::Online)  // one of them may have broken the stream
        m_keys.publish().then(&m_conversations, [this](const Result<Done>&) { onPublished(); });
}

void OpenSession::onPublished()
{
    if (m_connection != Connection::Online)
        return;
    m_level = true;
    m_outbound.setReady(true);
    m_outbound.resend();
    m_outbound.sendReceipts();
    m_outbound.pumpAll();
}

void OpenSession::onDirectoryChanged()
{
    auto self = m_directory.self();
    self.clinic = m_clinic;
    auto& installation = m_link.installation();
    const auto name = self.name.string().toStdString();
    const auto group = self.group.string().toStdString();
    if (installation.displayName != name || installation.group != group) {
        installation.displayName = name;
        installation.group = group;
        if (!installation.save())
            log::warning("engine", "the name for the lock page was not saved");
    }
    Q_EMIT selfChanged(self);
    Q_EMIT directoryChanged(m_directory.people());
    m_conversations.loadAll();
}

void OpenSession::setConnection(Connection connection)
{
    m_connection = connection;
    Q_EMIT connectionChanged(connection);
}

}  // namespace sotto::engine
