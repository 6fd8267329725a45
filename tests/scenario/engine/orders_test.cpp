// SPDX-License-Identifier: GPL-3.0-or-later
// Orders (CMS QSO-24-05, 42 CFR 482.24(c)(2)): read back, signed, entered in the record, and what
// keeps one from being given.
#include "tests/scenario/engine/orders.h"
#include "tests/scenario/engine/phone.h"
#include "tests/scenario/engine/sharing.h"
#include "tests/scenario/engine/team.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Why = OrderHindrance;

TEST_CASE("an order is read back, signed, read, read back again and entered in the record",
          "[order][R-22]")
{
    OrderWard ward;
    REQUIRE(ward.lee.prepare(ward.kim.address()) == Why::None);
    const auto& sheet = ward.lee.prepared.sheet;
    CHECK(sheet.author.string() == QStringLiteral("lee"));
    CHECK(sheet.recipient.string() == QStringLiteral("kim"));
    CHECK(sheet.text.string() == QLatin1String(kOrder));
    CHECK(sheet.patient.name.string() == QStringLiteral("Jane Smith"));
    CHECK(sheet.atMs == toMs(ward.time.wallNow()));
    CHECK(sheet.asksSecret);
    REQUIRE(ward.lee.sign() == Why::None);
    ward.settle();

    const auto got = ward.atKim();
    CHECK(got.text.string() == QLatin1String(kOrder));
    CHECK(got.order->signedAtMs == sheet.atMs);
    CHECK(got.order->utcOffsetMin == sheet.utcOffsetMin);
    CHECK(got.order->recipient.string() == QStringLiteral("kim"));
    CHECK(got.author.string() == QStringLiteral("lee"));
    CHECK(got.open);
    CHECK(ward.atLee().deliveredAtMs > 0);
    CHECK(ward.kim.items.front().isOrder);
    CHECK(ward.lee.items.front().isOrder);

    ward.kim.engine().markRead(ward.kim.conversationWith(ward.lee.address()));
    ward.settle();
    CHECK(ward.atLee().readAtMs > 0);
    ward.answer(Answer::Acknowledged);
    CHECK(ward.atLee().acknowledgedAtMs > 0);
    CHECK(ward.atLee().doneAtMs == 0);
    CHECK(ward.atLee().open);
    ward.time.advance(1min);
    ward.answer(Answer::Completed);
    CHECK(ward.atLee().doneAtMs > ward.atLee().acknowledgedAtMs);
    for (const auto& order : {ward.atLee(), ward.atKim()})
        CHECK_FALSE(order.open);
    CHECK(ward.lee.items.isEmpty());
    CHECK(ward.kim.items.isEmpty());
    ward.wait();
    CHECK(ward.lee.acts(MessageAct::OrderSigned) == 1);
    CHECK(ward.lee.acts(MessageAct::OrderEntered) == 1);
    CHECK(ward.kim.acts(MessageAct::OrderSigned) == 0);
    CHECK(ward.kim.acts(MessageAct::OrderEntered) == 1);
    checkWire(ward, {"Potassium", "Jane", "884471", "<order"});
}

TEST_CASE("nobody signs without proving who they are, and not after ten minutes", "[order][R-22]")
{
    OrderWard ward;
    REQUIRE(ward.lee.prepare(ward.kim.address()) == Why::None);
    CHECK(ward.lee.sign("wrong horse") == Why::WrongSecret);
    CHECK(ward.lee.sign("") == Why::WrongSecret);
    SECTION("too many tries are no more tries")
    {
        for (int i = 0; i < 20 && ward.lee.sign("wrong horse") == Why::WrongSecret; ++i) { }
        CHECK(ward.lee.sign() == Why::TooManyTries);
        CHECK(ward.lee.page(ward.kim.address()).size() == 1);
    }
    SECTION("the PIN of the shift does as well")
    {
        ward.lee.engine().setPin(SecretBytes{viewOf(kRelayPassword)},
                                 SecretBytes{viewOf("492837")});
        ward.settle();
        REQUIRE(ward.lee.prepare(ward.kim.address()) == Why::None);
        CHECK(ward.lee.prepared.sheet.takesPin);
        CHECK(ward.lee.sign("111111") == Why::WrongSecret);
        CHECK(ward.lee.sign("492837") == Why::None);
    }
    SECTION("what was read back ten minutes ago is read back anew")
    {
        ward.time.advance(11min);
        CHECK(ward.lee.sign() == Why::ReadBackOver);
    }
    SECTION("what was read back is signed once")
    {
        CHECK(ward.lee.sign() == Why::None);
        CHECK(ward.lee.sign() == Why::ReadBackOver);
    }
    SECTION("policy may ask for none")
    {
        auto rules = orderRoles();
        rules.orders.reauth = false;
        ward.lee.engine().setRoleRules(rules);
        REQUIRE(ward.lee.prepare(ward.kim.address()) == Why::None);
        CHECK_FALSE(ward.lee.prepared.sheet.asksSecret);
        CHECK(ward.lee.sign("") == Why::None);
    }
}

