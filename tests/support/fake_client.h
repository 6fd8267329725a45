// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/api/station.h"

#include <QStringList>

#include <string>
#include <vector>

namespace sotto::test {

/// The door between ui and engine, played by a test: calls are written down in order as
/// plain words, answers are emitted by the test itself.
class FakeClient final : public Client {
public:
    using Client::Client;

    QStringList calls;
    std::string lastSecret;  ///< what the last password or recovery code was
    Availability lastAvailability;
    About lastAbout;

    void submitPassword(QString address, SecretBytes password) override
    {
        lastSecret = password.text();
        note(QStringLiteral("submitPassword %1").arg(address));
    }

    void submitCode(QString code) override { note(QStringLiteral("submitCode %1").arg(code)); }

    void confirmCodesKept() override { note(QStringLiteral("confirmCodesKept")); }

    void submitVaultRecoveryCode(SecretBytes code) override
    {
        lastSecret = code.text();
        note(QStringLiteral("submitVaultRecoveryCode"));
    }

    void submitOldPassword(SecretBytes oldPassword) override
    {
        lastSecret = oldPassword.text();
        note(QStringLiteral("submitOldPassword"));
    }

    void submitPin(SecretBytes pin) override
    {
        lastSecret = pin.text();
        note(QStringLiteral("submitPin"));
    }

    void setPin(SecretBytes password, SecretBytes pin) override
    {
        lastSecret = std::string{password.text()} + " " + std::string{pin.text()};
        note(QStringLiteral("setPin"));
    }

    void removePin() override { note(QStringLiteral("removePin")); }

    void openInEmergency(QString accessor, EmergencyReason reason, SecretBytes code,
                         SecretBytes secondCode) override
    {
        lastSecret = std::string{code.text()} + " " + std::string{secondCode.text()};
        note(QStringLiteral("openInEmergency %1 %2")
                 .arg(accessor, QString::fromUtf8(toName(reason).data())));
    }

    void makeEmergencyCode(SecretBytes password) override
    {
        lastSecret = password.text();
        note(QStringLiteral("makeEmergencyCode"));
    }

    void confirmEmergencyNotes() override { note(QStringLiteral("confirmEmergencyNotes")); }

    void cancelSignIn() override { note(QStringLiteral("cancelSignIn")); }

    void openConversation(ConversationId id) override { note(QStringLiteral("open %1"), id.value); }

    void startConversation(QString address) override
    {
        note(QStringLiteral("start %1").arg(address));
    }

    void createRoom(QString name, QStringList addresses) override
    {
        note(QStringLiteral("room %1: %2").arg(name, addresses.join(u',')));
    }

    void showPeople(QStringList addresses) override
    {
        note(QStringLiteral("people %1").arg(addresses.join(u',')));
    }

    void saveProfile(ProfileSnapshot profile) override
    {
        note(QStringLiteral("profile %1, %2, %3")
                 .arg(profile.title, profile.department, profile.phone));
    }

    void prepareOrder(ConversationId in, QString text, About about) override
    {
        lastAbout = about;
        note(QStringLiteral("prepareOrder %1 %2").arg(in.value).arg(text));
    }

    void signOrder(QString id, SecretBytes secret) override
    {
        lastSecret = secret.text();
        note(QStringLiteral("signOrder %1").arg(id));
    }

    void exportOrder(MessageId id, QString path, QString reason) override
    {
        note(QStringLiteral("exportOrder %1 %2 %3").arg(id.value).arg(path, reason));
    }

    void lookAtOnCall() override { note(QStringLiteral("lookAtOnCall")); }

    void startOnCall(QString role) override { note(QStringLiteral("startOnCall %1").arg(role)); }

    void sendToOnCall(ConversationId shownIn, OnCallAddress to, QString text,
                      Request request) override
    {
        note(QStringLiteral("sendToOnCall %1 %2 %3 %4 %5")
                 .arg(shownIn.value)
                 .arg(to.role, to.shown.join(u','), text)
                 .arg(static_cast<int>(request.urgency)));
    }

    void claimOnCall(QString role, int seconds) override
    {
        note(QStringLiteral("claimOnCall %1 %2").arg(role).arg(seconds));
    }

    void releaseOnCall(QString role) override
    {
        note(QStringLiteral("releaseOnCall %1").arg(role));
    }

    void offerOnCall(QString role, QString address) override
    {
        note(QStringLiteral("offerOnCall %1 %2").arg(role, address));
    }

    void answerOnCallOffer(QString id, bool yes) override
    {
        note(QStringLiteral("answerOnCallOffer %1 %2").arg(id).arg(yes ? 1 : 0));
    }

    void setAvailability(Availability availability) override
    {
        lastAvailability = availability;
        note(QStringLiteral("availability %1").arg(static_cast<int>(availability.presence)));
    }

