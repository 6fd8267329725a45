// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTemporaryDir>
#include <QUrl>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using test::operator""_s;
using Kind = AttachmentSnapshot::Kind;
using State = AttachmentSnapshot::State;

namespace {

struct Files : test::Talk {
    explicit Files(const QList<MessageSnapshot>& messages = {},
                   ContentRule saving = ContentRule::Allow)
        : test::Talk(messages, {})
    {
        setRules(ContentRule::Allow, saving);
    }

    void setRules(ContentRule copying, ContentRule saving)
    {
        auto workstation = test::sampleWorkstation();
        workstation.copying = copying;
        workstation.saving = saving;
        workstation.printing = ContentRule::Deny;
        Q_EMIT client.workstationChanged(workstation);
    }

    QListView& list() { return *find<QListView>("messageList"); }

    QPlainTextEdit& composer() { return *find<QPlainTextEdit>("composer"); }

    QString spoken(int row = 0)
    {
        return list().model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }

    void choose(int row)
    {
        list().setFocus(Qt::TabFocusReason);
        list().setCurrentIndex(list().model()->index(row, 0));
    }

    void pressEnterOn(int row)
    {
        choose(row);
        QTest::keyClick(&list(), Qt::Key_Return);
    }

    void click(const char* name)
    {
        auto* const button = find<QAbstractButton>(name);
        REQUIRE(button);
        button->click();
    }

    bool isShown(const char* name)
    {
        auto* const widget = find<QWidget>(name);
        return widget && widget->isVisible();
    }

    /// Pictures are asked for when they are painted.
    void paint() { (void)window.grab(); }

    void paste(QMimeData* data)
    {
        QGuiApplication::clipboard()->setMimeData(data);
        composer().setFocus();
        composer().paste();
    }

    void pastePicture()
    {
        auto* data = new QMimeData;
        data->setData("image/png"_s, "\x89PNG not decoded here");
        paste(data);
    }
};

QString writeFile(const QTemporaryDir& folder, const QString& name, qsizetype size)
{
    QFile file(folder.filePath(name));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(size, 'x'));
    return file.fileName();
}

}  // namespace

TEST_CASE("Nothing of a file is fetched, loaded or decoded before somebody asks for it")
{
    Files files({test::fileMessage(1, false, "a.png", Kind::Picture, State::Offered),
                 test::fileMessage(2, false, "b.pdf", Kind::Document, State::Kept)});
    files.paint();
    CHECK(files.client.calls.filter("fetch"_s).isEmpty());
    CHECK(files.client.calls.filter("load"_s).isEmpty());
    CHECK(files.pictures.asked.empty());
    files.pressEnterOn(0);
    CHECK(files.client.calls.contains("fetch 1"_s));
}

TEST_CASE("A picture in the vault is loaded and decoded once, and shown in its bubble")
{
    Files files({test::fileMessage(1, false, "a.png", Kind::Picture, State::Kept)});
    files.paint();
    files.paint();
    REQUIRE(files.client.calls.filter("load"_s) == QStringList{"load 1"_s});
    Q_EMIT files.client.attachmentLoaded({1}, "bytes");
    REQUIRE(files.pictures.asked.size() == 1);
    CHECK(files.pictures.asked.front().bytes == "bytes");
    files.pictures.answer(40, 40, 0, 0, '\xff');
    const auto row = files.list().visualRect(files.list().model()->index(0, 0));
    const auto picture = files.list().viewport()->grab().toImage();
    bool blue = false;
    for (int y = row.top(); y < row.bottom() && !blue; ++y) {
        for (int x = 0; x < picture.width() && !blue; ++x)
            blue = picture.pixelColor(x, y) == QColor(0, 0, 255);
    }
    CHECK(blue);
}

TEST_CASE("A picture that cannot be decoded stays a card that says so")
{
    Files files({test::fileMessage(1, false, "a.png", Kind::Picture, State::Kept)});
    files.paint();
    Q_EMIT files.client.attachmentLoaded({1}, "bytes");
    files.pictures.refuse();
    CHECK(files.spoken().contains("damaged or too large"_s));
    files.pressEnterOn(0);
    CHECK(files.isShown("saveFile"));  // what is left to do with it
}

