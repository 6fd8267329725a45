// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/relay/scripted_relay.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

using Kind = LoginFailure::Kind;

xmpp::Element message(std::string_view id)
{
    xmpp::Element element{"message", xmpp::kClientNs};
    element.set("to", "lee@clinic.example").set("id", id);
    return element;
}

Bytes raw(std::string_view id)
{
    return bytesOf(xmpp::toXml(message(id), xmpp::kClientNs));
}

std::string ackXml(int h)
{
    return "<a xmlns='urn:xmpp:sm:3' h='" + std::to_string(h) + "'/>";
}

const std::string kRequestXml = "<r xmlns='urn:xmpp:sm:3'/>";

std::string messageXml(const std::string& id)
{
    return "<message from='lee@clinic.example/x' id='" + id + "'><body>hi</body></message>";
}

/// The last <a/> that the client sent, or "-".
std::string lastAck(StreamTest& test)
{
    std::string h = "-";
    for (const auto& element : test.sent()) {
        if (element.name == "a")
            h = element.attribute("h");
    }
    return h;
}

/// Asks for disco and remembers what came of it.
struct Question {
    explicit Question(StreamTest& test, const std::string& to = {},
                      xmpp::Element payload = {"query", "jabber:iq:test"})
    {
        xmpp::Element iq{"iq", xmpp::kClientNs};
        iq.set("type", "get").add(std::move(payload));
        if (!to.empty())
            iq.set("to", to);
        test.stream->request(std::move(iq))
            .then(test.stream.get(), [this](Result<xmpp::Element> result) {
                ++answers;
                outcome = result ? "ok" : result.error().detail;
                code = result ? std::nullopt : std::optional{result.error().code};
            });
        const auto sent = test.sent();
        if (!sent.empty())
            id = sent.front().attribute("id");
    }

    std::string id;
    int answers = 0;
    std::string outcome;
    std::optional<Errc> code;
};

std::string resultXml(const std::string& id, const std::string& from)
{
    return "<iq type='result' id='" + id + "'" + (from.empty() ? "" : " from='" + from + "'") +
        "/>";
}

}  // namespace

TEST_CASE("Messages and presence are passed on; foreign elements are dropped (B14)")
{
    StreamTest test;
    test.loginWithPassword();
    test.say(messageXml("1") + "<presence from='lee@clinic.example/x'/>" +
             "<message xmlns='jabber:server'/><foo xmlns='urn:bar'/>" +
             "<message from='lee@clinic.example'><body>&lt;/stream:stream></body></message>");
    CHECK(test.stanzas.size() == 3);
    CHECK(test.stanzas.back().childText("body", xmpp::kClientNs) == "</stream:stream>");
    CHECK(test.stream->isOnline());
}

TEST_CASE("A stanza above our limits is counted and passed over, wherever its bytes are split (B6)")
{
    StreamTest test;
    test.loginWithPassword();
    const std::string text(300 * 1024, 'x');
    const auto split = GENERATE(as<std::size_t>{}, 1, 20, 270 * 1024);
    const auto poison = "<message from='lee@clinic.example/a'><body>" + text + "</body></message>";
    test.say(poison.substr(0, split));
    test.say(poison.substr(split) + messageXml("1") + kRequestXml);
    CHECK(test.stanzas.size() == 1);
    CHECK(test.stream->isOnline());
    CHECK(lastAck(test) == "1");
    test.stream->confirmHandled();
    CHECK(lastAck(test) == "2");
}

TEST_CASE("An answer above our limits is an error, a question above them gets one (B6)")
{
    StreamTest test;
    test.loginWithPassword();
    const Question question(test);
    const auto big = "<x xmlns='urn:x'>" + std::string(300 * 1024, 'x') + "</x></iq>";
    test.say("<iq type='result' id='" + question.id + "'>" + big);
    CHECK(question.answers == 1);
    CHECK(question.code == Errc::Malformed);
    CHECK(test.stream->isOnline());
    (void)test.sent();
    test.say("<iq type='get' id='q' from='clinic.example'>" + big);
    CHECK(test.sentOne().attribute("type") == "error");
}

