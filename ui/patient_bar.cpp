// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patient_bar.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/patient_words.h"

#include <QGridLayout>
#include <QToolButton>

#include <algorithm>

namespace sotto::ui {
PatientBar::PatientBar(QWidget* parent)
    : QWidget(parent),
      m_chip(new QToolButton(this)),
      m_drop(makeIconButton("patientDrop", Icon::Close, tr("About no patient"), this)),
      m_notice(new Label({}, TextRole::Caption, Label::Tone::Caution, this))
{
    m_chip->setObjectName(QStringLiteral("patientChip"));
    m_chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_chip->setFocusPolicy(Qt::StrongFocus);
    m_chip->setIcon(icon(Icon::Person, tokensFor(palette()).accent));
    m_chip->setIconSize({18, 18});
    m_chip->setMinimumWidth(80);  // the window may be narrower than a name
    m_notice->wrapped();
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->setHorizontalSpacing(kGrid);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_chip, 0, 0);
    layout->addWidget(m_drop, 0, 1);
    layout->setColumnStretch(2, 1);
    layout->addWidget(m_notice, 1, 0, 1, 3);
    connect(m_chip, &QToolButton::clicked, this, &PatientBar::changeWanted);
    connect(m_drop, &QToolButton::clicked, this, &PatientBar::dropped);
    showState();
}

void PatientBar::setAbout(About about)
{
    m_about = std::move(about);
    showState();
}

void PatientBar::setQuestion(const QString& question)
{
    m_question = question;
    showState();
}

void PatientBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showState();
}

void PatientBar::showState()
{
    setVisible(m_about.has_value());
    if (!m_about)
        return;
    const auto shown = shownAs(*m_about);
    const int room = std::max(120, width() - 110);  // without icon, cross and margins
    m_chip->setText(
        withoutMnemonic(elidedPatient(shown, QFontMetricsF(m_chip->font()), double(room))));
    m_chip->setAccessibleName(tr("About the patient %1").arg(patientWords(shown)));
    setPlainToolTip(*m_chip, tr("The patient whom the next message is about. Change it."));
    QStringList notices{m_question, sensitiveNotice(shown.labels)};
    notices.removeAll(QString());
    m_notice->setText(notices.join(QLatin1Char('\n')));
    m_notice->setVisible(!notices.isEmpty());
}

}  // namespace sotto::ui
