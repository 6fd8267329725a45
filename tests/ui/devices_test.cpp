// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/device_words.h"
#include "ui/label.h"

#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

/// An open session on the Devices page, reached by the keyboard.
struct Devices : test::Session {
    Devices()
    {
        open();
        press(Qt::Key_5, Qt::AltModifier);
    }

    /// Shows Lee's devices, with the keyboard.
    void chooseLee()
    {
        auto* list = find<QListView>("devicePeople");
        while (list->currentIndex().data().toString() != "Dr Lee Sample"_s)
            press(Qt::Key_Down);
        press(Qt::Key_Return);
        Q_EMIT client.devicesChanged(lee, test::sampleDevices());
    }

    QWidget* card(int id) { return window.findChild<QWidget*>("device-%1"_s.arg(id)); }

    QPushButton* button(int id, const char* name)
    {
        return card(id) ? card(id)->findChild<QPushButton*>(QLatin1String(name)) : nullptr;
    }

    QDialog* compare(int id)
    {
        button(id, "compareDevice")->click();
        auto comparison = test::sampleComparison();
        comparison.device = static_cast<quint32>(id);
        Q_EMIT client.comparisonReady(comparison);
        return find<QDialog>("comparison");
    }

    static void click(QDialog* dialog, const char* name)
    {
        dialog->findChild<QPushButton*>(QLatin1String(name))->click();
    }

    const QString lee = "lee@clinic.example"_s;
    const QString self = test::sampleSelf().address;
};

}  // namespace

TEST_CASE("Alt+5 shows the own devices first, and asks for them")
{
    Devices s;
    CHECK(s.client.calls.contains("devices "_s + s.self));
    auto* list = s.find<QListView>("devicePeople");
    CHECK(list->hasFocus());
    CHECK(list->currentIndex().row() == 0);
    CHECK(list->currentIndex().data().toString().contains("(you)"_s));
    Q_EMIT s.client.devicesChanged(s.self, test::sampleOwnDevices());
    REQUIRE(s.card(101));
    CHECK(s.card(101)->accessibleName().contains("the device that you are using"_s));
    CHECK(!s.button(101, "compareDevice"));
    CHECK(!s.button(101, "removeDevice"));
    CHECK(s.button(101, "renameDevice"));
    CHECK(s.button(103, "removeDevice"));
}

TEST_CASE("Every kind of trust has words of its own, and what may be done about it")
{
    Devices s;
    s.chooseLee();
    CHECK(s.client.calls.contains("devices "_s + s.lee));
    QStringList seen;
    for (const auto& device : test::sampleDevices()) {
        const auto words = ui::trustWords(device);
        CHECK(!words.isEmpty());
        CHECK(!seen.contains(words));
        seen << words;
        REQUIRE(s.card(static_cast<int>(device.id)));
        CHECK(s.card(static_cast<int>(device.id))->accessibleName().contains(words));
        CHECK(!s.button(static_cast<int>(device.id), "removeDevice"));  // not ours
    }
    CHECK(s.button(203, "compareDevice"));
    CHECK(!s.button(205, "compareDevice"));
    CHECK(s.button(204, "acceptDevice"));
    CHECK(s.button(207, "withdrawDevice"));
    s.button(207, "withdrawDevice")->click();
    CHECK(s.client.calls.last() == "withdrawn lee@clinic.example 207"_s);
    s.button(204, "acceptDevice")->click();
    CHECK(s.client.calls.last() == "accepted lee@clinic.example 204 cccccccc"_s);
}

TEST_CASE("Words that match are the word of the person for exactly that key")
{
    Devices s;
    s.chooseLee();
    auto* dialog = s.compare(203);
    REQUIRE(dialog);
    CHECK(dialog->findChild<QWidget*>("ownWords"_s)->accessibleName().contains("furnace almond"_s));
    CHECK(
        dialog->findChild<QWidget*>("theirWords"_s)->accessibleName().contains("lilac emerald"_s));
    Devices::click(dialog, "keysMatch");
    CHECK(s.client.calls.last() == "compared lee@clinic.example 203 03030303"_s);
}

