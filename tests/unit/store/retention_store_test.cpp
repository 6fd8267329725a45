// SPDX-License-Identifier: GPL-3.0-or-later
// What goes because it is old, all of it, and what stays.
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <algorithm>
#include <functional>

using namespace sotto;
using namespace sotto::test;
using store::OldMessage;

namespace {

constexpr std::int64_t kLater = 2000;  // everything in the fixture came at 1000

struct OldWard : OpenVault {
    ConversationId chat{};

    OldWard()
    {
        write([this] { chat = must(stores.conversations.findOrCreate(surgeon(), 1)); });
    }

    MessageId add(const store::MessageRow& row)
    {
        MessageId id{};
        write([&] {
            id = must(stores.messages.add(row));
            must(stores.records.removeUpTo(1'000'000));  // the activity log has them
        });
        return id;
    }

    /// Read and done with.
    MessageId addOld(const std::string& originId, const std::string& body = "x")
    {
        auto row = incoming(chat, originId, body);
        row.unread = false;
        return add(row);
    }

    std::vector<OldMessage> look(std::int64_t beforeMs = kLater)
    {
        return must(stores.retention.look({}, 100, beforeMs)).oldestFirst;
    }

    OldMessage only()
    {
        auto all = look();
        REQUIRE(all.size() == 1);
        return all.front();
    }

    void remove(const OldMessage& old)
    {
        write([&] { must(stores.retention.remove(old, 5000)); });
    }

    std::int64_t count(const std::string& table)
    {
        auto all =
            must(store::Statement::prepare(vault.connection(), "SELECT count(*) FROM " + table));
        return must(all.first(store::readInteger)).value_or(-1);
    }

    std::size_t found(const char* word)
    {
        store::SearchFor what;
        what.terms = SearchQuery::parse(QString::fromUtf8(word), QDate(2026, 11, 22)).terms;
        return must(stores.search.look(what, store::kNewest, 50)).newestFirst.size();
    }
};

}  // namespace

TEST_CASE("What came before a time is found, page by page", "[retention]")
{
    OldWard ward;
    const auto first = ward.addOld("a");
    const auto second = ward.addOld("b");
    CHECK(ward.look(1000).empty());  // it came at that very time
    auto slice = must(ward.stores.retention.look({}, 1, kLater));
    REQUIRE(slice.oldestFirst.size() == 1);
    CHECK(slice.oldestFirst[0].id == first);
    CHECK(slice.oldestFirst[0].peer == surgeon());
    CHECK_FALSE(slice.oldestFirst[0].isNeeded);
    CHECK_FALSE(slice.oldestFirst[0].isInRoom);
    slice = must(ward.stores.retention.look(*slice.goOnAfter, 1, kLater));
    CHECK(slice.oldestFirst[0].id == second);
    slice = must(ward.stores.retention.look(*slice.goOnAfter, 1, kLater));
    CHECK(slice.oldestFirst.empty());
    CHECK_FALSE(slice.goOnAfter);
}

TEST_CASE("What somebody still needs says so", "[retention]")
{
    OldWard ward;

    struct Case {
        const char* name;
        std::function<void(OldWard&)> make;
    };

    const auto read = [](OldWard& w, auto change) {
        auto row = incoming(w.chat, "o");
        row.unread = false;
        change(row);
        return w.add(row);
    };
    const auto one = GENERATE_COPY(from_range(std::vector<Case>{
        {"unread", [](OldWard& w) { w.add(incoming(w.chat, "o")); }},
        {"open", [&](OldWard& w) { read(w, [](auto& row) { row.isOpen = true; }); }},
        {"urgent without an answer",
         [&](OldWard& w) { read(w, [](auto& row) { row.urgency = Urgency::Stat; }); }},
        {"queued", [](OldWard& w) { w.add(outgoing(w.chat, "o")); }},
        {"failed",
         [](OldWard& w) {
             auto row = outgoing(w.chat, "o");
             row.delivery = Delivery::Failed;
             w.add(row);
         }},
        {"in the outbox",
         [](OldWard& w) {
             auto row = outgoing(w.chat, "o");
             row.delivery = Delivery::Relayed;
             const auto id = w.add(row);
             w.write([&] {
                 store::OutboxRow out{.to = surgeon()};
                 out.originId = "o";
                 out.message = id;
                 must(w.stores.outbox.add(out));
             });
         }},
        {"owed a receipt",
         [&](OldWard& w) {
             const auto id = read(w, [](auto&) {});
             w.write([&] { must(w.stores.receipts.add(id, store::ReceiptKind::Read)); });
         }},
        {"put aside",
         [&](OldWard& w) {
             const auto id =
                 read(w, [](auto& row) { row.kind = store::MessageKind::Undecryptable; });
             w.write([&] {
                 store::QuarantineRow kept{.message = id, .from = surgeon()};
                 must(w.stores.quarantine.add(kept));
             });
         }},
        {"waiting to go on to somebody else",
         [](OldWard& w) {
             auto row = outgoing(w.chat, "o");
             row.delivery = Delivery::Read;
             const auto id = w.add(row);
             w.write([&] { must(w.stores.escalations.plan({id, {nurse()}, 9000})); });
         }},
        {"not in the activity log yet",
         [](OldWard& w) {
             w.write([&] {
                 auto row = incoming(w.chat, "o");
                 row.unread = false;
                 must(w.stores.messages.add(row));
             });
         }},
    }));
    INFO(one.name);
    one.make(ward);
    CHECK(ward.only().isNeeded);
}

