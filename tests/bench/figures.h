// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How the benchmark programs tell run.sh what they measured: one line of text for each
// measurement, "figure NAME WALL_SECONDS CPU_SECONDS".

#include <chrono>
#include <string_view>

namespace sotto::bench {

using SteadyTime = std::chrono::steady_clock::time_point;

inline SteadyTime now()
{
    return std::chrono::steady_clock::now();
}

inline double seconds(SteadyTime from, SteadyTime to)
{
    return std::chrono::duration<double>(to - from).count();
}

/// Processor seconds of this process so far, all threads.
double cpuSeconds();
/// The same of the calling thread alone.
double threadCpuSeconds();

/// A negative `cpu` is one that was not measured.
void figure(std::string_view name, double wall, double cpu = -1);

/// Something to know when the figures are read; printed below the table.
void note(std::string_view text);

/// A whole number from the environment (run.sh sets them); `otherwise` if it is not set.
int wanted(const char* variable, int otherwise);

}  // namespace sotto::bench
