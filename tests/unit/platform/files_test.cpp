// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/file_ownership.h"
#include "core/platform/paths.h"
#include "core/platform/system_clock.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

using namespace sotto;
using namespace sotto::platform;
namespace fs = std::filesystem;

namespace {

/// A folder with one good policy file, which then is spoilt.
struct Fixture {
    Fixture()
    {
        folder = fs::path{dir.path().toStdString()} / "etc";
        fs::create_directory(folder);
        ::chmod(folder.c_str(), 0755);
        file = folder / "policy.toml";
        std::ofstream{file} << "[session]\n";
        ::chmod(file.c_str(), 0644);
    }

    FileTrust trust() const { return readTrustedFile(file, ::geteuid()).trust; }

    QTemporaryDir dir;
    fs::path folder, file;
};

mode_t modeOf(const fs::path& path)
{
    struct stat info { };

    ::lstat(path.c_str(), &info);
    return info.st_mode & 0777;
}

Environment environmentOf(std::map<std::string, std::string, std::less<>> variables)
{
    return [variables = std::move(variables)](std::string_view name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional{found->second};
    };
}

}  // namespace

TEST_CASE("A file of the administrator alone is read")
{
    Fixture f;
    const auto mode = GENERATE(mode_t{0644}, mode_t{0600}, mode_t{0444}, mode_t{0640});
    ::chmod(f.file.c_str(), mode);
    const auto read = readTrustedFile(f.file, ::geteuid());
    CHECK(read.trust == FileTrust::Trusted);
    CHECK(read.bytes == "[session]\n");
}

TEST_CASE("A file that others may change is refused")  // H10
{
    Fixture f;
    const auto mode = GENERATE(mode_t{0666}, mode_t{0664}, mode_t{0646}, mode_t{0602});
    ::chmod(f.file.c_str(), mode);
    const auto read = readTrustedFile(f.file, ::geteuid());
    CHECK(read.trust == FileTrust::WritableByOthers);
    CHECK(read.bytes.empty());
}

TEST_CASE("A file of somebody else is refused")
{
    Fixture f;
    CHECK(readTrustedFile(f.file, ::geteuid() + 1).trust == FileTrust::WrongOwner);
}

TEST_CASE("What is no ordinary file is refused and never waited for")
{
    Fixture f;
    fs::remove(f.file);
    CHECK(f.trust() == FileTrust::Missing);
    fs::create_directory(f.file);
    CHECK(f.trust() == FileTrust::NotAFile);
    fs::remove(f.file);
    REQUIRE(::mkfifo(f.file.c_str(), 0644) == 0);
    CHECK(f.trust() == FileTrust::NotAFile);
}

TEST_CASE("A link is refused, also to a good file and also for its folder")
{
    Fixture f;
    const auto link = f.folder / "link.toml";
    fs::create_symlink(f.file, link);
    CHECK(readTrustedFile(link, ::geteuid()).trust == FileTrust::SymbolicLink);
    const auto folderLink = f.folder.parent_path() / "link";
    fs::create_directory_symlink(f.folder, folderLink);
    CHECK(readTrustedFile(folderLink / "policy.toml", ::geteuid()).trust != FileTrust::Trusted);
    const auto dangling = f.folder / "dangling.toml";
    fs::create_symlink("/nowhere", dangling);
    CHECK(readTrustedFile(dangling, ::geteuid()).trust == FileTrust::SymbolicLink);
}

TEST_CASE("A folder that others may change is as bad as the file")
{
    Fixture f;
    ::chmod(f.folder.c_str(), GENERATE(mode_t{0777}, mode_t{0775}, mode_t{01777}));
    CHECK(f.trust() == FileTrust::FolderNotTrusted);
}

TEST_CASE("A file is read up to 1 MiB")
{
    Fixture f;
    fs::resize_file(f.file, kMaxPolicyBytes);
    CHECK(f.trust() == FileTrust::Trusted);
    fs::resize_file(f.file, kMaxPolicyBytes + 1);
    CHECK(f.trust() == FileTrust::TooLarge);
    CHECK(readTrustedFile(f.folder / "no" / "file", ::geteuid()).trust == FileTrust::Missing);
}

TEST_CASE("Paths follow the XDG rules and ignore what is not absolute")
{
    auto paths = findPaths(environmentOf({{"HOME", "/home/a"}}));
    REQUIRE(paths);
    CHECK(paths->data == "/home/a/.local/share/sotto");
    CHECK(paths->runtime == "/home/a/.local/share/sotto/run");
    CHECK(paths->policy.file == "/etc/sotto/policy.toml");
    CHECK(paths->policy.folder == "/etc/sotto/policy.d");

    paths = findPaths(environmentOf(
        {{"HOME", "/home/a"}, {"XDG_DATA_HOME", "/data"}, {"XDG_RUNTIME_DIR", "/run/user/7"}}));
    REQUIRE(paths);
    CHECK(paths->data == "/data/sotto");
    CHECK(paths->runtime == "/run/user/7/sotto");

    paths = findPaths(environmentOf({{"HOME", "/home/a"}, {"XDG_DATA_HOME", "data"}}));
    REQUIRE(paths);
    CHECK(paths->data == "/home/a/.local/share/sotto");
    CHECK_FALSE(findPaths(environmentOf({})));
    CHECK_FALSE(findPaths(environmentOf({{"HOME", "."}})));
}

TEST_CASE("A private folder is made for its owner, and an open one is closed")
{
    QTemporaryDir dir;
    const auto folder = fs::path{dir.path().toStdString()} / "a" / "b";
    const auto before = ::umask(0);
    CHECK(makePrivateFolder(folder));
    ::umask(before);
    CHECK(modeOf(folder) == 0700);
    CHECK(modeOf(folder.parent_path()) == 0700);
    ::chmod(folder.c_str(), 0755);
    CHECK(makePrivateFolder(folder));
    CHECK(modeOf(folder) == 0700);
}

TEST_CASE("A private folder is never a link, a file or a relative path")
{
    QTemporaryDir dir;
    const auto root = fs::path{dir.path().toStdString()};
    fs::create_directory(root / "real");
    fs::create_directory_symlink(root / "real", root / "link");
    std::ofstream{root / "file"} << "x";
    CHECK(makePrivateFolder(root / "link").error().code == Errc::Denied);
    CHECK(makePrivateFolder(root / "file").error().code == Errc::Denied);
    CHECK_FALSE(makePrivateFolder(root / "file" / "below"));
    CHECK(makePrivateFolder("relative").error().code == Errc::Denied);
}

TEST_CASE("The system clock counts on, and this start of the machine has a name")
{
    const SystemClock clock;
    const auto before = clock.bootNow();
    ::usleep(20'000);
    const auto after = clock.bootNow();
    CHECK(after - before >= std::chrono::milliseconds{19});
    CHECK(after - before < std::chrono::seconds{10});
    CHECK(toMs(clock.wallNow()) > 1'600'000'000'000);
    CHECK(bootId().size() >= 7);
    CHECK(bootId() == bootId());
}
