// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls.h"

#include "ui/label.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QFrame>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace sotto::ui {
namespace {

QString kindName(ButtonKind kind)
{
    static constexpr const char* kNames[] = {"", "primary", "danger", "quiet", "link", "nav"};
    return QLatin1String(kNames[static_cast<std::size_t>(kind)]);
}

}  // namespace

QPushButton* makeButton(const char* name, const QString& text, ButtonKind kind, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setProperty("kind", kindName(kind));
    button->setAutoDefault(kind == ButtonKind::Primary);
    button->setCursor(kind == ButtonKind::Link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    return button;
}

QToolButton* makeIconButton(const char* name, Icon which, const QString& text, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setProperty("kind", kindName(ButtonKind::Quiet));
    button->setIcon(icon(which, tokensFor(button->palette()).textSecondary));
    button->setIconSize({kIconSize, kIconSize});
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(text);
    setPlainToolTip(*button, text);
    return button;
}

QFrame* makeSurface(const char* surface, QWidget* parent)
{
    auto* frame = new QFrame(parent);
    frame->setProperty("surface", QLatin1String(surface));
    return frame;
}

QFrame* makeRule(Qt::Orientation orientation, QWidget* parent)
{
    auto* rule = makeSurface("line", parent);
    if (orientation == Qt::Horizontal)
        rule->setFixedHeight(1);
    else
        rule->setFixedWidth(1);
    return rule;
}

void setSurface(QWidget& widget, const char* surface)
{
    widget.setProperty("surface", QLatin1String(surface));
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    widget.update();
}

void setGrid(QBoxLayout& layout, int horizontal, int vertical, int spacing)
{
    layout.setContentsMargins(horizontal * kGrid, vertical * kGrid, horizontal * kGrid,
                              vertical * kGrid);
    layout.setSpacing(spacing * kGrid);
}

void announce(QWidget& widget)
{
    QAccessibleEvent event(&widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

}  // namespace sotto::ui
