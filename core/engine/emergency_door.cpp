// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/emergency_door.h"

#include "core/base/log.h"
#include "core/crypto/sealed_box.h"
#include "core/engine/problems.h"
#include "core/store/atomic_file.h"
#include "core/store/emergency_store.h"

#include <algorithm>

namespace sotto::engine {
namespace {

/// Tries are counted apart, so that nobody shuts the owner out with them, nor the other way round.
std::filesystem::path attemptsFolder(const std::filesystem::path& vault)
{
    std::error_code ignored;
    const auto folder = vault / "emergency";
    if (std::filesystem::exists(vault, ignored))
        (void)store::makePrivateFolder(folder);  // without it they are counted in memory
    return folder;
}

bool sameKeys(std::vector<Bytes> one, std::vector<Bytes> other)
{
    std::ranges::sort(one);
    std::ranges::sort(other);
    return one == other;
}

}  // namespace

EmergencyDoor::EmergencyDoor(std::filesystem::path folder, Jid owner, EmergencyRules rules,
                             store::AttemptLog::Limits limits, const store::Stopwatch& watch,
                             const Clock& clock)
    : m_folder(std::move(folder)),
      m_owner(std::move(owner)),
      m_rules(std::move(rules)),
      m_attempts(attemptsFolder(m_folder), limits, watch),
      m_clock(clock)
{
}

std::variant<store::Vault, Problem> EmergencyDoor::open(const Request& request)
{
    auto dek = unlock(request);
    if (const auto* why = std::get_if<Problem>(&dek))
        return *why;
    if (!record(request, EmergencyRecord::What::Opening))
        return Problem{ProblemKind::NotRecorded};
    auto vault = store::Vault::open(m_folder, std::get<SecretBytes>(dek).view());
    if (!vault)
        return vaultProblem(vault.error());
    return *std::move(vault);
}

EmergencyDoor::DekOrProblem EmergencyDoor::unlock(const Request& request)
{
    if (!m_rules.enabled)
        return Problem{ProblemKind::EmergencyOff};
    if (const auto left = m_attempts.lockedOutFor())
        return Problem{ProblemKind::LockedOutHere, toMs(m_clock.wallNow() + *left)};
    const auto header = store::VaultHeader::load(m_folder);
    if (!header && header.error().code != Errc::NotFound)
        return vaultProblem(header.error());
    if (header && header->user() != m_owner)
        return Problem{ProblemKind::VaultDamaged};
    const auto way = header ? header->emergencyWay() : std::nullopt;
    if (!way || !isOurWay(*way))
        return refuse(request, ProblemKind::EmergencyNotReady);
    (void)m_attempts.countLogin();
    auto dek = header->unlockInEmergency(request.code.text(), request.secondCode.text());
    if (dek) {
        (void)m_attempts.clear();
        return *std::move(dek);
    }
    if (dek.error().code == Errc::Malformed)
        m_attempts.takeBack();  // a typing slip is no guess
    return refuse(request,
                  dek.error().code == Errc::Forged ? ProblemKind::VaultDamaged
                                                   : ProblemKind::WrongEmergencyCode);
}

/// A code that was made under another policy opens nothing.
bool EmergencyDoor::isOurWay(const store::EmergencyWay& way) const
{
    return way.method == m_rules.method &&
        (way.method == EmergencyMethod::SealedCode || sameKeys(way.adminKeys, m_rules.adminKeys));
}

Problem EmergencyDoor::refuse(const Request& request, ProblemKind why)
{
    if (!record(request, EmergencyRecord::What::Refused))
        log::warning("engine", "a refused emergency access was not recorded");
    return {why};
}

Result<Done> EmergencyDoor::record(const Request& request, EmergencyRecord::What what) const
{
    if (!m_rules.record)
        return Error{Errc::Storage, "there is no activity log"};
    return m_rules.record({.what = what,
                           .owner = m_owner,
                           .accessor = request.accessor,
                           .reason = request.reason,
                           .method = m_rules.method});
}

Result<Done> EmergencyDoor::shut(store::Vault& vault, const Request& request) const
{
    SOTTO_TRY_ASSIGN(auto notes, store::EmergencyStore::open(vault.connection()));
    SOTTO_TRY_ASSIGN(auto transaction, vault.begin());
    SOTTO_TRY(notes.add({.atMs = toMs(m_clock.wallNow()),
                         .accessor = request.accessor,
                         .reason = request.reason,
                         .method = m_rules.method}));
    SOTTO_TRY(transaction.commit());
    return vault.connection().execute("PRAGMA query_only = ON");
}

bool hasTwoAdmins(const EmergencyRules& rules)
{
    const auto& keys = rules.adminKeys;
    return keys.size() == 2 && keys[0] != keys[1] &&
        std::ranges::all_of(keys, [](const Bytes& key) { return crypto::isSafeX25519Key(key); });
}

Result<std::optional<store::VaultHeader>> tendedHeader(const store::VaultHeader& header,
                                                       ByteView dek, const EmergencyRules& rules)
{
    const auto way = header.emergencyWay();
    const bool wantsAdmins = rules.enabled && rules.method == EmergencyMethod::TwoAdmins;
    if (wantsAdmins && hasTwoAdmins(rules)) {
        if (way && way->method == rules.method && sameKeys(way->adminKeys, rules.adminKeys))
            return std::optional<store::VaultHeader>{};
        SOTTO_TRY_ASSIGN(auto changed, header.withEmergencyAdmins(dek, rules.adminKeys));
        return std::optional{std::move(changed)};
    }
    const bool keeps = !way || (rules.enabled && !wantsAdmins && way->method == rules.method);
    if (keeps)
        return std::optional<store::VaultHeader>{};
    SOTTO_TRY_ASSIGN(auto changed, header.withoutEmergency(dek));
    return std::optional{std::move(changed)};
}

}  // namespace sotto::engine
