// SPDX-License-Identifier: GPL-3.0-or-later
// hostile.md, section G, in front of the widgets.
#include "tests/ui/support.h"
#include "ui/avatar.h"
#include "ui/composer.h"
#include "ui/label.h"
#include "ui/message_layout.h"
#include "ui/station_window.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

void checkPlain(const QWidget& window)
{
    for (const auto* label : window.findChildren<QLabel*>()) {
        INFO(label->text().toStdString());
        CHECK(label->textFormat() == Qt::PlainText);
        CHECK(!label->openExternalLinks());
    }
    CHECK(window.windowTitle() == "Sotto"_s);
}

ui::MessageLayout layoutOf(const QString& text, double width)
{
    ui::MessageRow row;
    row.message = test::textMessage(1, false, "", 1);
    row.message.text = SafeText::fromQString(text, SafeText::Kind::Body);
    return ui::layoutMessage(row, {QApplication::font(), width, false});
}

QString tooLong()
{
    return QString(1'000'000, u'x');
}

}  // namespace

TEST_CASE("A hostile name or text is shown as it is, in every place where it appears")
{
    test::prepareUi();
    const auto* hostile =
        GENERATE("<img src=file:///etc/passwd>", "<img src=\\\\host\\share\\x.png>", "<b>bold</b>",
                 "<a href=\"https://evil.example\">Dr Lee</a>", "</qt><script>x</script>",
                 "[link](https://evil.example)", "&amp; && &File", "\x1b[31mred\x1b[0m",
                 "=cmd|' /C calc'!A0", "Dr Lee Sample was verified", "xn--80ak6aa92e.com",
                 "javascript:alert(1)", "%1 %2 %n %L1");
    test::Session s;
    auto self = test::sampleSelf();
    self.name = self.group = test::name(hostile);
    Q_EMIT s.client.selfChanged(self);
    Q_EMIT s.client.stageChanged(test::stage(SignInStage::Step::Unlock));
    CHECK(s.find<QLabel>("lockName")->text() == self.name.string());
    checkPlain(s.window);

    Q_EMIT s.client.stageChanged(test::stage(SignInStage::Step::Open));
    auto conversation = test::sampleConversations().front();
    conversation.title = conversation.group = test::name(hostile);
    conversation.lastLine = test::name(hostile);
    Q_EMIT s.client.conversationsLoaded({conversation});
    auto message = test::textMessage(1, false, hostile, 1);
    message.author = test::name(hostile);
    auto broken = message;
    broken.id = {2};
    broken.kind = MessageSnapshot::Kind::Undecryptable;
    s.press(Qt::Key_2, Qt::AltModifier);
    s.press(Qt::Key_Return);
    Q_EMIT s.client.pageLoaded({1}, {message, broken}, false);
    CHECK(s.find<QLabel>("conversationTitle")->text() == conversation.title.string());
    checkPlain(s.window);
    (void)s.window.grab();

    test::FakeStation station;
    station.people = {{"a@b.example"_s, test::name(hostile), {}, 1, 1}};
    station.state.clinic = station.state.policyName = test::name(hostile);
    station.state.banner = test::name(hostile);
    ui::StationWindow window(station, s.time.time());
    checkPlain(window);
    CHECK(window.findChild<QLabel*>("clinic"_s)->text() == station.state.clinic.string());
    (void)window.grab();
}

TEST_CASE("A name's ampersand is a letter on a button, not a shortcut")
{
    CHECK(ui::withoutMnemonic("A&E"_s) == "A&&E"_s);
    test::prepareUi();
    test::Session s;
    s.open();
    auto self = test::sampleSelf();
    self.name = test::name("A&E");
    Q_EMIT s.client.selfChanged(self);
    CHECK(s.find<QPushButton>("self")->text().startsWith("A&&E"_s));
}

TEST_CASE("A tool tip cannot be taken for HTML")
{
    test::prepareUi();
    QWidget widget;
    ui::setPlainToolTip(widget, "<img src=file:///x>\n&"_s);
    CHECK(widget.toolTip() == "<qt>&lt;img src=file:///x&gt;<br>&amp;</qt>"_s);
    ui::setPlainToolTip(widget, {});
    CHECK(widget.toolTip().isEmpty());
}

