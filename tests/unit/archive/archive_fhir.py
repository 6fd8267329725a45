#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""archive_fhir.py PRINTER SCHEMA: what `archive export` writes is FHIR R4, CSV, or JSON lines.

Checked against HL7's own JSON schema (tests/data/fhir), which must also refuse a bundle that is
wrong. Exit code 77: python3-jsonschema is not installed.
"""
import csv
import io
import json
import pathlib
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)


def printed(program, *words):
    """What the program prints, which must be UTF-8."""
    return subprocess.run([program, *words], capture_output=True, timeout=60,
                          check=True).stdout.decode()


def check_fhir(program, check):
    """Every kind of message; returns how many."""
    bundle = json.loads(printed(program, "fhir"))
    check.validate(bundle)
    check.validate(json.loads(printed(program, "fhir", "none")))
    all_ = [entry["resource"] for entry in bundle["entry"]]
    assert [one["priority"] for one in all_[:5]] == [
        "routine", "routine", "asap", "urgent", "stat"], all_
    assert [one["status"] for one in all_].count("entered-in-error") == 1
    first, recalled, corrected, team, numbered = all_[0], *all_[5:9]
    assert first["sender"]["identifier"]["value"] == "ana@clinic.example"
    assert first["recipient"][0]["identifier"]["value"] == "bo@clinic.example"
    assert first["sent"].startswith("2026-") and "received" not in first
    assert first["payload"] == [{"contentString": 'Potassium is 6.1,\n"repeat" it'}]
    assert recalled["status"] == "entered-in-error" and recalled["payload"] == first["payload"]
    assert any("61" in note["text"] for note in corrected["note"])
    assert team["recipient"][0]["type"] == "Group" and team["received"] > team["sent"]
    assert team["subject"]["identifier"]["value"] == numbered["subject"]["identifier"]["value"]
    assert all_[9]["payload"] == [{"contentAttachment": {"title": "=scan.pdf"}}]
    hostile = all_[10]["payload"][0]["contentString"]
    assert not any(ord(one) < 32 for one in hostile), hostile
    assert "payload" not in all_[11]
    del bundle["entry"][0]["resource"]["resourceType"]
    assert not check.is_valid(bundle), "the schema takes anything"
    return len(all_)


def main():
    """Prints what was checked."""
    program, schema = sys.argv[1:]
    check = jsonschema.Draft6Validator(json.loads(pathlib.Path(schema).read_text("utf-8")))
    count = check_fhir(program, check)
    rows = list(csv.DictReader(io.StringIO(printed(program, "csv"), newline="")))
    assert len(rows) == count
    assert rows[0]["text"] == 'Potassium is 6.1,\n"repeat" it'
    assert rows[9]["file"] == "'=scan.pdf"  # no formula
    lines = [json.loads(line) for line in printed(program, "json").splitlines()]
    assert len(lines) == count and lines[7]["team"] is True
    assert printed(program, "json", "none") == ""
    print(f"{count} archived messages are valid FHIR R4, CSV and JSON lines")


if __name__ == "__main__":
    main()
