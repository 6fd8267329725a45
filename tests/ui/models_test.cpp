// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/conversation_list_model.h"
#include "ui/directory_model.h"
#include "ui/evidence.h"
#include "ui/message_list_model.h"
#include "ui/time_text.h"

#include <QAbstractItemModelTester>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::ui;
using test::operator""_s;

namespace {

using Tester = QAbstractItemModelTester;

QStringList titles(const QAbstractItemModel& model)
{
    QStringList list;
    for (int i = 0; i < model.rowCount(); ++i)
        list << model.index(i, 0).data().toString();
    return list;
}

MessageSnapshot sent(Delivery delivery)
{
    auto m = test::textMessage(1, true, "text", 5);
    m.delivery = delivery;
    m.relayedAtMs = m.deliveredAtMs = m.readAtMs = m.acknowledgedAtMs = m.sentAtMs + 60'000;
    return m;
}

}  // namespace

TEST_CASE("A conversation moves to its place when something arrives in it")
{
    test::prepareUi();
    test::ManualTime time;
    ConversationListModel model(time, nullptr);
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    auto list = test::sampleConversations();
    std::ranges::reverse(list);
    model.load(list);
    CHECK(titles(model).front() == "Dr Lee Sample"_s);
    CHECK(titles(model).back() == "Dr Kim Example"_s);

    auto imaging = *model.find({6});
    imaging.lastAtMs = test::kNowMs;
    model.change(imaging);
    CHECK(titles(model).at(0) == "Imaging"_s);
    CHECK(titles(model).at(1) == "Dr Lee Sample"_s);
    imaging.lastAtMs = test::kNowMs - 60 * 24 * 365 * test::kMinuteMs;
    model.change(imaging);
    CHECK(titles(model).back() == "Imaging"_s);
    imaging.unread = 3;
    model.change(imaging);  // stays where it is
    CHECK(titles(model).back() == "Imaging"_s);
    CHECK(model.openItems() == 4);
    CHECK(model.firstStat() == std::optional(ConversationId{1}));

    auto fresh = imaging;
    fresh.id = {99};
    fresh.title = test::name("Somebody new");
    fresh.lastAtMs = test::kNowMs + 1;
    model.change(fresh);
    CHECK(model.rowCount() == 9);
    CHECK(titles(model).front() == "Somebody new"_s);
}

TEST_CASE("Open items are what is unread, the most urgent first, and keep what is being read")
{
    test::prepareUi();
    test::ManualTime time;
    ConversationListModel model(time, nullptr);
    ConversationFilter filter(nullptr);
    filter.setSourceModel(&model);
    const Tester tester(&filter, Tester::FailureReportingMode::Fatal);
    model.load(test::sampleConversations());
    filter.setMode(ConversationFilter::Mode::OpenItems);
    CHECK(titles(filter) == QStringList{"Dr Lee Sample"_s, "On-call pharmacy"_s, "Desk B"_s});

    filter.setCurrent({2});
    auto deskB = *model.find({2});
    deskB.unread = 0;
    model.change(deskB);
    CHECK(titles(filter).contains("Desk B"_s));
    filter.setCurrent({1});
    CHECK(!titles(filter).contains("Desk B"_s));

    filter.setMode(ConversationFilter::Mode::All);
    filter.setSearch("SAMPLE"_s);
    CHECK(titles(filter) == QStringList{"Dr Lee Sample"_s, "Nurse Ana Sample"_s, "Laboratory"_s});
    filter.setSearch("no such thing"_s);
    CHECK(filter.rowCount() == 0);
}

TEST_CASE("What is kept at the top stands above what is newer, except among the open items")
{
    test::prepareUi();
    test::ManualTime time;
    ConversationListModel model(time, nullptr);
    ConversationFilter filter(nullptr);
    filter.setSourceModel(&model);
    const Tester tester(&filter, Tester::FailureReportingMode::Fatal);
    model.load(test::sampleConversations());
    auto imaging = *model.find({6});
    imaging.pinned = imaging.muted = true;
    imaging.unread = 1;
    imaging.topUnreadUrgency = Urgency::Fyi;
    model.change(imaging);
    CHECK(titles(filter).front() == "Imaging"_s);
    const auto spoken = filter.index(0, 0).data(Qt::AccessibleTextRole).toString();
    CHECK(spoken.contains("kept at the top"_s));
    CHECK(spoken.contains("muted"_s));
    filter.setMode(ConversationFilter::Mode::OpenItems);
    CHECK(titles(filter).front() == "Dr Lee Sample"_s);
    filter.setMode(ConversationFilter::Mode::All);
    imaging.pinned = false;
    model.change(imaging);
    CHECK(titles(filter).front() != "Imaging"_s);
}

