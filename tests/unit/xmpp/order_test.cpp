// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"
#include "core/domain/order.h"
#include "core/xmpp/content.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

namespace {

const std::string kSignature = toBase64(Bytes(kOrderSignatureSize, 7));

std::string mark(const std::string& at, const std::string& offset, const std::string& by,
                 const std::string& signature = kSignature, const std::string& more = {},
                 const std::string& inside = {})
{
    return "<order xmlns='urn:x-sotto:clinical:0' at='" + at + "' offset='" + offset + "' by='" +
        by + "' signature='" + signature + "'" + more + ">" + inside + "</order>";
}

TextMessage order()
{
    TextMessage text{"Potassium chloride 20 mEq by mouth", {Urgency::Action, std::nullopt}};
    text.patient = PatientTag{"Jane Smith", "00-884471"};
    text.order = OrderMark{1'795'000'000'000, -300, DeviceId{27183}, Bytes(kOrderSignatureSize, 7)};
    return text;
}

}  // namespace

TEST_CASE("an order crosses an envelope", "[xmpp][order]")
{
    for (auto text : {order(), order()}) {
        text.resent = "o-1";
        const auto again = parseContent(buildContent(text));
        REQUIRE(again);
        CHECK(*again == Content{text});
        text.order->utcOffsetMin = 0;
    }
    CHECK(alertOf(order()) == Urgency::Action);
}

TEST_CASE("the mark of an order has one form", "[xmpp][order][hostile]")
{
    CHECK(parseOrderMark(element(mark("1", "840", "1"))));
    CHECK(parseOrderMark(element(mark("1", "-840", "2147483647"))));
    const auto bad = GENERATE(
        mark("", "0", "1"), mark("0", "0", "1"), mark("-5", "0", "1"), mark("01", "0", "1"),
        mark("+1", "0", "1"), mark("1e9", "0", "1"), mark("9223372036854775808", "0", "1"),
        mark("1", "841", "1"), mark("1", "-841", "1"), mark("1", "-0", "1"), mark("1", "+60", "1"),
        mark("1", "", "1"), mark("1", "0", "0"), mark("1", "0", "2147483648"), mark("1", "0", " 1"),
        mark("1", "0", "1", ""), mark("1", "0", "1", "AAAA"), mark("1", "0", "1", kSignature + " "),
        mark("1", "0", "1", toBase64(Bytes(65, 7))), mark("1", "0", "1", kSignature, " more='1'"),
        mark("1", "0", "1", kSignature, {}, "text"),
        mark("1", "0", "1", kSignature, {}, "<child/>"),
        std::string{"<order xmlns='urn:x-sotto:clinical:0'/>"});
    CAPTURE(bad);
    const auto parsed = parseOrderMark(element(bad));
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::Malformed);
}

TEST_CASE("an order is for its recipient, about a patient, and nothing else",
          "[xmpp][order][hostile]")
{
    auto text = order();
    SECTION("without a patient")
    {
        text.patient.reset();
    }
    SECTION("passed on")
    {
        text.passing = Passing{};
    }
    SECTION("as the new text of another message")
    {
        text.replaces = "m-1";
    }
    SECTION("that was for others first")
    {
        text.escalated = Escalated{*Jid::parseAccount("kim@clinic.example"), wallTimeFromMs(1000)};
    }
    SECTION("to a role")
    {
        text.onCall = OnCallMark{"cardiology"};
    }
    SECTION("too long to be read back")
    {
        text.body.assign(kMostOrderText + 1, 'x');
    }
    const auto parsed = parseContent(buildContent(text));
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::Malformed);
}

TEST_CASE("an envelope holds one order, and no order without its text", "[xmpp][order][hostile]")
{
    auto twice = buildContent(order());
    twice.push_back(buildOrderMark(*order().order));
    CHECK_FALSE(parseContent(twice));
    CHECK_FALSE(parseContent({buildOrderMark(*order().order)}));
    auto read = buildContent(ReadReceipt{{"m-1"}});
    read.push_back(buildOrderMark(*order().order));
    CHECK_FALSE(parseContent(read));
}
