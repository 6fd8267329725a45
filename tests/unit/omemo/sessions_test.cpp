// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/sessions.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::omemo;
using test::Device;

TEST_CASE("two devices talk: first message, answer, and on", "[omemo]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    CHECK(*lee.sessions.hasSession(kim.address()));
    CHECK_FALSE(*kim.sessions.hasSession(lee.address()));

    const auto first = lee.write(kim, "BP 90/60");
    const auto second = lee.write(kim, "please call");
    CHECK(first.isPreKey);
    CHECK(second.isPreKey);  // until an answer proves that kim has the session
    CHECK(*kim.read(lee, first) == "BP 90/60");
    CHECK(*kim.read(lee, second) == "please call");

    const auto answer = kim.write(lee, "coming");
    CHECK_FALSE(answer.isPreKey);
    CHECK(*lee.read(kim, answer) == "coming");
    const auto third = lee.write(kim, "thanks");
    CHECK_FALSE(third.isPreKey);
    CHECK(*kim.read(lee, third) == "thanks");
    CHECK(kim.store.unusedPreKeys()->size() == 99);
    CHECK(kim.store.state.usedPreKeys.size() == 1);
}

TEST_CASE("three hundred turns each read as written", "[omemo]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    for (int i = 0; i < 300; ++i) {
        const auto text = "turn " + std::to_string(i);
        REQUIRE(kim.read(lee, lee.write(kim, text)).has_value());
        REQUIRE(*lee.read(kim, kim.write(lee, text)) == text);
    }
    CHECK(kim.store.state.sessions.begin()->second.size() < 2000);
}

TEST_CASE("messages out of order are read, also across turns", "[omemo]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    REQUIRE(kim.read(lee, lee.write(kim, "hello")));
    REQUIRE(lee.read(kim, kim.write(lee, "hello")));
    std::vector<RatchetMessage> sent;
    for (int i = 0; i < 30; ++i) {
        sent.push_back(lee.write(kim, std::to_string(i)));
        if (i % 10 == 9)
            REQUIRE(lee.read(kim, kim.write(lee, "turn")));
    }
    for (int i = 29; i >= 0; --i)
        CHECK(*kim.read(lee, sent[static_cast<std::size_t>(i)]) == std::to_string(i));
}

TEST_CASE("two devices that begin at once find one session", "[omemo]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    REQUIRE(kim.meet(lee));
    const auto fromLee = lee.write(kim, "a");
    const auto fromKim = kim.write(lee, "b");
    CHECK(*kim.read(lee, fromLee) == "a");
    CHECK(*lee.read(kim, fromKim) == "b");
    for (int i = 0; i < 5; ++i) {
        CHECK(*kim.read(lee, lee.write(kim, "c")) == "c");
        CHECK(*lee.read(kim, kim.write(lee, "d")) == "d");
    }
    CHECK_FALSE(lee.write(kim, "e").isPreKey);
}

TEST_CASE("a replay is a duplicate and changes nothing", "[omemo][hostile][D18]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    const auto first = lee.write(kim, "one");
    REQUIRE(kim.read(lee, first));
    REQUIRE(lee.read(kim, kim.write(lee, "two")));
    const auto normal = lee.write(kim, "three");
    REQUIRE(kim.read(lee, normal));

    const auto before = kim.store.state;
    CHECK(kim.readError(lee, first) == Errc::Duplicate);
    CHECK(kim.readError(lee, normal) == Errc::Duplicate);
    CHECK(kim.store.state == before);

    // Without the session the one-time key refuses the first message, once it is wiped.
    REQUIRE(kim.store.wipeUsedPreKeys());
    REQUIRE(*kim.sessions.removeSession(lee.address()));
    CHECK(kim.readError(lee, first) == Errc::NotFound);
    CHECK(kim.readError(lee, normal) == Errc::NotFound);
}

TEST_CASE("two devices that drew the same one-time key both get through, until it is wiped",
          "[omemo]")
{
    Device kim{"kim@clinic.example"};
    Device lee{"lee@clinic.example"};
    Device ana{"ana@clinic.example"};
    Device late{"late@clinic.example"};
    auto bundle = *kim.sessions.ownBundle();
    bundle.preKeys.resize(1);
    for (auto* const sender : {&lee, &ana, &late})
        REQUIRE(sender->sessions.processBundle(kim.address(), bundle));

    CHECK(*kim.read(lee, lee.write(kim, "from lee")) == "from lee");
    CHECK(*kim.read(ana, ana.write(kim, "from ana")) == "from ana");
    CHECK(kim.store.unusedPreKeys()->size() == 99);
    CHECK(kim.sessions.ownBundle()->preKeys.front().id == 2);

    REQUIRE(kim.store.wipeUsedPreKeys());
    CHECK(kim.readError(late, late.write(kim, "too late")) == Errc::NotFound);
    CHECK(*kim.read(lee, lee.write(kim, "go on")) == "go on");
}

