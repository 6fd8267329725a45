// SPDX-License-Identifier: GPL-3.0-or-later
// The patient chip, what a sensitive message says of itself, and the question before it goes.
#include "tests/ui/support.h"
#include "ui/attach_strip.h"
#include "ui/label.h"
#include "ui/message_list_model.h"
#include "ui/patient_words.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

PatientSnapshot jane(const QStringList& labels = {})
{
    return {test::name("Jane Smith"), test::name("884471"), test::name("J.S. ··4471"), labels};
}

struct Chip : test::Talk {
    explicit Chip(const QList<MessageSnapshot>& messages = {})
        : test::Talk(messages, {}),
          composer(*find<QPlainTextEdit>("composer"))
    {
        auto workstation = test::sampleWorkstation();
        workstation.copying = ContentRule::Allow;
        workstation.sensitiveLabels = {"SUD"_s, "HIV"_s};
        setRules(workstation);
        client.calls.clear();
        composer.setFocus();
    }

    void setRules(WorkstationSnapshot workstation)
    {
        rules = std::move(workstation);
        Q_EMIT client.workstationChanged(rules);
    }

    QDialog* openDialog()
    {
        press(Qt::Key_P, Qt::ControlModifier);
        auto* dialog = find<QDialog>("patientDialog");
        REQUIRE(dialog);
        return dialog;
    }

    void fill(const QString& name, const QString& number)
    {
        find<QLineEdit>("patientName")->setText(name);
        find<QLineEdit>("patientNumber")->setText(number);
    }

    void choose(const QString& name, const QString& number)
    {
        openDialog();
        fill(name, number);
        find<QAbstractButton>("patientUse")->click();
    }

    bool chipShows() { return find<QWidget>("patientChip")->isVisible(); }

    bool says(const QString& words)
    {
        for (const auto* label : window.findChildren<ui::Label*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }

    WorkstationSnapshot rules;
    QPlainTextEdit& composer;
};

}  // namespace

TEST_CASE("a message is about the patient whom the keyboard chose, and only that one")
{
    Chip chip;
    CHECK_FALSE(chip.chipShows());
    auto* dialog = chip.openDialog();
    CHECK(chip.client.calls.contains("recentPatients"_s));
    CHECK(dialog->focusWidget() == chip.find<QLineEdit>("patientName"));
    for (const auto c : "Jane Smith"_s)
        QTest::keyClick(dialog->focusWidget(), c.toLatin1());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    for (const auto c : "884471"_s)
        QTest::keyClick(dialog->focusWidget(), c.toLatin1());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    CHECK(chip.chipShows());
    CHECK(chip.client.calls.contains("patient 1 about Jane Smith/884471/"_s));
    chip.composer.setFocus();
    chip.type("call me"_s);
    chip.press(Qt::Key_Return);
    CHECK(chip.client.calls.contains("request 1 [fyi 0] call me about Jane Smith/884471/"_s));
    CHECK_FALSE(chip.chipShows());
    chip.type("thanks"_s);
    chip.press(Qt::Key_Return);
    CHECK(chip.client.calls.contains("send 1 [fyi] thanks"_s));
}

TEST_CASE("what names nobody is not taken, and the dialog says why")
{
    Chip chip;
    auto* dialog = chip.openDialog();
    chip.find<QAbstractButton>("patientUse")->click();
    CHECK(dialog->isVisible());
    CHECK(chip.says("Enter a name"_s));
    chip.fill("Jane"_s, "#44"_s);
    chip.find<QAbstractButton>("patientUse")->click();
    CHECK(chip.says("A record number has letters"_s));
    chip.find<QAbstractButton>("patientCancel")->click();
    CHECK(chip.client.calls.filter("patient "_s).isEmpty());
}

