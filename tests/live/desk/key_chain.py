# SPDX-License-Identifier: GPL-3.0-or-later
"""A key chain of the system for one test: gnome-keyring on a message bus of its own."""
import os
import subprocess

from screen import end_process

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""


class KeyChain:
    """A message bus that starts nothing by itself, with an unlocked gnome-keyring on it."""

    def __init__(self, folder, log):
        config = os.path.join(folder, "bus.conf")
        with open(config, "w", encoding="utf-8") as file:
            file.write(_BUS)
        self._bus = subprocess.Popen(["dbus-daemon", f"--config-file={config}", "--nofork",
                                      "--print-address"], stdout=subprocess.PIPE, stderr=log,
                                     text=True)
        self.address = self._bus.stdout.readline().strip()
        home = os.path.join(folder, "key chain")
        os.makedirs(os.path.join(home, "run"), mode=0o700)
        self._keeper = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE, stdout=log, stderr=log,
            env={"PATH": "/usr/bin:/bin", "HOME": home, "XDG_RUNTIME_DIR": home + "/run",
                 "XDG_DATA_HOME": home, "DBUS_SESSION_BUS_ADDRESS": self.address})
        self._keeper.stdin.write(b"a password")
        self._keeper.stdin.close()

    def close(self):
        """Ends both."""
        end_process(self._keeper)
        end_process(self._bus)
