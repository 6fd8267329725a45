// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/quick_slot.h"
#include "core/store/small_file.h"
#include "tests/unit/store/store_fixture.h"

using namespace sotto;
using namespace sotto::test;
using store::QuickSlot;
using store::VaultHeader;

namespace {

constexpr std::string_view kPin = "492837";
constexpr store::Moment kLogin{.wallMs = 1'795'000'000'000, .bootMs = 42'000, .boot = {7}};
const Bytes kShare(32, 0x5A);

/// One for all tests that only read: each costs an Argon2id run.
const store::NewVaultHeader& vault()
{
    static const auto made =
        must(VaultHeader::create(nurse(), viewOf("password"), kShare, store::kLeastCost));
    return made;
}

QuickSlot make()
{
    return must(QuickSlot::make(vault().header, vault().dek.view(), viewOf(kPin), kShare,
                                store::kLeastCost, kLogin));
}

Errc refusal(const Result<SecretBytes>& opened)
{
    REQUIRE_FALSE(opened);
    return opened.error().code;
}

}  // namespace

TEST_CASE("A PIN and the relay's share give the data key back, neither alone does")
{
    TempFolder folder;
    REQUIRE(make().save(folder.path));
    const auto slot = must(QuickSlot::load(folder.path));
    CHECK(slot.fullLogin() == kLogin);
    const auto dek = must(slot.open(vault().header, viewOf(kPin), kShare));
    CHECK(std::ranges::equal(dek.view(), vault().dek.view()));
    CHECK(refusal(slot.open(vault().header, viewOf("492838"), kShare)) == Errc::Denied);
    CHECK(refusal(slot.open(vault().header, viewOf(kPin), Bytes(32, 0x5B))) == Errc::Denied);
    CHECK(refusal(slot.open(vault().header, {}, kShare)) == Errc::Denied);
    CHECK(refusal(slot.open(vault().header, viewOf(kPin), {})) == Errc::Denied);
    REQUIRE(QuickSlot::erase(folder.path));
    CHECK(QuickSlot::load(folder.path).error().code == Errc::NotFound);
}

TEST_CASE("A PIN opens no other vault, and none whose header was changed", "[I]")
{
    const auto slot = make();
    const auto twin =
        must(VaultHeader::create(nurse(), viewOf("password"), kShare, store::kLeastCost));
    CHECK(refusal(slot.open(twin.header, viewOf(kPin), kShare)) == Errc::Denied);
    const auto other =
        must(VaultHeader::create(surgeon(), viewOf("password"), kShare, store::kLeastCost));
    CHECK(refusal(slot.open(other.header, viewOf(kPin), kShare)) == Errc::Denied);
}

TEST_CASE("The time of the login, cost and salt of a PIN cannot be changed", "[I]")
{
    TempFolder folder;
    REQUIRE(make().save(folder.path));
    const auto file = folder.path / "quick";
    constexpr store::SmallFormat kFormat{"SOTTOPIN", 1, 116};
    const auto content = must(store::loadSmall(kFormat, file));
    const auto with = [&](std::size_t at) {
        auto changed = content;
        changed.at(at) ^= 1;
        writeContent(file, store::framed(kFormat, changed));  // with a checksum that fits
        return QuickSlot::load(folder.path);
    };
    for (const std::size_t at : {7U, 15U, 16U, 40U, 56U, 68U, 115U}) {
        INFO("byte " << at);
        CHECK(refusal(must(with(at)).open(vault().header, viewOf(kPin), kShare)) == Errc::Denied);
    }
    // A cost that we never write is told before anything is derived (I-2).
    CHECK(with(32).error().code == Errc::Forged);
    CHECK(with(36).error().code == Errc::Forged);
}
