// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"
#include "core/crypto/random.h"
#include "core/omemo/sealed.h"
#include "core/xmpp/stream_reader.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <functional>

using namespace sotto;
using namespace sotto::omemo;
using test::Device;
using xmpp::Element;

namespace {

const Jid kRoom = *Jid::parseAccount("r7f3@rooms.clinic.example");

Element body(std::string_view text)
{
    return Element{"body", xmpp::kClientNs}.setText(text);
}

SealInput input(const Device& from, const Jid& to, std::vector<SealTarget> targets)
{
    return {from.jid,
            to,
            "O-17",
            from.id,
            Urgency::Stat,
            from.time.wallNow(),
            {body("BP 90/60")},
            std::move(targets)};
}

/// Lee's desk writes to Kim, who has a session already or not yet.
struct Ward {
    explicit Ward(bool established = false)
    {
        (void)*lee.meet(kim);
        if (established) {
            (void)*kim.read(lee, lee.write(kim, "hello"));
            (void)*lee.read(kim, kim.write(lee, "hello"));
        }
    }

    Result<Element> seal(const SealInput& what)
    {
        return lee.attempt([&] { return sealMessage(lee.sessions, what); });
    }

    Element sealForKim() { return *seal(input(lee, kim.jid, {kim.target()})); }

    Result<OpenedMessage> open(const Element& encrypted, const SealedOrigin& origin)
    {
        const auto message = parseSealed(encrypted);
        if (!message)
            return message.error();
        return kim.attempt([&] { return openSealed(kim.sessions, *message, origin, kim.id); });
    }

    Result<OpenedMessage> open(const Element& encrypted) { return open(encrypted, origin()); }

    SealedOrigin origin() const { return {lee.jid, kim.jid, "O-17"}; }

    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
};

Element& header(Element& encrypted)
{
    return encrypted.children[0];
}

Element& part(Element& encrypted, std::string_view name)
{
    for (auto& child : header(encrypted).children)
        if (child.name == name)
            return child;
    return encrypted.children[1];  // payload
}

}  // namespace

TEST_CASE("a sealed message is read by its recipient alone", "[omemo][sealed]")
{
    Ward ward;
    const auto encrypted = ward.sealForKim();
    const auto opened = ward.open(encrypted);
    REQUIRE(opened);
    CHECK(opened->content == std::vector{body("BP 90/60")});
    CHECK(opened->time == ward.lee.time.wallNow());
    CHECK(opened->senderDevice == ward.lee.id);
    CHECK(opened->wasPreKey);
    CHECK(opened->counter == 0);

    const auto again = ward.open(encrypted);
    CHECK(again.error().code == Errc::Duplicate);
    CHECK(xmpp::toXml(encrypted).find("BP 90") == std::string::npos);

    Device ana{"ana@clinic.example"};
    const auto message = *parseSealed(encrypted);
    CHECK(openSealed(ana.sessions, message, ward.origin(), ana.id).error().code == Errc::NotFound);
    CHECK(openSealed(ana.sessions, message, ward.origin(), ward.kim.id).error().code !=
          Errc::Duplicate);
}

