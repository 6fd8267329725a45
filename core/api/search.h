// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a search finds, and how much it looks into. Plain values.

#include "core/domain/message.h"
#include "core/domain/safe_text.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace sotto {

/// Characters of a text to be shown as found.
struct TextMark {
    int from = 0;
    int length = 0;

    friend bool operator==(const TextMark&, const TextMark&) = default;
};

struct SearchHit {
    enum class Kind : std::uint8_t { Person, Conversation, Message, File };

    Kind kind = Kind::Message;
    QString address{};  ///< of the person, or of whom the conversation is with
    ConversationId conversation{};
    MessageId message{};  ///< of a Message or File
    bool isRoom = false;
    SafeText title{};   ///< the person; else the conversation
    SafeText author{};  ///< of a Message or File from others
    bool outgoing = false;
    SafeText patient{};  ///< whom it is about, as in lists: "J.S. ··4471"; empty: nobody
    SafeText line{};     ///< the part of the text where it was found; of a File its name
    QList<TextMark> titleMarks{};
    QList<TextMark> marks{};  ///< in `line`
    std::int64_t sentAtMs = 0;
    Urgency urgency = Urgency::Fyi;
};

/// Some of what a search found; several may follow each other, each with the next messages.
struct SearchPage {
    quint32 ticket = 0;       ///< as it was asked
    bool isFirst = true;      ///< it stands in place of what was found before
    QList<SearchHit> hits{};  ///< people, conversations, then messages and files, newest first
    bool isLooking = false;   ///< another page follows by itself
    bool hasMore = false;     ///< another page follows if it is asked for
    QStringList unclear{};    ///< filters that mean nothing, as they were typed
};

/// What the search looks into.
struct SearchCoverage {
    std::int64_t oldestMs = 0;  ///< of the oldest message that is kept here; 0: there is none
    /// Messages that came before are not in the index yet; 0: all are.
    std::int64_t indexedFromMs = 0;
    int percent = 100;       ///< of the index
    bool isRunning = false;  ///< it is being made
    bool isFailing = false;  ///< it could not be made; it is tried again at the next unlock

    bool isWhole() const { return indexedFromMs == 0; }

    friend bool operator==(const SearchCoverage&, const SearchCoverage&) = default;
};

/// What a person wants of the index.
enum class IndexWish : std::uint8_t {
    Tell,     ///< answers searchCoverageChanged(), now and whenever it changes
    Rebuild,  ///< from the beginning
    Pause,    ///< until GoOn, or the next unlock
    GoOn,
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::SearchHit)
Q_DECLARE_METATYPE(sotto::SearchPage)
Q_DECLARE_METATYPE(sotto::SearchCoverage)
