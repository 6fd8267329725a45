// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/urgency_look.h"

#include <QActionGroup>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextDocument>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace sotto::ui {
namespace {

constexpr int kMostLines = 8;

}  // namespace

ComposerEdit::ComposerEdit(QWidget* parent) : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("composer"));
    setProperty("kind", QStringLiteral("bare"));
    setFrameShape(NoFrame);
    setTabChangesFocus(true);
    setPlaceholderText(tr("Write a message"));
    setAccessibleName(tr("Message"));
    // No correction of any kind: 0.5 must stay 0.5 (hostile.md G22).
    setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhMultiLine);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    connect(this, &QPlainTextEdit::textChanged, this, &ComposerEdit::fitHeight);
    fitHeight();
}

void ComposerEdit::fitHeight()
{
    // A QPlainTextDocumentLayout counts its height in lines.
    const double lines = std::clamp(document()->size().height(), 1.0, double(kMostLines));
    const int height = static_cast<int>(std::ceil(lines * fontMetrics().lineSpacing())) + 4;
    setVerticalScrollBarPolicy(document()->size().height() > kMostLines ? Qt::ScrollBarAsNeeded
                                                                        : Qt::ScrollBarAlwaysOff);
    if (height != this->height())
        setFixedHeight(height);
}

void ComposerEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void ComposerEdit::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !(event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier))) {
        Q_EMIT sendPressed();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void ComposerEdit::focusInEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void ComposerEdit::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged(false);
}

bool ComposerEdit::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasText() || bringsFiles(*source);
}

void ComposerEdit::insertFromMimeData(const QMimeData* source)
{
    if (bringsFiles(*source)) {
        Q_EMIT filesBrought(chosenFrom(*source));
        return;
    }
    auto text = source->text();
    const auto room = std::max<qsizetype>(0, Composer::kMostBytes - toPlainText().toUtf8().size());
    const bool tooLong = text.size() > room || text.toUtf8().size() > room;
    if (tooLong) {
        text.truncate(room);
        while (text.toUtf8().size() > room)
            text.chop(std::max<qsizetype>(1, (text.toUtf8().size() - room) / 4));
        if (!text.isEmpty() && text.back().isHighSurrogate())
            text.chop(1);
    }
    textCursor().insertText(text);
    if (tooLong)
        Q_EMIT pasteCut();
}

Composer::Composer(QWidget* parent)
    : QFrame(parent),
      m_edit(new ComposerEdit(this)),
      m_hint(new Label({}, TextRole::Caption, Label::Tone::Secondary, this)),
      m_urgencyButton(new QToolButton(this)),
      m_attach(makeIconButton("attach", Icon::Attach, tr("Attach a file"), this)),
      m_send(makeButton("send", tr("Send"), ButtonKind::Primary, this))
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
    row->addWidget(m_hint, 1);
    row->addWidget(m_send);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 12, 8, 8);
    layout->setSpacing(kGrid);
    auto* editRow = new QHBoxLayout;
    editRow->setContentsMargins(10, 0, 6, 0);
    editRow->addWidget(m_edit);
    layout->addLayout(editRow);
    layout->addLayout(row);

    connect(m_edit, &ComposerEdit::sendPressed, this, &Composer::send);
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    connect(m_attach, &QToolButton::clicked, this, &Composer::attachWanted);
    connect(m_edit, &ComposerEdit::filesBrought, this, &Composer::filesBrought);
    connect(m_edit, &ComposerEdit::focusChanged, this,
            [this](bool has) { setSurface(*this, has ? "inputFocus" : "input"); });
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        updateState();
        if (!m_restoring)
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
        auto* action =
            menu->addAction(icon(look.icon, look.color), tr("%1: %2").arg(look.word, look.meaning));
        action->setActionGroup(m_urgencies);
        action->setCheckable(true);
        action->setData(static_cast<int>(urgency));
        connect(action, &QAction::triggered, this, [this, urgency] { setUrgency(urgency); });
    }
    return menu;
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

void Composer::setUrgency(Urgency urgency)
{
    m_urgency = urgency;
    const auto look = lookOf(urgency, tokensFor(palette()));
    m_urgencyButton->setIcon(icon(look.icon, look.color));
    m_urgencyButton->setText(look.word + QStringLiteral(" ▾"));
    // The button says what it will do: nobody sends a STAT without having read the word.
    m_send->setText(urgency > Urgency::Fyi ? tr("Send %1").arg(look.word) : tr("Send"));
    m_urgencyButton->setAccessibleName(tr("Urgency: %1").arg(look.word));
    setPlainToolTip(*m_urgencyButton, look.meaning);
    for (auto* action : m_urgencies->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(urgency));
    updateState();
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
    const auto urgency = m_urgency;
    m_edit->clear();
    setUrgency(Urgency::Fyi);  // an urgency is for one message: STAT must not stick
    Q_EMIT sendRequested(toSend, urgency);
}

void Composer::updateState()
{
    const auto bytes = text().toUtf8().size();
    const bool tooLong = bytes > kMostBytes;
    m_hint->setTone(tooLong || !m_maySend ? Label::Tone::Danger : Label::Tone::Secondary);
    if (!m_maySend)
        m_hint->setText(tr("Nothing can be sent until the disk takes it. Your text is kept."));
    else if (tooLong)
        m_hint->setText(
            tr("Too long by %n character(s)", nullptr, static_cast<int>(bytes - kMostBytes)));
    else
        m_hint->setText(text().isEmpty() ? QString()
                                         : tr("Enter sends, Shift+Enter starts a new line"));
    m_attach->setEnabled(m_maySend);
    m_send->setEnabled(m_maySend && !tooLong && !text().trimmed().isEmpty());
}

}  // namespace sotto::ui
