// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"

#include <QFrame>

class QPushButton;

namespace sotto::ui {

class IconView;
class Label;

/// Above the composer: what to know of a conversation's people before anything is written to
/// them. The gravest thing only: we are no longer in the team, somebody waits to be let in, the
/// person does not want to be disturbed. Hidden while there is nothing.
class PeopleStrip final : public QFrame {
    Q_OBJECT
public:
    explicit PeopleStrip(QWidget* parent);

    void setConversation(const ConversationSnapshot& conversation);

Q_SIGNALS:
    void decided(sotto::ConversationId team, const QString& address, bool letIn);

private:
    void decide(bool letIn);
    void say(const QString& text, bool asks);
    static QString quietText(const ConversationSnapshot& conversation);

    ConversationId m_id;
    QString m_waiting;  ///< address of who is asked about
    IconView* m_icon;
    Label* m_text;
    QPushButton* m_letIn;
    QPushButton* m_keepOut;
};

}  // namespace sotto::ui
