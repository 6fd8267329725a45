// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/secret_field.h"

#include "ui/controls.h"
#include "ui/label.h"

#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <cstring>

namespace sotto::ui {
namespace {

constexpr int kPad = 12;

bool isContinuation(std::uint8_t byte)
{
    return (byte & 0xC0U) == 0x80U;
}

}  // namespace

SecretField::SecretField(const QString& accessibleName, Show show, QWidget* parent)
    : TypedField(parent),
      m_secret(kCapacity, SecretBytes::Memory::Locked),
      m_show(show),
      m_eye(makeIconButton("reveal", Icon::Eye, tr("Show what is typed"), this))
{
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_eye->setProperty("kind", QStringLiteral("inner"));
    m_eye->setCheckable(true);
    m_eye->setChecked(show == Show::Text);
    m_eye->setCursor(Qt::ArrowCursor);
    connect(m_eye, &QToolButton::toggled, this,
            [this](bool on) { setShow(on ? Show::Text : Show::Dots); });
}

SecretBytes SecretField::take()
{
    auto taken = std::move(m_secret);
    taken.shrink(m_size);
    m_secret = SecretBytes(kCapacity, SecretBytes::Memory::Locked);
    m_size = 0;
    tellChanged();
    return taken;
}

int SecretField::length() const
{
    return static_cast<int>(std::count_if(m_secret.data(), m_secret.data() + m_size,
                                          [](auto byte) { return !isContinuation(byte); }));
}

void SecretField::clear()
{
    wipe(m_secret.data(), m_size);
    m_size = 0;
    tellChanged();
}

QString SecretField::spokenValue() const
{
    return QString(length(), QChar(0x2022));
}

void SecretField::insertText(QStringView text)
{
    QString clean;
    for (const auto c : text) {
        if (c.isPrint() || c.isSurrogate())
            clean += c;
    }
    auto utf8 = clean.toUtf8();
    wipe(clean.data(), static_cast<std::size_t>(clean.size()) * sizeof(QChar));
    const auto size = static_cast<std::size_t>(utf8.size());
    if (size > 0 && size <= kCapacity - m_size) {
        std::memcpy(m_secret.data() + m_size, utf8.constData(), size);
        m_size += size;
    }
    wipe(utf8.data(), size);
    tellChanged();
}

void SecretField::eraseLast()
{
    while (m_size > 0) {
        const auto last = m_secret.data()[--m_size];
        m_secret.data()[m_size] = 0;
        if (!isContinuation(last))
            break;
    }
    tellChanged();
}

void SecretField::setShow(Show show)
{
    m_show = show;
    update();
}

QSize SecretField::sizeHint() const
{
    return {280, std::max(36, fontMetrics().height() + 18)};
}

QSize SecretField::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void SecretField::resizeEvent(QResizeEvent*)
{
    const int side = height() - 8;
    m_eye->setGeometry(width() - side - 8, 4, side + 4, side);
}

void SecretField::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFieldFrame(painter, rect(), *this, hasFocus());
    const QRectF inner(kPad, 0, m_eye->x() - kPad - 4, height());
    painter.setClipRect(inner);
    if (m_show == Show::Dots)
        paintDots(painter, inner);
    else
        paintText(painter, inner);
}

void SecretField::paintText(QPainter& painter, const QRectF& where)
{
    auto text = QString::fromUtf8(reinterpret_cast<const char*>(m_secret.data()),
                                  static_cast<qsizetype>(m_size));
    const double width = fontMetrics().horizontalAdvance(text);
    const double x = where.left() + std::min(0.0, where.width() - width - 2);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRectF(x, 0, width + 1, height()), Qt::AlignVCenter | Qt::TextSingleLine,
                     text);
    wipe(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
    if (hasFocus())
        painter.fillRect(QRectF(x + width + 1, height() * 0.28, 1.5, height() * 0.44),
                         palette().color(QPalette::Text));
}

void SecretField::paintDots(QPainter& painter, const QRectF& where)
{
    const double dot = std::max(5.0, fontMetrics().xHeight() * 0.8);
    const double step = dot * 1.7;
    const double width = length() * step;
    double x = where.left() + std::min(0.0, where.width() - width - 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Text));
    for (int i = length(); i > 0; --i, x += step)
        painter.drawEllipse(QRectF(x, (height() - dot) / 2, dot, dot));
    if (hasFocus())
        painter.fillRect(QRectF(x, height() * 0.28, 1.5, height() * 0.44),
                         palette().color(QPalette::Text));
}

}  // namespace sotto::ui
