// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/attachment_store.h"

namespace sotto::store {
namespace {

constexpr std::size_t kLinkKeySize = 32;

Result<AttachmentRow> readRow(const Statement& row)
{
    AttachmentRow out{.message = row.as<MessageId>(0), .name = row.text(1)};
    out.kind = row.as<FileKind>(2);
    out.size = row.integer(3);
    out.sha256 = row.blob(4);
    const auto linkKey = row.secret(5);
    if (linkKey.size() < kLinkKeySize)
        return Error{Errc::Storage, "the key of a link is cut"};
    const auto ivSize = linkKey.size() - kLinkKeySize;
    const auto iv = linkKey.view().first(ivSize);
    out.iv.assign(iv.begin(), iv.end());
    out.key = SecretBytes{linkKey.view().subspan(ivSize)};
    out.here = {row.text(6), row.secret(7)};
    return out;
}

Result<std::string> readName(const Statement& row)
{
    return row.text(0);
}

Result<MessageId> readMessage(const Statement& row)
{
    return row.as<MessageId>(0);
}

}  // namespace

Result<AttachmentStore> AttachmentStore::open(Connection& connection)
{
    AttachmentStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO attachment (message, name, kind, size, sha256, link_key, file, file_key) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"},
            {&store.m_get,
             "SELECT message, name, kind, size, sha256, link_key, file, file_key "
             "FROM attachment WHERE message = ?1"},
            {&store.m_keep,
             "UPDATE attachment SET file = ?2, file_key = ?3, kind = ?4, size = ?5 "
             "WHERE message = ?1"},
            {&store.m_forget,
             "UPDATE attachment SET file = '', file_key = NULL WHERE message = ?1"},
            {&store.m_files, "SELECT file FROM attachment WHERE file <> ''"},
            {&store.m_toUpload,
             "SELECT a.message FROM message m JOIN attachment a ON a.message = m.id "
             "WHERE m.outgoing = 1 AND m.delivery = 0 AND m.delivery < 4 ORDER BY m.id"},
        }));
    SOTTO_TRY_ASSIGN(store.m_search, SearchIndex::open(connection));
    return store;
}

Result<Done> AttachmentStore::add(const AttachmentRow& row)
{
    const auto linkKey = join({row.iv, row.key.view()});
    const auto hash =
        row.sha256.empty() ? std::nullopt : std::optional<ByteView>{ByteView{row.sha256}};
    const auto fileKey = row.isHere() ? std::optional{row.here.key.view()} : std::nullopt;
    SOTTO_TRY(m_search->forget(row.message));
    SOTTO_TRY(m_add
                  ->with(row.message, row.name, row.kind, row.size, hash, linkKey.view(),
                         row.here.name, fileKey)
                  .run());
    return m_search->add(row.message);  // by its name
}

Result<std::optional<AttachmentRow>> AttachmentStore::get(MessageId message)
{
    return m_get->with(message).first(readRow);
}

Result<Done> AttachmentStore::keep(MessageId message, const VaultFile& file, FileKind kind,
                                   std::int64_t size)
{
    SOTTO_TRY(m_keep->with(message, file.name, file.key.view(), kind, size).run());
    return Done{};
}

Result<Done> AttachmentStore::forget(MessageId message)
{
    SOTTO_TRY(m_forget->with(message).run());
    return Done{};
}

Result<std::set<std::string>> AttachmentStore::files()
{
    SOTTO_TRY_ASSIGN(const auto names, m_files->with().all(readName));
    return std::set(names.begin(), names.end());
}

Result<std::vector<MessageId>> AttachmentStore::toUpload()
{
    return m_toUpload->with().all(readMessage);
}

}  // namespace sotto::store
