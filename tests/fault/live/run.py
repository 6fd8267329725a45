#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program against a real Prosody, killed at random.

    run.py RUN SOTTOCTL READER      RUN: chaos, chain, burst or devices
SOTTO_TEST_LONG: full length. SOTTO_FAULT_SEED: which run (1). Exit 77: no Prosody here.
"""
import os
import shutil
import sys
import time

from chaos_proxy import ChaosProxy
from desks import Desk, World, judge

LONG = "SOTTO_TEST_LONG" in os.environ
SEED = int(os.environ.get("SOTTO_FAULT_SEED", "1"))
LIMIT = 3600 if LONG else 120  # seconds for the part with faults


def numbered(count, name=""):
    return [f"message {name}{number:05d}" for number in range(1, count + 1)]


def verdict(sent, sender, recipient, incoming):
    """The recipient is there while the sender waits for the last receipts, then read itself."""
    recipient.kill()
    recipient.listen(policy="direct")
    of_sender = sender.read(0, len(sent) + 1)  # and the hello
    return judge(sent, of_sender, recipient.read(incoming, 0))


def chaos(world):
    """Both ends killed at random on a bad network, the relay restarted on the way."""
    messages, kills, restarts = (1000, 200, 5) if LONG else (60, 8, 1)
    ann = Desk(world, "ann", "bob")
    bob = world.acquaint(ann)
    sent = numbered(messages)
    with ChaosProxy(world.port, SEED) as proxy:
        world.policy("policy", proxy.port)
        done, killed, restarted = 0, 0, 0
        until = time.monotonic() + LIMIT
        dies = {}
        # The sender is given its lines bit by bit, so that it lasts as long as the kills do.
        while (killed < kills or done < messages) and time.monotonic() < until:
            part = min(messages, 1 + messages * killed // kills)
            if ann.process.poll() == 0:
                done = max(done, ann.given)
            for desk in (ann, bob):
                if desk.ended() and (desk is bob or done < part):
                    if desk is ann:
                        ann.send(sent[:part], "run")
                    else:
                        bob.listen()
                    dies[desk] = time.monotonic() + 0.2 + world.random.random() * 3
                elif not desk.ended() and killed < kills and time.monotonic() > dies[desk]:
                    desk.kill()
                    killed += 1
            if restarted < restarts and killed >= kills * (restarted + 1) // (restarts + 1):
                world.restart_relay()
                restarted += 1
            time.sleep(0.02)
        proxy.calm = True
    wrong = verdict(sent, ann, bob, messages + 1)
    if killed < kills or done < messages:
        print(ann.said(), bob.said(), sep="\n")
        wrong += f" (not finished: {killed} kills, {done} messages)"
    return wrong, (f"{messages} messages, {killed} kills, {restarted} relay restarts, "
                   f"connections {proxy.ended}")


def catch_up_under_kills(world, bob, kills):
    """The recipient comes back and is killed while it reads the archive."""
    for _ in range(kills):
        bob.listen()
        time.sleep(0.4 + world.random.random() * 1.6)
        bob.kill()


def send_all(desks, lines, limit):
    for desk, texts in zip(desks, lines):
        desk.send(texts, "run")
    codes = [desk.wait(limit) for desk in desks]
    return "" if not any(codes) and None not in codes else f"senders ended with {codes}; "


def chain(world):
    """Away while one device sends everything in one chain, without an answer."""
    messages, kills = (10_000, 40) if LONG else (150, 4)
    ann = Desk(world, "ann", "bob")
    bob = world.acquaint(ann)
    sent = numbered(messages)
    wrong = send_all([ann], [sent], LIMIT)
    catch_up_under_kills(world, bob, kills)
    return wrong + verdict(sent, ann, bob, messages + 1), f"{messages} messages, {kills} kills"


def burst(world):
    """A thousand at once while the recipient is there, and is killed."""
    messages, kills = (1000, 10) if LONG else (150, 3)
    ann = Desk(world, "ann", "bob")
    bob = world.acquaint(ann)
    sent = numbered(messages)
    bob.listen()
    ann.send(sent, "run")
    for _ in range(kills):
        time.sleep(0.3 + world.random.random())
        bob.kill()
        bob.listen()
    code = ann.wait(LIMIT)
    wrong = "" if code == 0 else f"the sender ended with {code}; "
    return wrong + verdict(sent, ann, bob, messages + 1), f"{messages} messages, {kills} kills"


def devices(world):
    """New devices of one person, all of whose messages are first messages."""
    count, messages, kills = (10, 1000, 40) if LONG else (3, 40, 4)
    senders = [Desk(world, "ann", "bob", f"ann-{number}") for number in range(count)]
    bob = world.acquaint(Desk(world, "ann", "bob", "ann-first"))
    lines = [numbered(messages, f"{number:02d}-") for number in range(count)]
    wrong = ""
    for sender, texts in zip(senders, lines):
        wrong += send_all([sender], [texts], LIMIT)
    catch_up_under_kills(world, bob, kills)
    of_bob = bob.read(count * messages + 1, 0)
    for sender, texts in zip(senders, lines):
        wrong += judge(texts, [], of_bob)
    return wrong, f"{count} devices x {messages} first messages, {kills} kills"


RUNS = {"chaos": chaos, "chain": chain, "burst": burst, "devices": devices}


def main(words):
    if len(words) != 3 or words[0] not in RUNS:
        print(__doc__, file=sys.stderr)
        return 2
    if shutil.which("prosody") is None:
        print("no Prosody on this machine")
        return 77
    begun = time.monotonic()
    with World(words[1], words[2], SEED) as world:
        wrong, what = RUNS[words[0]](world)
    print(f"{words[0]}: seed {SEED}, {what}, {time.monotonic() - begun:.0f} s: {wrong or 'good'}")
    if wrong:
        print(f"replay: SOTTO_FAULT_SEED={SEED} {'SOTTO_TEST_LONG=1 ' if LONG else ''}"
              f"{' '.join([sys.argv[0], *words])}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
