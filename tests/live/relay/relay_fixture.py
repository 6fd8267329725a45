# SPDX-License-Identifier: GPL-3.0-or-later
"""A real relay for tests: Prosody made by packaging/relay, on free loopback ports.

As a program (for C++ tests and scripts):
    python3 relay_fixture.py up DIR [phones]   DIR: empty or absent; prints key=value lines;
                                     phones: accounts of add-phone need no second factor
    python3 relay_fixture.py down DIR    stops it; the folder stays for the caller to remove
    python3 relay_fixture.py start DIR   starts it again, with what it had
    python3 relay_fixture.py add DIR NAME      one more account, enrolled; prints NAME.key=value
    python3 relay_fixture.py add-phone DIR NAME  one more account, with a password alone
    python3 relay_fixture.py disable DIR NAME  switches that account off
    python3 relay_fixture.py delete DIR NAME
    python3 relay_fixture.py withdraw DIR NAME  takes its login tokens, and leaves its streams
    python3 relay_fixture.py password DIR NAME   a new password; prints NAME.password=value
    python3 relay_fixture.py reset-mfa DIR NAME  the code device was lost
Keys: host, port, domain, ca, https_port, conference, share, and for each sample account NAME
(desk-a, desk-b: enrolled; lee: not yet) NAME.address, NAME.password, NAME.totp (base32),
NAME.recovery (comma-separated).
"""
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

DOMAIN = "riverside.example"
PEOPLE = (("desk-a", "Desk A", "Front Desk", True),
          ("desk-b", "Desk B", "Front Desk", True),
          ("lee", "Lee Park", "Nurses", False))
SITE = "sotto_mfa_first_delay = 2\n"  # as a program: a lock-out that a test can wait for
PHONES = "sotto_mfa_required = false\n"  # apps that know no second factor, as add-phone makes them
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


def _add(folder, name, display, group, *options):
    return read_account(sotto_relay("user", "add", folder, f"{name}@{DOMAIN}", "--name", display,
                                    "--group", group, *options))


def add_user(folder, name, display, group, enrol):
    return _add(folder, name, display, group, *(["--enrol-now"] if enrol else []))


def add_phone(folder, name, display):
    return _add(folder, name, display, "Phones", "--password-only")


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


def shell(folder, *words):
    """prosodyctl as the account that owns the relay; returns what it said."""
    command = ["prosodyctl", "--config", os.path.join(folder, "prosody.cfg.lua"), "shell", *words]
    owner = os.stat(folder)
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={owner.st_uid}", f"--regid={owner.st_gid}",
                   "--clear-groups", *command]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False, cwd="/")
    return done.stdout + done.stderr


def withdraw(folder, name):
    """Behind the relay's back: it would close the streams, too."""
    with sqlite3.connect(os.path.join(folder, "data", "relay.sqlite"), timeout=10) as database:
        gone = database.execute("DELETE FROM prosody WHERE store = 'fast_tokens' AND user = ?",
                                (name,))
        if gone.rowcount == 0:
            raise Failed(1, "there were no tokens")


def run(command, folder, name=None):
    """One command of the program: (configuration, accounts) to be printed, or None."""
    if command == "up" and name in (None, "phones"):
        return up(folder, SITE + (PHONES if name else ""))
    if command == "add" and name:
        return {}, {name: add_user(folder, name, name.capitalize(), "Front Desk", True)}
    if command == "add-phone" and name:
        return {}, {name: add_phone(folder, name, name.capitalize())}
    if command == "disable" and name:
        sotto_relay("user", "disable", folder, f"{name}@{DOMAIN}")
    elif command == "delete" and name:
        shell(folder, "user", "delete", f"{name}@{DOMAIN}")
    elif command == "withdraw" and name:
        withdraw(folder, name)
    elif command == "password" and name:
        printed = sotto_relay("user", "password", folder, f"{name}@{DOMAIN}")
        return {}, {name: {"password": re.search(r"^password: (.*)$", printed, re.M).group(1)}}
    elif command == "reset-mfa" and name:
        sotto_relay("user", "reset-mfa", folder, f"{name}@{DOMAIN}")
    elif command in ("start", "down") and not name:
        sotto_relay("stop" if command == "down" else command, folder)
    else:
        return None
    return {}, {}


def main(words):
    try:
        done = run(*words) if 2 <= len(words) <= 3 else None
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    if done is None:
        print(__doc__, file=sys.stderr)
        return 2
    config, accounts = done
    for key, value in config.items():
        print(f"{key}={value}")
    for name, account in accounts.items():
        for key, value in account.items():
            print(f"{name}.{key}={value}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
