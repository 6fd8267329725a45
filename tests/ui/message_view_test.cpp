// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/message_layout.h"
#include "ui/message_view.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

#include <catch2/catch_test_macros.hpp>

#include <iostream>

using namespace sotto;
using test::operator""_s;

namespace {

QList<MessageSnapshot> numbered(std::int64_t first, std::int64_t last)
{
    QList<MessageSnapshot> list;
    for (auto i = first; i <= last; ++i)
        list << test::textMessage(i, i % 3 == 0,
                                  i % 7 == 0
                                      ? "A longer message that takes more than one line where "
                                        "the window is narrow, as most of them are today."
                                      : "Short one.",
                                  10'000 - i);
    return list;
}

struct View {
    View()
    {
        test::prepareUi();
        view.resize(500, 400);
        view.show();
        model.load(numbered(100, 160), true);
        view.showStart(std::nullopt);
    }

    test::ManualTime time;
    ui::MessageListModel model{time, nullptr};
    ui::MessageView view{model, nullptr};
};

}  // namespace

TEST_CASE("The list follows new messages only while the reader is at the end")
{
    View v;
    CHECK(v.view.isAtEnd());
    v.model.change(test::textMessage(161, false, "new", 1));
    CHECK(v.view.isAtEnd());

    v.view.verticalScrollBar()->setValue(v.view.verticalScrollBar()->maximum() / 2);
    const auto before = v.view.place();
    REQUIRE(before);
    v.model.change(test::textMessage(162, false, "newer", 0));
    v.model.change(test::textMessage(163, false, "newest", 0));
    CHECK(v.view.place() == before);
    auto* jump = v.view.findChild<QPushButton*>("jumpToLatest"_s);
    CHECK(jump->isVisible());
    CHECK(jump->text() == "2 new"_s);
    jump->click();
    CHECK(v.view.isAtEnd());
    CHECK(!jump->isVisible());
}

TEST_CASE("An older page is asked for once at the top and does not move what is read")
{
    View v;
    QSignalSpy wanted(&v.view, &ui::MessageView::olderWanted);
    v.view.verticalScrollBar()->setValue(40);
    v.view.verticalScrollBar()->setValue(30);
    CHECK(wanted.size() == 1);
    const auto place = v.view.place();
    const auto top = v.view.visualRect(v.model.index(v.model.rowOf(*place))).top();
    v.view.prepend(numbered(50, 99), false);
    CHECK(v.model.rowCount() == 111);
    CHECK(v.view.place() == place);
    CHECK(v.view.visualRect(v.model.index(v.model.rowOf(*place))).top() == top);
    v.view.verticalScrollBar()->setValue(0);
    CHECK(wanted.size() == 1);  // there is nothing older
}

TEST_CASE("The place stays through a resize, and the end stays the end")
{
    View v;
    v.view.resize(300, 400);
    CHECK(v.view.isAtEnd());
    v.view.verticalScrollBar()->setValue(v.view.verticalScrollBar()->maximum() / 2);
    const auto place = v.view.place();
    v.view.resize(700, 400);
    CHECK(v.view.place() == place);
}

TEST_CASE("A conversation opens at the unread line")
{
    View v;
    auto list = numbered(1, 60);
    for (int i = 30; i < 60; ++i)
        list[i].unread = true;
    v.model.load(list, false);
    v.view.showStart(MessageId{5});
    CHECK(v.view.place() == std::optional(MessageId{31}));
    CHECK(!v.view.isAtEnd());
}

TEST_CASE("Ctrl+C asks for the plain text of the chosen messages")
{
    View v;
    v.model.load(
        {test::textMessage(1, false, "<b>one</b> & a", 3), test::textMessage(2, false, "two", 2)},
        false);
    v.view.selectAll();
    const QSignalSpy copied(&v.view, &ui::MessageView::copyRequested);
    QTest::keyClick(&v.view, Qt::Key_C, Qt::ControlModifier);
    REQUIRE(copied.size() == 1);
    CHECK(copied[0][0].toString() == "<b>one</b> & a\ntwo"_s);
}

TEST_CASE("Ctrl+C asks for the row that the keyboard has reached, if none is chosen")
{
    View v;
    v.model.load({test::textMessage(1, false, "one", 3), test::textMessage(2, false, "two", 2)},
                 false);
    v.view.selectionModel()->setCurrentIndex(v.model.index(0), QItemSelectionModel::NoUpdate);
    const QSignalSpy copied(&v.view, &ui::MessageView::copyRequested);
    QTest::keyClick(&v.view, Qt::Key_C, Qt::ControlModifier);
    REQUIRE(copied.size() == 1);
    CHECK(copied[0][0].toString() == "one"_s);
}

TEST_CASE("The current row shows all its evidence, and each row speaks for itself")
{
    View v;
    v.model.load(test::sampleMessages(), false);
    v.view.showStart(std::nullopt);
    const auto index = v.model.index(6);
    const auto before = v.view.visualRect(index).height();
    v.view.setCurrentIndex(index);
    v.view.doItemsLayout();
    CHECK(v.view.visualRect(index).height() > before);

    auto* accessible = QAccessible::queryAccessibleInterface(&v.view);
    REQUIRE(accessible);
    REQUIRE(accessible->childCount() == v.model.rowCount());
    auto* row = accessible->child(9);
    CHECK(row->role() == QAccessible::ListItem);
    CHECK(row->text(QAccessible::Name).contains("STAT"_s));
    CHECK(row->text(QAccessible::Name).contains("not acknowledged"_s));
    CHECK(row->text(QAccessible::Name).contains("Potassium"_s));
}

TEST_CASE("A click on the button of a STAT message acknowledges it")
{
    View v;
    v.view.resize(600, 900);
    v.model.load(test::sampleMessages(), false);
    v.view.showStart(std::nullopt);
    QSignalSpy acted(&v.view, &ui::MessageView::actionRequested);
    const auto box = v.view.visualRect(v.model.index(9));
    const auto layout = ui::layoutMessage(
        v.model.rowAt(9), {v.view.font(), double(v.view.viewport()->width()), false});
    QTest::mouseClick(v.view.viewport(), Qt::LeftButton, {},
                      box.topLeft() + layout.action.center().toPoint());
    REQUIRE(acted.size() == 1);
    CHECK(acted.front().at(1).value<MessageId>() == MessageId{10});
}

TEST_CASE("Five thousand messages stay quick")
{
    View v;
    QElapsedTimer clock;
    clock.start();
    v.model.load(numbered(1, 5000), false);
    v.view.showStart(std::nullopt);
    const auto loaded = clock.restart();
    v.model.change(test::textMessage(5001, false, "one more", 0));
    v.view.jumpToLatest();
    const auto added = clock.restart();
    (void)v.view.grab();
    std::cout << "5,000 messages: load " << loaded << " ms, one more " << added << " ms, paint "
              << clock.elapsed() << " ms\n";
    CHECK(v.view.isAtEnd());
}

TEST_CASE("In a team each bubble's author is named, whoever has written there before")
{
    test::prepareUi();
    test::ManualTime time;
    ui::MessageListModel model(time, nullptr);
    model.load({}, false);  // open when the first of them arrives
    for (int id = 1; id <= 3; ++id) {
        auto message = test::textMessage(id, false, "In the team", 10 - id);
        message.inRoom = true;
        message.author = test::name(id == 3 ? "Dee Example" : "Ann Example");
        model.change(message);
    }
    CHECK(model.rowAt(0).showsAuthor);
    CHECK_FALSE(model.rowAt(1).showsAuthor);  // hangs together with the one above
    CHECK(model.rowAt(2).showsAuthor);

    model.load({test::textMessage(4, false, "To me alone", 5)}, false);
    CHECK_FALSE(model.rowAt(0).showsAuthor);
}
