# SPDX-License-Identifier: GPL-3.0-or-later
"""A small raw XMPP client: it sends what a test writes, also what no decent client would send.

TLS by pyOpenSSL, because Python's ssl module cannot export channel-binding data (RFC 9266).
"""
import base64
import hashlib
import hmac
import os
import socket
import time
from xml.etree import ElementTree

from OpenSSL import SSL

SASL2, SASL1 = "urn:xmpp:sasl:2", "urn:ietf:params:xml:ns:xmpp-sasl"
MFA, SOTTO, FAST = "urn:xmpp:mfa:0", "urn:x-sotto:mfa:0", "urn:xmpp:fast:0"
BIND = ("<bind xmlns='urn:xmpp:bind:0'><tag>Sotto</tag><enable xmlns='urn:xmpp:carbons:2'/>"
        "<enable xmlns='urn:xmpp:sm:3' resume='true'/></bind>")
TOKEN = f"<request-token xmlns='{FAST}' mechanism='HT-SHA-256-EXPR'/>"
_WAIT_S = 8


class Closed(Exception):
    """The relay closed the stream; the text holds its stream error if there was one."""


def b64(data):
    return base64.b64encode(data).decode()


def unb64(text):
    return base64.b64decode(text or "")


def show(element):
    return ElementTree.tostring(element, encoding="unicode")


def name_of(element):
    """The tag without its namespace."""
    return element.tag.rpartition("}")[2]


class Client:
    """One connection with an open stream. `user` goes into the stream's from= attribute."""

    def __init__(self, config, user=None, max_version=None):
        self.domain, self._count, self._pending, self.aside = config["domain"], 0, [], []
        self._socket = socket.create_connection((config["host"], int(config["port"])), _WAIT_S)
        context = SSL.Context(SSL.TLS_CLIENT_METHOD)
        context.load_verify_locations(config["ca"])
        context.set_verify(SSL.VERIFY_PEER, lambda *arguments: bool(arguments[4]))
        if max_version:
            context.set_max_proto_version(max_version)
        self._tls = SSL.Connection(context, None)
        self._tls.set_tlsext_host_name(self.domain.encode())
        self._tls.set_connect_state()
        self._handshake()
        self.exporter = self._tls.export_keying_material(b"EXPORTER-Channel-Binding", 32, b"")
        self.open(f" from='{user}@{self.domain}'" if user else "")

    def open(self, sender=""):
        """Opens a stream, the first one or after SASL1, and reads its features."""
        self._parser, self._depth = ElementTree.XMLPullParser(events=("start", "end")), 0
        self.send("<?xml version='1.0'?>"
                  f"<stream:stream xmlns='jabber:client' to='{self.domain}'{sender}"
                  " xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>")
        self.features = self.next()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.drop()

    def drop(self):
        """Closes the connection without a word, as a pulled cable does."""
        self._socket.close()

    def _handshake(self):
        while True:
            try:
                self._tls.do_handshake()
                return self._flush()
            except SSL.WantReadError:
                self._flush()
                self._receive()

    def _flush(self):
        try:
            while True:
                self._socket.sendall(self._tls.bio_read(65536))
        except SSL.WantReadError:
            pass

    def _receive(self):
        try:
            data = self._socket.recv(65536)
        except ConnectionError:
            data = b""
        if not data:
            raise Closed("end of connection")
        self._tls.bio_write(data)

    def send(self, text):
        data = text.encode()
        while data:
            try:
                data = data[self._tls.send(data[:16000]):]
            except SSL.Error:
                raise Closed("TLS closed") from None
            try:
                self._flush()
            except OSError:
                raise Closed("end of connection") from None

    def next(self, seconds=_WAIT_S):
        """The next element on the stream. Raises Closed, or TimeoutError when nothing comes."""
        deadline = time.monotonic() + seconds
        while not self._pending:
            self._socket.settimeout(max(0.01, deadline - time.monotonic()))
            try:
                self._feed(self._tls.recv(65536))
            except SSL.WantReadError:
                self._receive()
                self._flush()
            except (SSL.ZeroReturnError, SSL.SysCallError):
                raise Closed("TLS closed") from None
        element = self._pending.pop(0)
        if element is None:
            raise Closed("stream closed")
        if name_of(element) == "error" and "streams" in element.tag:
            raise Closed(show(element))
        if element.tag in ("{urn:xmpp:sm:3}a", "{urn:xmpp:sm:3}r"):  # nobody here counts stanzas
            return self.next(max(0.01, deadline - time.monotonic()))
        return element

    def _feed(self, data):
        self._parser.feed(data)
        for event, element in self._parser.read_events():
            self._depth += 1 if event == "start" else -1
            if event == "end" and self._depth == 1:
                self._pending.append(element)
            elif event == "end" and self._depth == 0:
                self._pending.append(None)

    def ask(self, text):
        self.send(text)
        return self.next()

    def wait(self, wanted, seconds=_WAIT_S):
        """The next element for which wanted(element) holds; others are kept in .aside."""
        for element in self.aside:
            if wanted(element):
                self.aside.remove(element)
                return element
        deadline = time.monotonic() + seconds
        while True:
            element = self.next(max(0.01, deadline - time.monotonic()))
            if wanted(element):
                return element
            self.aside.append(element)

    def iq(self, kind, payload, to=None):
        self._count += 1
        number = f"i{self._count}"
        target = f" to='{to}'" if to else ""
        self.send(f"<iq type='{kind}' id='{number}'{target}>{payload}</iq>")
        return self.wait(lambda e: name_of(e) == "iq" and e.get("id") == number
                         and e.get("type") in ("result", "error"))

    # Logging in -----------------------------------------------------------------------------------

    def scram(self, user, password, inner="", client_id=None, plus=True):
        """SCRAM over SASL2 up to the answer to the proof; checks the relay's signature."""
        mechanism = "SCRAM-SHA-256" + ("-PLUS" if plus else "")
        scram = Scram(user, password, self.exporter if plus else None)
        reply = self.ask(authenticate(mechanism, scram.first(), client_id, inner))
        if name_of(reply) != "challenge":
            return reply
        final = scram.final(unb64(reply.text))
        reply = self.ask(f"<response xmlns='{SASL2}'>{b64(final)}</response>")
        data = reply.find(f"{{{SASL2}}}additional-data")
        if data is not None and unb64(data.text) != b"v=" + b64(scram.signature).encode():
            raise AssertionError("the relay's signature is wrong")
        return reply

    def sasl1(self, user, password, plus=True):
        """SCRAM over the SASL of RFC 6120; returns the last answer."""
        scram = Scram(user, password, self.exporter if plus else None)
        mechanism = "SCRAM-SHA-256" + ("-PLUS" if plus else "")
        first = b64(scram.first())
        reply = self.ask(f"<auth xmlns='{SASL1}' mechanism='{mechanism}'>{first}</auth>")
        if name_of(reply) != "challenge":
            return reply
        final = b64(scram.final(unb64(reply.text)))
        return self.ask(f"<response xmlns='{SASL1}'>{final}</response>")

    def fast(self, user, token, client_id, inner=BIND, extra=""):
        """Logs in with a token bound to this TLS connection; checks the relay's own proof."""
        proof = hmac.new(token.encode(), b"Initiator" + self.exporter, hashlib.sha256).digest()
        reply = self.ask(authenticate("HT-SHA-256-EXPR", user.encode() + b"\0" + proof, client_id,
                                      f"{inner}<fast xmlns='{FAST}'{extra}/>"))
        data = reply.find(f"{{{SASL2}}}additional-data")
        expected = hmac.new(token.encode(), b"Responder" + self.exporter, hashlib.sha256).digest()
        if name_of(reply) == "success" and unb64(data.text) != expected:
            raise AssertionError("the relay's proof is wrong")
        return reply

    def begin(self, task="TOTP", code=None):
        inside = f"<totp xmlns='{MFA}'>{code}</totp>" if code else ""
        return self.ask(f"<next xmlns='{SASL2}' task='{task}'>{inside}</next>")

    def give(self, code):
        return self.ask(f"<task-data xmlns='{SASL2}'><totp xmlns='{MFA}'>{code}</totp></task-data>")


