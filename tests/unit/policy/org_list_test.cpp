// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/digest.h"
#include "core/policy/org_list.h"
#include "core/policy/policy_signature.h"
#include "tests/support/manual_time.h"
#include "tests/unit/policy/policy_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::policy;
using namespace std::chrono_literals;

namespace {

const std::string kKey(64, 'a');

std::string head(int serial)
{
    return "version = 1\nserial = " + std::to_string(serial) + "\n";
}

std::string device(const std::string& more = {}, const std::string& id = "31415")
{
    return "[[device]]\naddress = \"lee@clinic.example\"\nid = " + id + "\nkey = \"" + kKey +
        "\"\nlabel = \"Front desk 2\"\n" + more;
}

/// A workstation's folder in which the clinic's key is pinned.
class Folder : public PolicyFolder {
public:
    Folder() { write("policy.pub", pinnedKeyText(pair.publicKey)); }

    void sign(const std::string& text, Signed kind = Signed::OrgList) const
    {
        write("org-list.toml", text);
        write("org-list.toml.sig", *signPolicy(pair, "org-list.toml", text, kind));
    }

    LoadedOrgList load(const LoadedOrgList* lastGood = nullptr) const
    {
        return readList(kOrgList, root / "org-list.toml", reader(), lastGood);
    }

    crypto::SigningKeyPair pair = crypto::makeSigningKeyPair();
};

bool has(const LoadedOrgList& loaded, FindingKind kind)
{
    return std::ranges::find(loaded.findings, kind, &Finding::kind) != loaded.findings.end();
}

const Jid kLee = *Jid::parseAccount("lee@clinic.example");
const Bytes kDigest(32, 0xaa);

}  // namespace

TEST_CASE("a signed list vouches for a device, for that key, until its date")
{
    const Folder folder;
    folder.sign(head(3) + device("until = 2027-01-31\n"));
    const auto loaded = folder.load();
    REQUIRE(loaded.accepted);
    CHECK(loaded.findings.empty());
    CHECK(loaded.list.serial == 3);
    const WallTime lastMoment{std::chrono::sys_days{2027y / 2 / 1} - 1ms};
    const auto* const found = loaded.list.find(kLee, DeviceId{31415}, kDigest, lastMoment);
    REQUIRE(found);
    CHECK(found->label == "Front desk 2");
    CHECK_FALSE(loaded.list.find(kLee, DeviceId{31415}, kDigest, lastMoment + 1ms));
    CHECK_FALSE(loaded.list.find(kLee, DeviceId{31416}, kDigest, lastMoment));
    CHECK_FALSE(loaded.list.find(kLee, DeviceId{31415}, Bytes(32, 0xab), lastMoment));
    CHECK_FALSE(
        loaded.list.find(*Jid::parseAccount("kim@clinic.example"), DeviceId{31415}, kDigest, {}));
}

TEST_CASE("a list that the clinic's key did not sign counts for nothing", "[H2]")
{
    const Folder folder;
    folder.sign(head(1));
    const auto good = folder.load();
    REQUIRE(good.accepted);

    struct Row {
        const char* what;
        void (*tamper)(const Folder&);
        FindingKind expected;
    };

    const auto row =
        GENERATE(Row{"no signature",
                     [](const Folder& f) { std::filesystem::remove(f.root / "org-list.toml.sig"); },
                     FindingKind::NotSigned},
                 Row{"changed afterwards",
                     [](const Folder& f) { f.write("org-list.toml", head(2) + device() + "\n"); },
                     FindingKind::BadSignature},
                 Row{"signed as a policy",
                     [](const Folder& f) { f.sign(head(2) + device(), Signed::Policy); },
                     FindingKind::BadSignature},
                 Row{"no pinned key",
                     [](const Folder& f) { std::filesystem::remove(f.root / "policy.pub"); },
                     FindingKind::NoPinnedKey},
                 Row{"another pinned key",
                     [](const Folder& f) { f.write("policy.pub", std::string(64, '0')); },
                     FindingKind::BadSignature});
    INFO(row.what);
    folder.sign(head(2) + device());
    row.tamper(folder);
    const auto loaded = folder.load(&good);
    CHECK_FALSE(loaded.accepted);
    CHECK(has(loaded, row.expected));
    CHECK(loaded.list.serial == 1);
    CHECK(loaded.list.devices.empty());
}

