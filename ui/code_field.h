// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/typed_field.h"

namespace sotto::ui {

/// One box for each digit of a one-time code; a pasted code fills them all. One tab stop.
class CodeField final : public TypedField {
    Q_OBJECT
public:
    explicit CodeField(QWidget* parent);

    void setDigits(int digits);  ///< 6 to 8; empties the field

    QString code() const { return m_code; }

    bool isComplete() const { return m_code.size() == m_digits; }

    int length() const override { return static_cast<int>(m_code.size()); }

    void clear() override;

    QString spokenValue() const override { return m_code; }

    bool isSecret() const override { return false; }

    QSize sizeHint() const override;

    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void completed();  ///< the last box was filled

protected:
    void insertText(QStringView text) override;
    void eraseLast() override;
    void paintEvent(QPaintEvent* event) override;

private:
    QRectF boxAt(int index) const;

    int m_digits = 6;
    QString m_code;
};

}  // namespace sotto::ui
