// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace sotto::platform {
namespace {

/// A name that ends in '*' stands for all that begin with it.
constexpr std::array<std::string_view, 42> kDangerous{
    // What the loader and the C library load or read
    "LD_*", "GCONV_PATH", "LOCPATH", "NLSPATH", "GLIBC_TUNABLES", "MALLOC_*", "HOSTALIASES",
    "LOCALDOMAIN", "RES_OPTIONS",
    // Qt: plug-ins, translation of input, logging, style sheets, reproducible hashes
    "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_GENERIC_PLUGINS", "QT_LOGGING_*",
    "QT_MESSAGE_PATTERN", "QT_DEBUG_PLUGINS", "QT_ASSUME_STDERR_HAS_CONSOLE", "QT_FATAL_*",
    "QT_HASH_SEED", "QT_LOAD_TESTABILITY", "QT_TESTABILITY", "QT_INSTALL_*", "QT_CONF*", "QML_*",
    "QML2_*", "QT_NO_FT_CACHE", "QT_SSL_*",
    // TLS: keys, configuration, whom to trust
    "SSLKEYLOGFILE", "OPENSSL_*", "SSL_CERT_FILE", "SSL_CERT_DIR", "RANDFILE", "CTLOG_FILE",
    // Modules that desktop libraries load
    "GTK_MODULES", "GTK2_RC_FILES", "GTK_PATH", "GIO_MODULE_DIR", "GIO_EXTRA_MODULES",
    "LIBGL_DRIVERS_PATH", "GBM_BACKENDS_PATH", "__EGL_*", "P11_*", "DBUS_STARTER_*"};

/// The variables of a glibc "secure" process are ours too: they are as dangerous to a
/// program that holds patients' messages as to one with other rights.
bool matches(std::string_view pattern, std::string_view name)
{
    return pattern.ends_with('*') ? name.starts_with(pattern.substr(0, pattern.size() - 1))
                                  : name == pattern;
}

std::string_view nameOf(std::string_view entry)
{
    return entry.substr(0, entry.find('='));
}

/// Only returns if it failed.
void execAgain(char** argv, std::vector<std::string> environment)
{
    std::vector<char*> entries;
    for (auto& entry : environment)
        entries.push_back(entry.data());
    entries.push_back(nullptr);
    ::execve("/proc/self/exe", argv, entries.data());
}

}  // namespace

bool isDangerousVariable(std::string_view name)
{
    return std::ranges::any_of(kDangerous, [&](auto pattern) { return matches(pattern, name); });
}

std::vector<std::string> scrubbedEnvironment(const char* const* environment)
{
    std::vector<std::string> kept;
    for (; environment && *environment; ++environment) {
        if (!isDangerousVariable(nameOf(*environment)))
            kept.emplace_back(*environment);
    }
    return kept;
}

std::vector<HardeningGap> hardenProcess()
{
    std::vector<HardeningGap> gaps;
    constexpr rlimit kNone{0, 0};
    if (::setrlimit(RLIMIT_CORE, &kNone) != 0)
        gaps.push_back(HardeningGap::CoreDumps);
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        gaps.push_back(HardeningGap::Dumpable);
    ::umask(077);
    return gaps;
}

std::vector<HardeningGap> hardenOrReexec(int /*argc*/, char** argv)
{
    std::size_t count = 0;
    while (environ && environ[count])
        ++count;
    auto kept = scrubbedEnvironment(environ);
    const bool isDirty = kept.size() != count;
    if (isDirty)
        execAgain(argv, std::move(kept));
    auto gaps = hardenProcess();
    if (isDirty)
        gaps.push_back(HardeningGap::Variables);
    return gaps;
}

}  // namespace sotto::platform
