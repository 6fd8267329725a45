// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/list_pane.h"

#include "ui/controls.h"
#include "ui/entry_list.h"
#include "ui/label.h"
#include "ui/search_pane.h"

#include <QListView>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kMostShown = 30;

}  // namespace

ListPane::ListPane(Client& client, const Clock& clock, QWidget* parent)
    : QFrame(parent),
      m_conversations(clock, nullptr),
      m_filter(nullptr),
      m_directory(nullptr),
      m_items(m_conversations, clock),
      m_stack(new QStackedWidget(this)),
      m_title(new Label({}, TextRole::Title, this)),
      m_empty(new Label({}, TextRole::Body, Label::Tone::Secondary, this))
{
    setProperty("surface", QStringLiteral("panel"));
    m_found = new SearchPane(client, clock, m_stack);
    connect(m_found, &SearchPane::chosen, this, &ListPane::hitChosen);
    connect(m_found, &SearchPane::left, this, &ListPane::searchLeft);
    makeStack();
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 0);
    auto* head = new QHBoxLayout;
    setGrid(*head, 5, 2, 2);
    head->addWidget(m_title, 1);
    auto* write = makeIconButton("newConversation", Icon::Plus, tr("New conversation"), this);
    connect(write, &QToolButton::clicked, this, &ListPane::newConversationWanted);
    head->addWidget(write);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);

    const auto openAt = [this](const QModelIndex& index, bool byKeyboard) {
        Q_EMIT opened(index.data(kIdRole).value<ConversationId>(), byKeyboard);
    };
    const auto choose = [this](const QModelIndex& index) {
        const auto role = index.data(kOnCallRole).toString();
        if (role.isEmpty())
            Q_EMIT personChosen(index.data(kAddressRole).toString());
        else
            Q_EMIT roleChosen(role);
    };
    connect(m_list, &QListView::clicked, this,
            [openAt](const QModelIndex& index) { openAt(index, false); });
    connect(m_list, &QListView::activated, this,
            [openAt](const QModelIndex& index) { openAt(index, true); });
    connect(m_open, &QListView::clicked, this,
            [openAt](const QModelIndex& index) { openAt(index, false); });
    connect(m_open, &QListView::activated, this,
            [openAt](const QModelIndex& index) { openAt(index, true); });
    connect(m_people, &QListView::clicked, this, choose);
    connect(m_people, &QListView::activated, this, choose);
    connectClient(client);
    setPlace(m_place);
}

void ListPane::makeStack()
{
    m_filter.setSourceModel(&m_conversations);
    m_list = makeEntryList("conversationList", &m_filter, m_stack);
    m_people = makeEntryList("directory", &m_directory, m_stack);
    m_open = makeEntryList("openItems", &m_items, m_stack);
    m_open->setUniformItemSizes(false);  // lines above the sections
    m_open->setAccessibleName(tr("Open items"));
    m_list->setAccessibleName(tr("Conversations"));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);  // the menu key, too
    connect(m_list, &QListView::customContextMenuRequested, this, [this](const QPoint& at) {
        if (const auto index = m_list->currentIndex(); index.isValid())
            Q_EMIT rowMenuWanted(index.data(kIdRole).value<ConversationId>(),
                                 m_list->viewport()->mapToGlobal(at));
    });
    m_people->setAccessibleName(tr("Directory"));
    m_empty->wrapped()->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_emptyPage = new QWidget(m_stack);
    auto* emptyLayout = new QVBoxLayout(m_emptyPage);
    setGrid(*emptyLayout, 6, 10, 0);
    emptyLayout->addWidget(m_empty);
    emptyLayout->addStretch(1);
    m_empty->setObjectName(QStringLiteral("listEmpty"));
    m_found->setObjectName(QStringLiteral("search.pane"));
    m_stack->addWidget(m_found);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_people);
    m_stack->addWidget(m_open);
    m_stack->addWidget(m_emptyPage);
}

void ListPane::connectClient(Client& client)
{
    connect(&client, &Client::conversationsLoaded, this,
            [this](const QList<ConversationSnapshot>& conversations) {
                m_conversations.load(conversations);
                refreshItems();
                Q_EMIT conversationsChanged();
                updateEmpty();
            });
    connect(&client, &Client::conversationChanged, this,
            [this](const ConversationSnapshot& conversation) {
                m_conversations.change(conversation);
                refreshItems();
                Q_EMIT conversationsChanged();
                updateEmpty();
            });
    connect(&client, &Client::openItemsChanged, this, [this](const QList<OpenItemSnapshot>& items) {
        m_items.setItems(items);
        refreshItems();
        Q_EMIT conversationsChanged();
        updateEmpty();
    });
    connect(&client, &Client::directoryChanged, this, [this](const QList<PersonSnapshot>& people) {
        m_directory.load(people);
        updateEmpty();
        tellShown();
    });
    connect(&client, &Client::peopleChanged, &m_directory, &DirectoryModel::change);
    connect(&client, &Client::onCallChanged, this, [this](const QList<OnCallSnapshot>& roles) {
        m_directory.setRoles(roles);
        updateEmpty();
    });
    connect(this, &ListPane::peopleShown, &client, &Client::showPeople);
    connect(m_people->verticalScrollBar(), &QScrollBar::valueChanged, this, &ListPane::tellShown);
}

