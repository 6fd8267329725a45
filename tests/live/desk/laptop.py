#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A physician's laptop: PIN, badge and offline window, with the real programs, a real relay, a
key chain (gnome-keyring) and a badge reader (pcscd with a virtual one).

    laptop.py PROGRAMS [FOLDER]     FOLDER: keeps the screenshots

Exit 77: a program is missing, or not root (the policy must belong to root, and the badge
reader gets a name space of its own).
"""
import os
import socket
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True
from play import play  # noqa: E402, and makes the modules of packaging/try known

import clinic  # noqa: E402
from key_chain import KeyChain  # noqa: E402
from report import Failed  # noqa: E402
from screen import Album, end_process  # noqa: E402
from workstation import Workstation  # noqa: E402

_DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
_NEEDS = ("prosodyctl", "Xvfb", "openbox", "xdotool", "import", "tesseract", "dbus-daemon",
          "gnome-keyring-daemon", "pcscd", "unshare", _DRIVER)
_PIN = "492837"


class Badge:
    """pcscd with one virtual reader, and a badge that says nothing but that it is there."""

    def __init__(self, folder, log):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self._port = probe.getsockname()[1]
        place = os.path.join(folder, "reader")
        for sub in ("conf", "run"):
            os.makedirs(os.path.join(place, sub))
        with open(os.path.join(place, "conf/reader"), "w", encoding="utf-8") as file:
            file.write(f'FRIENDLYNAME "Reader"\nDEVICENAME /dev/null:{self._port}\n'
                       f"LIBPATH {_DRIVER}\nCHANNELID {self._port}\n")
        self._daemon = subprocess.Popen(
            ["unshare", "--mount", "sh", "-c", 'mkdir -p /run/pcscd && mount --bind "$0/run" '
             '/run/pcscd && exec pcscd --foreground --config "$0/conf"', place],
            stdout=log, stderr=log)
        self.socket = os.path.join(place, "run/pcscd.comm")
        self._badge = None

    def put_in(self):
        """Lays the badge on the reader."""
        self._badge = socket.create_connection(("127.0.0.1", self._port), timeout=10)
        self._badge.settimeout(None)
        threading.Thread(target=self._answer, args=(self._badge,), daemon=True).start()

    @staticmethod
    def _answer(badge):
        """Each message: its length in two bytes, then a command; 4 asks who is there."""
        try:
            while size := badge.recv(2):
                if badge.recv(int.from_bytes(size, "big")) == b"\x04":
                    badge.sendall(b"\x00\x02\x3b\x00")
        except OSError:
            pass  # taken away

    def take_away(self):
        """Takes it from the reader."""
        if self._badge:
            self._badge.shutdown(socket.SHUT_RDWR)
            self._badge.close()
            self._badge = None

    def close(self):
        """Ends the reader."""
        self.take_away()
        end_process(self._daemon)


class Laptop:
    """The laptop, and the steps that are played at it."""

    def __init__(self, sotto, folder, pictures):
        self._log = open(os.path.join(folder, "programs.log"), "wb")  # closed in close()
        self.clinic = clinic.Clinic(folder)
        self.chain, self.badge = KeyChain(folder, self._log), Badge(folder, self._log)
        self.clinic.make(enrolled=[clinic.LEE])
        policy = self.clinic.write_policy("private", {"quick_unlock": '"pin"'})
        self.desk = Workstation(sotto, os.path.join(folder, "laptop"), policy, Album(pictures),
                                self._log, {"DBUS_SESSION_BUS_ADDRESS": self.chain.address,
                                            "PCSCLITE_CSOCK_NAME": self.badge.socket})
        self.screen = self.desk.screen
        self.account = self.clinic.accounts[clinic.LEE]

    def close(self):
        """Ends everything that was started."""
        self.desk.close()
        self.badge.close()
        self.chain.close()
        self._log.close()
        self.clinic.remove()

    def sign_in(self):
        """Password and code, the first time here."""
        self.desk.start()
        self.screen.click("Someone else")
        self.desk.enter_password(self.account)
        self.desk.enter_code(self.account)
        self.desk.keep_recovery_code()
        return "open"

    def set_pin(self):
        """By the keyboard: the password, and the PIN twice."""
        self.desk.set_pin(self.account, _PIN)
        return "set"

    def unlock_with_pin(self):
        """Locks; a wrong PIN is told, the right one opens, and the wrong one is told again."""
        self._lock()
        self.screen.wait("Use the password instead")
        self.screen.enter("135790")
        self.screen.wait("not your PIN")
        self.screen.save("wrong-pin")
        self.screen.enter(_PIN)
        self.screen.wait("Directory")
        self.screen.wait("failed attempt")
        self.screen.save("opened-by-pin")
        return "a wrong one was told, also after the opening"

    def lock_by_badge(self):
        """The badge lies on the reader while the session is open, and is taken away."""
        self.badge.put_in()
        time.sleep(3)
        if not self.screen.sees("Directory"):
            raise Failed("a badge that comes must lock nothing")
        before = self.desk.sessions()
        began = time.monotonic()
        self.badge.take_away()
        took = self.desk.wait_end_of_one(before, 10) - began
        self.screen.wait("Locked")
        self.screen.save("locked-by-badge")
        return f"the session's process was gone {took:.2f} s after the badge"

    def open_offline(self):
        """The relay is out of reach: the password opens what is here, and says until when."""
        self.clinic.stop()
        time.sleep(1)
        self.screen.click("Use the password instead")
        self.screen.enter(self.account["password"])
        self.screen.wait("offline access left")
        self.screen.save("offline")
        return "open without the relay"

    def open_offline_after_restart(self):
        """The station begins anew, still without the relay; a wrong password comes first."""
        self._restart()
        self.screen.enter("not my password at all")
        self.screen.wait("belong together")
        self.screen.save("offline-wrong-password")
        self.screen.enter(self.account["password"])
        self.screen.wait("offline access left")
        self.screen.save("offline-after-restart")
        return "open without the relay, after a wrong password"

    def come_back(self):
        """The relay is there again: the banner asks for a sign-in, since no token is left."""
        self.clinic.start()
        self.screen.click("Sign in")
        self.screen.click("Lee")
        self.screen.wait("Password")
        self.screen.enter(self.account["password"])
        self.desk.enter_code(self.account)
        self.screen.wait("Online")
        self.screen.save("back")
        return "online, after password and code"

    def _lock(self):
        before = self.desk.sessions()
        self.screen.key("ctrl+l")
        self.desk.wait_end_of_one(before, 5)
        self.screen.wait("Locked")

    def _restart(self):
        end_process(self.desk.station)
        self.desk.start()
        self.screen.click("Lee")
        self.screen.wait("Password")


def _steps(place):
    return (("Sign in", place.sign_in), ("Set a PIN", place.set_pin),
            ("Unlock with it", place.unlock_with_pin),
            ("The badge leaves the reader", place.lock_by_badge),
            ("Unlock without the relay", place.open_offline),
            ("The same after a restart", place.open_offline_after_restart),
            ("The relay comes back", place.come_back))


if __name__ == "__main__":
    sys.exit(play(__doc__, _NEEDS, Laptop, _steps))
