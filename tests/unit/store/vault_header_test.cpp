// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/store/recovery_code.h"
#include "core/store/vault_header.h"
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;
using store::KeyUse;
using store::SlotKind;
using store::VaultHeader;

namespace {

constexpr crypto::Argon2Params kCost = store::kLeastCost;
constexpr std::string_view kPassword = "correct horse battery staple";

const SecretBytes& share()
{
    static const SecretBytes bytes{Bytes(32, 0x5A)};
    return bytes;
}

store::NewVaultHeader make()
{
    return must(VaultHeader::create(nurse(), viewOf(kPassword), share().view(), kCost));
}

/// One for all tests that only read: each costs an Argon2id run.
const store::NewVaultHeader& made()
{
    static const auto header = make();
    return header;
}

Errc refusal(const Result<SecretBytes>& unlocked)
{
    REQUIRE_FALSE(unlocked);
    return unlocked.error().code;
}

/// As an attacker would leave it: with a checksum that fits.
Bytes withChecksum(Bytes file)
{
    file.erase(file.end() - 32, file.end());
    const auto checksum = crypto::sha256(file);
    file.insert(file.end(), checksum.begin(), checksum.end());
    return file;
}

/// Written by the first release of format 1; must open for ever. Password "old password",
/// share 32 bytes of 01.
constexpr std::string_view kStoredVersion1 =
    "534f54544f564c54000173ef19fba5b21721ef3bacb25102f6c400126e7572736540776172642e6578616d70"
    "6c6502000054000100000000000388509a625f573cb173e2e4134d129f03d0fc28d8e5b3d434f1c9bb7bfefa"
    "56b52695c7a75970835118fb922313455c87dbb0302476ad2c611b666e0c95cfec7a5c916ee900bd2635b890"
    "f26003005400000000000000005ccec67429d7df04590c4d2f74fb763dcadef485cd07cc54d69dd09b33d68f"
    "fc4af1ebb05e6f09b40219ba1f38ba4027e2d315d23d395cdfd9327562d2d07c597446e9c9243fc90fbfc448"
    "0a71b00690eafc7dffe12fa199706cdd7aa7cb3f2ab11560adc021311c7c4349c145fe9865d80945ce4a863a"
    "2009277112ef0c10bc86216b2d3c63dd7daa9669be";
constexpr std::string_view kStoredDek =
    "22e86dd4e3ca9d5c67bc40bf0a8c7093aae5be85beac3e453477c923da0cc121";
constexpr std::string_view kStoredCode = "HEXQ-H3A1-GWNG-D221-8YPJ-JPN5-PR18";

// Where things are in a header of nurse@ward.example: see README.md, "Format".
constexpr std::size_t kUserAt = 28;
constexpr std::size_t kSlotCountAt = 28 + 18;
constexpr std::size_t kMemoryAt = kSlotCountAt + 1 + 3;
constexpr std::size_t kPassesAt = kMemoryAt + 4;
constexpr std::size_t kSlotSize = 3 + 84;
constexpr std::size_t kRecoveryAt = kSlotCountAt + 1 + kSlotSize;
constexpr std::size_t kMacAt = kRecoveryAt + kSlotSize;

}  // namespace

TEST_CASE("password with share, and the recovery code, give the same data key", "[store]")
{
    const auto& fresh = made();
    CHECK(fresh.dek.size() == 32);
    const auto file = fresh.header.serialise();
    REQUIRE(file.size() == kMacAt + 64);
    const auto header = must(VaultHeader::parse(file));
    CHECK(header.user() == nurse());
    CHECK(equalInConstantTime(header.vaultId(), fresh.header.vaultId()));
    CHECK(header.serialise() == file);

    const auto byPassword = must(header.unlockWithPassword(viewOf(kPassword), share().view()));
    CHECK(equalInConstantTime(byPassword.view(), fresh.dek.view()));
    const auto byCode = must(header.unlockWithRecoveryCode(fresh.recoveryCode.text()));
    CHECK(equalInConstantTime(byCode.view(), fresh.dek.view()));
}

