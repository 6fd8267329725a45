// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/conversations.h"

#include "core/base/encoding.h"
#include "core/base/log.h"
#include "core/crypto/digest.h"
#include "core/engine/patients.h"
#include "core/engine/problems.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace sotto::engine {
namespace {

constexpr int kPageSize = 60;
constexpr std::string_view kOpenConversation = "ui.conversation";
constexpr qsizetype kMaxTextChars = 16384;  // hostile.md G18

}  // namespace

Conversations::Conversations(VaultContext& context, Directory& directory, Outbound& outbound,
                             FileDesk& files)
    : m_context(context),
      m_directory(directory),
      m_outbound(outbound),
      m_files(files)
{
    connect(&m_files, &FileDesk::messageChanged, this, &Conversations::showMessage);
    connect(&m_files, &FileDesk::problem, this, &Conversations::problem);
    connect(&m_outbound, &Outbound::messageChanged, this, &Conversations::showMessage);
    connect(&m_outbound, &Outbound::problem, this, &Conversations::problem);
}

/// An error of the vault is told once, in words; the step has changed nothing.
bool Conversations::tell(const Error& error)
{
    const auto code = error.code;
    if (code == Errc::Storage || code == Errc::StorageFull) {
        log::warning("engine", "the vault refused", {{"why", code}});
        Q_EMIT problem(vaultProblem(error).kind);
    } else if (code == Errc::Denied && m_outbound.isStopped()) {
        Q_EMIT problem(ProblemKind::CloneDetected);
    }
    return false;
}

void Conversations::loadAll()
{
    const auto rows = m_context.stores.conversations.list();
    const auto rooms = m_context.stores.rooms.all();
    if (!check(rows) || !check(rooms))
        return;
    std::set<ConversationId> notYet;  // invited, but the room has not shown what it is
    for (const auto& room : *rooms)
        if (room.state == store::RoomState::Invited)
            notYet.insert(room.conversation);
    QList<ConversationSnapshot> all;
    all.reserve(static_cast<qsizetype>(rows->size()));
    for (const auto& row : *rows)
        if (!notYet.contains(row.id))
            all.append(snapshot(row));
    Q_EMIT conversationsLoaded(all);
}

void Conversations::resume()
{
    const auto kept = m_context.stores.account.value(kOpenConversation);
    if (!check(kept) || !*kept)
        return;
    std::int64_t id = 0;
    const auto text = (*kept)->text();
    std::from_chars(text.data(), text.data() + text.size(), id);
    const auto row = m_context.stores.conversations.get(ConversationId{id});
    if (check(row) && *row)
        Q_EMIT conversationStarted(ConversationId{id});
}

void Conversations::remember(ConversationId id)
{
    const auto kept = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(
            m_context.stores.account.setValue(kOpenConversation, viewOf(std::to_string(id.value))));
        return transaction.commit();
    }();
    check(kept);
}

void Conversations::open(ConversationId id)
{
    const auto row = m_context.stores.conversations.get(id);
    if (!check(row) || !*row || !showPage(id))
        return;
    if (m_isReadOnly)
        return;  // what was not sent yet is nobody else's
    showDraftPatient(id);
    showDraftQuotation(id);
    Q_EMIT draftLoaded(id, QString::fromStdString((*row)->draft),
                       QString::fromStdString((*row)->draftRole));
    remember(id);
}

bool Conversations::showPage(ConversationId id)
{
    const auto page = m_context.stores.messages.page(id, store::kNewest, kPageSize);
    if (!check(page))
        return false;
    Q_EMIT pageLoaded(id, snapshots(page->oldestFirst), page->hasOlder);
    return true;
}

/// A room that is known, or a person of whom policy lets us hear.
bool Conversations::mayTalkTo(const Jid& peer)
{
    const auto room = m_context.stores.rooms.find(peer);
    if (!check(room))
        return false;
    if (*room || m_context.domains.lets(peer, m_context.self))
        return true;
    Q_EMIT problem(ProblemKind::PersonNotAllowed);
    return false;
}

/// Anybody goes on with what others began.
bool Conversations::mayStart(const Jid& person)
{
    const auto known = m_context.stores.conversations.find(person);
    if (!check(known))
        return false;
    if (*known || m_context.rights.has(Right::StartConversation))
        return true;
    Q_EMIT problem(ProblemKind::StartNotAllowed);
    return false;
}

void Conversations::start(const Jid& person)
{
    if (const auto id = begin(person))
        Q_EMIT conversationStarted(*id);
}

std::optional<ConversationId> Conversations::begin(const Jid& person)
{
    if (!mayTalkTo(person) || !mayStart(person))
        return std::nullopt;
    const auto made = [&]() -> Result<ConversationId> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY_ASSIGN(const auto id,
                         m_context.stores.conversations.findOrCreate(person, m_context.nowMs()));
        SOTTO_TRY(transaction.commit());
        return id;
    }();
    if (!check(made))
        return std::nullopt;
    showConversation(*made);
    m_outbound.pump(person);
    return *made;
}

void Conversations::loadOlder(ConversationId id, MessageId before)
{
    const auto page = m_context.stores.messages.page(id, before, kPageSize);
    if (check(page))
        Q_EMIT olderLoaded(id, snapshots(page->oldestFirst), page->hasOlder);
}

