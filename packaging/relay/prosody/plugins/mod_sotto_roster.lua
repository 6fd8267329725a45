-- SPDX-License-Identifier: GPL-3.0-or-later
-- mod_sotto_roster: shows a change of the groups file (mod_groups) to everybody who is signed in.
-- Prosody keeps loaded rosters in memory, so after `module reload groups` both those of people
-- on line and the cache of the others still hold the old colleagues.
-- It also tells each person their own name and group, which mod_groups leaves out: as an item
-- without subscription, so that no presence goes round in a circle.

local rostermanager = require "prosody.core.rostermanager";

local function fingerprint(item)
	local names = {};
	for group in pairs(item.groups or {}) do names[#names + 1] = group; end
	table.sort(names);
	return ("%s\0%s\0%s"):format(item.name or "", item.subscription or "", table.concat(names, "\0"));
end

-- roster[false] holds what Prosody notes about the roster itself.
local function is_shared(jid, item)
	return jid and type(item) == "table" and item.persist == false;
end

-- Takes the colleagues that came from the groups file out, and returns what they looked like.
local function take_shared(roster)
	local before = {};
	for jid, item in pairs(roster) do
		if is_shared(jid, item) then before[jid] = fingerprint(item); end
	end
	for jid in pairs(before) do roster[jid] = nil; end
	return before;
end

local function refresh_user(host, username, roster)
	local before, changed = take_shared(roster), 0;
	module:fire_event("roster-load", { username = username, host = host, roster = roster });
	local seen = {};
	for jid, item in pairs(roster) do
		if is_shared(jid, item) then seen[jid] = before[jid] == fingerprint(item); end
	end
	for jid in pairs(before) do seen[jid] = seen[jid] or false; end
	for jid, same in pairs(seen) do
		if not same then
			rostermanager.roster_push(username, host, jid);
			changed = changed + 1;
		end
	end
	return changed;
end

local groups_file = module:get_option_path("groups_file", nil, "config");

-- The person's own line in the groups file: name, group.
local function find_self(jid)
	local file = groups_file and io.open(groups_file);
	if not file then return nil; end
	local group, name;
	for line in file:lines() do
		local heading = line:match("^%s*%[%+?(.-)%]%s*$");
		local member, called = line:match("^%s*([^=]-)%s*=%s*(.-)%s*$");
		if heading then
			group = heading;
		elseif member == jid and called ~= "" then
			name = called;
			break;
		end
	end
	file:close();
	return name, group;
end

module:hook("roster-load", function (event)
	local jid = event.username .. "@" .. event.host;
	local name, group = find_self(jid);
	if name and not event.roster[jid] then
		event.roster[jid] = { subscription = "none", name = name, groups = { [group] = true }, persist = false };
	end
end, -10);

module:add_item("shell-command", {
	section = "roster_shared"; section_desc = "Shared rosters";
	name = "refresh"; desc = "Show a changed groups file to everybody on line";
	args = { { name = "host", type = "string" } };
	host_selector = "host";
	handler = function (_, host)
		local changed = 0;
		prosody.hosts[host].roster_cache = nil;
		for username, user in pairs(prosody.hosts[host].sessions) do
			if user.roster then changed = changed + refresh_user(host, username, user.roster); end
		end
		return true, ("%d changes shown"):format(changed);
	end;
});
