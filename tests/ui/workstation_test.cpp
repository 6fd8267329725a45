// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/clipboard.h"

#include <QAction>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

/// An open session on the Workstation page, reached by the keyboard.
struct Page : test::Session {
    Page()
    {
        test::prepareUi();
        open();
        press(Qt::Key_4, Qt::AltModifier);
        Q_EMIT client.workstationChanged(all);
    }

    /// All that a row says; empty if the row is not shown.
    QString row(const char* key)
    {
        auto* widget = find(key);
        return widget && widget->isVisible() ? widget->accessibleName() : QString();
    }

    QAction* time(const QString& text)
    {
        for (auto* action : find<QPushButton>("lockAfter")->menu()->actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    WorkstationSnapshot all = test::sampleWorkstation();
};

}  // namespace

TEST_CASE("The compliance check says what passes and what fails, and writes a dated report")
{
    Page s;
    s.compliance.items = test::sampleCompliance();
    s.find<QPushButton>("complianceCheck")->click();
    auto* dialog = s.find<QDialog>("complianceDialog");
    REQUIRE(dialog);
    const auto* table = dialog->findChild<QTableView*>("complianceItems"_s);
    REQUIRE(table->model()->rowCount() == 4);
    CHECK(table->model()->index(0, 2).data() == "Pass"_s);
    CHECK(table->model()->index(1, 2).data() == "Fail"_s);
    CHECK(table->model()->index(3, 2).data() == "Not applicable"_s);
    const auto summary = [&] { return dialog->findChild<QLabel*>("complianceSummary"_s)->text(); };
    CHECK(summary().startsWith("2 pass, 1 fail, 1 do not apply"_s));
    const QTemporaryDir dir;
    const auto file = dir.filePath("report.pdf"_s);
    dialog->findChild<QPushButton*>("complianceSave"_s)->click();
    Q_EMIT dialog->findChild<QFileDialog*>("saveCompliance"_s)->fileSelected(file);
    QFile pdf(file);
    REQUIRE(pdf.open(QIODevice::ReadOnly));
    CHECK(pdf.read(5) == "%PDF-");
    dialog->findChild<QPushButton*>("complianceAgain"_s)->click();
    CHECK(s.compliance.runs == 2);
    s.compliance.items.reset();
    dialog->findChild<QPushButton*>("complianceAgain"_s)->click();
    CHECK(summary().contains("cannot be looked at"_s));
}

TEST_CASE("The Workstation page says each setting's value, who set it and the rule it serves")
{
    Page s;
    QSignalSpy wanted(&s.window, &ui::SessionWindow::workstationWanted);
    s.press(Qt::Key_4, Qt::AltModifier);
    CHECK(wanted.count() == 1);
    const auto lock = s.row("session.lock_after_s");
    CHECK(lock.contains("Locks the session after"_s));
    CHECK(lock.contains("120 s"_s));
    CHECK(lock.contains("policy.toml"_s));
    CHECK(lock.contains("45 CFR 164.312(a)(2)(iii)"_s));
    CHECK(s.row("auth.unique_user").contains("Fixed"_s));
    CHECK(s.row("auth.password_min_len").contains("out of range"_s));
    CHECK(s.row("audit.syslog_host").contains("not set"_s));
    CHECK(s.find<QLabel>("policyState")->text().contains("Riverside 2026-11"_s));
    CHECK(s.find<QLabel>("policyFiles")->text().contains(s.all.sha256.left(12)));
}

TEST_CASE("A policy that was not accepted is said loudly on the Workstation page")
{
    Page s;
    s.all.accepted = false;
    s.all.trouble = test::name("The policy was not accepted: bad signature.");
    Q_EMIT s.client.workstationChanged(s.all);
    CHECK(s.find<QLabel>("policyState")->text() == "The policy was not accepted: bad signature."_s);
}

TEST_CASE("The filter keeps the settings that have all its words")
{
    Page s;
    CHECK(s.window.focusWidget() == s.find("settingFilter"));
    s.type("164.312(a) lock"_s);
    CHECK_FALSE(s.row("session.lock_after_s").isEmpty());
    CHECK_FALSE(s.row("session.lock_on").isEmpty());
    CHECK(s.row("auth.unique_user").isEmpty());
    CHECK(s.row("content.copy").isEmpty());
    s.find<QLineEdit>("settingFilter")->clear();
    CHECK_FALSE(s.row("content.copy").isEmpty());
}

TEST_CASE("A person may choose an earlier lock, and sees the later ones greyed")
{
    Page s;
    QSignalSpy chosen(&s.window, &ui::SessionWindow::lockAfterChosen);
    REQUIRE(s.time("1 min"_s));
    CHECK(s.time("1 min"_s)->isEnabled());
    CHECK(s.time("30 s"_s)->isEnabled());
    CHECK_FALSE(s.time("5 min"_s)->isEnabled());
    CHECK_FALSE(s.time("30 min"_s)->isEnabled());
    s.time("30 s"_s)->trigger();
    REQUIRE(chosen.count() == 1);
    CHECK(chosen.front().front().toInt() == 30);

    s.all.lockAfterS = 30;
    s.all.settings[0].source = SettingSnapshot::Source::Person;
    Q_EMIT s.client.workstationChanged(s.all);
    CHECK(s.find<QPushButton>("lockAfter")->text().contains("30 s"_s));
    CHECK(s.row("session.lock_after_s").contains("Set by you"_s));
    CHECK_FALSE(s.time("5 min"_s)->isEnabled());  // it is the clinic's limit that counts
}

TEST_CASE("A conversation that is opened takes the place of the Workstation page")
{
    Page s;
    CHECK(s.find("workstation")->isVisible());
    CHECK_FALSE(s.find("conversationList")->isVisible());
    s.press(Qt::Key_Down, Qt::AltModifier);
    CHECK_FALSE(s.find("workstation")->isVisible());
    CHECK(s.find("composer")->isVisible());
}
