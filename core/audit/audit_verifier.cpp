// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_verifier.h"

#include "core/audit/audit_folder.h"
#include "core/audit/chain_check.h"
#include "core/audit/line_reader.h"
#include "core/audit/pruned_part.h"

#include <fstream>

namespace sotto::audit {
namespace {

using Also = std::function<void(const ParsedRecord&)>;

/// Ends at the first fault, unless somebody else wants the rest. False: it cannot be read.
bool checkFile(const std::filesystem::path& path, bool isLast, ChainCheck& check, const Also& also)
{
    return forEachLine(path, [&](std::string_view line, LineEnd end) {
        const auto record = end == LineEnd::Whole ? parseRecord(line) : std::nullopt;
        if (record && also)
            also(*record);
        if (check.hasFault())
            return bool(also);
        if (end == LineEnd::Whole)
            check.takeLine(line, record);
        else
            check.takeHalf(isLast && end == LineEnd::Half);
        return bool(also) || !check.hasFault();
    });
}

std::optional<ChainState> readState(const std::filesystem::path& folder)
{
    std::ifstream stream{folder / "state", std::ios::binary};
    SecretBytes bytes{kStateBytes};
    if (!stream.read(reinterpret_cast<char*>(bytes.data()), kStateBytes))
        return std::nullopt;
    auto state = stateFromBytes(bytes.view());
    return state ? std::optional{*std::move(state)} : std::nullopt;
}

std::string wordsFor(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok:
        return "OK";
    case Verdict::Altered:
        return "altered";
    case Verdict::Gap:
        return "records missing, out of order or double";
    case Verdict::Truncated:
        return "cut off or rolled back";
    case Verdict::Unanchored:
        return "OK, but its end is not kept elsewhere yet";
    case Verdict::HalfWritten:
        return "last line half written";
    case Verdict::Unreadable:
        break;
    }
    return "cannot be read";
}

}  // namespace

VerifyReport verify(const std::filesystem::path& folder, const VerifyWith& with)
{
    return verify(folder, with, {});
}

VerifyReport verify(const std::filesystem::path& folder, const VerifyWith& with, const Also& also)
{
    VerifyReport unreadable;
    unreadable.verdict = Verdict::Unreadable;
    // Before the records, so that a running program may add some meanwhile.
    ChainCheck check{with, readState(folder),
                     with.checkpointKey ? with.checkpointKey : readCheckpointKey(folder)};
    const auto segments = listSegments(folder);
    if (!segments)
        return unreadable;
    for (const auto number : *segments) {
        const auto name = segmentName(number);
        if (!check.hasFault())
            check.beginFile(number, name);
        if (!checkFile(folder / name, number == segments->back(), check, also)) {
            unreadable.file = name;
            return unreadable;
        }
        if (check.hasFault() && !also)
            break;
    }
    return check.finish();
}

std::string toLine(const VerifyReport& report)
{
    auto line = "audit log: " + wordsFor(report.verdict) + ", " + std::to_string(report.records) +
        " records are good";
    if (report.badSeq > 0 && !report.file.empty())
        line += "; record " + std::to_string(report.badSeq) + " in " + report.file + " line " +
            std::to_string(report.line) + ", field " + report.field;
    if (!report.prunedUntil.empty())
        line += "; " + prunedWords(report.prunedUntil);
    line += report.codesFrom > 0 ? "; codes checked from record " + std::to_string(report.codesFrom)
                                 : std::string{"; codes not checked"};
    line += "; good checkpoints: " + std::to_string(report.checkpoints);
    if (report.anchoredSeq > 0)
        line += "; anchored to record " + std::to_string(report.anchoredSeq);
    if (!report.unanchoredSince.empty())
        line += "; not anchored since " + report.unanchoredSince;
    return line;
}

std::string toJson(const VerifyReport& report)
{
    const auto text = [](std::string_view name, std::string_view value) {
        return '"' + std::string{name} + "\":\"" + std::string{value} + '"';
    };
    const auto number = [](std::string_view name, std::uint64_t value) {
        return '"' + std::string{name} + "\":" + std::to_string(value);
    };
    return '{' + number("code", static_cast<std::uint64_t>(report.verdict)) + ',' +
        text("verdict", wordsFor(report.verdict)) + ',' + number("records", report.records) + ',' +
        number("pruned", report.pruned) + ',' + text("pruned_until", report.prunedUntil) + ',' +
        number("bad_seq", report.badSeq) + ',' + text("file", report.file) + ',' +
        number("line", report.line) + ',' + text("field", report.field) + ',' +
        number("restarts", report.restarts) + ',' + number("codes_from", report.codesFrom) + ',' +
        number("checkpoints", report.checkpoints) + ',' +
        number("anchored_seq", report.anchoredSeq) + ',' +
        text("unanchored_since", report.unanchoredSince) + ',' + text("head", report.head) + '}';
}

}  // namespace sotto::audit
