// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/on_call_word.h"
#include "tests/support/xml.h"
#include "tests/unit/omemo/device.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::omemo;
using test::Device;

namespace {

constexpr std::int64_t kNow = 1'795'356'000'000;
const Jid kDana = *Jid::parseAccount("dana@clinic.example");

OnCallWord word()
{
    return {{}, kNow, {{"cardiology", kNow, kNow + 3'600'000}, {"charge", kNow, kNow + 60'000}}};
}

std::string xml(const std::string& attributes, const std::string& inside = {})
{
    return "<on-call xmlns='urn:x-sotto:on-call:0' " + attributes + ">" + inside + "</on-call>";
}

}  // namespace

TEST_CASE("a word on roles proves whose it is, and crosses the relay", "[omemo][on-call]")
{
    Device desk{"dana@clinic.example"};
    for (const auto& claims : {word().claims, std::vector<OnCallClaim>{}}) {
        auto said = word();
        said.claims = claims;
        const auto made = signOnCallWord(desk.sessions, kDana, said);
        REQUIRE(made);
        CHECK(made->word.by == desk.id);
        const auto again = parseOnCallWord(buildOnCallWord(*made));
        REQUIRE(again);
        CHECK(again->word == made->word);
        CHECK(verifyOnCallWord(*again, kDana, *desk.sessions.ownIdentityKey()));
    }
}

TEST_CASE("a word on roles that was changed on its way is forged", "[omemo][on-call][hostile]")
{
    Device desk{"dana@clinic.example"};
    Device ghost{"dana@clinic.example"};
    auto said = *signOnCallWord(desk.sessions, kDana, word());
    auto holder = kDana;
    auto signer = *desk.sessions.ownIdentityKey();
    SECTION("another key")
    {
        signer = *ghost.sessions.ownIdentityKey();
    }
    SECTION("another person's")
    {
        holder = *Jid::parseAccount("lee@clinic.example");
    }
    SECTION("another device")
    {
        said.word.by = ghost.id;
    }
    SECTION("a later one")
    {
        ++said.word.serial;
    }
    SECTION("another role")
    {
        said.word.claims[0].role = "radiology";
    }
    SECTION("longer")
    {
        ++said.word.claims[1].untilMs;
    }
    SECTION("one claim less")
    {
        said.word.claims.pop_back();
    }
    SECTION("one bit of the signature")
    {
        said.signature[GENERATE(0U, 40U, 63U)] ^= 1;
    }
    const auto verified = verifyOnCallWord(said, holder, signer);
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code == Errc::Forged);
}

TEST_CASE("a word on roles has one form", "[omemo][on-call][hostile]")
{
    const auto signature = " signature='" + std::string(86, 'A') + "=='";
    const auto head = "by='7' serial='1795356000000'" + signature;
    const std::string claim = "<claim role='a' from='1' until='2'/>";
    REQUIRE(parseOnCallWord(test::element(xml(head, claim))));
    std::string many;
    for (int i = 0; i < 21; ++i)
        many += "<claim role='r" + std::to_string(i) + "' from='1' until='2'/>";
    const auto bad = GENERATE_COPY(values<std::string>({
        xml("serial='1'" + signature),
        xml("by='0' serial='1'" + signature),
        xml("by='7'" + signature),
        xml("by='7' serial='-1'" + signature),
        xml("by='7' serial='01'" + signature),
        xml("by='7' serial='9223372036854775807'" + signature),
        xml("by='7' serial='1'"),
        xml("by='7' serial='1' signature='AAAA'"),
        xml(head + " more='1'"),
        xml(head, claim + claim),
        xml(head, many),
        xml(head, "<claim role='' from='1' until='2'/>"),
        xml(head, "<claim role='a&#9;' from='1' until='2'/>"),
        xml(head, "<claim role='a' from='x' until='2'/>"),
        xml(head, "<claim role='a' from='1'/>"),
        xml(head, "<claim role='a' from='1' until='2' x='1'/>"),
        xml(head, "<claim role='a' from='1' until='2'><claim/></claim>"),
        xml(head, "<other role='a' from='1' until='2'/>"),
    }));
    CAPTURE(bad);
    const auto parsed = parseOnCallWord(test::element(bad));
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::Malformed);
}
