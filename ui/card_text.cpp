// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/card_text.h"

#include "ui/time_text.h"

#include <QCoreApplication>

namespace sotto::ui {
namespace {

using State = CardSnapshot::State;

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::CardText)
};

/// The parts of the sentence are somebody else's words.
QString peopleText(const MessageSnapshot& line, const PeopleNotice& notice)
{
    using Kind = PeopleNotice::Kind;
    const auto whom = notice.whom.isolated();
    const auto by = line.author.isolated();
    switch (notice.kind) {
    case Kind::MemberAdded:
        return notice.byUs ? Words::tr("You added %1 to the team.").arg(whom)
                           : Words::tr("%1 was added to the team.").arg(whom);
    case Kind::MemberGone:
        return Words::tr("%1 is no longer in the team.").arg(whom);
    case Kind::Renamed:
        return (notice.byUs ? Words::tr("You named the team %1.")
                            : Words::tr("The team is now named %1."))
            .arg(notice.text.isolated());
    case Kind::PassedOn:
        return notice.byUs
            ? Words::tr("Passed on to %1.").arg(whom)  // "do not disturb", or with a role
            : Words::tr("%1 has passed your message on to %2.").arg(by, whom);
    case Kind::LetIn:
        return Words::tr("You let %1 into the team.").arg(whom);
    case Kind::KeptOut:
        return Words::tr("You keep %1 out: what you write does not go to them.").arg(whom);
    case Kind::WeLeft:
        return Words::tr("You left the team.");
    case Kind::BroadcastSent:
        return Words::tr("You sent to each member alone: %1").arg(notice.text.isolated());
    }
    return {};
}

}  // namespace

QString cardHeading(const MessageSnapshot& card)
{
    const auto who = card.author.isolated();
    if (card.card.state == State::Arriving)
        return Words::tr("A message from %1 is arriving").arg(who);
    if (card.card.state == State::Refused)
        return Words::tr("A message from %1\u2019s phone was refused").arg(who);
    if (card.card.state == State::BadOrder)
        return Words::tr("An order from %1 does not count").arg(who);
    if (card.card.neverCame)
        return Words::tr("A message from %1 is missing here").arg(who);
    return Words::tr("A message from %1 could not be opened").arg(who);
}

QString cardText(const MessageSnapshot& card)
{
    const auto who = card.author.isolated();
    switch (card.card.state) {
    case State::Due:
        return Words::tr("%1\u2019s device will be asked to send it again as soon as this one is "
                         "connected. It will appear here.")
            .arg(who);
    case State::Asked:
        return Words::tr("Asked %1\u2019s device to send it again at %2. It will appear here.")
            .arg(who, clockText(card.card.askedAtMs));
    case State::NotThere:
        return Words::tr("%1\u2019s device does not have it. It may never have been sent. If you "
                         "expect something, ask %1 in another way.")
            .arg(who);
    case State::DeviceGone:
        return Words::tr("The device that sent it is no longer in use, so it cannot be asked. "
                         "Please ask %1 in another way.")
            .arg(who);
    case State::Arriving:
        return Words::tr("Many messages come at once. This one is kept and will be opened in a "
                         "moment.");
    case State::Refused:
        return Words::tr("Your clinic\u2019s policy keeps out phones and apps that it does not "
                         "manage. The message was not opened. Please ask %1 to write from Sotto.")
            .arg(who);
    case State::BadOrder:
        return Words::tr("It is not signed as it must be, or your clinic does not list both of you "
                         "for orders. Do not act on anything from it. Please call %1.")
            .arg(who);
    case State::Held:
        break;
    }
    return Words::tr("The message is kept, and nothing else is affected. Please ask %1 in another "
                     "way.")
        .arg(who);
}

QString noticeText(const MessageSnapshot& line)
{
    if (line.people)
        return peopleText(line, *line.people);
    using Kind = NoticeSnapshot::Kind;
    if (!line.notice)
        return line.text.string();
    const auto& notice = *line.notice;
    const auto who = line.author.isolated();
    const auto device = !notice.device.isEmpty() ? notice.device.isolated()
        : notice.phone                           ? Words::tr("a phone or another app")
                                                 : Words::tr("without a name");
    switch (notice.kind) {
    case Kind::DeviceAdded:
        break;
    case Kind::Recalled:
        return Words::tr("You recalled a message.");
    case Kind::Corrected:
        return Words::tr("You corrected a message.");
    case Kind::Cancelled:
        return Words::tr("You cancelled an order.");
    case Kind::Escalated:
        return Words::tr("Nobody has answered: the message went on to %1.").arg(who);
    case Kind::DeviceTrusted:
        return Words::tr("A device of %1 is trusted now: %2. Your messages go to it.")
            .arg(who, device);
    case Kind::DeviceDoubted:
        return Words::tr("A device of %1 is no longer trusted: %2. Your messages no longer go to "
                         "it.")
            .arg(who, device);
    case Kind::DeviceGone:
        return Words::tr("%1 no longer uses a device: %2. Nothing more is sent to it.")
            .arg(who, device);
    case Kind::DeviceBack:
        return Words::tr("%1 uses a device again: %2. Your messages go to it.").arg(who, device);
    case Kind::KeyAccepted:
        return Words::tr("You accepted a device that %1 set up anew: %2. Your messages go to it "
                         "again.")
            .arg(who, device);
    }
    return Words::tr("%1 added a device: %2. Your messages go to it from now on.").arg(who, device);
}

QString recalledText(const MessageSnapshot& m)
{
    const auto at = clockText(m.recalledAtMs);
    return m.outgoing ? Words::tr("You recalled this message at %1.").arg(at)
                      : Words::tr("This message was recalled at %1.").arg(at);
}

bool canAskToResend(const MessageSnapshot& card)
{
    return card.kind == MessageSnapshot::Kind::Undecryptable &&
        card.card.state != State::Arriving && card.card.state != State::Held &&
        card.card.state != State::Refused && card.card.state != State::BadOrder;
}

}  // namespace sotto::ui