TEST_CASE("What arrives for a conversation that was left is not shown")
{
    Files files({test::fileMessage(1, false, "a.png", Kind::Picture, State::Kept)});
    files.paint();
    Q_EMIT files.client.attachmentLoaded({1}, "bytes");
    files.press(Qt::Key_Down, Qt::AltModifier);
    files.pictures.answer(4, 4, 1, 2, 3);
    files.press(Qt::Key_Up, Qt::AltModifier);
    Q_EMIT files.client.pageLoaded(
        {1}, {test::fileMessage(1, false, "a.png", Kind::Picture, State::Kept)}, false);
    files.client.calls.clear();
    files.paint();
    CHECK(files.client.calls.contains("load 1"_s));  // it has to be asked for anew
}

TEST_CASE("Each state of a file offers what can be done, by key and by name")
{
    const auto [state, outgoing, call] =
        GENERATE(table<State, bool, const char*>({{State::Offered, false, "fetch 1"},
                                                  {State::Fetching, false, "cancel 1"},
                                                  {State::Failed, false, "fetch 1"},
                                                  {State::Uploading, true, "cancel 1"}}));
    auto message = test::fileMessage(1, outgoing, "a.pdf", Kind::Document, state);
    message.attachment->problem = ProblemKind::FileBroken;
    Files files({message});
    files.pressEnterOn(0);
    CHECK(files.client.calls.contains(QString::fromUtf8(call)));
    CHECK(files.spoken().contains("a.pdf"_s));
    CHECK(files.spoken().contains("Document"_s));
    CHECK(files.spoken().contains("1.2 MB"_s));
}

TEST_CASE("A sending that failed is tried again as a message")
{
    auto message = test::fileMessage(1, true, "a.pdf", Kind::Document, State::Failed);
    message.delivery = Delivery::Failed;
    Files files({message});
    files.pressEnterOn(0);
    CHECK(files.client.calls.contains("retry 1"_s));
}

TEST_CASE("A dangerous kind of file is never saved, and its card says why")
{
    const auto state = GENERATE(State::Offered, State::Kept);
    auto message = test::fileMessage(1, false, "a.exe", Kind::Other, state);
    message.attachment->blocked = true;
    Files files({message});
    CHECK(files.spoken().contains("can harm the computer"_s));
    files.pressEnterOn(0);
    QTest::keyClick(&files.window, Qt::Key_S, Qt::ControlModifier);
    CHECK_FALSE(files.isShown("saveFile"));
    CHECK(files.client.calls.filter("save"_s).isEmpty());
    CHECK(files.client.calls.filter("fetch"_s).isEmpty());
}

TEST_CASE("Where policy denies saving there is no way to it, and the card says who denies it")
{
    Files files({test::fileMessage(1, false, "a.pdf", Kind::Document, State::Kept)},
                ContentRule::Deny);
    CHECK(files.spoken().contains("Your clinic does not allow"_s));
    files.pressEnterOn(0);
    QTest::keyClick(&files.window, Qt::Key_S, Qt::ControlModifier);
    CHECK_FALSE(files.isShown("saveFile"));
}

TEST_CASE("A file is saved where the person says, with the reason where policy asks for it")
{
    Files files({test::fileMessage(1, false, "a.pdf", Kind::Document, State::Kept)},
                ContentRule::Reason);
    files.pressEnterOn(0);
    CHECK_FALSE(files.isShown("saveFile"));
    REQUIRE(files.isShown("reasonDialog"));
    CHECK_FALSE(files.find<QAbstractButton>("reasonGo")->isEnabled());
    files.click("reason-referral");
    files.click("reasonGo");
    auto* const dialog = files.find<QFileDialog>("saveFile");
    REQUIRE(dialog);
    CHECK(dialog->selectedFiles().value(0).endsWith("/a.pdf"_s));
    Q_EMIT dialog->fileSelected("/tmp/b.pdf"_s);
    CHECK(files.client.calls.contains("save 1 /tmp/b.pdf because referral"_s));
    Q_EMIT files.client.attachmentSaved({1});
    CHECK(files.isShown("fileNotice"));
}

TEST_CASE("A reason that was not given lets nothing out")
{
    Files files({test::textMessage(1, false, "potassium 5.9", 3)});
    QGuiApplication::clipboard()->setText("before"_s);
    files.setRules(ContentRule::Reason, ContentRule::Reason);
    files.choose(0);
    QTest::keyClick(&files.list(), Qt::Key_C, Qt::ControlModifier);
    files.click("reasonCancel");
    CHECK(files.exports.isEmpty());
    CHECK(QGuiApplication::clipboard()->text() == "before"_s);
}

