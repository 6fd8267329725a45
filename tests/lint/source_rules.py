#!/usr/bin/env python3
"""Fails where core/ or app/ breaks a rule of the house that a reader would miss.

Each rule: what is refused, the files that may do it, why.
"""
import pathlib
import re
import sys

MOST_LINES = 500
OF_THE_PROGRAM = ["workstationChanged"]  # signals of Client that the program sends itself
RULES = [
    (r"\bqDebug\b|\bqWarning\b|\bqCritical\b|\bqInfo\b|std::c(out|err)\b",
     [], "the only log is core/base/log.h"),
    (r"\bf?printf\(|\bfputs\(|\bputs\(", ["app/main.cpp", "app/ctl/"],
     "only the command line prints"),
    (r"\bQTimer\b|\bstartTimer\(", ["core/base/qt_scheduler.cpp"], "timers are injected: Scheduler"),
    (r"currentDateTime|currentMSecs|(system|steady)_clock::now|\bclock_gettime\(|[^a-z_]time\(nullptr\)",
     ["core/platform/"], "time is injected: Clock"),
    (r"\bprocessEvents\(|\bQEventLoop\b|BlockingQueuedConnection|QtConcurrent",
     [], "no nested event loops, no hidden threads"),
    (r"\bQDom|QDataStream|\bQSettings\b", [], "not for bytes that another party can write"),
    (r"ignoreSslErrors|VerifyNone|SSL_VERIFY_NONE", [], "certificates are always checked"),
    (r"\bQImageReader\b|\bloadFromData\(|\bfromData\(|\bQPixmap\b|\bQMovie\b",
     ["app/pictures/decode.cpp"], "pictures are decoded in the sandboxed process only (E13)"),
    (r"co_await|co_return|co_yield", [], "GCC 12 miscompiles coroutines (core/base/README.md)"),
    (r"\bthrow\b(?! std::bad_alloc)(?!.*// compile time)", ["core/domain/policy.h", "core/domain/settings"],
     "errors are values"),
    (r"\b(TODO|FIXME|XXX)\b", [], "an unfinished mark belongs into an issue"),
]


def allowed(name, places):
    return any(name.startswith(place) for place in places)


def check(root):
    bad = []
    for top in ("core", "app"):
        for path in sorted((root / top).rglob("*.[hc]*")):
            name = path.relative_to(root).as_posix()
            lines = path.read_text(encoding="utf-8").splitlines()
            if len(lines) > MOST_LINES:
                bad.append(f"{name}: {len(lines)} lines: split it by purpose")
            if not lines or "SPDX-License-Identifier" not in lines[0]:
                bad.append(f"{name}: the first line names the licence (SPDX)")
            for number, line in enumerate(lines, 1):
                code = re.sub(r"//.*", "", line)
                for pattern, places, why in RULES:
                    subject = line if "TODO" in pattern else code
                    if re.search(pattern, subject) and not allowed(name, places):
                        bad.append(f"{name}:{number}: {why}")
    return bad


def check_signals(root):
    """What an engine tells must reach the window, which lives in another thread."""
    told = (root / "core/api/client.h").read_text(encoding="utf-8").split("Q_SIGNALS", 1)[1]
    passed_on = "".join(path.read_text(encoding="utf-8")
                        for path in (root / "core/engine").glob("threaded_client*.cpp"))
    return [f"core/engine/threaded_client.cpp: does not pass on Client::{name}"
            for name in re.findall(r"^ *void (\w+)\(", told, re.M)
            if f"&Client::{name})" not in passed_on and name not in OF_THE_PROGRAM]


if __name__ == "__main__":
    found = check(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    found += check_signals(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found) or "source rules: ok")
    sys.exit(bool(found))
