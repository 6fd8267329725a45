// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_view.h"

#include "ui/activity_page.h"
#include "ui/compliance_dialog.h"
#include "ui/composer.h"
#include "ui/controls.h"
#include "ui/conversation_pane.h"
#include "ui/devices_page.h"
#include "ui/emergency_banner.h"
#include "ui/empty_pane.h"
#include "ui/list_pane.h"
#include "ui/message_view.h"
#include "ui/notice_line.h"
#include "ui/offline_banner.h"
#include "ui/on_call_offer_bar.h"
#include "ui/problem_box.h"
#include "ui/team_dialog.h"
#include "ui/time_text.h"
#include "ui/top_bar.h"
#include "ui/workstation_page.h"

#include <QFrame>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kThreePanes = 1040;  // px
constexpr int kTwoPanes = 720;
constexpr double kUsualLine = 16;  // px: height of a line at the usual text size

/// No list beside it.
bool isWholePage(NavColumn::Place place)
{
    return place == NavColumn::Place::Workstation || place == NavColumn::Place::Devices ||
        place == NavColumn::Place::Activity;
}

}  // namespace

MainView::MainView(Client& client, Time time, const Doors& doors, QWidget* parent)
    : QWidget(parent),
      m_client(client),
      m_clock(time.clock),
      m_menu(new MainMenu(this)),
      m_top(new TopBar(*m_menu, this)),
      m_emergency(new EmergencyBanner(time, this)),
      m_emergencyNotes(new NoticeLine(QStringLiteral("emergencyNotes"), Icon::Shield,
                                      NoticeLine::Close::ByCause, this)),
      m_readOnly(new ProblemBox(ProblemBox::Close::ByCause, this)),
      m_problem(new ProblemBox(ProblemBox::Close::ByPerson, this)),
      m_failed(new NoticeLine(QStringLiteral("failedAttempts"), Icon::Shield,
                              NoticeLine::Close::ByPerson, this)),
      m_review(new NoticeLine(QStringLiteral("reportDue"), Icon::Shield,
                              NoticeLine::Close::ByPerson, this)),
      m_offline(new OfflineBanner(time, this)),
      m_offer(new OnCallOfferBar(this)),
      m_nav(new NavColumn(this)),
      m_list(new ListPane(client, time.clock, this)),
      m_conversation(new ConversationPane(client, time, doors, this)),
      m_workstation(new WorkstationPage(this)),
      m_devices(new DevicesPage(client, time.clock, doors.pictures, this)),
      m_activity(doors.activity ? new ActivityPage(client, time.clock, doors, this) : nullptr)
{
    auto* panes = new QHBoxLayout;
    setGrid(*panes, 0, 0, 0);
    panes->addWidget(m_nav);
    panes->addWidget(makeRule(Qt::Vertical, this));
    panes->addWidget(m_list);
    panes->addWidget(makeRule(Qt::Vertical, this));
    panes->addWidget(m_conversation, 1);
    panes->addWidget(m_workstation, 1);
    panes->addWidget(m_devices, 1);
    if (m_activity)
        panes->addWidget(m_activity, 1);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 0);
    layout->setMenuBar(m_menu);
    layout->addWidget(m_emergency);
    layout->addWidget(m_top);
    layout->addWidget(makeRule(Qt::Horizontal, this));
    layout->addWidget(m_readOnly);
    layout->addWidget(m_problem);
    layout->addWidget(m_offline);
    layout->addWidget(m_offer);
    layout->addWidget(m_failed);
    layout->addWidget(m_emergencyNotes);
    layout->addWidget(m_review);
    layout->addLayout(panes, 1);

    m_readOnly->setObjectName(QStringLiteral("readOnly"));
    connectParts();
    connectActivity();
    connectCheck(doors.compliance);
    showPlace(NavColumn::Place::Conversations);
    m_starting = true;
}