TEST_CASE("three devices of two people and a room read the same message", "[omemo][sealed]")
{
    Device lee{"lee@clinic.example"};
    Device leeLaptop{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    REQUIRE(lee.meet(leeLaptop));
    REQUIRE(lee.meet(kim));
    for (int i = 0; i < 5; ++i) {
        const auto encrypted =
            *sealMessage(lee.sessions, input(lee, kRoom, {kim.target(), leeLaptop.target()}));
        const auto message = *parseSealed(encrypted);
        CHECK(message.keys.size() == 2);
        CHECK(message.alerts.size() == 2);
        for (auto* device : {&kim, &leeLaptop}) {
            const auto opened =
                openSealed(device->sessions, message, {lee.jid, kRoom, "O-17"}, device->id);
            REQUIRE(opened);
            CHECK(opened->content == std::vector{body("BP 90/60")});
            REQUIRE(lee.read(*device, device->write(lee, "answer")));
        }
    }
}

TEST_CASE("a healing message carries a key and no content", "[omemo][sealed][D9]")
{
    Ward ward;
    auto empty = input(ward.lee, ward.kim.jid, {ward.kim.target()});
    empty.content.clear();
    empty.urgency = Urgency::None;
    const auto encrypted = *ward.seal(empty);
    CHECK(ward.open(encrypted)->content.empty());
    CHECK(peekUrgency(*parseSealed(encrypted), ward.kim.alert, ward.kim.id) == Urgency::None);
}

TEST_CASE("a locked process learns how urgent, with the alert key alone", "[omemo][sealed]")
{
    Ward ward;
    const auto urgency = GENERATE(Urgency::None, Urgency::Fyi, Urgency::Concern, Urgency::Stat);
    auto what = input(ward.lee, ward.kim.jid, {ward.kim.target()});
    what.urgency = urgency;
    const auto message = *parseSealed(*ward.seal(what));
    CHECK(peekUrgency(message, ward.kim.alert, ward.kim.id) == urgency);
    CHECK(peekUrgency(message, ward.lee.alert, ward.kim.id) == std::nullopt);
    CHECK(peekUrgency(message, ward.kim.alert, ward.lee.id) == std::nullopt);

    auto odd = message;
    odd.alerts[0].box = *crypto::sealTo(ward.kim.alert.publicKey, Bytes{250});
    CHECK(peekUrgency(odd, ward.kim.alert, ward.kim.id) == std::nullopt);
    what.targets[0].alertKey.clear();
    const auto silent = *parseSealed(*ward.seal(what));
    CHECK(silent.alerts.empty());
    CHECK(peekUrgency(silent, ward.kim.alert, ward.kim.id) == std::nullopt);
}

TEST_CASE("a message moved to another place is refused, then read at its own",
          "[omemo][sealed][hostile]")
{
    Ward ward{GENERATE(true, false)};
    const auto encrypted = ward.sealForKim();
    const auto before = ward.kim.store.state;
    const auto good = ward.origin();
    const auto ana = *Jid::parseAccount("ana@clinic.example");
    const SealedOrigin wrong[] = {
        {ana, good.to, good.originId},     {good.from, ana, good.originId},
        {good.from, kRoom, good.originId}, {good.to, good.from, good.originId},
        {good.from, good.to, "O-18"},      {good.from, good.to, "O-1"},
        {good.from, good.to, ""},
    };
    for (const auto& origin : wrong) {
        const auto opened = ward.open(encrypted, origin);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code != Errc::Duplicate);
        REQUIRE(ward.kim.store.state == before);
    }
    CHECK(ward.open(encrypted));
}

TEST_CASE("fields of the additional data cannot run into each other", "[omemo][sealed][hostile]")
{
    Device a{"a@clinic.example"};
    Device b{"b@clinic.example"};
    REQUIRE(a.meet(b));
    auto what = input(a, *Jid::parseAccount("x@c.examplez"), {b.target()});
    what.originId = "1";
    const auto message = *parseSealed(*sealMessage(a.sessions, what));
    const SealedOrigin shifted{a.jid, *Jid::parseAccount("x@c.example"), "z1"};
    const auto opened = b.attempt([&] { return openSealed(b.sessions, message, shifted, b.id); });
    CHECK(opened.error().code == Errc::Forged);
    CHECK(opened.error().detail == "gcm tag");  // not only the envelope's own "to"
}

