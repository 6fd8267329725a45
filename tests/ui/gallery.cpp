// SPDX-License-Identifier: GPL-3.0-or-later
// ui_gallery OUTDIR: draws every screen with invented people to PNG files, for looking at.
// SOTTO_GALLERY=es draws them in Spanish, =rtl mirrored with words from right to left.
// QT_SCALE_FACTOR=1.5 gives the pictures of a 150 % display; a second argument of 2 draws
// all text at 200 %.

#include "tests/support/fake_activity.h"
#include "tests/support/fake_client.h"
#include "tests/support/fake_compliance.h"
#include "tests/support/fake_pictures.h"
#include "tests/support/manual_time.h"
#include "tests/ui/language.h"
#include "tests/ui/samples.h"
#include "ui/help_window.h"
#include "ui/icons.h"
#include "ui/session_window.h"
#include "ui/stat_card.h"
#include "ui/station_window.h"
#include "ui/theme.h"
#include "ui/translations.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <cstdio>

using namespace sotto;

namespace {

struct Shot {
    QString dir;
    QString suffix;
    QSize size;

    void take(QWidget& window, const char* what) const
    {
        window.resize(size);
        window.show();
        QTest::qWait(30);
        grab(window, what);
    }

    void grab(QWidget& widget, const char* what) const
    {
        const auto file = QStringLiteral("%1/%2-%3.png").arg(dir, QLatin1String(what), suffix);
        if (!widget.grab().save(file))
            std::fputs("ui_gallery: cannot write a picture\n", stderr);
    }
};

SignInStage stageOf(SignInStage::Step step)
{
    SignInStage stage;
    stage.step = step;
    stage.address = QStringLiteral("desk-a@clinic.example");
    stage.otpauthUri = QStringLiteral("otpauth://totp/Riverside:desk-a@clinic.example?secret="
                                      "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Riverside");
    for (int i = 0; i < 10; ++i)
        stage.relayRecoveryCodes << QStringLiteral("k4m%1-9tq%2").arg(i).arg(9 - i);
    stage.vaultRecoveryCode = QStringLiteral("MFRGG-ZDFMZ-TWQ2L-KNNWG-23TPO-A");
    return stage;
}

void shootSignIn(const Shot& shot)
{
    using Step = SignInStage::Step;
    const std::pair<const char*, Step> pages[] = {
        {"signin", Step::Password},
        {"working", Step::Working},
        {"code", Step::Code},
        {"setup", Step::SetUpCode},
        {"vaultcode", Step::VaultRecoveryCode},
        {"entercode", Step::EnterVaultRecoveryCode},
        {"oldpassword", Step::EnterOldPassword},
        {"lock", Step::Unlock},
    };
    for (const auto& [what, step] : pages) {
        test::FakeClient client;
        test::ManualTime time;
        ui::SessionWindow window(client, time.time(), {});
        Q_EMIT client.selfChanged(test::sampleSelf());
        Q_EMIT client.waitingChanged(3, 1);
        Q_EMIT client.stageChanged(stageOf(step));
        window.activateWindow();
        if (step == Step::Code)
            QTest::keyClicks(window.focusWidget(), QStringLiteral("482"));
        if (step == Step::Unlock || step == Step::EnterVaultRecoveryCode)
            QTest::keyClicks(window.focusWidget(), QStringLiteral("MFRGGZDF"));
        shot.take(window, what);
        if (step == Step::Unlock) {
            auto withPin = stageOf(step);
            withPin.hasPin = true;
            Q_EMIT client.stageChanged(withPin);
            QTest::keyClicks(window.focusWidget(), QStringLiteral("492837"));
            shot.take(window, "lock-pin");
            Q_EMIT client.problemRaised({ProblemKind::WrongPin, 0});
            shot.take(window, "lock-pin-problem");
        }
        if (step == Step::Password) {
            Q_EMIT client.problemRaised({ProblemKind::OfflineEnded, 0});
            shot.take(window, "signin-offline-ended");
            Q_EMIT client.problemRaised({ProblemKind::LockedOut, test::kNowMs + 900'000});
            shot.take(window, "signin-problem");
            Q_EMIT client.problemRaised({ProblemKind::AccessWithdrawn, 0});
            shot.take(window, "signin-withdrawn");
        }
        if (step == Step::Unlock) {
            Q_EMIT client.problemRaised({ProblemKind::OutOfContact, 0});
            shot.take(window, "lock-out-of-contact");
            Q_EMIT client.problemRaised({ProblemKind::SignedInHere, 0});
            shot.take(window, "lock-signed-in-here");
        }
    }
}

void shootActivity(const Shot& shot, ui::SessionWindow& window, test::FakeClient& client,
                   test::FakeActivity& activity)
{
    activity.entries = test::sampleActivity();
    activity.chain = test::sampleChain();
    activity.exceptions = test::sampleExceptions();
    Q_EMIT client.selfChanged(test::sampleSelf());
    Q_EMIT client.rightsChanged(Rights::all());
    window.findChild<QPushButton*>(QStringLiteral("navActivity"))->click();
    shot.take(window, "activity");
    window.findChild<QPushButton*>(QStringLiteral("exceptionReport"))->click();
    if (auto* dialog = window.findChild<QDialog*>(QStringLiteral("exceptionsDialog"))) {
        shot.grab(*dialog, "activity-exceptions");
        dialog->close();
    }
    window.findChild<QPushButton*>(QStringLiteral("activityNarrow"))->click();
    if (auto* dialog = window.findChild<QDialog*>(QStringLiteral("activityChoice"))) {
        dialog->findChild<QLineEdit*>(QStringLiteral("choicePatient"))
            ->setText(QStringLiteral("00-884471"));
        dialog->findChild<QCheckBox*>(QStringLiteral("choiceHasDays"))->click();
        shot.grab(*dialog, "activity-choice");
        dialog->findChild<QPushButton*>(QStringLiteral("choiceGo"))->click();
    }
    shot.take(window, "activity-narrowed");
    window.findChild<QPushButton*>(QStringLiteral("activityAll"))->click();
    activity.chain.state = ChainSnapshot::State::Altered;
    activity.chain.badNumber = 1207;
    activity.entries->onlyOwn = activity.entries->hasOlder = true;
    Q_EMIT client.rightsChanged(Rights::withoutRoles());
    shot.take(window, "activity-own-broken");
}

void shootMain(const Shot& shot)
{
    test::FakeClient client;
    test::FakeActivity activity;
    test::ManualTime time;
    ui::Doors doors;
    test::FakeCompliance compliance;
    doors.activity = &activity;
    doors.compliance = &compliance;
    ui::SessionWindow window(client, time.time(), doors);
    SignInStage open;
    open.step = SignInStage::Step::Open;
    Q_EMIT client.stageChanged(open);
    Q_EMIT client.selfChanged(test::sampleSelf());
    Q_EMIT client.connectionChanged(Connection::Online);
    shot.take(window, "main-loading");
    Q_EMIT client.pinStateChanged(PinState::NotSet);
    Q_EMIT client.conversationsLoaded({});
    shot.take(window, "main-first-run");
    Q_EMIT client.directoryChanged(test::samplePeople());
    Q_EMIT client.conversationsLoaded(test::sampleConversations());
    shot.take(window, "main-none-open");
    QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
    QTest::keyClick(window.focusWidget(), Qt::Key_Return);
    QTest::qWait(10);
    Q_EMIT client.pageLoaded({1}, test::sampleMessages(), true);
    Q_EMIT client.draftLoaded({1}, QStringLiteral("I am calling the ward now, "), {});
    shot.take(window, "main");
    auto asking = test::sampleConversations().front();
    asking.leftOut = 1;
    Q_EMIT client.conversationChanged(asking);
    shot.take(window, "main-left-out");
    asking.urgent = {MessageId{7}, {QStringLiteral("Lee Sample: Front desk 2")}, true};
    Q_EMIT client.conversationChanged(asking);
    shot.take(window, "main-urgent-waits");
    Q_EMIT client.conversationChanged(test::sampleConversations().front());
    auto* messages = window.findChild<QListView*>(QStringLiteral("messageList"));
    messages->scrollToTop();
    messages->setFocus(Qt::TabFocusReason);
    messages->setCurrentIndex(messages->model()->index(6, 0));
    shot.take(window, "main-evidence");
    Q_EMIT client.storageChanged(StorageState::DiskFull);
    shot.take(window, "main-disk-full");
    Q_EMIT client.storageChanged(StorageState::Writable);
    open.failed = {3, test::kNowMs - 50 * 3'600'000};
    Q_EMIT client.stageChanged(stageOf(SignInStage::Step::Unlock));
    Q_EMIT client.stageChanged(open);
    Q_EMIT client.offlineChanged({OfflineSnapshot::State::Ready, test::kNowMs - 7'200'000,
                                  test::kNowMs + 22 * 3'600'000, true});
    Q_EMIT client.connectionChanged(Connection::Offline);
    shot.take(window, "main-offline");
    Q_EMIT client.pinStateChanged(PinState::Set);
    QTest::keyClick(&window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::qWait(30);
    if (auto* dialog = window.findChild<QDialog*>(QStringLiteral("pinDialog"))) {
        Q_EMIT client.pinAnswered(PinAnswer::TooSimple);
        dialog->adjustSize();
        shot.grab(*dialog, "pin");
        dialog->close();
    }
    window.showCountdown(30);
    window.showCountdown(23);
    Q_EMIT client.connectionChanged(Connection::Offline);
    QTest::keyClick(&window, Qt::Key_3, Qt::AltModifier);
    shot.take(window, "main-directory");
    QTest::keyClick(&window, Qt::Key_4, Qt::AltModifier);
    Q_EMIT client.workstationChanged(test::sampleWorkstation());
    shot.take(window, "main-workstation");
    shootActivity(shot, window, client, activity);
    compliance.items = test::sampleCompliance();
    QTest::keyClick(&window, Qt::Key_4, Qt::AltModifier);
    window.findChild<QPushButton*>(QStringLiteral("complianceCheck"))->click();
    if (auto* dialog = window.findChild<QDialog*>(QStringLiteral("complianceDialog"))) {
        QTest::qWait(30);
        shot.grab(*dialog, "compliance");
        dialog->close();
    }
    auto agreement = test::sampleWorkstation();
    agreement.agreement = QStringList{
        QStringLiteral("Write about patients in Sotto and nowhere else: no SMS, no private apps."),
        QStringLiteral("Lock the workstation when you leave it. Your name stands on what is sent "
                       "from your session."),
        QStringLiteral("Write no more about a patient than the other person needs to treat them.")};
    agreement.agreementDue = true;
    Q_EMIT client.workstationChanged(agreement);
    shot.take(window, "agreement");
    agreement.agreementDue = false;
    Q_EMIT client.workstationChanged(agreement);
    QTest::keyClick(&window, Qt::Key_3, Qt::AltModifier);
    Q_EMIT client.problemRaised({ProblemKind::DiskFull, 0});
    QTest::keyClick(&window, Qt::Key_F1, Qt::ControlModifier);
    shot.take(window, "main-problem");
    if (auto* shortcuts = window.findChild<QWidget*>(QStringLiteral("shortcuts")))
        shot.grab(*shortcuts, "shortcuts");
}

OpenItemSnapshot openItem(std::int64_t id, bool forUs, Urgency urgency, std::int64_t minutesLate)
{
    OpenItemSnapshot item;
    item.message = {id};
    item.conversation = {id};
    item.forUs = forUs;
    item.address = QStringLiteral("person%1@clinic.example").arg(id);
    item.title = test::name(forUs ? "Nurse Ana Sample" : "Front Desk team");
    item.line = SafeText::fromUtf8("Patient here, needs call back", SafeText::Kind::Line);
    item.urgency = urgency;
    item.sentAtMs = test::kNowMs - 20 * test::kMinuteMs;
    item.dueAtMs = test::kNowMs - minutesLate * test::kMinuteMs;
    item.states = {12, 9, 4};
    return item;
}

QList<MessageSnapshot> loopMessages()
{
    auto due = test::textMessage(1, false, "Patient here, needs call back", 12);
    due.urgency = Urgency::Action;
    due.open = true;
    due.dueAtMs = test::kNowMs + 3 * test::kMinuteMs;
    auto late = test::textMessage(2, false, "Potassium 6.1 in room 4. Please call me.", 9);
    late.urgency = Urgency::Stat;
    late.open = true;
    late.acknowledgedAtMs = test::kNowMs - 8 * test::kMinuteMs;
    late.escalatedFrom = test::name("Dr Kim Example");
    late.escalatedAtMs = test::kNowMs - 15 * test::kMinuteMs;
    auto team = test::textMessage(3, true, "Who can take room 4?", 7);
    team.urgency = Urgency::Action;
    team.inRoom = team.open = true;
    team.delivery = Delivery::Relayed;
    team.relayedAtMs = team.sentAtMs;
    team.dueAtMs = test::kNowMs - test::kMinuteMs;
    team.states = {40, 31, 12, 3, 1, 0, 1};
    auto line = test::textMessage(4, false, "", 6);
    line.kind = MessageSnapshot::Kind::System;
    line.author = test::name("Dr Kim Example");
    line.notice = {NoticeSnapshot::Kind::Escalated, {}, false};
    auto corrected = test::textMessage(5, true, "Give 0.5 mg, not 5 mg.", 5);
    corrected.correctedAtMs = corrected.sentAtMs + test::kMinuteMs;
    corrected.delivery = Delivery::Read;
    corrected.states = {1, 1, 1};
    corrected.readAtMs = test::kNowMs - 2 * test::kMinuteMs;
    corrected.changeableUntilMs = test::kNowMs + test::kMinuteMs;
    auto recalled = test::textMessage(6, false, "", 4);
    recalled.recalledAtMs = test::kNowMs - 3 * test::kMinuteMs;
    return {due, late, team, line, corrected, recalled};
}

void grabDialog(const Shot& shot, ui::SessionWindow& window, const char* name)
{
    QTest::qWait(30);
    auto* dialog = window.findChild<QDialog*>(QLatin1String(name));
    if (!dialog)
        return;
    shot.grab(*dialog, name);
    dialog->close();
    window.activateWindow();
    QTest::qWait(30);
}

SearchHit found(SearchHit::Kind kind, const char* title, const char* line, int mark,
                Urgency urgency)
{
    SearchHit hit;
    hit.kind = kind;
    hit.address = QString::fromUtf8(title).remove(u' ') + QStringLiteral("@clinic.example");
    hit.title = test::name(title);
    hit.line = SafeText::fromUtf8(line, SafeText::Kind::Line);
    if (mark >= 0)
        hit.marks = {{mark, 9}};
    hit.conversation = {1};
    hit.message = {7};
    hit.urgency = urgency;
    hit.sentAtMs = test::kNowMs - (hit.line.string().size() * 40) * test::kMinuteMs;
    return hit;
}

QList<SearchHit> foundHits()
{
    using Kind = SearchHit::Kind;
    auto person = found(Kind::Person, "Dr Lee Sample", "", -1, Urgency::Fyi);
    auto team = found(Kind::Conversation, "Potassium round", "", -1, Urgency::Fyi);
    team.isRoom = true;
    team.titleMarks = {{0, 9}};
    auto own = found(Kind::Message, "Dr Lee Sample", "The potassium is back to 4.1, thank you.", 4,
                     Urgency::Fyi);
    own.outgoing = true;
    auto ward = found(Kind::Message, "Ward 4",
                      "… room 4, and Potassium 6.1 in the last sample. Please "
                      "call me before you give anything else, I am on 4417.",
                      14, Urgency::Stat);
    ward.isRoom = true;
    ward.author = test::name("Nurse Ana Sample");
    ward.patient = test::name("J.S. ··4471");
    auto file = found(Kind::File, "Cardiologist", "potassium-trend.pdf", 0, Urgency::Fyi);
    return {person,
            team,
            own,
            ward,
            file,
            found(Kind::Message, "Front Desk team", "Potassium tablets were delivered", 0,
                  Urgency::Action)};
}

void shootSearch(const Shot& shot)
{
    test::FakeClient client;
    test::ManualTime time;
    ui::SessionWindow window(client, time.time(), {});
    SignInStage open;
    open.step = SignInStage::Step::Open;
    Q_EMIT client.stageChanged(open);
    Q_EMIT client.selfChanged(test::sampleSelf());
    Q_EMIT client.connectionChanged(Connection::Offline);
    Q_EMIT client.directoryChanged(test::samplePeople());
    Q_EMIT client.conversationsLoaded(test::sampleConversations());
    shot.take(window, "search-before");
    window.activateWindow();
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    Q_EMIT client.searchCoverageChanged({test::kNowMs - 89LL * 1440 * test::kMinuteMs, 0, 100});
    shot.take(window, "search-empty");
    auto* field = window.findChild<QWidget*>(QStringLiteral("search"));
    QTest::keyClicks(field, QStringLiteral("potassium before:soon"));
    SearchPage page;
    page.ticket = client.lastTicket;
    page.unclear = QStringList{QStringLiteral("before:soon")};
    Q_EMIT client.searchAnswered(page);
    Q_EMIT client.searchCoverageChanged({test::kNowMs - 89LL * 1440 * test::kMinuteMs,
                                         test::kNowMs - 20LL * 1440 * test::kMinuteMs, 40, true});
    shot.take(window, "search-nothing");
    page.unclear.clear();
    page.hits = foundHits();
    Q_EMIT client.searchAnswered(page);
    QTest::keyClick(field, Qt::Key_Down);
    shot.take(window, "search-found");
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(window.focusWidget(), Qt::Key_Down);
    QTest::keyClick(window.focusWidget(), Qt::Key_Return);
    Q_EMIT client.aroundLoaded({1}, {7}, test::sampleMessages(), true, true);
    shot.take(window, "search-opened");
}

void shootLoop(const Shot& shot)
{
    test::FakeClient client;
    test::ManualTime time;
    ui::SessionWindow window(client, time.time(), {});
    SignInStage open;
    open.step = SignInStage::Step::Open;
    Q_EMIT client.stageChanged(open);
    Q_EMIT client.selfChanged(test::sampleSelf());
    Q_EMIT client.connectionChanged(Connection::Online);
    Q_EMIT client.directoryChanged(test::samplePeople());
    Q_EMIT client.alertLimitsChanged({2, 300, 3, 20});
    Q_EMIT client.conversationsLoaded(test::sampleConversations());
    Q_EMIT client.openItemsChanged({openItem(4, true, Urgency::Stat, 4),
                                    openItem(5, true, Urgency::Action, -9),
                                    openItem(6, false, Urgency::Action, 2)});
    shot.take(window, "openitems");
    QTest::keyClick(&window, Qt::Key_1, Qt::AltModifier);
    QTest::keyClick(window.focusWidget(), Qt::Key_Return);
    QTest::qWait(10);
    Q_EMIT client.pageLoaded({4}, loopMessages(), false);
    QTest::keyClick(window.focusWidget(), Qt::Key_2, Qt::ControlModifier);
    shot.take(window, "loop");
    QTest::keyClick(window.focusWidget(), Qt::Key_I, Qt::ControlModifier);
    PersonEvidence read{QStringLiteral("ana@clinic.example"), test::name("Nurse Ana Sample"),
                        test::kNowMs - 60'000, test::kNowMs - 30'000};
    PersonEvidence none{QStringLiteral("kim@clinic.example"), test::name("Dr Kim Example")};
    auto done = read;
    done.name = test::name("Desk B");
    done.acknowledgedAtMs = done.acceptedAtMs = test::kNowMs - 20'000;
    for (const int id : {3, 5})
        Q_EMIT client.evidenceLoaded({id}, {done, read, none});
    grabDialog(shot, window, "evidenceDialog");
    QTest::keyClick(&window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    Q_EMIT client.historyLoaded({5}, {{test::kNowMs - 300'000, test::body("Give 5 mg.")}});
    grabDialog(shot, window, "historyDialog");
    QTest::mouseClick(window.findChild<QWidget*>(QStringLiteral("chain")), Qt::LeftButton);
    grabDialog(shot, window, "chainDialog");
    QTest::keyClick(&window, Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    Q_EMIT client.evidenceLoaded({5}, {read});
    grabDialog(shot, window, "recallDialog");
}

/// Something like a photograph, made here: no picture of the gallery comes from outside.
void answerPictures(test::FakeClient& client, test::FakePictures& pictures)
{
    for (const auto& call : std::exchange(client.calls, {})) {
        if (call.startsWith(QStringLiteral("load ")))
            Q_EMIT client.attachmentLoaded({call.mid(5).toLongLong()}, "picture");
    }
    while (!pictures.asked.empty())
        pictures.answerSample();
}

void shootFiles(const Shot& shot)
{
    test::FakeClient client;
    test::ManualTime time;
    test::FakePictures pictures;
    ui::SessionWindow window(client, time.time(), {&pictures, {}});
    window.show();
    window.activateWindow();
    QTest::qWait(30);
    SignInStage open;
    open.step = SignInStage::Step::Open;
    Q_EMIT client.stageChanged(open);
    Q_EMIT client.selfChanged(test::sampleSelf());
    Q_EMIT client.connectionChanged(Connection::Online);
    Q_EMIT client.conversationsLoaded(test::sampleConversations());
    auto workstation = test::sampleWorkstation();
    workstation.saving = ContentRule::Reason;
    Q_EMIT client.workstationChanged(workstation);
    QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
    QTest::keyClick(window.focusWidget(), Qt::Key_Return);
    Q_EMIT client.pageLoaded({1}, test::sampleFiles(), false);
    shot.take(window, "files-loading");
    answerPictures(client, pictures);
    auto* pasted = new QMimeData;
    pasted->setData(QStringLiteral("image/png"), QByteArray(1'234'567, 'x'));
    QGuiApplication::clipboard()->setMimeData(pasted);
    window.findChild<QPlainTextEdit*>(QStringLiteral("composer"))->paste();
    shot.take(window, "files-confirm");
    QTest::keyClick(window.focusWidget(), Qt::Key_Escape);
    auto* messages = window.findChild<QListView*>(QStringLiteral("messageList"));
    messages->scrollToTop();
    shot.take(window, "files-top");
    answerPictures(client, pictures);
    shot.take(window, "files");
    messages->setCurrentIndex(messages->model()->index(0, 0));
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
    QTest::qWait(30);
    if (auto* dialog = window.findChild<QDialog*>(QStringLiteral("reasonDialog"))) {
        dialog->adjustSize();
        shot.grab(*dialog, "reason");
        dialog->close();
    }
    QTest::keyClick(messages, Qt::Key_Return);
    answerPictures(client, pictures);
    if (auto* viewer = window.findChild<QDialog*>(QStringLiteral("pictureViewer")))
        shot.take(*viewer, "viewer");
}

/// A dialog as its person sees it, at the size that it asks for.
void shootDialog(QWidget& window, const Shot& shot, const char* dialog, const char* name)
{
    QTest::qWait(20);
    auto* const found = window.findChild<QDialog*>(QLatin1String(dialog));
    if (!found)
        return;
    found->adjustSize();
    found->grab().save(
        QStringLiteral("%1/%2-%3.png").arg(shot.dir, QLatin1String(name), shot.suffix));
    found->close();
    QTest::qWait(10);
}

void shootDevices(const Shot& shot)
{
    test::FakeClient client;
    test::ManualTime time;
    test::FakePictures pictures;
    ui::SessionWindow window(client, time.time(), {&pictures, {}});
    SignInStage open;
    open.step = SignInStage::Step::Open;
    Q_EMIT client.stageChanged(open);
    const auto self = test::sampleSelf();
    Q_EMIT client.selfChanged(self);
    Q_EMIT client.connectionChanged(Connection::Online);
    Q_EMIT client.directoryChanged(test::samplePeople());
    window.resize(shot.size);
    window.show();
    (void)QTest::qWaitForWindowActive(&window);
    QTest::keyClick(&window, Qt::Key_5, Qt::AltModifier);
    shot.take(window, "devices-list");
    QTest::keyClick(window.focusWidget(), Qt::Key_Return);
    Q_EMIT client.devicesChanged(self.address, test::sampleOwnDevices());
    shot.take(window, "devices-own");
    const auto press = [&window](const char* name) {
        if (auto* button = window.findChild<QPushButton*>(QLatin1String(name)))
            button->click();
    };
    press("renameDevice");
    shootDialog(window, shot, "renameDialog", "rename-device");
    press("removeDevice");
    shootDialog(window, shot, "removeDialog", "remove-device");
    QTest::keyClick(&window, Qt::Key_5, Qt::AltModifier);
    const auto lee = QStringLiteral("lee@clinic.example");
    for (int i = 0;
         i < test::samplePeople().size() && client.calls.last() != QStringLiteral("devices ") + lee;
         ++i) {
        QTest::keyClick(window.focusWidget(), Qt::Key_Down);
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
    }
    Q_EMIT client.devicesChanged(lee, test::sampleDevices());
    shot.take(window, "devices-lee");
    const auto compare = [&](quint32 device) {
        auto* const card = window.findChild<QWidget*>(QStringLiteral("device-%1").arg(device));
        if (!card)
            return;
        card->findChild<QPushButton*>(QStringLiteral("compareDevice"))->click();
        auto comparison = test::sampleComparison();
        comparison.device = device;
        Q_EMIT client.comparisonReady(comparison);
    };
    compare(208);
    shootDialog(window, shot, "comparison", "compare-phone");
    compare(203);
    Q_EMIT client.codeChecked({lee, 203, CodeVerdict::OtherKey, {}});
    shootDialog(window, shot, "comparison", "compare-device");
}

void shootStation(const Shot& shot)
{
    test::FakeStation station;
    test::ManualTime time;
    station.state = test::sampleStation();
    {
        ui::StationWindow first(station, time.time());
        shot.take(first, "station-first-run");
    }
    station.people = test::sampleTiles();
    ui::StationWindow window(station, time.time());
    QTest::keyClick(&window, Qt::Key_Tab);
    shot.take(window, "station");
    station.state.disk = DiskNotice::PlainRefused;
    Q_EMIT station.snapshotChanged();
    shot.take(window, "station-disk-refused");
    station.state.disk = DiskNotice::PlainWarned;
    Q_EMIT station.snapshotChanged();
    shot.take(window, "station-disk-warned");
    station.state.disk = DiskNotice::None;
    Q_EMIT station.snapshotChanged();
    ui::HelpWindow help(nullptr);
    help.showFor(QStringLiteral("workstation"));
    help.show();
    QTest::qWait(30);
    help.grab().save(shot.dir + QStringLiteral("/help-") + shot.suffix + QStringLiteral(".png"));
    ui::StatCard card(ui::StatCard::Place::Session);
    card.adjustSize();
    shot.grab(card, "statcard");
}

}  // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    if (argc < 2)
        return 2;
    ui::loadResources();
    ui::loadTranslations(app);
    test::speakAsAsked(app);
    if (argc > 2) {
        auto font = app.font();
        font.setPointSizeF(font.pointSizeF() * QByteArray(argv[2]).toDouble());
        app.setFont(font);
    }
    const auto dir = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(dir);
    const std::pair<const char*, ui::Scheme> schemes[] = {{"light", ui::Scheme::Light},
                                                          {"dark", ui::Scheme::Dark}};
    for (const auto& [name, scheme] : schemes) {
        ui::applyTheme(app, scheme);
        for (const auto size : {QSize(1600, 1000), QSize(900, 600), QSize(600, 600)}) {
            const Shot shot{dir, QStringLiteral("%1-%2").arg(QLatin1String(name)).arg(size.width()),
                            size};
            shootSignIn(shot);
            shootMain(shot);
            shootSearch(shot);
            shootLoop(shot);
            shootFiles(shot);
            shootDevices(shot);
            shootStation(shot);
        }
    }
    return 0;
}
