// SPDX-License-Identifier: GPL-3.0-or-later
// Orders in a conversation: given, read back, entered in the record, cancelled.
#include "ui/composer.h"
#include "ui/conversation_pane.h"
#include "ui/message_view.h"
#include "ui/notice_line.h"
#include "ui/order_dialog.h"
#include "ui/order_step_dialog.h"
#include "ui/order_words.h"

namespace sotto::ui {

using Step = OrderStepDialog::Step;

/// What is written stands behind the dialog as well, so that a lock keeps it as any draft.
void ConversationPane::writeOrder()
{
    if (m_id == ConversationId{})
        return;
    if (m_address.isEmpty()) {
        m_notice->showText(orderHindranceText(OrderHindrance::NotOnePerson, m_name));
        return;
    }
    m_composer->endCorrection();
    auto* dialog = new OrderDialog(
        m_client, {m_id, m_name, m_composer->draft(), m_composer->draftAbout(), m_labels}, this);
    connect(dialog, &OrderDialog::edited, this, [this, in = m_id](const QString& text) {
        if (in != m_id)
            return;
        m_composer->setText(text);
        draftChanged();
    });
    connect(dialog, &OrderDialog::aboutChanged, this, [this, in = m_id](const About& about) {
        if (in == m_id)
            m_composer->choosePatient(about);
    });
    connect(dialog, &OrderDialog::done, this, [this, in = m_id] {
        if (in != m_id)
            return;
        m_draftTimer.reset();
        m_draftDirty = false;  // the engine has taken the draft away
        m_composer->setText({});
        m_composer->reset();
        m_view->jumpToLatest();
    });
    connect(dialog, &QDialog::finished, m_composer, &Composer::focusText);
    dialog->open();
}

void ConversationPane::stepOrder(const MessageSnapshot& order, RowAction action)
{
    const auto step = action == RowAction::CancelOrder ? Step::Cancel
        : action == RowAction::ReadBack                ? Step::ReadBack
                                                       : Step::Enter;
    (new OrderStepDialog(m_client, order, step, this))->open();
}

void ConversationPane::saveOrder()
{
    if (const auto order =
            m_view->currentOrNewest([](const MessageSnapshot& m) { return m.order.has_value(); }))
        m_files->saveOrder(*order);
    else
        m_notice->showText(tr("There is no order here."));
}

/// True: it is one, and what answers other messages does not answer it.
bool ConversationPane::answerOrder(const MessageSnapshot& message, Answer answer)
{
    if (!message.order)
        return false;
    const bool isRead = message.acknowledgedAtMs > 0;
    if (answer == Answer::Acknowledged || (answer == Answer::Completed && !isRead))
        stepOrder(message, RowAction::ReadBack);
    else if (answer == Answer::Completed)
        stepOrder(message, RowAction::EnterOrder);
    else
        m_notice->showText(tr("An order is read back, and then entered in the record. If it must "
                              "not be carried out, ask its author to cancel it."));
    return true;
}

}  // namespace sotto::ui
