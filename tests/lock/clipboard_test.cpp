// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs get from the clipboard and from X11's selections. The other program is
// xclip; runs under Xvfb (CMakeLists.txt).
#include "tests/ui/support.h"
#include "ui/clipboard.h"

#include <QApplication>
#include <QListView>
#include <QPlainTextEdit>
#include <QProcess>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

const auto kHint = "x-kde-passwordManagerHint"_s;

/// Runs xclip while our own event loop goes on: it may be us who answers it.
QByteArray xclip(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start("xclip"_s, arguments);
    REQUIRE(process.waitForStarted());
    process.write(input);
    process.closeWriteChannel();
    REQUIRE(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }));
    return process.readAllStandardOutput();
}

QByteArray read(const char* selection, const QString& target = "UTF8_STRING"_s)
{
    return xclip({"-o"_s, "-selection"_s, QLatin1String(selection), "-t"_s, target});
}

struct Talk : test::Talk {
    Talk() : test::Talk({test::textMessage(1, false, "potassium 5.9", 3)}) { }

    void copyMessage()
    {
        auto* list = find<QListView>("messageList");
        list->selectAll();
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
    }

    void copyDraft()
    {
        auto* edit = find<QPlainTextEdit>("composer");
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(edit, Qt::Key_C, Qt::ControlModifier);
    }

    /// Marks the draft with the mouse, which fills PRIMARY.
    void markDraft()
    {
        auto* edit = find<QPlainTextEdit>("composer");
        edit->moveCursor(QTextCursor::Start);
        QTest::mouseDClick(edit->viewport(), Qt::LeftButton, {},
                           edit->cursorRect().center() + QPoint(4, 0));
    }
};

}  // namespace

TEST_CASE("What is copied from a message or a draft is marked as a secret and is plain text")
{
    Talk s;
    s.copyMessage();
    CHECK(read("clipboard") == "potassium 5.9");
    CHECK(read("clipboard", kHint) == "secret");
    s.copyDraft();
    CHECK(read("clipboard") == "half a sentence");
    CHECK(read("clipboard", kHint) == "secret");
    CHECK_FALSE(read("clipboard", "TARGETS"_s).contains("text/html"));
}

TEST_CASE("What is marked with the mouse is marked as a secret in the PRIMARY selection")
{
    Talk s;
    s.markDraft();
    CHECK(read("primary") == "half");
    CHECK(read("primary", kHint) == "secret");
}

TEST_CASE("The lock takes back clipboard and selection")
{
    Talk s;
    s.copyMessage();
    s.markDraft();
    REQUIRE(read("clipboard") == "potassium 5.9");
    REQUIRE(read("primary") == "half");
    s.window.lockNow();
    for (const auto* selection : {"clipboard", "primary", "secondary"}) {
        CAPTURE(selection);
        CHECK(read(selection).isEmpty());
        CHECK(read(selection, "TARGETS"_s).isEmpty());
    }
}

TEST_CASE("Signing out and the end of a session take them back as well")
{
    auto s = std::make_unique<Talk>();
    s->copyMessage();
    REQUIRE(read("clipboard") == "potassium 5.9");
    SECTION("signed out")
    {
        Q_EMIT s->client.signedOut();
    }
    SECTION("ended")
    {
        s.reset();
    }
    CHECK(read("clipboard").isEmpty());
}

TEST_CASE("What another program copied stays")
{
    Talk s;
    s.copyMessage();
    xclip({"-i"_s, "-selection"_s, "clipboard"_s}, "a recipe");
    s.window.lockNow();
    CHECK(read("clipboard") == "a recipe");
    CHECK_FALSE(read("clipboard", "TARGETS"_s).contains(kHint.toLatin1()));
}

TEST_CASE("Where copying is not allowed, nothing reaches clipboard or selection")
{
    Talk s;
    ui::ClipboardGuard guard(nullptr);
    s.copyMessage();
    REQUIRE(read("clipboard") == "potassium 5.9");
    guard.setRule(ContentRule::Deny);
    CHECK(read("clipboard").isEmpty());
    s.copyDraft();
    s.markDraft();
    CHECK(read("clipboard").isEmpty());
    CHECK(read("primary").isEmpty());
}

TEST_CASE("Where a reason is asked for, only what came after the question stays on the clipboard")
{
    Talk s;
    WorkstationSnapshot workstation;
    workstation.copying = ContentRule::Reason;
    Q_EMIT s.client.workstationChanged(workstation);
    s.copyDraft();
    s.markDraft();
    CHECK(read("clipboard").isEmpty());
    CHECK(read("primary").isEmpty());
    ui::copyText("potassium 5.9"_s);
    CHECK(read("clipboard") == "potassium 5.9");
}
