// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/hand_over.h"
#include "core/api/open_items.h"
#include "core/api/problem.h"
#include "core/api/snapshots.h"
#include "core/engine/alert_repeater.h"
#include "core/engine/anchor_desk.h"
#include "core/engine/archive_desk.h"
#include "core/engine/archive_reader.h"
#include "core/engine/availability_desk.h"
#include "core/engine/backup_job.h"
#include "core/engine/bell.h"
#include "core/engine/catch_up.h"
#include "core/engine/consents.h"
#include "core/engine/conversations.h"
#include "core/engine/device_desk.h"
#include "core/engine/directory.h"
#include "core/engine/emergency_desk.h"
#include "core/engine/escalation.h"
#include "core/engine/file_desk.h"
#include "core/engine/forwarder.h"
#include "core/engine/heartbeat.h"
#include "core/engine/inbound.h"
#include "core/engine/index_job.h"
#include "core/engine/key_publisher.h"
#include "core/engine/list_keeper.h"
#include "core/engine/on_call_desk.h"
#include "core/engine/on_call_hand_over.h"
#include "core/engine/open_items.h"
#include "core/engine/order_desk.h"
#include "core/engine/order_export.h"
#include "core/engine/outbound.h"
#include "core/engine/peer_devices.h"
#include "core/engine/receipt_pace.h"
#include "core/engine/record_desk.h"
#include "core/engine/relay_link.h"
#include "core/engine/resend_desk.h"
#include "core/engine/retention_job.h"
#include "core/engine/rights_desk.h"
#include "core/engine/rooms.h"
#include "core/engine/search_desk.h"
#include "core/engine/second_look.h"
#include "core/engine/session_repair.h"
#include "core/engine/storage_watch.h"
#include "core/engine/team_desk.h"
#include "core/engine/trust_desk.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/carbons.h"

#include <QObject>

#include <deque>
#include <memory>

namespace sotto::engine {

/// An open vault on a stream: brings both up to date with each other, and keeps them so.
///
/// On each new stream: presence (so that nothing slips between archive and live), roster,
/// archive to its end while live stanzas wait, own keys, then what waits to be sent. Then
/// live stanzas are a faster copy of the archive: it is read again, quietly, a while after
/// something was taken live or acknowledged by the relay.
/// Engine thread only.
class OpenSession final : public QObject {
    Q_OBJECT
public:
    OpenSession(std::unique_ptr<VaultContext> context, RelayLink& link, RemovalWatch& removals,
                const EngineSettings& settings);
    ~OpenSession() override;

    void start();

    /// In place of start(), in emergency access: what the vault has, and nothing else.
    void startReading();
    void setReading();  ///< at once after it was made, before anybody is told

    bool isReading() const { return m_isReading; }

    Conversations& conversations() { return m_conversations; }

    FileDesk& files() { return m_files; }

    TrustDesk& trust() { return m_trust; }

    DeviceDesk& devices() { return m_deviceDesk; }

    Directory& directory() { return m_directory; }

    AvailabilityDesk& availability() { return m_availability; }

    RightsDesk& rights() { return m_rights; }

    OnCallDesk& onCall() { return m_onCall; }

    OnCallHandOver& onCallHandOver() { return m_onCallHandOver; }

    /// Writes to whoever gets what is written to a role, if that is whom the screen showed.
    void startOnCall(const std::string& role);
    void sendToOnCall(ConversationId shownIn, const OnCallAddress& to, const QString& text,
                      Outbound::NewText how);

    AnchorDesk& anchors() { return m_anchors; }

    EmergencyDesk& emergencies() { return m_emergencies; }

    TeamDesk& teams() { return m_teams; }

    Rooms& rooms() { return m_rooms; }

    OpenItems& openItems() { return m_items; }

    OrderDesk& orders() { return m_orders; }

    OrderExport& orderExport() { return m_orderExport; }

    ArchiveReader& archiveReader() { return m_reader; }

    Consents& consents() { return m_consents; }

    SearchDesk& search() { return m_search; }

    IndexJob& index() { return m_index; }

    void closeItem(MessageId id);

    /// Engine::nameMessages()
    Result<std::vector<LoggedMessage>> namesOf(const QList<MessageId>& ids)
    {
        return m_records.namesOf(ids);
    }

    /// The disk refuses writes, or this is emergency access: nothing may be queued.
    bool isReadOnly() const { return m_isReading || m_storage.isReadOnly(); }

    /// A person asks for a card's message again.
    void askToResend(MessageId card);

