# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the benchmarks, prints one table, writes results.json. Asserts nothing.

    bench.py --programs FOLDER --out FOLDER [--quick | --runs N] [NAME…]

Needs what run.sh builds and packaging/install-deps.sh installs.
"""
import argparse
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import time

sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
from display import Display  # noqa: E402  (no bytecode beside the sources)
from shift import measure_memory, measure_stat, measure_unlock  # noqa: E402

_DROP = "/proc/sys/vm/drop_caches"
_MANY = 20  # from so many measurements on, the 95th percentile says more than the maximum
# Which figure each is compared with.
_MOST_KEPT = 1000  # values in results.json
_REFERENCES = {"start.cold.sotto.painted": "start.cold.empty-window.painted",
               "start.warm.sotto.painted": "start.warm.empty-window.painted",
               "unlock.total": "unlock.argon2id", "window.total": "window.argon2id",
               "send.total": "send.ping", "send.bare": "send.ping",
               **{f"room.{kind}.{what}": f"room.library.{reference}"
                  for kind in ("sotto", "phones", "both")
                  for what, reference in (("sessions", "sessions"), ("first", "encrypt"),
                                          ("send", "encrypt"))},
               **{f"search.{size}.{what}": f"search.{size}.{what}.bare"
                  for size in ("1k", "10k", "100k", "1M")
                  for what in ("common", "rare", "beginning", "two", "write1", "write250")},
               "directory.letter": "directory.plain", "directory.words": "directory.plain",
               "memory.station.pss": "memory.empty-window.pss",
               "curve.ours": "curve.library", "prekey.product": "prekey.bare",
               "receive.chain": "receive.chain.bare", "receive.ratchet": "receive.ratchet.bare",
               "audit.append": "audit.append.bare", "audit.verify": "audit.verify.bare",
               "audit.verify.codes": "audit.verify.bare", "audit.page": "audit.page.single",
               "memory.session.pss": "memory.empty-window.pss",
               "memory.locked.pss": "memory.empty-window.pss"}


class Figures:
    """Measurements by name, in the order in which they first came; and notes."""

    def __init__(self):
        self._values, self._cpu, self.notes = {}, {}, []

    def add(self, name, value, cpu=-1):
        """A measurement: seconds, or MiB if the name begins with "memory."."""
        self._values.setdefault(name, []).append(value)
        if cpu >= 0:
            self._cpu.setdefault(name, []).append(cpu)

    def read(self, lines, prefix=""):
        """Takes what a benchmark program printed (figures.h)."""
        for line in lines:
            words = line.split()
            if words[:1] == ["figure"]:
                self.add(prefix + words[1], float(words[2]), float(words[3]))
            elif words[:1] == ["note"]:
                self.notes.append(" ".join(words[1:]))

    def summary(self):
        """{name: values and what is made of them}."""
        return {name: self._summary(name, values) for name, values in self._values.items()}

    def _summary(self, name, values):
        row = {"unit": "MiB" if name.startswith("memory.") else "s", "runs": len(values),
               "median": statistics.median(values), "min": min(values), "max": max(values)}
        if len(values) >= _MANY:
            row["p95"] = statistics.quantiles(values, n=20, method="inclusive")[-1]
            row["p99"] = statistics.quantiles(values, n=100, method="inclusive")[-1]
        if name in self._cpu:
            row["cpu_median"] = statistics.median(self._cpu[name])
        reference = _REFERENCES.get(name)
        if reference in self._values:
            row["reference"] = reference
            row["ratio"] = row["median"] / statistics.median(self._values[reference])
        row["values"] = values[:_MOST_KEPT]
        return row


def _run(command, environment, figures=None):
    """What a program printed; its own words, too, if it failed. `figures` has what it measured
    before it failed."""
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=3600,
                          check=False)
    lines = done.stdout.splitlines()
    if figures:
        figures.read(lines)
    if done.returncode != 0:
        said = "\n".join(line for line in lines if not line.startswith(("figure ", "note ")))
        raise RuntimeError(f"{os.path.basename(command[0])} failed:\n{said}")
    return lines


def _drop_caches():
    """Forgets all files that were read; False if we may not."""
    try:
        os.sync()
        with open(_DROP, "w", encoding="ascii") as file:
            file.write("3")
    except OSError:
        return False
    return True


def station_start(settings, figures):
    """From fork to the first painted window, beside an empty Qt window."""
    is_root = _drop_caches()
    if not is_root:
        figures.notes.append("station-start: warm only; emptying the page cache needs root")
    with Display() as display:
        data = os.path.join(display.home, "data")
        programs = (("sotto", ["--data", data]), ("bench_empty_window", []))
        for temperature in ("first", "cold", "warm") if is_root else ("first", "warm"):
            for _ in range(1 if temperature == "first" else settings.runs):
                for name, arguments in programs:
                    if temperature == "cold":
                        _drop_caches()
                    lines = _run([settings.program("bench_first_paint"), settings.program(name),
                                  *arguments], display.environment)
                    name = name.removeprefix("bench_").replace("_", "-")
                    if temperature != "first":  # makes folders and caches; not counted
                        figures.read(lines, f"start.{temperature}.{name}.")


def unlock(settings, figures):
    """From the password to the conversation list."""
    environment = {**settings.environment(), "SOTTO_BENCH_MESSAGES": str(settings.unlocked)}
    figures.read(_run([settings.program("bench_engine"), "[unlock]"], environment))


def window(settings, figures):
    """From Enter on the lock page to the conversation list on the screen."""
    if os.geteuid() != 0:
        figures.notes.append("window: left out; only root sees when the vault is open")
        return
    measure_unlock(settings.programs, figures, settings.out,
                   {"SOTTO_BENCH_MESSAGES": str(settings.unlocked)}, settings.runs)


def send(settings, figures):
    """From Enter to the relay's ack."""
    figures.read(_run([settings.program("bench_engine"), "[send]"], settings.environment()))


