// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_audit.h"

#include "app/compose_emergency.h"
#include "app/message_object.h"
#include "core/base/log.h"
#include "core/domain/patient.h"

namespace sotto::app {

using audit::EventKind;
using audit::Outcome;

log::Field reasonField(ExportReason reason)
{
    switch (reason) {
    case ExportReason::Treatment:
        return {"reason", "treatment"};
    case ExportReason::Referral:
        return {"reason", "referral"};
    case ExportReason::PatientRequest:
        return {"reason", "patient_request"};
    case ExportReason::Law:
        return {"reason", "law"};
    case ExportReason::Operations:
        return {"reason", "operations"};
    case ExportReason::NotAsked:
        break;
    }
    return {"reason", "not_asked"};
}

namespace {

log::Literal wordOf(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Copy:
        return "copy";
    case ExportKind::Print:
        return "print";
    case ExportKind::File:
        break;
    }
    return "file";
}

log::Literal channelWord(ContactChannel channel)
{
    switch (channel) {
    case ContactChannel::TextMessage:
        return "text_message";
    case ContactChannel::Email:
        return "email";
    case ContactChannel::Phone:
        return "phone";
    case ContactChannel::Other:
        break;
    }
    return "other";
}

log::Literal wordOf(TrustEvent::Kind kind)
{
    using Kind = TrustEvent::Kind;
    switch (kind) {
    case Kind::FirstUse:
        return "first_use";
    case Kind::Listed:
        return "listed";
    case Kind::Withheld:
        return "withheld";
    case Kind::Withdrawn:
        return "withdrawn";
    case Kind::Compared:
        return "compared";
    case Kind::Accepted:
        return "accepted";
    case Kind::Refused:
        return "refused";
    case Kind::KeyChanged:
        return "key_changed";
    case Kind::UrgentToKnown:
        return "urgent_to_known";
    case Kind::UrgentToAll:
        break;
    }
    return "urgent_to_all";
}

}  // namespace

SessionAudit::SessionAudit(Client& client, std::optional<audit::AuditLog> log, QObject* parent)
    : QObject(parent),
      m_log(std::move(log))
{
    connect(&client, &Client::stageChanged, this, &SessionAudit::onStage);
    connect(&client, &Client::problemRaised, this, &SessionAudit::onProblem);
    connect(&client, &Client::pinAnswered, this, &SessionAudit::onPin);
    connect(&client, &Client::storageChanged, this, &SessionAudit::onStorage);
    connect(&client, &Client::vaultEvent, this, &SessionAudit::onVault);
    connect(&client, &Client::messagesRemoved, this, [this](const RemovalReport& report) {
        record(EventKind::MessagesRemoved, Outcome::Success, {},
               {{"messages", report.messages},
                {"files", report.files},
                {"conversations", report.conversations}});
    });
    connect(&client, &Client::trustDecided, this, &SessionAudit::onTrust);
    connect(&client, &Client::onCallEvent, this, &SessionAudit::onOnCall);
    connect(&client, &Client::conversationChanged, this, &SessionAudit::onConversation);
    connect(&client, &Client::conversationsLoaded, this,
            [this](const QList<ConversationSnapshot>& all) {
                for (const auto& one : all)
                    onConversation(one);
            });
    connect(&client, &Client::pageLoaded, this, &SessionAudit::onShown);
    connect(&client, &Client::aroundLoaded, this, &SessionAudit::onShown);
}

void SessionAudit::setPerson(const QString& address, bool wasLocked)
{
    m_address = address;
    m_wasLocked = wasLocked;
}

void SessionAudit::onStage(const SignInStage& stage)
{
    using Step = SignInStage::Step;
    if (m_isEmergency)
        return;
    if (!stage.address.isEmpty())
        m_address = stage.address;
    const auto before = std::exchange(m_step, stage.step);
    if (stage.step == before)
        return;
    if (stage.step == Step::EnterVaultRecoveryCode || stage.step == Step::EnterOldPassword)
        m_recovery = stage.step;
    else if (stage.step == Step::Password)
        m_recovery = Step::Password;
    if (stage.step == Step::VaultRecoveryCode)
        record(EventKind::VaultCreated, Outcome::Success);
    else if (stage.step == Step::Password && m_wasLocked)
        m_wasLocked = false;  // the shift's login has ended: what follows is a full login
    else if (stage.step == Step::Open)
        recordOpened(stage.way);
}