TEST_CASE("A broken stream ends it, after what was whole has been passed on (B1, B9)")
{
    const auto junk = GENERATE("<!DOCTYPE x>", "<message><x:y/></message>", "<a b='1' b='2'/>",
                               "\xff\xfe", "<?pi?>");
    StreamTest test;
    test.loginWithPassword();
    test.say(messageXml("1") + junk);
    CHECK(test.stanzas.size() == 1);
    REQUIRE(test.disconnects.size() == 1);
    CHECK(test.disconnects.front().kind == Kind::Closed);
    CHECK_FALSE(test.transport->isOpen);
}

TEST_CASE("An answer counts only with its id and from the asked address (B16)")
{
    const auto [to, from, counts] = GENERATE(table<std::string, std::string, bool>({
        {"", "", true},
        {"", "nurse@clinic.example", true},
        {"", "evil@clinic.example", false},
        {"", "clinic.example.evil", false},
        {"clinic.example", "clinic.example", true},
        {"clinic.example", "evil.example", false},
        {"clinic.example", "clinic.example/x", false},
        {"lee@clinic.example/x", "lee@clinic.example/x", true},
        {"lee@clinic.example/x", "lee@clinic.example", false},
        {"lee@clinic.example/x", "", false},
        {"lee@clinic.example/x", "@@", false},
    }));
    CAPTURE(to, from);
    StreamTest test;
    test.loginWithPassword();
    Question question{test, to};
    REQUIRE(question.id.size() == 36);
    test.say(resultXml("other", from));
    CHECK(question.answers == 0);
    test.say(resultXml(question.id, from));
    CHECK(question.answers == (counts ? 1 : 0));
    test.say(resultXml(question.id, from));
    CHECK(question.answers == (counts ? 1 : 0));
    CHECK(test.stanzas.empty());
}

