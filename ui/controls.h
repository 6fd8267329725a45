// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/icons.h"
#include "ui/theme.h"

#include <cstdint>

class QBoxLayout;
class QFrame;
class QPushButton;
class QString;
class QToolButton;
class QWidget;

namespace sotto::ui {

enum class ButtonKind : std::uint8_t { Outlined, Primary, Danger, Quiet, Link, Nav };

/// A push button. `name` is its objectName, by which tests and tools find it.
QPushButton* makeButton(const char* name, const QString& text, ButtonKind kind, QWidget* parent);

/// A quiet button with an icon only; `text` is its tool tip and its accessible name.
QToolButton* makeIconButton(const char* name, Icon which, const QString& text, QWidget* parent);

/// A frame whose look the style sheet takes from `surface` ("card", "panel", "line", …).
QFrame* makeSurface(const char* surface, QWidget* parent);

/// A line of 1 px that separates two areas.
QFrame* makeRule(Qt::Orientation orientation, QWidget* parent);

/// Changes the "surface" of a frame and draws it anew.
void setSurface(QWidget& widget, const char* surface);

/// Margins and spacing in units of the 4 px grid.
void setGrid(QBoxLayout& layout, int horizontal, int vertical, int spacing);

/// Has assistive technology read it at once.
void announce(QWidget& widget);

}  // namespace sotto::ui
