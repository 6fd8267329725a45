// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/compliance_rules.h"

#include "app/session/compliance_finding.h"
#include "core/policy/citations.h"

#include <algorithm>
#include <utility>

namespace sotto::app {
namespace {

using namespace compliance;

QString number(std::int64_t value)
{
    return QString::number(value);
}

QString dayOf(const std::string& ts)
{
    return QString::fromStdString(ts.substr(0, 10));
}

/// Asked for by policy, and not in this version.
Finding lacks(bool isWanted, const QString& evidence)
{
    return {isWanted ? State::Fail : State::NotApplicable,
            isWanted ? evidence : Words::tr("Your clinic has switched it off.")};
}

Finding files(const ComplianceFacts& f)
{
    return passIf(
        f.openFiles == 0,
        f.openFiles == 0
            ? Words::tr("No other user of this machine may read Sotto's %1 files.").arg(f.files)
            : Words::tr("Other users of this machine may read %1 of Sotto's files.")
                  .arg(f.openFiles));
}

Finding people(const ComplianceFacts& f)
{
    return passIf(f.vaults > 0,
                  Words::tr("Each person has a vault of their own; %1 here. No "
                            "policy can change that.")
                      .arg(f.vaults));
}

Finding emergency(const ComplianceFacts& f)
{
    const auto& policy = f.subject.policy;
    if (!policy.boolean("emergency.enabled"))
        return off(Words::tr("Your clinic has switched it off."));
    const bool isTwo = policy.text("emergency.method") == "two_admins";
    if (isTwo && policy.list("emergency.admin_keys").size() != 2)
        return {State::Fail,
                Words::tr("Your clinic wants two administrators, and the policy does not name two "
                          "keys (emergency.admin_keys).")};
    if (!f.hasOwnWay)
        return {State::Fail,
                isTwo ? Words::tr("These messages open to the two administrators after the next "
                                  "sign-in.")
                      : Words::tr("There is no emergency code for these messages. Make one in the "
                                  "File menu.")};
    return {State::Pass,
            Words::tr("These messages can be read in an emergency for at most %1 minutes; each "
                      "time is recorded and told.")
                .arg(policy.integer("emergency.session_max_s") / 60)};
}

Finding idle(const ComplianceFacts& f)
{
    const auto lock = f.subject.policy.integer("session.lock_after_s");
    const auto end = f.subject.policy.integer("session.logoff_after_s");
    return passIf(
        lock <= 1800 && end <= 1800,
        Words::tr("Locks after %1 s and signs out after %2 s without input.").arg(lock).arg(end));
}

Finding encryption(const ComplianceFacts& f)
{
    if (f.plainVaults > 0)
        return passIf(false, Words::tr("%1 vault(s) here are not encrypted.").arg(f.plainVaults));
    return passIf(f.vaults > 0 && f.memoryIsClosed,
                  f.memoryIsClosed
                      ? Words::tr("%1 vault(s) looked at: none begins as a readable database. No "
                                  "memory dumps are written. A guess of a password costs %2 MiB.")
                            .arg(f.vaults)
                            .arg(f.subject.policy.integer("crypto.kdf_mib"))
                      : Words::tr("This system may write the program's memory to the disk."));
}

bool isChainWhole(const ComplianceFacts& f)
{
    return f.chain.verdict == audit::Verdict::Ok || f.chain.verdict == audit::Verdict::Unanchored ||
        f.chain.verdict == audit::Verdict::HalfWritten;
}

Finding record(const ComplianceFacts& f)
{
    return passIf(isChainWhole(f),
                  isChainWhole(f)
                      ? Words::tr("%1 entries of the activity log, unbroken since %2; %3 signed "
                                  "checkpoints are right.")
                            .arg(f.chain.records)
                            .arg(dayOf(f.chain.since))
                            .arg(f.chain.checkpoints)
                      : Words::tr("The activity log is not whole: see its page."));
}

Finding integrity(const ComplianceFacts& f)
{
    return passIf(f.findings == 0,
                  f.findings == 0
                      ? Words::tr("No finding of an altered message, key or log since %1.")
                            .arg(dayOf(f.exceptions.since))
                      : Words::tr("%1 finding(s) since %2: see the exception report.")
                            .arg(f.findings)
                            .arg(dayOf(f.exceptions.since)));
}

Finding identity(const ComplianceFacts& f)
{
    const auto& mfa = f.subject.policy.text("auth.mfa");
    return passIf(mfa != "off",
                  Words::tr("Second factor: %1. New devices of colleagues: %2.")
                      .arg(QString::fromStdString(mfa),
                           QString::fromStdString(f.subject.policy.text("crypto.trust_mode"))));
}

Finding transit(const ComplianceFacts& f)
{
    return passIf(f.subject.policy.boolean("crypto.require_e2ee"),
                  Words::tr("Nothing is sent that is not end-to-end encrypted; TLS %1 or newer to "
                            "the relay, whose certificate is always checked.")
                      .arg(QString::fromStdString(f.subject.policy.text("crypto.tls_min"))));
}

Finding attempts(const ComplianceFacts& f)
{
    return passIf(isChainWhole(f),
                  Words::tr("Failed attempts are recorded: %1 since %2.")
                      .arg(f.failedAttempts)
                      .arg(dayOf(f.exceptions.since)));
}

Finding review(const ComplianceFacts& f)
{
    const auto since = audit::fromUtc(f.exceptions.since);
    const std::chrono::days every{f.subject.policy.integer("audit.report_days")};
    const bool isDue = since && f.subject.now - *since > every;
    return passIf(!isDue,
                  isDue ? Words::tr("The exception report was due; nobody reviewed it "
                                    "since %1.")
                              .arg(dayOf(f.exceptions.since))
                        : Words::tr("The exception report is not due: %1 lines since %2.")
                              .arg(f.exceptions.lines.size())
                              .arg(dayOf(f.exceptions.since)));
}

Finding workstation(const ComplianceFacts& f)
{
    const bool wanted = f.subject.policy.boolean("content.screen_capture_block");
    const auto kind = Words::tr("This is a %1 workstation; the window blanks when it locks. ")
                          .arg(QString::fromStdString(f.subject.policy.text("workstation.class")));
    if (wanted && !f.subject.captureBlocked)
        return off(kind + Words::tr("This system cannot keep windows out of screenshots."));
    return passIf(true,
                  kind +
                      (wanted ? Words::tr("Screenshots do not show it.")
                              : Words::tr("Screenshots are not blocked by policy.")));
}

Finding media(const ComplianceFacts& f)
{
    const auto& policy = f.subject.policy;
    return passIf(true,
                  Words::tr("Saving files: %1; printing: %2; each is recorded. Vaults are "
                            "destroyed by destroying their keys.")
                      .arg(QString::fromStdString(policy.text("content.save_to_disk")),
                           QString::fromStdString(policy.text("content.print"))));
}

Finding documents(const ComplianceFacts& f)
{
    const auto days = f.subject.policy.integer("audit.retention_days");
    auto kept = Words::tr("The activity log is kept for %1 days. ").arg(days);
    if (!f.chain.prunedUntil.empty())
        kept += Words::tr("What was older, to %1, was removed under that rule. ")
                    .arg(dayOf(f.chain.prunedUntil));
    if (f.subject.policy.list("policy.agreement").empty())
        return passIf(days >= 2192, kept + Words::tr("There is no messaging policy to accept."));
    return passIf(days >= 2192 && !f.subject.agreementDue,
                  kept +
                      (f.subject.agreementDue
                           ? Words::tr("The messaging policy is not accepted yet.")
                           : Words::tr("The messaging policy was accepted, on record.")));
}

Finding factors(const ComplianceFacts& f)
{
    const bool isOn = f.subject.policy.text("auth.mfa") == "required";
    return passIf(isOn,
                  isOn ? Words::tr("A full login takes a password and something that the "
                                   "person has.")
                       : Words::tr("Your clinic does not require a second factor."));
}

Finding access(const ComplianceFacts& f)
{
    const auto every = f.subject.policy.integer("auth.revocation_check_s");
    return passIf(every <= 300,
                  Words::tr("The relay is asked every %1 s whether the person still has access; "
                            "without it, messages open for %2 h.")
                      .arg(every)
                      .arg(f.subject.policy.integer("auth.offline_grace_h")));
}

Finding inventory(const ComplianceFacts& f)
{
    const auto disk = f.disk == platform::DiskEncryption::Encrypted
        ? Words::tr("The system encrypts the disk below the vaults. ")
        : f.disk == platform::DiskEncryption::Plain
        ? Words::tr("The system does not encrypt the disk below the vaults. ")
        : Words::tr("The system does not say whether the disk is encrypted. ");
    const auto& rule = f.subject.policy.text("device.require_disk_encryption");
    if (rule == "block" && f.disk != platform::DiskEncryption::Encrypted)
        return passIf(false,
                      disk +
                          Words::tr("Your clinic requires that: nobody new can sign in "
                                    "here."));
    if (rule == "warn" && f.disk == platform::DiskEncryption::Plain)
        return passIf(false, disk + Words::tr("Your clinic wants that."));
    if (!f.subject.policy.boolean("device.inventory_report"))
        return off(disk +
                   Words::tr("Your clinic wants no daily inventory; sotto --inventory prints it."));
    const bool isFresh = f.inventoryAt && f.subject.now - *f.inventoryAt <= std::chrono::hours{48};
    return passIf(isFresh,
                  disk +
                      (f.inventoryAt
                           ? Words::tr("The last inventory is of %1.")
                                 .arg(QString::fromStdString(audit::toUtc(*f.inventoryAt)))
                           : Words::tr("No inventory was recorded yet.")));
}

Finding backup(const ComplianceFacts& f)
{
    const auto hours = f.subject.policy.integer("device.backup_hours");
    if (hours == 0)
        return off(Words::tr("Your clinic makes no backups on this workstation."));
    const bool isFresh = f.backupAt && f.subject.now - *f.backupAt <= std::chrono::hours{48};
    return passIf(isFresh,
                  f.backupAt
                      ? Words::tr("The last encrypted backup is of %1.")
                            .arg(QString::fromStdString(audit::toUtc(*f.backupAt)))
                      : Words::tr("No backup was made yet; one is due every %1 h.").arg(hours));
}

QString joined(const std::vector<std::string>& names)
{
    QStringList all;
    for (const auto& name : names)
        all << QString::fromStdString(name);
    return all.join(QStringLiteral(", "));
}

/// `then`: where the clinic allows orders.
Finding withOrders(const ComplianceFacts& f, Finding then)
{
    return f.subject.policy.boolean("orders.enabled")
        ? then
        : off(Words::tr("Your clinic takes no orders in messages."));
}

Finding orders(const ComplianceFacts& f)
{
    const auto senders = f.subject.policy.list("orders.senders");
    return withOrders(
        f,
        passIf(!senders.empty(),
               senders.empty()
                   ? Words::tr("Orders are allowed, and no role may give them.")
                   : Words::tr("Given by: %1. Read back, and overdue after %2 min until they "
                               "are in the record.")
                         .arg(joined(senders))
                         .arg(f.subject.policy.integer("orders.overdue_min"))));
}

Finding signedOrders(const ComplianceFacts& f)
{
    const bool asks = f.subject.policy.boolean("orders.reauth");
    return withOrders(
        f,
        passIf(asks,
               asks ? Words::tr("Who gives an order proves anew who they are; it is "
                                "signed with the time, and never changed.")
                    : Words::tr("Orders are signed without proving anew who gives them.")));
}

Finding orderReceivers(const ComplianceFacts& f)
{
    const auto receivers = f.subject.policy.list("orders.receivers");
    return withOrders(f,
                      passIf(!receivers.empty(),
                             receivers.empty()
                                 ? Words::tr("Orders are allowed, and no role may take them.")
                                 : Words::tr("Taken by: %1.").arg(joined(receivers))));
}

Finding limits(const ComplianceFacts& f)
{
    const auto most = f.subject.policy.integer("session.max_s");
    return passIf(most <= 43200,
                  Words::tr("A full login after at most %1 s, however busy; level %2.")
                      .arg(most)
                      .arg(f.subject.policy.integer("auth.aal")));
}

Finding passwords(const ComplianceFacts& f)
{
    const auto least = f.subject.policy.integer("auth.password_min_len");
    return passIf(least >= 8, Words::tr("New passwords have at least %1 characters.").arg(least));
}

Finding codes(const ComplianceFacts& f)
{
    const auto digits = f.subject.policy.integer("auth.totp_digits");
    const auto period = f.subject.policy.integer("auth.totp_period_s");
    return passIf(digits >= 6 && period <= 120,
                  Words::tr("Codes of %1 digits, a new one every %2 s; the relay takes each once.")
                      .arg(digits)
                      .arg(period));
}

Finding throttling(const ComplianceFacts& f)
{
    return passIf(true,
                  Words::tr("Locked out after %1 failures in a row, for %2 s at first.")
                      .arg(number(f.subject.policy.integer("auth.max_failures")),
                           number(f.subject.policy.integer("auth.lockout_s"))));
}

Finding warning(const ComplianceFacts& f)
{
    const auto before = f.subject.policy.integer("session.warn_before_s");
    return passIf(before > 0,
                  Words::tr("A bar warns %1 s before the lock; drafts are kept.").arg(before));
}

Finding entries(const ComplianceFacts& f)
{
    return passIf(f.chain.records > 0,
                  Words::tr("Each entry has time, person, action, result and "
                            "object; its page sorts by each."));
}

Finding collector(const ComplianceFacts& f)
{
    const auto& host = f.subject.policy.text("audit.syslog_host");
    if (host.empty())
        return off(Words::tr("Your clinic names no collector."));
    return passIf(!f.collectorAway,
                  f.collectorAway
                      ? Words::tr("The collector does not take entries; they are kept here.")
                      : Words::tr("Entries go to the clinic's collector as they are made."));
}

Finding events(const ComplianceFacts& f)
{
    return passIf(f.hasFhirEvent,
                  f.hasFhirEvent ? Words::tr("Entries were turned into FHIR AuditEvents just now.")
                                 : Words::tr("No entry could be turned into a FHIR AuditEvent."));
}

Finding communication(const ComplianceFacts& f)
{
    return lacks(f.subject.policy.boolean("export.fhir"),
                 Words::tr("Your clinic asks for messages as FHIR, and this version has none."));
}

struct Row {
    const char* rule;
    const char* what;
    Finding (*judge)(const ComplianceFacts&);
};

constexpr Row kRows[] = {
    {"R-1", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Only people with access"), files},
    {"R-2", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Each person is known"), people},
    {"R-3", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Emergency access"), emergency},
    {"R-4", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Automatic lock and logoff"), idle},
    {"R-5", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Encrypted on this machine"), encryption},
    {"R-6", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Activity is recorded"), record},
    {"R-7", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Nothing is altered unseen"), integrity},
    {"R-8", QT_TRANSLATE_NOOP("sotto::app::Compliance", "People are who they say"), identity},
    {"R-9", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Protected on the way"), transit},
    {"R-10", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Logins are watched"), attempts},
    {"R-11", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Somebody reviews the activity"), review},
    {"R-12", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Rules for the workstation"), workstation},
    {"R-13", QT_TRANSLATE_NOOP("sotto::app::Compliance", "What leaves is controlled"), media},
    {"R-14", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Records for six years"), documents},
    {"R-15", QT_TRANSLATE_NOOP("sotto::app::Compliance", "The minimum necessary"), minimum},
    {"R-16", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Patients' consent"), consent},
    {"R-17", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Records on substance use"), sensitive},
    {"R-18", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Two kinds of factor"), factors},
    {"R-19", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Access ends in time"), access},
    {"R-20", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Inventory"), inventory},
    {"R-21", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Backups"), backup},
    {"R-22", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Texted orders"), orders},
    {"R-23", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Orders are authenticated"), signedOrders},
    {"R-24", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Who may record orders"), orderReceivers},
    {"R-25", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Limits of a session"), limits},
    {"R-26", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Passwords"), passwords},
    {"R-27", QT_TRANSLATE_NOOP("sotto::app::Compliance", "One-time codes"), codes},
    {"R-28", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Guessing is slowed"), throttling},
    {"R-29", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Warned before a lock"), warning},
    {"R-30", QT_TRANSLATE_NOOP("sotto::app::Compliance", "What an entry says"), entries},
    {"R-31", QT_TRANSLATE_NOOP("sotto::app::Compliance", "A collector has the entries"), collector},
    {"R-32", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Entries in FHIR"), events},
    {"R-33", QT_TRANSLATE_NOOP("sotto::app::Compliance", "Messages in FHIR"), communication},
};

}  // namespace

QList<ComplianceItem> assess(const ComplianceFacts& facts)
{
    QList<ComplianceItem> items;
    for (const auto& row : kRows) {
        const auto found = row.judge(facts);
        const auto law = policy::citationOf(row.rule);
        items << ComplianceItem{QString::fromLatin1(row.rule),
                                QString::fromLatin1(law.data(), static_cast<qsizetype>(law.size())),
                                Words::tr(row.what), found.state, found.evidence};
    }
    return items;
}

}  // namespace sotto::app
