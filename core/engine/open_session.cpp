// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/open_session.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/own_features.h"
#include "core/engine/problems.h"
#include "core/xmpp/presence.h"

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

/// How long live stanzas and acknowledgements may stand without the archive's word.
constexpr auto kLevelAfter = 120s;
constexpr std::uint32_t kLevelJitterMs = 30'000;  // not all stations at once

}  // namespace

OpenSession::OpenSession(std::unique_ptr<VaultContext> context, RelayLink& link,
                         RemovalWatch& removals, const EngineSettings& settings)
    : m_context(std::move(context)),
      m_link(link),
      m_storage(*m_context),
      m_records(*m_context,
                settings.recordMessages
                    ? RecordDesk::Record{[record = settings.recordMessages, self = m_context->self](
                                             const auto& all) { return record(self, all); }}
                    : RecordDesk::Record{}),
      m_clinic(SafeText::fromUtf8(settings.clinicName, SafeText::Kind::Name)),
      m_devices(*m_context, link),
      m_trust(*m_context, m_devices),
      m_keys(*m_context, link, settings.deviceLabel, settings.platform),
      m_lists(*m_context, m_keys, removals),
      m_deviceDesk(*m_context, link, m_keys, m_devices),
      m_directory(*m_context, link),
      m_availability(*m_context, link, settings.availability),
      m_rights(*m_context, m_directory, settings.roles),
      m_onCall(*m_context, link, m_directory, m_devices),
      m_outbound(*m_context, link, m_devices),
      m_onCallHandOver(*m_context, m_onCall, m_directory, m_outbound, m_devices),
      m_archive(*m_context, m_devices, m_outbound),
      m_reader(*m_context),
      m_consents(*m_context),
      m_inbound(*m_context, m_outbound),
      m_catchUp(*m_context, link, m_inbound),
      m_repair(*m_context, m_devices, m_outbound),
      m_resends(*m_context, m_devices, m_outbound),
      m_heartbeat(*m_context, m_devices, m_outbound),
      m_rooms(*m_context, link, m_devices, m_inbound, m_outbound),
      m_forwarder(*m_context, m_availability, m_outbound, m_devices),
      m_teams(*m_context, m_directory, m_rooms, m_outbound),
      m_secondLook(*m_context, m_inbound),
      m_bell(*m_context),
      m_pace(m_context->time),
      m_files(*m_context, link, m_outbound, settings),
      m_conversations(*m_context, m_directory, m_outbound, m_files),
      m_items(*m_context, m_directory),
      m_orders(*m_context, m_directory, m_outbound),
      m_orderExport(*m_context, m_directory, settings.files, settings.fhirExport),
      m_repeater(m_context->time, m_context->loop),
      m_escalation(*m_context, m_outbound),
      m_backup(*m_context, settings.backupEvery),
      m_search(*m_context, m_directory),
      m_index(*m_context),
      m_retention(*m_context),
      m_anchors(link),
      m_emergencies(*m_context, m_directory, m_outbound, settings.emergency)
{
    m_context->phones = settings.phones;
    m_context->domains = {settings.allowedDomains, settings.federatedDomains};
    m_context->trust = settings.trust;
    m_context->loop = settings.loop;
    m_context->patients = settings.patients;
    m_context->retention = settings.retention;
    m_context->archive = settings.archive;
    m_context->archive.clinic = settings.clinicName;
    m_context->archive.weAreIt = settings.archive.address == m_context->self;
    if (!settings.archive.keys.empty() && settings.archive.address)
        m_context->trust.pinned = {*settings.archive.address, settings.archive.keys};
    auto* const stream = &m_link.stream();
    connect(&m_link, &RelayLink::online, this, &OpenSession::onOnline);
    connect(&m_link, &RelayLink::offline, this, &OpenSession::onOffline);
    connect(stream, &relay::RelayStream::stanzaReceived, this, &OpenSession::onStanza);
    connect(stream, &relay::RelayStream::stanzaAcked, &m_outbound, &Outbound::onAcked);
    connect(stream, &relay::RelayStream::stanzaAcked, this, &OpenSession::levelLater);
    connect(&m_storage, &StorageWatch::changed, this, &OpenSession::onStorageChanged);
    connect(&m_backup, &BackupJob::made, this,
            [this] { Q_EMIT vaultEvent(VaultEvent::BackupMade); });
    connect(&m_backup, &BackupJob::failed, this, &OpenSession::onBackupFailed);
    connect(&m_catchUp, &CatchUp::pageStored, this, &OpenSession::afterCommit);
    connect(&m_catchUp, &CatchUp::finished, this, &OpenSession::onCaughtUp);
    connect(&m_catchUp, &CatchUp::failed, this, [this](Errc why) {
        if (why == Errc::Storage || why == Errc::StorageFull)
            Q_EMIT problem(vaultProblem({why, {}}).kind);
        m_link.stream().breakOff();
    });
    connect(&m_bell, &Bell::rung, this, [this](Urgency urgency) {
        if (m_availability.rings(urgency))
            Q_EMIT messageArrived(urgency);
    });
    connect(&m_repair, &SessionRepair::cardsChanged, &m_conversations, &Conversations::show);
    connect(&m_secondLook, &SecondLook::taken, this, &OpenSession::afterBatch);
    connect(&m_secondLook, &SecondLook::failed, this, [this](Errc why) {
        Q_EMIT problem(vaultProblem({why, {}}).kind);
    });
    connect(&m_rooms, &Rooms::stored, this, &OpenSession::afterBatch);
    connect(&m_rooms, &Rooms::made, &m_conversations, &Conversations::conversationStarted);
    connect(&m_rooms, &Rooms::problem, this, &OpenSession::problem);
    connect(&m_rooms, &Rooms::failed, this, [this](Errc why) {
        Q_EMIT problem(vaultProblem({why, {}}).kind);
        m_link.stream().breakOff();
    });
    watchDevices();
    watchTrust();
    watchPeople();
    watchLoop();
    watchOnCall();
    connect(&m_emergencies, &EmergencyDesk::stored, this, &OpenSession::tell);
    watchKeeping();
    connect(&m_conversations, &Conversations::problem, this, &OpenSession::problem);
    connect(&m_conversations, &Conversations::owesReceipts, &m_outbound, &Outbound::sendReceipts);
}

