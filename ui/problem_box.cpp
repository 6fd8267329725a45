// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problem_box.h"

#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace sotto::ui {

ProblemBox::ProblemBox(Close close, QWidget* parent)
    : QFrame(parent),
      m_close(close),
      m_icon(new IconView(Icon::Warning, tokensFor(palette()).stat, this)),
      m_happened(new Label({}, TextRole::Strong, Label::Tone::Danger, this)),
      m_safe(new Label({}, TextRole::Body, this)),
      m_next(new Label({}, TextRole::Body, this))
{
    setObjectName(QStringLiteral("problem"));
    setCalm(false);
    auto* words = new QVBoxLayout;
    words->setSpacing(kGrid);
    for (auto* label : {m_happened, m_safe, m_next})
        words->addWidget(label->wrapped());
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 3, 3, 3);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
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
    setCalm(problem.kind == ProblemKind::SignedInHere);
}

/// Something to know, and nothing wrong: not in red.
void ProblemBox::setCalm(bool calm)
{
    const auto tokens = tokensFor(palette());
    setSurface(*this, calm ? "field" : m_close == Close::ByOwner ? "danger" : "strip");
    m_icon->setIcon(calm ? Icon::Lock : Icon::Warning, calm ? tokens.accent : tokens.stat);
    m_happened->setTone(calm ? Label::Tone::Normal : Label::Tone::Danger);
}

void ProblemBox::showText(const ErrorText& text)
{
    m_happened->setText(text.happened);
    m_safe->setText(text.safe);
    m_next->setText(text.next);
    setAccessibleName(QStringList{text.happened, text.safe, text.next}.join(QLatin1Char(' ')));
    show();
    announce(*this);
}

}  // namespace sotto::ui
