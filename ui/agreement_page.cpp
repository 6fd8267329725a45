// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agreement_page.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/problem_box.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

constexpr int kLetters = 80;  // of a line that is easily read

}  // namespace

AgreementPage::AgreementPage(QWidget* parent)
    : QFrame(parent),
      m_problem(new ProblemBox(ProblemBox::Close::ByOwner, this)),
      m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("agreement"));
    m_scroll->setObjectName(QStringLiteral("agreementText"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::StrongFocus);
    auto* accept = makeButton("agreementAccept", tr("I have read it and accept it"),
                              ButtonKind::Primary, this);
    auto* refuse = makeButton("agreementRefuse", tr("Sign out"), ButtonKind::Outlined, this);
    auto* buttons = new QHBoxLayout;
    setGrid(*buttons, 0, 0, 2);
    buttons->addWidget(refuse);
    buttons->addStretch(1);
    buttons->addWidget(accept);

    auto* card = makeSurface("card", this);
    auto* inside = new QVBoxLayout(card);
    setGrid(*inside, 6, 6, 3);
    inside->addWidget(
        (new Label(tr("Your clinic\u2019s messaging policy"), TextRole::Screen, card))->wrapped());
    inside->addWidget((new Label(tr("Read it once and accept it. That you did is kept in the "
                                    "activity log; you are asked again only when it changes."),
                                 TextRole::Body, Label::Tone::Secondary, card))
                          ->wrapped());
    inside->addWidget(m_scroll, 1);
    inside->addWidget(m_problem);
    inside->addLayout(buttons);
    card->setMaximumWidth(fontMetrics().averageCharWidth() * kLetters);
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 6, 6, 0);
    layout->addStretch(1);
    layout->addWidget(card, 100);
    layout->addStretch(1);
    connect(accept, &QPushButton::clicked, this, &AgreementPage::accepted);
    connect(refuse, &QPushButton::clicked, this, &AgreementPage::refused);
    setTabOrder(m_scroll, accept);
    setTabOrder(accept, refuse);
}

void AgreementPage::setText(const QStringList& paragraphs)
{
    if (paragraphs == m_paragraphs)
        return;  // the reader keeps their place
    m_paragraphs = paragraphs;
    auto* content = new QWidget(m_scroll);
    content->setObjectName(QStringLiteral("pageBody"));
    auto* layout = new QVBoxLayout(content);
    setGrid(*layout, 0, 0, 3);
    for (const auto& paragraph : paragraphs)
        layout->addWidget((new Label(paragraph, TextRole::Body, content))->wrapped());
    layout->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setAccessibleName(paragraphs.join(QLatin1Char('\n')));
}

void AgreementPage::focusText()
{
    m_scroll->setFocus(Qt::OtherFocusReason);
}

void AgreementPage::showProblem(const Problem& problem)
{
    m_problem->showProblem(problem);
}

}  // namespace sotto::ui