void MainView::connectParts()
{
    connect(m_menu, &MainMenu::chosen, this, &MainView::run);
    connect(m_nav, &NavColumn::placeChosen, this, [this](NavColumn::Place place) {
        showPlace(place);
        if (place == NavColumn::Place::Devices)
            m_devices->focusList();
    });
    connectSearch();
    connect(m_list, &ListPane::opened, this,
            [this](ConversationId id, bool) { openConversation(id, true); });
    connect(m_list, &ListPane::personChosen, this,
            [this](const QString& address) { m_client.startConversation(address); });
    connect(m_list, &ListPane::newConversationWanted, this,
            [this] { run(Command::NewConversation); });
    connect(m_list, &ListPane::conversationsChanged, this, &MainView::onConversations);
    connect(m_list, &ListPane::rowMenuWanted, this, &MainView::showRowMenu);
    connect(m_conversation, &ConversationPane::devicesWanted, this, &MainView::showDevicesOf);
    connect(m_conversation, &ConversationPane::teamWanted, this, &MainView::showTeam);
    connect(&m_conversation->empty(), &EmptyPane::commandWanted, this, &MainView::run);
    connect(m_conversation, &ConversationPane::backRequested, this, [this] {
        m_conversation->close();
        arrange();
        m_list->focusList();
    });
    watchSelf();
    watchRoles();
    watchEmergency();
    connect(&m_client, &Client::selfChanged, m_top, &TopBar::setSelf);
    connect(&m_client, &Client::selfChanged, m_conversation, &ConversationPane::setSelf);
    connect(&m_client, &Client::connectionChanged, m_top, &TopBar::setConnection);
    connect(&m_client, &Client::connectionChanged, m_offline, &OfflineBanner::setConnection);
    connect(&m_client, &Client::offlineChanged, m_offline, &OfflineBanner::setOffline);
    connect(m_offline, &OfflineBanner::signInWanted, this, &MainView::lockRequested);
    connect(&m_client, &Client::pinStateChanged, this, &MainView::setPinState);
    setPinState(PinState::NotAllowed);
    showRightTo(Command::WriteOrder, false);
    connect(&m_client, &Client::storageChanged, this, &MainView::setStorage);
    connect(&m_client, &Client::workstationChanged, this, &MainView::setWorkstation);
    connect(&m_client, &Client::retentionChanged, m_workstation, &WorkstationPage::showRetention);
    connect(&m_client, &Client::rightsChanged, this, &MainView::setRights);
    connect(m_workstation, &WorkstationPage::lockAfterChosen, this, &MainView::lockAfterChosen);
    connect(&m_client, &Client::conversationStarted, this, [this](ConversationId id) {
        showPlace(NavColumn::Place::Conversations);
        openConversation(id, true);
    });
}

void MainView::watchRoles()
{
    connect(&m_client, &Client::onCallChanged, this, [this](const QList<OnCallSnapshot>& roles) {
        m_roles = roles;
        m_conversation->setRoles(roles);
    });
    connect(&m_client, &Client::onCallOffersChanged, m_offer, &OnCallOfferBar::setOffers);
    connect(m_offer, &OnCallOfferBar::answered, this,
            [this](const QString& id, bool yes) { m_client.answerOnCallOffer(id, yes); });
    connect(m_list, &ListPane::roleChosen, this,
            [this](const QString& role) { m_client.startOnCall(role); });
    connect(&m_client, &Client::onCallStarted, this,
            [this](const QString& role, ConversationId id) {
                showPlace(NavColumn::Place::Conversations);
                m_toRole = role;
                openConversation(id, true);
            });
}

