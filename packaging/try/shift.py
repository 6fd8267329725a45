#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays a short shift at the sample clinic, with the real programs, a real relay, real keys.

    shift.py --sotto PROGRAM --out FOLDER

Needs root or sudo for two things: the policy must belong to root, and the memory of
Sotto's processes is closed to their own user. Ends all that it started.
"""
import argparse
import os
import secrets
import shutil
import signal
import sys
import time

sys.dont_write_bytecode = True

import clinic  # noqa: E402  (no bytecode beside the sources)
import search  # noqa: E402
from report import Failed, Report  # noqa: E402
from screen import Album, NotSeen  # noqa: E402
from workstation import Workstation  # noqa: E402

LOCK_S, WARN_S, LATE_S = 20, 10, 3
_LONGEST_S = 240  # the whole shift
_SHARED_FOLDERS = ("/tmp", "/var/tmp", "/dev/shm")


class OutOfTime(BaseException):
    """The shift takes too long, or somebody interrupts it: clean up and go."""


def new_word():
    """A word that is nowhere else and that can be read from a screenshot."""
    return "".join(secrets.choice("bdkmnprstvz") + secrets.choice("aeou") for _ in range(5))


class Shift:
    """The steps, in the order in which they are played."""

    def __init__(self, sotto, out, folder):
        self.clinic = clinic.Clinic(folder)
        self.report = Report()
        self.words = {}
        self._sotto, self._album, self._folder = sotto, Album(out), folder
        self._shared = {top: set(os.listdir(top)) for top in _SHARED_FOLDERS}
        self._log = open(os.path.join(folder, "programs.log"), "wb")  # closed in close()
        self.desk = self.laptop = None

    def prepare(self):
        """Makes relay, policies and workstations; starts the stations."""
        self.clinic.make(enrolled=[clinic.DESK_B])
        limits = {"lock_after_s": LOCK_S, "warn_before_s": WARN_S, "logoff_after_s": 900}
        shared = self.clinic.write_policy("shared", limits)
        private = self.clinic.write_policy("private", limits)
        self.desk = self._workstation("front desk", shared)
        self.laptop = self._workstation("laptop", private)
        for one in (self.desk, self.laptop):
            one.screen.on_wait = self._stay_awake
            one.start()
        self.desk.screen.save("station")
        return "three sample people; both stations show their switcher"

    def _workstation(self, name, policy):
        home = os.path.join(self._folder, name)
        return Workstation(self._sotto, home, policy, self._album, self._log)

    def _stay_awake(self):
        for one in (self.desk, self.laptop):
            one.screen.stay_awake()

    def close(self):
        """Ends all processes and removes all files; the log stays beside the screenshots."""
        try:
            self.end_workstations()
        finally:
            self._log.close()
            self.clinic.remove()

    def end_workstations(self):
        """Ends stations, sessions and displays."""
        for one in (self.desk, self.laptop):
            if one:
                one.close()

    def keep_log(self, out):
        """Keeps what the programs said."""
        shutil.copy(os.path.join(self._folder, "programs.log"), out)

    def _word(self, name):
        return self.words.setdefault(name, new_word())

    def _account(self, name):
        return self.clinic.accounts[name]

    # Steps -------------------------------------------------------------------------------

    def first_sign_in(self):
        """Desk A signs in for the first time."""
        self._first_sign_in(self.desk, clinic.DESK_A)
        return "QR code scanned, code accepted by the relay, recovery code shown, main window"

    def _first_sign_in(self, where, who):
        where.screen.click("Someone else")
        where.enter_password(self._account(who))
        where.set_up(self._account(who))
        where.keep_recovery_code()
        where.screen.keep_awake = True

    def second_user(self):
        """Desk B signs in at the same workstation, then Desk A comes back."""
        screen = self.desk.screen
        before = self.desk.sessions()
        screen.key("ctrl+shift+u")
        gone = self.desk.wait_end_of_one(before, 5) - screen.last_input
        screen.wait("Locked")
        screen.save("switcher")
        screen.click("Someone else")
        self.desk.enter_password(self._account(clinic.DESK_B))
        self.desk.enter_code(self._account(clinic.DESK_B))
        self.desk.keep_recovery_code()
        screen.save("second-user")
        screen.key("ctrl+shift+u")
        screen.click("Desk A")
        self.desk.unlock(self._account(clinic.DESK_A))
        return (f"Desk A's process ended {gone:.2f} s after the switch; Desk B signed in with a "
                "code; Desk A came back with the password")

    def physician_signs_in(self):
        """Dr Lee signs in on the laptop."""
        self._first_sign_in(self.laptop, clinic.LEE)
        self.laptop.screen.save("main-window")
        return "QR code scanned, main window on the second workstation"

    def message_there(self):
        """Desk A writes; it is delivered and waits at Dr Lee's."""
        self.desk.talk_to("Dr Lee")
        self.desk.screen.enter(f"Please call room 4, {self._word('message')}")
        self.laptop.screen.wait(self._word("message"))
        self.laptop.screen.save("message-waits")
        self.desk.screen.wait("Delivered")
        self.desk.screen.save("delivered")
        return "the text appeared at Dr Lee's; Desk A sees “Delivered”"

    def message_read(self):
        """Dr Lee opens it; Desk A sees that."""
        self.laptop.screen.click("Desk A")
        self.laptop.screen.wait("Send")
        self.laptop.screen.save("message-open")
        self.desk.screen.wait("Read")
        self.desk.screen.save("read")
        return "Dr Lee opened it; Desk A sees “Read”"

    def message_back(self):
        """Dr Lee answers."""
        self.laptop.screen.enter(f"On my way, {self._word('answer')}")
        self.desk.screen.wait(self._word("answer"))
        self.laptop.screen.wait("Read")
        self.desk.screen.save("answer")
        return "the answer appeared at Desk A's; Dr Lee sees “Read”"

    def stat_while_locked(self):
        """Desk A locks; a STAT message rings without a word of text."""
        self._lock_by_key()
        self.laptop.screen.key("ctrl+4")
        self.laptop.screen.enter(f"Chest pain in room 2, {self._word('stat')}")
        self.desk.screen.wait("STAT message")
        self.desk.screen.save("stat-while-locked")
        shown = self.desk.screen.text()
        for word in (*self.words.values(), "Chest", "pain"):
            if self.desk.screen.sees(word):
                raise Failed(f"the locked screen shows a word of a message: {shown}")
        return "the card “STAT message waiting” rang; no word of any message on the screen"

    def _lock_by_key(self):
        before = self.desk.sessions()
        self.desk.screen.keep_awake = False
        self.desk.screen.key("ctrl+l")
        self.desk.wait_end_of_one(before, 5)
        self.desk.screen.wait("Unlock")

    def stat_acknowledged(self):
        """Desk A unlocks, reads and acknowledges; Dr Lee sees that."""
        self.desk.unlock(self._account(clinic.DESK_A))
        self.desk.screen.keep_awake = True
        self.desk.screen.save("stat-unlocked")
        self.desk.screen.click("Dr Lee")
        self.desk.screen.wait(self._word("stat"))
        self.desk.screen.save("stat-open")
        self.desk.screen.key("ctrl+Return")
        self.desk.screen.wait("You acknowledged")
        self.laptop.screen.wait("Acknowledged")
        self.laptop.screen.save("acknowledged")
        return "after unlocking the text is there; Dr Lee sees “Acknowledged”"

    def idle_lock(self):
        """Desk A leaves a draft and walks away."""
        screen = self.desk.screen
        before = self.desk.sessions()
        screen.key("ctrl+e")
        screen.type(f"Half a sentence {self._word('draft')}")
        screen.keep_awake = False
        left_at = screen.last_input
        holder, seen = self._control_search(before)
        time.sleep(max(0.0, left_at + LOCK_S - WARN_S + 3 - time.monotonic()))
        screen.save("countdown")
        took = self.desk.wait_end_of_one([holder], LOCK_S) - left_at
        screen.wait("Unlock")
        screen.save("idle-locked")
        if not LOCK_S <= took <= LOCK_S + LATE_S:
            raise Failed(f"the open session's process ended {took:.2f} s after the last input; "
                         f"the policy says {LOCK_S} s")
        return (f"the open session's process was gone {took:.2f} s after the last input (policy: "
                f"{LOCK_S} s); control search before that: {seen}")

    def _control_search(self, pids):
        """The same search where it must find something: else it proves nothing."""
        holders, _ = self._search_memory(pids)
        if len(holders) != 1:
            raise Failed(f"planted words in {len(holders)} session processes, one is open")
        (holder, hits), = holders.items()
        seen = ", ".join(f"{name} {count}" for name, count in zip(self.words, hits))
        if not all(hits):
            raise Failed(f"not every planted word is found even in the open session: {seen}")
        return holder, f"hits of {seen}"

    def unlock_with_draft(self):
        """Desk A comes back to the draft."""
        self.desk.unlock(self._account(clinic.DESK_A))
        self.desk.screen.keep_awake = True
        self.desk.screen.click("Dr Lee")
        self.desk.screen.wait("Physicians")  # in the heading of the conversation
        self.desk.screen.wait(self._word("draft"))
        self.desk.screen.save("draft-intact")
        if not self.desk.screen.sees_below(self._word("draft"), 0.75):
            raise Failed("the draft is not in the composer")
        return "password only; the draft is in the composer as it was left"

    def logoff(self):
        """Desk A ends the shift; Dr Lee locks."""
        before = self.desk.sessions()
        self.desk.screen.keep_awake = self.laptop.screen.keep_awake = False
        self.desk.screen.key("ctrl+shift+q")
        took = self.desk.wait_end_of_one(before, 8) - self.desk.screen.last_input
        self.desk.screen.wait("Signed out")
        self.desk.screen.save("logged-off")
        if not set(self.desk.sessions()) < set(before):
            raise Failed("a process of the signed-out person was started again")
        self.laptop.screen.key("ctrl+l")
        self.laptop.screen.wait("Unlock")
        return f"process gone after {took:.2f} s and not started again; tile says “Signed out”"

    # Searches ----------------------------------------------------------------------------

    def _search_memory(self, pids):
        """Returns ({pid: hits of each word} of those with hits, bytes read)."""
        program = os.path.realpath(search.__file__)
        printed = clinic.as_root(sys.executable, program, *map(str, pids),
                                 stdin=" ".join(self.words.values()))
        holders, size = {}, 0
        for line in printed.splitlines():
            pid, read, *hits = map(int, line.split())
            size += read
            if any(hits):
                holders[pid] = hits
        return holders, size

    def memory_search(self):
        """Stations, locked sessions, relay: none may hold a planted word."""
        pids = [*self.desk.processes(), *self.laptop.processes(), self.clinic.relay_pid()]
        return self._memory_is_clean(pids)

    def memory_search_after_lock(self):
        """As above, right after the idle lock, when Dr Lee's session is still open."""
        return self._memory_is_clean([*self.desk.processes(), self.clinic.relay_pid()])

    def _memory_is_clean(self, pids):
        if len(self.words) < 4 or len(pids) < 3:
            raise Failed("too little was written or is running for the search to mean anything")
        hits, size = self._search_memory(pids)
        if hits:
            raise Failed(f"planted words in memory of: {self._names(hits)}")
        return (f"{len(self.words)} planted words in none of {len(pids)} processes "
                f"({size / 1e6:.0f} MB)")

    def _names(self, pids):
        names = {self.clinic.relay_pid(): "relay", self.desk.station.pid: "station",
                 self.laptop.station.pid: "station"}
        return ", ".join(names.get(pid, "session") for pid in pids)

    def relay_search(self):
        """Database, its log, uploads: everything in the relay's folder."""
        must = search.in_tree(self.clinic.relay, search.Words([clinic.DESK_A]))
        database = os.path.join(self.clinic.relay, "data", "relay.sqlite")
        if not any(place.startswith(database) for place in must.places):
            raise Failed("the search does not find even Desk A's account in the database")
        return self._files_are_clean([self.clinic.relay], "its control found Desk A's account")

    def file_search(self):
        """Homes with vaults, logs and temporary files, and what is new in shared folders."""
        self.end_workstations()
        self._log.flush()
        new = [os.path.join(top, name) for top, known in self._shared.items()
               for name in set(os.listdir(top)) - known]
        mine = [path for path in new if os.path.lexists(path) and path != self._folder
                and os.lstat(path).st_uid == os.geteuid()]
        must = search.in_tree(self.desk.home, search.Words([f"desk-a@{clinic.DOMAIN}"]))
        if not must.places:
            raise Failed("the search does not find even Desk A's address in the list of people")
        places = [self.desk.home, self.laptop.home, self._log.name, *mine]
        return self._files_are_clean(places, "its control found Desk A's address")

    def _files_are_clean(self, places, control):
        if len(self.words) < 4:
            raise Failed("too little was written for the search to mean anything")
        wanted, found = search.Words(self.words.values()), search.Found()
        for place in places:
            look = search.in_tree if os.path.isdir(place) else search.in_file
            found += look(place, wanted)
        if found.places:
            raise Failed(f"planted words in {', '.join(found.places)}")
        return f"{len(self.words)} planted words in none of {found.amount()}; {control}"

    def play(self):
        """Plays all steps. After a failed one only the searches go on."""
        steps = (("Relay, two workstations", self.prepare),
                 ("Desk A: first sign-in, set-up", self.first_sign_in),
                 ("Desk B: second user of the desk", self.second_user),
                 ("Dr Lee: first sign-in, laptop", self.physician_signs_in),
                 ("Message there: delivered", self.message_there),
                 ("Message there: read", self.message_read),
                 ("Message back", self.message_back),
                 ("STAT to a locked workstation", self.stat_while_locked),
                 ("STAT read and acknowledged", self.stat_acknowledged),
                 ("Idle lock at the deadline", self.idle_lock),
                 ("Memory search after the lock", self.memory_search_after_lock),
                 ("Unlock, draft intact", self.unlock_with_draft),
                 ("Logoff", self.logoff),
                 ("Memory search at the end", self.memory_search),
                 ("Search of the relay's folder", self.relay_search),
                 ("Search of the users' files", self.file_search))
        works = True
        for name, step in steps:
            if not works and "earch" not in name:
                self.report.skip(name)
            elif not self.report.run(name, step) and "earch" not in name:
                works = False
                self._show_failure()

    def _show_failure(self):
        for one in (self.desk, self.laptop):
            try:
                if one:
                    one.screen.save("FAILED")
            except NotSeen:
                pass


