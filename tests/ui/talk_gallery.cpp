// SPDX-License-Identifier: GPL-3.0-or-later
// talk_gallery OUTDIR: answers with a quotation and reactions between invented people, as PNG files
// in light and dark, for looking at.
#include "tests/ui/language.h"
#include "tests/ui/support.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTest>

using namespace sotto;

namespace {

QuotationSnapshot quote(std::int64_t id, const char* author, const char* line)
{
    return {QuotationSnapshot::State::Here, MessageId{id}, test::name(author), false,
            SafeText::fromUtf8(line, SafeText::Kind::Line)};
}

QString sign(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

QList<MessageSnapshot> messages()
{
    auto question = test::textMessage(1, false, "Who can take the patient in room 4?", 19);
    question.inRoom = true;
    question.mentionsUs = true;
    question.reactions = {{sign("\U0001F440"), false, {test::name("Nurse Ana Sample")}},
                          {sign("\U0001F64F"), true, {test::name("Dr Kim Example")}}};
    auto answer = test::textMessage(2, true, "I can, from half past nine.", 17);
    answer.quotation = quote(1, "Dr Lee Sample", "Who can take the patient in room 4?");
    answer.delivery = Delivery::Read;
    answer.readAtMs = answer.sentAtMs;
    answer.states = {3, 3, 3};
    answer.inRoom = true;
    answer.reactions = {
        {sign("\U0001F44D"), false, {test::name("Dr Lee Sample"), test::name("Ana")}},
        {sign("\u2764\uFE0F"), false, {test::name("Ana")}},
        {sign("\u2705"), true, {}},
        {sign("\u2757"), false, {test::name("Ana")}}};
    auto gone = test::textMessage(3, false, "As I said there.", 12);
    gone.quotation = QuotationSnapshot{};
    auto recalled = test::textMessage(4, false, "Never mind that one.", 10);
    recalled.quotation = quote(2, "Dr Kim Example", "");
    recalled.quotation->state = QuotationSnapshot::State::Recalled;
    auto sensitive = test::textMessage(5, false, "I have seen it, the dose stays.", 6);
    sensitive.quotation = quote(2, "Dr Kim Example", "");
    sensitive.quotation->labels = {QStringLiteral("SUD")};
    sensitive.urgency = Urgency::Action;
    sensitive.open = true;
    auto ours = test::textMessage(
        6, true, "It takes a while: they are short of people, and I am on the phone with them.", 2);
    ours.quotation = quote(5, "",
                           "A long question that goes on and on, because there is much to be said "
                           "before it comes to its end, which it does at last");
    ours.quotation->outgoing = true;
    ours.delivery = Delivery::Delivered;
    ours.deliveredAtMs = ours.sentAtMs;
    return {question, answer, gone, recalled, sensitive, ours};
}

void shoot(const QString& to, QSize size)
{
    test::Session session;
    session.open();
    session.window.resize(size);
    const auto take = [&](QWidget& what, const char* name) {
        QTest::qWait(30);
        what.grab().save(to.arg(QLatin1String(name)));
    };
    session.press(Qt::Key_2, Qt::AltModifier);
    session.press(Qt::Key_Return);
    Q_EMIT session.client.pageLoaded({1}, messages(), false);
    auto* list = session.find<QListView>("messageList");
    take(session.window, "answers");
    list->scrollToTop();
    take(session.window, "answers-top");
    list->setFocus(Qt::TabFocusReason);
    list->setCurrentIndex(list->model()->index(1, 0));
    take(session.window, "who");
    session.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    if (auto* menu = session.find<QMenu>("reactions")) {
        take(*menu, "reactions");
        menu->close();
    }
    session.window.activateWindow();
    list->setCurrentIndex(list->model()->index(0, 0));
    list->setFocus(Qt::TabFocusReason);
    session.press(Qt::Key_R);
    session.type(QStringLiteral("Dr Lee can"));
    take(session.window, "strip");
}

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
         {std::tuple{"light", ui::Scheme::Light, QSize(1100, 900)},
          std::tuple{"dark", ui::Scheme::Dark, QSize(1100, 900)},
          std::tuple{"narrow", ui::Scheme::Light, QSize(600, 800)}}) {
        ui::applyTheme(app, scheme);
        shoot(dir + QStringLiteral("/%1-") + QLatin1String(name) + QStringLiteral(".png"), size);
    }
    return 0;
}