TEST_CASE("The directory goes by group, then by name")
{
    test::prepareUi();
    DirectoryModel model;
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.load(test::samplePeople());
    CHECK(titles(model) ==
          QStringList{"Desk B"_s, "Desk C"_s, "Nurse Ana Sample"_s, "Dr Kim Example"_s,
                      "Dr Lee Sample"_s});
    model.setSearch("physicians"_s);
    CHECK(model.rowCount() == 2);
}

TEST_CASE("The directory is searched by name, title, department and group, in any order of words")
{
    test::prepareUi();
    DirectoryModel model;
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.load(test::samplePeople());
    model.setSearch("ímag KIM"_s);
    CHECK(titles(model) == QStringList{"Dr Kim Example"_s});
    model.setSearch("sample"_s);
    CHECK(titles(model) == QStringList{"Nurse Ana Sample"_s, "Dr Lee Sample"_s});
    model.setSearch("nurse"_s);
    CHECK(titles(model) == QStringList{"Nurse Ana Sample"_s});
    model.setSearch("nobody"_s);
    CHECK(model.rowCount() == 0);
    model.setSearch({});
    CHECK(model.rowCount() == 5);
}

TEST_CASE("What becomes known of a person is shown, and found, without a new list")
{
    test::prepareUi();
    DirectoryModel model;
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    auto people = test::samplePeople();
    model.load(people);
    model.setSearch("pharmacist"_s);
    CHECK(model.rowCount() == 0);
    people[0].title = test::name("Pharmacist");
    people[0].presence = Presence::DoNotDisturb;
    people[0].untilMs = test::kNowMs;
    auto stranger = people[1];
    stranger.address = "stranger@clinic.example"_s;
    model.change({people[0], stranger});
    model.setSearch("pharmacist"_s);
    REQUIRE(titles(model) == QStringList{"Desk B"_s});
    const auto spoken = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
    CHECK(spoken.contains("Pharmacist"_s));
    CHECK(spoken.contains("Do not disturb until "_s + clockText(test::kNowMs)));
    model.setMarked({people[0].address});
    CHECK(model.index(0, 0).data(Qt::AccessibleTextRole).toString().contains("Chosen"_s));
}

TEST_CASE("Bubbles hang together, days and the unread line stand where they belong")
{
    test::prepareUi();
    test::ManualTime time;
    MessageListModel model(time, nullptr);
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.load(test::sampleMessages(), true);
    CHECK(model.rowAt(0).startsDay);
    CHECK(model.rowAt(1).startsDay);
    CHECK(!model.rowAt(2).startsDay);
    CHECK(model.rowAt(1).startsGroup);
    CHECK(!model.rowAt(2).startsGroup);
    CHECK(model.rowAt(3).startsGroup);
    // Both were read at the same minute: said once, under the second.
    CHECK(!model.rowAt(1).showsEvidence);
    CHECK(model.rowAt(2).showsEvidence);
    CHECK(model.unreadRow() == 8);
    CHECK(model.rowAt(8).unreadAbove);

    auto read = test::sampleMessages().at(8);
    read.unread = false;
    model.change(read);
    CHECK(model.unreadRow() == 8);  // stays put
    CHECK(model.rowAt(9).action == RowAction::Acknowledge);
    CHECK(model.newestWithAction(RowAction::Acknowledge) == 9);
    auto done = test::sampleMessages().at(9);
    done.acknowledgedAtMs = test::kNowMs;
    model.change(done);
    CHECK(model.rowAt(9).action == RowAction::Accept);  // it is open until it is done
    CHECK(model.newestWithAction(RowAction::Acknowledge) == 8);
    done.open = false;
    model.change(done);
    CHECK(model.rowAt(9).action == RowAction::None);
    CHECK(model.rowAt(7).action == RowAction::AskResend);
    CHECK(model.rowAt(12).action == RowAction::Retry);
}

