# SPDX-License-Identifier: GPL-3.0-or-later
"""Journey A of the requirements: a front desk, one workstation, two receptionists.

The times are the policy's, made short: lock after 25 s (warned 10 s before), logoff after
300 s, escalation after 60 s, lock-out of 30 s.
"""
import re
import time

from front_desk_roles import ANA, ROLES, RoleSteps
from journey import PIN_A, PIN_B, Failed, Journey, find_all, is_above

import clinic  # journey made it known

LOCK_S, WARN_S, LOGOFF_S, ESCALATE_S = 25, 10, 300, 60


class FrontDesk(RoleSteps, Journey):
    """Desk A and Desk B share a workstation; Dr Lee has a laptop; Ana, in charge, is away."""

    STEPS = (
        ("A0", "Before the shift", "before"),
        ("A1", "The switcher", "switcher"),
        ("A2", "First sign-in of the shift", "first_sign_in"),
        ("A3", "Open items, urgent first", "open_items"),
        ("A3", "She claims the role Front Desk", "claim_role"),
        ("A3", "What is written to the role reaches her", "write_to_role"),
        ("A4", "“On-call cardiology” is picked, its holder seen", "pick_role"),
        ("A4", "A request is written", "write_request"),
        ("A4", "The patient chip", "patient_chip"),
        ("A5", "She offers the role to the second one", "offer_role"),
        ("A5", "Countdown and lock", "idle_lock"),
        ("A6", "The second receptionist", "second_user"),
        ("A6", "The role offers a handover", "take_role"),
        ("A7", "STAT for the first one", "stat"),
        ("A7", "It goes on along the chain", "escalation"),
        ("A8", "The first one is back", "back_again"),
        ("A8", "What was open in the role went along", "items_went"),
        ("A9", "Nobody is there: logoff", "logoff"),
        ("A9", "The role falls to charge", "role_falls"),
        ("A10", "Five wrong PINs", "wrong_pins"),
        ("A10", "Five wrong sign-ins", "wrong_passwords"),
    )

    def _account(self, name):
        return self.clinic.accounts[name]

    def _leave(self):
        """From an open session to the switcher."""
        before = self.desk.sessions()
        self.desk.screen.keep_awake = False
        self.desk.screen.key("ctrl+shift+u")
        self.desk.wait_end_of_one(before, 5)
        self.desk.screen.wait("Locked")

    def _open_by_pin(self, shown, pin):
        self.desk.screen.click(shown)
        self.desk.screen.wait("Use the password instead")
        self.desk.screen.type(pin)
        began = time.monotonic()
        self.desk.screen.key("Return")
        took = self.desk.screen.first_with("Directory", shown) - began
        self.desk.screen.keep_awake = True
        return took

    def _wait_mark(self, name):
        """The mark on a tile, which says the gravest count only."""
        self.desk.screen.wait(name)
        end = time.monotonic() + 20
        while True:
            found = find_all(self.desk.screen.words(), name)
            seen = self._read_mark(found[0]) if found else ""
            if re.search(r"[1lLI|] STAT", seen):
                return
            if time.monotonic() > end:
                raise Failed(f"the tile of {name} says “{seen}”")
            time.sleep(0.5)

    def _read_mark(self, name):
        """`name`: its words on the tile."""
        middle = (name[0].left + name[-1].left + name[-1].width) // 2
        return self.desk.screen.line_at(middle - 25, name[0].middle[1] + 47, 56, 14)

    def _sign_in_again(self, shown, name):
        """Password and code, on the page of a tile that is signed out."""
        screen = self.desk.screen
        screen.click(shown)
        screen.wait("Password")
        screen.enter(self._account(name)["password"])
        self.desk.enter_code(self._account(name))
        screen.wait("Directory", within=40)
        screen.keep_awake = True

    def _policy(self, kind, session, more):
        """A signed one, with the signed list of roles beside it."""
        sottoctl = self._sotto + "ctl"
        folder = self.clinic.write_policy(kind, session, more, signed_by=sottoctl)
        self.clinic.write_roles(folder, ROLES, sottoctl)
        return folder

    def before(self):
        """Everybody has been here before; while they are away, Dr Lee writes to both desks."""
        self.clinic.make(enrolled=[clinic.DESK_A, clinic.DESK_B, clinic.LEE], others=ANA)
        self.clinic.make_key(self._sotto + "ctl")
        alerts = {"alerts": {"escalate_after_s": ESCALATE_S}, "auth": {"lockout_s": 30}}
        self.desk = self.workstation("desk", self._policy(
            "shared", {"lock_after_s": LOCK_S, "warn_before_s": WARN_S,
                       "logoff_after_s": LOGOFF_S, "quick_unlock": '"pin"'}, alerts))
        self.laptop = self.workstation("laptop", self._policy(
            "private", {"lock_after_s": 900, "logoff_after_s": 1800}, alerts))
        for place in self.places:
            place.start()
        self.sign_in(self.laptop, clinic.LEE)
        self.laptop.screen.keep_awake = True
        self.sign_in(self.desk, clinic.DESK_A)
        self.desk.screen.key("ctrl+shift+q")
        self.desk.screen.wait("Signed out")
        self.sign_in(self.desk, clinic.DESK_B)
        self.desk.set_pin(self._account(clinic.DESK_B), PIN_B)
        self._leave()
        self._write("Desk A", "ctrl+2", f"Please call room 4, {self.word('action')}")
        self._write("Desk A", "ctrl+3", f"Can we talk about room 6, {self.word('concern')}")
        self._write("Desk B", "ctrl+1", f"Forms are printed, {self.word('forms')}")
        self._write("Desk B", "ctrl+4", f"Fall in the lobby, {self.word('lobby')}")
        return "Desk A is signed out, Desk B locked; four messages wait"

    def _write(self, to, urgency, text):
        """At the laptop."""
        self.talk(self.laptop, to)
        self.laptop.screen.key(urgency)
        self.laptop.screen.enter(text)
        self.laptop.screen.wait("Relay has it", "Delivered", "Read")

    def switcher(self):
        """Clinic, clock, tiles, counts; nothing of any message."""
        screen = self.desk.screen
        self._wait_mark("Desk B")
        screen.save("switcher")
        for word in ("Riverside Clinic", "Desk A", "Desk B", "Signed out", "Locked"):
            screen.wait(word)
        if not re.search(r"\b\d{1,2}:\d\d\b", screen.text()):
            raise Failed("no clock on the switcher")
        self.must_not_show(screen, "Lee", "lobby", "Forms", "room")
        return "clinic, clock, two tiles, “1 STAT” on one; no sender, no text"

    def first_sign_in(self):
        """Password and code, once; then a PIN for the shift."""
        self._sign_in_again("Desk A", clinic.DESK_A)
        self.desk.screen.save("signed-in")
        return "password and code, checked by the relay"

    def open_items(self):
        """What waits for her is what the window opens on."""
        screen = self.desk.screen
        screen.wait("Answer by")  # of the ACTION
        screen.wait("Can we talk")
        screen.save("open-items")
        if not is_above(screen, "Can we talk", "Answer by"):
            raise Failed("CONCERN does not stand above ACTION")
        self.desk.set_pin(self._account(clinic.DESK_A), PIN_A)
        return "“Open items”: CONCERN above ACTION; a PIN is set for the shift"

    def write_request(self):
        """By the keyboard: ACTION, a template; left as a draft."""
        screen = self.desk.screen
        screen.key("ctrl+2")
        screen.wait("within 15 min")
        screen.type("/")
        screen.wait("Call back")
        screen.save("templates")
        screen.key("Return")
        screen.wait("Please call back")
        screen.save("template")
        screen.type(self.word("draft"))
        screen.wait(self.word("draft"))
        screen.save("draft")
        return "ACTION within 15 min, template “Call back”, the first gap filled in"

    def patient_chip(self):
        """Whom the draft is about, by the keyboard; in full only inside the conversation."""
        screen = self.desk.screen
        screen.key("ctrl+p")
        screen.wait("Record number")
        screen.type("Jane Sample")
        screen.key("Tab")
        screen.type("00884471")
        screen.save("patient")
        screen.key("Return")
        screen.wait("00884471")
        screen.save("patient-chip")
        return "name and record number stand above the draft"

    def idle_lock(self):
        """She is at the phone."""
        screen = self.desk.screen
        before = self.desk.sessions()
        screen.keep_awake = False
        screen.key("Shift_L")
        left = screen.last_input
        screen.wait("Locks in", within=LOCK_S)
        screen.save("countdown")
        took = self.desk.wait_end_of_one(before, LOCK_S) - left
        screen.wait("Locked")
        screen.save("locked")
        self.must_not_show(screen, "Lee", "call back", "Jane", "884471")
        return f"countdown shown; the process was gone {took:.1f} s after the last key"

    def second_user(self):
        """Desk B opens her own vault with her PIN, and nothing of Desk A's is there."""
        screen = self.desk.screen
        screen.click("Switch user")
        screen.wait("Someone else")
        took = self._open_by_pin("Desk B", PIN_B)
        screen.save("opened")
        running = len(self.desk.sessions())
        if running != 2:
            raise Failed(f"{running} sessions run, not an open and a locked one")
        self.talk(self.desk, "Dr Lee")
        screen.wait(self.word("lobby"))
        screen.save("own-conversation")
        for secret in ("draft", "action", "concern"):
            if screen.sees(self.word(secret)):
                raise Failed("Desk B can read what is Desk A's")
        screen.key("ctrl+Return")
        screen.key("ctrl+e")
        screen.enter(f"Will do, {self.word('mine')}")
        self.talk(self.laptop, "Desk B")
        self.laptop.screen.wait(self.word("mine"))
        self.laptop.screen.save("from-desk-b")
        return f"open {took:.2f} s after Enter; her own messages only; hers come from Desk B"

    def stat(self):
        """The card has no sender and no text, and so has the tile."""
        screen = self.desk.screen
        self.talk(self.laptop, "Desk A")
        self.laptop.screen.key("ctrl+4")
        self.laptop.screen.click("If nobody answers")
        self.laptop.screen.wait("Nobody yet")
        self.laptop.screen.enter("Desk B")  # the first one found
        self.laptop.screen.wait("Then Desk B")
        self.laptop.screen.save("chain")
        self.laptop.screen.key("Tab", "Tab", "Tab", "space")  # past the list and “Nobody”
        self.laptop.screen.wait_gone("Choose who gets")
        self.laptop.screen.save("chain-is-set")
        self.laptop.screen.key("ctrl+e")
        self.laptop.screen.enter(f"Chest pain in room 2, {self.word('chest')}")
        self.sent_at = time.monotonic()
        screen.wait("STAT message")
        screen.save("card")
        self.must_not_show_stat(screen)
        self._leave()
        self._wait_mark("Desk A")
        screen.save("tile")
        self.must_not_show(screen, "Lee", "Chest", "pain")
        return "card above Desk B's window, “1 STAT” on Desk A's tile; no sender, no text"

    def must_not_show_stat(self, screen):
        """Desk B's own window is open beside the card: only the STAT message counts."""
        for word in (self.word("chest"), "Chest"):
            if screen.sees(word):
                raise Failed("the STAT message can be read at Desk B's")

    def escalation(self):
        """Nobody acknowledges, so it goes to Desk B; the sender sees the step."""
        took = self._open_by_pin("Desk B", PIN_B)
        self.laptop.screen.wait("Nobody has answered", within=ESCALATE_S + 30)
        self.laptop.screen.save("went-on")
        self.talk(self.desk, "Dr Lee")
        self.desk.screen.wait(self.word("chest"))
        self.desk.screen.save("arrived")
        self.desk.screen.key("ctrl+Return")
        waited = time.monotonic() - self.sent_at
        self._leave()
        return f"{waited:.0f} s after it was sent (PIN: {took:.2f} s); the sender sees the step"

    def back_again(self):
        """Her draft is there; she sends it, and sees how far Dr Lee is with it."""
        screen = self.desk.screen
        took = self._open_by_pin("Desk A", PIN_A)
        self.choose_role(self.desk, "cardiology")
        screen.wait(self.word("draft"))
        screen.save("draft-kept")
        screen.key("ctrl+e", "ctrl+2", "Return")
        screen.wait("brackets", "Relay has it", "Delivered", "Read")
        if screen.sees("brackets"):
            screen.key("Return")
        screen.wait("Relay has it", "Delivered", "Read")
        screen.save("sent")
        self.talk(self.laptop, "Desk A")
        self.laptop.screen.wait(self.word("draft"))
        self.laptop.screen.key("ctrl+shift+Return")
        self.laptop.screen.wait("You accepted")
        screen.wait("Accepted")
        screen.save("accepted")
        return f"open {took:.2f} s after Enter, the draft kept; sent, and accepted by Dr Lee"

    def logoff(self):
        """Both slots end, and colleagues see it."""
        screen = self.desk.screen
        self.desk.screen.keep_awake = False
        screen.key("Shift_L")
        left = screen.last_input
        end = left + LOGOFF_S + 40
        while self.desk.sessions() and time.monotonic() < end:
            self.laptop.screen.stay_awake()
            time.sleep(0.5)
        took = time.monotonic() - left
        if self.desk.sessions():
            raise Failed(f"sessions still run {took:.0f} s after the last key")
        screen.wait("Signed out")
        screen.save("signed-out")
        self.laptop.screen.key("alt+3")
        self.laptop.screen.wait("Signed out")
        self.laptop.screen.save("presence")
        return f"no session left {took:.0f} s after the last key; the laptop shows “Signed out”"

    def wrong_pins(self):
        """After five, only a full sign-in opens."""
        screen = self.desk.screen
        self._sign_in_again("Desk B", clinic.DESK_B)
        self.desk.set_pin(self._account(clinic.DESK_B), PIN_B)
        self._leave()
        screen.click("Desk B")
        screen.wait("Use the password instead")
        for number in range(5):
            screen.enter(f"13579{number}")
            time.sleep(2)
        screen.save("after-five")
        screen.enter(PIN_B)
        time.sleep(3)
        if screen.sees("Directory"):
            raise Failed("the right PIN still opens after five wrong ones")
        screen.save("right-pin-refused")
        return "the right PIN does not open any more"

    def wrong_passwords(self):
        """After five, the right password has to wait, too; the activity log has each of them."""
        screen = self.desk.screen
        screen.click("Back to all users")
        screen.wait("Someone else")
        screen.click("Desk A")
        screen.wait("Password")
        for number in range(5):
            screen.enter(f"not the right one {number}")
            screen.wait("do not belong", "Too many", within=30)
            time.sleep(3)  # the answer to this try, not to the one before
        screen.wait("Too many")
        screen.save("locked-out")
        screen.enter(self._account(clinic.DESK_A)["password"])
        time.sleep(5)
        if screen.sees("Directory") or screen.sees("Checked by"):
            raise Failed("the right password is taken during the lock-out")
        screen.save("right-one-refused")
        failed = self.desk.logged("login_failed")
        if failed < 5:
            raise Failed(f"the activity log has {failed} failed sign-ins, not five")
        return f"“Too many wrong tries … from”; {failed} failed sign-ins in the activity log"
