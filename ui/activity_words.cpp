// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity_words.h"

#include "ui/time_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <iterator>
#include <utility>

namespace sotto::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::ActivityWords)
};

constexpr std::pair<const char*, const char*> kEvents[] = {
    {"login_ok", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Signed in")},
    {"login_failed", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Could not sign in")},
    {"locked_out", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Locked out for a while")},
    {"mfa_ok", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Code accepted")},
    {"mfa_failed", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Code refused")},
    {"mfa_enrolled", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Code device set up")},
    {"mfa_recovery_used", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Recovery code used")},
    {"lock", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Locked")},
    {"unlock", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Unlocked")},
    {"unlock_failed", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Could not unlock")},
    {"logoff", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Signed out")},
    {"vault_created", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Vault made")},
    {"vault_rekeyed", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Vault has a new password")},
    {"vault_recovered",
     QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Vault opened with the printed code")},
    {"trust_decision", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Decided about a device")},
    {"identity_changed", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "A device is another one")},
    {"message_recalled",
     QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Message recalled or corrected")},
    {"policy_loaded", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Policy or list in force")},
    {"policy_rejected", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Policy or list refused")},
    {"security_finding", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Security finding")},
    {"emergency_access", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Emergency access")},
    {"emergency_ended", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Emergency access ended")},
    {"emergency_code_made",
     QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Emergency access prepared")},
    {"emergency_told",
     QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Told of an emergency access")},
    {"export", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Copied, printed or exported")},
    {"attachment_saved", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "File saved")},
    {"program_started", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Sotto started")},
    {"program_stopped", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Sotto stopped")},
    {"audit_verified", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Log checked")},
    {"recovered", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Log mended after a stop")},
    {"chain_restarted", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Log begun anew")},
    {"read_only_began", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Disk takes no writes")},
    {"read_only_ended", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Disk takes writes again")},
    {"backup_made", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Vault backed up")},
    {"vault_restored", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Vault put back")},
    {"epoch_raised", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Restored vault began anew")},
    {"pin_set", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "PIN set")},
    {"offline_opened", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Opened without the relay")},
    {"checkpoint", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Log signed")},
    {"key_enrolled", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Log keys sealed")},
    {"heartbeat", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Log is alive")},
    {"collector_lost", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Collector away")},
    {"collector_reached", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Collector back")},
    {"vault_erased", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Vault erased")},
    {"device_removed", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Device removed")},
    {"message_sent", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Message sent")},
    {"message_received", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Message received")},
    {"message_delivered", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Message delivered")},
    {"message_read", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Message read")},
    {"message_acknowledged", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Message answered")},
    {"audit_viewed", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Activity log viewed")},
    {"policy_accepted", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Messaging policy accepted")},
    {"role_claimed", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Role claimed")},
    {"role_released", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Role given up")},
    {"role_handed_over", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Role handed over")},
    {"role_taken_over", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Role taken over")},
    {"order_signed", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Order signed")},
    {"order_entered", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Order entered in the record")},
    {"order_cancelled", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Order cancelled")},
    {"messages_removed", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Old messages removed")},
    {"audit_pruned", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Old part of the log removed")},
    {"conversation_viewed",
     QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Conversation looked at")},
    {"consent_recorded",
     QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Patient's consent recorded")},
    {"consent_revoked", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Patient's consent revoked")},
    {"inventory", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Inventory of this workstation")},
    {"report_reviewed", QT_TRANSLATE_NOOP("sotto::ui::ActivityWords", "Exception report reviewed")},
};

QString dateText(std::int64_t ms)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms).date(),
                              Words::tr("d MMMM yyyy", "format of a date"));
}

QString faultText(const ChainSnapshot& chain)
{
    using State = ChainSnapshot::State;
    const auto number = QLocale().toString(static_cast<qulonglong>(chain.badNumber));
    switch (chain.state) {
    case State::Altered:
        return Words::tr("Entry %1 was changed after it was written. Keep this machine as it is "
                         "and call your administrator.")
            .arg(number);
    case State::Gap:
        return chain.restarts > 0
            ? Words::tr("The log was begun anew at entry %1: what its keys could prove ends there.")
                  .arg(number)
            : Words::tr("Entries are missing, double or out of order from entry %1 on. Keep this "
                        "machine as it is and call your administrator.")
                  .arg(number);
    case State::Truncated:
        return Words::tr("The end of the log was cut off or put back to an older one. Keep this "
                         "machine as it is and call your administrator.");
    default:
        return Words::tr("The log cannot be read.");
    }
}

}  // namespace

QString eventText(const QString& event)
{
    const auto* const found = std::ranges::find_if(
        kEvents, [&](const auto& one) { return event == QLatin1String(one.first); });
    return found == std::end(kEvents) ? event : Words::tr(found->second);
}

QString groupText(ActivityGroup group)
{
    switch (group) {
    case ActivityGroup::All:
        break;
    case ActivityGroup::SigningIn:
        return Words::tr("Signing in and locking");
    case ActivityGroup::Messages:
        return Words::tr("Messages");
    case ActivityGroup::TakenOut:
        return Words::tr("Copied, printed, saved");
    case ActivityGroup::Trust:
        return Words::tr("Devices and vaults");
    case ActivityGroup::Policy:
        return Words::tr("Policy and findings");
    case ActivityGroup::Log:
        return Words::tr("The log and the program");
    }
    return Words::tr("Everything");
}

QString detailText(const ActivityEntry& entry)
{
    QStringList parts;
    for (const auto& [name, value] : entry.detail)
        if (name != QLatin1String("at_ms"))  // when it happened: the record came a moment later
            parts << name + QStringLiteral(": ") +
                    QString(value).replace(QLatin1Char('_'), QLatin1Char(' '));
    constexpr int kShown = 24;  // a hash or a signature is told by its beginning
    if (!entry.object.isEmpty())
        parts << (entry.object.size() > kShown ? entry.object.left(kShown) + QChar(0x2026)
                                               : entry.object);
    return parts.join(QStringLiteral(" · "));
}

QString choiceText(const ActivityFilter& choice, const QString& person, const QString& conversation)
{
    QStringList parts;
    if (!choice.person.isEmpty())
        parts << person;
    if (!choice.conversation.isEmpty())
        parts << Words::tr("conversation with %1").arg(conversation);
    if (!choice.patient.isEmpty())
        parts << Words::tr("patient %1").arg(choice.patient);
    if (choice.untilMs > 0)
        parts << Words::tr("%1 to %2").arg(dateText(choice.sinceMs), dateText(choice.untilMs - 1));
    return parts.isEmpty() ? QString()
                           : Words::tr("Only: %1").arg(parts.join(QStringLiteral(" · ")));
}

QString exceptionText(ActivityException::Kind kind)
{
    using Kind = ActivityException::Kind;
    switch (kind) {
    case Kind::AfterHours:
        return Words::tr("Worked after hours");
    case Kind::BulkExport:
        return Words::tr("Took out much in one day");
    case Kind::FailedAttempts:
        return Words::tr("Failed to sign in or unlock");
    case Kind::EmergencyAccess:
        return Words::tr("Emergency access");
    case Kind::PolicyChange:
        return Words::tr("Policy changed or refused");
    case Kind::Finding:
        break;
    }
    return Words::tr("Security finding");
}

bool isWhole(const ChainSnapshot& chain)
{
    return chain.state == ChainSnapshot::State::Unbroken ||
        chain.state == ChainSnapshot::State::HalfWritten;
}

QString chainText(const ChainSnapshot& chain, std::int64_t nowMs)
{
    if (!isWhole(chain))
        return faultText(chain);
    auto text = Words::tr("%Ln entries", nullptr, static_cast<int>(chain.records));
    if (chain.sinceMs > 0)
        text += Words::tr(", unbroken since %1").arg(dateText(chain.sinceMs));
    if (chain.anchoredAtMs > 0)
        text += Words::tr(", agrees with the relay's copy of %1")
                    .arg(sinceText(chain.anchoredAtMs, nowMs));
    else
        text += chain.wasCompared ? Words::tr(", nothing of it is kept at the relay yet")
                                  : Words::tr(", not compared with the relay now");
    if (chain.prunedUntilMs > 0)
        text += Words::tr("; earlier entries, to %1, were removed under the retention rule")
                    .arg(dateText(chain.prunedUntilMs));
    if (chain.state == ChainSnapshot::State::HalfWritten)
        text += Words::tr("; its last line is half written, because the machine stopped");
    return text;
}

}  // namespace sotto::ui
