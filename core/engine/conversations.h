// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/open_items.h"
#include "core/api/problem.h"
#include "core/api/snapshots.h"
#include "core/engine/arrivals.h"
#include "core/engine/directory.h"
#include "core/engine/file_desk.h"
#include "core/engine/outbound.h"
#include "core/engine/recalls.h"
#include "core/engine/vault_context.h"

#include <QObject>

#include <functional>

namespace sotto::engine {

/// What the screen asks of an open vault, and the snapshots that it is shown.
/// Engine thread only.
class Conversations final : public QObject {
    Q_OBJECT
public:
    Conversations(VaultContext& context, Directory& directory, Outbound& outbound, FileDesk& files);

    /// Emergency access: nothing is kept or marked, and the owner's drafts are not shown.
    void setReadOnly() { m_isReadOnly = true; }

    void loadAll();
    void resume();  ///< opens the conversation that was open at the last lock
    void open(ConversationId id);
    void start(const Jid& person);
    /// The same without conversationStarted(). None: refused, and said why.
    std::optional<ConversationId> begin(const Jid& person);
    void loadOlder(ConversationId id, MessageId before);
    /// The messages around that one; around one that is not here, those before its place.
    void openAround(ConversationId id, MessageId message);
    void loadNewer(ConversationId id, MessageId after);
    /// `how.body` is taken from `text`.
    void sendText(ConversationId to, const QString& text, Outbound::NewText how);
    /// A message that has been sent with that key from this vault is shown, not sent again.
    void sendTextOnce(ConversationId to, const QString& text, Urgency urgency,
                      const std::string& key);
    /// What could not be queued is a draft again, on the disk if it takes it, and in the
    /// composer.
    void keepAsDraft(ConversationId in, const QString& text,
                     const std::optional<PatientTag>& patient, const QString& role = {});
    void retry(MessageId id);
    void saveDraft(ConversationId in, const QString& text, const QString& role);
    void savePatient(ConversationId in, const std::optional<PatientTag>& patient);
    void openRecentPatients();

    // conversations_talk.cpp
    void saveQuotation(ConversationId in, MessageId answered);
    void react(MessageId id, const QStringList& emoji);

    // conversations_states.cpp
    void markRead(ConversationId id);
    void setPinned(ConversationId id, bool isPinned);
    void setMuted(ConversationId id, bool isMuted);
    void answer(MessageId id, Answer answer);
    /// Who of those whom it was for is how far.
    void openEvidence(MessageId id);
    /// Takes a message of ours back (no words), or gives it others.
    void change(MessageId id, const NewWords& words);
    /// New words that could not be given to it: before the draft of its conversation, if there is
    /// one, which keeps its patient.
    void keepRefused(MessageId id, const NewWords& words);
    void openHistory(MessageId id);

    /// Tells the screen what a committed step changed.
    void show(const Arrivals& arrivals);
    void showMessage(MessageId id);
    void showPerson(const Jid& person);
    /// As showPerson(), in the rooms where they read, too.
    void showWherever(const Jid& person);

Q_SIGNALS:
    void problem(sotto::ProblemKind kind);
    void owesReceipts();
    void owesLater(int people);  ///< receipts, to the authors in a room of so many
    void openChanged();          ///< see OpenItems
    void historyLoaded(sotto::MessageId id, QList<sotto::MessageVersion> versions);
    void evidenceLoaded(sotto::MessageId id, QList<sotto::PersonEvidence> people);
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
    void messageChanged(sotto::MessageSnapshot message);
    void draftLoaded(sotto::ConversationId id, QString text, QString role);
    void patientLoaded(sotto::ConversationId id, std::optional<sotto::PatientSnapshot> patient);
    void quotationLoaded(sotto::ConversationId id, sotto::QuotationSnapshot quotation);
    void recentPatientsLoaded(QList<sotto::PatientSnapshot> patients);

private:
    ConversationSnapshot snapshot(const store::ConversationRow& row) const;
    void addMembers(ConversationSnapshot& out, ConversationId room) const;
    void addKeeping(ConversationSnapshot& out, const store::ConversationRow& row) const;
    void addTrust(ConversationSnapshot& out, const store::ConversationRow& row) const;
    MessageSnapshot snapshot(const store::MessageRow& row) const;
    void addStates(MessageSnapshot& out, const store::MessageRow& row) const;
    std::optional<store::MessageRow> showRow(MessageId id);
    CardSnapshot cardOf(const store::MessageRow& row) const;
    QList<MessageSnapshot> snapshots(const std::vector<store::MessageRow>& rows) const;
    void showDraftPatient(ConversationId in);
    void showDraftQuotation(ConversationId in);
    void showAnswersTo(const store::MessageRow& row);
    bool mayTalkTo(const Jid& peer);
    bool mayStart(const Jid& person);
    void mark(const std::function<Result<Done>()>& change, ConversationId id);
    bool showPage(ConversationId id);
    void showConversation(ConversationId id);
    void remember(ConversationId id);
    void refuse(MessageId id, const NewWords& words, Errc why);
    bool tell(const Error& error);

    template <class T>
    bool check(const Result<T>& result)
    {
        return result.has_value() || tell(result.error());
    }

    VaultContext& m_context;
    Directory& m_directory;
    Outbound& m_outbound;
    FileDesk& m_files;
    bool m_isReadOnly = false;
};

}  // namespace sotto::engine
