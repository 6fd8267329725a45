// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/archive_reader.h"

#include "core/domain/patient.h"
#include "core/domain/search_query.h"

#include <QDateTime>

namespace sotto::engine {
namespace {

constexpr int kPage = 200;

bool fits(const ArchivedMessage& one, const ArchiveFilter& filter)
{
    const auto concerns = [&one](const std::string& whom) {
        return whom.empty() || one.author == whom || one.peer == whom || one.handedBy == whom;
    };
    const bool isAbout =
        filter.patient.empty() || (one.patient && recordKey(one.patient->number) == filter.patient);
    return one.sentAtMs >= filter.fromMs && one.sentAtMs < filter.beforeMs &&
        concerns(filter.person) && concerns(filter.conversation) && isAbout;
}

}  // namespace

Result<std::optional<ArchivedMessage>> ArchiveReader::message(MessageId id)
{
    using Found = std::optional<ArchivedMessage>;
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(const auto row, stores.messages.get(id));
    if (!row || row->kind != store::MessageKind::Text)
        return Found{};
    ArchivedMessage out{.id = id, .author = row->sender.toString()};
    SOTTO_TRY_ASSIGN(const auto conversation, stores.conversations.get(row->conversation));
    out.peer = conversation ? conversation->peer.toString() : std::string{};
    out.originId = row->originId;
    SOTTO_TRY_ASSIGN(const auto about, stores.archive.archived(id));
    if (about) {
        out.peer = about->peer.toString();
        out.handedBy = about->handedBy.toString();
        out.received = about->received;
        out.originId = about->originId;
    }
    const auto peer = Jid::parse(out.peer);
    if (peer) {
        SOTTO_TRY_ASSIGN(const auto room, stores.rooms.find(*peer));
        out.team = room.has_value();
    }
    out.unmanaged = row->unmanaged;
    out.sentAtMs = row->sentAtMs;
    out.keptAtMs = row->receivedAtMs;
    out.recalledAtMs = row->recalledAtMs;
    out.correctedAtMs = row->correctedAtMs;
    out.urgency = row->urgency;
    out.text = row->body;
    SOTTO_TRY_ASSIGN(const auto file, stores.attachments.get(id));
    if (file) {
        out.file = file->name;
        out.text.clear();
    }
    SOTTO_TRY_ASSIGN(out.patient, stores.patients.find(id));
    SOTTO_TRY_ASSIGN(const auto versions, stores.changes.versions(id));
    for (const auto& version : versions)
        out.earlier.push_back(version.body);
    return Found{std::move(out)};
}

Result<ArchiveSlice> ArchiveReader::slice(const ArchiveFilter& filter, MessageId after)
{
    SOTTO_TRY_ASSIGN(
        const auto looked,
        m_context.stores.retention.look(after, kPage, std::numeric_limits<std::int64_t>::max()));
    ArchiveSlice out{.goOnAfter = looked.goOnAfter};
    for (const auto& old : looked.oldestFirst) {
        SOTTO_TRY_ASSIGN(auto one, message(old.id));
        if (one && fits(*one, filter))
            out.oldestFirst.push_back(*std::move(one));
    }
    return out;
}

Result<Done> ArchiveReader::each(const ArchiveFilter& filter,
                                 const std::function<bool(const ArchivedMessage&)>& take)
{
    MessageId at{};
    for (;;) {
        SOTTO_TRY_ASSIGN(const auto part, slice(filter, at));
        for (const auto& one : part.oldestFirst)
            if (!take(one))
                return Done{};
        if (!part.goOnAfter)
            return Done{};
        at = *part.goOnAfter;
    }
}

Result<std::vector<ArchivedMessage>> ArchiveReader::search(const std::string& words, int most)
{
    const auto today = QDateTime::fromMSecsSinceEpoch(m_context.nowMs()).date();
    store::SearchFor what;
    what.terms = SearchQuery::parse(QString::fromStdString(words), today).terms;
    SOTTO_TRY_ASSIGN(const auto found, m_context.stores.search.look(what, store::kNewest, most));
    std::vector<ArchivedMessage> out;
    for (const auto& row : found.newestFirst) {
        SOTTO_TRY_ASSIGN(auto one, message(row.id));
        if (one)
            out.push_back(*std::move(one));
    }
    return out;
}

Result<ArchiveCounts> ArchiveReader::counts()
{
    ArchiveCounts counts;
    const auto counted = each({}, [&counts](const ArchivedMessage& one) {
        counts.oldestMs = counts.messages == 0 ? one.keptAtMs : counts.oldestMs;
        counts.newestMs = one.keptAtMs;
        ++counts.messages;
        return true;
    });
    return counted ? Result{counts} : Result<ArchiveCounts>{counted.error()};
}

}  // namespace sotto::engine
