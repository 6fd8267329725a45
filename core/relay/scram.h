// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <string>
#include <string_view>
#include <vector>

namespace sotto::relay {

/// What the relay offered, as far as a downgrade of it can be noticed (XEP-0474).
struct OfferedMechanisms {
    std::vector<std::string> mechanisms;
    std::vector<std::string> channelBindings;
};

/// XEP-0474, 3: base64 SHA-256 over the sorted offers (0x1E between, 0x1F before bindings).
std::string downgradeHash(OfferedMechanisms offered);

/// SCRAM-SHA-256 and -PLUS (RFC 5802, RFC 7677), client side, a value without I/O.
/// first() → final() → verify(), each once, in this order.
class Scram {
public:
    struct Settings {
        std::string user;
        std::string nonce;             ///< printable ASCII without ','; from the random source
        Bytes channelBinding;          ///< tls-exporter data; empty: without -PLUS
        bool relayOffersPlus = false;  ///< decides between the flags "n" and "y"
    };

    Scram(Settings settings, SecretBytes password);

    std::string first() const;

    /// Answers the relay's challenge. Iterations must be 4,096 to 10,000,000 (hostile.md
    /// A20) and the nonce must extend ours (A21). `offered` is compared with the `h`
    /// attribute where there is one. Errors: Malformed; Forged (nonce, hash); Unsupported
    /// (iterations; an extension that must be understood, RFC 5802, 5.1 "m=").
    Result<std::string> final(std::string_view challenge, const OfferedMechanisms& offered);

    /// The relay's last message. Errors: Malformed; Forged (signature); Denied ("e=…").
    Result<Done> verify(std::string_view serverFinal) const;

    /// Whether the challenge carried a XEP-0474 hash (and it was right).
    bool sawDowngradeHash() const { return m_sawHash; }

private:
    std::string gs2Header() const;
    std::string bare() const;

    Settings m_settings;
    SecretBytes m_password;
    SecretBytes m_serverSignature;
    bool m_sawHash = false;
};

}  // namespace sotto::relay