TEST_CASE("Words that do not match stop the sending")
{
    Devices s;
    s.chooseLee();
    Devices::click(s.compare(203), "keysDiffer");
    CHECK(s.client.calls.last() == "refused lee@clinic.example 203 03030303"_s);
}

TEST_CASE("A scanned code decides only if it fits")
{
    Devices s;
    s.chooseLee();
    auto* dialog = s.compare(203);
    auto* field = dialog->findChild<QLineEdit*>("scannedCode"_s);
    field->setFocus();
    QTest::keyClicks(field, "something"_s);
    QTest::keyClick(field, Qt::Key_Return);  // as a desk scanner ends
    CHECK(s.client.calls.last() == "code lee@clinic.example 203 something"_s);
    REQUIRE(s.find<QDialog>("comparison"));
    const auto calls = s.client.calls.size();
    for (const auto verdict :
         {CodeVerdict::NotACode, CodeVerdict::OtherPeople, CodeVerdict::OtherDevice}) {
        Q_EMIT s.client.codeChecked({s.lee, 203, verdict, {}});
        CHECK(dialog->isVisible());
        CHECK(dialog->findChild<QPushButton*>("keysMatch"_s)->isEnabled());
    }
    Q_EMIT s.client.codeChecked({s.lee, 204, CodeVerdict::Match, {}});  // of another comparison
    Q_EMIT s.client.codeChecked({s.lee, 203, CodeVerdict::OtherKey, {}});
    CHECK(!dialog->findChild<QPushButton*>("keysMatch"_s)->isEnabled());
    CHECK(s.client.calls.size() == calls);
    Q_EMIT s.client.codeChecked({s.lee, 203, CodeVerdict::Match, {}});
    CHECK(s.client.calls.last() == "compared lee@clinic.example 203 03030303"_s);
}

TEST_CASE("A phone shows digits in place of words")
{
    Devices s;
    s.chooseLee();
    auto* dialog = s.compare(208);
    REQUIRE(dialog);
    CHECK(!dialog->findChild<QWidget*>("ownWords"_s));
    CHECK(dialog->findChild<QWidget*>("fingerprint"_s));
    CHECK(!dialog->findChild<QWidget*>("ownCode"_s));  // an app has no use for it
}

TEST_CASE("The code of a phone app vouches for every phone whose key it shows")
{
    Devices s;
    s.chooseLee();
    auto* dialog = s.compare(208);
    Q_EMIT s.client.codeChecked(
        {s.lee, 208, CodeVerdict::Match, {{209, QByteArray::fromHex("09090909")}}});
    CHECK(s.client.calls.contains("compared lee@clinic.example 209 09090909"_s));
    CHECK(s.client.calls.last() == "compared lee@clinic.example 208 03030303"_s);
    CHECK(!dialog->isVisible());
}

TEST_CASE("A code is read from a picture, in the helper, and checked as if it were typed")
{
    Devices s;
    s.chooseLee();
    auto* dialog = s.compare(203);
    QTemporaryDir folder;
    const auto path = folder.filePath("code.png"_s);
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("bytes of a picture");
    file.close();
    const auto choose = [&] {
        Devices::click(dialog, "codePicture");
        auto* files = dialog->findChild<QFileDialog*>("chooseCodePicture"_s);
        REQUIRE(files);
        Q_EMIT files->fileSelected(path);
        files->close();
        REQUIRE(s.pictures.codes.size() == 1);
        CHECK(s.pictures.codes.front().bytes == "bytes of a picture");
        CHECK(!dialog->findChild<QPushButton*>("codePicture"_s)->isEnabled());
    };
    choose();
    s.pictures.answerCode("a code"_s);
    CHECK(s.client.calls.last() == "code lee@clinic.example 203 a code"_s);
    CHECK(dialog->findChild<QPushButton*>("codePicture"_s)->isEnabled());
    const auto calls = s.client.calls.size();
    QStringList said;
    for (const auto why : {Errc::NotFound, Errc::Unsupported, Errc::Malformed, Errc::Timeout}) {
        choose();
        s.pictures.answerCode(Error{why, "no"});
        auto* result = dialog->findChild<ui::Label*>("comparisonResult"_s);
        CHECK(result->isVisible());
        said << result->text();
    }
    CHECK(said.at(0) != said.at(1));
    CHECK(said.filter("Nothing was changed"_s).size() == 4);
    CHECK(s.client.calls.size() == calls);
}

