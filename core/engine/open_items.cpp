// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/open_items.h"

#include "core/base/log.h"
#include "core/engine/on_call_marks.h"
#include "core/engine/patients.h"
#include "core/engine/states.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace sotto::engine {
namespace {

constexpr int kMostItems = 500;
constexpr std::chrono::milliseconds kLongestWait{3'600'000};  // the wall clock may be set

/// An order that is overdue comes before all else, whoever must act.
auto place(const OpenItemSnapshot& item, std::int64_t now)
{
    const bool isOverdueOrder = item.isOrder && item.dueAtMs <= now;
    const auto due = item.dueAtMs > 0 ? item.dueAtMs : std::numeric_limits<std::int64_t>::max();
    return std::tuple{!isOverdueOrder, !item.forUs, -static_cast<int>(item.urgency), due,
                      item.sentAtMs};
}

}  // namespace

OpenItems::OpenItems(VaultContext& context, Directory& directory)
    : m_context(context),
      m_directory(directory),
      m_toldUntilMs(context.nowMs())
{
}

void OpenItems::refresh()
{
    if (!m_telling)
        m_telling = m_context.time.scheduler.after(std::chrono::milliseconds{0}, [this] {
            m_telling.reset();
            tell();
        });
}

void OpenItems::tell()
{
    const auto rows = m_context.stores.messages.openItems(kMostItems);
    if (!rows) {
        log::warning("engine", "the open items were not read", {{"why", rows.error().code}});
        return;
    }
    QList<OpenItemSnapshot> items;
    for (const auto& row : *rows)
        items.append(snapshot(row));
    const auto now = m_context.nowMs();
    std::ranges::sort(items, {}, [now](const OpenItemSnapshot& item) { return place(item, now); });
    Q_EMIT changed(items);
    waitForNext(items);
}

void OpenItems::waitForNext(const QList<OpenItemSnapshot>& items)
{
    const auto now = m_context.nowMs();
    auto next = std::numeric_limits<std::int64_t>::max();
    for (const auto& item : items) {
        if (item.dueAtMs > m_toldUntilMs && item.dueAtMs <= now)
            Q_EMIT overdue(item);
        else if (item.dueAtMs > now)
            next = std::min(next, item.dueAtMs);
    }
    m_toldUntilMs = std::max(m_toldUntilMs, now);
    m_due.reset();
    if (next != std::numeric_limits<std::int64_t>::max())
        m_due = m_context.time.scheduler.after(
            std::min(kLongestWait, std::chrono::milliseconds{next - now}), [this] { tell(); });
}

Result<Done> OpenItems::close(MessageId id)
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto row, m_context.stores.messages.get(id));
    SOTTO_TRY_ASSIGN(const auto order, m_context.stores.orders.find(id));
    if (!row || !row->outgoing || !row->isOpen || order)
        return Error{Errc::NotFound, "no such open item"};
    SOTTO_TRY(m_context.stores.messages.close(id));
    SOTTO_TRY(transaction.commit());
    Q_EMIT messageChanged(id);
    refresh();
    return Done{};
}

OpenItemSnapshot OpenItems::snapshot(const store::MessageRow& row) const
{
    auto& stores = m_context.stores;
    OpenItemSnapshot out;
    out.message = row.id;
    out.conversation = row.conversation;
    out.forUs = !row.outgoing;
    out.author = m_directory.person(row.sender).name;
    if (const auto conversation = stores.conversations.get(row.conversation);
        conversation && *conversation) {
        const auto person = m_directory.person((*conversation)->peer);
        out.address = person.address;
        out.title = person.name;
    }
    if (const auto room = stores.rooms.find(row.conversation); room && *room)
        out.title = SafeText::fromUtf8((*room)->name, SafeText::Kind::Name);
    if (const auto mark = stores.onCall.find(row.id); mark && *mark)
        out.onCall = titleOf(m_context.roles, (*mark)->role);
    const auto file = stores.attachments.get(row.id);
    out.line = lineAbout(patientOf(m_context, row.id), file && *file ? (*file)->name : row.body);
    out.urgency = row.urgency;
    out.sentAtMs = row.sentAtMs;
    out.dueAtMs = row.dueAtMs;
    out.acknowledgedAtMs = row.acknowledgedAtMs;
    out.acceptedAtMs = row.acceptedAtMs;
    if (const auto states = stateSummary(m_context, row))
        out.states = *states;
    const auto order = stores.orders.find(row.id);
    out.isOrder = order && *order;
    return out;
}

}  // namespace sotto::engine
