// SPDX-License-Identifier: GPL-3.0-or-later
// Written against the documented interface; compiled with mingw-w64, never run.
#include "core/platform/screen_capture.h"

#include <windows.h>

namespace sotto::platform {
namespace {

// Of winuser.h since Windows 10, version 2004; older systems show a black window for it.
constexpr DWORD kNone = 0x0;
constexpr DWORD kExcludeFromCapture = 0x11;

}  // namespace

bool canBlockScreenCapture()
{
    return true;
}

bool blockScreenCapture(std::uintptr_t window, bool block)
{
    return ::SetWindowDisplayAffinity(reinterpret_cast<HWND>(window),
                                      block ? kExcludeFromCapture : kNone) != 0;
}

}  // namespace sotto::platform
