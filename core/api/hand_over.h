// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/base/secret_bytes.h"

#include <cstdint>
#include <optional>
#include <string>

namespace sotto {

/// What a session passes on when it locks (design.md, 3): enough to keep the stream, to
/// count and to ring for STAT. Nothing in it opens a message or the vault.
struct HandOver {
    SecretBytes loginToken;  ///< FAST token; empty: the next session begins with a full login
    std::int64_t tokenExpiryMs = 0;
    SecretBytes alertKey;              ///< public and secret part, opens the one byte of urgency
    std::uint32_t device = 0;          ///< our device id, to find our <alert/>
    std::string archiveCursor;         ///< archive id up to which the vault has everything
    std::optional<ProblemKind> why;    ///< the session ended by itself: what the next page says
    std::int64_t fullLoginBootMs = 0;  ///< when password and code were given; 0: not known
    std::int64_t quietUntilMs = 0;     ///< wall clock: on "do not disturb" until then; 0: not
    /// The signed word that gives up the roles that are held, to be published at the logoff: a
    /// locked session has no key to sign it with. Empty: none is held.
    std::string onCallRelease{};

    bool isEmpty() const { return loginToken.empty(); }

    HandOver clone() const
    {
        return {loginToken.clone(SecretBytes::Memory::Locked),
                tokenExpiryMs,
                alertKey.clone(SecretBytes::Memory::Locked),
                device,
                archiveCursor,
                why,
                fullLoginBootMs,
                quietUntilMs,
                onCallRelease};
    }
};

}  // namespace sotto
