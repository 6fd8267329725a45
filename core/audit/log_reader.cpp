// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/log_reader.h"

#include "core/audit/audit_folder.h"
#include "core/audit/line_reader.h"

#include <deque>

namespace sotto::audit {
namespace {

LogEntry entryOf(const ParsedRecord& record)
{
    LogEntry entry{record.seq,
                   std::string{record.ts},
                   std::string{record.user},
                   std::string{record.event},
                   std::string{record.outcome},
                   std::string{record.object},
                   {}};
    forEachDetail(record.detail, [&entry](std::string_view name, std::string_view value) {
        entry.detail.emplace_back(name, value);
    });
    return entry;
}

/// The last `most` of one file, oldest first. False: it cannot be read.
bool readFile(const std::filesystem::path& file, const ExportFilter& filter, std::size_t most,
              const std::atomic<bool>& stop, LogPage& page, std::deque<LogEntry>& into)
{
    return forEachLine(file, [&](std::string_view line, LineEnd end) {
        const auto record = parseRecord(line);
        if (!record || end != LineEnd::Whole) {
            ++page.notRecords;
        } else if (filter.takes(*record)) {
            into.push_back(entryOf(*record));
            if (into.size() > most) {
                into.pop_front();
                page.hasOlder = true;
            }
        }
        return !stop;
    });
}

}  // namespace

Result<LogPage> readNewest(const std::filesystem::path& folder, const ExportFilter& filter,
                           std::size_t most, const std::atomic<bool>& stop)
{
    SOTTO_TRY_ASSIGN(auto segments, listSegments(folder));
    LogPage page;
    for (auto number = segments.rbegin(); number != segments.rend(); ++number) {
        std::deque<LogEntry> entries;
        if (!readFile(folder / segmentName(*number), filter, most - page.newestFirst.size(), stop,
                      page, entries))
            return Error{Errc::Storage, "audit segment"};
        page.newestFirst.insert(page.newestFirst.end(), std::make_move_iterator(entries.rbegin()),
                                std::make_move_iterator(entries.rend()));
        if (page.hasOlder || stop)
            break;
    }
    return page;
}

}  // namespace sotto::audit
