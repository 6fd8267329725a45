// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search_pane.h"

#include "ui/controls.h"
#include "ui/entry_list.h"
#include "ui/label.h"
#include "ui/search_delegate.h"
#include "ui/time_text.h"

#include <QFrame>
#include <QKeyEvent>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;

}  // namespace

SearchPane::SearchPane(Client& client, const Clock& clock, QWidget* parent)
    : QWidget(parent),
      m_client(client),
      m_clock(clock),
      m_model(clock),
      m_stack(new QStackedWidget(this)),
      m_list(makeEntryList("searchResults", &m_model, m_stack)),
      m_heading(nullptr),
      m_message(nullptr),
      m_filters(nullptr),
      m_unclear(new Label({}, TextRole::Caption, Label::Tone::Caution, this)),
      m_coverageText(nullptr),
      m_index(nullptr)
{
    m_list->setItemDelegate(new SearchDelegate(m_list));
    m_list->setUniformItemSizes(false);
    m_list->setAccessibleName(tr("What was found"));
    m_list->installEventFilter(this);
    m_stack->addWidget(m_list);
    m_stack->addWidget(makeMessage());
    m_unclear->setObjectName(QStringLiteral("searchUnclear"));
    m_unclear->wrapped()->setContentsMargins(16, 0, 16, 4);
    m_unclear->hide();
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 0);
    layout->addWidget(m_unclear);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeFoot());

    const auto choose = [this](const QModelIndex& index, bool byKeyboard) {
        if (index.flags() & Qt::ItemIsEnabled)
            Q_EMIT chosen(index.data(SearchModel::HitRole).value<SearchHit>(), byKeyboard);
    };
    connect(m_list, &QListView::clicked, this,
            [choose](const QModelIndex& index) { choose(index, false); });
    connect(m_list, &QListView::activated, this,
            [choose](const QModelIndex& index) { choose(index, true); });
    connect(&m_model, &SearchModel::olderWanted, this, [this] { m_client.searchOlder(m_ticket); });
    connect(&client, &Client::searchAnswered, this, &SearchPane::onPage);
    connect(&client, &Client::searchCoverageChanged, this, &SearchPane::setCoverage);
    connect(&client, &Client::locked, this, &SearchPane::forget);
    refresh();
}

QWidget* SearchPane::makeMessage()
{
    auto* page = new QWidget(m_stack);
    auto* layout = new QVBoxLayout(page);
    setGrid(*layout, 6, 8, 2);
    m_heading = new Label({}, TextRole::Strong, page);
    m_heading->setObjectName(QStringLiteral("searchState"));
    m_message = (new Label({}, TextRole::Body, Label::Tone::Secondary, page))->wrapped();
    m_filters = (new Label({}, TextRole::Body, Label::Tone::Secondary, page))->wrapped();
    m_filters->setObjectName(QStringLiteral("searchFilters"));
    m_filters->setText(tr("from:lee – who wrote it, or from:me\n"
                          "in:\"ward 4\" – in which conversation\n"
                          "before:2026-11-03, after:7d – when\n"
                          "has:file – files only"));
    m_heading->wrapped();
    layout->addWidget(m_heading);
    layout->addWidget(m_message);
    layout->addWidget(m_filters);
    layout->addStretch(1);
    return page;
}

QWidget* SearchPane::makeFoot()
{
    auto* foot = makeSurface("panel", this);
    auto* layout = new QHBoxLayout(foot);
    setGrid(*layout, 4, 2, 2);
    m_coverageText = (new Label({}, TextRole::Caption, Label::Tone::Secondary, foot))->wrapped();
    m_coverageText->setObjectName(QStringLiteral("searchCoverage"));
    m_index = makeButton("searchIndex", {}, ButtonKind::Link, foot);
    m_index->hide();
    layout->addWidget(m_coverageText, 1);
    layout->addWidget(m_index);
    connect(m_index, &QPushButton::clicked, this, &SearchPane::onIndexButton);
    return foot;
}

void SearchPane::look(const QString& typed)
{
    m_typed = typed.trimmed();
    m_isLooking = !m_typed.isEmpty();
    m_client.search(m_typed, ++m_ticket);
    if (m_typed.isEmpty())
        m_model.clear();
    refresh();
}

void SearchPane::forget()
{
    if (!m_typed.isEmpty() || m_model.rowCount() > 0)
        look({});
}

void SearchPane::onPage(const SearchPage& page)
{
    if (page.ticket != m_ticket)
        return;  // of what was typed before
    m_isLooking = page.isLooking;
    m_model.add(page);
    m_unclear->setVisible(!page.unclear.isEmpty());
    m_unclear->setText(tr("Not understood: %1").arg(page.unclear.join(QStringLiteral(", "))));
    refresh();
}

void SearchPane::refresh()
{
    if (m_typed.isEmpty() || m_model.rowCount() > 0)
        m_stack->setCurrentIndex(m_model.rowCount() > 0 ? 0 : 1);
    else if (!m_isLooking)
        m_stack->setCurrentIndex(1);
    if (m_typed.isEmpty())
        m_unclear->hide();
    m_heading->setText(m_typed.isEmpty() ? tr("Search everything that is kept here")
                           : m_isLooking ? tr("Looking…")
                                         : tr("Nothing found"));
    m_message->setText(
        m_typed.isEmpty()
            ? tr("Type a few letters of a word, a name or a file. It works without the network. "
                 "To narrow it down, add:")
            : tr("Words are found by how they begin. Try fewer or other words, or other filters:"));
    m_coverageText->setText(coverageText());
    m_coverageText->setVisible(m_knowsCoverage);
    m_index->setVisible(m_knowsCoverage && !m_coverage.isWhole());
    m_index->setText(m_coverage.isRunning       ? tr("Pause")
                         : m_coverage.isFailing ? tr("Try again")
                                                : tr("Go on"));
}

QString SearchPane::coverageText() const
{
    const auto now = toMs(m_clock.wallNow());
    if (m_coverage.isFailing)
        return tr("Older messages could not be indexed yet.");
    if (!m_coverage.isWhole())
        return (m_coverage.isRunning ? tr("Indexing (%1 %): back to %2 so far")
                                     : tr("Indexed %1 %: back to %2"))
            .arg(m_coverage.percent)
            .arg(whenText(std::min(m_coverage.indexedFromMs, now), now));
    if (m_coverage.oldestMs == 0)
        return tr("There are no messages yet.");
    const auto days = std::max<std::int64_t>(1, (now - m_coverage.oldestMs) / kDayMs + 1);
    return tr("Covers %n day(s), since %1", nullptr, static_cast<int>(days))
        .arg(whenText(m_coverage.oldestMs, now));
}

void SearchPane::setCoverage(const SearchCoverage& coverage)
{
    m_coverage = coverage;
    m_knowsCoverage = true;
    refresh();
}

void SearchPane::onIndexButton()
{
    m_client.tendIndex(m_coverage.isRunning ? IndexWish::Pause : IndexWish::GoOn);
}

void SearchPane::rebuild()
{
    m_client.tendIndex(IndexWish::Rebuild);
}

void SearchPane::focusResults()
{
    if (m_model.rowCount() == 0)
        return;
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model.next({}, 1));
    m_list->setFocus(Qt::ShortcutFocusReason);
}

void SearchPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_client.tendIndex(IndexWish::Tell);
    if (m_typed.isEmpty())
        m_client.search({}, ++m_ticket);  // gets ready
}

bool SearchPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        Q_EMIT left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace sotto::ui
