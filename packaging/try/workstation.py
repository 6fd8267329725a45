# SPDX-License-Identifier: GPL-3.0-or-later
"""A workstation of the clinic: a display, a station process, and the person in front of it."""
import os
import subprocess
import time

import clinic
from screen import NotSeen, Screen, end_process


def _parent_of(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[1])


class Workstation:
    """`home` is the user's home folder; all that the processes write should lie in there.
    `extra`: more environment for the station; `before`: words before the program's own."""

    def __init__(self, sotto, home, policy, album, log, extra=None, before=()):
        self.home = home
        for sub in ("", "tmp", "run"):
            os.mkdir(os.path.join(home, sub), 0o700)
        self.screen = Screen(album, os.path.basename(home).replace(" ", "-"), home, log)
        self._extra = extra or {}
        self._command = [*before, sotto, "--data", os.path.join(self.home, "sotto data"),
                         "--policy", policy]
        self._log = log
        self.station = None

    def start(self):
        """Starts the station and waits until a person can read the switcher."""
        self.launch()
        self.screen.wait("Someone", within=40)

    def launch(self):
        """Starts the station; the environment holds nothing of the caller's that matters."""
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                       "LC_TIME": "en_US.UTF-8", "DISPLAY": self.screen.name,
                       "HOME": self.home, "TMPDIR": os.path.join(self.home, "tmp"),
                       "XDG_RUNTIME_DIR": os.path.join(self.home, "run"),
                       # No bus of the session: none is needed, and none may be started.
                       "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent", "SOTTO_LOG": "1",
                       **self._extra}
        self.station = subprocess.Popen(self._command, env=environment, cwd=self.home,
                                        stdin=subprocess.DEVNULL, stdout=self._log,
                                        stderr=self._log, start_new_session=True)

    def sessions(self):
        """Process ids of the running sessions."""
        return sorted(int(pid) for pid in os.listdir("/proc")
                      if pid.isdigit() and _parent_of(pid) == self.station.pid)

    def processes(self):
        """The station's process id and those of its sessions; empty once it has ended."""
        running = self.station and self.station.poll() is None
        return [self.station.pid, *self.sessions()] if running else []

    def wait_end_of_one(self, pids, within):
        """Waits until one of these processes has ended; returns when (time.monotonic)."""
        end = time.monotonic() + within
        while all(_parent_of(pid) is not None for pid in pids):
            if time.monotonic() > end:
                raise NotSeen(f"no session's process has ended within {within:.0f} s")
            time.sleep(0.02)
        return time.monotonic()

    def logged(self, event):
        """How many records of that event the activity log holds."""
        place = os.path.join(self.home, "sotto data", "audit")
        found = 0
        for name in os.listdir(place):
            if name.endswith(".jsonl"):
                with open(os.path.join(place, name), encoding="utf-8") as lines:
                    found += sum(f'"{event}"' in line for line in lines)
        return found

    def close(self):
        """Ends everything that was started here, by process id."""
        for pid in self.sessions() if self.station else ():
            try:
                os.kill(pid, 15)
            except ProcessLookupError:
                pass
        if self.station:
            end_process(self.station)
        self.screen.close()

    # What the person does ----------------------------------------------------------------

    def enter_password(self, account):
        """Types address and password on the sign-in page."""
        self.screen.wait("Address")
        self.screen.enter(account["address"])
        self.screen.enter(account["password"])

    def set_up(self, account):
        """The first sign-in: scans the QR code with a phone and proves it with a code."""
        self.screen.wait("Set up your second")
        account["totp"] = clinic.secret_in(self.screen.wait_code())
        self.screen.save("set-up")
        self.screen.type(clinic.fresh_code_of(account["totp"]))
        self.screen.key("Return")

    def enter_code(self, account):
        """Types the code that the phone shows; the last digit sends it."""
        self.screen.wait("Enter your code")
        self.screen.save("code")
        self.screen.type(clinic.fresh_code_of(account["totp"]))

    def keep_recovery_code(self):
        """Confirms on the page with the vault's printed code; then the main window is there."""
        self.screen.wait("Keep this recovery", within=40)
        self.screen.save("recovery-code")
        self.screen.key("space", "Tab", "Return")
        self.screen.wait("Directory", within=40)

    def unlock(self, account):
        """Types the password on the lock page and waits for the main window."""
        self.screen.wait("Unlock")
        self.screen.enter(account["password"])
        self.screen.wait("Directory", within=40)

    def set_pin(self, account, pin):
        """Sets a PIN for this shift."""
        self.screen.key("ctrl+shift+p")
        self.screen.wait("A PIN for this shift")
        for text in (account["password"], pin, pin):
            self.screen.type(text)
            self.screen.key("Tab", "Tab")  # past the eye that shows what was typed
        self.screen.save("pin")
        self.screen.key("Return")
        self.screen.wait_gone("A PIN for this shift")

    def talk_to(self, name):
        """Opens the conversation with somebody in the directory."""
        self.screen.key("alt+3")
        self.screen.click(name)
        self.screen.wait("Send")
