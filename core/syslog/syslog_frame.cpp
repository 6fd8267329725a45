// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/syslog/syslog_frame.h"

#include "core/audit/fhir_event.h"
#include "core/syslog/audit_message.h"

#include <algorithm>

namespace sotto::syslog {
namespace {

constexpr std::string_view kNil = "-";
constexpr std::size_t kMaxHost = 255;

/// RFC 5424: printable ASCII without space.
std::string hostName(std::string_view host)
{
    std::string name;
    std::ranges::copy_if(host.substr(0, kMaxHost), std::back_inserter(name),
                         [](char c) { return c > ' ' && c < 0x7F; });
    return name.empty() ? std::string{kNil} : name;
}

std::string_view messageId(BodyFormat format)
{
    return format == BodyFormat::Dicom ? "DICOM+RFC3881"
        : format == BodyFormat::Fhir   ? "FHIR+R4"
                                       : "SOTTO";
}

std::string body(BodyFormat format, const audit::ParsedRecord& record, std::string_view line)
{
    switch (format) {
    case BodyFormat::Dicom:
        return auditMessage(record, line);
    case BodyFormat::Fhir:
        return audit::fhirEvent(record, line);
    case BodyFormat::Json:
        break;
    }
    return std::string{line};
}

}  // namespace

std::string syslogFrame(std::string_view host, BodyFormat format, const audit::ParsedRecord& record,
                        std::string_view line)
{
    std::string message = "<85>1 ";
    message.append(audit::isInstant(record.ts) ? record.ts : kNil).append(" ");
    message.append(hostName(host)).append(" sotto - ").append(messageId(format));
    message.append(" - \xEF\xBB\xBF").append(body(format, record, line));
    return std::to_string(message.size()) + ' ' + message;
}

}  // namespace sotto::syslog
