// SPDX-License-Identifier: GPL-3.0-or-later
// One journey in each mode of crypto.trust_mode, with whole clients over a real relay.
#include "tests/live/engine/told.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Mode = engine::TrustRules::Mode;
using Shown = DeviceSnapshot::Trust;
using Step = SignInStage::Step;

namespace {

/// What the screen of one person is told of another's devices.
struct Watch {
    Watch(LivePerson& who, const LivePerson& other)
        : person(who),
          of(QString::fromStdString(other.address()))
    {
        auto* const engine = &person.engine();
        QObject::connect(engine, &Client::devicesChanged, engine,
                         [this](const QString& address, const QList<DeviceSnapshot>& all) {
                             if (address == of)
                                 devices = all;
                         });
        QObject::connect(engine, &Client::conversationChanged, engine,
                         [this](const ConversationSnapshot& conversation) {
                             if (conversation.address == of)
                                 line = conversation;
                         });
        engine->openDevices(of);
    }

    bool waitForDevices(qsizetype count)
    {
        return LiveSession::wait([&] {
            return devices.size() == count &&
                std::ranges::none_of(devices, [](const DeviceSnapshot& device) {
                       return device.keyDigest.isEmpty();
                   });
        });
    }

    bool waitForTrust(Shown trust)
    {
        return LiveSession::wait([&] {
            return std::ranges::any_of(
                devices, [&](const DeviceSnapshot& device) { return device.trust == trust; });
        });
    }

    void compareAll()
    {
        for (const auto& device : QList{devices})
            person.engine().markCompared(of, device.id, device.keyDigest);
    }

    bool waitForNotice(NoticeSnapshot::Kind kind)
    {
        return LiveSession::wait([&] {
            return std::ranges::any_of(person.messages, [&](const MessageSnapshot& message) {
                return message.notice && message.notice->kind == kind;
            });
        });
    }

    LivePerson& person;
    QString of;
    QList<DeviceSnapshot> devices;
    ConversationSnapshot line;
};

LivePerson::Adjust inMode(Mode mode)
{
    return [mode](engine::EngineSettings& settings) { settings.trust.mode = mode; };
}

void open(LivePerson& person)
{
    person.signIn();
    REQUIRE(person.waitFor(Step::Open));
    REQUIRE(person.waitOnline());
}

}  // namespace

TEST_CASE("a second workstation is announced, and STAT asks before it goes there", "[live][trust]")
{
    NEED_RELAY();
    relay->addPerson("desk-trusts");
    relay->addPerson("kim-trusts");
    LivePerson desk(*relay, "desk-trusts");
    LivePerson kim(*relay, "kim-trusts");
    open(desk);
    open(kim);
    Watch watch(desk, kim);
    const auto to = desk.conversationWith(kim);
    desk.engine().sendText(to, QStringLiteral("first contact"), Urgency::Fyi);
    REQUIRE(kim.waitForMessage("first contact"));
    REQUIRE(watch.waitForTrust(Shown::FirstUse));

    LivePerson second(*relay, "kim-trusts");
    open(second);
    REQUIRE(watch.waitForNotice(NoticeSnapshot::Kind::DeviceAdded));
    REQUIRE(kim.waitForProblem(ProblemKind::OwnDeviceAdded));
    desk.engine().sendText(to, QStringLiteral("known only"), Urgency::Stat);
    REQUIRE(LiveSession::wait([&] { return watch.line.urgent.isOn(); }));
    CHECK_FALSE(kim.message("known only"));
    desk.engine().chooseForUrgent(watch.line.urgent.message, UrgentChoice::KnownDevicesOnly);
    REQUIRE(kim.waitForMessage("known only"));

    REQUIRE(watch.waitForDevices(2));
    watch.compareAll();
    REQUIRE(LiveSession::wait([&] { return watch.line.verified; }));
    desk.engine().sendText(to, QStringLiteral("to both"), Urgency::Stat);
    REQUIRE(kim.waitForMessage("to both"));
    REQUIRE(second.waitForMessage("to both"));
    CHECK_FALSE(second.message("known only"));
}

TEST_CASE("verified_only: nothing passes before both have compared", "[live][trust]")
{
    NEED_RELAY();
    relay->addPerson("ann-trusts");
    relay->addPerson("ben-trusts");
    LivePerson ann(*relay, "ann-trusts", inMode(Mode::VerifiedOnly));
    LivePerson ben(*relay, "ben-trusts", inMode(Mode::VerifiedOnly));
    open(ann);
    open(ben);
    Watch annSees(ann, ben);
    Watch benSees(ben, ann);
    REQUIRE(annSees.waitForDevices(1));
    REQUIRE(benSees.waitForDevices(1));
    ann.engine().sendText(ann.conversationWith(ben), QStringLiteral("held"), Urgency::Fyi);
    REQUIRE(LiveSession::wait([&] { return annSees.line.leftOut == 1; }));
    annSees.compareAll();
    REQUIRE(LiveSession::wait(
        [&] { return ann.message("held") && ann.message("held")->delivery >= Delivery::Relayed; }));
    CHECK_FALSE(ben.message("held"));
    benSees.compareAll();
    REQUIRE(ben.waitForMessage("held"));
    CHECK(annSees.line.verified);
}

TEST_CASE("org_list: who is listed talks, who is taken off does not", "[live][trust]")
{
    NEED_RELAY();
    relay->addPerson("cleo");
    relay->addPerson("dan");
    LivePerson cleo(*relay, "cleo", inMode(Mode::OrgList));
    LivePerson dan(*relay, "dan");
    open(cleo);
    open(dan);
    Watch watch(cleo, dan);
    REQUIRE(watch.waitForDevices(1));
    const auto to = cleo.conversationWith(dan);
    cleo.engine().sendText(to, QStringLiteral("listed?"), Urgency::Stat);
    REQUIRE(LiveSession::wait([&] { return watch.line.leftOut == 1; }));

    const auto& device = watch.devices.front();
    OrgList list{.serial = 1};
    list.devices.insert({{*Jid::parseAccount(dan.address()), DeviceId{device.id}},
                         {{device.keyDigest.begin(), device.keyDigest.end()}, "Ward 3", {}}});
    cleo.engine().setTrustRules({.mode = engine::TrustRules::Mode::OrgList, .list = list});
    REQUIRE(dan.waitForMessage("listed?"));
    REQUIRE(watch.waitForTrust(Shown::Listed));
    cleo.engine().setTrustRules({.mode = engine::TrustRules::Mode::OrgList, .list = {.serial = 2}});
    REQUIRE(watch.waitForNotice(NoticeSnapshot::Kind::DeviceDoubted));
    cleo.engine().sendText(to, QStringLiteral("gone"), Urgency::Fyi);
    REQUIRE(LiveSession::wait([&] { return watch.line.leftOut == 1; }));
    CHECK_FALSE(dan.message("gone"));
    CHECK(cleo.message("gone")->delivery == Delivery::Queued);
}
