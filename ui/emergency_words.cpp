// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/emergency_words.h"

#include "ui/time_text.h"

#include <QCoreApplication>

namespace sotto::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::EmergencyWords)
};

}  // namespace

QString emergencyReasonText(EmergencyReason reason)
{
    switch (reason) {
    case EmergencyReason::PatientCare:
        return Words::tr("A patient needs what is written there, now");
    case EmergencyReason::PersonAway:
        return Words::tr("The person cannot be reached");
    case EmergencyReason::CannotSignIn:
        return Words::tr("The person is here and cannot sign in");
    case EmergencyReason::RelayDown:
        return Words::tr("The clinic\u2019s server cannot be reached");
    case EmergencyReason::Drill:
        break;
    }
    return Words::tr("A drill");
}

QString emergencyToldText(const EmergencyTerms& terms)
{
    QStringList told;
    if (terms.hasCollector)
        told << Words::tr("Your clinic\u2019s log server is told at once.");
    told << Words::tr("The person is told when they sign in here next.");
    if (!terms.toldRoles.isEmpty())
        told << Words::tr("Their Sotto then sends a message to: %1. They cannot prevent it.")
                    .arg(terms.toldRoles.join(QStringLiteral(", ")));
    return told.join(u' ');
}

QString emergencyNoteText(const EmergencyNote& note)
{
    return Words::tr("On %1 by %2. Reason: %3.")
        .arg(stampText(note.atMs), note.accessor.string(), emergencyReasonText(note.reason));
}

ErrorText emergencyError(const Problem& problem)
{
    switch (problem.kind) {
    case ProblemKind::EmergencyOff:
        return {Words::tr("Your clinic does not allow emergency access on this workstation."),
                Words::tr("Nothing was opened."), Words::tr("Ask your administrator.")};
    case ProblemKind::EmergencyNotReady:
        return {Words::tr("These messages have no emergency code yet, or one of another kind than "
                          "your clinic uses now."),
                Words::tr("Nothing was opened. The attempt was recorded."),
                Words::tr("Only the person themselves can open them. Ask your administrator.")};
    case ProblemKind::WrongEmergencyCode:
        return {Words::tr("That is not the emergency code of these messages."),
                Words::tr("Nothing was opened. The attempt was recorded."),
                Words::tr("Check whose name is on the envelope, and type the code again.")};
    case ProblemKind::EmergencyReadOnly:
        return {Words::tr("In emergency access messages can be read, and nothing else."),
                Words::tr("Nothing was sent or changed."),
                Words::tr("Sign in as yourself to write to somebody.")};
    default:
        return {};
    }
}

}  // namespace sotto::ui
