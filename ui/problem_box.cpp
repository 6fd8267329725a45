// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problem_box.h"

#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QToolButton>

namespace sotto::ui {

ProblemBox::ProblemBox(Close close, QWidget* parent)
    : QFrame(parent),
      m_happened(new Label({}, TextRole::Strong, Label::Tone::Danger, this)),
      m_safe(new Label({}, TextRole::Body, this)),
      m_next(new Label({}, TextRole::Body, this))
{
    setObjectName(QStringLiteral("problem"));
    setProperty("surface",
                close == Close::ByOwner ? QStringLiteral("danger") : QStringLiteral("strip"));
    auto* words = new QVBoxLayout;
    words->setSpacing(kGrid);
    for (auto* label : {m_happened, m_safe, m_next})
        words->addWidget(label->wrapped());
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 3, 3, 3);
    layout->addWidget(new IconView(Icon::Warning, tokensFor(palette()).stat, this), 0,
                      Qt::AlignTop);
    layout->addLayout(words, 1);
    if (close == Close::ByPerson) {
        auto* button = makeIconButton("closeProblem", Icon::Close, tr("Close"), this);
        layout->addWidget(button, 0, Qt::AlignTop);
        connect(button, &QToolButton::clicked, this, &QWidget::hide);
    }
    hide();
}

void ProblemBox::showProblem(const Problem& problem)
{
    showText(errorText(problem));
}

void ProblemBox::showText(const ErrorText& text)
{
    m_happened->setText(text.happened);
    m_safe->setText(text.safe);
    m_next->setText(text.next);
    setAccessibleName(QStringList{text.happened, text.safe, text.next}.join(QLatin1Char(' ')));
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

}  // namespace sotto::ui