def room(settings, figures):
    """From Enter to the socket, for a room of 100 people with two devices each."""
    figures.read(_run([settings.program("bench_room")], settings.environment()))


def curve(settings, figures):
    """A multiplication on Curve25519, by our code and by the library's own."""
    figures.read(_run([settings.program("bench_curve"), "[curve]"], settings.environment()))


def prekey(settings, figures):
    """First contact with 200 devices, beside the library alone."""
    figures.read(_run([settings.program("bench_curve"), "[prekey]"], settings.environment()))


def receive(settings, figures):
    """Pages of an archive from the wire to the COMMIT, beside the bare libraries."""
    environment = {**settings.environment(), "SOTTO_BENCH_PAGES": str(settings.pages)}
    figures.read(_run([settings.program("bench_receive")], environment))


def team(settings, figures):
    """A team that talks, on a real relay, and what each of its vaults has of it in the end."""
    with Display(with_manager=True) as display:
        environment = {
            **settings.environment(), "DISPLAY": display.environment["DISPLAY"],
            "SOTTO_BENCH_MEMBERS": str(settings.members),
            "SOTTO_BENCH_MINUTES": str(settings.minutes),
            "SOTTO_BENCH_PICTURE": os.path.join(os.path.abspath(settings.out), "team.png")}
        _run([settings.program("bench_team")], environment, figures)


def stat(settings, figures):
    """From a colleague's Enter, and from the relay, to the alert on a locked station."""
    if os.geteuid() != 0:
        figures.notes.append("stat: left out; only root sees when the vault is open")
        return
    measure_stat(settings.programs, figures, settings.out,
                 {**settings.environment(), "SOTTO_BENCH_MESSAGES": "40"}, settings.alerts)


def directory(settings, figures):
    """From a letter typed to the painted list of 5,000 people."""
    figures.read(_run([settings.program("bench_directory")], settings.environment()))


def memory(settings, figures):
    """Memory of station, open and locked session."""
    if os.geteuid() != 0:
        figures.notes.append("memory: left out; the processes are not dumpable, reading their "
                             "/proc/PID/smaps_rollup needs root")
        return
    measure_memory(settings.programs, figures, settings.out, settings.environment())


def audit(settings, figures):
    """One record of the activity log, and a log read whole."""
    environment = {**settings.environment(), "SOTTO_BENCH_RECORDS": str(settings.records)}
    figures.read(_run([settings.program("bench_audit")], environment))


