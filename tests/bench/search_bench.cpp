// SPDX-License-Identifier: GPL-3.0-or-later
// From a word typed to the newest 50 messages with it, as the engine answers; beside the same SQL
// on the same vault without the product's code. And what the index costs a message that arrives.
#include "core/base/qt_scheduler.h"
#include "core/crypto/random.h"
#include "core/engine/search_desk.h"
#include "core/platform/system_clock.h"
#include "core/store/queries.h"
#include "tests/bench/figures.h"
#include "tests/support/fake_transport.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>
#include <sqlcipher/sqlite3.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <random>

using namespace sotto;
using namespace sotto::bench;
namespace fs = std::filesystem;

namespace {

constexpr int kConversations = 2000;
constexpr int kVocabulary = 20'000;
constexpr int kInTransaction = 250;  // as a page of the archive
constexpr std::int64_t kMinuteMs = 60'000;
constexpr auto kNoIndex = "UPDATE search_state SET next = 9223372036854775807";

/// Invented words and sentences, as often as words are in a language; the same in each run.
class Writer {
public:
    Writer()
    {
        std::mt19937 random{7};
        for (int i = 0; i < kVocabulary; ++i) {
            std::string word;
            for (auto letters = 3 + random() % 8; letters > 0; --letters)
                word += "etaoinshrdlcumwfgypbvk"[(random() % 22) * (random() % 22) / 22];
            m_words.push_back(word);
        }
    }

    /// The nth most frequent.
    const std::string& word(std::size_t nth) const { return m_words[nth]; }

    std::string sentence()
    {
        std::string text;
        for (auto words = 4 + m_random() % 14; words > 0; --words)
            text += any() + " ";
        return text;
    }

    std::uint64_t number() { return m_random(); }

private:
    const std::string& any()
    {
        const double u = static_cast<double>(m_random() >> 11) / 9007199254740992.0;
        return m_words[static_cast<std::size_t>(std::pow(kVocabulary, u)) - 1];
    }

    std::vector<std::string> m_words;
    std::mt19937_64 m_random{20261122};
};

class SearchedVault {
public:
    SearchedVault() { reopen(true); }

    ~SearchedVault() { close(); }

    void fill(int upTo)
    {
        while (m_count < upTo) {
            auto transaction = m_context->vault.begin();
            REQUIRE(transaction);
            for (int i = 0; i < kInTransaction && m_count < upTo; ++i)
                addOne();
            REQUIRE(transaction->commit());
        }
    }

    void addOne()
    {
        const auto chat = m_writer.number() % kConversations;
        ++m_count;
        const auto id =
            m_context->stores.messages.add({.conversation = m_chats[chat],
                                            .sender = m_people[chat],
                                            .senderDevice = DeviceId{7},
                                            .originId = "bench-" + std::to_string(m_count),
                                            .stanzaId = "archive-" + std::to_string(m_count),
                                            .body = m_writer.sentence(),
                                            .sentAtMs = m_count * kMinuteMs,
                                            .receivedAtMs = m_count * kMinuteMs});
        REQUIRE(id);
    }

    /// As a new process: nothing of the file is in memory.
    void reopen(bool isNew = false)
    {
        close();
        auto vault = isNew ? store::Vault::create(m_folder, m_dek.view())
                           : store::Vault::open(m_folder, m_dek.view());
        REQUIRE(vault);
        auto context = engine::VaultContext::make(*std::move(vault), self(), time());
        REQUIRE(context);
        m_context = *std::move(context);
        if (isNew)
            makeConversations();
        engine::EngineSettings settings;
        settings.dataFolder = m_folder;
        settings.makeTransport = [] { return std::make_unique<test::FakeTransport>(); };
        m_settings = settings;
        m_link = std::make_unique<engine::RelayLink>(m_settings, self(), time());
        m_directory = std::make_unique<engine::Directory>(*m_context, *m_link);
        m_desk = std::make_unique<engine::SearchDesk>(*m_context, *m_directory);
        QObject::connect(m_desk.get(), &engine::SearchDesk::answered, m_desk.get(),
                         [this](const SearchPage& page) {
                             if (page.isFirst)
                                 m_found = page.hits.size();
                         });
        m_desk->search({}, 0);  // as Ctrl+K does
    }

    qsizetype ask(const QString& typed)
    {
        m_found = 0;
        m_desk->search(typed, ++m_ticket);
        return m_found;
    }

    /// The same SQL with nothing of ours around it.
    qsizetype askBare(const std::string& match)
    {
        sqlite3_stmt* raw = nullptr;
        auto* const db = m_context->vault.connection().raw();
        REQUIRE(sqlite3_prepare_v2(db, store::kSearchLook.data(),
                                   static_cast<int>(store::kSearchLook.size()), &raw,
                                   nullptr) == SQLITE_OK);
        sqlite3_bind_int64(raw, 1, store::kNewest.value);
        sqlite3_bind_int(raw, 2, 50);
        sqlite3_bind_text(raw, 3, match.c_str(), -1, SQLITE_STATIC);
        qsizetype rows = 0;
        while (sqlite3_step(raw) == SQLITE_ROW)
            rows += sqlite3_column_text(raw, 6) != nullptr ? 1 : 0;
        sqlite3_finalize(raw);
        return rows;
    }

    engine::VaultContext& context() { return *m_context; }

    Writer& writer() { return m_writer; }

    std::uintmax_t kib() const { return fs::file_size(m_folder / "vault.db") / 1024; }

private:
    static const Jid& self()
    {
        static const Jid address = *Jid::parseAccount("desk-a@clinic.example");
        return address;
    }

