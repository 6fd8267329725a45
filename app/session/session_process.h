// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pictures/helper_decoder.h"
#include "app/session/activity_desk.h"
#include "app/session/anchor_keeper.h"
#include "app/session/compliance_desk.h"
#include "app/session/consent_desk.h"
#include "app/session/note_board.h"
#include "app/session/session_audit.h"
#include "app/session/session_deadline.h"
#include "app/session/station_link.h"
#include "app/session/status_file.h"
#include "core/api/hand_over.h"
#include "core/api/snapshots.h"
#include "core/base/clock.h"
#include "core/policy/org_list.h"
#include "core/policy/policy_watcher.h"
#include "core/policy/role_list.h"
#include "ui/doors.h"

#include <QObject>

#include <filesystem>
#include <memory>

namespace sotto::engine {
class ThreadedClient;
}

namespace sotto::ui {
class SessionWindow;
}

namespace sotto::app {

/// One person's session: the window, the engine behind it and the channel to the station.
///
/// Starts locked or signed out, becomes open once, and ends: after a lock the process is
/// gone, so nothing it held can be read (design.md, 3). UI thread.
class SessionProcess final : public QObject {
    Q_OBJECT
public:
    SessionProcess(std::unique_ptr<engine::ThreadedClient> client,
                   std::optional<audit::AuditLog> log, policy::PolicyWatcher& policy, Time time,
                   QObject* parent = nullptr);
    ~SessionProcess() override;

    /// Hands what policy and the clinic's lists say of keys and of roles to the engine, now and
    /// whenever one of them changes.
    void followLists(const PolicyLocations& places, const TrustedReader& reader, Time time);

    /// Nothing is printed or copied out while that is true. Asked each time.
    void holdBackWhile(std::function<bool()> isHeldBack);

    /// Where the vaults of this workstation are, for the compliance check.
    void keepVaultsIn(std::filesystem::path folder) { m_data = std::move(folder); }

    /// Counts for monitoring go to `file`.PROCESS-ID, while policy allows it. Empty: nowhere.
    void reportTo(const QString& file, Time time);

    void run();

private:
    enum class State : std::uint8_t { SignedOut = 0, Starting = 1, Locked = 2, Open = 3 };

    ui::Doors makeDoors();
    bool mayLeave(ExportKind kind, ExportReason reason) const;
    Task<Done> recordExport(ExportKind kind, ExportReason reason, const QList<MessageId>& of);
    void connectClient();
    void connectWindow();
    void showWorkstation();
    void acceptAgreement();
    bool isAgreementDue() const;
    ComplianceSubject complianceSubject() const;
    std::filesystem::path ownVault() const;
    void useTrustRules();
    void useRoleRules();
    void handle(const Frame& frame);
    void begin(const Frame& frame);
    void beginEmergency(const Frame& frame);
    void onEmergency(const EmergencySnapshot& emergency);
    void reportState();
    void lock();
    void signOut();
    void endLocked(const HandOver& handOver);
    [[noreturn]] void end();

    std::unique_ptr<engine::ThreadedClient> m_client;
    SessionAudit m_audit;
    AnchorKeeper m_anchors;
    ActivityDesk m_activity;
    ComplianceDesk m_compliance;
    ConsentDesk m_consents;
    HelperDecoder m_pictures;
    std::unique_ptr<ui::SessionWindow> m_window;
    NoteBoard m_notes;
    SessionDeadline m_deadline;
    bool m_expired = false;
    StationLink m_link;
    policy::PolicyWatcher& m_policy;
    const Clock& m_clock;
    std::filesystem::path m_data;                          ///< the folder of the vaults
    std::unique_ptr<policy::OrgListWatcher> m_deviceList;  ///< null in tests, as the next
    std::unique_ptr<policy::RoleListWatcher> m_roleList;
    std::unique_ptr<StatusFile> m_status;  ///< null where nobody asked for it
    Rights m_rights = Rights::withoutRoles();
    int m_lockAfterS = 0;             ///< chosen by the person
    std::optional<QString> m_agreed;  ///< hash of what they accepted last; none: not known yet
    State m_state = State::SignedOut;
    bool m_isEmergency = false;
    QString m_accessor;  ///< who reads, in an emergency
    QString m_address;
    SafeText m_name;
    int m_waiting = 0;
    int m_stat = 0;
    bool m_connected = false;
};

}  // namespace sotto::app
