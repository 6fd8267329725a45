// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/idle_source.h"

namespace sotto::platform {

/// The X server's IDLETIME counter (X Synchronization Extension), or that of
/// MIT-SCREEN-SAVER where it has none (Xvnc and Xrdp differ). Null without a server or
/// counter. Keeps a connection of its own.
std::unique_ptr<IdleSource> makeX11IdleSource();

}  // namespace sotto::platform
