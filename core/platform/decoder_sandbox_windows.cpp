// SPDX-License-Identifier: GPL-3.0-or-later
// Not written for this system: a picture stays a card that can be saved.
#include "core/platform/decoder_sandbox.h"

namespace sotto::platform {

Result<Done> enterDecoderSandbox(const DecoderLimits& /*limits*/)
{
    return Error{Errc::Unsupported, "no sandbox on this system"};
}

void inheritOnlyStandardStreams() { }

}  // namespace sotto::platform
