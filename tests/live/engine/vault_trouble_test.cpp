// SPDX-License-Identifier: GPL-3.0-or-later
// What can happen to the files of a vault, its share and its disk.
#include "core/engine/installation.h"
#include "core/xmpp/pubsub.h"
#include "tests/live/engine/told.h"

#include <QFile>

#include <catch2/catch_test_macros.hpp>
#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;
namespace fs = std::filesystem;

namespace {

QByteArray readAll(const fs::path& path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void writeAll(const fs::path& path, const QByteArray& bytes)
{
    QFile file(QString::fromStdString(path.string()));
    REQUIRE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    REQUIRE(file.write(bytes) == bytes.size());
}

QByteArray flipped(QByteArray bytes, qsizetype at)
{
    bytes[at] = static_cast<char>(bytes[at] ^ 0x20);
    return bytes;
}

/// Damages of a file of ours, in what is read to open it: none of them may be opened, repaired or
/// overwritten.
std::vector<std::pair<const char*, QByteArray>> damagesOf(const QByteArray& whole)
{
    return {{"empty", {}},
            {"one byte", whole.left(1)},
            {"half", whole.left(whole.size() / 2)},
            {"last byte missing", whole.chopped(1)},
            {"one byte more", whole + 'x'},
            {"first byte changed", flipped(whole, 0)},
            {"a byte in the middle changed",
             flipped(whole, std::min<qsizetype>(whole.size() / 2, 999))},
            {"text", "not a vault\n"}};
}

/// A small disk of its own; needs root.
class SmallDisk {
public:
    explicit SmallDisk(const fs::path& folder) : m_folder(folder)
    {
        m_mounted = ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=32m,mode=0700") == 0;
    }

    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_folder.c_str(), MNT_DETACH);
    }

    bool isMounted() const { return m_mounted; }

    /// Leaves `free` bytes, in whole pages.
    void fill(std::uintmax_t free)
    {
        empty();
        const auto size = fs::space(m_folder).available - free;
        writeAll(m_folder / "filler", QByteArray(static_cast<qsizetype>(size), 'x'));
    }

    void empty() { fs::remove(m_folder / "filler"); }

private:
    fs::path m_folder;
    bool m_mounted = false;
};

/// Deletes the node with the shares, from another device of the same person.
void loseShare(LiveRelay& relay, const std::string& account)
{
    LiveSession other(relay);
    other.stream->start(other.request(account));
    REQUIRE(LiveSession::wait([&] { return !other.codeTasks.empty(); }));
    other.stream->submitCode(freshCode(relay.value(account + ".totp")));
    REQUIRE(other.waitOnline());
    REQUIRE(other.ask(xmpp::buildDeleteNode("urn:x-sotto:share:0")));
    other.stream->closeStream();
    LiveSession::wait([&] { return !other.disconnects.empty(); });
}

}  // namespace

TEST_CASE("A damaged vault is told, left as it is, and opens again when it is restored", "[live]")
{
    NEED_RELAY();
    relay->addPerson("vic");
    LivePerson vic(*relay, "vic");
    vic.signIn();
    REQUIRE(vic.waitOnline());
    const auto kept = Kept::make(vic);
    vic.restart(vic.lock());
    REQUIRE(vic.waitOnline());

    int told = 0;
    const auto refuses = [&](const fs::path& path, const QByteArray& damaged) {
        vic.submitPassword();
        CHECK(test::told(vic, ProblemKind::VaultDamaged, ++told));
        CHECK(vic.waitFor(Step::Unlock));
        CHECK(readAll(path) == damaged);
    };
    for (const auto* name : {"header", "vault.db"}) {
        const auto path = vic.vaultFolder() / name;
        const auto whole = readAll(path);
        for (const auto& [what, damaged] : damagesOf(whole)) {
            INFO(name << ": " << what);
            writeAll(path, damaged);
            refuses(path, damaged);
        }
        writeAll(path, whole);
    }
    const auto header = vic.vaultFolder() / "header";
    fs::rename(header, vic.vaultFolder() / "kept");
    refuses(header, "cannot be read");
    fs::rename(vic.vaultFolder() / "kept", header);

    vic.submitPassword();
    REQUIRE(vic.waitFor(Step::Open));
    CHECK(kept.isThere(vic));
}