TEST_CASE("An error answer becomes an error with a class")
{
    StreamTest test;
    test.loginWithPassword();
    Question question{test};
    test.say("<iq type='error' id='" + question.id +
             "'><error type='cancel'><item-not-found "
             "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    CHECK(question.code == Errc::NotFound);

    Question second{test};
    test.say("<iq type='error' id='" + second.id + "'/>");
    CHECK(second.answers == 1);
    CHECK(second.code == Errc::Malformed);
}

TEST_CASE("A question without an answer ends after 30 s, or with the stream")
{
    StreamTest test;
    test.loginWithPassword();
    Question late{test};
    test.time.advance(29s);
    CHECK(late.answers == 0);
    test.say(kRequestXml);  // the relay is alive
    test.time.advance(2s);
    CHECK(late.code == Errc::Timeout);

    Question cut{test};
    test.transport->ended(TransportError::Lost);
    CHECK(cut.code == Errc::Network);
    Question offline{test};
    CHECK(offline.code == Errc::Network);
    CHECK_FALSE(test.stream->send(message("1")));
    CHECK_FALSE(test.stream->sendRaw("1", raw("1")));
}

TEST_CASE("A page of an archive has its time since its last result")
{
    StreamTest test;
    test.loginWithPassword();
    const auto ask = [&test](const std::string& room, const std::string& name) {
        return std::make_unique<Question>(
            test, room, xmpp::Element{"query", "urn:xmpp:mam:2"}.set("queryid", name));
    };
    const auto result = [&test](const std::string& from, const std::string& name) {
        test.say("<message from='" + from + "'><result xmlns='urn:xmpp:mam:2' queryid='" + name +
                 "' id='a'/></message>");
    };
    const auto page = ask("ward@rooms.clinic.example", "page");
    const auto other = ask("team@rooms.clinic.example", "other");
    for (int i = 0; i < 5; ++i) {  // 100 s, with a result each 20 s
        test.time.advance(20s);
        result("ward@rooms.clinic.example", "page");
        result("evil@clinic.example/x", "other");              // whom nobody asked
        result("team@rooms.clinic.example", "somethingelse");  // of no question of ours
    }
    CHECK(page->answers == 0);
    CHECK(other->code == Errc::Timeout);
    test.say(resultXml(page->id, "ward@rooms.clinic.example"));
    CHECK(page->answers == 1);
    CHECK_FALSE(page->code);

    const auto silent = ask("ward@rooms.clinic.example", "next");
    test.time.advance(20s);
    result("ward@rooms.clinic.example", "next");
    test.time.advance(29s);
    CHECK(silent->answers == 0);
    test.say(kRequestXml);  // the relay is alive
    test.time.advance(2s);
    CHECK(silent->code == Errc::Timeout);
}

TEST_CASE("Questions to us get one answer: pings a result, everything else an error (B17)")
{
    const auto [xml, type] = GENERATE(table<std::string, std::string>({
        {"<iq type='get' id='q' from='clinic.example'><ping xmlns='urn:xmpp:ping'/></iq>",
         "result"},
        {"<iq type='get' id='q'><ping xmlns='urn:xmpp:ping'/></iq>", "result"},
        {"<iq type='get' id='q' from='evil@clinic.example/x'><ping xmlns='urn:xmpp:ping'/></iq>",
         "error"},
        {"<iq type='get' id='q' from='clinic.example'><query "
         "xmlns='http://jabber.org/protocol/disco#info'/></iq>",
         "result"},
        {"<iq type='get' id='q'><query xmlns='jabber:iq:oob'/></iq>", "error"},  // B32
        {"<iq type='set' id='q'><command xmlns='http://jabber.org/protocol/commands'/></iq>",
         "error"},
        {"<iq type='set' id='q'/>", "error"},
        {"<iq type='set' id='q' from='evil@x.example'><query xmlns='jabber:iq:roster'/></iq>",
         "error"},  // C1
        {"<iq type='set' id='q' from='clinic.example'><query xmlns='jabber:iq:roster'/></iq>",
         "error"},
        {"<iq type='set' id='q' from='nurse@clinic.example/other'><query "
         "xmlns='jabber:iq:roster'/></iq>",
         "error"},
    }));
    CAPTURE(xml);
    StreamTest test;
    test.stream->setPushNamespaces({"jabber:iq:roster"});
    test.loginWithPassword();
    test.say(xml);
    const auto reply = test.sentOne();
    CHECK(reply.name == "iq");
    CHECK(reply.attribute("type") == type);
    CHECK(reply.attribute("id") == "q");
    CHECK(test.stanzas.empty());
}

TEST_CASE("Questions that cannot be answered are not (B17, B18, B28)")
{
    const auto xml = GENERATE(values<std::string>({
        "<iq type='get'><ping xmlns='urn:xmpp:ping'/></iq>",
        "<iq type='get' id='" + std::string(2000, 'x') + "'><ping xmlns='urn:xmpp:ping'/></iq>",
        "<iq type='error' id='q'><error type='cancel'/></iq>",
        "<iq type='result' id='q'/>",
        "<iq type='steal' id='q'><ping xmlns='urn:xmpp:ping'/></iq>",
        "<iq id='q'/>",
    }));
    StreamTest test;
    test.loginWithPassword();
    test.say(xml);
    CHECK(test.transport->takeSent().empty());
    CHECK(test.stanzas.empty());
    CHECK(test.stream->isOnline());
}

TEST_CASE("A push of our own account is answered and passed on")
{
    StreamTest test;
    test.stream->setPushNamespaces({"jabber:iq:roster"});
    test.loginWithPassword();
    test.say("<iq type='set' id='p'><query xmlns='jabber:iq:roster'/></iq>");
    CHECK(test.sentOne().attribute("type") == "result");
    CHECK(test.stanzas.size() == 1);
    test.say(kRequestXml);
    CHECK(lastAck(test) == "0");  // what it changes is not committed yet
    test.stream->confirmHandled();
    CHECK(lastAck(test) == "1");
}

TEST_CASE("Nothing is counted before its effects are committed (I2)")
{
    StreamTest test;
    test.loginWithPassword();
    test.say(messageXml("1") + messageXml("2") + kRequestXml);
    CHECK(lastAck(test) == "0");
    test.stream->confirmHandled();
    CHECK(test.transport->takeSent().empty());
    test.stream->confirmHandled();
    CHECK(lastAck(test) == "2");  // owed since the relay asked
    test.say(messageXml("3"));
    test.stream->confirmHandled();
    CHECK(test.transport->takeSent().empty());  // nobody asked
    test.say(kRequestXml);
    CHECK(lastAck(test) == "3");
}

TEST_CASE("The relay's acknowledgements are told by id, once, for outgoing stanzas")
{
    StreamTest test;
    test.loginWithPassword();
    REQUIRE(test.stream->send(message("presence-like")));
    REQUIRE(test.stream->sendRaw("a", raw("a")));
    REQUIRE(test.stream->sendRaw("b", raw("b")));
    CHECK(test.transport->takeSent() ==
          xmpp::toXml(message("presence-like"), xmpp::kClientNs) + std::string{textOf(raw("a"))} +
              kRequestXml + std::string{textOf(raw("b"))});
    test.say(ackXml(2));
    CHECK(test.acked == std::vector<std::string>{"a"});
    test.transport->client(kRequestXml);  // b still waits
    test.say(ackXml(1));                  // A33
    test.say(ackXml(3));
    test.say(ackXml(3));
    CHECK(test.acked == std::vector<std::string>{"a", "b"});
    CHECK(test.transport->takeSent().empty());
}

TEST_CASE("A stanza that left behind a question is asked for again, and only then")
{
    StreamTest test;
    test.loginWithPassword();
    REQUIRE(test.stream->sendRaw("a", raw("a")));
    REQUIRE(test.stream->sendRaw("b", raw("b")));
    test.transport->takeSent();
    test.say(ackXml(1));
    test.transport->client(kRequestXml);
    test.say(ackXml(1));
    CHECK(test.transport->takeSent().empty());  // no loop with a relay that does not move
}

TEST_CASE("A long burst is asked about on its way")
{
    StreamTest test;
    test.loginWithPassword();
    for (int i = 0; i < 120; ++i)
        REQUIRE(test.stream->sendRaw(std::to_string(i), raw("burst")));
    const auto sent = test.transport->takeSent();
    const std::string_view question{kRequestXml};
    int questions = 0;
    for (auto at = sent.find(question); at != std::string::npos; at = sent.find(question, at + 1))
        ++questions;
    CHECK(questions == 3);
    test.say(ackXml(1));
    test.say(ackXml(51));
    CHECK(test.transport->takeSent().empty());  // one is still out
    test.say(ackXml(101));
    CHECK(test.transport->takeSent() == kRequestXml);
    test.say(ackXml(120));
    CHECK(test.transport->takeSent().empty());
    CHECK(test.acked.size() == 120);
}

TEST_CASE("An acknowledgement that makes no sense ends the stream and clears nothing (A32)")
{
    const auto xml = GENERATE(values<std::string>(
        {ackXml(2), ackXml(-1), "<a xmlns='urn:xmpp:sm:3'/>", "<a xmlns='urn:xmpp:sm:3' h='x'/>",
         "<a xmlns='urn:xmpp:sm:3' h='99999999999'/>"}));
    CAPTURE(xml);
    StreamTest test;
    test.loginWithPassword();
    REQUIRE(test.stream->sendRaw("a", raw("a")));
    test.say(xml);
    CHECK(test.disconnects.size() == 1);
    CHECK(test.acked.empty());
    CHECK(test.stream->resumeState().unacked.size() == 1);
    CHECK(test.stream->resumeState().id.empty());
}

TEST_CASE("A broken stream is resumed: same bytes again, then new ones")
{
    StreamTest test;
    test.loginWithPassword();
    test.say(messageXml("1"));
    test.stream->confirmHandled();
    REQUIRE(test.stream->sendRaw("a", raw("a")));
    REQUIRE(test.stream->sendRaw("b", raw("b")));
    test.transport->ended(TransportError::Lost);
    REQUIRE(test.disconnects.size() == 1);

    auto request = test.tokenRequest();
    request.resume = test.stream->resumeState();
    CHECK(request.resume->id == "sm-1");
    test.stream->start(std::move(request));
    test.open();
    const auto authenticate = test.sentOne();
    const auto* resume = authenticate.child("resume", "urn:xmpp:sm:3");
    REQUIRE(resume);
    CHECK(resume->attribute("previd") == "sm-1");
    CHECK(resume->attribute("h") == "1");
    test.say(successXml(test.fastProof(),
                        "<resumed h='1' xmlns='urn:xmpp:sm:3' previd='sm-1'/>"
                        "<authorization-identifier>nurse@clinic.example/Sotto~1"
                        "</authorization-identifier></success>") +
             kRequestXml);
    CHECK(test.onlineCount == 2);
    CHECK(test.resumed);
    CHECK(test.managed);
    CHECK(test.acked == std::vector<std::string>{"a"});
    CHECK(test.transport->takeSent() ==
          std::string{textOf(raw("b"))} + kRequestXml + "<a xmlns='urn:xmpp:sm:3' h='1'/>");
    test.say(ackXml(2));
    CHECK(test.acked == std::vector<std::string>{"a", "b"});
}

TEST_CASE("A relay that talks but no longer hears us is left, and that stream is not resumed again")
{
    StreamTest test;
    test.loginWithPassword();
    const bool isResumed = GENERATE(true, false);
    if (isResumed) {
        test.transport->ended(TransportError::Lost);
        auto request = test.tokenRequest();
        request.resume = test.stream->resumeState();
        test.stream->start(std::move(request));
        test.open();
        test.transport->takeSent();
        test.say(successXml(test.fastProof(),
                            "<resumed h='0' xmlns='urn:xmpp:sm:3' previd='sm-1'/>"
                            "<authorization-identifier>nurse@clinic.example/Sotto~1"
                            "</authorization-identifier></success>"));
        REQUIRE(test.onlineCount == 2);
        CHECK(test.transport->takeSent() == kRequestXml);  // although nothing is to be covered
    } else {
        REQUIRE(test.stream->sendRaw("a", raw("a")));
    }
    const auto before = test.disconnects.size();
    const auto limit = isResumed ? 45s : 120s;
    for (auto passed = 0s; passed < limit - 5s; passed += 5s) {
        test.time.advance(5s);
        test.say(messageXml(std::to_string(passed.count())));
    }
    SECTION("it answers in time")
    {
        test.say(ackXml(isResumed ? 0 : 1));
        test.time.advance(20s);
        CHECK(test.disconnects.size() == before);
        CHECK_FALSE(test.stream->resumeState().id.empty());
    }
    SECTION("it does not")
    {
        test.time.advance(6s);
        CHECK(test.disconnects.size() == before + 1);
        CHECK(test.stream->resumeState().id.empty());
        CHECK(test.stream->resumeState().unacked.size() == (isResumed ? 0U : 1U));
    }
}

TEST_CASE("A refused resumption is a fresh session, and the relay's last count is used (A34)")
{
    StreamTest test;
    test.loginWithPassword();
    REQUIRE(test.stream->sendRaw("a", raw("a")));
    REQUIRE(test.stream->sendRaw("b", raw("b")));
    test.transport->ended(TransportError::Lost);
    auto request = test.tokenRequest();
    request.resume = test.stream->resumeState();
    test.stream->start(std::move(request));
    test.open();
    test.transport->takeSent();
    auto tail = kSuccessTail;
    tail.replace(tail.find("sm-1"), 4, "sm-2");
    test.say(successXml(test.fastProof(),
                        "<failed xmlns='urn:xmpp:sm:3' h='1'><item-not-found "
                        "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>" +
                            tail));
    CHECK(test.onlineCount == 2);
    CHECK_FALSE(test.resumed);
    CHECK(test.acked == std::vector<std::string>{"a"});
    CHECK(test.transport->takeSent().empty());  // the outbox sends again, not we
    CHECK(test.stream->resumeState().id == "sm-2");
    CHECK(test.stream->resumeState().unacked.empty());
}

TEST_CASE("A resumption that counts too much, or is of another stream, clears nothing (A32)")
{
    const auto [h, previous] =
        GENERATE(table<std::string, std::string>({{"3", "sm-1"}, {"0", "sm-9"}}));
    StreamTest test;
    test.loginWithPassword();
    REQUIRE(test.stream->sendRaw("a", raw("a")));
    test.transport->ended(TransportError::Lost);
    auto request = test.tokenRequest();
    request.resume = test.stream->resumeState();
    test.stream->start(std::move(request));
    test.open();
    test.say(successXml(test.fastProof(),
                        "<resumed h='" + h + "' xmlns='urn:xmpp:sm:3' previd='" + previous +
                            "'/><authorization-identifier>nurse@clinic.example/Sotto~1"
                            "</authorization-identifier></success>"));
    REQUIRE(test.failures.size() == 1);
    CHECK(test.failures.front().kind == Kind::Closed);
    CHECK(test.onlineCount == 1);
    CHECK(test.acked.empty());
    CHECK(test.stream->resumeState().unacked.size() == 1);
}

TEST_CASE("Counting can begin after unlock, and counts both directions from there")
{
    StreamTest test;
    auto request = test.tokenRequest();
    request.wantStreamManagement = false;
    test.stream->start(std::move(request));
    test.open();
    test.transport->takeSent();
    test.say(successXml(test.fastProof(),
                        "<bound xmlns='urn:xmpp:bind:0'/><authorization-identifier>"
                        "nurse@clinic.example/Sotto~1</authorization-identifier></success>"));
    REQUIRE(test.onlineCount == 1);
    CHECK_FALSE(test.managed);
    test.say(messageXml("before"));
    REQUIRE(test.stream->sendRaw("before", raw("before")));
    test.transport->takeSent();

    test.stream->enableStreamManagement();
    test.stream->enableStreamManagement();
    test.transport->client("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
    REQUIRE(test.stream->sendRaw("a", raw("a")));
    test.transport->takeSent();
    test.say("<enabled xmlns='urn:xmpp:sm:3' id='sm-7' resume='true'/>");
    test.transport->client(kRequestXml);
    test.say(messageXml("after") + ackXml(1));
    CHECK(test.acked == std::vector<std::string>{"a"});
    CHECK(test.stream->resumeState().id == "sm-7");
    test.stream->confirmHandled(2);
    test.say(kRequestXml);
    CHECK(lastAck(test) == "1");
}

TEST_CASE("A relay that will not count is no reason to stop")
{
    StreamTest test;
    auto request = test.tokenRequest();
    request.wantStreamManagement = false;
    test.stream->start(std::move(request));
    test.open();
    test.say(successXml(test.fastProof(),
                        "<bound xmlns='urn:xmpp:bind:0'/><authorization-identifier>"
                        "nurse@clinic.example/Sotto~1</authorization-identifier></success>"));
    test.stream->enableStreamManagement();
    test.say("<failed xmlns='urn:xmpp:sm:3'><unexpected-request "
             "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>");
    CHECK(test.stream->isOnline());
    REQUIRE(test.stream->sendRaw("a", raw("a")));
    CHECK(test.stream->resumeState().unacked.empty());
}

TEST_CASE("A peer that went away is noticed within a minute (A30)")
{
    StreamTest test;
    test.loginWithPassword();
    test.time.advance(31s);
    test.transport->client(kRequestXml);
    test.say(ackXml(0));
    test.time.advance(29s);
    CHECK(test.transport->takeSent().empty());
    test.time.advance(2s);
    test.transport->client(kRequestXml);
    CHECK(test.stream->isOnline());
    test.time.advance(31s);
    REQUIRE(test.disconnects.size() == 1);
    CHECK(test.disconnects.front().kind == Kind::Timeout);
    CHECK(test.stream->resumeState().id == "sm-1");
}

TEST_CASE("Stream errors end the stream; another host is never followed (A25)")
{
    const auto [condition, kind] = GENERATE(table<std::string, Kind>({
        {"conflict", Kind::Conflict},
        {"system-shutdown", Kind::Closed},
        {"see-other-host", Kind::Closed},
        {"reset", Kind::Closed},
        {"invented", Kind::Closed},
    }));
    StreamTest test;
    test.loginWithPassword();
    test.say("<stream:error><" + condition +
             " xmlns='urn:ietf:params:xml:ns:xmpp-streams'>evil.example:5223</" + condition +
             "></stream:error></stream:stream>");
    REQUIRE(test.disconnects.size() == 1);
    CHECK(test.disconnects.front().kind == kind);
    CHECK(test.transport->opens == 1);
}

TEST_CASE("Closing says good-bye and what was handled, and waits two seconds at most")
{
    const bool answers = GENERATE(true, false);
    StreamTest test;
    test.loginWithPassword();
    test.stream->closeStream();
    test.stream->closeStream();
    test.transport->client("<a xmlns='urn:xmpp:sm:3' h='0'/></stream:stream>");
    CHECK(test.disconnects.empty());
    if (answers)
        test.say("</stream:stream>");
    else
        test.time.advance(2s);
    CHECK(test.disconnects.size() == 1);
    CHECK(test.failures.empty());
}

TEST_CASE("Logging off makes the relay forget the token")
{
    const int course = GENERATE(0, 1, 2);
    StreamTest test;
    test.loginWithPassword();
    test.stream->logOff();
    test.transport->takeSent();
    test.say("</stream:stream>");
    CHECK(test.disconnects.empty());
    CHECK(test.transport->opens == 2);
    if (course == 0) {
        test.open();
        const auto authenticate = test.sentOne();
        const auto* fast = authenticate.child("fast", "urn:xmpp:fast:0");
        REQUIRE(fast);
        CHECK((fast->attribute("invalidate") == "true" || fast->attribute("invalidate") == "1"));
        CHECK_FALSE(authenticate.child("bind", "urn:xmpp:bind:0"));
        test.say(successXml(test.fastProof(),
                            "<authorization-identifier>nurse@clinic.example"
                            "</authorization-identifier></success>"));
    } else if (course == 1) {
        test.transport->ended(TransportError::Unreachable);
    } else {
        test.time.advance(5s);
    }
    CHECK(test.disconnects.size() == 1);
    CHECK(test.onlineCount == 1);
    CHECK(test.failures.empty());
}

TEST_CASE("A slot may start again or abort in the middle of a batch")
{
    StreamTest test;
    test.loginWithPassword();
    const bool restarts = GENERATE(true, false);
    QObject::connect(test.stream.get(), &RelayStream::stanzaReceived, test.stream.get(), [&] {
        if (restarts)
            test.stream->start(test.passwordRequest());
        else
            test.stream->abort();
    });
    test.say(messageXml("1") + messageXml("2") + "</stream:stream>");
    CHECK(test.stanzas.size() == 1);
    CHECK(test.disconnects.empty());
    CHECK_FALSE(test.stream->isOnline());
    CHECK(test.transport->opens == (restarts ? 2 : 1));
}
