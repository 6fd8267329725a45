// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session_window.h"

#include "ui/agreement_page.h"
#include "ui/clipboard.h"
#include "ui/code_page.h"
#include "ui/countdown_bar.h"
#include "ui/emergency_page.h"
#include "ui/help_window.h"
#include "ui/lock_page.h"
#include "ui/main_view.h"
#include "ui/old_password_page.h"
#include "ui/recovery_page.h"
#include "ui/set_up_page.h"
#include "ui/sign_in_page.h"
#include "ui/stat_card.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QMouseEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

using Step = SignInStage::Step;

constexpr BootTime kActivityStep{1000};

/// What the help calls the page of a step.
QString screenOf(Step step)
{
    switch (step) {
    case Step::Password:
        return QStringLiteral("signIn");
    case Step::Working:
        return QStringLiteral("working");
    case Step::Code:
        return QStringLiteral("code");
    case Step::SetUpCode:
        return QStringLiteral("setUp");
    case Step::VaultRecoveryCode:
        return QStringLiteral("recovery");
    case Step::EnterVaultRecoveryCode:
        return QStringLiteral("enterRecovery");
    case Step::EnterOldPassword:
        return QStringLiteral("oldPassword");
    case Step::Unlock:
        return QStringLiteral("lock");
    case Step::Emergency:
        return QStringLiteral("emergency");
    case Step::Open:
        break;
    }
    return {};
}

bool isHelpKey(const QEvent& event)
{
    const auto* const key =
        event.type() == QEvent::KeyPress ? static_cast<const QKeyEvent*>(&event) : nullptr;
    return key && key->key() == Qt::Key_F1 && key->modifiers() == Qt::NoModifier;
}

bool isInput(QEvent::Type type)
{
    return type == QEvent::KeyPress || type == QEvent::MouseButtonPress || type == QEvent::Wheel ||
        type == QEvent::TouchBegin;
}

}  // namespace

SessionWindow::SessionWindow(Client& client, Time time, const Doors& doors, QWidget* parent)
    : QMainWindow(parent),
      m_client(client),
      m_time(time),
      m_clipboard(new ClipboardGuard(this)),
      m_stack(nullptr),
      m_countdown(nullptr),
      m_blank(nullptr)
{
    setObjectName(QStringLiteral("session"));
    setWindowTitle(tr("Sotto"));  // never a name or a text: task bars show it while locked
    setMinimumSize(600, 440);
    resize(1180, 760);
    auto* content = new QWidget(this);
    m_countdown = new CountdownBar(content);
    m_stack = new QStackedWidget(content);
    m_blank = new QWidget(m_stack);
    m_main = new MainView(client, time, doors, m_stack);
    m_stack->addWidget(m_blank);
    m_stack->addWidget(m_main);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_countdown);
    layout->addWidget(m_stack, 1);
    setCentralWidget(content);

    connect(m_countdown, &CountdownBar::keepOpen, this, &SessionWindow::keepOpen);
    connect(m_main, &MainView::lockRequested, this, &SessionWindow::lockNow);
    connect(m_main, &MainView::signOutRequested, this, &SessionWindow::signOut);
    connect(m_main, &MainView::switchUserRequested, this, &SessionWindow::switchUser);
    connect(m_main, &MainView::helpWanted, this, [this] { showHelp(this); });
    connect(m_main, &MainView::workstationWanted, this, &SessionWindow::workstationWanted);
    connect(m_main, &MainView::lockAfterChosen, this, &SessionWindow::lockAfterChosen);
    connect(&client, &Client::workstationChanged, this, [this](const WorkstationSnapshot& all) {
        m_clipboard->setRule(all.copying);
        showAgreement(all);
    });
    connect(&client, &Client::stageChanged, this, &SessionWindow::showStage);
    connect(&client, &Client::problemRaised, this, &SessionWindow::showProblem);
    connect(&client, &Client::messageArrived, this, &SessionWindow::onArrived);
    connect(&client, &Client::messageChanged, this, &SessionWindow::onMessage);
    connect(&client, &Client::locked, this, &SessionWindow::blank);
    connect(&client, &Client::signedOut, this, &SessionWindow::blank);
    connect(&client, &Client::selfChanged, this, [this](const SelfSnapshot& self) {
        m_self = self;
        if (auto* lock = qobject_cast<LockPage*>(m_page))
            lock->setSelf(self);
    });
    connect(&client, &Client::waitingChanged, this, [this](int messages, int stat) {
        m_waiting = {messages, stat};
        if (auto* lock = qobject_cast<LockPage*>(m_page))
            lock->setWaiting(messages, stat);
    });
    qApp->installEventFilter(this);
    showStage({});
}

