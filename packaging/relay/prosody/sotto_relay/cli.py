# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of sotto-relay."""
import argparse
import ipaddress
import os
import pwd
import shutil
import sqlite3
import sys

from . import certs, config, people, process
from .relay import Problem, Relay, become, check_domain, open_relay, write_file

_PLUGINS = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "plugins")
_FOLDERS = ("certs", "keys", "plugins", "data", "logs", "run")
_SOCKET_PATH_LIMIT = 107  # bytes in sockaddr_un.sun_path


def _read_plugins():
    names = sorted(name for name in os.listdir(_PLUGINS) if name.endswith(".lua"))
    return {name: open(os.path.join(_PLUGINS, name), "rb").read() for name in names}


def _check_new_folder(folder):
    if len(os.path.join(folder, "run", "admin.sock").encode()) > _SOCKET_PATH_LIMIT:
        raise Problem(f"{folder} is too long a path for the relay's admin socket")
    if not all(c.isprintable() and c not in '"\\*?[]' for c in folder):
        raise Problem(f"{folder!r} holds characters that a configuration file cannot")
    if os.path.exists(os.path.join(folder, "relay.json")):
        raise Problem(f"there is a relay in {folder} already; it was left as it is")
    if os.path.isdir(folder) and os.listdir(folder):
        raise Problem(f"{folder} is not empty")
    if not os.path.isdir(os.path.dirname(folder)):
        raise Problem(f"{os.path.dirname(folder)} does not exist")


def _account(name):
    """The account the relay will run as: the caller, or if that is root, the named one."""
    if os.geteuid() != 0:
        if name not in (None, pwd.getpwuid(os.geteuid()).pw_name):
            raise Problem("only root can make a relay for another account")
        return None
    try:
        account = pwd.getpwnam(name or "prosody")
    except KeyError:
        raise Problem(f"there is no account {name or 'prosody'} on this machine") from None
    if account.pw_uid == 0:
        raise Problem("a relay never runs as root; name another account with --user")
    return account


def _ports(listen, port, https_port):
    first = process.free_port(listen, port)
    second = process.free_port(listen, https_port)
    while second == first:
        second = process.free_port(listen, 0)
    return first, second


def _listen(text):
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise Problem(f"{text!r} is not an IP address to listen on") from None


def init(arguments):
    folder = os.path.abspath(arguments.folder)
    domain, listen = check_domain(arguments.domain), _listen(arguments.listen)
    _check_new_folder(folder)
    account = _account(arguments.user)
    if bool(arguments.cert) != bool(arguments.key):
        raise Problem("--cert and --key go together")
    given = certs.read_given(arguments.cert, arguments.key) if arguments.cert else None
    plugins = _read_plugins()
    port, https_port = _ports(listen, arguments.port, arguments.https_port)
    relay = Relay(folder, {"domain": domain, "listen": listen, "port": port,
                           "https_port": https_port, "own_ca": given is None})
    made_folder = not os.path.isdir(folder)
    if made_folder:
        os.mkdir(folder, 0o700)
    try:
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
            become(account, folder)
        _fill(relay, plugins, given)
    except BaseException:
        for name in os.listdir(folder) if os.access(folder, os.R_OK | os.X_OK) else ():
            path = os.path.join(folder, name)
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
        raise
    print(f"A relay for {domain} is in {folder}.")
    if relay.own_ca:
        print(f"Clients trust it through {relay.ca}.")
    print(f"Start it with: sotto-relay start {folder}")


def _fill(relay, plugins, given):
    # Others may pass through to the authority's certificate; everything else stays closed.
    os.chmod(relay.folder, 0o711)
    for name in _FOLDERS:
        os.mkdir(relay.path(name), 0o711 if name == "certs" else 0o700)
        os.chmod(relay.path(name), 0o711 if name == "certs" else 0o700)
    if given:
        certs.install_given(relay, given)
    else:
        certs.make_own(relay)
    write_file(relay.path("keys", "mfa.key"), os.urandom(32))
    for name, content in plugins.items():
        write_file(relay.path("plugins", name), content)
    # LuaDBI cannot set the journal mode, and SQLite keeps it in the file.
    database = sqlite3.connect(relay.path("data", "relay.sqlite"))
    database.execute("PRAGMA journal_mode=WAL")
    database.close()
    write_file(relay.path("groups.txt"), "")
    write_file(relay.path("site.cfg.lua"), config.SITE)
    write_file(relay.path("prosody.cfg.lua"), config.render(relay))
    relay.save()


def _renew_cert(arguments):
    if bool(arguments.cert) != bool(arguments.key):
        raise Problem("--cert and --key go together")
    given = certs.read_given(arguments.cert, arguments.key) if arguments.cert else None
    relay = open_relay(arguments.folder)
    if given:
        certs.install_given(relay, given)
    elif relay.own_ca:
        certs.issue_host(relay)
    else:
        raise Problem("this relay has no authority of its own: give --cert and --key")
    print("The certificate is in place; stop and start the relay to use it.")


