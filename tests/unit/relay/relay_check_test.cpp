// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/relay_check.h"
#include "tests/unit/relay/scripted_relay.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::test;

namespace {

using Verdict = CheckLine::Verdict;

RelayFacts goodFacts()
{
    RelayFacts facts;
    facts.memory = {true, true, true};
    facts.managed = facts.token = facts.codeAsked = facts.answered = true;
    facts.server.features = {"urn:xmpp:carbons:2", "urn:xmpp:blocking"};
    facts.account.identities = {{"pubsub", "pep", {}}};
    facts.account.features = {"http://jabber.org/protocol/pubsub#publish-options",
                              "http://jabber.org/protocol/pubsub#persistent-items",
                              "urn:xmpp:mam:2", "urn:xmpp:mam:2#extended", "urn:xmpp:sid:0"};
    facts.services.resize(2);
    facts.services[0].features = {"http://jabber.org/protocol/muc", "urn:xmpp:mam:2"};
    facts.services[1].features = {"urn:xmpp:http:upload:0"};
    return facts;
}

long count(const std::vector<CheckLine>& lines, Verdict verdict)
{
    return std::ranges::count(lines, verdict, &CheckLine::verdict);
}

}  // namespace

TEST_CASE("A relay with everything passes everything")
{
    const auto lines = judge(goodFacts());
    CHECK(lines.size() >= 15);
    CHECK(count(lines, Verdict::Pass) == static_cast<long>(lines.size()));
}

TEST_CASE("An empty relay fails what is required and only degrades what is preferred")
{
    for (const auto& line : judge({})) {
        CAPTURE(line.feature);
        CHECK_FALSE(line.meaning.empty());
        if (line.need == CheckLine::Need::Preferred)
            CHECK(line.verdict == Verdict::Degraded);
    }
    CHECK(count(judge({}), Verdict::Fail) >= 9);
}

TEST_CASE("Each missing feature shows in one line")
{
    auto facts = goodFacts();
    facts.account.features.erase("urn:xmpp:mam:2");
    CHECK(count(judge(facts), Verdict::Fail) == 1);
    facts = goodFacts();
    facts.services.clear();
    CHECK(count(judge(facts), Verdict::Fail) == 2);
    facts = goodFacts();
    facts.memory.channelBinding = false;
    CHECK(count(judge(facts), Verdict::Fail) == 0);
    CHECK(count(judge(facts), Verdict::Degraded) == 1);
}

TEST_CASE("The check asks the relay, the account and each service, and bears silence")
{
    StreamTest test;
    test.loginWithPassword();
    RelayCheck check{*test.stream,
                     {*Jid::parse("nurse@clinic.example/1"), false, true, true, std::nullopt,
                      RelayMemory{true, true, true}}};
    std::vector<CheckLine> lines;
    check.run().then(&check, [&](Result<std::vector<CheckLine>> result) {
        REQUIRE(result);
        lines = *result;
    });
    const auto questions = test.sent();
    REQUIRE(questions.size() == 3);
    for (const auto& question : questions) {
        const auto id = std::string{question.attribute("id")};
        const auto to = std::string{question.attribute("to")};
        const auto from = to.empty() ? std::string{} : " from='" + to + "'";
        const bool items = question.child("query", "http://jabber.org/protocol/disco#items");
        const auto body = items
            ? "<query xmlns='http://jabber.org/protocol/disco#items'><item "
              "jid='rooms.clinic.example'/><item jid='silent.clinic.example'/></query>"
            : "<query xmlns='http://jabber.org/protocol/disco#info'><feature "
              "var='urn:xmpp:carbons:2'/></query>";
        test.say("<iq type='result' id='" + id + "'" + from + ">" + body + "</iq>");
    }
    CHECK(lines.empty());
    const auto more = test.sent();
    REQUIRE(more.size() == 2);
    test.say("<iq type='result' id='" + std::string{more[0].attribute("id")} +
             "' from='rooms.clinic.example'><query "
             "xmlns='http://jabber.org/protocol/disco#info'><feature "
             "var='http://jabber.org/protocol/muc'/></query></iq>");
    CHECK(lines.empty());
    test.time.advance(std::chrono::seconds{30});
    REQUIRE_FALSE(lines.empty());
    const auto passed = [&lines](std::string_view feature) {
        const auto line = std::ranges::find(lines, feature, &CheckLine::feature);
        REQUIRE(line != lines.end());
        return line->verdict == Verdict::Pass;
    };
    CHECK(passed("rooms (XEP-0045)"));
    CHECK(passed("carbon copies (XEP-0280)"));
    CHECK_FALSE(passed("attachments (XEP-0363)"));
}
