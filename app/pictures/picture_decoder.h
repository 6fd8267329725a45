// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::app {

/// The role of `sotto` that decodes one picture: closes the sandbox, reads one request from
/// standard input, answers on standard output, ends. Holds nothing else, knows nobody.
/// Does not return.
[[noreturn]] void runPictureDecoder();

}  // namespace sotto::app
