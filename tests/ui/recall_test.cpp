// SPDX-License-Identifier: GPL-3.0-or-later
// Putting right and taking back, and what a clinic files when something went to the wrong person.
#include "tests/ui/support.h"
#include "ui/print_lines.h"
#include "ui/recall_dialog.h"

#include <QDialog>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPrintDialog>
#include <QPushButton>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

MessageSnapshot ours(std::int64_t id, const char* text)
{
    auto message = test::textMessage(id, true, text, 3);
    message.delivery = Delivery::Read;
    message.readAtMs = message.deliveredAtMs = message.relayedAtMs = message.sentAtMs;
    message.states = {1, 1, 1};
    message.changeableUntilMs = test::kNowMs + 3'600'000;
    return message;
}

PersonEvidence readBy(const char* who)
{
    PersonEvidence one;
    one.address = QString::fromUtf8(who);
    one.name = test::name(who);
    one.deliveredAtMs = one.readAtMs = test::kNowMs;
    return one;
}

/// A conversation with one message of ours, and the way to take it back.
struct Sent : test::Talk {
    explicit Sent(MessageSnapshot sent = ours(7, "meant for somebody else"))
        : test::Talk({sent}, {}),
          message(std::move(sent))
    {
    }

    void startJourney()
    {
        press(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        REQUIRE(dialog());
        Q_EMIT client.evidenceLoaded({7}, {readBy("Lee")});
    }

    ui::RecallDialog* dialog() { return find<ui::RecallDialog>("recallDialog"); }

    QPushButton& button(const char* name)
    {
        return *dialog()->findChild<QPushButton*>(QLatin1String(name));
    }

    void giveReason()
    {
        auto* reason = dialog()->findChild<QWidget*>("misdirected-1"_s);
        reason->setFocus();
        QTest::keyClick(reason, Qt::Key_Space);
    }

    void becomeRecalled()
    {
        message.recalledAtMs = test::kNowMs;
        message.changeableUntilMs = 0;
        message.text = {};
        Q_EMIT client.messageChanged(message);
        Q_EMIT client.evidenceLoaded({7}, {readBy("Lee")});
    }

    MessageSnapshot message;
};

}  // namespace

TEST_CASE("Up in an empty composer corrects the last message, and Esc leaves it")
{
    test::Talk talk({ours(7, "give 5 mg")}, {});
    talk.press(Qt::Key_Up);
    auto* composer = talk.find<QPlainTextEdit>("composer");
    CHECK(composer->toPlainText() == "give 5 mg"_s);
    talk.press(Qt::Key_Escape);
    CHECK(composer->toPlainText().isEmpty());
    talk.press(Qt::Key_Up);
    composer->selectAll();
    talk.type("give 0.5 mg"_s);
    talk.press(Qt::Key_Return);
    CHECK(talk.client.calls.contains("correct 7 give 0.5 mg"_s));
    talk.type("ok"_s);
    talk.press(Qt::Key_Return);
    CHECK(talk.client.calls.contains("send 1 [fyi] ok"_s));
}

TEST_CASE("a correction is no draft, rings for nobody, and ends with its conversation")
{
    test::Talk talk({ours(7, "give 5 mg")}, "half a sentence"_s);
    auto* composer = talk.find<QPlainTextEdit>("composer");
    talk.press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(composer->toPlainText() == "give 5 mg"_s);
    talk.press(Qt::Key_4, Qt::ControlModifier);
    CHECK(talk.find<QPushButton>("send")->text() == "Correct"_s);
    talk.type(" now"_s);
    talk.time.advance(std::chrono::seconds{2});
    CHECK(talk.client.calls.filter("draft"_s).isEmpty());
    SECTION("what had been typed before comes back")
    {
        talk.press(Qt::Key_Escape);
        CHECK(composer->toPlainText() == "half a sentence"_s);
    }
    SECTION("in another conversation a text is a text")
    {
        talk.press(Qt::Key_Down, Qt::AltModifier);
        REQUIRE(talk.client.calls.last().startsWith("open "_s));
        composer->setFocus();
        talk.type("ok"_s);
        talk.press(Qt::Key_Return);
        CHECK(talk.client.calls.filter("correct"_s).isEmpty());
        CHECK_FALSE(talk.client.calls.filter("[fyi] ok"_s).isEmpty());
    }
}

