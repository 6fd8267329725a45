# SPDX-License-Identifier: GPL-3.0-or-later
"""The program sotto-relay: what it refuses, in which words, and what it leaves behind."""
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import time

from relay_fixture import DOMAIN, Failed, sotto_relay
from xmpp_client import Client


def _refused(check, title, part, *words, code=1, **options):
    try:
        printed = sotto_relay(*words, **options)
    except Failed as failed:
        text = str(failed)
        return check(title, failed.code == code and part in text and "Traceback" not in text,
                     (failed.code, text))
    return check(title, False, printed)


def _pid(relay):
    with open(os.path.join(relay.folder, "run", "relay.pid"), encoding="utf-8") as file:
        return int(file.read().split()[0])


def making(check, relay):
    new, base = relay.folder + "-2", os.path.dirname(relay.folder)
    ports = ("--port", "0", "--https-port", "0")
    _refused(check, "a relay is never overwritten", "already", "init", relay.folder, "--domain",
             DOMAIN, *ports)
    for domain in ("riverside", "River.Example", "a..example", "-a.example", "a.example\n",
                   "a b.example",
                   "x" * 64 + ".example", "", "é.example", "a.example\"", "127.0.0.1:5"):
        _refused(check, f"the domain {domain!r} is refused", "is not a domain", "init", new,
                 f"--domain={domain}", *ports)
    _refused(check, "so is an address that is none", "IP address", "init", new, "--domain", DOMAIN,
             "--listen", "here", *ports)
    _refused(check, "a certificate without its key", "go together", "init", new, "--domain",
             DOMAIN, "--cert", "/x", *ports)
    _refused(check, "a certificate that is not there", "cannot read", "init", new, "--domain",
             DOMAIN,
             "--cert", "/no/c", "--key", "/no/k", *ports)
    _refused(check, "a folder whose parent is missing", "does not exist", "init", new + "/a/b",
             "--domain", DOMAIN, *ports)
    _refused(check, "a path that is too long for a socket", "too long", "init", new + "x" * 90,
             "--domain", DOMAIN, *ports)
    _refused(check, "a folder with something in it", "not empty", "init", base, "--domain", DOMAIN,
             *ports)
    _refused(check, "a port that is taken", "cannot listen", "init", new, "--domain", DOMAIN,
             "--port", relay.config["port"], "--https-port", "0")
    _refused(check, "a missing domain", "--domain", "init", new, code=2)
    check("a refused init leaves nothing", not os.path.exists(new) or not os.listdir(new))
    _refused(check, "a folder without a relay", "no relay", "start", base)
    if os.geteuid() == 0:
        _refused(check, "a relay as root", "never runs as root", "init", new, "--domain", DOMAIN,
                 "--user", "root", *ports)
        _refused(check, "an account that is not there", "no account", "init", new, "--domain",
                 DOMAIN, "--user", "nobody-x", *ports)
        closed = base + "-closed"
        os.mkdir(closed, 0o700)
        _refused(check, "a folder the account cannot reach", "cannot reach", "init", closed + "/r",
                 "--domain", DOMAIN, *ports)
        os.rmdir(closed + "/r") if os.path.isdir(closed + "/r") else None
        os.rmdir(closed)
    given = [os.path.join(relay.folder, "certs", name) for name in ("host.crt", "host.key")]
    _refused(check, "a certificate for somebody else", "not for other.example", "init", new,
             "--domain", "other.example",
             "--cert", given[0], "--key", given[1], *ports)
    _refused(check, "a key of another certificate", "do not belong together", "init", new,
             "--domain", DOMAIN,
             "--cert", given[0], "--key", os.path.join(relay.folder, "certs", "ca.key"), *ports)
    sotto_relay("init", new, "--domain", DOMAIN, "--cert", given[0], "--key", given[1], *ports)
    check("a given certificate is used", "\nca=\n" in sotto_relay("config", new))
    sotto_relay("start", new)
    check("and the relay starts with it", "running" in sotto_relay("status", new))
    os.remove(os.path.join(new, "keys", "mfa.key"))
    sotto_relay("stop", new)
    _refused(check, "without its key file it does not start", "second factor is not in place",
             "start", new)
    _refused(check, "and is not left running", "not running", "status", new, code=3)


def files(check, relay):
    for name, mode in (("keys/mfa.key", 0o600), ("certs/ca.key", 0o600), ("certs/host.key", 0o600),
                       ("data", 0o700),
                       ("keys", 0o700), ("run", 0o700), ("prosody.cfg.lua", 0o600),
                       ("data/relay.sqlite", 0o600)):
        seen = stat.S_IMODE(os.stat(os.path.join(relay.folder, name)).st_mode)
        check(f"{name} is closed to others", seen == mode, oct(seen))
    for line in open(f"/proc/{_pid(relay)}/status", encoding="utf-8"):
        if line.startswith("Uid:"):
            check("Prosody does not run as root", "0" not in line.split()[1:], line)
    database = sqlite3.connect(os.path.join(relay.folder, "data", "relay.sqlite"))
    check("the database writes ahead",
          database.execute("PRAGMA journal_mode").fetchone() == ("wal",))
    stored = " ".join(str(row)
                      for row in database.execute("SELECT * FROM prosody WHERE store='sotto_mfa'"))
    database.close()
    account = relay.accounts["desk-a"]
    plain = [account["totp"], *account["recovery"].split(","),
             account["recovery"].split(",")[0].replace("-", "")]
    check("no secret and no recovery code is in it", "recovery" in stored
          and not any(p in stored for p in plain))
    with open(os.path.join(relay.folder, "logs", "prosody.log"), encoding="utf-8") as file:
        log = file.read()
    check("nor in the log", not any(p in log for p in [*plain, account["password"]]))
    check("nothing in the log is an error", "\terror\t" not in log,
          [x for x in log.splitlines() if "\terror\t" in x])


