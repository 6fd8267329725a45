// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with messages that are there: answers, takes back, puts right.
#include "ui/chain_dialog.h"
#include "ui/composer.h"
#include "ui/conversation_pane.h"
#include "ui/evidence_dialog.h"
#include "ui/history_dialog.h"
#include "ui/message_view.h"
#include "ui/notice_line.h"
#include "ui/on_call_bar.h"
#include "ui/order_words.h"
#include "ui/patient_dialog.h"
#include "ui/recall_dialog.h"
#include "ui/request_bar.h"

#include <QDateTime>

#include <algorithm>

namespace sotto::ui {

void ConversationPane::answer(Answer answer)
{
    const auto waits = [answer](const MessageSnapshot& m) {
        return m.open && !m.outgoing && (answer != Answer::Acknowledged || m.acknowledgedAtMs == 0);
    };
    const auto message = m_view->currentOrNewest(waits);
    if (!message || answerOrder(*message, answer))
        return;
    if (answer == Answer::Acknowledged)
        m_client.acknowledge(message->id);
    else
        m_client.answer(message->id, answer);
}

void ConversationPane::closeItem()
{
    const auto waits = [](const MessageSnapshot& m) { return m.open && m.outgoing && !m.order; };
    if (const auto message = m_view->currentOrNewest(waits))
        m_client.closeItem(message->id);
}

void ConversationPane::showEvidence(MessageId id)
{
    if (const auto message = m_model.find(id))
        (new EvidenceDialog(m_client, m_time.clock, *message, this))->open();
}

std::optional<MessageSnapshot> ConversationPane::changeable(bool text) const
{
    const auto now = toMs(m_time.clock.wallNow());
    return m_view->currentOrNewest([text, now](const MessageSnapshot& m) {
        return m.changeableUntilMs >= now && (!text || !m.attachment);
    });
}

void ConversationPane::editLast()
{
    if (const auto message = changeable(true))
        m_composer->startCorrection(message->id, message->text.string(),
                                    message->patient ? About{tagOf(*message->patient)} : About{});
}

void ConversationPane::recall(bool toWrongRecipient)
{
    const auto order = m_view->currentOrNewest([this](const MessageSnapshot& m) {
        return mayCancelOrder(m) || m.changeableUntilMs >= m_model.nowMs();
    });
    if (order && order->order && !toWrongRecipient) {
        stepOrder(*order, RowAction::CancelOrder);
        return;
    }
    // A record of what went to the wrong person may be wanted long after.
    const auto message = toWrongRecipient ? m_view->currentOrNewest([](const MessageSnapshot& m) {
        return m.outgoing && m.kind == MessageSnapshot::Kind::Text;
    })
                                          : changeable(false);
    if (!message) {
        m_notice->showText(tr("There is no message of yours here that can still be recalled."));
        return;
    }
    auto* dialog = new RecallDialog(m_client, m_time.clock, {*message, m_name, m_self},
                                    toWrongRecipient ? RecallDialog::Journey::WrongRecipient
                                                     : RecallDialog::Journey::Recall,
                                    this);
    connect(
        dialog, &RecallDialog::printWanted, m_files,
        [this, id = message->id](const QStringList& lines) { m_files->printRecord(lines, id); });
    dialog->open();
}

void ConversationPane::showHistory()
{
    const auto wasCorrected = [](const MessageSnapshot& m) {
        return m.correctedAtMs > 0 && m.recalledAtMs == 0;
    };
    if (const auto message = m_view->currentOrNewest(wasCorrected))
        (new HistoryDialog(m_client, m_time.clock, *message, this))->open();
}

void ConversationPane::chooseChain()
{
    auto* dialog = new ChainDialog(m_directory, m_limits.chainMax, this);
    connect(dialog, &ChainDialog::chosen, &m_composer->requests(), &RequestBar::setChain);
    dialog->open();
}

void ConversationPane::writeToRole(const QString& role)
{
    m_onCall->begin(role, m_address, m_name);
    const auto carried = std::exchange(m_carried, {});
    const auto about = std::exchange(m_carriedAbout, {});
    if (carried.isEmpty() || m_leaving == m_id || role != m_carriedTo)
        return;
    m_client.saveDraft(m_leaving, {}, {});
    m_client.savePatient(m_leaving, {});
    m_composer->setText(carried);
    m_composer->choosePatient(about);
    draftChanged();
}

void ConversationPane::setRoles(const QList<OnCallSnapshot>& roles)
{
    m_onCall->setRoles(roles);
}

/// With what is written so far. It stays a draft here until the other conversation has it.
void ConversationPane::followRole()
{
    m_leaving = m_id;
    m_carried = m_composer->draft();
    m_carriedAbout = m_composer->draftAbout();
    m_carriedTo = m_onCall->role();
    m_client.startOnCall(m_onCall->role());
}

void ConversationPane::setPeople(const QList<PersonSnapshot>& people)
{
    m_directory = people;
    updatePrompting();
    updateMembers();
}

void ConversationPane::setWorkstation(const WorkstationSnapshot& workstation)
{
    m_files->setRules(workstation);
    m_composer->setTemplates(templatesWith(workstation.templates));
    m_prompts = workstation.promptsForPatients;
    m_treating = workstation.treatingGroups;
    m_labels = workstation.sensitiveLabels;
    updatePrompting();
}

void ConversationPane::choosePatient()
{
    if (m_id == ConversationId{})
        return;
    auto* dialog = new PatientDialog(m_client, m_composer->about(), m_labels, this);
    connect(dialog, &PatientDialog::chosen, this, [this, in = m_id](const About& about) {
        if (in != m_id)
            return;
        m_composer->choosePatient(about);
        m_composer->focusText();
    });
    if (m_consents != nullptr)
        dialog->offerConsents(*m_consents, m_time.clock);
    dialog->open();
}

/// A STAT is for somebody who must come now: whoever writes it hears at once that it will wait.
void ConversationPane::updateStatWaits()
{
    const auto call =
        m_phone.isEmpty() ? tr("Call instead.") : tr("Call %1 instead.").arg(m_phone.isolated());
    if (m_connection == Connection::Offline)
        m_composer->setStatWaits(tr("You are offline: a STAT would wait. %1").arg(call));
    else if (m_presence == Presence::SignedOut)
        m_composer->setStatWaits(tr("They are signed out: a STAT would wait. %1").arg(call));
    else
        m_composer->setStatWaits({});
}

bool ConversationPane::treats(const QString& address) const
{
    const auto person = std::ranges::find(m_directory, address, &PersonSnapshot::address);
    return person != m_directory.end() &&
        std::ranges::any_of(person->groups, [this](const QString& group) {
               return m_treating.contains(group, Qt::CaseInsensitive);
           });
}

/// Of a team, everybody else who is in it.
bool ConversationPane::doAllTreat() const
{
    if (!m_address.isEmpty())
        return treats(m_address);
    return !m_members.isEmpty() && std::ranges::all_of(m_members, [this](const QString& address) {
        return address == m_self.address || treats(address);
    });
}

bool ConversationPane::isOutside() const
{
    const auto domainOf = [](const QString& address) {
        return address.section(QLatin1Char('@'), -1);
    };
    const auto people = m_address.isEmpty() ? m_members : QStringList{m_address};
    return std::ranges::any_of(people, [&](const QString& address) {
        return domainOf(address) != domainOf(m_self.address);
    });
}

/// Where the clinic names no treating groups, nobody in it is known not to treat.
void ConversationPane::updatePrompting()
{
    const auto today = QDateTime::fromMSecsSinceEpoch(toMs(m_time.clock.wallNow())).date();
    const bool asks = !m_treating.isEmpty() || isOutside();
    m_composer->setPrompting(m_prompts && !doAllTreat()
                                 ? std::optional(Composer::Prompting{m_name, today.year(), asks})
                                 : std::nullopt);
}

void ConversationPane::setSelf(const SelfSnapshot& self)
{
    m_self = self;
    m_files->setSelf(self);
    updatePrompting();
    updateMembers();
}

}  // namespace sotto::ui
