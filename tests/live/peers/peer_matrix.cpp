// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/peers/peer_matrix.h"

#include <algorithm>

namespace sotto::test {
namespace {

constexpr std::size_t kFirstColumn = 24;
constexpr std::size_t kColumn = 36;

std::string padded(const std::string& text, std::size_t width)
{
    return text + std::string(width - std::min(width - 1, text.size()), ' ');
}

void addOnce(std::vector<std::string>& names, const std::string& name)
{
    if (std::ranges::find(names, name) == names.end())
        names.push_back(name);
}

}  // namespace

void PeerMatrix::set(const std::string& peer, const std::string& cell, const std::string& result)
{
    addOnce(m_peers, peer);
    addOnce(m_cells, cell);
    m_results[{peer, cell}] = result;
}

std::string PeerMatrix::toText() const
{
    std::string text = padded({}, kFirstColumn);
    std::string notes;
    int count = 0;
    for (const auto& peer : m_peers)
        text += padded(peer, kColumn);
    for (const auto& cell : m_cells) {
        text += '\n' + padded(cell, kFirstColumn);
        for (const auto& peer : m_peers) {
            const auto found = m_results.find({peer, cell});
            auto result = found == m_results.end() ? std::string{"not tried"} : found->second;
            if (result.size() >= kColumn) {
                const auto mark = '[' + std::to_string(++count) + ']';
                notes += '\n' + mark + ' ' + result;
                result = mark;
            }
            text += padded(result, kColumn);
        }
    }
    return text + notes + '\n';
}

}  // namespace sotto::test
