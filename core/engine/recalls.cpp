// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/recalls.h"

#include "core/crypto/random.h"
#include "core/engine/archive_copy.h"
#include "core/engine/loop_notices.h"
#include "core/engine/orders.h"
#include "core/engine/patients.h"

#include <algorithm>

namespace sotto::engine {
namespace {

/// For clocks that differ, and for a relay that was slow.
constexpr std::chrono::milliseconds kTolerance{5 * 60'000};

Result<Done> applyTo(VaultContext& context, const store::MessageRow& row,
                     const store::ChangeRow& change, Arrivals& arrivals)
{
    SOTTO_TRY_ASSIGN(const auto order, context.stores.orders.find(row.id));
    if (order)  // signed words are never other words
        return change.isRecall() ? cancelOrder(context, row, change.sealedAtMs, arrivals)
                                 : Result<Done>{Done{}};
    // A clock that runs ahead must not give its owner more time.
    const auto written = std::min(row.sentAtMs, row.receivedAtMs);
    const auto window = std::chrono::milliseconds{context.loop.recallWindow};
    const auto last = written + (window + kTolerance).count();
    const bool isInTime = window.count() > 0 && change.sealedAtMs <= last && change.atMs <= last;
    if (!isInTime || row.recalledAtMs > 0 || row.kind != store::MessageKind::Text)
        return Done{};
    SOTTO_TRY(keepForArchive(context, row));
    auto& changes = context.stores.changes;
    const auto at = std::clamp(change.sealedAtMs, written, context.nowMs());
    if (change.isRecall() && context.archive.weAreIt)
        SOTTO_TRY(changes.strike(row, at));
    else if (change.isRecall())
        SOTTO_TRY(changes.recall(row, at));
    else
        SOTTO_TRY(changes.correct(row, {at, change.body, change.patient}));
    arrivals.changed.push_back(row.id);
    arrivals.conversations.insert(row.conversation);
    arrivals.openChanged = arrivals.openChanged || row.isOpen;
    return Done{};
}

/// Which line tells of it. Errors: Denied.
Result<NoticeSnapshot::Kind> mayChange(VaultContext& context, const store::MessageRow& row,
                                       bool isCorrection)
{
    using Kind = NoticeSnapshot::Kind;
    const Error denied{Errc::Denied, "that message cannot be changed any more"};
    SOTTO_TRY_ASSIGN(const auto order, context.stores.orders.find(row.id));
    if (order) {
        SOTTO_TRY_ASSIGN(const bool may, mayCancel(context.stores, row));
        return may && !isCorrection ? Result{Kind::Cancelled} : denied;
    }
    SOTTO_TRY_ASSIGN(const auto file, context.stores.attachments.get(row.id));
    if (context.nowMs() > changeableUntilMs(context, row) || (isCorrection && file))
        return denied;
    return isCorrection ? Kind::Corrected : Kind::Recalled;
}

}  // namespace

std::optional<ChangeWords> changeOf(const xmpp::Content& content)
{
    if (const auto* const recall = std::get_if<xmpp::Recall>(&content))
        return ChangeWords{recall->id, {}};
    const auto* const text = std::get_if<xmpp::TextMessage>(&content);
    return text && text->replaces
        ? std::optional{ChangeWords{*text->replaces, text->body, text->patient}}
        : std::nullopt;
}

Result<Done> applyChange(VaultContext& context, const store::ChangeRow& change, Arrivals& arrivals)
{
    auto& stores = context.stores;
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.find(change.author, change.target));
    if (!row)
        return stores.changes.addEarly(change);
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.find(change.peer));
    if (row->conversation != conversation || row->unmanaged)
        return Done{};
    return applyTo(context, *row, change, arrivals);
}

Result<Done> applyEarlyChange(VaultContext& context, MessageId message, Arrivals& arrivals)
{
    auto& stores = context.stores;
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(message));
    if (!row)
        return Done{};
    SOTTO_TRY_ASSIGN(const auto change, stores.changes.takeEarly(row->sender, row->originId));
    return change ? applyChange(context, *change, arrivals) : Result<Done>{Done{}};
}

std::int64_t changeableUntilMs(const VaultContext& context, const store::MessageRow& row)
{
    const auto window = std::chrono::milliseconds{context.loop.recallWindow};
    const bool may = row.outgoing && row.kind == store::MessageKind::Text &&
        row.recalledAtMs == 0 && !row.unmanaged && row.delivery != Delivery::Draft &&
        window.count() > 0;
    return may ? row.sentAtMs + window.count() : 0;
}

Result<MessageId> changeOurs(VaultContext& context, MessageId message, const NewWords& words)
{
    auto& stores = context.stores;
    const auto now = context.nowMs();
    const bool isCorrection = !words.body.empty();
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(message));
    if (!row)
        return Error{Errc::Denied, "no such message"};
    SOTTO_TRY_ASSIGN(const auto kind, mayChange(context, *row, isCorrection));
    SOTTO_TRY(keepForArchive(context, *row));
    // What has not left does not leave; an earlier copy of it may have.
    if (!isCorrection && row->delivery <= Delivery::Queued)
        SOTTO_TRY(stores.messages.advance(message, Delivery::Failed, now));
    if (isCorrection)
        SOTTO_TRY(stores.changes.correct(*row, {now, words.body, words.patient}));
    else if (kind == NoticeSnapshot::Kind::Cancelled)
        SOTTO_TRY(stores.orders.cancel(*row, now));
    else
        SOTTO_TRY(stores.changes.recall(*row, now));
    store::MessageRow line{.conversation = row->conversation,
                           .kind = store::MessageKind::System,
                           .outgoing = true,
                           .sender = context.self};
    line.senderDevice = context.device;
    line.originId = crypto::uuidV4();
    line.body = loopNotice(kind);
    line.sentAtMs = line.receivedAtMs = now;
    line.delivery = Delivery::Queued;
    SOTTO_TRY_ASSIGN(const auto id, stores.messages.add(line));
    SOTTO_TRY(stores.changes.add(id, {row->originId, words.body, words.patient}));
    return id;
}

Result<std::optional<xmpp::Content>> changeCarriedBy(VaultContext& context,
                                                     const store::MessageRow& line)
{
    using Carried = std::optional<xmpp::Content>;
    if (line.kind != store::MessageKind::System)
        return Carried{};
    SOTTO_TRY_ASSIGN(const auto carried, context.stores.changes.carriedBy(line.id));
    if (!carried)
        return Carried{};
    if (carried->body.empty())
        return Carried{xmpp::Recall{carried->target}};
    xmpp::TextMessage text{carried->body, {}};
    text.replaces = carried->target;
    text.patient = carried->patient;
    return Carried{std::move(text)};
}

std::string phoneLineOf(const xmpp::Content& change)
{
    const auto words = changeOf(change);
    if (!words || words->body.empty())
        return "[RECALLED] I have recalled a message that I sent before. Please disregard it.";
    return "[CORRECTED] " + phoneBodyAbout(words->patient, words->body);
}

}  // namespace sotto::engine
