// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/account_store.h"

#include <charconv>

namespace sotto::store {
namespace {

constexpr std::string_view kAddress = "account.address";
constexpr std::string_view kAlertKey = "account.alert_key";
constexpr std::string_view kArchiveCursor = "archive.cursor";
constexpr std::string_view kArchiveNewest = "archive.newest";
constexpr std::string_view kCloneAlarm = "clone.alarm";
constexpr std::string_view kSessionEpoch = "signal.epoch";

Error damaged()
{
    return Error{Errc::Storage, "a value of the account cannot be read"};
}

}  // namespace

AccountStore::AccountStore(Statement get, Statement set, Statement remove)
    : m_get(std::move(get)),
      m_set(std::move(set)),
      m_remove(std::move(remove))
{
}

Result<AccountStore> AccountStore::open(Connection& connection)
{
    SOTTO_TRY_ASSIGN(auto get,
                     Statement::prepare(connection, "SELECT value FROM meta WHERE key = ?1"));
    SOTTO_TRY_ASSIGN(auto set,
                     Statement::prepare(connection,
                                        "INSERT INTO meta (key, value) VALUES (?1, ?2) "
                                        "ON CONFLICT (key) DO UPDATE SET value = excluded.value"));
    SOTTO_TRY_ASSIGN(auto remove,
                     Statement::prepare(connection, "DELETE FROM meta WHERE key = ?1"));
    return AccountStore{std::move(get), std::move(set), std::move(remove)};
}

Result<std::optional<SecretBytes>> AccountStore::value(std::string_view key)
{
    return m_get.with(key).first(
        [](const Statement& row) -> Result<SecretBytes> { return row.secret(0); });
}

Result<Done> AccountStore::setValue(std::string_view key, ByteView value)
{
    SOTTO_TRY(m_set.with(key, value).run());
    return Done{};
}

Result<Done> AccountStore::removeValue(std::string_view key)
{
    SOTTO_TRY(m_remove.with(key).run());
    return Done{};
}

Result<std::optional<Jid>> AccountStore::address()
{
    SOTTO_TRY_ASSIGN(const auto stored, value(kAddress));
    if (!stored)
        return std::optional<Jid>{};
    auto parsed = Jid::parseAccount(stored->text());
    if (!parsed)
        return damaged();
    return std::optional{*std::move(parsed)};
}

Result<Done> AccountStore::setAddress(const Jid& bare)
{
    return setValue(kAddress, viewOf(bare.bare().toString()));
}

Result<std::optional<crypto::AlertKeyPair>> AccountStore::alertKeys()
{
    SOTTO_TRY_ASSIGN(const auto stored, value(kAlertKey));
    if (!stored)
        return std::optional<crypto::AlertKeyPair>{};
    auto pair = crypto::alertKeyPairFrom(stored->view());
    if (!pair)
        return damaged();
    return std::optional{*std::move(pair)};
}

Result<Done> AccountStore::setAlertKeys(const crypto::AlertKeyPair& pair)
{
    return setValue(kAlertKey, pair.secretKey.view());
}

Result<std::optional<std::string>> AccountStore::textOf(std::string_view key)
{
    SOTTO_TRY_ASSIGN(const auto stored, value(key));
    if (!stored)
        return std::optional<std::string>{};
    return std::optional<std::string>{stored->text()};
}

Result<std::optional<std::string>> AccountStore::archiveCursor()
{
    return textOf(kArchiveCursor);
}

Result<Done> AccountStore::setArchiveCursor(std::string_view stanzaId)
{
    return setValue(kArchiveCursor, viewOf(stanzaId));
}

Result<std::optional<std::string>> AccountStore::archiveNewest()
{
    return textOf(kArchiveNewest);
}

Result<Done> AccountStore::setArchiveNewest(std::string_view stanzaId)
{
    return setValue(kArchiveNewest, viewOf(stanzaId));
}

Result<bool> AccountStore::hasCloneAlarm()
{
    SOTTO_TRY_ASSIGN(const auto stored, value(kCloneAlarm));
    return stored.has_value();
}

Result<Done> AccountStore::raiseCloneAlarm()
{
    return setValue(kCloneAlarm, viewOf("1"));
}

Result<Done> AccountStore::clearCloneAlarm()
{
    return removeValue(kCloneAlarm);
}

Result<std::int64_t> AccountStore::sessionEpoch()
{
    SOTTO_TRY_ASSIGN(const auto stored, value(kSessionEpoch));
    if (!stored)
        return std::int64_t{0};
    const auto text = stored->text();
    std::int64_t epoch = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), epoch);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size())
        return damaged();
    return epoch;
}

Result<Done> AccountStore::setSessionEpoch(std::int64_t epoch)
{
    return setValue(kSessionEpoch, viewOf(std::to_string(epoch)));
}

}  // namespace sotto::store
