// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policy_signature.h"
#include "core/policy/policy_watcher.h"
#include "tests/support/manual_time.h"
#include "tests/unit/policy/policy_folder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::policy;
using namespace std::chrono_literals;

namespace {

const std::string kText = "[session]\nlock_after_s = 45\n";
const std::string kDropIn = "[session]\nlock_after_s = 30\n";

/// A folder in which the clinic's key is pinned.
class SignedFolder : public PolicyFolder {
public:
    SignedFolder() { write("policy.pub", pinnedKeyText(pair.publicKey)); }

    void sign(const std::string& name, const std::string& text,
              const crypto::SigningKeyPair& by) const
    {
        write(name, text);
        const auto bare = std::filesystem::path{name}.filename().string();
        write(name + ".sig", *signPolicy(by, bare, text));
    }

    crypto::SigningKeyPair pair = crypto::makeSigningKeyPair();
};

std::int64_t lockAfter(const LoadedPolicy& loaded)
{
    return loaded.policy.integer("session.lock_after_s");
}

}  // namespace

TEST_CASE("A signed policy with signed drop-ins is accepted where the key is pinned")
{
    const SignedFolder folder;
    folder.sign("policy.toml", kText + "[policy]\nrequire_signature = true\n", folder.pair);
    folder.sign("policy.d/10-ward.toml", kDropIn, folder.pair);
    const auto loaded = folder.read();
    CHECK(loaded.accepted);
    CHECK(loaded.findings.empty());
    CHECK(lockAfter(loaded) == 30);
}

TEST_CASE("A pinned key refuses what it did not sign, and the last good policy stays")
{
    struct Row {
        const char* what;
        void (*tamper)(SignedFolder&);
        FindingKind expected;
    };

    const auto row = GENERATE(values<Row>({
        {"no signature",
         [](SignedFolder& f) { std::filesystem::remove(f.root / "policy.toml.sig"); },
         FindingKind::NotSigned},
        {"an unsigned drop-in",
         [](SignedFolder& f) { f.write("policy.d/20-lax.toml", "[session]\nmax_s = 43200\n"); },
         FindingKind::NotSigned},
        {"changed by one byte",
         [](SignedFolder& f) { f.write("policy.toml", "[session]\nlock_after_s = 46\n"); },
         FindingKind::BadSignature},
        {"signed with another key",
         [](SignedFolder& f) { f.sign("policy.toml", kText, crypto::makeSigningKeyPair()); },
         FindingKind::BadSignature},
        {"another signed file in its place",
         [](SignedFolder& f) {
             f.sign("policy.d/10-ward.toml", kDropIn, f.pair);
             std::filesystem::rename(f.root / "policy.d/10-ward.toml",
                                     f.root / "policy.d/30-ward.toml");
             std::filesystem::rename(f.root / "policy.d/10-ward.toml.sig",
                                     f.root / "policy.d/30-ward.toml.sig");
         },
         FindingKind::BadSignature},
        {"a signature that is none", [](SignedFolder& f) { f.write("policy.toml.sig", "yes\n"); },
         FindingKind::BadSignature},
        {"a signature that others may write",
         [](SignedFolder& f) { f.distrusted["policy.toml.sig"] = FileTrust::WritableByOthers; },
         FindingKind::NotTrusted},
        {"a pinned key that others may write",
         [](SignedFolder& f) { f.distrusted["policy.pub"] = FileTrust::WritableByOthers; },
         FindingKind::NoPinnedKey},
        {"a damaged key", [](SignedFolder& f) { f.write("policy.pub", "00ff\n"); },
         FindingKind::NoPinnedKey},
    }));
    CAPTURE(row.what);
    SignedFolder folder;
    folder.sign("policy.toml", kText, folder.pair);
    const auto good = folder.read();
    REQUIRE(good.accepted);

    row.tamper(folder);
    const auto loaded = folder.read(&good);
    CHECK_FALSE(loaded.accepted);
    CHECK(count(loaded, row.expected) == 1);
    CHECK(lockAfter(loaded) == 45);
    CHECK(lockAfter(folder.read()) == 120);  // after a restart: the shared default
}

TEST_CASE("A policy that asks for signatures is refused where no key is pinned")
{
    const PolicyFolder folder;
    folder.write("policy.toml", "[policy]\nrequire_signature = true\n");
    const auto loaded = folder.read();
    CHECK_FALSE(loaded.accepted);
    CHECK(count(loaded, FindingKind::NoPinnedKey) == 1);
}

TEST_CASE("A new signature alone brings a refused policy into force")
{
    test::ManualTime time;
    const SignedFolder folder;
    folder.write("policy.toml", kText);
    PolicyWatcher watcher{folder.locations, folder.reader(), time.time()};
    CHECK_FALSE(watcher.current().accepted);
    folder.sign("policy.toml", kText, folder.pair);
    watcher.checkNow();
    CHECK(watcher.current().accepted);
    CHECK(lockAfter(watcher.current()) == 45);
}

TEST_CASE("The administrator's key survives its file, and a damaged file is refused")
{
    const auto pair = crypto::makeSigningKeyPair();
    const auto text = signingKeyText(pair);
    const auto again = parseSigningKey(text.view());
    REQUIRE(again);
    CHECK(again->publicKey == pair.publicKey);
    const std::string notSecret = pinnedKeyText(pair.publicKey);
    const auto broken =
        GENERATE_COPY(values<std::string>({"", "\n", "secret ", "secret 00", notSecret}));
    const auto refused = parseSigningKey(viewOf(broken));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::Malformed);
}
