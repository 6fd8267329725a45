// SPDX-License-Identifier: GPL-3.0-or-later
// Templates: chosen with a slash, filled in place by place, never sent half by accident.
#include "tests/ui/support.h"
#include "ui/templates.h"

#include <QAction>
#include <QMenu>
#include <QPlainTextEdit>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

QStringList namesWith(const QStringList& clinics)
{
    QStringList names;
    for (const auto& one : ui::templatesWith(clinics))
        names << one.name;
    return names;
}

struct Writing : test::Talk {
    Writing() : test::Talk({}, {}), composer(*find<QPlainTextEdit>("composer"))
    {
        composer.setFocus();
    }

    QMenu* menu() { return find<QMenu>("templates"); }

    void choose(int which)
    {
        REQUIRE(menu());
        for (int i = 0; i < which; ++i)
            QTest::keyClick(menu(), Qt::Key_Down);
        QTest::keyClick(menu(), Qt::Key_Return);
    }

    QString selected() { return composer.textCursor().selectedText(); }

    QPlainTextEdit& composer;
};

}  // namespace

TEST_CASE("the clinic's templates stand beside ours, or in their place")
{
    const QStringList ours{"Call back"_s, "Lab result"_s, "SBAR hand-off"_s, "Patient ready"_s};
    CHECK(namesWith({}) == ours);
    CHECK(namesWith({"Fax: please fax [what] to [number]"_s}) == ours + QStringList{"Fax"_s});
    const auto replaced = ui::templatesWith({"lab RESULT: [test] is back | please look"_s});
    CHECK(replaced.size() == 4);
    CHECK(replaced[1].text == "[test] is back\nplease look"_s);
    CHECK(namesWith({"no text"_s, ": no name"_s, "empty:  "_s, {}}) == ours);
    QStringList many;
    for (int i = 0; i < 500; ++i)
        many << QString::number(i) + ": x"_s;
    CHECK(namesWith(many).size() == 40);
}

TEST_CASE("places are found in their order, and brackets that are none are not")
{
    CHECK(ui::nextPlace("a [b] c [d]"_s, 0)->at == 2);
    CHECK(ui::nextPlace("a [b] c [d]"_s, 3)->at == 8);
    CHECK(ui::nextPlace("a [b] c [d]"_s, 3)->length == 3);
    CHECK_FALSE(ui::nextPlace("a [b] c"_s, 5));
    for (const auto& none : {"[]"_s, "[a\nb]"_s, "[a"_s, QString()})
        CHECK_FALSE(ui::nextPlace(none, 0));
    CHECK_FALSE(ui::nextPlace("x"_s, 99));
}

TEST_CASE("a slash opens the templates, Tab goes from place to place and then on")
{
    Writing writing;
    writing.type("/"_s);
    writing.choose(3);
    CHECK(writing.composer.toPlainText() == "The patient in [room] is ready for [whom]."_s);
    CHECK(writing.selected() == "[room]"_s);
    writing.type("room 4"_s);
    writing.press(Qt::Key_Tab);
    CHECK(writing.selected() == "[whom]"_s);
    writing.type("Dr Lee"_s);
    writing.press(Qt::Key_Tab);
    CHECK_FALSE(writing.composer.hasFocus());
    writing.composer.setFocus();
    writing.press(Qt::Key_Return);
    CHECK(
        writing.client.calls.contains("send 1 [fyi] The patient in room 4 is ready for Dr Lee."_s));
}

TEST_CASE("a slash within a text is a slash, and Escape leaves the one that opened the templates")
{
    Writing writing;
    writing.type("1/2"_s);
    CHECK_FALSE(writing.menu());
    writing.composer.clear();
    writing.type("/"_s);
    REQUIRE(writing.menu());
    QTest::keyClick(writing.menu(), Qt::Key_Escape);
    CHECK(writing.composer.toPlainText() == "/"_s);
}

TEST_CASE("what is not filled in is asked about once, and never blocks")
{
    Writing writing;
    writing.press(Qt::Key_T, Qt::ControlModifier);
    writing.choose(3);
    writing.press(Qt::Key_Return);
    CHECK(writing.client.calls.filter("send"_s).isEmpty());
    CHECK(writing.selected() == "[room]"_s);
    writing.press(Qt::Key_Return);
    CHECK(
        writing.client.calls.contains("send 1 [fyi] The patient in [room] is ready for [whom]."_s));
    writing.type("[sic]"_s);  // no template, no question
    writing.press(Qt::Key_Return);
    CHECK(writing.client.calls.contains("send 1 [fyi] [sic]"_s));
}

TEST_CASE("the clinic's templates come with its policy")
{
    Writing writing;
    auto workstation = test::sampleWorkstation();
    workstation.templates = {"Fax & mail: please fax [what]"_s};
    Q_EMIT writing.client.workstationChanged(workstation);
    writing.type("/"_s);
    writing.choose(4);
    CHECK(writing.composer.toPlainText() == "please fax [what]"_s);
}
