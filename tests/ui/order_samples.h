// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Invented orders, as the engine tells them.

#include "tests/ui/samples.h"

namespace sotto::test {

inline PatientSnapshot orderPatient()
{
    return {name("Jane Smith"), name("00-884471"), name("J.S. ··4471"), {}};
}

inline OrderSheet sampleSheet()
{
    OrderSheet sheet;
    sheet.id = QStringLiteral("o-1");
    sheet.author = name("Dr Lee Sample");
    sheet.authorAddress = QStringLiteral("lee@clinic.example");
    sheet.recipient = name("Nurse Ana Sample");
    sheet.recipientAddress = QStringLiteral("ana@clinic.example");
    sheet.patient = orderPatient();
    sheet.text = SafeText::fromUtf8("Potassium chloride 20 mEq by mouth now, once.\nRepeat the "
                                    "basic metabolic panel in 4 hours.",
                                    SafeText::Kind::Body);
    sheet.atMs = kNowMs;
    sheet.utcOffsetMin = -300;
    return sheet;
}

/// Given `minutes` ago; due an hour after.
inline MessageSnapshot sampleOrder(std::int64_t id, bool outgoing, int minutes = 20)
{
    auto order = textMessage(id, outgoing, "", minutes);
    order.text = sampleSheet().text;
    order.author = sampleSheet().author;
    order.urgency = Urgency::Action;
    order.open = true;
    order.dueAtMs = order.sentAtMs + 60 * kMinuteMs;
    order.patient = orderPatient();
    order.order = OrderSnapshot{sampleSheet().recipient, order.sentAtMs, -300};
    if (outgoing) {
        order.delivery = Delivery::Delivered;
        order.deliveredAtMs = order.sentAtMs + kMinuteMs;
        order.states = {1, 1};
    }
    return order;
}

}  // namespace sotto::test
