// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/on_call_desk.h"

#include "core/base/log.h"
#include "core/engine/pep.h"
#include "core/xmpp/stream_reader.h"

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr std::string_view kItem = "current";
constexpr std::size_t kMostPeople = 300;  // whose words are asked for, and kept
constexpr std::chrono::seconds kShortestClaim{60};

std::optional<xmpp::Element> elementFrom(const std::string& xml)
{
    const auto parsed =
        xmpp::parseDocument(bytesOf("<stream xmlns='jabber:client'>" + xml + "</stream>"));
    if (!parsed || parsed->children.size() != 1)
        return std::nullopt;
    return parsed->children.front();
}

}  // namespace

OnCallDesk::OnCallDesk(VaultContext& context, RelayLink& link, Directory& directory,
                       PeerDevices& devices)
    : m_context(context),
      m_link(link),
      m_directory(directory),
      m_devices(devices),
      m_board(
          context.roles, [this](const Jid& person) { return m_directory.groupsOf(person); },
          [this](const Jid& person, DeviceId device) { return trusts(person, device); })
{
}

void OnCallDesk::onDirectory()
{
    findPeople();
    refresh();
}

void OnCallDesk::begin()
{
    findPeople();
    const auto rows = m_context.stores.onCall.words();
    if (!rows) {
        log::warning("engine", "roles were not loaded", {{"why", rows.error().code}});
        return;
    }
    for (const auto& row : *rows) {
        const auto element = elementFrom(row.word);
        const auto said = element ? omemo::parseOnCallWord(*element) : Error{Errc::Storage, {}};
        if (said)
            (void)m_board.take(row.holder, said->word, m_context.nowMs());
    }
    refresh();
}

void OnCallDesk::look()
{
    findPeople();
    if (!m_link.isOnline())
        return;
    m_isLevel = false;
    for (const auto& person : m_people)
        fetch(person);
}

void OnCallDesk::fetch(const Jid& person)
{
    fetchItem(m_link.stream(), person, std::string{omemo::kOnCallNs}, std::string{kItem})
        .then(this, [this, person](const Result<std::optional<xmpp::Element>>& found) {
            if (!found)
                return;
            take(person, *found);
            if (person != m_context.self)
                return;
            m_isLevel = true;
            refresh();
        });
}

/// On a new one, others may have said something in our name meanwhile: see look().
void OnCallDesk::onStream(const relay::OnlineInfo& info)
{
    if (!info.resumed)
        m_isLevel = false;
    refresh();
}

void OnCallDesk::onTrust(const Jid& person)
{
    refresh();
    if (m_refused.contains(person) && m_link.isOnline())
        fetch(person);
}

void OnCallDesk::findPeople()
{
    const auto everybody = m_directory.addresses();
    std::set<Jid> people;
    for (const auto& [name, role] : m_context.roles.list.roles)
        if (role.onCall || name == m_context.roles.unclaimedTo)
            for (const auto& person : m_board.peopleOf(name, everybody))
                people.insert(person);
    for (const auto& [name, role] : m_context.roles.list.roles)
        if (m_board.mayHold(name, m_context.self))
            people.insert(m_context.self);
    m_people.assign(people.begin(), people.end());
    if (m_people.size() > kMostPeople)
        m_people.erase(m_people.begin() + kMostPeople, m_people.end());
}

void OnCallDesk::take(const Jid& person, const std::optional<xmpp::Element>& word)
{
    if (word && std::ranges::find(m_people, person) != m_people.end())
        takeWord(person, *word, Attempt::First);
}

/// Of somebody with whom we never had to do we know no key yet.
void OnCallDesk::takeWord(const Jid& person, const xmpp::Element& element, Attempt attempt)
{
    const auto said = omemo::parseOnCallWord(element);
    const auto kept = said ? keep(person, *said, element) : Result<bool>{said.error()};
    if (kept) {
        m_refused.erase(person);
        if (*kept)
            refresh();
        else if (said)
            restore(person, *said);
        return;
    }
    if (kept.error().code != Errc::NotFound || attempt == Attempt::Last) {
        m_refused.insert(person);
        log::warning("engine", "a word on roles was not believed", {{"why", kept.error().code}});
        return;
    }
    m_devices.refresh(person).then(this, [this, person, element](const Result<Done>& refreshed) {
        if (refreshed)
            takeWord(person, element, Attempt::Last);
    });
}

/// A locked session that ends gives up what it held, and may lay an older word over a newer one of
/// this device: ours goes there again.
void OnCallDesk::restore(const Jid& person, const omemo::SignedOnCallWord& shown)
{
    const auto* const ours = m_board.wordOf(m_context.self);
    if (person != m_context.self || m_saying > 0 || !ours || ours->by != m_context.device ||
        shown.word.serial >= ours->serial || ownClaims().empty() || !m_link.isOnline())
        return;
    const auto said = sign(ownClaims());
    if (said)
        (void)publishItem(m_link.stream(), std::string{omemo::kOnCallNs}, std::string{kItem},
                          omemo::buildOnCallWord(*said), PepAccess::Open);
}

/// False: nothing new. Errors: NotFound (a key that we do not know), Denied, Forged, Storage.
Result<bool> OnCallDesk::keep(const Jid& person, const omemo::SignedOnCallWord& said,
                              const xmpp::Element& element)
{
    const auto* const known = m_board.wordOf(person);
    if (known && said.word.serial <= known->serial)
        return false;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto key, keyOf({person, said.word.by}));
    SOTTO_TRY(omemo::verifyOnCallWord(said, person, key));
    if (!m_board.take(person, said.word, m_context.nowMs()))
        return Error{Errc::Denied, "a word from the future"};
    SOTTO_TRY(m_context.stores.onCall.saveWord({person, said.word.serial, xmpp::toXml(element)}));
    SOTTO_TRY(transaction.commit());
    return true;
}

