#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions at a desk that end or change hands, with the real programs and a real relay.

    run.py PROGRAMS [FOLDER]     FOLDER: keeps the screenshots

Prints how long a change of user takes, from Enter to the main window; asserts no duration.
Exit 77: a program is missing, or not root (the policy must belong to root).
"""
import os
import sys
import time

sys.dont_write_bytecode = True
from play import play  # noqa: E402, and makes the modules of packaging/try known

import clinic  # noqa: E402
from report import Failed  # noqa: E402
from screen import Album  # noqa: E402
from workstation import Workstation  # noqa: E402

_NEEDS = ("prosodyctl", "Xvfb", "openbox", "xdotool", "import", "tesseract")
_SWITCHES = 4


class Place:
    """One workstation of the sample clinic, and the steps that are played at it."""

    def __init__(self, sotto, folder, pictures):
        self.clinic = clinic.Clinic(folder)
        self._log = open(os.path.join(folder, "programs.log"), "wb")  # closed in close()
        self.clinic.make(enrolled=[clinic.DESK_A, clinic.DESK_B])
        policy = self.clinic.write_policy("shared", {"lock_after_s": 600, "logoff_after_s": 900})
        self.desk = Workstation(sotto, os.path.join(folder, "desk"), policy, Album(pictures),
                                self._log)

    def close(self):
        """Ends everything that was started."""
        self.desk.close()
        self._log.close()
        self.clinic.remove()

    def _account(self, name):
        return self.clinic.accounts[name]

    def _leave(self):
        before = self.desk.sessions()
        self.desk.screen.key("ctrl+shift+u")
        self.desk.wait_end_of_one(before, 5)
        self.desk.screen.wait("Locked")

    def sign_in(self):
        """Both people of the desk sign in; one session each stays, locked."""
        self.desk.start()
        for name in (clinic.DESK_A, clinic.DESK_B):
            self.desk.screen.click("Someone else")
            self.desk.enter_password(self._account(name))
            self.desk.enter_code(self._account(name))
            self.desk.keep_recovery_code()
            self._leave()
        self.desk.screen.save("both-locked")
        return f"{len(self.desk.sessions())} locked sessions beside the station"

    def switch(self):
        """From one to the other and back: how long, from Enter to the main window."""
        took = []
        for number in range(_SWITCHES):
            name, shown = ((clinic.DESK_A, "Desk A"), (clinic.DESK_B, "Desk B"))[number % 2]
            self.desk.screen.click(shown)
            self.desk.screen.wait("Unlock")
            self.desk.screen.type(self._account(name)["password"])
            began = time.monotonic()
            self.desk.screen.key("Return")
            took.append(self.desk.screen.first_with("Directory", shown) - began)
            self.desk.screen.save(f"switched-to-{name}")
            self._leave()
        shown = ", ".join(f"{one:.2f}" for one in sorted(took))
        return f"Enter to the other one's main window: {shown} s"

    def sign_in_twice(self):
        """Somebody who is locked here signs in as “Someone else”."""
        before = self.desk.sessions()
        self.desk.screen.click("Someone else")
        self.desk.enter_password(self._account(clinic.DESK_A))
        self.desk.screen.wait("already")
        self.desk.screen.save("signed-in-already")
        after = self.desk.sessions()
        if after != before:
            raise Failed(f"processes changed from {before} to {after}")
        self.desk.unlock(self._account(clinic.DESK_A))
        return "led to the locked session, no second process; the password alone opened it"

    def disable(self):
        """The open session's account is switched off at the relay."""
        before = self.desk.sessions()
        began = time.monotonic()
        self.clinic.disable(clinic.DESK_A)
        took = self.desk.wait_end_of_one(before, 20) - began
        self.desk.screen.wait("ended access")
        self.desk.screen.save("account-disabled")
        if self.desk.screen.sees("Directory"):
            raise Failed("the main window is still there")
        return f"the open session's process was gone {took:.2f} s after the command; words shown"


def _steps(place):
    return (("Two people sign in", place.sign_in), ("Switch user", place.switch),
            ("Sign in a second time", place.sign_in_twice),
            ("Account switched off", place.disable))


if __name__ == "__main__":
    sys.exit(play(__doc__, _NEEDS, Place, _steps))