void SessionAudit::onProblem(const Problem& problem)
{
    switch (problem.kind) {
    case ProblemKind::WrongPassword:
        record(m_wasLocked ? EventKind::UnlockFailed : EventKind::LoginFailed, Outcome::Failure);
        break;
    case ProblemKind::WrongPin:
        record(EventKind::UnlockFailed, Outcome::Failure, {}, {{"way", "pin"}});
        break;
    case ProblemKind::OfflineEnded:
    case ProblemKind::OfflineClock:
    case ProblemKind::OfflineTriesUsed:
        record(EventKind::OfflineOpened, Outcome::Failure);
        break;
    case ProblemKind::WrongCode:
    case ProblemKind::CodeAlreadyUsed:
        record(EventKind::MfaFailed, Outcome::Failure);
        break;
    case ProblemKind::LockedOut:
    case ProblemKind::LockedOutHere:
        record(EventKind::LockedOut, Outcome::Failure);
        break;
    case ProblemKind::WrongRecoveryCode:
    case ProblemKind::WrongOldPassword:
        record(EventKind::VaultRecovered, Outcome::Failure);
        break;
    case ProblemKind::CertificateChanged:
    case ProblemKind::RelayTampered:
    case ProblemKind::VaultDamaged:
    case ProblemKind::VaultMissing:
        record(EventKind::SecurityFinding, Outcome::Failure);
        break;
    case ProblemKind::CloneDetected:  // told again with every attempt to send
        if (!std::exchange(m_cloneRecorded, true))
            record(EventKind::SecurityFinding, Outcome::Failure, "SEC-I7");
        break;
    case ProblemKind::DeviceListContested:
        record(EventKind::SecurityFinding, Outcome::Failure, "SEC-C21");
        break;
    case ProblemKind::KeyChanged:
        record(EventKind::SecurityFinding, Outcome::Failure, "SEC-D14");
        break;
    case ProblemKind::FileHostRefused:
        record(EventKind::SecurityFinding, Outcome::Failure, "SEC-E2");
        break;
    case ProblemKind::FileBroken:
        record(EventKind::SecurityFinding, Outcome::Failure, "SEC-E17");
        break;
    case ProblemKind::FileSaveDenied:
    case ProblemKind::FileDangerous:
        record(EventKind::AttachmentSaved, Outcome::Failure);
        break;
    case ProblemKind::OrgListRefused:
        record(EventKind::PolicyRejected, Outcome::Failure, {}, {{"kind", "devices"}});
        break;
    case ProblemKind::RoleListRefused:
        record(EventKind::PolicyRejected, Outcome::Failure, {}, {{"kind", "roles"}});
        break;
    case ProblemKind::DeviceRemoved:
        record(EventKind::DeviceRemoved, Outcome::Failure);
        break;
    case ProblemKind::PhoneRefused:
        record(EventKind::SecurityFinding, Outcome::Failure, "interop.phones");
        break;
    default:
        break;
    }
}

void SessionAudit::onStorage(StorageState state)
{
    if (state == StorageState::Writable)
        record(EventKind::ReadOnlyEnded, Outcome::Success);
    else
        record(EventKind::ReadOnlyBegan, Outcome::Failure);
}

void SessionAudit::onVault(VaultEvent event)
{
    switch (event) {
    case VaultEvent::BackupMade:
        record(EventKind::BackupMade, Outcome::Success);
        break;
    case VaultEvent::BackupFailed:
        record(EventKind::BackupMade, Outcome::Failure);
        break;
    case VaultEvent::EpochRaised:
        record(EventKind::EpochRaised, Outcome::Success);
        break;
    case VaultEvent::Erased:
        record(EventKind::VaultErased, Outcome::Success);
        break;
    case VaultEvent::EraseFailed:
        record(EventKind::VaultErased, Outcome::Failure);
        break;
    case VaultEvent::DeviceRemoved:
        record(EventKind::DeviceRemoved, Outcome::Success);
        break;
    }
}

void SessionAudit::onTrust(const TrustEvent& event)
{
    if (!m_log)
        return;
    auto whose = m_log->pseudonym("user", event.address.toStdString()).text();
    const bool isChange = event.kind == TrustEvent::Kind::KeyChanged;
    const bool isRefusal = event.kind == TrustEvent::Kind::Refused || isChange;
    record(isChange ? EventKind::IdentityChanged : EventKind::TrustDecision,
           isRefusal ? Outcome::Failure : Outcome::Success, std::move(whose),
           {{"what", wordOf(event.kind)}, {"devices", event.devices}});
}

/// Without a role: all that were held.
void SessionAudit::onOnCall(const OnCallEvent& event)
{
    using Kind = OnCallEvent::Kind;
    const auto kind = event.kind == Kind::Claimed ? EventKind::RoleClaimed
        : event.kind == Kind::Released            ? EventKind::RoleReleased
        : event.kind == Kind::HandedOver          ? EventKind::RoleHandedOver
                                                  : EventKind::RoleTakenOver;
    auto role = m_log && !event.role.isEmpty()
        ? m_log->pseudonym("role", event.role.toStdString()).text()
        : std::string{};
    record(kind, Outcome::Success, std::move(role));
}

void SessionAudit::onConversation(const ConversationSnapshot& conversation)
{
    m_conversations[conversation.id] = conversation.address;
}

