// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/order.h"

#include <QWidget>

namespace sotto::ui {

/// An order in full, to be read back: who gives it to whom, about which patient, its words, and the
/// time. Nothing of it is cut; what does not fit is scrolled to.
class OrderView final : public QWidget {
    Q_OBJECT
public:
    OrderView(const OrderSheet& sheet, QWidget* parent);

    /// All of it as one text, as it is spoken.
    QString spoken() const { return m_spoken; }

private:
    QString m_spoken;
};

}  // namespace sotto::ui