    void openTeam(ConversationId team) override { note(QStringLiteral("team %1"), team.value); }

    void addToTeam(ConversationId team, QStringList addresses) override
    {
        note(QStringLiteral("add to %1: %2").arg(team.value).arg(addresses.join(u',')));
    }

    void removeFromTeam(ConversationId team, QString address) override
    {
        note(QStringLiteral("remove from %1: %2").arg(team.value).arg(address));
    }

    void renameTeam(ConversationId team, QString name) override
    {
        note(QStringLiteral("rename %1: %2").arg(team.value).arg(name));
    }

    void leaveTeam(ConversationId team) override { note(QStringLiteral("leave %1"), team.value); }

    void letIn(ConversationId team, QString address, bool yes) override
    {
        note(QStringLiteral("let %1 into %2: %3")
                 .arg(address)
                 .arg(team.value)
                 .arg(yes ? u"yes" : u"no"));
    }

    void broadcast(ConversationId team, QString text, Urgency urgency, About about) override
    {
        note(QStringLiteral("broadcast %1 [%2] %3")
                 .arg(team.value)
                 .arg(QLatin1String(toName(urgency).data()))
                 .arg(text) +
             aboutWords(about));
    }

    void loadOlder(ConversationId id, MessageId before) override
    {
        note(QStringLiteral("older %1 before %2").arg(id.value).arg(before.value));
    }

    void openAround(ConversationId id, MessageId message) override
    {
        note(QStringLiteral("around %1 in %2").arg(message.value).arg(id.value));
    }

    void loadNewer(ConversationId id, MessageId after) override
    {
        note(QStringLiteral("newer %1 after %2").arg(id.value).arg(after.value));
    }

    quint32 lastTicket = 0;  ///< of a search

    void search(QString query, quint32 ticket) override
    {
        lastTicket = ticket;
        note(QStringLiteral("search %1").arg(query));
    }

    void searchOlder(quint32 ticket) override { note(QStringLiteral("search older %1"), ticket); }

    void tendIndex(IndexWish wish) override
    {
        note(QStringLiteral("index %1"), static_cast<int>(wish));
    }

    void sendText(ConversationId to, QString text, Urgency urgency) override
    {
        note(QStringLiteral("send %1 [%2] %3")
                 .arg(to.value)
                 .arg(QLatin1String(toName(urgency).data()))
                 .arg(text));
    }

    void retry(MessageId id) override { note(QStringLiteral("retry %1"), id.value); }

    QByteArray lastFile;  ///< what sendFileBytes() was given

    void sendFile(ConversationId to, QString path, About about) override
    {
        note(QStringLiteral("sendFile %1 %2").arg(to.value).arg(path) + aboutWords(about));
    }

    void sendFileBytes(ConversationId to, QString name, QByteArray bytes, About about) override
    {
        lastFile = bytes;
        note(QStringLiteral("sendFileBytes %1 %2").arg(to.value).arg(name) + aboutWords(about));
    }

    void fetchAttachment(MessageId id) override { note(QStringLiteral("fetch %1"), id.value); }

    void cancelTransfer(MessageId id) override { note(QStringLiteral("cancel %1"), id.value); }

    void loadAttachment(MessageId id) override { note(QStringLiteral("load %1"), id.value); }

    void saveAttachment(MessageId id, QString path, QString reason) override
    {
        note(QStringLiteral("save %1 %2 because %3").arg(id.value).arg(path, reason));
    }

    void askToResend(MessageId card) override
    {
        note(QStringLiteral("askToResend %1"), card.value);
    }

    void saveDraft(ConversationId in, QString text, QString role) override
    {
        note(QStringLiteral("draft %1 %2").arg(in.value).arg(text) +
             (role.isEmpty() ? QString{} : QStringLiteral(" to ") + role));
    }

    void savePatient(ConversationId in, About about) override
    {
        note(QStringLiteral("patient %1").arg(in.value) + aboutWords(about));
    }

    void openRecentPatients() override { note(QStringLiteral("recentPatients")); }

    void saveQuotation(ConversationId in, MessageId answered) override
    {
        note(QStringLiteral("quote %1 in %2").arg(answered.value).arg(in.value));
    }

    void react(MessageId id, QStringList emoji) override
    {
        note(QStringLiteral("react %1 %2").arg(id.value).arg(emoji.join(u' ')));
    }

    void setPinned(ConversationId id, bool pinned) override
    {
        note(pinned ? QStringLiteral("pin %1") : QStringLiteral("unpin %1"), id.value);
    }

    void setMuted(ConversationId id, bool muted) override
    {
        note(muted ? QStringLiteral("mute %1") : QStringLiteral("unmute %1"), id.value);
    }

    void markRead(ConversationId id) override { note(QStringLiteral("read %1"), id.value); }