def search(settings, figures):
    """From a word typed to the newest messages with it, in vaults of four sizes."""
    environment = {**settings.environment(), "SOTTO_BENCH_MESSAGES": str(settings.searched)}
    figures.read(_run([settings.program("bench_search")], environment))
    found = figures.summary()
    for what in ("common", "rare", "beginning", "two"):
        sizes = [(count, found[f"search.{name}.{what}"]["median"])
                 for count, name in ((10**3, "1k"), (10**4, "10k"), (10**5, "100k"), (10**6, "1M"))
                 if f"search.{name}.{what}" in found]
        if len(sizes) > 1:
            (few, short), (many, long) = sizes[0], sizes[-1]
            figures.notes.append(f"search.{what}: grows with the number of messages to the power "
                                 f"of {math.log(long / short) / math.log(many / few):.2f}")


_ALL = {"station-start": station_start, "unlock": unlock, "window": window, "send": send,
        "room": room, "curve": curve, "prekey": prekey, "receive": receive, "team": team,
        "stat": stat, "directory": directory, "memory": memory, "audit": audit, "search": search}


class Settings:
    """How much is measured, and with what."""

    def __init__(self, arguments):
        self.programs, self.out = arguments.programs, arguments.out
        self.runs, self.sends, self.messages = (3, 20, 500) if arguments.quick else (9, 200, 10000)
        self.runs = arguments.runs or self.runs
        self.unlocked = 500 if arguments.quick else 100000  # messages in the vault of unlock
        self.members = arguments.members or (12 if arguments.quick else 100)
        self.minutes = arguments.minutes or (1 if arguments.quick else 10)
        self.alerts = 3 if arguments.quick else 20
        self.pages = 5 if arguments.quick else 40  # of 250 messages
        self.searched = 10**4 if arguments.quick else 10**6
        self.records = 2000 if arguments.quick else 100000  # of the activity log

    def program(self, name):
        """The path of a program."""
        return os.path.join(self.programs, name)

    def environment(self):
        """For bench_engine."""
        return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SOTTO_BENCH_RUNS": str(self.runs),
                "SOTTO_BENCH_SENDS": str(self.sends), "SOTTO_BENCH_MESSAGES": str(self.messages)}


def _number(row, key):
    if key not in row:
        return ""
    if row["unit"] == "MiB":
        return f"{row[key]:.1f} MiB"
    return f"{row[key] * 1000:.1f} ms" if row[key] >= 0.0005 else f"{row[key] * 1e6:.1f} µs"


def _print_table(summary):
    keys = ("median", "min", "max", "p95", "p99", "cpu_median")
    print(f"{'':34}{'runs':>5}" + "".join(f"{key.split('_')[0]:>12}" for key in keys) +
          "  times the reference")
    for name, row in summary.items():
        ratio = f"  {row['ratio']:.2f} × {row['reference']}" if "ratio" in row else ""
        print(f"{name:34}{row['runs']:>5}" +
              "".join(f"{_number(row, key):>12}" for key in keys) + ratio)


def _machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    return {"processor": models[0] if models else platform.machine(), "cores": os.cpu_count(),
            "memory_mib": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20,
            "kernel": platform.release(), "load_before": os.getloadavg()[0]}


def main():
    """Runs what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--quick", action="store_true", help="small numbers, to try the benchmark")
    parser.add_argument("--runs", type=int, help="how often each thing is measured")
    parser.add_argument("--members", type=int, help="of the team")
    parser.add_argument("--minutes", type=int, help="how long the team talks")
    parser.add_argument("names", nargs="*", metavar="NAME")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(_ALL)
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(_ALL)}")
    os.makedirs(arguments.out, exist_ok=True)
    settings, figures, machine = Settings(arguments), Figures(), _machine()
    failed = []
    for name in arguments.names or _ALL:
        print(f"measuring {name}", file=sys.stderr, flush=True)
        try:
            _ALL[name](settings, figures)
        except (RuntimeError, OSError, subprocess.SubprocessError) as error:
            failed.append(name)
            figures.notes.append(f"{name}: NOT MEASURED: {error}")
    summary = figures.summary()
    print(f"{machine['processor']}, {machine['cores']} cores, {machine['memory_mib']} MiB; load "
          f"{machine['load_before']:.1f} at the start")
    _print_table(summary)
    print("\n".join(figures.notes))
    with open(os.path.join(arguments.out, "results.json"), "w", encoding="utf-8") as file:
        json.dump({"when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "machine": machine,
                   "programs": arguments.programs, "messages": settings.messages,
                   "figures": summary, "notes": figures.notes}, file, indent=1)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
