// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal/signal_protocol.h>

namespace sotto::omemo {

/// core/crypto in the form that libsignal calls. AES-CTR is refused: only message version
/// 2 asked for it, and Sessions takes version 3 alone.
signal_crypto_provider cryptoProvider();

}  // namespace sotto::omemo
