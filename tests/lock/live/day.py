# SPDX-License-Identifier: GPL-3.0-or-later
"""A day at a workstation of which strace, a D-Bus monitor and xclip know everything."""
import os
import re
import signal
import subprocess
import sys
import time

from desk import SENDER, LockDesk, Wrong, new_word, search
from desks import Desk
from screen import end_process

_CALLS = "openat,open,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat," \
         "mknod,mknodat,truncate"
_SELECTIONS = ("primary", "clipboard", "secondary")
_PARTNER = "Quillfeather"
_DRAFT = "halfasentence"
_CRASH = "import os, resource as r\n" \
         "r.setrlimit(r.RLIMIT_CORE, (r.RLIM_INFINITY, r.RLIM_INFINITY))\n" \
         "os.kill(os.getpid(), 11)"


class PrivateBus:
    """A message bus, and all that goes over it, in a file."""

    def __init__(self, folder):
        self.record = os.path.join(folder, "bus.txt")
        self._bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"],
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self._bus.stdout.readline().strip()
        with open(self.record, "wb") as record:
            self._monitor = subprocess.Popen(["dbus-monitor", "--address", self.address],
                                             stdout=record)

    def send_control(self, word):
        """A signal with that word: the record must show it."""
        subprocess.run(["dbus-send", f"--bus={self.address}", "/lock", "org.sotto.Lock.Control",
                        f"string:{word}"], check=True)

    def close(self):
        """Ends both."""
        end_process(self._monitor)
        end_process(self._bus)


