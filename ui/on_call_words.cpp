// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/on_call_words.h"

#include "ui/avatar.h"
#include "ui/time_text.h"

#include <QCoreApplication>

namespace sotto::ui {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::OnCallWords)
};

constexpr qsizetype kMostNames = 3;

QString nameOf(const PersonSnapshot& person)
{
    return person.name.isEmpty() ? person.address : person.name.isolated();
}

QString thereText(const PersonSnapshot& person)
{
    return presenceText(person.presence, person.untilMs);
}

QString fallsText(const OnCallSnapshot& role)
{
    if (role.goesTo.isEmpty())
        return Words::tr("Nobody holds it, and it goes to you alone");
    const auto who = receiversText(role);
    return role.fallsTo.isEmpty()
        ? Words::tr("Nobody holds it: goes to all who may (%1)").arg(who)
        : Words::tr("Nobody holds it: goes to %1 (%2)").arg(role.fallsTo.isolated(), who);
}

}  // namespace

QString receiversText(const OnCallSnapshot& role)
{
    QStringList names;
    for (const auto& person : role.goesTo)
        if (names.size() < kMostNames)
            names << nameOf(person);
    auto text = names.join(QStringLiteral(", "));
    if (role.goesTo.size() > kMostNames)
        text =
            Words::tr("%1 and %n more", nullptr, static_cast<int>(role.goesTo.size() - kMostNames))
                .arg(text);
    return text;
}

QString standingText(const OnCallSnapshot& role)
{
    QString text;
    if (!role.isHeld())
        text = fallsText(role);
    else if (role.byUs)
        text = Words::tr("You hold it until %1").arg(clockText(role.untilMs));
    else if (role.goesTo.isEmpty())
        text = Words::tr("Held until %1").arg(clockText(role.untilMs));
    else
        text = Words::tr("%1 holds it until %2 · %3")
                   .arg(nameOf(role.goesTo.front()), clockText(role.untilMs),
                        thereText(role.goesTo.front()));
    if (role.lost)
        text += QStringLiteral(" · ") + Words::tr("claimed after you");
    else if (!role.alsoClaimedBy.isEmpty())
        text += QStringLiteral(" · ") +
            Words::tr("%1 claims it, too, since before").arg(role.alsoClaimedBy.isolated());
    return text;
}

QString beforeSendingText(const OnCallSnapshot& role)
{
    auto text = Words::tr("To %1. %2.").arg(role.title.isolated(), standingText(role));
    const bool isOne = role.isHeld() && role.goesTo.size() == 1;
    if (isOne && !role.goesTo.front().phone.isEmpty())
        text += QLatin1Char(' ') + Words::tr("Phone: %1").arg(role.goesTo.front().phone.isolated());
    if (role.byNewDevice)
        text += QLatin1Char(' ') +
            Words::tr("They claimed it from a device that nobody has compared yet.");
    return text;
}

QString movedText(const OnCallSnapshot& role, const QString& shown)
{
    if (role.goesTo.isEmpty())
        return Words::tr("%1 no longer gets what is written to %2; now it is you alone.")
            .arg(shown, role.title.isolated());
    return Words::tr("%1 no longer gets what is written to %2. %3.")
        .arg(shown, role.title.isolated(), standingText(role));
}

QString goneText(const SafeText& title, const QString& shown)
{
    return Words::tr("Your clinic\u2019s list no longer has %1, so nothing goes to it. Your text "
                     "stays here. Close this bar to write to %2 only.")
        .arg(title.isolated(), shown);
}

}  // namespace sotto::ui
