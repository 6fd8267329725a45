// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help_window.h"

#include "ui/controls.h"
#include "ui/label.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

namespace sotto::ui {
namespace {

constexpr int kId = Qt::UserRole;
constexpr int kListWidth = 260;  // px at 100 %

QString readerText(HelpPage::Reader reader)
{
    switch (reader) {
    case HelpPage::Reader::Everybody:
        break;
    case HelpPage::Reader::Desk:
        return HelpWindow::tr("At the front desk");
    case HelpPage::Reader::Physician:
        return HelpWindow::tr("On the ward and on the way");
    case HelpPage::Reader::Administrator:
        return HelpWindow::tr("For the administrator");
    }
    return HelpWindow::tr("For everybody");
}

}  // namespace

void HelpWindow::open(QWidget* over, const QString& screen)
{
    auto* help = over->findChild<HelpWindow*>(QString(), Qt::FindDirectChildrenOnly);
    if (!help)
        help = new HelpWindow(over);
    help->showFor(screen);
    help->show();
    help->raise();
    help->activateWindow();
}

HelpWindow::HelpWindow(QWidget* parent)
    : QDialog(parent),
      m_pages(helpPages()),
      m_search(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_none(
          (new Label(tr("No page has these words."), TextRole::Body, Label::Tone::Secondary, this))
              ->wrapped()),
      m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("help"));
    setWindowTitle(tr("Sotto"));
    resize(860, 600);
    m_search->setObjectName(QStringLiteral("helpSearch"));
    m_search->setPlaceholderText(tr("Search the help"));
    m_search->setAccessibleName(tr("Search the help"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("helpList"));
    m_list->setAccessibleName(tr("Pages of the help"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setWordWrap(true);
    m_scroll->setObjectName(QStringLiteral("helpPage"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::StrongFocus);  // arrows and Page Down scroll
    m_none->hide();

    auto* left = new QVBoxLayout;
    setGrid(*left, 0, 0, 2);
    left->addWidget(m_search);
    left->addWidget(m_none);
    left->addWidget(m_list, 1);
    auto* row = new QHBoxLayout;
    setGrid(*row, 0, 0, 4);
    row->addLayout(left, 2);
    row->addWidget(m_scroll, 5);
    m_list->setMinimumWidth(kListWidth);
    auto* close = makeButton("close", tr("Close"), ButtonKind::Outlined, this);
    close->setAutoDefault(false);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 5, 5, 3);
    layout->addWidget(new Label(tr("Help"), TextRole::Screen, this));
    layout->addLayout(row, 1);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_search, &QLineEdit::textChanged, this,
            [this](const QString& words) { fillList(findHelp(m_pages, words)); });
    connect(m_search, &QLineEdit::returnPressed, m_scroll, [this] { m_scroll->setFocus(); });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item)
            showPage(item->data(kId).toString());
    });
    connect(m_list, &QListWidget::itemActivated, m_scroll, [this] { m_scroll->setFocus(); });
    fillList(m_pages);
}

/// Headings are lines of the list that cannot be chosen.
void HelpWindow::fillList(const QList<HelpPage>& pages)
{
    m_list->clear();
    std::optional<HelpPage::Reader> reader;
    const bool grouped = m_search->text().trimmed().isEmpty();
    for (const auto& page : pages) {
        if (grouped && page.reader != reader) {
            auto* heading = new QListWidgetItem(readerText(page.reader), m_list);
            heading->setFlags(Qt::NoItemFlags);
            heading->setFont(fontFor(TextRole::Caption, m_list->font()));
            reader = page.reader;
        }
        (new QListWidgetItem(page.title, m_list))->setData(kId, page.id);
    }
    m_none->setVisible(pages.isEmpty());
    m_list->setCurrentRow(grouped ? 1 : 0);
}

void HelpWindow::showFor(const QString& screen)
{
    m_search->clear();
    if (m_pages.isEmpty())
        return;
    const auto id = m_pages.at(helpFor(m_pages, screen)).id;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->data(kId).toString() == id)
            m_list->setCurrentRow(row);
    m_search->setFocus();
}

void HelpWindow::showPage(const QString& id)
{
    const auto page = std::ranges::find(m_pages, id, &HelpPage::id);
    if (page == m_pages.end())
        return;
    auto* content = new QWidget(m_scroll);
    content->setObjectName(QStringLiteral("pageBody"));
    m_body = new QVBoxLayout(content);
    setGrid(*m_body, 3, 1, 3);
    m_body->addWidget((new Label(page->title, TextRole::Title, content))->wrapped());
    for (const auto& block : page->blocks)
        addBlock(block);
    m_body->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setAccessibleName(page->title);
    m_scroll->verticalScrollBar()->setValue(0);
}

void HelpWindow::addBlock(const HelpPage::Block& block)
{
    using Kind = HelpPage::Block::Kind;
    auto* parent = m_body->parentWidget();
    auto* text = (new Label(block.text, TextRole::Body, parent))->wrapped();
    if (block.kind == Kind::Text) {
        m_body->addWidget(text);
        return;
    }
    auto* row = new QHBoxLayout;
    setGrid(*row, 0, 0, 2);
    const auto mark = block.kind == Kind::Step ? tr("%1.", "number of a step").arg(block.number)
        : block.kind == Kind::Point            ? QStringLiteral("•")
                                               : QString();
    auto* head = new Label(mark, TextRole::Strong, Label::Tone::Accent, parent);
    head->setAlignment(Qt::AlignTop | Qt::AlignTrailing);
    head->setMinimumWidth(6 * kGrid);
    row->addWidget(head);
    row->addWidget(text, 1);
    m_body->addLayout(row);
    if (block.kind == Kind::Command) {
        text->setFont(fixedFont(text->font()));
        text->setLayoutDirection(Qt::LeftToRight);
        text->selectable();
    }
}

/// From the field to the list and back without the mouse.
bool HelpWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
        m_list->setFocus();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

}  // namespace sotto::ui