TEST_CASE("a header of version 1 opens for ever", "[store]")
{
    const auto file = must(fromHex(kStoredVersion1));
    const auto header = must(VaultHeader::parse(file));
    CHECK(header.user() == nurse());
    CHECK(header.serialise() == file);
    const auto byPassword = must(header.unlockWithPassword(viewOf("old password"), Bytes(32, 1)));
    CHECK(toHex(byPassword.view()) == kStoredDek);
    CHECK(toHex(must(header.unlockWithRecoveryCode(kStoredCode)).view()) == kStoredDek);
}

TEST_CASE("neither the password nor the share opens it alone", "[store][hostile]")
{
    const auto& header = made().header;
    CHECK(refusal(header.unlockWithPassword(viewOf("correct horse battery stapl"),
                                            share().view())) == Errc::Denied);
    auto other = share().clone();
    other.data()[0] ^= 1;
    CHECK(refusal(header.unlockWithPassword(viewOf(kPassword), other.view())) == Errc::Denied);
    CHECK(refusal(header.unlockWithPassword(viewOf(kPassword), {})) == Errc::Denied);
    CHECK(refusal(header.unlockWithPassword(viewOf(kPassword), share().view().first(31))) ==
          Errc::Denied);
    CHECK(refusal(header.unlockWithPassword({}, share().view())) == Errc::Denied);
    CHECK(refusal(header.unlockWithPassword(Bytes(1025, 'a'), share().view())) == Errc::Denied);
}

TEST_CASE("a header is not made with what could not open it", "[store]")
{
    const auto refused = [](ByteView password, ByteView withShare, crypto::Argon2Params cost) {
        const auto header = VaultHeader::create(nurse(), password, withShare, cost);
        REQUIRE_FALSE(header);
        return header.error().code;
    };
    CHECK(refused({}, share().view(), kCost) == Errc::Malformed);
    CHECK(refused(viewOf(kPassword), {}, kCost) == Errc::Malformed);
    CHECK(refused(viewOf(kPassword), share().view(), {64 * 1024 - 1, 3}) == Errc::Malformed);
    CHECK(refused(viewOf(kPassword), share().view(), {64 * 1024, 2}) == Errc::Malformed);
    CHECK(refused(viewOf(kPassword), share().view(), {1024 * 1024 + 1, 3}) == Errc::Malformed);
    CHECK(refused(viewOf(kPassword), share().view(), {64 * 1024, 17}) == Errc::Malformed);
}

TEST_CASE("every single flipped bit is refused before a password is tried", "[store][hostile]")
{
    const auto good = made().header.serialise();
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        auto bad = good;
        bad[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        const auto parsed = VaultHeader::parse(bad);
        if (parsed)
            FAIL("bit " << bit);
    }
    CHECK(VaultHeader::parse(good));
}

