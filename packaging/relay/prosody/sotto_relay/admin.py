# SPDX-License-Identifier: GPL-3.0-or-later
"""Talks to a running relay over its admin socket: no password shows on a command line."""
import socket
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from .relay import Problem

_NS = "{xmpp:prosody.im/admin}"
_TIMEOUT_S = 30


def _quote(word):
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


class AdminShell:
    """One connection. Use as a context manager; raises Problem when the relay is not there."""

    def __init__(self, relay):
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(_TIMEOUT_S)
        self._parser = ElementTree.XMLPullParser(events=("start", "end"))
        self._depth = 0
        try:
            self._socket.connect(relay.path("run", "admin.sock"))
        except OSError:
            self._socket.close()
            raise Problem("the relay is not running;"
                          f" start it with: sotto-relay start {relay.folder}") from None
        self._send("<stream:stream xmlns='xmpp:prosody.im/admin'"
                   " xmlns:stream='http://etherx.jabber.org/streams'>")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    def _send(self, text):
        self._socket.sendall(text.encode())

    def _elements(self):
        while True:
            for event, element in self._parser.read_events():
                self._depth += 1 if event == "start" else -1
                if event == "end" and self._depth == 1:
                    yield element
            data = self._socket.recv(65536)
            if not data:
                return
            self._parser.feed(data)

    def run(self, *words, password=None):
        """Returns the lines that a command printed; raises Problem with the relay's reason."""
        line = "{" + ", ".join(_quote(word) for word in words) + "}"
        self._send(f"<repl-input width='1000' repl='0'>{escape(line)}</repl-input>")
        printed = []
        try:
            for element in self._elements():
                text = element.text or ""
                if element.tag == _NS + "repl-output":
                    printed.append(text)
                elif element.tag == _NS + "repl-request-input":
                    self._answer(element, password)
                elif element.tag == _NS + "repl-result":
                    if element.get("type") == "error":
                        raise Problem("the relay refused: " + text.removeprefix("Error: "))
                    return printed + [text.removeprefix("OK: ")]
        except (OSError, ElementTree.ParseError):
            pass
        raise Problem("the relay did not answer")

    def _answer(self, request, password):
        status = "cancel" if password is None else "submit"
        self._send(f"<repl-requested-input type='password' id='{escape(request.get('id', ''))}'"
                   f" status='{status}'>{escape(password or '')}</repl-requested-input>")
