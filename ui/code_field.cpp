// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/code_field.h"

#include "ui/theme.h"

#include <QPainter>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kBoxWidth = 44;
constexpr int kBoxHeight = 52;
constexpr int kGap = 8;
constexpr int kMiddleGap = 20;  // codes are read out in two halves

}  // namespace

CodeField::CodeField(QWidget* parent) : TypedField(parent)
{
    setObjectName(QStringLiteral("code"));
    setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setLayoutDirection(Qt::LeftToRight);
    setDigits(6);
}

void CodeField::setDigits(int digits)
{
    m_digits = std::clamp(digits, 6, 8);
    m_code.clear();
    setAccessibleName(tr("Code, %n digits", nullptr, m_digits));
    updateGeometry();
    update();
}

void CodeField::clear()
{
    m_code.clear();
    tellChanged();
}

void CodeField::insertText(QStringView text)
{
    const auto before = m_code.size();
    for (const auto c : text) {
        const int digit = c.digitValue();  // also Arabic-Indic and full-width digits
        if (digit >= 0 && m_code.size() < m_digits)
            m_code += QChar(u'0' + digit);
    }
    if (m_code.size() == before)
        return;
    tellChanged();
    if (isComplete())
        Q_EMIT completed();
}

void CodeField::eraseLast()
{
    m_code.chop(1);
    tellChanged();
}

QSize CodeField::sizeHint() const
{
    return {m_digits * kBoxWidth + (m_digits - 2) * kGap + kMiddleGap, kBoxHeight};
}

QRectF CodeField::boxAt(int index) const
{
    const int extra = index >= m_digits / 2 ? kMiddleGap - kGap : 0;
    return QRectF(index * (kBoxWidth + kGap) + extra, 0, kBoxWidth, kBoxHeight);
}

void CodeField::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(fontFor(TextRole::Screen, font()));
    const int current = std::min(length(), m_digits - 1);
    for (int i = 0; i < m_digits; ++i) {
        paintFieldFrame(painter, boxAt(i), *this, hasFocus() && i == current);
        if (i >= length())
            continue;
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(boxAt(i), Qt::AlignCenter, QString(m_code.at(i)));
    }
}

}  // namespace sotto::ui
