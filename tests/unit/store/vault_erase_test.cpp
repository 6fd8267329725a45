// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"
#include "core/store/backups.h"
#include "core/store/kin_file.h"
#include "core/store/vault_erase.h"
#include "core/store/vault_header.h"
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::store;
using namespace sotto::test;

namespace {

const WallTime kNow = wallTimeFromMs(1'795'000'000'000);

/// A vault with its header, a backup, an aside and the other files that may lie there.
struct FullFolder : TempFolder {
    FullFolder()
    {
        const auto share = crypto::randomSecret(kShareSize);
        auto made = must(VaultHeader::create(jid("dana@clinic.example"), viewOf("a password"),
                                             share.view(), kLeastCost));
        REQUIRE(made.header.save(path));
        vaultId = toHex(made.header.vaultId());
        must(Vault::create(path, made.dek.view()));
        for (const auto* inside : {"backups/2026-11-22T00-00-00Z", "before-restore-x"}) {
            fs::create_directories(path / inside);
            fs::copy_file(path / "header", path / inside / "header");
            fs::copy_file(path / "vault.db", path / inside / "vault.db");
        }
        for (const auto* name : {"quick", "offline", "attempts", "installation", "in-use"})
            writeContent(path / name, viewOf("what was there"));
    }

    std::vector<std::string> names() const
    {
        std::vector<std::string> found;
        for (const auto& entry : fs::directory_iterator{path})
            found.push_back(entry.path().filename().string());
        std::ranges::sort(found);
        return found;
    }

    std::string receipt() const { return std::string{textOf(contentOf(path / "erased"))}; }

    std::string vaultId;
};

}  // namespace

TEST_CASE("an erased vault leaves a receipt, and nothing that held a key", "[store]")
{
    FullFolder folder;
    // A second name for the same blocks shows what became of them.
    fs::create_hard_link(folder.path / "header", folder.path.parent_path() / "blocks-header");
    const auto before = contentOf(folder.path / "header");
    REQUIRE(eraseVault(folder.path, "in-use", kNow));
    CHECK(folder.names() == std::vector<std::string>{"erased", "in-use"});
    CHECK(folder.receipt() == "vault=" + folder.vaultId + "\nerased=" + utcName(kNow) + "\n");
    CHECK_FALSE(isErasing(folder.path));
    const auto blocks = folder.path.parent_path() / "blocks-header";
    const auto after = contentOf(blocks);
    fs::remove(blocks);
    REQUIRE(after.size() == before.size());
    std::size_t same = 0;
    for (std::size_t i = 0; i < after.size(); ++i)
        same += after[i] == before[i] ? 1 : 0;
    CHECK(same < after.size() / 8);
}

TEST_CASE("an erasure that was cut short goes on and keeps its first receipt", "[store]")
{
    FullFolder folder;
    writeContent(folder.path / "erasing", viewOf("vault=abc\nerased=then\n"));
    writeContent(folder.path / "header", viewOf("noise"));
    REQUIRE(isErasing(folder.path));
    REQUIRE(eraseVault(folder.path, "in-use", kNow));
    CHECK(folder.names() == std::vector<std::string>{"erased", "in-use"});
    CHECK(folder.receipt() == "vault=abc\nerased=then\n");
}

TEST_CASE("a new vault may live where an erased one lay", "[store]")
{
    FullFolder folder;
    REQUIRE(eraseVault(folder.path, "in-use", kNow));
    const auto dek = crypto::randomSecret(kDekSize);
    must(Vault::create(folder.path, dek.view()));
    CHECK_FALSE(isErasing(folder.path));
    CHECK(Vault::open(folder.path, dek.view()));
}

TEST_CASE("a link out of the folder is removed, and not what it leads to", "[store][hostile]")
{
    FullFolder folder;
    TempFolder elsewhere;
    writeContent(elsewhere.path / "header", viewOf("not ours"));
    fs::create_directory_symlink(elsewhere.path, folder.path / "link");
    fs::create_symlink(elsewhere.path / "header", folder.path / "backups" / "header");
    REQUIRE(eraseVault(folder.path, "in-use", kNow));
    CHECK(contentOf(elsewhere.path / "header") == bytesOf("not ours"));
    CHECK(folder.names() == std::vector<std::string>{"erased", "in-use"});
}

TEST_CASE("a kin file is read as it was saved, and damage is told", "[store]")
{
    TempFolder folder;
    CHECK(KinFile::load(folder.path).error().code == Errc::NotFound);
    const KinFile kin{DeviceId{31415},
                      Bytes(33, 5),
                      {{DeviceId{27183}, Bytes(33, 6), true}, {DeviceId{1}, Bytes(33, 7), false}}};
    REQUIRE(kin.save(folder.path));
    CHECK(must(KinFile::load(folder.path)) == kin);
    auto bytes = contentOf(folder.path / "kin");
    bytes[GENERATE(3U, 20U, 60U)] ^= 1;
    writeContent(folder.path / "kin", bytes);
    CHECK(KinFile::load(folder.path).error().code == Errc::Malformed);
}
