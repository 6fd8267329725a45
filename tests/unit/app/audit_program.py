#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""audit_program.py SOTTOCTL: the exit codes of `audit verify|show|export|heartbeat`, and its bytes.

Each code 0 to 6 of `verify` once, on a log that the program itself made; then logs that somebody
prepared: the program ends by itself with one of its codes, and prints no byte that a terminal
would obey. Works on a copy: the folder that is verified is never the program's own.
"""
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

CODES = range(7)


class Clinic:
    """A workstation's data folder, and copies of its log."""

    def __init__(self, program, home):
        self.program, self.home = program, pathlib.Path(home)
        self.data = self.home / "data"
        self.log = self.data / "audit"
        self.copies = 0

    def run(self, *words):
        done = subprocess.run([self.program, "--data", str(self.data), *words], timeout=60,
                              capture_output=True, check=False)
        for said in (done.stdout, done.stderr):
            bad = [byte for byte in said if (byte < 0x20 and byte not in b"\r\n") or byte > 0x7E]
            assert not bad, (words, bytes(bad)[:40])
        return done.returncode, done.stdout.decode("ascii")

    def heartbeat(self):
        code, said = self.run("audit", "heartbeat")
        assert (code, said) == (0, ""), (code, said)

    def copy(self):
        """As it would lie on an auditor's machine."""
        self.copies += 1
        target = self.home / f"copy-{self.copies}"
        shutil.copytree(self.log, target)
        return target

    def verify(self, folder, *words):
        return self.run("audit", "verify", str(folder), *words)


def file_of(folder):
    return folder / "audit-000001.jsonl"


def change(folder, work):
    lines = file_of(folder).read_bytes().splitlines(keepends=True)
    file_of(folder).write_bytes(b"".join(work(lines)))


def expect(clinic, code, folder, *words):
    got, said = clinic.verify(folder, *words)
    assert got == code, (code, got, said)
    in_json = clinic.verify(folder, "--json", *words)
    assert in_json[0] == code, in_json
    if said:  # else there was nothing to check it with
        assert in_json[1].startswith(f'{{"code":{code},'), in_json
    return said


def check_codes(clinic):
    for _ in range(5):
        clinic.heartbeat()
    anchors = clinic.home / "anchors"
    shutil.copy(file_of(clinic.log), anchors)
    expect(clinic, 0, clinic.copy(), "--anchors", str(anchors))

    altered = clinic.copy()
    change(altered, lambda lines: [line.replace(b"success", b"failure") if i == 4 else line
                                   for i, line in enumerate(lines)])
    assert "record 5 in audit-000001.jsonl line" in expect(clinic, 1, altered)

    gap = clinic.copy()
    change(gap, lambda lines: lines[:3] + lines[4:])
    assert "record 4 " in expect(clinic, 2, gap)

    cut = clinic.copy()
    change(cut, lambda lines: lines[:6])
    expect(clinic, 3, cut)  # the key state knows more
    (cut / "state").unlink()
    expect(clinic, 0, cut)  # and nothing else here does
    expect(clinic, 3, cut, "--anchors", str(anchors))

    clinic.heartbeat()
    expect(clinic, 4, clinic.copy(), "--anchors", str(anchors))

    half = clinic.copy()
    with file_of(half).open("ab") as file:
        file.write(b'{"seq":')
    expect(clinic, 5, half)

    expect(clinic, 6, clinic.home / "nothing-here")
    expect(clinic, 6, clinic.copy(), "--anchors", str(clinic.home / "nothing-here"))
    expect(clinic, 6, clinic.copy(), "--key", str(anchors))


def check_show_and_export(clinic):
    whole = clinic.copy()
    assert clinic.run("audit", "show", str(whole))[0] == 0
    assert clinic.run("audit", "show", str(clinic.home / "nothing-here"))[0] == 1
    assert clinic.run("audit", "show")[0] == 0
    for format in ("raw", "csv", "fhir"):
        code, said = clinic.run("audit", "export", str(whole), "--format", format)
        assert code == 0 and "heartbeat" in said, (format, code)
    assert clinic.run("audit", "export", "--format", "csv") == (1, "")  # without a reason
    code, said = clinic.run("audit", "export", "--format", "csv", "--reason", "review")
    assert code == 0 and ",export,success,activity_log,reason=review" in said, code
    assert clinic.run("audit", "export", str(whole), "--format", "word")[0] not in (0, 1)
    with file_of(whole).open("ab") as file:
        file.write(b"\x1b[2J\xff\x00 no record\n")
    assert clinic.run("audit", "show", str(whole))[0] == 1
    assert clinic.run("audit", "export", str(whole), "--format", "csv")[0] == 1

    elsewhere = clinic.home / "elsewhere"
    elsewhere.write_bytes(b"a file, not a folder")
    for command in ("heartbeat",):
        done = subprocess.run([clinic.program, "--data", str(elsewhere), "audit", command],
                              capture_output=True, check=False, timeout=60)
        assert done.returncode == 1, (command, done)


def prepared(good, chance):
    """Files that somebody made to hurt who reads them."""
    esc = b"\x1b]0;owned\x07\x1b[2J"
    first, *rest = good.splitlines(keepends=True)
    yield b""
    yield b"\n" * 5000
    yield b"\x00" * 100_000
    yield b"{" * 3_000_000  # a line without an end
    yield first.replace(b'"event":"', b'"event":"' + esc) + b"".join(rest)
    yield first.replace(b'"seq":1', b'"seq":99999999999999999999999') + b"".join(rest)
    yield first.replace(b'"seq":1', b'"seq":-1') + b"".join(rest)
    yield first.replace(b'"detail":{', b'"detail":{"a":"b",' * 200) + b"".join(rest)
    yield good.replace(b"\n", b"\r\n")
    yield b"\xef\xbb\xbf" + good
    yield esc + b"\n" + good
    for _ in range(60):
        bad = bytearray(good)
        for _ in range(chance.randrange(1, 40)):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        yield bytes(bad[:chance.randrange(1, len(bad))])


def check_hostile(clinic):
    chance = random.Random(20261123)
    good = file_of(clinic.log).read_bytes()
    for number, text in enumerate(prepared(good, chance)):
        folder = clinic.copy()
        file_of(folder).write_bytes(text)
        code, _ = clinic.verify(folder)
        assert code in CODES, (number, code)
        assert code != 0, number
        for words in (("show", str(folder)), ("export", str(folder), "--format", "csv"),
                      ("export", str(folder), "--format", "fhir"), ("report", str(folder))):
            assert clinic.run("audit", *words)[0] in (0, 1), (number, words)
        shutil.rmtree(folder)
    hostile = clinic.copy()
    for name in ("state", "checkpoint.pub", "pseudonym.key"):
        (hostile / name).write_bytes(chance.randbytes(4000))
    assert clinic.verify(hostile)[0] in CODES
    anchors = clinic.home / "hostile-anchors"
    anchors.write_bytes(b"\x1b[2J" + chance.randbytes(100_000) + good[:700])
    assert clinic.verify(clinic.copy(), "--anchors", str(anchors))[0] in CODES
    return number + 1


def main():
    with tempfile.TemporaryDirectory(prefix="sotto-audit-") as home:
        clinic = Clinic(sys.argv[1], home)
        check_codes(clinic)
        check_show_and_export(clinic)
        hostile = check_hostile(clinic)
        print(f"verify ends with 0 to 6; {hostile} hostile logs did no harm")


if __name__ == "__main__":
    main()