void MainView::connectActivity()
{
    m_nav->setHas(NavColumn::Place::Activity, m_activity != nullptr);
    m_menu->action(Command::ShowActivity)->setVisible(m_activity != nullptr);
    if (!m_activity)
        return;
    connect(&m_client, &Client::rightsChanged, m_activity, &ActivityPage::setRights);
    connect(&m_client, &Client::selfChanged, m_activity, &ActivityPage::setSelf);
    connect(&m_client, &Client::directoryChanged, m_activity, &ActivityPage::setPeople);
    m_review->setAction(tr("Look at it"));
    connect(m_activity, &ActivityPage::reviewDue, this, [this](bool isDue) {
        m_review->setVisible(isDue);
        if (isDue)
            m_review->showText(tr("The exception report of this workstation is due: somebody must "
                                  "look at what was unusual."));
    });
    connect(m_review, &NoticeLine::actionWanted, this, [this] {
        showPlace(NavColumn::Place::Activity);
        m_activity->showReport();
    });
}

void MainView::connectCheck(ComplianceCheck* check)
{
    m_workstation->setHasCheck(check != nullptr);
    connect(m_workstation, &WorkstationPage::checkWanted, this, [this, check] {
        const auto& policy = m_rules.policyName;
        const auto about = m_self.clinic.string() + QStringLiteral(" · ") +
            (policy.isEmpty() ? tr("policy without a name") : policy.string()) +
            QStringLiteral(" · ") + m_rules.sha256;
        (new ComplianceDialog(*check, m_clock, about, this))->open();
    });
}

void MainView::showTeam()
{
    const auto* const team = m_list->conversations().find(m_conversation->current());
    if (team && team->isRoom)
        (new TeamDialog(m_client, *team, m_list->people(), m_rights, m_rules.sensitiveLabels, this))
            ->open();
}

void MainView::watchSelf()
{
    connect(&m_client, &Client::selfChanged, this,
            [this](const SelfSnapshot& self) { m_self = self; });
    connect(&m_client, &Client::availabilityChanged, this,
            [this](const Availability& availability) {
                m_availability = availability;
                m_top->setAvailability(availability);
            });
}

/// What waits comes first; until the person has gone anywhere, also what the catch-up brings.
void MainView::showStart()
{
    if (m_starting && m_list->openItems() > 0)
        showPlace(NavColumn::Place::OpenItems);
}

void MainView::showPlace(NavColumn::Place place)
{
    m_top->clearSearch();
    m_list->endSearch();
    m_listFirst = false;
    setPlace(place);
}

void MainView::setPlace(NavColumn::Place place)
{
    m_starting = false;
    m_nav->setPlace(place);
    m_place = place;
    if (place == NavColumn::Place::Workstation)
        Q_EMIT workstationWanted();
    else if (!isWholePage(place))
        m_list->setPlace(place);
    if (m_onePane && m_conversation->current() != ConversationId{})
        m_conversation->close();
    arrange();
    if (place == NavColumn::Place::Activity)
        m_activity->open();
}

void MainView::showDevicesOf(const QString& address)
{
    showPlace(NavColumn::Place::Devices);
    if (address.isEmpty())
        m_devices->focusList();
    else
        m_devices->showPerson(address);
}

void MainView::openConversation(ConversationId id, bool focusComposer)
{
    const auto* conversation = m_list->conversations().find(id);
    if (!conversation) {
        m_toOpen = id;
        return;
    }
    m_toOpen.reset();
    m_starting = false;
    m_listFirst = false;
    if (isWholePage(m_place))
        showPlace(NavColumn::Place::Conversations);
    m_conversation->open(*conversation);
    if (!m_toRole.isEmpty())
        m_conversation->writeToRole(std::exchange(m_toRole, {}));
    m_list->setCurrent(id);
    showMarks();
    arrange();
    if (focusComposer)
        m_conversation->composer().focusText();
}

void MainView::onConversations()
{
    m_nav->setOpenItems(m_list->openItems());
    showStart();
    if (const auto* open = m_list->conversations().find(m_conversation->current()))
        m_conversation->update(*open);
    showMarks();
    if (m_toOpen)
        openConversation(*m_toOpen, true);
}

