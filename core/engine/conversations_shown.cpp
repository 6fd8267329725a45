// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations and messages as the screen sees them: rows of the vault, with what belongs to them.
#include "core/engine/conversations.h"
#include "core/engine/device_news.h"
#include "core/engine/loop_notices.h"
#include "core/engine/on_call_marks.h"
#include "core/engine/orders.h"
#include "core/engine/passings.h"
#include "core/engine/patients.h"
#include "core/engine/people_news.h"
#include "core/engine/talk.h"
#include "core/engine/trust_view.h"

#include <algorithm>
#include <array>

namespace sotto::engine {

ConversationSnapshot Conversations::snapshot(const store::ConversationRow& row) const
{
    const auto person = m_directory.person(row.peer);
    const bool draftIsNewer = !m_isReadOnly && !row.draft.empty() && row.draftAtMs >= row.lastAtMs;
    ConversationSnapshot out;
    out.id = row.id;
    out.address = person.address;
    out.title = person.name;
    out.group = person.group;
    const auto file = m_context.stores.attachments.get(row.lastMessage);
    const auto& last = file && *file ? (*file)->name : row.lastBody;  // its body is a link
    out.lastLine = draftIsNewer ? SafeText::fromUtf8(row.draft, SafeText::Kind::Line)
                                : lineAbout(patientOf(m_context, row.lastMessage), last);
    out.lastLineIsDraft = draftIsNewer;
    out.lastAtMs = draftIsNewer ? row.draftAtMs : row.lastAtMs;
    out.unread = row.unread;
    out.pinned = row.isPinned;
    out.muted = row.isMuted;
    out.topUnreadUrgency = row.topUnreadUrgency;
    out.presence = person.presence;
    out.untilMs = person.untilMs;
    out.jobTitle = person.title;
    out.phone = person.phone;
    if (const auto room = m_context.stores.rooms.find(row.id); room && *room) {
        out.isRoom = true;
        out.title = SafeText::fromUtf8((*room)->name, SafeText::Kind::Name);
        out.isRecord = (*room)->state == store::RoomState::Closed;
        addMembers(out, row.id);
    }
    addTrust(out, row);
    addKeeping(out, row);
    return out;
}

void Conversations::addMembers(ConversationSnapshot& out, ConversationId room) const
{
    const auto roster = m_context.stores.rooms.roster(room);
    if (!roster)
        return;
    out.members = static_cast<int>(roster->size());
    for (const auto& member : *roster) {
        out.memberAddresses << QString::fromStdString(member.address.toString());
        if (member.standing != store::Standing::Waits)
            continue;
        out.waitingMembers << QString::fromStdString(member.address.toString());
        out.waitingNames << m_directory.person(member.address).name.string();
    }
}

void Conversations::addTrust(ConversationSnapshot& out, const store::ConversationRow& row) const
{
    const auto readers = readersOf(m_context, row.peer);
    const auto summary =
        readers ? trustSummary(m_context, *readers) : Result<TrustSummary>{readers.error()};
    const auto wait = urgentWait(m_context, row.id, row.peer);
    if (!summary || !wait)
        return;  // the vault's trouble is told where it is written
    out.verified = summary->verified;
    out.keyChanged = summary->keyChanged;
    out.leftOut = summary->leftOut;
    out.urgent = *wait;
}

MessageSnapshot Conversations::snapshot(const store::MessageRow& row) const
{
    MessageSnapshot out;
    out.id = row.id;
    out.conversation = row.conversation;
    out.kind = static_cast<MessageSnapshot::Kind>(row.kind);
    out.outgoing = row.outgoing;
    out.author = m_directory.person(row.sender).name;
    out.attachment = m_files.snapshot(row);
    if (!out.attachment)
        out.text = SafeText::fromUtf8(row.body, SafeText::Kind::Body);
    out.urgency = row.urgency;
    out.sentAtMs = row.sentAtMs;
    out.delivery = row.delivery;
    out.relayedAtMs = row.relayedAtMs;
    out.deliveredAtMs = row.deliveredAtMs;
    out.readAtMs = row.readAtMs;
    out.acknowledgedAtMs = row.acknowledgedAtMs;
    out.unread = row.unread;
    out.unmanaged = row.unmanaged;
    addStates(out, row);
    if (row.kind == store::MessageKind::Undecryptable)
        out.card = cardOf(row);
    if (row.kind == store::MessageKind::System) {
        out.notice = noticeOf(row);
        if (!out.notice)
            out.notice = loopNoticeOf(row);
        out.people = peopleNoticeOf(row, m_directory);
        if (out.notice || out.people)
            out.text = {};
    }
    out.passing = passingSnapshot(m_context.stores, row.id, m_directory);
    out.patient = patientOf(m_context, row.id);
    if (const auto copy = m_context.stores.archive.find(row.id); copy && *copy)
        out.archivedAtMs = (*copy)->keptAtMs;
    addOnCall(out, m_context, m_directory);
    addOrder(out, m_context, m_directory);
    addTalk(out, m_context, m_directory);
    return out;
}

CardSnapshot Conversations::cardOf(const store::MessageRow& row) const
{
    using State = CardSnapshot::State;
    using store::QuarantineReason;
    const auto found = m_context.stores.quarantine.find(row.id);
    if (!found || !*found)
        return {};
    const auto& kept = **found;
    CardSnapshot card;
    card.neverCame = kept.reason == QuarantineReason::Missing;
    card.askedAtMs = kept.askedAtMs;
    constexpr std::array states{State::Due, State::Asked, State::NotThere, State::DeviceGone,
                                State::Held};
    if (kept.reason == QuarantineReason::Postponed)
        card.state = State::Arriving;
    else if (kept.reason == QuarantineReason::Refused)
        card.state = State::Refused;
    else if (kept.reason == QuarantineReason::BadOrder)
        card.state = State::BadOrder;
    else if (kept.reason == QuarantineReason::Untrusted || kept.reason == QuarantineReason::Other ||
             !isValid(row.senderDevice) || row.sender == m_context.self)
        card.state = State::Held;
    else
        card.state = states.at(static_cast<std::size_t>(kept.repair));
    return card;
}

QList<MessageSnapshot> Conversations::snapshots(const std::vector<store::MessageRow>& rows) const
{
    QList<MessageSnapshot> out;
    out.reserve(static_cast<qsizetype>(rows.size()));
    for (const auto& row : rows)
        out.append(snapshot(row));
    return out;
}

}  // namespace sotto::engine
