// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"
#include "core/crypto/aead.h"
#include "core/omemo/omemo03.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::omemo;
using test::Device;
using xmpp::Element;

namespace {

/// Lee's desk and Kim's phone, which have talked.
struct Pair {
    Pair()
    {
        (void)*lee.meet(kim);
        (void)*kim.read(lee, lee.write(kim, "hello"));
        (void)*lee.read(kim, kim.write(lee, "hello"));
    }

    Element seal(std::optional<std::string_view> text)
    {
        return *lee.attempt(
            [&] { return sealOmemo03(lee.sessions, lee.id, text, {kim.address()}); });
    }

    Result<Opened03> open(const Element& encrypted)
    {
        const auto message = parseOmemo03(encrypted);
        if (!message)
            return message.error();
        return kim.attempt([&] { return openOmemo03(kim.sessions, *message, lee.jid, kim.id); });
    }

    /// As a client that puts this into the ratchet message and the payload would write it.
    Element written(ByteView keyAndTag, ByteView iv, std::optional<Bytes> payload)
    {
        const auto key =
            *lee.attempt([&] { return lee.sessions.encrypt(kim.address(), keyAndTag); });
        Element header{"header", kOmemoNs};
        header.set("sid", std::to_string(lee.id.value))
            .add(Element{"key", kOmemoNs}
                     .set("rid", std::to_string(kim.id.value))
                     .setText(toBase64(key.bytes)))
            .add(Element{"iv", kOmemoNs}.setText(toBase64(iv)));
        Element encrypted{"encrypted", kOmemoNs};
        encrypted.add(std::move(header));
        if (payload)
            encrypted.add(Element{"payload", kOmemoNs}.setText(toBase64(*payload)));
        return encrypted;
    }

    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
};

Errc errorOf(const Result<Opened03>& opened)
{
    REQUIRE_FALSE(opened);
    return opened.error().code;
}

Element& headerOf(Element& encrypted)
{
    return encrypted.children.at(0);
}

}  // namespace

TEST_CASE("a text opens at a phone and tells who wrote it")
{
    Pair pair;
    const auto opened = pair.open(pair.seal("[STAT] BP 90/60, Zürich"));
    REQUIRE(opened);
    CHECK(opened->text == "[STAT] BP 90/60, Zürich");
    CHECK(opened->senderDevice == pair.lee.id);
    CHECK_FALSE(opened->wasPreKey);
}

TEST_CASE("what we send has the one form that every client reads")
{
    Pair pair;
    auto encrypted = pair.seal("text");
    const auto& header = headerOf(encrypted);
    CHECK(encrypted.is("encrypted", kOmemoNs));
    CHECK(header.attribute("sid") == std::to_string(pair.lee.id.value));
    CHECK(fromBase64(header.childText("iv", kOmemoNs))->size() == 12);
    CHECK(fromBase64(encrypted.childText("payload", kOmemoNs))->size() == 4);  // no tag in it
    const auto* const key = header.child("key", kOmemoNs);
    REQUIRE(key);
    CHECK_FALSE(key->hasAttribute("prekey"));
    const auto plain = pair.kim.read(pair.lee, {false, *fromBase64(key->text)}, Dialect::Omemo03);
    REQUIRE(plain);
    CHECK(plain->size() == 32);  // key (16) and tag (16): exactly, for Profanity and Monal
}

TEST_CASE("a first message says so and carries a one-time key", "[D16]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(kim));
    const auto encrypted = *sealOmemo03(lee.sessions, lee.id, "hello", {kim.address()});
    CHECK(encrypted.children.at(0).child("key", kOmemoNs)->attribute("prekey") == "true");
    const auto opened = openOmemo03(kim.sessions, *parseOmemo03(encrypted), lee.jid, kim.id);
    REQUIRE(opened);
    CHECK(opened->text == "hello");
    CHECK(opened->wasPreKey);
}

TEST_CASE("a payload that another library encrypted opens, with either length of iv")
{
    // python: AESGCM(bytes(range(16))).encrypt(bytes([7] * n), "Grüße".encode(), None)
    struct Vector {
        std::size_t ivSize;
        const char* payload;
        const char* tag;
    };

    const auto vector = GENERATE(Vector{12, "d63e9761a224a5", "eb08605f9919f8f99d59b818c79ac0ef"},
                                 Vector{16, "998eb677fff478", "2a6006dac143fd3e7fbadfbf7bb373be"});
    Pair pair;
    auto keyAndTag = *fromHex("000102030405060708090a0b0c0d0e0f" + std::string{vector.tag});
    const auto opened =
        pair.open(pair.written(keyAndTag, Bytes(vector.ivSize, 7), *fromHex(vector.payload)));
    REQUIRE(opened);
    CHECK(opened->text == "Grüße");
}

TEST_CASE("a key transport opens and shows nothing, whatever length its key has", "[D9]")
{
    Pair pair;
    const auto ours = pair.open(pair.seal(std::nullopt));
    REQUIRE(ours);
    CHECK_FALSE(ours->text);
    const auto gajims = pair.open(pair.written(Bytes(16, 1), Bytes(12, 2), std::nullopt));
    REQUIRE(gajims);
    CHECK_FALSE(gajims->text);
}

