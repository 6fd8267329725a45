// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/store/store_fixture.h"

#include <random>

using namespace sotto;
using namespace sotto::test;
using store::kNewest;
using store::SearchFor;

namespace {

struct SearchedWard : OpenVault {
    ConversationId chat{};
    ConversationId team{};

    SearchedWard()
    {
        write([this] {
            chat = must(stores.conversations.findOrCreate(surgeon(), 1));
            team = must(stores.conversations.findOrCreate(jid("ward4@rooms.example"), 1));
        });
    }

    MessageId add(const store::MessageRow& row)
    {
        MessageId id{};
        write([&] { id = must(stores.messages.add(row)); });
        return id;
    }

    MessageId text(const std::string& originId, const std::string& body)
    {
        return add(incoming(chat, originId, body));
    }

    /// What somebody typed, found: the texts, newest first.
    std::vector<std::string> look(const char* typed, SearchFor what = {})
    {
        what.terms = SearchQuery::parse(QString::fromUtf8(typed), QDate(2026, 11, 22)).terms;
        return look(what);
    }

    std::vector<std::string> look(const SearchFor& what)
    {
        std::vector<std::string> texts;
        for (auto& row : must(stores.search.look(what, kNewest, 50)).newestFirst)
            texts.push_back(row.text);
        return texts;
    }

    /// As if what is there had come before there was an index.
    void makeOld()
    {
        write([this] { must(stores.search.beginAnew()); });
    }

    std::int64_t entries()
    {
        auto count = must(
            store::Statement::prepare(vault.connection(), "SELECT count(*) FROM search_docsize"));
        return *must(count.first(store::readInteger));
    }

