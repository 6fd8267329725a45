// SPDX-License-Identifier: GPL-3.0-or-later
// An order on the screen: written, read back, signed, read back again, entered, cancelled. All of
// it by the keyboard.
#include "tests/ui/order_samples.h"
#include "tests/ui/support.h"
#include "ui/evidence.h"
#include "ui/label.h"
#include "ui/main_menu.h"
#include "ui/message_list_model.h"
#include "ui/order_view.h"
#include "ui/order_words.h"
#include "ui/secret_field.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;
using Why = OrderHindrance;

namespace {

struct Desk : test::Talk {
    explicit Desk(const QList<MessageSnapshot>& messages = {}, const QString& draft = {})
        : test::Talk(messages, draft)
    {
        Q_EMIT client.rightsChanged(Rights::all());
        Q_EMIT client.workstationChanged(test::sampleWorkstation());
        client.calls.clear();
    }

    QDialog* openOrder(Why why = Why::NotWhole)
    {
        press(Qt::Key_G, Qt::ControlModifier);
        auto* dialog = find<QDialog>("orderDialog");
        REQUIRE(dialog);
        REQUIRE(client.calls == QStringList{"prepareOrder 1 "_s});
        client.calls.clear();
        Q_EMIT client.orderPrepared({{1}, why, {}});
        return dialog;
    }

    /// To the widget of that name, as the Tab key goes.
    void tabTo(const char* name)
    {
        for (int i = 0; i < 12 && focus() != QLatin1String(name); ++i)
            pressInDialog(Qt::Key_Tab);
        REQUIRE(focus() == QLatin1String(name));
    }

    static QString focus() { return focused() ? focused()->objectName() : QString(); }

    /// In the dialog in front, whether or not the window system gave it the keys.
    static QWidget* focused()
    {
        auto* const dialog = QApplication::activeModalWidget();
        if (!dialog)
            return QApplication::focusWidget();
        return dialog->focusWidget() ? dialog->focusWidget() : dialog;
    }

    static void pressInDialog(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(focused(), key, modifiers);
    }

    static void typeInDialog(const QString& text) { QTest::keyClicks(focused(), text); }

    void choosePatient()
    {
        tabTo("orderPatient");
        pressInDialog(Qt::Key_Space);
        REQUIRE(find<QDialog>("patientDialog"));
        find<QLineEdit>("patientName")->setText("Jane Smith"_s);
        find<QAbstractButton>("patientUse")->click();
        backTo("orderDialog", "orderText");
    }

    /// The dialog above it has closed: its window has the keys again, as on a desk.
    void backTo(const char* dialog, const char* part)
    {
        find<QDialog>(dialog)->activateWindow();
        QTest::qWait(0);
        find<QWidget>(part)->setFocus();
    }

    void readBack()
    {
        choosePatient();
        tabTo("orderText");
        typeInDialog("KCl 20 mEq"_s);
        tabTo("orderNext");
        pressInDialog(Qt::Key_Space);
        Q_EMIT client.orderPrepared({{1}, Why::None, test::sampleSheet()});
    }

    bool isReadingBack() { return find<ui::SecretField>("orderSecret")->isVisible(); }

    QString trouble()
    {
        auto* label = find<ui::Label>("orderTrouble");
        return label && label->isVisible() ? label->text() : QString();
    }

    QDialog* step() { return find<QDialog>("orderStepDialog"); }

    bool hasCall(const QString& call) const { return client.calls.contains(call); }
};

QString evidence(const MessageSnapshot& message)
{
    const auto found = ui::evidenceOf(message);
    return found ? found->text : QString();
}

}  // namespace

TEST_CASE("an order is written, read back and signed without a mouse")
{
    Desk s;
    auto* dialog = s.openOrder();
    s.readBack();
    CHECK(s.client.lastAbout == About{PatientTag{"Jane Smith", ""}});
    CHECK(s.hasCall("prepareOrder 1 KCl 20 mEq"_s));
    REQUIRE(s.isReadingBack());
    const auto spoken = s.find<ui::OrderView>("orderView")->spoken();
    for (const auto& part : {"Jane Smith"_s, "00-884471"_s, "Potassium chloride 20 mEq"_s,
                             "lee@clinic.example"_s, "ana@clinic.example"_s, "UTC-05:00"_s})
        CHECK(spoken.contains(part));
    CHECK(Desk::focus() == "orderSecret"_s);
    Desk::typeInDialog("correct horse"_s);
    Desk::pressInDialog(Qt::Key_Return);
    CHECK(s.hasCall("signOrder o-1"_s));
    CHECK(s.client.lastSecret == "correct horse");
    Q_EMIT s.client.orderAnswered({"o-1"_s, Why::None});
    CHECK_FALSE(dialog->isVisible());
    CHECK(s.find<QPlainTextEdit>("composer")->toPlainText().isEmpty());
}

