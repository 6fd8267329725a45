// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/escalation_store.h"

#include <ranges>

namespace sotto::store {
namespace {

Result<EscalationRow> readPlan(const Statement& row)
{
    EscalationRow plan{row.as<MessageId>(0), {}, row.integer(2)};
    const auto text = row.text(1);
    for (const auto line : std::views::split(text, '\n')) {
        auto address = Jid::parseAccount({line.begin(), line.end()});
        if (!address)
            return Error{Errc::Storage, "an address of a chain"};
        plan.chain.push_back(*std::move(address));
    }
    return plan;
}

}  // namespace

Result<EscalationStore> EscalationStore::open(Connection& connection)
{
    EscalationStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_plan,
             "INSERT INTO escalation (message, chain, due_at) VALUES (?1, ?2, ?3) "
             "ON CONFLICT (message) DO UPDATE SET chain = excluded.chain, due_at = "
             "excluded.due_at"},
            {&store.m_drop, "DELETE FROM escalation WHERE message = ?1"},
            {&store.m_all, "SELECT message, chain, due_at FROM escalation ORDER BY due_at"},
            {&store.m_label,
             "INSERT INTO escalated (message, first, first_at, copy_of) VALUES (?1, ?2, ?3, ?4) "
             "ON CONFLICT (message) DO NOTHING"},
            {&store.m_labelOf, "SELECT first, first_at, copy_of FROM escalated WHERE message = ?1"},
            {&store.m_copies,
             "SELECT m.origin_id FROM escalated e JOIN message m ON m.id = e.message "
             "WHERE e.copy_of = ?1"},
        }));
    return store;
}

Result<Done> EscalationStore::plan(const EscalationRow& row)
{
    std::string chain;
    for (const auto& person : row.chain)
        chain += (chain.empty() ? "" : "\n") + person.toString();
    SOTTO_TRY(m_plan->with(row.message, chain, row.dueAtMs).run());
    return Done{};
}

Result<Done> EscalationStore::drop(MessageId message)
{
    SOTTO_TRY(m_drop->with(message).run());
    return Done{};
}

Result<std::vector<EscalationRow>> EscalationStore::all()
{
    return m_all->with().all(readPlan);
}

Result<Done> EscalationStore::label(MessageId message, const EscalatedRow& row)
{
    SOTTO_TRY(m_label->with(message, row.first.toString(), row.firstAtMs, row.copyOf).run());
    return Done{};
}

Result<std::optional<EscalatedRow>> EscalationStore::labelOf(MessageId message)
{
    return m_labelOf->with(message).first([](const Statement& row) -> Result<EscalatedRow> {
        SOTTO_TRY_ASSIGN(auto first, row.jid(0));
        const MessageId of{row.integer(2)};  // 0: NULL
        return EscalatedRow{std::move(first), row.integer(1),
                            of.value > 0 ? std::optional{of} : std::nullopt};
    });
}

Result<std::vector<std::string>> EscalationStore::copiesOf(MessageId message)
{
    return m_copies->with(message).all(
        [](const Statement& row) -> Result<std::string> { return row.text(0); });
}

}  // namespace sotto::store
