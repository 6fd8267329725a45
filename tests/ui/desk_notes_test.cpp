// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/desk_notes.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace std::chrono_literals;
using test::operator""_s;

namespace {

/// Somebody else's window has the focus.
struct Away {
    Away() : notes(client, window, time.time())
    {
        QObject::connect(&notes, &ui::DeskNotes::wanted, &notes,
                         [this](const ui::DeskNote& note) { shown << note; });
        QObject::connect(&notes, &ui::DeskNotes::over, &notes, [this] { ++ended; });
        Q_EMIT client.stageChanged(test::stage(SignInStage::Step::Open));
    }

    void has(int unread)
    {
        ConversationSnapshot conversation;
        conversation.id = ConversationId{1};
        conversation.unread = unread;
        conversation.title = SafeText::fromQString("Dr Lee Sample"_s, SafeText::Kind::Name);
        conversation.lastLine = SafeText::fromQString("Chest pain"_s, SafeText::Kind::Name);
        Q_EMIT client.conversationChanged(conversation);
    }

    void waits(Urgency urgency)
    {
        OpenItemSnapshot item;
        item.forUs = true;
        item.urgency = urgency;
        Q_EMIT client.openItemsChanged({item});
    }

    test::ManualTime time;
    test::FakeClient client;
    QWidget window;
    ui::DeskNotes notes;
    QList<ui::DeskNote> shown;
    int ended = 0;
};

}  // namespace

TEST_CASE("a note says how much waits, and nothing of whom or what")
{
    CHECK(ui::deskNote(1, 0, 0) == ui::DeskNote{"1 unread message"_s, {}, false});
    CHECK(ui::deskNote(14, 1, 2) ==
          ui::DeskNote{"1 STAT waiting"_s, "14 unread messages · 2 wait for your answer"_s, true});
}

TEST_CASE("what arrives together while nobody looks is one note, with its counts")
{
    Away away;
    for (int message = 1; message <= 14; ++message) {
        Q_EMIT away.client.messageArrived(Urgency::Fyi);
        away.has(message);
        away.time.advance(10ms);
    }
    away.waits(Urgency::Stat);
    CHECK(away.shown.isEmpty());
    away.time.advance(300ms);
    CHECK(away.shown == QList{ui::deskNote(14, 1, 0)});
}

TEST_CASE("a note goes when the window is looked at, or another device has read it")
{
    Away away;
    Q_EMIT away.client.messageArrived(Urgency::Fyi);
    away.has(1);
    away.time.advance(1s);
    REQUIRE(away.shown.size() == 1);
    SECTION("looked at")
    {
        QEvent event(QEvent::WindowActivate);
        QCoreApplication::sendEvent(&away.window, &event);
    }
    SECTION("read elsewhere")
    {
        away.has(0);
    }
    SECTION("locked")
    {
        Q_EMIT away.client.locked();
    }
    CHECK(away.ended == 1);
    away.time.advance(1s);
    CHECK(away.shown.size() == 1);
}

TEST_CASE("there is no note of what was read before it could be told, or before the vault is open")
{
    Away away;
    Q_EMIT away.client.messageArrived(Urgency::Fyi);
    away.has(1);
    away.has(0);
    away.time.advance(1s);
    Q_EMIT away.client.stageChanged(test::stage(SignInStage::Step::Unlock));
    away.has(2);
    Q_EMIT away.client.messageArrived(Urgency::Fyi);
    away.time.advance(1s);
    CHECK(away.shown.isEmpty());
}
