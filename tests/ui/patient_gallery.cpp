// SPDX-License-Identifier: GPL-3.0-or-later
// patient_gallery OUTDIR: the patient chip, its dialog and the notices with an invented patient, as
// PNG files in light and dark, for looking at.
#include "tests/ui/language.h"
#include "tests/ui/order_samples.h"
#include "tests/ui/support.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QTest>

using namespace sotto;

namespace {

PatientSnapshot patient(const char* name, const char* number, const QStringList& labels = {})
{
    return {test::name(name), test::name(number), test::name("J.S. ··4471"), labels};
}

MessageSnapshot about(std::int64_t id, bool outgoing, const char* text, PatientSnapshot whom)
{
    auto message = test::textMessage(id, outgoing, text, 20 - id);
    message.patient = std::move(whom);
    if (outgoing) {
        message.delivery = Delivery::Read;
        message.readAtMs = message.sentAtMs + 60'000;
    }
    return message;
}

QList<MessageSnapshot> messages()
{
    auto ask = about(2, true, "Patient here, needs call back", patient("Jane Smith", "00-884471"));
    ask.urgency = Urgency::Action;
    ask.open = true;
    ask.dueAtMs = test::kNowMs + 9 * test::kMinuteMs;
    auto file = test::fileMessage(5, false, "letter.pdf", AttachmentSnapshot::Kind::Document,
                                  AttachmentSnapshot::State::Kept);
    file.patient = patient("Jane Smith", "00-884471", {QStringLiteral("HIV")});
    return {test::textMessage(1, false, "Good morning.", 19),
            ask,
            about(3, false, "On my way.", patient("", "00-884471")),
            about(4, false, "Dose today as agreed, she waits in room 2. I call the pharmacy.",
                  patient("Jane Smith", "00-884471", {QStringLiteral("SUD")})),
            file,
            about(6, true, "ok",
                  patient("Wolfeschlegelsteinhausenbergerdorff von Habsburg-Lothringen-Sample",
                          "1234567890-1234567890"))};
}

struct Shots {
    Shots(QString where, QSize size) : to(std::move(where))
    {
        session.open();
        session.window.resize(size);
        auto rules = test::sampleWorkstation();
        rules.copying = ContentRule::Allow;
        rules.promptsForPatients = true;
        rules.treatingGroups = {QStringLiteral("Nobody here")};
        rules.sensitiveLabels = {QStringLiteral("SUD"), QStringLiteral("MH"),
                                 QStringLiteral("HIV")};
        Q_EMIT session.client.workstationChanged(rules);
    }

    void take(QWidget& what, const char* name)
    {
        QTest::qWait(30);
        what.grab().save(to.arg(QLatin1String(name)));
    }

    void talk()
    {
        session.press(Qt::Key_2, Qt::AltModifier);
        session.press(Qt::Key_Return);
        Q_EMIT session.client.pageLoaded({1}, messages(), false);
        take(session.window, "bubbles");
        auto* list = session.find<QListView>("messageList");
        list->scrollToTop();
        take(session.window, "bubbles-top");
    }

    void dialog()
    {
        session.press(Qt::Key_P, Qt::ControlModifier);
        Q_EMIT session.client.recentPatientsLoaded(
            {patient("Omar Diaz", "10002"),
             patient("Jane Smith", "00-884471", {QStringLiteral("SUD")})});
        auto* dialog = session.find<QDialog>("patientDialog");
        if (!dialog)
            return;
        session.find<QLineEdit>("patientName")->setText(QStringLiteral("Jane Smith"));
        dialog->adjustSize();
        take(*dialog, "dialog");
        session.find<QLineEdit>("patientNumber")->setText(QStringLiteral("#44"));
        session.find<QAbstractButton>("patientUse")->click();
        dialog->adjustSize();
        take(*dialog, "dialog-refused");
        session.find<QLineEdit>("patientNumber")->setText(QStringLiteral("00-884471"));
        consents();
        session.find<QAbstractButton>("patientUse")->click();
        session.window.activateWindow();
        QTest::qWait(30);
    }

