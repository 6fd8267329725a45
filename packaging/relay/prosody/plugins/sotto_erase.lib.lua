-- SPDX-License-Identifier: GPL-3.0-or-later
-- Hands on the clinic's order to destroy what an account has on its workstations (a stolen laptop).
-- The relay cannot make one: it is signed with the key of the clinic's policy, and the workstation
-- checks that. It goes with whatever ends or refuses this account's streams, also to somebody who
-- does not know the password: that is who holds the laptop.
-- Loaded with module:require, so `module` is mod_sotto_mfa.

local base64 = require "prosody.util.encodings".base64;
local jid = require "prosody.util.jid";
local st = require "prosody.util.stanza";
local usermanager = require "prosody.core.usermanager";

local xmlns_erase = "urn:x-sotto:erase:0";
local most_bytes = 4096;
local store = assert(module:open_store("sotto_erase"));

-- The element for an account; nil: there is no order.
local function order_for(user)
	local record = user and user ~= "" and store:get(user);
	return record and st.stanza("order", { xmlns = xmlns_erase }):text(record.order) or nil;
end

-- Before Prosody closes them without a word.
module:hook_global("user-disabled", function (event)
	if event.host ~= module.host then return; end
	local order = order_for(event.username);
	local online = order and prosody.hosts[module.host].sessions[event.username];
	for _, session in pairs(online and online.sessions or {}) do
		session:close({ condition = "not-authorized", text = "Account disabled",
			extra = st.clone(order) });
	end
end, 250);

-- Who may come again begins anew.
module:hook_global("user-enabled", function (event)
	if event.host == module.host then store:set(event.username, nil); end
end);

module:add_item("shell-command", {
	section = "mfa", section_desc = "Second factor", name = "erase",
	desc = "Keep an erase order, in base64, for the workstations of an account",
	args = { { name = "jid", type = "string" }, { name = "order", type = "string" } },
	host_selector = "jid",
	handler = function (_, address, encoded)
		local user, order = jid.node(address), base64.decode(encoded);
		if not usermanager.user_exists(user, module.host) then return nil, "No such user"; end
		if not order or #order > most_bytes then return nil, "Not an order"; end
		if not store:set(user, { order = order }) then return nil, "Storage failure"; end
		return true, "kept";
	end;
});

module:add_item("shell-command", {
	section = "mfa", section_desc = "Second factor", name = "order",
	desc = "Say whether an erase order waits for the workstations of an account",
	args = { { name = "jid", type = "string" } },
	host_selector = "jid",
	handler = function (self, address)
		self.session.print(order_for(jid.node(address)) and "waits" or "none");
		return true;
	end;
});

return order_for;
