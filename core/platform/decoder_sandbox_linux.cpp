// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/c_ptr.h"
#include "core/platform/decoder_sandbox.h"

#include <linux/close_range.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <fstream>

namespace sotto::platform {
namespace {

using Filter = CPtr<void, seccomp_release>;

#if !defined(__SANITIZE_ADDRESS__)  // whose shadow alone is 20 TB of address space
/// Address space in use, in bytes; 0 if /proc does not say.
std::uint64_t addressSpaceInUse()
{
    std::uint64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}
#endif

bool limit(decltype(RLIMIT_AS) what, rlim_t most)
{
    const rlimit value{most, most};
    return ::setrlimit(what, &value) == 0;
}

bool setLimits(const DecoderLimits& limits)
{
#if !defined(__SANITIZE_ADDRESS__)
    const auto used = addressSpaceInUse();
    if (used == 0 || !limit(RLIMIT_AS, used + limits.memoryBytes))
        return false;
#endif
    // No new descriptors, processes, files or core dumps; what is open stays usable.
    return limit(RLIMIT_CPU, limits.cpuSeconds) && limit(RLIMIT_NOFILE, 0) &&
        limit(RLIMIT_NPROC, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0);
}

bool allow(const Filter& filter, int call)
{
    return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
}

template <class... Conditions>
bool allowIf(const Filter& filter, int call, Conditions... conditions)
{
    const std::array<scmp_arg_cmp, sizeof...(conditions)> all{conditions...};
    return seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, all.size(), all.data()) == 0;
}

scmp_arg_cmp equals(unsigned argument, scmp_datum_t value)
{
    return {argument, SCMP_CMP_EQ, value, 0};
}

scmp_arg_cmp masked(unsigned argument, scmp_datum_t mask, scmp_datum_t value)
{
    return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

bool installFilter()
{
    const Filter filter{seccomp_init(SCMP_ACT_KILL_PROCESS)};
    if (!filter)
        return false;
    constexpr std::array kMemoryAndEnd{
        SCMP_SYS(brk),   SCMP_SYS(munmap), SCMP_SYS(mremap),       SCMP_SYS(madvise),
        SCMP_SYS(futex), SCMP_SYS(exit),   SCMP_SYS(rt_sigreturn), SCMP_SYS(exit_group)};
#if defined(__SANITIZE_ADDRESS__)  // it looks where the stack ends before it lets a process end
    if (!allow(filter, SCMP_SYS(sigaltstack)))
        return false;
#endif
    const auto notExecutable = masked(2, PROT_EXEC, 0);
    return std::ranges::all_of(kMemoryAndEnd, [&](int call) { return allow(filter, call); }) &&
        allowIf(filter, SCMP_SYS(read), equals(0, STDIN_FILENO)) &&
        allowIf(filter, SCMP_SYS(write), equals(0, STDOUT_FILENO)) &&
        allowIf(filter, SCMP_SYS(mmap), notExecutable, masked(3, MAP_ANONYMOUS, MAP_ANONYMOUS)) &&
        allowIf(filter, SCMP_SYS(mprotect), notExecutable) && seccomp_load(filter.get()) == 0;
}

}  // namespace

Result<Done> enterDecoderSandbox(const DecoderLimits& limits)
{
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || !setLimits(limits))
        return Error{Errc::Unsupported, "limits refused"};
    if (!installFilter())
        return Error{Errc::Unsupported, "filter refused"};
    return Done{};
}

void inheritOnlyStandardStreams()
{
    ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
}

}  // namespace sotto::platform
