// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/store/store_fixture.h"

using namespace sotto;
using namespace sotto::test;

namespace {

const PatientTag kJane{"Jane Smith", "884471", {"SUD"}};
const PatientTag kOmar{"Omar Diaz", "10002"};

}  // namespace

TEST_CASE("a message keeps whom it is about", "[store][patient]")
{
    OpenVault open;
    auto& stores = open.stores;
    MessageId about{};
    MessageId plain{};
    open.write([&] {
        const auto chat = must(stores.conversations.findOrCreate(surgeon(), 1));
        about = must(stores.messages.add(incoming(chat, "about")));
        plain = must(stores.messages.add(incoming(chat, "plain")));
        must(stores.patients.add(about, kJane));
        must(stores.patients.add(plain, std::nullopt));
        must(stores.patients.keepDraft(chat, kJane));
        must(stores.patients.keepDraft(chat, kOmar));
        CHECK(must(stores.patients.draft(chat)) == kOmar);
        must(stores.patients.keepDraft(chat, std::nullopt));
        CHECK_FALSE(must(stores.patients.draft(chat)));
    });
    CHECK(must(stores.patients.find(about)) == kJane);
    CHECK_FALSE(must(stores.patients.find(plain)));
}

TEST_CASE("recent patients are there once each, the latest first", "[store][patient]")
{
    OpenVault open;
    auto& stores = open.stores;
    open.write([&] {
        const auto chat = must(stores.conversations.findOrCreate(surgeon(), 1));
        for (int i = 0; i < 6; ++i)
            must(stores.patients.add(
                must(stores.messages.add(incoming(chat, "m" + std::to_string(i)))),
                i % 2 == 0 ? kJane : kOmar));
    });
    CHECK(must(stores.patients.recent(10)) == std::vector{kOmar, kJane});
    CHECK(must(stores.patients.recent(1)) == std::vector{kOmar});
}

TEST_CASE("a correction says anew whom a message is about, and a recall forgets it",
          "[store][patient]")
{
    OpenVault open;
    auto& stores = open.stores;
    MessageId id{};
    const auto row = [&] { return *must(stores.messages.get(id)); };
    open.write([&] {
        const auto chat = must(stores.conversations.findOrCreate(surgeon(), 1));
        id = must(stores.messages.add(incoming(chat, "m", "first")));
        must(stores.patients.add(id, kJane));
        must(stores.changes.correct(row(), {2000, "second", kOmar}));
        CHECK(must(stores.patients.find(id)) == kOmar);
        must(stores.changes.correct(row(), {3000, "third", std::nullopt}));
        CHECK_FALSE(must(stores.patients.find(id)));
        must(stores.changes.correct(row(), {2500, "late", kJane}));  // older than what stands there
        CHECK_FALSE(must(stores.patients.find(id)));
        must(stores.changes.correct(row(), {4000, "fourth", kJane}));
    });
    const auto versions = must(stores.changes.versions(id));
    REQUIRE(versions.size() == 4);
    CHECK(versions[0].patient == kJane);
    CHECK(versions[1].patient == kOmar);
    CHECK(versions[2].patient == kJane);
    CHECK_FALSE(versions[3].patient);
    open.write([&] { must(stores.changes.recall(row(), 5000)); });
    CHECK_FALSE(must(stores.patients.find(id)));
    CHECK(must(stores.patients.recent(10)).empty());
}

TEST_CASE("records of a message say its patient's number, also once it was recalled",
          "[store][patient]")
{
    OpenVault open;
    auto& stores = open.stores;
    open.write([&] {
        const auto chat = must(stores.conversations.findOrCreate(surgeon(), 1));
        const auto id = must(stores.messages.add(incoming(chat, "about")));
        must(stores.messages.add(incoming(chat, "plain")));
        must(stores.patients.add(id, kJane));
    });
    const auto numbers = [&] {
        std::vector<std::string> all;
        for (const auto& one : must(stores.records.oldest(nurse(), 100)))
            all.push_back(one.patient);
        return all;
    };
    CHECK(numbers() == std::vector<std::string>{"884471", ""});
    const auto row = must(stores.messages.find(surgeon(), "about"));
    open.write([&] { must(stores.changes.recall(*row, 5000)); });
    CHECK(numbers() == std::vector<std::string>{"884471", "", "884471"});
}

TEST_CASE("an early correction waits with whom it is about", "[store][patient]")
{
    OpenVault open;
    auto& stores = open.stores;
    open.write([&] {
        must(stores.changes.addEarly({"m", surgeon(), surgeon(), 10, 11, "text", kJane}));
        const auto early = must(stores.changes.takeEarly(surgeon(), "m"));
        REQUIRE(early);
        CHECK(early->patient == kJane);
    });
}