TEST_CASE("an order goes from who may give it to one person who may take it", "[order][R-22]")
{
    OrderWard ward;
    const auto kim = ward.kim.address();
    CHECK(ward.lee.rights.has(Right::WriteOrders));
    CHECK_FALSE(ward.kim.rights.has(Right::WriteOrders));
    CHECK(ward.kim.prepare(ward.lee.address()) == Why::NotAllowed);
    CHECK(ward.lee.prepare(ward.lee.address()) == Why::NotOnePerson);
    CHECK(ward.lee.prepare(kim, kOrder, {}) == Why::NotWhole);
    CHECK(ward.lee.prepare(kim, "  ") == Why::NotWhole);
    CHECK(ward.lee.prepare(kim, std::string(kMostOrderText + 1, 'x')) == Why::NotWhole);
    auto rules = orderRoles();
    SECTION("off")
    {
        rules.orders.enabled = false;
        ward.lee.engine().setRoleRules(rules);
        CHECK(ward.lee.prepare(kim) == Why::NotAllowed);
    }
    SECTION("no list")
    {
        rules.inForce = false;
        ward.lee.engine().setRoleRules(rules);
        CHECK(ward.lee.prepare(kim) == Why::NotAllowed);
    }
    SECTION("a receiver who is none")
    {
        rules.list.roles["nurse"].members.clear();
        ward.lee.engine().setRoleRules(rules);
        CHECK(ward.lee.prepare(kim) == Why::NotAReceiver);
    }
    SECTION("who lost the right between the read-back and the signature")
    {
        REQUIRE(ward.lee.prepare(kim) == Why::None);
        rules.list.roles["physician"].members.clear();
        ward.lee.engine().setRoleRules(rules);
        CHECK(ward.lee.sign() == Why::NotAllowed);
    }
    SECTION("a team")
    {
        ward.lee.engine().createRoom(QStringLiteral("Ward 4"),
                                     {QString::fromStdString(kim.toString())});
        ward.settle();
        REQUIRE(roomOf(ward.lee, QStringLiteral("Ward 4")));
        CHECK(ward.lee.prepare(*roomOf(ward.lee, QStringLiteral("Ward 4"))) == Why::NotOnePerson);
    }
    SECTION("somebody of whom no device is known")
    {
        ward.relay.addAccount("max");
        rules.list.roles["nurse"].members.insert(*Jid::parseAccount("max@clinic.example"));
        ward.lee.engine().setRoleRules(rules);
        CHECK(ward.lee.prepare(*Jid::parseAccount("max@clinic.example")) == Why::NoDevice);
    }
}

