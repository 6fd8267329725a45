// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/message_list_model.h"

#include "ui/card_text.h"
#include "ui/due_text.h"
#include "ui/evidence.h"
#include "ui/file_card.h"
#include "ui/order_words.h"
#include "ui/patient_words.h"
#include "ui/talk_words.h"
#include "ui/time_text.h"
#include "ui/urgency_look.h"

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr std::int64_t kGroupMs = 5 * 60 * 1000;  // bubbles closer than this hang together

using Kind = MessageSnapshot::Kind;
using FileState = AttachmentSnapshot::State;

}  // namespace

QString actionText(RowAction action)
{
    switch (action) {
    case RowAction::None:
        break;
    case RowAction::Acknowledge:
        return MessageListModel::tr("Acknowledge");
    case RowAction::Accept:
        return MessageListModel::tr("Accept");
    case RowAction::Finish:
        return MessageListModel::tr("Done");
    case RowAction::ReadBack:
        return MessageListModel::tr("Read it back…");
    case RowAction::EnterOrder:
        return MessageListModel::tr("Entered in the record…");
    case RowAction::CancelOrder:
        return MessageListModel::tr("Cancel the order…");
    case RowAction::ShowEvidence:
        return MessageListModel::tr("Who has seen it…");
    case RowAction::AskResend:
        return MessageListModel::tr("Ask to resend");
    case RowAction::Retry:
        return MessageListModel::tr("Try again");
    case RowAction::Download:
        return MessageListModel::tr("Download");
    case RowAction::CancelTransfer:
        return MessageListModel::tr("Cancel");
    case RowAction::OpenPicture:
        return MessageListModel::tr("Open");
    case RowAction::SaveFile:
        return MessageListModel::tr("Save…");
    }
    return {};
}

MessageListModel::MessageListModel(const Clock& clock, QObject* parent)
    : QAbstractListModel(parent),
      m_clock(clock)
{
}

RowAction MessageListModel::actionOf(const MessageSnapshot& m) const
{
    if (canAskToResend(m))
        return RowAction::AskResend;
    if (m.kind != Kind::Text || m.recalledAtMs > 0)
        return RowAction::None;
    if (m.outgoing && m.delivery == Delivery::Failed)
        return RowAction::Retry;
    if (m.order && !m.outgoing && m.open)
        return m.acknowledgedAtMs == 0 ? RowAction::ReadBack : RowAction::EnterOrder;
    if (!m.outgoing && m.open)  // the next step that is asked of us
        return m.acknowledgedAtMs == 0 ? RowAction::Acknowledge
            : m.acceptedAtMs == 0      ? RowAction::Accept
                                       : RowAction::Finish;
    return m.attachment ? fileActionOf(m) : RowAction::None;
}

RowAction MessageListModel::fileActionOf(const MessageSnapshot& m) const
{
    switch (m.attachment->state) {
    case FileState::Offered:  // what may never be saved need not be fetched
        return m.attachment->blocked ? RowAction::None : RowAction::Download;
    case FileState::Failed:
        return RowAction::Retry;
    case FileState::Fetching:
    case FileState::Uploading:
        return RowAction::CancelTransfer;
    case FileState::Kept:
        break;
    }
    if (showsPicture(m))
        return RowAction::OpenPicture;
    return savingRefused(*m.attachment, m_saving).isEmpty() ? RowAction::SaveFile : RowAction::None;
}

bool MessageListModel::showsPicture(const MessageSnapshot& m) const
{
    if (!m_showsPictures || !m.attachment ||
        m.attachment->kind != AttachmentSnapshot::Kind::Picture)
        return false;
    // One's own is in the vault while it is on its way.
    const auto state = m.attachment->state;
    const auto known = m_pictures.find(m.id);
    const bool broken = known != m_pictures.end() && known->second.isNull();
    return !broken && (state == FileState::Kept || state == FileState::Uploading);
}

QString MessageListModel::fileNoteOf(const MessageSnapshot& m) const
{
    const auto known = m_pictures.find(m.id);
    return fileNote(*m.attachment, m_saving, known != m_pictures.end() && known->second.isNull());
}