TEST_CASE("a lost pre-key is something to repair", "[omemo][hostile][D17]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    const auto first = lee.write(kim, "x");
    SECTION("the one-time key")
    {
        kim.store.state.preKeys.clear();
    }
    SECTION("the signed key")
    {
        kim.store.state.signedPreKeys.clear();
    }
    CHECK(kim.readError(lee, first) == Errc::NotFound);
    CHECK(kim.store.state.identities.empty());
}

TEST_CASE("without a session nothing is encrypted or decrypted", "[omemo]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    CHECK(lee.sessions.encrypt(kim.address(), viewOf("x")).error().code == Errc::NotFound);
    REQUIRE(lee.meet(kim));
    REQUIRE(kim.read(lee, lee.write(kim, "x")));
    const auto answer = kim.write(lee, "y");
    REQUIRE(*lee.sessions.removeSession(kim.address()));
    CHECK_FALSE(*lee.sessions.removeSession(kim.address()));
    CHECK(lee.readError(kim, answer) == Errc::NotFound);
    CHECK(kim.sessions.encrypt(lee.address(), Bytes(513)).error().code == Errc::Malformed);
}

TEST_CASE("a message too far ahead is refused, one near enough is read", "[omemo][hostile][D21]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    REQUIRE(kim.read(lee, lee.write(kim, "x")));
    RatchetMessage last;
    for (int i = 0; i < 2000; ++i)
        last = lee.write(kim, "x");
    const auto beyond = (lee.write(kim, "x"), lee.write(kim, "x"));
    CHECK(kim.readError(lee, beyond) == Errc::Forged);
    CHECK(kim.read(lee, last));
}

TEST_CASE("old sessions stay readable, but no more than five", "[omemo][hostile][D28]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    std::vector<test::MemoryKeyStore::State> leeAt;
    for (int i = 0; i < 9; ++i) {
        REQUIRE(lee.meet(kim));
        REQUIRE(kim.read(lee, lee.write(kim, "x")));
        leeAt.push_back(lee.store.state);
    }
    REQUIRE(kim.store.wipeUsedPreKeys());  // or each would begin its session again
    for (std::size_t i = 0; i < leeAt.size(); ++i) {
        CAPTURE(i);
        lee.store.state = leeAt[i];
        const auto savepoint = kim.store.state;
        const auto text = kim.read(lee, lee.write(kim, "late"));
        CHECK(text.has_value() == (i >= 3));
        if (!text)
            CHECK(text.error().code == Errc::NotFound);
        kim.store.state = savepoint;
    }
}

TEST_CASE("any failure of the store comes out as it is, and can be repeated", "[omemo][fault]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    const auto repeatedly = [](Device& device, auto step) {
        int calls = 0;
        for (;; ++calls) {
            device.store.failAfter = calls;
            const auto before = device.store.state;
            const auto result = device.attempt(step);
            device.store.failAfter = -1;
            if (result)
                break;
            REQUIRE(result.error().code == Errc::Storage);
            REQUIRE(device.store.state == before);
        }
        CHECK(calls > 1);
    };
    const auto bundle = *kim.sessions.ownBundle();
    repeatedly(lee, [&] { return lee.sessions.processBundle(kim.address(), bundle); });
    repeatedly(lee, [&] { return lee.sessions.encrypt(kim.address(), viewOf("x")); });
    const auto first = lee.write(kim, "first");
    repeatedly(kim, [&] { return kim.sessions.decrypt(lee.address(), first, Dialect::Sealed); });
    const auto answer = kim.write(lee, "answer");
    repeatedly(lee, [&] { return lee.sessions.decrypt(kim.address(), answer, Dialect::Sealed); });
    repeatedly(kim, [&] { return kim.sessions.topUp(); });
    repeatedly(kim, [&] { return kim.sessions.ownBundle(); });
}

TEST_CASE("a stored record that is not ours never reaches the library", "[omemo][hostile][D29]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    const auto good = lee.store.state.sessions.begin()->second;
    auto& stored = lee.store.state.sessions.begin()->second;
    const auto error = [&] {
        return lee.sessions.encrypt(kim.address(), viewOf("x")).error().code;
    };
    for (std::size_t size = 0; size < good.size(); ++size) {
        stored.assign(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
        REQUIRE(error() == Errc::Storage);
    }
    stored = good;
    stored.push_back(0);
    CHECK(error() == Errc::Storage);
    stored = good;
    stored[0] = 2;
    CHECK(error() == Errc::Newer);
    stored[0] = 0;
    CHECK(error() == Errc::Storage);
    stored = lee.store.state.preKeys.begin()->second;
    CHECK(error() == Errc::Storage);
    stored = good;
    CHECK(lee.sessions.encrypt(kim.address(), viewOf("x")));
}
