// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/loop_notices.h"

#include <array>

namespace sotto::engine {
namespace {

using Kind = NoticeSnapshot::Kind;

/// In the vault: never change a letter.
constexpr std::array kLetters{std::pair{Kind::Recalled, 'r'}, std::pair{Kind::Corrected, 'c'},
                              std::pair{Kind::Escalated, 'e'}, std::pair{Kind::Cancelled, 'o'}};
constexpr std::string_view kMark = "loop ";

}  // namespace

std::string loopNotice(Kind kind, std::string_view whom)
{
    std::string body{kMark};
    for (const auto& [known, letter] : kLetters)
        if (known == kind)
            body += letter;
    return body + std::string{whom};
}

std::optional<NoticeSnapshot> loopNoticeOf(const store::MessageRow& row)
{
    std::string_view body{row.body};
    if (!body.starts_with(kMark) || body.size() == kMark.size())
        return std::nullopt;
    body.remove_prefix(kMark.size());
    for (const auto& [kind, letter] : kLetters) {
        if (letter != body.front())
            continue;
        NoticeSnapshot notice;
        notice.kind = kind;
        notice.device = SafeText::fromUtf8(body.substr(1), SafeText::Kind::Name);
        return notice;
    }
    return std::nullopt;
}

}  // namespace sotto::engine
