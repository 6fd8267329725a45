// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/passings.h"

#include <algorithm>
#include <chrono>

namespace sotto::engine {

using store::PassingWhy;
using xmpp::Passing;

Result<std::optional<Passing>> passingOf(store::Stores& stores, MessageId message)
{
    SOTTO_TRY_ASSIGN(const auto row, stores.passings.find(message));
    if (!row || row->why == PassingWhy::PassedOn)
        return std::optional<Passing>{};
    Passing passing{.why = Passing::Why::Broadcast, .id = row->ref};
    if (row->why == PassingWhy::Forwarded) {
        const auto author = Jid::parseAccount(row->person);
        if (!author)
            return Error{Errc::Storage, "an author that is none"};
        passing.why = Passing::Why::DoNotDisturb;
        passing.author = *author;
    }
    return std::optional{std::move(passing)};
}

Result<Done> notePassing(store::Stores& stores, MessageId message, const xmpp::TextMessage& text)
{
    if (!text.passing)
        return Done{};
    store::PassingRow row{.message = message, .ref = text.passing->id};
    if (text.passing->author) {
        row.why = PassingWhy::Forwarded;
        row.person = text.passing->author->toString();
    }
    return stores.passings.add(row);
}

xmpp::ClinicalUrgency urgencyLeft(const store::MessageRow& row, std::int64_t nowMs)
{
    xmpp::ClinicalUrgency urgency{row.urgency, {}};
    if (row.dueAtMs != 0)
        urgency.within = std::max(std::chrono::seconds{1},
                                  std::chrono::duration_cast<std::chrono::seconds>(
                                      std::chrono::milliseconds{row.dueAtMs - nowMs}));
    return urgency;
}

std::string phoneBody(const std::string& body, const std::optional<Passing>& passing)
{
    if (!passing)
        return body;
    return (passing->author ? "[Forwarded from " + passing->author->toString() + "] "
                            : std::string{"[Broadcast] "}) +
        body;
}

std::optional<PassingSnapshot> passingSnapshot(store::Stores& stores, MessageId message,
                                               const Directory& directory)
{
    const auto passing = passingOf(stores, message);
    if (!passing || !*passing)
        return std::nullopt;
    PassingSnapshot out;
    if ((*passing)->author) {
        out.why = PassingSnapshot::Why::Forwarded;
        out.author = directory.person(*(*passing)->author).name;
    }
    return out;
}

}  // namespace sotto::engine
