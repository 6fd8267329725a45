// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/devices.h"
#include "core/api/snapshots.h"

#include <QFrame>

class QPushButton;

namespace sotto::ui {

class IconView;
class Label;

/// Above the messages of a conversation: what their people's devices ask of us. The gravest
/// thing only: an urgent message that waits for a choice, a device that is not the one that it
/// was, devices that get nothing. Hidden while there is nothing.
class TrustBanner final : public QFrame {
    Q_OBJECT
public:
    explicit TrustBanner(QWidget* parent);

    void setConversation(const ConversationSnapshot& conversation);

Q_SIGNALS:
    void devicesWanted();  ///< to compare
    void chosen(sotto::MessageId message, sotto::UrgentChoice choice);

private:
    void showText(const QString& text);

    UrgentWait m_urgent;
    IconView* m_icon;
    Label* m_text;
    QPushButton* m_known;
    QPushButton* m_compare;
    QPushButton* m_all;
};

}  // namespace sotto::ui
