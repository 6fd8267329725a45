// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/engine/person.h"

#include "core/engine/installation.h"
#include "core/relay/transport.h"

#include <QDir>
#include <QFileInfo>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>

namespace sotto::test {
namespace {

using Step = SignInStage::Step;

/// In memory where there is such a place: nothing here outlives the test, and each COMMIT
/// waits for the disk.
QString folderTemplate()
{
    const auto inMemory = QStringLiteral("/dev/shm");
    const auto base = QFileInfo(inMemory).isWritable() ? inMemory : QDir::tempPath();
    return base + QStringLiteral("/sotto-scenario-XXXXXX");
}

std::string textOf(const MessageSnapshot& message)
{
    return message.text.string().toStdString();
}

}  // namespace

Person::Person(World& world, const std::string& name, const std::string& group)
    : m_world(world),
      m_address(*Jid::parseAccount(name + "@" + kRelayDomain)),
      m_folder(folderTemplate())
{
    if (!world.relay.account(m_address))
        world.relay.addAccount(name, group);
    restart();
}

Person::~Person() = default;

void Person::kill()
{
    m_engine.reset();
    m_world.settle();
}

void Person::restart(HandOver handOver)
{
    kill();
    m_handedOver.reset();
    stage = {};
    problems.clear();
    trustEvents.clear();
    m_devices.clear();
    messages.clear();
    conversations.clear();
    arrivals.clear();
    items.clear();
    overdue.clear();
    draft.clear();
    waiting = stat = 0;
    connection = Connection::Offline;
    storage = StorageState::Writable;
    vaultEvents.clear();
    offline = {};
    locked = false;
    pinState = PinState::NotAllowed;
    make();
    m_engine->begin(QString::fromStdString(m_address.toString()), std::move(handOver));
    m_world.settle();
}

void Person::make()
{
    engine::EngineSettings settings;
    settings.dataFolder = m_folder.path().toStdString();
    settings.software = "Sotto test";
    settings.deviceLabel = "Desk of " + m_address.local();
    settings.platform = "linux";
    settings.relayHost = "127.0.0.1";
    settings.kdf = {64 * 1024, 3};
    settings.backupEvery = backupEvery;
    settings.checkAccessEvery = checkAccessEvery;
    settings.mostWithoutContact = mostWithoutContact;
    settings.bootId = "first start";
    settings.makeTransport = [this] { return m_world.relay.makeTransport(); };
    if (adjust)
        adjust(settings);
    m_engine = std::make_unique<engine::Engine>(std::move(settings), m_world.time.time());
    listen();
}

void Person::listen()
{
    auto* const e = m_engine.get();
    const auto on = [e](auto signal, auto slot) { QObject::connect(e, signal, e, slot); };
    on(&Client::stageChanged, [this](const SignInStage& s) { stage = s; });
    on(&Client::connectionChanged, [this](Connection c) {
        connection = c;
        shownConnections.push_back(c);
    });
    on(&Client::storageChanged, [this](StorageState state) { storage = state; });
    on(&Client::locked, [this] { locked = true; });
    on(&Client::offlineChanged, [this](const OfflineSnapshot& o) { offline = o; });
    on(&Client::pinStateChanged, [this](PinState state) { pinState = state; });
    on(&Client::pinAnswered, [this](PinAnswer answer) { pinAnswers.push_back(answer); });
    on(&Client::vaultEvent, [this](VaultEvent event) { vaultEvents.push_back(event); });
    on(&Client::problemRaised, [this](const Problem& p) {
        problems.push_back(p.kind);
        lastProblem = p;
    });
    on(&Client::messageChanged, [this](const MessageSnapshot& m) { remember(m); });
    on(&Client::openItemsChanged, [this](const QList<OpenItemSnapshot>& all) { items = all; });
    on(&Client::itemOverdue, [this](const OpenItemSnapshot& item) { overdue.append(item); });
    on(&Client::historyLoaded,
       [this](MessageId, const QList<MessageVersion>& all) { versions = all; });
    on(&Client::alertLimitsChanged, [this](const AlertLimits& now) { limits = now; });
    on(&Client::evidenceLoaded,
       [this](MessageId, const QList<PersonEvidence>& all) { evidence = all; });
    on(&Client::trustDecided, [this](const TrustEvent& event) { trustEvents.push_back(event); });
    on(&Client::devicesChanged,
       [this](const QString& of, const QList<DeviceSnapshot>& all) { m_devices[of] = all; });
    on(&Client::messageArrived, [this](Urgency u) { arrivals.push_back(u); });
    on(&Client::draftLoaded, [this](ConversationId, const QString& text, const QString& role) {
        draft = text;
        draftRole = role;
    });
    on(&Client::quotationLoaded,
       [this](ConversationId, const QuotationSnapshot& shown) { quotation = shown; });
    on(&Client::conversationStarted, [this](ConversationId id) { m_started = id; });
    on(&Client::conversationsLoaded, [this](const QList<ConversationSnapshot>& all) {
        conversations.assign(all.begin(), all.end());
    });
    on(&Client::conversationChanged, [this](const ConversationSnapshot& c) {
        std::erase_if(conversations, [&](const auto& known) { return known.id == c.id; });
        conversations.push_back(c);
    });
    on(&Client::directoryChanged,
       [this](const QList<PersonSnapshot>& all) { people.assign(all.begin(), all.end()); });
    on(&Client::peopleChanged, [this](const QList<PersonSnapshot>& some) {
        for (const auto& one : some) {
            const auto known = std::ranges::find(people, one.address, &PersonSnapshot::address);
            if (known != people.end())
                *known = one;
        }
    });
    on(&Client::selfChanged, [this](const SelfSnapshot& now) { self = now; });
    on(&Client::teamChanged, [this](const TeamSnapshot& now) { team = now; });
    on(&Client::rightsChanged, [this](Rights now) { rights = now; });
    on(&Client::availabilityChanged, [this](const Availability& now) { availability = now; });
    on(&Client::waitingChanged, [this](int all, int urgent) {
        waiting = all;
        stat = urgent;
    });
    const auto addPage = [this](ConversationId, const QList<MessageSnapshot>& oldestFirst,
                                bool hasOlder) {
        m_page.insert(m_page.begin(), oldestFirst.begin(), oldestFirst.end());
        m_hasOlder = hasOlder;
    };
    on(&Client::pageLoaded, addPage);
    on(&Client::olderLoaded, addPage);
    on(&engine::Engine::handedOver,
       [this](const std::shared_ptr<HandOver>& handOver) { m_handedOver = handOver; });
}

void Person::signIn()
{
    startSigningIn();
    REQUIRE(stage.step == Step::Open);
    REQUIRE(connection == Connection::Online);
}

void Person::submitPassword()
{
    m_engine->submitPassword(QString::fromStdString(m_address.toString()),
                             SecretBytes{viewOf(password)});
    m_world.settle();
}

void Person::startSigningIn()
{
    submitPassword();
    if (stage.step == Step::Code)
        m_engine->submitCode(QString::fromLatin1(kRelayCode));
    m_world.settle();
    if (stage.step == Step::VaultRecoveryCode)
        m_engine->confirmCodesKept();
    m_world.settle();
}

void Person::unlock()
{
    m_world.settle();
    REQUIRE(stage.step == Step::Unlock);
    submitPassword();
    REQUIRE(stage.step == Step::Open);
}

HandOver Person::lock()
{
    auto handOver = handOverNow();
    m_world.settle();
    return handOver;
}

HandOver Person::handOverNow()
{
    m_handedOver.reset();
    m_engine->lock();
    REQUIRE(m_handedOver);
    return m_handedOver->clone();
}

Jid Person::device() const
{
    const auto folder = engine::Installation::folderOf(this->folder(), m_address);
    const auto* session =
        m_world.relay.sessionOf(m_address, engine::Installation::load(folder).clientId);
    REQUIRE(session);
    return session->address;
}

ConversationId Person::conversationWith(const Jid& peer)
{
    m_started = {};
    m_engine->startConversation(QString::fromStdString(peer.toString()));
    REQUIRE(m_started.value != 0);
    return m_started;
}

void Person::send(const Jid& peer, const std::string& text, Urgency urgency)
{
    m_engine->sendText(conversationWith(peer), QString::fromStdString(text), urgency);
}

const MessageSnapshot* Person::message(const std::string& text) const
{
    CHECK(std::ranges::count(messages, text, textOf) <= 1);
    const auto found = std::ranges::find(messages, text, textOf);
    return found == messages.end() ? nullptr : &*found;
}

Delivery Person::delivery(const std::string& text) const
{
    const auto* const found = message(text);
    return found ? found->delivery : Delivery::Draft;
}

std::vector<MessageSnapshot> Person::page(const Jid& peer)
{
    m_page.clear();
    const auto id = conversationWith(peer);
    m_engine->openConversation(id);
    while (m_hasOlder)
        m_engine->loadOlder(id, m_page.front().id);
    return m_page;
}

std::vector<std::string> Person::texts(const Jid& peer)
{
    std::vector<std::string> out;
    for (const auto& message : page(peer))
        if (message.kind == MessageSnapshot::Kind::Text)
            out.push_back(textOf(message));
    return out;
}

std::map<Delivery, std::size_t> Person::deliveries(const Jid& peer)
{
    std::map<Delivery, std::size_t> counts;
    for (const auto& message : page(peer))
        if (message.outgoing)
            ++counts[message.delivery];
    return counts;
}

int Person::cards(const Jid& peer)
{
    const auto all = page(peer);
    return static_cast<int>(
        std::ranges::count(all, MessageSnapshot::Kind::Undecryptable, &MessageSnapshot::kind));
}

/// "+ lee", "- lee", "[named Team 4]" and the like.
std::string Person::newsOf(const PeopleNotice& news)
{
    constexpr std::array words{"+ ",       "- ",         "[named ", "[passed on to ",
                               "[let in ", "[kept out ", "[left]",  "[to each: "};
    const auto kind = static_cast<std::size_t>(news.kind);
    const auto what = (news.whom.string() + news.text.string()).toStdString();
    const bool isOpen = std::string_view{words.at(kind)}.starts_with('[') && !what.empty();
    return words.at(kind) + what + (isOpen ? "]" : "");
}

std::vector<std::string> Person::lines(const Jid& peer)
{
    std::vector<std::string> out;
    constexpr std::array notices{"[added]",    "[trusted]", "[doubted]",
                                 "[accepted]", "[gone]",    "[back]"};
    for (const auto& message : page(peer)) {
        if (message.people)
            out.push_back(newsOf(*message.people));
        else if (message.notice)
            out.push_back(notices.at(static_cast<std::size_t>(message.notice->kind)));
        else
            out.push_back(message.kind == MessageSnapshot::Kind::Undecryptable ? "[card]"
                                                                               : textOf(message));
    }
    return out;
}

ConversationSnapshot Person::conversation(const Jid& peer) const
{
    const auto found = std::ranges::find(conversations, QString::fromStdString(peer.toString()),
                                         &ConversationSnapshot::address);
    REQUIRE(found != conversations.end());
    return *found;
}

std::vector<DeviceSnapshot> Person::devices(const Jid& of)
{
    const auto name = QString::fromStdString(of.toString());
    m_engine->openDevices(name);
    m_world.settle();
    const auto& all = m_devices[name];
    return {all.begin(), all.end()};
}

DeviceSnapshot Person::device(const Jid& of, DeviceId id)
{
    const auto all = devices(of);
    const auto found = std::ranges::find(all, id.value, &DeviceSnapshot::id);
    REQUIRE(found != all.end());
    return *found;
}

std::vector<TrustEvent::Kind> Person::trustOf(const Jid& person) const
{
    std::vector<TrustEvent::Kind> kinds;
    for (const auto& event : trustEvents)
        if (event.address == QString::fromStdString(person.toString()))
            kinds.push_back(event.kind);
    return kinds;
}

std::filesystem::path Person::folder() const
{
    return m_folder.path().toStdString();
}

std::filesystem::path Person::vaultFolder() const
{
    return engine::Installation::folderOf(folder(), m_address);
}

void Person::remember(const MessageSnapshot& message)
{
    const auto known = std::ranges::find(messages, message.id, &MessageSnapshot::id);
    if (known != messages.end())
        *known = message;
    else
        messages.push_back(message);
}

}  // namespace sotto::test