    void consents()
    {
        session.find<QAbstractButton>("patientConsents")->click();
        auto* const dialog = session.find<QDialog>("consentDialog");
        if (!dialog)
            return;
        take(*dialog, "consents-none");
        session.find<QLineEdit>("consentScope")
            ->setText(QStringLiteral("Appointment reminders to 555-0100"));
        session.find<QAbstractButton>("consentRecord")->click();
        session.find<QAbstractButton>("consentRevoke")->click();
        session.find<QComboBox>("consentChannel")->setCurrentIndex(1);
        session.find<QLineEdit>("consentScope")
            ->setText(QStringLiteral("Laboratory results to jane@mail.example, never diagnoses"));
        session.find<QAbstractButton>("consentRecord")->click();
        take(*dialog, "consents");
        session.consents.answer = Error{Errc::Storage, "played"};
        session.find<QLineEdit>("consentScope")->setText(QStringLiteral("Call her sister"));
        session.find<QAbstractButton>("consentRecord")->click();
        take(*dialog, "consents-refused");
        session.consents.answer = Done{};
        dialog->close();
        QTest::qWait(30);
        take(*session.find<QDialog>("patientDialog"), "dialog-agreed");
    }

    void composer()
    {
        take(session.window, "chip");
        Q_EMIT session.client.patientLoaded({1}, {});
        auto* edit = session.find<QPlainTextEdit>("composer");
        edit->setFocus();
        session.type(QStringLiteral("She is here and asks for you"));
        session.press(Qt::Key_Return);
        take(session.window, "prompt");
        session.find<QAbstractButton>("patientDrop")->click();
        Q_EMIT session.client.patientLoaded(
            {1}, patient("Jane Smith", "00-884471", {QStringLiteral("SUD")}));
        take(session.window, "chip-sensitive");
    }

    void wayOut()
    {
        auto* list = session.find<QListView>("messageList");
        list->setFocus(Qt::TabFocusReason);
        list->setCurrentIndex(list->model()->index(3, 0));
        session.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        if (auto* dialog = session.find<QDialog>("reasonDialog")) {
            dialog->adjustSize();
            take(*dialog, "reason");
            dialog->reject();
        }
    }

    void takeOrder(const char* dialog, const char* name)
    {
        if (auto* found = session.find<QDialog>(dialog)) {
            found->adjustSize();
            take(*found, name);
        }
    }

    void orders()
    {
        Q_EMIT session.client.rightsChanged(Rights::all());
        auto inTheRecord = test::sampleOrder(1, true, 90);
        inTheRecord.open = false;
        inTheRecord.acknowledgedAtMs = inTheRecord.doneAtMs = test::kNowMs;
        auto overdue = test::sampleOrder(2, true, 80);
        auto cancelled = test::sampleOrder(3, true, 50);
        cancelled.open = false;
        cancelled.order->cancelledAtMs = test::kNowMs;
        auto mine = test::sampleOrder(4, false, 20);
        auto readBack = test::sampleOrder(5, false, 10);
        readBack.acknowledgedAtMs = test::kNowMs;
        Q_EMIT session.client.pageLoaded({1}, {inTheRecord, overdue, cancelled, mine, readBack},
                                         false);
        take(session.window, "orders");
        session.find<QListView>("messageList")->scrollToTop();
        take(session.window, "orders-top");
        session.find<QPlainTextEdit>("composer")->clear();
        session.press(Qt::Key_G, Qt::ControlModifier);
        Q_EMIT session.client.orderPrepared({{1}, OrderHindrance::NotWhole, {}});
        takeOrder("orderDialog", "order-new");
        Q_EMIT session.client.orderPrepared({{1}, OrderHindrance::NewDevice, {}});
        takeOrder("orderDialog", "order-hindered");
        Q_EMIT session.client.orderPrepared({{1}, OrderHindrance::None, test::sampleSheet()});
        Q_EMIT session.client.orderAnswered({test::sampleSheet().id, OrderHindrance::WrongSecret});
        takeOrder("orderDialog", "order-read-back");
        if (auto* dialog = session.find<QDialog>("orderDialog"))
            dialog->reject();
        session.window.activateWindow();
        QTest::qWait(30);
        session.press(Qt::Key_Return, Qt::ControlModifier);
        takeOrder("orderStepDialog", "order-step");
        if (auto* dialog = session.find<QDialog>("orderStepDialog"))
            dialog->reject();
    }

    QString to;
    test::Session session;
};

}  // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    if (argc < 2)
        return 2;
    test::prepareUi();
    test::speakAsAsked(app);
    const auto dir = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(dir);
    for (const auto& [name, scheme, size] :
         {std::tuple{"light", ui::Scheme::Light, QSize(1200, 900)},
          std::tuple{"dark", ui::Scheme::Dark, QSize(1200, 900)},
          std::tuple{"narrow", ui::Scheme::Light, QSize(600, 800)}}) {
        ui::applyTheme(app, scheme);
        Shots shots(dir + QStringLiteral("/%1-") + QLatin1String(name) + QStringLiteral(".png"),
                    size);
        shots.talk();
        shots.dialog();
        shots.composer();
        shots.wayOut();
        shots.orders();
    }
    return 0;
}
