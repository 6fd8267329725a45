// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace sotto::ui {

/// A field that keeps what is typed in a form of its own (a locked buffer, six digits) and
/// paints it: the keyboard, paste, input methods, focus ring and accessibility of both.
class TypedField : public QWidget {
    Q_OBJECT
public:
    explicit TypedField(QWidget* parent);

    virtual int length() const = 0;  ///< characters typed
    virtual void clear() = 0;

    /// What assistive technology may read: digits or dots, never a password.
    virtual QString spokenValue() const = 0;
    virtual bool isSecret() const = 0;

Q_SIGNALS:
    void changed();
    void submitted();  ///< Enter

protected:
    virtual void insertText(QStringView text) = 0;
    virtual void eraseLast() = 0;

    void tellChanged();  ///< repaint, changed(), accessibility

    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void paste();
};

/// The frame of an input: `active` draws the focus ring.
void paintFieldFrame(QPainter& painter, const QRectF& where, const QWidget& widget, bool active);

}  // namespace sotto::ui
