// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/disk_encryption.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <fstream>

using namespace sotto::platform;
namespace fs = std::filesystem;

namespace {

/// What a kernel tells of the devices below one folder.
struct System {
    QTemporaryDir dir;
    fs::path root{dir.path().toStdString()};
    fs::path device;

    System()
    {
        struct stat info { };

        REQUIRE(::stat(root.c_str(), &info) == 0);
        device = root / "dev" / "block" /
            (std::to_string(major(info.st_dev)) + ':' + std::to_string(minor(info.st_dev)));
    }

    static void add(const fs::path& at, const char* id = nullptr)
    {
        fs::create_directories(at / "dm");
        if (id)
            std::ofstream{at / "dm" / "uuid"} << id << '\n';
    }

    DiskEncryption ask() const { return diskEncryptionOf(root, root); }
};

}  // namespace

TEST_CASE("an encrypted disk is found, also below other layers; a plain one is said to be")
{
    System s;
    CHECK(s.ask() == DiskEncryption::Unknown);  // not a disk of this machine
    System::add(s.device);
    CHECK(s.ask() == DiskEncryption::Plain);
    System::add(s.device, "LVM-abc");
    CHECK(s.ask() == DiskEncryption::Plain);
    System::add(s.device / "slaves" / "dm-0", "CRYPT-LUKS2-def-disk");
    CHECK(s.ask() == DiskEncryption::Encrypted);
    System::add(s.device / "slaves" / "sdb1");
    CHECK(s.ask() == DiskEncryption::Plain);  // one half of it is
    System::add(s.device, "CRYPT-LUKS2-abc-home");
    CHECK(s.ask() == DiskEncryption::Encrypted);
}

TEST_CASE("a folder that is not there, and a circle of layers, are answered too")
{
    CHECK(diskEncryptionOf("/nowhere/at/all") == DiskEncryption::Unknown);
    System s;
    System::add(s.device);
    fs::create_directories(s.device / "slaves");
    fs::create_directory_symlink(s.device, s.device / "slaves" / "itself");
    CHECK(s.ask() == DiskEncryption::Plain);
}
