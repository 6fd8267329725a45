// SPDX-License-Identifier: GPL-3.0-or-later
// I5: a message that does not open changes nothing but its card: no session, no key, no
// identity, no other message.
#include "core/crypto/random.h"
#include "core/engine/inbound.h"
#include "core/xmpp/messages.h"
#include "tests/scenario/engine/repair.h"
#include "tests/support/vault_dump.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;

namespace {

engine::EngineSettings settingsFor(const QTemporaryDir& folder, FakeRelay& relay)
{
    engine::EngineSettings settings;
    settings.dataFolder = folder.path().toStdString();
    settings.makeTransport = [&relay] { return relay.makeTransport(); };
    return settings;
}

std::unique_ptr<engine::VaultContext> makeContext(const QTemporaryDir& folder, const Jid& self,
                                                  Time time)
{
    const auto dek = crypto::randomSecret(32);
    auto vault =
        store::Vault::create(folder.filePath(QStringLiteral("vault")).toStdString(), dek.view());
    REQUIRE(vault);
    auto context = engine::VaultContext::make(*std::move(vault), self, time);
    REQUIRE(context);
    return *std::move(context);
}

xmpp::Element underAnotherId(xmpp::Element message)
{
    return renamed(std::move(message), "another");
}

xmpp::Element forAnotherDevice(xmpp::Element message)
{
    for (auto& child : message.children)
        if (child.is("encrypted", omemo::kSealedNs))
            for (auto& key : child.children.front().children)
                if (key.hasAttribute("rid"))
                    key.set("rid", "4711");
    return message;
}

/// The inside of one engine, and a colleague's device that writes to it.
struct Desk {
    Desk() : lee("lee@clinic.example")
    {
        auto transaction = context->vault.begin();
        REQUIRE(transaction);
        REQUIRE(context->stores.people.save({lee.jid, "Lee", "Physicians"}));
        REQUIRE(context->stores.conversations.findOrCreate(lee.jid, 1));
        const auto bundle = context->sessions.ownBundle();
        REQUIRE(bundle);
        REQUIRE(lee.sessions.processBundle({self, context->device}, *bundle));
        REQUIRE(transaction->commit());
    }

    xmpp::Element seal(const std::string& id, const std::vector<xmpp::Element>& content,
                       DeviceId recipient)
    {
        const omemo::SealInput input{
            lee.jid,      self,
            id,           lee.id,
            Urgency::Fyi, time.wallNow(),
            content,      {{self, recipient, context->alertKeys.publicKey}}};
        auto message = xmpp::buildSealedMessage(self, id, *omemo::sealMessage(lee.sessions, input));
        message.set("from", lee.jid.toString() + "/x");
        return message;
    }

    xmpp::Element sealText(const std::string& id)
    {
        return seal(id, xmpp::buildContent(xmpp::TextMessage{"text " + id, {}}), context->device);
    }

    engine::Arrivals take(const xmpp::Element& message)
    {
        engine::Arrivals arrivals;
        auto transaction = context->vault.begin();
        REQUIRE(transaction);
        const auto origin = xmpp::classifyOrigin(message, self);
        REQUIRE(origin);
        REQUIRE(inbound.take(
            *transaction, {message, *origin, engine::IncomingStanza::Way::Archive, "a"}, arrivals));
        REQUIRE(transaction->commit());
        return arrivals;
    }

    VaultDump dump() const { return dumpOf(context->vault); }

    ManualTime time;
    FakeRelay relay{time.time()};
    QTemporaryDir folder;
    Jid self = *Jid::parse("desk@clinic.example");
    engine::EngineSettings settings = settingsFor(folder, relay);
    Device lee;
    std::unique_ptr<engine::VaultContext> context = makeContext(folder, self, time.time());
    engine::RelayLink link{settings, self, time.time()};
    engine::PeerDevices devices{*context, link};
    engine::Outbound outbound{*context, link, devices};
    engine::Inbound inbound{*context, outbound};
};

}  // namespace

TEST_CASE("I5: a message that does not open changes nothing but its card")
{
    Desk desk;
    const bool isFirst = GENERATE(true, false);
    if (!isFirst) {
        CHECK(desk.take(desk.sealText("hello")).newMessages == 1);
        auto transaction = desk.context->vault.begin();
        REQUIRE(transaction);
        const auto answer = desk.context->sessions.encrypt(desk.lee.address(), viewOf("answer"));
        REQUIRE(answer);
        REQUIRE(transaction->commit());
        REQUIRE(desk.lee.sessions.decrypt({desk.self, desk.context->device}, *answer,
                                          omemo::Dialect::Sealed));
    }
    const auto genuine = desk.sealText("genuine");
    using Break = xmpp::Element (*)(xmpp::Element);
    const auto damage =
        GENERATE(values<Break>({tampered, withGarbageKey, underAnotherId, forAnotherDevice}));
    const auto broken = damage(genuine);
    const auto before = desk.dump();
    const auto arrivals = desk.take(broken);
    CHECK(arrivals.newMessages == 0);
    CHECK_FALSE(arrivals.usedPreKey);
    const auto after = desk.dump();
    CHECK(changedTables(before, after) ==
          std::set<std::string>{"message", "quarantine", "sqlite_sequence"});
    CHECK(after.at("message").size() == before.at("message").size() + 1);
    CHECK(std::ranges::includes(after.at("message"), before.at("message")));
    desk.take(broken);
    CHECK(desk.dump() == after);  // nor does it change anything the second time

    CHECK(desk.take(genuine).newMessages == 1);  // and it kept nothing from opening
    const auto opened = desk.dump();
    CHECK(changedTables(after, opened).contains("session"));
    CHECK(opened.at("quarantine").size() ==
          (damage == underAnotherId ? after : before).at("quarantine").size());
}