TEST_CASE("A removed message leaves its name and nothing else", "[retention]")
{
    OldWard ward;
    const auto id = ward.addOld("gone", "Potassium is 6.1");
    ward.write([&] {
        auto& stores = ward.stores;
        must(stores.patients.add(id, PatientTag{"Maria Lopez", "4471", {}}));
        store::AttachmentRow file;
        file.message = id;
        file.name = "scan.pdf";
        file.key = crypto::randomSecret(32);
        file.iv = Bytes(12);
        must(stores.attachments.add(file));
        must(stores.attachments.keep(id, {"0011", crypto::randomSecret(32)}, FileKind::Pdf, 9));
        const auto row = must(stores.messages.get(id));
        must(stores.changes.correct(*row, {1500, "Potassium is 4.1", std::nullopt}));
        must(stores.archive.addDue(id));
        must(stores.archive.keepOriginal(id, "<copy/>"));
        must(stores.records.removeUpTo(1'000'000));
    });
    ward.addOld("stays", "Potassium again");
    CHECK(ward.found("scan") + ward.found("potassium") >= 2);
    const auto old = ward.look().front();
    CHECK(old.file == "0011");
    CHECK(old.isCopyDue);
    CHECK_FALSE(old.isKept);
    ward.remove(old);
    CHECK(ward.found("scan") == 0);
    CHECK(ward.found("potassium") == 1);
    CHECK(ward.found("lopez") == 0);
    CHECK(ward.count("message") == 1);
    for (const auto* table :
         {"attachment", "message_version", "message_patient", "archive_copy", "archive_original"})
        CHECK(ward.count(table) == 0);
    CHECK(must(ward.stores.retention.wasRemoved(surgeon(), DeviceId{7}, "gone")));
    CHECK_FALSE(must(ward.stores.retention.wasRemoved(surgeon(), DeviceId{8}, "gone")));
    CHECK_FALSE(must(ward.stores.retention.wasRemoved(surgeon(), DeviceId{7}, "stays")));
    CHECK(must(ward.stores.retention.removedUntil(ward.chat)) == 900);
    CHECK(must(ward.stores.attachments.files()).empty());
}

TEST_CASE("No table keeps a row of a removed message", "[retention]")
{
    OldWard ward;
    auto row = outgoing(ward.chat, "mine");
    row.delivery = Delivery::Read;
    const auto id = ward.add(row);
    const auto copy = ward.addOld("copy");
    ward.write([&] {
        auto& stores = ward.stores;
        must(stores.states.addAudience("mine", surgeon()));
        must(stores.passings.add({id, store::PassingWhy::Broadcast, "ref", {}, true}));
        must(stores.onCall.add({id, "cardiology"}));
        must(stores.messages.setReach(id, store::Reach::AllDevices));
        must(stores.escalations.label(copy, {surgeon(), 5, id}));
        must(stores.archive.addDue(id));
        must(stores.records.removeUpTo(1'000'000));
    });
    for (const auto& old : ward.look())
        if (old.id == id)
            ward.remove(old);
    auto broken =
        must(store::Statement::prepare(ward.vault.connection(), "PRAGMA foreign_key_check"));
    CHECK_FALSE(must(
        broken.first([](const store::Statement& r) -> Result<std::string> { return r.text(0); })));
    CHECK(ward.count("message_state") == 0);
    CHECK(ward.count("message_passing") == 0);
    CHECK(ward.count("escalated") == 1);  // the copy stays, without what it is one of
    CHECK_FALSE(must(ward.stores.messages.get(id)));
    CHECK(must(ward.stores.messages.get(copy)));
}

