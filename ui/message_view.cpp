// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/message_view.h"

#include "ui/controls.h"
#include "ui/message_delegate.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kNearEnd = 8;     // px from the end that still count as the end
constexpr int kNearStart = 80;  // px from the start at which an older page is fetched

/// Of a message of ours that went to somebody.
bool hasEvidence(const MessageSnapshot& m)
{
    return m.outgoing && m.states.people > 0;
}

}  // namespace

MessageView::MessageView(MessageListModel& model, QWidget* parent)
    : QListView(parent),
      m_model(model),
      m_delegate(new MessageDelegate(this)),
      m_jump(makeButton("jumpToLatest", {}, ButtonKind::Outlined, this))
{
    setObjectName(QStringLiteral("messageList"));
    setAccessibleName(tr("Messages"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    verticalScrollBar()->setSingleStep(24);
    m_jump->setIcon(icon(Icon::Down, tokensFor(palette()).text));
    m_jump->hide();

    connect(m_jump, &QPushButton::clicked, this, &MessageView::jumpToLatest);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &MessageView::onScrolled);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int maximum) {
        if (m_stick)
            verticalScrollBar()->setValue(maximum);
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { onInserted(first, last); });
    connect(&model, &MessageListModel::arrivedBelow, this, [this] {
        ++m_below;
        updateJump();
    });
}

void MessageView::showStart(std::optional<MessageId> remembered)
{
    m_asked = m_askedNewer = false;
    m_below = 0;
    {
        const QScopedValueRollback quiet(m_quiet, true);
        doItemsLayout();
        const int row = remembered ? m_model.rowOf(*remembered) : -1;
        const int unread = m_model.unreadRow();
        m_stick = row < 0 && unread < 0;
        if (m_stick)
            scrollToBottom();
        else
            scrollTo(m_model.index(unread >= 0 ? unread : row), PositionAtTop);
    }
    onScrolled();
}

void MessageView::showAt(MessageId id)
{
    m_asked = m_askedNewer = false;
    m_below = 0;
    {
        const QScopedValueRollback quiet(m_quiet, true);
        doItemsLayout();
        const int row = m_model.rowOf(id);
        m_stick = row < 0;
        if (row < 0) {
            scrollToBottom();
        } else {
            setCurrentIndex(m_model.index(row));
            doItemsLayout();  // it unfolds
            scrollTo(m_model.index(row), PositionAtCenter);
        }
    }
    onScrolled();
}

void MessageView::jumpToLatest()
{
    if (m_model.hasNewer()) {
        Q_EMIT latestWanted();
        return;
    }
    m_stick = true;
    scrollToBottom();
    onScrolled();
}

bool MessageView::shows(int row) const
{
    return visualRect(m_model.index(row)).intersects(viewport()->rect());
}

bool MessageView::isAtEnd() const
{
    return !m_model.hasNewer() && isAtBottom();
}

bool MessageView::isAtBottom() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - kNearEnd;
}

void MessageView::prepend(const QList<MessageSnapshot>& older, bool hasOlder)
{
    const auto before = anchor();
    const QScopedValueRollback quiet(m_quiet, true);
    const QScopedValueRollback stick(m_stick, false);
    m_model.prepend(older, hasOlder);
    doItemsLayout();
    restore(before);
    m_asked = false;
}

void MessageView::append(const QList<MessageSnapshot>& newer, bool hasNewer)
{
    const auto before = anchor();
    const QScopedValueRollback quiet(m_quiet, true);
    const QScopedValueRollback stick(m_stick, false);
    m_model.append(newer, hasNewer);
    doItemsLayout();
    restore(before);
    m_askedNewer = false;
    updateJump();
}

std::optional<MessageId> MessageView::place() const
{
    return isAtEnd() ? std::nullopt : anchor().id;
}

MessageView::Anchor MessageView::anchor() const
{
    const auto top = indexAt({viewport()->width() / 2, 1});
    if (!top.isValid())
        return {};
    return {m_model.idAt(top.row()), visualRect(top).top()};
}

