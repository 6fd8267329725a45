# SPDX-License-Identifier: GPL-3.0-or-later
"""A workstation whose session locks at its deadline, while an eye looks at its screen."""
import contextlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

_TESTS = os.path.normpath(os.path.join(os.path.dirname(os.path.realpath(__file__)), "../.."))
for _folder in ("fault/live", "../packaging/try"):
    sys.path.insert(0, os.path.join(_TESTS, _folder))
import search  # noqa: E402
from desks import Desk  # noqa: E402
from screen import end_process  # noqa: E402
from workstation import Workstation  # noqa: E402

LOCK_S = 15        # the shortest session.lock_after_s
_WATCH_S = 4       # how long the eye looks on after the deadline
_BARS = "\u2588" * 22
SENDER = "zoe"


class Wrong(Exception):
    """What must not be was observed."""


def boot_s():
    """Seconds on the clock that counts sleep, as the eye's."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def sleep_until(when):
    """Sleeps until that time of boot_s()."""
    time.sleep(max(0, when - boot_s()))


def new_word():
    """A word that is nowhere else."""
    return "".join(secrets.choice("bdkmnprstvz") + secrets.choice("aeou") for _ in range(7))


class LockDesk:
    """One person at one workstation; `sotto`: which program; `options`: of Workstation."""

    def __init__(self, world, programs, name, album, log, sotto="sotto", **options):
        self.name, self.home = name, os.path.join(world.base, name)
        self._programs = programs
        self.clock = os.path.join(world.base, name + ".clock")
        self.set_clock("+0")
        extra = {"FAKETIME_TIMESTAMP_FILE": self.clock, "FAKETIME_NO_CACHE": "1",
                 "FAKETIME_DONT_FAKE_MONOTONIC": "1", **options.pop("extra", {})}
        self.place = Workstation(os.path.join(programs, sotto), self.home,
                                 os.path.join(world.base, "policy"), album, log, extra, **options)
        self.screen = self.place.screen
        self.account = world.relay.accounts[name]
        self.console = Desk(world, name, SENDER, os.path.join(name, "sotto data"))
        self.unlocks = []  # seconds from Enter to the list on the screen
        self.words = {"password": self.account["password"]}
        self._eye = subprocess.Popen(
            [os.path.join(programs, "lock_eye")], text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, env={**os.environ, "DISPLAY": self.screen.name})

    def close(self):
        """Ends everything that was started here."""
        end_process(self._eye)
        self.console.kill()
        for pid in self.place.processes():
            os.kill(pid, signal.SIGCONT)
        self.place.close()

    def message(self, name="message"):
        """A text to be sent to this person: bars for the eye, a word for the searches."""
        self.words[name] = new_word()
        return f"{_BARS} {self.words[name]}"

    def sign_in(self):
        """From the program's start to the main window, at which the bars show."""
        self.place.launch()
        self._log_in()

    def _log_in(self):
        """"Someone else", address and password; then the conversation."""
        self._wait_front(self.place.station.pid)
        self.screen.key("ctrl+n")
        self._until("a session", self.place.sessions)
        self._wait_front(self.session())
        self.screen.key("ctrl+a")
        self.screen.enter(self.account["address"])
        self.screen.enter(self.account["password"])
        self._wait_bars(20)
        self.screen.key("alt+Down")

    def _until(self, what, is_so, within=20):
        end = time.monotonic() + within
        while not is_so():
            if time.monotonic() > end:
                self.screen.save(f"not-{self.name}")
                raise Wrong(f"{self.name}: did not happen: {what}")
            time.sleep(0.05)

    def _wait_front(self, pid):
        """Until a process's window has the keyboard."""
        self._until("a window in front", lambda: self._front() == str(pid))
        time.sleep(0.3)  # the window's own focus follows

    def _front(self):
        done = subprocess.run(["xdotool", "getactivewindow", "getwindowpid"], check=False,
                              env={**os.environ, "DISPLAY": self.screen.name}, text=True,
                              capture_output=True)
        return done.stdout.strip()

    def session(self):
        """The process id of the only session."""
        sessions = self.place.sessions()
        if len(sessions) != 1:
            raise Wrong(f"{self.name}: {len(sessions)} sessions")
        return sessions[0]

    @contextlib.contextmanager
    def awake(self):
        """Within it a key every few seconds keeps the session open."""
        ended = threading.Event()

        def touch():
            while not ended.wait(4):
                self.screen.key("Shift_L")

        toucher = threading.Thread(target=touch)
        toucher.start()
        try:
            yield
        finally:
            ended.set()
            toucher.join()

    def write(self):
        """Sends a message of the person's own, which moves the ratchet on. It is pasted: it
        has bars, too, else it would push those of the other side off the screen."""
        self._put_on_clipboard(self.message("own message"))
        self.screen.key("ctrl+v", "Return")
        time.sleep(1)  # keys are handled later than they are sent
        self._put_on_clipboard("")

    def _put_on_clipboard(self, text):
        subprocess.run(["xclip", "-i", "-selection", "clipboard"], input=text.encode(), check=True,
                       env={**os.environ, "DISPLAY": self.screen.name},
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    # The eye -----------------------------------------------------------------------------

    def _tell_eye(self, command):
        self._eye.stdin.write(command + "\n")
        self._eye.stdin.flush()

    def _hear_eye(self):
        words = self._eye.stdout.readline().split()
        return dict(zip(words[::2], map(int, words[1::2]))) if len(words) > 1 else {}

    def sees_bars(self):
        """Whether a message can be read on the screen now."""
        self._tell_eye("look")
        return self._hear_eye()["sees"] == 1

    def _wait_bars(self, within):
        end = time.monotonic() + within
        while not self.sees_bars():
            if time.monotonic() > end:
                self.screen.save("no-bars-" + self.name)
                raise Wrong(f"{self.name}: the message does not show in the open session")
            time.sleep(0.05)

    def _cover(self):
        self._tell_eye("cover")
        self._eye.stdout.readline()

    # Locks -------------------------------------------------------------------------------

    def lock_by_deadline(self, how):
        """Lets the deadline pass; returns seconds from it, or from SIGCONT where that came
        later, to the first picture without a message, and how many pictures show one again."""
        self._wait_bars(5)
        time.sleep(1.2)  # activity is told once a second at most
        deadline = boot_s() + LOCK_S
        self.screen.key("Shift_L")
        old = self.session()
        since, seen = getattr(self, "_" + how)(deadline, old)
        if 0 < seen["gone"] / 1000 < since - 0.01:
            raise Wrong(f"{self.name}, {how}: the message was not on the screen until the deadline")
        if not seen["gone"]:
            self.screen.save(f"readable-{self.name}")
            raise Wrong(f"{self.name}, {how}: readable {_WATCH_S} s after the deadline")
        if how == "blocked":  # it was killed and handed nothing over: a full login follows
            self._until("the end of a session that hangs", lambda: not self.place.sessions())
        else:
            self._wait_next_session(old)
        if self.sees_bars():
            raise Wrong(f"{self.name}, {how}: readable on the lock page")
        return seen["gone"] / 1000 - since, seen["back"]

    def _watch(self, deadline):
        sleep_until(deadline - 1)
        self._tell_eye(f"watch {int(1000 * (deadline - boot_s() + _WATCH_S))}")
        return deadline, self._hear_eye()

    def _plain(self, deadline, _):
        return self._watch(deadline)

    def _blocked(self, deadline, session):
        """The session's own threads stand still, for ever; the station does not."""
        sleep_until(deadline - 6)
        os.kill(session, signal.SIGSTOP)
        return self._watch(deadline)

    def _stopped(self, deadline, session, covered=False):
        """Station and session stand still past the deadline, as on a machine that slept."""
        group = (self.place.station.pid, session)
        sleep_until(deadline - 4)
        for pid in group:
            os.kill(pid, signal.SIGSTOP)
        sleep_until(deadline + 1.5)
        if covered:
            self._cover()
            if self.sees_bars():
                raise Wrong(f"{self.name}: painted while it stood still")
        since = boot_s()
        self._tell_eye(f"watch {1000 * _WATCH_S}")
        for pid in group:
            os.kill(pid, signal.SIGCONT)
        return since, self._hear_eye()

    def _first_frame(self, deadline, session):
        """As above, but the window has lost its picture: what appears was painted after."""
        return self._stopped(deadline, session, covered=True)

    def _clock_ahead(self, deadline, _):
        return self._with_clock(deadline, "+10y")

    def _clock_behind(self, deadline, _):
        return self._with_clock(deadline, "-10y")

    def _with_clock(self, deadline, shift):
        sleep_until(deadline - 5)
        self.set_clock(shift)
        try:
            return self._watch(deadline)
        finally:
            self.set_clock("+0")  # else the relay's certificate is not valid at the unlock

    def set_clock(self, shift):
        """Moves the wall clock of lock_sotto, and that one only."""
        with open(self.clock + ".new", "w", encoding="utf-8") as file:
            file.write(shift)
        os.rename(self.clock + ".new", self.clock)

    def _wait_next_session(self, old):
        self._until("a new session after the lock",
                    lambda: self.place.sessions() not in ([], [old]))

    def unlock(self):
        """The password on the lock page, or a full login; back to the conversation."""
        if not self.place.sessions():
            self._log_in()
            return
        self._wait_front(self.session())
        self.screen.type(self.account["password"])
        entered = boot_s()
        self.screen.key("Return")
        self._wait_bars(20)
        self.unlocks.append(boot_s() - entered)
        self.screen.key("alt+Down")

    # Searches ----------------------------------------------------------------------------

    def keys(self):
        """{"vault": [hex…], "ratchet": [hex…]} of the vault as it is on the disk now."""
        with open(self.console.data + ".log", encoding="utf-8") as log:
            code = re.findall(r"Keep it in the safe:\n([0-9A-Z-]+)", log.read())[-1]
        vaults = os.path.join(self.home, "sotto data", "vaults")
        with tempfile.TemporaryDirectory(prefix="sotto-lock-keys-") as base:
            copy = os.path.join(base, "vault")
            shutil.copytree(os.path.join(vaults, os.listdir(vaults)[0]), copy)
            done = subprocess.run([os.path.join(self._programs, "lock_keys"), copy],
                                  input=code + "\n", text=True, capture_output=True, check=False)
        if done.returncode:
            raise Wrong(f"{self.name}: {done.stderr.strip()}")
        found = {"vault": [], "ratchet": []}
        for kind, key in (line.split() for line in done.stdout.splitlines()):
            found[kind].append("hex:" + key)
        if len(found["ratchet"]) < 3:
            raise Wrong(f"{self.name}: no ratchet keys were found in the vault")
        return found

    def hits_in_memory(self, keys):
        """({what: hits}, bytes read) over station and session: words, password, keys."""
        named = [*self.words.items(),
                 *((kind, key) for kind, some in keys.items() for key in some)]
        pids = self.place.processes()
        done = subprocess.run([sys.executable, "-B", os.path.realpath(search.__file__),
                               *map(str, pids)], input=" ".join(word for _, word in named),
                              text=True, capture_output=True, check=False)
        lines = [list(map(int, line.split())) for line in done.stdout.splitlines()
                 if line.split()[0].isdigit()]
        if done.returncode or not pids or len(lines) != len(pids):
            raise Wrong(f"{self.name}: memory could not be read: {done.stdout}{done.stderr}")
        hits = {name: 0 for name, _ in named}
        for _, _, *counts in lines:
            for (name, _), count in zip(named, counts):
                hits[name] += count
        return hits, sum(line[1] for line in lines)


__all__ = ["LockDesk", "SENDER", "Wrong", "new_word", "search"]