void MainView::saveDraftNow()
{
    m_conversation->saveDraftNow();
}

void MainView::setWorkstation(const WorkstationSnapshot& workstation)
{
    m_workstation->show(workstation);
    m_rules = workstation;
    applyContentRules();
}

void MainView::setRights(Rights rights)
{
    m_rights = rights;
    m_conversation->composer().setMaySendStat(rights.has(Right::SendStat));
    showRightTo(Command::WriteOrder, rights.has(Right::WriteOrders));
    applyContentRules();
}

/// An order is for the few whom the clinic lists: for others there is nothing to see.
void MainView::showRightTo(Command command, bool may)
{
    auto* const action = m_menu->action(command);
    action->setVisible(may);
    action->setEnabled(may);
}

/// Policy's, and nothing at all for who may not export.
void MainView::applyContentRules()
{
    auto rules = m_rules;
    if (!m_rights.has(Right::Export))
        rules.copying = rules.printing = rules.saving = ContentRule::Deny;
    m_menu->action(Command::Copy)->setEnabled(rules.copying != ContentRule::Deny);
    m_menu->action(Command::SaveFile)->setEnabled(rules.saving != ContentRule::Deny);
    m_conversation->setWorkstation(rules);
}

void MainView::setStorage(StorageState state)
{
    const bool writable = state == StorageState::Writable;
    m_conversation->composer().setMaySend(writable && !m_isReading);
    m_menu->action(Command::AttachFile)->setEnabled(writable);
    if (writable) {
        m_readOnly->hide();
        return;
    }
    m_problem->hide();  // it may say the same
    m_readOnly->showText(readOnlyText(state));
}

void MainView::setPinState(PinState state)
{
    m_pinState = state;
    auto* const action = m_menu->action(Command::SetPin);
    action->setVisible(state != PinState::NotAllowed);
    action->setEnabled(state != PinState::NotAllowed);
}

void MainView::showProblem(const Problem& problem)
{
    const bool ofDisk =
        problem.kind == ProblemKind::DiskFull || problem.kind == ProblemKind::StorageFailed;
    if (!ofDisk || m_readOnly->isHidden())
        m_problem->showProblem(problem);
}

void MainView::showFailedAttempts(const FailedAttempts& failed)
{
    if (failed.count > 0)
        m_failed->showText(
            tr("%n failed attempt(s) to sign in or unlock as you since %1.", nullptr, failed.count)
                .arg(sinceText(failed.sinceMs, toMs(m_clock.wallNow()))));
}

void MainView::openNewestStat()
{
    if (const auto id = m_list->conversations().firstStat())
        openConversation(*id, false);
    m_conversation->messages().setFocus(Qt::OtherFocusReason);
}

void MainView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void MainView::arrange()
{
    // Larger text needs more room: the limits grow with it.
    const double scale = std::max(1.0, fontMetrics().height() / kUsualLine);
    const int room = static_cast<int>(width() / scale);
    m_nav->setRail(room < kThreePanes);
    m_onePane = room < kTwoPanes;
    const bool inConversation = m_conversation->current() != ConversationId{} && !m_listFirst;
    const bool whole = isWholePage(m_place);
    m_list->setVisible(!whole && (!m_onePane || !inConversation));
    m_conversation->setVisible(!whole && (!m_onePane || inConversation));
    m_workstation->setVisible(m_place == NavColumn::Place::Workstation);
    m_devices->setVisible(m_place == NavColumn::Place::Devices);
    if (m_activity)
        m_activity->setVisible(m_place == NavColumn::Place::Activity);
    m_conversation->showBack(m_onePane);
    const int listWidth = static_cast<int>(scale * std::clamp(room * 28 / 100, 280, 380));
    m_list->setMinimumWidth(m_onePane ? 0 : listWidth);
    m_list->setMaximumWidth(m_onePane ? QWIDGETSIZE_MAX : listWidth);
}

}  // namespace sotto::ui
