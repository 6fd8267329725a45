#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two people compare their devices with the real windows: one's screen is scanned at the other.

    compare.py PROGRAMS [FOLDER]     FOLDER: keeps the screenshots

Exit 77: a program is missing, or not root (the policy must belong to root).
"""
import os
import sys

sys.dont_write_bytecode = True
from play import play  # noqa: E402, and makes the modules of packaging/try known

import clinic  # noqa: E402
from report import Failed  # noqa: E402
from screen import Album  # noqa: E402
from workstation import Workstation  # noqa: E402

_NEEDS = ("prosodyctl", "Xvfb", "openbox", "xdotool", "import", "tesseract", "zbarimg")


class Place:
    """Two workstations of the sample clinic, and the steps that are played at them."""

    def __init__(self, sotto, folder, pictures):
        self.clinic = clinic.Clinic(folder)
        self._log = open(os.path.join(folder, "programs.log"), "wb")  # closed in close()
        self.clinic.make(enrolled=[clinic.DESK_A, clinic.LEE])
        policy = self.clinic.write_policy("shared", {"lock_after_s": 600, "logoff_after_s": 900})
        self.desk, self.ward = (
            Workstation(sotto, os.path.join(folder, name), policy, Album(pictures), self._log)
            for name in ("desk", "ward"))

    def close(self):
        """Ends everything that was started."""
        self.desk.close()
        self.ward.close()
        self._log.close()
        self.clinic.remove()

    def sign_in(self):
        """Desk A at the desk, Dr Lee on the ward."""
        for place, name in ((self.desk, clinic.DESK_A), (self.ward, clinic.LEE)):
            account = self.clinic.accounts[name]
            place.start()
            place.screen.click("Someone else")
            place.enter_password(account)
            place.enter_code(account)
            place.keep_recovery_code()
        return "both are signed in"

    @staticmethod
    def _open_comparison(place, name):
        place.screen.key("alt+5")
        place.screen.click(name)
        place.screen.wait("device in use", "devices in use")
        place.screen.click("Compare")
        place.screen.wait("Read these to them")

    def compare(self):
        """Each scans what the other's screen shows."""
        self._open_comparison(self.desk, "Lee")
        self._open_comparison(self.ward, "Desk A")
        self.desk.screen.save("desk-compares")
        shown = {place: place.screen.wait_code() for place in (self.desk, self.ward)}
        if len(set(shown.values())) != 1:
            raise Failed("the two screens show different codes")
        for place in (self.desk, self.ward):
            place.screen.click("Their code")
            place.screen.enter(shown[place])  # as a desk scanner types it
            place.screen.wait("Compared. Messages")
            place.screen.save("compared")
        return f"one code of {len(shown[self.desk])} characters on both screens; both say compared"

    def verified(self):
        """The conversation says so, too."""
        self.desk.talk_to("Lee")
        self.desk.screen.wait("Verified")
        self.desk.screen.save("verified")
        return "the conversation's head says verified"


def _steps(place):
    return (("Two people sign in", place.sign_in), ("They compare by their codes", place.compare),
            ("The conversation is verified", place.verified))


if __name__ == "__main__":
    sys.exit(play(__doc__, _NEEDS, Place, _steps))
