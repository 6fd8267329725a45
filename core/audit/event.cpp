// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/event.h"

#include <array>
#include <cstddef>

namespace sotto::audit {

std::string_view toName(EventKind kind)
{
    static constexpr std::array<std::string_view, kEventKinds> kNames{"login_ok",
                                                                      "login_failed",
                                                                      "locked_out",
                                                                      "mfa_ok",
                                                                      "mfa_failed",
                                                                      "mfa_enrolled",
                                                                      "mfa_recovery_used",
                                                                      "lock",
                                                                      "unlock",
                                                                      "unlock_failed",
                                                                      "logoff",
                                                                      "vault_created",
                                                                      "vault_rekeyed",
                                                                      "vault_recovered",
                                                                      "trust_decision",
                                                                      "identity_changed",
                                                                      "message_recalled",
                                                                      "policy_loaded",
                                                                      "policy_rejected",
                                                                      "security_finding",
                                                                      "emergency_access",
                                                                      "export",
                                                                      "attachment_saved",
                                                                      "program_started",
                                                                      "program_stopped",
                                                                      "audit_verified",
                                                                      "recovered",
                                                                      "chain_restarted",
                                                                      "read_only_began",
                                                                      "read_only_ended",
                                                                      "backup_made",
                                                                      "vault_restored",
                                                                      "epoch_raised",
                                                                      "pin_set",
                                                                      "offline_opened",
                                                                      "checkpoint",
                                                                      "key_enrolled",
                                                                      "heartbeat",
                                                                      "collector_lost",
                                                                      "collector_reached",
                                                                      "vault_erased",
                                                                      "device_removed",
                                                                      "message_sent",
                                                                      "message_received",
                                                                      "message_delivered",
                                                                      "message_read",
                                                                      "message_acknowledged",
                                                                      "audit_viewed",
                                                                      "report_reviewed",
                                                                      "policy_accepted",
                                                                      "role_claimed",
                                                                      "role_released",
                                                                      "role_handed_over",
                                                                      "role_taken_over",
                                                                      "order_signed",
                                                                      "order_entered",
                                                                      "order_cancelled",
                                                                      "emergency_ended",
                                                                      "emergency_code_made",
                                                                      "emergency_told",
                                                                      "messages_removed",
                                                                      "audit_pruned",
                                                                      "conversation_viewed",
                                                                      "inventory",
                                                                      "consent_recorded",
                                                                      "consent_revoked"};
    return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view toName(Outcome outcome)
{
    return outcome == Outcome::Success ? "success" : "failure";
}

}  // namespace sotto::audit
