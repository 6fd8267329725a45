// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/countdown_bar.h"

#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"
#include "ui/life_bar.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {

CountdownBar::CountdownBar(QWidget* parent)
    : QFrame(parent),
      m_text(new Label({}, TextRole::Strong, Label::Tone::Caution, this)),
      m_life(new LifeBar(this))
{
    setObjectName(QStringLiteral("countdown"));
    setProperty("surface", QStringLiteral("caution"));
    auto* keep = makeButton("keepOpen", tr("Stay signed in"), ButtonKind::Outlined, this);
    auto* row = new QHBoxLayout;
    setGrid(*row, 4, 2, 3);
    row->addWidget(new IconView(Icon::Clock, tokensFor(palette()).concern, this));
    row->addWidget(m_text, 1);
    row->addWidget(keep);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(m_life);
    connect(keep, &QPushButton::clicked, this, &CountdownBar::keepOpen);
    hide();
}

void CountdownBar::showSeconds(int left)
{
    const bool first = isHidden();
    m_whole = first ? left : std::max(m_whole, left);
    m_text->setText(tr("Locks in %n s. Any key or click keeps it open.", nullptr, left));
    m_life->setLeft(left, m_whole);
    setAccessibleName(m_text->text());
    show();
    if (first) {
        announce(*this);
    }
}

void CountdownBar::finish()
{
    hide();
    m_whole = 0;
}

}  // namespace sotto::ui
