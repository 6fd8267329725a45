// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/availability.h"
#include "core/xmpp/vcard4.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

namespace {

Vcard4 read(std::string_view inside)
{
    const auto card = parseVcard4(element("<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'>" +
                                          std::string{inside} + "</vcard>"));
    REQUIRE(card);
    return *card;
}

}  // namespace

TEST_CASE("a vCard gives name, title, department and telephone")
{
    const auto card =
        read("<fn><text>Lee Sample</text></fn><title><text>Charge nurse</text></title>"
             "<org><text>Riverside</text><text>Cardiology</text></org>"
             "<tel><parameters><type><text>work</text></type></parameters>"
             "<uri>tel:+1-555-0100;ext=12</uri></tel>");
    CHECK(card == Vcard4{"Lee Sample", "Charge nurse", "Cardiology", "+1-555-0100"});
    CHECK(read("<org><text>Riverside</text></org>").department == "Riverside");
    CHECK(read("<tel><text>(555) 0100</text></tel>").phone == "(555) 0100");
    CHECK(read("") == Vcard4{});
}

TEST_CASE("what is written is read back, and what else the card said stays")
{
    const Vcard4 fields{"Lee", "Charge <nurse> & more", "Cardiology", "+1 555-0100"};
    const auto old = element("<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'>"
                             "<title><text>Old</text></title><tel><text>1234</text></tel>"
                             "<note><text>kept</text></note></vcard>");
    const auto card = withFields(old, fields);
    auto expected = fields;
    expected.phone = "+1555-0100";  // a URI has no spaces
    CHECK(*parseVcard4(card) == expected);
    CHECK(card.child("note", old.ns));
    CHECK(*parseVcard4(withFields({}, {})) == Vcard4{});
    CHECK(withFields(card, {}).child("tel", old.ns) == nullptr);
}

TEST_CASE("a hostile vCard gives short plain fields or nothing")
{
    CHECK(parseVcard4(element("<vcard xmlns='vcard-temp'/>")).error().code == Errc::Malformed);
    CHECK(parseVcard4(element("<x xmlns='urn:ietf:params:xml:ns:vcard-4.0'/>")).error().code ==
          Errc::Malformed);
    const std::string endless(100'000, 'x');
    CHECK(read("<fn><text>" + endless + "</text></fn>").fullName.size() == 256);
    CHECK(read("<title><text>a</text><text>b</text></title><title><text>c</text></title>").title ==
          "a");
    CHECK(read("<fn xmlns='other'><text>a</text></fn>").fullName.empty());
    CHECK(read("<fn><uri>a</uri></fn>").fullName.empty());
    for (const auto* bad : {"sip:lee@evil.example", "tel:javascript", "555 0100\nSTAT", "12",
                            "11111111111111111111111111111111111111111", "*#06#"}) {
        CAPTURE(bad);
        CHECK(read("<tel><text>" + escaped(bad) + "</text></tel>").phone.empty());
    }
    CHECK(read("<tel><uri>tel:</uri><text>5550100</text></tel>").phone.empty());
}

TEST_CASE("do not disturb has an end, busy has none, and nonsense is nothing")
{
    const auto presence = [](std::string_view inside) {
        return element("<presence xmlns='jabber:client'><show>dnd</show>" + std::string{inside} +
                       "</presence>");
    };
    const auto until = wallTimeFromMs(1'795'000'000'000);
    for (const auto& claim : {AvailabilityClaim{.busy = true}, AvailabilityClaim{.until = until}}) {
        auto stanza = presence("");
        stanza.add(buildAvailability(claim));
        CHECK(availabilityOf(stanza) == claim);
    }
    for (const auto* bad :
         {"<availability xmlns='urn:x-sotto:availability:0' state='dnd' until='tomorrow'/>",
          "<availability xmlns='urn:x-sotto:availability:0' state='gone'/>",
          "<availability xmlns='other' state='busy'/>", ""})
        CHECK(availabilityOf(presence(bad)) == AvailabilityClaim{});
}