    void makeRoom(const QString& name, std::vector<Jid> people);

    /// What the next, locked session may have.
    HandOver handOver();

Q_SIGNALS:
    void connectionChanged(sotto::Connection connection);
    void storageChanged(sotto::StorageState state);
    void vaultEvent(sotto::VaultEvent event);
    void retentionChanged(sotto::RetentionSnapshot retention);
    void messagesRemoved(sotto::RemovalReport report);
    void selfChanged(sotto::SelfSnapshot self);
    void directoryChanged(QList<sotto::PersonSnapshot> people);
    void peopleChanged(QList<sotto::PersonSnapshot> people);
    void availabilityChanged(sotto::Availability availability);
    void messageArrived(sotto::Urgency urgency);
    void messagesStored(int count);  ///< new ones, committed
    void trustDecided(sotto::TrustEvent event);
    void alertLimitsChanged(sotto::AlertLimits limits);
    void problem(sotto::ProblemKind kind);
    void onCallStarted(QString role, sotto::ConversationId id);
    void tooManyDevices(int count);  ///< see Outbound

private:
    void onOnline(const relay::OnlineInfo& info);
    void beginStream();
    void catchUp();
    void readArchive();
    void levelLater();
    bool liesBeyondCursor();
    void stopForClone();
    void watchDevices();
    void showDevices(const Jid& person);
    void watchTrust();
    void watchPeople();
    void watchLoop();
    void watchOnCall();
    void watchKeeping();
    void tellLimits();
    void tell(const Arrivals& arrivals);
    void useTrusted(const Jid& person);
    void onOffline();
    void onStanza(const xmpp::Element& stanza);
    void handle(const xmpp::Element& stanza);
    void handleMessage(const xmpp::Element& message, const xmpp::Origin& origin);
    void handleCarbon(const xmpp::Carbon& carbon);
    void takeLive(const xmpp::Element& message, const xmpp::Origin& origin);
    bool handleEvent(const xmpp::Element& message, const xmpp::Origin& origin);
    Result<Arrivals> storeLive(const xmpp::Element& message, const xmpp::Origin& origin);
    void afterCommit(const Arrivals& arrivals);
    void afterBatch(const Arrivals& arrivals);
    void repair();
    void settled();
    void onCaughtUp();
    void onPublished(const Result<Done>& published);
    void goOn();
    void onStorageChanged(StorageState state);
    void onBackupFailed(Errc why);
    void onDirectoryChanged();
    void setConnection(Connection connection);

    std::unique_ptr<VaultContext> m_context;
    RelayLink& m_link;
    StorageWatch m_storage;
    RecordDesk m_records;
    SafeText m_clinic;
    PeerDevices m_devices;
    TrustDesk m_trust;
    KeyPublisher m_keys;
    ListKeeper m_lists;
    DeviceDesk m_deviceDesk;
    Directory m_directory;
    AvailabilityDesk m_availability;
    RightsDesk m_rights;
    OnCallDesk m_onCall;
    Outbound m_outbound;
    OnCallHandOver m_onCallHandOver;
    ArchiveDesk m_archive;
    ArchiveReader m_reader;
    Consents m_consents;
    Inbound m_inbound;
    CatchUp m_catchUp;
    SessionRepair m_repair;
    ResendDesk m_resends;
    Heartbeat m_heartbeat;
    Rooms m_rooms;
    Forwarder m_forwarder;
    TeamDesk m_teams;
    SecondLook m_secondLook;
    Bell m_bell;
    ReceiptPace m_pace;
    FileDesk m_files;
    Conversations m_conversations;
    OpenItems m_items;
    OrderDesk m_orders;
    OrderExport m_orderExport;
    AlertRepeater m_repeater;
    Escalation m_escalation;
    BackupJob m_backup;
    SearchDesk m_search;
    IndexJob m_index;
    RetentionJob m_retention;
    AnchorDesk m_anchors;
    EmergencyDesk m_emergencies;
    std::deque<xmpp::Element> m_held;  ///< live stanzas while the archive is read
    std::size_t m_settled = 0;         ///< handled, but came after one that is held
    bool m_phoneRefused = false;       ///< and told
    bool m_isReading = false;          ///< emergency access
    bool m_level = false;              ///< with the archive, on this stream or what it resumes
    Scheduler::HandlePtr m_levelling;  ///< the next quiet look into the archive
    Scheduler::HandlePtr m_resumed;
    Connection m_connection = Connection::Offline;
};

}  // namespace sotto::engine
