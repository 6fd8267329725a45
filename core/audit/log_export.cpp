// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/log_export.h"

#include "core/audit/audit_folder.h"
#include "core/audit/audit_log.h"
#include "core/audit/fhir_event.h"
#include "core/audit/line_reader.h"
#include "core/audit/pruned_part.h"

#include <algorithm>
#include <utility>

namespace sotto::audit {
namespace {

/// A spreadsheet would take a text that begins with '-' for a formula.
std::string cell(std::string_view text)
{
    return (text.starts_with('-') ? "'" : "") + std::string{text};
}

std::string toCsv(const ParsedRecord& record)
{
    std::string detail;
    forEachDetail(record.detail, [&](std::string_view name, std::string_view value) {
        detail.append(detail.empty() ? "" : " ").append(name).append("=").append(value);
    });
    std::string text = std::to_string(record.seq);
    for (const auto value : {record.ts, record.installId, record.user, record.event, record.outcome,
                             record.object, std::string_view{detail}})
        text += ',' + cell(value);
    return text + "\r\n";
}

std::string headOf(ExportFormat format, WallTime now)
{
    switch (format) {
    case ExportFormat::Raw:
        return {};
    case ExportFormat::Csv:
        return "seq,ts_utc,install_id,user,event,outcome,object,detail\r\n";
    case ExportFormat::Fhir:
        break;
    }
    return R"({"resourceType":"Bundle","type":"collection","timestamp":")" + toUtc(now) + '"';
}

class Writer {
public:
    Writer(ExportFormat format, const std::function<void(std::string_view)>& write)
        : m_format(format),
          m_write(write)
    {
    }

    void add(const ParsedRecord& record, std::string_view line)
    {
        ++m_count;
        if (m_format == ExportFormat::Raw)
            m_write(std::string{line} + '\n');
        else if (m_format == ExportFormat::Csv)
            m_write(toCsv(record));
        else  // FHIR knows no empty array: it opens with the first entry
            m_write(std::string{m_count == 1 ? ",\"entry\":[\n" : ",\n"} +
                    "{\"resource\":" + fhirEvent(record) + '}');
    }

    void finish()
    {
        if (m_format == ExportFormat::Fhir)
            m_write(m_count > 0 ? "\n]}\n" : "}\n");
    }

    std::uint64_t count() const { return m_count; }

private:
    ExportFormat m_format;
    const std::function<void(std::string_view)>& m_write;
    std::uint64_t m_count = 0;
};

/// Of a message the object is "message.conversation.person", and ".patient" where its author said
/// whom it is about; all pseudonyms.
std::string_view partOf(std::string_view object, int number)
{
    for (; number > 0; --number) {
        const auto end = object.find('.');
        if (end == object.npos)
            return {};
        object.remove_prefix(end + 1);
    }
    return object.substr(0, object.find('.'));
}

}  // namespace

bool ExportFilter::takes(const ParsedRecord& record) const
{
    return (from.empty() || record.ts >= from) &&
        (to.empty() || record.ts.substr(0, to.size()) <= to) &&
        (person.empty() || record.user == person || partOf(record.object, 2) == person) &&
        (conversation.empty() || partOf(record.object, 1) == conversation) &&
        (patient.empty() || partOf(record.object, 3) == patient) &&
        (event.empty() || record.event == event) &&
        (events.empty() || std::ranges::find(events, record.event) != events.end());
}

Result<ExportResult> exportLog(const std::filesystem::path& folder, ExportFormat format,
                               const ExportFilter& filter, WallTime now,
                               const std::function<void(std::string_view)>& write)
{
    SOTTO_TRY(listSegments(folder));  // before anything is written
    ExportResult result;
    write(headOf(format, now));
    Writer writer{format, write};
    PrunedNote pruned;
    SOTTO_TRY(forEachLogLine(folder, [&](std::string_view line, LineEnd end) {
        const auto record = parseRecord(line);
        if (!record || end != LineEnd::Whole) {
            ++result.notRecords;
            return true;
        }
        pruned.take(*record);
        if (filter.takes(*record))
            writer.add(*record, line);
        return true;
    }));
    writer.finish();
    result.prunedUntil = pruned.until();
    result.records = writer.count();
    return result;
}

}  // namespace sotto::audit
