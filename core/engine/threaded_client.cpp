// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/threaded_client.h"

#include "core/engine/threaded_post.h"

namespace sotto::engine {

ThreadedClient::ThreadedClient(EngineSettings settings, Time time)
    : m_engine(new Engine(std::move(settings), time))
{
    qRegisterMetaType<std::shared_ptr<HandOver>>();
    m_engine->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    connect(m_engine, &Engine::stageChanged, this, &Client::stageChanged);
    connect(m_engine, &Engine::problemRaised, this, &Client::problemRaised);
    connect(m_engine, &Engine::connectionChanged, this, &Client::connectionChanged);
    connect(m_engine, &Engine::vaultEvent, this, &Client::vaultEvent);
    connect(m_engine, &Engine::emergencyBegan, this, &Client::emergencyBegan);
    connect(m_engine, &Engine::emergencyNotesLoaded, this, &Client::emergencyNotesLoaded);
    connect(m_engine, &Engine::emergencyCodeAnswered, this, &Client::emergencyCodeAnswered);
    connect(m_engine, &Engine::retentionChanged, this, &Client::retentionChanged);
    connect(m_engine, &Engine::messagesRemoved, this, &Client::messagesRemoved);
    connect(m_engine, &Engine::offlineChanged, this, &Client::offlineChanged);
    connect(m_engine, &Engine::pinStateChanged, this, &Client::pinStateChanged);
    connect(m_engine, &Engine::pinAnswered, this, &Client::pinAnswered);
    connect(m_engine, &Engine::storageChanged, this, &Client::storageChanged);
    connect(m_engine, &Engine::selfChanged, this, &Client::selfChanged);
    connect(m_engine, &Engine::directoryChanged, this, &Client::directoryChanged);
    connect(m_engine, &Engine::peopleChanged, this, &Client::peopleChanged);
    connect(m_engine, &Engine::availabilityChanged, this, &Client::availabilityChanged);
    connect(m_engine, &Engine::teamChanged, this, &Client::teamChanged);
    connect(m_engine, &Engine::rightsChanged, this, &Client::rightsChanged);
    connect(m_engine, &Engine::onCallChanged, this, &Client::onCallChanged);
    connect(m_engine, &Engine::onCallStarted, this, &Client::onCallStarted);
    connect(m_engine, &Engine::onCallOffersChanged, this, &Client::onCallOffersChanged);
    connect(m_engine, &Engine::onCallEvent, this, &Client::onCallEvent);
    connect(m_engine, &Engine::orderPrepared, this, &Client::orderPrepared);
    connect(m_engine, &Engine::orderAnswered, this, &Client::orderAnswered);
    connect(m_engine, &Engine::orderExported, this, &Client::orderExported);
    connect(m_engine, &Engine::conversationsLoaded, this, &Client::conversationsLoaded);
    connect(m_engine, &Engine::conversationChanged, this, &Client::conversationChanged);
    connect(m_engine, &Engine::conversationStarted, this, &Client::conversationStarted);
    connect(m_engine, &Engine::pageLoaded, this, &Client::pageLoaded);
    connect(m_engine, &Engine::olderLoaded, this, &Client::olderLoaded);
    connect(m_engine, &Engine::aroundLoaded, this, &Client::aroundLoaded);
    connect(m_engine, &Engine::newerLoaded, this, &Client::newerLoaded);
    connect(m_engine, &Engine::searchAnswered, this, &Client::searchAnswered);
    connect(m_engine, &Engine::searchCoverageChanged, this, &Client::searchCoverageChanged);
    connect(m_engine, &Engine::messageChanged, this, &Client::messageChanged);
    connect(m_engine, &Engine::draftLoaded, this, &Client::draftLoaded);
    connect(m_engine, &Engine::patientLoaded, this, &Client::patientLoaded);
    connect(m_engine, &Engine::quotationLoaded, this, &Client::quotationLoaded);
    connect(m_engine, &Engine::recentPatientsLoaded, this, &Client::recentPatientsLoaded);
    connect(m_engine, &Engine::openItemsChanged, this, &Client::openItemsChanged);
    connect(m_engine, &Engine::alertLimitsChanged, this, &Client::alertLimitsChanged);
    connect(m_engine, &Engine::historyLoaded, this, &Client::historyLoaded);
    connect(m_engine, &Engine::itemOverdue, this, &Client::itemOverdue);
    connect(m_engine, &Engine::evidenceLoaded, this, &Client::evidenceLoaded);
    connect(m_engine, &Engine::attachmentLoaded, this, &Client::attachmentLoaded);
    connect(m_engine, &Engine::attachmentSaved, this, &Client::attachmentSaved);
    connect(m_engine, &Engine::devicesChanged, this, &Client::devicesChanged);
    connect(m_engine, &Engine::trustDecided, this, &Client::trustDecided);
    connect(m_engine, &Engine::comparisonReady, this, &Client::comparisonReady);
    connect(m_engine, &Engine::codeChecked, this, &Client::codeChecked);
    connect(m_engine, &Engine::removalAnswered, this, &Client::removalAnswered);
    connect(m_engine, &Engine::messageArrived, this, &Client::messageArrived);
    connect(m_engine, &Engine::waitingChanged, this, &Client::waitingChanged);
    connect(m_engine, &Engine::locked, this, &Client::locked);
    connect(m_engine, &Engine::signedOut, this, &Client::signedOut);
    connect(m_engine, &Engine::handedOver, this, &ThreadedClient::handedOver);
    connect(m_engine, &Engine::anchorsFetched, this, &ThreadedClient::anchorsFetched);
    connect(m_engine, &Engine::messagesStored, this, &ThreadedClient::messagesStored);
    m_thread.setObjectName(QStringLiteral("engine"));
    m_thread.start();
}

ThreadedClient::~ThreadedClient()
{
    m_thread.quit();
    m_thread.wait();
}

void ThreadedClient::begin(QString address, HandOver handOver)
{
    post([address = std::move(address), handOver = std::move(handOver)](Engine& engine) mutable {
        engine.begin(address, std::move(handOver));
    });
}

void ThreadedClient::submitPassword(QString address, SecretBytes password)
{
    post([address = std::move(address), password = std::move(password)](Engine& engine) mutable {
        engine.submitPassword(address, std::move(password));
    });
}

void ThreadedClient::submitCode(QString codeOrRecoveryCode)
{
    post([code = std::move(codeOrRecoveryCode)](Engine& engine) { engine.submitCode(code); });
}

void ThreadedClient::confirmCodesKept()
{
    post([](Engine& engine) { engine.confirmCodesKept(); });
}

void ThreadedClient::submitVaultRecoveryCode(SecretBytes code)
{
    post([code = std::move(code)](Engine& engine) mutable {
        engine.submitVaultRecoveryCode(std::move(code));
    });
}

void ThreadedClient::submitOldPassword(SecretBytes oldPassword)
{
    post([password = std::move(oldPassword)](Engine& engine) mutable {
        engine.submitOldPassword(std::move(password));
    });
}

void ThreadedClient::submitPin(SecretBytes pin)
{
    post([pin = std::move(pin)](Engine& engine) mutable { engine.submitPin(std::move(pin)); });
}

void ThreadedClient::setPin(SecretBytes password, SecretBytes pin)
{
    post([password = std::move(password), pin = std::move(pin)](Engine& engine) mutable {
        engine.setPin(std::move(password), std::move(pin));
    });
}

void ThreadedClient::removePin()
{
    post([](Engine& engine) { engine.removePin(); });
}

void ThreadedClient::beginEmergency(QString address, SafeText name, QList<EmergencyStaff> staff)
{
    post([address = std::move(address), name = std::move(name), staff = std::move(staff)](
             Engine& engine) { engine.beginEmergency(address, name, staff); });
}

void ThreadedClient::openInEmergency(QString accessor, EmergencyReason reason, SecretBytes code,
                                     SecretBytes secondCode)
{
    post([accessor = std::move(accessor), reason, code = std::move(code),
          second = std::move(secondCode)](Engine& engine) mutable {
        engine.openInEmergency(accessor, reason, std::move(code), std::move(second));
    });
}

void ThreadedClient::makeEmergencyCode(SecretBytes password)
{
    post([password = std::move(password)](Engine& engine) mutable {
        engine.makeEmergencyCode(std::move(password));
    });
}

void ThreadedClient::confirmEmergencyNotes()
{
    post([](Engine& engine) { engine.confirmEmergencyNotes(); });
}

void ThreadedClient::cancelSignIn()
{
    post([](Engine& engine) { engine.cancelSignIn(); });
}

void ThreadedClient::openConversation(ConversationId id)
{
    post([id](Engine& engine) { engine.openConversation(id); });
}

void ThreadedClient::startConversation(QString address)
{
    post([address = std::move(address)](Engine& engine) { engine.startConversation(address); });
}

void ThreadedClient::createRoom(QString name, QStringList addresses)
{
    post([name = std::move(name), addresses = std::move(addresses)](Engine& engine) {
        engine.createRoom(name, addresses);
    });
}

void ThreadedClient::loadOlder(ConversationId id, MessageId before)
{
    post([id, before](Engine& engine) { engine.loadOlder(id, before); });
}

void ThreadedClient::openAround(ConversationId id, MessageId message)
{
    post([id, message](Engine& engine) { engine.openAround(id, message); });
}

void ThreadedClient::loadNewer(ConversationId id, MessageId after)
{
    post([id, after](Engine& engine) { engine.loadNewer(id, after); });
}

void ThreadedClient::search(QString query, quint32 ticket)
{
    post([query = std::move(query), ticket](Engine& engine) { engine.search(query, ticket); });
}

void ThreadedClient::searchOlder(quint32 ticket)
{
    post([ticket](Engine& engine) { engine.searchOlder(ticket); });
}

void ThreadedClient::tendIndex(IndexWish wish)
{
    post([wish](Engine& engine) { engine.tendIndex(wish); });
}

void ThreadedClient::sendText(ConversationId to, QString text, Urgency urgency)
{
    post([to, text = std::move(text), urgency](Engine& engine) {
        engine.sendText(to, text, urgency);
    });
}

void ThreadedClient::retry(MessageId id)
{
    post([id](Engine& engine) { engine.retry(id); });
}

void ThreadedClient::sendFile(ConversationId to, QString path, About about)
{
    post([to, path = std::move(path), about = std::move(about)](Engine& engine) {
        engine.sendFile(to, path, about);
    });
}

void ThreadedClient::sendFileBytes(ConversationId to, QString name, QByteArray bytes, About about)
{
    post([to, name = std::move(name), bytes = std::move(bytes), about = std::move(about)](
             Engine& engine) { engine.sendFileBytes(to, name, bytes, about); });
}

void ThreadedClient::fetchAttachment(MessageId id)
{
    post([id](Engine& engine) { engine.fetchAttachment(id); });
}

void ThreadedClient::cancelTransfer(MessageId id)
{
    post([id](Engine& engine) { engine.cancelTransfer(id); });
}

void ThreadedClient::loadAttachment(MessageId id)
{
    post([id](Engine& engine) { engine.loadAttachment(id); });
}

void ThreadedClient::saveAttachment(MessageId id, QString path, QString reason)
{
    post([id, path = std::move(path), reason = std::move(reason)](Engine& engine) {
        engine.saveAttachment(id, path, reason);
    });
}

void ThreadedClient::askToResend(MessageId card)
{
    post([card](Engine& engine) { engine.askToResend(card); });
}

void ThreadedClient::saveDraft(ConversationId in, QString text, QString role)
{
    post([in, text = std::move(text), role = std::move(role)](Engine& engine) {
        engine.saveDraft(in, text, role);
    });
}

void ThreadedClient::savePatient(ConversationId in, About about)
{
    post([in, about = std::move(about)](Engine& engine) { engine.savePatient(in, about); });
}

void ThreadedClient::openRecentPatients()
{
    post([](Engine& engine) { engine.openRecentPatients(); });
}

void ThreadedClient::setPinned(ConversationId id, bool pinned)
{
    post([id, pinned](Engine& engine) { engine.setPinned(id, pinned); });
}

void ThreadedClient::setMuted(ConversationId id, bool muted)
{
    post([id, muted](Engine& engine) { engine.setMuted(id, muted); });
}

void ThreadedClient::markRead(ConversationId id)
{
    post([id](Engine& engine) { engine.markRead(id); });
}

void ThreadedClient::acknowledge(MessageId id)
{
    post([id](Engine& engine) { engine.acknowledge(id); });
}

void ThreadedClient::answer(MessageId id, Answer answer)
{
    post([id, answer](Engine& engine) { engine.answer(id, answer); });
}

void ThreadedClient::sendRequest(ConversationId to, QString text, Request request)
{
    post([to, text = std::move(text), request = std::move(request)](Engine& engine) {
        engine.sendRequest(to, text, request);
    });
}

void ThreadedClient::recall(MessageId id)
{
    post([id](Engine& engine) { engine.recall(id); });
}

void ThreadedClient::correct(MessageId id, QString text, About about)
{
    post([id, text = std::move(text), about = std::move(about)](Engine& engine) {
        engine.correct(id, text, about);
    });
}

void ThreadedClient::openHistory(MessageId id)
{
    post([id](Engine& engine) { engine.openHistory(id); });
}

void ThreadedClient::closeItem(MessageId id)
{
    post([id](Engine& engine) { engine.closeItem(id); });
}

void ThreadedClient::openEvidence(MessageId id)
{
    post([id](Engine& engine) { engine.openEvidence(id); });
}

void ThreadedClient::openDevices(QString address)
{
    post([address = std::move(address)](Engine& engine) { engine.openDevices(address); });
}

void ThreadedClient::markCompared(QString address, quint32 device, QByteArray keyDigest)
{
    post([address = std::move(address), device, keyDigest = std::move(keyDigest)](Engine& engine) {
        engine.markCompared(address, device, keyDigest);
    });
}

void ThreadedClient::withdrawComparison(QString address, quint32 device)
{
    post([address = std::move(address), device](Engine& engine) {
        engine.withdrawComparison(address, device);
    });
}

void ThreadedClient::acceptKey(QString address, quint32 device, QByteArray keyDigest)
{
    post([address = std::move(address), device, keyDigest = std::move(keyDigest)](Engine& engine) {
        engine.acceptKey(address, device, keyDigest);
    });
}

void ThreadedClient::refuseKey(QString address, quint32 device, QByteArray keyDigest)
{
    post([address = std::move(address), device, keyDigest = std::move(keyDigest)](Engine& engine) {
        engine.refuseKey(address, device, keyDigest);
    });
}

void ThreadedClient::chooseForUrgent(MessageId message, UrgentChoice choice)
{
    post([message, choice](Engine& engine) { engine.chooseForUrgent(message, choice); });
}

void ThreadedClient::keepAnchor(std::string line)
{
    post([line = std::move(line)](Engine& engine) { engine.keepAnchor(line); });
}

void ThreadedClient::fetchAnchors()
{
    post([](Engine& engine) { engine.fetchAnchors(); });
}

Task<std::vector<LoggedMessage>> ThreadedClient::nameMessages(QList<MessageId> ids)
{
    auto promise = std::make_shared<Promise<std::vector<LoggedMessage>>>();
    auto task = promise->task();
    post([this, ids = std::move(ids), promise = std::move(promise)](Engine& engine) mutable {
        auto names = std::make_shared<Result<std::vector<LoggedMessage>>>(engine.nameMessages(ids));
        const auto tell = [promise = std::move(promise), names] {
            promise->finish(std::move(*names));
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
    return task;
}

void ThreadedClient::setTrustRules(TrustRules rules)
{
    post([rules = std::move(rules)](Engine& engine) { engine.setTrustRules(rules); });
}

void ThreadedClient::setRoleRules(RoleRules rules)
{
    post([rules = std::move(rules)](Engine& engine) { engine.setRoleRules(rules); });
}

void ThreadedClient::openComparison(QString address, quint32 device)
{
    post([address = std::move(address), device](Engine& engine) {
        engine.openComparison(address, device);
    });
}

void ThreadedClient::checkCode(QString address, quint32 device, QString code)
{
    post([address = std::move(address), device, code = std::move(code)](Engine& engine) {
        engine.checkCode(address, device, code);
    });
}

void ThreadedClient::renameDevice(QString label)
{
    post([label = std::move(label)](Engine& engine) { engine.renameDevice(label); });
}

void ThreadedClient::removeDevice(quint32 device, SecretBytes password)
{
    post([device, password = std::move(password)](Engine& engine) mutable {
        engine.removeDevice(device, std::move(password));
    });
}

void ThreadedClient::lock()
{
    post([](Engine& engine) { engine.lock(); });
}

void ThreadedClient::signOut()
{
    post([](Engine& engine) { engine.signOut(); });
}

void ThreadedClient::endShift()
{
    post([](Engine& engine) { engine.endShift(); });
}

}  // namespace sotto::engine
