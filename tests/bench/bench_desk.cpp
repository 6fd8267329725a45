// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_desk.h"

#include "core/crypto/kdf.h"
#include "core/crypto/random.h"
#include "core/engine/installation.h"
#include "core/relay/tls_transport.h"
#include "core/store/stores.h"
#include "core/store/vault_header.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <random>

namespace sotto::bench {
namespace {

using Step = SignInStage::Step;

constexpr int kConversations = 40;
constexpr std::uint64_t kSeed = 20261121;
constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;

/// Made-up messages, the same in each run: SOTTO_BENCH_MARK and 4 to 40 words each.
class Writer {
public:
    std::string text()
    {
        static constexpr std::array kWords{"room",    "chart",  "call",     "back",
                                           "please",  "before", "nurse",    "result",
                                           "waiting", "four",   "transfer", "ready"};
        auto text = m_mark;
        for (auto words = 4 + m_random() % 37; words > 0; --words) {
            text += kWords[m_random() % kWords.size()];
            text += ' ';
        }
        return text;
    }

    Urgency urgency() { return static_cast<Urgency>(1 + m_random() % 4); }

private:
    std::mt19937_64 m_random{kSeed};
    std::string m_mark = qgetenv("SOTTO_BENCH_MARK").toStdString();
};

store::MessageRow makeRow(Writer& writer, int number, const Jid& self, const Jid& peer)
{
    const bool outgoing = number / kConversations % 2 == 0;  // by turns in each conversation
    store::MessageRow row{.sender = outgoing ? self : peer};
    row.outgoing = outgoing;
    row.senderDevice = DeviceId{1000};
    row.originId = "bench-" + std::to_string(number);
    row.stanzaId = "archive-" + std::to_string(number);
    row.body = writer.text();
    row.urgency = writer.urgency();
    row.sentAtMs = toMs(test::SystemClock{}.wallNow()) - kDayMs + number;
    row.receivedAtMs = row.sentAtMs;
    row.readAtMs = row.sentAtMs;
    if (outgoing) {
        row.delivery = Delivery::Read;
        row.relayedAtMs = row.deliveredAtMs = row.sentAtMs;
    }
    return row;
}

}  // namespace

BenchDesk::BenchDesk(test::LiveRelay& relay, std::filesystem::path dataFolder)
    : m_relay(relay),
      m_dataFolder(std::move(dataFolder))
{
    const Time time{m_clock, m_scheduler};
    m_person = std::make_unique<test::LivePerson>(
        m_relay, "desk-a", [this, time](engine::EngineSettings& settings) {
            if (m_dataFolder.empty())
                m_dataFolder = settings.dataFolder;
            settings.dataFolder = m_dataFolder;
            settings.kdf = crypto::Argon2Params{};
            settings.makeTransport = [this, tls = settings.tls, time] {
                return std::make_unique<WatchedTransport>(
                    std::make_unique<relay::TlsTransport>(tls, time), traffic);
            };
        });
    const auto address = Jid::parseAccount(m_person->address());
    REQUIRE(address);
    m_vaultFolder = engine::Installation::folderOf(m_dataFolder, *address);
}

void BenchDesk::makeVault(int messages)
{
    m_person->submitPassword();
    REQUIRE(m_person->waitFor(Step::Code));
    m_person->submitCode();
    REQUIRE(m_person->waitFor(Step::VaultRecoveryCode));
    const auto printed = m_person->stage.vaultRecoveryCode.toStdString();
    m_person->engine().confirmCodesKept();
    REQUIRE(m_person->waitFor(Step::Open));
    REQUIRE(m_person->waitOnline());
    lock();
    const auto header = store::VaultHeader::load(m_vaultFolder);
    REQUIRE(header);
    auto dek = header->unlockWithRecoveryCode(printed);
    REQUIRE(dek);
    m_dek = *std::move(dek);
    fill(messages);
}

store::Vault BenchDesk::openVault() const
{
    auto vault = store::Vault::open(m_vaultFolder, m_dek.view());
    REQUIRE(vault);
    return *std::move(vault);
}

void BenchDesk::fill(int messages) const
{
    auto vault = openVault();
    auto stores = store::Stores::open(vault);
    REQUIRE(stores);
    const auto self = *Jid::parseAccount(m_person->address());
    std::vector<std::pair<Jid, ConversationId>> peers;
    auto transaction = vault.begin();
    REQUIRE(transaction);
    for (int number = 0; number < kConversations; ++number) {
        const auto peer =
            *Jid::parseAccount("bench-" + std::to_string(number) + "@" + self.domain());
        const auto id = stores->conversations.findOrCreate(peer, 1);
        REQUIRE(id);
        peers.emplace_back(peer, *id);
    }
    Writer writer;
    for (int number = 0; number < messages; ++number) {
        const auto& [peer, conversation] = peers[static_cast<std::size_t>(number % kConversations)];
        auto row = makeRow(writer, number, self, peer);
        row.conversation = conversation;
        REQUIRE(stores->messages.add(row));
    }
    REQUIRE(transaction->commit());
}

void BenchDesk::restartLocked()
{
    m_person->restart(m_handOver.clone());
    watch();
    REQUIRE(m_person->waitFor(Step::Unlock));
    REQUIRE(m_person->waitOnline());
}

void BenchDesk::unlock()
{
    m_lists = 0;
    m_person->submitPassword();
    REQUIRE(m_person->waitFor(Step::Open));
    REQUIRE(m_lists > 0);
    REQUIRE(test::LiveSession::wait([this] { return m_person->connection == Connection::Online; }));
}

void BenchDesk::watch()
{
    auto* const engine = &m_person->engine();
    QObject::connect(engine, &Client::stageChanged, engine, [this](const SignInStage& stage) {
        if (stage.step != Step::Open)
            return;
        opened = now();
        shareArrived = traffic.lastReceived;
    });
    QObject::connect(engine, &Client::conversationsLoaded, engine, [this] {
        if (m_lists++ > 0)
            return;
        listLoaded = now();
        cpuAtList = cpuSeconds();
    });
}

void measureDerivation(std::string_view figureName)
{
    const auto password = SecretBytes(viewOf("correct horse battery staple"));
    const auto salt = crypto::randomBytes(crypto::kArgon2SaltSize);
    const auto start = now();
    const double cpu = cpuSeconds();
    REQUIRE(crypto::argon2id(password.view(), salt, crypto::Argon2Params{}));
    figure(figureName, seconds(start, now()), cpuSeconds() - cpu);
}

}  // namespace sotto::bench
