// SPDX-License-Identifier: GPL-3.0-or-later
// The way from the search field to what was found, and back.
#include "ui/conversation_pane.h"
#include "ui/list_pane.h"
#include "ui/main_view.h"
#include "ui/message_view.h"
#include "ui/top_bar.h"

namespace sotto::ui {

void MainView::connectSearch()
{
    connect(m_top, &TopBar::searchBegun, this, &MainView::beginSearch);
    connect(m_top, &TopBar::searchEnded, this, &MainView::endSearch);
    connect(m_top, &TopBar::searchLeftEmpty, this, &MainView::closeSearch);
    connect(&m_client, &Client::locked, m_top, &TopBar::clearSearch);
    connect(m_top, &TopBar::searchLeft, m_list, &ListPane::focusList);
    connect(m_top, &TopBar::searchChanged, this, [this](const QString& text) {
        if (!text.isEmpty())
            beginSearch();
        m_list->setSearch(text);
    });
    connect(m_list, &ListPane::searchLeft, m_top, &TopBar::focusSearch);
    connect(m_list, &ListPane::hitChosen, this, &MainView::openHit);
}

/// The directory is narrowed where it stands; pages without a list give way to one.
void MainView::beginSearch()
{
    const bool hasList = m_place == NavColumn::Place::OpenItems ||
        m_place == NavColumn::Place::Conversations || m_place == NavColumn::Place::Directory;
    if (!hasList)
        setPlace(NavColumn::Place::Conversations);
    m_list->beginSearch();
    m_listFirst = true;
    arrange();
}

void MainView::closeSearch()
{
    m_top->clearSearch();
    m_list->endSearch();
    m_listFirst = false;
    arrange();
}

void MainView::endSearch()
{
    closeSearch();
    if (m_list->isVisible())
        m_list->focusList();
    else
        m_conversation->messages().setFocus(Qt::OtherFocusReason);
}

void MainView::openHit(const SearchHit& hit, bool byKeyboard)
{
    const auto* const conversation = m_list->conversations().find(hit.conversation);
    if (hit.message == MessageId{}) {
        if (conversation)
            openConversation(hit.conversation, true);
        else
            m_client.startConversation(hit.address);
        return;
    }
    if (!conversation)
        return;
    m_listFirst = false;
    m_conversation->openAt(*conversation, hit.message);
    m_list->setCurrent(hit.conversation);
    arrange();
    if (byKeyboard || m_onePane)
        m_conversation->messages().setFocus(Qt::OtherFocusReason);
}

}  // namespace sotto::ui
