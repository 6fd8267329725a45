// SPDX-License-Identifier: GPL-3.0-or-later
// Answers with a quotation, and reactions: by keyboard and mouse, and as assistive technology hears
// them.
#include "tests/ui/support.h"
#include "ui/composer.h"
#include "ui/message_delegate.h"
#include "ui/message_layout.h"
#include "ui/message_view.h"

#include <QAccessible>
#include <QMenu>
#include <QPlainTextEdit>
#include <QToolButton>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

const auto kThumb = QString::fromUtf8("\U0001F44D");
const auto kHeart = QString::fromUtf8("\u2764\uFE0F");
constexpr auto kCtrlShift = Qt::ControlModifier | Qt::ShiftModifier;

QList<MessageSnapshot> messages()
{
    auto question = test::textMessage(1, false, "Is room 4 free?", 9);
    question.reactions = {{kThumb, true, {test::name("Dr Kim Example")}}, {kHeart, false, {}}};
    question.reactions[1].others = {test::name("Nurse Ana Sample")};
    auto answer = test::textMessage(2, true, "Yes, since nine.", 8);
    answer.delivery = Delivery::Read;
    answer.readAtMs = answer.sentAtMs;
    answer.quotation = {QuotationSnapshot::State::Here, MessageId{1}, test::name("Lee"), false,
                        SafeText::fromUtf8("Is room 4 free?", SafeText::Kind::Line)};
    return {question, answer};
}

struct Chat : test::Talk {
    explicit Chat(const QList<MessageSnapshot>& shown = messages()) : Talk(shown, {}) { }

    ui::MessageView& list() { return *find<ui::MessageView>("messageList"); }

    QPlainTextEdit& edit() { return *find<QPlainTextEdit>("composer"); }

    QWidget& bar() { return *find("quoteBar"); }

    ui::MessageListModel& model() { return static_cast<ui::MessageListModel&>(*list().model()); }

    void choose(int row)
    {
        list().setFocus(Qt::TabFocusReason);
        list().setCurrentIndex(model().index(row));
    }

    ui::MessageLayout layout(int row)
    {
        return ui::layoutMessage(model().rowAt(row),
                                 {list().font(), double(list().viewport()->width()),
                                  list().currentIndex().row() == row});
    }

    void click(int row, QPointF at)
    {
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {},
                          list().visualRect(model().index(row)).topLeft() + at.toPoint());
    }

    /// What is open now: a closed one is gone at the next turn of the loop.
    QMenu* menu(const char* name)
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return find<QMenu>(name);
    }
};

}  // namespace

TEST_CASE("R on a chosen message answers it, and Enter sends which one it was")
{
    Chat chat;
    chat.choose(0);
    chat.press(Qt::Key_R);
    CHECK(chat.bar().isVisible());
    CHECK(chat.bar().accessibleName().contains("Is room 4 free?"_s));
    CHECK(chat.edit().hasFocus());
    CHECK(chat.client.calls.contains("quote 1 in 1"_s));
    chat.type("Yes"_s);
    chat.press(Qt::Key_Return);
    CHECK(chat.client.calls.contains("request 1 [fyi 0] Yes answers 1"_s));
    CHECK_FALSE(chat.bar().isVisible());
}

TEST_CASE("Escape drops the quotation and keeps what is written")
{
    Chat chat;
    chat.press(Qt::Key_J, Qt::ControlModifier);  // none is chosen: the newest
    CHECK(chat.client.calls.contains("quote 2 in 1"_s));
    chat.type("Yes"_s);
    chat.press(Qt::Key_Escape);
    CHECK_FALSE(chat.bar().isVisible());
    CHECK(chat.client.calls.contains("quote 0 in 1"_s));
    chat.press(Qt::Key_Return);
    CHECK(chat.client.calls.contains("send 1 [fyi] Yes"_s));
}

TEST_CASE("the cross of the strip drops the quotation, too")
{
    Chat chat;
    chat.press(Qt::Key_J, Qt::ControlModifier);
    chat.find<QToolButton>("quoteDrop")->click();
    CHECK_FALSE(chat.bar().isVisible());
    CHECK(chat.edit().hasFocus());
}

