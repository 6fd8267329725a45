// SPDX-License-Identifier: GPL-3.0-or-later
// people_gallery OUTDIR: the directory, teams and "do not disturb" with invented people, as PNG
// files in light and dark, for looking at.
#include "tests/ui/language.h"
#include "tests/ui/on_call_samples.h"
#include "tests/ui/support.h"
#include "ui/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QTest>

using namespace sotto;

namespace {

constexpr auto kCtrlShift = Qt::ControlModifier | Qt::ShiftModifier;

TeamSnapshot sampleTeam()
{
    TeamSnapshot team{.id = {3}, .name = test::name("Front Desk team")};
    for (const auto& person : test::samplePeople())
        team.members << TeamMember{.person = person};
    team.members[4].isMaker = team.members[4].isSelf = team.mayManage = true;
    return team;
}

struct Shots {
    explicit Shots(QString where) : to(std::move(where))
    {
        session.open();
        session.window.resize(1200, 800);
    }

    void take(QWidget& what, const char* name)
    {
        QTest::qWait(30);
        what.grab().save(to.arg(QLatin1String(name)));
    }

    void takeDialog(const char* dialog)
    {
        if (auto* found = session.find<QDialog>(dialog)) {
            found->adjustSize();
            take(*found, dialog);
            found->reject();  // the window takes no keys meanwhile
            session.window.activateWindow();
            QTest::qWait(30);
        }
    }

    void conversation(const char* name, ConversationSnapshot snapshot)
    {
        Q_EMIT session.client.conversationChanged(snapshot);
        take(session.window, name);
    }

    void directory()
    {
        session.press(Qt::Key_3, Qt::AltModifier);
        Q_EMIT session.client.availabilityChanged(
            {Presence::DoNotDisturb, test::kNowMs + 90 * test::kMinuteMs, {}});
        take(session.window, "directory");
        session.find<QLineEdit>("search")->setText(QStringLiteral("card sam"));
        take(session.window, "directory-search");
        session.find<QLineEdit>("search")->clear();
    }

    void dialogs()
    {
        session.press(Qt::Key_I, kCtrlShift);
        takeDialog("profileDialog");
        session.press(Qt::Key_D, kCtrlShift);
        if (auto* forwards = session.find<QCheckBox>("quietForwards"))
            forwards->click();
        takeDialog("quietDialog");
        session.press(Qt::Key_N, kCtrlShift);
        takeDialog("newTeamDialog");
    }

    void roles()
    {
        auto all = test::sampleRoles();
        Q_EMIT session.client.onCallChanged(all);
        session.press(Qt::Key_3, Qt::AltModifier);
        take(session.window, "roles-directory");
        all[0].offeredTo = test::name("Desk B");
        all[1].alsoClaimedBy = test::name("Dr Kim Example");
        session.press(Qt::Key_O, kCtrlShift);
        Q_EMIT session.client.onCallChanged(all);
        takeDialog("rolesDialog");
        Q_EMIT session.client.onCallOffersChanged(
            {{QStringLiteral("o"), QStringLiteral("desk"), all[0].title, test::name("Desk B"), 3}});
        all[1].alsoClaimedBy = {};
        all[1].goesTo.front().address = test::sampleConversations().front().address;
        Q_EMIT session.client.onCallChanged(all);
        Q_EMIT session.client.onCallStarted(all[1].role, {1});
        auto messages = test::sampleMessages();
        for (auto& message : messages)
            message.onCall = all[1].title;
        messages[0].onCallAuthor = test::name("Nurse Ana Sample");
        Q_EMIT session.client.pageLoaded({1}, messages, false);
        take(session.window, "roles-write");
        all[1].goesTo = {test::samplePeople()[3]};
        Q_EMIT session.client.onCallChanged(all);
        take(session.window, "roles-moved");
        Q_EMIT session.client.onCallOffersChanged({});
        session.press(Qt::Key_2, Qt::AltModifier);
    }

    void talk()
    {
        session.press(Qt::Key_2, Qt::AltModifier);
        session.press(Qt::Key_Return);
        auto messages = test::sampleMessages();
        messages[1].passing =
            PassingSnapshot{PassingSnapshot::Why::Forwarded, test::name("Desk B")};
        messages[1].outgoing = false;
        Q_EMIT session.client.pageLoaded({1}, messages, false);
        auto one = test::sampleConversations().front();
        one.presence = Presence::DoNotDisturb;
        one.untilMs = test::kNowMs + 45 * test::kMinuteMs;
        one.phone = test::name("555 0100");
        conversation("conversation-quiet", one);
        one.isRoom = true;
        one.members = 5;
        one.waitingMembers << QStringLiteral("ana@clinic.example");
        one.waitingNames << QStringLiteral("Nurse Ana Sample");
        conversation("team-waits", one);
        session.press(Qt::Key_M, kCtrlShift);
        auto team = sampleTeam();
        team.id = one.id;
        Q_EMIT session.client.teamChanged(team);
        takeDialog("teamDialog");
        one.waitingMembers.clear();
        one.isRecord = true;
        conversation("team-record", one);
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
    for (const auto& [name, scheme] :
         {std::pair{"light", ui::Scheme::Light}, std::pair{"dark", ui::Scheme::Dark}}) {
        ui::applyTheme(app, scheme);
        Shots shots(dir + QStringLiteral("/%1-") + QLatin1String(name) + QStringLiteral(".png"));
        shots.directory();
        shots.dialogs();
        shots.roles();
        shots.talk();
    }
    return 0;
}
