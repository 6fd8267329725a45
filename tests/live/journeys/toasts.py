# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desktop has besides Sotto: its notifications (dunst), and another program's window."""
import json
import os
import subprocess

from screen import end_process

_STYLE = """[global]
font = DejaVu Sans 13
width = 380
origin = bottom-left
offset = 20x20
timeout = 0
[urgency_critical]
timeout = 0
"""


class Toasts:
    """Shows the notifications of one display and bus, until they are withdrawn."""

    def __init__(self, folder, display, bus, log):
        style = os.path.join(folder, "dunstrc")
        with open(style, "w", encoding="utf-8") as file:
            file.write(_STYLE)
        self._environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "DISPLAY": display,
                             "DBUS_SESSION_BUS_ADDRESS": bus}
        self._server = subprocess.Popen(["dunst", "-conf", style], env=self._environment,
                                        stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def said(self):
        """Title and body of each notification that is shown no more, as one text each."""
        done = subprocess.run(["dunstctl", "history"], env=self._environment, timeout=20,
                              capture_output=True, text=True, check=True)
        return [f"{one['summary']['data']} / {one['body']['data']}"
                for group in json.loads(done.stdout)["data"] for one in group]

    def close(self):
        """Ends the server."""
        end_process(self._server)


class OtherWindow:
    """Another program that the person is at. Use as a context manager."""

    def __init__(self, display, log):
        self._program = subprocess.Popen(
            ["xmessage", "-geometry", "300x80+900+700", "Another program"],
            env={"PATH": "/usr/bin:/bin", "DISPLAY": display}, stdin=subprocess.DEVNULL,
            stdout=log, stderr=log)

    def __enter__(self):
        return self

    @staticmethod
    def wait_shown(screen):
        """Until it can be seen, and so has the focus."""
        screen.wait("Another program")

    def __exit__(self, *_):
        end_process(self._program)
