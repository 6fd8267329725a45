# SPDX-License-Identifier: GPL-3.0-or-later
"""The Prosody configuration of a relay."""

_TEMPLATE = """\
-- Written by sotto-relay; your own settings belong into site.cfg.lua.
-- Facts behind the choices: the README of packaging/relay.
data_path = "{folder}/data"
pidfile = "{folder}/run/prosody.pid"
admin_socket = "{folder}/run/admin.sock"
certificates = "{folder}/certs"
plugin_paths = {{ "{folder}/plugins" }}
log = {{ {{ levels = {{ min = "info" }}, to = "file", filename = "{folder}/logs/prosody.log" }} }}

-- One way in: XMPP inside TLS 1.3. No STARTTLS, no plain HTTP, no other servers.
interfaces = {{ "{listen}" }}
local_interfaces = {{ "127.0.0.1" }}
c2s_ports = {{}}
c2s_direct_tls_ports = {{ {port} }}
http_ports = {{}}
https_ports = {{ {https_port} }}
https_interfaces = {{ "{listen}" }}
component_ports = {{}}
ssl = {{
	protocol = "tlsv1_3",
	certificate = "{folder}/certs/host.crt", key = "{folder}/certs/host.key",
}}
c2s_require_encryption = true
-- offline: the archive replaces it, and mod_sasl2_bind2 would deliver its messages twice.
modules_disabled = {{ "s2s", "s2s_auth_certs", "offline" }}

authentication = "internal_hashed"
password_hash = "SHA-256"
default_iteration_count = 100000
allow_registration = false
disable_sasl_mechanisms = {{
	"DIGEST-MD5", "PLAIN", "LOGIN", "ANONYMOUS", "OAUTHBEARER", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS",
}}
-- mod_sotto_mfa loads saslauth, sasl2, sasl2_bind2, sasl2_sm, sasl2_fast and sasl_ssdp itself:
-- without it there is no login. Do not add them here.
sotto_mfa_key_file = "{folder}/keys/mfa.key" -- outside data: a stolen database opens no secret
sotto_mfa_required = true
sotto_mfa_fast_max_age = "12 hours"
sasl2_fast_token_ttl = 43200 -- seconds: one shift
sasl2_fast_token_min_ttl = 3600

storage = "sql"
sql = {{ driver = "SQLite3", database = "relay.sqlite" }} -- sotto-relay made it in WAL mode

modules_enabled = {{
	"disco", "roster", "tls", "blocklist", "bookmarks", "carbons", "limits", "pep", "smacks",
	"vcard4", "csi", "csi_simple", "ping", "time", "version", "mam", "groups", "admin_shell",
	"account_activity", "user_account_management",
	"sotto_mfa", "sotto_roster",
}}
groups_file = "{folder}/groups.txt"

-- Nothing clinical expires by itself.
archive_expires_after = "never"
default_archive_policy = true
max_archive_query_results = 250
pep_max_items = 4096
smacks_hibernation_time = "1 hour"
smacks_max_queue_size = 5000
smacks_max_unacked_stanzas = 10
c2s_stanza_size_limit = 262144
-- One message to a team of a hundred is a hundred large copies. With the default (105 %) the relay
-- spends three quarters of its time looking for memory that it could free.
gc = {{ mode = "incremental", threshold = 200, speed = 500 }}
-- A page of the archive is hundreds of small writes: with Nagle's algorithm the last one waits for
-- a delayed acknowledgement, 45 ms a page.
network_settings = {{ nagle = false }}
limits = {{ c2s = {{ rate = "1mb/s", burst = "10s" }} }}

Include "{folder}/site.cfg.lua"

VirtualHost "{domain}"
	disco_items = {{ {{ "conference.{domain}", "Conversations" }}, {{ "share.{domain}", "Files" }} }}

Component "conference.{domain}" "muc"
	modules_enabled = {{ "muc_mam" }}
	restrict_room_creation = "local"
	muc_log_by_default = true
	muc_log_all_rooms = true
	muc_log_expires_after = "never"
	muc_room_default_persistent = true
	muc_room_default_members_only = true
	muc_room_default_public = false
	muc_room_default_public_jids = true -- the members' keys are found by their addresses
	muc_room_default_change_subject = true
	muc_room_default_history_length = 0 -- clients read the archive

Component "share.{domain}" "http_file_share"
	modules_disabled = {{ "s2s" }}
	http_host = "{https_host}"
	http_external_url = "https://{https_host}:{https_port}/"
	http_file_share_size_limit = 100*1024*1024
	http_file_share_daily_quota = 2*1024*1024*1024
	http_file_share_expires_after = "never"
	http_file_share_safe_file_types = {{}}
	http_file_share_access = {{ "{domain}" }}
"""

SITE = """\
-- Settings of your own, read by prosody.cfg.lua; sotto-relay never changes this file.
-- A setting that prosody.cfg.lua already makes belongs there, not here.
"""


def render(relay):
    return _TEMPLATE.format(folder=relay.folder, listen=relay.listen, port=relay.port,
                            https_port=relay.https_port, https_host=relay.https_host,
                            domain=relay.domain)
