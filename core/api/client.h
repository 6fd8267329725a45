// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/comparison.h"
#include "core/api/devices.h"
#include "core/api/emergency.h"
#include "core/api/on_call.h"
#include "core/api/open_items.h"
#include "core/api/order.h"
#include "core/api/problem.h"
#include "core/api/search.h"
#include "core/api/snapshots.h"
#include "core/api/team.h"
#include "core/api/workstation.h"
#include "core/base/secret_bytes.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>

namespace sotto {

/// The only door between ui/ and the engine of a session. Lives on the UI thread.
///
/// Calls return at once and never touch disk, network or keys; what came of them is told
/// by the signals, on the UI thread, as copies. Before stageChanged(Open) only the first
/// group may be called.
class Client : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // Signing in and unlocking.
    virtual void submitPassword(QString address, SecretBytes password) = 0;
    virtual void submitCode(QString codeOrRecoveryCode) = 0;
    virtual void
    confirmCodesKept() = 0;  ///< from SetUpCode needs submitCode; from VaultRecoveryCode moves on
    virtual void submitVaultRecoveryCode(SecretBytes code) = 0;
    virtual void submitOldPassword(SecretBytes oldPassword) = 0;
    virtual void submitPin(SecretBytes pin) = 0;
    virtual void cancelSignIn() = 0;
    /// At SignInStage::Step::Emergency: who asks, why, and the code or both codes. Opens for
    /// reading only; answers stageChanged and emergencyBegan, or problemRaised.
    virtual void openInEmergency(QString accessor, EmergencyReason reason, SecretBytes code,
                                 SecretBytes secondCode) = 0;

    // Open.
    /// Answers pageLoaded, patientLoaded, draftLoaded.
    virtual void openConversation(ConversationId id) = 0;
    virtual void startConversation(QString address) = 0;  ///< answers conversationStarted
    /// Makes a team's room; answers conversationStarted, or problemRaised. Only while online.
    virtual void createRoom(QString name, QStringList addresses) = 0;

    // People.
    /// Somebody looks at these rows of the directory; peopleChanged may follow.
    virtual void showPeople(QStringList addresses) = 0;
    /// Tells all colleagues; answers selfChanged, or problemRaised. Only while online.
    virtual void saveProfile(ProfileSnapshot profile) = 0;
    /// Tells all colleagues, and holds until it is changed or its time is over, also across
    /// locks. Answers availabilityChanged.
    virtual void setAvailability(Availability availability) = 0;

    // Teams. Changes need to be online and are refused in words otherwise.
    /// Answers teamChanged, now and whenever something changes, until another one is opened.
    virtual void openTeam(ConversationId team) = 0;
    virtual void addToTeam(ConversationId team, QStringList addresses) = 0;
    virtual void removeFromTeam(ConversationId team, QString address) = 0;
    virtual void renameTeam(ConversationId team, QString name) = 0;
    /// The conversation stays as a record.
    virtual void leaveTeam(ConversationId team) = 0;
    /// Decides about a member for whom only the relay vouches.
    virtual void letIn(ConversationId team, QString address, bool yes) = 0;
    /// To each member alone; their answers come to us alone.
    virtual void broadcast(ConversationId team, QString text, Urgency urgency, About about) = 0;

    // Roles on call. Claims need to be online and are refused in words otherwise.
    virtual void lookAtOnCall() = 0;  ///< asks the relay anew; answers onCallChanged
    /// Writes to whoever gets what is written to a role now; answers onCallStarted.
    virtual void startOnCall(QString role) = 0;
    /// As sendRequest(). Goes only if those who get it are `shown`, the addresses that the screen
    /// names; otherwise it stays a draft, and ProblemKind::OnCallMoved is raised.
    virtual void sendToOnCall(ConversationId shownIn, OnCallAddress to, QString text,
                              Request request) = 0;
    virtual void claimOnCall(QString role, int seconds) = 0;
    virtual void releaseOnCall(QString role) = 0;
    /// Asks a colleague to take it with its open items, which go when they do.
    virtual void offerOnCall(QString role, QString address) = 0;
    virtual void answerOnCallOffer(QString id, bool yes) = 0;