void Conversations::openAround(ConversationId id, MessageId message)
{
    const auto below = message == store::kNewest ? message : MessageId{message.value + 1};
    auto older = m_context.stores.messages.page(id, below, kPageSize);
    const auto newer = m_context.stores.messages.pageAfter(id, message, kPageSize / 2);
    if (!check(older) || !check(newer))
        return;
    auto rows = std::move(older->oldestFirst);
    rows.insert(rows.end(), newer->first.begin(), newer->first.end());
    Q_EMIT aroundLoaded(id, message, snapshots(rows), older->hasOlder, newer->second);
}

void Conversations::loadNewer(ConversationId id, MessageId after)
{
    const auto newer = m_context.stores.messages.pageAfter(id, after, kPageSize);
    if (check(newer))
        Q_EMIT newerLoaded(id, snapshots(newer->first), newer->second);
}

void Conversations::sendText(ConversationId to, const QString& text, Outbound::NewText words)
{
    const auto body = text.left(kMaxTextChars).trimmed();
    const auto urgency = words.urgency;
    const auto row = m_context.stores.conversations.get(to);
    if (body.isEmpty() || urgency.level == Urgency::None || !check(row) || !*row)
        return;
    const auto room = m_context.stores.rooms.find(to);
    if (!check(room))
        return;
    if (!mayTalkTo((*row)->peer)) {
        keepAsDraft(to, body, words.patient);
        return;
    }
    if (*room && (*room)->state == store::RoomState::Closed) {
        keepAsDraft(to, body, words.patient);
        Q_EMIT problem(ProblemKind::RoomGone);
        return;
    }
    if (words.urgency.level == Urgency::Stat && !m_context.rights.has(Right::SendStat)) {
        keepAsDraft(to, body, words.patient);
        Q_EMIT problem(ProblemKind::StatNotAllowed);
        return;
    }
    words.body = body.toStdString();
    std::erase_if(words.mentions, [length = xmpp::countCodePoints(words.body)](const auto& one) {
        return one.last > static_cast<std::int64_t>(length);
    });
    const auto patient = words.patient;
    const auto id = m_outbound.queueText(to, std::move(words));
    if (!check(id)) {
        keepAsDraft(to, body, patient);
        return;
    }
    showMessage(*id);
    if (asksForAnswer(urgency.level))
        Q_EMIT openChanged();
    m_outbound.pump((*row)->peer);
}

void Conversations::sendTextOnce(ConversationId to, const QString& text, Urgency urgency,
                                 const std::string& key)
{
    // The relay sees the id: it must tell nothing of the key.
    const auto secret = m_context.alertKeys.secretKey.view();
    const auto digest = crypto::hmacSha256(secret, viewOf("sotto send once " + key));
    const auto originId = toHex(digest.view().first(16));
    const auto known = m_context.stores.messages.find(m_context.self, m_context.device, originId);
    if (!check(known))
        return;
    if (*known)
        showMessage((*known)->id);
    else
        sendText(to, text, {.urgency = {urgency, std::nullopt}, .originId = originId});
}

void Conversations::keepAsDraft(ConversationId in, const QString& text,
                                const std::optional<PatientTag>& patient, const QString& role)
{
    savePatient(in, patient);
    saveDraft(in, text, role);
    Q_EMIT patientLoaded(
        in, patient ? std::optional{patientSnapshot(*patient, m_context.patients)} : std::nullopt);
    showDraftQuotation(in);
    Q_EMIT draftLoaded(in, text, role);
}

void Conversations::retry(MessageId id)
{
    if (m_files.retry(id) || !m_outbound.retry(id))
        return;
    showMessage(id);
    m_outbound.pumpAll();
}

void Conversations::saveDraft(ConversationId in, const QString& text, const QString& role)
{
    const auto saved = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(m_context.stores.conversations.saveDraft(
            in, text.left(kMaxTextChars).toStdString(), role.toStdString(), m_context.nowMs()));
        return transaction.commit();
    }();
    if (check(saved))
        showConversation(in);
}

void Conversations::show(const Arrivals& arrivals)
{
    for (const auto id : arrivals.changed)
        showRow(id);
    for (const auto id : arrivals.conversations)
        showConversation(id);
    if (arrivals.openChanged)
        Q_EMIT openChanged();
    if (!arrivals.removed.empty())
        for (const auto id : arrivals.conversations)
            showPage(id);
}

void Conversations::showMessage(MessageId id)
{
    const auto row = showRow(id);
    if (row && row->outgoing)
        showConversation(row->conversation);
}

/// Without its conversation: a hundred receipts for one message change nothing there.
std::optional<store::MessageRow> Conversations::showRow(MessageId id)
{
    auto row = m_context.stores.messages.get(id);
    if (!check(row) || !*row)
        return std::nullopt;
    Q_EMIT messageChanged(snapshot(**row));
    showAnswersTo(**row);
    return *std::move(row);
}

void Conversations::showPerson(const Jid& person)
{
    const auto id = m_context.stores.conversations.find(person);
    if (check(id) && *id)
        showConversation(**id);
}

void Conversations::showWherever(const Jid& person)
{
    showPerson(person);
    const auto rooms = m_context.stores.rooms.all();
    if (!check(rooms))
        return;
    for (const auto& room : *rooms) {
        const auto since = m_context.stores.rooms.memberSince(room.conversation, person);
        if (check(since) && *since && room.state != store::RoomState::Invited)
            showConversation(room.conversation);
    }
}

void Conversations::showConversation(ConversationId id)
{
    const auto row = m_context.stores.conversations.get(id);
    if (check(row) && *row)
        Q_EMIT conversationChanged(snapshot(**row));
}

}  // namespace sotto::engine
