// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/card_text.h"
#include "ui/label.h"

#include <QPushButton>
#include <QTest>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

/// An open session with conversation 1 on screen.
struct Talk : test::Talk {
    Talk() : test::Talk(test::sampleMessages(), {}) { }

    ConversationSnapshot line() { return test::sampleConversations().front(); }

    void show(const ConversationSnapshot& conversation)
    {
        Q_EMIT client.conversationChanged(conversation);
    }

    QString words() { return find("trustBanner")->accessibleName(); }

    /// A button shows for a moment that its key was pressed, and only then acts.
    void choose(Qt::Key key)
    {
        press(key, Qt::AltModifier);
        (void)QTest::qWaitFor([this] { return !client.calls.isEmpty(); });
    }

    bool shows(const char* button) { return find<QPushButton>(button)->isVisible(); }
};

ConversationSnapshot waiting(ConversationSnapshot line, bool hasKnown)
{
    line.urgent = {MessageId{7}, {"Lee Sample: Phone"_s}, hasKnown};
    return line;
}

}  // namespace

TEST_CASE("A conversation says nothing of devices while there is nothing to decide")
{
    Talk t;
    t.show(t.line());
    CHECK(!t.find("trustBanner")->isVisible());
}

TEST_CASE("A waiting STAT message asks once to whom it goes, and the keyboard answers")
{
    Talk t;
    t.show(waiting(t.line(), true));
    REQUIRE(t.find("trustBanner")->isVisible());
    CHECK(t.words().contains("Lee Sample: Phone"_s));
    SECTION("known devices only")
    {
        t.choose(Qt::Key_O);
        CHECK(t.client.calls.contains("urgent 7 known"_s));
    }
    SECTION("all")
    {
        t.choose(Qt::Key_A);
        CHECK(t.client.calls.contains("urgent 7 all"_s));
    }
    SECTION("without a known device nothing offers to send to one")
    {
        t.show(waiting(t.line(), false));
        CHECK_FALSE(t.shows("urgentToKnown"));
        CHECK(t.shows("compareDevices"));
        CHECK(t.shows("urgentToAll"));
    }
    t.show(t.line());
    CHECK(!t.find("trustBanner")->isVisible());
}

TEST_CASE("The gravest thing is said first, and each is said in words of its own")
{
    Talk t;
    auto line = t.line();
    line.leftOut = 2;
    t.show(line);
    const auto leftOut = t.words();
    CHECK(leftOut.contains(u'2'));
    CHECK(t.shows("compareDevices"));
    CHECK_FALSE(t.shows("urgentToAll"));
    line.keyChanged = true;
    t.show(line);
    const auto changed = t.words();
    CHECK(changed != leftOut);
    t.show(waiting(line, true));
    CHECK(t.words() != changed);
}

TEST_CASE("Every notice about a device is a sentence with its owner and its name", "[G16]")
{
    QStringList seen;
    for (int kind = 0; kind <= static_cast<int>(NoticeSnapshot::Kind::DeviceBack); ++kind) {
        auto line = test::textMessage(1, false, "", 1);
        line.kind = MessageSnapshot::Kind::System;
        line.notice = {static_cast<NoticeSnapshot::Kind>(kind), test::name("Front desk 2"), false};
        const auto text = ui::noticeText(line);
        CHECK(text.contains(line.author.string()));
        CHECK(text.contains("Front desk 2"_s));
        CHECK(!seen.contains(text));
        seen << text;
        line.notice->device = {};
        line.notice->phone = true;
        CHECK(ui::noticeText(line).contains("a phone or another app"_s));
    }
}
