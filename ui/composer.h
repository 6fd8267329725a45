// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/message.h"
#include "ui/attach_strip.h"

#include <QFrame>
#include <QPlainTextEdit>

class QActionGroup;
class QMenu;
class QPushButton;
class QToolButton;

namespace sotto::ui {

class Label;

/// The text field of the composer: Enter sends, Shift+Enter breaks the line, paste is plain
/// text and capped (hostile.md G18). Grows from one line to eight.
class ComposerEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit ComposerEdit(QWidget* parent);

Q_SIGNALS:
    void sendPressed();
    void pasteCut();
    void filesBrought(const QList<sotto::ui::Chosen>& files);  ///< dropped or pasted
    void focusChanged(bool has);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitHeight();
};

/// Where a message is written: text, urgency, send.
class Composer final : public QFrame {
    Q_OBJECT
public:
    static constexpr qsizetype kMostBytes = 16 * 1024;  ///< UTF-8; also the cap of SafeText

    explicit Composer(QWidget* parent);

    QString text() const;
    void setText(const QString& text);  ///< does not count as typing: no textEdited()
    void setUrgency(Urgency urgency);

    Urgency urgency() const { return m_urgency; }

    void focusText();

    /// No: the text stays, and the button says why it cannot go.
    void setMaySend(bool may);

Q_SIGNALS:
    void textEdited();
    void sendRequested(const QString& text, sotto::Urgency urgency);
    void attachWanted();  ///< the paper clip
    void filesBrought(const QList<sotto::ui::Chosen>& files);

private:
    void send();
    void updateState();
    QMenu* makeUrgencyMenu();

    ComposerEdit* m_edit;
    Label* m_hint;
    QToolButton* m_urgencyButton;
    QToolButton* m_attach;
    QPushButton* m_send;
    QActionGroup* m_urgencies = nullptr;
    Urgency m_urgency = Urgency::Fyi;
    bool m_restoring = false;
    bool m_maySend = true;
};

}  // namespace sotto::ui
