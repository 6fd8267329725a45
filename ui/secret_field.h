// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret_bytes.h"
#include "ui/typed_field.h"

class QToolButton;

namespace sotto::ui {

/// A password entry whose characters stand in one locked buffer, not in QStrings that Qt
/// copies about. What is typed goes at the end; Delete or Ctrl+Backspace empties it.
///
/// Each keystroke still passes through Qt's event as a one-character QString; that much
/// cannot be avoided.
class SecretField final : public TypedField {
    Q_OBJECT
public:
    static constexpr std::size_t kCapacity = 256;  ///< bytes of UTF-8; more is refused

    enum class Show : std::uint8_t { Dots, Text };

    SecretField(const QString& accessibleName, Show show, QWidget* parent);

    /// What was typed, in UTF-8; the field is empty afterwards.
    SecretBytes take();

    int length() const override;
    void clear() override;
    QString spokenValue() const override;

    bool isSecret() const override { return true; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void insertText(QStringView text) override;
    void eraseLast() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setShow(Show show);
    void paintText(QPainter& painter, const QRectF& where);
    void paintDots(QPainter& painter, const QRectF& where);

    SecretBytes m_secret;
    std::size_t m_size = 0;  ///< bytes in use
    Show m_show;
    QToolButton* m_eye;
};

}  // namespace sotto::ui
