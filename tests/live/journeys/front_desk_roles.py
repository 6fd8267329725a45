# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of journey A that are about roles on call."""
import time

from journey import Failed

import clinic  # journey made it known

ANA = {"ana": ("Ana Sample", "Nurses")}
ROLES = f"""version = 1
serial = 1

[[role]]
name = "clinical"
groups = ["Physicians", "Nurses"]

[[role]]
name = "front-desk"
members = ["{clinic.DESK_A}@{clinic.DOMAIN}", "{clinic.DESK_B}@{clinic.DOMAIN}"]
on_call = true
title = "Lobby desk"

[[role]]
name = "cardiology"
members = ["{clinic.LEE}@{clinic.DOMAIN}"]
on_call = true
title = "On-call cardiology"

[[role]]
name = "charge"
members = ["ana@{clinic.DOMAIN}"]
title = "Charge nurse"
"""
_LIST_RIGHT = 420  # px: what begins left of it stands in the list


class RoleSteps:
    """Front Desk goes from Desk A to Desk B, and at the end to nobody."""

    TABS_TO_OFFER = 2  # from the list of colleagues, past “Cancel”

    @staticmethod
    def talk(where, name):
        """As Journey.talk(): the person, who stands below the roles that they may hold."""
        where.screen.key("alt+3")
        where.screen.click_lowest(name, _LIST_RIGHT)
        where.screen.wait("Send")
        time.sleep(0.5)
        where.screen.key("ctrl+e")

    @staticmethod
    def choose_role(where, word):
        """Writes to that role: found by typing, as the directory is."""
        where.screen.key("ctrl+n")
        where.screen.type(f"{word[:6]}")
        where.screen.click_lowest(word, _LIST_RIGHT)
        where.screen.wait("Send", "holds it")

    @staticmethod
    def _claim(where, tabs):
        """The one role that this person may hold; `tabs`: how far its button is by the keyboard."""
        where.screen.key("ctrl+shift+o")
        where.screen.wait("Roles on call")
        where.screen.key(*["Tab"] * tabs, "space")
        where.screen.wait("You hold")
        where.screen.save("claimed")
        where.screen.key("Escape")
        where.screen.wait_gone("You hold")

    def _logs(self, event, count):
        found = self.desk.logged(event)
        if found != count:
            raise Failed(f"{event}: {found} in the activity log, not {count}")

    def claim_role(self):
        """Two roles find their holder; the log says so."""
        self._claim(self.desk, 2)
        self._logs("role_claimed", 1)
        self._claim(self.laptop, 3)
        return "Desk A holds Front Desk, Dr Lee cardiology; “role_claimed” is in the activity log"

    def write_to_role(self):
        """Who gets it stands there before it is sent."""
        screen = self.laptop.screen
        self.choose_role(self.laptop, "Lobby")
        screen.wait("Desk A holds")
        screen.save("holder")
        screen.key("ctrl+e", "ctrl+2")
        screen.enter(f"Who is in room 8, {self.word('role')}")
        screen.wait("Relay has it", "Delivered", "Read")
        screen.save("to-role")
        self.desk.screen.key("alt+1")
        self.desk.screen.wait("Lobby desk")
        self.desk.screen.save("role-item")
        return "“Desk A holds it” before it was sent; among her open items, with the role's name"

    def pick_role(self):
        """Ctrl+N, a few letters; whoever holds it stands above the composer."""
        screen = self.desk.screen
        self.choose_role(self.desk, "cardiology")
        screen.wait("Sample holds")
        screen.save("holder")
        screen.key("ctrl+e")
        return "“Dr Lee Sample holds it”, available, before anything is written"

    def offer_role(self):
        """To Desk B, who is not there yet."""
        screen = self.desk.screen
        screen.key("ctrl+shift+o")
        screen.click("Hand over")
        screen.wait("until they say yes")
        screen.click("Desk B")
        screen.save("offer")
        screen.key(*["Tab"] * self.TABS_TO_OFFER, "space")
        screen.wait("Offered to Desk B")
        screen.save("offered")
        screen.key("Escape")
        screen.wait_gone("Offered to Desk B")
        return "“Offered to Desk B, not answered yet”"

    def take_role(self):
        """It asks once, with how much is open."""
        screen = self.desk.screen
        screen.wait("offers you")
        screen.save("offer-bar")
        if not screen.sees("1 open item"):
            raise Failed("the offer does not say how much is open")
        screen.key("alt+o")  # “Take over”
        screen.wait_gone("offers you")
        screen.key("ctrl+shift+o")
        screen.wait("You hold")
        screen.save("taken")
        screen.key("Escape")
        self._logs("role_taken_over", 1)
        return "“… with 1 open item. Take it over?”, taken; “role_taken_over” is in the log"

    def items_went(self):
        """Once Desk A is back; who wrote it is told."""
        screen = self.laptop.screen
        self.talk(self.laptop, "Desk A")
        screen.wait("passed your message")
        screen.save("passed-on")
        self._logs("role_handed_over", 1)
        return "Dr Lee reads that Desk B has it now; “role_handed_over” is in the log"

    def role_falls(self):
        """Nobody is at the desk any more."""
        screen = self.laptop.screen
        screen.key("ctrl+shift+o")
        screen.wait("Nobody holds it")
        screen.save("falls-to-charge")
        if not screen.sees("Charge"):
            raise Failed("it does not fall to the charge nurse")
        screen.key("Escape")
        self._logs("role_released", 1)
        return "“Nobody holds it: goes to Charge nurse (Ana Sample)”"