def _start(arguments):
    relay = open_relay(arguments.folder)
    process.start(relay)
    print(f"The relay of {relay.domain} runs at {relay.host} port {relay.port} (direct TLS).")


def _stop(arguments):
    was = process.stop(open_relay(arguments.folder))
    print("The relay has stopped." if was else "The relay was not running.")


def _status(arguments):
    relay = open_relay(arguments.folder)
    code = process.status(relay)
    print({process.RUNNING: f"running at {relay.host} port {relay.port}",
           process.DEAD_WITH_FILE: "not running: it ended without being stopped",
           process.STOPPED: "not running"}[code])
    return code


def _config(arguments):
    relay = open_relay(arguments.folder)
    for key, value in (("host", relay.host), ("port", relay.port), ("domain", relay.domain),
                       ("ca", relay.ca), ("https_port", relay.https_port),
                       ("conference", f"conference.{relay.domain}"),
                       ("share", f"share.{relay.domain}")):
        print(f"{key}={value}")


def _parser():
    parser = argparse.ArgumentParser(prog="sotto-relay", allow_abbrev=False,
                                     description="Makes, runs and fills a private relay for Sotto.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(where, name, text, action):
        sub = where.add_parser(name, help=text, description=text, allow_abbrev=False)
        sub.add_argument("folder", metavar="DIR", help="the relay's folder")
        sub.set_defaults(action=action)
        return sub

    make = command(commands, "init", "make a relay in a new folder", init)
    make.add_argument("--domain", required=True, help="such as riverside.example")
    make.add_argument("--listen", default="127.0.0.1", metavar="ADDR", help="default 127.0.0.1")
    make.add_argument("--port", type=int, default=5223, metavar="N",
                      help="direct TLS; 0: any free one")
    make.add_argument("--https-port", type=int, default=5281, metavar="N",
                      help="files; 0: any free one")
    make.add_argument("--user", metavar="ACCOUNT", help="as root: who runs it (default prosody)")
    renew = command(commands, "renew-cert", "put a new certificate in place", _renew_cert)
    for sub in (make, renew):
        sub.add_argument("--cert", metavar="FILE",
                         help="certificate chain (PEM); default: an own authority")
        sub.add_argument("--key", metavar="FILE", help="its key (PEM)")
    command(commands, "start", "start and wait until it answers", _start)
    command(commands, "stop", "stop", _stop)
    command(commands, "status", "exit code 0 running, 1 died, 3 stopped", _status)
    command(commands, "config", "print host, port, domain and CA as key=value lines", _config)

    user = commands.add_parser("user", help="accounts", description="accounts", allow_abbrev=False)
    users = user.add_subparsers(required=True, metavar="COMMAND")

    def account(name, text, action, address=True):
        sub = command(users, name, text,
                      lambda arguments: action(open_relay(arguments.folder), arguments))
        if address:
            sub.add_argument("address", metavar="ADDRESS", help="such as desk-a@riverside.example")
        return sub

    add = account("add", "create an account, which must use a second factor", people.add)
    add.add_argument("--name", required=True, help="what colleagues see")
    add.add_argument("--group", required=True, help="such as \"Front Desk\"")
    factor = add.add_mutually_exclusive_group()
    factor.add_argument("--enrol-now", action="store_true",
                        help="make the secret and the recovery codes here and print them")
    factor.add_argument("--password-only", action="store_true",
                        help="for phone apps that know no second factor; they get in only where "
                             "prosody.cfg.lua has sotto_mfa_required = false")
    password = account("password", "set a new password", people.set_password)
    for sub in (add, password):
        how = sub.add_mutually_exclusive_group()
        how.add_argument("--password-fd", type=int, metavar="N",
                         help="read it from this descriptor")
        how.add_argument("--ask-password", action="store_true",
                         help="ask for it (default: make one up)")
    account("disable", "end sessions and tokens, refuse logins", people.disable)
    erase = account("erase", "disable, and have its workstations destroy what they keep",
                    people.erase)
    erase.add_argument("order", metavar="ORDER", help="the file that sottoctl erase-order made")
    enable = account("enable", "allow logins again", people.enable)
    enable.add_argument("--drop-order", action="store_true",
                        help="also where an order to erase waits, which is taken back then")
    account("reset-mfa", "remove the second factor and all tokens", people.reset_mfa)
    account("list", "show all accounts", people.list_all, address=False)
    return parser


def main(words):
    """Returns the exit code: 0 done, 1 refused (with words), 2 wrong usage, 130 interrupted."""
    os.umask(0o077)
    arguments = _parser().parse_args(words)
    try:
        return arguments.action(arguments) or 0
    except Problem as problem:
        print(f"sotto-relay: {problem}", file=sys.stderr)
    except OSError as error:
        print(f"sotto-relay: {error.filename or 'the system'}: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1
