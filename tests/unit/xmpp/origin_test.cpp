// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/origin.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

namespace {

const Jid kSelf = *Jid::parse("nurse@clinic.example/Sotto~desk");

template <class Kind>
bool is(std::string_view xml)
{
    const auto origin = classifyOrigin(element(xml), kSelf);
    return origin && std::holds_alternative<Kind>(*origin);
}

}  // namespace

TEST_CASE("an absent or bare own address is our account", "[xmpp][RFC6120]")
{
    CHECK(is<OwnAccount>("<iq/>"));
    CHECK(is<OwnAccount>("<iq from='nurse@clinic.example'/>"));
    CHECK(is<OwnAccount>("<iq from='Nurse@CLINIC.example'/>"));
}

TEST_CASE("a device of ours does not speak for the account", "[xmpp][hostile][C1]")
{
    CHECK(is<OwnDevice>("<iq from='nurse@clinic.example/Sotto~desk'/>"));
    CHECK(is<OwnDevice>("<iq from='nurse@clinic.example/other'/>"));
}

TEST_CASE("the relay is its bare domain only", "[xmpp][hostile]")
{
    CHECK(is<RelayServer>("<iq from='clinic.example'/>"));
    CHECK(is<Peer>("<iq from='clinic.example/x'/>"));
    CHECK(is<Peer>("<iq from='sub.clinic.example'/>"));
    CHECK(is<Peer>("<iq from='clinic.example.evil'/>"));
}

TEST_CASE("everybody else is a peer", "[xmpp][hostile]")
{
    CHECK(is<Peer>("<iq from='surgeon@clinic.example'/>"));
    CHECK(is<Peer>("<iq from='nurse@other.example'/>"));
    CHECK(is<Peer>("<iq from='nurse2@clinic.example'/>"));
    CHECK(is<Peer>("<iq from='surgeon@clinic.example/nurse@clinic.example'/>"));
}

TEST_CASE("a sender that is no address is refused", "[xmpp][hostile][B21]")
{
    const auto from = GENERATE(as<std::string>{}, "", " ", "@clinic.example", "a@b@c", "nurse@",
                               "nurse@clinic.example/", "nurse @clinic.example",
                               "nurse\u202E@clinic.example", std::string(3072, 'x'));
    CAPTURE(from);
    const auto origin = classifyOrigin(element("<iq from='" + from + "'/>"), kSelf);
    REQUIRE_FALSE(origin);
    CHECK(origin.error().code == Errc::Malformed);
}

TEST_CASE("an origin gives back its address", "[xmpp]")
{
    const auto* from = GENERATE("nurse@clinic.example", "nurse@clinic.example/other",
                                "clinic.example", "surgeon@clinic.example/desk");
    const auto origin = classifyOrigin(Element{"iq", kClientNs}.set("from", from), kSelf);
    REQUIRE(origin);
    CHECK(addressOf(*origin, kSelf).toString() == from);
}
