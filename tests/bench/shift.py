# SPDX-License-Identifier: GPL-3.0-or-later
"""The real programs at work: a person signs in to a full vault, opens a conversation, locks,
unlocks.

The processes are not dumpable: memory and open files of theirs are for root to see.
"""
import contextlib
import json
import os
import subprocess
import time

from display import Display, end

_SETTLE_S = 3
_SAMPLES = 3
_TRIES = 3
_STAT_BUTTON = ("1205", "62")  # px: on the card in the upper right corner
_BARS = "\u2588" * 22 + " "  # what lock_eye sees, at the beginning of each message


def _rollup(pid):
    """MiB of a process: RSS, PSS, and the part of PSS that no file backs."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="utf-8") as file:
        sizes = dict(line.split(":", 1) for line in file.read().splitlines()[1:])
    return {name: int(sizes[key].split()[0]) / 1024
            for name, key in (("rss", "Rss"), ("pss", "Pss"), ("anonymous", "Pss_Anon"))}


def _sample(figures, name, pid):
    for _ in range(_SAMPLES):
        for kind, size in _rollup(pid).items():
            figures.add(f"memory.{name}.{kind}", size)
        time.sleep(0.5)


def _children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="utf-8") as file:
        return [int(child) for child in file.read().split()]


def _has_vault_open(pid):
    folder = f"/proc/{pid}/fd"
    try:
        return any(os.readlink(os.path.join(folder, name)).endswith("/vault.db")
                   for name in os.listdir(folder))
    except FileNotFoundError:  # closed meanwhile, or the process has ended
        return False


def _soon(is_true, within_s):
    """What `is_true` gives once it is true, or its last answer."""
    end_at = time.monotonic() + within_s
    while not (found := is_true()) and time.monotonic() < end_at:
        time.sleep(0.01)
    return found


def _wait(what, is_true):
    found = _soon(is_true, 40)
    if not found:
        raise RuntimeError(f"did not happen: {what}")
    return found


def _read_values(pipe):
    values, said = {}, ""
    for line in pipe:
        said += line
        words = line.split()
        if words == ["ready"]:
            return values
        if words[:1] == ["value"]:
            values[words[1]] = words[2]
    raise RuntimeError(f"bench_engine made no relay and vault:\n{said}")


def _write_policy(home, relay):
    folder = os.path.join(home, "policy")
    os.mkdir(folder, 0o755)
    with open(os.path.join(folder, "policy.toml"), "w", encoding="utf-8") as file:
        file.write(f'[relay]\naddress = "{relay["host"]}:{relay["port"]}"\n'
                   f'ca_file = {json.dumps(relay["ca"])}\n[session]\nlock_after_s = 600\n')
    return folder


def _code_of(relay):
    return subprocess.run(["oathtool", "--totp", "-b", "-"], input=relay["desk-a.totp"],
                          text=True, capture_output=True, check=True).stdout.strip()


def _sign_in(display, station, relay):
    """From the user switcher to the main window; returns the session's process id."""
    _wait("the station's window", lambda: display.has_window(station.pid))
    time.sleep(1)
    display.xdotool("key", "ctrl+n")
    session = _wait("a session process", lambda: _children(station.pid))[0]
    _wait("the session's window", lambda: display.has_window(session))
    time.sleep(1)
    display.type(relay["desk-a.address"])
    display.xdotool("key", "Return")
    display.type(relay["desk-a.password"])
    display.xdotool("key", "Return")
    for _ in range(_TRIES):  # until the page for the code is there, keys fall on nothing
        time.sleep(_SETTLE_S)
        display.xdotool("key", *["BackSpace"] * 6)
        display.type(_code_of(relay))
        if _soon(lambda: _has_vault_open(session), 10):
            return session
    raise RuntimeError("the vault was not opened")