TEST_CASE("a file that others may write, and one that was taken away, leave the last good list")
{
    Folder folder;
    folder.sign(head(2) + device());
    const auto good = folder.load();
    REQUIRE(good.accepted);
    SECTION("writable")
    {
        folder.distrusted["org-list.toml"] = FileTrust::WritableByOthers;
    }
    SECTION("a link")
    {
        folder.distrusted["org-list.toml"] = FileTrust::SymbolicLink;
    }
    SECTION("too large")
    {
        folder.distrusted["org-list.toml"] = FileTrust::TooLarge;
    }
    SECTION("gone")
    {
        std::filesystem::remove(folder.root / "org-list.toml");
    }
    const auto loaded = folder.load(&good);
    CHECK_FALSE(loaded.accepted);
    CHECK(loaded.list.devices.size() == 1);
}

TEST_CASE("where there never was a list, nobody is listed and nothing is wrong")
{
    const Folder folder;
    const auto loaded = folder.load();
    CHECK(loaded.accepted);
    CHECK(loaded.list.devices.empty());
    CHECK(loaded.list.serial == 0);
}

TEST_CASE("an older list does not come back")
{
    const Folder folder;
    folder.sign(head(7));
    const auto good = folder.load();
    folder.sign(head(6) + device());
    const auto loaded = folder.load(&good);
    CHECK_FALSE(loaded.accepted);
    CHECK(loaded.list.serial == 7);
    CHECK(loaded.list.devices.empty());
}

TEST_CASE("one wrong line refuses the whole list, and says where", "[hostile]")
{
    const auto text = GENERATE(
        head(0) + device(), "version = 2\nserial = 1\n", "serial = 1\n", "version = 1\n",
        head(1) + device() + device(), head(1) + device("untill = 2027-01-31\n"),
        head(1) + device("until = \"2027-01-31\"\n"), head(1) + device("until = 2027-13-31\n"),
        head(1) + device({}, "0"), head(1) + device({}, "2147483648"), head(1) + device({}, "-1"),
        head(1) + "device = 1\n", head(1) + "device = [1]\n", head(1) + "[[device]]\nid = 1\n",
        head(1) + "[[device]]\naddress = \"lee\"\nid = 1\nkey = \"aa\"\nlabel = \"x\"\n",
        "\xEF\xBB\xBF" + head(1), "version = 1\nserial = 1\nserial = 2\n",
        head(1) + std::string(5000, '.'), std::string(1000, '['), head(1) + "[=]\n",
        head(1) + "[\n]\n", head(1) + " [[ #]]\n", head(1) + "[ é]\n");
    INFO(text.substr(0, 200));
    const auto loaded = parseOrgList(text, "org-list.toml");
    CHECK_FALSE(loaded.accepted);
    REQUIRE_FALSE(loaded.findings.empty());
    CHECK(toLine(loaded.findings.front()).starts_with("org-list.toml"));
}

TEST_CASE("what `sottoctl devices own` prints is a line of a list")
{
    const auto entry = orgListEntry(kLee, DeviceId{31415}, kDigest, "Desk \"2\"\\\n[[x]]");
    const auto loaded = parseOrgList(head(1) + entry, "org-list.toml");
    REQUIRE(loaded.accepted);
    CHECK(loaded.list.find(kLee, DeviceId{31415}, kDigest, {}));
}

TEST_CASE("a new list is in force within a minute, and a bad one is told once")
{
    test::ManualTime time;
    const Folder folder;
    folder.sign(head(1));
    OrgListWatcher watcher(kOrgList, folder.root / "org-list.toml", folder.reader(), time.time());
    int changes = 0;
    QObject::connect(&watcher, &OrgListWatcher::changed, &watcher, [&] { ++changes; });
    folder.sign(head(2) + device());
    time.advance(59s);
    CHECK(changes == 1);
    CHECK(watcher.current().list.devices.size() == 1);
    folder.write("org-list.toml", head(3));
    time.advance(5min);
    CHECK(changes == 2);
    CHECK_FALSE(watcher.current().accepted);
    CHECK(watcher.current().list.serial == 2);
    folder.sign(head(3));
    time.advance(59s);
    CHECK(changes == 3);
    CHECK(watcher.current().list.devices.empty());
}