TEST_CASE("an order goes to no phone", "[order][R-22]")
{
    OrderWard ward;
    SECTION("known before")
    {
        Phone phone(ward, "kim");
        ward.lee.begin(ward.lee.lock());
        ward.lee.unlock();
        ward.settle();
        ward.lee.send(ward.kim.address(), "are you there");
        ward.settle();
        CHECK(ward.lee.prepare(ward.kim.address()) == Why::PhoneDevice);
    }
    SECTION("that came while the order waited")
    {
        ward.relay.unreachable = true;
        ward.relay.dropConnection(ward.lee.address());
        ward.wait();
        REQUIRE(ward.lee.prepare(ward.kim.address()) == Why::None);
        REQUIRE(ward.lee.sign() == Why::None);
        Phone phone(ward, "kim");
        ward.relay.unreachable = false;
        ward.time.advance(2min);
        ward.lee.send(ward.kim.address(), "an ordinary text");
        ward.settle();
        if (ward.lee.conversation(ward.kim.address()).urgent.isOn()) {
            ward.lee.engine().chooseForUrgent(ward.atLee().id, UrgentChoice::AllDevices);
            ward.settle();
        }
        CHECK(ward.atKim().text.string() == QLatin1String(kOrder));
        for (const auto& text : phone.read())
            CHECK(text.find("Potassium") == std::string::npos);
        ward.lee.engine().recall(ward.atLee().id);
        ward.settle();
        CHECK(ward.atKim().order->cancelledAtMs > 0);
        for (const auto& text : phone.read())
            CHECK(text.find("RECALLED") == std::string::npos);
    }
}

TEST_CASE("an order waits for a choice where its recipient has a new device", "[order][R-8]")
{
    OrderWard ward;
    const auto another = [&ward] {
        auto second = std::make_unique<OrderPerson>(ward, "kim");
        second->signIn();
        ward.settle();
        return second;
    };
    SECTION("that is known")
    {
        const auto second = another();
        ward.lee.send(ward.kim.address(), "which of you?");
        ward.settle();
        CHECK(ward.lee.prepare(ward.kim.address()) == Why::NewDevice);
    }
    SECTION("that came while it waited")
    {
        ward.relay.unreachable = true;
        ward.relay.dropConnection(ward.lee.address());
        ward.wait();
        REQUIRE(ward.lee.prepare(ward.kim.address()) == Why::None);
        REQUIRE(ward.lee.sign() == Why::None);
        ward.lee.kill();
        ward.relay.unreachable = false;
        ward.time.advance(2min);
        const auto second = another();
        ward.lee.begin();
        ward.lee.signIn();
        ward.time.advance(1min);
        CHECK(ward.atLee().delivery == Delivery::Queued);
        CHECK(ward.lee.conversation(ward.kim.address()).urgent.message == ward.atLee().id);
        ward.lee.engine().chooseForUrgent(ward.atLee().id, UrgentChoice::KnownDevicesOnly);
        ward.settle();
        CHECK(ward.atLee().delivery == Delivery::Delivered);
        CHECK(ward.atKim().text.string() == QLatin1String(kOrder));
    }
}

TEST_CASE("first read back, then entered; nothing else answers an order", "[order][R-22]")
{
    OrderWard ward;
    ward.give();
    for (const auto answer : {Answer::Completed, Answer::Accepted, Answer::Declined}) {
        ward.answer(answer);
        CHECK(ward.atKim().open);
        CHECK(ward.atLee().acknowledgedAtMs == 0);
        CHECK(ward.atLee().declinedAtMs == 0);
    }
    ward.answer(Answer::Acknowledged);
    ward.answer(Answer::Declined);
    CHECK(ward.atKim().open);
    ward.lee.engine().closeItem(ward.atLee().id);
    ward.settle();
    CHECK(ward.atLee().open);
    ward.answer(Answer::Completed);
    CHECK_FALSE(ward.atLee().open);
}

