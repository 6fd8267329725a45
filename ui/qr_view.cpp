// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/qr_view.h"

#include "core/base/c_ptr.h"
#include "ui/theme.h"

#include <QPainter>
#include <qrencode.h>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kQuietZone = 4;  // modules

}  // namespace

QImage qrImage(const QString& text)
{
    const CPtr<QRcode, QRcode_free> code(
        QRcode_encodeString8bit(text.toUtf8().constData(), 0, QR_ECLEVEL_M));
    if (!code)
        return {};
    const int side = code->width + 2 * kQuietZone;
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::white);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if (code->data[y * code->width + x] & 1U)
                image.setPixelColor(x + kQuietZone, y + kQuietZone, Qt::black);
        }
    }
    return image;
}

QrView::QrView(QWidget* parent) : QWidget(parent)
{
    setFixedSize(208, 208);
    setAccessibleName(tr("QR code for the authenticator app"));
}

void QrView::setText(const QString& text)
{
    m_image = text.isEmpty() ? QImage() : qrImage(text);
    update();
}

void QrView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokensFor(palette()).line, 1));
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    if (m_image.isNull())
        return;
    const double ratio = devicePixelRatioF();
    const int scale = std::max(1, static_cast<int>(width() * ratio) / m_image.width());
    const double side = m_image.width() * scale / ratio;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(QRectF((width() - side) / 2, (height() - side) / 2, side, side), m_image);
}

}  // namespace sotto::ui
