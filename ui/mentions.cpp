// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mentions.h"

#include <algorithm>

namespace sotto::ui {
namespace {

bool isPartOfWord(const QString& text, qsizetype at)
{
    return at >= 0 && at < text.size() &&
        (text[at].isLetterOrNumber() || text[at].isSurrogate() || text[at].isMark());
}

/// Whose name stands there; null: nobody's.
const Member* memberAt(const QString& text, qsizetype at, const QList<Member>& members)
{
    const Member* longest = nullptr;
    for (const auto& one : members) {
        const bool stands = !one.name.isEmpty() &&
            QStringView(text).mid(at, one.name.size()) == one.name &&
            !isPartOfWord(text, at + one.name.size());
        if (stands && (!longest || one.name.size() > longest->name.size()))
            longest = &one;
    }
    return longest;
}

int codePoints(const QString& text, qsizetype end)
{
    return static_cast<int>(std::count_if(text.begin(), text.begin() + end,
                                          [](QChar c) { return !c.isLowSurrogate(); }));
}

}  // namespace

QList<MentionWish> mentionsIn(const QString& text, const QList<Member>& members)
{
    QList<MentionWish> wishes;
    for (auto at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1)) {
        if (isPartOfWord(text, at - 1))
            continue;  // an e-mail address
        if (const auto* member = memberAt(text, at + 1, members))
            wishes << MentionWish{member->address, codePoints(text, at),
                                  codePoints(text, at + 1 + member->name.size())};
    }
    return wishes;
}

}  // namespace sotto::ui
