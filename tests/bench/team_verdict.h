// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/team_log.h"

#include <map>
#include <string>
#include <vector>

namespace sotto::bench {

/// What should be in the vaults, and what is.
class TeamVerdict {
public:
    /// `addresses`: of the members, by number. `authors`: of every message that was said.
    TeamVerdict(std::vector<QString> addresses, std::map<int, int> authors);

    /// The first one's order is what the others' are compared with.
    void judge(int member, const TeamRecord& record);

    int wrong() const { return m_missing + m_doubled + m_outOfOrder + m_notRelayed + m_states; }

    void print() const;  ///< as notes

private:
    void judgeTexts(int member, const std::vector<int>& numbers);
    void judgeOrder(int member, const std::vector<int>& numbers);
    void judgeSent(int member, const TeamRecord& record);
    int wrongStates(int number, int member, const PersonEvidence& evidence) const;
    void complain(const std::string& what);

    std::vector<QString> m_addresses;
    std::map<int, int> m_authors;
    std::vector<int> m_order;
    int m_judged = 0, m_firstJudged = -1;
    int m_copies = 0, m_missing = 0, m_doubled = 0, m_outOfOrder = 0;
    int m_notRelayed = 0, m_checked = 0, m_states = 0;
    std::vector<std::string> m_complaints;
};

}  // namespace sotto::bench
