// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/room_desk.h"
#include "tests/unit/relay/scripted_relay.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::test;
using xmpp::Affiliation;

namespace {

const Jid kRoom = *Jid::parse("4711@rooms.clinic.example");
const Jid kSelf = *Jid::parse("nurse@clinic.example");
const Jid kLee = *Jid::parse("lee@clinic.example");
constexpr auto kFit = "<feature var='muc_membersonly'/><feature var='muc_nonanonymous'/>"
                      "<feature var='muc_persistent'/><feature var='muc_hidden'/>"
                      "<feature var='urn:xmpp:mam:2'/>";

/// A desk on a stream that is online, the room's answers, and what became of it.
class DeskTest {
public:
    DeskTest() : desk((play.loginWithPassword(), *play.stream), play.time.time())
    {
        QObject::connect(play.stream.get(), &RelayStream::stanzaReceived, &desk,
                         [this](const xmpp::Element& stanza) {
                             if (const auto origin = xmpp::classifyOrigin(stanza, kSelf))
                                 taken = desk.takePresence(stanza, *origin);
                         });
        QObject::connect(&desk, &RoomDesk::left, &desk, [this](const Jid&) { ++left; });
        QObject::connect(&desk, &RoomDesk::changed, &desk, [this](const Jid&) { ++changed; });
        play.sent();
    }

    void enter(RoomDesk::As as = RoomDesk::As::Member)
    {
        desk.enter(kRoom, "nurse", as).then(nullptr, [this](Result<RoomDesk::Members> members) {
            entered = std::move(members);
        });
    }

    void present(const std::string& nick, const std::string& person, const std::string& affiliation,
                 const std::string& statuses = {}, const std::string& attributes = {})
    {
        play.say("<presence from='4711@rooms.clinic.example/" + nick + "'" + attributes +
                 "><x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='" +
                 affiliation + "' jid='" + person + "'/>" + statuses + "</x></presence>");
    }

    void presentSelf(const std::string& affiliation, const std::string& more = {})
    {
        present("nurse", "nurse@clinic.example/Sotto~1", affiliation,
                "<status code='110'/>" + more);
    }

    /// The one question that the desk has asked since the last look.
    xmpp::Element question()
    {
        auto sent = play.sent();
        std::erase_if(sent, [](const auto& stanza) { return stanza.name != "iq"; });
        REQUIRE(sent.size() == 1);
        return sent.front();
    }

    void answer(const std::string& payload)
    {
        const auto iq = question();
        play.say("<iq type='result' id='" + std::string{iq.attribute("id")} + "' from='" +
                 std::string{iq.attribute("to")} + "'>" + payload + "</iq>");
    }

