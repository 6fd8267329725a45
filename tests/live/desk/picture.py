#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture from the front desk to a physician, with the real programs and a real relay.

    picture.py PROGRAMS [FOLDER]     FOLDER: keeps the screenshots

The picture is one colour that nothing else on the screen has, and its bytes hold a marker in
the clear, so that both can be looked for. Exit 77: a program is missing, or not root.
"""
import os
import secrets
import struct
import sys
import time
import zlib

sys.dont_write_bytecode = True
from play import play  # noqa: E402, and makes the modules of packaging/try known

import clinic  # noqa: E402
import search  # noqa: E402
from report import Failed  # noqa: E402
from screen import Album  # noqa: E402
from workstation import Workstation  # noqa: E402

_NEEDS = ("prosodyctl", "Xvfb", "openbox", "xdotool", "import", "tesseract")
_WIDTH, _HEIGHT = 400, 300
_COLOR = b"\xd0\x10\xf0"
_MUCH = 20_000  # px of that colour: a thumbnail, not chance


def _chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def _png(marker):
    """Stored, not compressed: what is in the pixels is in the file. The marker is the upper
    left corner."""
    lines = [bytearray(b"\0" + _COLOR * _WIDTH) for _ in range(_HEIGHT)]
    lines[0][1:1 + len(marker)] = marker
    return (b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2,
                                                             0, 0, 0))
            + _chunk(b"IDAT", zlib.compress(b"".join(lines), 0)) + _chunk(b"IEND", b""))


class Place:
    """Two workstations of the sample clinic, and the way of one picture."""

    def __init__(self, sotto, folder, pictures):
        self.clinic = clinic.Clinic(folder)
        self._log = open(os.path.join(folder, "programs.log"), "wb")  # closed in close()
        self.clinic.make(enrolled=[clinic.DESK_A, clinic.LEE])
        limits = {"lock_after_s": 600, "logoff_after_s": 900}
        album = Album(pictures)
        self.desk, self.laptop = (
            Workstation(sotto, os.path.join(folder, name), self.clinic.write_policy(kind, limits),
                        album, self._log)
            for name, kind in (("desk", "shared"), ("laptop", "private")))
        self.marker = secrets.token_hex(16)
        self._file = os.path.join(folder, "knee.png")
        with open(self._file, "wb") as file:
            file.write(_png(self.marker.encode()))

    def close(self):
        """Ends everything that was started."""
        self.desk.close()
        self.laptop.close()
        self._log.close()
        self.clinic.remove()

    def _sign_in(self, where, name):
        account = self.clinic.accounts[name]
        where.start()
        where.screen.click("Someone else")
        where.enter_password(account)
        where.enter_code(account)
        where.keep_recovery_code()

    def sign_in(self):
        """Both sign in."""
        self._sign_in(self.desk, clinic.DESK_A)
        self._sign_in(self.laptop, clinic.LEE)
        return "two main windows"

    def send(self):
        """The desk chooses the file, reads who gets it, and says yes."""
        screen = self.desk.screen
        self.desk.talk_to("Dr Lee")
        screen.key("ctrl+shift+a")
        screen.wait("File name")
        screen.enter(self._file)
        screen.wait("to Dr Lee")  # the strip's words; the button is white on green
        screen.save("confirm")
        screen.key("Return")
        screen.wait("Delivered", within=40)
        self._wait_color(screen, True)
        screen.save("sent")
        return "asked with name and recipient, delivered, shown in the own bubble"

    def _wait_color(self, screen, wanted):
        end = time.monotonic() + 15
        while (screen.picture_for_reading().count(_COLOR) >= _MUCH) != wanted:
            if time.monotonic() > end:
                raise Failed(f"the picture is {'not ' if wanted else ''}on the screen")
            time.sleep(0.2)

    def fetch(self):
        """The physician sees a card, and nothing is fetched; clicks; sees the picture."""
        screen = self.laptop.screen
        screen.click("Desk A")
        screen.wait("Download")
        time.sleep(2)  # if anything fetched by itself, it would have
        if not screen.sees("Download"):
            raise Failed("the picture was fetched without a click")
        self._wait_color(screen, False)
        screen.save("offered")
        screen.click("Download")
        self._wait_color(screen, True)
        screen.save("shown")
        return "a card until the click on “Download”, then the picture"

    def view(self):
        """A window of its own, and Escape closes it."""
        screen = self.laptop.screen
        screen.key("ctrl+o")
        screen.wait("1 of 1")
        self._wait_color(screen, True)
        screen.save("viewer")
        screen.key("Escape")
        end = time.monotonic() + 5
        while screen.sees("1 of 1"):
            if time.monotonic() > end:
                raise Failed("Escape does not close the picture")
        return "opened with Ctrl+O, closed with Escape"

    def lock(self):
        """With the picture's window open."""
        screen = self.laptop.screen
        screen.key("ctrl+o")
        screen.wait("1 of 1")
        before = self.laptop.sessions()
        screen.key("ctrl+l")
        took = self.laptop.wait_end_of_one(before, 5) - screen.last_input
        screen.wait("Unlock")
        self._wait_color(screen, False)
        screen.save("locked")
        return f"process gone after {took:.2f} s, nothing of the picture on the screen"

    def look_for_it(self):
        """In the files of both, of the relay, and in the memory of what still runs."""
        os.remove(self._file)
        wanted, found = search.Words([self.marker]), search.Found()
        self._log.flush()
        for place in (self.desk.home, self.laptop.home, self.clinic.relay):
            found += search.in_tree(place, wanted)
        found += search.in_file(self._log.name, wanted)
        if found.places:
            raise Failed(f"the picture lies open in {', '.join(found.places)}")
        open_one = sum(sum(search.in_memory(pid, wanted)[1]) for pid in self.desk.sessions())
        size = 0
        for pid in (*self.laptop.processes(), self.clinic.relay_pid()):
            read, hits = search.in_memory(pid, wanted)
            size += read
            if any(hits):
                raise Failed(f"the picture is in the memory of process {pid}")
        return (f"in none of {found.amount()}, nor in {size / 1e6:.0f} MB of memory of locked "
                f"processes and relay; in the open session {open_one} times")


def _steps(place):
    return (("Two people sign in", place.sign_in), ("A picture is sent", place.send),
            ("It is fetched and seen", place.fetch), ("Its own window", place.view),
            ("Lock", place.lock), ("Search", place.look_for_it))


if __name__ == "__main__":
    sys.exit(play(__doc__, _NEEDS, Place, _steps))
