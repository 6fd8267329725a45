// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace sotto::bench {

// What is said in the team: messages with numbers. Everybody knows from the number how urgent
// it is and who answers it how, so that the states at the end can be told beforehand.

QString textOf(int number);
Urgency urgencyOf(int number);
std::optional<Answer> answerOf(int member, int number);  ///< of those who did not write it

/// What the vault of one member holds of the team in the end.
struct TeamRecord {
    std::vector<int> numbers;                   ///< of the messages, oldest first
    std::set<int> relayed;                      ///< of the own ones: the relay has it
    std::map<int, QList<PersonEvidence>> sent;  ///< the own ones, and how far each person is
};

/// One member of the team, as their screen would be told. The thread of the client.
class TeamLog {
public:
    /// `client` outlives this.
    TeamLog(Client& client, QString team, int member);

    ConversationId room() const { return m_room; }

    void say(int number);
    void look();       ///< reads all, and gives the answers that are due
    void answerDue();  ///< those alone

    int unfinished() const;  ///< own ones that somebody has not read yet

    int known() const { return static_cast<int>(m_known.size()); }

    void collect();  ///< out of the vault; then collected() is called

    const TeamRecord& record() const { return m_record; }

    std::function<void(int number)> arrived;   ///< somebody else's, for the first time
    std::function<void(int number)> finished;  ///< an own one: everybody has read it
    std::function<void()> collected;

private:
    struct Known {
        MessageId id;
        bool outgoing = false;
        bool isRead = false;  ///< an own one: by everybody
        bool isAnswered = false;
    };

    void note(const MessageSnapshot& message);
    void take(const QList<MessageSnapshot>& oldestFirst, bool hasOlder);
    void askNext();

    Client& m_client;
    QString m_team;
    int m_member;
    ConversationId m_room{};
    std::map<int, Known> m_known;
    bool m_isCollecting = false;
    std::vector<std::pair<MessageId, int>> m_toAsk;
    TeamRecord m_record;
};

}  // namespace sotto::bench
