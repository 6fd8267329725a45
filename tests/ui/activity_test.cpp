// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/activity_words.h"

#include <QAction>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

/// The Activity log page of somebody who may see what others did, reached by the keyboard.
struct Page : test::Session {
    explicit Page(Rights rights = Rights::all())
    {
        activity.entries = test::sampleActivity();
        activity.entries->onlyOwn = !rights.has(Right::SeeActivity);
        activity.chain = test::sampleChain();
        open();
        Q_EMIT client.rightsChanged(rights);
        press(Qt::Key_6, Qt::AltModifier);
    }

    QTableView& table() { return *find<QTableView>("activityTable"); }

    QString cell(int row, int column)
    {
        return table().model()->index(row, column).data().toString();
    }

    int rows() { return table().model()->rowCount(); }

    QString said(const char* label) { return find<QLabel>(label)->text(); }

    void choose(const char* button, const QString& text)
    {
        for (auto* action : find<QPushButton>(button)->menu()->actions())
            if (action->text() == text)
                return action->trigger();
        FAIL("there is no such choice");
    }

    QDialog* report()
    {
        find<QPushButton>("exceptionReport")->click();
        return find<QDialog>("exceptionsDialog");
    }
};

}  // namespace

TEST_CASE("The activity log is a table of who did what when, with the newest first")
{
    Page s;
    CHECK(s.table().hasFocus());
    REQUIRE(s.rows() == 9);
    CHECK(s.cell(0, 1) == "You"_s);
    CHECK(s.cell(0, 2) == "Message answered"_s);
    CHECK(s.cell(0, 4) == "Nurse Ana Sample"_s);
    CHECK(s.cell(0, 5) == "answer: accepted"_s);
    CHECK(s.cell(4, 2) == "Could not unlock"_s);
    CHECK(s.cell(4, 3) == "Failed"_s);
    CHECK(s.cell(5, 1).contains("Not in the directory"_s));
    CHECK(s.cell(8, 1) == "This workstation"_s);
    CHECK(s.table().model()->index(4, 3).data(Qt::AccessibleTextRole).toString() ==
          "Result: Failed"_s);
}

TEST_CASE("The state of the chain stands there in words, and what is wrong with it, too")
{
    Page s;
    CHECK(s.said("chainState").contains("unbroken since"_s));
    CHECK(s.said("chainState").contains("agrees with the relay's copy"_s));
    s.activity.chain.state = ChainSnapshot::State::Altered;
    s.activity.chain.badNumber = 1207;
    s.press(Qt::Key_6, Qt::AltModifier);
    CHECK(s.said("chainState").contains("Entry 1,207 was changed"_s));
    s.activity.chain = {.state = ChainSnapshot::State::Unbroken, .records = 3};
    s.press(Qt::Key_6, Qt::AltModifier);
    CHECK(s.said("chainState").contains("not compared with the relay"_s));
}

TEST_CASE("A word filters the rows, a click on a head sorts them, and nothing left is said")
{
    Page s;
    s.find<QLineEdit>("activitySearch")->setText("desk b"_s);
    CHECK(s.rows() == 3);
    CHECK(s.said("activityCount").contains("3 entries"_s));
    s.find<QLineEdit>("activitySearch")->setText("no such thing"_s);
    CHECK_FALSE(s.table().isVisible());
    s.find<QLineEdit>("activitySearch")->clear();
    s.table().sortByColumn(2, Qt::AscendingOrder);
    CHECK(s.cell(0, 2) == "Copied, printed or exported"_s);
    s.table().sortByColumn(0, Qt::AscendingOrder);
    CHECK(s.cell(0, 2) == "Sotto started"_s);
}

TEST_CASE("How far back and what kind of action is asked of the log itself")
{
    Page s;
    const auto week = test::kNowMs - 7LL * 24 * 60 * test::kMinuteMs;
    CHECK(s.activity.calls.last() == "read 0 %1"_s.arg(week));
    s.choose("activityWhat", "Messages"_s);
    CHECK(s.activity.calls.last() == "read 2 %1"_s.arg(week));
    s.choose("activityWhen", "All the time"_s);
    CHECK(s.activity.calls.last() == "read 2 0"_s);
}

TEST_CASE("A log that cannot be read is no empty log")
{
    Page s;
    s.activity.entries.reset();
    s.activity.chain = {};
    s.press(Qt::Key_6, Qt::AltModifier);
    CHECK(s.said("activityCount").contains("cannot be read"_s));
    CHECK(s.said("chainState") == "The log cannot be read."_s);
    CHECK(s.rows() == 0);
}

TEST_CASE("Without the right a person sees their own entries, and no report and no file")
{
    Page s(Rights::withoutRoles());
    CHECK(s.said("activityCount").contains("your own"_s));
    CHECK_FALSE(s.find("exceptionReport")->isVisible());
    CHECK_FALSE(s.find("activitySave")->isVisible());
    CHECK_FALSE(s.find("reportDue")->isVisible());
}

TEST_CASE("A report that is due says so; reviewing it is recorded, closing it is not")
{
    Page s;
    s.activity.exceptions = test::sampleExceptions();
    s.press(Qt::Key_6, Qt::AltModifier);
    CHECK(s.find("reportDue")->isVisible());
    auto* dialog = s.report();
    REQUIRE(dialog);
    const auto* table = dialog->findChild<QTableView*>("exceptions"_s);
    REQUIRE(table->model()->rowCount() == 3);
    CHECK(table->model()->index(0, 0).data() == "Worked after hours"_s);
    CHECK(table->model()->index(0, 1).data() == "Nurse Ana Sample"_s);
    CHECK(table->model()->index(0, 3).data() == "4"_s);
    QTest::keyClick(dialog, Qt::Key_Return);  // by reflex
    CHECK_FALSE(s.activity.calls.contains("reviewed"_s));
    dialog->findChild<QPushButton*>("reviewed"_s)->click();
    CHECK(s.activity.calls.contains("reviewed"_s));
}

TEST_CASE("An export asks for the reason, then for a place; a refused one says why")
{
    Page s;
    s.choose("activitySave", "What is chosen here, as a table (CSV)…"_s);
    auto* why = s.find<QDialog>("reasonDialog");
    REQUIRE(why);
    why->findChild<QRadioButton*>("reason-operations"_s)->click();
    why->findChild<QPushButton*>("reasonGo"_s)->click();
    auto* place = s.find<QFileDialog>("saveActivity");
    REQUIRE(place);
    Q_EMIT place->fileSelected("/tmp/x.csv"_s);
    CHECK(s.activity.calls.last() == "save /tmp/x.csv 1 0 operations"_s);
    CHECK(s.said("activityCount") == "Saved."_s);
    s.activity.wantsReason = false;
    s.activity.saved = Error{Errc::Duplicate, "played"};
    s.choose("activitySave", "All of it, for an auditor to verify…"_s);
    for (auto* other : s.window.findChildren<QFileDialog*>("saveActivity"_s))
        if (other != place)
            Q_EMIT other->fileSelected("/tmp/x"_s);
    CHECK(s.said("activityCount").contains("already"_s));
}