Result<Bytes> OnCallDesk::keyOf(const omemo::DeviceAddress& device)
{
    if (device == omemo::DeviceAddress{m_context.self, m_context.device})
        return m_context.sessions.ownIdentityKey();
    SOTTO_TRY_ASSIGN(const auto identity, m_context.stores.keys->peerIdentity(device));
    if (!identity)
        return Error{Errc::NotFound, "no key of that device"};
    if (!omemo::mayTalk(identity->trust))
        return Error{Errc::Denied, "a key that is not trusted"};
    return identity->key;
}

bool OnCallDesk::trusts(const Jid& person, DeviceId device) const
{
    if (person == m_context.self && device == m_context.device)
        return true;
    const auto row = m_context.stores.devices.find({person, device});
    return row && *row && omemo::mayTalk((*row)->trust) && (*row)->keyChangedAtMs == 0;
}

bool OnCallDesk::isRole(const std::string& role) const
{
    const auto found = m_context.roles.list.roles.find(role);
    return found != m_context.roles.list.roles.end() && found->second.onCall;
}

bool OnCallDesk::mayHold(const std::string& role, const Jid& person) const
{
    return m_board.mayHold(role, person);
}

bool OnCallDesk::holds(const std::string& role, const Jid& person) const
{
    const auto holders = m_board.holders(role, m_context.nowMs());
    return std::ranges::find(holders, person, &OnCallHolder::person) != holders.end();
}

std::vector<Jid> OnCallDesk::targets(const std::string& role) const
{
    auto people = m_board.targets(role, m_people, m_context.nowMs());
    std::erase(people, m_context.self);
    return people;
}

std::vector<OnCallClaim> OnCallDesk::ownClaims() const
{
    if (m_saying > 0)
        return m_onItsWay;
    const auto* const word = m_board.wordOf(m_context.self);
    auto claims = word ? word->claims : std::vector<OnCallClaim>{};
    std::erase_if(claims,
                  [this](const OnCallClaim& claim) { return claim.untilMs <= m_context.nowMs(); });
    return claims;
}

void OnCallDesk::claim(const std::string& role, std::chrono::seconds time, OnCallEvent::Kind as,
                       Then then)
{
    if (!mayHold(role, m_context.self)) {
        Q_EMIT problem(ProblemKind::OnCallNotChanged);
        return;
    }
    const std::chrono::milliseconds length =
        std::clamp(time, kShortestClaim, std::max(kShortestClaim, m_context.roles.longestClaim));
    auto claims = ownClaims();
    std::erase_if(claims, [&role](const OnCallClaim& claim) { return claim.role == role; });
    claims.push_back({role, m_context.nowMs(), m_context.nowMs() + length.count()});
    say({std::move(claims), {{as, QString::fromStdString(role)}}, std::move(then)});
}

void OnCallDesk::release(const std::string& role, OnCallEvent::Kind as)
{
    auto claims = ownClaims();
    const auto gone =
        std::erase_if(claims, [&role](const OnCallClaim& claim) { return claim.role == role; });
    if (gone > 0)
        say({std::move(claims), {{as, QString::fromStdString(role)}}});
}

Result<omemo::SignedOnCallWord> OnCallDesk::sign(std::vector<OnCallClaim> claims)
{
    const auto* const known = m_board.wordOf(m_context.self);
    const auto last = std::max(known ? known->serial : 0, m_lastSerial);
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    return omemo::signOnCallWord(
        m_context.sessions, m_context.self,
        {m_context.device, std::max(m_context.nowMs(), last + 1), std::move(claims)});
}

/// Published first, then ours: who holds a role is what the others see.
void OnCallDesk::say(Saying saying)
{
    const auto word = sign(saying.claims);
    if (!word || !m_link.isOnline()) {
        said(saying, word ? Error{Errc::Network, "offline"} : word.error());
        return;
    }
    m_lastSerial = word->word.serial;
    m_onItsWay = saying.claims;
    ++m_saying;
    const auto element = omemo::buildOnCallWord(*word);
    publishItem(m_link.stream(), std::string{omemo::kOnCallNs}, std::string{kItem}, element,
                PepAccess::Open)
        .then(this,
              [this, word = *word, element,
               saying = std::move(saying)](const Result<Done>& published) {
                  --m_saying;
                  said(saying,
                       published ? keep(m_context.self, word, element)
                                 : Result<bool>{published.error()});
              });
}

void OnCallDesk::said(const Saying& saying, const Result<bool>& kept)
{
    if (!kept) {
        log::warning("engine", "a role was not claimed or given up", {{"why", kept.error().code}});
        if (!saying.byItself)
            Q_EMIT problem(ProblemKind::OnCallNotChanged);
        return;
    }
    for (const auto& event : saying.events)
        Q_EMIT happened(event);
    tell();
    if (saying.then)
        saying.then();
}

std::string OnCallDesk::releaseWord()
{
    const auto* const word = m_board.wordOf(m_context.self);
    if (ownClaims().empty() || (word && word->by != m_context.device))
        return {};  // another device of ours holds them
    const auto said = sign({});
    return said ? xmpp::toXml(omemo::buildOnCallWord(*said)) : std::string{};
}

Task<Done> publishOnCallWord(relay::RelayStream& stream, const std::string& word)
{
    const auto element = elementFrom(word);
    if (!element)
        return readyTask<Done>(Error{Errc::Malformed, "a word that is none"});
    return publishItem(stream, std::string{omemo::kOnCallNs}, std::string{kItem}, *element,
                       PepAccess::Open);
}

}  // namespace sotto::engine
