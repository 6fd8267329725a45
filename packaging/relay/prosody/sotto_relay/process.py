# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts, finds and stops a relay's Prosody. It is known by process id and time of start."""
import os
import shutil
import signal
import socket
import ssl
import subprocess
import time

from .admin import AdminShell
from .relay import Problem, write_file

_START_S = 20
_STOP_S = 15
RUNNING, DEAD_WITH_FILE, STOPPED = 0, 1, 3  # the Linux Standard Base's numbers for status


def _started_at(pid):
    """The kernel's time of start of a live process, or None. A zombie counts as gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else fields[19]


def _recorded(relay):
    try:
        with open(relay.path("run", "relay.pid"), encoding="utf-8") as file:
            pid, started = file.read().split()
        return int(pid), started
    except (OSError, ValueError):
        return None


def running_pid(relay):
    """The process id of this relay's Prosody, or None."""
    record = _recorded(relay)
    return record[0] if record and _started_at(record[0]) == record[1] else None


def status(relay):
    if running_pid(relay):
        return RUNNING
    return DEAD_WITH_FILE if _recorded(relay) else STOPPED


def free_port(listen, wanted):
    """Returns a port nobody listens on: the wanted one, or any for 0."""
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listen, wanted))
        except PermissionError:
            raise Problem(f"ports below 1024, such as {wanted}, are for root") from None
        except OSError as error:
            raise Problem(f"cannot listen on {listen} port {wanted}: {error.strerror}") from None
        return probe.getsockname()[1]


def _answers(relay):
    context = ssl.create_default_context(cafile=relay.ca or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    if not relay.own_ca:  # whether clients trust it is not ours to say
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(relay.listen, relay.listen)
    try:
        with socket.create_connection((address, relay.port), 3) as plain:
            with context.wrap_socket(plain, server_hostname=relay.domain):
                return True
    except ssl.SSLCertVerificationError as error:
        raise Problem(f"the relay's certificate does not hold: {error.verify_message}") from None
    except OSError:
        return False


def _last_words(relay):
    lines = []
    for name in ("start.log", "prosody.log"):
        try:
            with open(relay.path("logs", name), encoding="utf-8", errors="replace") as file:
                lines += [line.rstrip() for line in file.readlines()[-200:]]
        except OSError:
            pass
    bad = [line for line in lines if "\terror\t" in line or "\twarn\t" in line]
    return "\n  ".join((bad or lines)[-5:]) or "(nothing in the log)"


def start(relay):
    """Starts Prosody and waits until it answers TLS with the second factor in place."""
    if running_pid(relay):
        return
    program = shutil.which("prosody")
    if not program:
        raise Problem("Prosody is missing (Debian packages prosody and prosody-modules)")
    free_port(relay.listen, relay.port)
    free_port(relay.listen, relay.https_port)
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": relay.folder}
    with open(relay.path("logs", "start.log"), "wb") as log:
        process = subprocess.Popen(
            [program, "--config", relay.path("prosody.cfg.lua"), "-F"], stdin=subprocess.DEVNULL,
            stdout=log, stderr=log, start_new_session=True, env=environment, cwd=relay.folder)
    try:
        write_file(relay.path("run", "relay.pid"), f"{process.pid} {_started_at(process.pid)}\n")
        _wait_ready(relay, process)
    except BaseException:  # also an interrupt must not leave it behind
        process.terminate()
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        stop(relay)
        raise


def _wait_ready(relay, process):
    deadline = time.monotonic() + _START_S
    while not _answers(relay):
        if process.poll() is not None:
            raise Problem(f"the relay stopped at once; its last words:\n  {_last_words(relay)}")
        if time.monotonic() > deadline:
            raise Problem(f"the relay does not answer on {relay.listen} port {relay.port};"
                          f" its last words:\n  {_last_words(relay)}")
        time.sleep(0.05)
    try:
        with AdminShell(relay) as shell:
            shell.run("mfa", "list", relay.domain)
    except Problem as problem:
        raise Problem(f"the second factor is not in place, so the relay was stopped ({problem});"
                      f" its last words:\n  {_last_words(relay)}") from None


def stop(relay):
    """Stops the recorded process, and only that. Returns False if it was not running."""
    pid = running_pid(relay)
    if pid:
        started = _started_at(pid)
        for number, patience in ((signal.SIGTERM, _STOP_S), (signal.SIGKILL, 5)):
            os.kill(pid, number)
            deadline = time.monotonic() + patience
            while _started_at(pid) == started and time.monotonic() < deadline:
                time.sleep(0.02)
            if _started_at(pid) != started:
                break
        else:
            raise Problem(f"the relay's process {pid} does not end")
    for name in ("relay.pid", "prosody.pid", "admin.sock"):
        try:
            os.remove(relay.path("run", name))
        except FileNotFoundError:
            pass
    return pid is not None
