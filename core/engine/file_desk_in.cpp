// SPDX-License-Identifier: GPL-3.0-or-later
// A file's way in, and out of the vault again: only when a person asks.
#include "core/base/log.h"
#include "core/engine/file_desk.h"
#include "core/engine/problems.h"
#include "core/xmpp/file_link.h"

namespace sotto::engine {
namespace {

constexpr std::int64_t kMostShown = std::int64_t{25} * 1024 * 1024;

ProblemKind problemOf(Download::End how)
{
    switch (how) {
    case Download::End::Forged:
        return ProblemKind::FileBroken;
    case Download::End::Gone:
        return ProblemKind::FileGone;
    case Download::End::TooLarge:
        return ProblemKind::FileTooLarge;
    case Download::End::BadPlace:
        return ProblemKind::FileHostRefused;
    case Download::End::StorageFull:
        return ProblemKind::DiskFull;
    case Download::End::Storage:
        return ProblemKind::StorageFailed;
    case Download::End::Broken:
    case Download::End::Kept:
        break;
    }
    return ProblemKind::FileNotMoved;
}

}  // namespace

/// Our domain, those of policy, where policy says that the relay is, and where our relay told
/// us to put files: nowhere else, whatever a link says (E2).
relay::FilePlaces FileDesk::places() const
{
    relay::FilePlaces places{m_settings.allowedDomains, m_settings.relayHost};
    places.domains.push_back(m_link.person().domain());
    if (const auto host = m_context.stores.account.value(kFileHost); host && *host)
        places.domains.emplace_back((*host)->text());
    return places;
}

void FileDesk::fetch(MessageId id)
{
    const auto message = m_context.stores.messages.get(id);
    const auto row = m_context.stores.attachments.get(id);
    if (!message || !row) {
        tell(message ? row.error() : message.error());
        return;
    }
    if (!*message || !*row || (*row)->isHere() || m_fetching.contains(id))
        return;
    m_trouble.erase(id);
    const auto link = xmpp::parseFileLink((*message)->body);
    if (!link || !m_settings.makeFileTransfer)
        giveUp(id, ProblemKind::FileGone);
    else if ((*row)->size > m_settings.files.mostBytes)
        giveUp(id, ProblemKind::FileTooLarge);
    else if (const auto begun = begin(**row, link->url); !begun)
        giveUp(id, vaultProblem(begun.error()).kind);
    else
        Q_EMIT messageChanged(id);
}

Result<Done> FileDesk::begin(const store::AttachmentRow& row, const std::string& url)
{
    SOTTO_TRY_ASSIGN(auto writer, m_files.create());
    SOTTO_TRY_ASSIGN(auto download,
                     Download::make(row, std::move(writer), m_settings.makeFileTransfer(places())));
    auto* const one = download.get();
    const auto id = row.message;
    m_fetching[id] = {std::move(download)};
    connect(one, &Download::progressed, this,
            [this, id](int permille) { show(id, m_fetching[id].permille, permille); });
    connect(one, &Download::ended, this, [this, id](Download::End how) { onFetched(id, how); });
    one->start(url, m_settings.files.mostBytes);
    return Done{};
}

void FileDesk::onFetched(MessageId id, Download::End how)
{
    auto node = m_fetching.extract(id);
    auto* const download = node.mapped().download.release();
    download->deleteLater();  // we are inside its signal
    if (how != Download::End::Kept) {
        giveUp(id, problemOf(how));
        return;
    }
    const auto kept = download->take();
    if (const auto committed = commitKept(id, kept); !committed) {
        m_files.remove(kept.file.name);
        giveUp(id, vaultProblem(committed.error()).kind);
        return;
    }
    Q_EMIT messageChanged(id);
}

Result<Done> FileDesk::commitKept(MessageId id, const Download::Kept& kept)
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(m_context.stores.attachments.keep(id, kept.file, kept.kind, kept.size));
    return transaction.commit();
}

void FileDesk::giveUp(MessageId id, ProblemKind why)
{
    log::warning("engine", "a file was not fetched", {{"why", static_cast<int>(why)}});
    m_trouble[id] = why;
    Q_EMIT problem(why);
    Q_EMIT messageChanged(id);
}

/// It is not what was kept, or was taken away (E20): offered again, if it ever was at the relay.
void FileDesk::lose(MessageId id)
{
    if (const auto forgotten = forget(id); !forgotten)
        tell(forgotten.error());
    giveUp(id, ProblemKind::FileBroken);
}

