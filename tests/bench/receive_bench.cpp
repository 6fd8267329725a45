// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of an archive as they come over the wire, to the COMMIT; beside the library that opens as
// many ratchet messages and SQLCipher that takes as many rows with a search index.
#include "core/base/qt_scheduler.h"
#include "core/engine/inbound.h"
#include "core/engine/peer_devices.h"
#include "core/omemo/device_list.h"
#include "core/platform/system_clock.h"
#include "core/xmpp/archive.h"
#include "core/xmpp/content.h"
#include "core/xmpp/messages.h"
#include "core/xmpp/stream_reader.h"
#include "tests/bench/bare.h"
#include "tests/bench/figures.h"
#include "tests/support/fake_transport.h"
#include "tests/unit/omemo/device.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <deque>

using namespace sotto;
using namespace sotto::bench;

namespace {

constexpr int kPage = 250;
constexpr std::string_view kText =
    "Room 4 is ready, the patient from cardiology can come up; please bring the new chart along.";

const Jid& self()
{
    static const Jid address = *Jid::parseAccount("desk@clinic.example");
    return address;
}

/// The engine's own parts from the wire to the vault, without a relay.
struct Receiver {
    Receiver()
    {
        auto vault = store::Vault::create(folder.path().toStdString(), Bytes(32, 0x5A));
        REQUIRE(vault);
        auto made = engine::VaultContext::make(*std::move(vault), self(), {clock, scheduler});
        REQUIRE(made);
        context = *std::move(made);
        settings.dataFolder = folder.path().toStdString();
        settings.makeTransport = [] { return std::make_unique<test::FakeTransport>(); };
        link = std::make_unique<engine::RelayLink>(settings, self(), Time{clock, scheduler});
        devices = std::make_unique<engine::PeerDevices>(*context, *link);
        outbound = std::make_unique<engine::Outbound>(*context, *link, *devices);
        inbound = std::make_unique<engine::Inbound>(*context, *outbound);
        REQUIRE(reader.feed(bytesOf("<stream:stream xmlns='jabber:client' "
                                    "xmlns:stream='http://etherx.jabber.org/streams' "
                                    "from='clinic.example' version='1.0'>")));
        REQUIRE(reader.next());
    }

    template <class Step>
    auto inTransaction(Step step)
    {
        auto transaction = context->vault.begin();
        REQUIRE(transaction);
        auto result = step();
        REQUIRE(result);
        REQUIRE(transaction->commit());
        return *std::move(result);
    }

    omemo::DeviceAddress address() const { return {self(), context->device}; }

    /// As CatchUp does it.
    int take(const std::vector<std::string>& wire)
    {
        std::vector<xmpp::ArchivedMessage> page;
        for (const auto& bytes : wire) {
            REQUIRE(reader.feed(viewOf(bytes)));
            auto event = reader.next();
            REQUIRE(event);
            const auto& message = std::get<xmpp::Element>(*event);
            const auto origin = xmpp::classifyOrigin(message, self());
            REQUIRE(origin);
            auto result = xmpp::parseArchiveResult(message, *origin, source);
            REQUIRE(result);
            page.push_back(**std::move(result));
        }
        engine::Arrivals arrivals;
        auto transaction = context->vault.begin();
        REQUIRE(transaction);
        for (const auto& archived : page) {
            const auto origin = xmpp::classifyOrigin(archived.message, self());
            REQUIRE(origin);
            REQUIRE(inbound->take(*transaction,
                                  {archived.message, *origin, engine::IncomingStanza::Way::Archive,
                                   archived.archiveId, std::nullopt, archived.sentAt},
                                  arrivals));
        }
        REQUIRE(context->stores.account.setArchiveCursor(page.back().archiveId));
        REQUIRE(transaction->commit());
        return arrivals.newMessages;
    }

    QTemporaryDir folder;
    platform::SystemClock clock;
    QtScheduler scheduler;
    engine::EngineSettings settings;
    std::unique_ptr<engine::VaultContext> context;
    std::unique_ptr<engine::RelayLink> link;
    std::unique_ptr<engine::PeerDevices> devices;
    std::unique_ptr<engine::Outbound> outbound;
    std::unique_ptr<engine::Inbound> inbound;
    xmpp::StreamReader reader;
    xmpp::ArchiveSource source{self(), std::nullopt, "page"};
};

/// The library's own end, with a database of its own.
struct Reference {
    QTemporaryDir folder;
    BareVault vault{(folder.path() + QStringLiteral("/bare.db")).toStdString()};
    BareDevice device{&vault};
    omemo::DeviceAddress address{*Jid::parseAccount("bare@clinic.example"), DeviceId{7}};
};

/// Who writes: to the product in the sealed profile, to the reference the same keys bare.
class Sender {
public:
    Sender(const std::string& name, Receiver& receiver, Reference& reference)
        : m_device((name + "@clinic.example").c_str()),
          m_receiver(receiver),
          m_reference(reference)
    {
        const auto bundle = *m_device.sessions.ownBundle();
        m_receiver.inTransaction(
            [&] { return m_receiver.context->sessions.processBundle(m_device.address(), bundle); });
        m_reference.vault.begin();
        m_reference.device.build(m_device.address(), bundle);
        m_reference.vault.commit();
    }

