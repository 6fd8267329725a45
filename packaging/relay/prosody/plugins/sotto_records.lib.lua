-- SPDX-License-Identifier: GPL-3.0-or-later
-- What mod_sotto_mfa remembers of each account: the second factor, failures and their waits, and
-- what ends earlier logins. Loaded with module:require, so `module` is mod_sotto_mfa.
--
-- One record for each account: secret (sealed), confirmed, required, last_step, recovery, last_mfa
-- { [sha256(client id)] = time }, and the counters code and password { failures, at }.

local cache = require "prosody.util.cache";

local required = module:get_option_boolean("sotto_mfa_required", true);
-- NIST SP 800-63B section 5.2.2: at most 100 failures in a row, waits of 30 seconds up to an hour.
local free_failures = module:get_option_integer("sotto_mfa_free_failures", 10, 1, 100);
local hard_stop = module:get_option_integer("sotto_mfa_hard_stop", 100, 2, 100);
local first_delay = module:get_option_period("sotto_mfa_first_delay", 30, 1);
local kLongestDelay = 3600; -- seconds

local store = assert(module:open_store("sotto_mfa"));
local fast_store = assert(module:open_store("fast_tokens"));
-- Failures of names that are no accounts: the same waits, but nothing is written for them.
local strangers = cache.new(1000);
local epochs = {};

local records = { required = required };

-- Returns nil when the storage fails: a caller must then refuse, never take it for "not enrolled".
function records.load(user)
	local record, err = store:get(user);
	if record == nil and err then
		module:log("error", "cannot read second-factor records: %s", err);
		return nil;
	end
	return record or {};
end

-- Returns true once the record is stored.
function records.save(user, record) return store:set(user, record); end

function records.enrolled(record) return record.secret ~= nil and record.confirmed ~= nil; end

function records.needs_code(record)
	return required or record.required or records.enrolled(record);
end

-- A number that changes when a login under way must not finish: disabled, other password, reset,
-- enrolled on another stream.
function records.epoch(user) return epochs[user] or 0; end

function records.next_epoch(user) epochs[user] = records.epoch(user) + 1; end

-- Ends everything that earlier logins of this account left behind.
function records.revoke(user)
	records.next_epoch(user);
	fast_store:set(user, nil);
	local record = records.load(user);
	if record and record.last_mfa then
		record.last_mfa = nil;
		store:set(user, record);
	end
end

-- Returns nil if a try is allowed, else { seconds, hard }.
function records.locked(counter)
	if not counter or counter.failures < free_failures then return nil; end
	if counter.failures >= hard_stop then return { seconds = 0, hard = true }; end
	local delay = math.min(first_delay * 2 ^ (counter.failures - free_failures), kLongestDelay);
	-- A clock set back must not lengthen the wait.
	local left = math.ceil(math.min(counter.at + delay - os.time(), delay));
	if left <= 0 then return nil; end
	return { seconds = left };
end

local function count_up(counter)
	return { failures = (counter and counter.failures or 0) + 1, at = os.time() };
end

-- Adds one failure to the counter `kind` ("code" or "password") of an account's record.
-- Returns true once it is stored.
function records.count_failure(user, record, kind)
	record[kind] = count_up(record[kind]);
	if record[kind].failures == hard_stop then
		module:log("warn", "%s failures of %s reached %d: an administrator must reset",
			kind, user, hard_stop);
	end
	return store:set(user, record);
end

-- Is a try with a password allowed? As locked(); `known` tells whether the account exists.
function records.password_lock(user, known)
	if not known then return records.locked(strangers:get(user)); end
	local record = records.load(user);
	return record and records.locked(record.password);
end

function records.count_password(user, known)
	if not known then
		strangers:set(user, count_up(strangers:get(user)));
		return;
	end
	local record = records.load(user);
	if record then records.count_failure(user, record, "password"); end
end

function records.clear_password(user)
	local record = records.load(user);
	if record and record.password then
		record.password = nil;
		store:set(user, record);
	end
end

return records;
