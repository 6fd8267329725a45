// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/code_field.h"
#include "ui/qr_view.h"
#include "ui/secret_field.h"
#include "ui/set_up_page.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QSignalSpy>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

struct Secret {
    Secret() { test::prepareUi(); }

    void commit(const QString& text)
    {
        QInputMethodEvent event;
        event.setCommitString(text);
        QCoreApplication::sendEvent(&field, &event);
    }

    void paste(const QString& text)
    {
        QGuiApplication::clipboard()->setText(text);
        QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    }

    ui::SecretField field{"Password"_s, ui::SecretField::Show::Dots, nullptr};
};

}  // namespace

TEST_CASE("A typed secret comes out in UTF-8 and leaves nothing behind")
{
    Secret s;
    QTest::keyClicks(&s.field, "hunter 2"_s);
    s.commit("é😀"_s);
    CHECK(s.field.length() == 10);
    const auto taken = s.field.take();
    CHECK(taken.text() == "hunter 2é😀");
    CHECK(s.field.length() == 0);
    CHECK(s.field.take().empty());
}

TEST_CASE("Backspace takes one character, however many bytes it has; Delete takes all")
{
    Secret s;
    s.commit("aé😀"_s);
    QTest::keyClick(&s.field, Qt::Key_Backspace);
    CHECK(s.field.length() == 2);
    QTest::keyClick(&s.field, Qt::Key_Backspace);
    QTest::keyClick(&s.field, 'b');
    CHECK(s.field.take().text() == "ab");
    s.commit("something"_s);
    QTest::keyClick(&s.field, Qt::Key_Delete);
    CHECK(s.field.length() == 0);
    QTest::keyClick(&s.field, Qt::Key_Backspace);
    CHECK(s.field.length() == 0);
}

TEST_CASE("A paste into a secret drops line ends, and too much is refused whole")
{
    Secret s;
    s.paste("pass\nword\r\n"_s);
    CHECK(s.field.take().text() == "password");
    s.paste(QString(static_cast<qsizetype>(ui::SecretField::kCapacity), u'x'));
    CHECK(s.field.length() == 256);
    QTest::keyClick(&s.field, 'y');
    CHECK(s.field.length() == 256);
    s.field.clear();
    s.paste(QString(257, u'x'));
    CHECK(s.field.length() == 0);
}

TEST_CASE("Assistive technology hears dots and a password role, input methods hear nothing")
{
    Secret s;
    s.commit("geheim"_s);
    auto* accessible = QAccessible::queryAccessibleInterface(&s.field);
    REQUIRE(accessible);
    CHECK(accessible->role() == QAccessible::EditableText);
    CHECK(accessible->state().passwordEdit);
    CHECK(accessible->text(QAccessible::Name) == "Password"_s);
    CHECK(accessible->text(QAccessible::Value) == QString(6, QChar(0x2022)));
    CHECK(s.field.inputMethodHints().testFlag(Qt::ImhSensitiveData));
    CHECK(static_cast<QWidget&>(s.field)
              .inputMethodQuery(Qt::ImSurroundingText)
              .toString()
              .isEmpty());
}

TEST_CASE("Six boxes take typing, a pasted code with a gap, and digits of other scripts")
{
    test::prepareUi();
    ui::CodeField field(nullptr);
    QSignalSpy completed(&field, &ui::CodeField::completed);
    QTest::keyClicks(&field, "12x3"_s);
    CHECK(field.code() == "123"_s);
    QTest::keyClick(&field, Qt::Key_Backspace);
    CHECK(field.code() == "12"_s);
    CHECK(completed.isEmpty());
    field.clear();
    QGuiApplication::clipboard()->setText(" 482 916 \n"_s);
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    CHECK(field.code() == "482916"_s);
    CHECK(completed.size() == 1);
    QTest::keyClick(&field, '7');
    CHECK(field.code() == "482916"_s);
    CHECK(completed.size() == 1);
    field.clear();
    QGuiApplication::clipboard()->setText("١٢٣٤٥٦"_s);
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    CHECK(field.code() == "123456"_s);
    auto* accessible = QAccessible::queryAccessibleInterface(&field);
    REQUIRE(accessible);
    CHECK(accessible->text(QAccessible::Value) == "123456"_s);
    CHECK(!accessible->state().passwordEdit);
}

TEST_CASE("The secret of an otpauth URI is shown in groups of four")
{
    CHECK(ui::secretInGroups("otpauth://totp/x?secret=JBSWY3DPEHPK3PX&issuer=R"_s) ==
          "JBSW Y3DP EHPK 3PX"_s);
    CHECK(ui::secretInGroups("otpauth://totp/x"_s).isEmpty());
    CHECK(ui::secretInGroups("not a uri"_s).isEmpty());
    CHECK(ui::secretInGroups({}).isEmpty());
}

TEST_CASE("A QR code has its finder pattern and its quiet zone; too long a text has none")
{
    const auto image = ui::qrImage("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP"_s);
    REQUIRE(!image.isNull());
    CHECK(image.pixelColor(3, 3) == QColor(Qt::white));
    CHECK(image.pixelColor(4, 4) == QColor(Qt::black));
    CHECK(image.pixelColor(5, 5) == QColor(Qt::white));
    CHECK(image.pixelColor(7, 7) == QColor(Qt::black));
    CHECK(ui::qrImage(QString(5000, u'x')).isNull());
}
