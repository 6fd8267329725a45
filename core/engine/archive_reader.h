// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/vault_context.h"

#include <functional>
#include <string>
#include <vector>

namespace sotto::engine {

/// A message as the clinic's archive keeps it. UTF-8, of other people: not safe to show.
struct ArchivedMessage {
    MessageId id{};
    std::string author{};
    std::string peer{};      ///< for whom it was: a person or a team
    std::string handedBy{};  ///< whose client gave it; empty: a member of a team, itself
    std::string originId{};
    bool team = false;      ///< `peer` is one
    bool received = false;  ///< who handed it in got it; else they wrote it
    bool unmanaged = false;
    std::int64_t sentAtMs = 0;
    std::int64_t keptAtMs = 0;
    std::int64_t recalledAtMs = 0;
    std::int64_t correctedAtMs = 0;
    Urgency urgency = Urgency::Fyi;
    std::string text{};  ///< of a file its name
    std::string file{};
    std::optional<PatientTag> patient{};
    std::vector<std::string> earlier{};  ///< texts before a correction
};

/// What of it is wanted; an empty one is everything.
struct ArchiveFilter {
    std::int64_t fromMs = std::numeric_limits<std::int64_t>::min();
    std::int64_t beforeMs = std::numeric_limits<std::int64_t>::max();
    std::string person{};        ///< wrote it, or it was for them, or their client handed it in
    std::string conversation{};  ///< the same of one end, or the team
    std::string patient{};       ///< recordKey() of the number
};

/// Some of what is there; `goOnAfter`: there may be more after that one.
struct ArchiveSlice {
    std::vector<ArchivedMessage> oldestFirst{};
    std::optional<MessageId> goOnAfter{};
};

struct ArchiveCounts {
    std::int64_t messages = 0;
    std::int64_t oldestMs = 0;
    std::int64_t newestMs = 0;
};

/// Reads the vault of an archive for the command line. Errors everywhere: Storage. Engine thread
/// only; writes nothing.
class ArchiveReader {
public:
    explicit ArchiveReader(VaultContext& context) : m_context(context) { }

    /// What fits of the next few hundred messages after that one.
    Result<ArchiveSlice> slice(const ArchiveFilter& filter, MessageId after);
    /// All that fit, oldest first. `take` gives false to end it.
    Result<Done> each(const ArchiveFilter& filter,
                      const std::function<bool(const ArchivedMessage&)>& take);
    /// Newest first, at most so many.
    Result<std::vector<ArchivedMessage>> search(const std::string& words, int most);
    Result<ArchiveCounts> counts();

private:
    Result<std::optional<ArchivedMessage>> message(MessageId id);

    VaultContext& m_context;
};

}  // namespace sotto::engine
