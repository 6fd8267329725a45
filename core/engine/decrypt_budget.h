// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/domain/jid.h"

#include <map>

namespace sotto::engine {

/// How much of our time a sender may use up with messages that fail to open or are dear to
/// open (hostile.md D21): 200 ms a second, saved up for at most two seconds. What arrives
/// beyond that is put aside unopened and tried later. Engine thread only.
class DecryptBudget {
public:
    explicit DecryptBudget(const Clock& clock) : m_clock(clock) { }

    /// False: not now, see wait().
    bool mayTry(const Jid& sender);

    /// An attempt has ended. One that opened a message within 2 ms costs nothing; one that
    /// failed costs 1 ms at least, because the clock sees no less.
    void charge(const Jid& sender, BootTime took, bool failed);

    /// Until half of what can be saved up is there again; 0 for most senders.
    BootTime wait(const Jid& sender);

private:
    struct Bucket {
        BootTime left;
        BootTime at;
    };

    BootTime& left(const Jid& sender);

    const Clock& m_clock;
    std::map<Jid, Bucket> m_buckets;  ///< bare; only those with something spent
};

}  // namespace sotto::engine
