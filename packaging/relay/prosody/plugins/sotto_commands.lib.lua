-- SPDX-License-Identifier: GPL-3.0-or-later
-- prosodyctl shell mfa status|list|require|reset|enrol: the administrator's side of mod_sotto_mfa.

local jid = require "prosody.util.jid";
local random = require "prosody.util.random";
local usermanager = require "prosody.core.usermanager";

return function (records, codes, ring, issuer)
	local function command(name, desc, handler, argument)
		argument = argument or "jid";
		module:add_item("shell-command", {
			section = "mfa", section_desc = "Second factor", name = name, desc = desc,
			args = { { name = argument, type = "string" } }, host_selector = argument,
			handler = function (self, address)
				local user = argument == "host" or jid.node(address);
				if argument == "jid" and not usermanager.user_exists(user, module.host) then
					return nil, "No such user";
				end
				return handler(user, self.session.print, address);
			end;
		});
	end

	local function describe(user)
		local record = records.load(user) or {};
		local function stopped(counter)
			local lock = records.locked(counter);
			return not lock and "no" or lock.hard and "hard" or ("%ds"):format(lock.seconds);
		end
		local format = "enabled=%s required=%s enrolled=%s recovery=%d code_locked=%s password_locked=%s";
		return format:format(
			tostring(usermanager.user_is_enabled(user, module.host) == true),
			tostring(records.needs_code(record) == true), tostring(records.enrolled(record)),
			codes.recovery_left(record.recovery), stopped(record.code), stopped(record.password));
	end

	command("status", "Show the state of one account", function (user)
		return true, describe(user);
	end);

	command("list", "Show the state of all accounts", function (_, print)
		local count = 0;
		for user in usermanager.users(module.host) do
			print(("%s %s"):format(user, describe(user)));
			count = count + 1;
		end
		return true, ("%d accounts"):format(count);
	end, "host");

	command("require", "Require a second factor (set up at the next login)", function (user)
		local record = records.load(user);
		if not record then return nil, "Storage failure"; end
		record.required = true;
		if not records.save(user, record) then return nil, "Storage failure"; end
		return true, "required";
	end);

	command("reset", "Remove second factor, counters and login tokens, close sessions", function (user)
		local record = records.load(user);
		if not record or not records.save(user, { required = record.required }) then
			return nil, "Storage failure";
		end
		records.revoke(user);
		local online = prosody.hosts[module.host].sessions[user];
		for _, session in pairs(online and online.sessions or {}) do
			session:close({ condition = "reset", text = "The second factor was reset" });
		end
		return true, "reset";
	end);

	command("enrol", "Make and print a confirmed secret and recovery codes", function (user, print)
		local record = records.load(user);
		if not record then return nil, "Storage failure"; end
		if records.enrolled(record) then return nil, "Already enrolled: reset first"; end
		local secret, list = random.bytes(20), codes.new_recovery();
		record.secret, record.confirmed = ring.seal(user, secret), os.time();
		record.recovery = ring.store_recovery(user, list);
		if not records.save(user, record) then return nil, "Storage failure"; end
		records.next_epoch(user);
		print("uri "..codes.otpauth(issuer, jid.join(user, module.host), secret));
		for _, code in ipairs(list) do print("recovery "..code); end
		return true, "enrolled";
	end);
end;