class Day(LockDesk):
    """The desk of the scripted day."""

    def __init__(self, world, programs, name, album, log):
        self._trace = os.path.join(world.base, name + ".strace")
        self._bus = PrivateBus(world.base)
        self._log, self._world = log.name, world
        self.properties = set()  # of all windows: "WM_NAME = …", "WM_ICON_NAME = …", …
        before = ("strace", "-D", "-f", "-qq", "-s", "4096", "--seccomp-bpf", "-e",
                  "trace=" + _CALLS, "-o", self._trace)
        super().__init__(world, programs, name, album, log, before=before,
                         extra={"DBUS_SESSION_BUS_ADDRESS": self._bus.address,
                                "DBUS_SYSTEM_BUS_ADDRESS": self._bus.address})

    def close(self):
        super().close()
        self._bus.close()

    def play(self, results):
        """Signs in, reads, writes, copies, leaves a draft, locks, mistypes, unlocks, switches,
        crashes, signs in anew, logs off; meanwhile urgent messages come in."""
        try:
            self.sign_in()
            self.write()
            self.screen.type(_DRAFT)
            self._copy()
            self._note_windows()
            self._lock("ctrl+l")
            self._receive("while locked")
            self._mistype()
            self.unlock()
            with self.awake():
                self.screen.key("alt+4")  # the card shows only for what is not on the screen
                self._receive("while open")
            self._lock("ctrl+shift+u")
            self.screen.click(self.name.capitalize())
            self.unlock()
            self._crash()
            self._log_in()
            self.screen.key("ctrl+shift+q")
            self.screen.wait("Signed out")
            self._note_windows()
        except Exception as why:
            self.screen.save("day")
            results.fail(f"the day at {self.name}'s: {why}")

    def _receive(self, when):
        """A STAT message, which brings up a card over all windows."""
        sender = Desk(self._world, SENDER, self.name)
        sender.send([self.message(when)], when.replace(" ", "-"), "--urgency", "stat")
        if sender.wait(60) != 0:
            raise Wrong("the urgent message was not sent: " + sender.said())
        self.screen.wait("STAT")
        self._note_windows()

    def _mistype(self):
        """A password that is not theirs, on the lock page."""
        self._wait_front(self.session())
        self.words["wrong password"] = new_word()
        self.screen.enter(self.words["wrong password"])
        self.screen.wait("belong together")
        hits, _ = self.hits_in_memory({})
        if any(hits.values()):
            raise Wrong(f"memory after a wrong password: {hits}")

    def _crash(self):
        """A crash of the open session must leave no image of its memory."""
        session = self.session()
        for pid in self.place.processes():
            with open(f"/proc/{pid}/limits", encoding="ascii") as limits:
                if not re.search(r"^Max core file size +0 +0 ", limits.read(), re.M):
                    raise Wrong("core dumps are on")
        before = self._files()
        os.kill(session, signal.SIGSEGV)
        self._until("the end of a session that crashed", lambda: not self.place.sessions())
        if new := self._files() - before:
            raise Wrong(f"the crash left {sorted(new)}")
        self._note_windows()
        with open("/proc/sys/kernel/core_pattern", encoding="utf-8") as pattern:
            if pattern.read(1) in "|/":
                return  # elsewhere on this machine: the limit alone was looked at
        subprocess.run([sys.executable, "-c", _CRASH], cwd=self.home, check=False)
        dumps = self._files() - before
        if not dumps:
            raise Wrong("not even a process that may leaves an image of its memory")
        for path in dumps:
            os.remove(path)

    def _files(self):
        return {os.path.join(folder, name) for folder, _, names in os.walk(self.home)
                for name in names}

    def _read(self, selection):
        done = subprocess.run(["xclip", "-o", "-t", "UTF8_STRING", "-selection", selection],
                              check=False,
                              env={**os.environ, "DISPLAY": self.screen.name},
                              capture_output=True, timeout=20)
        return done.stdout.decode(errors="replace")

    def _copy(self):
        """Goes back to the list and copies the row that is chosen there; another program can
        read it now."""
        for _ in range(8):
            self.screen.key("shift+Tab", "ctrl+c")
            time.sleep(0.2)
            copied = self._read("clipboard")
            if self.words["message"] in copied or self.words["own message"] in copied:
                return
        raise Wrong("what was copied is not on the clipboard")

    def _note_windows(self):
        def ask(*words):
            return subprocess.run(words, check=False, text=True, capture_output=True,
                                  env={**os.environ, "DISPLAY": self.screen.name}).stdout

        for window in set(re.findall(r"0x[0-9a-f]+", ask("xwininfo", "-root", "-tree"))):
            self.properties |= set(ask("xprop", "-id", window).splitlines())

    def _lock(self, keys):
        old = self.session()
        self.screen.key(keys)
        self._wait_next_session(old)
        if self.sees_bars():
            raise Wrong("a message can be read after " + keys)
        for selection in _SELECTIONS:
            if self._read(selection):
                raise Wrong(f"{selection} holds something after {keys}")
        self._note_windows()

    # After the day -----------------------------------------------------------------------

    def search(self, results):
        """All files that the processes opened for writing, the folders they worked in, what
        went over the bus, the titles of all windows."""
        try:
            self._bus.send_control(self.name + "@")
            super().close()
            time.sleep(0.5)
            self._search(results)
        except Exception as why:
            results.fail(f"the day at {self.name}'s: {why}")

    def _written(self):
        """Files that were created, opened for writing or renamed to."""
        found = set()
        with open(self._trace, encoding="utf-8", errors="replace") as trace:
            for line in trace:
                if "= -1 " in line or ("open" in line and not re.search(
                        r"O_(WRONLY|RDWR|CREAT)", line)):
                    continue
                found.update(re.findall(r'"((?:[^"\\]|\\.)*)"', line))
        resolved = (os.path.join(self.home, path) for path in found)
        return {path for path in resolved if not path.startswith(("/dev/", "/proc/"))}

    def _search(self, results):
        secret = search.Words([*self.words.values(), _DRAFT, _PARTNER])
        own = search.Words([self.name + "@"])  # the control: the list of people names the user
        written = self._written()
        files, hits, control = search.Found(), search.Found(), 0
        for path in sorted(written):
            if secret.are_in(path.encode()):
                hits.places.append(path)
            if os.path.isfile(path) and not os.path.islink(path):
                hits += search.in_file(path, secret)
                control += len(search.in_file(path, own).places)
        files += hits
        for place in (self._log, self._bus.record):
            hits += search.in_file(place, secret)
        hits += search.in_tree(self.home, secret)
        if not control or not search.in_file(self._bus.record, own).places:
            results.fail("the search of the day finds not even its controls")
        names = [line for line in self.properties if "NAME" in line]
        if not names:
            results.fail("no window has a name")
        hits.places += [line for line in self.properties if secret.are_in(line.encode())]
        if hits.places:
            results.fail(f"of the day is in clear: {sorted(set(hits.places))}")
        outside = {os.path.dirname(path) for path in written if not path.startswith(self.home)}
        print(f"the day: {len(written)} paths written, outside the home folder in "
              f"{sorted(outside) or 'none'}; {hits.amount()} searched, bus "
              f"{os.path.getsize(self._bus.record)} bytes, {len(names)} names and "
              f"{len(self.properties)} properties of windows: {len(hits.places)} hits")


__all__ = ["Day"]