def _interrupt(number, _):
    raise OutOfTime("the shift took too long" if number == signal.SIGALRM else "interrupted")


def main():
    """Plays the shift; the exit code says whether every step passed."""
    parser = argparse.ArgumentParser(description="plays a short shift")
    parser.add_argument("--sotto", required=True, help="the program")
    parser.add_argument("--out", required=True, help="folder for the screenshots")
    arguments = parser.parse_args()
    stops = (signal.SIGALRM, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    for number in stops:
        signal.signal(number, _interrupt)
    signal.alarm(_LONGEST_S)
    out = os.path.abspath(arguments.out)
    folder = clinic.make_work_folder(out, "shift-")
    print(f"Playing a short shift at the sample clinic; work files in {folder}.", flush=True)
    shift = Shift(os.path.abspath(arguments.sotto), out, folder)
    ended = ""
    try:
        shift.play()
    except OutOfTime as why:
        ended = str(why)
    finally:
        for number in stops:  # nothing may interrupt the cleaning up
            signal.signal(number, signal.SIG_IGN)
        shift.keep_log(out)
        shift.close()
    shift.report.print()
    print(f"Screenshots are in {out}.")
    if ended:
        print(f"The shift did not end: {ended}.")
    return 0 if shift.report.passed and not ended else 1


if __name__ == "__main__":
    sys.exit(main())
