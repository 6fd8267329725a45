// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/comparison.h"
#include "core/api/devices.h"
#include "ui/icons.h"
#include "ui/label.h"

namespace sotto::ui {

/// The label, or words for a device that has none.
QString deviceName(const DeviceSnapshot& device);

/// "Linux · first seen Today · last seen 09:41".
QString deviceFacts(const DeviceSnapshot& device, std::int64_t nowMs);

/// How far it is trusted, in plain words.
QString trustWords(const DeviceSnapshot& device);
Label::Tone trustTone(const DeviceSnapshot& device);
Icon trustIcon(const DeviceSnapshot& device);

/// What a code says, and what to do; empty for a match.
QString verdictWords(CodeVerdict verdict);

}  // namespace sotto::ui
