// SPDX-License-Identifier: GPL-3.0-or-later
// What the screen says and asks of states: read, answered, and by whom.
#include "core/engine/conversations.h"
#include "core/engine/orders.h"
#include "core/engine/patients.h"
#include "core/engine/problems.h"
#include "core/engine/recalls.h"
#include "core/engine/states.h"

namespace sotto::engine {

void Conversations::markRead(ConversationId id)
{
    const auto read = [&]() -> Result<std::vector<store::MessageRef>> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(auto refs,
                         m_context.stores.messages.markRead(id, store::kNewest, m_context.nowMs()));
        for (const auto& ref : refs)
            SOTTO_TRY(m_context.stores.receipts.add(ref.id, store::ReceiptKind::Read));
        SOTTO_TRY(transaction.commit());
        return refs;
    }();
    const auto members = m_context.stores.rooms.members(id);
    if (!check(read) || !check(members))
        return;
    for (const auto& ref : *read)
        showRow(ref.id);
    showConversation(id);
    if (read->empty())
        return;
    if (members->empty())
        Q_EMIT owesReceipts();
    else
        Q_EMIT owesLater(static_cast<int>(members->size()));
}

void Conversations::setPinned(ConversationId id, bool isPinned)
{
    mark([&]() { return m_context.stores.conversations.setPinned(id, isPinned); }, id);
}

void Conversations::setMuted(ConversationId id, bool isMuted)
{
    mark([&]() { return m_context.stores.conversations.setMuted(id, isMuted); }, id);
}

void Conversations::mark(const std::function<Result<Done>()>& change, ConversationId id)
{
    const auto done = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(change());
        return transaction.commit();
    }();
    if (check(done))
        showConversation(id);
}

void Conversations::answer(MessageId id, Answer answer)
{
    const auto done = [&]() -> Result<Done> {
        auto& stores = m_context.stores;
        const auto now = m_context.nowMs();
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(id));
        SOTTO_TRY_ASSIGN(const auto order, stores.orders.find(id));
        if (row && order) {
            SOTTO_TRY_ASSIGN(const bool may, mayAnswer(stores, *row, answer));
            if (!may)
                return Error{Errc::Denied, "not that, or not yet"};
            if (answer == Answer::Completed)
                SOTTO_TRY(stores.orders.noteEntered(*row, m_context.self, now));
        }
        SOTTO_TRY(stores.messages.markAnswered(id, answer, now));
        SOTTO_TRY(stores.receipts.add(id, store::receiptOf(answer)));
        return transaction.commit();
    }();
    if (!check(done))
        return;
    showRow(id);
    Q_EMIT openChanged();
    Q_EMIT owesReceipts();
}

void Conversations::openEvidence(MessageId id)
{
    const auto row = m_context.stores.messages.get(id);
    if (!check(row) || !*row || !(*row)->outgoing)
        return;
    const auto people = m_context.stores.states.people((*row)->originId);
    if (!check(people))
        return;
    QList<PersonEvidence> shown;
    for (const auto& one : *people) {
        const auto person = m_directory.person(one.person);
        shown.append({person.address, person.name, one.deliveredAtMs, one.readAtMs,
                      one.acknowledgedAtMs, one.acceptedAtMs, one.doneAtMs, one.declinedAtMs});
    }
    Q_EMIT evidenceLoaded(id, shown);
}

