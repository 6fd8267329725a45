// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/log_export.h"

#include "core/audit/audit_folder.h"
#include "core/audit/audit_log.h"
#include "core/audit/dicom_codes.h"
#include "core/audit/line_reader.h"

#include <utility>

namespace sotto::audit {
namespace {

constexpr std::string_view kDicom = "http://dicom.nema.org/resources/ontology/DCM";
constexpr std::string_view kSourceType =
    "http://terminology.hl7.org/CodeSystem/security-source-type";

/// Records hold no character that JSON would escape (record.h), nor do the texts above.
std::string quoted(std::string_view text)
{
    return '"' + std::string{text} + '"';
}

std::string member(std::string_view name, std::string_view value)
{
    return quoted(name) + ':' + quoted(value);
}

std::string coding(std::string_view system, std::string_view code, std::string_view display)
{
    return '{' + member("system", system) + ',' + member("code", code) +
        (display.empty() ? std::string{} : ',' + member("display", display)) + '}';
}

std::string identified(std::string_view name, std::string_view system, std::string_view value)
{
    return quoted(name) + ":{\"identifier\":{" + member("system", system) + ',' +
        member("value", value) + "}}";
}

/// Calls `each` for every name and value of a record's detail.
void forEachDetail(std::string_view detail,
                   const std::function<void(std::string_view, std::string_view)>& each)
{
    const auto next = [&] {
        const auto from = detail.find('"') + 1;
        const auto text = detail.substr(from, detail.find('"', from) - from);
        detail.remove_prefix(from + text.size() + 1);
        return text;
    };
    while (detail.find('"') != detail.npos) {
        const auto name = next();
        each(name, next());
    }
}

/// Four digits of year: a workstation's clock may say anything.
bool isInstant(std::string_view ts)
{
    return ts.size() == 24 && ts[4] == '-' && !ts.starts_with("0000") && !ts.starts_with('-');
}

std::string recorded(std::string_view ts)
{
    if (isInstant(ts))
        return member("recorded", ts);
    return "\"_recorded\":{\"extension\":[{" +
        member("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason") + ',' +
        member("valueCode", "error") + "}]}";
}

std::string agent(const ParsedRecord& record)
{
    const bool isPerson = !record.user.empty();
    return "\"agent\":[{" +
        (isPerson ? identified("who", "urn:x-sotto:audit:user", record.user)
                  : identified("who", "urn:x-sotto:audit:installation", record.installId)) +
        ",\"requestor\":" + (isPerson ? "true" : "false") + "}]";
}

std::string entity(const ParsedRecord& record)
{
    std::string text = "\"entity\":[{";
    if (!record.object.empty())
        text += identified("what", "urn:x-sotto:audit:object", record.object) + ',';
    const auto detail = [](std::string_view type, std::string_view value) {
        return '{' + member("type", type) + ',' + member("valueString", value) + '}';
    };
    text += "\"detail\":[" + detail("seq", std::to_string(record.seq));
    forEachDetail(record.detail, [&](std::string_view name, std::string_view value) {
        if (!name.empty() && !value.empty())
            text += ',' + detail(name, value);
    });
    return text + ',' + detail("prev", record.prev) + "]}]";
}

std::string toFhir(const ParsedRecord& record)
{
    const auto event = dicomEvent(record.event);
    std::string text = "{\"resource\":{\"resourceType\":\"AuditEvent\",";
    text += member("id", "seq-" + std::to_string(record.seq));
    text += ",\"type\":" + coding(kDicom, event.id.code, event.id.display);
    text += ",\"subtype\":[" + coding("urn:x-sotto:audit:event", record.event, {});
    if (event.type)
        text += ',' + coding(kDicom, event.type->code, event.type->display);
    text += "],\"action\":\"E\"," + recorded(record.ts);
    text += ',' + member("outcome", record.outcome == "success" ? "0" : "4");
    text += ',' + agent(record) + ",\"source\":{" +
        identified("observer", "urn:x-sotto:audit:installation", record.installId);
    text += ",\"type\":[" + coding(kSourceType, "1", "User Device") + "]}," + entity(record);
    return text + "}}";
}

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
    return "{\"resourceType\":\"Bundle\",\"type\":\"collection\"," +
        member("timestamp", toUtc(now));
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
            m_write((m_count == 1 ? ",\"entry\":[\n" : ",\n") + toFhir(record));
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

}  // namespace

bool ExportFilter::takes(const ParsedRecord& record) const
{
    return (from.empty() || record.ts >= from) &&
        (to.empty() || record.ts.substr(0, to.size()) <= to) &&
        (user.empty() || record.user == user) && (event.empty() || record.event == event);
}

Result<ExportResult> exportLog(const std::filesystem::path& folder, ExportFormat format,
                               const ExportFilter& filter, WallTime now,
                               const std::function<void(std::string_view)>& write)
{
    SOTTO_TRY_ASSIGN(const auto segments, listSegments(folder));
    ExportResult result;
    write(headOf(format, now));
    Writer writer{format, write};
    for (const auto number : segments) {
        const auto take = [&](std::string_view line, LineEnd end) {
            const auto record = parseRecord(line);
            if (!record || end != LineEnd::Whole)
                ++result.notRecords;
            else if (filter.takes(*record))
                writer.add(*record, line);
            return true;
        };
        if (!forEachLine(folder / segmentName(number), take))
            return Error{Errc::Storage, "audit segment"};
    }
    writer.finish();
    result.records = writer.count();
    return result;
}

}  // namespace sotto::audit
