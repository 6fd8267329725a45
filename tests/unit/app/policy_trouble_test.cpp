// SPDX-License-Identifier: GPL-3.0-or-later
// A policy that cannot be trusted: strict settings, and words for it.
#include "app/compose.h"
#include "app/words.h"
#include "tests/support/manual_time.h"

#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <unistd.h>

using namespace sotto;
using namespace sotto::app;
namespace fs = std::filesystem;

namespace {

/// Looser than every default where it can be.
constexpr std::string_view kLoose = "[clinic]\nname = \"Riverside\"\n"
                                    "[session]\nquick_unlock_max_failures = 3\n";

class Machine {
public:
    Machine()
    {
        fs::create_directory(policy());
        fs::permissions(policy(), fs::perms{0755});
    }

    fs::path root() const { return m_folder.path().toStdString(); }

    fs::path policy() const { return root() / "policy"; }

    void write(std::string_view text, fs::perms mode = fs::perms{0644}) const
    {
        const auto path = policy() / "policy.toml";
        QFile file(QString::fromStdString(path.string()));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text.data(), static_cast<qint64>(text.size()));
        file.close();
        fs::permissions(path, mode);
    }

    Surroundings find() const
    {
        auto found = findSurroundings(QString::fromStdString((root() / "data").string()),
                                      QString::fromStdString(policy().string()));
        REQUIRE(found);
        return *std::move(found);
    }

private:
    QTemporaryDir m_folder;
};

void checkStrict(const Surroundings& surroundings)
{
    const auto& loaded = surroundings.policy;
    CHECK_FALSE(loaded.accepted);
    CHECK(loaded.policy.text("clinic.name") == Policy{}.text("clinic.name"));
    CHECK(loaded.policy.integer("session.quick_unlock_max_failures") ==
          Policy{}.integer("session.quick_unlock_max_failures"));
    const auto words = policyTrouble(loaded);
    CHECK(words.contains(QStringLiteral("The policy was not accepted")));
    CHECK(words.contains(QStringLiteral("strictest settings")));
    CHECK(words.contains(QStringLiteral("administrator")));
    CHECK_FALSE(words.contains(QStringLiteral("%1")));
    const auto shown = stationAppearance(loaded);
    CHECK_FALSE(shown.policyAccepted);
    CHECK(shown.policyTrouble.string() == words);
    test::ManualTime time;
    CHECK_FALSE(engineSettings(surroundings, time.time()).retention.isOn());  // it could hold
}

}  // namespace

#define NEED_ROOT()                                                                                \
    if (::geteuid() != 0)                                                                          \
    SKIP("a policy belongs to root, so only root can lay one down")

TEST_CASE("A policy of the administrator is in force")
{
    NEED_ROOT();
    const Machine machine;
    machine.write(kLoose);
    const auto surroundings = machine.find();
    CHECK(surroundings.policy.accepted);
    CHECK(surroundings.policy.policy.text("clinic.name") == "Riverside");
    CHECK(policyTrouble(surroundings.policy).isEmpty());
    test::ManualTime time;
    CHECK(engineSettings(surroundings, time.time()).retention.isOn());
    CHECK(stationAppearance(surroundings.policy).clinic.string() == QStringLiteral("Riverside"));
}

TEST_CASE("A policy that others may write is refused, and the strict settings are in force")
{
    const auto mode = GENERATE(0666U, 0664U, 0646U, 0777U);
    const Machine machine;
    machine.write(kLoose, fs::perms{mode});
    const auto surroundings = machine.find();
    checkStrict(surroundings);
    if (::geteuid() == 0)
        CHECK(policyTrouble(surroundings.policy).contains(QStringLiteral("0644")));
}

