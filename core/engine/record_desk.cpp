// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/record_desk.h"

#include "core/base/log.h"

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr int kBatch = 200;  // one wait for the disk; some milliseconds of this thread
constexpr std::chrono::milliseconds kPatience = 1s;  // so that what comes together goes together
constexpr std::chrono::milliseconds kNextTry = 60s;

}  // namespace

RecordDesk::RecordDesk(VaultContext& context, Record record)
    : m_context(context),
      m_record(std::move(record))
{
    if (!m_record)
        return;
    m_context.vault.onCommitted([this] { lookSoon(kPatience); });
    lookSoon(0ms);
}

RecordDesk::~RecordDesk()
{
    m_context.vault.onCommitted({});
}

Result<std::vector<LoggedMessage>> RecordDesk::namesOf(const QList<MessageId>& ids)
{
    std::vector<LoggedMessage> names;
    for (const auto id : ids) {
        SOTTO_TRY_ASSIGN(auto name, m_context.stores.records.nameOf(id));
        names.push_back(std::move(name));
    }
    return names;
}

void RecordDesk::lookSoon(std::chrono::milliseconds after)
{
    if (!m_timer)
        m_timer = m_context.time.scheduler.after(after, [this] { look(); });
}

void RecordDesk::look()
{
    const auto moved = move();
    if (!moved)
        log::warning("engine", "the activity log has not taken what happened to messages",
                     {{"why", moved.error().code}});
    m_timer.reset();  // our own commit has asked for nothing
    if (!moved)
        lookSoon(kNextTry);
    else if (*moved == kBatch)
        lookSoon(0ms);
}

/// How many. The vault takes the change before the log is asked, so that a disk that refuses it
/// does not fill the log with the same; kept is it after.
Result<int> RecordDesk::move()
{
    auto& records = m_context.stores.records;
    SOTTO_TRY_ASSIGN(const auto due, records.oldest(m_context.self, kBatch));
    if (due.empty())
        return 0;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(records.removeUpTo(due.back().number));
    SOTTO_TRY(m_record(due));
    SOTTO_TRY(transaction.commit());
    return static_cast<int>(due.size());
}

}  // namespace sotto::engine