void MessageListModel::setFileRules(bool showsPictures, ContentRule saving)
{
    m_showsPictures = showsPictures;
    m_saving = saving;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void MessageListModel::setPicture(MessageId id, const QImage& picture)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    m_pictures[id] = picture;
    Q_EMIT dataChanged(index(row), index(row));
}

const AttachmentSnapshot* MessageListModel::fileOf(MessageId id) const
{
    const int row = rowOf(id);
    if (row < 0 || !m_rows[static_cast<std::size_t>(row)].attachment)
        return nullptr;
    return &*m_rows[static_cast<std::size_t>(row)].attachment;
}

bool MessageListModel::isOutgoing(MessageId id) const
{
    const int row = rowOf(id);
    return row >= 0 && m_rows[static_cast<std::size_t>(row)].outgoing;
}

QStringList MessageListModel::labelsOf(MessageId id) const
{
    const int row = rowOf(id);
    const auto* const m = row < 0 ? nullptr : &m_rows[static_cast<std::size_t>(row)];
    return m && m->patient ? m->patient->labels : QStringList();
}

std::optional<MessageSnapshot> MessageListModel::find(MessageId id) const
{
    const int row = rowOf(id);
    return row < 0 ? std::nullopt : std::optional{m_rows[static_cast<std::size_t>(row)]};
}

bool MessageListModel::wantsPicture(int row) const
{
    const auto& m = m_rows[static_cast<std::size_t>(row)];
    return showsPicture(m) && !m_pictures.contains(m.id);
}

QList<MessageSnapshot> MessageListModel::pictures() const
{
    QList<MessageSnapshot> all;
    std::ranges::copy_if(m_rows, std::back_inserter(all),
                         [this](const auto& message) { return showsPicture(message); });
    return all;
}

void MessageListModel::load(const QList<MessageSnapshot>& oldestFirst, bool hasOlder, bool hasNewer)
{
    beginResetModel();
    m_rows.assign(oldestFirst.begin(), oldestFirst.end());
    m_hasOlder = hasOlder;
    m_hasNewer = hasNewer;
    m_toldBelow = {};
    m_pictures.clear();
    m_unreadFrom = {};
    findUnread();
    QString author;
    m_severalAuthors = false;
    for (const auto& row : m_rows) {
        if (row.outgoing || row.kind != Kind::Text)
            continue;
        m_severalAuthors = m_severalAuthors || (!author.isEmpty() && author != row.author.string());
        author = row.author.string();
    }
    endResetModel();
}

/// Taken once, so that the line stays put while its messages become read.
void MessageListModel::findUnread()
{
    const auto first = std::ranges::find_if(m_rows, &MessageSnapshot::unread);
    if (m_unreadFrom == MessageId{} && first != m_rows.end())
        m_unreadFrom = first->id;
}

void MessageListModel::append(const QList<MessageSnapshot>& oldestFirst, bool hasNewer)
{
    m_hasNewer = hasNewer;
    QList<MessageSnapshot> fresh;
    std::ranges::copy_if(oldestFirst, std::back_inserter(fresh), [this](const auto& message) {
        return !newest() || message.id > *newest();
    });
    if (fresh.isEmpty())
        return;
    const int row = rowCount();
    beginInsertRows({}, row, row + static_cast<int>(fresh.size()) - 1);
    m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
    findUnread();
    endInsertRows();
    tellNeighbours(row);
}

void MessageListModel::prepend(const QList<MessageSnapshot>& oldestFirst, bool hasOlder)
{
    m_hasOlder = hasOlder;
    QList<MessageSnapshot> fresh;
    std::ranges::copy_if(oldestFirst, std::back_inserter(fresh),
                         [this](const auto& message) { return rowOf(message.id) < 0; });
    if (fresh.isEmpty())
        return;
    const auto count = static_cast<int>(fresh.size());
    beginInsertRows({}, 0, count - 1);
    m_rows.insert(m_rows.begin(), fresh.begin(), fresh.end());
    endInsertRows();
    tellNeighbours(count);
}

