// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/language.h"
#include "tests/ui/support.h"
#include "ui/help_window.h"
#include "ui/station_window.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

QString titleOf(QWidget& over)
{
    for (const auto* help : over.findChildren<ui::HelpWindow*>())
        if (help->isVisible())
            return help->findChild<QScrollArea*>("helpPage"_s)->accessibleName();
    return {};
}

void closeHelp(QWidget& over)
{
    for (auto* help : over.findChildren<ui::HelpWindow*>())
        if (help->isVisible())
            QTest::keyClick(help, Qt::Key_Escape);
}

QStringList titles(const QList<ui::HelpPage>& pages)
{
    QStringList all;
    for (const auto& page : pages)
        all << page.title;
    return all;
}

}  // namespace

TEST_CASE("A page of the help is read as steps, points and commands", "[help]")
{
    test::prepareUi();
    using Kind = ui::HelpPage::Block::Kind;
    const auto page = ui::parseHelpPage("x"_s,
                                        "# Do it\nfor: desk\nscreens: lock pinDialog\n\nFirst\n"
                                        "line.\n\n1. Press **Lock**\n   now.\n2. Then:\n"
                                        "    sottoctl x\n- Or <b>not</b>\n"_s);
    CHECK(page.title == "Do it"_s);
    CHECK(page.reader == ui::HelpPage::Reader::Desk);
    CHECK(page.screens == QStringList{"lock"_s, "pinDialog"_s});
    REQUIRE(page.blocks.size() == 5);
    CHECK(page.blocks[0].text == "First line."_s);
    CHECK(page.blocks[1].text == "Press “Lock” now."_s);
    CHECK(page.blocks[1].number == 1);
    CHECK(page.blocks[2].number == 2);
    CHECK(page.blocks[3].kind == Kind::Command);
    CHECK(page.blocks[3].text == "sottoctl x"_s);
    CHECK(page.blocks[4].kind == Kind::Point);
}

TEST_CASE("The help is searched by words, without accents, titles first", "[help]")
{
    test::prepareUi();
    const auto pages = ui::helpPages();
    REQUIRE(pages.size() > 15);
    CHECK(pages.first().reader == ui::HelpPage::Reader::Everybody);
    CHECK(pages.last().reader == ui::HelpPage::Reader::Administrator);
    CHECK(titles(ui::findHelp(pages, "  "_s)) == titles(pages));
    CHECK(titles(ui::findHelp(pages, "LOCK user"_s)).first() == "Lock, unlock and switch user"_s);
    CHECK(ui::findHelp(pages, "zzz"_s).isEmpty());
    const test::Spanish spanish;
    const auto spanishPages = ui::helpPages();
    CHECK(spanishPages.size() == pages.size());
    CHECK(titles(ui::findHelp(spanishPages, "sesion"_s)).contains("Iniciar sesión"_s));
}

TEST_CASE("F1 opens the page that fits the screen", "[help]")
{
    test::Session s;
    Q_EMIT s.client.stageChanged(test::stage(SignInStage::Step::Unlock));
    s.press(Qt::Key_F1);
    CHECK(titleOf(s.window) == "Lock, unlock and switch user"_s);
    closeHelp(s.window);
    CHECK(titleOf(s.window).isEmpty());

    s.open();
    const std::pair<Qt::Key, QString> places[] = {
        {Qt::Key_1, "Answer what waits for you"_s},        {Qt::Key_2, "Write to a colleague"_s},
        {Qt::Key_4, "Write the policy and roll it out"_s}, {Qt::Key_5, "Devices and comparing"_s},
        {Qt::Key_6, "Show an auditor the activity log"_s},
    };
    for (const auto& [key, title] : places) {
        s.press(key, Qt::AltModifier);
        s.press(Qt::Key_F1);
        CHECK(titleOf(s.window) == title);
        closeHelp(s.window);
        s.window.activateWindow();
    }
    s.press(Qt::Key_K, Qt::ControlModifier);
    s.press(Qt::Key_F1);
    CHECK(titleOf(s.window) == "Find a message, a person or a file"_s);
}

