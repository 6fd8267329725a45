#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fhir_export.py SOTTOCTL SCHEMA: what `audit export --format fhir` prints is FHIR R4.

Checked against HL7's own JSON schema (tests/data/fhir), which must also refuse a bundle that
is wrong. Exit code 77: python3-jsonschema is not installed.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    sys.exit(77)


def run(program, home, *words):
    result = subprocess.run([program, "--data", str(home), *words], capture_output=True,
                            text=True, timeout=30, check=False)
    return result.returncode, result.stdout


def main():
    program, schema_file = sys.argv[1:]
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

    del bundle["entry"][0]["resource"]["agent"]
    assert not check.is_valid(bundle), "the schema takes anything"
    print(f"{len(events)} audit events are valid FHIR R4")


if __name__ == "__main__":
    main()
