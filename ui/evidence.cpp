// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence.h"

#include "ui/time_text.h"

#include <QCoreApplication>

namespace sotto::ui {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::Evidence)
};

QString withTime(const QString& words, std::int64_t ms)
{
    const auto time = clockText(ms);
    return time.isEmpty() ? words : words + QLatin1Char(' ') + time;
}

/// The furthest that several people are: "Read by 12 of 40 · accepted by 1".
QString countsText(const StateSummary& s)
{
    auto words = s.read > 0 ? Words::tr("Read by %1 of %2").arg(s.read).arg(s.people)
                            : Words::tr("Delivered to %1 of %2").arg(s.delivered).arg(s.people);
    const auto add = [&words](int count, const QString& what) {
        if (count > 0)
            words += QStringLiteral(" · ") + what.arg(count);
    };
    if (s.done > 0)
        add(s.done, Words::tr("done by %1"));
    else if (s.accepted > 0)
        add(s.accepted, Words::tr("accepted by %1"));
    else
        add(s.acknowledged - s.declined, Words::tr("acknowledged by %1"));
    add(s.declined, Words::tr("declined by %1"));
    return words;
}

/// The same of an order.
std::optional<std::pair<QString, std::int64_t>> stepOf(const MessageSnapshot& m)
{
    if (m.doneAtMs > 0)
        return std::pair{
            m.outgoing ? Words::tr("Entered in the record by %1").arg(m.order->recipient.isolated())
                       : Words::tr("You entered it in the record"),
            m.doneAtMs};
    if (m.acknowledgedAtMs > 0)
        return std::pair{m.outgoing
                             ? Words::tr("Read back by %1").arg(m.order->recipient.isolated())
                             : Words::tr("You read it back"),
                         m.acknowledgedAtMs};
    return std::nullopt;
}

/// What the only recipient, or we, answered last; nothing but an acknowledgement: no value.
std::optional<std::pair<QString, std::int64_t>> answerOf(const MessageSnapshot& m)
{
    if (m.order)
        return stepOf(m);
    if (m.doneAtMs > 0)
        return std::pair{m.outgoing ? Words::tr("Done") : Words::tr("You finished it"), m.doneAtMs};
    if (m.declinedAtMs > m.acceptedAtMs)
        return std::pair{m.outgoing ? Words::tr("Declined") : Words::tr("You declined"),
                         m.declinedAtMs};
    if (m.acceptedAtMs > 0)
        return std::pair{m.outgoing ? Words::tr("Accepted") : Words::tr("You accepted"),
                         m.acceptedAtMs};
    return std::nullopt;
}

Evidence outgoingEvidence(const MessageSnapshot& m)
{
    const bool several = m.inRoom && m.states.delivered > 0 && m.delivery != Delivery::Failed;
    if (several)
        return {m.states.acknowledged > 0 ? Icon::Acknowledge : Icon::DoubleCheck,
                countsText(m.states), false, true};
    if (const auto answer = answerOf(m))
        return {Icon::Acknowledge, withTime(answer->first, answer->second), false, true};
    switch (m.delivery) {
    case Delivery::Draft:
    case Delivery::Queued:
    case Delivery::Sealed:
        return {Icon::Clock, Words::tr("Waiting to send"), false, false};
    case Delivery::Sent:
        return {Icon::Clock, Words::tr("On its way to the relay"), false, false};
    case Delivery::Relayed:
        return {Icon::Check, withTime(Words::tr("Relay has it"), m.relayedAtMs), false, true};
    case Delivery::Delivered:
        return {Icon::DoubleCheck, withTime(Words::tr("Delivered"), m.deliveredAtMs), false, true};
    case Delivery::Read:
        return {Icon::DoubleCheck, withTime(Words::tr("Read"), m.readAtMs), false, true};
    case Delivery::Acknowledged:
        return {Icon::Acknowledge, withTime(Words::tr("Acknowledged"), m.acknowledgedAtMs), false,
                true};
    case Delivery::Failed:
        break;
    }
    return {Icon::Warning, Words::tr("Not sent"), true, false};
}