    virtual void loadOlder(ConversationId id, MessageId before) = 0;  ///< answers olderLoaded
    /// The messages around one that was found, in place of the newest; answers aroundLoaded.
    virtual void openAround(ConversationId id, MessageId message) = 0;
    virtual void loadNewer(ConversationId id, MessageId after) = 0;  ///< answers newerLoaded

    // Search, in what is kept here: it needs no relay.
    /// Answers searchAnswered, the newest messages first. What was looked for before is forgotten;
    /// an empty query only forgets.
    virtual void search(QString query, quint32 ticket) = 0;
    virtual void searchOlder(quint32 ticket) = 0;  ///< see SearchPage::hasMore
    virtual void tendIndex(IndexWish wish) = 0;    ///< answers searchCoverageChanged
    virtual void sendText(ConversationId to, QString text, Urgency urgency) = 0;
    /// As sendText(), for what asks somebody to act by a time, or goes on to others meanwhile.
    virtual void sendRequest(ConversationId to, QString text, Request request) = 0;
    virtual void retry(MessageId id) = 0;

    // Files. Nothing is fetched, decoded or written outside the vault unless a call here asks.
    /// Copies the file into the vault and sends it from there; messageChanged tells its way.
    virtual void sendFile(ConversationId to, QString path, About about) = 0;
    /// The same for what is in no file: a picture that was pasted. `name` is as of a file.
    virtual void sendFileBytes(ConversationId to, QString name, QByteArray bytes, About about) = 0;
    virtual void fetchAttachment(MessageId id) = 0;
    /// Fetching ends, what came is thrown away; an upload ends as a failed message.
    virtual void cancelTransfer(MessageId id) = 0;
    virtual void loadAttachment(MessageId id) = 0;  ///< answers attachmentLoaded
    /// Writes a new file at `path`; never over another one. `reason` is asked for where
    /// content.save_to_disk says so, else empty. Answers attachmentSaved, or problemRaised.
    virtual void saveAttachment(MessageId id, QString path, QString reason) = 0;
    virtual void askToResend(MessageId card) = 0;  ///< asks the sender's device, not the person
    /// `role`: on call, that it is written to; empty: to whom the conversation is with.
    virtual void saveDraft(ConversationId in, QString text, QString role) = 0;
    /// Whom what is being written there is about; kept until it is changed, across locks.
    virtual void savePatient(ConversationId in, About about) = 0;
    virtual void openRecentPatients() = 0;  ///< answers recentPatientsLoaded
    /// Which message what is being written there answers; value 0: none. Kept like savePatient().
    virtual void saveQuotation(ConversationId in, MessageId answered) = 0;
    virtual void markRead(ConversationId id) = 0;
    /// Of this vault alone; conversationChanged follows.
    virtual void setPinned(ConversationId id, bool pinned) = 0;
    /// What is not urgent there makes no sound. ACTION, CONCERN and STAT do.
    virtual void setMuted(ConversationId id, bool muted) = 0;
    virtual void acknowledge(MessageId id) = 0;
    /// How far we are with an incoming message; each answer acknowledges it, too.
    virtual void answer(MessageId id, Answer answer) = 0;
    /// Takes back, or puts right, a message of ours (MessageSnapshot::changeableUntilMs).
    virtual void recall(MessageId id) = 0;
    /// A new text, and whom it is about. Refused with ProblemKind::ChangeRefused where its time is
    /// over; what was written is a draft then.
    virtual void correct(MessageId id, QString text, About about) = 0;
    virtual void openHistory(MessageId id) = 0;  ///< answers historyLoaded
    /// All that our person thinks of a message, in place of what they thought before; see
    /// isReaction(). Never an answer, and to no order.
    virtual void react(MessageId id, QStringList emoji) = 0;

