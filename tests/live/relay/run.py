#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the relay package against real Prosodys on loopback. One line for each check."""
import os
import shutil
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), ".."))
from debian_python import again_or_skip  # noqa: E402  (no bytecode beside the sources)
try:
    import OpenSSL  # noqa: F401  (Debian's python3-openssl)
except ImportError as missing:
    again_or_skip(f"{missing}; the package is python3-openssl")

import check_functions  # noqa: E402
import check_mfa  # noqa: E402
import check_optional  # noqa: E402
import check_routes  # noqa: E402
import check_throttle  # noqa: E402
import check_tool  # noqa: E402
from checks import Checks  # noqa: E402
from relay_fixture import TemporaryRelay  # noqa: E402


def main():
    if not shutil.which("prosody"):
        print("skipped: the Debian packages prosody and prosody-modules are not installed")
        return 77  # CTest's SKIP_RETURN_CODE
    check, began = Checks(), time.monotonic()
    suites = ((TemporaryRelay(), (check_mfa, check_routes)),
              (TemporaryRelay(site=check_throttle.SITE, people=()), (check_throttle,)),
              (TemporaryRelay(site=check_optional.SITE, people=()), (check_optional,)),
              (TemporaryRelay(people=check_functions.PEOPLE), (check_functions,)),
              (TemporaryRelay(), (check_tool,)))
    for temporary, modules in suites:
        with temporary as relay:
            for module in modules:
                for section in module.SECTIONS:
                    check.section(section, relay)
    print(f"took {time.monotonic() - began:.0f} s")
    print(f"{check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
