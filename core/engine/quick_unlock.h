// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/settings.h"
#include "core/store/quick_slot.h"

namespace sotto::engine {

/// One person's PIN at this workstation: whether policy and time still allow it, and the
/// end of it. It lives for one shift: a full login, a logoff, its age or too many failures
/// erase it. Who tries is counted by store::AttemptLog. Engine thread only.
class QuickUnlock {
public:
    QuickUnlock(std::filesystem::path folder, const EngineSettings& settings,
                store::Stopwatch watch);

    bool isAllowed() const { return m_allowed; }

    /// Policy allows it, and it would not be too old from the start.
    bool maySet() const { return m_allowed && m_fullLogin.bootMs != 0 && !isOver(m_fullLogin); }

    /// There is one, and it may still be used. What may not is erased.
    bool isSet();

    /// Errors: Unsupported (none that may be used), Denied (wrong), Forged (the header was
    /// changed).
    Result<SecretBytes> open(const store::VaultHeader& header, ByteView pin, ByteView share);

    /// Errors: Unsupported (see maySet()), Malformed (not a PIN that
    /// may be chosen), Storage, StorageFull.
    Result<Done> set(const store::VaultHeader& header, ByteView dek, ByteView pin, ByteView share);

    void erase();

    /// Now was the full login; what counted before is over.
    void beginShift();
    /// As the last session of this shift handed it over; 0: not known.
    void continueShift(std::int64_t fullLoginBootMs);

    std::int64_t fullLoginBootMs() const { return m_fullLogin.bootMs; }

private:
    bool isOver(const store::Moment& fullLogin) const;

    std::filesystem::path m_folder;
    bool m_allowed;
    std::chrono::seconds m_maxAge;
    crypto::Argon2Params m_cost;
    store::Stopwatch m_watch;
    store::Moment m_fullLogin;  ///< bootMs 0: not known
};

}  // namespace sotto::engine
