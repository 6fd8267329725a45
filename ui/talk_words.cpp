// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/talk_words.h"

#include "core/domain/reaction.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sotto::ui {
namespace {

constexpr int kMostNames = 5;

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::TalkWords)
};

std::optional<std::size_t> offeredIndex(const QString& emoji)
{
    const auto utf8 = emoji.toStdString();
    const auto found = std::ranges::find(kOfferedReactions, utf8);
    if (found == kOfferedReactions.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - kOfferedReactions.begin());
}

QString whoSet(const ReactionSnapshot& reaction)
{
    QStringList names;
    if (reaction.ours)
        names << Words::tr("you");
    for (const auto& other : reaction.others)
        if (names.size() < kMostNames)
            names << other.isolated();
    const auto rest = reaction.count() - static_cast<int>(names.size());
    if (rest > 0)
        names << Words::tr("%n more", nullptr, rest);
    return names.join(QStringLiteral(", "));
}

}  // namespace

bool mayAnswer(const MessageSnapshot& m)
{
    return m.kind == MessageSnapshot::Kind::Text && m.recalledAtMs == 0 &&
        (!m.outgoing || (m.delivery >= Delivery::Queued && m.delivery != Delivery::Failed));
}

bool mayReact(const MessageSnapshot& m)
{
    return mayAnswer(m) && !m.order && (!m.outgoing || m.delivery >= Delivery::Sealed);
}

QuotationSnapshot quoting(const MessageSnapshot& m)
{
    QuotationSnapshot quotation{QuotationSnapshot::State::Here, m.id, m.author, m.outgoing};
    if (m.patient)
        quotation.labels = m.patient->labels;
    if (quotation.labels.isEmpty())
        quotation.line = m.attachment
            ? m.attachment->name
            : SafeText::fromQString(m.text.string(), SafeText::Kind::Line);
    return quotation;
}

QString quotedAuthor(const QuotationSnapshot& quotation)
{
    if (quotation.state == QuotationSnapshot::State::Missing)
        return {};
    return quotation.outgoing ? Words::tr("You") : quotation.author.string();
}

QString quotedText(const QuotationSnapshot& quotation)
{
    switch (quotation.state) {
    case QuotationSnapshot::State::Missing:
        return Words::tr("A message that is not on this device");
    case QuotationSnapshot::State::Recalled:
        return Words::tr("Recalled");
    case QuotationSnapshot::State::Here:
        break;
    }
    return quotation.labels.isEmpty() ? quotation.line.string()
                                      : Words::tr("Sensitive record (%1): read it in its place")
                                            .arg(quotation.labels.join(QStringLiteral(", ")));
}

std::optional<Icon> reactionIcon(const QString& emoji)
{
    constexpr std::array icons{Icon::ThumbUp, Icon::Heart,  Icon::DoneBox,
                               Icon::Eye,     Icon::Thanks, Icon::Important};
    static_assert(icons.size() == kOfferedReactions.size());
    const auto index = offeredIndex(emoji);
    return index ? std::optional{icons.at(*index)} : std::nullopt;
}

QString reactionName(const QString& emoji)
{
    const std::array names{Words::tr("Thumbs up"), Words::tr("Heart"),     Words::tr("Check mark"),
                           Words::tr("Looking"),   Words::tr("Thank you"), Words::tr("Important")};
    const auto index = offeredIndex(emoji);
    return index ? names.at(*index) : emoji;
}

QStringList reactionLines(const MessageSnapshot& message)
{
    QStringList lines;
    for (const auto& one : message.reactions)
        lines << Words::tr("%1: %2").arg(reactionName(one.emoji), whoSet(one));
    return lines;
}

bool isOurs(const MessageSnapshot& message, const QString& emoji)
{
    return std::ranges::any_of(message.reactions, [&emoji](const ReactionSnapshot& one) {
        return one.ours && one.emoji == emoji;
    });
}

QStringList toggled(const MessageSnapshot& message, const QString& emoji)
{
    QStringList ours;
    for (const auto& one : message.reactions)
        if (one.ours)
            ours << one.emoji;
    if (!ours.removeOne(emoji) && ours.size() < static_cast<qsizetype>(kMostReactions))
        ours << emoji;
    return ours;
}

}  // namespace sotto::ui
