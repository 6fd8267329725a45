# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of a shift: each step, what was observed, pass or fail."""
import textwrap
import time

_STEP, _SEEN = 34, 66


class Failed(Exception):
    """A step did not go as it must; the text says what was observed."""


class Report:
    """Runs steps and remembers how they went."""

    def __init__(self):
        self._rows = []

    @property
    def passed(self):
        """Whether there were steps and all of them passed."""
        return bool(self._rows) and all(ok for _, _, ok, _ in self._rows)

    def run(self, name, step):
        """Runs a step, which returns what it observed or raises. Returns whether it passed."""
        began = time.monotonic()
        try:
            seen, good = step(), True
        except Exception as error:  # whatever happened is what was observed
            seen, good = f"{error or type(error).__name__}", False
        self._rows.append((name, seen, good, time.monotonic() - began))
        print(f"  {'pass' if good else 'FAIL'}  {name}", flush=True)
        return good

    def skip(self, name):
        """A step that could not be reached is a failure too."""
        self._rows.append((name, "not reached", False, 0))

    def print(self):
        """Prints the table."""
        rule = f"+{'-' * (_STEP + 2)}+{'-' * (_SEEN + 2)}+------+"
        print(rule)
        print(f"| {'Step':{_STEP}} | {'Observed':{_SEEN}} | {'':4} |")
        print(rule)
        for name, seen, good, took in self._rows:
            left = textwrap.wrap(name, _STEP)
            right = textwrap.wrap(f"{seen} ({took:.1f} s)", _SEEN)
            for row in range(max(len(left), len(right))):
                one = left[row] if row < len(left) else ""
                two = right[row] if row < len(right) else ""
                word = ("pass" if good else "FAIL") if row == 0 else ""
                print(f"| {one:{_STEP}} | {two:{_SEEN}} | {word:4} |")
            print(rule)
        bad = sum(1 for row in self._rows if not row[2])
        print(f"{len(self._rows)} steps, {bad} failed" if bad else
              f"{len(self._rows)} steps, all passed")
