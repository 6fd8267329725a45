// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

namespace sotto::test {

/// What each peer could do, for a person to read. A cell is "ok", or what happened in words.
class PeerMatrix {
public:
    void set(const std::string& peer, const std::string& cell, const std::string& result);

    /// As a table with a note for each cell that is more than one word.
    std::string toText() const;

private:
    std::vector<std::string> m_peers;  ///< in the order in which they came
    std::vector<std::string> m_cells;
    std::map<std::pair<std::string, std::string>, std::string> m_results;
};

}  // namespace sotto::test
