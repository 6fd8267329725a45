// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer.h"

#include "ui/composer_edit.h"
#include "ui/controls.h"
#include "ui/identifiers.h"
#include "ui/label.h"
#include "ui/patient_bar.h"
#include "ui/quote_bar.h"
#include "ui/request_bar.h"
#include "ui/urgency_look.h"

#include <QActionGroup>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace sotto::ui {
Composer::Composer(QWidget* parent)
    : QFrame(parent),
      m_edit(new ComposerEdit(kMostBytes, this)),
      m_hint(new Label({}, TextRole::Caption, Label::Tone::Secondary, this)),
      m_urgencyButton(new QToolButton(this)),
      m_attach(makeIconButton("attach", Icon::Attach, tr("Attach a file"), this)),
      m_patient(makeIconButton("patient", Icon::Person, tr("About a patient"), this)),
      m_send(makeButton("send", tr("Send"), ButtonKind::Primary, this)),
      m_requests(new RequestBar(this)),
      m_patientBar(new PatientBar(this)),
      m_quoteBar(new QuoteBar(this))
{
    setProperty("surface", QStringLiteral("input"));
    m_urgencyButton->setObjectName(QStringLiteral("urgency"));
    m_urgencyButton->setProperty("kind", QStringLiteral("quiet"));
    m_urgencyButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_urgencyButton->setPopupMode(QToolButton::InstantPopup);
    m_urgencyButton->setFocusPolicy(Qt::StrongFocus);
    m_urgencyButton->setIconSize({18, 18});
    m_urgencyButton->setMenu(makeUrgencyMenu());
    m_send->setIcon(icon(Icon::Send, tokensFor(palette()).onAccent));
    m_send->setAutoDefault(false);

    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGrid);
    row->addWidget(m_urgencyButton);
    row->addWidget(m_attach);
    row->addWidget(m_patient);
    row->addWidget(m_hint, 1);
    row->addWidget(m_send);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 12, 8, 8);
    layout->setSpacing(kGrid);
    auto* editRow = new QHBoxLayout;
    editRow->setContentsMargins(10, 0, 6, 0);
    editRow->addWidget(m_edit);
    auto* quoteRow = new QHBoxLayout;
    quoteRow->setContentsMargins(6, 0, 0, 0);
    quoteRow->addWidget(m_quoteBar);
    layout->addLayout(quoteRow);
    layout->addLayout(editRow);
    layout->addWidget(m_patientBar);
    layout->addWidget(m_requests, 0, Qt::AlignLeft);
    layout->addLayout(row);

    connect(m_edit, &ComposerEdit::sendPressed, this, &Composer::send);
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    connect(m_attach, &QToolButton::clicked, this, &Composer::attachWanted);
    connect(m_patient, &QToolButton::clicked, this, &Composer::patientWanted);
    connect(m_patientBar, &PatientBar::changeWanted, this, &Composer::patientWanted);
    connect(m_patientBar, &PatientBar::dropped, this, [this] {
        choosePatient({});
        focusText();
    });
    connect(m_edit, &ComposerEdit::upPressed, this, &Composer::editLastWanted);
    connect(m_edit, &ComposerEdit::escapePressed, this, &Composer::escape);
    connect(m_quoteBar, &QuoteBar::dropped, this, &Composer::dropQuotation);
    connect(m_edit, &ComposerEdit::slashPressed, this, &Composer::openTemplates);
    connect(m_edit, &ComposerEdit::atPressed, this, &Composer::openMembers);
    connect(m_edit, &ComposerEdit::filesBrought, this, &Composer::filesBrought);
    connect(m_edit, &ComposerEdit::focusChanged, this,
            [this](bool has) { setSurface(*this, has ? "inputFocus" : "input"); });
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        updateState();
        if (!m_restoring && !isCorrecting())
            Q_EMIT textEdited();
    });
    connect(m_edit, &ComposerEdit::pasteCut, this,
            [this] { m_hint->setText(tr("Only the first part was pasted: 16 kB is the most.")); });
    setFocusProxy(m_edit);
    setUrgency(Urgency::Fyi);
    updateState();
}

QMenu* Composer::makeUrgencyMenu()
{
    auto* menu = new QMenu(m_urgencyButton);
    m_urgencies = new QActionGroup(this);
    const auto tokens = tokensFor(palette());
    for (const auto urgency : {Urgency::Fyi, Urgency::Action, Urgency::Concern, Urgency::Stat}) {
        const auto look = lookOf(urgency, tokens);
        auto* action = menu->addAction(icon(look.icon, look.color), {});
        action->setActionGroup(m_urgencies);
        action->setCheckable(true);
        action->setData(static_cast<int>(urgency));
        connect(action, &QAction::triggered, this, [this, urgency] { setUrgency(urgency); });
    }
    nameUrgencies();
    return menu;
}

