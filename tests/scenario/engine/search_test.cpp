// SPDX-License-Identifier: GPL-3.0-or-later
// What is found, from the moment it is kept to the moment it is taken back, and how an index is
// made of what was there before it.
#include "core/store/stores.h"
#include "tests/scenario/engine/person.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

/// What one engine answers, as long as this lives.
struct Searcher {
    explicit Searcher(Person& person) : engine(person.engine())
    {
        QObject::connect(&engine, &Client::searchAnswered, &context,
                         [this](const SearchPage& page) {
                             if (page.isFirst)
                                 hits.clear();
                             hits << page.hits;
                             last = page;
                         });
        QObject::connect(&engine, &Client::searchCoverageChanged, &context,
                         [this](const SearchCoverage& now) { coverage << now; });
    }

    QList<SearchHit> look(World& world, const char* typed)
    {
        hits.clear();
        engine.search(QString::fromUtf8(typed), ++ticket);
        world.settle();
        CHECK(last.ticket == ticket);
        return hits;
    }

    /// The lines of messages and files alone.
    QStringList lines(World& world, const char* typed)
    {
        QStringList out;
        for (const auto& hit : look(world, typed))
            if (hit.message != MessageId{})
                out << hit.line.string();
        return out;
    }

    engine::Engine& engine;
    QObject context;
    QList<SearchHit> hits;
    SearchPage last;
    QList<SearchCoverage> coverage;
    quint32 ticket = 0;
};

struct Two : World {
    Two() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.signIn();
        lee.signIn();
    }

    void send(const std::string& text)
    {
        desk.send(lee.address(), text);
        settle();
    }

    MessageSnapshot first(Person& person, const Jid& peer) { return person.page(peer).front(); }

    Person desk, lee;
};

}  // namespace

TEST_CASE("a message is found at both ends as soon as it is there", "[search]")
{
    Two world;
    world.send("Potassium is 6.1, please call");
    world.send("nothing of note");
    for (auto* const person : {&world.desk, &world.lee}) {
        Searcher searcher(*person);
        const auto hits = searcher.look(world, "potas");
        REQUIRE(hits.size() == 1);
        CHECK(hits[0].kind == SearchHit::Kind::Message);
        CHECK(hits[0].line.string() == QStringLiteral("Potassium is 6.1, please call"));
        CHECK(hits[0].marks == QList{TextMark{0, 9}});
        CHECK(hits[0].outgoing == (person == &world.desk));
        CHECK_FALSE(searcher.last.isLooking);
        CHECK_FALSE(searcher.last.hasMore);
        CHECK(searcher.lines(world, "potassium from:me").size() == (person == &world.desk ? 1 : 0));
        CHECK(searcher.lines(world, "in:lee").size() == (person == &world.desk ? 2 : 0));
        CHECK(searcher.lines(world, "potassium before:2001").isEmpty());
        CHECK(searcher.lines(world, "potassium after:2001").size() == 1);
        CHECK(searcher.lines(world, "has:file").isEmpty());
        CHECK(searcher.lines(world, "from:nobody note").isEmpty());
    }
}

TEST_CASE("colleagues are found by name, with or without a conversation", "[search]")
{
    Two world;
    Searcher searcher(world.desk);
    auto hits = searcher.look(world, "le");
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].kind == SearchHit::Kind::Person);
    CHECK(hits[0].address == QString::fromStdString(world.lee.address().toString()));
    CHECK(hits[0].conversation == ConversationId{});
    world.send("hello");
    searcher.engine.search({}, ++searcher.ticket);
    hits = searcher.look(world, "lee");
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].conversation != ConversationId{});
}

TEST_CASE("a recalled message is not found, a corrected one by its new words only", "[search]")
{
    Two world;
    world.send("meant for somebody else");
    world.desk.engine().correct(world.first(world.desk, world.lee.address()).id,
                                QStringLiteral("give five milligrams"), {});
    world.settle();
    for (auto* const person : {&world.desk, &world.lee}) {
        Searcher searcher(*person);
        CHECK(searcher.lines(world, "somebody").isEmpty());
        CHECK(searcher.lines(world, "milligrams").size() == 1);
    }
    world.desk.engine().recall(world.first(world.desk, world.lee.address()).id);
    world.settle();
    for (auto* const person : {&world.desk, &world.lee})
        CHECK(Searcher(*person).lines(world, "milligrams").isEmpty());
}

TEST_CASE("the search works after lock and unlock, and without the relay", "[search]")
{
    Two world;
    world.send("sodium is fine");
    world.lee.restart(world.lee.lock());
    world.lee.unlock();
    world.settle();
    CHECK(Searcher(world.lee).lines(world, "sodium").size() == 1);
    world.relay.unreachable = true;
    world.relay.dropConnection(world.lee.address());
    world.settle();
    CHECK(Searcher(world.lee).lines(world, "sodium").size() == 1);
}

