# SPDX-License-Identifier: GPL-3.0-or-later
"""A real relay for tests: Prosody made by packaging/relay, on free loopback ports.

As a program (for C++ tests and scripts):
    python3 relay_fixture.py up DIR      DIR: empty or absent; prints key=value lines
    python3 relay_fixture.py down DIR    stops it; the folder stays for the caller to remove
Keys: host, port, domain, ca, https_port, conference, share, and for each sample account NAME
(desk-a, desk-b: enrolled; lee: not yet) NAME.address, NAME.password, NAME.totp (base32),
NAME.recovery (comma-separated).
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

DOMAIN = "riverside.example"
PEOPLE = (("desk-a", "Desk A", "Front Desk", True),
          ("desk-b", "Desk B", "Front Desk", True),
          ("lee", "Lee Park", "Nurses", False))
_PROGRAM = os.path.normpath(os.path.join(os.path.dirname(os.path.realpath(__file__)),
                                         "../../../packaging/relay/prosody/sotto-relay"))


class Failed(Exception):
    """sotto-relay refused; .code is its exit code, the text what it said."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


def sotto_relay(*words, stdin=None, check=True, pass_fds=()):
    """Runs sotto-relay; returns its output, or raises Failed."""
    done = subprocess.run([_PROGRAM, *words], input=stdin, capture_output=True,
                          text=True, timeout=90, check=False, pass_fds=pass_fds)
    if check and done.returncode != 0:
        raise Failed(done.returncode, (done.stdout + done.stderr).strip())
    return done.stdout + done.stderr


def read_account(printed):
    """Takes what `user add` printed apart: address, password, totp, recovery."""
    found = dict(re.findall(r"^(address|password|otpauth): (.*)$", printed, re.M))
    account = {"address": found["address"], "password": found.get("password", "")}
    secret = re.search(r"[?&]secret=([A-Z2-7]+)", found.get("otpauth", ""))
    if secret:
        account["totp"] = secret.group(1)
        account["recovery"] = ",".join(re.findall(r"^recovery: (.*)$", printed, re.M))
    return account


def add_user(folder, name, display, group, enrol):
    words = ["user", "add", folder, f"{name}@{DOMAIN}", "--name", display, "--group", group]
    return read_account(sotto_relay(*words, *(["--enrol-now"] if enrol else [])))


def read_config(folder):
    return dict(line.split("=", 1) for line in sotto_relay("config", folder).splitlines())


def up(folder, site="", people=PEOPLE):
    """Makes and starts a relay. Returns (config, {name: account}). `site`: extra configuration."""
    sotto_relay("init", folder, "--domain", DOMAIN, "--port", "0", "--https-port", "0")
    try:
        if site:
            with open(os.path.join(folder, "site.cfg.lua"), "a", encoding="utf-8") as file:
                file.write(site)
        sotto_relay("start", folder)
        accounts = {name: add_user(folder, name, *rest) for name, *rest in people}
        return read_config(folder), accounts
    except BaseException:
        down(folder)
        raise


def down(folder):
    sotto_relay("stop", folder)


class TemporaryRelay:
    """with TemporaryRelay() as relay: relay.config, relay.accounts, relay.folder."""

    def __init__(self, site="", people=PEOPLE):
        self._site, self._people = site, people

    def __enter__(self):
        self._base = tempfile.mkdtemp(prefix="sotto-relay-test-")
        os.chmod(self._base, 0o711)  # as root, the relay's account must pass
        self.folder = os.path.join(self._base, "relay")
        try:
            self.config, self.accounts = up(self.folder, self._site, self._people)
        except BaseException:
            shutil.rmtree(self._base, ignore_errors=True)
            raise
        return self

    def __exit__(self, *_):
        try:
            down(self.folder)
        finally:
            shutil.rmtree(self._base, ignore_errors=True)


def main(words):
    if len(words) != 2 or words[0] not in ("up", "down"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if words[0] == "down":
            down(words[1])
            return 0
        config, accounts = up(words[1])
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    for key, value in config.items():
        print(f"{key}={value}")
    for name, account in accounts.items():
        for key, value in account.items():
            print(f"{name}.{key}={value}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