Result<Done> FileDesk::forget(MessageId id)
{
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto message, stores.messages.get(id));
    SOTTO_TRY_ASSIGN(const auto row, stores.attachments.get(id));
    if (!message || !row || message->body.empty())
        return Done{};
    SOTTO_TRY(stores.attachments.forget(id));
    SOTTO_TRY(transaction.commit());
    m_files.remove(row->here.name);
    return Done{};
}

void FileDesk::cancel(MessageId id)
{
    if (m_fetching.erase(id) > 0) {
        Q_EMIT messageChanged(id);
        return;
    }
    if (std::ranges::find(m_waiting, id) == m_waiting.end())
        return;
    if (m_uploading == id) {
        m_upload.reset();
        m_uploading = {};
        m_again.reset();
    }
    fail(id, ProblemKind::FileNotMoved);
    startNext();
}

void FileDesk::load(MessageId id)
{
    const auto row = m_context.stores.attachments.get(id);
    const bool isShown = row && *row && (*row)->isHere() && (*row)->size <= kMostShown &&
        ((*row)->kind == FileKind::Png || (*row)->kind == FileKind::Jpeg);
    if (!isShown) {
        Q_EMIT loaded(id, {});
        return;
    }
    const auto bytes = read(**row);
    if (!bytes)
        lose(id);
    Q_EMIT loaded(id, bytes ? *bytes : QByteArray{});
}

Result<QByteArray> FileDesk::read(const store::AttachmentRow& row) const
{
    SOTTO_TRY_ASSIGN(auto reader, m_files.open(row.here));
    QByteArray bytes;
    bytes.reserve(static_cast<qsizetype>(row.size));
    for (;;) {
        SOTTO_TRY_ASSIGN(const auto piece, reader.next());
        if (piece.empty())
            return bytes;
        bytes.append(reinterpret_cast<const char*>(piece.data()),
                     static_cast<qsizetype>(piece.size()));
    }
}

std::optional<ProblemKind> FileDesk::refusalToSave(const store::AttachmentRow& row,
                                                   const QString& reason)
{
    const auto saving = m_settings.files.saving;
    const auto patient = m_context.stores.patients.find(row.message);
    const bool isSensitive = !patient || (*patient && (*patient)->isSensitive());
    const bool asksReason = saving == ContentRule::Reason || isSensitive;
    if (saving == ContentRule::Deny || (asksReason && reason.trimmed().isEmpty()))
        return ProblemKind::FileSaveDenied;
    if (isDangerous(row.name, row.kind))
        return ProblemKind::FileDangerous;
    return row.isHere() ? std::nullopt : std::optional{ProblemKind::FileGone};
}

/// Recorded first: what cannot be recorded does not happen (requirements, "Audit").
void FileDesk::save(MessageId id, const QString& path, const QString& reason)
{
    const auto message = m_context.stores.messages.get(id);
    const auto row = m_context.stores.attachments.get(id);
    if (!message || !row || !*message || !*row || m_saving.contains(id))
        return;
    if (const auto refusal = refusalToSave(**row, reason)) {
        Q_EMIT problem(*refusal);
        return;
    }
    auto reader = m_files.open((*row)->here);
    const auto& record = m_settings.files.recordSaving;
    if (!reader) {
        onSaved(id, reader.error());
        return;
    }
    const auto name = m_context.stores.records.nameOf(id);
    if (!name || !record || !record(m_context.self, *name, reason.trimmed().toStdString())) {
        Q_EMIT problem(ProblemKind::StorageFailed);
        return;
    }
    auto saver = std::make_unique<FileSaver>(*std::move(reader), path, m_context.time.scheduler);
    connect(saver.get(), &FileSaver::finished, this,
            [this, id](const Result<Done>& how) { onSaved(id, how); });
    saver->start();
    m_saving[id] = std::move(saver);
}

void FileDesk::onSaved(MessageId id, const Result<Done>& how)
{
    QString path;
    if (auto saver = m_saving.extract(id)) {
        path = saver.mapped()->path();
        saver.mapped().release()->deleteLater();  // we are inside its signal
    }
    if (how && m_settings.files.markSaved)
        m_settings.files.markSaved(path.toStdU16String());
    if (how)
        Q_EMIT saved(id);
    else if (how.error().code == Errc::Forged || how.error().code == Errc::NotFound)
        lose(id);
    else
        Q_EMIT problem(ProblemKind::FileNotSaved);
}

}  // namespace sotto::engine
