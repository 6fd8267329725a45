# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory of the real processes: a person signs in to a full vault and opens a conversation.

The processes are not dumpable, so only root may read their /proc/PID/smaps_rollup.
"""
import json
import os
import subprocess
import time

from display import Display, end

_SETTLE_S = 3
_SAMPLES = 3
_TRIES = 3


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
        time.sleep(0.1)
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


def _measure(display, program, relay, data, figures, picture):
    policy = _write_policy(display.home, relay)
    station = subprocess.Popen([program, "--data", data, "--policy", policy],
                               env=display.environment, stderr=subprocess.DEVNULL)
    try:
        session = _sign_in(display, station, relay)
        time.sleep(_SETTLE_S)
        before = display.picture()
        display.xdotool("key", "alt+Down")
        time.sleep(_SETTLE_S)
        display.picture(picture)
        if display.picture() == before:
            raise RuntimeError("no conversation was opened")
        _sample(figures, "station", station.pid)
        _sample(figures, "session", session)
        display.xdotool("key", "ctrl+l")
        locked = _wait("a locked session",
                       lambda: [pid for pid in _children(station.pid) if pid != session])[0]
        time.sleep(_SETTLE_S)
        _sample(figures, "locked", locked)
    except BaseException:
        display.picture(picture)  # shows where it stopped
        raise
    finally:
        sessions = _children(station.pid) if station.poll() is None else []
        end(station)
        for pid in sessions:  # they end by themselves when the station's pipe closes
            _wait(f"process {pid} ends", lambda pid=pid: not os.path.exists(f"/proc/{pid}"))


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
        data = os.path.join(display.home, "data")
        os.mkdir(data, 0o700)
        keeper = subprocess.Popen([os.path.join(programs, "bench_engine"), "[shift]"],
                                  env={**os.environ, **environment, "SOTTO_BENCH_DATA": data},
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            _measure(display, os.path.join(programs, "sotto"), _read_values(keeper.stdout), data,
                     figures, os.path.join(out, "memory.png"))
        finally:
            keeper.communicate(timeout=60)  # closes its standard input: it stops the relay
