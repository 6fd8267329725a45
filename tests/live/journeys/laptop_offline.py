# SPDX-License-Identifier: GPL-3.0-or-later
"""Journey B of the requirements: a physician's laptop, offline and back.

The laptop reaches the relay through a wire that the journey cuts; the desk does not. The
offline window is the policy's (24 h).
"""
import json
import os
import re
import sqlite3
import time

from journey import PIN_A, Failed, Journey
from toasts import OtherWindow, Toasts
from wire import Wire

import clinic  # journey made it known
from key_chain import KeyChain
from screen import find_all

_THREADS = (("Desk A", clinic.DESK_A), ("Desk B", clinic.DESK_B))
_ORDERS = {"orders": {"enabled": "true", "senders": '["physician"]', "receivers": '["nurse"]'},
           # Whom it does not name may do what everybody does where there is no list.
           "alerts": {"stat_senders": '["physician", "nurse", "desk"]'}}


class LaptopOffline(Journey):
    """Dr Lee's laptop, and a desk at the clinic."""

    STEPS = (
        ("B0", "Before the train", "before"),
        ("B1", "Opened without a network", "open_offline"),
        ("B2", "Reads what is here", "read"),
        ("B2", "Searches it", "search"),
        ("B3", "Replies, accepts, do not disturb", "reply"),
        ("B4", "STAT without a network", "stat_waits"),
        ("B5", "The network is back", "network_back"),
        ("B5", "One summary toast", "one_toast"),
        ("B6", "A colleague's new device", "new_device"),
        ("B7", "A message that cannot be opened", "unreadable"),
        ("B8", "An order", "order"),
        ("B8", "Overdue", None,
         "five minutes at least cannot be waited for; scenario_engine moves the clock past them"),
        ("B9", "The laptop is stolen", "stolen"),
        ("B9", "The vault is wiped", "wiped"),
        ("B9", "The grace runs out", None,
         "an hour at least cannot be waited for; scenario_engine moves the clock past it"),
    )

    def close(self):
        super().close()
        for part in ("wire", "toasts", "chain"):
            if hasattr(self, part):
                getattr(self, part).close()

    def _account(self, name):
        return self.clinic.accounts[name]

    def _shared_policy(self):
        folder = self.clinic.write_policy(
            "shared", {"lock_after_s": 1200, "logoff_after_s": 1800}, _ORDERS,
            signed_by=self._sotto + "ctl")
        self._write_roles(folder)
        return folder

    def _write_roles(self, folder):
        """Dr Lee gives orders, Desk B takes them: signed by the clinic, as its policy is."""
        path = os.path.join(folder, "roles.toml")
        roles = (("physician", clinic.LEE), ("nurse", clinic.DESK_B), ("desk", clinic.DESK_A))
        lines = ["version = 1", "serial = 1"]
        for role, name in roles:
            lines += ["[[role]]", f'name = "{role}"',
                      "members = [" + json.dumps(self._account(name)["address"]) + "]"]
        clinic.as_root("tee", path, stdin="\n".join(lines) + "\n")
        clinic.as_root("chmod", "644", path)
        clinic.as_root(self._sotto + "ctl", "roles", "sign", path, "--key",
                       os.path.join(self.clinic.folder, "keys", "policy.key"))

    def before(self):
        """Everybody has been here before, and has written to Dr Lee."""
        self.clinic.make(enrolled=[clinic.DESK_A, clinic.DESK_B, clinic.LEE])
        self.clinic.make_key(self._sotto + "ctl")
        self.chain = KeyChain(self._folder, self._log)
        self.desk = self.workstation("desk", self._shared_policy())
        self.wire, relay = Wire(self.clinic.address), self.clinic.address
        self.clinic.address = self.wire.address
        private = self.clinic.write_policy(
            "private", {"lock_after_s": 1200, "logoff_after_s": 1800, "quick_unlock": '"pin"'},
            _ORDERS, signed_by=self._sotto + "ctl")
        self._write_roles(private)
        self.laptop = self.workstation("laptop", private,
                                       {"DBUS_SESSION_BUS_ADDRESS": self.chain.address})
        self.clinic.address = relay
        self.toasts = Toasts(self._folder, self.laptop.screen.name, self.chain.address, self._log)
        for place in self.places:
            place.start()
        self.sign_in(self.laptop, clinic.LEE)
        self.laptop.set_pin(self._account(clinic.LEE), PIN_A)
        for shown, name in reversed(_THREADS):
            self.sign_in(self.desk, name)
            self.talk(self.desk, "Dr Lee")
            self.desk.screen.key("ctrl+2")
            self.desk.screen.enter(f"Please look at the result, {self.word(shown)}")
            self.desk.screen.wait("Delivered", "Read")
            if name != clinic.DESK_A:
                self.desk.screen.key("ctrl+shift+q")
                self.desk.screen.wait("Signed out")
        for shown, _ in _THREADS:
            self.talk(self.laptop, shown)
            self.laptop.screen.wait(self.word(shown))
        return "two threads; Desk A stays signed in"

    def open_offline(self):
        """Locked, without a network, opened again."""
        screen = self.laptop.screen
        before = self.laptop.sessions()
        screen.key("ctrl+l")
        self.laptop.wait_end_of_one(before, 5)
        screen.wait("Use the password instead")
        self.wire.cut()
        time.sleep(2)
        screen.click("Use the password instead")
        screen.enter(self._account(clinic.LEE)["password"])
        screen.wait("offline access left", within=40)
        screen.save("offline")
        left = re.search(r"(\d+) h of offline access", screen.text())
        return f"the password alone opened; the banner says {left.group(1) if left else '?'} h left"

    def read(self):
        """What was there is there."""
        for shown, _ in _THREADS:
            self.talk(self.laptop, shown)
            self.laptop.screen.wait(self.word(shown))
        self.laptop.screen.save("read")
        return "both threads can be read"

    def search(self):
        """A word that one of them wrote leads to it, by keyboard alone."""
        screen = self.laptop.screen
        shown = _THREADS[0][0]
        self.talk(self.laptop, _THREADS[1][0])  # another thread is open
        screen.key("ctrl+k")
        screen.type(self.word(shown)[:6])
        screen.wait("Messages and files")
        screen.save("found")
        screen.key("Down", "Return")
        screen.wait_gone(self.word(_THREADS[1][0]))
        screen.save("opened")
        screen.key("ctrl+k", "Escape")
        return "the first letters of a word found its message, offline, and opened it"

    def reply(self):
        """Nothing looks sent."""
        screen = self.laptop.screen
        for number, (shown, _) in enumerate(_THREADS):
            self.talk(self.laptop, shown)
            for part in ("one", "two"):
                screen.key("ctrl+e")
                screen.enter(f"Seen it, {self.word(shown + part)}")
            screen.wait("Waiting to send")
            screen.save(f"queued-{number}")
            if screen.sees("Relay has it"):
                raise Failed("a queued message looks sent")
        self.talk(self.laptop, "Desk A")
        screen.key("ctrl+Return")
        screen.key("ctrl+shift+Return")
        screen.wait("You accepted")
        screen.save("accepted")
        screen.key("ctrl+shift+d")
        screen.wait("Forward what")
        screen.click("Forward what")
        screen.wait("Choose who")
        screen.key("Tab")
        screen.type("Desk B")
        screen.key("Down", "space")
        screen.wait("To Desk B")
        screen.save("quiet")
        screen.key("Tab", "Return")  # the next after the list is the button
        screen.wait_gone("Choose who")
        screen.save("quiet-is-on")
        return "four replies wait and say so; one request accepted; forwarded to Desk B meanwhile"

    def stat_waits(self):
        """The composer says that it would wait; it is kept, and does not look sent."""
        screen = self.laptop.screen
        self.talk(self.laptop, "Desk A")
        screen.key("ctrl+e", "ctrl+4")
        screen.wait("STAT would wait")
        screen.save("stat-would-wait")
        screen.enter(f"Stop the infusion, {self.word('infusion')}")
        screen.wait(self.word("infusion"))
        screen.wait("Waiting to send")
        screen.save("stat-waits")
        return "“You are offline: a STAT would wait. Call … instead.”; then “Waiting to send”"

    def network_back(self):
        """What waits goes in its order, once; what came meanwhile is there."""
        desk, screen = self.desk.screen, self.laptop.screen
        self.talk(self.desk, "Dr Lee")
        for part in ("first", "second"):
            desk.key("ctrl+e")
            if part == "second":  # she is on "do not disturb": nothing less rings
                desk.key("ctrl+4")
            desk.enter(f"And this, {self.word(part)}")
            desk.wait("Relay has it", "Delivered")
        with OtherWindow(screen.name, self._log) as other:
            other.wait_shown(screen)
            self.wire.mend()
            desk.wait(self.word("infusion"), within=90)
            desk.save("arrived")
            screen.wait("unread", within=60)
            screen.save("toast")
        order = [self.word(name) for name in ("Desk Aone", "Desk Atwo", "infusion")]
        words = desk.words()
        places = [find_all(words, one) for one in order]
        in_conversation = [[run[0].middle for run in runs if run[0].middle[0] > 540]
                           for runs in places]
        if any(len(found) != 1 for found in in_conversation):
            raise Failed(f"not each once: {[len(found) for found in in_conversation]}")
        heights = [found[0][1] for found in in_conversation]
        if heights != sorted(heights):
            raise Failed("not in the order in which they were written")
        for part in ("first", "second"):
            screen.wait(self.word(part))
        screen.save("caught-up")
        screen.wait("Delivered", "Read")
        return "three messages at the desk, once each, in order; two new ones here"

    def one_toast(self):
        """All that came is one notification, with counts only; it goes when she looks."""
        screen = self.laptop.screen
        screen.wait_gone("Another program")
        end = time.monotonic() + 20
        while not (said := self.toasts.said()):  # what is still shown is not in it
            if time.monotonic() > end:
                raise Failed("the notification stays although the window has the focus")
            time.sleep(0.5)
        if len(said) != 1:
            raise Failed(f"{len(said)} notifications")
        if any(word in said[0] for word in ("Desk", *self.words.values())):
            raise Failed("a name or a text stands in the notification")
        return f"“{said[0]}”, once; withdrawn when the window had the focus again"

    def new_device(self):
        """STAT waits until somebody decides."""
        self.ward = self.workstation("ward", self._shared_policy())
        self.ward.start()
        self.sign_in(self.ward, clinic.DESK_A)
        screen = self.laptop.screen
        self.talk(self.laptop, "Desk A")
        screen.key("ctrl+e", "ctrl+4")
        screen.enter(f"Come to bed nine, {self.word('nine')}")
        screen.wait("STAT message waits", "added a device", within=40)
        screen.save("new-device")
        if not screen.sees("STAT message waits"):
            raise Failed("STAT went to a device that nobody has compared")
        screen.click("Known devices")
        self.talk(self.desk, "Dr Lee")
        self.desk.screen.wait(self.word("nine"))
        screen.save("decided")
        return "the thread says so; STAT waited for a choice, then went to the known device"

    def unreadable(self):
        """A stanza that was changed on the relay while the laptop was locked: a stream that is
        only cut goes on later, with what the relay still holds for it."""
        screen = self.laptop.screen
        locked = self.laptop.sessions()
        screen.key("ctrl+l")
        self.laptop.wait_end_of_one(locked, 5)
        screen.wait("Locked")
        self.talk(self.desk, "Dr Lee")
        self.desk.screen.enter(f"Dose is five, {self.word('dose')}")
        self.desk.screen.wait("Relay has it")
        changed = self._change_newest()
        locked = self.desk.sessions()
        self.desk.screen.key("ctrl+l")  # its device cannot answer yet
        self.desk.wait_end_of_one(locked, 5)
        screen.click("Use the password instead")
        self.laptop.unlock(self._account(clinic.LEE))
        self.talk(self.laptop, "Desk A")
        screen.wait("It will appear", "Ask to resend", "Asked Desk", within=60)
        screen.save("card")
        self.desk.unlock(self._account(clinic.DESK_A))
        screen.wait(self.word("dose"), within=60)
        screen.save("resolved")
        return f"{changed} changed in the archive; a card with sender and reason, then the text"

    def _change_newest(self):
        """One letter of the newest sealed payload in Dr Lee's archive."""
        path = os.path.join(self.clinic.relay, "data", "relay.sqlite")
        with sqlite3.connect(path, timeout=10) as database:
            key, value = database.execute(
                "SELECT sort_id, value FROM prosodyarchive WHERE store = 'archive' AND user = ? "
                "AND value LIKE '%</payload>%' ORDER BY sort_id DESC LIMIT 1",
                (clinic.LEE,)).fetchone()
            at = value.index("</payload>") - 12
            other = "A" if value[at] != "A" else "B"
            database.execute("UPDATE prosodyarchive SET value = ? WHERE sort_id = ?",
                             (value[:at] + other + value[at + 1:], key))
        return "one letter"

    def order(self):
        """Read back and signed on the laptop, read back and entered at the desk; keys alone."""
        screen, desk = self.laptop.screen, self.desk.screen
        desk.key("ctrl+shift+q")
        desk.wait("Signed out")
        desk.click("Desk B")
        desk.wait("Password")
        desk.enter(self._account(clinic.DESK_B)["password"])
        self.desk.enter_code(self._account(clinic.DESK_B))
        desk.wait("Directory", within=40)
        self.talk(self.laptop, "Desk B")
        screen.key("ctrl+g")
        screen.wait("An order for")
        screen.key("space")
        screen.wait("Which patient?")
        screen.type("Jane Sample")
        screen.key("Return")
        screen.type(f"Paracetamol 1 g by mouth, {self.word('order')}")
        screen.save("order-written")
        screen.key("Tab", "Tab", "space")
        screen.wait("word for word")
        screen.wait(self.word("order"))
        screen.save("order-read-back")
        screen.enter("not the password")
        screen.wait("Nothing was signed")
        screen.enter(self._account(clinic.LEE)["password"])
        screen.wait("Delivered", "Read", within=40)
        screen.save("order-signed")
        self.talk(self.desk, "Dr Lee")
        desk.wait(self.word("order"))
        desk.save("order-arrived")
        for keys, question, says in (("ctrl+Return", "word for word", "You read it back"),
                                     ("ctrl+d", "Entered in the record?", "You entered it")):
            desk.key(keys)
            desk.wait(question)
            desk.save("order-step")
            desk.key("Tab", "Tab", "space")
            desk.wait(says)
        screen.wait("Entered in the record by")
        screen.save("order-entered")
        if not self.laptop.logged("order_signed") or not self.desk.logged("order_entered"):
            raise Failed("the activity log does not have it")
        return "a wrong password signed nothing; signed, read back and entered, both logs have it"

    def stolen(self):
        """The administrator ends the access; the laptop learns of it at its next contact."""
        screen = self.laptop.screen
        before = self.laptop.sessions()
        began = time.monotonic()
        self.clinic.disable(clinic.LEE)
        took = self.laptop.wait_end_of_one(before, 30) - began
        screen.wait("ended access")
        screen.save("ended")
        self.wire.cut()
        time.sleep(1)
        if screen.sees("Lee"):
            screen.click("Lee")
        screen.wait("Password")
        screen.enter(self._account(clinic.LEE)["password"])
        time.sleep(8)
        screen.save("stays-shut")
        if screen.sees("Directory"):
            raise Failed("the vault opens without the relay after access was ended")
        return f"session gone after {took:.1f} s; the password no longer opens it offline"

    def wiped(self):
        """The clinic orders it; whoever holds the laptop tries a password while it is online."""
        screen = self.laptop.screen
        vault = self._vault_files()
        if not vault:
            raise Failed("the laptop has no vault to erase")
        self.clinic.erase(clinic.LEE, self._sotto + "ctl")
        self.wire.mend()
        screen.enter("a guess of a thief")
        screen.wait("were erased", within=40)
        screen.save("erased")
        left = self._vault_files()
        if left:
            raise Failed(f"still there: {', '.join(left)}")
        return f"{', '.join(vault)} are gone; the page says so"

    def _vault_files(self):
        """What opens, or is, the vault of Dr Lee on the laptop."""
        return sorted(name for _, _, names in os.walk(self.laptop.home) for name in names
                      if name in ("vault.db", "header", "quick", "offline"))
