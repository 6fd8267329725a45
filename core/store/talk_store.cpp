// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/talk_store.h"

#include "core/domain/reaction.h"

namespace sotto::store {
namespace {

Result<NamedMessage> readName(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto author, row.jid(0));
    return NamedMessage{std::move(author), row.text(1)};
}

Result<MessageId> readId(const Statement& row)
{
    return row.as<MessageId>(0);
}

Result<ReactionRow> readReaction(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto person, row.jid(1));
    return ReactionRow{row.as<MessageId>(0), std::move(person), row.integer(2),
                       splitReactions(row.text(3))};
}

}  // namespace

Result<TalkStore> TalkStore::open(Connection& connection)
{
    TalkStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_addReply,
             "INSERT INTO message_reply (message, author, origin_id) VALUES (?1, ?2, ?3)"},
            {&store.m_replyOf, "SELECT author, origin_id FROM message_reply WHERE message = ?1"},
            {&store.m_repliesTo,
             "SELECT message FROM message_reply WHERE origin_id = ?2 AND author = ?1 "
             "ORDER BY message DESC LIMIT ?3"},
            {&store.m_keepDraft,
             "INSERT INTO draft_reply (conversation, author, origin_id) VALUES (?1, ?2, ?3) "
             "ON CONFLICT (conversation) DO UPDATE SET author = excluded.author, "
             "origin_id = excluded.origin_id"},
            {&store.m_dropDraft, "DELETE FROM draft_reply WHERE conversation = ?1"},
            {&store.m_draft, "SELECT author, origin_id FROM draft_reply WHERE conversation = ?1"},
            {&store.m_addMention,
             "INSERT INTO message_mention (message, first, last, person) VALUES (?1, ?2, ?3, ?4) "
             "ON CONFLICT DO NOTHING"},
            {&store.m_mentions,
             "SELECT first, last, person FROM message_mention WHERE message = ?1 ORDER BY first"},
            {&store.m_isMentioned,
             "SELECT EXISTS (SELECT 1 FROM message_mention WHERE message = ?1 AND person = ?2)"},
            {&store.m_setReaction,
             "INSERT INTO reaction (message, person, at, emoji) VALUES (?1, ?2, ?3, ?4) "
             "ON CONFLICT (message, person) DO UPDATE SET at = excluded.at, "
             "emoji = excluded.emoji, sent_as = '' WHERE excluded.at >= reaction.at"},
            {&store.m_reactions,
             "SELECT message, person, at, emoji FROM reaction WHERE message = ?1 "
             "ORDER BY at, person"},
            {&store.m_reactionOf,
             "SELECT message, person, at, emoji FROM reaction WHERE message = ?1 AND person = ?2"},
            {&store.m_addDue,
             "INSERT INTO reaction_due (message) VALUES (?1) ON CONFLICT DO NOTHING"},
            {&store.m_due,
             "SELECT d.message FROM reaction_due d JOIN message m ON m.id = d.message "
             "WHERE m.conversation = ?1 ORDER BY 1"},
            {&store.m_dueIn,
             "SELECT DISTINCT m.conversation FROM reaction_due d "
             "JOIN message m ON m.id = d.message"},
            {&store.m_settle, "DELETE FROM reaction_due WHERE message = ?1"},
            {&store.m_noteSent,
             "UPDATE reaction SET sent_as = ?3 WHERE message = ?1 AND person = ?2"},
            {&store.m_sentAs, "SELECT message FROM reaction WHERE sent_as = ?1 AND sent_as <> ''"},
            {&store.m_countEarly, "SELECT count(*) FROM early_reaction WHERE person = ?1"},
            {&store.m_addEarly,
             "INSERT INTO early_reaction (author, origin_id, person, at, emoji, received_at) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (origin_id, author, person) "
             "DO UPDATE SET at = excluded.at, emoji = excluded.emoji, "
             "received_at = excluded.received_at WHERE excluded.at >= early_reaction.at"},
            {&store.m_early,
             "SELECT 0, person, at, emoji FROM early_reaction "
             "WHERE origin_id = ?2 AND author = ?1 ORDER BY at"},
            {&store.m_dropEarly, "DELETE FROM early_reaction WHERE origin_id = ?2 AND author = ?1"},
        }));
    return store;
}