TEST_CASE("swapped recipients and another device's name are refused", "[omemo][sealed][hostile]")
{
    Device lee{"lee@clinic.example"};
    Device kim{"kim@clinic.example"};
    Device ana{"ana@clinic.example"};
    REQUIRE(lee.meet(kim));
    REQUIRE(lee.meet(ana));
    auto message =
        *parseSealed(*sealMessage(lee.sessions, input(lee, kRoom, {kim.target(), ana.target()})));
    const auto genuine = message;
    std::swap(message.keys[0].recipient, message.keys[1].recipient);
    const SealedOrigin origin{lee.jid, kRoom, "O-17"};
    for (auto* device : {&kim, &ana}) {
        const auto before = device->store.state;
        const auto open = [&](const SealedMessage& which) {
            return device->attempt(
                [&] { return openSealed(device->sessions, which, origin, device->id); });
        };
        CHECK_FALSE(open(message));
        auto renamed = genuine;
        renamed.sender.value ^= 1U;
        CHECK_FALSE(open(renamed));
        CHECK(device->store.state == before);
        CHECK(open(genuine));
    }
}

TEST_CASE("a first message given to another device of its sender is refused",
          "[omemo][sealed][hostile]")
{
    Ward ward;
    const auto genuine = *parseSealed(ward.sealForKim());
    // The relay can write another registration id into the message, which is under no MAC:
    // 0x28, the number in groups of seven bits, then 0x30 0x01 (the signed pre-key's id).
    auto relabelled = genuine;
    relabelled.sender.value ^= 1U;
    auto& bytes = relabelled.keys[0].message.bytes;
    std::size_t at = bytes.size() - 3;
    while ((bytes[at - 1] & 0x80U) != 0)
        --at;
    REQUIRE(bytes[at - 1] == 0x28);
    bytes[at] ^= 1U;
    const auto open = [&](const SealedMessage& message) {
        return ward.kim.attempt(
            [&] { return openSealed(ward.kim.sessions, message, ward.origin(), ward.kim.id); });
    };
    CHECK(open(relabelled).error().code == Errc::Forged);  // by the additional data alone
    CHECK(open(genuine));
}

TEST_CASE("a payload altered by a co-recipient is refused, the genuine one opens",
          "[omemo][sealed][hostile][D8]")
{
    Ward ward{true};
    const auto encrypted = ward.sealForKim();
    const auto before = ward.kim.store.state;
    auto message = *parseSealed(encrypted);
    for (std::size_t bit = 0; bit < message.payload.size() * 8; bit += 7) {
        auto altered = message;
        altered.payload[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        const auto opened = ward.kim.attempt(
            [&] { return openSealed(ward.kim.sessions, altered, ward.origin(), ward.kim.id); });
        REQUIRE(opened.error().code == Errc::Forged);
        REQUIRE(ward.kim.store.state == before);
    }
    CHECK(ward.open(encrypted));
}

TEST_CASE("every flipped bit of the element is refused, and the genuine one still opens",
          "[omemo][sealed][hostile][D26]")
{
    Ward ward{GENERATE(true, false)};
    const auto encrypted = ward.sealForKim();
    const auto xml = xmpp::toXml(encrypted);
    const auto alertBegin = xml.find("<alert");
    const auto alertEnd = xml.find("</alert>");
    const auto before = ward.kim.store.state;
    const auto inLongText = [&](std::size_t at) {
        const auto tag = xml.rfind('<', at);
        const bool isLong =
            xml.compare(tag, 4, "<key") == 0 || xml.compare(tag, 8, "<payload") == 0;
        return isLong && xml.rfind('>', at) > tag && xml.rfind('>', at) < at;
    };
    for (std::size_t bit = 0; bit < xml.size() * 8; ++bit) {
        // Each bit of the ratchet message has its own test; base64 letters are sampled.
        if (bit % 7 != 0 && inLongText(bit / 8))
            continue;
        auto altered = xml;
        altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << (bit % 8)));
        const auto element = xmpp::parseDocument(viewOf(altered));
        if (!element)
            continue;
        const auto opened = ward.open(*element);
        CAPTURE(bit, altered.substr(bit / 8, 12));
        if (bit / 8 >= alertBegin && bit / 8 < alertEnd) {
            // The alert is for a process without a session: no key binds it to the rest.
            const auto message = parseSealed(*element);
            REQUIRE((!message || !peekUrgency(*message, ward.kim.alert, ward.kim.id)));
            ward.kim.store.state = before;
            continue;
        }
        REQUIRE_FALSE(opened);
        REQUIRE(ward.kim.store.state == before);
    }
    CHECK(ward.open(encrypted));
}

