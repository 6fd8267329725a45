#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A drill of emergency access (R-3) with the sealed code: the real programs, a real relay, a real
screen; then the notices to the owner and to the privacy role, and the review of it (R-11).

    emergency.py PROGRAMS [FOLDER]     FOLDER: keeps the screenshots

SOTTO_TEST_LONG: the access ends by itself after emergency.session_max_s, 300 s; else by a key.
Exit 77: a program is missing, or not root (the policy must belong to root).
"""
import os
import re
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from play import play  # noqa: E402, and makes the modules of packaging/try known

import clinic  # noqa: E402
from report import Failed  # noqa: E402
from screen import Album, end_process, find_all  # noqa: E402
from workstation import Workstation  # noqa: E402

_NEEDS = ("prosodyctl", "Xvfb", "openbox", "xdotool", "import", "tesseract")
_LONG = "SOTTO_TEST_LONG" in os.environ
_LASTS_S = 300  # the least that emergency.session_max_s may be
_LIST_RIGHT = 420  # px: what begins left of it stands in the list
_WORD = "zirkonade"
_ROLES = f"""version = 1
serial = 1

[[role]]
name = "privacy"
members = ["{clinic.DESK_B}@{clinic.DOMAIN}"]
"""


class Drill:
    """Desk A is away; Desk B, who holds the privacy role, reads and later reviews."""

    def __init__(self, sotto, folder, pictures):
        self._ctl = sotto + "ctl"
        self._log = open(os.path.join(folder, "programs.log"), "wb")  # closed in close()
        self.clinic = clinic.Clinic(folder)
        self.clinic.make(enrolled=[clinic.DESK_A, clinic.DESK_B])
        self.clinic.make_key(self._ctl)
        self._policy = self.clinic.write_policy(
            "shared", {"lock_after_s": 600, "logoff_after_s": 900},
            {"emergency": {"session_max_s": _LASTS_S},
             "roles": {"may_see_activity": '["privacy"]'}}, signed_by=self._ctl)
        self.clinic.write_roles(self._policy, _ROLES, self._ctl)
        self.desk = Workstation(sotto, os.path.join(folder, "desk"), self._policy, Album(pictures),
                                self._log)
        self.screen = self.desk.screen
        self._code, self._code_at, self._opened = "", {}, 0.0

    def close(self):
        """Ends everything that was started."""
        self.desk.close()
        self._log.close()
        self.clinic.remove()

    def _account(self, name):
        return self.clinic.accounts[name]

    def _fresh(self, name):
        """Each code is good once: waits for the next one."""
        last = self._code_at.get(name, 0)
        while time.time() // clinic.PERIOD_S <= last:
            time.sleep(0.2)
        code = clinic.fresh_code_of(self._account(name)["totp"])
        self._code_at[name] = time.time() // clinic.PERIOD_S
        return code

    def _sign_in(self, name):
        account = self._account(name)
        self.screen.click("Someone else")
        self.desk.enter_password(account)
        self.screen.wait("Enter your code")
        self.screen.type(self._fresh(name))

    def _sign_out(self):
        before = self.desk.sessions()
        self.screen.key("ctrl+shift+q")
        self.desk.wait_end_of_one(before, 10)
        self.screen.wait("Signed out")

    def make_code(self):
        """The owner's messages are made on this workstation; the code goes into an envelope."""
        said = self._console("listen", "--as", until="listening")
        found = re.search(r"Seal it in an envelope:\n([0-9A-Z-]+)", said)
        if not found:
            raise Failed(f"no emergency code was printed: {said}")
        self._code = found.group(1)
        return "sealed code printed when the vault was made"

    def _console(self, *words, until=None):
        """Runs sottoctl as Desk A, to its end or to that word; returns what it said."""
        account = self._account(clinic.DESK_A)
        given = []
        for secret in (f"{account['password']}\n" * 2, self._fresh(clinic.DESK_A)):
            reading, writing = os.pipe()
            os.write(writing, secret.encode() + b"\n")
            os.close(writing)
            given.append(reading)
        console = subprocess.Popen(
            [self._ctl, "--data", os.path.join(self.desk.home, "sotto data"), "--policy",
             self._policy, *words, account["address"], "--password-fd", str(given[0]),
             "--code-fd", str(given[1])],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            pass_fds=given, text=True)
        for one in given:
            os.close(one)
        said = ""
        for line in console.stdout:
            said += line
            if until and until in line:
                break
        end_process(console)
        return said

    def write_something(self):
        """Desk B has been here; Desk A writes to Desk B and signs out."""
        self.desk.start()
        self._sign_in(clinic.DESK_B)
        self.desk.keep_recovery_code()
        self._sign_out()
        self._sign_in(clinic.DESK_A)
        self.screen.wait("Directory", within=40)
        self.desk.talk_to("Desk B")
        time.sleep(0.5)
        self.screen.key("ctrl+e")
        self.screen.enter(f"The key is in drawer {_WORD}")
        self.screen.wait(_WORD)
        time.sleep(1)
        self._sign_out()
        return "both signed out; nobody holds a key"

    def _open_page(self):
        run = find_all(self.screen.words(), "Desk A")[0]
        self.screen.menu_at(*run[0].middle)
        self.screen.click("Emergency access")
        self.screen.wait("Emergency access to the messages of")

    def _fill(self, code):
        """By the keyboard: who, why, the code."""
        self.screen.key("Down", "Tab", "End", "Tab")  # the other person here; a drill
        self.screen.type(code)
        self.screen.save("page")
        self.screen.key("Return")

    def wrong_code(self):
        """A code that is none opens nothing and is recorded."""
        self._open_page()
        self._fill("AAAA-" + self._code[5:])
        self.screen.wait("Nothing was opened", within=40)
        self.screen.save("wrong-code")
        self.screen.click("Back to all users")
        self.screen.wait("Signed out")
        return self._recorded("emergency_access", "failure", 1)

    def open(self):
        """The envelope's code and a reason open the messages, to read only."""
        self._open_page()
        self._fill(self._code)
        self.screen.wait("Reading only", within=40)
        self._opened = time.monotonic()
        self.screen.save("banner")
        self.screen.click_lowest("Desk B", _LIST_RIGHT)
        self.screen.wait(_WORD)
        self.screen.save("read-only")
        if self.screen.sees("Send"):
            raise Failed("there is something to send with")
        said = self._recorded("emergency_access", "success", 1)
        if not self._records("emergency_access", "success")[0].count('"purpose":"btg"'):
            raise Failed("the record does not say break the glass")
        return said + ", purpose btg"

    def end(self):
        """In time, or by hand."""
        before = self.desk.sessions()
        if not _LONG:
            self.screen.key("ctrl+l")  # as its button: nobody locks what is not theirs
        took = self.desk.wait_end_of_one(before, _LASTS_S + 20) - self._opened
        self.screen.wait("Signed out")
        self.screen.save("ended")
        if _LONG and not _LASTS_S - 15 < took < _LASTS_S + 10:
            raise Failed(f"it lasted {took:.0f} s; the policy says {_LASTS_S} s")
        if self.screen.sees(_WORD):
            raise Failed("a message can still be read")
        return f"after {took:.0f} s; " + self._recorded("emergency_ended", "success", 1)

    def owner_is_told(self):
        """Desk A signs in and reads who was there."""
        self._sign_in(clinic.DESK_A)
        self.screen.wait("opened here in emergency", within=40)
        self.screen.save("owner-told")
        self.screen.click("know now")
        self.screen.wait_gone("opened here in emergency")
        for _ in range(100):
            if self._records("emergency_told", "success"):
                break
            time.sleep(0.2)
        said = self._recorded("emergency_told", "success", 1)
        time.sleep(1)
        self._sign_out()
        return said

    def privacy_is_told(self):
        """Desk B gets a message that nobody wrote."""
        self._sign_in(clinic.DESK_B)
        self.screen.wait("Directory", within=40)
        self.screen.click_lowest("Desk A", _LIST_RIGHT)
        self.screen.wait("Written by Sotto itself")
        self.screen.save("privacy-told")
        return "a sealed message from the owner's Sotto"

    def new_code(self):
        """The old one is known now: the owner makes another, which alone opens."""
        found = re.search(r"^    ([0-9A-Z-]+)$", self._console("vault", "emergency-code"), re.M)
        if not found or found.group(1) == self._code:
            raise Failed("no new code was printed")
        self._open_page()
        self._fill(self._code)
        self.screen.wait("Nothing was opened", within=40)
        self.screen.click("Back to all users")
        self.screen.wait("Signed out")
        return "the used code opens nothing any more"

    def review(self):
        """It stands in the exception report until somebody with the role says they reviewed it."""
        self.screen.key("alt+6")
        self.screen.click("Exception report")
        self.screen.wait("Nobody has reviewed")
        self.screen.wait("Emergency access")
        self.screen.save("report")
        self.screen.key("Escape")
        self.screen.wait_gone("Nobody has reviewed")
        self.screen.click("Exception report")
        self.screen.wait("Nobody has reviewed")  # looking at it is no review
        self.screen.key("Tab", "Tab", "space")
        self.screen.wait_gone("Nobody has reviewed")
        self.screen.click("Exception report")
        self.screen.wait("Since the last review")
        self.screen.save("reviewed")
        report = [one.text for one in self.screen.words()]
        self.screen.key("Escape")
        if "Times" in report and self._in_report(report):
            raise Failed("it is still listed after the review")
        return self._recorded("report_reviewed", "success", 1)

    @staticmethod
    def _in_report(words):
        """Below the heading of the report."""
        below = words[words.index("Times"):]
        return any(pair == ("Emergency", "access") for pair in zip(below, below[1:]))

    def _records(self, event, outcome):
        place = os.path.join(self.desk.home, "sotto data", "audit")
        lines = []
        for name in sorted(os.listdir(place)):
            if name.endswith(".jsonl"):
                with open(os.path.join(place, name), encoding="utf-8") as file:
                    lines += [line for line in file if f'"event":"{event}"' in line
                              and f'"outcome":"{outcome}"' in line]
        return lines

    def _recorded(self, event, outcome, count):
        found = len(self._records(event, outcome))
        if found != count:
            raise Failed(f"{event} ({outcome}): {found} in the activity log, not {count}")
        return f"{event} ({outcome}) is in the activity log"


def _steps(place):
    return (("The sealed code is made", place.make_code), ("A working day", place.write_something),
            ("A wrong code", place.wrong_code), ("The envelope is opened", place.open),
            ("It ends", place.end), ("The owner is told", place.owner_is_told),
            ("A new code is made", place.new_code),
            ("The privacy role is told", place.privacy_is_told),
            ("It is reviewed", place.review))


if __name__ == "__main__":
    sys.exit(play(__doc__, _NEEDS, Drill, _steps, longest=600))
