#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens Sotto at the sample clinic and shows, while it runs, each person's current code.

    open_app.py --sotto PROGRAM --out FOLDER

The clinic stays in FOLDER/clinic for the next time. Ends the relay when the app ends.
"""
import argparse
import os
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True

import clinic  # noqa: E402  (no bytecode beside the sources)
from screen import end_process  # noqa: E402


def _open_clinic(out):
    """The clinic of last time, or a new one. All three have their second factor already."""
    note = os.path.join(out, "clinic.path")
    try:
        with open(note, encoding="utf-8") as file:
            sample = clinic.Clinic(file.read().strip())
        if sample.recall():
            sample.start()
            return sample
    except FileNotFoundError:
        pass
    sample = clinic.Clinic(clinic.make_work_folder(out, "clinic-"))
    sample.make(enrolled=list(clinic.PEOPLE))
    sample.remember()
    with open(note, "w", encoding="utf-8") as file:
        file.write(sample.folder)
    return sample


def _introduce(sample):
    print(f"\nThe sample clinic Riverside is in {sample.folder}. Nobody in it is real.\n")
    for name, (display, group) in clinic.PEOPLE.items():
        account = sample.accounts[name]
        print(f"  {display} ({group})\n    address   {account['address']}\n"
              f"    password  {account['password']}")
    print("\nSotto opens now. Choose “Someone else”, sign in, then type the code from below.\n")


def _show_codes(sample, process):
    """Prints the codes whenever they change, as long as the app runs."""
    shown = None
    while process.poll() is None:
        codes = [f"{clinic.PEOPLE[name][0]} {clinic.code_of(account['totp'])}"
                 for name, account in sample.accounts.items()]
        if codes != shown:
            print(f"  {time.strftime('%H:%M:%S')}  codes: {'   '.join(codes)}", flush=True)
            shown = codes
        time.sleep(1)
    return process.returncode


def main():
    """Opens the app; returns its exit code."""
    parser = argparse.ArgumentParser(description="opens Sotto at the sample clinic")
    parser.add_argument("--sotto", required=True, help="the program")
    parser.add_argument("--out", required=True, help="folder for the clinic")
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)  # as Ctrl+C: end the relay too
    out = os.path.abspath(arguments.out)
    os.makedirs(out, exist_ok=True)
    sample, process = _open_clinic(out), None
    try:
        policy = sample.write_policy("shared", {})
        _introduce(sample)
        process = subprocess.Popen([os.path.abspath(arguments.sotto), "--policy", policy,
                                    "--data", os.path.join(sample.folder, "workstation")])
        return _show_codes(sample, process)
    except KeyboardInterrupt:
        return 130
    finally:
        if process:
            end_process(process)
        sample.stop()


if __name__ == "__main__":
    sys.exit(main())
