// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/language.h"
#include "tests/ui/support.h"
#include "ui/main_menu.h"
#include "ui/station_window.h"
#include "ui/time_text.h"
#include "ui/translations.h"

#include <QApplication>
#include <QDialog>
#include <QKeySequence>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

/// Two entries of one menu that the same key would choose.
QStringList collisions(const QList<QAction*>& actions)
{
    QStringList bad;
    QMap<QString, QString> taken;
    for (const auto* action : actions) {
        const auto key = QKeySequence::mnemonic(action->text()).toString();
        if (key.isEmpty())
            continue;
        if (taken.contains(key))
            bad << taken[key] + " / "_s + action->text();
        taken[key] = action->text();
    }
    return bad;
}

QStringList menuCollisions()
{
    QWidget window;
    ui::MainMenu menu(&window);
    auto bad = collisions(menu.actions());
    for (const auto* title : menu.actions())
        bad += collisions(title->menu()->actions());
    return bad;
}

/// Every place of the main window, and the dialogs that a key opens.
void walk(test::Session& s)
{
    using Step = SignInStage::Step;
    for (const auto step :
         {Step::Password, Step::Working, Step::Code, Step::SetUpCode, Step::VaultRecoveryCode,
          Step::EnterVaultRecoveryCode, Step::EnterOldPassword, Step::Unlock})
        Q_EMIT s.client.stageChanged(test::stage(step));
    s.open();
    Q_EMIT s.client.workstationChanged(test::sampleWorkstation());
    s.activity.entries = test::sampleActivity();
    s.activity.chain = test::sampleChain();
    for (const auto key :
         {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_6, Qt::Key_2})
        s.press(key, Qt::AltModifier);
    s.press(Qt::Key_Return);
    Q_EMIT s.client.pageLoaded({1}, test::sampleMessages(), true);
    Q_EMIT s.client.offlineChanged({OfflineSnapshot::State::Ready, test::kNowMs - 7'200'000,
                                    test::kNowMs + 22 * 3'600'000, true});
    Q_EMIT s.client.connectionChanged(Connection::Offline);
    for (const auto key : {Qt::Key_I, Qt::Key_D, Qt::Key_O, Qt::Key_N, Qt::Key_H}) {
        s.press(key, Qt::ControlModifier | Qt::ShiftModifier);
        for (auto* dialog : s.window.findChildren<QDialog*>())
            dialog->close();
        s.window.activateWindow();
    }
    s.window.grab();
}

}  // namespace

TEST_CASE("In Spanish no word on the screens is left in English", "[spanish]")
{
    test::prepareUi();
    const test::Spanish spanish;
    test::ListeningTranslator heard;
    QCoreApplication::installTranslator(&heard);
    {
        test::Session s;
        walk(s);
    }
    QCoreApplication::removeTranslator(&heard);
    CHECK(heard.count() > 300);
    CHECK(heard.unknownTo(spanish.words()) == QStringList{});
}

TEST_CASE("No two entries of a menu share a key in Spanish", "[spanish]")
{
    test::prepareUi();
    const test::Spanish spanish;
    CHECK(menuCollisions() == QStringList{});
}

TEST_CASE("Days and plurals follow the language", "[spanish]")
{
    test::prepareUi();
    const test::Spanish spanish;
    CHECK(ui::dayText(test::kNowMs, test::kNowMs) == "Hoy"_s);
    CHECK(ui::dayText(test::kNowMs - 3 * 86'400'000LL, test::kNowMs).contains(" de "_s));
    CHECK(QCoreApplication::translate("sotto::ui::LockPage", "%n message(s) waiting", nullptr, 1) ==
          "1 mensaje en espera"_s);
    CHECK(QCoreApplication::translate("sotto::ui::LockPage", "%n message(s) waiting", nullptr, 3) ==
          "3 mensajes en espera"_s);
}

TEST_CASE("The sentences of the settings are translated on their page", "[spanish]")
{
    test::prepareUi();
    const test::Spanish spanish;
    test::Session s;
    s.open();
    s.press(Qt::Key_4, Qt::AltModifier);
    Q_EMIT s.client.workstationChanged(test::sampleWorkstation());
    auto* const row = s.find("session.lock_after_s");
    REQUIRE(row);
    CHECK(row->accessibleName().startsWith("Bloquea la sesión"_s));
}