TEST_CASE("Text is copied once its reason is on record, and not if it cannot be recorded")
{
    const bool refused = GENERATE(false, true);
    Files files({test::textMessage(1, false, "potassium 5.9", 3)});
    files.recordRefuses = refused;
    QGuiApplication::clipboard()->setText("before"_s);
    files.setRules(ContentRule::Reason, ContentRule::Reason);
    files.choose(0);
    QTest::keyClick(&files.list(), Qt::Key_C, Qt::ControlModifier);
    files.click("reason-treatment");
    files.click("reasonGo");
    CHECK(files.exports == QStringList{"copy treatment"_s});
    CHECK(files.exported == QList{MessageId{1}});
    CHECK(QGuiApplication::clipboard()->text() == (refused ? "before"_s : "potassium 5.9"_s));
    CHECK(files.isShown("fileNotice") == refused);
}

TEST_CASE("A pasted picture waits for a yes that names who gets it, and is not decoded")
{
    Files files;
    files.pastePicture();
    REQUIRE(files.isShown("attachStrip"));
    CHECK(files.find<QLabel>("attachWhat")->text().contains("Dr Lee Sample"_s));
    CHECK(files.find<QLabel>("attachWhat")->text().contains("picture.png"_s));
    CHECK(files.find<QAbstractButton>("attachSend")->text() == "Send to Dr Lee Sample"_s);
    CHECK(files.client.calls.filter("sendFile"_s).isEmpty());
    CHECK(files.pictures.asked.empty());
    files.click("attachSend");
    CHECK(files.client.calls.contains("sendFileBytes 1 picture.png"_s));
    CHECK(files.client.lastFile == "\x89PNG not decoded here");
    CHECK_FALSE(files.isShown("attachStrip"));
}

TEST_CASE("What was chosen for one person is never sent to the next")
{
    Files files;
    files.pastePicture();
    REQUIRE(files.isShown("attachStrip"));
    files.press(Qt::Key_Down, Qt::AltModifier);
    CHECK_FALSE(files.isShown("attachStrip"));
    files.click("attachSend");  // hidden; even so
    CHECK(files.client.calls.filter("sendFile"_s).isEmpty());
}

TEST_CASE("Escape takes a chosen file back and leaves the text")
{
    Files files;
    files.composer().setPlainText("half a sentence"_s);
    files.pastePicture();
    files.press(Qt::Key_Escape);
    CHECK_FALSE(files.isShown("attachStrip"));
    CHECK(files.client.calls.filter("sendFile"_s).isEmpty());
    CHECK(files.composer().toPlainText() == "half a sentence"_s);
    CHECK(files.composer().hasFocus());
}

TEST_CASE("Files that are pasted are named with their size; folders and places elsewhere are not")
{
    QTemporaryDir folder;
    Files files;
    auto* data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(writeFile(folder, "one.txt"_s, 2048)),
                   QUrl::fromLocalFile(folder.path()), QUrl("https://clinic.example/two"_s),
                   QUrl::fromLocalFile(folder.filePath("missing"_s))});
    files.paste(data);
    const auto words = files.find<QLabel>("attachWhat")->text();
    CHECK(words.contains("one.txt"_s));
    CHECK(words.contains("2.0 kB"_s, Qt::CaseInsensitive));
    CHECK_FALSE(words.contains("two"_s));
    files.click("attachSend");
    CHECK(files.client.calls.filter("sendFile"_s).size() == 1);
}

TEST_CASE("No more than ten files go at once")
{
    QTemporaryDir folder;
    QList<QUrl> urls;
    for (int i = 0; i < 25; ++i)
        urls << QUrl::fromLocalFile(writeFile(folder, "f%1.txt"_s.arg(i), 10));
    Files files;
    auto* data = new QMimeData;
    data->setUrls(urls);
    files.paste(data);
    files.click("attachSend");
    CHECK(files.client.calls.filter("sendFile"_s).size() == 10);
}

TEST_CASE("A file's name is plain text in the question", "[F8]")
{
    QTemporaryDir folder;
    Files files;
    auto* data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(writeFile(folder, "<b>\u202Egpj.exe"_s, 10))});
    files.paste(data);
    const auto* const what = files.find<QLabel>("attachWhat");
    CHECK(what->textFormat() == Qt::PlainText);
    CHECK_FALSE(what->text().contains(QChar(0x202e)));
}

