# SPDX-License-Identifier: GPL-3.0-or-later
"""The laptop's network: a way to the relay that can be cut."""
import socket
import threading


class Wire:
    """Passes bytes on between a loopback port and the relay while it is up."""

    def __init__(self, relay_address):
        host, _, port = relay_address.rpartition(":")
        self._relay = host, int(port)
        self._ends, self._is_up, self._lock = [], True, threading.Lock()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self._server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                near, _ = self._server.accept()
            except OSError:
                return  # closed
            try:
                far = socket.create_connection(self._relay, timeout=10) if self._is_up else None
            except OSError:
                far = None
            if not far:
                near.close()
                continue
            far.settimeout(None)
            with self._lock:
                self._ends += [near, far]
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    @staticmethod
    def _pass_on(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            pass  # cut
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        """Nothing passes any more, in the middle of whatever it is."""
        self._is_up = False
        with self._lock:
            ends, self._ends = self._ends, []
        for end in ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    def mend(self):
        """Whoever tries again gets through."""
        self._is_up = True

    def close(self):
        """For good."""
        self.cut()
        self._server.close()