TEST_CASE("the quotation of a draft comes back with it, and a correction does not have it")
{
    Chat chat;
    Q_EMIT chat.client.quotationLoaded({1}, messages().back().quotation.value());
    CHECK(chat.bar().isVisible());
    Q_EMIT chat.client.quotationLoaded({2}, {});  // of another conversation
    CHECK(chat.bar().accessibleName().contains("Is room 4 free?"_s));
    auto& composer = *static_cast<ui::Composer*>(chat.edit().parentWidget());
    composer.startCorrection(MessageId{2}, "Yes, since ten."_s, {});
    CHECK_FALSE(chat.bar().isVisible());
    chat.press(Qt::Key_Escape);
    CHECK(chat.bar().isVisible());
}

TEST_CASE("Enter or a click on a quotation leads to its message")
{
    Chat chat;
    chat.choose(1);
    chat.press(Qt::Key_Return);
    CHECK(chat.list().currentIndex().row() == 0);
    chat.choose(0);
    chat.click(1, chat.layout(1).quote.center());
    CHECK(chat.list().currentIndex().row() == 0);
    auto far = messages();
    far[1].quotation->message = MessageId{77};
    Q_EMIT chat.client.messageChanged(far[1]);
    chat.press(Qt::Key_L, kCtrlShift);
    CHECK(chat.client.calls.contains("around 77 in 1"_s));
}

TEST_CASE("a quotation that is not here, recalled or sensitive says so, and shows no words")
{
    auto shown = messages();
    auto missing = shown[1];
    missing.id = MessageId{3};
    missing.quotation = QuotationSnapshot{};
    auto recalled = shown[1];
    recalled.id = MessageId{4};
    recalled.quotation->state = QuotationSnapshot::State::Recalled;
    recalled.quotation->line = {};
    auto sensitive = shown[1];
    sensitive.id = MessageId{5};
    sensitive.quotation->line = {};
    sensitive.quotation->labels = {"SUD"_s};
    Chat chat(shown << missing << recalled << sensitive);
    const auto said = [&](int row) {
        return chat.model().data(chat.model().index(row), Qt::AccessibleTextRole).toString();
    };
    CHECK(said(2).contains("A message that is not on this device"_s));
    CHECK(said(3).contains("Recalled"_s));
    CHECK(said(4).contains("Sensitive record (SUD)"_s));
    chat.choose(2);
    chat.press(Qt::Key_Return);  // leads nowhere
    CHECK(chat.list().currentIndex().row() == 2);
}

TEST_CASE("a sensitive message is quoted in the strip without its words")
{
    auto shown = messages();
    shown[0].patient = PatientSnapshot{test::name("Jane Smith"), {}, {}, {"SUD"_s}};
    Chat chat(shown);
    chat.choose(0);
    chat.press(Qt::Key_R);
    CHECK(chat.bar().accessibleName().contains("Sensitive record (SUD)"_s));
    CHECK_FALSE(chat.bar().accessibleName().contains("room 4"_s));
}

TEST_CASE("a row speaks of what it answers and of its reactions, with names")
{
    Chat chat;
    const auto said = [&](int row) {
        return chat.model().data(chat.model().index(row), Qt::AccessibleTextRole).toString();
    };
    CHECK(said(0).contains("2 reactions: Thumbs up: you, "_s));
    CHECK(said(0).contains("Dr Kim Example"_s));
    CHECK(said(1).contains("In answer to Lee: Is room 4 free?"_s));
}

TEST_CASE("a click on a sign takes ours away, or adds to it")
{
    Chat chat;
    const auto chips = chat.layout(0).reactions;
    REQUIRE(chips.size() == 2);
    chat.click(0, chips[0].where.center());
    CHECK(chat.client.calls.contains("react 1 "_s));
    chat.click(0, chips[1].where.center());
    CHECK(chat.client.calls.contains("react 1 "_s + kThumb + " "_s + kHeart));
    CHECK_FALSE(chat.list().currentIndex().isValid());  // it does not unfold the row
}

TEST_CASE("reactions are chosen with the keyboard alone")
{
    Chat chat;
    chat.choose(0);
    chat.press(Qt::Key_S, kCtrlShift);
    auto* menu = chat.menu("reactions");
    REQUIRE(menu);
    CHECK(menu->actions().size() == 8);
    CHECK(menu->actions()[0]->isChecked());
    CHECK(menu->actions()[0]->text().contains("yours"_s));
    CHECK_FALSE(menu->actions()[1]->isChecked());
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    CHECK(chat.client.calls.contains("react 1 "_s + kThumb + " "_s + kHeart));
    chat.press(Qt::Key_S, kCtrlShift);
    chat.menu("reactions")->actions().back()->trigger();
    CHECK(chat.client.calls.contains("react 1 "_s));
}

