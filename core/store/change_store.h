// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/patient_store.h"
#include "core/store/record_store.h"
#include "core/store/rows.h"
#include "core/store/search_index.h"
#include "core/store/statement.h"

#include <vector>

namespace sotto::store {

/// So many changes of one author are kept whose message is not here yet.
inline constexpr int kMostEarlyChanges = 200;

/// A recall or a correction as its author sealed it.
struct ChangeRow {
    std::string target{};  ///< origin id of the message
    Jid author;            ///< bare
    Jid peer;              ///< bare: whose conversation it came in
    std::int64_t sealedAtMs = 0;
    std::int64_t atMs = 0;                ///< when the relay had it
    std::string body{};                   ///< the new text; empty: a recall
    std::optional<PatientTag> patient{};  ///< beside the new text: whom it is about

    bool isRecall() const { return body.empty(); }
};

/// A text that stands, or stood, there.
struct VersionRow {
    std::int64_t sinceMs = 0;
    std::string body{};
    std::optional<PatientTag> patient{};
};

/// What a line of ours carries to the others.
struct CarriedChange {
    std::string target{};
    std::string body{};  ///< empty: a recall
    std::optional<PatientTag> patient{};
};

/// Recalls and corrections, each noted for the activity log. Errors everywhere: Storage,
/// StorageFull. Engine thread only; writes need an open Transaction.
class ChangeStore {
public:
    static Result<ChangeStore> open(Connection& connection);

    /// `line` carries it to the others.
    Result<Done> add(MessageId line, const CarriedChange& change);
    /// What that line carries. No value: nothing.
    Result<std::optional<CarriedChange>> carriedBy(MessageId line);

    /// The text, its earlier ones, its file, whom it is about and what people think of it are gone
    /// from the vault; what happened stays.
    Result<Done> recall(const MessageRow& message, std::int64_t atMs);

    /// The same for the clinic's archive: that it was taken back is noted, and it stays.
    Result<Done> strike(const MessageRow& message, std::int64_t atMs);

    /// Another text, about another patient or none. An older correction than the one that stands
    /// there only becomes a version.
    Result<Done> correct(const MessageRow& message, const VersionRow& version);
    Result<std::vector<VersionRow>> versions(MessageId message);  ///< oldest first

    /// Of a message that is not here: a recall, or else the latest correction, is kept.
    Result<Done> addEarly(const ChangeRow& change);
    Result<std::optional<ChangeRow>> takeEarly(const Jid& author, std::string_view target);

private:
    ChangeStore() = default;

    std::optional<Statement> m_add, m_carried, m_recall, m_dropVersions, m_dropFile, m_correct,
        m_addVersion, m_versions, m_countEarly, m_addEarly, m_early, m_dropEarly, m_keepNumber,
        m_dropPatient, m_emptyCarried, m_strike, m_dropReactions, m_dropReactionDue;
    std::optional<PatientStore> m_patients;
    std::optional<RecordStore> m_records;
    std::optional<SearchIndex> m_search;
};

}  // namespace sotto::store
