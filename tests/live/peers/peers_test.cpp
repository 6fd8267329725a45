// SPDX-License-Identifier: GPL-3.0-or-later
// The whole client and clients that nobody here wrote, over a real relay: a matrix is printed.
#include "core/crypto/digest.h"
#include "core/crypto/random.h"
#include "tests/live/peers/desk.h"
#include "tests/live/peers/peer_matrix.h"
#include "tests/live/peers/peer_program.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>

#include <fstream>
#include <iostream>

using namespace sotto;
using namespace sotto::test;

namespace {

constexpr int kPingPongs = 200;
constexpr int kBatch = 20;
constexpr std::size_t kFileSize = 1'000'000;
const std::string kOk = "ok";

/// One peer and what it does with the desks: each step answers with what stands in its cell.
class Play {
public:
    Play(LiveRelay& relay, Desk& desk, Desk& other, std::string account, QString script)
        : m_relay(relay),
          m_desk(desk),
          m_other(other),
          m_account(std::move(account)),
          m_script(std::move(script))
    {
        install();
    }

    bool isThere() { return m_peer->isThere(); }

    std::string version() { return m_peer->after(QStringLiteral("ready ")).toStdString(); }

    std::string firstMessage()
    {
        m_chat = m_desk.person.start(address());
        m_desk.send(m_chat, text("first"), Urgency::Stat);
        return isRead("[STAT] " + text("first")) ? kOk : "not read by the peer";
    }

    std::string reply()
    {
        say("reply");
        if (!m_desk.person.waitForMessage(text("reply")))
            return "not read by Sotto";
        return m_desk.person.message(text("reply"))->unmanaged ? kOk : "not marked as unmanaged";
    }

    std::string pingPongs()
    {
        for (int n = 0; n < kPingPongs; ++n) {
            const auto number = std::to_string(n);
            m_desk.send(m_chat, text("ping " + number + "."));
            if (!isRead(text("ping " + number + ".")))
                return "ping " + number + " not read by the peer";
            say("pong " + number + ".");
            if (!m_desk.person.waitForMessage(text("pong " + number + ".")))
                return "pong " + number + " not read by Sotto";
        }
        return kOk;
    }

    std::string outOfOrder()
    {
        m_desk.order.holds = true;
        for (int n = 0; n < kBatch; ++n)
            m_desk.send(m_chat, text("swapped " + std::to_string(n) + "."));
        if (!LiveSession::wait([&] { return m_desk.order.held.size() == kBatch; }))
            return "not sent by Sotto";
        m_desk.order.releaseBackwards();
        for (int n = 0; n < kBatch; ++n)
            if (!isRead(text("swapped " + std::to_string(n) + ".")))
                return "text " + std::to_string(n) + " not read by the peer";
        const auto stem = m_account + "-back-";
        m_peer->tell(QStringLiteral("batch %1 %2 %3").arg(deskAddress(), qt(stem)).arg(kBatch));
        if (!LiveSession::wait([&] {
                return m_peer->count(QStringLiteral("cannot batch")) > 0 ||
                    m_peer->count(QStringLiteral("sent ") + qt(stem)) == kBatch;
            }))
            return "not sent by the peer";
        if (m_peer->count(QStringLiteral("cannot batch")) > 0)
            return "ok from Sotto; it cannot send so";
        for (int n = 0; n < kBatch; ++n)
            if (!m_desk.person.waitForMessage(stem + std::to_string(n) + "."))
                return "text " + std::to_string(n) + " not read by Sotto";
        return kOk;
    }

    std::string roomOfThree()
    {
        const auto name = text("room");
        m_desk.person.engine().createRoom(qt(name), {qt(m_other.person.address()), address()});
        if (!m_desk.waitForRoom(name) || !m_other.waitForRoom(name))
            return "no room";
        if (!isRead(name))
            return "the peer was not told of it";
        const auto& room = *m_desk.room(name);
        m_peer->tell(QStringLiteral("join ") + room.address);
        if (!m_peer->waitFor(QStringLiteral("joined ")))
            return "the peer could not enter";
        m_desk.send(room.id, text("all"), Urgency::Stat);
        m_other.send(m_other.room(name)->id, text("here"));
        if (!hears(QStringLiteral("room [STAT] ") + qt(text("all"))) ||
            !hears(QStringLiteral("room ") + qt(text("here"))))
            return "not read by the peer";
        if (!m_other.person.waitForMessage(text("all")) ||
            !m_desk.person.waitForMessage(text("here")))
            return "not read by the other Sotto";
        m_peer->tell(QStringLiteral("say %1 %2 %3")
                         .arg(room.address, qt(m_account + "-said"), qt(text("said"))));
        for (auto* person : {&m_desk.person, &m_other.person}) {
            if (!person->waitForMessage(text("said")))
                return "the peer not read by Sotto";
            if (!person->message(text("said"))->unmanaged)
                return "the peer not marked as unmanaged";
        }
        return m_desk.person.message(text("said"))->conversation == room.id ? kOk
                                                                            : "in another place";
    }

