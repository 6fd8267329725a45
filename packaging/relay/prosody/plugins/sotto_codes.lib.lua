-- SPDX-License-Identifier: GPL-3.0-or-later
-- Codes of the second factor: time-based (RFC 6238) and recovery codes, and their sealing at rest.
-- Pure functions: no storage, no session. Loaded by mod_sotto_mfa with module:require.

local base64 = require "prosody.util.encodings".base64;
local crypto = require "prosody.util.crypto";
local hashes = require "prosody.util.hashes";
local random = require "prosody.util.random";

local kStepSeconds = 30;
local kRecoveryCodes = 10;
local kRecoveryLength = 10; -- characters of 5 bits each: 50 bits
-- No I, O, 0, 1: people read these from paper.
local kRecoveryAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
local kBase32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; -- RFC 4648
-- Slows a guesser who has both the database and the key file; about 5 ms for one look.
local kRecoveryIterations = 10000;

local codes = { step_seconds = kStepSeconds };

-- RFC 4648 base32 without padding, as otpauth URIs carry it.
function codes.base32(bytes)
	local out, held, bits = {}, 0, 0;
	for i = 1, #bytes do
		held = ((held << 8) | bytes:byte(i)) & 0xfff;
		bits = bits + 8;
		while bits >= 5 do
			bits = bits - 5;
			local index = ((held >> bits) & 31) + 1;
			out[#out + 1] = kBase32Alphabet:sub(index, index);
		end
	end
	if bits > 0 then
		local index = ((held << (5 - bits)) & 31) + 1;
		out[#out + 1] = kBase32Alphabet:sub(index, index);
	end
	return table.concat(out);
end

-- RFC 4226: six digits for one counter value.
function codes.hotp(secret, counter)
	local mac = hashes.hmac_sha1(secret, string.pack(">I8", counter));
	local offset = (mac:byte(20) & 15) + 1;
	return ("%06d"):format((string.unpack(">I4", mac, offset) & 0x7fffffff) % 1000000);
end

-- Returns the matching step of time (never one at or before last_step: a code is good once,
-- RFC 6238 section 5.2), or nil and "wrong" or "reused". One step of clock skew either way.
function codes.check_totp(secret, code, last_step, now)
	local current, found, reused = now // kStepSeconds, nil, false;
	for step = current - 1, current + 1 do
		if hashes.equals(codes.hotp(secret, step), code) then
			if step > last_step then found = found or step; else reused = true; end
		end
	end
	if found then return found; end
	return nil, reused and "reused" or "wrong";
end

local function percent(text)
	return (text:gsub("[^%w%-%._~]", function (c) return ("%%%02X"):format(c:byte()); end));
end

-- The address that authenticator apps read from a QR code.
function codes.otpauth(issuer, account, secret)
	return ("otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=%d"):format(
		percent(issuer), percent(account), codes.base32(secret), percent(issuer), kStepSeconds);
end

-- Ten fresh codes, "XXXXX-XXXXX" each.
function codes.new_recovery()
	local list = {};
	for i = 1, kRecoveryCodes do
		-- 256 is a multiple of 32, so every character is equally likely.
		local text = random.bytes(kRecoveryLength):gsub(".", function (c)
			local index = (c:byte() & 31) + 1;
			return kRecoveryAlphabet:sub(index, index);
		end);
		list[i] = text:sub(1, 5).."-"..text:sub(6);
	end
	return list;
end

-- What a person typed as the ten characters that were printed; nil if it is no recovery code.
function codes.normal_recovery(text)
	local plain = text:upper():gsub("[%s%-]", "");
	if #plain ~= kRecoveryLength or plain:find("[^"..kRecoveryAlphabet.."]") then return nil; end
	return plain;
end

-- Returns sealing functions bound to the 32 bytes of the key file.
function codes.keyring(key)
	local seal_key = hashes.hmac_sha256(key, "sotto mfa seal v1");
	local pepper = hashes.hmac_sha256(key, "sotto mfa recovery v1");
	local ring = {};

	-- The user name is inside: a sealed secret copied to another account does not open.
	function ring.seal(user, secret)
		local iv = random.bytes(12);
		return base64.encode(iv..crypto.aes_256_gcm_encrypt(seal_key, iv, user.."\0"..secret));
	end

	-- Returns the secret, or nil if it was tampered with, moved, or sealed with another key.
	function ring.unseal(user, blob)
		local raw = base64.decode(blob or "");
		if not raw or #raw < 28 then return nil; end
		local ok, plain = pcall(crypto.aes_256_gcm_decrypt, seal_key, raw:sub(1, 12), raw:sub(13));
		if not ok or not plain then return nil; end
		local owner, secret = plain:match("^(%Z+)%z(.+)$");
		return owner == user and secret or nil;
	end

	function ring.recovery_hash(user, salt, plain)
		local inner = hashes.hmac_sha256(pepper, user.."\0"..plain);
		return base64.encode(hashes.pbkdf2_hmac_sha256(inner, salt, kRecoveryIterations));
	end

	-- The stored form, { salt, codes = { { hash, used } … } }: the codes are kept nowhere.
	function ring.store_recovery(user, list)
		local salt = base64.encode(random.bytes(16));
		local stored = { salt = salt, codes = {} };
		for i, code in ipairs(list) do
			stored.codes[i] = { hash = ring.recovery_hash(user, salt, codes.normal_recovery(code)) };
		end
		return stored;
	end

	-- Returns the matching entry, or nil and "wrong" or "reused".
	function ring.find_recovery(user, stored, text)
		local plain = codes.normal_recovery(text);
		if not plain or not stored then return nil, "wrong"; end
		local hash, match = ring.recovery_hash(user, stored.salt, plain), nil;
		for _, entry in ipairs(stored.codes) do
			if hashes.equals(entry.hash, hash) then match = entry; end
		end
		if not match then return nil, "wrong"; end
		if match.used then return nil, "reused"; end
		return match;
	end

	-- A salt for an account that does not exist: the same at each try, and unlike any other.
	function ring.decoy_salt(user)
		local hex = hashes.hmac_sha256(pepper, "decoy\0"..user, true);
		return ("%s-%s-4%s-a%s-%s"):format(hex:sub(1, 8), hex:sub(9, 12), hex:sub(13, 15),
			hex:sub(16, 18), hex:sub(19, 30));
	end

	return ring;
end

-- Codes that were not used yet.
function codes.recovery_left(stored)
	local left = 0;
	for _, entry in ipairs(stored and stored.codes or {}) do
		if not entry.used then left = left + 1; end
	end
	return left;
end

return codes;