TEST_CASE("an order is never other words: it is cancelled, and stays", "[order][R-23]")
{
    OrderWard ward;
    ward.give();
    const auto id = ward.atLee().id;
    CHECK(ward.atLee().changeableUntilMs == 0);
    ward.lee.engine().correct(id, QStringLiteral("200 mEq"), kJane);
    ward.settle();
    ward.time.advance(24h);  // no window: an order stands until it is cancelled
    SECTION("by its author")
    {
        const auto rung = ward.kim.arrivals.size();
        ward.lee.engine().recall(id);
        ward.lee.engine().recall(id);
        ward.settle();
        for (const auto& order : {ward.atLee(), ward.atKim()}) {
            CHECK(order.text.string() == QLatin1String(kOrder));
            CHECK(order.order->cancelledAtMs == toMs(ward.time.wallNow()));
            CHECK(order.recalledAtMs == 0);
            CHECK_FALSE(order.open);
            CHECK_FALSE(order.order->overdue);
        }
        CHECK(ward.kim.arrivals.size() == rung + 1);
        CHECK(ward.kim.items.isEmpty());
        CHECK(ward.lee.page(ward.kim.address()).back().notice->kind ==
              NoticeSnapshot::Kind::Cancelled);
        ward.answer(Answer::Acknowledged);
        CHECK(ward.atKim().acknowledgedAtMs == 0);
        ward.wait();
        CHECK(ward.lee.acts(MessageAct::OrderCancelled) == 1);
        CHECK(ward.kim.acts(MessageAct::OrderCancelled) == 1);
    }
    SECTION("not by its recipient, nor once it is in the record")
    {
        ward.kim.engine().recall(ward.atKim().id);
        ward.answer(Answer::Acknowledged);
        ward.answer(Answer::Completed);
        ward.lee.engine().recall(id);
        ward.settle();
        CHECK(ward.atLee().order->cancelledAtMs == 0);
        CHECK(ward.atKim().order->cancelledAtMs == 0);
    }
}

TEST_CASE("an order that was cancelled before it left is cancelled where it arrives late",
          "[order][R-23]")
{
    OrderWard ward;
    HeldMessages held(ward, ward.kim.address());
    ward.give();
    ward.time.advance(1s);
    ward.lee.engine().recall(ward.atLee().id);
    ward.settle();
    held.stop();
    REQUIRE(held.stanzas.size() == 2);
    held.inject(1);
    held.inject(0);
    ward.settle();
    CHECK(ward.atKim().order->cancelledAtMs > 0);
    CHECK(ward.atKim().text.string() == QLatin1String(kOrder));
    CHECK(ward.kim.items.isEmpty());
}

TEST_CASE("an order is signed without a network, with the time at which it was", "[order]")
{
    OrderWard ward;
    ward.relay.unreachable = true;
    ward.relay.dropConnection(ward.lee.address());
    ward.wait();
    const auto then = toMs(ward.time.wallNow());
    REQUIRE(ward.lee.prepare(ward.kim.address()) == Why::None);
    CHECK(ward.lee.sign("wrong horse") == Why::WrongSecret);
    REQUIRE(ward.lee.sign() == Why::None);
    CHECK(ward.atLee().delivery == Delivery::Queued);
    ward.time.advance(2h);
    CHECK(ward.atLee().order->overdue);
    ward.relay.unreachable = false;
    ward.time.advance(5min);
    CHECK(ward.atKim().order->signedAtMs == then);
    CHECK(ward.atKim().sentAtMs == then);
    CHECK(ward.atKim().order->overdue);
    CHECK(ward.atLee().delivery == Delivery::Delivered);
}

TEST_CASE("an order that is not in the record in time stands first at both ends, over a lock",
          "[order][R-22]")
{
    OrderWard ward;
    ward.give();
    ward.time.advance(59min);
    ward.lee.send(ward.kim.address(), "STAT", Urgency::Stat);
    ward.kim.send(ward.lee.address(), "STAT too", Urgency::Stat);
    ward.settle();
    CHECK_FALSE(ward.kim.items.front().isOrder);
    ward.answer(Answer::Acknowledged);  // read back, and yet not in the record
    ward.time.advance(2min);
    for (auto* person : {&ward.lee, &ward.kim}) {
        CHECK(person->items.front().isOrder);
        CHECK(std::ranges::any_of(person->overdue, &OpenItemSnapshot::isOrder));
    }
    CHECK(ward.atLee().order->overdue);
    CHECK(ward.atKim().order->overdue);
    ward.kim.begin(ward.kim.lock());
    ward.kim.unlock();
    ward.wait();
    REQUIRE_FALSE(ward.kim.items.isEmpty());
    CHECK(ward.kim.items.front().isOrder);
    ward.answer(Answer::Completed);
    CHECK_FALSE(ward.kim.items.front().isOrder);
    CHECK_FALSE(ward.lee.items.front().isOrder);
    CHECK_FALSE(ward.atLee().order->overdue);
}

