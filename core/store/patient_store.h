// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/message.h"
#include "core/domain/patient.h"
#include "core/store/search_index.h"

#include <optional>
#include <vector>

namespace sotto::store {

/// Whom messages, and what is being written, are about. Errors everywhere: Storage, StorageFull.
/// Engine thread only; writes need an open Transaction.
class PatientStore {
public:
    static Result<PatientStore> open(Connection& connection);

    Result<Done> add(MessageId message, const std::optional<PatientTag>& tag);
    Result<std::optional<PatientTag>> find(MessageId message);

    /// None: nobody any more.
    Result<Done> keepDraft(ConversationId in, const std::optional<PatientTag>& tag);
    Result<std::optional<PatientTag>> draft(ConversationId in);

    /// Of the newest messages about anybody, each patient once, the latest first.
    Result<std::vector<PatientTag>> recent(int limit);

private:
    PatientStore() = default;

    std::optional<Statement> m_add, m_find, m_keepDraft, m_dropDraft, m_draft, m_recent;
    std::optional<SearchIndex> m_search;
};

}  // namespace sotto::store