TEST_CASE("somebody of whom was written lately is chosen again, with the labels")
{
    Chip chip;
    chip.openDialog();
    Q_EMIT chip.client.recentPatientsLoaded({jane({"SUD"_s})});
    auto* recent = chip.find<QListWidget>("recentPatients");
    REQUIRE(recent->count() == 1);
    CHECK(recent->item(0)->text() == "Jane Smith · 884471 · SUD"_s);
    Q_EMIT recent->itemActivated(recent->item(0));
    CHECK(chip.find<QCheckBox>("label-SUD")->isChecked());
    chip.find<QAbstractButton>("patientUse")->click();
    CHECK(chip.client.calls.contains("patient 1 about Jane Smith/884471/SUD"_s));
    CHECK(chip.says("42 CFR part 2"_s));
}

TEST_CASE(
    "the chip comes back with the draft, goes by its cross, and not into another conversation")
{
    Chip chip;
    Q_EMIT chip.client.patientLoaded({2}, jane());
    CHECK_FALSE(chip.chipShows());
    Q_EMIT chip.client.patientLoaded({1}, jane());
    CHECK(chip.chipShows());
    CHECK(chip.client.calls.filter("patient "_s).isEmpty());
    SECTION("by its cross")
    {
        chip.find<QAbstractButton>("patientDrop")->click();
        CHECK_FALSE(chip.chipShows());
        CHECK(chip.client.calls.contains("patient 1"_s));
        CHECK(chip.composer.hasFocus());
    }
    SECTION("another conversation")
    {
        chip.press(Qt::Key_Down, Qt::AltModifier);
        CHECK_FALSE(chip.chipShows());
        CHECK(chip.client.calls.filter("patient "_s).isEmpty());
    }
}

TEST_CASE("a correction begins with the patient of its message, and the draft keeps its own")
{
    auto mine = test::textMessage(1, true, "give 5 mg", 3);
    mine.delivery = Delivery::Delivered;
    mine.changeableUntilMs = test::kNowMs + test::kMinuteMs;
    mine.patient = jane({"HIV"_s});
    Chip chip({mine});
    chip.choose("Omar Diaz"_s, "10002"_s);
    chip.composer.setFocus();
    chip.press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    chip.client.calls.clear();
    chip.press(Qt::Key_Return);
    CHECK(chip.client.calls == QStringList{"correct 1 give 5 mg about Jane Smith/884471/HIV"_s});
    chip.type("and"_s);
    chip.press(Qt::Key_Return);
    CHECK(chip.client.calls.contains("request 1 [fyi 0] and about Omar Diaz/10002/"_s));
}

TEST_CASE("whom nobody knows to treat is asked about once, and Enter again sends")
{
    Chip chip;
    chip.rules.promptsForPatients = true;
    SECTION("where the clinic names who treats")
    {
        chip.rules.treatingGroups = {"Pharmacists of another house"_s};
        chip.setRules(chip.rules);
        chip.choose("Jane Smith"_s, {});
        chip.composer.setFocus();
        chip.type("call me"_s);
        chip.press(Qt::Key_Return);
        CHECK(chip.client.calls.filter("request"_s).isEmpty());
        CHECK(chip.says("is not known to treat patients"_s));
        chip.press(Qt::Key_Return);
        CHECK(chip.client.calls.contains("request 1 [fyi 0] call me about Jane Smith//"_s));
        CHECK_FALSE(chip.says("is not known to treat patients"_s));
    }
    SECTION("not where it names nobody")
    {
        chip.setRules(chip.rules);
        chip.choose("Jane Smith"_s, {});
        chip.composer.setFocus();
        chip.type("call me"_s);
        chip.press(Qt::Key_Return);
        CHECK(chip.client.calls.contains("request 1 [fyi 0] call me about Jane Smith//"_s));
    }
}

