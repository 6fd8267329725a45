// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/api/hand_over.h"
#include "core/base/clock.h"
#include "core/domain/consent.h"
#include "core/engine/seat.h"
#include "core/engine/settings.h"

#include <memory>
#include <optional>
#include <vector>

namespace sotto::relay {
struct LoginFailure;
}

namespace sotto::store {
class Vault;
struct MentionRow;
}  // namespace sotto::store

namespace sotto::engine {

class AccessCheck;
class ArchiveReader;
struct Doorway;
class LockedWatch;
class OpenSession;
class RelayLink;
class RemovalWatch;
class SignIn;
class TrustDesk;

/// One person's session, from sign-in to lock: puts the parts together and passes calls on.
///
/// It is one of three things at a time: signing in (SignIn), locked and counting
/// (LockedWatch beside a SignIn that waits for the password), or open (OpenSession). It
/// never goes back from open. Engine thread; as a Client it may also be used directly by
/// a program without a screen, on that program's one thread: then lock() and signOut() must
/// not be called from inside one of its signals, because they take the session apart.
class Engine final : public Client {
    Q_OBJECT
public:
    Engine(EngineSettings settings, Time time);
    ~Engine() override;

    /// Once, first. An empty hand-over begins with a full login.
    void begin(const QString& address, HandOver handOver);

    /// In place of begin(): somebody else asks to read that person's messages here. Nobody signs
    /// in at the relay.
    void beginEmergency(const QString& address, const SafeText& name, QList<EmergencyStaff> staff);
    void openInEmergency(QString accessor, EmergencyReason reason, SecretBytes code,
                         SecretBytes secondCode) override;
    void makeEmergencyCode(SecretBytes password) override;
    void confirmEmergencyNotes() override;

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
    /// For scripts: text that this vault has sent under that key before is only shown.
    void sendTextOnce(ConversationId to, const QString& text, Urgency urgency,
                      const std::string& key);
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
    /// The newest signed checkpoint of the activity log, to be kept at the relay.
    void keepAnchor(std::string line);
    /// Answers anchorsFetched(), with nothing where the relay does not answer.
    void fetchAnchors();
    /// For the activity log. Errors: NotFound (one of them is gone), Storage.
    Result<std::vector<LoggedMessage>> nameMessages(const QList<MessageId>& ids);
    /// How patients agreed to be contacted: one of them, the newest first, by the record number; or
    /// all. Errors: NotFound (no vault is open), Storage.
    Result<std::vector<Consent>> consentsOf(const std::optional<std::string>& number);
    /// See Consents. Errors also: Denied (no vault is open, or it is somebody else's).
    Result<Done> recordConsent(Consent consent);
    Result<Done> revokeConsent(std::int64_t id);
    /// What the vault of the clinic's archive holds; null: no vault is open.
    ArchiveReader* archive();
    /// Whether that is our person's password, or PIN where one is set. Each try is counted as one
    /// at the door. Gives None, WrongSecret, TooManyTries or CannotCheck. A vault must be open.
    OrderHindrance proofOf(const SecretBytes& secret);
    /// Policy, or the clinic's list of devices, was read anew.
    void setTrustRules(TrustRules rules);
    /// The same of the clinic's list of roles.
    void setRoleRules(RoleRules rules);
    void openComparison(QString address, quint32 device) override;
    void checkCode(QString address, quint32 device, QString code) override;
    void renameDevice(QString label) override;
    void removeDevice(quint32 device, SecretBytes password) override;
    void setPin(SecretBytes password, SecretBytes pin) override;
    void removePin() override;
    void lock() override;
    void signOut() override;
    /// As signOut(), by a deadline or at the end of the program, not by the person: what
    /// opens without the relay stays for its time.
    void endShift();

Q_SIGNALS:
    void handedOver(std::shared_ptr<sotto::HandOver> handOver);
    void anchorsFetched(QStringList lines);  ///< oldest first
    void messagesStored(int count);          ///< of others, new in the vault

private:
    void become(const Jid& person);
    void watchWhileLocked(HandOver handOver);
    void connectDoorway();
    void withdraw(const relay::LoginFailure& failure);
    bool obeyOrder(const relay::LoginFailure& failure);
    void tellOffline();
    void tellPin();
    void connectSignIn();
    void open(store::Vault vault);
    void connectOpen();
    void connectSearch();
    void onLinkFailed(const relay::LoginFailure& failure);
    void endSoon(ProblemKind why);
    void end(std::optional<ProblemKind> why);
    void watchRemovals();
    void leaveSoon(bool erases);
    void leave(bool erases);
    void erase();
    std::filesystem::path personFolder() const;
    bool isAllowed(const Jid& person) const;  ///< to sign in
    bool isColleague(const Jid& person) const;
    bool takeSeat();
    bool mayQueue();
    std::optional<std::vector<Jid>> colleagues(const QStringList& addresses);
    std::optional<Jid> roomToChange(ConversationId team);
    void releaseRoles();
    std::optional<std::vector<Jid>> chainOf(const Request& request);
    static xmpp::ClinicalUrgency urgencyOf(const Request& request);
    static std::vector<store::MentionRow> mentionsOf(const Request& request);
    bool mayDo(Right right, ProblemKind otherwise);
    TrustDesk* trust();
    void raise(ProblemKind kind);

    EngineSettings m_settings;
    Time m_time;
    std::optional<Jid> m_person;
    Seat m_seat;
    std::unique_ptr<RelayLink> m_link;
    std::unique_ptr<RemovalWatch> m_removals;
    std::unique_ptr<Doorway> m_doorway;
    std::unique_ptr<SignIn> m_signIn;
    std::unique_ptr<LockedWatch> m_watch;
    std::unique_ptr<OpenSession> m_open;
    std::unique_ptr<AccessCheck> m_access;
    bool m_hadToken = false;
    Scheduler::HandlePtr m_ending;
    Scheduler::HandlePtr m_leaving;
};

}  // namespace sotto::engine
