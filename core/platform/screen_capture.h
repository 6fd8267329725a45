// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace sotto::platform {

/// Whether this system lets a program keep its windows out of pictures of the screen.
bool canBlockScreenCapture();

/// Keeps a window out of screenshots, recordings and screen sharing, or lets it in again
/// (policy content.screen_capture_block). `window`: what QWidget::winId() gives. False if
/// the system refused, or cannot. UI thread.
bool blockScreenCapture(std::uintptr_t window, bool block);

}  // namespace sotto::platform
