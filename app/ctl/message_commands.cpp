// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "app/ctl/console_run.h"
#include "app/ctl/files.h"
#include "core/policy/org_list.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <set>

namespace sotto::app {
namespace {

constexpr std::size_t kMaxText = 16 * 1024;
constexpr std::size_t kMaxLines = 16 * 1024 * 1024;  // of all lines together
constexpr std::chrono::seconds kSendLimit{60};
constexpr qsizetype kAtOnce = 20;

/// Standard input as one text, or one for each line that is not empty.
QStringList readTexts(bool eachLine)
{
    std::string text(eachLine ? kMaxLines : kMaxText, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), stdin));
    auto texts = QStringList{QString::fromStdString(text)};
    if (eachLine)
        texts = texts.front().split(u'\n');
    texts.removeIf([](const QString& one) { return one.trimmed().isEmpty(); });
    return texts;
}

/// Prints text of another person without what a terminal would obey (hostile.md G14).
std::string printable(const SafeText& text)
{
    auto line = text.string();
    line.replace(u'\n', u' ');
    return line.toStdString();
}

/// Queues the texts once online, and ends the run when the relay has them all.
class Sending {
public:
    Sending(ConsoleRun& run, const SendOptions& options, const QStringList& texts)
        : m_run(run),
          m_options(options),
          m_texts(texts)
    {
        auto* const engine = &run.engine;
        QObject::connect(engine, &Client::connectionChanged, engine, [this](Connection connection) {
            if (connection == Connection::Online && !std::exchange(m_asked, true))
                m_run.engine.startConversation(m_options.to);
        });
        QObject::connect(engine, &Client::conversationStarted, engine, [this](ConversationId id) {
            if (!std::exchange(m_isQueueing, true))
                queueSome(id);
        });
        QObject::connect(engine, &Client::messageChanged, engine,
                         [this](const MessageSnapshot& message) { look(message); });
        QObject::connect(engine, &Client::conversationChanged, engine,
                         [this](const ConversationSnapshot& conversation) {
                             if (conversation.address == m_options.to &&
                                 conversation.urgent.isOn() && !std::exchange(m_waits, true))
                                 sayThatItWaits();
                         });
    }

    std::function<void()> onProgress;

private:
    /// A few at a time: in between the stream is read and what was queued goes out.
    void queueSome(ConversationId id)
    {
        const auto end = std::min(m_texts.size(), m_next + kAtOnce);
        while (m_next < end)
            queue(id, m_texts.at(m_next++));
        onProgress();
        if (m_next < m_texts.size())
            QMetaObject::invokeMethod(
                &m_run.engine, [this, id] { queueSome(id); }, Qt::QueuedConnection);
    }

    void sayThatItWaits()
    {
        std::fprintf(stderr,
                     "sottoctl: the message waits in the vault, because its reader has a new "
                     "device that nobody compared. Open Sotto and choose.\n");
        m_run.end(kExitFailed);
    }

    void queue(ConversationId id, const QString& text)
    {
        m_isNextOurs = true;
        if (m_options.key.empty())
            m_run.engine.sendText(id, text, m_options.urgency);
        else
            m_run.engine.sendTextOnce(id, text, m_options.urgency,
                                      m_options.key + ":" + std::to_string(m_next));
    }

    void look(const MessageSnapshot& message)
    {
        if (!message.outgoing)
            return;
        if (std::exchange(m_isNextOurs, false))
            m_ours.insert(message.id);
        const bool relayHasIt =
            message.delivery >= Delivery::Relayed && message.delivery != Delivery::Failed;
        if (!relayHasIt || !m_ours.contains(message.id) || !m_relayed.insert(message.id).second)
            return;
        onProgress();
        if (m_relayed.size() < static_cast<std::size_t>(m_texts.size()))
            return;
        std::printf("relay has it\n");
        m_run.end(kExitOk);
    }

    ConsoleRun& m_run;
    const SendOptions& m_options;
    const QStringList& m_texts;
    std::set<MessageId> m_ours;
    std::set<MessageId> m_relayed;
    bool m_waits = false;
    bool m_asked = false;
    bool m_isQueueing = false;
    bool m_isNextOurs = false;  ///< what changes first is one of ours
    qsizetype m_next = 0;       ///< texts that were queued
};

}  // namespace

int sendMessages(const CtlOptions& options, const SendOptions& send, Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    const auto texts = readTexts(send.eachLine);
    if (texts.empty()) {
        std::fprintf(stderr, "sottoctl: give the text on standard input.\n");
        return kExitUsage;
    }
    ConsoleRun run(options, send.from, *surroundings, time);
    Sending sending(run, send, texts);
    // The limit begins anew with each message that is queued, and that the relay has.
    Scheduler::HandlePtr deadline;
    const auto wait = [&] {
        deadline = time.scheduler.after(kSendLimit, [&] {
            std::fprintf(stderr,
                         "sottoctl: not all was sent yet; what is in the vault goes out with the "
                         "next sign-in.\n");
            run.end(kExitFailed);
        });
    };
    sending.onProgress = wait;
    wait();
    return run.go();
}

int listOwnDevices(const CtlOptions& options, const QString& as, Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    const auto account = Jid::parseAccount(as.toStdString());
    if (!surroundings)
        return refuseFolder();
    if (!account)
        return kExitUsage;
    ConsoleRun run(options, as, *surroundings, time);
    auto* const engine = &run.engine;
    bool isOnline = false;
    bool isPrinted = false;
    QObject::connect(engine, &Client::connectionChanged, engine, [&](Connection connection) {
        if (connection == Connection::Online && !std::exchange(isOnline, true))
            engine->openDevices(as);
    });
    QObject::connect(
        engine, &Client::devicesChanged, engine,
        [&](const QString&, const QList<DeviceSnapshot>& devices) {
            const bool knowsItself = std::ranges::any_of(devices, &DeviceSnapshot::thisOne);
            if (!knowsItself || std::exchange(isPrinted, true))
                return;
            for (const auto& device : devices) {
                if (device.trust == DeviceSnapshot::Trust::Removed || device.keyDigest.isEmpty())
                    continue;
                const Bytes digest{device.keyDigest.begin(), device.keyDigest.end()};
                print(policy::orgListEntry(*account, DeviceId{device.id}, digest,
                                           device.label.string().toStdString()));
            }
            run.end(kExitOk);
        });
    return run.go();
}

int listenForMessages(const CtlOptions& options, const QString& as, int most, bool showText,
                      Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    ConsoleRun run(options, as, *surroundings, time);
    auto* const engine = &run.engine;
    int count = 0;
    QObject::connect(engine, &Client::connectionChanged, engine, [](Connection connection) {
        if (connection == Connection::Online)
            std::fprintf(stderr, "listening\n");
    });
    QObject::connect(engine, &Client::messageChanged, engine, [&](const MessageSnapshot& message) {
        if (message.outgoing || !message.unread)
            return;
        std::printf("%s\t%s", std::string{toName(message.urgency)}.c_str(),
                    printable(message.author).c_str());
        if (showText)
            std::printf("\t%s", printable(message.text).c_str());
        std::printf("\n");
        std::fflush(stdout);
        engine->markRead(message.conversation);
        if (++count == most)
            run.end(kExitOk);
    });
    return run.go();
}

}  // namespace sotto::app