TEST_CASE("an order is passed on to nobody", "[order][R-22]")
{
    OrderWard ward;
    Person max(ward, "max");
    max.signIn();
    ward.kim.engine().setAvailability(
        {Presence::DoNotDisturb, 0, QStringLiteral("max@clinic.example")});
    ward.settle();
    ward.give();
    ward.lee.send(ward.kim.address(), "an ordinary text");
    ward.settle();
    CHECK(max.texts(ward.kim.address()) == std::vector<std::string>{"an ordinary text"});
    CHECK(ward.atKim().open);
}

TEST_CASE("our other device shows an order of ours as one", "[order]")
{
    OrderWard ward;
    OrderPerson second(ward, "lee");
    second.signIn();
    ward.settle();
    ward.lee.send(ward.kim.address(), "hello again");  // the new device is known now
    ward.settle();
    ward.give();
    const auto there = second.order(ward.kim.address());
    CHECK(there.outgoing);
    CHECK(there.order->recipient.string() == QStringLiteral("kim"));
    ward.answer(Answer::Acknowledged);
    ward.answer(Answer::Completed);
    CHECK(second.order(ward.kim.address()).doneAtMs > 0);
    CHECK(second.cards(ward.kim.address()) == 0);
}

TEST_CASE("an order leaves as a FHIR bundle where policy lets it", "[order][R-23]")
{
    OrderWard ward;
    ward.give();
    ward.answer(Answer::Acknowledged);
    ward.answer(Answer::Completed);
    const auto id = ward.atLee().id;
    const auto bundle = QJsonDocument::fromJson(ward.lee.exported(id)).object();
    CHECK(ward.lee.reasons == std::vector<std::string>{"treatment"});
    CHECK(bundle[QStringLiteral("resourceType")].toString() == QStringLiteral("Bundle"));
    const auto entries = bundle[QStringLiteral("entry")].toArray();
    REQUIRE(entries.size() == 2);
    const auto request = entries[0].toObject()[QStringLiteral("resource")].toObject();
    CHECK(request[QStringLiteral("resourceType")].toString() == QStringLiteral("ServiceRequest"));
    CHECK(request[QStringLiteral("status")].toString() == QStringLiteral("active"));
    CHECK(request[QStringLiteral("code")][QStringLiteral("text")].toString() ==
          QLatin1String(kOrder));
    CHECK(request[QStringLiteral("subject")][QStringLiteral("identifier")][QStringLiteral("value")]
              .toString() == QStringLiteral("00-884471"));
    CHECK(request[QStringLiteral("note")].toArray().size() == 2);
    const auto provenance = entries[1].toObject()[QStringLiteral("resource")].toObject();
    CHECK(provenance[QStringLiteral("signature")].toArray().size() == 1);
    SECTION("what is no order does not")
    {
        CHECK(ward.lee.exported(ward.lee.message("hello")->id).isEmpty());
        CHECK(ward.lee.problems == std::vector{ProblemKind::StorageFailed});
    }
    SECTION("nor without a reason, and not without a record of it")
    {
        CHECK(ward.lee.exported(id, " ").isEmpty());
        CHECK(ward.lee.problems == std::vector{ProblemKind::OrderExportDenied});
        ward.lee.recordsSaving = false;
        CHECK(ward.lee.exported(id).isEmpty());
        CHECK(ward.lee.problems == std::vector{ProblemKind::StorageFailed});
        CHECK(ward.lee.reasons.size() == 1);
    }
    SECTION("nor over another file")
    {
        const auto there = ward.lee.folder() / "there";
        const OutsideFile other(there, viewOf("mine"));
        ward.lee.engine().exportOrder(id, QString::fromStdString(there.string()),
                                      QStringLiteral("treatment"));
        CHECK(ward.lee.problems == std::vector{ProblemKind::FileNotSaved});
        CHECK(contentOf(there) == bytesOf("mine"));
    }
    SECTION("nor without export.fhir")
    {
        ward.lee.fhirExport = false;
        ward.lee.begin(ward.lee.lock());
        ward.lee.unlock();
        ward.wait();
        CHECK(ward.lee.exported(id).isEmpty());
        CHECK(ward.lee.problems == std::vector{ProblemKind::OrderExportDenied});
    }
}
