// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to messages, and what our person thinks of them.
#include "core/engine/conversations.h"
#include "core/engine/reactions.h"
#include "core/engine/talk.h"

namespace sotto::engine {
namespace {

constexpr int kMostShownAnew = 50;

}  // namespace

void Conversations::saveQuotation(ConversationId in, MessageId answered)
{
    const auto saved = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const auto name, answerable(m_context, in, answered));
        SOTTO_TRY(m_context.stores.talk.keepDraft(in, name));
        return transaction.commit();
    }();
    check(saved);
}

void Conversations::showDraftQuotation(ConversationId in)
{
    const auto name = m_context.stores.talk.draft(in);
    if (check(name) && *name)
        Q_EMIT quotationLoaded(in, quotationOf(m_context, m_directory, in, **name));
}

/// What quotes it shows what it says now.
void Conversations::showAnswersTo(const store::MessageRow& row)
{
    if (row.recalledAtMs == 0 && row.correctedAtMs == 0)
        return;
    const auto answers =
        m_context.stores.talk.repliesTo({row.sender, row.originId}, kMostShownAnew);
    if (!check(answers))
        return;
    for (const auto id : *answers)
        if (const auto answer = m_context.stores.messages.get(id); check(answer) && *answer)
            Q_EMIT messageChanged(snapshot(**answer));
}

void Conversations::react(MessageId id, const QStringList& emoji)
{
    std::vector<std::string> signs;
    for (const auto& one : emoji)
        signs.push_back(one.toStdString());
    const auto done = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(setOurReactions(m_context, id, signs));
        return transaction.commit();
    }();
    if (!check(done))
        return;
    const auto row = showRow(id);
    const auto conversation = row ? m_context.stores.conversations.get(row->conversation)
                                  : Result<std::optional<store::ConversationRow>>{std::nullopt};
    if (check(conversation) && *conversation)
        m_outbound.pump((*conversation)->peer);
}

}  // namespace sotto::engine