    void acknowledge(MessageId id) override { note(QStringLiteral("acknowledge %1"), id.value); }

    void answer(MessageId id, Answer answer) override
    {
        note(
            QStringLiteral("answer %1 %2").arg(id.value).arg(QLatin1String(toName(answer).data())));
    }

    void sendRequest(ConversationId to, QString text, Request request) override
    {
        note(QStringLiteral("request %1 [%2 %3] %4%5")
                 .arg(to.value)
                 .arg(QLatin1String(toName(request.urgency).data()))
                 .arg(request.withinS)
                 .arg(request.chain.isEmpty() ? QString()
                                              : request.chain.join(u',') + QStringLiteral(": "),
                      text) +
             aboutWords(request.about) +
             (request.replyTo == MessageId{}
                  ? QString()
                  : QStringLiteral(" answers %1").arg(request.replyTo.value)) +
             mentionWords(request.mentions));
    }

    void recall(MessageId id) override { note(QStringLiteral("recall %1"), id.value); }

    void correct(MessageId id, QString text, About about) override
    {
        note(QStringLiteral("correct %1 %2").arg(id.value).arg(text) + aboutWords(about));
    }

    void openHistory(MessageId id) override { note(QStringLiteral("history %1"), id.value); }

    void closeItem(MessageId id) override { note(QStringLiteral("closeItem %1"), id.value); }

    void openEvidence(MessageId id) override { note(QStringLiteral("evidence %1"), id.value); }

    void openDevices(QString address) override { note(QStringLiteral("devices %1").arg(address)); }

    void markCompared(QString address, quint32 device, QByteArray keyDigest) override
    {
        note(QStringLiteral("compared %1 %2 ").arg(address).arg(device) + shortHex(keyDigest));
    }

    void withdrawComparison(QString address, quint32 device) override
    {
        note(QStringLiteral("withdrawn %1 %2").arg(address).arg(device));
    }

    void acceptKey(QString address, quint32 device, QByteArray keyDigest) override
    {
        note(QStringLiteral("accepted %1 %2 ").arg(address).arg(device) + shortHex(keyDigest));
    }

    void refuseKey(QString address, quint32 device, QByteArray keyDigest) override
    {
        note(QStringLiteral("refused %1 %2 ").arg(address).arg(device) + shortHex(keyDigest));
    }

    void chooseForUrgent(MessageId message, UrgentChoice choice) override
    {
        note(QStringLiteral("urgent %1 %2")
                 .arg(message.value)
                 .arg(choice == UrgentChoice::AllDevices ? u"all" : u"known"));
    }

    void openComparison(QString address, quint32 device) override
    {
        note(QStringLiteral("comparison %1 %2").arg(address).arg(device));
    }

    void checkCode(QString address, quint32 device, QString code) override
    {
        note(QStringLiteral("code %1 %2 %3").arg(address).arg(device).arg(code));
    }

    void renameDevice(QString label) override { note(QStringLiteral("rename %1").arg(label)); }

    void removeDevice(quint32 device, SecretBytes password) override
    {
        note(QStringLiteral("remove %1 ").arg(device) +
             QString::fromUtf8(password.text().data(), static_cast<qsizetype>(password.size())));
    }

    void lock() override { note(QStringLiteral("lock")); }

    void signOut() override { note(QStringLiteral("signOut")); }

private:
    static QString aboutWords(const About& about)
    {
        return about ? QString::fromStdString(" about " + about->name + '/' + about->number + '/' +
                                              joinLabels(about->labels))
                     : QString();
    }

    static QString mentionWords(const QList<MentionWish>& mentions)
    {
        QString words;
        for (const auto& one : mentions)
            words += QStringLiteral(" @%1 %2-%3").arg(one.address).arg(one.begin).arg(one.end);
        return words;
    }

    static QString shortHex(const QByteArray& digest)
    {
        return QString::fromLatin1(digest.toHex().left(8));
    }

    void note(const QString& call) { calls << call; }

    void note(const QString& call, std::int64_t id) { calls << call.arg(id); }
};

class FakeStation final : public Station {
public:
    using Station::Station;

    QList<TileSnapshot> people;
    StationSnapshot state;
    QStringList calls;

    QList<TileSnapshot> tiles() const override { return people; }

    StationSnapshot snapshot() const override { return state; }

    void choose(QString address) override { calls << QStringLiteral("choose %1").arg(address); }

    void chooseSomeoneElse() override { calls << QStringLiteral("chooseSomeoneElse"); }

    void forget(QString address) override { calls << QStringLiteral("forget %1").arg(address); }

    void openInEmergency(QString address) override
    {
        calls << QStringLiteral("emergency %1").arg(address);
    }

    void quit() override { calls << QStringLiteral("quit"); }
};

}  // namespace sotto::test
