#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fhir_export.py SOTTOCTL SCHEMA EVENT_CPP: what `audit export --format fhir` prints is FHIR R4.

Checked against HL7's own JSON schema (tests/data/fhir), which must also refuse a bundle that
is wrong: a log that the program made, and one with every kind of event in it, done and failed,
with people and objects and without. Exit code 77: python3-jsonschema is not installed.
"""
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    sys.exit(77)


def run(program, home, *words):
    result = subprocess.run([program, "--data", str(home), *words], capture_output=True,
                            text=True, timeout=120, check=False)
    return result.returncode, result.stdout


def records(kinds):
    """A line for each kind, as it may stand in the log. The export checks no codes."""
    name = "0123456789abcdef" * 2
    users, objects = ("", name), ("", "SEC-C4", f"{name}.{name}.{name}", f".{name}.")
    outcomes, details = ("success", "failure"), ("", '"way":"print","at_ms":"1"')
    every = itertools.product(kinds, users, objects, outcomes, details)
    for number, (kind, user, thing, outcome, detail) in enumerate(every, 1):
        yield (f'{{"seq":{number},"ts_utc":"2026-11-18T11:06:41.000Z","boottime_ms":1,'
               f'"boot_id":"boot-1","tz_src":"system","install_id":"install-7f3a",'
               f'"user":"{user}","event":"{kind}","outcome":"{outcome}","object":"{thing}",'
               f'"detail":{{{detail}}},"prev":"{"0" * 64}","mac":"{"0" * 64}"}}\n')


def check_every_kind(program, event_source, check, home):
    names = re.search(r"kNames\{(.*?)\};", event_source, re.DOTALL).group(1)
    kinds = re.findall(r'"([a-z_]+)"', names)
    assert len(kinds) > 50, kinds
    folder = home / "every"
    folder.mkdir()
    lines = list(records(kinds))
    (folder / "audit-000001.jsonl").write_text("".join(lines), "ascii")
    code, text = run(program, home, "audit", "export", str(folder), "--format", "fhir")
    assert code == 0, code
    bundle = json.loads(text)
    assert len(bundle["entry"]) == len(lines)
    check.validate(bundle)
    return len(kinds), len(lines)


def main():
    program, schema_file, event_file = sys.argv[1:]
    check = jsonschema.Draft6Validator(json.loads(pathlib.Path(schema_file).read_text("utf-8")))
    with tempfile.TemporaryDirectory(prefix="sotto-fhir-") as folder:
        home = pathlib.Path(folder) / "data"
        for _ in range(3):
            assert run(program, home, "audit", "heartbeat")[0] == 0
        refused = run(program, home, "audit", "export", "--format", "fhir")
        assert refused == (1, ""), "an export without a reason"
        code, text = run(program, home, "audit", "export", "--format", "fhir",
                         "--reason", "review")
        assert code == 0, code
        bundle = json.loads(text)
        check.validate(bundle)
        events = [entry["resource"]["subtype"][0]["code"] for entry in bundle["entry"]]
        assert events == ["heartbeat", "checkpoint"] * 3 + ["export"], events

        _, text = run(program, home, "audit", "export", str(home / "audit"), "--format", "fhir",
                      "--event", "nothing")
        check.validate(json.loads(text))
        source = pathlib.Path(event_file).read_text("utf-8")
        kinds, lines = check_every_kind(program, source, check, home)

    del bundle["entry"][0]["resource"]["agent"]
    assert not check.is_valid(bundle), "the schema takes anything"
    print(f"{len(events)} audit events of a real log, and {lines} of {kinds} kinds, are valid FHIR R4")


if __name__ == "__main__":
    main()
