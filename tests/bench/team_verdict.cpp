// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/team_verdict.h"

#include "tests/bench/figures.h"

#include <algorithm>
#include <set>

namespace sotto::bench {
namespace {

constexpr std::size_t kComplaints = 12;

}  // namespace

TeamVerdict::TeamVerdict(std::vector<QString> addresses, std::map<int, int> authors)
    : m_addresses(std::move(addresses)),
      m_authors(std::move(authors))
{
}

void TeamVerdict::judge(int member, const TeamRecord& record)
{
    ++m_judged;
    judgeTexts(member, record.numbers);
    judgeOrder(member, record.numbers);
    judgeSent(member, record);
}

void TeamVerdict::judgeTexts(int member, const std::vector<int>& numbers)
{
    const std::set<int> once(numbers.begin(), numbers.end());
    m_copies += static_cast<int>(once.size());
    m_doubled += static_cast<int>(numbers.size() - once.size());
    for (const auto& [number, author] : m_authors)
        if (!once.contains(number)) {
            ++m_missing;
            complain("member " + std::to_string(member) + " has no message " +
                     std::to_string(number));
        }
}

/// Each author's messages in the order in which they were said, and other people's in the order
/// of the room. One's own stand where they were written, before the room had them.
void TeamVerdict::judgeOrder(int member, const std::vector<int>& numbers)
{
    std::map<int, int> last;
    for (const auto number : numbers) {
        const auto author = m_authors.find(number);
        if (author == m_authors.end())
            continue;
        auto [newest, isFirst] = last.try_emplace(author->second, number);
        if (newest->second > number) {
            ++m_outOfOrder;
            complain("member " + std::to_string(member) + " has message " + std::to_string(number) +
                     " after a later one of its author");
        }
        newest->second = std::max(newest->second, number);
    }
    if (m_firstJudged < 0) {
        m_firstJudged = member;
        m_order = numbers;
        return;
    }
    const auto others = [&](const std::vector<int>& all) {
        std::vector<int> kept;
        for (const auto number : all)
            if (const auto author = m_authors.find(number); author != m_authors.end() &&
                author->second != member && author->second != m_firstJudged)
                kept.push_back(number);
        return kept;
    };
    if (others(numbers) != others(m_order)) {
        ++m_outOfOrder;
        complain("member " + std::to_string(member) + " has another order than member " +
                 std::to_string(m_firstJudged));
    }
}

void TeamVerdict::judgeSent(int member, const TeamRecord& record)
{
    for (const auto& [number, author] : m_authors) {
        if (author != member)
            continue;
        m_notRelayed += record.relayed.contains(number) ? 0 : 1;
        const auto sent = record.sent.find(number);
        for (std::size_t other = 0; other < m_addresses.size(); ++other) {
            if (static_cast<int>(other) == member)
                continue;
            PersonEvidence none;
            const auto* evidence = &none;
            if (sent != record.sent.end())
                for (const auto& one : sent->second)
                    if (one.address == m_addresses[other])
                        evidence = &one;
            m_checked += 4;
            const int wrong = wrongStates(number, static_cast<int>(other), *evidence);
            m_states += wrong;
            if (wrong > 0)
                complain("of message " + std::to_string(number) + " " + std::to_string(wrong) +
                         " states of member " + std::to_string(other) + " are not as they were");
        }
    }
}

int TeamVerdict::wrongStates(int number, int member, const PersonEvidence& evidence) const
{
    const auto answer = answerOf(member, number);
    return (evidence.deliveredAtMs > 0 ? 0 : 1) + (evidence.readAtMs > 0 ? 0 : 1) +
        ((evidence.acknowledgedAtMs > 0) == answer.has_value() ? 0 : 1) +
        ((evidence.acceptedAtMs > 0) == (answer == Answer::Accepted) ? 0 : 1);
}

void TeamVerdict::complain(const std::string& what)
{
    if (m_complaints.size() < kComplaints)
        m_complaints.push_back(what);
}

void TeamVerdict::print() const
{
    const auto text = [](int number) { return std::to_string(number); };
    note("team: " + text(static_cast<int>(m_authors.size())) + " messages in " + text(m_judged) +
         " vaults: " + text(m_copies) + " copies, missing = " + text(m_missing) +
         ", twice = " + text(m_doubled) + ", out of order = " + text(m_outOfOrder));
    note("team: not at the relay = " + text(m_notRelayed) + "; of " + text(m_checked) +
         " states of people missing or wrong = " + text(m_states));
    for (const auto& one : m_complaints)
        note("team: " + one);
}

}  // namespace sotto::bench
