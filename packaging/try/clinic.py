# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample clinic "Riverside": its people, its relay, its policies. Nobody here is real."""
import base64
import hmac
import json
import os
import re
import shutil
import subprocess
import tempfile
import time

DOMAIN = "riverside.example"
DESK_A, DESK_B, LEE = "desk-a", "desk-b", "lee"
PEOPLE = {DESK_A: ("Desk A", "Front Desk"),
          DESK_B: ("Desk B", "Front Desk"),
          LEE: ("Dr Lee Sample", "Physicians")}
_HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.normpath(os.path.join(_HERE, "../.."))
_SOTTO_RELAY = os.path.join(ROOT, "packaging/relay/prosody/sotto-relay")
_LONGEST_PATH = 60  # the relay's admin socket lies below, and its path has at most 107 bytes
PERIOD_S = 30


class Trouble(Exception):
    """The clinic could not be made; the text says why."""


def as_root(*words, stdin=None):
    """Runs a command as root, through sudo where we are not; returns its output."""
    command = [*([] if os.geteuid() == 0 else ["sudo"]), *words]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=60,
                          check=False)
    if done.returncode != 0:
        raise Trouble(f"{' '.join(words[:2])}: {(done.stdout + done.stderr).strip()}")
    return done.stdout


def code_of(secret):
    """The six digits that an authenticator app shows now for this secret (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.digest(key, (int(time.time()) // PERIOD_S).to_bytes(8, "big"), "sha1")
    start = mac[-1] & 15
    number = int.from_bytes(mac[start:start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def fresh_code_of(secret):
    """As above, but one that lives at least a few seconds more: it has to be typed."""
    left = PERIOD_S - time.time() % PERIOD_S
    if left < 4:
        time.sleep(left + 0.2)
    return code_of(secret)


def secret_in(uri):
    """The secret in an otpauth address, or None."""
    found = re.search(r"[?&]secret=([A-Z2-7]+)", uri)
    return found and found.group(1)


def _is_passable(folder):
    """Whether the relay's own account can pass through to a folder."""
    if os.geteuid() != 0:
        return True
    while folder != "/":
        if not os.stat(folder).st_mode & 0o001:
            return False
        folder = os.path.dirname(folder)
    return True


def make_work_folder(wanted, name):
    """A new folder for the clinic: in `wanted`, or below /tmp where that does not serve."""
    os.makedirs(wanted, exist_ok=True)
    wanted = os.path.realpath(wanted)
    if _is_passable(wanted) and len(wanted.encode()) <= _LONGEST_PATH:
        folder = tempfile.mkdtemp(prefix=name, dir=wanted)
    else:
        folder = tempfile.mkdtemp(prefix="sotto-" + name, dir="/tmp")
    os.chmod(folder, 0o711)  # as root: the relay's own account must pass
    return folder


