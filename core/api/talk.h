// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What messages say of other messages, and what people think of them. Plain values.

#include "core/domain/message.h"
#include "core/domain/safe_text.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace sotto {

/// The message that another one answers, as it stands in our own vault.
struct QuotationSnapshot {
    enum class State : std::uint8_t {
        Here,
        Missing,   ///< it is not on this device, or not in that conversation
        Recalled,  ///< by its author
    };

    State state = State::Missing;
    MessageId message{};  ///< value 0: missing
    SafeText author{};    ///< empty: missing
    bool outgoing = false;
    SafeText line{};       ///< its beginning, or the name of its file; empty where `labels` are not
    QStringList labels{};  ///< made safe; not empty: sensitive, to be read in its own place only

    friend bool operator==(const QuotationSnapshot&, const QuotationSnapshot&) = default;
};

/// One sign under a message, and who set it. It is never an answer.
struct ReactionSnapshot {
    QString emoji;  ///< one emoji, see isReaction()
    bool ours = false;
    QList<SafeText> others{};  ///< who besides ourselves

    int count() const { return static_cast<int>(others.size()) + int{ours}; }

    friend bool operator==(const ReactionSnapshot&, const ReactionSnapshot&) = default;
};

/// Somebody of a team who is meant in a text that is to be sent.
struct MentionWish {
    QString address;
    int begin = 0;  ///< in code points of the text
    int end = 0;    ///< not included
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::QuotationSnapshot)