class Keeper:
    """bench_engine, which keeps a relay and a full vault in .data for the real program."""

    def __init__(self, display, programs, environment, case="[shift]"):
        self.data = os.path.join(display.home, "data")
        os.mkdir(self.data, 0o700)
        self._process = subprocess.Popen(
            [os.path.join(programs, "bench_engine"), case],
            env={**os.environ, **environment, "SOTTO_BENCH_DATA": self.data},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        try:
            self.relay = _read_values(self._process.stdout)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self._process.communicate(timeout=60)  # closes its standard input: it stops the relay

    def derive(self):
        """One key derivation alone, as a figure line."""
        return self._ask()

    def send_stat(self):
        """A colleague sends STAT: when it left, and when they knew that the relay has it."""
        line = self._ask()
        if not line.startswith("sent "):
            raise RuntimeError(f"no STAT was sent: {line}")
        return [float(word) for word in line.split()[1:]]

    def _ask(self):
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@contextlib.contextmanager
def _open_session(display, programs, keeper, picture):
    """Process ids of a station and of a session with a conversation open; ends both.
    `picture` shows the conversation, or where it stopped."""
    policy = _write_policy(display.home, keeper.relay)
    station = subprocess.Popen(
        [os.path.join(programs, "sotto"), "--data", keeper.data, "--policy", policy],
        env=display.environment, stderr=subprocess.DEVNULL)
    try:
        session = _sign_in(display, station, keeper.relay)
        time.sleep(_SETTLE_S)
        before = display.picture()
        display.xdotool("key", "alt+Down")
        time.sleep(_SETTLE_S)
        display.picture(picture)
        if display.picture() == before:
            raise RuntimeError("no conversation was opened")
        yield station.pid, session
    except BaseException:
        display.picture(picture)
        raise
    finally:
        sessions = _children(station.pid) if station.poll() is None else []
        end(station)
        for pid in sessions:  # they end by themselves when the station's pipe closes
            _wait(f"process {pid} ends", lambda pid=pid: not os.path.exists(f"/proc/{pid}"))


def _lock(display, station, session):
    """Locks; returns the process id of the session that follows."""
    display.xdotool("key", "ctrl+l")
    locked = _wait("a locked session",
                   lambda: [pid for pid in _children(station) if pid != session])[0]
    _wait("the lock page", lambda: display.has_window(locked))
    time.sleep(1)
    return locked


def measure_memory(programs, figures, out, environment):
    """`programs`: folder of the binaries; `environment`: SOTTO_BENCH_* for bench_engine."""
    with Display(with_manager=True) as display:
        empty = subprocess.Popen([os.path.join(programs, "bench_empty_window")],
                                 env=display.environment)
        time.sleep(_SETTLE_S)
        try:
            _sample(figures, "empty-window", empty.pid)
        finally:
            end(empty)
        with Keeper(display, programs, environment) as keeper, \
                _open_session(display, programs, keeper,
                              os.path.join(out, "memory.png")) as (station, session):
            _sample(figures, "station", station)
            _sample(figures, "session", session)
            locked = _lock(display, station, session)
            time.sleep(_SETTLE_S)
            _sample(figures, "locked", locked)


class _Eye:
    """lock_eye, which sees bars on a display."""

    def __init__(self, display, programs):
        self._process = subprocess.Popen(
            [os.path.join(programs, "lock_eye")], text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, env=display.environment)

    def tell(self, command):
        """Gives a command."""
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def hear(self):
        """The number in its answer."""
        return int(self._process.stdout.readline().split()[1])

    def close(self):
        """Ends it."""
        end(self._process)


def measure_unlock(programs, figures, out, environment, runs):
    """From Enter on the lock page to the list on the screen, and to the vault's file open."""
    with Display(with_manager=True) as display, \
            Keeper(display, programs, {**environment, "SOTTO_BENCH_MARK": _BARS}) as keeper, \
            _open_session(display, programs, keeper,
                          os.path.join(out, "window.png")) as (station, session), \
            contextlib.closing(_Eye(display, programs)) as eye:
        for _ in range(runs):
            session = _lock(display, station, session)
            figures.read([keeper.derive()], "window.")
            display.type(keeper.relay["desk-a.password"])
            eye.tell("until 20000")
            start = time.clock_gettime(time.CLOCK_BOOTTIME)
            display.xdotool("key", "Return")
            _wait("an open vault", lambda pid=session: _has_vault_open(pid))
            opened = time.clock_gettime(time.CLOCK_BOOTTIME)
            seen = eye.hear() / 1000
            if not seen:
                raise RuntimeError("no list appeared")
            figures.add("window.total", seen - start)
            figures.add("window.vault", opened - start)
            figures.add("window.list", seen - opened)
            time.sleep(1)


def measure_stat(programs, figures, out, environment, runs):
    """A colleague sends STAT to somebody whose session here is locked: until the card is seen.
    Its button then shows the lock page again, without the card."""
    with Display(with_manager=True) as display, \
            Keeper(display, programs, environment, "[stat]") as keeper, \
            _open_session(display, programs, keeper,
                          os.path.join(out, "stat-open.png")) as (station, session), \
            contextlib.closing(_Eye(display, programs)) as eye:
        _lock(display, station, session)
        time.sleep(_SETTLE_S)
        for number in range(runs):
            eye.tell("until-stat 1")
            if eye.hear():
                raise RuntimeError("the red of STAT is on the screen before anything was sent")
            eye.tell("until-stat 20000")
            left, relayed = keeper.send_stat()
            seen = eye.hear() / 1000
            if not seen:
                raise RuntimeError("no alert within 20 s")
            figures.add("stat.from-enter", seen - left)
            figures.add("stat.from-relay", seen - relayed)
            figures.add("stat.sender-knows", relayed - left)
            if number == 0:
                display.picture(os.path.join(out, "stat.png"))
            display.xdotool("mousemove", *_STAT_BUTTON, "click", "1")
            time.sleep(1)