TEST_CASE("A comparison is walked through, ended and decided with the keyboard alone")
{
    Devices s;
    s.chooseLee();
    auto* dialog = s.compare(203);
    QStringList walked;
    dialog->findChild<QWidget*>("scannedCode"_s)->setFocus();
    for (int i = 0; i < 12 && !walked.contains("keysMatch"_s); ++i) {
        auto* const at = dialog->focusWidget();
        REQUIRE(at);
        walked << at->objectName();
        QTest::keyClick(at, Qt::Key_Tab);
    }
    CHECK(walked ==
          QStringList{"scannedCode"_s, "checkCode"_s, "codePicture"_s, "showCode"_s, "keysDiffer"_s,
                      "cancelComparison"_s, "keysMatch"_s});
    const auto calls = s.client.calls.size();
    QTest::keyClick(dialog, Qt::Key_Escape);
    CHECK(!dialog->isVisible());
    CHECK(s.client.calls.size() == calls);  // nothing was decided
}

TEST_CASE("An own device is removed with the password only, and the answer is told in words")
{
    Devices s;
    Q_EMIT s.client.devicesChanged(s.self, test::sampleOwnDevices());
    s.button(102, "removeDevice")->click();
    auto* dialog = s.find<QDialog>("removeDialog");
    REQUIRE(dialog);
    Devices::click(dialog, "confirmRemoval");
    CHECK(!s.client.calls.last().startsWith("remove"_s));  // no password
    QTest::keyClicks(dialog->focusWidget(), "a password"_s);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    CHECK(s.client.calls.last() == "remove 102 a password"_s);
    for (const auto answer : {RemovalAnswer::WrongPassword, RemovalAnswer::TooManyTries,
                              RemovalAnswer::Offline, RemovalAnswer::Failed}) {
        Q_EMIT s.client.removalAnswered(answer);
        CHECK(dialog->isVisible());
        CHECK(dialog->findChild<QWidget*>("removalTrouble"_s)->isVisible());
    }
    Q_EMIT s.client.removalAnswered(RemovalAnswer::Begun);
    CHECK(!dialog->isVisible());
}

TEST_CASE("This device takes another name")
{
    Devices s;
    Q_EMIT s.client.devicesChanged(s.self, test::sampleOwnDevices());
    s.button(101, "renameDevice")->click();
    auto* dialog = s.find<QDialog>("renameDialog");
    REQUIRE(dialog);
    QTest::keyClicks(dialog->focusWidget(), "Front desk 9"_s);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    CHECK(s.client.calls.last() == "rename Front desk 9"_s);
}

TEST_CASE("The head of a conversation leads to the devices of its person")
{
    test::Talk s;
    auto* button = s.find<QPushButton>("conversationDevices");
    REQUIRE(button);
    CHECK(button->text() == "Verified"_s);
    button->click();
    CHECK(s.client.calls.last() == "devices person1@clinic.example"_s);
    CHECK(s.find("devices")->isVisible());
    s.press(Qt::Key_2, Qt::AltModifier);
    CHECK(!s.find("devices")->isVisible());
}

TEST_CASE("In a narrow window the devices lie behind the list, and there is a way back")
{
    Devices s;
    s.window.resize(600, 600);
    CHECK(s.find("devicePeople")->isVisible());
    s.chooseLee();
    CHECK(!s.find("devicePeople")->isVisible());
    REQUIRE(s.card(203));
    CHECK(s.card(203)->isVisible());
    s.find<QAbstractButton>("devicesBack")->click();
    CHECK(s.find("devicePeople")->isVisible());
}

TEST_CASE("The banner of a conversation leads to the devices of its person")
{
    test::Talk s;
    auto conversation = test::sampleConversations().front();
    conversation.keyChanged = true;
    Q_EMIT s.client.conversationChanged(conversation);
    auto* button = s.find<QPushButton>("compareDevices");
    REQUIRE(button);
    REQUIRE(button->isVisible());
    button->click();
    CHECK(s.client.calls.last() == "devices person1@clinic.example"_s);
    CHECK(s.find("devices")->isVisible());
}