class Clinic:
    """The relay in a folder, with its people. `accounts[name]`: address, password, totp."""

    def __init__(self, folder):
        self.folder = folder
        self.relay = os.path.join(folder, "relay")
        self.accounts = {}
        self.address = self.ca = self._keys = ""

    def _sotto_relay(self, *words):
        done = subprocess.run([_SOTTO_RELAY, *words], stdin=subprocess.DEVNULL, text=True,
                              capture_output=True, timeout=90, check=False)
        if done.returncode != 0:
            raise Trouble(f"sotto-relay {words[0]}: {(done.stdout + done.stderr).strip()}")
        return done.stdout

    def make(self, enrolled, others=None):
        """Makes and starts the relay; those in `enrolled` have their second factor already.
        `others`: more people, as PEOPLE."""
        self._sotto_relay("init", self.relay, "--domain", DOMAIN, "--port", "0",
                          "--https-port", "0")
        self.start()
        for name, (display, group) in {**PEOPLE, **(others or {})}.items():
            self.accounts[name] = self._add(name, display, group, name in enrolled)

    def _add(self, name, display, group, enrol):
        printed = self._sotto_relay("user", "add", self.relay, f"{name}@{DOMAIN}", "--name",
                                    display, "--group", group, *(["--enrol-now"] if enrol else []))
        found = dict(re.findall(r"^(address|password|otpauth): (.*)$", printed, re.M))
        return {"address": found["address"], "password": found["password"],
                "totp": secret_in(found.get("otpauth", ""))}

    def start(self):
        """Starts the relay and asks where it listens."""
        self._sotto_relay("start", self.relay)
        config = dict(line.split("=", 1)
                      for line in self._sotto_relay("config", self.relay).splitlines())
        self.address, self.ca = f"{config['host']}:{config['port']}", config["ca"]

    def stop(self):
        """Stops the relay, if there is one."""
        if os.path.isdir(self.relay):
            self._sotto_relay("stop", self.relay)

    def disable(self, name):
        """What an administrator does when somebody leaves."""
        self._sotto_relay("user", "disable", self.relay, self.accounts[name]["address"])

    def make_key(self, sottoctl):
        """The clinic's signing key, for what write_policy() and erase() sign."""
        self._keys = os.path.join(self.folder, "keys")
        os.mkdir(self._keys, 0o700)
        self._run(sottoctl, "policy", "keygen", self._keys)

    def _run(self, *words):
        done = subprocess.run(words, stdin=subprocess.DEVNULL, text=True, capture_output=True,
                              timeout=60, check=False)
        if done.returncode != 0:
            raise Trouble(f"{' '.join(words[1:3])}: {(done.stdout + done.stderr).strip()}")
        return done.stdout

    def erase(self, name, sottoctl):
        """What an administrator does when a laptop was stolen."""
        address = self.accounts[name]["address"]
        order = os.path.join(self.folder, f"{name}.order")
        with open(order, "w", encoding="utf-8") as file:
            file.write(self._run(sottoctl, "erase-order", address, "--key",
                                 os.path.join(self._keys, "policy.key")))
        os.chmod(order, 0o644)  # the relay's own account reads it
        self._sotto_relay("user", "erase", self.relay, address, order)

    def relay_pid(self):
        """The process id of the relay."""
        with open(os.path.join(self.relay, "run", "relay.pid"), encoding="utf-8") as file:
            return int(file.read().split()[0])

    def write_policy(self, kind, session, more=None, signed_by=None):
        """Writes a policy that belongs to root, as Sotto demands; returns its folder. `more`:
        other parts, as {"alerts": {"repeat_s": 30}}. `signed_by`: the program sottoctl, after
        make_key(); the key is pinned beside the policy then."""
        folder = os.path.join(self.folder, f"policy-{kind}")
        lines = ['[policy]', 'name = "Riverside 2026-11, sample"', '[clinic]',
                 'name = "Riverside Clinic (sample)"', '[workstation]', f'class = "{kind}"',
                 '[relay]', f'address = "{self.address}"', f'ca_file = {json.dumps(self.ca)}',
                 '[session]', *(f"{key} = {value}" for key, value in session.items())]
        for part, settings in (more or {}).items():
            lines += [f"[{part}]", *(f"{key} = {value}" for key, value in settings.items())]
        as_root("install", "-d", "-m", "755", "-o", "root", folder)
        policy = os.path.join(folder, "policy.toml")
        as_root("tee", policy, stdin="\n".join(lines) + "\n")
        as_root("chmod", "644", policy)
        if signed_by:
            key = os.path.join(self._keys, "policy.key")
            as_root(signed_by, "policy", "sign", policy, "--key", key)
            as_root("install", "-m", "644", "-o", "root", os.path.join(self._keys, "policy.pub"),
                    folder)
        return folder

    def write_roles(self, folder, text, sottoctl):
        """Writes the clinic's list of roles beside that policy and signs it, after make_key()."""
        roles = os.path.join(folder, "roles.toml")
        as_root("tee", roles, stdin=text)
        as_root("chmod", "644", roles)
        as_root(sottoctl, "roles", "sign", roles, "--key", os.path.join(self._keys, "policy.key"))

    def remember(self):
        """Keeps the accounts for the next time, readable by this user only."""
        path = os.path.join(self.folder, "people.json")
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(self.accounts, file)

    def recall(self):
        """Reads what remember() kept; returns False if there is nothing."""
        try:
            with open(os.path.join(self.folder, "people.json"), encoding="utf-8") as file:
                self.accounts = json.load(file)
        except FileNotFoundError:
            return False
        return True

    def remove(self):
        """Stops the relay and removes the folder."""
        self.stop()
        for name in os.listdir(self.folder):
            if name.startswith("policy-"):  # root's
                as_root("rm", "-r", "--", os.path.join(self.folder, name))
        shutil.rmtree(self.folder)