def authenticate(mechanism, initial, client_id=None, inner=""):
    """An <authenticate/> of SASL2; `inner` holds what is asked for beside the login."""
    agent = f"<user-agent id='{client_id}'><software>test</software></user-agent>"
    return (f"<authenticate xmlns='{SASL2}' mechanism='{mechanism}'><initial-response>{b64(initial)}"
            f"</initial-response>{agent if client_id else ''}{inner}</authenticate>")


class Scram:
    """SCRAM-SHA-256 (RFC 7677), with tls-exporter binding if exported data are given."""

    def __init__(self, user, password, exporter=None):
        self._password, self._nonce, self.signature = password.encode(), b64(os.urandom(18)), b""
        self._header = b"p=tls-exporter,," if exporter else b"n,,"
        self._binding = self._header + (exporter or b"")
        self._bare = f"n={user},r={self._nonce}".encode()

    def first(self):
        return self._header + self._bare

    def final(self, challenge):
        parts = dict(part.split("=", 1) for part in challenge.decode().split(","))
        if not parts["r"].startswith(self._nonce):
            raise AssertionError("the relay changed our nonce")
        self.salt, self.iterations = parts["s"], int(parts["i"])
        salted = hashlib.pbkdf2_hmac("sha256", self._password, unb64(parts["s"]), self.iterations)
        key = hmac.digest(salted, b"Client Key", "sha256")
        plain = f"c={b64(self._binding)},r={parts['r']}".encode()
        message = self._bare + b"," + challenge + b"," + plain
        self.signature = hmac.digest(hmac.digest(salted, b"Server Key", "sha256"), message,
                                     "sha256")
        mask = hmac.digest(hashlib.sha256(key).digest(), message, "sha256")
        return plain + b",p=" + b64(bytes(a ^ b for a, b in zip(key, mask))).encode()


def totp(secret32, step):
    """The six digits of one step of time."""
    mac = hmac.digest(base64.b32decode(secret32), step.to_bytes(8, "big"), "sha1")
    at = mac[-1] & 15
    return "%06d" % ((int.from_bytes(mac[at:at + 4], "big") & 0x7FFFFFFF) % 1000000)


class Codes:
    """Fresh codes of one secret: three without waiting, since the relay allows one step of skew."""

    def __init__(self, secret32):
        self.secret, self.last = secret32, 0

    def next(self):
        if time.time() % 30 > 27:  # the earliest step is about to fall out of the window
            time.sleep(30.1 - time.time() % 30)
        step = max(self.last + 1, int(time.time() // 30) - 1)
        while step > time.time() // 30 + 1:
            time.sleep(0.2)
        self.last = step
        return totp(self.secret, step)

    def again(self):
        return totp(self.secret, self.last)

    def wrong(self):
        """Six digits that fit no step near now."""
        now = int(time.time() // 30)
        near = {totp(self.secret, now + offset) for offset in range(-3, 4)}
        return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555",
                                      "666666", "777777") if code not in near)
