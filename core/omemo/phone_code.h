// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The QR code with which phone apps (Conversations, Dino, Gajim) show their keys.

#include "core/omemo/comparison.h"

namespace sotto::omemo {

/// The devices that such a code vouches for, all of one account:
/// "xmpp:lee@clinic.example?omemo-sid-123=…;omemo-sid-456=…", 64 hexadecimal digits each.
/// Other parameters are passed over. Errors: Malformed (no such code, no device in it, one of
/// them twice, or more than kMostDevices).
Result<std::vector<ComparedKey>> parsePhoneCode(std::string_view text);

/// What that code says about the device that is compared. The code names no key of ours, so it
/// proves one way only: that those keys are the phone's.
Comparison compare(const std::vector<ComparedKey>& shown, const ComparedKey& theirs);

}  // namespace sotto::omemo