TEST_CASE("keys of another length than 32 bytes are refused", "[D5][D6]")
{
    Pair pair;
    const auto size = GENERATE(0U, 16U, 31U, 33U, 48U);
    CHECK(errorOf(pair.open(pair.written(Bytes(size, 1), Bytes(12, 2), Bytes{1, 2}))) ==
          Errc::Malformed);
}

TEST_CASE("an altered payload is refused, and the genuine copy opens after it", "[D8]")
{
    Pair pair;
    const auto genuine = pair.seal("text");
    auto altered = genuine;
    altered.children.at(1).setText(toBase64(bytesOf("TEXT")));
    const auto before = pair.kim.store.state;
    CHECK(errorOf(pair.open(altered)) == Errc::Forged);
    CHECK(pair.kim.store.state == before);
    REQUIRE(pair.open(genuine));
    CHECK(errorOf(pair.open(genuine)) == Errc::Duplicate);
}

TEST_CASE("a text that XML could not carry is refused")
{
    Pair pair;
    const auto* const bad = GENERATE("\xC0\xAF", "\xED\xA0\x80", "a\x01z", "cut \xE2\x82");
    CHECK(errorOf(pair.open(pair.seal(bad))) == Errc::Malformed);
}

TEST_CASE("a message for others says that it is not for us", "[D1]")
{
    Pair pair;
    auto encrypted = pair.seal("text");
    headerOf(encrypted).children.at(0).set("rid", "4711");
    CHECK(errorOf(pair.open(encrypted)) == Errc::NotFound);
}

TEST_CASE("of two keys for one device the first counts", "[D2]")
{
    Pair pair;
    auto encrypted = pair.seal("text");
    auto second = headerOf(encrypted).children.at(0);
    second.setText(toBase64(bytesOf("garbage")));
    headerOf(encrypted).add(second);
    CHECK(pair.open(encrypted));
}

TEST_CASE("what other clients add is passed over")
{
    Pair pair;
    auto encrypted = pair.seal("text");
    encrypted.set("later", "version").add(Element{"extension", "urn:example"});
    headerOf(encrypted).add(Element{"other", "urn:example"});
    headerOf(encrypted).children.at(0).set("prekey", "false");
    CHECK(pair.open(encrypted));
}

TEST_CASE("a header in another form is refused", "[D2][D4]")
{
    Pair pair;
    const auto good = pair.seal("text");
    using Harm = void (*)(Element&);
    const Harm harm = GENERATE(
        +[](Element& e) { e.name = "crypted"; }, +[](Element& e) { e.ns = "urn:example"; },
        +[](Element& e) { e.children.erase(e.children.begin()); },
        +[](Element& e) { e.add(e.children.at(0)); }, +[](Element& e) { e.add(e.children.at(1)); },
        +[](Element& e) { headerOf(e).set("sid", "0"); },
        +[](Element& e) { headerOf(e).set("sid", "2147483648"); },
        +[](Element& e) { headerOf(e).set("sid", " 5"); },
        +[](Element& e) { headerOf(e).children.at(0).set("rid", "+5"); },
        +[](Element& e) { headerOf(e).children.at(0).set("prekey", "yes"); },
        +[](Element& e) { headerOf(e).children.at(0).text += "\n"; },
        +[](Element& e) { headerOf(e).children.at(0).setText(std::string(1 << 20, 'A')); },
        +[](Element& e) { headerOf(e).children.erase(headerOf(e).children.begin()); },
        +[](Element& e) { headerOf(e).children.at(1).setText(toBase64(Bytes(11))); },
        +[](Element& e) { headerOf(e).children.at(1).setText(toBase64(Bytes(13))); },
        +[](Element& e) { headerOf(e).children.pop_back(); },
        +[](Element& e) { e.children.at(1).setText(std::string(10U << 20U, 'A')); });
    auto bad = good;
    harm(bad);
    const auto parsed = parseOmemo03(bad);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::Malformed);
}

TEST_CASE("a header with more than 200 keys is refused")
{
    Pair pair;
    auto encrypted = pair.seal("text");
    const auto key = headerOf(encrypted).children.at(0);
    for (int id = 1; id <= 200; ++id)
        headerOf(encrypted).add(Element{key}.set("rid", std::to_string(id)));
    CHECK_FALSE(parseOmemo03(encrypted));
}

TEST_CASE("nothing is sealed for nobody, for one id twice, or without a text")
{
    Pair pair;
    const auto seal = [&](std::string_view text, const std::vector<DeviceAddress>& devices) {
        return sealOmemo03(pair.lee.sessions, pair.lee.id, text, devices).error().code;
    };
    const DeviceAddress twin{*Jid::parseAccount("pat@clinic.example"), pair.kim.id};
    CHECK(seal("text", {}) == Errc::Malformed);
    CHECK(seal("", {pair.kim.address()}) == Errc::Malformed);
    CHECK(seal(std::string(kMostOmemo03Text + 1, 'x'), {pair.kim.address()}) == Errc::Malformed);
    CHECK(seal("text", {pair.kim.address(), twin}) == Errc::Duplicate);
    CHECK(seal("text", {twin}) == Errc::NotFound);
}

TEST_CASE("a phone shows how urgent a message is, before its text")
{
    CHECK(phoneText("call me", Urgency::Stat) == "[STAT] call me");
    CHECK(phoneText("call me", Urgency::Concern) == "[CONCERN] call me");
    CHECK(phoneText("call me", Urgency::Action) == "[ACTION] call me");
    CHECK(phoneText("call me", Urgency::Fyi) == "call me");
}
