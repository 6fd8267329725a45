// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Every setting there is. A new one is a row here and nothing else. Source of ranges,
// defaults and R-numbers: the requirements ("Admin policy") and design.md, 4 to 8.

#include "core/domain/settings.h"

#include <array>

namespace sotto {
namespace table {

inline constexpr Defaults<bool> kYes{true, true};
inline constexpr Defaults<bool> kNo{false, false};

constexpr Defaults<std::int64_t> both(std::int64_t value)
{
    return {value, value};
}

constexpr Defaults<std::string_view> both(std::string_view value)
{
    return {value, value};
}

// clang-format off
inline constexpr std::array kRows{
    integer("policy.version", {1, 1}, both(1)).neither()
        .why("R-14", "Version of the policy file's format; a newer one is refused."),
    text("policy.name")
        .why("R-14", "Name and date of this policy, shown at the bottom of the station."),
    boolean("policy.require_signature", Stricter::True, kNo)
        .why("R-7", "Accepts only a policy that is signed with the clinic's key."),
    list("policy.agreement", "", "").more()
        .why("R-14", "Paragraphs of the clinic's messaging policy, which each person accepts at the first login and whenever it changes; empty: none."),
    text("clinic.name")
        .why("R-12", "Name of the clinic, shown on the station."),

    choice("workstation.class", "kiosk shared private", both("shared"))
        .why("R-12", "Kind of workstation; sets the defaults of many other settings."),

    integer("session.lock_after_s", {15, 1800}, {120, 600}).smaller().in("s")
        .why("R-4 R-25", "Locks the session after this time without input."),
    integer("session.logoff_after_s", {60, 1800}, {900, 1800}).smaller().in("s")
        .why("R-4 R-25", "Signs the person off after this time without input; at most 900 where auth.aal is 3."),
    integer("session.max_s", {3600, 43200}, both(43200)).smaller().in("s")
        .why("R-25", "Asks for a full login after this time, however busy the person is."),
    integer("session.warn_before_s", {0, 120}, both(30)).larger().in("s")
        .why("R-29", "Warns this long before the lock."),
    choice("session.idle_scope", "app session", both("app"))
        .why("R-4", "What counts as input: only input to Sotto, or any input to the desktop session."),
    list("session.lock_on", "os_lock suspend os_user_switch badge_removed lid", "os_lock,suspend,os_user_switch,badge_removed,lid").more()
        .why("R-4", "Events that lock at once; badge_removed needs a reader that PC/SC serves (Debian: pcscd)."),
    choice("session.quick_unlock", "none fido2 badge_pin os_biometric pin", {"pin", "os_biometric"})
        .why("R-8 R-25", "Short way to unlock after a full login."),
    integer("session.quick_unlock_max_age_s", {0, 43200}, both(28800)).smaller().in("s")
        .why("R-25", "Allows the short way for this time after a full login."),
    integer("session.quick_unlock_max_failures", {1, 10}, both(5)).smaller()
        .why("R-28", "Asks for a full login after this many failures of the short way."),
    boolean("session.receive_while_locked", Stricter::False, kYes)
        .why("R-4", "Counts waiting messages while locked; they stay encrypted."),
    integer("session.fast_switch_slots", {1, 8}, {4, 1}).smaller()
        .why("R-2", "How many people may be signed in at this workstation at once."),

    fixedTrue("auth.unique_user")
        .why("R-2", "Each person has an account of their own."),
    integer("auth.aal", {2, 3}, both(2)).larger()
        .why("R-25", "Assurance level of NIST SP 800-63B that logins must reach."),
    choice("auth.mfa", "required relay_only off", both("required"))
        .why("R-8 R-18", "Whether a second factor is asked for."),
    list("auth.mfa_methods", "fido2 smartcard os_key totp relay_idp", "fido2,os_key,totp").fewer().whole()
        .why("R-18", "Second factors that count."),
    integer("auth.mfa_remember_days", {0, 30}, both(0)).smaller().in("days")
        .why("R-8", "Does not ask for the second factor again for this time; 0 asks at each full login."),
    integer("auth.password_min_len", {8, 64}, both(12)).larger().in("characters")
        .why("R-26", "Shortest password; at least 15 where auth.mfa is off."),
    text("auth.password_blocklist", "builtin")
        .why("R-26", "File with passwords that are refused, or the word builtin."),
    integer("auth.totp_digits", {6, 8}, both(6)).larger().in("digits")
        .why("R-27", "Length of a one-time code."),
    integer("auth.totp_period_s", {15, 120}, both(30)).smaller().in("s")
        .why("R-27", "Life of a one-time code."),
    integer("auth.totp_skew_steps", {0, 2}, both(1)).smaller().in("steps")
        .why("R-27", "How many steps a code may be early or late."),
    integer("auth.max_failures", {3, 100}, both(5)).smaller()
        .why("R-28", "Locks the login after this many failures in a row."),
    integer("auth.lockout_s", {30, 86400}, both(900)).larger().in("s")
        .why("R-28", "First lock-out time; it doubles each time."),
    list("auth.relay_mechanisms", "SCRAM-SHA-256-PLUS EXTERNAL OAUTHBEARER SCRAM-SHA-256", "SCRAM-SHA-256-PLUS,EXTERNAL,OAUTHBEARER,SCRAM-SHA-256").fewer().whole()
        .why("R-8 R-9", "Ways to log in to the relay, the best first."),
    integer("auth.revocation_check_s", {60, 3600}, both(300)).smaller().in("s")
        .why("R-19", "Asks the relay this often whether the account still has access."),
    integer("auth.offline_grace_h", {0, 72}, {0, 24}).smaller().in("h")
        .why("R-19", "How long the messages can be opened without the relay; 0 never."),
    boolean("mfa.append", Stricter::False, kNo)
        .why("R-8", "Sends password and code as one string, for relays behind PAM, RADIUS or LDAP."),

    boolean("emergency.enabled", Stricter::False, kYes)
        .why("R-3", "Allows emergency access."),
    choice("emergency.method", "two_admins sealed_code", both("sealed_code"))
        .why("R-3", "How emergency access is opened."),
    list("emergency.admin_keys", "", "").fewer().anyIfEmpty()
        .why("R-3", "Public keys of the two administrators who open together (sottoctl emergency make-key)."),
    integer("emergency.session_max_s", {300, 7200}, both(3600)).smaller().in("s")
        .why("R-3", "Ends an emergency session after this time."),
    list("emergency.notify_roles", "", "privacy").more()
        .why("R-3", "Roles that are told of each emergency access."),

    fixedTrue("crypto.require_e2ee")
        .why("R-9", "Sends nothing that is not end-to-end encrypted."),
    list("crypto.omemo", "siacs omemo2", "siacs,omemo2").fewer().whole()
        .why("R-9", "Versions of OMEMO, the preferred one first."),
    choice("crypto.trust_mode", "verified_only org_list tofu_alert", both("tofu_alert"))
        .why("R-8", "When a colleague's new device is trusted."),
    boolean("crypto.urgent_waits", Stricter::True, kYes)
        .why("R-8", "STAT and orders wait until the sender chose, where a recipient has a new device that nobody compared."),
    choice("crypto.tls_min", "1.3 1.2", both("1.3"))
        .why("R-9", "Oldest TLS version that is accepted."),
    list("crypto.spki_pins", "", "").fewer().anyIfEmpty()
        .why("R-9", "SHA-256 pins of the relay's key in base64; empty: the certificate's issuer counts."),
    integer("crypto.kdf_mib", {64, 1024}, both(256)).larger().in("MiB")
        .why("R-5", "Memory that one guess of a password costs (Argon2id)."),
    choice("interop.phones", "deny list allow", both("allow"))
        .why("R-9", "With whose phone apps (OMEMO 0.3) messages are exchanged; no policy of yours rules a phone."),
    list("interop.phones_list", "", "").fewer()
        .why("R-9", "Addresses whose phones are let in where interop.phones is \"list\"."),

    text("relay.address")
        .why("R-1", "Host and port of the relay, where they cannot be found by name."),
    text("relay.ca_file")
        .why("R-9", "File with the issuer of the relay's certificate; empty: those of the system."),
    list("relay.domain_allow", "", "").fewer().anyIfEmpty()
        .why("R-1", "Domains whose accounts may sign in here; empty: any."),
    list("relay.federation_allow", "", "").fewer()
        .why("R-1", "Other domains that people here may write to."),

    integer("alerts.repeat_s", {30, 600}, both(120)).smaller().in("s")
        .why("R-12", "Repeats the sound of an urgent message after this time."),
    integer("alerts.repeat_count", {1, 30}, both(10)).larger()
        .why("R-12", "How often the sound is repeated."),
    integer("alerts.escalate_after_s", {60, 3600}, both(300)).smaller().in("s")
        .why("R-12", "Passes an unacknowledged STAT message on after this time."),
    integer("alerts.chain_max", {0, 5}, both(2)).larger()
        .why("R-12", "How many times it is passed on."),
    list("alerts.dnd_override", "fyi action concern stat", "stat").more()
        .why("R-12", "Urgencies that sound in spite of do-not-disturb."),
    choice("alerts.preview", "none sender full", {"none", "sender"})
        .why("R-12", "What a notification shows while the session is open."),
    choice("alerts.preview_locked", "none count", both("count"))
        .why("R-12", "What a notification shows while it is locked."),
    list("alerts.stat_senders", "", "clinical").fewer()
        .why("R-12", "Roles that may send STAT, where roles.toml exists."),
    integer("alerts.stat_daily_warn", {1, 100}, both(20)).smaller()
        .why("R-12", "Asks for a reason after this many STAT messages a day."),

    choice("roles.source", "file pubsub fhir", both("file")).neither()
        .why("R-1", "Where roles come from. This version reads file: roles.toml beside this policy, signed; with another word nobody holds a role."),
    list("roles.may_start", "", "").fewer().anyIfEmpty()
        .why("R-1 R-15", "Roles that may begin conversations and teams, where roles.toml exists; empty: any."),
    list("roles.may_broadcast", "", "").fewer().anyIfEmpty()
        .why("R-1", "Roles that may write to each member of a team alone, where roles.toml exists; empty: any."),
    list("roles.may_export", "", "").fewer().anyIfEmpty()
        .why("R-1 R-13", "Roles that may copy, print and save, where roles.toml exists; empty: any."),
    list("roles.may_see_activity", "", "").fewer()
        .why("R-6", "Roles that see in the activity log what others did, where roles.toml exists; empty: nobody."),
    integer("roles.max_claim_s", {3600, 86400}, both(43200)).smaller().in("s")
        .why("R-2", "Ends the claim of a role after this time."),
    text("roles.unclaimed_to", "charge")
        .why("R-4", "Role that receives what is sent to a role that nobody holds."),
    boolean("routing.dnd_autoforward", Stricter::False, kYes)
        .why("R-15", "Lets a person forward messages while on do-not-disturb."),
    choice("routing.forward_scope", "none same_domain", both("same_domain"))
        .why("R-15", "How far messages may be forwarded."),

    choice("audit.level", "full standard", both("standard"))
        .why("R-6 R-30", "How much is recorded. standard: who signed in, what became of each message, what left Sotto; full: also each look at a conversation."),
    choice("audit.format", "json dicom fhir", both("json")).neither()
        .why("R-31 R-32", "Format in which records are passed on."),
    integer("audit.retention_days", {2192, 7305}, both(2192)).larger().in("days")
        .why("R-14", "Keeps audit records this long; ASTM E2147-18 asks for 3653."),
    text("audit.syslog_host")
        .why("R-31", "Host that receives audit records over TLS syslog; empty: none."),
    integer("audit.syslog_port", {1, 65535}, both(6514)).neither()
        .why("R-31", "Its port."),
    text("audit.syslog_ca")
        .why("R-31", "File with the issuer of that host's certificate."),
    text("audit.syslog_cert")
        .why("R-31", "File with this machine's certificate for that host."),
    choice("audit.fail_mode", "block block_after_24h warn", both("warn"))
        .why("R-6", "What happens while audit records cannot be passed on."),
    integer("audit.spool_mib", {10, 2048}, both(256)).larger().in("MiB")
        .why("R-6", "Room for records that wait to be passed on."),
    integer("audit.checkpoint_every", {10, 10000}, both(500)).smaller().in("records")
        .why("R-6", "Signs the state of the log after this many records."),
    integer("audit.report_days", {1, 31}, both(7)).smaller().in("days")
        .why("R-11", "Makes the exception report this often."),
    list("audit.work_days", "mon tue wed thu fri sat sun", "mon,tue,wed,thu,fri").fewer().whole()
        .why("R-11", "What people do on another day stands in the exception report."),
    integer("audit.work_from_h", {0, 12}, both(7)).larger().in("h")
        .why("R-11", "So does what they do before this hour of the day."),
    integer("audit.work_until_h", {12, 24}, both(19)).smaller().in("h")
        .why("R-11", "And from this hour on."),
    integer("audit.bulk_exports", {1, 1000}, both(20)).smaller()
        .why("R-11", "As many copies, prints and saved files of a person in a day stand there, too."),

    integer("retention.local_days", {1, 3653}, {14, 90}).smaller().in("days")
        .why("R-13", "Keeps messages on this workstation this long."),
    fixedTrue("retention.keep_unread")
        .why("R-13", "Never deletes a message that was not read."),
    text("retention.archive_jid")
        .why("R-14", "Account that receives a copy of each message for the record."),
    boolean("retention.archive_required", Stricter::True, kNo)
        .why("R-14", "Sends nothing that cannot be copied to the record."),
    list("retention.archive_keys", "", "").fewer().anyIfEmpty()
        .why("R-14", "SHA-256 fingerprints (hexadecimal) of the record account's device keys; empty: its first keys count."),
    list("retention.legal_hold", "", "").more()
        .why("R-14", "People, conversations or the word all, whose messages are not deleted."),
    integer("retention.recall_window_s", {0, 86400}, both(3600)).smaller().in("s")
        .why("R-7", "A message can be recalled for this time; 0 never."),
    boolean("retention.user_delete", Stricter::False, kNo)
        .why("R-7", "Lets people delete messages on this workstation."),

    choice("content.save_to_disk", "deny reason allow", {"deny", "reason"})
        .why("R-13", "Saving attachments outside Sotto."),
    choice("content.print", "deny reason allow", {"deny", "reason"})
        .why("R-13", "Printing."),
    choice("content.copy", "deny reason allow", both("allow"))
        .why("R-13", "Copying text to the clipboard."),
    boolean("content.screen_capture_block", Stricter::True, {true, false})
        .why("R-12", "Keeps the window out of screenshots, where the system can."),
    integer("content.attach_max_mib", {1, 200}, both(25)).smaller().in("MiB")
        .why("R-15", "Largest attachment."),
    list("content.attach_types", "", "images,pdf,txt").fewer()
        .why("R-15", "Kinds of attachment that may be sent."),
    boolean("content.strip_metadata", Stricter::True, kYes)
        .why("R-15", "Removes place and camera data from pictures."),

    list("messages.templates", "", "").more()
        .why("R-15", "Templates of the clinic's own for the composer: \"Name: text with [places] | next line\"."),

    choice("patient.list_display", "initials_last4 full", {"initials_last4", "full"})
        .why("R-15", "How a patient is shown in lists."),
    boolean("patient.outside_prompt", Stricter::True, kYes)
        .why("R-15", "Asks before a patient is named to somebody who does not treat them."),
    list("patient.treating_groups", "", "").fewer()
        .why("R-15", "Groups of the directory whose members treat patients; to others the prompt applies."),
    list("patient.sensitive_labels", "", "SUD,MH,HIV").more()
        .why("R-17", "Labels under which forwarding and export need a reason."),
    boolean("consent.enabled", Stricter::True, kYes)
        .why("R-16", "Keeps the register of patients' consents."),
    text("consent.notice_version", "1")
        .why("R-16", "Version of the risk notice that patients were given."),

    boolean("orders.enabled", Stricter::False, kNo)
        .why("R-22", "Allows orders as messages."),
    list("orders.senders", "", "").fewer()
        .why("R-22", "Roles that may send orders."),
    list("orders.receivers", "", "").fewer()
        .why("R-22", "Roles that may receive orders."),
    boolean("orders.reauth", Stricter::True, kYes)
        .why("R-22", "Asks for the password at each order."),
    integer("orders.overdue_min", {5, 1440}, both(60)).smaller().in("min")
        .why("R-22 R-23", "An order that is not in the record after this time is overdue."),
    boolean("export.fhir", Stricter::False, kNo)
        .why("R-33", "Allows export as FHIR."),
    boolean("export.reason_required", Stricter::True, kYes)
        .why("R-33", "Asks for a reason at each export."),

    boolean("device.inventory_report", Stricter::True, kNo)
        .why("R-20", "Sends an inventory of this workstation each day."),
    choice("device.require_disk_encryption", "block warn off", both("warn"))
        .why("R-20", "What happens where the disk is not encrypted."),
    boolean("device.remote_wipe", Stricter::True, kYes)
        .why("R-13", "Lets the clinic erase the messages on a lost device."),
    integer("device.wipe_after_failures", {0, 100}, both(0)).smaller().offAtZero()
        .why("R-13", "Erases the messages after this many failed logins; 0 never."),
    integer("device.backup_hours", {0, 48}, {0, 24}).smaller().offAtZero().in("h")
        .why("R-21", "Makes an encrypted backup this often; 0 never."),
    boolean("device.status_file", Stricter::False, kNo)
        .why("R-20", "Lets monitoring read how many messages a session stored and waits for (sotto --status-file): numbers, no names, no text."),

    text("ui.locale")
        .why("R-12", "Language (BCP 47); empty: that of the system."),
    text("ui.banner")
        .why("R-12", "Line of text that is always shown on the station."),
    integer("ui.font_scale_min", {80, 200}, both(100)).neither().in("%")
        .why("R-12", "Smallest size of text."),
};

// clang-format on

}  // namespace table

inline constexpr const auto& kSettings = table::kRows;

/// Where a setting stands in kSettings; kSettings.size() if there is none of that name.
constexpr std::size_t settingIndex(std::string_view name)
{
    std::size_t index = 0;
    while (index < kSettings.size() && kSettings.at(index).name != name)
        ++index;
    return index;
}

}  // namespace sotto