void MessageView::restore(const Anchor& anchor)
{
    const int row = anchor.id ? m_model.rowOf(*anchor.id) : -1;
    if (row < 0)
        return;
    auto* bar = verticalScrollBar();
    bar->setValue(bar->value() + visualRect(m_model.index(row)).top() - anchor.top);
}

void MessageView::onScrolled()
{
    if (!m_quiet)
        m_stick = isAtEnd();
    if (isAtEnd()) {
        m_below = 0;
        if (!m_quiet)
            Q_EMIT reachedEnd();
    }
    if (!m_quiet)
        askForMore();
    updateJump();
}

void MessageView::askForMore()
{
    const auto* const bar = verticalScrollBar();
    if (!m_asked && m_model.hasOlder() && bar->value() <= kNearStart) {
        m_asked = true;
        Q_EMIT olderWanted();
    }
    if (!m_askedNewer && m_model.hasNewer() && bar->value() >= bar->maximum() - kNearStart) {
        m_askedNewer = true;
        Q_EMIT newerWanted();
    }
}

void MessageView::onInserted(int first, int last)
{
    if (m_quiet)
        return;
    if (m_stick) {
        scrollToBottom();
        return;
    }
    m_below += last - first + 1;
    updateJump();
}

void MessageView::updateJump()
{
    m_jump->setText(m_below > 0 ? tr("%n new", nullptr, m_below) : tr("Latest"));
    m_jump->setVisible(!isAtEnd());
    const auto size = m_jump->sizeHint();
    m_jump->setGeometry((viewport()->width() - size.width()) / 2, height() - size.height() - 12,
                        size.width(), size.height());
}

bool MessageView::runAction(RowAction action)
{
    const auto current = currentIndex();
    int row = m_model.newestWithAction(action);
    if (current.isValid() && m_model.rowAt(current.row()).action == action)
        row = current.row();
    const auto id = m_model.idAt(row);
    if (id)
        Q_EMIT actionRequested(action, *id);
    return id.has_value();
}

std::optional<MessageSnapshot>
MessageView::currentOrNewest(const std::function<bool(const MessageSnapshot&)>& isSuch) const
{
    if (currentIndex().isValid()) {
        auto current = m_model.rowAt(currentIndex().row()).message;
        if (isSuch(current))
            return current;
    }
    for (int row = m_model.rowCount() - 1; row >= 0; --row) {
        auto message = m_model.rowAt(row).message;
        if (isSuch(message))
            return message;
    }
    return std::nullopt;
}

void MessageView::showEvidence()
{
    const auto current = currentIndex();
    for (int row = current.isValid() ? current.row() : m_model.rowCount() - 1; row >= 0; --row) {
        const auto m = m_model.rowAt(row).message;
        if (!hasEvidence(m))
            continue;
        Q_EMIT actionRequested(RowAction::ShowEvidence, m.id);
        return;
    }
}

QModelIndexList MessageView::chosenRows() const
{
    auto rows = selectionModel()->selectedRows();
    if (rows.isEmpty() && currentIndex().isValid())
        rows << currentIndex();  // reached with Tab: current, but not selected
    std::ranges::sort(rows, {}, &QModelIndex::row);
    return rows;
}

QString MessageView::selectedText() const
{
    QStringList texts;
    for (const auto& row : chosenRows())
        texts << m_model.data(row, Qt::DisplayRole).toString();
    return texts.join(QLatin1Char('\n'));
}

QList<MessageId> MessageView::selectedIds() const
{
    QList<MessageId> ids;
    for (const auto& row : chosenRows())
        if (const auto id = m_model.idAt(row.row()))
            ids << *id;
    return ids;
}

QStringList MessageView::selectedLabels() const
{
    QStringList labels;
    for (const auto id : selectedIds())
        labels << m_model.labelsOf(id);
    labels.removeDuplicates();
    return labels;
}