OpenSession::~OpenSession() = default;

void OpenSession::watchPeople()
{
    connect(&m_directory, &Directory::changed, this, &OpenSession::onDirectoryChanged);
    connect(&m_directory, &Directory::personChanged, &m_conversations, &Conversations::showPerson);
    connect(&m_directory, &Directory::peopleChanged, this, &OpenSession::peopleChanged);
    connect(&m_directory.cards(), &PersonCards::failed, this,
            [this] { Q_EMIT problem(ProblemKind::ProfileNotSaved); });
    connect(&m_availability, &AvailabilityDesk::changed, this, &OpenSession::availabilityChanged);
    connect(&m_forwarder, &Forwarder::stored, this, &OpenSession::tell);
    connect(&m_teams, &TeamDesk::stored, this, &OpenSession::tell);
    connect(&m_teams, &TeamDesk::problem, this, &OpenSession::problem);
    connect(&m_rooms, &Rooms::stored, &m_teams, &TeamDesk::show);
    connect(&m_directory, &Directory::peopleChanged, &m_teams, &TeamDesk::show);
}

void OpenSession::watchDevices()
{
    connect(&m_devices, &PeerDevices::listChanged, &m_outbound, &Outbound::pump);
    connect(&m_devices, &PeerDevices::keyChanged, this, [this](const Jid& person, bool isOther) {
        m_conversations.showWherever(person);
        m_trust.show(person);
        if (!isOther)
            return;
        Q_EMIT problem(ProblemKind::KeyChanged);
        Q_EMIT trustDecided(
            {TrustEvent::Kind::KeyChanged, QString::fromStdString(person.toString()), 1});
    });
    connect(&m_devices, &PeerDevices::told, this,
            [this](const Jid& person, const Arrivals& arrivals) {
                tell(arrivals);
                showDevices(person);
            });
    connect(&m_devices, &PeerDevices::listChanged, this, &OpenSession::showDevices);
    connect(&m_trust, &TrustDesk::changed, this, &OpenSession::showDevices);
    connect(&m_lists, &ListKeeper::contested, this,
            [this] { Q_EMIT problem(ProblemKind::DeviceListContested); });
}

