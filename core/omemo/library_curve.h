// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/x25519.h"

namespace sotto::omemo {

/// Which code multiplies for libsignal-protocol-c in this process.
enum class Curve : std::uint8_t {
    Ours,         ///< core/crypto, three to four times faster
    TheLibrarys,  ///< its own portable code
};

/// Answered by asking the dynamic linker, and by the self-test. Any thread.
Curve curveInUse();

/// The library's own code in our shape, with a zero refused; null where it cannot be reached (a
/// static library, or a build without SOTTO_OWN_CURVE). For the fallback, the tests and the
/// benchmark. Any thread.
crypto::Multiplication librarysMultiplication();

/// `ours` if it passes the self-test, else the library's; null where neither does. Pure.
crypto::Multiplication chooseMultiplication(crypto::Multiplication ours,
                                            crypto::Multiplication librarys);

}  // namespace sotto::omemo