TEST_CASE("A second start on the same vault is refused, and the first one goes on", "[live]")
{
    NEED_RELAY();
    relay->addPerson("twice");
    LivePerson first(*relay, "twice");
    first.signIn();
    REQUIRE(first.waitOnline());
    const auto kept = Kept::make(first);

    LivePerson second(*relay, "twice", [folder = first.folder()](engine::EngineSettings& settings) {
        settings.dataFolder = folder;
    });
    second.submitPassword();
    REQUIRE(told(second, ProblemKind::VaultInUse));
    CHECK(second.stage.step == Step::Password);
    CHECK(first.connection == Connection::Online);
    CHECK(first.problems.empty());
    CHECK(kept.isThere(first));

    // Also while it is locked: its stream would be thrown out.
    first.restart(first.lock());
    REQUIRE(first.waitOnline());
    second.submitPassword();
    REQUIRE(told(second, ProblemKind::VaultInUse, 2));
    first.submitPassword();
    REQUIRE(first.waitFor(Step::Open));
    CHECK(kept.isThere(first));

    (void)first.lock();
    second.signIn();
    REQUIRE(second.waitFor(Step::Open));
    CHECK(kept.isThere(second));
}

TEST_CASE("A lock in the moment when the keys are published is a lock like any other", "[live]")
{
    NEED_RELAY();
    relay->addPerson("hasty");
    LivePerson person(*relay, "hasty");
    person.signIn();
    REQUIRE(person.waitOnline());  // and now they are on their way
    person.restart(person.lock());
    REQUIRE(person.waitFor(Step::Unlock));
    REQUIRE(person.waitOnline());
    person.submitPassword();
    REQUIRE(person.waitFor(Step::Open));
    CHECK(person.waitOnline());
}

TEST_CASE("A disk that is full at the first sign-in leaves nothing half-made", "[live]")
{
    NEED_RELAY();
    if (::geteuid() != 0)
        SKIP("only root can make a small disk");
    const QTemporaryDir folder;
    SmallDisk disk(folder.path().toStdString());
    if (!disk.isMounted())
        SKIP("no disk can be mounted here");
    relay->addPerson("full");
    LivePerson person(*relay, "full", [&](engine::EngineSettings& settings) {
        settings.dataFolder = folder.path().toStdString();
    });
    const auto vault = engine::Installation::folderOf(folder.path().toStdString(),
                                                      *Jid::parseAccount(person.address()));
    int told = 0;
    // No space at all; and for the header, but not for the database.
    for (const std::uintmax_t pages : {0U, 4U}) {
        INFO(pages << " pages left");
        disk.fill(pages * 4096);
        person.signIn();
        CHECK(test::told(person, ProblemKind::DiskFull, ++told));
        CHECK(person.waitFor(Step::Password));
        CHECK_FALSE(fs::exists(vault / "vault.db"));
    }
    disk.empty();
    person.signIn();
    REQUIRE(person.waitFor(Step::Open));
    CHECK(person.waitOnline());
    CHECK(Kept::make(person).isThere(person));
}

TEST_CASE("A share that the relay has lost is replaced by means of the printed code", "[live]")
{
    NEED_RELAY();
    relay->addPerson("share");
    LivePerson person(*relay, "share");
    person.signIn();
    REQUIRE(person.waitOnline());
    const auto kept = Kept::make(person);
    const auto printed = person.recoveryCode;
    REQUIRE_FALSE(printed.empty());
    auto handOver = person.lock();
    loseShare(*relay, "share");

    // The password alone proves nothing now: first password and code, then the printed code.
    person.restart(std::move(handOver));
    REQUIRE(person.waitOnline());
    person.submitPassword();
    REQUIRE(told(person, ProblemKind::SignInAgain));
    REQUIRE(person.waitFor(Step::Password));
    person.submitPassword();
    REQUIRE(person.waitFor(Step::Code));
    person.submitCode();
    REQUIRE(told(person, ProblemKind::VaultKeyLost));
    REQUIRE(person.waitFor(Step::EnterVaultRecoveryCode));

    const auto header = readAll(person.vaultFolder() / "header");
    auto slip = printed;
    slip[0] = slip[0] == 'A' ? 'B' : 'A';
    int wrong = 0;
    for (const auto& code : {std::string{}, std::string{"ABCD"}, slip, printed + printed,
                             std::string(4000, 'A'), std::string{"\0\xff<>", 4}}) {
        person.engine().submitVaultRecoveryCode(SecretBytes(viewOf(code)));
        CHECK(told(person, ProblemKind::WrongRecoveryCode, ++wrong));
        CHECK(person.waitFor(Step::EnterVaultRecoveryCode));
    }
    CHECK(readAll(person.vaultFolder() / "header") == header);
    person.engine().submitVaultRecoveryCode(SecretBytes(viewOf(printed)));
    REQUIRE(person.waitFor(Step::Open));
    CHECK(kept.isThere(person));
    requireOpensAgain(person, kept);
}
