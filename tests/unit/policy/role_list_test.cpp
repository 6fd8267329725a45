// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/role_list.h"
#include "tests/support/manual_time.h"
#include "tests/unit/policy/policy_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <fstream>
#include <iterator>

using namespace sotto;
using namespace sotto::policy;
using namespace std::chrono_literals;

namespace {

const Jid kLee = *Jid::parseAccount("lee@clinic.example");
const Jid kKim = *Jid::parseAccount("kim@clinic.example");

std::string head(int serial)
{
    return "version = 1\nserial = " + std::to_string(serial) + "\n";
}

std::string role(const std::string& name = "clinical", const std::string& more = {})
{
    return "[[role]]\nname = \"" + name + "\"\nmembers = [\"lee@clinic.example\"]\n" + more;
}

/// A workstation's folder in which the clinic's key is pinned.
class Folder : public PolicyFolder {
public:
    Folder() { write("policy.pub", pinnedKeyText(pair.publicKey)); }

    void sign(const std::string& text, Signed kind = Signed::RoleList) const
    {
        write("roles.toml", text);
        write("roles.toml.sig", *signPolicy(pair, "roles.toml", text, kind));
    }

    LoadedRoleList load(const LoadedRoleList* lastGood = nullptr) const
    {
        return readList(kRoleList, root / "roles.toml", reader(), lastGood);
    }

    crypto::SigningKeyPair pair = crypto::makeSigningKeyPair();
};

}  // namespace

TEST_CASE("a role that is held by one at a time has a title", "[on-call]")
{
    const Folder folder;
    folder.sign(head(3) + role("cardiology", "on_call = true\ntitle = \"On-call cardiology\"\n") +
                role("charge", "on_call = false\n"));
    const auto loaded = folder.load();
    REQUIRE(loaded.accepted);
    const auto& cardiology = loaded.list.roles.at("cardiology");
    CHECK(cardiology.onCall);
    CHECK(cardiology.title == "On-call cardiology");
    CHECK_FALSE(loaded.list.roles.at("charge").onCall);
    const auto* const bad = GENERATE("on_call = 1\n", "on_call = \"true\"\n", "title = \"\"\n",
                                     "title = 3\n", "oncall = true\n");
    folder.sign(head(4) + role("charge", bad));
    const auto next = folder.load();
    CHECK_FALSE(next.accepted);
    CHECK_FALSE(next.findings.empty());
}

TEST_CASE("a signed list says who holds a role, by name and by group of the directory")
{
    const Folder folder;
    folder.sign(head(3) + role("clinical", "groups = [\"Nurses\"]\n") + role("charge"));
    const auto loaded = folder.load();
    REQUIRE(loaded.accepted);
    CHECK(loaded.findings.empty());
    CHECK(loaded.list.serial == 3);
    CHECK(loaded.list.holds("clinical", kLee, {}));
    CHECK(loaded.list.holds("clinical", kKim, {"Front Desk", "Nurses"}));
    CHECK_FALSE(loaded.list.holds("clinical", kKim, {"Front Desk"}));
    CHECK_FALSE(loaded.list.holds("charge", kKim, {"Nurses"}));
    CHECK_FALSE(loaded.list.holds("surgeon", kLee, {"Nurses"}));
}

TEST_CASE("a list of roles that the clinic's key did not sign as one counts for nothing", "[H2]")
{
    const Folder folder;
    const auto text = head(2) + role();
    SECTION("not signed")
    {
        folder.write("roles.toml", text);
    }
    SECTION("signed as a list of devices")
    {
        folder.sign(text, Signed::OrgList);
    }
    SECTION("changed afterwards")
    {
        folder.sign(head(2));
        folder.write("roles.toml", text);
    }
    SECTION("another's key")
    {
        const Folder other;
        folder.write("roles.toml", text);
        folder.write("roles.toml.sig",
                     *signPolicy(other.pair, "roles.toml", text, Signed::RoleList));
    }
    const auto loaded = folder.load();
    CHECK_FALSE(loaded.accepted);
    CHECK(loaded.list.roles.empty());
    CHECK(loaded.list.serial == 0);
}

TEST_CASE("one wrong line refuses the whole list of roles, and says where", "[hostile]")
{
    const auto text =
        GENERATE(head(0) + role(), "serial = 1\n", head(1) + role() + role(), head(1) + role(""),
                 head(1) + role(std::string(65, 'x')), head(1) + "[[role]]\nmembers = []\n",
                 head(1) + role("clinical", "until = 2027-01-31\n"),
                 head(1) + role("clinical", "groups = \"Nurses\"\n"),
                 head(1) + role("clinical", "groups = [1]\n"),
                 head(1) + role("clinical", "groups = [\"\"]\n"),
                 head(1) + "[[role]]\nname = \"x\"\nmembers = [\"lee\"]\n",
                 head(1) + "[[role]]\nname = \"x\"\nmembers = [[\"lee@clinic.example\"]]\n",
                 head(1) + "role = 1\n", head(1) + "[role]\nname = \"x\"\n",
                 head(1) + "[[device]]\nid = 1\n");
    INFO(text);
    const auto loaded = parseRoleList(text, "roles.toml");
    CHECK_FALSE(loaded.accepted);
    REQUIRE_FALSE(loaded.findings.empty());
    CHECK(toLine(loaded.findings.front()).starts_with("roles.toml"));
}

TEST_CASE("a bad list of roles leaves the one before in force, and so does one taken away")
{
    test::ManualTime time;
    const Folder folder;
    folder.sign(head(2) + role());
    RoleListWatcher watcher(kRoleList, folder.root / "roles.toml", folder.reader(), time.time());
    int changes = 0;
    QObject::connect(&watcher, &RoleListWatcher::changed, &watcher, [&] { ++changes; });
    SECTION("an older one")
    {
        folder.sign(head(1));
    }
    SECTION("an unsigned one")
    {
        folder.write("roles.toml", head(3));
    }
    SECTION("none")
    {
        std::filesystem::remove(folder.root / "roles.toml");
    }
    time.advance(59s);
    CHECK(changes == 1);
    CHECK_FALSE(watcher.current().accepted);
    CHECK(watcher.current().list.holds("clinical", kLee, {}));
}

TEST_CASE("the list of roles that comes with Sotto has no error")
{
    std::ifstream stream{SOTTO_SOURCE_DIR "/packaging/policy/roles.toml"};
    REQUIRE(stream);
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    const auto loaded = parseRoleList(text, "roles.toml");
    CHECK(loaded.findings.empty());
    CHECK(loaded.list.holds("clinical", kLee, {}));
    CHECK(loaded.list.holds("physician", kLee, {}));
    CHECK(loaded.list.roles.size() == 4);
}
