// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/search_names.h"

#include <array>

namespace sotto::engine {

Result<Done> SearchNames::refresh()
{
    SOTTO_TRY_ASSIGN(const auto conversations, m_context.stores.search.conversations());
    SOTTO_TRY_ASSIGN(const auto rooms, m_context.stores.rooms.all());
    m_names.clear();
    m_byConversation.clear();
    m_index.clear();
    std::map<Jid, std::size_t> byAddress;
    const auto place = [&](const Jid& address, const SafeText& title) -> std::size_t {
        const auto [found, isNew] = byAddress.try_emplace(address, m_names.size());
        if (isNew)
            m_names.push_back({address, title, {}, false});
        return found->second;
    };
    for (const auto& person : m_directory.people())
        if (const auto address = Jid::parse(person.address.toStdString()))
            place(*address, person.name);
    for (const auto& [id, peer] : conversations) {
        const auto at = place(peer, m_directory.person(peer).name);
        m_names[at].conversation = id;
        m_byConversation[id] = at;
    }
    for (const auto& room : rooms) {
        const auto known = m_byConversation.find(room.conversation);
        if (known == m_byConversation.end())
            continue;
        m_names[known->second].isRoom = true;
        m_names[known->second].title = SafeText::fromUtf8(room.name, SafeText::Kind::Name);
    }
    for (const auto& name : m_names) {
        const auto local = QString::fromStdString(name.address.toString()).section(u'@', 0, 0);
        const std::array fields{WordIndex::Field{name.title.string(), 2},
                                WordIndex::Field{name.isRoom ? QString() : local, 1}};
        m_index.add(fields);
    }
    m_index.sort();
    return Done{};
}

std::vector<SearchNames::Name> SearchNames::find(const QString& words) const
{
    std::vector<Name> out;
    for (const int entry : m_index.find(words))
        out.push_back(m_names[static_cast<std::size_t>(entry)]);
    return out;
}

SearchNames::Name SearchNames::of(ConversationId conversation)
{
    auto known = m_byConversation.find(conversation);
    if (known == m_byConversation.end() && refresh())
        known = m_byConversation.find(conversation);
    if (known == m_byConversation.end())
        return {m_context.self, {}, conversation, false};
    return m_names[known->second];
}

}  // namespace sotto::engine
