// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/random.h"
#include "core/store/vault_files.h"
#include "tests/unit/store/store_fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>

using namespace sotto;
using namespace sotto::store;
using sotto::test::contentOf;
using sotto::test::writeContent;
namespace fs = std::filesystem;

namespace {

struct Folder {
    const fs::path& path() const { return temp.path; }

    fs::path files() const { return path() / "files"; }

    std::vector<fs::path> all() const
    {
        std::vector<fs::path> out;
        std::error_code none;
        for (const auto& entry : fs::directory_iterator(files(), none))
            out.push_back(entry.path());
        return out;
    }

    VaultFile write(const Bytes& plain, std::size_t step = 10'000) const
    {
        auto writer = VaultFiles{path()}.create();
        REQUIRE(writer);
        for (std::size_t at = 0; at < plain.size(); at += step)
            REQUIRE(writer->write(ByteView{plain}.subspan(at, std::min(step, plain.size() - at))));
        auto file = writer->finish();
        REQUIRE(file);
        return *std::move(file);
    }

    /// All of it, or why not.
    Result<Bytes> read(const VaultFile& file) const
    {
        SOTTO_TRY_ASSIGN(auto reader, VaultFiles{path()}.open(file));
        Bytes plain;
        for (;;) {
            SOTTO_TRY_ASSIGN(const auto piece, reader.next());
            if (piece.empty())
                return plain;
            plain.insert(plain.end(), piece.view().begin(), piece.view().end());
        }
    }

    test::TempFolder temp;
};

}  // namespace

TEST_CASE("a file of the vault gives back what was written, of every size around a piece")
{
    const Folder folder;
    const auto size = GENERATE(std::size_t{0}, std::size_t{1}, kFilePiece - 1, kFilePiece,
                               kFilePiece + 1, 3 * kFilePiece, 3 * kFilePiece + 5);
    const auto plain = crypto::randomBytes(size);
    const auto file = folder.write(plain);
    const auto read = folder.read(file);
    REQUIRE(read);
    CHECK(*read == plain);
}

TEST_CASE("a file of the vault is for its owner alone, and shows nothing of its content or name")
{
    const Folder folder;
    const std::string marker = "MARKER-potassium-6.1";
    Bytes plain;
    for (int i = 0; i < 10'000; ++i)
        plain.insert(plain.end(), marker.begin(), marker.end());
    const auto file = folder.write(plain);
    REQUIRE(folder.all().size() == 1);
    const auto path = folder.all().front();
    CHECK(path.filename().string() == file.name);
    CHECK(file.name.size() == 32);

    struct stat info { };

    REQUIRE(stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    REQUIRE(stat(folder.files().c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0700);
    const auto bytes = contentOf(path);
    CHECK(std::ranges::search(bytes, marker).empty());
}

TEST_CASE("a damaged file of the vault is forged at the place of the damage, never given on")
{
    const Folder folder;
    const auto plain = crypto::randomBytes(2 * kFilePiece + 100);
    const auto file = folder.write(plain);
    const auto path = folder.all().front();
    auto bytes = contentOf(path);
    const auto whole = bytes;
    SECTION("one bit, anywhere")
    {
        for (const std::size_t at :
             {std::size_t{0}, std::size_t{30}, bytes.size() / 2, bytes.size() - 1}) {
            auto changed = whole;
            changed.at(at) ^= 1;
            writeContent(path, changed);
            CHECK(folder.read(file).error().code == Errc::Forged);
        }
    }
    SECTION("cut, at a border of pieces and elsewhere")
    {
        for (const std::size_t size : {std::size_t{0}, std::size_t{10}, std::size_t{24},
                                       24 + kFilePiece + 17, bytes.size() - 1}) {
            writeContent(path,
                         Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
            CHECK(folder.read(file).error().code == Errc::Forged);
        }
    }
    SECTION("longer")
    {
        bytes.push_back(0);
        writeContent(path, bytes);
        CHECK(folder.read(file).error().code == Errc::Forged);
    }
    SECTION("under another key")
    {
        VaultFile other{file.name, crypto::randomSecret(crypto::kFileKeySize)};
        CHECK(folder.read(other).error().code == Errc::Forged);
    }
    SECTION("E20: taken away")
    {
        fs::remove(path);
        CHECK(folder.read(file).error().code == Errc::NotFound);
        CHECK(folder.read({}).error().code == Errc::NotFound);
    }
}

TEST_CASE("a file that was not finished leaves nothing behind")
{
    const Folder folder;
    {
        auto writer = VaultFiles{folder.path()}.create();
        REQUIRE(writer);
        REQUIRE(writer->write(Bytes(3 * kFilePiece)));
        CHECK(folder.all().size() == 1);
    }
    CHECK(folder.all().empty());
}

TEST_CASE("what no row names is removed when the vault opens")
{
    const Folder folder;
    const auto kept = folder.write(Bytes(10));
    const auto orphan = folder.write(Bytes(10));
    VaultFiles{folder.path()}.keepOnly({kept.name});
    CHECK(folder.read(kept));
    CHECK(folder.read(orphan).error().code == Errc::NotFound);
    VaultFiles{folder.path()}.remove(kept.name);
    VaultFiles{folder.path()}.remove({});
    CHECK(folder.all().empty());
    CHECK(fs::exists(folder.files()));
}

TEST_CASE("a disk that is full is told as full, and what was begun is gone")
{
    const Folder folder;
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const rlimit small{2 * kFilePiece, before.rlim_max};
    {
        auto writer = VaultFiles{folder.path()}.create();
        REQUIRE(writer);
        REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
        const auto written = writer->write(Bytes(4 * kFilePiece));
        setrlimit(RLIMIT_FSIZE, &before);
        REQUIRE_FALSE(written);
        CHECK(written.error().code == Errc::StorageFull);
    }
    CHECK(folder.all().empty());
}
