// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/figures.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace sotto::bench {
namespace {

double usedOf(clockid_t clock)
{
    timespec used{};
    clock_gettime(clock, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

}  // namespace

double cpuSeconds()
{
    return usedOf(CLOCK_PROCESS_CPUTIME_ID);
}

double threadCpuSeconds()
{
    return usedOf(CLOCK_THREAD_CPUTIME_ID);
}

void figure(std::string_view name, double wall, double cpu)
{
    std::printf("figure %.*s %.6f %.6f\n", static_cast<int>(name.size()), name.data(), wall, cpu);
    std::fflush(stdout);
}

void note(std::string_view text)
{
    std::printf("note %.*s\n", static_cast<int>(text.size()), text.data());
    std::fflush(stdout);
}

int wanted(const char* variable, int otherwise)
{
    const char* text = std::getenv(variable);
    return text ? std::atoi(text) : otherwise;
}

}  // namespace sotto::bench
