// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/log_pruner.h"
#include "tests/unit/audit/audit_fixture.h"

namespace sotto::audit::test {

/// A log of small files: a first one, and as much time after it as is asked for.
struct Aged : Fixture {
    using Days = std::chrono::days;

    explicit Aged(std::uint64_t fileBytes = 2500)
    {
        place.segmentBytes = fileBytes;
        place.checkpointEvery = 8;
        open();
        while (!fs::exists(file(2)))
            add();
    }

    /// A record every so many days; the machine is seldom off for longer.
    void live(Days span, Days step = Days{20})
    {
        for (Days gone{0}; gone < span; gone += step) {
            time.advance(step);
            add(EventKind::Heartbeat);
        }
    }

    Result<bool> tryPrune() { return pruneOldest(place, time.time(), rules, stop); }

    bool prune()
    {
        const auto gone = tryPrune();
        REQUIRE(gone);
        return *gone;
    }

    std::vector<std::string> linesOf(std::uint64_t number) const
    {
        std::vector<std::string> all;
        std::ifstream stream{file(number), std::ios::binary};
        for (std::string line; std::getline(stream, line);)
            all.push_back(line);
        return all;
    }

    void writeTo(std::uint64_t number, const std::vector<std::string>& lines) const
    {
        std::ofstream out{file(number), std::ios::binary | std::ios::trunc};
        for (const auto& line : lines)
            out << line << '\n';
    }

    /// Of all files that are there, in order.
    std::vector<std::string> allLines() const
    {
        std::vector<std::string> all;
        const auto segments = listSegments(folder);
        REQUIRE(segments);
        for (const auto number : *segments)
            for (auto& line : linesOf(number))
                all.push_back(std::move(line));
        return all;
    }

    int countOf(EventKind kind) const
    {
        int count = 0;
        for (const auto& line : allLines())
            if (const auto record = parseRecord(line); record && record->event == toName(kind))
                ++count;
        return count;
    }

    PruneRules rules{kLeastRetention, [](std::uint64_t, std::uint64_t) { return true; }};
    std::atomic<bool> stop{false};
};

}  // namespace sotto::audit::test