TEST_CASE("Older pages go above without doubles, late messages find their place")
{
    test::prepareUi();
    test::ManualTime time;
    MessageListModel model(time, nullptr);
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.load({test::textMessage(10, false, "ten", 10), test::textMessage(12, false, "twelve", 8)},
               true);
    model.prepend(
        {test::textMessage(8, false, "eight", 12), test::textMessage(10, false, "ten", 10)}, true);
    CHECK(titles(model) == QStringList{"eight"_s, "ten"_s, "twelve"_s});
    model.change(test::textMessage(11, false, "eleven", 9));
    CHECK(titles(model) == QStringList{"eight"_s, "ten"_s, "eleven"_s, "twelve"_s});
    auto fast = test::textMessage(9, false, "nine, by a clock that is fast", -50);
    model.change(fast);
    CHECK(titles(model).at(1) == "nine, by a clock that is fast"_s);
    model.change(test::textMessage(1, false, "of a page that is not here", 100));
    CHECK(model.rowCount() == 5);
    model.change(test::textMessage(13, false, "thirteen", 1));
    CHECK(titles(model).back() == "thirteen"_s);
    model.prepend({}, false);
    CHECK(!model.hasOlder());
    model.clear();
    CHECK(model.rowCount() == 0);
    CHECK(!model.oldest());
}

TEST_CASE("A card says in plain words what is done, and offers to ask where somebody can be asked")
{
    using State = CardSnapshot::State;
    test::prepareUi();
    test::ManualTime time;
    MessageListModel model(time, nullptr);
    auto card = test::textMessage(1, false, "", 10);
    card.kind = MessageSnapshot::Kind::Undecryptable;
    const auto spoken = [&](State state, bool neverCame = false) {
        card.card = {state, neverCame, card.sentAtMs};
        model.load({card}, false);
        return model.data(model.index(0), Qt::AccessibleTextRole).toString();
    };
    const auto asks = [&] { return model.rowAt(0).action == RowAction::AskResend; };
    CHECK(spoken(State::Due).contains("will be asked"_s));
    CHECK(asks());
    CHECK(spoken(State::Asked).contains("Asked "_s));
    CHECK(spoken(State::Asked).contains(clockText(card.sentAtMs)));
    CHECK(asks());
    CHECK(spoken(State::NotThere).contains("may never have been sent"_s));
    CHECK(asks());
    CHECK(spoken(State::DeviceGone).contains("no longer in use"_s));
    CHECK(asks());
    CHECK(spoken(State::Arriving).contains("is arriving"_s));
    CHECK(!asks());
    CHECK(spoken(State::Held).contains("could not be opened"_s));
    CHECK(!asks());
    CHECK(spoken(State::Refused).contains("phone was refused"_s));
    CHECK(!asks());
    CHECK(spoken(State::Asked, true).contains("is missing here"_s));
}

TEST_CASE("A message that is not sent never reads as if it were")
{
    test::prepareUi();
    for (const auto delivery :
         {Delivery::Draft, Delivery::Queued, Delivery::Sealed, Delivery::Sent, Delivery::Failed}) {
        const auto evidence = evidenceOf(sent(delivery));
        REQUIRE(evidence);
        CHECK(!evidence->settled);
        CHECK(evidence->icon != Icon::Check);
        CHECK(evidence->icon != Icon::DoubleCheck);
    }
    CHECK(evidenceOf(sent(Delivery::Queued))->text == "Waiting to send"_s);
    CHECK(evidenceOf(sent(Delivery::Failed))->text == "Not sent"_s);
    CHECK(evidenceOf(sent(Delivery::Failed))->trouble);
}

TEST_CASE("A message from a phone says so wherever its evidence stands")
{
    test::prepareUi();
    auto message = test::textMessage(1, false, "on my way", 10);
    CHECK(!evidenceOf(message));
    message.unmanaged = true;
    CHECK(evidenceOf(message)->text == "From an unmanaged phone"_s);
    CHECK(fullEvidence(message, test::kNowMs).contains("From an unmanaged phone"_s));
    message.acknowledgedAtMs = message.sentAtMs + 1;
    CHECK(fullEvidence(message, test::kNowMs).contains("From an unmanaged phone"_s));
}

TEST_CASE("Evidence is words with a time, and a person is told all of it")
{
    test::prepareUi();
    CHECK(evidenceOf(sent(Delivery::Relayed))->text.startsWith("Relay has it "_s));
    CHECK(evidenceOf(sent(Delivery::Delivered))->text.startsWith("Delivered "_s));
    CHECK(evidenceOf(sent(Delivery::Read))->text.startsWith("Read "_s));
    CHECK(evidenceOf(sent(Delivery::Acknowledged))->text.startsWith("Acknowledged "_s));
    CHECK(fullEvidence(sent(Delivery::Acknowledged), test::kNowMs).size() == 5);

    test::ManualTime time;
    MessageListModel model(time, nullptr);
    model.load({sent(Delivery::Read)}, false);
    const auto spoken = model.index(0).data(Qt::AccessibleTextRole).toString();
    CHECK(spoken.startsWith("You, "_s));
    CHECK(spoken.contains("Read "_s));
    CHECK(spoken.endsWith(": text"_s));
}