TEST_CASE("many are found page by page, the newest first", "[search]")
{
    Two world;
    for (int i = 0; i < 60; ++i)
        world.send("same word " + std::to_string(i));
    Searcher searcher(world.lee);
    REQUIRE(searcher.look(world, "same").size() == 50);
    CHECK(searcher.hits.first().line.string().endsWith(QStringLiteral("59")));
    CHECK(searcher.last.hasMore);
    searcher.engine.searchOlder(searcher.ticket + 7);  // of another search
    world.settle();
    CHECK(searcher.hits.size() == 50);
    searcher.engine.searchOlder(searcher.ticket);
    world.settle();
    CHECK(searcher.hits.size() == 60);
    CHECK_FALSE(searcher.last.hasMore);
}

TEST_CASE("what was found opens in its place, with what stands around it", "[search]")
{
    Two world;
    world.send("the needle");
    for (int i = 0; i < 100; ++i)
        world.send("hay " + std::to_string(i));
    Searcher searcher(world.lee);
    const auto hits = searcher.look(world, "needle");
    REQUIRE(hits.size() == 1);
    QList<MessageSnapshot> rows;
    bool newer = false;
    QObject::connect(&searcher.engine, &Client::aroundLoaded, &searcher.context,
                     [&](ConversationId, MessageId message, const QList<MessageSnapshot>& around,
                         bool hasOlder, bool hasNewer) {
                         CHECK(message == hits[0].message);
                         CHECK_FALSE(hasOlder);
                         rows = around;
                         newer = hasNewer;
                     });
    QObject::connect(&searcher.engine, &Client::newerLoaded, &searcher.context,
                     [&](ConversationId, const QList<MessageSnapshot>& more, bool hasNewer) {
                         rows << more;
                         newer = hasNewer;
                     });
    searcher.engine.openAround(hits[0].conversation, hits[0].message);
    REQUIRE(rows.size() > 10);
    CHECK(rows.first().text.string() == QStringLiteral("the needle"));
    while (newer)
        searcher.engine.loadNewer(hits[0].conversation, rows.last().id);
    CHECK(rows.size() == 101);
    CHECK(rows.last().text.string() == QStringLiteral("hay 99"));
}

TEST_CASE("an index is made step by step, told, paused, and goes on after a kill", "[search]")
{
    Two world;
    for (int i = 0; i < 900; ++i)
        world.desk.send(world.lee.address(), "word" + std::to_string(i));
    world.settle();
    world.time.advance(10s);
    {
        Searcher searcher(world.desk);
        searcher.engine.tendIndex(IndexWish::Tell);
        REQUIRE(!searcher.coverage.isEmpty());
        CHECK(searcher.coverage.last().isWhole());
        CHECK(searcher.coverage.last().oldestMs > 0);

        searcher.engine.tendIndex(IndexWish::Rebuild);
        CHECK(searcher.coverage.last().isRunning);
        CHECK(searcher.coverage.last().percent == 0);
        world.settle();  // one step
        CHECK(searcher.coverage.last().percent > 0);
        CHECK_FALSE(searcher.coverage.last().isWhole());
        CHECK(searcher.lines(world, "word899").size() == 1);
        CHECK(searcher.lines(world, "word3").isEmpty());

        searcher.engine.tendIndex(IndexWish::Pause);
        world.time.advance(10s);
        CHECK_FALSE(searcher.coverage.last().isWhole());
        CHECK_FALSE(searcher.coverage.last().isRunning);
        world.send("while it is paused");
        CHECK(searcher.lines(world, "paused").size() == 1);
    }
    world.desk.kill();
    world.desk.restart();
    world.desk.signIn();
    Searcher searcher(world.desk);
    CHECK(searcher.lines(world, "word3").isEmpty());  // nothing is scanned at the opening
    world.time.advance(10s);
    searcher.engine.tendIndex(IndexWish::Tell);
    CHECK(searcher.coverage.last().isWhole());
    CHECK(searcher.lines(world, "\"word3\"").size() > 0);
    CHECK(searcher.lines(world, "paused").size() == 1);
}

TEST_CASE("filters that mean nothing are named, and nothing else fails", "[search][hostile]")
{
    Two world;
    world.send("hello there");
    Searcher searcher(world.desk);
    CHECK(searcher.lines(world, "hello before:someday").size() == 1);
    CHECK(searcher.last.unclear == QStringList{QStringLiteral("before:someday")});
    for (const auto* typed : {"\"", "a NEAR b", "words:*", "from:\"", "in:%", "'; --"})
        (void)searcher.look(world, typed);
    CHECK(searcher.lines(world, "hello").size() == 1);
}
