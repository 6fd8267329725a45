// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/person_cards.h"

#include "core/base/log.h"
#include "core/engine/pep.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kAtATime = 3;
constexpr std::size_t kMostWanted = 60;  // two screens of a directory
constexpr std::chrono::milliseconds kFresh = 24h;

const std::string kNode{xmpp::kVcard4Node};
const std::string kItem{xmpp::kVcard4Item};

}  // namespace

PersonCards::PersonCards(VaultContext& context, RelayLink& link) : m_context(context), m_link(link)
{
}

Result<Done> PersonCards::load()
{
    SOTTO_TRY_ASSIGN(auto rows, m_context.stores.people.cards());
    for (auto& row : rows)
        m_cards.insert_or_assign(row.address, std::move(row));
    return Done{};
}

const store::PersonCardRow* PersonCards::find(const Jid& person) const
{
    const auto known = m_cards.find(person);
    return known == m_cards.end() ? nullptr : &known->second;
}

/// A clock that was set back makes none fresh for ever.
bool PersonCards::isFresh(const Jid& person) const
{
    const auto* const card = find(person);
    const auto age = card ? m_context.nowMs() - card->fetchedAtMs : kFresh.count();
    return age >= 0 && age < kFresh.count();
}

void PersonCards::setOnline(bool online)
{
    m_online = online;
    m_asked.clear();
    m_wanted.clear();
    if (online)
        want({m_context.self});
}

void PersonCards::want(const std::vector<Jid>& people)
{
    for (const auto& person : people) {
        if (!m_online || isFresh(person) || m_asked.contains(person))
            continue;
        std::erase(m_wanted, person);
        m_wanted.push_front(person);
    }
    while (m_wanted.size() > kMostWanted)
        m_wanted.pop_back();
    fetchNext();
}

void PersonCards::fetchNext()
{
    while (m_online && m_underWay.size() < kAtATime && !m_wanted.empty()) {
        const auto person = std::move(m_wanted.front());
        m_wanted.pop_front();
        m_asked.insert(person);
        m_underWay.insert(person);
        fetch(person);
    }
}

void PersonCards::fetch(const Jid& person)
{
    fetchItem(m_link.stream(), person, kNode, {})
        .then(this, [this, person](const Result<std::optional<xmpp::Element>>& answer) {
            m_underWay.erase(person);
            const auto card = answer && *answer ? xmpp::parseVcard4(**answer) : xmpp::Vcard4{};
            if (answer)
                keep(person, card ? *card : xmpp::Vcard4{});
            fetchNext();
        });
}

void PersonCards::keep(const Jid& person, const xmpp::Vcard4& card)
{
    const store::PersonCardRow row{person,          card.fullName, card.title,
                                   card.department, card.phone,    m_context.nowMs()};
    const auto kept = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
        SOTTO_TRY(m_context.stores.people.saveCard(row));
        return transaction.commit();
    }();
    if (!kept)
        log::warning("engine", "a card was not saved", {{"why", kept.error().code}});
    m_cards.insert_or_assign(person, row);
    Q_EMIT changed(person);
}

void PersonCards::publish(const xmpp::Vcard4& fields, const std::string& name)
{
    if (!m_online) {
        Q_EMIT failed();
        return;
    }
    const auto write = [this, fields, name](const Result<std::optional<xmpp::Element>>& before) {
        if (!before) {  // what it says beside ours would be lost
            Q_EMIT failed();
            return;
        }
        const auto old = before->value_or(xmpp::Element{});
        auto card = fields;
        const auto said = xmpp::parseVcard4(old);
        card.fullName = said && !said->fullName.empty() ? said->fullName : name;
        const auto element = xmpp::withFields(old, card);
        publishItem(m_link.stream(), kNode, kItem, element, PepAccess::Open)
            .then(this, [this, element](const Result<Done>& done) {
                const auto written = xmpp::parseVcard4(element);
                if (!done || !written)
                    Q_EMIT failed();
                else
                    keep(m_context.self, *written);
            });
    };
    fetchItem(m_link.stream(), m_context.self, kNode, {}).then(this, write);
}

}  // namespace sotto::engine
