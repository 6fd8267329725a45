// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/team_log.h"

namespace sotto::bench {
namespace {

std::optional<int> numberOf(const MessageSnapshot& message)
{
    bool isNumber = false;
    const int number = message.text.string().section(QChar(u' '), 0, 0).toInt(&isNumber);
    const bool isText = message.kind == MessageSnapshot::Kind::Text;
    return isText && isNumber ? std::optional{number} : std::nullopt;
}

}  // namespace

QString textOf(int number)
{
    return QStringLiteral("%1 Room %2: who takes over, and who tells the ward?")
        .arg(number)
        .arg(1 + number % 12);
}

Urgency urgencyOf(int number)
{
    switch (number % 10) {
    case 2:
    case 5:
    case 7:
        return Urgency::Action;
    case 4:
        return Urgency::Concern;
    case 9:
        return Urgency::Stat;
    default:
        return Urgency::Fyi;
    }
}

std::optional<Answer> answerOf(int member, int number)
{
    const int draw = (member * 31 + number * 17) % 20;
    switch (urgencyOf(number)) {
    case Urgency::Action:
        if (draw < 2)
            return Answer::Accepted;
        return draw == 2 ? std::optional{Answer::Acknowledged} : std::nullopt;
    case Urgency::Concern:
        return draw < 2 ? std::optional{Answer::Acknowledged} : std::nullopt;
    case Urgency::Stat:
        return draw < 4 ? std::optional{Answer::Acknowledged} : std::nullopt;
    default:
        return std::nullopt;
    }
}

TeamLog::TeamLog(Client& client, QString team, int member)
    : m_client(client),
      m_team(std::move(team)),
      m_member(member)
{
    QObject::connect(&client, &Client::conversationChanged, &client,
                     [this](const ConversationSnapshot& conversation) {
                         if (conversation.isRoom && conversation.title.string() == m_team)
                             m_room = conversation.id;
                     });
    QObject::connect(&client, &Client::messageChanged, &client,
                     [this](const MessageSnapshot& message) { note(message); });
    QObject::connect(&client, &Client::pageLoaded, &client,
                     [this](ConversationId id, const QList<MessageSnapshot>& page, bool hasOlder) {
                         if (m_isCollecting && id == m_room)
                             take(page, hasOlder);
                     });
    QObject::connect(&client, &Client::olderLoaded, &client,
                     [this](ConversationId id, const QList<MessageSnapshot>& page, bool hasOlder) {
                         if (m_isCollecting && id == m_room)
                             take(page, hasOlder);
                     });
    QObject::connect(&client, &Client::evidenceLoaded, &client,
                     [this](MessageId id, const QList<PersonEvidence>& people) {
                         if (!m_isCollecting || m_toAsk.empty() || m_toAsk.back().first != id)
                             return;
                         m_record.sent[m_toAsk.back().second] = people;
                         m_toAsk.pop_back();
                         askNext();
                     });
}

void TeamLog::say(int number)
{
    if (urgencyOf(number) == Urgency::Action)
        m_client.sendRequest(m_room, textOf(number), {Urgency::Action, 15 * 60});
    else
        m_client.sendText(m_room, textOf(number), urgencyOf(number));
}

void TeamLog::note(const MessageSnapshot& message)
{
    const auto number = numberOf(message);
    if (!number || message.conversation != m_room)
        return;
    auto [place, isNew] = m_known.try_emplace(*number, Known{message.id, message.outgoing});
    if (isNew && !message.outgoing && arrived)
        arrived(*number);
    const bool isRead = message.outgoing && message.states.people > 0 &&
        message.states.read == message.states.people;
    if (isRead && !place->second.isRead) {
        place->second.isRead = true;
        if (finished)
            finished(*number);
    }
}

void TeamLog::look()
{
    m_client.markRead(m_room);
    answerDue();
}

void TeamLog::answerDue()
{
    std::vector<std::pair<MessageId, Answer>> due;  // an answer changes what is known
    for (auto& [number, known] : m_known) {
        if (known.outgoing || known.isAnswered)
            continue;
        known.isAnswered = true;
        if (const auto answer = answerOf(m_member, number))
            due.emplace_back(known.id, *answer);
    }
    for (const auto& [id, answer] : due)
        m_client.answer(id, answer);
}

int TeamLog::unfinished() const
{
    int count = 0;
    for (const auto& [number, known] : m_known)
        count += known.outgoing && !known.isRead ? 1 : 0;
    return count;
}

void TeamLog::collect()
{
    m_record = {};
    m_toAsk.clear();
    m_isCollecting = true;
    m_client.openConversation(m_room);
}

void TeamLog::take(const QList<MessageSnapshot>& oldestFirst, bool hasOlder)
{
    std::vector<int> numbers;
    for (const auto& message : oldestFirst) {
        const auto number = numberOf(message);
        if (!number)
            continue;
        numbers.push_back(*number);
        if (!message.outgoing)
            continue;
        m_toAsk.emplace_back(message.id, *number);
        if (message.relayedAtMs > 0)
            m_record.relayed.insert(*number);
    }
    m_record.numbers.insert(m_record.numbers.begin(), numbers.begin(), numbers.end());
    if (hasOlder && !oldestFirst.isEmpty())
        m_client.loadOlder(m_room, oldestFirst.first().id);
    else
        askNext();
}

void TeamLog::askNext()
{
    if (!m_toAsk.empty()) {
        m_client.openEvidence(m_toAsk.back().first);
        return;
    }
    m_isCollecting = false;
    if (collected)
        collected();
}

}  // namespace sotto::bench