TEST_CASE("Ctrl+Shift+A opens the choice of files")
{
    Files files;
    QTest::keyClick(&files.window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(files.isShown("chooseFiles"));
}

TEST_CASE("A picture opens in a window whose title names nobody, and Escape closes it")
{
    Files files({test::fileMessage(1, false, "a.png", Kind::Picture, State::Kept),
                 test::fileMessage(2, true, "b.png", Kind::Picture, State::Kept)});
    files.pressEnterOn(0);
    auto* const viewer = files.find<QDialog>("pictureViewer");
    REQUIRE(viewer);
    CHECK(viewer->isVisible());
    CHECK(viewer->windowTitle() == "Sotto"_s);
    CHECK_FALSE(files.find<QAbstractButton>("previousPicture")->isEnabled());
    CHECK(files.client.calls.contains("load 1"_s));
    auto* const canvas = files.find<QWidget>("pictureCanvas");
    CHECK(viewer->focusWidget() == canvas);
    QTest::keyClick(canvas, Qt::Key_PageDown);
    CHECK(files.client.calls.contains("load 2"_s));
    CHECK_FALSE(files.find<QAbstractButton>("nextPicture")->isEnabled());
    QTest::keyClick(canvas, Qt::Key_Escape);
    CHECK_FALSE(viewer->isVisible());
}

TEST_CASE("Buttons of a picture that policy forbids are grey and say why")
{
    Files files({test::fileMessage(1, false, "a.png", Kind::Picture, State::Kept)},
                ContentRule::Deny);
    files.pressEnterOn(0);
    Q_EMIT files.client.attachmentLoaded({1}, "bytes");
    while (!files.pictures.asked.empty())
        files.pictures.answer(4, 4, 1, 2, 3);
    for (const auto* name : {"savePicture", "printPicture"}) {
        auto* const button = files.find<QAbstractButton>(name);
        CHECK_FALSE(button->isEnabled());
        CHECK(button->toolTip().contains("your clinic does not allow this"_s));
    }
    CHECK(files.find<QAbstractButton>("copyPicture")->isEnabled());
    files.click("copyPicture");
    CHECK(files.exports == QStringList{"copy "_s});
    CHECK(files.exported == QList{MessageId{1}});
    CHECK(QGuiApplication::clipboard()->mimeData()->hasImage());
    CHECK(QGuiApplication::clipboard()->mimeData()->hasFormat("x-kde-passwordManagerHint"_s));
}

TEST_CASE("At a lock no picture and no question stays on the screen")
{
    Files files({test::fileMessage(1, false, "a.png", Kind::Picture, State::Kept)},
                ContentRule::Reason);
    files.choose(0);
    QTest::keyClick(&files.window, Qt::Key_S, Qt::ControlModifier);
    files.pressEnterOn(0);
    REQUIRE(files.isShown("pictureViewer"));
    REQUIRE(files.isShown("reasonDialog"));
    const QPointer<QDialog> viewer = files.find<QDialog>("pictureViewer");
    const QPointer<QDialog> question = files.find<QDialog>("reasonDialog");
    files.window.lockNow();
    CHECK_FALSE((viewer && viewer->isVisible()));
    CHECK_FALSE((question && question->isVisible()));
}

TEST_CASE("Who may not export copies and saves nothing, whatever the workstation allows")
{
    Files files({test::textMessage(1, false, "potassium 5.9", 3),
                 test::fileMessage(2, false, "a.pdf", Kind::Document, State::Kept)});
    Rights rights;
    rights.give(Right::SendStat);
    Q_EMIT files.client.rightsChanged(rights);
    QGuiApplication::clipboard()->setText("before"_s);
    files.choose(0);
    QTest::keyClick(&files.list(), Qt::Key_C, Qt::ControlModifier);
    CHECK(QGuiApplication::clipboard()->text() == "before"_s);
    files.pressEnterOn(1);
    CHECK_FALSE(files.isShown("saveFile"));
    Q_EMIT files.client.rightsChanged(Rights::all());
    files.choose(0);
    QTest::keyClick(&files.list(), Qt::Key_C, Qt::ControlModifier);
    CHECK(QGuiApplication::clipboard()->text() == "potassium 5.9"_s);
}