SessionWindow::~SessionWindow() = default;

Page* SessionWindow::makePage(SignInStage::Step step)
{
    switch (step) {
    case Step::Password: {
        auto* page = new SignInPage(m_client, m_stack);
        connect(page, &SignInPage::switchUserRequested, this, &SessionWindow::switchUser);
        return page;
    }
    case Step::Unlock: {
        auto* page = new LockPage(m_client, m_stack);
        page->setSelf(m_self);
        page->setWaiting(m_waiting.first, m_waiting.second);
        connect(page, &LockPage::switchUserRequested, this, &SessionWindow::switchUser);
        return page;
    }
    case Step::Working:
        return new WorkingPage(m_client, m_stack);
    case Step::Code:
        return new CodePage(m_client, m_time, m_stack);
    case Step::SetUpCode:
        return new SetUpPage(m_client, m_stack);
    case Step::VaultRecoveryCode:
        return new ShowRecoveryPage(m_client, m_stack);
    case Step::EnterVaultRecoveryCode:
        return new EnterRecoveryPage(m_client, m_stack);
    case Step::EnterOldPassword:
        return new OldPasswordPage(m_client, m_stack);
    case Step::Emergency:
        return new EmergencyPage(m_client, m_stack);
    case Step::Open:
        break;
    }
    return nullptr;
}

void SessionWindow::showStage(const SignInStage& stage)
{
    if (!m_main)
        return;  // locking: this process shows nothing any more
    if (m_page && m_step == stage.step) {
        const auto* const before = m_page->firstField();
        m_page->setStage(stage);
        if (auto* const field = m_page->firstField(); field && field != before)
            field->setFocus();
        return;
    }
    m_step = stage.step;
    if (m_page) {
        // Later: the signal that brought us here may come from inside the page.
        m_stack->removeWidget(m_page);
        m_page->hide();
        m_page->deleteLater();
        m_page = nullptr;
    }
    if (stage.step == Step::Open) {
        m_problem.reset();
        m_stack->setCurrentWidget(m_main);
        m_main->showFailedAttempts(stage.failed);
        m_main->setFocus();
        return;
    }
    m_page = makePage(stage.step);
    m_stack->addWidget(m_page);
    m_page->setStage(stage);
    m_stack->setCurrentWidget(m_page);
    if (auto* field = m_page->firstField())
        field->setFocus();
    // What went wrong while working is said on the page that can put it right.
    if (m_problem && stage.step != Step::Working)
        m_page->showProblem(*std::exchange(m_problem, std::nullopt));
}

/// Before anything else can be done in an open session; what arrives meanwhile is kept.
void SessionWindow::showAgreement(const WorkstationSnapshot& workstation)
{
    if (m_step != Step::Open || !m_main)
        return;
    if (!workstation.agreementDue) {
        if (m_agreement) {
            m_stack->setCurrentWidget(m_main);
            m_main->setFocus();
            delete m_agreement;
        }
        return;
    }
    if (!m_agreement) {
        m_agreement = new AgreementPage(m_stack);
        m_stack->addWidget(m_agreement);
        connect(m_agreement, &AgreementPage::accepted, this, &SessionWindow::agreementAccepted,
                Qt::QueuedConnection);
        connect(m_agreement, &AgreementPage::refused, this, &SessionWindow::signOut,
                Qt::QueuedConnection);
    }
    m_agreement->setText(workstation.agreement);
    m_stack->setCurrentWidget(m_agreement);
    m_agreement->focusText();
}