    void refuse(const std::string& condition)
    {
        const auto iq = question();
        play.say("<iq type='error' id='" + std::string{iq.attribute("id")} + "' from='" +
                 std::string{iq.attribute("to")} + "'><error type='cancel'><" + condition +
                 " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    }

    void tellConfiguration(const std::string& features)
    {
        answer("<query xmlns='http://jabber.org/protocol/disco#info'>" + features + "</query>");
    }

    void tellMembers(const std::string& items)
    {
        answer("<query xmlns='http://jabber.org/protocol/muc#admin'>" + items + "</query>");
    }

    void tellAllMembers()
    {
        tellMembers("<item affiliation='member' jid='lee@clinic.example'/>"
                    // Of another list: not what was asked for.
                    "<item affiliation='owner' jid='mallory@clinic.example'/>");
        tellMembers("");
        tellMembers("<item affiliation='owner' jid='nurse@clinic.example'/>");
    }

    void goInside()
    {
        enter();
        present("lee", "lee@clinic.example/phone", "member");
        presentSelf("owner");
        tellConfiguration(kFit);
        tellAllMembers();
        REQUIRE(desk.isInside(kRoom));
    }

    Errc failure() const
    {
        REQUIRE(entered);
        REQUIRE_FALSE(*entered);
        return entered->error().code;
    }

    StreamTest play;
    RoomDesk desk;
    std::optional<Result<RoomDesk::Members>> entered;
    bool taken = false;
    int left = 0;
    int changed = 0;
};

}  // namespace

TEST_CASE("A member enters, sees who is who, and gets the members once the room is fit")
{
    DeskTest test;
    test.enter();
    CHECK(test.play.sentOne().attribute("to") == "4711@rooms.clinic.example/nurse");
    test.present("lee", "lee@clinic.example/phone", "member");
    CHECK(test.taken);
    test.presentSelf("owner");
    CHECK_FALSE(test.desk.isInside(kRoom));  // not before it has shown what it is
    test.tellConfiguration(kFit);
    test.tellAllMembers();
    REQUIRE(test.entered);
    REQUIRE(*test.entered);
    CHECK(**test.entered ==
          RoomDesk::Members{{kLee, Affiliation::Member}, {kSelf, Affiliation::Owner}});
    CHECK(test.desk.isInside(kRoom));
    CHECK(test.desk.personOf(*Jid::parse("4711@rooms.clinic.example/lee")) == kLee);
    CHECK_FALSE(test.desk.personOf(*Jid::parse("4711@rooms.clinic.example/kim")));
    CHECK_FALSE(test.desk.personOf(*Jid::parse("other@rooms.clinic.example/lee")));
    CHECK(test.changed == 0);
}

TEST_CASE("A room that is not fit is left again")
{
    DeskTest test;
    test.enter();
    test.presentSelf("member");
    test.play.sent();
    // Its answer: everything but the archive.
    test.enter();
    test.presentSelf("member");
    test.tellConfiguration("<feature var='muc_membersonly'/><feature var='muc_nonanonymous'/>"
                           "<feature var='muc_persistent'/><feature var='muc_hidden'/>");
    CHECK(test.failure() == Errc::Unsupported);
    CHECK_FALSE(test.desk.isInside(kRoom));
    CHECK(test.play.sentOne().attribute("type") == "unavailable");
}

TEST_CASE("A room that hides addresses is refused, whatever it says of itself")
{
    DeskTest test;
    test.enter();
    test.play.say("<presence from='4711@rooms.clinic.example/nurse'><x "
                  "xmlns='http://jabber.org/protocol/muc#user'><item affiliation='member'/>"
                  "<status code='110'/></x></presence>");
    CHECK(test.failure() == Errc::Unsupported);
}

TEST_CASE("Who is no member is told so")
{
    DeskTest test;
    test.enter();
    test.play.say("<presence type='error' from='4711@rooms.clinic.example/nurse'><error "
                  "type='auth'><registration-required "
                  "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>");
    CHECK(test.failure() == Errc::Denied);
}

TEST_CASE("A room that came into being by entering it is withdrawn")
{
    DeskTest test;
    test.enter();
    test.play.sent();
    test.presentSelf("owner", "<status code='201'/>");
    CHECK(test.failure() == Errc::NotFound);
    const auto sent = test.play.sent();
    CHECK(std::ranges::any_of(sent, [](const auto& stanza) {
        const auto* query = stanza.child("query", "http://jabber.org/protocol/muc#owner");
        return query && query->child("destroy", "http://jabber.org/protocol/muc#owner");
    }));
}

TEST_CASE("A maker configures the room before using it, and takes none that is another's")
{
    DeskTest test;
    test.enter(RoomDesk::As::Maker);
    test.presentSelf("owner", "<status code='201'/>");
    test.answer("<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' "
                "type='form'><field var='muc#roomconfig_membersonly'/></x></query>");
    const auto form = test.question();
    CHECK(form.attribute("type") == "set");
    test.play.say("<iq type='result' id='" + std::string{form.attribute("id")} +
                  "' from='4711@rooms.clinic.example'/>");
    test.tellConfiguration(kFit);
    test.tellAllMembers();
    REQUIRE(test.entered);
    CHECK(*test.entered);

    DeskTest other;
    other.enter(RoomDesk::As::Maker);
    other.presentSelf("member");
    CHECK(other.failure() == Errc::Duplicate);
}

TEST_CASE("A room that does not answer is given up, and so is one on a stream that ended")
{
    DeskTest silent;
    silent.enter();
    silent.play.time.advance(std::chrono::seconds{31});
    CHECK(silent.failure() == Errc::Timeout);

    DeskTest broken;
    broken.enter();
    broken.desk.forgetAll();
    CHECK(broken.failure() == Errc::Network);
}

TEST_CASE("What changes among the people of a room is told")
{
    DeskTest test;
    test.goInside();
    test.present("lee", "lee@clinic.example/phone", "member");
    CHECK(test.changed == 0);  // nothing new
    test.present("kim", "kim@clinic.example/desk", "none");
    CHECK(test.changed == 0);  // a stranger is none on the list either
    test.present("kim", "kim@clinic.example/desk", "member");
    CHECK(test.changed == 1);
    test.present("lee", "lee@clinic.example/phone", "none", "<status code='321'/>",
                 " type='unavailable'");
    CHECK(test.changed == 2);
    CHECK_FALSE(test.desk.personOf(*Jid::parse("4711@rooms.clinic.example/lee")));
    test.present("nurse", "nurse@clinic.example/Sotto~1", "none",
                 "<status code='110'/><status code='307'/>", " type='unavailable'");
    CHECK(test.left == 1);
    CHECK_FALSE(test.desk.isInside(kRoom));
}

TEST_CASE("Presence of rooms that we are not in, and of people, is not the desk's")
{
    DeskTest test;
    test.taken = true;
    test.present("lee", "lee@clinic.example/phone", "member");
    CHECK_FALSE(test.taken);
    test.taken = true;
    test.play.say("<presence from='lee@clinic.example/phone'/>");
    CHECK_FALSE(test.taken);
}

TEST_CASE("Only not-acceptable, or no answer at all, means that we are outside")
{
    DeskTest test;
    test.goInside();
    std::optional<Result<Done>> inside;
    const auto check = [&] {
        inside.reset();
        test.desk.check(kRoom).then(nullptr, [&](Result<Done> done) { inside = std::move(done); });
    };
    check();
    test.answer("");
    CHECK((inside && *inside));
    check();
    test.refuse("service-unavailable");  // a device of ours that knows no ping
    CHECK((inside && *inside));
    check();
    test.refuse("not-acceptable");
    REQUIRE(inside);
    CHECK(inside->error().code == Errc::NotFound);
    check();
    test.play.time.advance(std::chrono::seconds{31});
    REQUIRE(inside);
    CHECK(inside->error().code == Errc::NotFound);
}

TEST_CASE("The service is the one that says it has rooms")
{
    DeskTest test;
    std::optional<Result<Jid>> found;
    test.desk.findService().then(nullptr, [&](Result<Jid> jid) { found = std::move(jid); });
    test.answer("<query xmlns='http://jabber.org/protocol/disco#items'>"
                "<item jid='share.clinic.example'/><item jid='rooms.clinic.example'/></query>");
    for (const auto& iq : test.play.sent()) {
        const std::string to{iq.attribute("to")};
        const std::string inside = to.starts_with("rooms")
            ? "<identity category='conference' type='text'/><feature "
              "var='http://jabber.org/protocol/muc'/>"
            : "<identity category='store' type='file'/>";
        test.play.say("<iq type='result' id='" + std::string{iq.attribute("id")} + "' from='" + to +
                      "'><query xmlns='http://jabber.org/protocol/disco#info'>" + inside +
                      "</query></iq>");
    }
    REQUIRE(found);
    REQUIRE(*found);
    CHECK(**found == *Jid::parse("rooms.clinic.example"));
}

TEST_CASE("Members are changed one a request, until one is refused")
{
    DeskTest test;
    test.goInside();
    std::optional<Result<Done>> changed;
    const auto change = [&] {
        changed.reset();
        test.desk
            .changeMembers(kRoom,
                           {{kLee, Affiliation::Member},
                            {*Jid::parse("kim@clinic.example"), Affiliation::Member}})
            .then(nullptr, [&](Result<Done> done) { changed = std::move(done); });
    };
    change();
    test.answer("");
    CHECK_FALSE(changed);
    test.answer("");
    CHECK((changed && *changed));
    change();
    test.refuse("forbidden");
    REQUIRE(changed);
    CHECK(changed->error().code == Errc::Denied);
}
