// SPDX-License-Identifier: GPL-3.0-or-later
// What is being written in a conversation: kept as a draft, and sent.
#include "ui/composer.h"
#include "ui/conversation_pane.h"
#include "ui/message_view.h"
#include "ui/on_call_bar.h"
#include "ui/talk_words.h"

namespace sotto::ui {
namespace {

constexpr std::chrono::milliseconds kDraftDelay{400};  // design.md, I9: within a second

}  // namespace

void ConversationPane::onDraft(ConversationId id, const QString& text, const QString& role)
{
    if (id != m_id || text.isEmpty())
        return;
    if (!role.isEmpty() && !m_onCall->isOn())
        m_onCall->begin(role, m_address, m_name);
    if (m_composer->draft() == text)
        return;
    m_draftDirty = m_composer->addToDraft(text);
    saveDraftNow();
}

void ConversationPane::send(const QString& text, const Request& how)
{
    if (m_onCall->hasMoved()) {  // it says so, and what to do
        m_composer->setText(text);
        m_composer->setUrgency(how.urgency);
        if (how.about)
            m_composer->choosePatient(how.about);
        if (const auto answered = m_model.find(how.replyTo))
            m_composer->setQuotation(quoting(*answered));
        draftChanged();
        return;
    }
    if (m_onCall->isOn())
        m_client.sendToOnCall(m_id, m_onCall->address(), text, how);
    else if (how.withinS == 0 && how.chain.isEmpty() && !how.about && how.replyTo == MessageId{} &&
             how.mentions.isEmpty())
        m_client.sendText(m_id, text, how.urgency);
    else
        m_client.sendRequest(m_id, text, how);
    m_draftTimer.reset();
    m_draftDirty = false;  // the engine takes the draft away with the sending, or keeps it
    m_view->jumpToLatest();
}

void ConversationPane::draftChanged()
{
    m_carried.clear();  // what was to go along is not what stands here any more
    m_draftDirty = true;
    m_draftTimer = m_time.scheduler.after(kDraftDelay, [this] { saveDraftNow(); });
}

void ConversationPane::saveDraftNow()
{
    if (m_draftDirty)
        m_client.saveDraft(m_id, m_composer->draft(), m_onCall->role());
    m_draftDirty = false;
}

}  // namespace sotto::ui
