// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_process.h"

#include "app/compose.h"
#include "app/session/workstation_view.h"
#include "core/engine/installation.h"
#include "core/engine/threaded_client.h"
#include "core/platform/screen_capture.h"
#include "ui/session_window.h"

#include <QByteArray>
#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

namespace sotto::app {
namespace {

ActivityDesk::ReportPolicy reportPolicy(const Policy& policy)
{
    return {.rules = exceptionRules(policy),
            .every = std::chrono::days{policy.integer("audit.report_days")},
            .asksForReason = policy.boolean("export.reason_required")};
}

ConsentDesk::Vault vaultOf(engine::ThreadedClient& client)
{
    return {[&client](std::optional<std::string> number) {
                return client.consentsOf(std::move(number));
            },
            [&client](Consent consent) { return client.recordConsent(std::move(consent)); },
            [&client](std::int64_t id) { return client.revokeConsent(id); }};
}

ConsentDesk::Rules consentRules(const Policy& policy, bool mayRecord)
{
    return {.isKept = policy.boolean("consent.enabled"),
            .mayRecord = mayRecord,
            .notice = policy.text("consent.notice_version"),
            .asksForReason = policy.boolean("export.reason_required")};
}

}  // namespace

SessionProcess::SessionProcess(std::unique_ptr<engine::ThreadedClient> client,
                               std::optional<audit::AuditLog> log, policy::PolicyWatcher& policy,
                               Time time, QObject* parent)
    : QObject(parent),
      m_client(std::move(client)),
      m_audit(*m_client, std::move(log)),
      m_anchors(m_audit, *m_client, time),
      m_activity(
          m_audit.logFolder(), m_audit, [&policy] { return reportPolicy(policy.current().policy); },
          time),
      m_compliance([this] { return complianceSubject(); }),
      m_consents(m_audit, vaultOf(*m_client),
                 [this] { return consentRules(m_policy.current().policy, !m_isEmergency); }),
      m_pictures(QCoreApplication::applicationFilePath(), {QStringLiteral("--decode-picture")},
                 time),
      m_window(std::make_unique<ui::SessionWindow>(*m_client, time, makeDoors())),
      m_notes(*m_client, *m_window, time),
      m_deadline(policy, time),
      m_policy(policy),
      m_clock(time.clock)
{
    m_audit.recordLooksWhile(
        [&policy] { return policy.current().policy.text("audit.level") == "full"; });
    connectClient();
    connectWindow();
    connect(&m_link, &StationLink::arrived, this, [this] {
        while (const auto frame = m_link.take())
            handle(*frame);
    });
    connect(&m_policy, &policy::PolicyWatcher::changed, this, &SessionProcess::showWorkstation);
    connect(&m_policy, &policy::PolicyWatcher::changed, this, &SessionProcess::useTrustRules);
    connect(&m_policy, &policy::PolicyWatcher::changed, this, &SessionProcess::useRoleRules);
    connect(&m_link, &StationLink::ended, this, &SessionProcess::end);
}

SessionProcess::~SessionProcess() = default;

ui::Doors SessionProcess::makeDoors()
{
    return {&m_pictures,
            [this](ExportKind kind, ExportReason reason, const QList<MessageId>& of) {
                return recordExport(kind, reason, of);
            },
            &m_compliance, &m_activity, &m_consents};
}

/// The record of an incident is printed by whoever had it: nobody's words are in it.
bool SessionProcess::mayLeave(ExportKind kind, ExportReason reason) const
{
    const bool isRecord = kind == ExportKind::Print && reason == ExportReason::Operations;
    return isRecord || m_rights.has(Right::Export);
}

/// The engine knows under what names the messages stand in the log.
Task<Done> SessionProcess::recordExport(ExportKind kind, ExportReason reason,
                                        const QList<MessageId>& of)
{
    auto promise = std::make_shared<Promise<Done>>();
    auto task = promise->task();
    if (!mayLeave(kind, reason)) {
        promise->finish(Error{Errc::Denied, "roles"});
        return task;
    }
    const auto record = [this, kind, reason, promise](const std::vector<LoggedMessage>& names) {
        promise->finish(m_audit.recordExport(kind, reason, names)
                            ? Result<Done>{Done{}}
                            : Error{Errc::Storage, "the export is not on record"});
    };
    if (of.isEmpty())
        record({});
    else
        m_client->nameMessages(of).then(
            this, [record, promise](const Result<std::vector<LoggedMessage>>& names) {
                if (names)
                    record(*names);
                else
                    promise->finish(names.error());
            });
    return task;
}

void SessionProcess::holdBackWhile(std::function<bool()> isHeldBack)
{
    m_audit.holdBackWhile(std::move(isHeldBack));
}

void SessionProcess::reportTo(const QString& file, Time time)
{
    if (file.isEmpty())
        return;
    const auto own =
        QStringLiteral("%1.%2").arg(file).arg(QCoreApplication::applicationPid()).toStdU16String();
    m_status = std::make_unique<StatusFile>(
        own, [this] { return m_policy.current().policy.boolean("device.status_file"); }, time);
    m_status->follow(*m_client);
    connect(m_client.get(), &engine::ThreadedClient::messagesStored, m_status.get(),
            &StatusFile::addStored);
    connect(&m_policy, &policy::PolicyWatcher::changed, m_status.get(), &StatusFile::refresh);
}

void SessionProcess::run()
{
    m_link.start();
}

void SessionProcess::connectClient()
{
    auto* const client = m_client.get();
    connect(client, &Client::stageChanged, this, [this](const SignInStage& stage) {
        using Step = SignInStage::Step;
        m_address = stage.address.isEmpty() ? m_address : stage.address;
        if (stage.step == Step::Open) {
            m_state = State::Open;
            if (!m_isEmergency)
                m_anchors.begin();
            m_waiting = m_stat = 0;  // what waited is on the screen now
            m_deadline.start();
            showWorkstation();
            useTrustRules();
            useRoleRules();
        } else if (stage.step == Step::Unlock)
            m_state = State::Locked;
        else if (stage.step == Step::Password)
            m_state = State::SignedOut;
        reportState();
    });
    connect(client, &Client::rightsChanged, this, [this](Rights rights) {
        m_rights = rights;
        m_activity.setRights(rights);
        m_consents.setRights(rights);
    });
    connect(&m_activity, &ActivityDesk::anchorsWanted, client,
            &engine::ThreadedClient::fetchAnchors);
    connect(client, &engine::ThreadedClient::anchorsFetched, &m_activity,
            &ActivityDesk::takeAnchors);
    connect(client, &Client::selfChanged, this, [this](const SelfSnapshot& self) {
        m_name = self.name;
        reportState();
    });
    connect(client, &Client::connectionChanged, this, [this](Connection connection) {
        m_connected = connection == Connection::Online || connection == Connection::CatchingUp;
        reportState();
    });
    connect(client, &Client::waitingChanged, this, [this](int messages, int stat) {
        m_waiting = messages;
        m_stat = stat;
        reportState();
    });
    connect(client, &Client::messageArrived, this, [this](Urgency urgency) {
        if (urgency == Urgency::Stat && m_state == State::Locked)
            m_link.send(Frame(FrameType::StatArrived));
    });
    connect(client, &Client::problemRaised, this, [this](const Problem& problem) {
        if (problem.kind == ProblemKind::VaultInUse)
            m_link.send(Frame(FrameType::SeatTaken));
    });
    connect(client, &Client::emergencyBegan, this, &SessionProcess::onEmergency);
    connect(client, &engine::ThreadedClient::handedOver, this,
            [this](const std::shared_ptr<HandOver>& handOver) { endLocked(*handOver); });
    connect(client, &Client::signedOut, this, [this] {
        m_link.send(Frame(FrameType::SignedOut));
        end();
    });
}

void SessionProcess::connectWindow()
{
    auto* const window = m_window.get();
    for (const auto input : {&ui::SessionWindow::activity, &ui::SessionWindow::keepOpen})
        connect(window, input, this, [this] {
            m_deadline.noteActivity();
            m_link.send(Frame(FrameType::Activity));
        });
    connect(&m_deadline, &SessionDeadline::expired, this, [this] {
        m_expired = true;
        m_window->lockNow();
    });
    connect(window, &ui::SessionWindow::switchUserRequested, this,
            [this] { m_link.send(Frame(FrameType::SwitchUser)); });
    connect(window, &ui::SessionWindow::workstationWanted, this, [this] {
        m_policy.checkNow();
        showWorkstation();
    });
    connect(window, &ui::SessionWindow::agreementAccepted, this, &SessionProcess::acceptAgreement);
    connect(window, &ui::SessionWindow::lockAfterChosen, this, [this](int seconds) {
        Frame frame(FrameType::LockAfterChosen);
        frame.add(std::int64_t{seconds});
        m_link.send(frame);
    });
}

/// Tells the window what the administrator set, and does what only this place can.
void SessionProcess::showWorkstation()
{
    auto workstation = workstationOf(m_policy.current(), m_policy.checkedAt(), m_lockAfterS);
    workstation.agreementDue = isAgreementDue();
    (void)platform::blockScreenCapture(m_window->winId(), workstation.captureBlocked);
    Q_EMIT m_client->workstationChanged(workstation);
}

bool SessionProcess::isAgreementDue() const
{
    const auto hash = agreementHash(m_policy.current().policy);
    return m_agreed && !hash.isEmpty() && *m_agreed != hash;
}

ComplianceSubject SessionProcess::complianceSubject() const
{
    const auto& current = m_policy.current();
    return {.policy = current.policy,
            .data = m_data,
            .audit = m_audit.logFolder(),
            .ownName = m_audit.ownName(),
            .ownVault = ownVault(),
            .agreementDue = isAgreementDue(),
            .captureBlocked = current.policy.boolean("content.screen_capture_block") &&
                platform::canBlockScreenCapture(),
            .exceptions = exceptionRules(current.policy),
            .now = m_clock.wallNow()};
}

std::filesystem::path SessionProcess::ownVault() const
{
    const auto person = Jid::parseAccount(m_address.toStdString());
    return person ? engine::Installation::folderOf(m_data, *person) : std::filesystem::path{};
}

/// The station only remembers it; what proves it is the activity log, so it comes first.
void SessionProcess::acceptAgreement()
{
    const auto hash = agreementHash(m_policy.current().policy);
    if (!m_audit.recordAgreement(hash)) {
        m_window->showProblem({ProblemKind::NotRecorded, 0});
        return;
    }
    m_agreed = hash;
    Frame frame(FrameType::AgreementAccepted);
    frame.add(std::string_view{hash.toStdString()});
    m_link.send(frame);
    showWorkstation();
}

void SessionProcess::followLists(const PolicyLocations& places, const TrustedReader& reader,
                                 Time time)
{
    m_deviceList = std::make_unique<policy::OrgListWatcher>(
        policy::kOrgList, listFile(places, policy::kOrgList), reader, time);
    connect(m_deviceList.get(), &policy::ListWatch::changed, this, &SessionProcess::useTrustRules);
    m_roleList = std::make_unique<policy::RoleListWatcher>(
        policy::kRoleList, listFile(places, policy::kRoleList), reader, time);
    connect(m_roleList.get(), &policy::ListWatch::changed, this, &SessionProcess::useRoleRules);
}

/// A list that is refused leaves the one before in force, and is told to the person.
void SessionProcess::useTrustRules()
{
    if (!m_deviceList || m_state != State::Open)
        return;
    const auto& list = m_deviceList->current();
    const auto rules = trustRules(m_policy.current().policy, list.list);
    m_client->setTrustRules(rules);
    if (rules.mode != engine::TrustRules::Mode::OrgList)
        return;
    if (list.accepted)
        m_audit.noteList(log::Literal("devices"), list.sha256);
    else
        Q_EMIT m_client->problemRaised({ProblemKind::OrgListRefused, 0});
}

void SessionProcess::useRoleRules()
{
    if (!m_roleList || m_state != State::Open)
        return;
    const auto& list = m_roleList->current();
    m_client->setRoleRules(roleRules(m_policy.current().policy, list));
    if (list.accepted)
        m_audit.noteList(log::Literal("roles"), list.sha256);
    else
        Q_EMIT m_client->problemRaised({ProblemKind::RoleListRefused, 0});
}

void SessionProcess::handle(const Frame& frame)
{
    switch (frame.type) {
    case FrameType::Start:
        begin(frame);
        break;
    case FrameType::BeginEmergency:
        beginEmergency(frame);
        break;
    case FrameType::Show:
        m_window->show();
        m_window->raise();
        m_window->activateWindow();
        if (frame.number(0) == 1)
            m_window->showProblem({ProblemKind::SignedInHere, 0});
        break;
    case FrameType::Hide:
        m_window->hide();
        break;
    case FrameType::Countdown:
        m_window->showCountdown(static_cast<int>(frame.number(0)));
        break;
    case FrameType::CountdownOff:
        m_window->hideCountdown();
        break;
    case FrameType::LockAfter:
        m_lockAfterS = static_cast<int>(frame.number(0));
        m_deadline.setLockAfter(m_lockAfterS);
        showWorkstation();
        break;
    case FrameType::Agreement:
        m_agreed = QString::fromStdString(frame.text(0));
        showWorkstation();
        break;
    case FrameType::Lock:
        lock();
        break;
    case FrameType::SignOut:
        signOut();
        break;
    default:
        break;
    }
}

void SessionProcess::begin(const Frame& frame)
{
    const auto geometry = frame.text(1 + kHandOverFields);
    if (!geometry.empty())
        m_window->restoreGeometry(QByteArray::fromStdString(geometry));
    auto handOver = handOverOf(frame, 1);
    m_address = QString::fromStdString(frame.text(0));
    m_state = handOver.isEmpty() ? State::SignedOut : State::Locked;
    m_audit.setPerson(m_address, m_state == State::Locked);
    m_client->begin(m_address, std::move(handOver));
    reportState();
}

void SessionProcess::beginEmergency(const Frame& frame)
{
    m_isEmergency = true;
    m_address = QString::fromStdString(frame.text(0));
    m_audit.beginEmergency();
    QList<EmergencyStaff> staff;
    for (std::size_t at = 2; at + 1 < frame.fields.size(); at += 2)
        staff.append({QString::fromStdString(frame.text(at)),
                      SafeText::fromUtf8(frame.text(at + 1), SafeText::Kind::Name)});
    m_client->beginEmergency(m_address, SafeText::fromUtf8(frame.text(1), SafeText::Kind::Name),
                             std::move(staff));
    reportState();
}

void SessionProcess::onEmergency(const EmergencySnapshot& emergency)
{
    m_accessor = emergency.accessor;
    m_audit.setPerson(m_accessor, false);
    m_deadline.endAt(BootTime{emergency.endsBootMs});
    reportState();
}

void SessionProcess::reportState()
{
    Frame frame(FrameType::State);
    frame.add(std::string_view{m_address.toStdString()})
        .add(std::string_view{m_name.string().toStdString()});
    frame.add(static_cast<std::int64_t>(m_state))
        .add(std::int64_t{m_waiting})
        .add(std::int64_t{m_stat});
    frame.add(std::int64_t{m_connected ? 1 : 0});
    frame.add(std::string_view{m_accessor.toStdString()});
    m_link.send(frame);
}

void SessionProcess::lock()
{
    if (m_state != State::Open) {
        m_window->hide();
        return;
    }
    m_window->lockNow();
}

void SessionProcess::signOut()
{
    m_window->hide();
    m_client->endShift();  // a deadline or the end of the program; who signs out does it here
}

void SessionProcess::endLocked(const HandOver& handOver)
{
    m_window->hide();
    Frame frame(FrameType::HandOver);
    frame.add(std::string_view{m_address.toStdString()});
    addHandOver(frame, handOver);
    frame.add(std::string_view{m_window->saveGeometry().toStdString()});
    frame.add(std::int64_t{m_expired ? 1 : 0});
    m_link.send(frame);
    end();
}

void SessionProcess::end()
{
    if (m_status)
        m_status->remove();
    m_notes.withdrawNow();  // nobody else could: the next person would see it
    // The vault is closed or was never open; destructors would only keep secrets longer.
    std::fflush(nullptr);
    std::_Exit(0);
}

}  // namespace sotto::app