Result<Done> TalkStore::addReply(MessageId message, const NamedMessage& answered)
{
    SOTTO_TRY(m_addReply->with(message, answered.author.toString(), answered.originId).run());
    return Done{};
}

Result<std::optional<NamedMessage>> TalkStore::replyOf(MessageId message)
{
    return m_replyOf->with(message).first(readName);
}

Result<std::vector<MessageId>> TalkStore::repliesTo(const NamedMessage& answered, int limit)
{
    const auto author = answered.author.toString();
    return m_repliesTo->with(author, answered.originId, limit).all(readId);
}

Result<Done> TalkStore::keepDraft(ConversationId in, const std::optional<NamedMessage>& answered)
{
    if (answered)
        SOTTO_TRY(m_keepDraft->with(in, answered->author.toString(), answered->originId).run());
    else
        SOTTO_TRY(m_dropDraft->with(in).run());
    return Done{};
}

Result<std::optional<NamedMessage>> TalkStore::draft(ConversationId in)
{
    return m_draft->with(in).first(readName);
}

Result<Done> TalkStore::addMention(MessageId message, const MentionRow& mention)
{
    SOTTO_TRY(
        m_addMention->with(message, mention.first, mention.last, mention.person.toString()).run());
    return Done{};
}

Result<std::vector<MentionRow>> TalkStore::mentions(MessageId message)
{
    return m_mentions->with(message).all([](const Statement& row) -> Result<MentionRow> {
        SOTTO_TRY_ASSIGN(auto person, row.jid(2));
        return MentionRow{row.integer(0), row.integer(1), std::move(person)};
    });
}

Result<bool> TalkStore::isMentioned(MessageId message, const Jid& person)
{
    const auto address = person.toString();
    SOTTO_TRY_ASSIGN(const auto found, m_isMentioned->with(message, address).first(readInteger));
    return found.value_or(0) != 0;
}

Result<bool> TalkStore::setReaction(const ReactionRow& reaction)
{
    SOTTO_TRY_ASSIGN(const int changed,
                     m_setReaction
                         ->with(reaction.message, reaction.person.toString(), reaction.atMs,
                                joinReactions(reaction.emoji))
                         .run());
    return changed > 0;
}

Result<std::vector<ReactionRow>> TalkStore::reactions(MessageId message)
{
    return m_reactions->with(message).all(readReaction);
}

Result<std::optional<ReactionRow>> TalkStore::reactionOf(MessageId message, const Jid& person)
{
    const auto address = person.toString();
    return m_reactionOf->with(message, address).first(readReaction);
}

Result<Done> TalkStore::addDue(MessageId message)
{
    SOTTO_TRY(m_addDue->with(message).run());
    return Done{};
}

Result<std::vector<MessageId>> TalkStore::due(ConversationId in)
{
    return m_due->with(in).all(readId);
}

Result<std::vector<ConversationId>> TalkStore::dueIn()
{
    return m_dueIn->with().all(
        [](const Statement& row) -> Result<ConversationId> { return row.as<ConversationId>(0); });
}

Result<Done> TalkStore::settle(MessageId message, const Jid& self, std::string_view originId)
{
    SOTTO_TRY(m_settle->with(message).run());
    SOTTO_TRY(m_noteSent->with(message, self.toString(), originId).run());
    return Done{};
}

Result<std::optional<MessageId>> TalkStore::sentAs(std::string_view originId)
{
    return m_sentAs->with(originId).first(readId);
}

Result<Done> TalkStore::addEarly(const NamedMessage& message, const ReactionRow& reaction,
                                 std::int64_t nowMs)
{
    const auto person = reaction.person.toString();
    SOTTO_TRY_ASSIGN(const auto kept, m_countEarly->with(person).first(readInteger));
    if (kept.value_or(0) >= kMostEarlyReactions)
        return Done{};
    SOTTO_TRY(m_addEarly
                  ->with(message.author.toString(), message.originId, person, reaction.atMs,
                         joinReactions(reaction.emoji), nowMs)
                  .run());
    return Done{};
}

Result<std::vector<ReactionRow>> TalkStore::takeEarly(const NamedMessage& message)
{
    const auto author = message.author.toString();
    SOTTO_TRY_ASSIGN(auto rows, m_early->with(author, message.originId).all(readReaction));
    if (!rows.empty())
        SOTTO_TRY(m_dropEarly->with(author, message.originId).run());
    return rows;
}

}  // namespace sotto::store
