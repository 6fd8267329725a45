// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/decoder_sandbox.h"

#include <catch2/catch_test_macros.hpp>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>

using namespace sotto::platform;

namespace {

constexpr int kNoSandbox = 99;
constexpr std::size_t kPage = 4096;

/// How a child that first closes the sandbox and then does `work` ends: its wait status.
int statusInSandbox(const std::function<int()>& work, const DecoderLimits& limits = {})
{
    const auto child = ::fork();
    if (child == 0) {
        if (!enterDecoderSandbox(limits))
            ::_exit(kNoSandbox);
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

bool isKilledFor(const std::function<int()>& work)
{
    const int status = statusInSandbox(work);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

void* map(std::size_t size, int protection)
{
    return ::mmap(nullptr, size, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

}  // namespace

TEST_CASE("In the sandbox a decoder can use memory and end", "[E13]")
{
    const int status = statusInSandbox([] {
        auto* const page = static_cast<char*>(map(kPage, PROT_READ | PROT_WRITE));
        if (page == MAP_FAILED)
            return 1;
        page[0] = 7;
        return ::munmap(page, kPage) == 0 ? 42 : 2;
    });
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 42);
}

TEST_CASE("In the sandbox no file can be opened", "[E13]")
{
    CHECK(isKilledFor([] { return ::open("/etc/hostname", O_RDONLY); }));
    CHECK(isKilledFor([] { return ::open("/tmp/sotto-sandbox", O_WRONLY | O_CREAT, 0600); }));
    CHECK(isKilledFor([] { return ::unlink("/tmp/sotto-sandbox"); }));
}

TEST_CASE("In the sandbox no socket can be made", "[E13]")
{
    CHECK(isKilledFor([] { return ::socket(AF_INET, SOCK_STREAM, 0); }));
    CHECK(isKilledFor([] { return ::socket(AF_UNIX, SOCK_STREAM, 0); }));
}

TEST_CASE("In the sandbox no process can be started or touched", "[E13]")
{
    CHECK(isKilledFor([] { return ::fork(); }));
    CHECK(isKilledFor([] { return ::execl("/bin/true", "true", nullptr); }));
    CHECK(isKilledFor([] { return ::kill(::getppid(), 0); }));
}

TEST_CASE("In the sandbox no memory becomes code", "[E13]")
{
    CHECK(isKilledFor([] { return map(kPage, PROT_READ | PROT_EXEC) == MAP_FAILED; }));
    CHECK(isKilledFor([] {
        auto* const page = map(kPage, PROT_READ | PROT_WRITE);
        return ::mprotect(page, kPage, PROT_READ | PROT_EXEC);
    }));
}

TEST_CASE("In the sandbox only standard input is read and only standard output written", "[E13]")
{
    int pipe[2]{};
    REQUIRE(::pipe(pipe) == 0);
    char byte = 0;
    CHECK(isKilledFor([&] { return static_cast<int>(::read(pipe[0], &byte, 1)); }));
    CHECK(isKilledFor([&] { return static_cast<int>(::write(pipe[1], &byte, 1)); }));
    CHECK(isKilledFor([&] { return static_cast<int>(::write(STDERR_FILENO, &byte, 0)); }));
    ::close(pipe[0]);
    ::close(pipe[1]);
}

TEST_CASE("A decoder that calculates for ever is ended", "[E13]")
{
    const int status = statusInSandbox(
        [] {
            volatile bool forever = true;
            while (forever) { }
            return 0;
        },
        {.cpuSeconds = 1});
    REQUIRE(WIFSIGNALED(status));
    CHECK((WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL));
}

#if !defined(__SANITIZE_ADDRESS__)
TEST_CASE("A decoder gets no more memory than its limit", "[E13]")
{
    const int status = statusInSandbox(
        [] {
            const bool little = map(8 << 20, PROT_READ | PROT_WRITE) != MAP_FAILED;
            const bool much = map(64 << 20, PROT_READ | PROT_WRITE) != MAP_FAILED;
            return little && !much ? 42 : 1;
        },
        {.memoryBytes = 32 << 20});
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 42);
}
#endif

TEST_CASE("A program after inheritOnlyStandardStreams has no other descriptor", "[E13]")
{
    int pipe[2]{};
    REQUIRE(::pipe(pipe) == 0);
    const auto path = "/proc/self/fd/" + std::to_string(pipe[0]);
    const auto child = ::fork();
    if (child == 0) {
        inheritOnlyStandardStreams();
        ::execl("/usr/bin/test", "test", "-e", path.c_str(), nullptr);
        ::_exit(kNoSandbox);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WEXITSTATUS(status) == 1);  // it would be 0 with the pipe
    ::close(pipe[0]);
    ::close(pipe[1]);
}
