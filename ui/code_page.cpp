// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/code_page.h"

#include "ui/code_field.h"
#include "ui/controls.h"
#include "ui/life_bar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {

CodePage::CodePage(Client& client, Time time, QWidget* parent)
    : Page(parent),
      m_client(client),
      m_time(time),
      m_code(nullptr),
      m_life(nullptr),
      m_lifeText(nullptr),
      m_recovery(nullptr),
      m_entry(new QStackedWidget(card())),
      m_continue(makeButton("submitCode", tr("Continue"), ButtonKind::Primary, card())),
      m_toggle(makeButton("useRecoveryCode", {}, ButtonKind::Link, card()))
{
    setHeading(tr("Enter your code"),
               tr("Open your authenticator app and type the code that it "
                  "shows for Sotto."));
    m_entry->addWidget(makeCodeEntry());
    m_entry->addWidget(makeRecoveryEntry());
    body().addWidget(m_entry);
    body().addWidget(m_continue);
    auto* links = new QHBoxLayout;
    auto* back = makeButton("cancel", tr("Start again"), ButtonKind::Link, card());
    links->addWidget(m_toggle);
    links->addStretch(1);
    links->addWidget(back);
    body().addLayout(links);
    body().addWidget(
        new Label(tr("Checked by the relay"), TextRole::Caption, Label::Tone::Secondary, card()), 0,
        Qt::AlignHCenter);

    connect(m_continue, &QPushButton::clicked, this, &CodePage::submit);
    connect(m_toggle, &QPushButton::clicked, this,
            [this] { useRecovery(m_entry->currentIndex() == 0); });
    connect(back, &QPushButton::clicked, this, [this] { m_client.cancelSignIn(); });
    useRecovery(false);
    tick();
}

CodePage::~CodePage() = default;

QWidget* CodePage::makeCodeEntry()
{
    auto* entry = new QWidget(m_entry);
    auto* layout = new QVBoxLayout(entry);
    setGrid(*layout, 0, 0, 2);
    m_code = new CodeField(entry);
    m_life = new LifeBar(entry);
    m_lifeText = new Label({}, TextRole::Caption, Label::Tone::Secondary, entry);
    layout->addWidget(m_code, 0, Qt::AlignHCenter);
    layout->addSpacing(kGrid);
    layout->addWidget(m_life);
    layout->addWidget(m_lifeText);
    connect(m_code, &CodeField::changed, this,
            [this] { m_continue->setEnabled(m_code->isComplete()); });
    connect(m_code, &CodeField::completed, this, &CodePage::submit);
    connect(m_code, &CodeField::submitted, this, &CodePage::submit);
    return entry;
}

QWidget* CodePage::makeRecoveryEntry()
{
    auto* entry = new QWidget(m_entry);
    auto* layout = new QVBoxLayout(entry);
    setGrid(*layout, 0, 0, 1);
    auto* caption = new Label(tr("Recovery code"), TextRole::Strong, entry);
    m_recovery = new QLineEdit(entry);
    m_recovery->setObjectName(QStringLiteral("recoveryCode"));
    m_recovery->setAccessibleName(caption->text());
    m_recovery->setMaxLength(64);
    m_recovery->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    caption->setBuddy(m_recovery);
    layout->addWidget(caption);
    layout->addWidget(m_recovery);
    layout->addWidget((new Label(tr("One of the ten codes from your first sign-in. Each one works "
                                    "once."),
                                 TextRole::Caption, Label::Tone::Secondary, entry))
                          ->wrapped());
    layout->addStretch(1);
    connect(m_recovery, &QLineEdit::textChanged, this,
            [this] { m_continue->setEnabled(!m_recovery->text().trimmed().isEmpty()); });
    connect(m_recovery, &QLineEdit::returnPressed, this, &CodePage::submit);
    return entry;
}

void CodePage::setStage(const SignInStage& stage)
{
    m_periodS = std::clamp(stage.codePeriodS, 15, 120);
    m_code->setDigits(stage.codeDigits);
    m_recovery->clear();
    m_continue->setEnabled(false);
    tick();
}

QWidget* CodePage::firstField() const
{
    return m_entry->currentIndex() == 0 ? static_cast<QWidget*>(m_code) : m_recovery;
}

void CodePage::useRecovery(bool on)
{
    m_entry->setCurrentIndex(on ? 1 : 0);
    m_toggle->setText(on ? tr("Use the app's code") : tr("Use a recovery code"));
    m_continue->setEnabled(on ? !m_recovery->text().isEmpty() : m_code->isComplete());
    firstField()->setFocus();
}

void CodePage::submit()
{
    if (!m_continue->isEnabled())
        return;
    clearProblem();
    const bool recovery = m_entry->currentIndex() == 1;
    const auto code = recovery ? m_recovery->text().trimmed() : m_code->code();
    m_recovery->clear();
    m_code->clear();
    m_client.submitCode(code);
}

void CodePage::tick()
{
    // RFC 6238, 4.2: a code lives from one multiple of the period to the next.
    const auto seconds = toMs(m_time.clock.wallNow()) / 1000;
    const int left = m_periodS - static_cast<int>(seconds % m_periodS);
    m_life->setLeft(left, m_periodS);
    m_lifeText->setText(tr("The app shows a new code in %n s", nullptr, left));
    m_tick = m_time.scheduler.after(std::chrono::seconds{1}, [this] { tick(); });
}

}  // namespace sotto::ui
