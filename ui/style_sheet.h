// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sotto::ui {

struct Tokens;

/// Qt style sheet of the standard widgets. Buttons choose their look by the dynamic property
/// "kind": none (outlined), "primary", "quiet", "link", "nav"; see ui/controls.h.
QString styleSheetFor(const Tokens& tokens);

}  // namespace sotto::ui
