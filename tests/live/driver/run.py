#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sotto's sessions against omemo-dr, an implementation that nobody here wrote.

  run.py SESSION_DRIVER        exit 0 all held, 1 not, 77 the package is not there
"""
import os
import random
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), ".."))
from debian_python import again_or_skip  # noqa: E402  (no bytecode beside the sources)
try:
    import omemo_dr_peer as peer
    from omemo_dr import exceptions
    from omemo_dr.structs import OMEMOBundle
except ModuleNotFoundError as missing:
    again_or_skip(f"{missing}; the package is python3-omemo-dr")

DESK, DESK_DEVICE, PHONE = "desk", 31415, "phone"
PING_PONGS = 200


class Refused(Exception):
    pass


class Driver:
    """One process of session_driver."""

    def __init__(self, program, device):
        self.device = device
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, bufsize=1)
        self.identity = self.ask(f"new {DESK} {device} 100").split()[1]

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        answer = self.process.stdout.readline().rstrip("\n")
        if not answer.startswith("ok"):
            raise Refused(answer)
        return answer[3:]

    def bundle(self, pre_key):
        _, device, key_id, key, signed_id, signed, signature, identity = \
            self.ask(f"bundle {pre_key}").split()
        one_time = [] if key == "-" else [{"id": int(key_id), "key": bytes.fromhex(key)}]
        return OMEMOBundle(device_id=int(device), ik=bytes.fromhex(identity), otpks=one_time,
                           namespace=peer.NS_OMEMO_TMP, spk_signature=bytes.fromhex(signature),
                           spk={"id": int(signed_id), "key": bytes.fromhex(signed)})

    def process_bundle(self, bundle):
        key = bundle.pick_prekey()
        self.ask(f"process {PHONE} {bundle.device_id} {bundle.device_id} {bundle.device_id} "
                 f"{key['id']} {key['key'].hex()} {bundle.spk['id']} {bundle.spk['key'].hex()} "
                 f"{bundle.spk_signature.hex()} {bundle.ik.hex()}")

    def write(self, device, text):
        return self.ask(f"enc03 {PHONE} {device} {text}")

    def read(self, device, xml):
        return self.ask(f"dec03 {PHONE} {device} {xml}")

    def close(self):
        self.process.stdin.close()
        return self.process.wait(10)


class Case:
    """A desk and a phone that have not met."""

    def __init__(self, program):
        self.desk = Driver(program, DESK_DEVICE)
        self.phone = peer.Phone(PHONE)

    def to_phone(self, text):
        return self.phone.read(DESK, self.desk.write(self.phone.device, text))

    def to_desk(self, text):
        return self.desk.read(self.phone.device, self.phone.write(DESK, text))

    def desk_begins(self):
        self.desk.process_bundle(self.phone.bundle())
        assert self.to_phone("hello") == "hello"
        assert self.to_desk("and hello") == "and hello"

    def phone_begins(self):
        self.phone.meet(DESK, self.desk.bundle(7))
        assert self.to_desk("Grüße") == "Grüße"
        assert self.to_phone("[STAT] 🚑") == "[STAT] 🚑"


def desk_begins(case):
    case.desk_begins()


def phone_begins(case):
    case.phone_begins()


def both_begin_at_once(case):
    case.desk.process_bundle(case.phone.bundle())
    case.phone.meet(DESK, case.desk.bundle(3))
    one, other = case.desk.write(case.phone.device, "A"), case.phone.write(DESK, "B")
    assert case.desk.read(case.phone.device, other) == "B" and case.phone.read(DESK, one) == "A"
    for text in ("C", "D", "E"):
        assert case.to_phone(text) == text and case.to_desk(text) == text


def ping_pong(case):
    case.desk_begins()
    for number in range(PING_PONGS):
        assert case.to_phone(f"ping {number}") == f"ping {number}"
        assert case.to_desk(f"pong {number}") == f"pong {number}"


def out_of_order(case):
    case.phone_begins()
    chance = random.Random(5)
    for write, read in (
            (lambda text: case.desk.write(case.phone.device, text),
             lambda xml: case.phone.read(DESK, xml)),
            (lambda text: case.phone.write(DESK, text),
             lambda xml: case.desk.read(case.phone.device, xml))):
        messages = [(text, write(text)) for text in (f"number {n}" for n in range(30))]
        chance.shuffle(messages)
        for text, xml in messages:
            assert read(xml) == text


def key_transport(case):
    """Nothing to show, and the session goes on, both ways."""
    case.desk_begins()
    assert case.desk.read(case.phone.device, case.phone.write_transport(DESK, DESK_DEVICE)) == ""
    assert case.to_desk("after it") == "after it"


def old_iv(case):
    """Clients before 2019 send an iv of 16 bytes."""
    case.desk_begins()
    module = sys.modules["omemo_dr.aes"]
    usual = module.IV_SIZE
    try:
        module._encrypt.__defaults__ = (16,)
        assert case.to_desk("sixteen") == "sixteen"
    finally:
        module._encrypt.__defaults__ = (usual,)


def failure_changes_nothing(case):
    """What was altered on the way is refused; the genuine copy then opens, once."""
    case.desk_begins()
    genuine = case.phone.write(DESK, "genuine")
    message = peer.from_xml(genuine)
    message.payload = bytes([message.payload[0] ^ 1]) + message.payload[1:]
    refuses(case, peer.to_xml(message), "forged")
    message = peer.from_xml(genuine)
    key, is_pre_key = message.keys[DESK_DEVICE]
    message.keys[DESK_DEVICE] = (key[:-1] + bytes([key[-1] ^ 1]), is_pre_key)
    refuses(case, peer.to_xml(message), "forged")
    assert case.desk.read(case.phone.device, genuine) == "genuine"
    refuses(case, genuine, "duplicate")


def old_keys(case):
    """16 bytes without a tag (until 2018) and 48 (AES-256) are refused."""
    case.desk_begins()
    for size in (16, 31, 33, 48):
        message = peer.from_xml(case.phone.write(DESK, "text"))
        key, is_pre_key = case.phone.manager._get_whisper_message(DESK, DESK_DEVICE, bytes(size))
        message.keys[DESK_DEVICE] = (key, is_pre_key)
        refuses(case, peer.to_xml(message), "malformed")
    assert case.to_desk("and goes on") == "and goes on"


def no_one_time_key(case):
    """Neither begins without one: such a first message could be replayed."""
    bundle = case.phone.bundle()
    line = (f"process {PHONE} {bundle.device_id} {bundle.device_id} {bundle.device_id} 0 - "
            f"{bundle.spk['id']} {bundle.spk['key'].hex()} {bundle.spk_signature.hex()} "
            f"{bundle.ik.hex()}")
    try:
        case.desk.ask(line)
    except Refused as refused:
        assert str(refused) == "err malformed", refused
    else:
        raise AssertionError("a bundle without a one-time key was taken")
    case.desk_begins()


def phone_reads_only_what_is_genuine(case):
    case.desk_begins()
    message = peer.from_xml(case.desk.write(case.phone.device, "text"))
    assert len(message.iv) == 12
    message.payload = bytes([message.payload[0] ^ 1]) + message.payload[1:]
    try:
        case.phone.read(DESK, peer.to_xml(message))
    except exceptions.DecryptionFailed:
        pass
    else:
        raise AssertionError("an altered payload was read")
    assert case.to_phone("next") == "next"


def lines(case):
    for line, answer in (("nonsense", "err unknown"), ("", "err unknown"),
                         ("enc nobody 1 00", "err not-found"), ("enc x 0 00", "err malformed"),
                         ("dec x 1 9 00", "err malformed"), ("bundle 4000", "err not-found"),
                         ("new again 5 100", "err duplicate")):
        try:
            case.desk.ask(line)
        except Refused as refused:
            assert str(refused) == answer, (line, refused)
        else:
            raise AssertionError(line)
    assert case.desk.ask("bundle 0").split()[2:4] == ["0", "-"]


def refuses(case, xml, code):
    try:
        text = case.desk.read(case.phone.device, xml)
    except Refused as refused:
        assert str(refused) == "err " + code, refused
    else:
        raise AssertionError(f"read as {text!r}")


CASES = (desk_begins, phone_begins, both_begin_at_once, ping_pong, out_of_order, key_transport,
         old_iv, failure_changes_nothing, old_keys, no_one_time_key,
         phone_reads_only_what_is_genuine, lines)


def main():
    bad = 0
    for check in CASES:
        case = Case(sys.argv[1])
        try:
            check(case)
            assert case.desk.close() == 0, "the driver did not end well"
            print(f"ok      {check.__name__}")
        except Exception as problem:  # whatever the library raises: the case has failed
            bad += 1
            print(f"FAILED  {check.__name__}: {problem!r}")
            case.desk.process.kill()
    print(f"{len(CASES) - bad} of {len(CASES)} held against omemo-dr")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
