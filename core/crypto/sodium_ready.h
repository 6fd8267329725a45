// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::crypto {

/// Initialises libsodium once; ends the process if that fails, as nothing is safe then.
/// Any thread. Called by every function here before it uses libsodium.
void requireSodium();

}  // namespace sotto::crypto
