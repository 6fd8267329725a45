// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer_edit.h"

#include "ui/templates.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace sotto::ui {
namespace {

constexpr int kMostLines = 8;

}  // namespace

ComposerEdit::ComposerEdit(qsizetype mostBytes, QWidget* parent)
    : QPlainTextEdit(parent),
      m_mostBytes(mostBytes)
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
    if (event->key() == Qt::Key_Up && event->modifiers() == Qt::NoModifier &&
        document()->isEmpty()) {
        Q_EMIT upPressed();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT escapePressed();
        return;
    }
    const bool isFirst = document()->isEmpty();
    QPlainTextEdit::keyPressEvent(event);
    if (isFirst && toPlainText() == QLatin1String("/"))
        Q_EMIT slashPressed();
    if (event->text() == QLatin1String("@") && isAfterSpace())
        Q_EMIT atPressed();
}

/// The sign that was just typed: not in the middle of an e-mail address.
bool ComposerEdit::isAfterSpace() const
{
    const auto at = textCursor().position() - 2;
    return at < 0 || document()->characterAt(at).isSpace();
}

/// After the at sign that was typed.
void ComposerEdit::insertName(const QString& name)
{
    textCursor().insertText(name + QLatin1Char(' '));
}

void ComposerEdit::insertTemplate(const QString& text)
{
    if (toPlainText() == QLatin1String("/"))
        selectAll();
    auto cursor = textCursor();
    const int start = cursor.selectionStart();
    cursor.insertText(text);
    cursor.setPosition(start);
    setTextCursor(cursor);
    if (!selectPlace(false))
        moveCursor(QTextCursor::End);
}

bool ComposerEdit::selectPlace(bool fromStart)
{
    auto cursor = textCursor();
    const auto place = nextPlace(toPlainText(), fromStart ? 0 : cursor.selectionEnd());
    if (!place)
        return false;
    cursor.setPosition(place->at);
    cursor.setPosition(place->at + place->length, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    return true;
}

bool ComposerEdit::focusNextPrevChild(bool next)
{
    return (next && selectPlace(false)) || QPlainTextEdit::focusNextPrevChild(next);
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
    const auto room = std::max<qsizetype>(0, m_mostBytes - toPlainText().toUtf8().size());
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

}  // namespace sotto::ui