    // Orders. recall() cancels one: it stays, and says so; answer() takes Acknowledged for "read
    // back" and Completed for "entered in the record".
    /// Answers orderPrepared, with what is signed if signOrder() follows within ten minutes.
    virtual void prepareOrder(ConversationId in, QString text, About about) = 0;
    /// `id` of the sheet that was read back; `secret` the password, or the PIN of the shift; empty
    /// where policy asks for none. Answers orderAnswered.
    virtual void signOrder(QString id, SecretBytes secret) = 0;
    /// Writes a new file at `path`, never over another one: the order as a FHIR R4 bundle. Needs
    /// export.fhir, the right to export, and a reason. Answers orderExported, or problemRaised.
    virtual void exportOrder(MessageId id, QString path, QString reason) = 0;

    /// Of a message of ours that asked somebody to act: we no longer wait.
    virtual void closeItem(MessageId id) = 0;
    /// Of a message of ours; answers evidenceLoaded.
    virtual void openEvidence(MessageId id) = 0;

    // Whom to trust. What is called with a digest counts for exactly that key: if the device has
    // another one by now, nothing is done and ProblemKind::KeyNotTheSame is raised.
    /// Answers devicesChanged, now and whenever something changes for that person.
    virtual void openDevices(QString address) = 0;
    virtual void markCompared(QString address, quint32 device, QByteArray keyDigest) = 0;
    /// Nobody vouches for that key any more: what policy makes of it counts again.
    virtual void withdrawComparison(QString address, quint32 device) = 0;
    /// Takes a changed key without comparing it; only where policy trusts on first use.
    virtual void acceptKey(QString address, quint32 device, QByteArray keyDigest) = 0;
    /// The comparison failed: nothing is sent to that device until it is withdrawn.
    virtual void refuseKey(QString address, quint32 device, QByteArray keyDigest) = 0;
    /// Ends the wait of ConversationSnapshot::urgent.
    virtual void chooseForUrgent(MessageId message, UrgentChoice choice) = 0;

    /// What the two people compare; answers comparisonReady.
    virtual void openComparison(QString address, quint32 device) = 0;
    /// What the other person's screen shows, scanned or pasted; answers codeChecked, decides
    /// nothing.
    virtual void checkCode(QString address, quint32 device, QString code) = 0;
    virtual void renameDevice(QString label) = 0;  ///< this very one
    /// Another own one: takes it off its account and has it erase itself; answers removalAnswered.
    virtual void removeDevice(quint32 device, SecretBytes password) = 0;

    virtual void setPin(SecretBytes password, SecretBytes pin) = 0;  ///< answers pinAnswered
    virtual void removePin() = 0;

    /// In place of the one before, which opens nothing then; answers emergencyCodeAnswered.
    virtual void makeEmergencyCode(SecretBytes password) = 0;
    virtual void confirmEmergencyNotes() = 0;  ///< the owner has seen them

    /// Saves, closes the vault, and answers locked(). The process ends after that.
    virtual void lock() = 0;
    /// As lock(), but the login token is invalidated at the relay; answers signedOut().
    virtual void signOut() = 0;

Q_SIGNALS:
    void stageChanged(sotto::SignInStage stage);
    void problemRaised(sotto::Problem problem);  ///< during sign-in: shown on that page