TEST_CASE("the menu of a message offers what can be done with it")
{
    auto shown = messages();
    shown[0].recalledAtMs = test::kNowMs;
    Chat chat(shown);
    chat.choose(1);
    Q_EMIT chat.list().customContextMenuRequested(
        chat.list().visualRect(chat.model().index(1)).center());
    auto* menu = chat.menu("messageMenu");
    REQUIRE(menu);
    menu->actions()[0]->trigger();
    CHECK(chat.client.calls.contains("quote 2 in 1"_s));
    delete menu;
    Q_EMIT chat.list().customContextMenuRequested(
        chat.list().visualRect(chat.model().index(0)).center());
    menu = chat.menu("messageMenu");
    REQUIRE(menu);
    CHECK_FALSE(menu->actions()[0]->isEnabled());  // what was taken back is not answered
    CHECK_FALSE(menu->actions()[1]->isEnabled());
}

TEST_CASE("an order takes no reaction, and what has not left neither")
{
    auto shown = messages();
    shown[0].order = OrderSnapshot{};
    shown[1].delivery = Delivery::Queued;
    Chat chat(shown);
    chat.press(Qt::Key_S, kCtrlShift);
    CHECK_FALSE(chat.menu("reactions"));
}

TEST_CASE("a chosen message says who set which sign, and that none acknowledges")
{
    Chat chat;
    chat.choose(0);
    const auto layout = chat.layout(0);
    REQUIRE(layout.evidenceLines.size() >= 2);
    CHECK(layout.evidenceLines[0].startsWith("Thumbs up: you, "_s));
    CHECK(layout.evidenceLines[1].startsWith("Heart: "_s));
}

TEST_CASE("who is meant is found by the whole name, the longest, in code points")
{
    const QList<ui::Member> members{{"Ana"_s, "a@x"_s}, {"Ana Sample"_s, "s@x"_s}, {{}, "e@x"_s}};
    const auto found = [&](const QString& text) {
        QStringList words;
        for (const auto& one : ui::mentionsIn(text, members))
            words << QStringLiteral("%1 %2-%3").arg(one.address).arg(one.begin).arg(one.end);
        return words;
    };
    CHECK(found("@Ana, @Ana Sample and @Anabel"_s) == QStringList{"a@x 0-4"_s, "s@x 6-17"_s});
    CHECK(found(kThumb + "@Ana"_s).isEmpty());  // no space before it
    CHECK(found(kThumb + " @Ana"_s) == QStringList{"a@x 2-6"_s});
    CHECK(found("mail to x@Ana"_s).isEmpty());
    CHECK(found("@ @@ana Ana"_s).isEmpty());
}

TEST_CASE("an at sign offers the members of a team, and what is sent says who is meant")
{
    Chat chat;
    auto& composer = *static_cast<ui::Composer*>(chat.edit().parentWidget());
    composer.setMembers(
        {{"Ana Sample"_s, "ana@clinic.example"_s}, {"Kim Example"_s, "kim@clinic.example"_s}});
    chat.edit().setFocus();
    chat.type("see x@"_s);
    CHECK_FALSE(chat.menu("members"));  // part of an address
    chat.edit().clear();
    chat.type("Please @"_s);
    auto* menu = chat.menu("members");
    REQUIRE(menu);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    CHECK(chat.edit().toPlainText() == "Please @Kim Example "_s);
    chat.press(Qt::Key_Return);
    CHECK(chat.client.calls.back().endsWith("@kim@clinic.example 7-19"_s));
}

TEST_CASE("between two people an at sign is a sign like others")
{
    Chat chat;
    chat.edit().setFocus();
    chat.type("@"_s);
    CHECK_FALSE(chat.menu("members"));
}

TEST_CASE("a message that mentions our person says so in words")
{
    auto shown = messages();
    shown[0].mentionsUs = true;
    Chat chat(shown);
    CHECK(chat.model().rowAt(0).headline == "Mentions you"_s);
    CHECK(chat.model()
              .data(chat.model().index(0), Qt::AccessibleTextRole)
              .toString()
              .contains("Mentions you"_s));
}
