// SPDX-License-Identifier: GPL-3.0-or-later
// What happens with the devices of a contact in an open session: some leave and come back, phones
// are compared by the code of their app, policy becomes another.
#include "core/base/encoding.h"
#include "tests/scenario/engine/phone.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Texts = std::vector<std::string>;
using Mode = engine::TrustRules::Mode;
using Shown = DeviceSnapshot::Trust;

namespace {

const std::string kList{omemo::kDevicesNs};
const std::string kCurrent{omemo::kCurrentItem};

/// Dana writes with Lee, who has two workstations.
struct Contact : World {
    Contact() : dana(*this, "dana"), lee(*this, "lee"), ward(*this, "lee")
    {
        dana.signIn();
        lee.signIn();
        ward.signIn();
        dana.send(lee.address(), "hello");
        settle();
    }

    std::vector<omemo::SottoDevice> listed()
    {
        return *omemo::parseDevices(
            relay.account(lee.address())->nodes.at(kList).items.back().second);
    }

    void publish(const std::vector<omemo::SottoDevice>& list)
    {
        relay.publish(*relay.account(lee.address()), kList, kCurrent, omemo::buildDevices(list));
        settle();
    }

    Texts lines() { return dana.lines(lee.address()); }

    Person dana;
    Person lee;
    Person ward;
};

QString phoneCode(const Jid& account, const std::vector<std::pair<DeviceId, Bytes>>& devices)
{
    std::string code = "xmpp:" + account.toString() + "?";
    for (const auto& [id, key] : devices)
        code +=
            "omemo-sid-" + std::to_string(id.value) + "=" + toHex(ByteView{key}.subspan(1)) + ";";
    return QString::fromStdString(code);
}

}  // namespace

TEST_CASE("a device that its owner removes is told of, and when it comes back, too")
{
    Contact contact;
    contact.ward.kill();
    contact.lee.kill();
    const auto both = contact.listed();
    REQUIRE(both.size() == 2);
    const auto before = contact.lines();
    contact.publish({both.front()});
    auto told = before;
    told.push_back("[gone]");
    CHECK(contact.lines() == told);
    contact.publish({both.front()});  // said once
    CHECK(contact.lines() == told);
    contact.publish(both);
    told.push_back("[back]");
    CHECK(contact.lines() == told);
}

TEST_CASE("a list that flutters does not fill the conversation", "[hostile]")
{
    Contact contact;
    contact.ward.kill();
    contact.lee.kill();
    const auto both = contact.listed();
    const auto before = contact.lines().size();
    for (int i = 0; i < 50; ++i) {
        contact.publish({both.front()});
        contact.publish(both);
    }
    CHECK(contact.lines().size() - before == 6);
}

TEST_CASE("a phone that policy forbids has not left")
{
    World world;
    Person desk(world, "desk");
    Phone kim(world, "kim");
    desk.signIn();
    desk.send(kim.address(), "hello");
    world.settle();
    REQUIRE(kim.read() == Texts{"hello"});
    desk.adjust = [](auto& settings) { settings.phones = {engine::PhoneRules::Reach::Nobody, {}}; };
    desk.restart();
    desk.signIn();
    (void)desk.devices(kim.address());
    world.settle();
    CHECK(desk.lines(kim.address()) == Texts{"hello"});
}

TEST_CASE("the code of a phone app vouches for exactly the phones whose key it shows")
{
    World world;
    Person desk(world, "desk");
    Phone one(world, "kim");
    Phone two(world, "kim");
    Phone swapped(world, "kim");
    desk.signIn();
    desk.send(one.address(), "hello");
    world.settle();
    const auto kim = QString::fromStdString(one.address().toString());
    std::vector<CodeCheck> checks;
    QObject::connect(&desk.engine(), &Client::codeChecked, &desk.engine(),
                     [&](const CodeCheck& check) { checks.push_back(check); });
    const auto check = [&](const Phone& phone, const QString& code) {
        desk.engine().checkCode(kim, phone.id().value, code);
        world.settle();
        return checks.back();
    };
    const auto keyOf = [](Phone& phone) { return phone.bundle().identityKey; };
    const auto code = phoneCode(one.address(),
                                {{one.id(), keyOf(one)},
                                 {two.id(), keyOf(two)},
                                 {swapped.id(), keyOf(two)},
                                 {DeviceId{77}, keyOf(two)}});
    const auto matched = check(one, code);
    CHECK(matched.verdict == CodeVerdict::Match);
    REQUIRE(matched.alsoShown.size() == 1);
    CHECK(matched.alsoShown.front().device == two.id().value);
    CHECK(check(swapped, code).verdict == CodeVerdict::OtherKey);
    CHECK(checks.back().alsoShown.isEmpty());
    CHECK(check(two, phoneCode(one.address(), {{one.id(), keyOf(one)}})).verdict ==
          CodeVerdict::OtherDevice);
    CHECK(check(one, phoneCode(desk.address(), {{one.id(), keyOf(one)}})).verdict ==
          CodeVerdict::OtherPeople);
    CHECK(check(one, QStringLiteral("xmpp:kim@clinic.example")).verdict == CodeVerdict::NotACode);

    CHECK(desk.device(one.address(), one.id()).trust == Shown::FirstUse);  // nothing was decided
    desk.engine().markCompared(kim, two.id().value, matched.alsoShown.front().digest);
    world.settle();
    CHECK(desk.device(one.address(), two.id()).trust == Shown::Compared);
}

TEST_CASE("another trust mode is in force as soon as policy says so")
{
    Contact contact;
    const auto lee = contact.lee.address();
    contact.dana.engine().setTrustRules({.mode = Mode::VerifiedOnly});
    contact.settle();
    CHECK(contact.lines() == Texts{"hello", "[doubted]", "[doubted]"});
    contact.dana.send(lee, "waits");
    contact.settle();
    CHECK(contact.dana.delivery("waits") == Delivery::Queued);
    contact.dana.engine().setTrustRules({.mode = Mode::TofuAlert});
    contact.settle();
    CHECK(contact.dana.delivery("waits") == Delivery::Delivered);
}

TEST_CASE("an urgent message that waits goes when policy no longer asks for the choice")
{
    Contact contact;
    const auto lee = contact.lee.address();
    Person late(contact, "lee");
    late.signIn();
    contact.dana.send(lee, "potassium 6.1", Urgency::Stat);
    contact.settle();
    REQUIRE(contact.dana.delivery("potassium 6.1") == Delivery::Queued);
    REQUIRE(contact.dana.conversation(lee).urgent.isOn());
    contact.dana.engine().setTrustRules({.urgentWaits = false});
    contact.settle();
    CHECK(contact.dana.delivery("potassium 6.1") == Delivery::Delivered);
    CHECK_FALSE(contact.dana.conversation(lee).urgent.isOn());
}