TEST_CASE("What came early for a message that never came goes, too", "[retention]")
{
    OldWard ward;
    ward.write([&] {
        must(ward.stores.states.noteEarly("never", surgeon(), store::ReceiptKind::Read, 700));
        must(ward.stores.states.noteEarly("soon", surgeon(), store::ReceiptKind::Read, 2500));
        must(ward.stores.changes.addEarly({"never", surgeon(), surgeon(), 700, 700, {}, {}}));
        must(ward.stores.retention.dropStale(kLater));
    });
    CHECK(ward.count("message_state") == 1);
    CHECK(ward.count("early_change") == 0);
}

TEST_CASE("A copy is due until the archive says that it has it", "[retention]")
{
    OldWard ward;
    const auto id = ward.addOld("a");
    ward.write([&] {
        auto& archive = ward.stores.archive;
        must(archive.addDue(id));
        must(archive.addDue(id));
        REQUIRE(must(archive.due(100, 10)).size() == 1);
        must(archive.noteSealed(id, "copy", 5000));
        CHECK(must(archive.due(5000, 10)).empty());
        CHECK(must(archive.due(5001, 10)).size() == 1);
        CHECK_FALSE(must(archive.noteKept("", 6000)));
        CHECK_FALSE(must(archive.noteKept("another", 6000)));
        CHECK(must(archive.noteKept("copy", 6000)) == id);
        CHECK_FALSE(must(archive.noteKept("copy", 7000)));
        CHECK(must(archive.countDue()) == 0);
        CHECK(must(archive.find(id))->keptAtMs == 6000);
    });
    CHECK(ward.only().isKept);
}

TEST_CASE("What is to be handed in as it was stays until the archive has it", "[retention]")
{
    OldWard ward;
    const auto id = ward.addOld("a");
    const auto other = ward.addOld("b");
    ward.write([&] {
        auto& archive = ward.stores.archive;
        for (const auto one : {id, other}) {
            must(archive.addDue(one));
            must(archive.keepOriginal(one, "<first/>"));
        }
        must(archive.keepOriginal(id, "<second/>"));
        CHECK(must(archive.original(id)) == "<first/>");
        must(archive.noteSealed(id, "copy", 5000));
        CHECK(must(archive.noteKept("copy", 6000)) == id);
        CHECK_FALSE(must(archive.original(id)));
        must(archive.drop(other));
        CHECK_FALSE(must(archive.original(other)));
    });
    CHECK(ward.count("archive_original") == 0);
}

TEST_CASE("What changes a message waits until the archive has that", "[retention]")
{
    OldWard ward;
    MessageId text, first, second;
    ward.write([&] {
        auto& stores = ward.stores;
        const auto line = [&](const char* name, const char* body) {
            auto row = outgoing(ward.chat, name);
            row.kind = store::MessageKind::System;
            const auto id = must(stores.messages.add(row));
            must(stores.changes.add(id, {"text", body, std::nullopt}));
            return id;
        };
        text = must(stores.messages.add(outgoing(ward.chat, "text")));
        first = line("correction", "other words");
        second = line("recall", "");
        for (const auto one : {text, first, second})
            must(stores.archive.addDue(one));
        CHECK(must(stores.archive.changesDue("text")) == std::vector{first, second});
        for (const auto one : {text, first, second}) {
            const auto due = must(stores.archive.due(100, 10));
            REQUIRE(due.size() == 1);
            CHECK(due[0].message == one);
            const auto copy = std::to_string(one.value);
            must(stores.archive.noteSealed(one, copy, 1));
            CHECK(must(stores.archive.due(1, 10)).empty());
            must(stores.archive.noteKept(copy, 2));
        }
        CHECK(must(stores.archive.changesDue("text")).empty());
    });
}
