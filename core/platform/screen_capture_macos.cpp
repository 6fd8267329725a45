// SPDX-License-Identifier: GPL-3.0-or-later
// Written against the documented interface (NSWindow.sharingType); never built, never run.
// Since macOS 15 pictures taken through ScreenCaptureKit may ignore it.
#include "core/platform/screen_capture.h"

#include <objc/message.h>
#include <objc/runtime.h>

namespace sotto::platform {
namespace {

constexpr unsigned long kSharingNone = 0;
constexpr unsigned long kSharingReadOnly = 1;

}  // namespace

bool canBlockScreenCapture()
{
    return true;
}

bool blockScreenCapture(std::uintptr_t window, bool block)
{
    using GetWindow = id (*)(id, SEL);
    using SetSharing = void (*)(id, SEL, unsigned long);
    const auto view = reinterpret_cast<id>(window);
    const auto of = reinterpret_cast<GetWindow>(&objc_msgSend)(view, sel_registerName("window"));
    if (!of)
        return false;
    reinterpret_cast<SetSharing> (&objc_msgSend)(of, sel_registerName("setSharingType:"),
                                                 block ? kSharingNone : kSharingReadOnly);
    return true;
}

}  // namespace sotto::platform
