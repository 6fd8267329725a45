# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts: created over the admin socket, shown to colleagues through the shared groups file."""
import base64
import fcntl
import getpass
import os
import secrets

from .admin import AdminShell
from .relay import Problem, check_address, check_label, write_file

_PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
_SHORTEST, _LONGEST = 8, 256


def read_groups(relay):
    """Returns {group: {address: name}} in the file's order."""
    groups, current = {}, None
    with open(relay.path("groups.txt"), encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.startswith("["):
                current = groups.setdefault(line.strip()[1:-1].removeprefix("+"), {})
            elif "=" in line and current is not None:
                address, _, name = line.partition("=")
                current[address.strip()] = name
    return groups


def write_groups(relay, groups):
    """The leading + makes a group public: everybody sees every colleague."""
    lines = []
    for group, members in groups.items():
        lines += [f"[+{group}]", *(f"{address}={name}" for address, name in members.items()), ""]
    write_file(relay.path("groups.txt"), "\n".join(lines))


def _generate():
    return "-".join("".join(secrets.choice(_PASSWORD_LETTERS) for _ in range(5)) for _ in range(4))


def choose_password(arguments):
    """Returns (password, True if it was generated and must be shown)."""
    if arguments.password_fd is not None:
        try:
            with os.fdopen(arguments.password_fd, encoding="utf-8") as file:
                password = file.readline(4 * _LONGEST).rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise Problem(f"cannot read a password from file descriptor {arguments.password_fd}") \
                from None
    elif arguments.ask_password:
        password = getpass.getpass("Password: ")
        if getpass.getpass("Again: ") != password:
            raise Problem("the two passwords differ")
    else:
        return _generate(), True
    if not _SHORTEST <= len(password) <= _LONGEST or not password.isprintable():
        raise Problem(f"a password has {_SHORTEST} to {_LONGEST} printable characters")
    return password, False


def add(relay, arguments):
    """Creates an account, puts it into its group, and requires the second factor of it, unless
    it is for an app that knows none."""
    local = check_address(relay, arguments.address)
    name, group = check_label(arguments.name, "display name"), check_label(arguments.group, "group")
    password, generated = choose_password(arguments)
    with AdminShell(relay) as shell:
        shell.run("user", "create", arguments.address, password=password)
        lines = []
        try:
            if not arguments.password_only:
                shell.run("mfa", "require", arguments.address)
            if arguments.enrol_now:
                lines = shell.run("mfa", "enrol", arguments.address)
        except Problem:  # an account without the second factor must not stay
            shell.run("user", "delete", arguments.address)
            raise
        _print_account(arguments.address, password if generated else None, lines,
                       not lines and not arguments.password_only)
        _show(relay, shell, f"{local}@{relay.domain}", name, group)


def _print_account(address, password, lines, first_login_enrols):
    """What is shown once: it can be had again by a new password or a reset only."""
    print(f"address: {address}")
    if password:
        print(f"password: {password}")
    for line in lines:
        kind, _, value = line.partition(" ")
        if kind in ("uri", "recovery") and value:
            print(f"{'otpauth' if kind == 'uri' else kind}: {value}")
    if first_login_enrols:
        print("The first login sets up the second factor.")


def _show(relay, shell, address, name, group):
    """Puts an account into its group, and the group before everybody's eyes."""
    with open(relay.path("run", "groups.lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        groups = read_groups(relay)
        groups.setdefault(group, {})[address] = name
        write_groups(relay, groups)
        shell.run("module", "reload", "groups", relay.domain)
        shell.run("roster_shared", "refresh", relay.domain)


def set_password(relay, arguments):
    check_address(relay, arguments.address)
    password, generated = choose_password(arguments)
    with AdminShell(relay) as shell:
        shell.run("user", "password", arguments.address, password=password)
    print("The password was changed; open sessions and login tokens of this account are ended.")
    if generated:
        print(f"password: {password}")


def disable(relay, arguments):
    check_address(relay, arguments.address)
    with AdminShell(relay) as shell:
        shell.run("user", "disable", arguments.address)
    print("The account is disabled; its sessions and login tokens are ended.")


def erase(relay, arguments):
    """Hands the clinic's signed order to every workstation that still asks for this account."""
    check_address(relay, arguments.address)
    order = _read_order(arguments.order, arguments.address)
    with AdminShell(relay) as shell:
        shell.run("mfa", "erase", arguments.address, base64.b64encode(order).decode())
        shell.run("user", "disable", arguments.address)
    print("The account is disabled. Each of its workstations destroys what it keeps of it at its"
          " next contact; \"enable --drop-order\" takes the order back.")


def _read_order(path, address):
    """An order for another account would be refused by the workstation, and nobody would know."""
    with open(path, "rb") as file:
        order = file.read(4097)
    lines = order.split(b"\n")
    if len(order) > 4096 or lines[0] != b"sotto-erase-order 1":
        raise Problem(f"{path} is not an erase order; make one with: sottoctl erase-order")
    if lines[1:2] != [b"account " + address.encode()]:
        raise Problem(f"{path} is for another account than {address}")
    return order


def enable(relay, arguments):
    """An order that waits is not taken back by the way: a stolen laptop may not have asked yet."""
    check_address(relay, arguments.address)
    with AdminShell(relay) as shell:
        waits = "waits" in shell.run("mfa", "order", arguments.address)
        if waits and not arguments.drop_order:
            raise Problem("an order to erase waits for workstations of this account; once it is"
                          " enabled nothing there is destroyed any more."
                          " If that is meant: user enable --drop-order")
        shell.run("user", "enable", arguments.address)
    print("The account is enabled." + (" The order to erase is taken back." if waits else ""))


def reset_mfa(relay, arguments):
    check_address(relay, arguments.address)
    with AdminShell(relay) as shell:
        shell.run("mfa", "reset", arguments.address)
    print("The second factor, the counters and all login tokens are removed;"
          " the next login sets a new one up.")


def list_all(relay, _):
    """One line for each account: address, name, group, state."""
    people = {address: (name, group) for group, members in read_groups(relay).items()
              for address, name in members.items()}
    with AdminShell(relay) as shell:
        lines = shell.run("mfa", "list", relay.domain)[:-1]
    for line in sorted(lines):
        local, _, state = line.partition(" ")
        address = f"{local}@{relay.domain}"
        name, group = people.get(address, ("-", "-"))
        print(f"{address}\t{name}\t{group}\t{state}")
