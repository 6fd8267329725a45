// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attach_strip.h"

#include <QPlainTextEdit>

namespace sotto::ui {

/// The text field of the composer: Enter sends, Shift+Enter breaks the line, paste is plain
/// text and capped (hostile.md G18). Grows from one line to eight. Tab goes to the next [place]
/// of a template, and leaves the field after the last.
class ComposerEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    /// Takes no more than `mostBytes` (UTF-8) from a paste.
    ComposerEdit(qsizetype mostBytes, QWidget* parent);

    /// Puts a template where the cursor stands, over a lone slash; its first place is selected.
    void insertName(const QString& name);
    void insertTemplate(const QString& text);
    /// The next place to fill in after the cursor, or with `fromStart` the first; false: none.
    bool selectPlace(bool fromStart);

Q_SIGNALS:
    void sendPressed();
    void upPressed();  ///< while the field is empty
    void escapePressed();
    void atPressed();     ///< where a name may follow
    void slashPressed();  ///< as the first sign of a message; it stands there
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
    bool focusNextPrevChild(bool next) override;

private:
    bool isAfterSpace() const;
    void fitHeight();

    qsizetype m_mostBytes;
};

}  // namespace sotto::ui
