// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/hardening.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

using namespace sotto::platform;

namespace {

/// The exit code of a child that runs `work`; -1 if a signal ended it.
int inChild(const std::function<int()>& work)
{
    const auto child = ::fork();
    if (child == 0)
        ::_exit(work());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("Variables that load code, log or move trust are dangerous")  // I-12
{
    const auto name = GENERATE("LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "QT_PLUGIN_PATH",
                               "QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_GENERIC_PLUGINS",
                               "QT_LOGGING_RULES", "QT_LOGGING_CONF", "QT_LOGGING_TO_CONSOLE",
                               "SSLKEYLOGFILE", "OPENSSL_CONF", "OPENSSL_MODULES", "SSL_CERT_FILE",
                               "SSL_CERT_DIR", "GTK_MODULES", "GCONV_PATH", "GLIBC_TUNABLES");
    CHECK(isDangerousVariable(name));
}

TEST_CASE("Variables that a desktop needs stay")
{
    const auto name =
        GENERATE("HOME", "PATH", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "LANG", "LC_ALL",
                 "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "QT_IM_MODULE",
                 "QT_SCALE_FACTOR", "QT_ACCESSIBILITY", "SOTTO_LOG", "LD", "XLD_PRELOAD",
                 "SSLKEYLOGFILE2", "");
    CHECK_FALSE(isDangerousVariable(name));
}

TEST_CASE("Scrubbing keeps the rest as it is and in order")
{
    const char* environment[] = {"HOME=/home/a",        "LD_PRELOAD=", "ODD",        "A=b=c",
                                 "QT_PLUGIN_PATH=/tmp", "=x",          "LD_PRELOAD", nullptr};
    CHECK(scrubbedEnvironment(environment) ==
          std::vector<std::string>{"HOME=/home/a", "ODD", "A=b=c", "=x"});
    CHECK(scrubbedEnvironment(nullptr).empty());
}

TEST_CASE("A hardened process dumps no core, hides its memory and makes private files")
{
    const auto code = inChild([] {
        if (!hardenProcess().empty())
            return 1;
        rlimit limit{1, 1};
        ::getrlimit(RLIMIT_CORE, &limit);
        if (limit.rlim_cur != 0 || limit.rlim_max != 0)
            return 2;
        if (::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0)
            return 3;
        return ::umask(0) == 077 ? 0 : 4;
    });
    CHECK(code == 0);
}

// Run by the next test in a process of its own.
TEST_CASE("environment probe", "[.probe]")
{
    std::vector<char*> noArguments{nullptr};
    const auto gaps = hardenOrReexec(0, noArguments.data());  // clean now: comes back
    const bool isClean = std::getenv("LD_PRELOAD") == nullptr &&
        std::getenv("SSLKEYLOGFILE") == nullptr && std::getenv("QT_PLUGIN_PATH") == nullptr;
    const bool kept = std::getenv("SOTTO_PROBE") != nullptr;
    ::_exit(gaps.empty() && isClean && kept ? 42 : 43);
}

TEST_CASE("A dirty environment is gone after the program has started itself again")
{
    const auto code = inChild([] {
        ::setenv("LD_PRELOAD", "", 1);
        ::setenv("SSLKEYLOGFILE", "/tmp/keys", 1);
        ::setenv("QT_PLUGIN_PATH", "/tmp", 1);
        ::setenv("SOTTO_PROBE", "1", 1);
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDOUT_FILENO);
        std::string program = "unit_platform", what = "environment probe";
        std::vector<char*> arguments{program.data(), what.data(), nullptr};
        hardenOrReexec(2, arguments.data());
        return 1;  // it came back without having started again
    });
    CHECK(code == 42);
}
