// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An order that a practitioner gives as a message (CMS QSO-24-05, 42 CFR 482.24(c)(2)). Pure values
// and rules: who signed it is shown by core/omemo/order_signature.h.

#include "core/domain/jid.h"
#include "core/domain/message.h"
#include "core/domain/patient.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace sotto {

inline constexpr std::size_t kMostOrderText = 4096;  ///< bytes; what a person reads back aloud
inline constexpr int kMostUtcOffsetMin = 14 * 60;    ///< no place is further from UTC
inline constexpr std::chrono::minutes kReadBackLasts{10};  ///< then its time is no longer the time

/// What policy says of orders (orders.*); the roles are those of the clinic's list.
struct OrderRules {
    bool enabled = false;
    std::vector<std::string> senders{};
    std::vector<std::string> receivers{};
    bool reauth = true;
    std::chrono::minutes overdue{60};
};

/// All that its author signs. Nothing of it may change afterwards.
struct OrderWords {
    std::string id;  ///< as the message's origin id
    Jid author;      ///< bare
    Jid recipient;   ///< bare
    PatientTag patient{};
    std::string text{};     ///< UTF-8
    std::int64_t atMs = 0;  ///< since 1970 UTC, by the author's clock
    int utcOffsetMin = 0;   ///< of the author's local time: east of UTC is positive
    DeviceId by{};          ///< which device of theirs signs it

    friend bool operator==(const OrderWords&, const OrderWords&) = default;
};

/// Whether it is whole: a patient with a name or a number, a text, times within their bounds.
bool isUsable(const OrderWords& words);

/// What may be answered to an order, and what ends it: read back, and entered in the record.
constexpr bool isOrderAnswer(Answer answer)
{
    return answer == Answer::Acknowledged || answer == Answer::Completed;
}

}  // namespace sotto