void MessageListModel::change(const MessageSnapshot& message)
{
    if (const int row = rowOf(message.id); row >= 0) {
        m_rows[static_cast<std::size_t>(row)] = message;
        tellNeighbours(row);
        return;
    }
    if (m_hasNewer && (!newest() || message.id > *newest())) {
        if (message.unread && message.id > m_toldBelow) {
            m_toldBelow = message.id;
            Q_EMIT arrivedBelow();
        }
        return;
    }
    auto row = static_cast<int>(m_rows.size());
    // As the vault orders them: a wrong clock must not bury a message.
    while (row > 0 && m_rows[static_cast<std::size_t>(row) - 1].id > message.id)
        --row;
    if (row == 0 && m_hasOlder && !m_rows.empty())
        return;  // belongs to a page that is not loaded
    beginInsertRows({}, row, row);
    m_rows.insert(m_rows.begin() + row, message);
    endInsertRows();
    tellNeighbours(row);
}

void MessageListModel::clear()
{
    load({}, false);
}

/// A row's looks depend on the one before and the one after.
void MessageListModel::tellNeighbours(int row)
{
    const int last = rowCount() - 1;
    Q_EMIT dataChanged(index(std::clamp(row - 1, 0, last)), index(std::clamp(row + 1, 0, last)));
}

std::optional<MessageId> MessageListModel::oldest() const
{
    return idAt(0);
}

std::optional<MessageId> MessageListModel::idAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].id;
}

int MessageListModel::rowOf(MessageId id) const
{
    // From the end: what changes is nearly always new.
    const auto found = std::find_if(m_rows.crbegin(), m_rows.crend(),
                                    [&](const auto& row) { return row.id == id; });
    return static_cast<int>(m_rows.crend() - found) - 1;
}

int MessageListModel::unreadRow() const
{
    return m_unreadFrom == MessageId{} ? -1 : rowOf(m_unreadFrom);
}

bool MessageListModel::hasUnread() const
{
    return std::ranges::any_of(m_rows, &MessageSnapshot::unread);
}

int MessageListModel::newestWithAction(RowAction action) const
{
    const auto found = std::find_if(m_rows.crbegin(), m_rows.crend(),
                                    [&](const auto& row) { return actionOf(row) == action; });
    return static_cast<int>(m_rows.crend() - found) - 1;
}

bool MessageListModel::continuesGroup(int row) const
{
    if (row <= 0 || row >= rowCount())
        return false;
    const auto& above = m_rows[static_cast<std::size_t>(row) - 1];
    const auto& here = m_rows[static_cast<std::size_t>(row)];
    return above.kind == Kind::Text && here.kind == Kind::Text && above.outgoing == here.outgoing &&
        above.author == here.author && isSameDay(above.sentAtMs, here.sentAtMs) &&
        here.sentAtMs - above.sentAtMs < kGroupMs;
}

bool MessageListModel::showsEvidence(int row) const
{
    const auto evidence = evidenceOf(m_rows[static_cast<std::size_t>(row)]);
    if (!evidence)
        return false;
    if (!evidence->settled || !continuesGroup(row + 1) ||
        m_rows[static_cast<std::size_t>(row)].urgency > Urgency::Fyi)
        return true;
    const auto next = evidenceOf(m_rows[static_cast<std::size_t>(row) + 1]);
    return !next || next->text != evidence->text;
}

MessageRow MessageListModel::rowAt(int row) const
{
    MessageRow result;
    result.message = m_rows[static_cast<std::size_t>(row)];
    const auto& m = result.message;
    result.startsDay =
        row == 0 || !isSameDay(m_rows[static_cast<std::size_t>(row) - 1].sentAtMs, m.sentAtMs);
    result.startsGroup = !continuesGroup(row);
    result.unreadAbove = m.id == m_unreadFrom;
    result.showsAuthor = (m.inRoom || m_severalAuthors) && !m.outgoing && result.startsGroup;
    result.showsEvidence = showsEvidence(row);
    result.action = actionOf(m);
    result.headline = headlineOf(m);
    result.late = isOverdue(m.dueAtMs, m.open, nowMs()) || (m.order && m.order->cancelledAtMs > 0);
    if (m.attachment) {
        result.showsPicture = showsPicture(m);
        result.fileNote = fileNoteOf(m);
        if (const auto known = m_pictures.find(m.id); known != m_pictures.end())
            result.picture = known->second;
    }
    return result;
}

