-- SPDX-License-Identifier: GPL-3.0-or-later
-- mod_sotto_mfa: no login without the second factor.
--
-- The factor is a task of XEP-0388 (names TOTP and TOTP-INIT of XEP-0400) between SCRAM and
-- <success/>. Three rules keep it whole:
--  1. mod_sasl2 and its companions are loaded by this module as its last act. If it cannot start
--     (no key file, no storage), nobody can log in at all.
--  2. Only the gate on "sasl2/c2s/success" clears a session, and only a cleared session may bind
--     or resume: a route that nobody thought of ends at "pre-resource-bind".
--  3. What an attacker could repeat is written down before it is answered: steps and failures.

local st = require "prosody.util.stanza";
local base64 = require "prosody.util.encodings".base64;
local hashes = require "prosody.util.hashes";
local jid = require "prosody.util.jid";
local nodeprep = require "prosody.util.encodings".stringprep.nodeprep;
local random = require "prosody.util.random";
local modulemanager = require "prosody.core.modulemanager";
local usermanager = require "prosody.core.usermanager";

local codes = module:require "sotto_codes";
local records = module:require "sotto_records";
local erase_order = module:require "sotto_erase";
local xmlns_sasl2, xmlns_sasl1 = "urn:xmpp:sasl:2", "urn:ietf:params:xml:ns:xmpp-sasl";
local xmlns_mfa, xmlns_sotto, xmlns_fast = "urn:xmpp:mfa:0", "urn:x-sotto:mfa:0", "urn:xmpp:fast:0";

local required = records.required;
local mechanisms = module:get_option_set("sotto_mfa_mechanisms",
	{ "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256" });
local fast_max_age = module:get_option_period("sotto_mfa_fast_max_age", "12 hours");
local issuer = module:get_option_string("sotto_mfa_issuer", module.host);
local iterations = module:get_option_integer("default_iteration_count", 10000, 4096);

