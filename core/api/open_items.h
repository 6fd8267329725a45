// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What somebody must still act on. Plain values.

#include "core/api/evidence.h"
#include "core/api/patient.h"
#include "core/api/talk.h"
#include "core/domain/message.h"
#include "core/domain/safe_text.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace sotto {

/// How a message asks somebody to act.
struct Request {
    Urgency urgency = Urgency::Action;
    int withinS = 0;      ///< seconds until an answer is wanted; 0: no time is given
    QStringList chain{};  ///< addresses to whom it goes, one after another, while nobody answers
    About about{};        ///< which patient; travels sealed
    MessageId replyTo{};  ///< of the same conversation; value 0: it answers none
    QList<MentionWish> mentions{};
};

/// What a person must know before they ask somebody to act.
struct AlertLimits {
    int chainMax = 0;        ///< so many people may stand in a chain
    int escalateAfterS = 0;  ///< between one and the next
    int statToday = 0;       ///< STAT messages of ours in the last 24 hours
    int statDailyWarn = 0;   ///< from so many on, a word of warning
};

/// An earlier text of a corrected message.
struct MessageVersion {
    std::int64_t sinceMs = 0;
    SafeText text;
    std::optional<PatientSnapshot> patient{};
};

struct OpenItemSnapshot {
    MessageId message;
    ConversationId conversation;
    bool forUs = false;  ///< we must act; else we wait for somebody else
    QString address;     ///< of whom the conversation is with
    SafeText title;      ///< of the conversation
    SafeText author;
    SafeText onCall{};  ///< the title of the role to which it was written; empty: to nobody's
    SafeText line;  ///< the beginning of its text, or the name of its file; before it, the patient
    Urgency urgency = Urgency::Action;
    std::int64_t sentAtMs = 0;
    std::int64_t dueAtMs = 0;  ///< 0: no time was given
    std::int64_t acknowledgedAtMs = 0;
    std::int64_t acceptedAtMs = 0;
    StateSummary states{};  ///< of what we wait for
    bool isOrder = false;   ///< it stays until it is in the record, or cancelled
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::OpenItemSnapshot)
Q_DECLARE_METATYPE(sotto::Request)
Q_DECLARE_METATYPE(sotto::AlertLimits)
Q_DECLARE_METATYPE(sotto::MessageVersion)
