// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Base64 (RFC 4648, 4), base32 (RFC 4648, 6) and hexadecimal. Decoders are strict: what
// they accept they would have written themselves (hostile.md D4, non-canonical input).

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace sotto {

std::string toBase64(ByteView bytes);

/// Errors: Malformed (alphabet, length, padding, spare bits, white space).
Result<Bytes> fromBase64(std::string_view text);

std::string toHex(ByteView bytes);  ///< lower case

/// Accepts both cases. Errors: Malformed.
Result<Bytes> fromHex(std::string_view text);

std::string toBase32(ByteView bytes);  ///< upper case, without padding

/// Accepts both cases and no padding. Errors: Malformed.
Result<Bytes> fromBase32(std::string_view text);

}  // namespace sotto