void Conversations::change(MessageId id, const NewWords& words)
{
    struct Changed {
        MessageId message, line;
    };

    const auto changed = [&]() -> Result<std::vector<Changed>> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const auto line, changeOurs(m_context, id, words));
        std::vector<Changed> all{{id, line}};
        // What went on to others while nobody answered is the same words.
        SOTTO_TRY_ASSIGN(const auto copies, m_context.stores.escalations.copiesOf(id));
        for (const auto& originId : copies) {
            SOTTO_TRY_ASSIGN(const auto copy,
                             m_context.stores.messages.find(m_context.self, originId));
            if (!copy || copy->recalledAtMs > 0)
                continue;
            SOTTO_TRY_ASSIGN(const auto more, changeOurs(m_context, copy->id, words));
            all.push_back({copy->id, more});
        }
        SOTTO_TRY(transaction.commit());
        return all;
    }();
    if (!check(changed)) {
        refuse(id, words, changed.error().code);
        return;
    }
    for (const auto& [message, line] : *changed) {
        showMessage(message);
        showRow(line);
        const auto row = m_context.stores.messages.get(message);
        const auto conversation = check(row) && *row
            ? m_context.stores.conversations.get((*row)->conversation)
            : Result<std::optional<store::ConversationRow>>{std::nullopt};
        if (check(conversation) && *conversation)
            m_outbound.pump((*conversation)->peer);
    }
    Q_EMIT openChanged();
}

/// That it is recalled already needs no word to who recalls it again.
void Conversations::refuse(MessageId id, const NewWords& words, Errc why)
{
    keepRefused(id, words);
    const auto row = m_context.stores.messages.get(id);
    const bool isNews = !words.body.empty() || (row && *row && (*row)->recalledAtMs == 0);
    if (why == Errc::Denied && isNews)
        Q_EMIT problem(ProblemKind::ChangeRefused);
}

void Conversations::keepRefused(MessageId id, const NewWords& words)
{
    const auto row = m_context.stores.messages.get(id);
    if (words.body.empty() || !check(row) || !*row)
        return;
    const auto in = (*row)->conversation;
    const auto text = QString::fromStdString(words.body);
    const auto conversation = m_context.stores.conversations.get(in);
    const bool hasDraft = check(conversation) && *conversation && !(*conversation)->draft.empty();
    if (!hasDraft) {
        keepAsDraft(in, text, words.patient);
        return;
    }
    const auto role = QString::fromStdString((*conversation)->draftRole);
    saveDraft(in, text + QLatin1Char('\n') + QString::fromStdString((*conversation)->draft), role);
    Q_EMIT draftLoaded(in, text, role);  // the screen has the rest
}

void Conversations::openHistory(MessageId id)
{
    const auto versions = m_context.stores.changes.versions(id);
    if (!check(versions))
        return;
    QList<MessageVersion> shown;
    for (const auto& one : *versions)
        shown.append({one.sinceMs, SafeText::fromUtf8(one.body, SafeText::Kind::Body),
                      one.patient ? std::optional{patientSnapshot(*one.patient, m_context.patients)}
                                  : std::nullopt});
    Q_EMIT historyLoaded(id, shown);
}

void Conversations::addStates(MessageSnapshot& out, const store::MessageRow& row) const
{
    out.acceptedAtMs = row.acceptedAtMs;
    out.doneAtMs = row.doneAtMs;
    out.declinedAtMs = row.declinedAtMs;
    out.dueAtMs = row.dueAtMs;
    out.open = row.isOpen;
    out.recalledAtMs = row.recalledAtMs;
    out.correctedAtMs = row.correctedAtMs;
    out.changeableUntilMs = changeableUntilMs(m_context, row);
    if (const auto label = m_context.stores.escalations.labelOf(row.id); label && *label) {
        const auto room = m_context.stores.rooms.find((*label)->first);
        out.escalatedFrom = room && *room ? SafeText::fromUtf8((*room)->name, SafeText::Kind::Name)
                                          : m_directory.person((*label)->first).name;
        out.escalatedAtMs = (*label)->firstAtMs;
    }
    const auto room = m_context.stores.rooms.find(row.conversation);
    out.inRoom = room && *room;
    if (const auto states = stateSummary(m_context, row))
        out.states = *states;  // the vault's trouble is told where it is written
    if (out.states.people != 1)
        return;
    const auto people = m_context.stores.states.people(row.originId);
    if (!people || people->size() != 1)
        return;
    out.acceptedAtMs = people->front().acceptedAtMs;
    out.doneAtMs = people->front().doneAtMs;
    out.declinedAtMs = people->front().declinedAtMs;
}

}  // namespace sotto::engine
