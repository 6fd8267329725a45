// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/xmpp/stream_reader.h"

#include <catch2/catch_test_macros.hpp>

namespace sotto::test {

inline constexpr std::string_view kStreamHeader =
    "<?xml version='1.0'?><stream:stream xmlns='jabber:client' "
    "xmlns:stream='http://etherx.jabber.org/streams' from='clinic.example' id='s1' version='1.0'>";

/// One element from text, read by the product's own reader in the jabber:client namespace
/// of a stream; the test fails if the text is not acceptable.
inline xmpp::Element element(std::string_view xml)
{
    xmpp::StreamReader reader;
    REQUIRE(reader.feed(viewOf(kStreamHeader)));
    REQUIRE(reader.next());
    const auto fed = reader.feed(viewOf(xml));
    CAPTURE(xml);
    REQUIRE(fed);
    auto event = reader.next();
    REQUIRE(event);
    REQUIRE(std::holds_alternative<xmpp::Element>(*event));
    return std::get<xmpp::Element>(std::move(*event));
}

}  // namespace sotto::test
