// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/archive_copy.h"

#include "core/engine/attachments.h"
#include "core/engine/on_call_marks.h"
#include "core/engine/orders.h"
#include "core/engine/passings.h"
#include "core/engine/recalls.h"
#include "core/engine/states.h"
#include "core/engine/talk.h"
#include "core/xmpp/archived_copy.h"
#include "core/xmpp/stream_reader.h"

namespace sotto::engine {
namespace {

Result<xmpp::Element> build(VaultContext& context, const store::MessageRow& row)
{
    using Way = xmpp::ArchivedCopy::Way;
    SOTTO_TRY_ASSIGN(const auto conversation, context.stores.conversations.get(row.conversation));
    SOTTO_TRY_ASSIGN(const auto room, context.stores.rooms.find(row.conversation));
    if (!conversation)
        return Error{Errc::Storage, "a message without its conversation"};
    SOTTO_TRY_ASSIGN(const auto content, contentOfRow(context, row));
    xmpp::ArchivedCopy copy{.way = row.outgoing ? Way::Sent : Way::Received,
                            .author = row.sender,
                            .device = row.senderDevice,
                            .peer = row.outgoing || room ? conversation->peer : context.self};
    copy.id = row.originId;
    copy.at = wallTimeFromMs(row.sentAtMs);
    copy.unmanaged = row.unmanaged;
    copy.content = xmpp::buildContent(content);
    return xmpp::buildArchivedCopy(copy);
}

Result<Done> keepOne(VaultContext& context, const store::MessageRow& row)
{
    SOTTO_TRY_ASSIGN(const auto due, context.stores.archive.find(row.id));
    if (!due || due->keptAtMs > 0)
        return Done{};
    SOTTO_TRY_ASSIGN(const auto copy, build(context, row));
    return context.stores.archive.keepOriginal(row.id, xmpp::toXml(copy));
}

}  // namespace

Result<xmpp::Content> contentOfRow(VaultContext& context, const store::MessageRow& row)
{
    SOTTO_TRY_ASSIGN(auto change, changeCarriedBy(context, row));
    if (change)
        return *std::move(change);
    auto& stores = context.stores;
    xmpp::TextMessage text{row.body, urgencyOf(row)};
    SOTTO_TRY_ASSIGN(text.escalated, escalatedOf(context, row.id));
    SOTTO_TRY_ASSIGN(text.file, fileInfoOf(stores, row.id));
    SOTTO_TRY_ASSIGN(text.passing, passingOf(stores, row.id));
    SOTTO_TRY_ASSIGN(text.patient, stores.patients.find(row.id));
    SOTTO_TRY_ASSIGN(text.onCall, onCallMarkOf(stores, row.id));
    SOTTO_TRY_ASSIGN(text.order, orderMarkOf(stores, row.id));
    SOTTO_TRY(addTalkTo(stores, row.id, text));
    return xmpp::Content{std::move(text)};
}

Result<std::optional<xmpp::Element>> archiveCopyOf(VaultContext& context, MessageId message)
{
    using Copy = std::optional<xmpp::Element>;
    SOTTO_TRY_ASSIGN(const auto first, context.stores.archive.original(message));
    if (first) {
        SOTTO_TRY_ASSIGN(auto element, xmpp::parseDocument(viewOf(*first)));
        return Copy{std::move(element)};
    }
    SOTTO_TRY_ASSIGN(const auto row, context.stores.messages.get(message));
    if (!row || (row->recalledAtMs > 0 && row->body.empty()))
        return Copy{};
    SOTTO_TRY_ASSIGN(auto element, build(context, *row));
    return Copy{std::move(element)};
}

Result<Done> keepForArchive(VaultContext& context, const store::MessageRow& row)
{
    auto& stores = context.stores;
    if (!context.archive.isOn())
        return Done{};
    SOTTO_TRY(keepOne(context, row));
    if (!row.outgoing)
        return Done{};
    SOTTO_TRY_ASSIGN(const auto lines, stores.archive.changesDue(row.originId));
    for (const auto line : lines) {
        SOTTO_TRY_ASSIGN(const auto change, stores.messages.get(line));
        if (change)
            SOTTO_TRY(keepOne(context, *change));
    }
    return Done{};
}

}  // namespace sotto::engine
