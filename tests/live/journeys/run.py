#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays the journeys of the requirements with the real programs, a real relay, real screens.

    run.py PROGRAMS [FOLDER [A|B]]     FOLDER: keeps the screenshots

Each step is a check of its own, with a screenshot; what the program cannot do yet is listed and
does not count. Exit 77: a program is missing, or not root (the policy must belong to root).
"""
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
from front_desk import FrontDesk  # noqa: E402
from laptop_offline import LaptopOffline  # noqa: E402

_NEEDS = ("prosodyctl", "Xvfb", "openbox", "xdotool", "import", "tesseract", "dbus-daemon",
          "gnome-keyring-daemon", "dunst", "xmessage")
_JOURNEYS = {"A": FrontDesk, "B": LaptopOffline}


def _play(make, programs, pictures):
    folder = tempfile.mkdtemp(prefix="sotto-journey-", dir="/tmp")
    os.chmod(folder, 0o711)  # the relay's own account must pass
    journey = make(os.path.join(programs, "sotto"), folder, pictures)
    try:
        return journey.play()
    finally:
        shutil.copy(os.path.join(folder, "programs.log"), pictures)
        journey.close()


def main(words):
    """Returns the exit code."""
    if len(words) not in (1, 2, 3) or (len(words) == 3 and words[2] not in _JOURNEYS):
        print(__doc__, file=sys.stderr)
        return 2
    missing = [name for name in _NEEDS if not shutil.which(name)]
    if missing or os.geteuid() != 0:
        print("skipped:", f"{', '.join(missing)} missing" if missing else "not root")
        return 77
    programs = os.path.abspath(words[0])
    pictures = os.path.abspath(words[1] if len(words) > 1 else "build/live/journeys")
    passed = True
    for name in words[2:] or _JOURNEYS:
        print(f"Journey {name}", flush=True)
        passed = _play(_JOURNEYS[name], programs, pictures) and passed
    print(f"Screenshots are in {pictures}.")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