def network(check, relay):
    from OpenSSL import SSL
    try:
        Client(relay.config, max_version=SSL.TLS1_2_VERSION)
        check("TLS 1.2 is refused", False)
    except SSL.Error:
        check("TLS 1.2 is refused", True)
    listening = subprocess.run(["ss", "-Hltnp"], capture_output=True, text=True, check=False).stdout
    mine = sorted(line.split()[3] for line in listening.splitlines()
                  if f"pid={_pid(relay)}," in line)
    wanted = sorted(f"127.0.0.1:{relay.config[key]}" for key in ("port", "https_port"))
    check("two ports are open, on loopback only", mine == wanted or not listening, mine)


def running(check, relay):
    first = _pid(relay)
    sotto_relay("start", relay.folder)
    check("a second start changes nothing", _pid(relay) == first)
    check("status says so", "running at 127.0.0.1" in sotto_relay("status", relay.folder))
    os.kill(first, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while "running at" in sotto_relay("status", relay.folder,
                                      check=False) and time.monotonic() < deadline:
        time.sleep(0.05)
    _refused(check, "status tells a crash", "ended without being stopped", "status", relay.folder,
             code=1)
    sotto_relay("start", relay.folder)
    check("after a crash it starts again", _pid(relay) != first)
    sotto_relay("stop", relay.folder)
    _refused(check, "status tells a stop", "not running", "status", relay.folder, code=3)
    check("a second stop is no error", "was not running" in sotto_relay("stop", relay.folder))
    _refused(check, "accounts need a running relay", "start it with", "user", "list", relay.folder)
    sleeper = subprocess.Popen(["sleep", "60"])
    try:
        path = os.path.join(relay.folder, "run", "relay.pid")
        owner = os.stat(relay.folder)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{sleeper.pid} 1\n")
        os.chown(path, owner.st_uid, owner.st_gid)
        sotto_relay("stop", relay.folder)
        check("a stranger with the recorded number is left alone", sleeper.poll() is None)
    finally:
        sleeper.kill()
        sleeper.wait()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", int(relay.config["port"])))
        other.listen()
        _refused(check, "a port that somebody took is named", f"port {relay.config['port']}",
                 "start", relay.folder)
    sotto_relay("start", relay.folder)
    sotto_relay("renew-cert", relay.folder)
    sotto_relay("stop", relay.folder)
    sotto_relay("start", relay.folder)
    Client(relay.config).drop()
    check("a renewed certificate is trusted through the same authority", True)


def accounts(check, relay):
    def add(title, part, address, name="N", group="G", **options):
        _refused(check, title, part, "user", "add", relay.folder, address, f"--name={name}",
                 f"--group={group}", **options)

    add("an account exists once", "exists", f"desk-a@{DOMAIN}")
    for address in ("desk", f"@{DOMAIN}", f"De@{DOMAIN}", f"a b@{DOMAIN}", f"a=b@{DOMAIN}",
                    f"a\"b@{DOMAIN}",
                    f"-a@{DOMAIN}", "x" * 65 + f"@{DOMAIN}", f"a/b@{DOMAIN}", f"a\nb@{DOMAIN}"):
        add(f"the address {address[:20]!r} is refused", "not an address"
            if not address.startswith("-") else "",
            address, code=2 if address.startswith("-") else 1)
    add("so is one of another domain", "not of this relay's domain", "a@other.example")
    for text in ("", "   ", "[x]", "a=b", "+x", "a\x07b", "x" * 81):
        add(f"the group {text[:10]!r} is refused", "group must be", f"new@{DOMAIN}", group=text)
    add("a name cannot smuggle a line into the groups file", "display name must be",
        f"desk-a@{DOMAIN}", name="A\nb@x=Boss")
    read, write = os.pipe()
    os.write(write, b"first pass\xc3\xa9\n")
    os.close(write)
    printed = sotto_relay("user", "add", relay.folder, f"given@{DOMAIN}", "--name", "Given",
                          "--group", "G",
                          "--password-fd", str(read), pass_fds=(read,))
    os.close(read)
    check("a given password is not printed", "password:" not in printed
          and "first login" in printed, printed)
    with Client(relay.config, "given") as client:
        answer = client.scram("given", "first passé")
        check("and works", answer.tag.endswith("}continue"), answer.tag)
    read, write = os.pipe()
    os.write(write, b"short\n")
    os.close(write)
    _refused(check, "a short password is refused", "8 to 256", "user", "password", relay.folder,
             f"given@{DOMAIN}",
             "--password-fd", str(read), pass_fds=(read,))
    os.close(read)
    for action in ("disable", "enable", "password", "reset-mfa"):
        _refused(check, f"{action} of nobody is refused", "No such user", "user", action,
                 relay.folder, f"nobody@{DOMAIN}")
    sotto_relay("user", "disable", relay.folder, f"given@{DOMAIN}")
    listed = sotto_relay("user", "list", relay.folder)
    check("the list shows names, groups and states",
          f"given@{DOMAIN}\tGiven\tG\tenabled=false" in listed
          and f"desk-a@{DOMAIN}\tDesk A\tFront Desk\tenabled=true required=true"
          " enrolled=true recovery=10" in listed, listed)
    _refused(check, "nonsense gets usage, not a trace", "usage", "dance", code=2)


SECTIONS = (making, files, network, running, accounts)
