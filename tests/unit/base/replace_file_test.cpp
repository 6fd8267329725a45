// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/replace_file.h"

#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <sys/resource.h>

#include <csignal>

using namespace sotto;
namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : "no file";
}

/// No file of this process may grow beyond `bytes`: every write fails, as on a full disk.
class SizeLimit {
public:
    explicit SizeLimit(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        auto limit = m_before;
        limit.rlim_cur = bytes;
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }

    ~SizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

}  // namespace

TEST_CASE("a file is replaced, for the owner alone", "[base]")
{
    const QTemporaryDir folder;
    const fs::path path = folder.filePath(QStringLiteral("file")).toStdString();
    REQUIRE(replaceFile(path, viewOf("old")));
    REQUIRE(replaceFile(path, viewOf("new")));
    CHECK(contentOf(path) == "new");
    CHECK(fs::status(path).permissions() == fs::perms{0600});
    CHECK_FALSE(replaceFile(path / "below a file", viewOf("x")));
}

TEST_CASE("a file without a folder before its name is one of the folder we are in", "[base]")
{
    const QTemporaryDir folder;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path().toStdString());
    const bool isWritten = replaceFile("policy.sig", viewOf("x")).has_value();
    std::filesystem::current_path(before);
    CHECK(isWritten);
    CHECK(QFile::exists(folder.filePath(QStringLiteral("policy.sig"))));
}

TEST_CASE("a file that cannot be written leaves the old one, and nothing beside it",
          "[base][hostile][I8]")
{
    const auto size = GENERATE(std::size_t{1}, std::size_t{600}, std::size_t{100'000});
    const QTemporaryDir folder;
    const fs::path path = folder.filePath(QStringLiteral("file")).toStdString();
    REQUIRE(replaceFile(path, viewOf("old")));
    const std::string big(size, 'x');
    const auto replaced = [&] {
        const SizeLimit none(0);
        return replaceFile(path, viewOf(big)).has_value();
    }();
    CHECK_FALSE(replaced);
    CHECK(contentOf(path) == "old");
    CHECK(std::distance(fs::directory_iterator{folder.path().toStdString()},
                        fs::directory_iterator{}) == 1);
}
