// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"
#include "ui/conversation_files.h"
#include "ui/message_list_model.h"

#include <QHash>
#include <QWidget>

#include <optional>

class QPushButton;
class QHBoxLayout;
class QStackedWidget;
class QToolButton;

namespace sotto::ui {

class Avatar;
class Composer;
class EmptyPane;
class Label;
class MessageView;
class NoticeLine;
class OnCallBar;
class PeopleStrip;
class KeepingLine;
class TrustBanner;

/// One open conversation: who it is with, its messages, and the composer with its draft.
class ConversationPane final : public QWidget {
    Q_OBJECT
public:
    ConversationPane(Client& client, Time time, Doors doors, QWidget* parent);
    ~ConversationPane() override;

    void open(const ConversationSnapshot& conversation);
    void openAt(const ConversationSnapshot& conversation, MessageId message);
    void close();  ///< back to "choose a conversation"; the draft is saved
    void update(const ConversationSnapshot& conversation);

    /// What is written here from now on is for that role, while it says so above the composer.
    void writeToRole(const QString& role);
    void setRoles(const QList<OnCallSnapshot>& roles);

    ConversationId current() const { return m_id; }

    /// To the current message, or else to the newest that asks for one.
    void answer(Answer answer);
    void editLast();  ///< the current message of ours, or else the newest that may be changed
    void recall(bool toWrongRecipient);
    void saveOrder();      ///< the chosen one, or the newest, as a file for the record
    void choosePatient();  ///< whom what is being written is about
    void showHistory();
    void writeOrder();
    void closeItem();      ///< of what we wait for: the current one, or else the newest
    void answerMessage();  ///< to write to the current message, or else the newest
    void openReactions();  ///< to the same
    void showQuoted();     ///< what the current message answers

    void setSelf(const SelfSnapshot& self);
    void setWorkstation(const WorkstationSnapshot& workstation);
    void saveDraftNow();
    void showBack(bool on);  ///< the list is not beside it but behind it

    MessageView& messages() { return *m_view; }

    Composer& composer() { return *m_composer; }

    ConversationFiles& files() { return *m_files; }

    EmptyPane& empty() { return *m_empty; }

Q_SIGNALS:
    void backRequested();
    void teamWanted();                           ///< its page
    void devicesWanted(const QString& address);  ///< of the person it is with; empty: a team's

protected:
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct Ends {
        bool hasOlder = false;
        bool hasNewer = false;
    };

    void begin(const ConversationSnapshot& conversation);
    QWidget* makeHeader();
    void addDevices(QHBoxLayout& row);
    void connectParts();
    void connectClient();
    void onPage(ConversationId id, const QList<MessageSnapshot>& messages, bool hasOlder);
    void onAround(ConversationId id, MessageId message, const QList<MessageSnapshot>& messages,
                  Ends ends);
    void onDraft(ConversationId id, const QString& text, const QString& role);
    void onMessage(const MessageSnapshot& message);
    void onAction(RowAction action, MessageId id);
    void showEvidence(MessageId id);
    void send(const QString& text, const Request& how);
    void connectTalk();
    void updateMembers();
    void beginAnswer(const MessageSnapshot& message);
    void react(MessageId id, const QString& emoji);
    void jumpTo(MessageId id);
    void showReactionMenu(const MessageSnapshot& message, const QPoint& at);
    void showMessageMenu(const QPoint& at);
    QPoint placeOf(MessageId id) const;
    void stepOrder(const MessageSnapshot& order, RowAction action);
    bool answerOrder(const MessageSnapshot& message, Answer answer);
    void chooseChain();
    void followRole();
    std::optional<MessageSnapshot> changeable(bool text) const;

    void setPeople(const QList<PersonSnapshot>& people);
    bool treats(const QString& address) const;
    bool doAllTreat() const;
    bool isOutside() const;
    void updatePrompting();
    void updateStatWaits();

    void draftChanged();
    void seeFirstUnread();
    void markReadIfSeen();
    void openAround(MessageId message);

    Client& m_client;
    Time m_time;
    ConsentRegister* m_consents;  ///< null: none is kept
    ConversationId m_id;
    QString m_address;
    MessageListModel m_model;
    MessageView* m_view;
    Composer* m_composer;
    AttachStrip* m_strip;
    NoticeLine* m_notice;
    PeopleStrip* m_people;
    OnCallBar* m_onCall;
    ConversationFiles* m_files;
    QStackedWidget* m_stack;
    EmptyPane* m_empty;
    QWidget* m_conversation;
    QToolButton* m_team;  ///< leads to its page
    QToolButton* m_back;
    Avatar* m_avatar;
    Label* m_title;
    Label* m_subtitle;
    QPushButton* m_devices;  ///< says whether they are verified
    QWidget* m_verified;     ///< in a team's, which has no devices of its own
    TrustBanner* m_trust;
    KeepingLine* m_keeping;
    Scheduler::HandlePtr m_draftTimer;
    bool m_draftDirty = false;
    ConversationId m_leaving;  ///< whose text goes along to another holder of the role
    QString m_carried;
    About m_carriedAbout;
    QString m_carriedTo;  ///< the role
    bool m_loaded = false;
    bool m_skipsUnread = false;  ///< what is shown may begin below the first unread message
    bool m_isAround = false;     ///< messages around one that was found were asked for
    QString m_name;
    SelfSnapshot m_self;
    AlertLimits m_limits;
    Connection m_connection = Connection::Offline;
    Presence m_presence = Presence::SignedOut;  ///< of the person it is with
    SafeText m_phone;
    bool m_prompts = false;
    QStringList m_treating;  ///< groups
    QStringList m_labels;    ///< for sensitive records
    QStringList m_members;   ///< of a team
    QList<PersonSnapshot> m_directory;
    QHash<std::int64_t, std::int64_t> m_places;  ///< conversation → topmost message on leaving
};

}  // namespace sotto::ui
