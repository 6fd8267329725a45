# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journeys have in common: numbered steps, a picture of each, and what is missing."""
import os
import secrets
import sys
import time

sys.dont_write_bytecode = True
_HERE = os.path.dirname(os.path.realpath(__file__))
for _place in ("../../../packaging/try", "../desk"):
    sys.path.insert(0, os.path.normpath(os.path.join(_HERE, _place)))

import clinic  # noqa: E402
from report import Failed, Report  # noqa: E402
from screen import Album, NotSeen, find_all  # noqa: E402
from workstation import Workstation  # noqa: E402

PIN_A, PIN_B = "492837", "618204"


def new_word():
    """A word that is nowhere else and that can be read from a screenshot."""
    return "".join(secrets.choice("bdkmnprstvz") + secrets.choice("aeou") for _ in range(5))


class StepAlbum(Album):
    """Pictures named after the step in which they were taken: A3-desk-open-items.png."""

    def __init__(self, folder):  # pylint: disable=super-init-not-called
        self._folder, self.step = folder, ""
        os.makedirs(folder, exist_ok=True)

    def add(self, title, picture):
        with open(os.path.join(self._folder, f"{self.step}-{title}.png"), "wb") as file:
            file.write(picture)


class Journey:
    """A clinic, its workstations, and the steps that are played there. A subclass has STEPS:
    (number, words, name of the method), or (number, words, None, why it cannot be played)."""

    STEPS = ()

    def __init__(self, sotto, folder, pictures):
        self._sotto, self._folder = sotto, folder
        self.album = StepAlbum(pictures)
        self.clinic = clinic.Clinic(folder)
        self._log = open(os.path.join(folder, "programs.log"), "wb")  # closed in close()
        self.places, self.words = [], {}

    def workstation(self, name, policy, extra=None):
        """One more workstation; it is kept awake where screen.keep_awake says so."""
        place = Workstation(self._sotto, os.path.join(self._folder, name), policy, self.album,
                            self._log, extra)
        self.places.append(place)
        place.screen.on_wait = self._stay_awake
        return place

    def _stay_awake(self):
        for place in self.places:
            place.screen.stay_awake()

    def close(self):
        """Ends everything that was started."""
        for place in self.places:
            place.close()
        self._log.close()
        self.clinic.remove()

    def word(self, name):
        """A planted word."""
        return self.words.setdefault(name, new_word())

    def sign_in(self, where, name):
        """The first time at this workstation."""
        where.screen.click("Someone else")
        where.enter_password(self.clinic.accounts[name])
        where.enter_code(self.clinic.accounts[name])
        where.keep_recovery_code()

    @staticmethod
    def talk(where, name):
        """Opens the conversation with somebody, the composer ready; it may be open already."""
        where.talk_to(name)
        time.sleep(0.5)
        where.screen.key("ctrl+e")

    def must_not_show(self, screen, *words):
        """Fails if any of the words, or a planted one, can be read."""
        for word in (*words, *self.words.values()):
            if screen.sees(word):
                raise Failed(f"can be read here: {word}")

    def play(self):
        """Plays all steps, prints them, says whether all that can be played passed."""
        report, works = Report(), True
        for number, words, name, *_ in self.STEPS:
            if not name:
                continue
            self.album.step = number
            if not works:
                report.skip(f"{number} {words}")
            elif not report.run(f"{number} {words}", getattr(self, name)):
                works = False
                self._show_failure()
        report.print()
        for number, words, name, *why in self.STEPS:
            if not name:
                print(f"  not yet  {number} {words}: {why[0]}")
        return report.passed

    def _show_failure(self):
        for place in self.places:
            try:
                place.screen.save("FAILED")
            except NotSeen:
                pass


def is_above(screen, first, second):
    """Whether words stand above others on the screen now."""
    places = [find_all(screen.words(), one) for one in (first, second)]
    return all(places) and places[0][0][0].middle[1] < places[1][0][0].middle[1]
