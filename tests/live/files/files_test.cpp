// SPDX-License-Identifier: GPL-3.0-or-later
// A file of 100 MB between two people over a real Prosody; prints how much memory both sessions
// took together, in this process alone, and how long messages waited meanwhile.
#include "core/crypto/digest.h"
#include "core/crypto/random.h"
#include "core/relay/https_transfer.h"
#include "tests/live/engine/told.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>

using namespace sotto;
using namespace sotto::test;
using State = AttachmentSnapshot::State;

namespace {

constexpr std::int64_t kSize = 100'000'000;

/// Breaks the connection at half of the first file, for good.
class CutTransfer final : public relay::FileTransfer {
public:
    CutTransfer(std::unique_ptr<relay::FileTransfer> inner, bool cuts) : m_inner(std::move(inner))
    {
        connect(m_inner.get(), &FileTransfer::received, this, &FileTransfer::received);
        connect(m_inner.get(), &FileTransfer::ended, this, &FileTransfer::ended);
        connect(m_inner.get(), &FileTransfer::progressed, this, [this, cuts](qint64 bytes) {
            Q_EMIT progressed(bytes);
            if (!cuts || bytes < kSize / 2)
                return;
            m_inner.release()->deleteLater();  // we are inside its signal
            Q_EMIT ended(relay::TransferEnd::Broken);
        });
    }

    void put(const std::string& url, const Headers& headers, QIODevice& body,
             std::int64_t size) override
    {
        m_inner->put(url, headers, body, size);
    }

    void get(const std::string& url, std::int64_t most) override { m_inner->get(url, most); }

private:
    std::unique_ptr<relay::FileTransfer> m_inner;
};

/// How many of the first transfers of a person are cut, and how many there were.
struct Cuts {
    int left = 0;
    int transfers = 0;
};

LivePerson::Adjust sharing(LiveRelay& relay, Cuts& cuts)
{
    return [&relay, &cuts](engine::EngineSettings& settings) {
        static SystemClock clock;
        static QtScheduler scheduler;
        settings.files.mostBytes = 2 * kSize;
        settings.files.saving = ContentRule::Allow;
        settings.files.recordSaving = [](const auto&...) -> Result<Done> { return Done{}; };
        settings.makeFileTransfer = [&relay, &cuts](relay::FilePlaces places) {
            ++cuts.transfers;
            return std::make_unique<CutTransfer>(
                std::make_unique<relay::HttpsTransfer>(relay.tls(), std::move(places),
                                                       Time{clock, scheduler}),
                cuts.left-- > 0);
        };
    };
}

/// Kilobytes; "VmHWM" is the most that it ever was.
long memory(const std::string& key)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(key + ":"))
            return std::stol(line.substr(key.size() + 1));
    return 0;
}

/// The longest time in which this thread, which is the engine's, had no turn for anything else.
class StallWatch {
public:
    StallWatch()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
                         [this] { m_longest = std::max(m_longest, m_clock.restart()); });
        m_clock.start();
        m_timer.start(1);
    }

    qint64 longestMs() const { return m_longest; }

private:
    QElapsedTimer m_clock;
    QTimer m_timer;
    qint64 m_longest = 0;
};

const MessageSnapshot* fileOf(const LivePerson& person)
{
    const auto found = std::ranges::find_if(
        person.messages, [](const MessageSnapshot& m) { return m.attachment.has_value(); });
    return found == person.messages.end() ? nullptr : &*found;
}

/// Until its only file is in that state, and for so long at most.
bool waitForFile(const LivePerson& person, State state, int seconds)
{
    for (int i = 0; i < seconds; i += 10)
        if (LiveSession::wait([&] {
                const auto* file = fileOf(person);
                return file && file->attachment->state == state;
            }))
            return true;
    return false;
}

Bytes hashOf(const QString& path)
{
    crypto::Hasher hash(crypto::Hasher::Algorithm::Sha256);
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    for (;;) {
        const auto bytes = file.read(1 << 20);
        if (bytes.isEmpty())
            return hash.finish();
        hash.update(viewOf({bytes.data(), static_cast<std::size_t>(bytes.size())}));
    }
}

