// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Every colour, size and font of the product (ui.md, "Visual language"). The palette of a
// widget says which table is in force, so there is no global to keep in step.

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

#include <cstdint>

class QApplication;
class QWidget;

namespace sotto::ui {

enum class Scheme : std::uint8_t { Light, Dark, HighContrast };

/// Colours by meaning. Pairs that carry text are listed in tests/ui/theme_test.cpp.
struct Tokens {
    QColor window, surface, line;
    QColor edge;  ///< outline of a control: 3:1 against window and surface (WCAG 2.2, 1.4.11)
    QColor text, textSecondary;
    QColor accent, onAccent, accentHover, accentWeak;
    QColor hover, pressed;  ///< of quiet buttons and rows
    QColor action, actionWeak;
    QColor concern, concernWeak;
    QColor stat, statWeak;
    bool dark = false;
};

/// The one type scale, as factors of the system font.
enum class TextRole : std::uint8_t { Caption, Body, Strong, Title, Screen };

inline constexpr int kGrid = 4;  ///< px; every distance is a multiple
inline constexpr int kRadius = 8;
inline constexpr int kBubbleRadius = 12;
inline constexpr int kIconSize = 20;

/// The tables of ui.md. HighContrast is derived from `system`.
Tokens tokensOf(Scheme scheme, const QPalette& system = {});

/// The tokens in force for a widget or a painter that has this palette.
Tokens tokensFor(const QPalette& palette);

/// What the system shows now: light or dark by its window colour, or high contrast.
Scheme schemeOf(const QPalette& system);

/// Style, palette, fonts and style sheet of the whole program. Call once after QApplication
/// exists; may be called again with another scheme.
void applyTheme(QApplication& app, Scheme scheme);

/// As above, following the system.
void applyTheme(QApplication& app);

QFont fontFor(TextRole role, const QFont& base);

/// For codes and keys that are read letter by letter.
QFont fixedFont(const QFont& base);

/// The system asks for no motion.
bool prefersReducedMotion(const QWidget& widget);

/// WCAG 2.2 contrast, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);

/// Background and text of a person's avatar: the same for an address for ever.
struct AvatarColors {
    QColor back, text;
};

AvatarColors avatarColorsFor(const QString& address, const Tokens& tokens);

}  // namespace sotto::ui