TEST_CASE("earlier texts of a corrected message can be seen")
{
    auto message = ours(7, "give 0.5 mg");
    message.correctedAtMs = test::kNowMs;
    test::Talk talk({message}, {});
    talk.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(talk.client.calls.last() == "history 7"_s);
    Q_EMIT talk.client.historyLoaded({7}, {{message.sentAtMs, test::body("give 5 mg")}});
    QStringList texts;
    for (const auto* label : talk.find<QDialog>("historyDialog")->findChildren<QLabel*>())
        texts << label->text();
    CHECK(texts.contains("give 5 mg"_s));
    CHECK(texts.contains("give 0.5 mg"_s));
}

TEST_CASE("a recall shows first who has read it")
{
    Sent sent;
    sent.press(Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(sent.client.calls.last() == "evidence 7"_s);
    REQUIRE(sent.dialog());
    Q_EMIT sent.client.evidenceLoaded({7}, {readBy("Lee")});
    const auto seen = sent.dialog()->findChild<QLabel*>("recallSeen"_s)->text();
    CHECK(seen.contains("Read by 1"_s));
    CHECK(seen.contains("Lee, "_s));
    sent.button("recallGo").click();
    CHECK(sent.client.calls.last() == "recall 7"_s);
}

TEST_CASE("where nothing can be recalled any more, it is said")
{
    auto old = ours(7, "an hour old");
    old.changeableUntilMs = test::kNowMs - 1;
    Sent sent(old);
    sent.press(Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK_FALSE(sent.dialog());
    CHECK(sent.find("fileNotice")->isVisible());
}

TEST_CASE("a message to the wrong person is recalled with a reason, and leaves a dated record")
{
    Sent sent;
    sent.startJourney();
    CHECK_FALSE(sent.button("recallGo").isEnabled());
    CHECK_FALSE(sent.button("recallPrint").isVisible());
    sent.giveReason();
    sent.button("recallGo").click();
    CHECK(sent.client.calls.last() == "recall 7"_s);
    sent.becomeRecalled();
    CHECK(sent.button("recallPrint").isVisible());
    CHECK_FALSE(sent.button("recallGo").isVisible());
    const auto record = sent.dialog()->record().join(u'\n');
    for (const auto& part :
         {"Riverside Clinic"_s, "Desk A"_s, "Dr Lee Sample"_s, "Recalled: 20"_s,
          "Sent to the wrong person"_s, "Lee (Lee): delivered 20"_s, ", read 20"_s, " UTC"_s})
        CHECK(record.contains(part));
    CHECK_FALSE(record.contains("meant for"_s));
}

TEST_CASE("too late to recall, a record can still be filed")
{
    auto old = ours(7, "found out on the next day");
    old.changeableUntilMs = test::kNowMs - 1;
    Sent sent(old);
    sent.startJourney();
    CHECK_FALSE(sent.button("recallGo").isVisible());
    CHECK_FALSE(sent.button("recallPrint").isEnabled());
    sent.giveReason();
    CHECK(sent.button("recallPrint").isEnabled());
    CHECK(sent.dialog()->record().contains("Recalled: no"_s));
}

TEST_CASE("a record is put on record before it is printed")
{
    Sent sent;
    sent.startJourney();
    sent.giveReason();
    sent.becomeRecalled();
    sent.recordRefuses = GENERATE(true, false);
    sent.button("recallPrint").click();
    CHECK(sent.exports == QStringList{"print operations"_s});
    CHECK(sent.exported.size() == 1);
    CHECK((sent.find<QPrintDialog>("") != nullptr) == !sent.recordRefuses);
    CHECK(sent.find("fileNotice")->isVisible() == sent.recordRefuses);
}

TEST_CASE("lines that do not fit go to the next page, each page with its footer")
{
    QImage page(400, 200, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    const QStringList many(40, "a line"_s);
    const auto drawn = ui::drawLines(painter, page.rect(), many, "printed by Desk A"_s);
    CHECK(drawn > 1);
    CHECK(drawn < 40);
    CHECK(ui::drawLines(painter, page.rect(), many.mid(0, 1), {}) == 1);
    const auto high = QString(4000, u'x').replace("xxxx"_s, "xxx "_s);
    CHECK(ui::drawLines(painter, page.rect(), {high, "a line"_s}, {}) == 1);
    painter.end();
    bool hasFooter = false;
    for (int x = 0; x < page.width(); ++x)
        for (int y = page.height() - 12; y < page.height(); ++y)
            hasFooter = hasFooter || page.pixelColor(x, y) != QColor(Qt::white);
    CHECK(hasFooter);
}