    Time time() { return {m_clock, m_scheduler}; }

    void close()
    {
        m_desk.reset();
        m_directory.reset();
        m_link.reset();
        m_context.reset();
    }

    void makeConversations()
    {
        auto transaction = m_context->vault.begin();
        REQUIRE(transaction);
        for (int i = 0; i < kConversations; ++i) {
            m_people.push_back(
                *Jid::parseAccount("person" + std::to_string(i) + "@clinic.example"));
            m_chats.push_back(*m_context->stores.conversations.findOrCreate(m_people.back(), 1));
        }
        REQUIRE(transaction->commit());
    }

    QTemporaryDir m_dir;
    fs::path m_folder{m_dir.path().toStdString() + "/vault"};
    SecretBytes m_dek = crypto::randomSecret(32);
    platform::SystemClock m_clock;
    QtScheduler m_scheduler;
    engine::EngineSettings m_settings;
    std::unique_ptr<engine::VaultContext> m_context;
    std::unique_ptr<engine::RelayLink> m_link;
    std::unique_ptr<engine::Directory> m_directory;
    std::unique_ptr<engine::SearchDesk> m_desk;
    std::vector<ConversationId> m_chats;
    std::vector<Jid> m_people;
    Writer m_writer;
    int m_count = 0;
    quint32 m_ticket = 0;
    qsizetype m_found = 0;
};

/// The page cache of the system, where we may; the file is on the disk before.
bool dropCaches()
{
    ::sync();
    std::ofstream file{"/proc/sys/vm/drop_caches"};
    file << 3 << std::flush;
    return file.good();
}

template <class Work>
void measure(const std::string& name, Work work)
{
    const auto start = now();
    const double cpu = cpuSeconds();
    work();
    figure(name, seconds(start, now()), cpuSeconds() - cpu);
}

void askAll(SearchedVault& vault, const std::string& size, int rounds)
{
    const auto& writer = vault.writer();
    for (int run = 0; run < rounds; ++run) {
        // Another word each time: what was read for one is not read for the next.
        const auto nth = static_cast<std::size_t>(run);
        const auto& common = writer.word(2 + nth % 40);
        const auto& rare = writer.word(kVocabulary / 2 + 7 * nth);
        const auto beginning = writer.word(60 + nth).substr(0, 3);
        const std::pair<const char*, std::pair<std::string, std::string>> asked[] = {
            {"common", {common, "{words about} : (\"" + common + "\" *)"}},
            {"rare", {rare, "{words about} : (\"" + rare + "\" *)"}},
            {"beginning", {beginning, "{words about} : (\"" + beginning + "\" *)"}},
            {"two",
             {common + " " + rare,
              "{words about} : (\"" + common + "\" * AND \"" + rare + "\" *)"}},
        };
        for (const auto& [name, words] : asked) {
            const auto typed = QString::fromStdString(words.first);
            const auto head = "search." + size + "." + name;
            qsizetype found = 0, bare = 0;
            (void)vault.askBare(words.second);  // both read what is in memory then
            if (run % 2 == 0)
                measure(head, [&] { found = vault.ask(typed); });
            measure(head + ".bare", [&] { bare = vault.askBare(words.second); });
            if (run % 2 == 1)
                measure(head, [&] { found = vault.ask(typed); });
            CHECK(found == bare);
        }
    }
}

void askCold(SearchedVault& vault, const std::string& size, int rounds)
{
    for (int run = 0; run < rounds; ++run) {
        const auto& writer = vault.writer();
        const auto nth = static_cast<std::size_t>(run);
        for (const auto& [name, word] :
             {std::pair{"common", writer.word(2 + nth)},
              std::pair{"rare", writer.word(kVocabulary / 2 + 7 * nth)}}) {
            if (!dropCaches() && run == 0)
                note("search: cold is without the page cache of the vault alone: no root");
            vault.reopen();
            measure("search." + size + "." + name + ".cold",
                    [&] { (void)vault.ask(QString::fromStdString(word)); });
        }
    }
}

/// A page of the archive is one transaction, a live message is another.
void measureWriting(SearchedVault& vault, const std::string& size, int rounds)
{
    const auto write = [&](int count) {
        auto transaction = vault.context().vault.begin();
        REQUIRE(transaction);
        for (int i = 0; i < count; ++i)
            vault.addOne();
        REQUIRE(transaction->commit());
    };
    const auto all = [&](const std::string& tail) {
        for (int run = 0; run < rounds; ++run)
            measure("search." + size + ".write250" + tail, [&] { write(kInTransaction); });
        for (int run = 0; run < 4 * rounds; ++run)
            measure("search." + size + ".write1" + tail, [&] { write(1); });
    };
    all("");
    REQUIRE(vault.context().vault.connection().execute(kNoIndex));
    all(".bare");  // without an index; the last thing that is done with this vault
}

}  // namespace

TEST_CASE("search: from a word to the newest 50 messages with it", "[search]")
{
    SearchedVault vault;
    const int most = wanted("SOTTO_BENCH_MESSAGES", 10'000);
    const int rounds = wanted("SOTTO_BENCH_RUNS", 9);
    for (int size = 1000; size <= most; size *= 10) {
        vault.fill(size);
        const auto name = size >= 1'000'000 ? std::to_string(size / 1'000'000) + "M"
                                            : std::to_string(size / 1000) + "k";
        note("search: " + name + " messages, vault.db " + std::to_string(vault.kib()) + " KiB");
        vault.reopen();
        askAll(vault, name, 4 * rounds);
        askCold(vault, name, rounds);
        if (size * 10 > most)
            measureWriting(vault, name, 2 * rounds);
    }
}
