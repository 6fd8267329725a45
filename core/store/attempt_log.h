// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/moment.h"

#include <filesystem>

namespace sotto::store {

/// What failed at one person's door on this workstation since it last opened, and how long
/// the door therefore stays shut (SP 800-63B, 5.2.2; 45 CFR 164.308(a)(5)(ii)(C)).
///
/// The file `attempts` beside the header; format in README.md. It hides nothing and proves
/// nothing: it slows down who stands at the screen. A damaged one counts as the most
/// failures there may be; where the person has no folder yet, or the disk is full, it
/// counts in memory. Engine thread only.
class AttemptLog {
public:
    struct Limits {
        std::uint32_t unlocks = 5;          ///< then a full login
        std::uint32_t logins = 5;           ///< then a lock-out
        std::chrono::seconds lockout{900};  ///< doubles each time, up to a day
    };

    /// What is told after the next opening.
    struct Failed {
        std::uint32_t count = 0;
        std::int64_t sinceMs = 0;  ///< wall clock, UTC
    };

    AttemptLog(const std::filesystem::path& folder, Limits limits, Stopwatch watch);

    /// Before a try is made, so that pulling the plug is no way to have another one.
    /// False: it is counted, but not on disk.
    bool countUnlock();
    bool countLogin();

    /// The last try was none: nobody answered it.
    void takeBack();

    bool unlocksUsedUp() const { return m_state.unlocks >= m_limits.unlocks; }

    /// How long until the next sign-in may be tried. No value: now.
    std::optional<std::chrono::milliseconds> lockedOutFor();

    /// The door opened: gives what failed before, and forgets it.
    Failed clear();

private:
    struct State {
        std::uint32_t unlocks = 0;
        std::uint32_t logins = 0;
        std::uint32_t lockouts = 0;
        std::uint32_t count = 0;  ///< of all
        std::int64_t sinceMs = 0;
        Moment lockedAt{};  ///< the newest lock-out; zeroes: none
    };

    static Result<State> parse(ByteView content);
    bool count(std::uint32_t& which);
    void load();
    bool save() const;
    std::chrono::milliseconds lockoutLength() const;

    std::filesystem::path m_file;
    Limits m_limits;
    Stopwatch m_watch;
    State m_state;
    State m_before;  ///< the last count
};

}  // namespace sotto::store
