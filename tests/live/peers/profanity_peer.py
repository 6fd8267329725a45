#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A peer on a real relay: Profanity in tmux, driven by lines (README.md), read off its screen."""
import hashlib
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
_HERE = os.path.dirname(os.path.realpath(__file__))
sys.path[:0] = [os.path.join(_HERE, "../relay"), os.path.join(_HERE, "..")]
from debian_python import again_or_skip  # noqa: E402  (no bytecode beside the sources)
try:
    from xmpp_client import BIND, Client, name_of, show
except ModuleNotFoundError as missing:
    again_or_skip(missing)

OMEMO, PUBSUB = "eu.siacs.conversations.axolotl", "http://jabber.org/protocol/pubsub"
WAIT_S = 15
# "~" before a name is Profanity's mark for what came in OMEMO, "-" for what came in the clear.
LINE = re.compile(r"^\d\d:\d\d:\d\d ([~-]) (\S+): (.*\S)\s*$")
REFUSED = "This message cannot be decrypted for any recipient"
ARRIVED = re.compile(r"<< (?:chat|room) message: .* \(win (\d+)\)")


def say(*words):
    print(*words, flush=True)


def leave_list(host, port, domain, ca, address, password):
    """Profanity never makes the node of the device list, it only adds itself to one (0.13): as an
    earlier client of this person would have left it."""
    client = Client({"host": host, "port": port, "domain": domain, "ca": ca}, address)
    reply = client.scram(address.partition("@")[0], password, BIND)
    if name_of(reply) != "success":
        raise AssertionError(show(reply))
    node = f"{OMEMO}.devicelist"
    found = client.iq("get", f"<pubsub xmlns='{PUBSUB}'><items node='{node}'/></pubsub>")
    if found.get("type") != "result":
        client.iq("set", f"<pubsub xmlns='{PUBSUB}'><publish node='{node}'><item id='current'>"
                  f"<list xmlns='{OMEMO}'/></item></publish><publish-options><x type='submit' "
                  "xmlns='jabber:x:data'><field var='FORM_TYPE' type='hidden'><value>"
                  f"{PUBSUB}#publish-options</value></field><field var='pubsub#access_model'>"
                  "<value>open</value></field></x></publish-options></pubsub>")
    client.drop()