void ListPane::setPlace(NavColumn::Place place)
{
    m_place = place;
    updateEmpty();
    tellShown();
}

/// What they say of themselves is asked for only of people who are looked at.
void ListPane::tellShown()
{
    if (m_place != NavColumn::Place::Directory || m_directory.rowCount() == 0)
        return;
    const auto* view = m_people->viewport();
    const auto first = m_people->indexAt({1, 1});
    const auto last = m_people->indexAt({1, view->height() - 2});
    const int from = first.isValid() ? first.row() : 0;
    const int to = last.isValid() ? last.row() : m_directory.rowCount() - 1;
    QStringList addresses;
    for (int row = from; row <= to && addresses.size() < kMostShown; ++row)
        if (const auto one = m_directory.index(row, 0).data(kAddressRole).toString();
            !one.isEmpty())
            addresses << one;
    Q_EMIT peopleShown(addresses);
}

void ListPane::beginSearch()
{
    m_searching = true;
    updateEmpty();
}

void ListPane::setSearch(const QString& text)
{
    m_search = text.trimmed();
    m_searching = m_searching || !m_search.isEmpty();
    m_directory.setSearch(m_place == NavColumn::Place::Directory ? text : QString());
    if (m_place != NavColumn::Place::Directory)
        m_found->look(text);
    updateEmpty();
    tellShown();
}

void ListPane::endSearch()
{
    if (!m_searching)
        return;
    m_searching = false;
    m_search.clear();
    m_directory.setSearch({});
    m_found->forget();
    updateEmpty();
}

void ListPane::rebuildIndex()
{
    beginSearch();
    m_found->rebuild();
}

void ListPane::setCurrent(ConversationId id)
{
    m_filter.setCurrent(id);
    m_list->setCurrentIndex(m_filter.mapFromSource(m_conversations.indexOf(id)));
    m_items.setCurrent(id);
    m_open->setCurrentIndex(m_items.indexOf(id));
    updateEmpty();
}

/// Its rows move: the current one stays on its conversation.
void ListPane::refreshItems()
{
    const auto current = m_open->currentIndex();
    const auto id = current.data(kIdRole).value<ConversationId>();
    m_items.refresh();
    if (current.isValid())
        m_open->setCurrentIndex(m_items.indexOf(id));
}

int ListPane::openItems() const
{
    return m_items.countForUs();
}

void ListPane::step(int rows)
{
    if (showsItems()) {
        const auto next = m_items.next(m_open->currentIndex(), rows);
        if (next.isValid())
            Q_EMIT opened(next.data(kIdRole).value<ConversationId>(), true);
        return;
    }
    const int count = m_filter.rowCount();
    if (count == 0)
        return;
    const auto current = m_list->currentIndex();
    const int row = current.isValid() ? current.row() + rows : 0;
    const auto next = m_filter.index(std::clamp(row, 0, count - 1), 0);
    Q_EMIT opened(next.data(kIdRole).value<ConversationId>(), true);
}

void ListPane::focusList()
{
    if (showsFound()) {
        m_found->focusResults();
        return;
    }
    if (showsItems() && !m_open->currentIndex().isValid())
        m_open->setCurrentIndex(m_items.next({}, 1));
    shownList()->setFocus(Qt::ShortcutFocusReason);
}

bool ListPane::showsFound() const
{
    return m_searching && m_place != NavColumn::Place::Directory;
}

bool ListPane::showsItems() const
{
    return m_place == NavColumn::Place::OpenItems;
}

QListView* ListPane::shownList() const
{
    return m_place == NavColumn::Place::Directory ? m_people : showsItems() ? m_open : m_list;
}

/// An empty list teaches what to do next (ui.md).
void ListPane::updateEmpty()
{
    using Place = NavColumn::Place;
    m_title->setText(showsFound()                      ? tr("Search")
                         : m_place == Place::OpenItems ? tr("Open items")
                         : m_place == Place::Directory ? tr("Directory")
                                                       : tr("Conversations"));
    if (showsFound()) {
        m_stack->setCurrentWidget(m_found);
        return;
    }
    auto* list = shownList();
    if (list->model()->rowCount() > 0) {
        m_stack->setCurrentWidget(list);
        return;
    }
    if (!m_search.isEmpty())
        m_empty->setText(tr("Nobody of that name. Words of name, title, department and group "
                            "are found by how they begin."));
    else if (m_place == Place::OpenItems)
        m_empty->setText(tr("Nothing is waiting for you. New messages appear here, the most "
                            "urgent first."));
    else if (m_place == Place::Directory)
        m_empty->setText(tr("Your clinic's directory is empty, or has not arrived yet."));
    else
        m_empty->setText(tr("No conversations yet. Press Ctrl+N, choose a colleague and press "
                            "Enter."));
    m_stack->setCurrentWidget(m_emptyPage);
}

}  // namespace sotto::ui
