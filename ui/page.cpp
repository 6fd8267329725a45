// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page.h"

#include "ui/controls.h"

#include <QFrame>
#include <QPainter>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

/// The product's sign: a shield on a rounded square in the accent colour.
class Mark final : public QWidget {
public:
    explicit Mark(QWidget* parent) : QWidget(parent) { setFixedSize(32, 32); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const auto tokens = tokensFor(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        painter.drawRoundedRect(rect(), kRadius, kRadius);
        paintIcon(painter, Icon::Shield, QRectF(rect()).adjusted(5, 5, -5, -5), tokens.onAccent);
    }
};

}  // namespace

Page::Page(QWidget* parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget(this);
    content->setObjectName(QStringLiteral("pageBody"));
    setWidget(content);

    m_card = makeSurface("card", content);
    m_body = new QVBoxLayout(m_card);
    setGrid(*m_body, 8, 8, 3);
    m_title = new Label({}, TextRole::Screen, m_card);
    m_title->wrapped();
    m_lead = (new Label({}, TextRole::Body, Label::Tone::Secondary, m_card))->wrapped();
    m_problem = new ProblemBox(ProblemBox::Close::ByOwner, m_card);
    m_body->addWidget(m_title);
    m_body->addWidget(m_lead);
    m_body->addSpacing(kGrid);
    m_body->addWidget(m_problem);

    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_card, 100);
    middle->addStretch(1);
    auto* outer = new QVBoxLayout(content);
    setGrid(*outer, 4, 6, 4);
    outer->addStretch(2);
    outer->addWidget(makeMark(content), 0, Qt::AlignHCenter);
    outer->addLayout(middle);
    outer->addStretch(3);
    setCardWidth(440);
}

QWidget* Page::makeMark(QWidget* parent)
{
    auto* row = new QWidget(parent);
    auto* layout = new QHBoxLayout(row);
    setGrid(*layout, 0, 0, 2);
    layout->addWidget(new Mark(row));
    layout->addWidget(new Label(tr("Sotto"), TextRole::Title, row));
    return row;
}

void Page::showProblem(const Problem& problem)
{
    m_problem->showProblem(problem);
    if (auto* field = firstField())
        field->setFocus();
}

void Page::clearProblem()
{
    m_problem->hide();
}

void Page::setHeading(const QString& title, const QString& lead)
{
    m_title->setText(title);
    m_lead->setText(lead);
    m_lead->setVisible(!lead.isEmpty());
}

void Page::setCardWidth(int px)
{
    m_card->setMaximumWidth(px);
    m_card->setMinimumWidth(std::min(px, 320));
}

void Page::addField(const QString& caption, QWidget* field)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(kGrid);
    auto* label = new Label(caption, TextRole::Strong, m_card);
    label->setBuddy(field);
    column->addWidget(label);
    column->addWidget(field);
    m_body->addLayout(column);
    field->setAccessibleName(caption);
}

}  // namespace sotto::ui