TEST_CASE("every single flipped bit is refused even with a checksum that fits",
          "[store][hostile][I-2]")
{
    const auto& fresh = made();
    const auto good = fresh.header.serialise();
    for (std::size_t bit = 0; bit < (good.size() - 32) * 8; ++bit) {
        auto bad = good;
        bad[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        const auto parsed = VaultHeader::parse(withChecksum(bad));
        // The recovery slot is quick to try; the header's MAC covers the other slot too.
        if (parsed && parsed->unlockWithRecoveryCode(fresh.recoveryCode.text()))
            FAIL("bit " << bit);
    }
}

TEST_CASE("a changed part gives no data key through the password either", "[store][hostile][I-2]")
{
    struct Case {
        const char* why;
        std::size_t at;
        Errc expected;
    };

    const auto c = GENERATE(values<Case>({
        {"vault id", 10, Errc::Denied},
        {"user", kUserAt, Errc::Denied},
        {"cost", kPassesAt + 3, Errc::Denied},
        {"salt", kPassesAt + 4, Errc::Denied},
        {"iv", kPassesAt + 20, Errc::Denied},
        {"wrapped key", kPassesAt + 32, Errc::Denied},
        {"tag", kRecoveryAt - 1, Errc::Denied},
        {"the other slot", kRecoveryAt + 20, Errc::Forged},
        {"mac", kMacAt, Errc::Forged},
    }));
    CAPTURE(c.why);
    auto bad = made().header.serialise();
    bad[c.at] ^= 4;
    const auto header = must(VaultHeader::parse(withChecksum(bad)));
    CHECK(refusal(header.unlockWithPassword(viewOf(kPassword), share().view())) == c.expected);
}

TEST_CASE("a slot from another vault opens nothing, and the header that holds it is refused",
          "[store][hostile][I-2]")
{
    const auto& ours = made();
    const auto theirs = make();  // same person, password and share
    const auto file = theirs.header.serialise();
    const auto slotAt = GENERATE(kSlotCountAt + 1, kRecoveryAt);
    auto mixed = ours.header.serialise();
    std::copy_n(file.begin() + static_cast<std::ptrdiff_t>(slotAt), kSlotSize,
                mixed.begin() + static_cast<std::ptrdiff_t>(slotAt));
    const auto header = must(VaultHeader::parse(withChecksum(mixed)));
    const bool isPasswordSlot = slotAt != kRecoveryAt;
    CHECK(refusal(header.unlockWithPassword(viewOf(kPassword), share().view())) ==
          (isPasswordSlot ? Errc::Denied : Errc::Forged));
    CHECK(refusal(header.unlockWithRecoveryCode(theirs.recoveryCode.text())) == Errc::Denied);
    CHECK(refusal(header.unlockWithRecoveryCode(ours.recoveryCode.text())) ==
          (isPasswordSlot ? Errc::Forged : Errc::Denied));
}

TEST_CASE("a lower cost that is still allowed opens nothing", "[store][hostile][I-2]")
{
    const auto dear =
        must(VaultHeader::create(nurse(), viewOf(kPassword), share().view(), {64 * 1024, 4}));
    auto cheaper = dear.header.serialise();
    REQUIRE(cheaper[kPassesAt + 3] == 4);
    cheaper[kPassesAt + 3] = 3;
    const auto header = must(VaultHeader::parse(withChecksum(cheaper)));
    CHECK(refusal(header.unlockWithPassword(viewOf(kPassword), share().view())) == Errc::Denied);
    CHECK(refusal(header.unlockWithRecoveryCode(dear.recoveryCode.text())) == Errc::Forged);
}

TEST_CASE("a cost out of bounds is refused before anything is derived", "[store][hostile][I-2]")
{
    struct Case {
        const char* why;
        std::uint32_t memoryKiB, passes;
    };

    const auto c = GENERATE(values<Case>({
        {"8 kB and one pass", 8, 1},
        {"just under the floor", 64 * 1024 - 1, 3},
        {"too few passes", 64 * 1024, 2},
        {"just over the cap", 1024 * 1024 + 1, 3},
        {"1 TB", 1024 * 1024 * 1024, 3},
        {"most", 0xFFFFFFFF, 0xFFFFFFFF},
        {"too many passes", 64 * 1024, 17},
        {"none", 0, 0},
    }));
    CAPTURE(c.why);
    auto bad = made().header.serialise();
    for (std::size_t i = 0; i < 4; ++i) {
        bad[kMemoryAt + i] = static_cast<std::uint8_t>(c.memoryKiB >> (24 - 8 * i));
        bad[kPassesAt + i] = static_cast<std::uint8_t>(c.passes >> (24 - 8 * i));
    }
    const auto parsed = VaultHeader::parse(withChecksum(bad));
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::Forged);
}