void Composer::nameUrgencies()
{
    for (auto* action : m_urgencies->actions()) {
        const auto urgency = static_cast<Urgency>(action->data().toInt());
        const auto look = lookOf(urgency, tokensFor(palette()));
        const bool may = urgency != Urgency::Stat || m_maySendStat;
        action->setText(
            tr("%1: %2").arg(look.word, may ? look.meaning : tr("not for your role to send")));
        action->setEnabled(may);
    }
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

void Composer::setText(const QString& text)
{
    const QScopedValueRollback restoring(m_restoring, true);
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

bool Composer::addToDraft(const QString& text)
{
    const auto typed = draft();
    const auto all = typed.isEmpty() ? text : text + QLatin1Char('\n') + typed;
    if (isCorrecting())
        m_before = all;
    else
        setText(all);
    return !typed.isEmpty();
}

void Composer::setMaySendStat(bool may)
{
    m_maySendStat = may;
    nameUrgencies();
    if (!may && m_urgency == Urgency::Stat)
        setUrgency(Urgency::Fyi);
}

void Composer::setUrgency(Urgency urgency)
{
    if (isCorrecting())
        return;  // a correction rings for nobody
    if (urgency == Urgency::Stat && !m_maySendStat) {
        m_hint->setTone(Label::Tone::Danger);
        m_hint->setText(tr("STAT is not for your role to send. Use CONCERN, or call."));
        return;
    }
    m_urgency = urgency;
    const auto look = lookOf(urgency, tokensFor(palette()));
    m_urgencyButton->setIcon(icon(look.icon, look.color));
    m_urgencyButton->setText(look.word + QStringLiteral(" ▾"));
    m_urgencyButton->setAccessibleName(tr("Urgency: %1").arg(look.word));
    setPlainToolTip(*m_urgencyButton, look.meaning);
    m_requests->setUrgency(urgency);
    for (auto* action : m_urgencies->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(urgency));
    updateState();
}

void Composer::setLimits(const AlertLimits& limits)
{
    m_limits = limits;
    m_requests->setLimits(limits);
    updateState();
}

void Composer::setPrompting(std::optional<Prompting> prompting)
{
    m_prompting = std::move(prompting);
    updateState();
}

void Composer::choosePatient(const About& about)
{
    setAbout(about);
    if (!isCorrecting())
        Q_EMIT aboutChanged(about);
}

void Composer::setAbout(const About& about)
{
    m_patientBar->setAbout(about);
    m_patientBar->setQuestion({});
    m_patientAsked = false;
    updateState();
}

const About& Composer::about() const
{
    return m_patientBar->about();
}

void Composer::setQuotation(std::optional<QuotationSnapshot> quotation)
{
    m_quoteBar->setQuotation(std::move(quotation));
    if (isCorrecting())
        m_quoteBar->hide();  // a correction answers what its message answered
}

const std::optional<QuotationSnapshot>& Composer::quotation() const
{
    return m_quoteBar->quotation();
}

void Composer::dropQuotation()
{
    setQuotation({});
    Q_EMIT quotationDropped();
    focusText();
}

void Composer::escape()
{
    if (isCorrecting())
        endCorrection();
    else if (quotation())
        dropQuotation();
}

/// Once for each message.
QString Composer::takePatientQuestion(const About& about)
{
    if (!about || m_patientAsked || !m_prompting || !m_prompting->asksForPatient)
        return {};
    m_patientAsked = true;
    return tr("%1 is not known to treat patients. Is the patient needed?").arg(m_prompting->whom);
}

bool Composer::asksForPatient()
{
    const auto question = takePatientQuestion(about());
    if (question.isEmpty())
        return false;
    m_patientBar->setQuestion(tr("%1 Enter again sends it.").arg(question));
    return true;
}

QString Composer::identifierHint() const
{
    const auto found = m_prompting ? identifierIn(text(), m_prompting->thisYear) : Identifier::None;
    return found == Identifier::None
        ? QString()
        : tr("This looks like %1. Does %2 need it?").arg(wordsFor(found), m_prompting->whom);
}

/// A menu: the arrow keys and Enter choose, a first letter jumps, Escape leaves the slash.
void Composer::openTemplates()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("templates"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto& one : m_templates) {
        auto* action = menu->addAction(withoutMnemonic(one.name));
        connect(action, &QAction::triggered, m_edit, [this, text = one.text] {
            m_hasTemplate = true;
            m_edit->insertTemplate(text);
            m_edit->setFocus();
        });
    }
    popUpAtCursor(*menu);
}

/// The same of the names of a team; Escape leaves the at sign.
void Composer::openMembers()
{
    if (m_members.isEmpty() || isCorrecting())
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("members"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto& one : m_members) {
        auto* action = menu->addAction(withoutMnemonic(one.name));
        connect(action, &QAction::triggered, m_edit, [this, name = one.name] {
            m_edit->insertName(name);
            m_edit->setFocus();
        });
    }
    popUpAtCursor(*menu);
}

void Composer::popUpAtCursor(QMenu& menu)
{
    menu.setActiveAction(menu.actions().value(0));
    const auto size = menu.sizeHint();
    menu.popup(m_edit->mapToGlobal(m_edit->cursorRect().topLeft()) - QPoint(0, size.height() + 4));
}

/// A [place] that nobody filled in: asked about once, and sent at the next Enter.
bool Composer::asksForPlaces()
{
    if (!m_hasTemplate || m_placesAsked || !m_edit->selectPlace(true))
        return false;
    m_placesAsked = true;
    updateState();
    return true;
}

void Composer::startCorrection(MessageId id, const QString& text, const About& about)
{
    if (!isCorrecting()) {
        m_before = this->text();
        m_aboutBefore = this->about();
    }
    reset();
    setAbout(about);
    m_correcting = id;
    m_quoteBar->hide();
    setText(text);
    m_urgencyButton->setEnabled(false);
    updateState();
    focusText();
}

void Composer::endCorrection()
{
    if (!isCorrecting())
        return;
    m_correcting = {};
    m_quoteBar->setVisible(quotation().has_value());
    m_urgencyButton->setEnabled(true);
    setText(std::exchange(m_before, {}));
    setAbout(std::exchange(m_aboutBefore, {}));
    updateState();
}

void Composer::reset()
{
    m_hasTemplate = m_placesAsked = false;
    setUrgency(Urgency::Fyi);
    setAbout({});
    m_requests->reset();
}

void Composer::focusText()
{
    m_edit->setFocus();
}

void Composer::setMaySend(bool may)
{
    m_maySend = may;
    updateState();
}

void Composer::send()
{
    if (!m_send->isEnabled())
        return;
    const auto toSend = text();
    if (asksForPlaces() || asksForPatient())
        return;
    auto request = m_requests->request();
    request.about = about();
    if (quotation())
        request.replyTo = quotation()->message;
    request.mentions = mentionsIn(toSend.trimmed(), m_members);
    if (isCorrecting()) {
        const auto id = m_correcting;
        endCorrection();
        Q_EMIT correctionRequested(id, toSend, request.about);
        return;
    }
    m_edit->clear();
    setQuotation({});
    reset();  // an urgency is for one message: STAT must not stick
    Q_EMIT sendRequested(toSend, request);
}

void Composer::setStatWaits(const QString& why)
{
    m_statWaits = why;
    updateState();
}

/// What the person should weigh before sending; it prompts and never blocks.
QString Composer::warning() const
{
    return m_urgency == Urgency::Stat && !m_statWaits.isEmpty() ? m_statWaits : identifierHint();
}

/// Quiet words.
QString Composer::hint() const
{
    if (isCorrecting())
        return tr("Enter corrects the message, Esc leaves it as it is");
    if (m_patientAsked)
        return {};  // the question says what Enter does
    if (m_placesAsked)
        return tr("Fill in what stands in brackets, or press Enter again to send it like this");
    if (m_urgency == Urgency::Stat && m_limits.statDailyWarn > 0 &&
        m_limits.statToday >= m_limits.statDailyWarn)
        return tr("You have sent %n STAT message(s) in 24 hours. Is this one an emergency?",
                  nullptr, m_limits.statToday);
    return text().isEmpty() ? QString() : tr("Enter sends, Shift+Enter starts a new line");
}

void Composer::updateState()
{
    const auto bytes = text().toUtf8().size();
    const bool tooLong = bytes > kMostBytes;
    const auto prompt = warning();
    m_hint->setTone(tooLong || !m_maySend  ? Label::Tone::Danger
                        : prompt.isEmpty() ? Label::Tone::Secondary
                                           : Label::Tone::Caution);
    if (!m_maySend)
        m_hint->setText(tr("Nothing can be sent until the disk takes it. Your text is kept."));
    else if (tooLong)
        m_hint->setText(
            tr("Too long by %n character(s)", nullptr, static_cast<int>(bytes - kMostBytes)));
    else
        m_hint->setText(prompt.isEmpty() ? hint() : prompt);
    m_attach->setEnabled(m_maySend && !isCorrecting());
    // The button says what it will do: nobody sends a STAT without having read the word.
    m_send->setText(isCorrecting() ? tr("Correct")
                        : m_urgency > Urgency::Fyi
                        ? tr("Send %1").arg(lookOf(m_urgency, tokensFor(palette())).word)
                        : tr("Send"));
    m_send->setEnabled(m_maySend && !tooLong && !text().trimmed().isEmpty());
}

}  // namespace sotto::ui
