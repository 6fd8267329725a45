// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/reaction.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <utility>

namespace sotto {
namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kAsPicture = 0xFE0F;
constexpr int kMostJoined = 4;

using Range = std::pair<char32_t, char32_t>;

/// Extended_Pictographic of Unicode 15 as far as it is assigned and drawn as a picture.
constexpr std::array kPictures{
    Range{0x203C, 0x203C},   Range{0x2049, 0x2049},   Range{0x2194, 0x2199},
    Range{0x21A9, 0x21AA},   Range{0x231A, 0x231B},   Range{0x2328, 0x2328},
    Range{0x23E9, 0x23F3},   Range{0x23F8, 0x23FA},   Range{0x25AA, 0x25AB},
    Range{0x25B6, 0x25B6},   Range{0x25C0, 0x25C0},   Range{0x25FB, 0x25FE},
    Range{0x2600, 0x2604},   Range{0x260E, 0x260E},   Range{0x2611, 0x2611},
    Range{0x2614, 0x2615},   Range{0x2618, 0x2618},   Range{0x261D, 0x261D},
    Range{0x2620, 0x2620},   Range{0x2622, 0x2623},   Range{0x2626, 0x2626},
    Range{0x262A, 0x262A},   Range{0x262E, 0x262F},   Range{0x2638, 0x263A},
    Range{0x2640, 0x2640},   Range{0x2642, 0x2642},   Range{0x2648, 0x2653},
    Range{0x265F, 0x2660},   Range{0x2663, 0x2663},   Range{0x2665, 0x2666},
    Range{0x2668, 0x2668},   Range{0x267B, 0x267B},   Range{0x267E, 0x267F},
    Range{0x2692, 0x2697},   Range{0x2699, 0x2699},   Range{0x269B, 0x269C},
    Range{0x26A0, 0x26A1},   Range{0x26A7, 0x26A7},   Range{0x26AA, 0x26AB},
    Range{0x26B0, 0x26B1},   Range{0x26BD, 0x26BE},   Range{0x26C4, 0x26C5},
    Range{0x26C8, 0x26C8},   Range{0x26CE, 0x26CF},   Range{0x26D1, 0x26D1},
    Range{0x26D3, 0x26D4},   Range{0x26E9, 0x26EA},   Range{0x26F0, 0x26F5},
    Range{0x26F7, 0x26FA},   Range{0x26FD, 0x26FD},   Range{0x2702, 0x2702},
    Range{0x2705, 0x2705},   Range{0x2708, 0x270D},   Range{0x270F, 0x270F},
    Range{0x2712, 0x2712},   Range{0x2714, 0x2714},   Range{0x2716, 0x2716},
    Range{0x271D, 0x271D},   Range{0x2721, 0x2721},   Range{0x2728, 0x2728},
    Range{0x2733, 0x2734},   Range{0x2744, 0x2744},   Range{0x2747, 0x2747},
    Range{0x274C, 0x274C},   Range{0x274E, 0x274E},   Range{0x2753, 0x2755},
    Range{0x2757, 0x2757},   Range{0x2763, 0x2764},   Range{0x2795, 0x2797},
    Range{0x27A1, 0x27A1},   Range{0x27B0, 0x27B0},   Range{0x27BF, 0x27BF},
    Range{0x2934, 0x2935},   Range{0x2B05, 0x2B07},   Range{0x2B1B, 0x2B1C},
    Range{0x2B50, 0x2B50},   Range{0x2B55, 0x2B55},   Range{0x1F300, 0x1F321},
    Range{0x1F324, 0x1F393}, Range{0x1F396, 0x1F397}, Range{0x1F399, 0x1F39B},
    Range{0x1F39E, 0x1F3F0}, Range{0x1F3F3, 0x1F3F5}, Range{0x1F3F7, 0x1F3FA},
    Range{0x1F400, 0x1F4FD}, Range{0x1F4FF, 0x1F53D}, Range{0x1F549, 0x1F54E},
    Range{0x1F550, 0x1F567}, Range{0x1F56F, 0x1F570}, Range{0x1F573, 0x1F57A},
    Range{0x1F587, 0x1F587}, Range{0x1F58A, 0x1F58D}, Range{0x1F590, 0x1F590},
    Range{0x1F595, 0x1F596}, Range{0x1F5A4, 0x1F5A5}, Range{0x1F5FA, 0x1F64F},
    Range{0x1F680, 0x1F6C5}, Range{0x1F6CB, 0x1F6D2}, Range{0x1F6E0, 0x1F6E5},
    Range{0x1F7E0, 0x1F7EB}, Range{0x1F90C, 0x1F93A}, Range{0x1F93C, 0x1F945},
    Range{0x1F947, 0x1F9FF}, Range{0x1FA70, 0x1FA7C}, Range{0x1FA80, 0x1FA88},
    Range{0x1FA90, 0x1FABD}, Range{0x1FAC0, 0x1FAC5}, Range{0x1FAD0, 0x1FADB},
    Range{0x1FAE0, 0x1FAE8}, Range{0x1FAF0, 0x1FAF8},
};

bool isSkinTone(char32_t c)
{
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

bool isFlagLetter(char32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

bool isPicture(char32_t c)
{
    return !isSkinTone(c) && std::ranges::any_of(kPictures, [c](const Range& range) {
        return c >= range.first && c <= range.second;
    });
}

}  // namespace

bool isReaction(std::string_view utf8)
{
    if (utf8.empty() || utf8.size() > kMostReactionBytes)
        return false;
    const auto text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    if (text.toUtf8() != QByteArrayView(utf8.data(), static_cast<qsizetype>(utf8.size())))
        return false;  // not UTF-8
    const auto points = text.toUcs4();
    if (points.size() == 2 && isFlagLetter(points[0]) && isFlagLetter(points[1]))
        return true;
    qsizetype at = 0;
    const auto has = [&](auto what) { return at < points.size() && what(char32_t{points[at]}); };
    for (int pictures = 1;; ++pictures) {
        if (pictures > kMostJoined || !has(isPicture))
            return false;
        ++at;
        if (has([](char32_t c) { return c == kAsPicture || isSkinTone(c); }))
            ++at;
        if (at == points.size())
            return true;
        if (!has([](char32_t c) { return c == kJoiner; }))
            return false;
        ++at;
    }
}

std::string joinReactions(const std::vector<std::string>& emoji)
{
    std::string text;
    for (const auto& one : emoji)
        text += (text.empty() ? "" : "\n") + one;
    return text;
}

std::vector<std::string> splitReactions(std::string_view text)
{
    std::vector<std::string> emoji;
    while (!text.empty()) {
        const auto end = text.find('\n');
        emoji.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return emoji;
}

}  // namespace sotto