class Profanity:
    """One installation in a folder of its own."""

    def __init__(self, host, port, domain, ca, address, password):
        self.home = tempfile.mkdtemp(prefix="sotto-profanity-")
        self.log = os.path.join(self.home, "log")
        self.tmux = ["tmux", "-L", os.path.basename(self.home), "-f", "/dev/null"]
        self.focus, self.chat = "", ""  # what the window in front shows; the last chat
        self.seen, self.logged = set(), 0
        config, data = os.path.join(self.home, "config"), os.path.join(self.home, "data")
        certificates = os.path.join(self.home, "certificates")
        for folder in (config, data):
            os.makedirs(os.path.join(folder, "profanity"))
        os.mkdir(certificates)
        shutil.copy(ca, os.path.join(certificates, "ca.pem"))
        subprocess.run(["openssl", "rehash", certificates], check=True)
        with open(os.path.join(config, "profanity", "profrc"), "w", encoding="utf-8") as file:
            file.write(f"[connection]\ntls.certpath={certificates}\n[ui]\nsplash=false\n")
        with open(os.path.join(data, "profanity", "accounts"), "w", encoding="utf-8") as file:
            file.write(f"[own]\nenabled=true\njid={address}\npassword={password}\nserver={host}\n"
                       f"port={port}\ntls.policy=legacy\nresource=profanity\n"
                       f"muc.service=conference.{domain}\nmuc.nick={address.partition('@')[0]}\n")
        self.environment = {key: value for key, value in os.environ.items() if key != "TMUX"} | {
            "HOME": self.home, "XDG_CONFIG_HOME": config, "XDG_DATA_HOME": data,
            "TERM": "xterm", "LANG": "C.UTF-8"}
        self.run("new-session", "-d", "-x", "600", "-y", "60",
                 f"profanity -l DEBUG -f {self.log} -a own")

    def close(self):
        subprocess.run([*self.tmux, "kill-server"], env=self.environment, check=False)
        shutil.rmtree(self.home, ignore_errors=True)

    def run(self, *words):
        return subprocess.run([*self.tmux, *words], env=self.environment, check=True, timeout=WAIT_S,
                              capture_output=True, text=True).stdout

    def type(self, text):
        self.run("send-keys", "-l", text)
        self.run("send-keys", "Enter")

    def screen(self):
        return self.run("capture-pane", "-p", "-J").splitlines()

    def wait(self, text, within=WAIT_S):
        """Until that is on the screen."""
        deadline = time.monotonic() + within
        while not any(text in line for line in self.screen()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"no {text!r} on the screen:\n" + "\n".join(self.screen()))
            time.sleep(0.05)

    def wait_log(self, text, after=0):
        """Until that is in the log, behind a place in it; returns the log's length."""
        deadline = time.monotonic() + WAIT_S
        while text not in (log := self.read_log())[after:]:
            if time.monotonic() > deadline:
                raise TimeoutError(f"no {text!r} in the log")
            time.sleep(0.05)
        return len(log)

    def read_log(self):
        try:
            with open(self.log, encoding="utf-8", errors="replace") as file:
                return file.read()
        except FileNotFoundError:
            return ""

    def set_up(self):
        self.wait("logged in successfully")
        for line in ("/inputblock timeout 10", "/inputblock dynamic off", "/carbons on", "/mam on",
                     "/omemo gen"):
            self.type(line)
        self.wait("materials generated")
        self.type("/omemo trustmode blind")
        self.type("/omemo policy always")
        self.wait_log("bundle published successfully")
        self.wait("OMEMO policy is now set to: always")

    def look(self):
        """Says what is new on the screen and in the log."""
        for line in self.screen():
            arrived = ARRIVED.search(line)
            if arrived and not self.focus:
                self.type(f"/win {arrived.group(1)}")
                self.focus = "chat"
                return
            found = LINE.match(line)
            if not found or found.groups() in self.seen or not self.focus:
                continue
            self.seen.add(found.groups())
            mark, nick, text = found.groups()
            if nick != "me":
                say(("room" if self.focus.startswith("room ") else "text") if mark == "~"
                    else "plain", text)
        log = self.read_log()
        for line in log[self.logged:].splitlines():
            if ": ERR: " in line and "OMEMO" in line and "decrypt" in line:
                say("failed", line.partition(": ERR: ")[2])
        self.logged = len(log)

    def open_chat(self, address):
        if self.focus != f"chat {address}":
            self.type("/win 1")  # in a room, "/msg" looks for the name among its people
            self.type(f"/msg {address}")
            self.focus = self.chat = f"chat {address}"

    # Commands

    def do_send(self, to, number, text):
        """Until it has our keys it refuses, and says that one should send again."""
        self.open_chat(to)
        deadline = time.monotonic() + WAIT_S
        while True:
            self.type(text)
            try:
                self.wait(f"~ me: {text}", within=2)
                break
            except TimeoutError:
                if time.monotonic() > deadline or not any(REFUSED in x for x in self.screen()):
                    raise
        say("sent", number)

    def do_batch(self, *_):
        say("cannot batch")

    def do_join(self, room):
        self.focus = f"room {room}"
        place = len(self.read_log())
        self.type(f"/join {room}")
        self.wait_log('code="110"', place)
        self.type("/omemo start")
        say("joined", room)

    def do_say(self, room, number, text):
        self.type(text)
        self.wait(f": {text}")
        say("sent", number)

    def do_share(self, to, number, path):
        self.open_chat(to)
        self.type(f"/sendfile {path}")
        self.wait("~ me: aesgcm://")
        say("sent", number)

    def do_look(self, address):
        self.open_chat(address)

    def do_fetch(self, link):
        path = os.path.join(self.home, "fetched")
        self.type(f"/url save {link} {path}")
        deadline, size = time.monotonic() + WAIT_S, -1
        while size <= 0 or os.path.getsize(path) != size:  # it is decrypted piece by piece
            if time.monotonic() > deadline:
                raise TimeoutError("not fetched:\n" + "\n".join(self.screen()))
            size = os.path.getsize(path) if os.path.exists(path) else -1
            time.sleep(0.5)
        with open(path, "rb") as file:
            say("fetched", hashlib.sha256(file.read()).hexdigest())

    def do_away(self):
        self.type("/disconnect")
        self.wait("logged out successfully")
        self.focus = "nothing"  # its windows have closed
        say("away")

    def do_back(self):
        place = len(self.read_log())
        self.type("/connect own")
        self.wait_log("[OMEMO] bundle published successfully", place)
        if self.chat:
            self.open_chat(self.chat.partition(" ")[2])
        say("back")


def obey(profanity):
    waiting = b""
    counts = {"send": 3, "batch": 3, "join": 1, "say": 3, "share": 3, "look": 1, "fetch": 1,
              "away": 0, "back": 0}
    while True:
        profanity.look()
        if not select.select([sys.stdin.fileno()], [], [], 0.05)[0]:
            continue
        read = os.read(sys.stdin.fileno(), 65536)
        if not read:
            return
        *lines, waiting = (waiting + read).split(b"\n")
        for line in lines:
            command, _, rest = line.decode().partition(" ")
            if command == "quit":
                return
            try:
                words = rest.split(" ", counts[command] - 1) if rest else []
                getattr(profanity, "do_" + command)(*words)
            except Exception as problem:  # the test reads the line
                say("failed", command, str(problem).replace("\n", " | "))


def main(host, port, domain, ca, address, password):
    if not shutil.which("profanity") or not shutil.which("tmux"):
        say("skipped profanity or tmux is not installed")
        return 77
    leave_list(host, port, domain, ca, address, password)
    version = subprocess.run(["profanity", "-v"], capture_output=True, text=True, check=True).stdout
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    profanity = Profanity(host, port, domain, ca, address, password)
    try:
        profanity.set_up()
        say("ready", version.splitlines()[0].replace(", version", ""))
        obey(profanity)
    finally:
        profanity.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