TEST_CASE("what keeps an order from being given is said before it is written")
{
    Desk s;
    s.openOrder(Why::PhoneDevice);
    CHECK(s.trouble().contains("must not go"_s));
    CHECK_FALSE(s.find<QAbstractButton>("orderNext")->isEnabled());
    Desk::pressInDialog(Qt::Key_Escape);
}

TEST_CASE("each reason has words of its own, which name the person where it helps")
{
    QStringList all;
    for (auto why = static_cast<int>(Why::NotAllowed); why <= static_cast<int>(Why::NotStored);
         ++why) {
        const auto words = ui::orderHindranceText(static_cast<Why>(why), "Ana"_s);
        CHECK_FALSE(words.isEmpty());
        CHECK_FALSE(all.contains(words));
        all << words;
    }
    CHECK(ui::orderHindranceText(Why::None, "Ana"_s).isEmpty());
    CHECK(ui::orderHindranceText(Why::NotAReceiver, "Ana"_s).contains("Ana"_s));
}

TEST_CASE("a wrong password signs nothing, and what was read back long ago is read back again")
{
    Desk s;
    s.openOrder();
    s.readBack();
    Desk::typeInDialog("wrong"_s);
    Desk::pressInDialog(Qt::Key_Return);
    Q_EMIT s.client.orderAnswered({"o-1"_s, Why::WrongSecret});
    CHECK(s.isReadingBack());
    CHECK(s.trouble().contains("Nothing was signed"_s));
    CHECK(s.find<ui::SecretField>("orderSecret")->length() == 0);
    CHECK(Desk::focus() == "orderSecret"_s);
    Desk::typeInDialog("right"_s);
    Desk::pressInDialog(Qt::Key_Return);
    Q_EMIT s.client.orderAnswered({"o-1"_s, Why::ReadBackOver});
    CHECK_FALSE(s.isReadingBack());
    CHECK(s.trouble().contains("ten minutes"_s));
    CHECK(s.find<QPlainTextEdit>("orderText")->toPlainText() == "KCl 20 mEq"_s);
}

TEST_CASE("what is written of an order is a draft until it is signed")
{
    Desk s({}, "KCl"_s);
    s.openOrder();
    CHECK(s.find<QPlainTextEdit>("orderText")->toPlainText() == "KCl"_s);
    s.tabTo("orderText");
    Desk::pressInDialog(Qt::Key_End, Qt::ControlModifier);
    Desk::typeInDialog(" 20 mEq"_s);
    s.time.advance(std::chrono::seconds{1});
    CHECK(s.hasCall("draft 1 KCl 20 mEq"_s));
    Desk::pressInDialog(Qt::Key_Escape);
    CHECK(s.find<QPlainTextEdit>("composer")->toPlainText() == "KCl 20 mEq"_s);
}

TEST_CASE("who may give no orders finds no entry for it")
{
    Desk s;
    Q_EMIT s.client.rightsChanged(Rights::withoutRoles());
    s.press(Qt::Key_G, Qt::ControlModifier);
    CHECK_FALSE(s.find<QDialog>("orderDialog"));
}

TEST_CASE("whoever gets an order reads it back, and then says that it is in the record")
{
    auto order = test::sampleOrder(7, false);
    Desk s({order});
    s.press(Qt::Key_Return, Qt::ControlModifier);
    REQUIRE(s.step());
    CHECK(s.find<ui::OrderView>("orderView")->spoken().contains("Potassium"_s));
    s.tabTo("orderStepGo");
    Desk::pressInDialog(Qt::Key_Space);
    CHECK(s.hasCall("answer 7 acknowledged"_s));
    QTest::qWait(0);

    order.acknowledgedAtMs = test::kNowMs;
    Q_EMIT s.client.messageChanged(order);
    s.window.activateWindow();
    CHECK(QTest::qWaitFor([&] { return s.window.isActiveWindow() && !s.step(); }));
    s.press(Qt::Key_D, Qt::ControlModifier);
    REQUIRE(s.step());
    s.tabTo("orderStepGo");
    Desk::pressInDialog(Qt::Key_Space);
    CHECK(s.hasCall("answer 7 done"_s));
}

TEST_CASE("an order is neither acknowledged in passing, nor accepted, nor declined")
{
    Desk s({test::sampleOrder(7, false)});
    s.press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    s.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(s.client.calls.filter("answer"_s).isEmpty());
    s.press(Qt::Key_D, Qt::ControlModifier);  // read back first
    REQUIRE(s.step());
    Desk::pressInDialog(Qt::Key_Return);
    CHECK(s.client.calls.filter("answer"_s).isEmpty());
}

