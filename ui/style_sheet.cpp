// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style_sheet.h"

#include "ui/theme.h"

#include <utility>

namespace sotto::ui {
namespace {

// Borders are 2 px where a focus ring may come, so that nothing moves when it does.
constexpr const char* kSheet = R"(
QToolTip { color: @text; background: @surface; border: 1px solid @edge; padding: 4px; }

QPushButton, QToolButton {
    color: @text; background: @surface; border: 1px solid @edge; border-radius: 8px;
    padding: 7px 15px; min-height: 20px;
}
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:open { background: @pressed; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: 6px 14px; }
QPushButton:disabled, QToolButton:disabled { color: @textSecondary; border-color: @line; }

*[kind="primary"] {
    color: @onAccent; background: @accent; border: 1px solid @accent; font-weight: 600;
}
*[kind="primary"]:hover, *[kind="primary"]:pressed { background: @accentHover; }
*[kind="primary"]:focus { border: 2px solid @text; }
*[kind="primary"]:disabled { color: @textSecondary; background: @pressed; border-color: @line; }

*[kind="danger"] {
    color: @stat; background: @statWeak; border: 1px solid @stat; font-weight: 600;
}
*[kind="danger"]:hover { background: @surface; }
*[kind="danger"]:focus { border: 2px solid @stat; }

*[kind="quiet"] { background: transparent; border: 2px solid transparent; padding: 5px 9px; }
*[kind="quiet"]:hover { background: @hover; }
*[kind="quiet"]:pressed, *[kind="quiet"]:open { background: @pressed; }
*[kind="quiet"]:focus { border-color: @accent; padding: 5px 9px; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }

*[kind="inner"] {
    background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 0;
    min-height: 0;
}
*[kind="inner"]:hover { background: @hover; }
*[kind="inner"]:checked { background: @accentWeak; }
*[kind="inner"]:focus { border-color: @accent; padding: 0; }

*[kind="link"] {
    color: @accent; background: transparent; border: 2px solid transparent;
    padding: 3px 5px; text-decoration: underline;
}
*[kind="link"]:hover { background: @accentWeak; }
*[kind="link"]:focus { border-color: @accent; padding: 3px 5px; }

*[kind="nav"] {
    background: transparent; border: 2px solid transparent; padding: 7px 9px; text-align: left;
}
*[kind="nav"]:hover { background: @hover; }
*[kind="nav"]:checked { background: @accentWeak; color: @accent; font-weight: 600; }
*[kind="nav"]:focus { border-color: @accent; padding: 7px 9px; }

QLineEdit, QPlainTextEdit {
    color: @text; background: @surface; border: 1px solid @edge; border-radius: 8px;
    padding: 7px 11px; selection-background-color: @accent; selection-color: @onAccent;
}
QLineEdit { min-height: 20px; }
QLineEdit:hover { border-color: @textSecondary; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid @accent; padding: 6px 10px; }
QLineEdit:disabled { color: @textSecondary; background: @window; }
QPlainTextEdit[kind="bare"], QPlainTextEdit[kind="bare"]:focus {
    border: none; background: transparent; padding: 0;
}

QCheckBox, QRadioButton {
    spacing: 8px; padding: 4px; border: 2px solid transparent; border-radius: 4px;
}
QCheckBox:focus, QRadioButton:focus { border-color: @accent; }
QCheckBox::indicator {
    width: 16px; height: 16px; border: 1px solid @edge; border-radius: 4px; background: @surface;
}
QCheckBox::indicator:hover { border-color: @text; }
QCheckBox::indicator:checked {
    background: @accent; border-color: @accent; image: url(:/icons/tick_@tone.svg);
}

QMenuBar { background: @surface; color: @text; border-bottom: 1px solid @line; padding: 2px 4px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenuBar::item:pressed { background: @pressed; }
QMenu { background: @surface; color: @text; border: 1px solid @edge; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: @accentWeak; color: @text; }
QMenu::item:disabled { color: @textSecondary; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }

QAbstractItemView { background: @surface; border: none; outline: none; }
QListView#messageList { background: @window; }
QTableView {
    background: @surface; color: @text; border: 1px solid @line;
    selection-background-color: @accentWeak; selection-color: @text;
}
QTableView::item { padding: 6px 12px; border: none; border-bottom: 1px solid @line; }
QTableView::item:selected { background: @accentWeak; color: @text; }
QHeaderView { background: @surface; }
QHeaderView::section {
    background: @surface; color: @textSecondary; border: none; border-bottom: 1px solid @line;
    padding: 8px 12px; font-weight: 600;
}
QScrollArea, QScrollArea > QWidget > QWidget#pageBody { background: transparent; border: none; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical {
    background: @edge; border-radius: 3px; min-height: 32px; margin: 2px 3px;
}
QScrollBar::handle:vertical:hover { background: @textSecondary; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal {
    background: @edge; border-radius: 3px; min-width: 32px; margin: 3px 2px;
}
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: @line; }
*[surface="card"] { background: @surface; border: 1px solid @line; border-radius: 12px; }
*[surface="panel"] { background: @surface; }
*[surface="field"] { background: @window; border: 1px solid @line; border-radius: 8px; }
*[surface="input"] { background: @surface; border: 1px solid @edge; border-radius: 12px; }
*[surface="inputFocus"] { background: @surface; border: 2px solid @accent; border-radius: 12px; }
*[surface="danger"] { background: @statWeak; border: 1px solid @stat; border-radius: 8px; }
*[surface="strip"] { background: @statWeak; border-bottom: 1px solid @stat; }
*[surface="emergency"] { background: @statWeak; border-bottom: 2px solid @stat; }
*[surface="caution"] { background: @concernWeak; border-bottom: 1px solid @concern; }
*[surface="notice"] { background: @accentWeak; border-bottom: 1px solid @line; }
*[surface="line"] { background: @line; border: none; }

QLabel { background: transparent; border: none; }
QLabel[tone="secondary"] { color: @textSecondary; }
QLabel[tone="accent"] { color: @accent; }
QLabel[tone="danger"] { color: @stat; }
QLabel[tone="caution"] { color: @concern; }
)";

}  // namespace

QString styleSheetFor(const Tokens& t)
{
    // Longer names first: "@text" is the beginning of "@textSecondary".
    const std::pair<const char*, QColor> values[] = {
        {"@textSecondary", t.textSecondary},
        {"@text", t.text},
        {"@onAccent", t.onAccent},
        {"@accentHover", t.accentHover},
        {"@accentWeak", t.accentWeak},
        {"@accent", t.accent},
        {"@window", t.window},
        {"@surface", t.surface},
        {"@line", t.line},
        {"@edge", t.edge},
        {"@hover", t.hover},
        {"@pressed", t.pressed},
        {"@concernWeak", t.concernWeak},
        {"@concern", t.concern},
        {"@statWeak", t.statWeak},
        {"@stat", t.stat},
    };
    auto sheet = QString::fromLatin1(kSheet);
    sheet.replace(QLatin1String("@tone"),
                  t.onAccent.lightnessF() > 0.5F ? QLatin1String("light") : QLatin1String("dark"));
    for (const auto& [name, color] : values)
        sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

}  // namespace sotto::ui