TEST_CASE("What is said of a refused policy names the place")
{
    NEED_ROOT();
    const Machine machine;
    machine.write("[policy]\nversion = 1\n[session]\nquick_unlock = \"thumb\"\n");
    const auto surroundings = machine.find();
    checkStrict(surroundings);
    CHECK(policyTrouble(surroundings.policy)
              .startsWith(QStringLiteral("The policy was not accepted (policy.toml, line 4, "
                                         "session.quick_unlock): ")));
}

TEST_CASE("A policy in a folder that others may write, or of somebody else, is refused")
{
    const bool folder = GENERATE(true, false);
    NEED_ROOT();
    const Machine machine;
    machine.write(kLoose);
    if (folder)
        fs::permissions(machine.policy(), fs::perms{0777});
    else
        REQUIRE(::chown((machine.policy() / "policy.toml").c_str(), 65534, 65534) == 0);
    checkStrict(machine.find());
}

TEST_CASE("A policy that cannot be read or understood is refused")
{
    NEED_ROOT();
    const Machine machine;
    const auto path = machine.policy() / "policy.toml";
    SECTION("a folder in its place")
    {
        fs::create_directory(path);
    }
    SECTION("a link in its place")
    {
        machine.write(kLoose);
        fs::rename(path, machine.policy() / "real.toml");
        fs::create_symlink(machine.policy() / "real.toml", path);
    }
    SECTION("no TOML")
    {
        machine.write("[clinic\nname = ");
    }
    SECTION("bytes")
    {
        machine.write(std::string_view{"\xff\xfe\0\0", 4});
    }
    SECTION("larger than a policy can be")
    {
        machine.write(std::string(2 * 1024 * 1024, '#'));
    }
    checkStrict(machine.find());
}

TEST_CASE("Without a policy the defaults of a shared workstation are in force, without alarm")
{
    const Machine machine;
    const auto surroundings = machine.find();
    CHECK(surroundings.policy.accepted);
    CHECK_FALSE(surroundings.policy.hasFile);
    CHECK(policyTrouble(surroundings.policy).isEmpty());
}

TEST_CASE("A data folder that is no safe folder is refused")
{
    const Machine machine;
    const auto place = machine.root() / "data";
    SECTION("a file in its place")
    {
        QFile file(QString::fromStdString(place.string()));
        REQUIRE(file.open(QIODevice::WriteOnly));
    }
    SECTION("a link in its place")
    {
        fs::create_directory(machine.root() / "elsewhere");
        fs::create_directory_symlink(machine.root() / "elsewhere", place);
    }
    CHECK_FALSE(findSurroundings(QString::fromStdString(place.string()), {}));
}

TEST_CASE("The relay's address of the policy becomes host and port")
{
    NEED_ROOT();

    struct Row {
        std::string_view address;
        std::string host;
        std::uint16_t port;
    };

    const auto row = GENERATE(Row{"relay.clinic.example:443", "relay.clinic.example", 443},
                              Row{"relay.clinic.example", "relay.clinic.example", 5223},
                              Row{"[2001:db8::1]:5223", "2001:db8::1", 5223},
                              Row{"[2001:db8::1]", "2001:db8::1", 5223},
                              Row{"192.0.2.1:5224", "192.0.2.1", 5224});
    const Machine machine;
    machine.write("[relay]\naddress = \"" + std::string{row.address} + "\"\n");
    const auto surroundings = machine.find();
    INFO(policyTrouble(surroundings.policy).toStdString());
    REQUIRE(surroundings.policy.accepted);
    test::ManualTime time;
    const auto settings = engineSettings(surroundings, time.time());
    CHECK(settings.relayHost == row.host);
    CHECK(settings.relayPort == row.port);
}

TEST_CASE("Every problem that the station may have at its start is a whole paragraph")
{
    for (const auto kind : {ProblemKind::StorageFailed, ProblemKind::AlreadyRunning,
                            ProblemKind::PolicyUnreadable, ProblemKind::PolicyUnsafe})
        CHECK(sentenceOf({kind, 0}).count(u'.') >= 3);
}