    /// One each way; what comes out is what went in.
    std::string file()
    {
        const auto ours = makePdf("ours.pdf");
        m_peer->tell(QStringLiteral("look ") + deskAddress());
        m_desk.person.engine().sendFile(m_chat, ours, {});
        if (!isRead("aesgcm://"))
            return "no link at the peer";
        m_peer->tell(QStringLiteral("fetch aesgcm://") +
                     m_peer->after(QStringLiteral("text aesgcm://")));
        if (!m_peer->waitFor(QStringLiteral("fetched ") + digestOf(ours)))
            return "not fetched by the peer";
        const auto theirs = makePdf("theirs.pdf");
        m_peer->tell(
            QStringLiteral("share %1 %2 %3").arg(deskAddress(), qt(m_account + "-file"), theirs));
        if (!waitForFile(AttachmentSnapshot::State::Offered))
            return "not offered to Sotto";
        m_desk.person.engine().fetchAttachment(offered()->id);
        if (!waitForFile(AttachmentSnapshot::State::Kept))
            return "not fetched by Sotto";
        const auto out = path("saved.pdf");
        m_desk.person.engine().saveAttachment(offered()->id, out, {});
        return LiveSession::wait([&] { return digestOf(out) == digestOf(theirs); })
            ? kOk
            : "changed on the way";
    }

    std::string catchUp()
    {
        m_peer->tell(QStringLiteral("away"));
        if (!m_peer->waitFor(QStringLiteral("away")))
            return "the peer did not go";
        for (int n = 0; n < kBatch; ++n)
            m_desk.send(m_chat, text("missed " + std::to_string(n) + "."));
        LiveSession::wait(
            [&] { return isRelayed(text("missed " + std::to_string(kBatch - 1) + ".")); });
        m_peer->tell(QStringLiteral("back"));
        if (!m_peer->waitFor(QStringLiteral("back")))
            return "the peer did not come back";
        isRead(text("missed " + std::to_string(kBatch - 1) + "."));
        const auto read = m_peer->count(QStringLiteral("text ") + qt(text("missed ")));
        auto handOver = m_desk.person.lock();
        for (int n = 0; n < kBatch; ++n)
            say("while locked " + std::to_string(n) + ".");
        const bool isSent = LiveSession::wait([&] {
            return m_peer->count(QStringLiteral("sent ") + qt(m_account + "-while")) == 20;
        });
        m_desk.unlockAfter(std::move(handOver));
        if (!isSent)
            return "not sent by the peer";
        for (int n = 0; n < kBatch; ++n)
            if (!m_desk.person.waitForMessage(text("while locked " + std::to_string(n) + ".")))
                return "text " + std::to_string(n) + " not read by Sotto";
        return read == kBatch
            ? kOk
            : "ok for Sotto; it opened " + std::to_string(read) + " of " + std::to_string(kBatch);
    }

    std::string reinstalled()
    {
        const auto failures = m_peer->failures();
        install();
        if (!isThere())
            return "it did not come up again";
        say("anew");
        if (!m_desk.person.waitForMessage(text("anew")))
            return "not read by Sotto";
        m_chat = m_desk.person.start(address());
        m_desk.send(m_chat, text("welcome"));
        if (!isRead(text("welcome")))
            return "not read by the peer";
        return failures + m_peer->failures() == 0 ? kOk : "ok, but it could not open something";
    }

private:
    void install()
    {
        m_peer.reset();
        QStringList words{m_script};
        for (const std::string key : {"host", "port", "domain", "ca"})
            words << qt(m_relay.value(key));
        words << address() << qt(m_relay.value(m_account + ".password"));
        m_peer = std::make_unique<PeerProgram>(words);
    }

    QString address() const { return qt(m_relay.value(m_account + ".address")); }

    QString deskAddress() const { return qt(m_desk.person.address()); }

    /// No two texts of a run are the same.
    std::string text(const std::string& what) const { return m_account + " " + what; }

