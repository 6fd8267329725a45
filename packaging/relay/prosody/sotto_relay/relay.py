# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay's folder: what it remembers, where its files are, and who owns it."""
import codecs
import json
import os
import pwd
import re

FORMAT = 1
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?=.{{1,240}}\Z){_LABEL}(?:\.{_LABEL})+\Z")
_LOCAL = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?\Z")


class Problem(Exception):
    """Something the person at the keyboard can act on; its text is all they see."""


class Relay:
    """One relay folder. Values come from relay.json; paths are derived."""

    def __init__(self, folder, values):
        self.folder = folder
        self.domain = values["domain"]
        self.listen = values["listen"]
        self.port = values["port"]
        self.https_port = values["https_port"]
        self.own_ca = values["own_ca"]

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    @property
    def is_local(self):
        """True if only this machine can reach it: then names need no DNS."""
        return self.listen.startswith("127.") or self.listen == "::1"

    @property
    def host(self):
        """What a client connects to."""
        return self.listen if self.is_local else self.domain

    @property
    def https_host(self):
        return "localhost" if self.is_local else self.domain

    @property
    def ca(self):
        return self.path("certs", "ca.crt") if self.own_ca else ""

    def save(self):
        values = {name: getattr(self, name)
                  for name in ("domain", "listen", "port", "https_port", "own_ca")}
        write_file(self.path("relay.json"),
                   json.dumps({"format": FORMAT, **values}, indent=1) + "\n")


def write_file(path, content, mode=0o600):
    """Replaces a file in one step; a reader sees the old or the new content, never half."""
    data = content.encode() if isinstance(content, str) else content
    draft = path + ".new"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def open_relay(folder):
    """Reads a relay's folder. As root, becomes the account that owns it, for good."""
    folder = os.path.abspath(folder)
    try:
        owner = os.stat(os.path.join(folder, "relay.json")).st_uid
    except FileNotFoundError:
        raise Problem(f"there is no relay in {folder}; make one with: sotto-relay init {folder}"
                      " --domain DOMAIN") from None
    except PermissionError:
        raise Problem(f"this account may not look into {folder}") from None
    if os.geteuid() == 0:
        if owner == 0:
            raise Problem(f"{folder} belongs to root; a relay never runs as root")
        become(pwd.getpwuid(owner), folder)
    elif os.geteuid() != owner:
        raise Problem(f"{folder} belongs to another account ({account_name(owner)})")
    try:
        with open(os.path.join(folder, "relay.json"), encoding="utf-8") as file:
            values = json.load(file)
        if values.get("format") != FORMAT:
            raise Problem(f"{folder} was made by another version of sotto-relay")
        return Relay(folder, values)
    except (ValueError, KeyError, AttributeError):
        raise Problem(f"{folder}/relay.json is damaged") from None


def account_name(uid):
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def become(account, folder):
    """Gives up root for good and checks that the account can reach its folder."""
    codecs.lookup("idna")  # sockets load it late, perhaps from where only root can read
    os.initgroups(account.pw_name, account.pw_gid)
    os.setresgid(account.pw_gid, account.pw_gid, account.pw_gid)
    os.setresuid(account.pw_uid, account.pw_uid, account.pw_uid)
    os.environ["HOME"] = folder
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise Problem(f"the account {account.pw_name} cannot reach {folder}: a folder above it is"
                      " closed to others (chmod o+x opens the way), or choose another folder")


def check_domain(text):
    if not _DOMAIN.match(text):
        raise Problem(f"{text!r} is not a domain such as riverside.example (small letters)")
    return text


def check_address(relay, text):
    """Returns the part before the @ of an address of this relay."""
    local, at, domain = text.partition("@")
    if not at or not _LOCAL.match(local):
        raise Problem(f"{text!r} is not an address such as desk-a@{relay.domain}"
                      " (small letters, digits, dot, dash, underscore)")
    if domain != relay.domain:
        raise Problem(f"{text!r} is not of this relay's domain, {relay.domain}")
    return local


def check_label(text, what):
    """A name or group that people read: one line, no control characters."""
    text = " ".join(text.split())
    if not text or len(text) > 80 or any(not c.isprintable() or c in "[]=" for c in text) \
            or text.startswith("+"):
        raise Problem(f"the {what} must be 1 to 80 printable characters,"
                      " without [ ] = or a leading +")
    return text
