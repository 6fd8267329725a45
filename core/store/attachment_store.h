// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/file_kind.h"
#include "core/store/rows.h"
#include "core/store/search_index.h"
#include "core/store/statement.h"
#include "core/store/vault_files.h"

#include <set>

namespace sotto::store {

/// The file that a message carries. Its link is the message's body.
struct AttachmentRow {
    MessageId message{};
    std::string name{};  ///< safe (domain/file_name.h)
    FileKind kind = FileKind::Other;
    std::int64_t size = -1;  ///< bytes; -1: the sender did not say
    Bytes sha256{};          ///< empty: the sender did not say
    Bytes iv{};              ///< of what lies at the relay
    SecretBytes key{};       ///< of what lies at the relay
    VaultFile here{};        ///< no name: not in this vault

    bool isHere() const { return !here.name.empty(); }
};

/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open
/// Transaction.
class AttachmentStore {
public:
    static Result<AttachmentStore> open(Connection& connection);

    Result<Done> add(const AttachmentRow& row);
    Result<std::optional<AttachmentRow>> get(MessageId message);

    /// It is in the vault now, and this is what it is.
    Result<Done> keep(MessageId message, const VaultFile& file, FileKind kind, std::int64_t size);
    /// It is not in the vault any more.
    Result<Done> forget(MessageId message);

    /// The names of all that are in the vault.
    Result<std::set<std::string>> files();

    /// Outgoing messages whose file is not at the relay yet, oldest first.
    Result<std::vector<MessageId>> toUpload();

private:
    AttachmentStore() = default;

    std::optional<Statement> m_add, m_get, m_keep, m_forget, m_files, m_toUpload;
    std::optional<SearchIndex> m_search;
};

}  // namespace sotto::store