QString passingText(const MessageSnapshot& m)
{
    const auto who = m.author.isolated();
    if (m.passing->why == PassingSnapshot::Why::Broadcast)
        return m.outgoing ? Words::tr("Broadcast")
                          : Words::tr("Broadcast: your answer goes to %1 alone").arg(who);
    const auto author = m.passing->author.isolated();
    return m.outgoing
        ? Words::tr("Forwarded while you were on do not disturb; written by %1").arg(author)
        : Words::tr("Forwarded by %1 while on do not disturb; written by %2").arg(who, author);
}

QString onCallText(const MessageSnapshot& m)
{
    const auto role = m.onCall.isolated();
    return m.onCallAuthor.isEmpty()
        ? Words::tr("To %1").arg(role)
        : Words::tr("To %1, handed over; written by %2").arg(role, m.onCallAuthor.isolated());
}

std::optional<Evidence> stateOf(const MessageSnapshot& m)
{
    if (m.outgoing)
        return outgoingEvidence(m);
    if (m.acknowledgedAtMs > 0) {
        const auto answer =
            answerOf(m).value_or(std::pair{Words::tr("You acknowledged"), m.acknowledgedAtMs});
        return Evidence{Icon::Acknowledge, withTime(answer.first, answer.second), false, false};
    }
    if (m.passing)
        return Evidence{Icon::People, passingText(m), false, true};
    if (m.unmanaged)
        return Evidence{Icon::Person, Words::tr("From an unmanaged phone"), false, true};
    return std::nullopt;
}

}  // namespace

std::optional<Evidence> evidenceOf(const MessageSnapshot& m)
{
    if (m.kind != MessageSnapshot::Kind::Text)
        return std::nullopt;
    auto state = stateOf(m);
    if (m.onCall.isEmpty())
        return state;
    if (!state)
        return Evidence{Icon::People, onCallText(m), false, false};
    state->text = onCallText(m) + QStringLiteral(" · ") + state->text;
    state->settled = false;  // each says to which role
    return state;
}

QStringList fullEvidence(const MessageSnapshot& m, std::int64_t nowMs)
{
    QStringList lines;
    const auto add = [&](std::int64_t at, const QString& words) {
        const auto moment = momentText(at, nowMs);
        if (!moment.isEmpty())
            lines << Words::tr("%1: %2").arg(words, moment);
    };
    add(m.sentAtMs, m.outgoing ? Words::tr("Written") : Words::tr("Sent"));
    if (m.outgoing) {
        add(m.relayedAtMs, Words::tr("Relay has it"));
        add(m.deliveredAtMs, m.inRoom ? Words::tr("Delivered to all") : Words::tr("Delivered"));
        add(m.readAtMs, m.inRoom ? Words::tr("Read by all") : Words::tr("Read"));
        add(m.acknowledgedAtMs, m.order ? Words::tr("Read back") : Words::tr("Acknowledged"));
        add(m.acceptedAtMs, Words::tr("Accepted"));
        add(m.declinedAtMs, Words::tr("Declined"));
        add(m.doneAtMs, m.order ? Words::tr("Entered in the record") : Words::tr("Done"));
        if (m.inRoom && m.states.delivered > 0)
            lines << countsText(m.states);
        const auto now = outgoingEvidence(m);
        if (!now.settled)
            lines << now.text;
    } else {
        add(m.acknowledgedAtMs,
            m.order ? Words::tr("You read it back") : Words::tr("You acknowledged"));
        add(m.acceptedAtMs, Words::tr("You accepted"));
        add(m.declinedAtMs, Words::tr("You declined"));
        add(m.doneAtMs,
            m.order ? Words::tr("You entered it in the record") : Words::tr("You finished it"));
    }
    if (m.order)
        add(m.order->cancelledAtMs, Words::tr("Cancelled by %1").arg(m.author.isolated()));
    if (m.passing)
        lines << passingText(m);
    if (!m.onCall.isEmpty())
        lines << onCallText(m);
    if (m.unmanaged)
        lines << (m.outgoing ? Words::tr("Written on your own unmanaged phone")
                             : Words::tr("From an unmanaged phone"));
    return lines;
}

}  // namespace sotto::ui
