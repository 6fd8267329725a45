// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who holds a role on call, and who gets what is written to it. Pure values and rules: that a word
// is really that person's, its signature has shown (core/omemo/on_call_word.h).

#include "core/domain/message.h"
#include "core/domain/rights.h"

#include <functional>
#include <map>
#include <optional>

namespace sotto {

/// How far ahead of ours a colleague's clock may be.
inline constexpr std::int64_t kOnCallSkewMs = 10LL * 60 * 1000;
inline constexpr std::size_t kMostOnCallTargets = 20;  ///< who get one message to a role

struct OnCallClaim {
    std::string role;
    std::int64_t fromMs = 0;  ///< wall clock, UTC, as the holder's
    std::int64_t untilMs = 0;

    friend bool operator==(const OnCallClaim&, const OnCallClaim&) = default;
};

/// All that one person claims. A later word, by its serial, takes the place of an earlier one:
/// so an empty one releases everything, and an old one that is shown again changes nothing.
struct OnCallWord {
    DeviceId by{};            ///< which device of theirs says so
    std::int64_t serial = 0;  ///< the holder's wall clock, and always more than before
    std::vector<OnCallClaim> claims{};

    friend bool operator==(const OnCallWord&, const OnCallWord&) = default;
};

struct OnCallHolder {
    Jid person;
    OnCallClaim claim;
    DeviceId by{};  ///< which device of theirs says so
};

/// The newest words of everybody, and what the clinic's list of roles makes of them.
class OnCallBoard {
public:
    using GroupsOf = std::function<std::vector<std::string>(const Jid&)>;
    /// Whether the word of that device counts still.
    using Trusts = std::function<bool(const Jid&, DeviceId)>;

    /// `rules` must outlive this.
    OnCallBoard(const RoleRules& rules, GroupsOf groupsOf, Trusts trusts)
        : m_rules(&rules),
          m_groupsOf(std::move(groupsOf)),
          m_trusts(std::move(trusts))
    {
    }

    /// False: it is older than what that person said last, or says that it is from the future.
    bool take(const Jid& person, const OnCallWord& word, std::int64_t nowMs);
    const OnCallWord* wordOf(const Jid& person) const;

    bool mayHold(std::string_view role, const Jid& person) const;

    /// Whose claims of the role count now; the latest claim first, and that one holds it.
    std::vector<OnCallHolder> holders(std::string_view role, std::int64_t nowMs) const;

    /// Who gets what is written to it: its holder; else the holder of roles.unclaimed_to, or all
    /// who have that role; else all who may hold it. `everybody`: the directory.
    std::vector<Jid> targets(std::string_view role, const std::vector<Jid>& everybody,
                             std::int64_t nowMs) const;

    /// All who may hold the role; of the directory's groups, those in `everybody`.
    std::vector<Jid> peopleOf(std::string_view role, const std::vector<Jid>& everybody) const;

    /// When the next claim ends; none: no claim counts.
    std::optional<std::int64_t> nextEndMs(std::int64_t nowMs) const;

private:
    bool counts(const OnCallClaim& claim, std::int64_t nowMs) const;

    const RoleRules* m_rules;
    GroupsOf m_groupsOf;
    Trusts m_trusts;
    std::map<Jid, OnCallWord> m_words;
};

}  // namespace sotto