local function read_key(path)
	local file = assert(io.open(assert(path, "sotto_mfa_key_file is not set"), "rb"));
	local key = file:read("*a");
	file:close();
	assert(#key == 32, "sotto_mfa_key_file must hold 32 bytes");
	return key;
end
local ring = codes.keyring(read_key(module:get_option_path("sotto_mfa_key_file", nil, "config")));

local function client_key(session)
	return session.client_id and hashes.sha256(session.client_id, true);
end

local function is_enabled(user) return usermanager.user_is_enabled(user, module.host); end

-- Answers ----------------------------------------------------------------------------------------

-- Drops what a failed <authenticate/> asked for: the next one on this stream starts clean.
local function forget(session)
	session.sotto_task, session.sotto_locked, session.client_id = nil, nil, nil;
	session.sasl2_bind_request, session.sasl2_sm_request, session.fast_token_request = nil, nil, nil;
end

-- Every SASL2 failure passes here, those of mod_sasl2 too. event.detail is a child of ours.
module:hook("sasl2/c2s/failure", function (event)
	local session, detail = event.session, event.detail;
	module:fire_event("authentication-failure", {
		session = session, condition = event.message, text = event.error_text });
	local reply = st.stanza("failure", { xmlns = xmlns_sasl2 })
		:tag(event.message, { xmlns = xmlns_sasl1 }):up();
	if session.sotto_locked then
		local lock = session.sotto_locked;
		detail = st.stanza("locked", { xmlns = xmlns_sotto, seconds = ("%d"):format(lock.seconds),
			hard = lock.hard and "true" or nil });
	end
	if detail then reply:add_child(detail); end
	local handler = session.sasl_handler;
	local order = erase_order(handler and (handler.username or handler.sotto_named));
	if order then reply:add_child(order); end
	if event.error_text then reply:text_tag("text", event.error_text); end
	if handler then session.sasl_handler = handler:clean_clone(); end
	forget(session);
	session.send(reply);
	return true;
end, 100);

local function fail(session, condition, text, detail)
	return module:fire_event("sasl2/c2s/failure", {
		session = session, message = condition, error_text = text,
		detail = detail and st.stanza(detail, { xmlns = xmlns_sotto }) });
end

local function fail_locked(session, lock)
	session.sotto_locked = lock;
	return fail(session, "temporary-auth-failure",
		lock.hard and "Too many failures: ask your administrator" or "Too many failures: wait");
end

local function violation(session, text)
	forget(session);
	session.sasl_handler, session.sotto_offer = nil, nil;
	session:close({ condition = "policy-violation", text = text });
	return true;
end

-- Passwords --------------------------------------------------------------------------------------

-- An unknown name and a disabled account get the challenge that any other gets; only somebody who
-- knows the password learns that the account is disabled.
local function hide_accounts(profile)
	local lookup = profile.scram_sha_256;
	if not lookup or profile.sotto_hidden then return; end
	profile.sotto_hidden = true;
	function profile.scram_sha_256(handler, username, realm, authzid)
		local stored_key, server_key, count, salt, enabled = lookup(handler, username, realm, authzid);
		if stored_key and server_key and salt then
			handler.sotto_known, handler.sotto_disabled = true, not enabled;
			return stored_key, server_key, count, salt, true;
		end
		return random.bytes(32), random.bytes(32), iterations, ring.decoy_salt(username), true;
	end
end

local function guarded(session, handler, process, data)
	local user = handler.username;
	local lock = user and records.password_lock(user, handler.sotto_known);
	if not lock then
		-- Broken base64 and missing parts make the mechanisms throw.
		local ok, status, ret, text = pcall(process, handler, data);
		if not ok then return "failure", "malformed-request"; end
		if handler.fast then
			handler.sotto_named = nodeprep(data:match("^([^%z]+)%z") or ""); -- refused: no username
			return status, ret, text;
		end
		user = handler.username;
		if status == "failure" and ret == "not-authorized" and user then
			records.count_password(user, handler.sotto_known);
			return status, ret; -- without the text: it tells more than it helps
		elseif status == "success" then
			records.clear_password(user);
			if handler.sotto_disabled then return "failure", "account-disabled"; end
			return status, ret, text;
		elseif status ~= "challenge" then
			return status, ret, text;
		end
		lock = records.password_lock(user, handler.sotto_known);
		if not lock then return status, ret, text; end
	end
	session.sotto_locked = lock;
	return "failure", "temporary-auth-failure", "Too many failures";
end

-- A clone of a handler loses this, so it is put on at each <authenticate/>.
local function guard_handler(session)
	local handler = session.sasl_handler or usermanager.get_sasl_handler(module.host, session);
	session.sasl_handler = handler;
	if rawget(handler, "process") then return; end
	hide_accounts(handler.profile);
	local process = handler.process;
	function handler:process(data) return guarded(session, self, process, data); end
end

-- The gate ---------------------------------------------------------------------------------------

local function clear(session, user) session.sotto_cleared = user; end

local function gate_fast(session, user, record)
	local last = records.enrolled(record) and record.last_mfa or {};
	local at = last[client_key(session) or ""];
	local age = at and os.time() - at;
	if not age or age < 0 or age > fast_max_age then
		return fail(session, "credentials-expired", "Second factor required");
	end
	clear(session, user);
end

module:hook("sasl2/c2s/success", function (event)
	if event.sotto_passed then return; end
	local session, handler = event.session, event.session.sasl_handler;
	local user = handler and handler.username and nodeprep(handler.username);
	if not user then return fail(session, "not-authorized"); end
	if not is_enabled(user) then return fail(session, "account-disabled"); end
	local record = records.load(user);
	if not record then return fail(session, "temporary-auth-failure"); end
	if not records.needs_code(record) then return clear(session, user); end
	if handler.fast then return gate_fast(session, user, record); end
	local lock = records.locked(record.code);
	if lock then return fail_locked(session, lock); end

	local name = records.enrolled(record) and "TOTP" or "TOTP-INIT";
	session.sotto_task = { user = user, name = name, epoch = records.epoch(user) };
	local reply = st.stanza("continue", { xmlns = xmlns_sasl2 });
	if event.message then reply:text_tag("additional-data", base64.encode(event.message)); end
	reply:tag("tasks"):text_tag("task", name):up();
	reply:text_tag("text", name == "TOTP" and "Enter the code" or "Set up the second factor");
	session.send(reply);
	return true; -- mod_sasl2 makes the session authenticated at priority 1000
end, 2000);

module:hook("sasl2/c2s/success", function (event)
	if event.sotto_recovery_left then
		local left = ("%d"):format(event.sotto_recovery_left);
		event.success:tag("recovery", { xmlns = xmlns_sotto, left = left }):up();
	end
end, 50);

module:hook("pre-resource-bind", function (event)
	local session = event.session;
	if session.sotto_cleared == session.username then return; end
	module:log("error", "refused a session that did not pass the gate");
	event.error = { type = "auth", condition = "not-authorized", text = "Second factor required" };
	return false;
end, 1000);

-- A resumed session keeps what it was; only a cleared stream may take it over.
module:hook_tag("urn:xmpp:sm:3", "resume", function (session)
	if session.type ~= "c2s_unbound" or session.sotto_cleared ~= session.username then
		return violation(session, "Not now");
	end
end, 1000);

-- The tasks --------------------------------------------------------------------------------------

local function pass(session, record, recovery_left)
	local task, now = session.sotto_task, os.time();
	local fresh = {};
	for client, at in pairs(record.last_mfa or {}) do
		if now - at >= 0 and now - at <= fast_max_age then fresh[client] = at; end
	end
	local key = client_key(session);
	if key then fresh[key] = now; end
	record.last_mfa, record.code = fresh, nil;
	if not records.save(task.user, record) then return fail(session, "temporary-auth-failure"); end
	session.sotto_task, session.sotto_offer = nil, nil;
	clear(session, task.user);
	module:fire_event("sasl2/c2s/success", {
		session = session, sotto_passed = true, sotto_recovery_left = recovery_left });
	return true;
end

local function refuse_code(session, record, why)
	if not records.count_failure(session.sotto_task.user, record, "code") then
		return fail(session, "temporary-auth-failure");
	end
	if why == "reused" then
		return fail(session, "not-authorized", "This code was used already", "reused-code");
	end
	return fail(session, "not-authorized", "Wrong code", "wrong-code");
end

local function verify_totp(session, record, code)
	local task, offer = session.sotto_task, session.sotto_offer;
	local secret = task.name == "TOTP-INIT" and offer.secret or ring.unseal(task.user, record.secret);
	if not secret then
		module:log("error", "a sealed secret does not open: was the key file changed?");
		return fail(session, "temporary-auth-failure");
	end
	local step, why = codes.check_totp(secret, code, record.last_step or 0, os.time());
	if not step then return refuse_code(session, record, why); end
	record.last_step = step;
	if task.name == "TOTP-INIT" then
		record.secret, record.confirmed = ring.seal(task.user, secret), os.time();
		record.recovery = ring.store_recovery(task.user, offer.recovery);
		records.next_epoch(task.user); -- another enrolment under way is too late
	end
	return pass(session, record);
end

local function verify_recovery(session, record, text)
	local entry, why = ring.find_recovery(session.sotto_task.user, record.recovery, text);
	if not entry then return refuse_code(session, record, why); end
	entry.used = os.time();
	return pass(session, record, codes.recovery_left(record.recovery));
end

local function verify(session, text)
	local task = session.sotto_task;
	-- Between the password and the code somebody may have disabled, reset or enrolled the account.
	if task.epoch ~= records.epoch(task.user) or not is_enabled(task.user) then
		return fail(session, "credentials-expired", "The account has changed: log in again");
	end
	local record = records.load(task.user);
	if not record then return fail(session, "temporary-auth-failure"); end
	local lock = records.locked(record.code);
	if lock then return fail_locked(session, lock); end
	local code = (text or ""):sub(1, 64):gsub("%s", "");
	if task.name == "TOTP" and not code:match("^%d%d%d%d%d%d$") then
		return verify_recovery(session, record, code);
	end
	return verify_totp(session, record, code);
end

-- A stream keeps its offer, so that a mistyped first code does not cost a second scan. It is never
-- shared between streams: two people who know the password must not get the same secret.
local function send_offer(session)
	local user, offer = session.sotto_task.user, session.sotto_offer;
	if not offer or offer.user ~= user then
		offer = { user = user, secret = random.bytes(20), recovery = codes.new_recovery() };
		session.sotto_offer = offer;
	end
	local reply = st.stanza("task-data", { xmlns = xmlns_sasl2 });
	local uri = codes.otpauth(issuer, jid.join(user, module.host), offer.secret);
	reply:text_tag("totp", uri, { xmlns = xmlns_mfa });
	reply:tag("recovery", { xmlns = xmlns_sotto });
	for _, code in ipairs(offer.recovery) do reply:text_tag("code", code); end
	session.send(reply);
	return true;
end

module:hook_tag(xmlns_sasl2, "next", function (session, element)
	local task = session.sotto_task;
	if not task or task.begun then return violation(session, "No task is waiting"); end
	if element.attr.task ~= task.name then
		return fail(session, "malformed-request", "Not the task that waits");
	end
	task.begun = true;
	if task.name == "TOTP-INIT" then return send_offer(session); end
	local code = element:get_child_text("totp", xmlns_mfa);
	if code then return verify(session, code); end
	session.send(st.stanza("task-data", { xmlns = xmlns_sasl2 }):tag("totp", { xmlns = xmlns_mfa }));
	return true;
end);

module:hook_tag(xmlns_sasl2, "task-data", function (session, element)
	local task = session.sotto_task;
	if not task or not task.begun then return violation(session, "No task is waiting"); end
	return verify(session, element:get_child_text("totp", xmlns_mfa));
end);

module:hook_tag(xmlns_sasl2, "abort", function (session)
	if session.type ~= "c2s_unauthed" then return violation(session, "Nothing to abort"); end
	session.sotto_offer = nil;
	return fail(session, "aborted");
end);

-- No way round -----------------------------------------------------------------------------------

module:hook_tag(xmlns_sasl2, "authenticate", function (session, auth)
	if session.type ~= "c2s_unauthed" or session.sotto_task then
		return violation(session, "Not now");
	end
	forget(session);
	session.sotto_sasl = xmlns_sasl2;
	local mechanism = auth.attr.mechanism;
	if not mechanism then return fail(session, "malformed-request"); end
	-- mod_sasl2 checks neither what it offered nor what is disabled.
	local fast = auth:get_child("fast", xmlns_fast);
	if fast and not mechanism:match("^HT%-") or not fast and not mechanisms:contains(mechanism) then
		return fail(session, "invalid-mechanism");
	end
	local id = auth:get_child_attr("user-agent", nil, "id");
	if fast and (not id or not session.fast_sasl_handler) or id and #id > 256 then
		return fail(session, "malformed-request");
	end
	session.sasl_handler = session.sasl_handler or usermanager.get_sasl_handler(module.host, session);
end, 1000);

-- After mod_sasl2_fast (100) has put its own handler in, before mod_sasl2 (0) uses it.
module:hook_tag(xmlns_sasl2, "authenticate", guard_handler, 50);

module:hook_tag(xmlns_sasl2, "response", function (session)
	if session.type ~= "c2s_unauthed" or session.sotto_task or session.sotto_sasl ~= xmlns_sasl2 then
		return violation(session, "Not now");
	end
end, 1000);

-- SASL1 shares session.sasl_handler with SASL2: without this, <authenticate/> followed by a SASL1
-- <response/> would finish the login behind the gate.
local function sasl1(name, handler)
	module:hook(("stanza/%s:%s"):format(xmlns_sasl1, name), function (event)
		local session = event.origin;
		if session.type ~= "c2s_unauthed" or session.sotto_task then
			return violation(session, "Not now");
		end
		return handler(session, event.stanza);
	end, 1000);
end

sasl1("auth", function (session, stanza)
	if required or not mechanisms:contains(stanza.attr.mechanism or "") then
		session.send(st.stanza("failure", { xmlns = xmlns_sasl1 })
			:tag(required and "mechanism-too-weak" or "invalid-mechanism"):up()
			:text_tag("text", "Log in with SASL2 (XEP-0388)"));
		return true;
	end
	forget(session);
	session.sotto_sasl = xmlns_sasl1;
	-- A clone keeps the channel binding; mod_saslauth drops a handler that was used.
	session.sasl_handler = session.sasl_handler and session.sasl_handler:clean_clone();
	guard_handler(session);
	local handler = session.sasl_handler;
	local process = handler.process;
	function handler:process(data)
		local status, ret, text = process(self, data);
		if status ~= "success" then return status, ret, text; end
		local user = nodeprep(self.username or "");
		local record = user and records.load(user);
		if not record or records.needs_code(record) then
			return "failure", "mechanism-too-weak", "Log in with SASL2 (XEP-0388)";
		end
		clear(session, user);
		return status, ret, text;
	end
end);
for _, name in ipairs { "response", "abort" } do
	sasl1(name, function (session)
		if session.sotto_sasl ~= xmlns_sasl1 then return violation(session, "Not now"); end
	end);
end

module:hook("stream-features", function (event)
	if required and event.origin.type == "c2s_unauthed" then
		event.features:remove_children("mechanisms", xmlns_sasl1);
	end
end, -100);

-- A person may change the password, but not delete an account with its archive.
local function keep_account(event)
	if event.stanza.attr.type == "set" and event.stanza.tags[1]:get_child("remove") then
		event.origin.send(st.error_reply(event.stanza, "cancel", "not-allowed",
			"Ask your administrator"));
		return true;
	end
end
module:hook("iq/self/jabber:iq:register:query", keep_account, 1000);
module:hook("iq/host/jabber:iq:register:query", keep_account, 1000);

-- What ends earlier logins -----------------------------------------------------------------------

local endings = { "user-disabled", "user-enabled", "user-password-changed", "user-deleted" };
for _, name in ipairs(endings) do
	module:hook_global(name, function (event)
		if event.host ~= module.host then return; end
		records.revoke(event.username);
		if name == "user-password-changed" then records.clear_password(event.username); end
	end, 300);
end

module:require "sotto_commands" (records, codes, ring, issuer);

-- An administrator may unload this module, or reload it with a broken key file: then nothing that
-- takes passwords may stay behind.
function module.unload()
	module.dependencies = {}; -- else Prosody unloads us again for each that goes
	for _, name in ipairs { "sasl2", "saslauth" } do modulemanager.unload(module.host, name); end
end

-- Last, so that a failure above leaves a host where nobody can log in.
local kept = { "saslauth", "sasl2", "sasl2_bind2", "sasl2_sm", "sasl2_fast", "sasl_ssdp" };
for _, name in ipairs(kept) do
	module:depends(name);
end
