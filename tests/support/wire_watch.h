// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/xmpp/element.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace sotto::test {

/// The place of a ratchet message in its chain: what says which message key sealed it.
struct RatchetPlace {
    Bytes ratchetKey;  ///< the sender's public key of this chain, unique to one session
    std::uint32_t counter = 0;

    friend auto operator<=>(const RatchetPlace&, const RatchetPlace&) = default;
};

/// Reads place and ciphertext out of the bytes of one <key/>, with or without the wrapping
/// of a first message, without libsignal: an independent witness. No value: not readable.
std::optional<std::pair<RatchetPlace, Bytes>> readRatchetMessage(ByteView bytes, bool isPreKey);

/// Looks at everything that devices send and counts message keys that were used for two
/// plaintexts (I4). The same bytes again are no second use.
class WireWatch {
public:
    /// Any stanza as its sender wrote it; those that carry nothing sealed are passed over.
    void take(const std::string& xml);
    void take(const xmpp::Element& message);

    std::size_t keys() const { return m_ciphertexts.size(); }  ///< message keys seen

    std::size_t reused() const { return m_reused; }  ///< must be 0

    std::size_t unreadable() const { return m_unreadable; }  ///< of our devices: must be 0

private:
    std::map<RatchetPlace, Bytes> m_ciphertexts;
    std::size_t m_reused = 0;
    std::size_t m_unreadable = 0;
};

}  // namespace sotto::test
