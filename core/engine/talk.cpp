// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/talk.h"

#include "core/engine/patients.h"
#include "core/xmpp/attribute_values.h"

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr int kMostShownAnew = 50;  // answers to one message
constexpr std::size_t kMostQuotedBytes = 160;

/// In that conversation, a text. None: not here.
Result<std::optional<store::MessageRow>> find(VaultContext& context, ConversationId in,
                                              const store::NamedMessage& name)
{
    SOTTO_TRY_ASSIGN(auto row, context.stores.messages.find(name.author, name.originId));
    if (!row || row->conversation != in || row->kind != store::MessageKind::Text)
        return std::optional<store::MessageRow>{};
    return row;
}

/// Its file's name, or its text.
Result<std::string> wordsOf(VaultContext& context, const store::MessageRow& row)
{
    SOTTO_TRY_ASSIGN(const auto file, context.stores.attachments.get(row.id));
    return file ? file->name : row.body;
}

QList<ReactionSnapshot> shown(const std::vector<store::ReactionRow>& rows, const Jid& self,
                              const Directory& directory)
{
    QList<ReactionSnapshot> out;
    for (const auto& row : rows)
        for (const auto& emoji : row.emoji) {
            const auto text = QString::fromStdString(emoji);
            auto known = std::ranges::find(out, text, &ReactionSnapshot::emoji);
            if (known == out.end())
                known = out.insert(out.end(), ReactionSnapshot{text});
            if (row.person == self)
                known->ours = true;
            else
                known->others << directory.person(row.person).name;
        }
    return out;
}

}  // namespace

Result<Done> noteTalk(VaultContext& context, const store::MessageRow& row,
                      const xmpp::TextMessage& text, Arrivals& arrivals)
{
    auto& talk = context.stores.talk;
    if (text.reply)
        SOTTO_TRY(talk.addReply(row.id, {text.reply->author, text.reply->id}));
    for (const auto& one : text.mentions) {
        SOTTO_TRY(talk.addMention(row.id,
                                  {static_cast<std::int64_t>(one.begin),
                                   static_cast<std::int64_t>(one.end), one.person}));
        arrivals.mentionsUs = arrivals.mentionsUs || (!row.outgoing && one.person == context.self);
    }
    SOTTO_TRY_ASSIGN(const auto answers,
                     talk.repliesTo({row.sender, row.originId}, kMostShownAnew));
    arrivals.changed.insert(arrivals.changed.end(), answers.begin(), answers.end());
    return Done{};
}

Result<Done> addTalkTo(store::Stores& stores, MessageId message, xmpp::TextMessage& text)
{
    SOTTO_TRY_ASSIGN(auto reply, stores.talk.replyOf(message));
    if (reply)
        text.reply = xmpp::Reply{std::move(reply->author), std::move(reply->originId)};
    SOTTO_TRY_ASSIGN(const auto mentions, stores.talk.mentions(message));
    for (const auto& one : mentions)
        text.mentions.push_back(
            {static_cast<std::size_t>(one.first), static_cast<std::size_t>(one.last), one.person});
    return Done{};
}

Result<std::string> phoneBodyAnswering(VaultContext& context, const store::MessageRow& row,
                                       const std::string& body)
{
    SOTTO_TRY_ASSIGN(const auto name, context.stores.talk.replyOf(row.id));
    SOTTO_TRY_ASSIGN(const auto answered,
                     name ? find(context, row.conversation, *name)
                          : Result{std::optional<store::MessageRow>{}});
    if (!answered || answered->recalledAtMs > 0)
        return body;
    SOTTO_TRY_ASSIGN(const auto patient, context.stores.patients.find(answered->id));
    if (patient && patient->isSensitive())
        return body;
    SOTTO_TRY_ASSIGN(auto words, wordsOf(context, *answered));
    std::ranges::replace(words, '\n', ' ');
    const auto quoted = xmpp::capped(words, kMostQuotedBytes);
    return "> " + quoted + (quoted.size() < words.size() ? "…\n" : "\n") + body;
}

Result<std::optional<store::NamedMessage>> answerable(VaultContext& context, ConversationId in,
                                                      MessageId message)
{
    using Name = std::optional<store::NamedMessage>;
    if (message == MessageId{})
        return Name{};
    SOTTO_TRY_ASSIGN(const auto row, context.stores.messages.get(message));
    const bool may = row && row->conversation == in && row->kind == store::MessageKind::Text &&
        row->recalledAtMs == 0 && row->delivery != Delivery::Failed;
    return may ? Name{store::NamedMessage{row->sender, row->originId}} : Name{};
}

QuotationSnapshot quotationOf(VaultContext& context, const Directory& directory, ConversationId in,
                              const store::NamedMessage& answered)
{
    QuotationSnapshot out;
    const auto row = find(context, in, answered);
    if (!row || !*row)
        return out;  // the vault's trouble is told where it is written
    out.state = QuotationSnapshot::State::Recalled;
    out.message = (*row)->id;
    out.outgoing = (*row)->outgoing;
    out.author = directory.person((*row)->sender).name;
    if ((*row)->recalledAtMs > 0)
        return out;
    out.state = QuotationSnapshot::State::Here;
    if (const auto patient = patientOf(context, (*row)->id))
        out.labels = patient->labels;
    const auto words = wordsOf(context, **row);
    if (words && out.labels.isEmpty())
        out.line = SafeText::fromUtf8(*words, SafeText::Kind::Line);
    return out;
}

void addTalk(MessageSnapshot& out, VaultContext& context, const Directory& directory)
{
    if (out.kind != MessageSnapshot::Kind::Text || out.recalledAtMs > 0)
        return;
    auto& talk = context.stores.talk;
    if (const auto answered = talk.replyOf(out.id); answered && *answered)
        out.quotation = quotationOf(context, directory, out.conversation, **answered);
    if (const auto rows = talk.reactions(out.id))
        out.reactions = shown(*rows, context.self, directory);
    const auto isMeant = talk.isMentioned(out.id, context.self);
    out.mentionsUs = isMeant && *isMeant && !out.outgoing;
}

}  // namespace sotto::engine