    /// Whether that word stands anywhere in the index.
    bool knows(const char* word)
    {
        auto pages = must(store::Statement::prepare(
            vault.connection(), "SELECT count(*) FROM search_data WHERE instr(block, ?1) > 0"));
        const auto bytes = viewOf(std::string_view{word});
        return *must(pages.with(bytes).first(store::readInteger)) > 0;
    }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a message is found by its words from the moment it is kept", "[store][search]")
{
    SearchedWard ward;
    CHECK(ward.look("potassium").empty());
    ward.text("o-1", "Potassium 6.1, call me");
    ward.text("o-2", "Sodium is fine");
    ward.text("o-3", "POTASSIUM again");
    CHECK(ward.look("potassium") == Texts{"POTASSIUM again", "Potassium 6.1, call me"});
    CHECK(ward.look("potas") == Texts{"POTASSIUM again", "Potassium 6.1, call me"});
    CHECK(ward.look("call pot") == Texts{"Potassium 6.1, call me"});
    CHECK(ward.look("\"call me\"").size() == 1);
    CHECK(ward.look("\"me call\"").empty());
    CHECK(ward.look("6.1").size() == 1);
}

TEST_CASE("any script is found, with or without accents and spaces", "[store][search]")
{
    SearchedWard ward;
    ward.text("o-1", "Señora Muñoz: presión alta");
    ward.text("o-2", "患者的血糖很高");
    ward.text("o-3", "ผู้ป่วยความดันสูง");
    ward.text("o-4", "Давление высокое");
    ward.text("o-5", "환자의 혈당이 높습니다");
    ward.text("o-6", "ضغط الدم مرتفع");
    CHECK(ward.look("munoz presion").size() == 1);
    CHECK(ward.look("血糖").size() == 1);
    CHECK(ward.look("糖").size() == 1);
    CHECK(ward.look("糖血").empty());
    CHECK(ward.look("ความดัน").size() == 1);
    CHECK(ward.look("давл").size() == 1);
    CHECK(ward.look("혈당").size() == 1);
    CHECK(ward.look("الدم").size() == 1);
}

TEST_CASE("who wrote it and where it stands narrow a search", "[store][search]")
{
    SearchedWard ward;
    ward.text("o-1", "lab result");
    auto inTeam = incoming(ward.team, "o-2", "lab result for all");
    inTeam.sender = nurse();
    inTeam.sentAtMs = 5000;
    ward.add(inTeam);
    CHECK(ward.look("lab", {.from = {{surgeon()}}}) == Texts{"lab result"});
    CHECK(ward.look("lab", {.in = {{ward.team}}}) == Texts{"lab result for all"});
    CHECK(ward.look("lab", {.from = {{surgeon(), nurse()}}}).size() == 2);
    CHECK(ward.look("lab", {.from = {std::vector<Jid>{}}}).empty());
    CHECK(ward.look({.from = {{nurse()}}}).size() == 1);
    CHECK(ward.look({.sentFromMs = 5000}) == Texts{"lab result for all"});
    CHECK(ward.look("lab", {.sentBeforeMs = 5000}) == Texts{"lab result"});
    CHECK(ward.look("s1").empty());  // our own words beside the text are no words of it
    CHECK(ward.look("file").empty());
}

TEST_CASE("a file is found by its name, not by its link", "[store][search]")
{
    SearchedWard ward;
    const auto id = ward.text("o-1", "aesgcm://relay.example/xyz#00ff");
    ward.write([&] {
        must(ward.stores.attachments.add({.message = id,
                                          .name = "chest x-ray.png",
                                          .iv = Bytes(12),
                                          .key = SecretBytes{Bytes(32)}}));
    });
    CHECK(ward.look("chest") == Texts{"chest x-ray.png"});
    CHECK(ward.look("aesgcm").empty());
    CHECK(ward.look({.hasFile = true}).size() == 1);
    CHECK_FALSE(ward.knows("relay"));
    ward.write([&] { must(ward.stores.messages.setBody(id, "aesgcm://relay.example/other#1")); });
    const auto row = *must(ward.stores.messages.get(id));
    ward.write([&] { must(ward.stores.changes.recall(row, 2000)); });
    CHECK(ward.look("chest").empty());
    CHECK(ward.entries() == 0);
}

TEST_CASE("a recalled text leaves no trace in the index", "[store][search][I5]")
{
    SearchedWard ward;
    const auto id = ward.text("o-1", "confidential diagnosis");
    ward.text("o-2", "something else");
    CHECK(ward.knows("iagnosi"));
    const auto row = *must(ward.stores.messages.get(id));
    ward.write([&] { must(ward.stores.changes.recall(row, 2000)); });
    CHECK(ward.look("confidential").empty());
    CHECK(ward.look("something").size() == 1);
    CHECK_FALSE(ward.knows("iagnosi"));
    CHECK(ward.entries() == 1);
}

TEST_CASE("a corrected text is found by its new words only", "[store][search]")
{
    SearchedWard ward;
    const auto id = ward.text("o-1", "give 50 mg");
    const auto row = *must(ward.stores.messages.get(id));
    ward.write([&] { must(ward.stores.changes.correct(row, {3000, "give 5 mg"})); });
    CHECK(ward.look("50").empty());
    CHECK(ward.look("5 mg") == Texts{"give 5 mg"});
    const auto corrected = *must(ward.stores.messages.get(id));
    ward.write([&] { must(ward.stores.changes.correct(corrected, {2000, "older words"})); });
    CHECK(ward.look("older").empty());  // a correction that came late
}

TEST_CASE("a message is found by whom it is about, also when that was corrected", "[store][search]")
{
    SearchedWard ward;
    const auto id = ward.text("o-1", "needs a call back");
    ward.write([&] { must(ward.stores.patients.add(id, PatientTag{"Joan Sample", "44-71 a"})); });
    CHECK(ward.look("joan").size() == 1);
    CHECK(ward.look("joan call").size() == 1);
    CHECK(ward.look("4471a").size() == 1);
    CHECK(ward.look("\"44-71\"").size() == 1);
    const auto row = *must(ward.stores.messages.get(id));
    ward.write([&] {
        must(ward.stores.changes.correct(
            row, {3000, "needs a call back", PatientTag{"John Example", "99"}}));
    });
    CHECK(ward.look("joan").empty());
    CHECK(ward.look("john call").size() == 1);
    const auto corrected = *must(ward.stores.messages.get(id));
    ward.write([&] { must(ward.stores.changes.recall(corrected, 4000)); });
    CHECK(ward.entries() == 0);
    CHECK_FALSE(ward.knows("ohn"));
    must(ward.vault.connection().execute("INSERT INTO search (search) VALUES ('integrity-check')"));
}

TEST_CASE("a card is found once it is a message", "[store][search]")
{
    SearchedWard ward;
    auto card = incoming(ward.chat, "o-1", "");
    card.kind = store::MessageKind::Undecryptable;
    const auto id = ward.add(card);
    CHECK(ward.entries() == 0);
    ward.write(
        [&] { must(ward.stores.messages.fill(id, incoming(ward.chat, "o-1", "now readable"))); });
    CHECK(ward.look("readable").size() == 1);
}

TEST_CASE("an undone step leaves nothing in the index", "[store][search]")
{
    SearchedWard ward;
    {
        auto transaction = must(ward.vault.begin());
        must(ward.stores.messages.add(incoming(ward.chat, "o-1", "undone words")));
    }
    CHECK(ward.look("undone").empty());
    CHECK(ward.entries() == 0);
}

TEST_CASE("what is older than the index is put in step by step, the newest first",
          "[store][search]")
{
    SearchedWard ward;
    std::vector<MessageId> ids;
    for (int i = 0; i < 10; ++i)
        ids.push_back(ward.text("o-" + std::to_string(i), "word" + std::to_string(i)));
    ward.makeOld();
    CHECK(ward.look("word9").empty());
    const auto before = must(ward.stores.search.state());
    CHECK(before.next.value != 0);
    CHECK(before.percent == 0);
    bool more = true;
    ward.write([&] { more = must(ward.stores.search.indexMore(4)); });
    CHECK(more);
    CHECK(ward.look("word9").size() == 1);
    CHECK(ward.look("word0").empty());
    const auto between = must(ward.stores.search.state());
    CHECK(between.percent == 40);
    CHECK(between.indexedFromMs == 900);

    ward.text("o-new", "brand new");  // meanwhile
    CHECK(ward.look("brand").size() == 1);
    const auto old = *must(ward.stores.messages.get(ids[0]));
    ward.write([&] { must(ward.stores.changes.correct(old, {3000, "rewritten"})); });
    const auto recalled = *must(ward.stores.messages.get(ids[1]));
    ward.write([&] { must(ward.stores.changes.recall(recalled, 3000)); });
    for (int i = 0; more && i < 10; ++i)
        ward.write([&] { more = must(ward.stores.search.indexMore(4)); });
    CHECK_FALSE(more);
    CHECK(must(ward.stores.search.state()).next.value == 0);
    CHECK(ward.look("rewritten").size() == 1);
    CHECK(ward.look("word0").empty());
    CHECK(ward.look("word1").empty());
    CHECK(ward.look("word5").size() == 1);
    CHECK(ward.entries() == 10);  // without the recalled one
    CHECK(must(ward.stores.search.state()).percent == 100);
}

TEST_CASE("an empty vault has nothing to index", "[store][search]")
{
    SearchedWard ward;
    CHECK(must(ward.stores.search.state()).next.value == 0);
    ward.makeOld();
    CHECK(must(ward.stores.search.state()).next.value == 0);
    ward.text("o-1", "first");
    CHECK(ward.look("first").size() == 1);
}

TEST_CASE("a page goes on where the last one ended", "[store][search]")
{
    SearchedWard ward;
    for (int i = 0; i < 7; ++i)
        ward.text("o-" + std::to_string(i), "same words");
    SearchFor what{.terms = {{QStringLiteral("same")}}};
    auto first = must(ward.stores.search.look(what, kNewest, 3));
    REQUIRE(first.goOnBefore);
    auto second = must(ward.stores.search.look(what, *first.goOnBefore, 3));
    REQUIRE(second.goOnBefore);
    auto last = must(ward.stores.search.look(what, *second.goOnBefore, 3));
    CHECK(last.newestFirst.size() == 1);
    CHECK_FALSE(last.goOnBefore);
    CHECK(first.newestFirst.back().id.value > second.newestFirst.front().id.value);
}

TEST_CASE("nothing that is typed can be a query of another kind", "[store][search][hostile]")
{
    SearchedWard ward;
    ward.text("o-1", "a b c NEAR OR words facts file c1");
    for (const auto* typed : {"\"",
                              "\"\"\"",
                              "*",
                              "a*",
                              "^a",
                              "a NEAR(b)",
                              "a OR",
                              "AND",
                              "NOT a",
                              "words:a",
                              "facts : c1",
                              "{words facts}: a",
                              "'; DROP TABLE message; --",
                              "a + b",
                              "-a",
                              "(((",
                              "\xF0\x9F\x98\x80",
                              "\xCC\x81",
                              "a\xE2\x80\x8B"
                              "b",
                              "%",
                              "\xE2\x80\x9C"
                              "a b"})
        (void)ward.look(typed);
    std::mt19937 random{11};
    for (int run = 0; run < 500; ++run) {
        QString typed;
        for (int i = 0; i < 24; ++i)
            typed += QChar(static_cast<char16_t>(random() % 4 == 0 ? random() : random() % 128));
        SearchFor what;
        what.terms = SearchQuery::parse(typed, QDate(2026, 11, 22)).terms;
        CHECK(ward.stores.search.look(what, kNewest, 50));
    }
    CHECK(ward.look("near").size() == 1);  // FTS5's words are words
    CHECK(ward.look("or").size() == 1);
}

TEST_CASE("hostile text in a message is indexed and taken out again", "[store][search][hostile]")
{
    SearchedWard ward;
    std::mt19937 random{5};
    std::vector<MessageId> ids;
    for (int i = 0; i < 60; ++i) {
        std::string body;
        for (int k = 0; k < 200; ++k)
            body += static_cast<char>(random() % 256);
        ids.push_back(ward.text("o-" + std::to_string(i), body));
    }
    ids.push_back(ward.text("long", std::string(200'000, 'x')));
    ids.push_back(ward.text("nul", std::string("a\0b", 3)));
    for (const auto id : ids) {
        const auto row = *must(ward.stores.messages.get(id));
        ward.write([&] { must(ward.stores.changes.recall(row, 2000)); });
    }
    CHECK(ward.entries() == 0);
    must(ward.vault.connection().execute("INSERT INTO search (search) VALUES ('integrity-check')"));
}
