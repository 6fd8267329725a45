// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/on_call.h"

#include <tuple>

namespace sotto {

bool OnCallBoard::take(const Jid& person, const OnCallWord& word, std::int64_t nowMs)
{
    const auto* const known = wordOf(person);
    // One from the future would keep out what that person really says until then.
    if ((known && word.serial <= known->serial) || word.serial > nowMs + kOnCallSkewMs)
        return false;
    m_words.insert_or_assign(person, word);
    return true;
}

const OnCallWord* OnCallBoard::wordOf(const Jid& person) const
{
    const auto found = m_words.find(person);
    return found == m_words.end() ? nullptr : &found->second;
}

bool OnCallBoard::mayHold(std::string_view role, const Jid& person) const
{
    const auto found = m_rules->list.roles.find(role);
    return found != m_rules->list.roles.end() && found->second.onCall &&
        m_rules->list.holds(role, person, m_groupsOf(person));
}

bool OnCallBoard::counts(const OnCallClaim& claim, std::int64_t nowMs) const
{
    const auto longest = std::chrono::milliseconds{m_rules->longestClaim}.count();
    return claim.fromMs > 0 && claim.fromMs <= nowMs + kOnCallSkewMs && claim.untilMs > nowMs &&
        claim.untilMs > claim.fromMs && claim.untilMs - claim.fromMs <= longest;
}

std::vector<OnCallHolder> OnCallBoard::holders(std::string_view role, std::int64_t nowMs) const
{
    std::vector<OnCallHolder> out;
    for (const auto& [person, word] : m_words)
        for (const auto& claim : word.claims)
            if (claim.role == role && counts(claim, nowMs) && mayHold(role, person) &&
                m_trusts(person, word.by))
                out.push_back({person, claim, word.by});
    std::ranges::sort(out, [](const OnCallHolder& a, const OnCallHolder& b) {
        return std::tie(b.claim.fromMs, b.person) < std::tie(a.claim.fromMs, a.person);
    });
    return out;
}

std::vector<Jid> OnCallBoard::peopleOf(std::string_view role,
                                       const std::vector<Jid>& everybody) const
{
    const auto found = m_rules->list.roles.find(role);
    if (found == m_rules->list.roles.end())
        return {};
    auto people = found->second.members;
    for (const auto& person : everybody)
        if (m_rules->list.holds(role, person, m_groupsOf(person)))
            people.insert(person);
    return {people.begin(), people.end()};
}

std::vector<Jid> OnCallBoard::targets(std::string_view role, const std::vector<Jid>& everybody,
                                      std::int64_t nowMs) const
{
    for (const auto& one : {std::string{role}, m_rules->unclaimedTo})
        if (const auto held = holders(one, nowMs); !held.empty())
            return {held.front().person};
    auto people = peopleOf(m_rules->unclaimedTo, everybody);
    if (people.empty())
        people = peopleOf(role, everybody);
    if (people.size() > kMostOnCallTargets)
        people.erase(people.begin() + kMostOnCallTargets, people.end());
    return people;
}

std::optional<std::int64_t> OnCallBoard::nextEndMs(std::int64_t nowMs) const
{
    std::optional<std::int64_t> next;
    for (const auto& [person, word] : m_words)
        for (const auto& claim : word.claims)
            if (counts(claim, nowMs) && (!next || claim.untilMs < *next))
                next = claim.untilMs;
    return next;
}

}  // namespace sotto
