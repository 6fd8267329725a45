# SPDX-License-Identifier: GPL-3.0-or-later
"""The live tests use Debian's Python packages, which a python of one's own does not see."""
import os
import sys

_DEBIAN = "/usr/bin/python3"


def again_or_skip(missing):
    """A module is not there: once more with Debian's python, or exit 77 (CTest: skipped)."""
    if os.path.realpath(sys.executable) != os.path.realpath(_DEBIAN) and os.path.exists(_DEBIAN):
        os.execv(_DEBIAN, [_DEBIAN, *sys.argv])
    print(f"skipped {missing}", flush=True)
    sys.exit(77)
