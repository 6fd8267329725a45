// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/store/store_fixture.h"

using namespace sotto;
using namespace sotto::test;
using store::OnCallOfferState;

namespace {

const Jid lee = *Jid::parse("lee@ward.example");
const Jid kim = *Jid::parse("kim@ward.example");

MessageId message(OpenVault& open, const std::string& originId, bool outgoing, bool isOpen)
{
    const auto in = must(open.stores.conversations.findOrCreate(lee, 1));
    store::MessageRow row{.conversation = in, .outgoing = outgoing, .sender = outgoing ? kim : lee};
    row.originId = originId;
    row.body = "text";
    row.isOpen = isOpen;
    return must(open.stores.messages.add(row));
}

}  // namespace

TEST_CASE("the newest word of a person is kept", "[store][on-call]")
{
    OpenVault open;
    auto& onCall = open.stores.onCall;
    open.write([&] {
        must(onCall.saveWord({lee, 5, "<a/>"}));
        must(onCall.saveWord({kim, 1, "<b/>"}));
        must(onCall.saveWord({lee, 6, "<c/>"}));
    });
    const auto words = must(onCall.words());
    REQUIRE(words.size() == 2);
    CHECK(words[0].holder == kim);
    CHECK(words[1].serial == 6);
    CHECK(words[1].word == "<c/>");
}

TEST_CASE("the open items of a role are what came for it, is open and went to nobody",
          "[store][on-call]")
{
    OpenVault open;
    auto& onCall = open.stores.onCall;
    MessageId first{};
    MessageId second{};
    open.write([&] {
        first = message(open, "m-1", false, true);
        second = message(open, "m-2", false, true);
        must(onCall.add({first, "cardiology"}));
        must(onCall.add({second, "cardiology", "noa@ward.example", "o-7"}));
        must(onCall.add({second, "other"}));  // what was said first stays
        must(onCall.add({message(open, "m-3", false, false), "cardiology"}));
        must(onCall.add({message(open, "m-4", true, true), "cardiology"}));
        must(onCall.add({message(open, "m-5", false, true), "charge"}));
    });
    CHECK(must(onCall.openItems("cardiology")) == std::vector{first, second});
    open.write([&] { must(onCall.handOver(first, kim, false)); });
    CHECK(must(onCall.openItems("cardiology")) == std::vector{second});
    const auto untold = must(onCall.untold());
    REQUIRE(untold.size() == 1);
    CHECK(untold[0].handedTo == kim.toString());
    open.write([&] { must(onCall.setTold(first)); });
    CHECK(must(onCall.untold()).empty());
    const auto kept = must(onCall.find(second));
    REQUIRE(kept);
    CHECK(kept->author == "noa@ward.example");
    CHECK(kept->ref == "o-7");
}

TEST_CASE("an offer is answered once, and is one person's", "[store][on-call]")
{
    OpenVault open;
    auto& onCall = open.stores.onCall;
    open.write([&] {
        must(onCall.addOffer({"o", lee, false, "cardiology", 3, 9}));
        must(onCall.addOffer({"o", lee, false, "charge", 4, 10}));  // the same name again
        must(onCall.addOffer({"o", kim, true, "charge", 0, 8}));
    });
    const auto open1 = must(onCall.offers(OnCallOfferState::Open));
    REQUIRE(open1.size() == 2);
    CHECK(open1[0].outgoing);
    CHECK(open1[1].role == "cardiology");
    CHECK(open1[1].items == 3);
    open.write([&] { must(onCall.settleOffer("o", lee, OnCallOfferState::Taken)); });
    CHECK(must(onCall.offers(OnCallOfferState::Open)).size() == 1);
    CHECK(must(onCall.offer("o", lee))->state == OnCallOfferState::Taken);
    CHECK_FALSE(must(onCall.offer("x", lee)));
}
