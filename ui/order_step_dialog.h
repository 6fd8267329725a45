// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"

#include <QDialog>

namespace sotto::ui {

/// One step that a person takes with an order that stands there: all of it is shown, and what they
/// say with the button is said in their name, with the time.
class OrderStepDialog final : public QDialog {
    Q_OBJECT
public:
    enum class Step : std::uint8_t { ReadBack, Enter, Cancel };

    OrderStepDialog(Client& client, const MessageSnapshot& order, Step step, QWidget* parent);
};

}  // namespace sotto::ui
