// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/fhir_event.h"

#include "core/audit/dicom_codes.h"
#include "core/base/encoding.h"

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

std::string recorded(std::string_view ts)
{
    if (isInstant(ts))
        return member("recorded", ts);
    return "\"_recorded\":{\"extension\":[{" +
        member("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason") + ',' +
        member("valueCode", "error") + "}]}";
}

/// Emergency access, and what leaves a vault in it: HL7's "break the glass".
std::string purpose(const ParsedRecord& record)
{
    bool isEmergency = false;
    forEachDetail(record.detail, [&](std::string_view name, std::string_view value) {
        isEmergency = isEmergency || (name == "purpose" && value == "btg");
    });
    if (!isEmergency)
        return {};
    return ",\"purposeOfEvent\":[{\"coding\":[" +
        coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "BTG", "break the glass") +
        "]}]";
}

std::string agent(const ParsedRecord& record)
{
    const bool isPerson = !record.user.empty();
    return "\"agent\":[{" +
        (isPerson ? identified("who", "urn:x-sotto:audit:user", record.user)
                  : identified("who", "urn:x-sotto:audit:installation", record.installId)) +
        ",\"requestor\":" + (isPerson ? "true" : "false") + "}]";
}

std::string entity(const ParsedRecord& record, std::string_view line)
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
    text += ',' + detail("prev", record.prev);
    if (!line.empty())
        text += ",{" + member("type", kRecordDetail) + ',' +
            member("valueBase64Binary", toBase64(viewOf(line))) + '}';
    return text + "]}]";
}

}  // namespace

std::string fhirEvent(const ParsedRecord& record, std::string_view line)
{
    const auto event = dicomEvent(record.event);
    std::string text = "{\"resourceType\":\"AuditEvent\",";
    text += member("id", "seq-" + std::to_string(record.seq));
    text += ",\"type\":" + coding(kDicom, event.id.code, event.id.display);
    text += ",\"subtype\":[" + coding("urn:x-sotto:audit:event", record.event, {});
    if (event.type)
        text += ',' + coding(kDicom, event.type->code, event.type->display);
    text += "],\"action\":\"E\"," + recorded(record.ts);
    text += ',' + member("outcome", record.outcome == "success" ? "0" : "4") + purpose(record);
    text += ',' + agent(record) + ",\"source\":{" +
        identified("observer", "urn:x-sotto:audit:installation", record.installId);
    text += ",\"type\":[" + coding(kSourceType, "1", "User Device") + "]}," + entity(record, line);
    return text + '}';
}

}  // namespace sotto::audit