void MessageView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        if (const auto text = selectedText(); !text.isEmpty())
            Q_EMIT copyRequested(text);
        return;
    }
    const auto current = currentIndex();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && current.isValid() && pressEnter(m_model.rowAt(current.row())))
        return;
    if (event->key() == Qt::Key_R && event->modifiers() == Qt::NoModifier && current.isValid()) {
        Q_EMIT answerWanted(*m_model.idAt(current.row()));
        return;
    }
    QListView::keyPressEvent(event);
}

/// What is asked of us comes first, then where it leads to.
bool MessageView::pressEnter(const MessageRow& row)
{
    const auto& m = row.message;
    if (row.action != RowAction::None)
        Q_EMIT actionRequested(row.action, m.id);
    else if (m.quotation && m.quotation->message != MessageId{})
        Q_EMIT quotedWanted(m.quotation->message);
    else if (hasEvidence(m))
        Q_EMIT actionRequested(RowAction::ShowEvidence, m.id);
    else
        return false;
    return true;
}

bool MessageView::isOnSpot(QPoint at) const
{
    const auto index = indexAt(at);
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    return index.isValid() &&
        m_delegate->spotAt(option, index, at - visualRect(index).topLeft()) !=
        MessageDelegate::Spot{};
}

/// What stands there does its work. False: nothing does.
bool MessageView::runSpot(const QModelIndex& index, QPoint at)
{
    using What = MessageDelegate::Spot::What;
    if (!index.isValid() || indexAt(at) != index)
        return false;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const auto spot = m_delegate->spotAt(option, index, at - visualRect(index).topLeft());
    const auto row = m_model.rowAt(index.row());
    const auto& m = row.message;
    if (spot.what == What::Action)
        Q_EMIT actionRequested(row.action, m.id);
    else if (spot.what == What::Quote && m.quotation->message != MessageId{})
        Q_EMIT quotedWanted(m.quotation->message);
    else if (spot.what == What::Reaction)
        Q_EMIT reactionPressed(m.id, spot.emoji);
    return spot.what != What::Nothing;
}

/// A press on a button does not choose its row: that would unfold it and move the button
/// away from under the pointer.
void MessageView::mousePressEvent(QMouseEvent* event)
{
    const bool isPress = event->button() == Qt::LeftButton && isOnSpot(event->pos());
    m_pressed = isPress ? indexAt(event->pos()) : QModelIndex();
    if (!isPress)
        QListView::mousePressEvent(event);
}

void MessageView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_pressed.isValid()) {
        QListView::mouseReleaseEvent(event);
        return;
    }
    runSpot(m_pressed, event->pos());
    m_pressed = QModelIndex();
}

void MessageView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto index = indexAt(event->pos());
    if (index.isValid() && hasEvidence(m_model.rowAt(index.row()).message))
        Q_EMIT actionRequested(RowAction::ShowEvidence, *m_model.idAt(index.row()));
    else
        QListView::mouseDoubleClickEvent(event);
}

void MessageView::resizeEvent(QResizeEvent* event)
{
    const auto before = anchor();
    {
        const QScopedValueRollback quiet(m_quiet, true);
        QListView::resizeEvent(event);
        doItemsLayout();  // at once: a delayed one paints rows at heights of another width
        if (m_stick)
            scrollToBottom();
        else
            restore(before);
    }
    updateJump();
}

void MessageView::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    const auto first = indexAt({viewport()->width() / 2, 1});
    for (int row = first.isValid() ? first.row() : 0; row < m_model.rowCount(); ++row) {
        if (visualRect(m_model.index(row)).top() > viewport()->height())
            break;
        if (m_model.wantsPicture(row))
            Q_EMIT pictureWanted(*m_model.idAt(row));
    }
}

void MessageView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    m_delegate->setExpanded(current);
}

void MessageView::focusInEvent(QFocusEvent* event)
{
    QListView::focusInEvent(event);
    // A list with the focus but without a current row would show no focus at all.
    if (!currentIndex().isValid() && m_model.rowCount() > 0 &&
        event->reason() != Qt::MouseFocusReason)
        setCurrentIndex(m_model.index(m_model.rowCount() - 1));
}

}  // namespace sotto::ui