/// One look is from the moment it is opened until another one is.
void SessionAudit::onShown(ConversationId id)
{
    if (id == std::exchange(m_shown, id) || !m_log || !m_recordsLooks())
        return;
    const auto name = nameOf("conversation", m_conversations[id].toStdString());
    record(EventKind::ConversationViewed, Outcome::Success, '.' + name + '.');
}

void SessionAudit::noteList(log::Literal kind, const std::string& sha256)
{
    if (!sha256.empty())
        record(EventKind::PolicyLoaded, Outcome::Success, sha256, {{"kind", kind}});
}

std::string SessionAudit::checkpoint()
{
    auto line = m_log ? m_log->checkpoint() : Result<std::string>{std::string{}};
    return line ? *std::move(line) : std::string{};
}

void SessionAudit::onPin(PinAnswer answer)
{
    record(EventKind::PinSet, answer == PinAnswer::Set ? Outcome::Success : Outcome::Failure);
}

bool SessionAudit::recordExport(ExportKind kind, ExportReason reason,
                                const std::vector<LoggedMessage>& messages)
{
    if (!m_log)
        return false;
    const bool isHeldBack = m_isHeldBack();
    const auto who = m_log->pseudonym("user", m_address.toStdString());
    const auto eventOf = [&](std::string object) {
        return audit::Event{EventKind::Export,
                            isHeldBack ? Outcome::Failure : Outcome::Success,
                            who,
                            std::move(object),
                            {{"way", wordOf(kind)}, reasonField(reason)}};
    };
    std::vector<audit::Event> events;
    for (const auto& message : messages)
        events.push_back(eventOf(messageObject(*m_log, message)));
    if (events.empty())
        events.push_back(eventOf({}));
    return append(events) && !isHeldBack;
}

bool SessionAudit::recordExportOf(log::Literal what, ExportReason reason)
{
    const bool isHeldBack = m_isHeldBack();
    return record(EventKind::Export, isHeldBack ? Outcome::Failure : Outcome::Success,
                  std::string{what.text()}, {reasonField(reason)}) &&
        !isHeldBack;
}

/// Of no message, conversation or person: only the patient is named, where a message's would be.
bool SessionAudit::recordConsent(EventKind kind, Outcome outcome, const Consent& consent)
{
    return record(kind, outcome, "..." + nameOf("patient", recordKey(consent.number)),
                  {{"channel", channelWord(consent.channel)}});
}

bool SessionAudit::recordLook()
{
    return record(EventKind::LogViewed, Outcome::Success);
}

bool SessionAudit::recordReview(std::uint64_t until)
{
    return record(EventKind::ReportReviewed, Outcome::Success, {},
                  {{"until", static_cast<std::int64_t>(until)}});
}

bool SessionAudit::recordAgreement(const QString& sha256)
{
    return record(EventKind::PolicyAccepted, Outcome::Success, sha256.toStdString());
}

std::filesystem::path SessionAudit::logFolder() const
{
    return m_log ? m_log->folder() : std::filesystem::path{};
}

std::string SessionAudit::nameOf(const QString& address) const
{
    return nameOf("user", address.toStdString());
}

std::string SessionAudit::nameOf(log::Literal kind, const std::string& value) const
{
    return m_log && !value.empty() ? m_log->pseudonym(kind, value).text() : std::string{};
}

std::string SessionAudit::ownName() const
{
    return nameOf(m_address);
}

void SessionAudit::recordOpened(SignInStage::Way way)
{
    using Step = SignInStage::Step;
    using Way = SignInStage::Way;
    if (m_recovery == Step::EnterVaultRecoveryCode)
        record(EventKind::VaultRecovered, Outcome::Success);
    else if (m_recovery == Step::EnterOldPassword)
        record(EventKind::VaultRekeyed, Outcome::Success);
    if (way == Way::Offline)
        record(EventKind::OfflineOpened, Outcome::Success);
    else if (way == Way::Pin)
        record(EventKind::Unlock, Outcome::Success, {}, {{"way", "pin"}});
    else
        record(m_wasLocked ? EventKind::Unlock : EventKind::LoginOk, Outcome::Success);
}

bool SessionAudit::record(EventKind kind, Outcome outcome, std::string object,
                          std::vector<log::Field> detail)
{
    if (!m_log)
        return false;
    const audit::Event event{kind, outcome, m_log->pseudonym("user", m_address.toStdString()),
                             std::move(object), std::move(detail)};
    return append(std::span{&event, 1});
}

bool SessionAudit::append(std::span<const audit::Event> events)
{
    std::vector<audit::Event> all(events.begin(), events.end());
    if (m_isEmergency)
        for (auto& event : all)
            event.detail.push_back(emergencyPurpose());
    if (m_log->append(all))
        return true;
    log::warning("session", "an activity record was not written");
    return false;
}

}  // namespace sotto::app