    /// Its id is what it says, in one word.
    void say(const std::string& what)
    {
        auto id = qt(m_account + "-" + what);
        id.replace(QLatin1Char(' '), QLatin1Char('-'));
        m_peer->tell(QStringLiteral("send %1 %2 %3").arg(deskAddress(), id, qt(text(what))));
    }

    bool isRead(const std::string& what)
    {
        return m_peer->waitFor(QStringLiteral("text ") + qt(what));
    }

    QString path(const std::string& name) const
    {
        return qt((m_desk.person.folder() / name).string());
    }

    QString makePdf(const std::string& name) const
    {
        const auto bytes = crypto::randomBytes(kFileSize);
        const auto at = path(name);
        std::ofstream(at.toStdString(), std::ios::binary) << "%PDF-1.7\n" << textOf(bytes);
        return at;
    }

    static QString digestOf(const QString& path)
    {
        std::ifstream in(path.toStdString(), std::ios::binary);
        const Bytes content{std::istreambuf_iterator<char>(in), {}};
        const auto digest = crypto::sha256(content);
        return QString::fromLatin1(
            QByteArray(reinterpret_cast<const char*>(digest.data()), crypto::kSha256Size).toHex());
    }

    /// The peer's, at the desk.
    const MessageSnapshot* offered() const
    {
        const auto& all = m_desk.person.messages;
        const auto found = std::ranges::find_if(
            all, [](const MessageSnapshot& m) { return m.attachment && !m.outgoing; });
        return found == all.end() ? nullptr : &*found;
    }

    /// Longer than one wait: in a room a message may wait for a look at somebody's devices.
    bool hears(const QString& line)
    {
        return m_peer->waitFor(line) || m_peer->waitFor(line) || m_peer->waitFor(line);
    }

    bool waitForFile(AttachmentSnapshot::State state) const
    {
        return LiveSession::wait(
            [&] { return offered() && offered()->attachment->state == state; });
    }

    bool isRelayed(const std::string& what) const
    {
        const auto* const message = m_desk.person.message(what);
        return message && message->delivery == Delivery::Relayed;
    }

    LiveRelay& m_relay;
    Desk& m_desk;
    Desk& m_other;
    std::string m_account;
    QString m_script;
    std::unique_ptr<PeerProgram> m_peer;
    ConversationId m_chat{};
};

PeerMatrix& matrix()
{
    static PeerMatrix all;
    return all;
}

class PrintMatrix final : public Catch::EventListenerBase {
public:
    using EventListenerBase::EventListenerBase;

    void testRunEnded(const Catch::TestRunStats&) override
    {
        std::cout << '\n' << matrix().toText() << std::endl;
    }
};

CATCH_REGISTER_LISTENER(PrintMatrix)

/// One of the programs beside this file, with desks of its own.
void tryAll(const std::string& name)
{
    auto* relay = LiveRelay::withPhones();
    if (!relay)
        SKIP("the Debian package prosody is not installed");
    for (const auto* desk : {"-a", "-b"})  // all before anybody signs in: then all see each other
        relay->addPerson(name + desk);
    relay->addPhone(name);
    Desk desk(*relay, name + "-a");
    Desk other(*relay, name + "-b");
    desk.signIn();
    other.signIn();
    Play play(*relay, desk, other, name, QStringLiteral(SOTTO_PEERS "/%1_peer.py").arg(qt(name)));
    if (!play.isThere())
        SKIP(name + " is not installed");
    const auto version = play.version();
    const std::vector<std::pair<const char*, std::string (Play::*)()>> cells{
        {"first message", &Play::firstMessage},    {"reply", &Play::reply},
        {"200 ping-pongs", &Play::pingPongs},      {"out of order", &Play::outOfOrder},
        {"room of three", &Play::roomOfThree},     {"file", &Play::file},
        {"offline then catch-up", &Play::catchUp}, {"re-installed peer", &Play::reinstalled},
    };
    for (const auto& [cell, step] : cells) {
        const auto result = (play.*step)();
        matrix().set(version, cell, result);
        CAPTURE(version, cell, result, desk.person.problems, other.person.problems);
        CHECK(result.starts_with(kOk));
    }
    CHECK(std::ranges::none_of(desk.person.messages, [](const MessageSnapshot& message) {
        return message.kind == MessageSnapshot::Kind::Undecryptable;
    }));
}

}  // namespace

TEST_CASE("Profanity and our client talk, alone and in a room", "[live][peers]")
{
    tryAll("profanity");
}

TEST_CASE("slixmpp with Gajim's engine and our client talk, alone and in a room", "[live][peers]")
{
    tryAll("slixmpp");
}
