// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to messages, and reactions: what a person presses for them.
#include "core/domain/reaction.h"
#include "ui/composer.h"
#include "ui/conversation_files.h"
#include "ui/conversation_pane.h"
#include "ui/label.h"
#include "ui/message_view.h"
#include "ui/talk_words.h"

#include <QMenu>

#include <algorithm>

namespace sotto::ui {

void ConversationPane::connectTalk()
{
    connect(m_view, &MessageView::answerWanted, this, [this](MessageId id) {
        if (const auto message = m_model.find(id))
            beginAnswer(*message);
    });
    connect(m_view, &MessageView::quotedWanted, this, &ConversationPane::jumpTo);
    connect(m_view, &MessageView::reactionPressed, this, &ConversationPane::react);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);  // the menu key, too
    connect(m_view, &QWidget::customContextMenuRequested, this, &ConversationPane::showMessageMenu);
    connect(m_composer, &Composer::quotationDropped, this,
            [this] { m_client.saveQuotation(m_id, {}); });
    connect(&m_client, &Client::quotationLoaded, this,
            [this](ConversationId id, const QuotationSnapshot& quotation) {
                if (id == m_id && !m_composer->quotation())
                    m_composer->setQuotation(quotation);
            });
}

/// Of a team: who an at sign offers. Two people need none.
void ConversationPane::updateMembers()
{
    QList<Member> members;
    for (const auto& person : m_directory)
        if (m_address.isEmpty() && m_members.contains(person.address) &&
            person.address != m_self.address)
            members << Member{person.name.string(), person.address};
    std::ranges::sort(members, [](const Member& a, const Member& b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
    m_composer->setMembers(members);
}

void ConversationPane::answerMessage()
{
    if (const auto message = m_view->currentOrNewest(mayAnswer))
        beginAnswer(*message);
}

/// What is written already stays, whoever it is for.
void ConversationPane::beginAnswer(const MessageSnapshot& message)
{
    if (!mayAnswer(message) || !m_composer->isVisible())
        return;
    m_composer->endCorrection();
    m_composer->setQuotation(quoting(message));
    m_client.saveQuotation(m_id, message.id);
    m_composer->focusText();
}

void ConversationPane::react(MessageId id, const QString& emoji)
{
    const auto message = m_model.find(id);
    if (message && mayReact(*message) && m_composer->isVisible())
        m_client.react(id, toggled(*message, emoji));
}

/// Where it stands, also if it is not loaded yet.
void ConversationPane::jumpTo(MessageId id)
{
    if (m_model.rowOf(id) < 0) {
        openAround(id);
        return;
    }
    m_view->showAt(id);
    m_view->setFocus();
}

void ConversationPane::showQuoted()
{
    const auto answer = m_view->currentOrNewest([](const MessageSnapshot& m) {
        return m.quotation && m.quotation->message != MessageId{};
    });
    if (answer)
        jumpTo(answer->quotation->message);
}

void ConversationPane::openReactions()
{
    if (const auto message = m_view->currentOrNewest(mayReact))
        showReactionMenu(*message, placeOf(message->id));
}

QPoint ConversationPane::placeOf(MessageId id) const
{
    const auto row = m_view->visualRect(m_model.index(m_model.rowOf(id)));
    const auto middle = row.intersected(m_view->viewport()->rect()).center();
    return m_view->viewport()->mapToGlobal(middle);
}

/// A menu: the arrow keys and Enter choose, a first letter jumps.
void ConversationPane::showReactionMenu(const MessageSnapshot& message, const QPoint& at)
{
    if (!m_composer->isVisible())
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("reactions"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto tokens = tokensFor(palette());
    bool hasOurs = false;
    for (const auto& offered : kOfferedReactions) {
        const auto emoji = QString::fromUtf8(offered.data(), qsizetype(offered.size()));
        const bool ours = isOurs(message, emoji);
        const auto name = reactionName(emoji);
        // In words: beside an icon the menu has no room for a tick.
        auto* entry =
            menu->addAction(icon(*reactionIcon(emoji), ours ? tokens.accent : tokens.text),
                            ours ? tr("%1 (yours: take it back)").arg(name) : name);
        entry->setCheckable(true);
        entry->setChecked(ours);
        hasOurs = hasOurs || ours;
        connect(entry, &QAction::triggered, this,
                [this, id = message.id, emoji] { react(id, emoji); });
    }
    menu->addSeparator();
    auto* none = menu->addAction(tr("No reaction"));
    none->setEnabled(hasOurs);
    connect(none, &QAction::triggered, this, [this, id = message.id] { m_client.react(id, {}); });
    menu->setActiveAction(menu->actions().value(0));
    menu->popup(at);
}

/// What can be done with a message, without its button.
void ConversationPane::showMessageMenu(const QPoint& at)
{
    const auto index = m_view->indexAt(at);
    const auto current = index.isValid() ? index : m_view->currentIndex();
    if (!current.isValid())
        return;
    const auto message = m_model.rowAt(current.row()).message;
    const bool mayWrite = m_composer->isVisible();
    const auto place = index.isValid() ? m_view->viewport()->mapToGlobal(at) : placeOf(message.id);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("messageMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto tokens = tokensFor(palette());
    auto* reply = menu->addAction(icon(Icon::Reply, tokens.text), tr("Reply"));
    reply->setEnabled(mayWrite && mayAnswer(message));
    connect(reply, &QAction::triggered, this, [this, message] { beginAnswer(message); });
    auto* sign = menu->addAction(icon(Icon::React, tokens.text), tr("React…"));
    sign->setEnabled(mayWrite && mayReact(message));
    connect(sign, &QAction::triggered, this,
            [this, message, place] { showReactionMenu(message, place); });
    if (message.quotation && message.quotation->message != MessageId{})
        connect(menu->addAction(tr("Show the quoted message")), &QAction::triggered, this,
                [this, id = message.quotation->message] { jumpTo(id); });
    menu->addSeparator();
    connect(menu->addAction(icon(Icon::Copy, tokens.text), tr("Copy")), &QAction::triggered, this,
            [this] { m_files->copySelected(); });
    if (message.outgoing && message.states.people > 0)
        connect(menu->addAction(tr("Who has seen it…")), &QAction::triggered, this,
                [this, id = message.id] { showEvidence(id); });
    menu->popup(place);
}

}  // namespace sotto::ui