TEST_CASE("Text made to hang the layout is laid out in time")
{
    test::prepareUi();
    const auto text = GENERATE(
        tooLong(), QString(300'000, QChar(0x0301)), "a"_s + QString(300'000, QChar(0x0301)),
        QString(200'000, u'\n'), QString(100'000, QChar(0x202E)),
        QString("👨‍👩‍👧‍👦"_s).repeated(50'000),
        QString("\u200D"_s).repeated(100'000), QString("ﷺ"_s).repeated(100'000),
        QString("اA"_s).repeated(50'000), QString());
    QElapsedTimer clock;
    clock.start();
    const auto layout = layoutOf(text, 500);
    CHECK(clock.elapsed() < 1000);
    CHECK(layout.height > 0);
    CHECK(layout.bubble.right() <= 500);
    CHECK(layout.bubble.left() >= 0);
}

TEST_CASE("A bubble stays inside the row at every width")
{
    test::prepareUi();
    for (const int width : {60, 120, 200, 320, 600, 3000}) {
        const auto layout = layoutOf("One ordinary sentence with some words in it."_s, width);
        INFO(width);
        CHECK(layout.height > 0);
        if (width >= 200)
            CHECK(layout.bubble.right() <= width);
    }
}

TEST_CASE("A long message is folded until it is chosen")
{
    test::prepareUi();
    ui::MessageRow row;
    row.message = test::textMessage(1, false, "", 1);
    row.message.text =
        SafeText::fromQString(QString("word "_s).repeated(3000), SafeText::Kind::Body);
    const auto folded = ui::layoutMessage(row, {QApplication::font(), 500, false});
    const auto full = ui::layoutMessage(row, {QApplication::font(), 500, true});
    CHECK(folded.text->text().size() < 2200);
    CHECK(folded.text->text().contains("select it"_s));
    CHECK(full.text->text().size() == row.message.text.string().size());
    CHECK(full.height > folded.height);
}

TEST_CASE("A paste is plain text of at most 16 kB, and is said to have been cut")
{
    test::prepareUi();
    ui::Composer composer(nullptr);
    auto* edit = composer.findChild<QPlainTextEdit*>("composer"_s);
    const auto paste = [&](const QMimeData& data) {
        auto* copy = new QMimeData;
        for (const auto& format : data.formats())
            copy->setData(format, data.data(format));
        QGuiApplication::clipboard()->setMimeData(copy);
        edit->paste();
    };
    QMimeData html;
    html.setHtml("<b>x</b><img src=file:///x>"_s);
    html.setText("plain"_s);
    paste(html);
    CHECK(composer.text() == "plain"_s);

    composer.setText({});
    QMimeData big;
    big.setText(QString(50'000, QChar(0x20AC)));
    paste(big);
    CHECK(composer.text().toUtf8().size() <= ui::Composer::kMostBytes);
    CHECK(composer.text().toUtf8().size() > ui::Composer::kMostBytes - 4);

    composer.setText({});
    QMimeData picture;
    picture.setData("image/png"_s, "not a picture");
    paste(picture);
    CHECK(composer.text().isEmpty());
}

TEST_CASE("What is typed beyond the cap is kept but not sent")
{
    test::prepareUi();
    ui::Composer composer(nullptr);
    composer.setText(QString(ui::Composer::kMostBytes + 1, u'x'));
    auto* send = composer.findChild<QPushButton*>("send"_s);
    CHECK(!send->isEnabled());
    CHECK(composer.text().size() == ui::Composer::kMostBytes + 1);
    composer.setText("   \n "_s);
    CHECK(!send->isEnabled());
    composer.setText("ok"_s);
    CHECK(send->isEnabled());
}

TEST_CASE("Initials of any name are one or two letters")
{
    CHECK(ui::initialsOf("Dr Lee Sample"_s) == "DS"_s);
    CHECK(ui::initialsOf("anna"_s) == "A"_s);
    CHECK(ui::initialsOf({}) == "?"_s);
    CHECK(ui::initialsOf("<img> <b>"_s) == "?"_s);
    CHECK(ui::initialsOf("e\u0301mile zola"_s) == "E\u0301Z"_s);
    CHECK(ui::initialsOf(QString(1000, QChar(0x0301))).size() <= 8);
}