TEST_CASE("a sealed element cut anywhere is refused", "[omemo][sealed][hostile][D25]")
{
    Ward ward;
    const auto encrypted = ward.sealForKim();
    const auto message = *parseSealed(encrypted);
    for (const auto* name : {"key", "iv", "payload"}) {
        const auto size = part(const_cast<Element&>(encrypted), name).text.size();
        for (std::size_t keep = 0; keep < size; ++keep) {
            auto cut = encrypted;
            part(cut, name).text.resize(keep);
            REQUIRE_FALSE(ward.open(cut));
        }
    }
    CHECK(ward.open(encrypted));
}

TEST_CASE("a sealed element of another form is refused", "[omemo][sealed][hostile]")
{
    struct Case {
        const char* why;
        std::function<void(Element&)> spoil;
    };

    const auto c = GENERATE(values<Case>({
        {"another element", [](Element& e) { e.name = "envelope"; }},
        {"another namespace", [](Element& e) { e.ns = "urn:x-sotto:sealed:1"; }},
        {"attribute", [](Element& e) { e.set("v", "1"); }},
        {"text", [](Element& e) { e.text = " "; }},
        {"another child", [](Element& e) { e.add(Element{"x", kSealedNs}); }},
        {"no header", [](Element& e) { header(e).name = "x"; }},
        {"two headers", [](Element& e) { e.add(header(e)); }},
        {"no payload (D9)", [](Element& e) { e.children.pop_back(); }},
        {"two payloads", [](Element& e) { e.add(e.children[1]); }},
        {"empty payload", [](Element& e) { e.children[1].text.clear(); }},
        {"payload attribute", [](Element& e) { e.children[1].set("a", "b"); }},
        {"payload of 10 MB (D10)",
         [](Element& e) { e.children[1].text.assign(10'000'000, 'A'); }},
        {"no sid", [](Element& e) { header(e).attributes.clear(); }},
        {"sid 0", [](Element& e) { header(e).set("sid", "0"); }},
        {"sid too large", [](Element& e) { header(e).set("sid", "2147483648"); }},
        {"header attribute", [](Element& e) { header(e).set("rid", "1"); }},
        {"header text", [](Element& e) { header(e).text = "\n"; }},
        {"header child", [](Element& e) { header(e).add(Element{"x", kSealedNs}); }},
        {"foreign key", [](Element& e) { part(e, "key").ns = kOmemoNs; }},
        {"no key (D1)",
         [](Element& e) { header(e).children.erase(header(e).children.begin()); }},
        {"rid with zero", [](Element& e) { part(e, "key").set("rid", "031415"); }},
        {"no rid", [](Element& e) { part(e, "key").attributes.erase("rid"); }},
        {"prekey='1'", [](Element& e) { part(e, "key").set("prekey", "1"); }},
        {"prekey='false'", [](Element& e) { part(e, "key").set("prekey", "false"); }},
        {"prekey=''", [](Element& e) { part(e, "key").set("prekey", ""); }},
        {"key attribute", [](Element& e) { part(e, "key").set("kex", "true"); }},
        {"key child", [](Element& e) { part(e, "key").add(Element{"x", kSealedNs}); }},
        {"key empty", [](Element& e) { part(e, "key").text.clear(); }},
        {"key with white space (D4)", [](Element& e) { part(e, "key").text.insert(4, "\n"); }},
        {"key without padding (D4)", [](Element& e) { part(e, "key").text += "="; }},
        {"key of 1 MB (D4)", [](Element& e) { part(e, "key").text.assign(1 << 20, 'A'); }},
        {"no iv", [](Element& e) { part(e, "iv").name = "x"; }},
        {"two ivs", [](Element& e) { header(e).add(part(e, "iv")); }},
        {"iv of 11", [](Element& e) { part(e, "iv").text = toBase64(Bytes(11)); }},
        {"iv of 16", [](Element& e) { part(e, "iv").text = toBase64(Bytes(16)); }},
        {"alert of 48", [](Element& e) { part(e, "alert").text = toBase64(Bytes(48)); }},
        {"alert of 50", [](Element& e) { part(e, "alert").text = toBase64(Bytes(50)); }},
        {"alert without rid", [](Element& e) { part(e, "alert").attributes.clear(); }},
        {"201 keys",
         [](Element& e) {
             for (int i = 1; i <= 200; ++i)
                 header(e).add(Element{part(e, "key")}.set("rid", std::to_string(i)));
         }},
        {"201 alerts",
         [](Element& e) {
             for (int i = 1; i <= 200; ++i)
                 header(e).add(Element{part(e, "alert")}.set("rid", std::to_string(i)));
         }},
        {"1,000 times the same key",
         [](Element& e) {
             for (int i = 0; i < 1000; ++i)
                 header(e).add(part(e, "key"));
         }},
    }));
    CAPTURE(c.why);
    Ward ward;
    auto encrypted = ward.sealForKim();
    REQUIRE(parseSealed(encrypted));
    c.spoil(encrypted);
    const auto message = parseSealed(encrypted);
    REQUIRE_FALSE(message);
    CHECK(message.error().code == Errc::Malformed);
}

