// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/audit/audit_log.h"
#include "core/domain/consent.h"
#include "core/domain/content_export.h"
#include "core/domain/logged_message.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sotto::app {

/// The same words as toName(); a detail of a record is a literal of the source code.
log::Field reasonField(ExportReason reason);

/// Records what a person did at the door of a session: signing in, unlocking, failing to, and
/// whose keys were trusted (45 CFR 164.312(b), 164.308(a)(5)(ii)(C)). Never a name or a text. UI
/// thread.
class SessionAudit final : public QObject {
    Q_OBJECT
public:
    SessionAudit(Client& client, std::optional<audit::AuditLog> log, QObject* parent = nullptr);

    /// recordExport() answers false while that is true.
    void holdBackWhile(std::function<bool()> isHeldBack) { m_isHeldBack = std::move(isHeldBack); }

    /// Each look at a conversation is put on record while that is true (audit.level "full").
    void recordLooksWhile(std::function<bool()> isWanted) { m_recordsLooks = std::move(isWanted); }

    void setPerson(const QString& address, bool wasLocked);

    /// What is recorded from now on is somebody else's doing, for the purpose BTG; the access
    /// itself is recorded by whoever opens.
    void beginEmergency() { m_isEmergency = true; }

    /// What leaves the vault next, and why: one record for each message, all at once; without any,
    /// one of words of ours. False: it is not on record, or policy holds it back, and it must not
    /// leave.
    bool recordExport(ExportKind kind, ExportReason reason,
                      const std::vector<LoggedMessage>& messages);
    /// As recordExport(), of what is no message: "activity_log", "consent_register".
    bool recordExportOf(log::Literal what, ExportReason reason);
    /// That a patient agreed to be contacted, or no longer does. False: it must not be kept.
    bool recordConsent(audit::EventKind kind, audit::Outcome outcome, const Consent& consent);
    bool recordLook();  ///< at what others did
    /// Of the exception report, which showed what stands up to that record.
    bool recordReview(std::uint64_t until);
    bool recordAgreement(const QString& sha256);  ///< to the clinic's messaging policy
    std::filesystem::path logFolder() const;      ///< empty: there is no log
    /// Under what name somebody, or our person, stands in the log; empty: there is no log, or
    /// nobody is signed in.
    std::string nameOf(const QString& address) const;
    /// The same of anything: `kind` is "user", "conversation" or "patient".
    std::string nameOf(log::Literal kind, const std::string& value) const;
    std::string ownName() const;
    /// Signs where the log stands: the checkpoint's line. Empty: it could not.
    std::string checkpoint();
    /// Which of the clinic's lists is in force, by its hash; empty: there is none. One that is
    /// refused is a problem of its own (ProblemKind::OrgListRefused, RoleListRefused).
    void noteList(log::Literal kind, const std::string& sha256);

private:
    void onStage(const SignInStage& stage);
    void onProblem(const Problem& problem);
    void onPin(PinAnswer answer);
    void onStorage(StorageState state);
    void onVault(VaultEvent event);
    void onTrust(const TrustEvent& event);
    void onConversation(const ConversationSnapshot& conversation);
    void onShown(ConversationId id);
    void onOnCall(const OnCallEvent& event);
    void recordOpened(SignInStage::Way way);
    bool record(audit::EventKind kind, audit::Outcome outcome, std::string object = {},
                std::vector<log::Field> detail = {});
    bool append(std::span<const audit::Event> events);

    std::optional<audit::AuditLog> m_log;
    std::function<bool()> m_isHeldBack = [] { return false; };
    std::function<bool()> m_recordsLooks = [] { return false; };
    std::unordered_map<ConversationId, QString> m_conversations;  ///< addresses
    ConversationId m_shown;
    QString m_address;
    bool m_wasLocked = false;
    bool m_isEmergency = false;
    bool m_cloneRecorded = false;
    SignInStage::Step m_recovery = SignInStage::Step::Password;  ///< else: by what
    SignInStage::Step m_step = SignInStage::Step::Password;
};

}  // namespace sotto::app
