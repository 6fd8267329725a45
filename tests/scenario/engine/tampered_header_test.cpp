// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody with access to the disk changes the header of a locked vault; the person unlocks.
#include "core/crypto/digest.h"
#include "core/engine/installation.h"
#include "core/store/vault_header.h"
#include "tests/scenario/engine/person.h"
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;

namespace {

constexpr std::size_t kChecksumSize = 32;
constexpr std::size_t kUserLengthAt = 26;  // core/store/README.md, "Format"

/// Where the first slot, the password's, begins; its cost follows kind and length.
std::size_t slotAt(const Bytes& header)
{
    return kUserLengthAt + 2 + header.at(kUserLengthAt) * 256U + header.at(kUserLengthAt + 1) + 1;
}

void setCost(Bytes& header, std::uint32_t memoryKiB, std::uint8_t passes)
{
    const auto at = slotAt(header) + 3;
    for (std::size_t i = 0; i < 4; ++i)
        header.at(at + i) = static_cast<std::uint8_t>(memoryKiB >> (24 - 8 * i));
    header.at(at + 7) = passes;
}

/// As an attacker would leave it: with a checksum that fits.
void renewChecksum(Bytes& header)
{
    const auto body = ByteView{header}.first(header.size() - kChecksumSize);
    const auto checksum = crypto::sha256(body);
    std::ranges::copy(checksum, header.end() - static_cast<std::ptrdiff_t>(kChecksumSize));
}

std::filesystem::path vaultOf(const Person& person)
{
    return engine::Installation::folderOf(person.folder(), person.address());
}

}  // namespace

TEST_CASE("an unlock with a changed header is refused in words and leaves both files untouched",
          "[hostile][I-2]")
{
    World world;
    Person desk(world, "desk");
    Person other(world, "other");
    desk.signIn();
    other.signIn();
    auto handOver = desk.lock();
    const auto file = vaultOf(desk) / "header";
    const auto good = contentOf(file);
    const auto foreign = contentOf(vaultOf(other) / "header");
    auto bad = good;

    SECTION("a derivation that costs nothing")
    {
        setCost(bad, 8, 1);
    }
    SECTION("a derivation of 4 TB")
    {
        setCost(bad, 0xFFFFFFFF, 16);
    }
    SECTION("one pass more, as after a change that nobody with the key made")
    {
        setCost(bad, 64 * 1024, 4);
    }
    SECTION("the password slot of another vault")
    {
        const auto from = static_cast<std::ptrdiff_t>(slotAt(foreign));
        std::copy_n(foreign.begin() + from, 3 + 84,
                    bad.begin() + static_cast<std::ptrdiff_t>(slotAt(bad)));
    }
    SECTION("the header of another person")
    {
        bad = foreign;
    }
    SECTION("another person's name")
    {
        bad.at(kUserLengthAt + 2) ^= 1;
    }
    renewChecksum(bad);
    REQUIRE(bad != good);
    writeContent(file, bad);
    const auto vault = contentOf(vaultOf(desk) / "vault.db");

    desk.restart(std::move(handOver));
    desk.problems.clear();
    desk.startSigningIn();
    CHECK(desk.stage.step != Step::Open);
    CHECK_FALSE(desk.problems.empty());
    CHECK(contentOf(file) == bad);
    CHECK(contentOf(vaultOf(desk) / "vault.db") == vault);

    // What was taken away and comes back opens as before.
    writeContent(file, good);
    desk.restart();
    desk.signIn();
}
