// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/taken_store.h"

namespace sotto::store {

TakenStore::TakenStore(Statement add, Statement remove, Statement clear, Statement some)
    : m_add(std::move(add)),
      m_remove(std::move(remove)),
      m_clear(std::move(clear)),
      m_some(std::move(some))
{
}

Result<TakenStore> TakenStore::open(Connection& connection)
{
    SOTTO_TRY_ASSIGN(
        auto add,
        Statement::prepare(connection,
                           "INSERT INTO taken (sender, sender_device, origin_id, digest) "
                           "VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING"));
    SOTTO_TRY_ASSIGN(auto remove,
                     Statement::prepare(connection,
                                        "DELETE FROM taken WHERE sender = ?1 AND sender_device = "
                                        "?2 AND origin_id = ?3 AND digest = ?4"));
    SOTTO_TRY_ASSIGN(auto clear, Statement::prepare(connection, "DELETE FROM taken"));
    SOTTO_TRY_ASSIGN(auto some,
                     Statement::prepare(connection, "SELECT EXISTS (SELECT 1 FROM taken)"));
    return TakenStore{std::move(add), std::move(remove), std::move(clear), std::move(some)};
}

Result<Done> TakenStore::add(const TakenStanza& stanza)
{
    SOTTO_TRY(m_add
                  .with(stanza.sender.toString(), stanza.senderDevice, stanza.originId,
                        ByteView{stanza.digest})
                  .run());
    return Done{};
}

Result<bool> TakenStore::remove(const TakenStanza& stanza)
{
    SOTTO_TRY_ASSIGN(const int gone,
                     m_remove
                         .with(stanza.sender.toString(), stanza.senderDevice, stanza.originId,
                               ByteView{stanza.digest})
                         .run());
    return gone > 0;
}

Result<Done> TakenStore::clear()
{
    SOTTO_TRY(m_clear.with().run());
    return Done{};
}

Result<bool> TakenStore::isEmpty()
{
    SOTTO_TRY_ASSIGN(const auto some, m_some.with().first(readInteger));
    return some.value_or(0) == 0;
}

}  // namespace sotto::store