QString MessageListModel::headlineOf(const MessageSnapshot& m) const
{
    QStringList parts;
    if (m.kind != Kind::Text || m.recalledAtMs > 0)
        return {};
    if (m.escalatedAtMs > 0)
        parts << tr("Escalated: sent to %1 at %2, no answer")
                     .arg(m.escalatedFrom.isolated(), clockText(m.escalatedAtMs));
    if (m.order)
        return orderHeadline(m, nowMs());
    if (const auto due = dueText(m.dueAtMs, m.open, nowMs()); !due.isEmpty())
        parts << due;
    if (m.mentionsUs)
        parts << tr("Mentions you");
    if (m.correctedAtMs > 0)
        parts << tr("Corrected %1").arg(clockText(m.correctedAtMs));
    return parts.join(QStringLiteral(" · "));
}

/// What stands above and below the text.
QString MessageListModel::accessibleTalk(const MessageSnapshot& m) const
{
    QString words;
    if (m.quotation) {
        const auto author = quotedAuthor(*m.quotation);
        const auto quoted = quotedText(*m.quotation);
        words += QStringLiteral(". ") +
            (author.isEmpty() ? tr("In answer to: %1").arg(quoted)
                              : tr("In answer to %1: %2").arg(author, quoted));
    }
    if (!m.reactions.isEmpty())
        words += QStringLiteral(". ") +
            tr("%n reaction(s): %1", nullptr, static_cast<int>(m.reactions.size()))
                .arg(reactionLines(m).join(QStringLiteral("; ")));
    return words;
}

QString MessageListModel::accessibleText(const MessageSnapshot& m) const
{
    QStringList parts;
    if (m.kind == Kind::Undecryptable)
        parts << cardHeading(m);
    else if (m.kind == Kind::System)
        parts << tr("Notice");
    else
        parts << (m.outgoing ? tr("You") : m.author.string());
    if (m.order)
        parts << orderLook(m, {}).word << orderSignatureText(m);
    else if (m.urgency > Urgency::Fyi)
        parts << lookOf(m.urgency, {}).word;
    if (m.patient)
        parts << tr("About the patient %1").arg(patientWords(*m.patient))
              << sensitiveNotice(m.patient->labels);
    if (const auto headline = headlineOf(m); !headline.isEmpty())
        parts << headline;
    parts.removeAll(QString());
    parts << clockText(m.sentAtMs);
    if (const auto evidence = evidenceOf(m))
        parts << evidence->text;
    if (actionOf(m) == RowAction::Acknowledge)
        parts << tr("not acknowledged");
    else if (actionOf(m) == RowAction::ReadBack)
        parts << tr("not read back");
    else if (actionOf(m) == RowAction::EnterOrder)
        parts << tr("not in the record");
    auto text = m.kind == Kind::Undecryptable ? cardText(m)
        : m.kind == Kind::System              ? noticeText(m)
        : m.recalledAtMs > 0                  ? recalledText(m)
                                              : m.text.string();
    if (m.attachment)
        text =
            QStringList{m.attachment->name.string(), fileDetail(*m.attachment), fileNoteOf(m)}.join(
                QStringLiteral(", "));
    return parts.join(QStringLiteral(", ")) + QStringLiteral(": ") + text + accessibleTalk(m);
}

int MessageListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant MessageListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& m = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return m.attachment          ? m.attachment->name.string()
            : m.kind == Kind::System ? noticeText(m)
            : m.recalledAtMs > 0     ? recalledText(m)
                                     : m.text.string();
    case Qt::AccessibleTextRole:
        return accessibleText(m);
    case Qt::AccessibleDescriptionRole:
        return fullEvidence(m, nowMs()).join(QStringLiteral(", "));
    default:
        return {};
    }
}

}  // namespace sotto::ui