    /// The receivers write, so that the next message begins a new chain.
    void hear()
    {
        const std::string word(48, 'k');
        const auto ours = m_receiver.inTransaction(
            [&] { return m_receiver.context->sessions.encrypt(m_device.address(), viewOf(word)); });
        REQUIRE(m_device.sessions.decrypt(m_receiver.address(), ours, omemo::Dialect::Sealed));
        m_reference.vault.begin();
        const auto theirs = m_reference.device.encrypt(m_device.address(), viewOf(word));
        m_reference.vault.commit();
        REQUIRE(m_device.sessions.decrypt(m_reference.address, theirs, omemo::Dialect::Omemo03));
    }

    const omemo::DeviceAddress address() const { return m_device.address(); }

    /// One message of the archive, as the relay sends it.
    std::string write(const std::string& id)
    {
        auto sealed = omemo::sealMessage(
            m_device.sessions,
            {m_device.jid,
             self(),
             id,
             m_device.id,
             Urgency::Fyi,
             m_receiver.clock.wallNow(),
             xmpp::buildContent(
                 xmpp::TextMessage{std::string{kText}, {Urgency::Fyi, std::nullopt}}),
             {{self(), m_receiver.address().device, m_receiver.context->alertKeys.publicKey}}});
        REQUIRE(sealed);
        auto message = xmpp::buildSealedMessage(self(), id, *std::move(sealed));
        message.set("from", m_device.jid.toString() + "/desk");
        return "<message from='desk@clinic.example' to='desk@clinic.example/one'>"
               "<result xmlns='urn:xmpp:mam:2' queryid='page' id='archive-" +
            id +
            "'><forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' "
            "stamp='2026-11-22T10:00:00Z'/>" +
            xmpp::toXml(message) + "</forwarded></result></message>";
    }

    Bytes writeBare()
    {
        const std::string key(48, 'k');
        const auto message = m_device.sessions.encrypt(m_reference.address, viewOf(key));
        REQUIRE(message);
        return message->bytes;
    }

private:
    test::Device m_device;
    Receiver& m_receiver;
    Reference& m_reference;
};

/// `chains` people write a page together; each begins a new chain in it if `ratchets`.
void measure(const std::string& name, int chains, bool ratchets)
{
    Receiver receiver;
    Reference reference;
    std::deque<Sender> senders;
    for (int n = 0; n < chains; ++n)
        senders.emplace_back("person" + std::to_string(n), receiver, reference).hear();
    int written = 0;
    for (int round = wanted("SOTTO_BENCH_PAGES", 40); round > 0; --round) {
        std::vector<std::string> wire;
        std::vector<std::pair<omemo::DeviceAddress, Bytes>> bare;
        for (auto& sender : senders) {
            if (ratchets)
                sender.hear();
            for (int n = 0; n < kPage / chains; ++n) {
                wire.push_back(sender.write(std::to_string(++written)));
                bare.emplace_back(sender.address(), sender.writeBare());
            }
        }
        auto start = now();
        double cpu = cpuSeconds();
        const int taken = receiver.take(wire);
        figure("receive." + name, seconds(start, now()), cpuSeconds() - cpu);
        REQUIRE(taken == kPage);

        start = now();
        cpu = cpuSeconds();
        reference.vault.begin();
        int id = written - kPage;
        for (const auto& [from, message] : bare) {
            reference.device.decrypt(from, message);
            reference.vault.add(from.account.toString(), std::to_string(++id), std::string{kText});
        }
        reference.vault.commit();
        figure("receive." + name + ".bare", seconds(start, now()), cpuSeconds() - cpu);
    }
}

}  // namespace

TEST_CASE("receive: pages of one chain", "[receive]")
{
    measure("chain", 1, false);
}

TEST_CASE("receive: pages in which every fifth message turns the ratchet", "[receive]")
{
    measure("ratchet", kPage / 5, true);
}
