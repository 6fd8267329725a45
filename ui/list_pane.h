// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "ui/conversation_list_model.h"
#include "ui/directory_model.h"
#include "ui/nav_column.h"
#include "ui/open_items_model.h"

#include <QFrame>

class QListView;
class QStackedWidget;

namespace sotto::ui {

class Label;
class SearchPane;

/// The middle pane: conversations, open items or the directory, whichever place is chosen; in
/// place of the first two what a search found. The directory is narrowed by what is typed.
class ListPane final : public QFrame {
    Q_OBJECT
public:
    ListPane(Client& client, const Clock& clock, QWidget* parent);

    void setPlace(NavColumn::Place place);
    void beginSearch();  ///< shows what can be typed
    void setSearch(const QString& text);
    void endSearch();
    void rebuildIndex();

    bool isSearching() const { return m_searching; }

    void setCurrent(ConversationId id);
    void step(int rows);  ///< opens the next or previous conversation
    void focusList();

    const ConversationListModel& conversations() const { return m_conversations; }

    const QList<PersonSnapshot>& people() const { return m_directory.people(); }

    /// What waits for us, and conversations with something unread beside that.
    int openItems() const;

Q_SIGNALS:
    void opened(sotto::ConversationId id, bool byKeyboard);
    void personChosen(const QString& address);
    void roleChosen(const QString& role);  ///< on call
    void hitChosen(const sotto::SearchHit& hit, bool byKeyboard);
    void searchLeft();  ///< Escape, in what was found
    void conversationsChanged();
    void newConversationWanted();
    void rowMenuWanted(sotto::ConversationId id, const QPoint& globalPos);
    void peopleShown(const QStringList& addresses);  ///< who is on the screen now

private:
    void makeStack();
    void connectClient(Client& client);
    QListView* shownList() const;
    bool showsItems() const;
    bool showsFound() const;
    void refreshItems();
    void updateEmpty();
    void tellShown();

    ConversationListModel m_conversations;
    ConversationFilter m_filter;
    DirectoryModel m_directory;
    OpenItemsModel m_items;
    NavColumn::Place m_place = NavColumn::Place::Conversations;
    QListView* m_list = nullptr;
    QListView* m_people = nullptr;
    QListView* m_open = nullptr;
    SearchPane* m_found = nullptr;
    QStackedWidget* m_stack;
    Label* m_title;
    Label* m_empty;
    QWidget* m_emptyPage = nullptr;
    bool m_searching = false;
    QString m_search;
};

}  // namespace sotto::ui
