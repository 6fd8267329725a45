// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/archived_copy.h"
#include "core/xmpp/content.h"
#include "core/xmpp/stream_reader.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;

namespace {

ArchivedCopy good()
{
    ArchivedCopy copy{.author = *Jid::parse("lee@clinic.example"),
                      .device = DeviceId{27183},
                      .peer = *Jid::parse("kim@clinic.example")};
    copy.id = "O-1";
    copy.at = wallTimeFromMs(1'795'000'000'123);
    copy.content = buildContent(TextMessage{"BP 90/60", {}});
    return copy;
}

}  // namespace

TEST_CASE("A copy for the archive says what it holds", "[archive]")
{
    auto copy = good();
    copy.way = GENERATE(ArchivedCopy::Way::Sent, ArchivedCopy::Way::Received);
    copy.unmanaged = copy.way == ArchivedCopy::Way::Received;
    const auto element = buildArchivedCopy(copy);
    CHECK(isArchivedCopy(element));
    const auto read = parseArchivedCopy(element);
    REQUIRE(read);
    CHECK(*read == copy);
    const auto content = parseContent(read->content);
    REQUIRE(content);
    CHECK(std::get<TextMessage>(*content).body == "BP 90/60");
}

TEST_CASE("A copy that is none is refused", "[archive]")
{
    auto element = buildArchivedCopy(good());
    using Change = void (*)(Element&);
    const auto change = GENERATE(
        Change{[](Element& e) { e.set("way", "lost"); }},
        Change{[](Element& e) { e.attributes.erase("way"); }},
        Change{[](Element& e) { e.set("author", "lee"); }},
        Change{[](Element& e) { e.set("author", "lee@clinic.example/phone"); }},
        Change{[](Element& e) { e.set("peer", ""); }}, Change{[](Element& e) { e.set("id", ""); }},
        Change{[](Element& e) { e.set("id", std::string(2000, 'x')); }},
        Change{[](Element& e) { e.set("device", "-1"); }},
        Change{[](Element& e) { e.set("device", "007"); }},
        Change{[](Element& e) { e.set("device", "2147483648"); }},
        Change{[](Element& e) { e.set("device", "99999999999999999999"); }},
        Change{[](Element& e) { e.set("device", "7 "); }},
        Change{[](Element& e) { e.set("at", "yesterday"); }},
        Change{[](Element& e) { e.set("unmanaged", "perhaps"); }},
        Change{[](Element& e) { e.children.clear(); }},
        Change{[](Element& e) { e.add(buildArchivedCopy(good())); }},
        Change{[](Element& e) { e.name = "kept"; }});
    change(element);
    const auto read = parseArchivedCopy(element);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::Malformed);
}

TEST_CASE("The archive says what it has", "[archive]")
{
    const auto elements = buildKept({"a", "b"});
    const auto ids = parseKept(elements);
    REQUIRE(ids);
    CHECK(*ids == std::vector<std::string>{"a", "b"});
    CHECK_FALSE(parseKept({}));
    CHECK_FALSE(parseKept(buildKept({""})));
    CHECK_FALSE(parseKept(buildKept(std::vector<std::string>(kMostKeptAtOnce + 1, "x"))));
    auto mixed = elements;
    mixed.push_back(buildArchivedCopy(good()));
    CHECK_FALSE(parseKept(mixed));
    CHECK_FALSE(parseKept({buildArchivedCopy(good())}));
}