void OpenSession::showDevices(const Jid& person)
{
    m_trust.show(person);
    if (person == m_context->self)
        m_deviceDesk.noteKin();
}

void OpenSession::start()
{
    if (const auto loaded = m_directory.load(); !loaded)
        log::warning("engine", "the directory was not loaded", {{"why", loaded.error().code}});
    onDirectoryChanged();
    m_availability.load();
    m_rights.begin();
    m_onCall.begin();
    if (const auto alarm = m_context->stores.account.hasCloneAlarm(); !alarm || *alarm)
        stopForClone();
    m_files.start();
    m_items.refresh();
    tellLimits();
    m_conversations.resume();
    if (m_context->isNewEpoch) {
        Q_EMIT vaultEvent(VaultEvent::EpochRaised);
        Q_EMIT problem(ProblemKind::VaultRestored);
    }
    m_storage.start();
    m_trust.start();
    m_deviceDesk.noteKin();
    m_emergencies.begin();
    if (m_storage.isReadOnly())
        return;  // and soon paused; a locked session acknowledged nothing until now
    m_backup.start();
    m_index.start();
    m_retention.start();
    m_link.keepOnline(true);
    if (!m_link.isOnline())
        return;
    // The locked session was available on this stream: only somebody who comes anew is
    // told who is there (RFC 6121, 4.2.2).
    (void)m_link.stream().send(xmpp::buildUnavailable());
    beginStream();
}

void OpenSession::setReading()
{
    m_isReading = true;
    m_conversations.setReadOnly();
    m_context->vault.onRefused({});  // what is refused here is no fault of the disk
}

void OpenSession::startReading()
{
    if (const auto loaded = m_directory.load(); !loaded)
        log::warning("engine", "the directory was not loaded", {{"why", loaded.error().code}});
    onDirectoryChanged();
    m_rights.begin();
    m_items.refresh();
    tellLimits();
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
    handOver.quietUntilMs = m_availability.quietUntilMs();
    handOver.onCallRelease = m_onCall.releaseWord();
    if (const auto newest = m_context->stores.account.archiveNewest(); newest && *newest)
        handOver.archiveCursor = **newest;
    return handOver;
}

void OpenSession::onOnline(const relay::OnlineInfo& info)
{
    if (m_storage.isReadOnly()) {  // it was on its way when the disk refused
        m_link.pause();
        return;
    }
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
    // After the acknowledgements that the resumption brought, which are told next.
    m_resumed = m_context->time.scheduler.after(0ms, [this] {
        m_outbound.setReady(true);
        m_outbound.resendForgotten();
        m_rooms.start();
        goOn();
    });
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
    m_availability.announce();
    catchUp();
}

void OpenSession::catchUp()
{
    setConnection(Connection::CatchingUp);
    readArchive();
}

void OpenSession::readArchive()
{
    m_levelling.reset();
    m_outbound.beginRound();
    m_bell.holdBack();
    m_catchUp.start();
}

/// Once, however much comes until then.
void OpenSession::levelLater()
{
    if (m_levelling || !m_level || m_catchUp.isRunning() || !liesBeyondCursor())
        return;
    const std::chrono::milliseconds jitter{crypto::randomUint32(kLevelJitterMs)};
    m_levelling = m_context->time.scheduler.after(kLevelAfter + jitter, [this] {
        m_levelling.reset();
        if (m_connection == Connection::Online && m_level)
            readArchive();
    });
}

bool OpenSession::liesBeyondCursor()
{
    const auto none = m_context->stores.taken.isEmpty();
    const auto unproved = m_context->stores.outbox.hasUnproved();
    return (none && !*none) || (unproved && *unproved);
}

