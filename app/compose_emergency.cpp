// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose_emergency.h"

#include "core/base/encoding.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace sotto::app {
namespace {

using What = engine::EmergencyRecord::What;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::app::EmergencyText)
};

log::Literal wordOf(EmergencyReason reason)
{
    switch (reason) {
    case EmergencyReason::PatientCare:
        return "patient_care";
    case EmergencyReason::PersonAway:
        return "person_away";
    case EmergencyReason::CannotSignIn:
        return "cannot_sign_in";
    case EmergencyReason::RelayDown:
        return "relay_down";
    case EmergencyReason::Drill:
        break;
    }
    return "drill";
}

QString textOf(EmergencyReason reason)
{
    switch (reason) {
    case EmergencyReason::PatientCare:
        return Words::tr("a patient needed what is written there");
    case EmergencyReason::PersonAway:
        return Words::tr("the person could not be reached");
    case EmergencyReason::CannotSignIn:
        return Words::tr("the person was there and could not sign in");
    case EmergencyReason::RelayDown:
        return Words::tr("the clinic\u2019s server could not be reached");
    case EmergencyReason::Drill:
        break;
    }
    return Words::tr("a drill");
}

QString noticeFrame()
{
    return Words::tr("Written by Sotto itself, not by a person: the messages of %1 were opened in "
                     "emergency access by %2 on %3. Reason given: %4. Please review it in the "
                     "activity log.");
}

std::string noticeText(const engine::EmergencyNotice& notice)
{
    const auto at = QDateTime::fromMSecsSinceEpoch(notice.atMs);
    return noticeFrame()
        .arg(QString::fromStdString(notice.owner.toString()),
             QString::fromStdString(notice.accessor.toString()),
             QLocale().toString(at, QLocale::ShortFormat), textOf(notice.reason))
        .toStdString();
}

audit::EventKind kindOf(What what)
{
    switch (what) {
    case What::CodeMade:
        return audit::EventKind::EmergencyCodeMade;
    case What::Told:
        return audit::EventKind::EmergencyTold;
    case What::Opening:
    case What::Refused:
        break;
    }
    return audit::EventKind::EmergencyAccess;
}

Result<Done> record(const Surroundings& surroundings, Time time,
                    const engine::EmergencyRecord& what)
{
    auto log = openAuditLog(surroundings, time);
    if (!log)
        return Error{Errc::Storage, "the activity log cannot be opened"};
    const log::Field method{"method",
                            what.method == EmergencyMethod::TwoAdmins
                                ? log::Literal("two_admins")
                                : log::Literal("sealed_code")};
    audit::Event event{kindOf(what.what),
                       what.what == What::Refused ? audit::Outcome::Failure
                                                  : audit::Outcome::Success,
                       log->pseudonym("user", what.accessor.toString()),
                       log->pseudonym("user", what.owner.toString()).text(),
                       {method}};
    if (event.kind == audit::EventKind::EmergencyAccess) {
        event.detail.push_back({"reason", wordOf(what.reason)});
        event.detail.push_back(emergencyPurpose());
    } else if (what.what == What::Told) {
        event.detail.push_back({"people", what.count});
    }
    return log->append(event);
}

}  // namespace

log::Field emergencyPurpose()
{
    return {"purpose", "btg"};
}

engine::EmergencyRules emergencyRules(const Surroundings& surroundings, Time time)
{
    const auto& policy = surroundings.policy.policy;
    engine::EmergencyRules rules;
    rules.enabled = policy.boolean("emergency.enabled");
    rules.method = policy.text("emergency.method") == toName(EmergencyMethod::TwoAdmins)
        ? EmergencyMethod::TwoAdmins
        : EmergencyMethod::SealedCode;
    for (const auto& key : policy.list("emergency.admin_keys"))
        // One that cannot be read must not leave two others that nobody meant.
        rules.adminKeys.push_back(fromBase64(key) ? *fromBase64(key) : Bytes{});
    rules.sessionMax = policy.seconds("emergency.session_max_s");
    rules.notifyRoles = policy.list("emergency.notify_roles");
    rules.hasCollector = !policy.text("audit.syslog_host").empty();
    rules.record = [surroundings, time](const engine::EmergencyRecord& what) {
        return record(surroundings, time, what);
    };
    rules.noticeText = noticeText;
    return rules;
}

}  // namespace sotto::app
