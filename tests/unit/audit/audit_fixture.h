// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_folder.h"
#include "core/audit/audit_log.h"
#include "core/audit/audit_verifier.h"
#include "tests/support/manual_time.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace sotto::audit::test {

namespace fs = std::filesystem;

/// Thousands of writes that wait for the disk: in memory, where the system offers that.
inline QString folderTemplate()
{
    const auto memory = QStringLiteral("/dev/shm");
    return (QFileInfo{memory}.isWritable() ? memory : QDir::tempPath()) +
        QStringLiteral("/sotto-audit-XXXXXX");
}

/// A log in a folder of its own, its files in reach of a forger.
struct Fixture {
    enum class Begin : std::uint8_t { Now, Later };

    explicit Fixture(Begin begin = Begin::Now)
    {
        if (begin == Begin::Now)
            open();
    }

    void open()
    {
        auto opened = AuditLog::open(place, time.time());
        REQUIRE(opened);
        log.emplace(*std::move(opened));
    }

    void add(EventKind kind = EventKind::Unlock)
    {
        time.advance(std::chrono::seconds{1});
        REQUIRE(log->append({kind,
                             Outcome::Success,
                             log->pseudonym("user", "a@b.example"),
                             "SEC-C4",
                             {{"cause", "idle"}, {"count", 3}}}));
    }

    void add(int count)
    {
        for (int i = 0; i < count; ++i)
            add();
    }

    fs::path file(std::uint64_t number = 1) const { return folder / segmentName(number); }

    std::string text() const
    {
        std::ostringstream out;
        out << std::ifstream{file(), std::ios::binary}.rdbuf();
        return out.str();
    }

    std::vector<std::string> lines() const
    {
        std::vector<std::string> all;
        std::istringstream stream{text()};
        for (std::string line; std::getline(stream, line);)
            all.push_back(line);
        return all;
    }

    void write(const std::string& bytes) const
    {
        std::ofstream{file(), std::ios::binary | std::ios::trunc} << bytes;
    }

    void write(const std::vector<std::string>& all) const
    {
        std::string bytes;
        for (const auto& line : all)
            bytes += line + '\n';
        write(bytes);
    }

    VerifyReport check(bool withKey = true) const
    {
        VerifyWith with;
        if (withKey)
            with.keys = keys();
        return verify(folder, with);
    }

    /// What the administrator's private key opens.
    std::vector<ChainKey> keys() const
    {
        auto opened = openEscrow(folder, auditKey);
        REQUIRE(opened);
        return *std::move(opened);
    }

    sotto::test::ManualTime time;
    QTemporaryDir dir{folderTemplate()};
    fs::path folder = dir.path().toStdString();
    crypto::AlertKeyPair auditKey = crypto::makeAlertKeyPair();
    /// Whoever takes a record for the fifth one means the fifth that was added.
    AuditLog::Place place{folder, "install-7f3a", "boot-1", auditKey.publicKey, 0};
    std::optional<AuditLog> log;
};

}  // namespace sotto::audit::test
