// SPDX-License-Identifier: GPL-3.0-or-later
// What is said to and by the clinic's archive.
#include "core/base/log.h"
#include "core/engine/attachments.h"
#include "core/engine/inbound.h"
#include "core/engine/on_call_marks.h"
#include "core/engine/passings.h"
#include "core/xmpp/archived_copy.h"

namespace sotto::engine {
namespace {

/// A text, a correction or a recall; nothing else is handed in.
Result<xmpp::Content> saidIn(const xmpp::ArchivedCopy& copy)
{
    SOTTO_TRY_ASSIGN(auto content, xmpp::parseContent(copy.content));
    if (!std::holds_alternative<xmpp::TextMessage>(content) &&
        !std::holds_alternative<xmpp::Recall>(content))
        return Error{Errc::Malformed, "a copy of what is no text"};
    return content;
}

}  // namespace

/// True: the envelope was for or from the archive, and is dealt with.
Result<bool> Inbound::applyArchiveWord(const Incoming& in, const omemo::OpenedMessage& opened,
                                       Arrivals& arrivals)
{
    if (opened.content.empty())
        return false;
    const auto& first = opened.content.front();
    const bool isCopy = xmpp::isArchivedCopy(first);
    if (!isCopy && !xmpp::isKept(first))
        return false;
    SOTTO_TRY(m_cards.drop({in.sender, opened.senderDevice, in.originId}, arrivals));
    if (in.room || isOwn(in))
        return true;
    if (!isCopy) {
        SOTTO_TRY(applyKept(in, opened, arrivals));
        return true;
    }
    if (!m_context.archive.weAreIt)
        return true;
    auto copy = xmpp::parseArchivedCopy(first);
    const auto content = copy && opened.content.size() == 1
        ? saidIn(*copy)
        : Result<xmpp::Content>{Error{Errc::Malformed, "more than one copy"}};
    if (!content) {
        SOTTO_TRY(
            quarantine(in, opened.senderDevice, store::QuarantineReason::Malformed, arrivals));
        return true;
    }
    SOTTO_TRY(applyCopy(in, opened, *copy, *content, arrivals));
    SOTTO_TRY(m_context.stores.retention.remember(in.sender, opened.senderDevice, in.originId,
                                                  m_context.nowMs()));
    arrivals.keptForArchive[in.sender].push_back(in.originId);
    return true;
}

/// Only the archive itself can say what it has.
Result<Done> Inbound::applyKept(const Incoming& in, const omemo::OpenedMessage& opened,
                                Arrivals& arrivals)
{
    const auto ids = xmpp::parseKept(opened.content);
    if (!ids || !m_context.archive.isOn() || in.sender != *m_context.archive.address)
        return Done{};
    for (const auto& id : *ids) {
        SOTTO_TRY_ASSIGN(const auto message,
                         m_context.stores.archive.noteKept(id, m_context.nowMs()));
        if (!message)
            continue;
        arrivals.changed.push_back(*message);
        arrivals.archiveDue = true;  // what changes it waited for that
    }
    return Done{};
}

/// What its own author's device hands in stands under its own name, so that whoever else hands it
/// in changes nothing. What others say they got stands under a name of theirs: it cannot take the
/// place of what the author hands in, whatever it says.
Result<Done> Inbound::applyCopy(const Incoming& in, const omemo::OpenedMessage& opened,
                                const xmpp::ArchivedCopy& copy, const xmpp::Content& content,
                                Arrivals& arrivals)
{
    auto& stores = m_context.stores;
    const bool isSent = copy.way == xmpp::ArchivedCopy::Way::Sent;
    const bool isProved = isSent && copy.author == in.sender && copy.device == opened.senderDevice;
    if (isSent && copy.author != in.sender)
        return Done{};  // nobody hands in what another wrote as if they had sent it
    if (const auto change = changeOf(content))
        return applyChange(m_context,
                           {change->target, copy.author, in.sender, toMs(copy.at), toMs(copy.at),
                            change->body, change->patient},
                           arrivals);
    const auto& text = std::get<xmpp::TextMessage>(content);
    SOTTO_TRY_ASSIGN(const auto conversation,
                     stores.conversations.findOrCreate(in.sender, m_context.nowMs()));
    store::MessageRow row{.conversation = conversation, .sender = copy.author};
    row.senderDevice = isProved ? copy.device : DeviceId{};
    row.originId = isProved ? copy.id : copy.id + "/" + in.sender.toString();
    row.stanzaId = in.archiveId;
    row.body = text.body;
    row.urgency = text.urgency.level;
    row.sentAtMs = toMs(copy.at);
    row.receivedAtMs = m_context.nowMs();
    row.unmanaged = copy.unmanaged;
    const auto id = stores.messages.add(row);
    if (!id && id.error().code == Errc::Duplicate)
        return Done{};  // handed in before
    if (!id)
        return id.error();
    SOTTO_TRY(
        stores.archive.addArchived({*id, copy.author, copy.peer, in.sender, !isSent, copy.id}));
    row.id = *id;
    SOTTO_TRY(noteBesides(row, text, arrivals));
    arrivals.changed.push_back(*id);
    arrivals.conversations.insert(conversation);
    return Done{};
}

}  // namespace sotto::engine
