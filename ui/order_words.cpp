// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order_words.h"

#include "ui/due_text.h"
#include "ui/time_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTime>

#include <cstdlib>

namespace sotto::ui {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::Order)
};

}  // namespace

QString orderHindranceText(OrderHindrance hindrance, const QString& whom)
{
    switch (hindrance) {
    case OrderHindrance::None:
        break;
    case OrderHindrance::NotAllowed:
        return Words::tr("Your clinic does not list you among those who give orders in messages.");
    case OrderHindrance::NotOnePerson:
        return Words::tr("An order goes to one person. Open your conversation with them.");
    case OrderHindrance::NotAReceiver:
        return Words::tr("Your clinic does not list %1 among those who take orders in messages. "
                         "Please call them.")
            .arg(whom);
    case OrderHindrance::NoDevice:
        return Words::tr("No device of %1 is known here yet. Send them a message first.").arg(whom);
    case OrderHindrance::PhoneDevice:
        return Words::tr("%1 also reads on a phone or another app, where an order must not go. "
                         "Please call them.")
            .arg(whom);
    case OrderHindrance::NewDevice:
        return Words::tr("A device of %1 is new. Compare it under Devices, then give the order.")
            .arg(whom);
    case OrderHindrance::NotWhole:
        return Words::tr("An order names a patient and says what to do, in at most 4,000 "
                         "characters.");
    case OrderHindrance::WrongSecret:
        return Words::tr("That is not right. Nothing was signed. Please try again.");
    case OrderHindrance::TooManyTries:
        return Words::tr("Too many wrong tries. Sign out and in again, then sign it. What you "
                         "wrote is kept as a draft.");
    case OrderHindrance::CannotCheck:
        return Words::tr("Your password cannot be checked here now. Lock and unlock, then sign "
                         "it. What you wrote is kept as a draft.");
    case OrderHindrance::ReadBackOver:
        return Words::tr("More than ten minutes have passed. Please read it back again.");
    case OrderHindrance::NotStored:
        return Words::tr("It was not signed, because nothing can be sent or saved here now. What "
                         "you wrote is kept as a draft.");
    }
    return {};
}

QString orderTimeText(std::int64_t atMs, int utcOffsetMin)
{
    const auto format = QStringLiteral("yyyy-MM-dd HH:mm:ss");
    const auto utc = QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC);
    if (!utc.isValid() || utcOffsetMin == 0)
        return utc.toString(format) + QStringLiteral(" UTC");
    const auto local = utc.toOffsetFromUtc(utcOffsetMin * 60);
    const auto offset = QTime(0, 0).addSecs(std::abs(utcOffsetMin) * 60);
    return QStringLiteral("%1 UTC%2%3 (%4 UTC)")
        .arg(local.toString(format), utcOffsetMin < 0 ? QStringLiteral("-") : QStringLiteral("+"),
             offset.toString(QStringLiteral("HH:mm")),
             utc.toString(local.date() == utc.date() ? QStringLiteral("HH:mm:ss") : format));
}

QString orderSignatureText(const MessageSnapshot& order)
{
    return Words::tr("Signed by %1, %2")
        .arg(order.author.isolated(),
             orderTimeText(order.order->signedAtMs, order.order->utcOffsetMin));
}

QString orderHeadline(const MessageSnapshot& order, std::int64_t nowMs)
{
    if (order.order->cancelledAtMs > 0)
        return Words::tr("Cancelled at %1 by %2")
            .arg(sinceText(order.order->cancelledAtMs, nowMs), order.author.isolated());
    if (!order.open)
        return {};
    const auto due = sinceText(order.dueAtMs, nowMs);
    return isOverdue(order.dueAtMs, order.open, nowMs)
        ? Words::tr("Overdue since %1: not in the record").arg(due)
        : Words::tr("Into the record by %1").arg(due);
}

UrgencyLook orderLook(const MessageSnapshot& order, const Tokens& t)
{
    const auto meaning = Words::tr("A signed order");
    if (order.order->cancelledAtMs > 0)
        return {Icon::Close, Words::tr("ORDER CANCELLED"), meaning, t.stat, t.statWeak};
    return {Icon::Tasks, Words::tr("ORDER"), meaning, t.action, t.actionWeak};
}

UrgencyLook lookOf(const MessageSnapshot& message, const Tokens& tokens)
{
    return message.order ? orderLook(message, tokens) : lookOf(message.urgency, tokens);
}

bool mayCancelOrder(const MessageSnapshot& m)
{
    return m.order && m.outgoing && m.order->cancelledAtMs == 0 && m.doneAtMs == 0;
}

}  // namespace sotto::ui