TEST_CASE("a file is asked about like a text, and goes when it is confirmed once more")
{
    QTemporaryDir folder;
    const auto path = folder.filePath("ecg.pdf"_s);
    QFile file(path);
    REQUIRE((file.open(QIODevice::WriteOnly) && file.write("%PDF") == 4));
    file.close();
    Chip chip;
    chip.rules.promptsForPatients = true;
    chip.rules.treatingGroups = {"Pharmacists of another house"_s};
    chip.setRules(chip.rules);
    chip.choose("Jane Smith"_s, {});
    auto* strip = chip.find<ui::AttachStrip>("attachStrip");
    REQUIRE(strip);
    strip->offer(ui::chosenFiles({path}));
    chip.find<QAbstractButton>("attachSend")->click();
    CHECK(chip.client.calls.filter("sendFile"_s).isEmpty());
    CHECK_FALSE(strip->isHidden());
    CHECK(strip->accessibleName().contains("is not known to treat patients"_s));
    CHECK(chip.find<QAbstractButton>("attachSend")->hasFocus());
    SECTION("yes")
    {
        chip.find<QAbstractButton>("attachSend")->click();
        CHECK(chip.client.calls.filter("sendFile 1"_s).size() == 1);
        CHECK(strip->isHidden());
    }
    SECTION("no")
    {
        chip.press(Qt::Key_Escape);
        CHECK(strip->isHidden());
        CHECK(chip.client.calls.filter("sendFile"_s).isEmpty());
    }
}

TEST_CASE("a message tells of its patient, and a sensitive one of the law, also to a screen reader")
{
    auto plain = test::textMessage(1, false, "is here", 5);
    plain.patient = jane();
    auto sealed = test::textMessage(2, false, "dose?", 4);
    sealed.patient = jane({"SUD"_s});
    auto other = test::textMessage(3, false, "result?", 3);
    other.patient = jane({"HIV"_s});
    test::ManualTime time;
    ui::MessageListModel model(time, nullptr);
    model.load({plain, sealed, other}, false);
    const auto read = [&](int row) {
        return model.data(model.index(row), Qt::AccessibleTextRole).toString();
    };
    CHECK(read(0).contains("About the patient Jane Smith · 884471,"_s));
    CHECK_FALSE(read(0).contains("42 CFR"_s));
    CHECK(read(1).contains("Jane Smith · 884471 · SUD, 42 CFR part 2 prohibits"_s));
    CHECK(read(2).contains("Sensitive: pass it on only"_s));
}

TEST_CASE("what is sensitive leaves only for a reason, with the notice")
{
    auto sealed = test::textMessage(1, false, "dose?", 4);
    sealed.patient = jane({"SUD"_s});
    Chip chip({sealed, test::textMessage(2, false, "hello", 3)});
    auto* list = chip.find<QListView>("messageList");
    list->setFocus(Qt::TabFocusReason);
    list->setCurrentIndex(list->model()->index(1, 0));
    chip.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(QGuiApplication::clipboard()->text() == "hello"_s);
    list->selectAll();
    chip.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    auto* dialog = chip.find<QDialog>("reasonDialog");
    REQUIRE(dialog);
    CHECK(chip.find<ui::Label>("reasonNotice")->text().startsWith("42 CFR part 2"_s));
    CHECK(QGuiApplication::clipboard()->text() == "hello"_s);
    chip.find<QAbstractButton>("reason-treatment")->click();
    chip.find<QAbstractButton>("reasonGo")->click();
    CHECK(QGuiApplication::clipboard()->text().endsWith(
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records."_s));
    CHECK(chip.exports == QStringList{"copy "_s, "copy treatment"_s});
}

TEST_CASE("of a long name the number and the labels still show")
{
    auto whom = jane({"SUD"_s});
    whom.name = test::name("Wolfeschlegelsteinhausenbergerdorff von Habsburg-Lothringen-Sample");
    const QFontMetricsF font{QFont()};
    const auto words = ui::elidedPatient(whom, font, 240);
    CHECK(words.startsWith("Wolf"_s));
    CHECK(words.endsWith("884471 · SUD"_s));
    CHECK(font.horizontalAdvance(words) <= 240);
}
