// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/on_call.h"

#include <QFrame>

class QPushButton;

namespace sotto::ui {

class Label;

/// A colleague asks our person to take a role over: the first such offer, until it is answered.
class OnCallOfferBar final : public QFrame {
    Q_OBJECT
public:
    explicit OnCallOfferBar(QWidget* parent);

    void setOffers(const QList<OnCallOffer>& offers);

Q_SIGNALS:
    void answered(const QString& id, bool yes);

private:
    void answer(bool yes);

    QString m_id;
    Label* m_text;
    QPushButton* m_yes;
    QPushButton* m_no;
};

}  // namespace sotto::ui
