// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/open_items.h"

#include <QWidget>

class QActionGroup;
class QToolButton;

namespace sotto::ui {

/// Beside the urgency of the composer: by when an answer is wanted, and to whom it goes on while
/// nobody answers. Each of the two shows where it applies.
class RequestBar final : public QWidget {
    Q_OBJECT
public:
    explicit RequestBar(QWidget* parent);

    void setUrgency(Urgency urgency);
    void setLimits(const AlertLimits& limits);
    void setChain(const QStringList& addresses, const QStringList& names);
    void reset();  ///< a request is for one message

    Request request() const;

Q_SIGNALS:
    void chainWanted();

private:
    void setWithin(int seconds);
    void showState();

    QToolButton* m_within;
    QToolButton* m_chain;
    QActionGroup* m_times;
    AlertLimits m_limits;
    Urgency m_urgency = Urgency::Fyi;
    int m_withinS;
    QStringList m_addresses, m_names;
};

}  // namespace sotto::ui
