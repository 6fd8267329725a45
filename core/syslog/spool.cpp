// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/syslog/spool.h"

#include "core/audit/audit_folder.h"
#include "core/audit/record.h"
#include "core/base/replace_file.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace sotto::syslog {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStateName = "collector", kStateMagic = "SOTTOSY1";

/// Whole lines of a file from `offset` on, with their ends; a line without an end is not whole.
Result<std::string> readLines(const fs::path& file, std::uint64_t offset, std::size_t most)
{
    std::ifstream stream{file, std::ios::binary};
    std::error_code problem;
    const auto size = fs::file_size(file, problem);
    if (!stream || problem)
        return Error{Errc::Storage, "audit segment"};
    stream.seekg(static_cast<std::streamoff>(offset));
    // One line more than asked for, so that a part is never too small for any line.
    most += audit::kMaxLineBytes;
    std::string text(std::min<std::uintmax_t>(most, size > offset ? size - offset : 0), '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad())
        return Error{Errc::Storage, "audit segment"};
    const bool isFull = static_cast<std::size_t>(stream.gcount()) == most;
    text.resize(static_cast<std::size_t>(stream.gcount()));
    const auto end = text.rfind('\n');
    if (end != text.npos)
        text.resize(end + 1);
    else if (!isFull)  // else no record is that long: all of it is passed over
        text.clear();
    return text;
}

void takeRecords(std::string_view text, std::vector<std::string>& lines)
{
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1);
        const auto line = text.substr(0, end);
        if (line.size() < audit::kMaxLineBytes && audit::parseRecord(line))
            lines.emplace_back(line);
        text.remove_prefix(end + 1);
    }
}

}  // namespace

SpoolState loadSpoolState(const fs::path& logFolder)
{
    std::ifstream stream{logFolder / kStateName, std::ios::binary};
    SpoolState state;
    std::string magic, end;
    if (stream >> magic >> state.kept.segment >> state.kept.offset >> state.failingSinceMs >> end &&
        magic == kStateMagic && end == ".")
        return state;
    return {};
}

Result<Done> saveSpoolState(const fs::path& logFolder, const SpoolState& state)
{
    std::ostringstream text;
    text << kStateMagic << ' ' << state.kept.segment << ' ' << state.kept.offset << ' '
         << state.failingSinceMs << " .\n";
    return replaceFile(logFolder / kStateName, viewOf(text.str()));
}

Result<SpoolPart> readSpool(const fs::path& logFolder, LogPlace from, std::size_t mostBytes)
{
    SOTTO_TRY_ASSIGN(const auto segments, audit::listSegments(logFolder));
    SpoolPart part{{}, from};
    std::size_t taken = 0;
    for (const auto segment : segments) {
        if (segment < from.segment || taken >= mostBytes)
            continue;
        const auto offset = segment == from.segment ? from.offset : 0;
        SOTTO_TRY_ASSIGN(
            const auto text,
            readLines(logFolder / audit::segmentName(segment), offset, mostBytes - taken));
        takeRecords(text, part.lines);
        taken += text.size();
        if (!text.empty())
            part.end = {segment, offset + text.size()};
    }
    return part;
}

Result<std::uint64_t> waitingBytes(const fs::path& logFolder, LogPlace from)
{
    SOTTO_TRY_ASSIGN(const auto segments, audit::listSegments(logFolder));
    std::uint64_t bytes = 0;
    for (const auto segment : segments) {
        std::error_code problem;
        const auto size = fs::file_size(logFolder / audit::segmentName(segment), problem);
        if (problem)
            return Error{Errc::Storage, "audit segment"};
        if (segment > from.segment)
            bytes += size;
        else if (segment == from.segment && size > from.offset)
            bytes += size - from.offset;
    }
    return bytes;
}

}  // namespace sotto::syslog
