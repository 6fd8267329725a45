// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The values that go into a login and come out of it.

#include "core/base/secret_bytes.h"
#include "core/domain/jid.h"
#include "core/relay/fast.h"
#include "core/relay/stream_management.h"
#include "core/relay/transport.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace sotto::relay {

/// What this relay was seen to offer. Kept for each account; anything that was there and is
/// missing now is an attack until policy says otherwise (hostile.md A10, A16, A17).
struct RelayMemory {
    bool tls13 = false;
    bool channelBinding = false;  ///< SCRAM-SHA-256-PLUS with tls-exporter
    bool downgradeHash = false;   ///< XEP-0474

    friend bool operator==(const RelayMemory&, const RelayMemory&) = default;
};

/// What policy allows a weaker relay.
struct LoginRules {
    bool allowWithoutChannelBinding = false;  ///< SCRAM-SHA-256 without -PLUS
    bool allowTlsDowngrade = false;           ///< TLS 1.2 where 1.3 was seen before
};

struct LoginRequest {
    Jid account;  ///< bare
    Endpoint endpoint;
    std::variant<SecretBytes, FastToken> credential;  ///< password, or token of an earlier login
    std::string clientId;  ///< UUID v4, one for each installation and account (XEP-0388)
    std::string software;  ///< for example "Sotto 0.1"; shown in the relay's device list
    bool requestToken = true;
    bool wantStreamManagement = true;  ///< false for a session that starts locked
    bool bind = true;  ///< false: only asks whether this login is good; no stanza may be sent
    std::optional<SmResume> resume;
    RelayMemory memory;
    LoginRules rules;

    /// Who and where, but no secret, no wish for a token or counting, nothing to resume.
    LoginRequest withoutCredential() const;
};

/// The relay asks for the second factor. For TotpInit the URI is shown as a QR code and the
/// recovery codes are shown once; both are secrets of the person in front of the screen.
struct CodeTask {
    enum class Kind : std::uint8_t { Totp, TotpInit };
    Kind kind = Kind::Totp;
    std::string otpauthUri;
    std::vector<std::string> recoveryCodes;
};

/// The relay refused a code; the login goes on with the next submitCode().
struct CodeRefusal {
    enum class Reason : std::uint8_t { Wrong, Reused, Locked };
    Reason reason = Reason::Wrong;
    std::chrono::seconds wait{0};  ///< Locked: how long; 0 = unknown
    bool hard = false;             ///< Locked until an administrator resets it
};

struct LoginFailure {
    enum class Kind : std::uint8_t {
        WrongPassword,
        LockedOut,
        AccountDisabled,
        TokenExpired,  ///< a fresh login with password and code is needed
        Unreachable,
        Closed,  ///< it answered and then hung up, or broke the protocol
        CertificateUntrusted,
        CertificateExpired,
        CertificateName,
        CertificateChanged,
        Incompatible,  ///< lacks something that we require
        Tampered,      ///< signature, channel binding, downgrade: never retried by itself
        Timeout,
        Conflict,  ///< the same device signed in elsewhere
    };
    Kind kind = Kind::Closed;
    std::chrono::seconds wait{0};  ///< LockedOut: 0 = unknown
    bool hard = false;             ///< LockedOut until an administrator resets it
    /// What the relay hands on beside it; counts only by its signature (core/policy).
    std::string eraseOrder{};
};

/// Trying again later, with no person involved, may help.
bool isTemporary(LoginFailure::Kind kind);

struct OnlineInfo {
    Jid bound;                       ///< full address of this device
    bool resumed = false;            ///< false: catch up from the archive (hostile.md A34)
    bool codeAsked = false;          ///< the relay demanded the second factor in this login
    bool managed = false;            ///< stream management is on
    std::optional<FastToken> token;  ///< replaces the old one once it has been used
    RelayMemory memory;              ///< to be stored for the next login
};

}  // namespace sotto::relay