TEST_CASE("a header that breaks its format is refused", "[store][hostile][I-1]")
{
    const auto good = made().header.serialise();
    const auto set = [&good](std::size_t at, std::uint8_t value) {
        auto bad = good;
        bad[at] = value;
        return withChecksum(bad);
    };

    struct Case {
        const char* why;
        Bytes file;
        Errc expected;
    };

    auto longer = good;
    longer.insert(longer.end() - 32, 0);
    auto twice = good;  // the recovery slot again
    twice[kSlotCountAt] = 3;
    twice.insert(twice.begin() + kMacAt, good.begin() + kRecoveryAt, good.begin() + kMacAt);
    auto huge = good;
    huge.resize(64 * 1024 + 1);
    const std::vector<Case> cases{
        {"empty", {}, Errc::Malformed},
        {"magic", set(0, 'X'), Errc::Malformed},
        {"version 0", set(9, 0), Errc::Malformed},
        {"version 2", set(9, 2), Errc::Newer},
        {"only the start", Bytes(good.begin(), good.begin() + 10), Errc::Malformed},
        {"user empty", set(27, 0), Errc::Malformed},
        {"user too long", set(26, 0xFF), Errc::Malformed},
        {"user is no address", set(kUserAt + 5, ' '), Errc::Malformed},
        {"user not normalised", set(kUserAt, 'N'), Errc::Malformed},
        {"no slots but bytes", set(kSlotCountAt, 0), Errc::Malformed},
        {"more slots than there are", set(kSlotCountAt, 3), Errc::Malformed},
        {"255 slots", set(kSlotCountAt, 255), Errc::Malformed},
        {"unknown kind of slot", set(kSlotCountAt + 1, 5), Errc::Malformed},
        {"a password slot without a cost", set(kRecoveryAt, 0), Errc::Forged},
        {"a recovery slot with a cost", set(kSlotCountAt + 1, 3), Errc::Forged},
        {"a slot that is there twice", withChecksum(twice), Errc::Malformed},
        {"slot too short", set(kSlotCountAt + 3, 83), Errc::Malformed},
        {"slot too long", set(kSlotCountAt + 3, 85), Errc::Malformed},
        {"a byte too many", withChecksum(longer), Errc::Malformed},
        {"more than 64 KiB", withChecksum(huge), Errc::Malformed},
    };
    for (const auto& c : cases) {
        CAPTURE(c.why);
        const auto parsed = VaultHeader::parse(c.file);
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().code == c.expected);
    }
    for (std::size_t size = 0; size < good.size(); ++size) {
        const auto cut = ByteView{good}.first(size);
        CHECK_FALSE(VaultHeader::parse(cut));
        if (size >= 32)
            CHECK_FALSE(VaultHeader::parse(withChecksum({cut.begin(), cut.end()})));
    }
}

TEST_CASE("slots of later kinds survive a change of the password", "[store]")
{
    const auto& fresh = made();
    auto file = fresh.header.serialise();
    file[kSlotCountAt] = 3;
    const Bytes foreign{1, 0, 2, 0xAB, 0xCD};  // FIDO2, two bytes
    file.insert(file.begin() + static_cast<std::ptrdiff_t>(kMacAt), foreign.begin(), foreign.end());
    const auto parsed = must(VaultHeader::parse(withChecksum(file)));
    REQUIRE(parsed.slots().size() == 3);
    CHECK(parsed.slots()[2].kind == SlotKind::Fido2);
    CHECK(parsed.slots()[2].foreign == Bytes{0xAB, 0xCD});
    CHECK(parsed.serialise() == withChecksum(file));
    // Nobody with the data key put it there.
    CHECK(refusal(parsed.unlockWithRecoveryCode(fresh.recoveryCode.text())) == Errc::Forged);
}

TEST_CASE("a new password and share replace the old, the recovery code stays", "[store]")
{
    const auto& fresh = made();
    const SecretBytes newShare{Bytes(32, 0x77)};
    const auto changed = must(fresh.header.withPassword(fresh.dek.view(), viewOf("new password"),
                                                        newShare.view(), {64 * 1024, 4}));
    const auto header = must(VaultHeader::parse(changed.serialise()));
    const auto dek = must(header.unlockWithPassword(viewOf("new password"), newShare.view()));
    CHECK(equalInConstantTime(dek.view(), fresh.dek.view()));
    CHECK(refusal(header.unlockWithPassword(viewOf(kPassword), share().view())) == Errc::Denied);
    CHECK(header.unlockWithRecoveryCode(fresh.recoveryCode.text()));

    const auto stranger = crypto::randomSecret(32);
    CHECK(fresh.header.withPassword(stranger.view(), viewOf("x"), newShare.view(), kCost)
              .error()
              .code == Errc::Forged);
}