void OpenSession::stopForClone()
{
    m_outbound.stop();
    Q_EMIT problem(ProblemKind::CloneDetected);
}

void OpenSession::onOffline()
{
    m_catchUp.stop();
    m_rooms.stop();
    m_bell.release();
    m_levelling.reset();
    m_resumed.reset();
    m_pace.stop();
    m_archive.stop();
    m_escalation.setLevel(false);
    m_outbound.setReady(false);
    m_files.onOffline();
    m_held.clear();  // not confirmed: they come again, resumed or out of the archive
    m_settled = 0;
    m_directory.setOnline(false);
    setConnection(Connection::Offline);
}

void OpenSession::afterCommit(const Arrivals& arrivals)
{
    tell(arrivals);
    if (arrivals.cloneSeen)
        stopForClone();
    if (arrivals.newMessages > 0)
        Q_EMIT messagesStored(arrivals.newMessages);
    m_bell.note(arrivals);
    m_forwarder.note(arrivals);
    m_archive.confirm(arrivals);
    if (arrivals.archiveDue)
        m_archive.goOn();
    m_onCallHandOver.note(arrivals);
    for (const auto& device : arrivals.toAnswer)
        m_devices.noteWriter(device);
    m_heartbeat.note(arrivals.toAnswer);
    for (const auto& device : arrivals.distrusted)
        m_devices.lookAtKey(device);
    if (arrivals.phoneRefused && !std::exchange(m_phoneRefused, true))
        Q_EMIT problem(ProblemKind::PhoneRefused);
    if (arrivals.postponed)
        m_secondLook.start();
    if (arrivals.roomsDue)
        m_rooms.enterNew();
    if (arrivals.strangerInRoom)
        Q_EMIT problem(ProblemKind::RoomUnfit);
}

void OpenSession::onCaughtUp()
{
    const bool wasLevelling = m_level;
    m_bell.release();
    if (!m_catchUp.wasWhole())
        m_outbound.endRound();
    if (!wasLevelling)
        setConnection(Connection::Online);
    while (!m_held.empty()) {
        const auto stanza = std::move(m_held.front());
        m_held.pop_front();
        handle(stanza);
    }
    if (m_connection != Connection::Online)  // one of them may have broken the stream
        return;
    if (wasLevelling) {
        m_outbound.resendMissing();
        m_keys.topUp();
        goOn();
        return;
    }
    // Not with `this` as context: when a session ends, the answer that ~KeyPublisher still gives
    // would find `this`, but no longer the members after m_keys.
    m_keys.publish().then(&m_conversations,
                          [this](const Result<Done>& done) { onPublished(done); });
}

void OpenSession::onPublished(const Result<Done>& published)
{
    if (m_connection != Connection::Online)
        return;
    m_level = true;
    if (published)
        m_keys.wipeUsed();
    m_outbound.setReady(true);
    m_outbound.resendAll();
    m_rooms.start();
    m_onCall.look();
    goOn();
}

/// Level with the archive, and what waited has gone again: now what is new.
void OpenSession::goOn()
{
    repair();
    m_outbound.sendReceipts();
    m_outbound.pumpAll();
    m_forwarder.tellAuthors();
    m_onCallHandOver.goOn();
    m_emergencies.tellRoles();
    m_files.goOn();
    m_archive.goOn();
    m_deviceDesk.removal().goOn();
    m_escalation.setLevel(true);
    levelLater();
}

/// What cannot be saved must not be received: it stays at the relay.
void OpenSession::onStorageChanged(StorageState state)
{
    if (state == StorageState::Writable) {
        m_backup.start();
        m_index.start();
        m_retention.start();
        m_link.keepOnline(true);
    } else {
        m_backup.stop();
        m_index.stop();
        m_retention.stop();
        m_link.pause();
    }
    Q_EMIT storageChanged(state);
}

void OpenSession::onBackupFailed(Errc why)
{
    Q_EMIT vaultEvent(VaultEvent::BackupFailed);
    Q_EMIT problem(why == Errc::Forged ? ProblemKind::VaultDamaged : ProblemKind::BackupFailed);
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
