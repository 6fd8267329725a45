# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays the steps of a test at a place made for it, or says why it cannot."""
import os
import shutil
import signal
import sys
import tempfile

sys.dont_write_bytecode = True
_ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.realpath(__file__)), "../../.."))
sys.path.insert(0, os.path.join(_ROOT, "packaging/try"))

from report import Report  # noqa: E402

_LONGEST_S = 240


def play(usage, needs, make_place, steps_of, longest=_LONGEST_S):
    """`needs`: programs, or absolute paths of files. `make_place`: from the program sotto, a
    folder and one for pictures. `steps_of`: from that place, names and functions. The exit code:
    0 if all passed, 77 if something is missing here."""
    if len(sys.argv) not in (2, 3):
        print(usage, file=sys.stderr)
        return 2
    missing = [name for name in needs
               if not (os.path.exists(name) if os.path.isabs(name) else shutil.which(name))]
    if missing or os.geteuid() != 0:
        print("skipped:", f"{', '.join(missing)} missing" if missing else "not root")
        return 77
    signal.alarm(longest)
    folder = tempfile.mkdtemp(prefix="sotto-desk-test-", dir="/tmp")
    os.chmod(folder, 0o711)
    pictures = os.path.abspath(sys.argv[2]) if len(sys.argv) == 3 else os.path.join(folder, "seen")
    report = Report()
    place = make_place(os.path.join(os.path.abspath(sys.argv[1]), "sotto"), folder, pictures)
    try:
        for name, step in steps_of(place):
            if not report.run(name, step):
                place.desk.screen.save("FAILED")
                break
    finally:
        place.close()
    report.print()
    return 0 if report.passed else 1