TEST_CASE("an order that is cancelled while it is read back can no longer be")
{
    auto order = test::sampleOrder(7, false);
    Desk s({order});
    s.press(Qt::Key_Return, Qt::ControlModifier);
    auto* dialog = s.step();
    REQUIRE(dialog);
    order.open = false;
    order.order->cancelledAtMs = test::kNowMs;
    Q_EMIT s.client.messageChanged(order);
    CHECK_FALSE(dialog->isVisible());
}

TEST_CASE("its author cancels an order, and never corrects or closes it")
{
    Desk s({test::sampleOrder(7, true)});
    s.press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(s.find<QPlainTextEdit>("composer")->toPlainText().isEmpty());
    s.press(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(s.client.calls.filter("closeItem"_s).isEmpty());
    s.press(Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(s.step());
    s.tabTo("orderStepGo");
    Desk::pressInDialog(Qt::Key_Space);
    CHECK(s.hasCall("recall 7"_s));
}

TEST_CASE("an order says who signed it when, and how far it is")
{
    auto order = test::sampleOrder(7, true);
    CHECK(ui::orderSignatureText(order).contains("Dr Lee Sample"_s));
    CHECK(ui::orderSignatureText(order).contains("UTC-05:00"_s));
    CHECK(evidence(order).startsWith("Delivered"_s));
    order.acknowledgedAtMs = test::kNowMs;
    CHECK(evidence(order).contains("Read back by"_s));
    order.doneAtMs = test::kNowMs;
    CHECK(evidence(order).contains("Entered in the record by"_s));
    CHECK(ui::orderLook(order, {}).word == "ORDER"_s);
    order.doneAtMs = 0;
    CHECK(ui::mayCancelOrder(order));
    CHECK(ui::orderHeadline(order, test::kNowMs).contains("Into the record by"_s));
    CHECK(ui::orderHeadline(order, order.dueAtMs).contains("Overdue"_s));
    order.open = false;
    order.order->cancelledAtMs = test::kNowMs;
    CHECK(ui::orderHeadline(order, test::kNowMs).contains("Cancelled at"_s));
    CHECK(ui::orderLook(order, {}).word == "ORDER CANCELLED"_s);
    CHECK_FALSE(ui::mayCancelOrder(order));
    test::ManualTime time;
    ui::MessageListModel model(time, nullptr);
    model.load({order}, false);
    const auto spoken = model.data(model.index(0), Qt::AccessibleTextRole).toString();
    CHECK(spoken.contains("ORDER CANCELLED"_s));
    CHECK(spoken.contains("Signed by"_s));
    CHECK(spoken.contains("Potassium"_s));
}

TEST_CASE("a time is shown in the author's zone and in everybody's")
{
    constexpr std::int64_t at = 1'795'426'867'000;  // 2026-11-23 09:41:07 UTC
    CHECK(ui::orderTimeText(at, 0) == "2026-11-23 09:41:07 UTC"_s);
    CHECK(ui::orderTimeText(at, -300) == "2026-11-23 04:41:07 UTC-05:00 (09:41:07 UTC)"_s);
    CHECK(ui::orderTimeText(at, 330) == "2026-11-23 15:11:07 UTC+05:30 (09:41:07 UTC)"_s);
    CHECK(ui::orderTimeText(at, -600) ==
          "2026-11-22 23:41:07 UTC-10:00 (2026-11-23 09:41:07 UTC)"_s);
}

TEST_CASE("orders that are overdue stand above everything else, whoever must act")
{
    Desk s;
    OpenItemSnapshot stat;
    stat.message = {1};
    stat.conversation = {1};
    stat.forUs = true;
    stat.title = test::name("Somebody");
    stat.urgency = Urgency::Stat;
    OpenItemSnapshot order;
    order.message = {2};
    order.conversation = {2};
    order.title = test::name("Nurse Ana Sample");
    order.isOrder = true;
    order.dueAtMs = test::kNowMs - 5 * test::kMinuteMs;
    OpenItemSnapshot later = order;
    later.message = {3};
    later.dueAtMs = test::kNowMs + 5 * test::kMinuteMs;
    Q_EMIT s.client.openItemsChanged({order, stat, later});
    s.press(Qt::Key_1, Qt::AltModifier);
    auto* list = s.find<QAbstractItemView>("openItems");
    REQUIRE(list);
    const auto row = [&](int i) {
        return list->model()->index(i, 0).data(Qt::AccessibleTextRole).toString();
    };
    CHECK(row(0) == "Overdue orders"_s);
    CHECK(row(1).contains("Nurse Ana Sample"_s));
    CHECK(row(1).contains("not read back yet"_s));
    CHECK(row(2) == "Waits for you"_s);
}