TEST_CASE("F1 in a dialog is about the dialog, and leaves it open", "[help]")
{
    test::Session s;
    s.open();
    s.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    auto* const dialog = s.find<QDialog>("quietDialog");
    REQUIRE(dialog);
    dialog->activateWindow();
    QTest::keyClick(dialog, Qt::Key_F1);
    CHECK(titleOf(*dialog) == "Not be disturbed"_s);
    QTest::keyClick(dialog->findChild<QWidget*>("help"_s), Qt::Key_Escape);
    CHECK(dialog->isVisible());
}

TEST_CASE("The help is used by the keyboard alone", "[help]")
{
    test::prepareUi();
    ui::HelpWindow help(nullptr);
    help.showFor("lock"_s);
    help.show();
    auto* const search = help.findChild<QLineEdit*>("helpSearch"_s);
    auto* const list = help.findChild<QListWidget*>("helpList"_s);
    CHECK(list->currentItem()->text() == "Lock, unlock and switch user"_s);
    QTest::keyClicks(search, "auditor"_s);
    REQUIRE(list->count() >= 1);
    CHECK(list->currentItem()->text() == "Show an auditor the activity log"_s);
    CHECK(help.findChild<QScrollArea*>("helpPage"_s)->accessibleName() ==
          list->currentItem()->text());
    QTest::keyClick(search, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClicks(search, "zzz"_s);
    CHECK(list->count() == 0);
    QTest::keyClick(search, Qt::Key_Escape);
    CHECK_FALSE(help.isVisible());
}

TEST_CASE("Every screen that asks has a page, in both languages", "[help]")
{
    test::prepareUi();
    const auto hasAll = [] {
        const auto pages = ui::helpPages();
        for (const auto* const screen : {"station",
                                         "signIn",
                                         "working",
                                         "code",
                                         "setUp",
                                         "recovery",
                                         "enterRecovery",
                                         "oldPassword",
                                         "lock",
                                         "agreement",
                                         "emergency",
                                         "openItems",
                                         "conversations",
                                         "directory",
                                         "workstation",
                                         "devices",
                                         "activity",
                                         "search",
                                         "conversation",
                                         "firstRun",
                                         "pinDialog",
                                         "profileDialog",
                                         "quietDialog",
                                         "rolesDialog",
                                         "roleHandOver",
                                         "teamDialog",
                                         "newTeamDialog",
                                         "patientDialog",
                                         "recallDialog",
                                         "historyDialog",
                                         "evidenceDialog",
                                         "chainDialog",
                                         "comparison",
                                         "renameDialog",
                                         "removeDialog",
                                         "complianceDialog",
                                         "exceptionsDialog",
                                         "reasonDialog",
                                         "pictureViewer",
                                         "shortcuts"}) {
            CAPTURE(std::string(screen));
            CHECK(std::ranges::any_of(pages, [&](const ui::HelpPage& page) {
                return page.screens.contains(QLatin1String(screen));
            }));
        }
    };
    hasAll();
    const test::Spanish spanish;
    hasAll();
}

TEST_CASE("Who has no conversation yet sees three things to do first", "[help]")
{
    test::Session s;
    Q_EMIT s.client.selfChanged(test::sampleSelf());
    Q_EMIT s.client.stageChanged(test::stage(SignInStage::Step::Open));
    auto* const card = s.find("firstRun");
    REQUIRE(card);
    CHECK_FALSE(card->isVisible());
    Q_EMIT s.client.conversationsLoaded({});
    CHECK(card->isVisible());
    CHECK_FALSE(s.find("first3")->isVisible());
    Q_EMIT s.client.pinStateChanged(PinState::NotSet);
    CHECK(s.find("first3")->isVisible());
    s.find<QPushButton>("firstHelp")->click();
    CHECK(titleOf(s.window) == "Three things to do first"_s);
    closeHelp(s.window);
    s.find<QPushButton>("first1")->click();
    auto* const profile = s.find<QDialog>("profileDialog");
    REQUIRE(profile);
    profile->close();
    Q_EMIT s.client.conversationsLoaded(test::sampleConversations());
    CHECK_FALSE(card->isVisible());
}
