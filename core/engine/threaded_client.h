// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/api/hand_over.h"
#include "core/base/clock.h"
#include "core/base/task.h"
#include "core/domain/consent.h"
#include "core/domain/logged_message.h"
#include "core/engine/settings.h"

#include <QThread>

#include <memory>
#include <vector>

namespace sotto::engine {

class Engine;

/// Runs an Engine on its own thread and passes calls and news across, by copy. The one
/// place that knows both threads. UI thread.
///
/// Destruction closes the vault and the stream on the engine's thread, then joins it.
class ThreadedClient final : public Client {
    Q_OBJECT
public:
    ThreadedClient(EngineSettings settings, Time time);
    ~ThreadedClient() override;

    /// Once, first: who this is (empty: not known yet) and what the last session left.
    void begin(QString address, HandOver handOver);

    void submitPassword(QString address, SecretBytes password) override;
    void submitCode(QString codeOrRecoveryCode) override;
    void confirmCodesKept() override;
    void submitVaultRecoveryCode(SecretBytes code) override;
    void submitOldPassword(SecretBytes oldPassword) override;
    void submitPin(SecretBytes pin) override;
    void cancelSignIn() override;
    void openConversation(ConversationId id) override;
    void startConversation(QString address) override;
    void createRoom(QString name, QStringList addresses) override;
    void showPeople(QStringList addresses) override;
    void saveProfile(ProfileSnapshot profile) override;
    void setAvailability(Availability availability) override;
    void openTeam(ConversationId team) override;
    void addToTeam(ConversationId team, QStringList addresses) override;
    void removeFromTeam(ConversationId team, QString address) override;
    void renameTeam(ConversationId team, QString name) override;
    void leaveTeam(ConversationId team) override;
    void letIn(ConversationId team, QString address, bool yes) override;
    void broadcast(ConversationId team, QString text, Urgency urgency, About about) override;
    void lookAtOnCall() override;
    void startOnCall(QString role) override;
    void sendToOnCall(ConversationId shownIn, OnCallAddress to, QString text,
                      Request request) override;
    void claimOnCall(QString role, int seconds) override;
    void releaseOnCall(QString role) override;
    void offerOnCall(QString role, QString address) override;
    void answerOnCallOffer(QString id, bool yes) override;
    void loadOlder(ConversationId id, MessageId before) override;
    void openAround(ConversationId id, MessageId message) override;
    void loadNewer(ConversationId id, MessageId after) override;
    void search(QString query, quint32 ticket) override;
    void searchOlder(quint32 ticket) override;
    void tendIndex(IndexWish wish) override;
    void sendText(ConversationId to, QString text, Urgency urgency) override;
    void sendRequest(ConversationId to, QString text, Request request) override;
    void retry(MessageId id) override;
    void sendFile(ConversationId to, QString path, About about) override;
    void sendFileBytes(ConversationId to, QString name, QByteArray bytes, About about) override;
    void fetchAttachment(MessageId id) override;
    void cancelTransfer(MessageId id) override;
    void loadAttachment(MessageId id) override;
    void saveAttachment(MessageId id, QString path, QString reason) override;
    void askToResend(MessageId card) override;
    void saveDraft(ConversationId in, QString text, QString role) override;
    void savePatient(ConversationId in, About about) override;
    void openRecentPatients() override;
    void saveQuotation(ConversationId in, MessageId answered) override;
    void markRead(ConversationId id) override;
    void setPinned(ConversationId id, bool pinned) override;
    void setMuted(ConversationId id, bool muted) override;
    void acknowledge(MessageId id) override;
    void answer(MessageId id, Answer answer) override;
    void closeItem(MessageId id) override;
    void recall(MessageId id) override;
    void correct(MessageId id, QString text, About about) override;
    void openHistory(MessageId id) override;
    void react(MessageId id, QStringList emoji) override;
    void openEvidence(MessageId id) override;
    void prepareOrder(ConversationId in, QString text, About about) override;
    void signOrder(QString id, SecretBytes secret) override;
    void exportOrder(MessageId id, QString path, QString reason) override;
    void openDevices(QString address) override;
    void markCompared(QString address, quint32 device, QByteArray keyDigest) override;
    void withdrawComparison(QString address, quint32 device) override;
    void acceptKey(QString address, quint32 device, QByteArray keyDigest) override;
    void refuseKey(QString address, quint32 device, QByteArray keyDigest) override;
    void chooseForUrgent(MessageId message, UrgentChoice choice) override;
    void setTrustRules(TrustRules rules);  ///< Engine::setTrustRules()
    void setRoleRules(RoleRules rules);    ///< Engine::setRoleRules()
    void openComparison(QString address, quint32 device) override;
    void checkCode(QString address, quint32 device, QString code) override;
    void renameDevice(QString label) override;
    void removeDevice(quint32 device, SecretBytes password) override;
    void keepAnchor(std::string line);  ///< Engine::keepAnchor()
    void fetchAnchors();                ///< Engine::fetchAnchors()
    Task<std::vector<LoggedMessage>>
    nameMessages(QList<MessageId> ids);  ///< Engine::nameMessages()
    Task<std::vector<Consent>>
    consentsOf(std::optional<std::string> number);  ///< Engine::consentsOf()
    Task<Done> recordConsent(Consent consent);      ///< Engine::recordConsent()
    Task<Done> revokeConsent(std::int64_t id);      ///< Engine::revokeConsent()
    void setPin(SecretBytes password, SecretBytes pin) override;
    void removePin() override;
    void beginEmergency(QString address, SafeText name,
                        QList<EmergencyStaff> staff);  ///< Engine::beginEmergency()
    void openInEmergency(QString accessor, EmergencyReason reason, SecretBytes code,
                         SecretBytes secondCode) override;
    void makeEmergencyCode(SecretBytes password) override;
    void confirmEmergencyNotes() override;
    void lock() override;
    void signOut() override;
    void endShift();  ///< Engine::endShift()

Q_SIGNALS:
    /// The vault is closed; this is what the next session may have. Follows lock().
    void handedOver(std::shared_ptr<sotto::HandOver> handOver);
    void anchorsFetched(QStringList lines);  ///< Engine::anchorsFetched()
    void messagesStored(int count);          ///< Engine::messagesStored()

private:
    template <class Work>
    void post(Work work);
    template <class T, class Ask>
    Task<T> ask(Ask question);

    QThread m_thread;
    Engine* m_engine;  ///< lives and dies on m_thread
};

}  // namespace sotto::engine
