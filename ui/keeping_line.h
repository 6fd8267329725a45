// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"

#include <QFrame>

namespace sotto::ui {

class Label;

/// Below the head of a conversation: who gets a copy of it for the record, and that older messages
/// were removed. Hidden while there is nothing to say.
class KeepingLine final : public QFrame {
    Q_OBJECT
public:
    explicit KeepingLine(QWidget* parent);

    void setConversation(const ConversationSnapshot& conversation);

private:
    Label* m_text;
};

/// How retention stands, in words for the Workstation page.
QString keepingText(const RetentionSnapshot& retention);

}  // namespace sotto::ui
