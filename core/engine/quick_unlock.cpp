// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/quick_unlock.h"

#include "core/base/log.h"
#include "core/domain/pin.h"

namespace sotto::engine {

using store::QuickSlot;

QuickUnlock::QuickUnlock(std::filesystem::path folder, const EngineSettings& settings,
                         store::Stopwatch watch)
    : m_folder(std::move(folder)),
      m_allowed(settings.pinAllowed && settings.pinMaxAge.count() > 0),
      m_maxAge(settings.pinMaxAge),
      m_cost(settings.kdf),
      m_watch(watch)
{
}

/// No token outlives a start of the machine, so neither does a PIN.
bool QuickUnlock::isOver(const store::Moment& fullLogin) const
{
    const auto age = m_watch.sinceBoot(fullLogin);
    return !age || *age >= m_maxAge;
}

bool QuickUnlock::isSet()
{
    const auto slot = QuickSlot::load(m_folder);
    if (!slot && slot.error().code == Errc::NotFound)
        return false;
    if (m_allowed && slot && !isOver(slot->fullLogin()))
        return true;
    erase();
    return false;
}

Result<SecretBytes> QuickUnlock::open(const store::VaultHeader& header, ByteView pin,
                                      ByteView share)
{
    if (!isSet())
        return Error{Errc::Unsupported, "no PIN that may be used"};
    SOTTO_TRY_ASSIGN(const auto slot, QuickSlot::load(m_folder));
    return slot.open(header, pin, share);
}

Result<Done> QuickUnlock::set(const store::VaultHeader& header, ByteView dek, ByteView pin,
                              ByteView share)
{
    if (!maySet())
        return Error{Errc::Unsupported, "no PIN may be set"};
    if (pinFault(textOf(pin)) != PinFault::None)
        return Error{Errc::Malformed, "not a PIN"};
    SOTTO_TRY_ASSIGN(const auto slot,
                     QuickSlot::make(header, dek, pin, share, m_cost, m_fullLogin));
    return slot.save(m_folder);
}

void QuickUnlock::erase()
{
    if (!QuickSlot::erase(m_folder))
        log::warning("engine", "the PIN was not erased");
}

void QuickUnlock::beginShift()
{
    m_fullLogin = m_watch.now();
    erase();
}

void QuickUnlock::continueShift(std::int64_t fullLoginBootMs)
{
    m_fullLogin = m_watch.now();
    m_fullLogin.bootMs = fullLoginBootMs;
}

}  // namespace sotto::engine
