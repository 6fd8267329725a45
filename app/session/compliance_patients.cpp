// SPDX-License-Identifier: GPL-3.0-or-later
// What the compliance check says of patients: the minimum necessary, consent, sensitive records.
#include "app/session/compliance_finding.h"

namespace sotto::app::compliance {

Finding minimum(const ComplianceFacts& f)
{
    const auto& policy = f.subject.policy;
    if (!policy.boolean("patient.outside_prompt"))
        return passIf(false, Words::tr("Your clinic has switched the question off."));
    const auto lists = policy.text("patient.list_display") == "full"
        ? Words::tr("Lists show patients in full. ")
        : Words::tr("Lists show initials and the end of the record number. ");
    if (policy.list("patient.treating_groups").empty())
        return passIf(
            true,
            lists +
                Words::tr("Your clinic names no treating groups: Sotto warns of what looks like "
                          "an identifier, and asks about a patient only for people of other "
                          "domains."));
    return passIf(true,
                  lists +
                      Words::tr("Sotto asks before a patient is named to somebody who does not "
                                "treat them."));
}

Finding consent(const ComplianceFacts& f)
{
    if (!f.subject.policy.boolean("consent.enabled"))
        return off(Words::tr("Your clinic has switched it off."));
    const auto& notice = f.subject.policy.text("consent.notice_version");
    if (notice.empty())
        return passIf(false, Words::tr("Your clinic names no version of the risk notice."));
    return passIf(true,
                  Words::tr("Each person keeps a register of how patients agreed to be contacted, "
                            "under risk notice %1. The log knows of %2 that were recorded here and "
                            "%3 that were taken back.")
                      .arg(QString::fromStdString(notice))
                      .arg(f.consentsRecorded)
                      .arg(f.consentsRevoked));
}

Finding sensitive(const ComplianceFacts& f)
{
    QStringList labels;
    for (const auto& label : f.subject.policy.list("patient.sensitive_labels"))
        labels << QString::fromStdString(label);
    if (labels.isEmpty())
        return off(Words::tr("Your clinic names no sensitive labels."));
    return passIf(true,
                  Words::tr("Messages can be marked %1. A marked one shows the redisclosure "
                            "notice, is not passed on by itself, and leaves Sotto only for a "
                            "recorded reason.")
                      .arg(labels.join(QStringLiteral(", "))));
}

}  // namespace sotto::app::compliance
