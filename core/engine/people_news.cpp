// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/people_news.h"

#include "core/crypto/random.h"

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr std::string_view kMark = "people ";
constexpr int kLastKind = static_cast<int>(PeopleNotice::Kind::BroadcastSent);

}  // namespace

/// The body: the mark, a letter for the kind, whom, a line end, the text.
Result<Done> addPeopleNews(VaultContext& context, ConversationId in, const PeopleNews& news,
                           Arrivals& arrivals)
{
    store::MessageRow line{.conversation = in, .sender = news.by};
    line.kind = store::MessageKind::System;
    line.originId = crypto::uuidV4();
    line.body = std::string{kMark} + static_cast<char>('a' + static_cast<int>(news.kind)) +
        news.whom + "\n" + news.text;
    line.sentAtMs = line.receivedAtMs = context.nowMs();
    SOTTO_TRY_ASSIGN(const auto id, context.stores.messages.add(line));
    arrivals.changed.push_back(id);
    arrivals.conversations.insert(in);
    return Done{};
}

std::optional<PeopleNotice> peopleNoticeOf(const store::MessageRow& row, const Directory& directory)
{
    std::string_view body{row.body};
    if (!body.starts_with(kMark) || body.size() == kMark.size())
        return std::nullopt;
    body.remove_prefix(kMark.size());
    const int kind = body.front() - 'a';
    if (kind < 0 || kind > kLastKind)
        return std::nullopt;
    body.remove_prefix(1);
    const auto end = std::min(body.find('\n'), body.size());
    PeopleNotice notice;
    notice.kind = static_cast<PeopleNotice::Kind>(kind);
    if (const auto whom = Jid::parseAccount(body.substr(0, end)))
        notice.whom = directory.person(*whom).name;
    notice.byUs = row.sender == directory.selfAddress();
    body.remove_prefix(std::min(end + 1, body.size()));
    notice.text = SafeText::fromUtf8(body, SafeText::Kind::Body);
    return notice;
}

}  // namespace sotto::engine
