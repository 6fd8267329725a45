// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"
#include "ui/doors.h"

#include <QMainWindow>
#include <QPointer>

#include <memory>
#include <optional>
#include <utility>

class QStackedWidget;

namespace sotto::ui {

class AgreementPage;
class ClipboardGuard;
class CountdownBar;
class MainView;
class Page;
class StatCard;

/// The window of one person's session: the sign-in pages, the lock page, or the main view,
/// as Client::stageChanged says. Its title is always "Sotto". UI thread.
///
/// Starts on an empty password page; the client's first stageChanged fills it. Closing the
/// window by the window system locks an open session and asks for the switcher; the close
/// button never ends the process.
class SessionWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// `client` and what `time` and `doors` refer to outlive the window.
    SessionWindow(Client& client, Time time, const Doors& doors, QWidget* parent = nullptr);
    ~SessionWindow() override;

    /// Shows the bar "Locks in … seconds"; call once a second with what is left.
    void showCountdown(int seconds);
    void hideCountdown();

    /// Says on the page that is shown what went wrong, or what the person should know.
    void showProblem(const Problem& problem);

    /// Saves what stands in the composer at once. To be called before Client::lock().
    void saveDraftsNow();

    /// Blank at once (nothing of the session is painted any more), saves drafts, locks.
    /// Does nothing unless the session is open.
    void lockNow();

Q_SIGNALS:
    void keepOpen();                    ///< a key or click while the countdown is shown
    void workstationWanted();           ///< the page is open: send what is in force now
    void lockAfterChosen(int seconds);  ///< by the person, for themselves; 0: none
    void agreementAccepted();           ///< the messaging policy, as it was shown
    void switchUserRequested();         ///< show the station; an open session has begun to lock
    void activity();                    ///< a key, a click or a real move; at most once a second

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void showStage(const SignInStage& stage);
    void showHelp(QWidget* window);
    void showAgreement(const WorkstationSnapshot& workstation);
    void signOut();
    void blank();
    void onArrived(Urgency urgency);
    void onMessage(const MessageSnapshot& message);
    void switchUser();
    Page* makePage(SignInStage::Step step);

    Client& m_client;
    Time m_time;
    ClipboardGuard* m_clipboard;
    QStackedWidget* m_stack;
    CountdownBar* m_countdown;
    QWidget* m_blank;
    QPointer<Page> m_page;  ///< made anew for each step: a page never keeps an old secret
    QPointer<MainView> m_main;
    QPointer<AgreementPage> m_agreement;  ///< while it is due, before the main view
    std::unique_ptr<StatCard> m_stat;
    std::optional<SignInStage::Step> m_step;
    std::optional<Problem> m_problem;  ///< came while working; for the next page
    SelfSnapshot m_self;
    std::pair<int, int> m_waiting;  ///< messages, of them STAT
    BootTime m_lastActivity{-1000};
    QPoint m_lastPointer;
};

}  // namespace sotto::ui
