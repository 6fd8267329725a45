// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/activity_words.h"

#include <QAction>
#include <QCheckBox>
#include <QCoreApplication>
#include <QDateEdit>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

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
        auto ana = test::sampleConversations().front();
        ana.address = "ana@clinic.example"_s;
        ana.title = SafeText::fromQString("Nurse Ana Sample"_s, SafeText::Kind::Name);
        Q_EMIT client.conversationChanged(ana);
        press(Qt::Key_6, Qt::AltModifier);
        const auto text = [](const char* words) {
            return SafeText::fromUtf8(words, SafeText::Kind::Name);
        };
        Q_EMIT client.recentPatientsLoaded(
            {{text("Jane Smith"), text("00-884471"), text("J.S. ··4471")}});
    }

    /// The dialog of what is shown, with that in it, accepted.
    QDialog* choice(const QString& person, const QString& conversation, const QString& patient)
    {
        find<QPushButton>("activityNarrow")->click();
        auto* dialog = find<QDialog>("activityChoice");
        REQUIRE(dialog);
        for (const auto& [field, what] :
             {std::pair{"choicePerson", person}, std::pair{"choiceConversation", conversation},
              std::pair{"choicePatient", patient}})
            dialog->findChild<QLineEdit*>(QLatin1String(field))->setText(what);
        return dialog;
    }

    void go(QDialog* dialog)
    {
        dialog->findChild<QPushButton*>("choiceGo"_s)->click();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
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
    CHECK(s.cell(0, 5) == "Nurse Ana Sample"_s);
    CHECK(s.cell(0, 6) == "J.S. ··4471"_s);
    CHECK(s.cell(0, 7) == "answer: accepted"_s);
    CHECK(s.cell(1, 5).startsWith("c-a-room, not known here"_s));
    CHECK(s.cell(1, 6).startsWith("patient-, not known here"_s));
    CHECK(s.cell(2, 4) == "Nurse Ana Sample"_s);
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
    CHECK_FALSE(s.said("chainState").contains("removed"_s));
    s.activity.chain.prunedUntilMs = 1'600'000'000'000;
    s.press(Qt::Key_6, Qt::AltModifier);
    CHECK(
        s.said("chainState")
            .contains(
                "earlier entries, to 13 September 2020, were removed under the retention rule"_s));
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

TEST_CASE("A person, a conversation, a patient and days are asked of the log, and said")
{
    Page s;
    CHECK_FALSE(s.find("activityOnly")->isVisible());
    // Two conversations have that name here: the address says which is meant.
    s.go(s.choice("nurse ana sample"_s, "Nurse Ana Sample (ana@clinic.example)"_s, "00-884471"_s));
    CHECK(s.activity.wanted.person == "ana@clinic.example"_s);
    CHECK(s.activity.wanted.conversation == "ana@clinic.example"_s);
    CHECK(s.activity.wanted.patient == "00-884471"_s);
    CHECK(s.activity.wanted.sinceMs == test::kNowMs - 7LL * 24 * 60 * test::kMinuteMs);
    CHECK(s.said("activityOnly") ==
          "Only: Nurse Ana Sample · conversation with Nurse Ana Sample · patient 00-884471"_s);
    s.choose("activityWhat", "Messages"_s);  // what was chosen stays
    CHECK(s.activity.wanted.patient == "00-884471"_s);

    auto* dialog = s.choice({}, {}, {});
    dialog->findChild<QCheckBox*>("choiceHasDays"_s)->click();
    const QDate day(2026, 11, 3);
    dialog->findChild<QDateEdit*>("choiceFrom"_s)->setDate(day);
    dialog->findChild<QDateEdit*>("choiceUntil"_s)->setDate(day);
    s.go(dialog);
    CHECK(s.activity.wanted.person.isEmpty());
    CHECK(s.activity.wanted.sinceMs == day.startOfDay().toMSecsSinceEpoch());
    CHECK(s.activity.wanted.untilMs == day.addDays(1).startOfDay().toMSecsSinceEpoch());
    s.choose("activityWhen", "All the time"_s);  // instead of the days
    CHECK(s.activity.wanted == ActivityFilter{.group = ActivityGroup::Messages});
    CHECK_FALSE(s.find("activityOnly")->isVisible());
    s.go(s.choice("left@clinic.example"_s, {}, {}));  // who is no more in the directory
    CHECK(s.activity.wanted.person == "left@clinic.example"_s);
    s.find<QPushButton>("activityAll")->click();
    CHECK(s.activity.wanted.person.isEmpty());
}

TEST_CASE("What names nobody is said, and shows nothing else")
{
    Page s;
    const auto calls = s.activity.calls.size();
    auto* dialog = s.choice("Nobody"_s, {}, {});
    s.go(dialog);
    const auto* wrong = dialog->findChild<QLabel*>("choiceWrong"_s);
    CHECK(wrong->text().contains("Nobody of that name"_s));
    dialog->findChild<QLineEdit*>("choicePerson"_s)->clear();
    dialog->findChild<QLineEdit*>("choiceConversation"_s)->setText("Nowhere"_s);
    s.go(dialog);
    CHECK(wrong->text().contains("no conversation"_s));
    dialog->findChild<QLineEdit*>("choiceConversation"_s)->clear();
    dialog->findChild<QLineEdit*>("choicePatient"_s)->setText("--"_s);
    s.go(dialog);
    CHECK(wrong->text().contains("record number"_s));
    dialog->findChild<QLineEdit*>("choicePatient"_s)->clear();
    dialog->findChild<QCheckBox*>("choiceHasDays"_s)->click();
    dialog->findChild<QDateEdit*>("choiceUntil"_s)->setDate(QDate(2020, 1, 1));
    s.go(dialog);
    CHECK(wrong->text().contains("before the first"_s));
    CHECK(s.activity.calls.size() == calls);
}

TEST_CASE("That a report is due is said right after signing in, to whom reviews it alone")
{
    const bool reviews = GENERATE(true, false);
    test::Session s;
    s.activity.exceptions = test::sampleExceptions();
    s.open();
    CHECK_FALSE(s.find("reportDue")->isVisible());  // nobody's rights are known
    Q_EMIT s.client.rightsChanged(reviews ? Rights::all() : Rights::withoutRoles());
    CHECK(s.find("reportDue")->isVisible() == reviews);
    CHECK(s.activity.calls.isEmpty());  // no look at what others did
    if (!reviews)
        return;
    s.find<QPushButton>("reportDueAction")->click();
    REQUIRE(s.find<QDialog>("exceptionsDialog"));
    CHECK(s.find("activity")->isVisible());
    s.activity.exceptions->isDue = false;
    s.find<QDialog>("exceptionsDialog")->findChild<QPushButton*>("reviewed"_s)->click();
    CHECK_FALSE(s.find("reportDue")->isVisible());
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
