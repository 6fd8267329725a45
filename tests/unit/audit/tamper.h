// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace sotto::audit::test {

using Lines = std::vector<std::string>;

/// One deed of somebody who can write the folder: an edit, a removal, a swap, a copy, a cut, or
/// `sixth(lines, at, pick)`. False: it would change nothing.
template <class Sixth>
bool tamper(Lines& lines, std::mt19937& random, const Sixth& sixth)
{
    const auto pick = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>{0, below - 1}(random);
    };
    const auto before = lines;
    const auto at = pick(lines.size());
    const auto place = lines.begin() + static_cast<std::ptrdiff_t>(at);
    switch (pick(6)) {
    case 0: {
        auto& line = lines[at];
        line[pick(line.size())] = static_cast<char>(pick(256));
        break;
    }
    case 1:
        lines.erase(place);
        break;
    case 2:
        std::swap(lines[at], lines[pick(lines.size())]);
        break;
    case 3:
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(pick(lines.size())), lines[at]);
        break;
    case 4:
        lines.resize(at);
        break;
    default:
        sixth(lines, at, pick);
    }
    return lines != before;
}

}  // namespace sotto::audit::test
