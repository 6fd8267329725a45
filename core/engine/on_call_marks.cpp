// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/on_call_marks.h"

namespace sotto::engine {

SafeText titleOf(const RoleRules& rules, std::string_view role)
{
    const auto found = rules.list.roles.find(role);
    const bool hasTitle = found != rules.list.roles.end() && !found->second.title.empty();
    return SafeText::fromUtf8(hasTitle ? std::string_view{found->second.title} : role,
                              SafeText::Kind::Name);
}

Result<std::optional<xmpp::OnCallMark>> onCallMarkOf(store::Stores& stores, MessageId message)
{
    SOTTO_TRY_ASSIGN(const auto row, stores.onCall.find(message));
    if (!row)
        return std::optional<xmpp::OnCallMark>{};
    xmpp::OnCallMark mark{.role = row->role};
    if (!row->author.empty()) {
        const auto author = Jid::parseAccount(row->author);
        if (!author)
            return Error{Errc::Storage, "an author that is none"};
        mark.author = *author;
        mark.id = row->ref;
    }
    return std::optional{std::move(mark)};
}

Result<Done> noteOnCall(store::Stores& stores, MessageId message, const xmpp::TextMessage& text)
{
    if (!text.onCall)
        return Done{};
    store::OnCallMessageRow row{.message = message, .role = text.onCall->role};
    if (text.onCall->author) {
        row.author = text.onCall->author->toString();
        row.ref = text.onCall->id;
    }
    return stores.onCall.add(row);
}

std::string withRole(const std::string& body, const std::optional<xmpp::OnCallMark>& mark)
{
    if (!mark)
        return body;
    return "[To " + mark->role + (mark->author ? ", from " + mark->author->toString() : "") + "] " +
        body;
}

void addOnCall(MessageSnapshot& out, VaultContext& context, const Directory& directory)
{
    const auto mark = onCallMarkOf(context.stores, out.id);
    if (!mark || !*mark)
        return;
    out.onCall = titleOf(context.roles, (*mark)->role);
    if ((*mark)->author)
        out.onCallAuthor = directory.person(*(*mark)->author).name;
}

}  // namespace sotto::engine