void makeLargePdf(const QString& path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("%PDF-1.7\n");
    while (file.size() < kSize) {
        const auto bytes = crypto::randomBytes(1 << 20);
        file.write(reinterpret_cast<const char*>(bytes.data()),
                   std::min<qint64>(kSize - file.size(), 1 << 20));
    }
}

}  // namespace

TEST_CASE("100 MB go from one person to another over a real relay, cut once in each direction",
          "[live]")
{
    NEED_RELAY();
    Cuts deskCuts{.left = 1};
    Cuts leeCuts{.left = 1};
    LivePerson desk(*relay, "desk-a", sharing(*relay, deskCuts));
    LivePerson lee(*relay, "desk-b", sharing(*relay, leeCuts));
    desk.signIn();
    lee.signIn();
    REQUIRE(desk.waitOnline());
    REQUIRE(lee.waitOnline());
    const auto toLee = desk.conversationWith(lee);
    desk.engine().sendText(toLee, QStringLiteral("hello"), Urgency::Fyi);
    REQUIRE(lee.waitForMessage("hello"));

    const auto path = QString::fromStdString((desk.folder() / "scan.pdf").string());
    makeLargePdf(path);
    const auto hash = hashOf(path);
    std::ofstream("/proc/self/clear_refs") << "5";  // the peak counts from here
    const auto before = memory("VmRSS");
    const StallWatch stalls;
    QElapsedTimer clock;
    clock.start();
    desk.engine().sendFile(toLee, path, {});
    REQUIRE(LiveSession::wait([&] { return fileOf(desk) != nullptr; }));
    const auto copied = clock.elapsed();
    QFile::remove(path);  // the vault has it

    qint64 slowest = 0;
    for (int i = 0; !fileOf(lee) && i < 200; ++i) {  // messages do not wait for the file
        const auto text = "meanwhile " + std::to_string(i);
        const auto sent = clock.elapsed();
        desk.engine().sendText(toLee, QString::fromStdString(text), Urgency::Fyi);
        REQUIRE(lee.waitForMessage(text));
        slowest = std::max(slowest, clock.elapsed() - sent);
        LiveSession::wait(
            [&, until = clock.elapsed() + 200] { return fileOf(lee) || clock.elapsed() > until; });
    }
    REQUIRE(waitForFile(lee, State::Offered, 120));
    const auto uploaded = clock.elapsed();
    CHECK(deskCuts.transfers == 2);

    const auto id = fileOf(lee)->id;
    lee.engine().fetchAttachment(id);
    REQUIRE(waitForFile(lee, State::Failed, 120));  // cut, and told
    lee.engine().fetchAttachment(id);
    REQUIRE(waitForFile(lee, State::Kept, 120));
    const auto fetched = clock.elapsed();
    CHECK(leeCuts.transfers == 2);
    const auto peak = memory("VmHWM");
    const auto stall = stalls.longestMs();

    const auto out = QString::fromStdString((lee.folder() / "scan.pdf").string());
    bool saved = false;
    QObject::connect(&lee.engine(), &Client::attachmentSaved, &lee.engine(),
                     [&saved](MessageId) { saved = true; });
    lee.engine().saveAttachment(id, out, {});
    REQUIRE(LiveSession::wait([&] { return saved; }));
    CHECK(hashOf(out) == hash);
    CHECK(QFile(out).permissions() ==
          (QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser |
           QFileDevice::WriteUser));
    std::printf("100 MB: into the vault %lld ms, at the relay after %lld ms (cut once), fetched "
                "after %lld ms (cut once); slowest message meanwhile %lld ms, longest stall of the "
                "engine %lld ms; memory %ld kB before, "
                "at most %ld kB\n",
                static_cast<long long>(copied), static_cast<long long>(uploaded),
                static_cast<long long>(fetched), static_cast<long long>(slowest),
                static_cast<long long>(stall), before, peak);
    CHECK(peak - before < 40'000);
}
