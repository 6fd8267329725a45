// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reactions.h"

#include "core/domain/reaction.h"

#include <algorithm>
#include <set>

namespace sotto::engine {
namespace {

/// An order is answered by reading it back, and by nothing that looks like it.
Result<bool> mayHave(VaultContext& context, const store::MessageRow& row)
{
    SOTTO_TRY_ASSIGN(const auto order, context.stores.orders.find(row.id));
    return row.kind == store::MessageKind::Text && row.recalledAtMs == 0 && !order;
}

/// In a room its members; else the two of them.
Result<bool> takesPart(VaultContext& context, const store::MessageRow& row, const Jid& person)
{
    if (person == context.self)
        return true;
    SOTTO_TRY_ASSIGN(const auto room, context.stores.rooms.find(row.conversation));
    if (room) {
        SOTTO_TRY_ASSIGN(const auto since,
                         context.stores.rooms.memberSince(row.conversation, person));
        return since.has_value();
    }
    SOTTO_TRY_ASSIGN(const auto theirs, context.stores.conversations.find(person));
    return theirs == row.conversation;
}

Result<bool> take(VaultContext& context, const store::MessageRow& row, store::ReactionRow reaction)
{
    SOTTO_TRY_ASSIGN(const bool may, mayHave(context, row));
    SOTTO_TRY_ASSIGN(const bool isTheirs, takesPart(context, row, reaction.person));
    if (!may || !isTheirs)
        return false;
    reaction.message = row.id;
    return context.stores.talk.setReaction(reaction);
}

bool areUsable(const std::vector<std::string>& emoji)
{
    const std::set<std::string> each(emoji.begin(), emoji.end());
    return emoji.size() <= kMostReactions && each.size() == emoji.size() &&
        std::ranges::all_of(emoji, isReaction);
}

}  // namespace

Result<Done> applyReactions(VaultContext& context, const ReactionReport& report, Arrivals& arrivals)
{
    auto& stores = context.stores;
    const auto& said = report.said;
    // A clock that runs ahead must not keep its owner from changing their mind.
    const store::ReactionRow reaction{.person = report.person,
                                      .atMs = std::min(report.sealedAtMs, context.nowMs()),
                                      .emoji = said.emoji};
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.find(said.author, said.id));
    if (!row)
        return stores.talk.addEarly({said.author, said.id}, reaction, context.nowMs());
    SOTTO_TRY_ASSIGN(const bool isNew, take(context, *row, reaction));
    if (isNew)
        arrivals.changed.push_back(row->id);
    return Done{};
}

Result<Done> applyEarlyReactions(VaultContext& context, const store::MessageRow& row)
{
    SOTTO_TRY_ASSIGN(auto early, context.stores.talk.takeEarly({row.sender, row.originId}));
    for (auto& one : early)
        SOTTO_TRY(take(context, row, std::move(one)));
    return Done{};
}

Result<Done> setOurReactions(VaultContext& context, MessageId message,
                             const std::vector<std::string>& emoji)
{
    auto& stores = context.stores;
    const Error denied{Errc::Denied, "no reaction to that"};
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(message));
    if (!row || !areUsable(emoji))
        return denied;
    SOTTO_TRY_ASSIGN(const bool may, mayHave(context, *row));
    SOTTO_TRY_ASSIGN(const auto room, stores.rooms.find(row->conversation));
    if (room && room->state == store::RoomState::Closed)
        return denied;
    const bool hasLeft =
        !row->outgoing || (row->delivery >= Delivery::Sealed && row->delivery != Delivery::Failed);
    if (!may || !hasLeft)
        return denied;
    SOTTO_TRY_ASSIGN(const auto before, stores.talk.reactionOf(message, context.self));
    if (before ? before->emoji == emoji : emoji.empty())
        return Done{};
    const auto at = std::max(context.nowMs(), before ? before->atMs + 1 : 0);
    SOTTO_TRY(stores.talk.setReaction({message, context.self, at, emoji}));
    return stores.talk.addDue(message);
}

Result<std::optional<xmpp::Reactions>> ourReactions(VaultContext& context, MessageId message)
{
    using Ours = std::optional<xmpp::Reactions>;
    SOTTO_TRY_ASSIGN(const auto row, context.stores.messages.get(message));
    SOTTO_TRY_ASSIGN(auto ours, context.stores.talk.reactionOf(message, context.self));
    if (!row || row->recalledAtMs > 0 || !ours)
        return Ours{};
    return Ours{xmpp::Reactions{row->sender, row->originId, std::move(ours->emoji)}};
}

}  // namespace sotto::engine
