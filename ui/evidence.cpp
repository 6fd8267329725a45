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

Evidence outgoingEvidence(const MessageSnapshot& m)
{
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

}  // namespace

std::optional<Evidence> evidenceOf(const MessageSnapshot& m)
{
    if (m.kind != MessageSnapshot::Kind::Text)
        return std::nullopt;
    if (m.outgoing)
        return outgoingEvidence(m);
    if (m.acknowledgedAtMs > 0)
        return Evidence{Icon::Acknowledge,
                        withTime(Words::tr("You acknowledged"), m.acknowledgedAtMs), false, false};
    if (m.passing)
        return Evidence{Icon::People, passingText(m), false, true};
    if (m.unmanaged)
        return Evidence{Icon::Person, Words::tr("From an unmanaged phone"), false, true};
    return std::nullopt;
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
        add(m.deliveredAtMs, Words::tr("Delivered"));
        add(m.readAtMs, Words::tr("Read"));
        add(m.acknowledgedAtMs, Words::tr("Acknowledged"));
        const auto now = outgoingEvidence(m);
        if (!now.settled)
            lines << now.text;
    } else {
        add(m.acknowledgedAtMs, Words::tr("You acknowledged"));
    }
    if (m.passing)
        lines << passingText(m);
    if (m.unmanaged)
        lines << (m.outgoing ? Words::tr("Written on your own unmanaged phone")
                             : Words::tr("From an unmanaged phone"));
    return lines;
}

}  // namespace sotto::ui