TEST_CASE("of two keys for one device only the first counts", "[omemo][sealed][hostile][D2]")
{
    Ward ward;
    const auto encrypted = ward.sealForKim();
    auto bad = Element{header(const_cast<Element&>(encrypted)).children[0]};
    bad.setText(toBase64(crypto::randomBytes(64)));
    auto behind = encrypted;
    header(behind).add(bad);
    auto before = encrypted;
    header(before).children.insert(header(before).children.begin(), bad);
    CHECK_FALSE(ward.open(before));
    CHECK(ward.open(behind));
}

TEST_CASE("a key of another size than 48 bytes is refused", "[omemo][sealed][hostile][D5][D6]")
{
    Ward ward;
    const auto size = GENERATE(0U, 16U, 31U, 32U, 33U, 47U, 49U, 64U);
    auto encrypted = ward.sealForKim();
    const auto other = ward.lee.write(ward.kim, std::string(size, 'k'));
    part(encrypted, "key").setText(toBase64(other.bytes));
    CHECK(ward.open(encrypted).error().code == Errc::Malformed);
}

TEST_CASE("what cannot be sealed leaves the sessions alone", "[omemo][sealed]")
{
    Ward ward;
    const auto before = ward.lee.store.state;
    const auto good = input(ward.lee, ward.kim.jid, {ward.kim.target()});
    const auto refused = [&](const std::function<void(SealInput&)>& spoil) {
        auto what = good;
        spoil(what);
        const auto encrypted = ward.seal(what);
        REQUIRE_FALSE(encrypted);
        CHECK(ward.lee.store.state == before);
        return encrypted.error().code;
    };
    CHECK(refused([](SealInput& i) { i.targets.clear(); }) == Errc::Malformed);
    CHECK(refused([](SealInput& i) { i.originId.clear(); }) == Errc::Malformed);
    CHECK(refused([](SealInput& i) { i.targets.assign(201, i.targets[0]); }) == Errc::Malformed);
    CHECK(refused([](SealInput& i) { i.targets.push_back(i.targets[0]); }) == Errc::Duplicate);
    CHECK(refused([&](SealInput& i) { i.targets.push_back(ward.lee.target()); }) ==
          Errc::Malformed);
    CHECK(refused([](SealInput& i) { i.targets[0].alertKey = Bytes(32); }) == Errc::Malformed);
    CHECK(refused([](SealInput& i) { i.content = {body(std::string(200'000, 'x'))}; }) ==
          Errc::Malformed);
    CHECK(refused([](SealInput& i) {
              i.targets.push_back(i.targets[0]);
              i.targets[1].device.value ^= 1U;
          }) == Errc::NotFound);
    CHECK(ward.open(*ward.seal(good)));
}
