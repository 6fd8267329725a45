// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0420 Stanza Content Encryption 0.4: what the sealed profile encrypts.

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"

#include <vector>

namespace sotto::omemo {

inline constexpr std::string_view kSceNs = "urn:xmpp:sce:1";
inline constexpr std::size_t kPaddingStep = 256;         ///< bytes
inline constexpr std::size_t kMostEnvelope = 96 * 1024;  ///< bytes, padding included

struct Envelope {
    Jid from;  ///< bare address of the sender
    Jid to;    ///< bare address of the person or room
    WallTime time;
    std::vector<xmpp::Element> content;  ///< may be empty: a key without a message (D9)
};

/// The XML of an envelope, padded with random text to a multiple of 256 bytes so that
/// "yes" and "no, call the ward" look alike. Errors: Malformed (above 96 KiB).
Result<SecretBytes> buildEnvelope(const Envelope& envelope);

/// Reads an envelope and checks it against the stanza that carried it.
///
/// Exactly one each of content, time, from, to and rpad; an affix that we do not know is
/// refused, because it may forbid what we are about to do. What belongs outside
/// (XEP-0420, 9: hints, stanza ids, addresses, encryption marks) is dropped from content.
/// The caller compares time with the stanza's own. Errors: Malformed; Forged (from or to
/// is not that of the stanza).
Result<Envelope> parseEnvelope(ByteView xml, const Jid& from, const Jid& to);

}  // namespace sotto::omemo
