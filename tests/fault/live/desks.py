# SPDX-License-Identifier: GPL-3.0-or-later
"""People at a real Prosody, as processes of the real program that may be killed."""
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

_HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.normpath(os.path.join(_HERE, "../../live/relay")))
from relay_fixture import DOMAIN, TemporaryRelay, sotto_relay  # noqa: E402

PEOPLE = (("ann", "Ann", "Front Desk", False), ("bob", "Bob", "Front Desk", False))
# Scripts have no second factor; a burst of 1,000 is the subject here, not the relay's brake.
SITE = 'sotto_mfa_required = false\nlimits = { c2s = { rate = "200mb/s", burst = "2s" } }\n'


class Desk:
    """One data folder of one person; at most one process works on it."""

    def __init__(self, world, name, peer, folder=None):
        self.world, self.name, self.peer = world, name, peer
        self.data = os.path.join(world.base, folder or name)
        self.process = None
        self.given = 0  # lines of the last send

    def address(self, name):
        return f"{name}@{DOMAIN}"

    def _start(self, words, text="", policy="policy"):
        """Starts sottoctl; the password goes through a pipe."""
        read, write = os.pipe()
        os.write(write, (self.world.relay.accounts[self.name]["password"] + "\n").encode())
        os.close(write)
        with tempfile.TemporaryFile() as given:
            given.write(text.encode())
            given.seek(0)
            self.process = subprocess.Popen(
                [self.world.sottoctl, "--data", self.data,
                 "--policy", os.path.join(self.world.base, policy), words[0],
                 "--as", self.address(self.name), "--password-fd", str(read), *words[1:]],
                stdin=given, stdout=subprocess.DEVNULL, stderr=self._log(), text=True,
                pass_fds=(read,))
        os.close(read)

    def _log(self):
        return open(self.data + ".log", "a", encoding="utf-8")

    def said(self):
        """The last words of its processes, for a failure."""
        with open(self.data + ".log", encoding="utf-8") as log:
            return log.read()[-600:]

    def listen(self, *words, **options):
        self._start(["listen", *words], **options)

    def send(self, lines, key, *words, **options):
        self.given = len(lines)
        self._start(["send", "--to", self.address(self.peer), "--lines", "--key", key, *words],
                    "\n".join(lines) + "\n", **options)

    def wait(self, limit):
        """The exit code; None: it still ran and was killed."""
        try:
            return self.process.wait(limit)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def ended(self):
        return self.process is None or self.process.poll() is not None

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def read(self, incoming, outgoing):
        """Lines of the whole conversation, after all has come to rest."""
        self.kill()
        done = subprocess.run(
            [self.world.reader, self.data, os.path.join(self.world.base, "direct"),
             self.address(self.name), self.address(self.peer), str(incoming), str(outgoing)],
            input=self.world.relay.accounts[self.name]["password"] + "\n", text=True,
            capture_output=True, timeout=900, check=True)
        return done.stdout.splitlines()


class World:
    """A relay, two people, two policies: through the proxy, and straight to the relay.

    `extra`: more lines for both policies."""

    def __init__(self, sottoctl, reader, seed, people=PEOPLE, extra=""):
        self.sottoctl, self.reader, self.random = sottoctl, reader, random.Random(seed)
        self._people, self._extra = people, extra

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="sotto-fault-live-")
        self.base = self._folder.name
        self._relay = TemporaryRelay(SITE, self._people)
        self.relay = self._relay.__enter__()
        self._drop_second_factor()
        self.port = int(self.relay.config["port"])
        self.policy("direct", self.port)
        self.policy("policy", self.port)
        return self

    def __exit__(self, *what):
        self._relay.__exit__(*what)
        self._folder.cleanup()

    def _drop_second_factor(self):
        """sotto-relay requires it of every account that it makes; a code is good only once in
        30 seconds, too slow for people who sign in twice a second."""
        database = sqlite3.connect(os.path.join(self.relay.folder, "data", "relay.sqlite"))
        with database:
            database.execute("DELETE FROM prosody WHERE store = 'sotto_mfa'")
        database.close()

    def policy(self, name, port):
        folder = os.path.join(self.base, name)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(os.path.join(folder, "policy.toml"), "w", encoding="utf-8") as file:
            file.write(f'[auth]\nmfa = "off"\npassword_min_len = 15\n[crypto]\nkdf_mib = 64\n'
                       f'[relay]\naddress = "127.0.0.1:{port}"\n'
                       f'ca_file = "{self.relay.config["ca"]}"\n{self._extra}')

    def restart_relay(self):
        """By order, or as a crash."""
        if self.random.random() < 0.5:
            with open(os.path.join(self.relay.folder, "run", "relay.pid"),
                      encoding="utf-8") as file:
                os.kill(int(file.read().split()[0]), signal.SIGKILL)
        else:
            sotto_relay("stop", self.relay.folder)
        time.sleep(self.random.random())
        sotto_relay("start", self.relay.folder)

    def acquaint(self, *senders):
        """The recipient has a device that can be written to; everybody has a session."""
        recipient = Desk(self, senders[0].peer, senders[0].name, senders[0].peer)
        recipient.listen("--count", str(len(senders)))
        for number, sender in enumerate(senders):
            sender.send([f"hello {number}"], "hello")
            if sender.wait(90) != 0:
                raise RuntimeError("the first message was not sent: " + sender.said())
            sender.given = 0
        if recipient.wait(90) != 0:
            raise RuntimeError("the first message did not arrive: " + recipient.said())
        return recipient


def judge(sent, lines_of_sender, lines_of_recipient):
    """What is wrong, in words; empty: nothing. `sent`: the texts of one sender, sorted."""
    shown = [line[3:] for line in lines_of_recipient if line.startswith("in ")]
    mine = set(sent)
    of_sender = [text for text in shown if text in mine]
    wrong = {
        "lost": len(mine - set(shown)),
        "doubled": len(of_sender) - len(set(of_sender)),
        "out of order": sum(a > b for a, b in zip(of_sender, of_sender[1:])),
        "cards": sum(line == "card" for line in lines_of_recipient + lines_of_sender),
        "undelivered": sum(line.startswith("out ") and
                           line.split()[1] not in ("delivered", "read", "acknowledged")
                           for line in lines_of_sender),
    }
    return ", ".join(f"{name} {count}" for name, count in wrong.items() if count)
