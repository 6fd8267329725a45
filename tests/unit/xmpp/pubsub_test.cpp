// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/data_forms.h"
#include "core/xmpp/pubsub.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

namespace {

const Jid kSelf = *Jid::parse("alice@clinic.test/desk");

Result<std::optional<PubSubEvent>> event(const std::string& attributes, const std::string& inner)
{
    const auto message = element("<message" + attributes +
                                 "><event xmlns='http://jabber.org/protocol/pubsub#event'>" +
                                 inner + "</event></message>");
    const auto origin = classifyOrigin(message, kSelf);
    REQUIRE(origin);
    return parsePubSubEvent(message, *origin, kSelf);
}

const std::string kItems = "<items node='urn:n'><item id='current'><list xmlns='urn:l'/></item>"
                           "<retract id='old'/></items>";

}  // namespace

TEST_CASE("an item is published with what the node must be", "[xmpp][XEP-0060][XEP-0223]")
{
    const auto iq = buildPublish("urn:n", "current", Element{"share", "urn:s"}, NodeOptions{});
    CHECK(toXml(iq, kClientNs) ==
          "<iq type='set'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:n'>"
          "<item id='current'><share xmlns='urn:s'/></item></publish><publish-options><x "
          "xmlns='jabber:x:data' type='submit'><field type='hidden' var='FORM_TYPE'><value>"
          "http://jabber.org/protocol/pubsub#publish-options</value></field><field "
          "var='pubsub#access_model'><value>whitelist</value></field><field "
          "var='pubsub#max_items'><value>1</value></field><field var='pubsub#persist_items'>"
          "<value>true</value></field></x></publish-options></pubsub></iq>");

    const auto open = buildConfigureNode("urn:n", {NodeOptions::Access::Open, std::nullopt});
    const auto* pubsub = open.child("pubsub", "http://jabber.org/protocol/pubsub#owner");
    REQUIRE(pubsub);
    const auto form = parseDataForm(pubsub->children.front().children.front());
    REQUIRE(form);
    CHECK(form->formType == "http://jabber.org/protocol/pubsub#node_config");
    CHECK(form->value("pubsub#access_model") == "open");
    CHECK(form->value("pubsub#max_items") == "max");
}

TEST_CASE("nodes are created, emptied and deleted", "[xmpp][XEP-0060]")
{
    CHECK(toXml(buildDeleteNode("urn:n"), kClientNs) ==
          "<iq type='set'><pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>"
          "<delete node='urn:n'/></pubsub></iq>");
    CHECK(toXml(buildRetract("urn:n", "7", true), kClientNs) ==
          "<iq type='set'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
          "<retract node='urn:n' notify='true'><item id='7'/></retract></pubsub></iq>");
    const auto create = buildCreateNode("urn:n", NodeOptions{});
    CHECK(create.children.front().children.front().is("create", create.children.front().ns));
}

TEST_CASE("items are asked for and read", "[xmpp][XEP-0060]")
{
    const auto owner = *Jid::parse("bob@clinic.test");
    CHECK(toXml(buildItemsRequest({"urn:n", owner, "7", std::nullopt}), kClientNs) ==
          "<iq to='bob@clinic.test' type='get'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
          "<items node='urn:n'><item id='7'/></items></pubsub></iq>");
    CHECK(toXml(buildItemsRequest({"urn:n", std::nullopt, "", 3U}), kClientNs)
              .find("max_items='3'") != std::string::npos);

    const auto iq = element(
        "<iq type='result' id='a'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items "
        "node='urn:n'><item id='7' publisher='x'><a xmlns='urn:a'/></item><item id='8'/></items>"
        "</pubsub></iq>");
    const auto items = parseItems(iq, "urn:n");
    REQUIRE(items);
    REQUIRE(items->size() == 2);
    CHECK((*items)[0].id == "7");
    CHECK((*items)[0].payload.is("a", "urn:a"));
    CHECK((*items)[1].payload.name.empty());

    CHECK_FALSE(parseItems(iq, "urn:other"));
    CHECK_FALSE(parseItems(element("<iq type='result' id='a'/>"), "urn:n"));
    CHECK_FALSE(parseItems(element("<iq><pubsub xmlns='http://jabber.org/protocol/pubsub'><items "
                                   "node='urn:n'><item/></items></pubsub></iq>"),
                           "urn:n"));
}

TEST_CASE("a notification belongs to the account that it comes from", "[xmpp][XEP-0163]")
{
    const auto own = event(" from='alice@clinic.test'", kItems);
    REQUIRE(own);
    REQUIRE(*own);
    CHECK((*own)->owner == kSelf.bare());
    CHECK((*own)->node == "urn:n");
    REQUIRE((*own)->items.size() == 1);
    CHECK((*own)->items[0].payload.is("list", "urn:l"));
    CHECK((*own)->retracted == std::vector<std::string>{"old"});

    CHECK((*event(" from='bob@clinic.test' type='headline'", kItems))->owner.toString() ==
          "bob@clinic.test");
    CHECK((*event("", "<purge node='urn:n'/>"))->gone);
    CHECK((*event("", "<delete node='urn:n'/>"))->gone);
    CHECK_FALSE(*event(" type='error'", kItems));
}

TEST_CASE("a notification from an address without nodes is forged",
          "[xmpp][XEP-0163][hostile][C20][C24]")
{
    const auto from = GENERATE(as<std::string>{}, "alice@clinic.test/other", "clinic.test",
                               "bob@clinic.test/phone", "alice@clinic.test/desk");
    CAPTURE(from);
    const auto refused = event(" from='" + from + "'", kItems);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::Forged);
}

TEST_CASE("a notification of another shape is refused", "[xmpp][XEP-0060][hostile]")
{
    const auto inner =
        GENERATE(as<std::string>{}, "", "<items/>", "<wat node='urn:n'/>",
                 "<items node='a'/><items node='b'/>", "<items node='urn:n'><item/></items>",
                 "<items xmlns='urn:x' node='urn:n'/>");
    CAPTURE(inner);
    const auto refused = event("", inner);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::Malformed);
}

TEST_CASE("a form is read back as it was written", "[xmpp][XEP-0004]")
{
    DataForm form{"urn:f", {{"one", {"1"}}, {"two", {"1", "<2>"}}, {"none", {}}}};
    const auto read = parseDataForm(element(toXml(buildDataForm(form), kClientNs)));
    REQUIRE(read);
    CHECK(read->formType == form.formType);
    CHECK(read->fields == form.fields);
    CHECK(read->value("one") == "1");
    CHECK(read->value("two").empty());
    CHECK(read->value("three").empty());
    CHECK_FALSE(parseDataForm(element("<x/>")));
}
