// SPDX-License-Identifier: GPL-3.0-or-later
// What opens a vault in an emergency: the slot of kind Escrow in its header.
#include "core/crypto/digest.h"
#include "core/store/emergency_store.h"
#include "core/store/escrow_slot.h"
#include "core/store/vault_header.h"
#include "tests/unit/store/store_fixture.h"

using namespace sotto;
using namespace sotto::test;
using store::VaultHeader;

namespace {

constexpr std::string_view kPassword = "correct horse battery staple";

const SecretBytes& share()
{
    static const SecretBytes bytes{Bytes(32, 0x5A)};
    return bytes;
}

/// One for all: it costs an Argon2id run.
const store::NewVaultHeader& made()
{
    static const auto header =
        must(VaultHeader::create(nurse(), viewOf(kPassword), share().view(), store::kLeastCost));
    return header;
}

Errc refusal(const Result<SecretBytes>& unlocked)
{
    REQUIRE_FALSE(unlocked);
    return unlocked.error().code;
}

bool opens(const Result<SecretBytes>& unlocked)
{
    REQUIRE(unlocked);
    return std::ranges::equal(unlocked->view(), made().dek.view());
}

std::string textOf(const SecretBytes& secret)
{
    return std::string{secret.text()};
}

Bytes withChecksum(Bytes file)
{
    file.erase(file.end() - 32, file.end());
    const auto checksum = crypto::sha256(file);
    file.insert(file.end(), checksum.begin(), checksum.end());
    return file;
}

struct Admins {
    store::AdminKey one = store::makeAdminKey();
    store::AdminKey two = store::makeAdminKey();
    VaultHeader header =
        must(made().header.withEmergencyAdmins(made().dek.view(), {one.publicKey, two.publicKey}));
};

}  // namespace

TEST_CASE("a header without an emergency slot opens to nobody in an emergency", "[store][R-3]")
{
    CHECK_FALSE(made().header.emergencyWay());
    CHECK(refusal(made().header.unlockInEmergency(made().recoveryCode.text(), {})) ==
          Errc::NotFound);
}

TEST_CASE("the emergency code opens the vault, also out of the file", "[store][R-3]")
{
    const auto coded = must(made().header.withEmergencyCode(made().dek.view()));
    const auto read = must(VaultHeader::parse(coded.header.serialise()));
    REQUIRE(read.emergencyWay());
    CHECK(read.emergencyWay()->method == EmergencyMethod::SealedCode);
    CHECK(opens(read.unlockInEmergency(coded.recoveryCode.text(), {})));
    CHECK(opens(read.unlockWithPassword(viewOf(kPassword), share().view())));
    CHECK(opens(read.unlockWithRecoveryCode(made().recoveryCode.text())));
}

TEST_CASE("the emergency code and the recovery code do not stand for each other",
          "[store][R-3][hostile]")
{
    const auto coded = must(made().header.withEmergencyCode(made().dek.view()));
    CHECK(refusal(coded.header.unlockWithRecoveryCode(coded.recoveryCode.text())) == Errc::Denied);
    CHECK(refusal(coded.header.unlockInEmergency(made().recoveryCode.text(), {})) == Errc::Denied);
}

TEST_CASE("a new emergency code retires the old one", "[store][R-3]")
{
    const auto first = must(made().header.withEmergencyCode(made().dek.view()));
    const auto next = must(first.header.withEmergencyCode(made().dek.view()));
    CHECK(refusal(next.header.unlockInEmergency(first.recoveryCode.text(), {})) == Errc::Denied);
    CHECK(opens(next.header.unlockInEmergency(next.recoveryCode.text(), {})));
    CHECK(next.header.slots().size() == first.header.slots().size());
}

TEST_CASE("a typing slip in an emergency code is told from a wrong one", "[store][R-3]")
{
    const auto coded = must(made().header.withEmergencyCode(made().dek.view()));
    auto slip = textOf(coded.recoveryCode);
    slip[0] = slip[0] == 'A' ? 'B' : 'A';
    CHECK(refusal(coded.header.unlockInEmergency(slip, {})) == Errc::Malformed);
    CHECK(refusal(coded.header.unlockInEmergency({}, {})) == Errc::Malformed);
}

TEST_CASE("two administrators open together, in any order, and neither alone",
          "[store][R-3][hostile]")
{
    const Admins admins;
    const auto read = must(VaultHeader::parse(admins.header.serialise()));
    REQUIRE(read.emergencyWay());
    CHECK(read.emergencyWay()->adminKeys ==
          std::vector{admins.one.publicKey, admins.two.publicKey});
    const auto one = textOf(admins.one.code);
    const auto two = textOf(admins.two.code);
    CHECK(opens(read.unlockInEmergency(one, two)));
    CHECK(opens(read.unlockInEmergency(two, one)));
    CHECK(refusal(read.unlockInEmergency(one, one)) == Errc::Denied);
    CHECK(refusal(read.unlockInEmergency(two, two)) == Errc::Denied);
    CHECK(refusal(read.unlockInEmergency(one, {})) == Errc::Malformed);
    const auto stranger = textOf(store::makeAdminKey().code);
    CHECK(refusal(read.unlockInEmergency(one, stranger)) == Errc::Denied);
    CHECK(refusal(read.unlockInEmergency(stranger, two)) == Errc::Denied);
}

