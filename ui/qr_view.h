// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <QWidget>

namespace sotto::ui {

/// A QR code, one pixel for each module with the quiet zone of four that ISO/IEC 18004
/// wants; null if the text is too long for one.
QImage qrImage(const QString& text);

/// Draws a QR code in whole device pixels, black on white in every theme: cameras fail on
/// inverted ones.
class QrView final : public QWidget {
    Q_OBJECT
public:
    explicit QrView(QWidget* parent);
    void setText(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_image;
};

}  // namespace sotto::ui
