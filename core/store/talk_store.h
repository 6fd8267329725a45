// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

#include <optional>
#include <string>
#include <vector>

namespace sotto::store {

/// So many reactions of one person are kept whose messages are not here yet.
inline constexpr int kMostEarlyReactions = 200;

/// A message of somebody, here or not.
struct NamedMessage {
    Jid author;  ///< bare
    std::string originId;
};

struct MentionRow {
    std::int64_t first = 0;  ///< code points
    std::int64_t last = 0;   ///< not included
    Jid person;              ///< bare
};

/// All that one person thinks of a message; none stays as a row.
struct ReactionRow {
    MessageId message{};
    Jid person;  ///< bare
    std::int64_t atMs = 0;
    std::vector<std::string> emoji{};
};

/// Which message a text answers, who is mentioned in it, and what people think of it. Errors
/// everywhere: Storage, StorageFull. Engine thread only; writes need an open Transaction.
class TalkStore {
public:
    static Result<TalkStore> open(Connection& connection);

    Result<Done> addReply(MessageId message, const NamedMessage& answered);
    Result<std::optional<NamedMessage>> replyOf(MessageId message);
    /// What answers that message, the newest `limit`.
    Result<std::vector<MessageId>> repliesTo(const NamedMessage& answered, int limit);

    Result<Done> keepDraft(ConversationId in, const std::optional<NamedMessage>& answered);
    Result<std::optional<NamedMessage>> draft(ConversationId in);

    Result<Done> addMention(MessageId message, const MentionRow& mention);
    Result<std::vector<MentionRow>> mentions(MessageId message);
    Result<bool> isMentioned(MessageId message, const Jid& person);

    /// False: what stands there is younger. The others do not know ours of before any more.
    Result<bool> setReaction(const ReactionRow& reaction);
    Result<std::vector<ReactionRow>> reactions(MessageId message);  ///< the oldest first
    Result<std::optional<ReactionRow>> reactionOf(MessageId message, const Jid& person);

    /// The others are to be told ours.
    Result<Done> addDue(MessageId message);
    /// Of that conversation, in order.
    Result<std::vector<MessageId>> due(ConversationId in);
    Result<std::vector<ConversationId>> dueIn();
    /// They are, by that stanza.
    Result<Done> settle(MessageId message, const Jid& self, std::string_view originId);
    Result<std::optional<MessageId>> sentAs(std::string_view originId);

    /// To a message that is not here: the youngest of each person is kept.
    Result<Done> addEarly(const NamedMessage& message, const ReactionRow& reaction,
                          std::int64_t nowMs);
    Result<std::vector<ReactionRow>> takeEarly(const NamedMessage& message);

private:
    TalkStore() = default;

    std::optional<Statement> m_addReply, m_replyOf, m_repliesTo, m_keepDraft, m_dropDraft, m_draft;
    std::optional<Statement> m_addMention, m_mentions, m_isMentioned;
    std::optional<Statement> m_setReaction, m_reactions, m_reactionOf;
    std::optional<Statement> m_addDue, m_due, m_dueIn, m_settle, m_noteSent, m_sentAs;
    std::optional<Statement> m_countEarly, m_addEarly, m_early, m_dropEarly;
};

}  // namespace sotto::store