TEST_CASE("a new recovery code retires the old one", "[store]")
{
    const auto& fresh = made();
    const auto changed = must(fresh.header.withNewRecoveryCode(fresh.dek.view()));
    CHECK(changed.header.unlockWithRecoveryCode(changed.recoveryCode.text()));
    CHECK(refusal(changed.header.unlockWithRecoveryCode(fresh.recoveryCode.text())) ==
          Errc::Denied);
    CHECK(changed.header.unlockWithPassword(viewOf(kPassword), share().view()));
}

TEST_CASE("a header is saved whole and private, and a failed save keeps the old", "[store][I-8]")
{
    const TempFolder folder;
    const auto vaultFolder = folder.path / "nurse" / "vault";
    CHECK(VaultHeader::load(vaultFolder).error().code == Errc::NotFound);
    must(made().header.save(vaultFolder));
    CHECK(must(VaultHeader::load(vaultFolder)).serialise() == made().header.serialise());
    CHECK(fs::status(vaultFolder).permissions() == fs::perms::owner_all);
    CHECK(fs::status(vaultFolder / "header").permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));

    const auto changed = must(made().header.withNewRecoveryCode(made().dek.view()));
    must(changed.header.save(vaultFolder));
    CHECK(must(VaultHeader::load(vaultFolder)).serialise() == changed.header.serialise());
    CHECK(std::distance(fs::directory_iterator{vaultFolder}, {}) == 1);  // no temporary file

    writeContent(vaultFolder / "header", Bytes(64 * 1024 + 1));
    CHECK(VaultHeader::load(vaultFolder).error().code == Errc::Malformed);
    writeContent(folder.path / "file", viewOf("x"));
    CHECK(made().header.save(folder.path / "file").error().code == Errc::Storage);
}

TEST_CASE("each use of the data key has its own key", "[store]")
{
    const auto& dek = made().dek;
    std::vector<std::string> keys;
    for (const auto use : {KeyUse::Database, KeyUse::Attachments, KeyUse::Export, KeyUse::Header}) {
        const auto key = must(store::subkey(dek.view(), use));
        CHECK(key.size() == 32);
        keys.push_back(toHex(key.view()));
    }
    std::ranges::sort(keys);
    CHECK(std::ranges::adjacent_find(keys) == keys.end());
    CHECK_FALSE(store::subkey(dek.view().first(31), KeyUse::Database));
}

TEST_CASE("a recovery code survives how people type", "[store]")
{
    const auto code = crypto::randomSecret(store::kRecoveryCodeSize);
    const auto text = store::recoveryCodeText(code.view());
    REQUIRE(text.size() == 34);
    std::string typed{text.text()};
    CHECK(typed.find_first_of("ILOU") == std::string::npos);
    for (char& c : typed) {
        if (c == '-')
            c = ' ';
        else if (c == '0')
            c = 'o';
        else if (c == '1')
            c = 'l';
        else if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    const auto read = must(store::parseRecoveryCode("  " + typed + " "));
    CHECK(equalInConstantTime(read.view(), code.view()));
}

TEST_CASE("a typing slip is told from a wrong code", "[store]")
{
    // Fixed, so that the 1 in 1024 that the check cannot find does not fail by chance.
    const Bytes code{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    const std::string text{store::recoveryCodeText(code).text()};
    int slips = 0, found = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '-')
            continue;
        auto wrong = text;
        wrong[i] = wrong[i] == '7' ? '8' : '7';
        ++slips;
        found += store::parseRecoveryCode(wrong) ? 0 : 1;
    }
    CHECK(slips == 28);
    CHECK(found == slips);
    const auto other = crypto::randomSecret(store::kRecoveryCodeSize);
    CHECK(refusal(made().header.unlockWithRecoveryCode(
              store::recoveryCodeText(other.view()).text())) == Errc::Denied);
    const auto* bad =
        GENERATE("", "-", "ABCD", "0000-0000-0000-0000-0000-0000-000",
                 "0000-0000-0000-0000-0000-0000-0000-0", "\xC3\xA9",
                 "UUUU-0000-0000-0000-0000-0000-0000", "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ");
    CHECK(refusal(made().header.unlockWithRecoveryCode(bad)) == Errc::Malformed);
}
