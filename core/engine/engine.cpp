// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/base/log.h"
#include "core/engine/access_check.h"
#include "core/engine/device_desk.h"
#include "core/engine/doorway.h"
#include "core/engine/locked_watch.h"
#include "core/engine/open_session.h"
#include "core/engine/problems.h"
#include "core/engine/removal_watch.h"
#include "core/engine/sign_in.h"
#include "core/engine/trust_desk.h"

namespace sotto::engine {

Engine::Engine(EngineSettings settings, Time time) : m_settings(std::move(settings)), m_time(time)
{
}

Engine::~Engine() = default;

void Engine::begin(const QString& address, HandOver handOver)
{
    const auto person = Jid::parseAccount(address.toStdString());
    if (!person) {
        Q_EMIT stageChanged({});  // a new address: the password page asks for it
        return;
    }
    become(*person);
    const auto why = handOver.why;
    if (handOver.isEmpty())
        m_signIn->begin(SignIn::Begin::FullLogin);
    else
        watchWhileLocked(std::move(handOver));
    if (why)
        raise(*why);
}

void Engine::become(const Jid& person)
{
    m_signIn.reset();
    m_watch.reset();
    m_doorway.reset();
    m_removals.reset();
    m_seat = {};
    m_person = person;
    m_link = std::make_unique<RelayLink>(m_settings, person, m_time);
    watchRemovals();
    m_doorway = std::make_unique<Doorway>(m_settings, *m_link, m_time);
    connectDoorway();
    m_signIn = std::make_unique<SignIn>(*m_link, m_settings, *m_doorway, m_time);
    connectSignIn();
    const auto& known = m_link->installation();
    if (!known.displayName.empty())
        Q_EMIT selfChanged({QString::fromStdString(person.toString()),
                            SafeText::fromUtf8(known.displayName, SafeText::Kind::Name),
                            SafeText::fromUtf8(known.group, SafeText::Kind::Name),
                            SafeText::fromUtf8(m_settings.clinicName, SafeText::Kind::Name)});
    connect(m_link.get(), &RelayLink::online, this, [this] {
        if (m_watch)  // an open session says for itself when it is up to date
            Q_EMIT connectionChanged(Connection::Online);
    });
    connect(m_link.get(), &RelayLink::offline, this, [this] {
        if (m_watch)
            Q_EMIT connectionChanged(Connection::Offline);
    });
}

void Engine::connectSignIn()
{
    connect(m_signIn.get(), &SignIn::stageChanged, this, &Client::stageChanged);
    connect(m_signIn.get(), &SignIn::stageChanged, this, [this](const SignInStage& stage) {
        if (stage.step == SignInStage::Step::Password)
            m_seat = {};  // nobody is signed in here, nor about to be
    });
    connect(m_signIn.get(), &SignIn::problemRaised, this, &Client::problemRaised);
    connect(m_signIn.get(), &SignIn::opened, this,
            [this](const std::shared_ptr<store::Vault>& vault) { open(std::move(*vault)); });
}

void Engine::watchWhileLocked(HandOver handOver)
{
    if (!takeSeat()) {
        m_signIn->begin(SignIn::Begin::FullLogin);
        return;
    }
    m_doorway->quick.continueShift(handOver.fullLoginBootMs);
    relay::FastToken token{handOver.loginToken.clone(SecretBytes::Memory::Locked),
                           wallTimeFromMs(handOver.tokenExpiryMs)};
    m_watch = std::make_unique<LockedWatch>(*m_link, std::move(handOver), m_settings.availability,
                                            m_settings.loop, m_time);
    connect(m_watch.get(), &LockedWatch::waitingChanged, this, &Client::waitingChanged);
    connect(m_watch.get(), &LockedWatch::arrived, this, &Client::messageArrived);
    m_signIn->begin(SignIn::Begin::Unlock);
    m_link->loginWithToken(std::move(token));
}

bool Engine::takeSeat()
{
    if (m_seat.isHeld())
        return true;
    auto seat = Seat::take(Installation::folderOf(m_settings.dataFolder, *m_person));
    if (!seat) {
        Q_EMIT problemRaised(vaultProblem(seat.error()));
        return false;
    }
    m_seat = *std::move(seat);
    return true;
}

void Engine::open(store::Vault vault)
{
    auto context = VaultContext::make(std::move(vault), *m_person, m_time);
    if (!context) {
        Q_EMIT problemRaised(vaultProblem(context.error()));
        m_link->close();
        m_signIn->begin(SignIn::Begin::FullLogin);
        return;
    }
    (void)takeSeat();  // after a first sign-in; the vault's own lock is already ours
    const bool wasLocked = m_watch != nullptr;
    m_watch.reset();
    auto stage = m_signIn->stage();
    m_signIn->disconnect(this);
    m_link->disconnect(m_signIn.get());
    m_link->stream().disconnect(m_signIn.get());
    m_signIn.release()->deleteLater();  // we are inside its last signal
    m_hadToken = m_link->token().has_value();
    m_open = std::make_unique<OpenSession>(*std::move(context), *m_link, *m_removals, m_settings);
    if (stage.way == SignInStage::Way::FullLogin)
        m_doorway->quick.beginShift();
    connectOpen();
    Q_EMIT stageChanged(stage);
    tellPin();
    m_open->start();
    m_access->start(wasLocked ? AccessCheck::First::Now : AccessCheck::First::Later);
    if (!m_link->isOnline())
        Q_EMIT connectionChanged(Connection::Offline);
    tellOffline();
}

void Engine::connectOpen()
{
    connect(m_link.get(), &RelayLink::failed, this, &Engine::onLinkFailed);
    m_access = std::make_unique<AccessCheck>(*m_link, m_settings, m_time);
    connect(m_access.get(), &AccessCheck::refused, this, &Engine::onLinkFailed);
    connect(m_access.get(), &AccessCheck::outOfContact, this,
            [this] { endSoon(ProblemKind::OutOfContact); });
    auto* const session = m_open.get();
    auto* const conversations = &session->conversations();
    connect(session, &OpenSession::connectionChanged, this, &Client::connectionChanged);
    connect(session, &OpenSession::vaultEvent, this, &Client::vaultEvent);
    connect(session, &OpenSession::retentionChanged, this, &Client::retentionChanged);
    connect(session, &OpenSession::messagesRemoved, this, &Client::messagesRemoved);
    connect(session, &OpenSession::storageChanged, this, &Client::storageChanged);
    connect(session, &OpenSession::selfChanged, this, &Client::selfChanged);
    connect(session, &OpenSession::directoryChanged, this, &Client::directoryChanged);
    connect(session, &OpenSession::peopleChanged, this, &Client::peopleChanged);
    connect(session, &OpenSession::availabilityChanged, this, &Client::availabilityChanged);
    connect(session, &OpenSession::messageArrived, this, &Client::messageArrived);
    connect(session, &OpenSession::messagesStored, this, &Engine::messagesStored);
    connect(session, &OpenSession::problem, this, &Engine::raise);
    connect(session, &OpenSession::tooManyDevices, this, [this](int count) {
        Q_EMIT problemRaised({ProblemKind::TooManyDevices, 0, count});
    });
    connect(session, &OpenSession::trustDecided, this, &Client::trustDecided);
    connect(&session->teams(), &TeamDesk::changed, this, &Client::teamChanged);
    connect(&session->rights(), &RightsDesk::changed, this, &Client::rightsChanged);
    connect(&session->onCall(), &OnCallDesk::changed, this, &Client::onCallChanged);
    connect(&session->onCall(), &OnCallDesk::happened, this, &Client::onCallEvent);
    connect(&session->onCallHandOver(), &OnCallHandOver::offersChanged, this,
            &Client::onCallOffersChanged);
    connect(session, &OpenSession::onCallStarted, this, &Client::onCallStarted);
    connect(&session->trust(), &TrustDesk::devicesChanged, this, &Client::devicesChanged);
    auto* const devices = &session->devices();
    connect(devices, &DeviceDesk::comparisonReady, this, &Client::comparisonReady);
    connect(devices, &DeviceDesk::codeChecked, this, &Client::codeChecked);
    connect(devices, &DeviceDesk::problem, this, &Engine::raise);
    connect(conversations, &Conversations::conversationsLoaded, this, &Client::conversationsLoaded);
    connect(conversations, &Conversations::conversationChanged, this, &Client::conversationChanged);
    connect(conversations, &Conversations::conversationStarted, this, &Client::conversationStarted);
    connect(conversations, &Conversations::pageLoaded, this, &Client::pageLoaded);
    connect(conversations, &Conversations::olderLoaded, this, &Client::olderLoaded);
    connect(conversations, &Conversations::messageChanged, this, &Client::messageChanged);
    connect(conversations, &Conversations::draftLoaded, this, &Client::draftLoaded);
    connect(conversations, &Conversations::patientLoaded, this, &Client::patientLoaded);
    connect(conversations, &Conversations::quotationLoaded, this, &Client::quotationLoaded);
    connect(conversations, &Conversations::recentPatientsLoaded, this,
            &Client::recentPatientsLoaded);
    connect(&session->openItems(), &OpenItems::changed, this, &Client::openItemsChanged);
    connect(session, &OpenSession::alertLimitsChanged, this, &Client::alertLimitsChanged);
    connect(conversations, &Conversations::historyLoaded, this, &Client::historyLoaded);
    connect(&session->openItems(), &OpenItems::overdue, this, &Client::itemOverdue);
    connect(conversations, &Conversations::evidenceLoaded, this, &Client::evidenceLoaded);
    connectSearch();
    connect(&session->emergencies(), &EmergencyDesk::notesLoaded, this,
            &Client::emergencyNotesLoaded);
    connect(&session->files(), &FileDesk::loaded, this, &Client::attachmentLoaded);
    connect(&session->files(), &FileDesk::saved, this, &Client::attachmentSaved);
}

void Engine::onLinkFailed(const relay::LoginFailure& failure)
{
    withdraw(failure);
    if (obeyOrder(failure))
        return;  // what ends here ends by that
    if (const auto why = endingOf(failure, m_hadToken))
        endSoon(*why);
    else
        Q_EMIT problemRaised(problemOf(failure, m_time.clock.wallNow()));
}

/// Later: we are inside a signal of what ends.
void Engine::endSoon(ProblemKind why)
{
    if (m_ending)
        return;
    raise(why);
    m_ending = m_time.scheduler.after(std::chrono::milliseconds{0}, [this, why] { end(why); });
}

/// Where nothing is said of domains, it is the relay that knows who may sign in.
bool Engine::isAllowed(const Jid& person) const
{
    return DomainRules{m_settings.allowedDomains, {}}.lets(person, person);
}

bool Engine::isColleague(const Jid& person) const
{
    const DomainRules rules{m_settings.allowedDomains, m_settings.federatedDomains};
    return m_person && rules.lets(person, *m_person);
}

void Engine::raise(ProblemKind kind)
{
    Q_EMIT problemRaised({kind, 0});
}

void Engine::submitPassword(QString address, SecretBytes password)
{
    if (m_open || (m_doorway && m_doorway->isEmergency()))
        return;
    const auto person = Jid::parseAccount(address.trimmed().toStdString());
    if (!person || !isAllowed(*person)) {
        raise(person ? ProblemKind::AddressNotAllowed : ProblemKind::AddressInvalid);
        return;
    }
    if (!m_signIn || *person != *m_person) {
        become(*person);
        m_signIn->begin(SignIn::Begin::FullLogin);
    }
    if (takeSeat())
        m_signIn->submitPassword(std::move(password));
}

void Engine::openConversation(ConversationId id)
{
    if (m_open)
        m_open->conversations().open(id);
}

void Engine::startConversation(QString address)
{
    const auto person = Jid::parseAccount(address.toStdString());
    if (!person || !m_open || (m_open->isReading() && !mayQueue()))
        return;
    m_open->conversations().start(*person);
}

void Engine::createRoom(QString name, QStringList addresses)
{
    auto people = colleagues(addresses);
    if (people && mayQueue() && mayDo(Right::StartConversation, ProblemKind::StartNotAllowed))
        m_open->makeRoom(name, std::move(*people));
}

void Engine::loadOlder(ConversationId id, MessageId before)
{
    if (m_open)
        m_open->conversations().loadOlder(id, before);
}

/// Nothing can be queued: the person is told in place of a promise that would not be kept.
bool Engine::mayQueue()
{
    if (m_open && m_open->isReadOnly())
        raise(m_open->isReading() ? ProblemKind::EmergencyReadOnly : ProblemKind::DiskFull);
    return m_open && !m_open->isReadOnly();
}

void Engine::sendText(ConversationId to, QString text, Urgency urgency)
{
    if (mayQueue())
        m_open->conversations().sendText(to, text, {.urgency = {urgency, std::nullopt}});
    else if (m_open && !m_open->isReading())
        m_open->conversations().keepAsDraft(to, text, std::nullopt);
}

void Engine::sendTextOnce(ConversationId to, const QString& text, Urgency urgency,
                          const std::string& key)
{
    if (mayQueue())
        m_open->conversations().sendTextOnce(to, text, urgency, key);
}

void Engine::retry(MessageId id)
{
    if (mayQueue())
        m_open->conversations().retry(id);
}

void Engine::askToResend(MessageId card)
{
    if (mayQueue())
        m_open->askToResend(card);
}

void Engine::saveDraft(ConversationId in, QString text, QString role)
{
    if (m_open && !m_open->isReading())
        m_open->conversations().saveDraft(in, text, role);
}

void Engine::savePatient(ConversationId in, About about)
{
    if (m_open && !m_open->isReading() && (!about || isUsable(*about)))
        m_open->conversations().savePatient(in, about);
}

void Engine::openRecentPatients()
{
    if (m_open)
        m_open->conversations().openRecentPatients();
}

void Engine::setPinned(ConversationId id, bool pinned)
{
    if (m_open && !m_open->isReading())
        m_open->conversations().setPinned(id, pinned);
}

void Engine::setMuted(ConversationId id, bool muted)
{
    if (m_open && !m_open->isReading())
        m_open->conversations().setMuted(id, muted);
}

void Engine::markRead(ConversationId id)
{
    if (m_open && !m_open->isReadOnly())
        m_open->conversations().markRead(id);
}

void Engine::lock()
{
    end(std::nullopt);
}

/// Who was signed in elsewhere, or out, leaves nothing to go on with.
void Engine::end(std::optional<ProblemKind> why)
{
    if (!m_open)
        return;
    const bool isReading = m_open->isReading();
    auto handOver = std::make_shared<HandOver>();
    if (!isReading && (!why || *why == ProblemKind::OutOfContact))
        *handOver = m_open->handOver();
    handOver->why = why;
    if (!isReading)
        handOver->fullLoginBootMs = m_doorway->quick.fullLoginBootMs();
    m_access.reset();
    m_link->close();
    m_open.reset();  // closes the vault
    if (why == ProblemKind::DeviceErased)
        erase();
    m_seat = {};
    Q_EMIT handedOver(std::move(handOver));
    Q_EMIT locked();
}

void Engine::signOut()
{
    if (m_doorway && !m_doorway->isEmergency())
        m_doorway->offline.erase();
    endShift();
}

void Engine::endShift()
{
    if (m_doorway && m_doorway->isEmergency()) {
        m_open.reset();  // the roles, the PIN and the rest are the owner's
        Q_EMIT signedOut();
        return;
    }
    releaseRoles();
    m_access.reset();
    m_open.reset();
    m_watch.reset();
    if (m_doorway)
        m_doorway->quick.erase();
    if (!m_link) {
        Q_EMIT signedOut();
        return;
    }
    const bool wasOnline = m_link->isOnline();
    connect(m_link.get(), &RelayLink::offline, this, &Client::signedOut);
    m_link->logOff();
    if (!wasOnline)
        Q_EMIT signedOut();
}

}  // namespace sotto::engine
