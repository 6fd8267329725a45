// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/syslog/audit_message.h"

#include "core/audit/dicom_codes.h"
#include "core/audit/fhir_event.h"
#include "core/base/encoding.h"

namespace sotto::syslog {
namespace {

/// A record has no character that XML would escape (core/audit/record.h), nor have our texts.
std::string attribute(std::string_view name, std::string_view value)
{
    return ' ' + std::string{name} + "=\"" + std::string{value} + '"';
}

std::string coded(std::string_view element, std::string_view code, std::string_view system,
                  std::string_view text)
{
    return '<' + std::string{element} + attribute("csd-code", code) +
        attribute("codeSystemName", system) + attribute("originalText", text) + "/>";
}

std::string detail(std::string_view type, std::string_view value)
{
    return "<ParticipantObjectDetail" + attribute("type", type) +
        attribute("value", toBase64(viewOf(value))) + "/>";
}

std::string eventIdentification(const audit::ParsedRecord& record)
{
    const auto event = audit::dicomEvent(record.event);
    std::string text = "<EventIdentification" + attribute("EventActionCode", "E") +
        attribute("EventDateTime",
                  audit::isInstant(record.ts) ? record.ts : "0001-01-01T00:00:00Z");
    text += attribute("EventOutcomeIndicator", record.outcome == "success" ? "0" : "4") + '>';
    text += coded("EventID", event.id.code, "DCM", event.id.display);
    if (event.type)
        text += coded("EventTypeCode", event.type->code, "DCM", event.type->display);
    return text + coded("EventTypeCode", record.event, "urn:x-sotto:audit:event", record.event) +
        "</EventIdentification>";
}

std::string activeParticipant(const audit::ParsedRecord& record)
{
    const bool isPerson = !record.user.empty();
    return "<ActiveParticipant" + attribute("UserID", isPerson ? record.user : record.installId) +
        attribute("UserIsRequestor", isPerson ? "true" : "false") + "/>";
}

std::string participantObject(const audit::ParsedRecord& record, std::string_view line)
{
    const auto name =
        "urn:x-sotto:audit:" + std::string{record.installId} + ':' + std::to_string(record.seq);
    // RFC 3881: a system object (2), a security resource (13), named by a URI (12).
    std::string text = "<ParticipantObjectIdentification" + attribute("ParticipantObjectID", name) +
        attribute("ParticipantObjectTypeCode", "2") +
        attribute("ParticipantObjectTypeCodeRole", "13") + '>';
    text += coded("ParticipantObjectIDTypeCode", "12", "RFC-3881", "URI");
    text += "<ParticipantObjectName>activity record</ParticipantObjectName>";
    if (!record.object.empty())
        text += detail("object", record.object);
    audit::forEachDetail(record.detail, [&](std::string_view type, std::string_view value) {
        text += detail(type, value);
    });
    return text + detail(audit::kRecordDetail, line) + "</ParticipantObjectIdentification>";
}

}  // namespace

std::string auditMessage(const audit::ParsedRecord& record, std::string_view line)
{
    return R"(<?xml version="1.0" encoding="UTF-8"?><AuditMessage>)" + eventIdentification(record) +
        activeParticipant(record) + "<AuditSourceIdentification" +
        attribute("AuditSourceID", record.installId) +
        R"(><AuditSourceTypeCode csd-code="1"/></AuditSourceIdentification>)" +
        participantObject(record, line) + "</AuditMessage>";
}

}  // namespace sotto::syslog
