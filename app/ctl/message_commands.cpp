// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "app/ctl/console_sign_in.h"
#include "core/engine/engine.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>

namespace sotto::app {
namespace {

constexpr std::size_t kMaxText = 16 * 1024;
constexpr std::chrono::seconds kSendLimit{60};

std::string readText()
{
    std::string text(kMaxText, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), stdin));
    return text;
}

/// Prints text of another person without what a terminal would obey (hostile.md G14).
std::string printable(const SafeText& text)
{
    auto line = text.string();
    line.replace(u'\n', u' ');
    return line.toStdString();
}

/// The shared beginning: an engine on this thread, signed in by the console.
struct Run {
    Run(const CtlOptions& options, const QString& address, const Surroundings& surroundings,
        Time time)
        : engine(engineSettings(surroundings, time), time),
          signIn(engine, options, address)
    {
        QObject::connect(&signIn, &ConsoleSignIn::failed, &engine,
                         [] { QCoreApplication::exit(kExitFailed); });
        QObject::connect(&engine, &Client::signedOut, &engine,
                         [this] { QCoreApplication::exit(exitCode); });
    }

    int go()
    {
        QMetaObject::invokeMethod(&signIn, &ConsoleSignIn::start, Qt::QueuedConnection);
        return QCoreApplication::exec();
    }

    void end(int code)
    {
        exitCode = code;
        // Not from inside one of the engine's signals: it takes the session apart.
        QMetaObject::invokeMethod(&engine, &engine::Engine::signOut, Qt::QueuedConnection);
    }

    engine::Engine engine;
    ConsoleSignIn signIn;
    int exitCode = kExitOk;
};

}  // namespace

int sendMessage(const CtlOptions& options, const QString& from, const QString& to, Urgency urgency,
                Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    const auto text = QString::fromStdString(readText());
    if (text.trimmed().isEmpty()) {
        std::fprintf(stderr, "sottoctl: give the text on standard input.\n");
        return kExitUsage;
    }
    Run run(options, from, *surroundings, time);
    auto* const engine = &run.engine;
    bool sent = false;
    QObject::connect(engine, &Client::conversationStarted, engine, [&](ConversationId id) {
        if (!sent)
            engine->sendText(id, text, urgency);
        sent = true;
    });
    bool asked = false;
    QObject::connect(engine, &Client::connectionChanged, engine, [&](Connection connection) {
        if (connection == Connection::Online && !asked) {
            asked = true;
            engine->startConversation(to);
        }
    });
    QObject::connect(engine, &Client::messageChanged, engine, [&](const MessageSnapshot& message) {
        if (!message.outgoing || message.relayedAtMs == 0)
            return;
        std::printf("relay has it\n");
        run.end(kExitOk);
    });
    const auto deadline = time.scheduler.after(kSendLimit, [&] {
        std::fprintf(
            stderr,
            "sottoctl: not sent yet; it stays in the vault and goes out with the next sign-in.\n");
        run.end(kExitFailed);
    });
    return run.go();
}

int listenForMessages(const CtlOptions& options, const QString& as, int most, bool showText,
                      Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    Run run(options, as, *surroundings, time);
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
