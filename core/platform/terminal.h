// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <string_view>

namespace sotto::platform {

/// Asks at the terminal, without showing what is typed. The prompt goes to the terminal,
/// never to standard output. Errors: NotFound (no terminal), Malformed (nothing typed, or
/// more than 1,024 bytes).
Result<SecretBytes> askSecret(std::string_view prompt);

/// Reads one line from an open file descriptor, without its end. Errors: as above.
Result<SecretBytes> readSecretLine(int descriptor);

}  // namespace sotto::platform