void SessionWindow::showProblem(const Problem& problem)
{
    if (m_step == Step::Open && m_agreement)
        m_agreement->showProblem(problem);
    else if (m_step == Step::Open && m_main)
        m_main->showProblem(problem);
    if (!m_page)
        return;
    m_page->showProblem(problem);
    if (m_step == Step::Working)
        m_problem = problem;
}

void SessionWindow::showCountdown(int seconds)
{
    m_countdown->showSeconds(seconds);
}

void SessionWindow::hideCountdown()
{
    m_countdown->finish();
}

void SessionWindow::saveDraftsNow()
{
    if (m_main)
        m_main->saveDraftNow();
}

void SessionWindow::lockNow()
{
    if (m_step != Step::Open || !m_main)
        return;
    saveDraftsNow();
    blank();
    m_client.lock();
}

void SessionWindow::signOut()
{
    saveDraftsNow();
    blank();
    m_client.signOut();
}

void SessionWindow::switchUser()
{
    lockNow();
    // Whoever comes back types at once, and not on the link that brought them away.
    if (auto* const field = m_page ? m_page->firstField() : nullptr)
        field->setFocus();
    Q_EMIT switchUserRequested();
}

/// Nothing of the session stays on screen, in the widgets or on the clipboard.
void SessionWindow::blank()
{
    if (!m_main)
        return;
    m_countdown->finish();
    m_stack->setCurrentWidget(m_blank);
    m_stack->removeWidget(m_main);
    for (auto* const dialog : m_main->findChildren<QDialog*>())
        dialog->hide();  // a picture, a question: windows of their own
    m_main->deleteLater();
    m_main = nullptr;
    m_stat.reset();
    m_clipboard->clear();
    repaint();
}

/// A STAT message that was seen needs no card any more; the next one rings again.
void SessionWindow::onMessage(const MessageSnapshot& message)
{
    if (m_stat && !message.outgoing && message.urgency == Urgency::Stat && !message.unread)
        m_stat->hide();
}

void SessionWindow::onArrived(Urgency urgency)
{
    if (urgency != Urgency::Stat || m_step != Step::Open || !m_main)
        return;
    if (!m_stat) {
        m_stat = std::make_unique<StatCard>(StatCard::Place::Session);
        connect(m_stat.get(), &StatCard::chosen, this, [this] {
            setWindowState(windowState() & ~Qt::WindowMinimized);
            show();
            raise();
            activateWindow();
            if (m_main)
                m_main->openNewestStat();
        });
    }
    m_stat->ring();
}

/// For the dialog in front, or else for the page that is shown.
void SessionWindow::showHelp(QWidget* window)
{
    auto* const front = qobject_cast<QDialog*>(window);
    if (qobject_cast<HelpWindow*>(front))
        return;
    if (front)
        HelpWindow::open(front, front->objectName());
    else if (m_step == Step::Open && m_main)
        HelpWindow::open(m_main, m_agreement ? QStringLiteral("agreement") : m_main->helpScreen());
    else
        HelpWindow::open(this, m_step ? screenOf(*m_step) : QString());
}

bool SessionWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched->isWidgetType() && (isInput(event->type()) || event->type() == QEvent::MouseMove)) {
        // A move to the same pixel is not a person (requirements.md, "Idle detection").
        bool moved = false;
        if (event->type() == QEvent::MouseMove) {
            const auto at = static_cast<QMouseEvent*>(event)->globalPosition().toPoint();
            moved = at != m_lastPointer;
            m_lastPointer = at;
        }
        const bool input = isInput(event->type());
        const auto now = m_time.clock.bootNow();
        if ((moved || input) && now - m_lastActivity >= kActivityStep) {
            m_lastActivity = now;
            Q_EMIT activity();
        }
        if (input && !m_countdown->isHidden())
            Q_EMIT keepOpen();
        if (isHelpKey(*event)) {
            showHelp(static_cast<QWidget*>(watched)->window());
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

void SessionWindow::closeEvent(QCloseEvent* event)
{
    if (!event->spontaneous()) {
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore();
    switchUser();
}

}  // namespace sotto::ui