TEST_CASE("two administrators are two different keys that may be used", "[store][R-3][hostile]")
{
    const auto key = store::makeAdminKey().publicKey;
    const auto& header = made().header;
    const auto dek = made().dek.view();
    using Keys = std::vector<Bytes>;
    const std::vector<Keys> refused{
        Keys{},
        Keys{key},
        Keys{key, key},
        Keys{key, Bytes(31, 7)},
        Keys{key, Bytes(32, 0)},
        Keys{key, store::makeAdminKey().publicKey, store::makeAdminKey().publicKey}};
    for (const auto& keys : refused) {
        const auto changed = header.withEmergencyAdmins(dek, keys);
        REQUIRE_FALSE(changed);
        CHECK(changed.error().code == Errc::Malformed);
    }
}

TEST_CASE("the emergency slot can be taken away", "[store][R-3]")
{
    const auto coded = must(made().header.withEmergencyCode(made().dek.view()));
    const auto without = must(coded.header.withoutEmergency(made().dek.view()));
    CHECK_FALSE(without.emergencyWay());
    CHECK(refusal(without.unlockInEmergency(coded.recoveryCode.text(), {})) == Errc::NotFound);
    CHECK(opens(without.unlockWithRecoveryCode(made().recoveryCode.text())));
}

TEST_CASE("only who holds the data key changes what opens in an emergency", "[store][R-3][hostile]")
{
    const auto stranger = Bytes(32, 9);
    CHECK(made().header.withEmergencyCode(stranger).error().code == Errc::Forged);
    CHECK(made().header.withoutEmergency(stranger).error().code == Errc::Forged);
}

TEST_CASE("a new password keeps the emergency slot", "[store][R-3]")
{
    const auto coded = must(made().header.withEmergencyCode(made().dek.view()));
    const auto renewed = must(coded.header.withPassword(made().dek.view(), viewOf("another one"),
                                                        share().view(), store::kLeastCost));
    CHECK(opens(renewed.unlockInEmergency(coded.recoveryCode.text(), {})));
}

TEST_CASE("every changed bit of an emergency slot opens nothing", "[store][R-3][hostile]")
{
    const Admins admins;
    const auto coded = must(made().header.withEmergencyCode(made().dek.view()));
    const auto one = textOf(admins.one.code);
    const auto two = textOf(admins.two.code);
    const auto without = made().header.serialise().size() - 64;  // where the slot begins
    for (const auto* header : {&coded.header, &admins.header}) {
        const auto file = header->serialise();
        for (std::size_t at = without; at < file.size() - 64; ++at) {
            auto changed = file;
            changed[at] ^= 0x20U;
            const auto parsed = VaultHeader::parse(withChecksum(changed));
            if (!parsed)
                continue;
            INFO("byte " << at - without);
            CHECK_FALSE(parsed->unlockInEmergency(coded.recoveryCode.text(), {}));
            CHECK_FALSE(parsed->unlockInEmergency(one, two));
        }
    }
}

TEST_CASE("an emergency slot of a later form, or none at all, is kept and opens nothing",
          "[store][R-3][hostile]")
{
    const auto coded = must(made().header.withEmergencyCode(made().dek.view()));
    const auto body = coded.header.slots().back().foreign;
    CHECK(store::parseEscrow(body));
    for (std::size_t length = 0; length < body.size(); ++length)
        CHECK_FALSE(store::parseEscrow(ByteView{body}.first(length)));
    auto longer = body;
    longer.push_back(0);
    CHECK_FALSE(store::parseEscrow(longer));
    for (const auto form : {0, 3, 255}) {
        auto later = body;
        later[0] = static_cast<std::uint8_t>(form);
        CHECK_FALSE(store::parseEscrow(later));
    }
}

TEST_CASE("what the owner must be told stays until it was told", "[store][R-3]")
{
    TempFolder folder;
    auto vault = must(store::Vault::create(folder.path / "v", made().dek.view()));
    auto notes = must(store::EmergencyStore::open(vault.connection()));
    const auto lee = must(Jid::parseAccount("lee@ward.example"));
    auto transaction = must(vault.begin());
    REQUIRE(notes.add({0, 1000, lee, EmergencyReason::Drill, EmergencyMethod::TwoAdmins}));
    REQUIRE(notes.add({0, 2000, lee, EmergencyReason::PatientCare, EmergencyMethod::SealedCode}));
    REQUIRE(transaction.commit());

    const auto unseen = must(notes.unseen());
    REQUIRE(unseen.size() == 2);
    CHECK(unseen[0].atMs == 1000);
    CHECK(unseen[0].method == EmergencyMethod::TwoAdmins);
    CHECK(unseen[1].reason == EmergencyReason::PatientCare);
    CHECK(unseen[1].accessor == lee);

    auto next = must(vault.begin());
    REQUIRE(notes.setTold(unseen[0].id));
    REQUIRE(notes.setSeen());
    REQUIRE(next.commit());
    CHECK(must(notes.unseen()).empty());
    REQUIRE(must(notes.untold()).size() == 1);
    CHECK(must(notes.untold())[0].id == unseen[1].id);
}
