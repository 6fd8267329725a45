// SPDX-License-Identifier: GPL-3.0-or-later
// What an Engine does in emergency access, and for its owner afterwards.
#include "core/engine/engine.h"

namespace sotto::engine {

void Engine::beginEmergency(const QString& address, const SafeText& name,
                            QList<EmergencyStaff> staff)
{
    (void)address;
    (void)name;
    (void)staff;
}

void Engine::openInEmergency(QString accessor, EmergencyReason reason, SecretBytes code,
                             SecretBytes secondCode)
{
    (void)accessor;
    (void)reason;
    (void)code;
    (void)secondCode;
}

void Engine::makeEmergencyCode(SecretBytes password)
{
    (void)password;
}

void Engine::confirmEmergencyNotes() { }

}  // namespace sotto::engine