    /// After stageChanged(Open): this is somebody else's vault, until it ends.
    void emergencyBegan(sotto::EmergencySnapshot emergency);
    /// Our messages were opened in emergency access; said at each sign-in until it is confirmed.
    void emergencyNotesLoaded(QList<sotto::EmergencyNote> notes);
    void emergencyCodeAnswered(sotto::EmergencyCodeAnswer answer);
    void connectionChanged(sotto::Connection connection);
    void offlineChanged(sotto::OfflineSnapshot offline);
    void pinStateChanged(sotto::PinState state);
    void pinAnswered(sotto::PinAnswer answer);
    void vaultEvent(sotto::VaultEvent event);
    void retentionChanged(sotto::RetentionSnapshot retention);
    void messagesRemoved(sotto::RemovalReport report);  ///< for the activity log
    void storageChanged(sotto::StorageState state);     ///< only from Writable at the start
    void workstationChanged(sotto::WorkstationSnapshot workstation);
    void selfChanged(sotto::SelfSnapshot self);
    void directoryChanged(QList<sotto::PersonSnapshot> people);
    void peopleChanged(QList<sotto::PersonSnapshot> people);  ///< of the directory, some
    void availabilityChanged(sotto::Availability availability);
    void teamChanged(sotto::TeamSnapshot team);
    void onCallChanged(QList<sotto::OnCallSnapshot> roles);  ///< all there are, by their title
    void onCallStarted(QString role, sotto::ConversationId id);
    void onCallOffersChanged(QList<sotto::OnCallOffer> offers);  ///< to us, not answered yet
    void onCallEvent(sotto::OnCallEvent event);                  ///< for the activity log
    /// What our person may do, by the clinic's roles; until it is said, everything.
    void rightsChanged(sotto::Rights rights);
    void conversationsLoaded(QList<sotto::ConversationSnapshot> newestFirst);
    void conversationChanged(sotto::ConversationSnapshot conversation);
    void conversationStarted(sotto::ConversationId id);
    void pageLoaded(sotto::ConversationId id, QList<sotto::MessageSnapshot> oldestFirst,
                    bool hasOlder);
    void olderLoaded(sotto::ConversationId id, QList<sotto::MessageSnapshot> oldestFirst,
                     bool hasOlder);
    void aroundLoaded(sotto::ConversationId id, sotto::MessageId message,
                      QList<sotto::MessageSnapshot> oldestFirst, bool hasOlder, bool hasNewer);
    void newerLoaded(sotto::ConversationId id, QList<sotto::MessageSnapshot> oldestFirst,
                     bool hasNewer);
    void searchAnswered(sotto::SearchPage page);
    void searchCoverageChanged(sotto::SearchCoverage coverage);
    void messageChanged(sotto::MessageSnapshot message);  ///< new, or delivery moved on
    void draftLoaded(sotto::ConversationId id, QString text, QString role);  ///< see saveDraft()
    void patientLoaded(sotto::ConversationId id, std::optional<sotto::PatientSnapshot> patient);
    /// With draftLoaded(), where what is being written there answers a message.
    void quotationLoaded(sotto::ConversationId id, sotto::QuotationSnapshot quotation);
    /// Of whom was written here lately, the latest first.
    void recentPatientsLoaded(QList<sotto::PatientSnapshot> patients);
    /// What waits for us and what we wait for, the most urgent first.
    void openItemsChanged(QList<sotto::OpenItemSnapshot> items);
    void alertLimitsChanged(sotto::AlertLimits limits);
    /// The texts before the one that stands there, oldest first.
    void historyLoaded(sotto::MessageId id, QList<sotto::MessageVersion> versions);
    void itemOverdue(sotto::OpenItemSnapshot item);  ///< its time has passed just now
    void evidenceLoaded(sotto::MessageId id, QList<sotto::PersonEvidence> people);
    /// Bytes that the outside world made: only the helper process decodes them. Empty: it is
    /// not here, no picture, or larger than is shown (25 MiB).
    void attachmentLoaded(sotto::MessageId id, QByteArray bytes);
    void attachmentSaved(sotto::MessageId id);
    void orderPrepared(sotto::OrderPrepared prepared);
    void orderAnswered(sotto::OrderAnswer answer);
    void orderExported(sotto::MessageId id);
    void devicesChanged(QString address, QList<sotto::DeviceSnapshot> devices);
    void trustDecided(sotto::TrustEvent event);
    void comparisonReady(sotto::ComparisonSnapshot comparison);
    void codeChecked(sotto::CodeCheck check);
    void removalAnswered(sotto::RemovalAnswer answer);
    void messageArrived(sotto::Urgency urgency);  ///< for sound and notification: no text, no name

    /// While locked: how many messages wait and how many of them are STAT.
    void waitingChanged(int messages, int stat);
    void locked();
    void signedOut();
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::Urgency)
