// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/message_object.h"

#include "core/domain/patient.h"

namespace sotto::app {

std::string messageObject(const audit::AuditLog& log, const LoggedMessage& message)
{
    const auto name = [&log](log::Literal kind, const std::string& value) {
        return log.pseudonym(kind, value).text();
    };
    auto object = name("message", message.originId) + '.' +
        name("conversation", message.with ? message.with->toString() : std::string{}) + '.' +
        name("user", message.author.toString());
    const auto patient = recordKey(message.patient);  // by the number alone: names vary
    return patient.empty() ? object : object + '.' + name("patient", patient);
}

}  // namespace sotto::app
