# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad network between clients and the relay: TCP level, so that TLS is what suffers.

Each connection draws its fate from the seed: every chunk is split anywhere and delayed; after
some bytes or seconds the connection ends in order, breaks (RST), or is half open for a while:
one direction carries nothing and nobody is told.
"""
import asyncio
import random
import socket
import struct
import threading


class ChaosProxy:
    """with ChaosProxy(port, seed) as proxy: connect to proxy.port. proxy.calm = True: no harm."""

    def __init__(self, relay_port, seed):
        self.relay_port, self.calm = relay_port, False
        self.ended = {"cut": 0, "closed": 0, "half open": 0}
        self._random = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        starting = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._serve, "127.0.0.1", 0), self._loop)
        self._server = starting.result(10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _stop(self):
        self._server.close()
        self._loop.set_exception_handler(lambda *_: None)  # cancelled on purpose
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, client_in, client_out):
        try:
            relay_in, relay_out = await asyncio.open_connection("127.0.0.1", self.relay_port)
        except OSError:
            client_out.close()
            return
        deaf = {"up": False, "down": False}
        pumps = [asyncio.ensure_future(self._pump(client_in, relay_out, deaf, "up")),
                 asyncio.ensure_future(self._pump(relay_in, client_out, deaf, "down"))]
        if not self.calm:
            pumps.append(asyncio.ensure_future(self._fate(deaf, client_out, relay_out)))
        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        for pump in pumps:
            pump.cancel()
        for writer in (client_out, relay_out):
            writer.close()

    async def _pump(self, source, sink, deaf, way):
        try:
            while data := await source.read(16384):
                while data:
                    size = len(data)
                    if not self.calm and self._random.random() < 0.3:
                        size = self._random.randint(1, len(data))
                        await asyncio.sleep(self._random.random() * 0.02)
                    if not deaf[way]:
                        sink.write(data[:size])
                        await sink.drain()
                    data = data[size:]
        except OSError:
            pass

    async def _fate(self, deaf, *writers):
        await asyncio.sleep(self._random.expovariate(1 / 2))
        end = self._random.choice(("cut", "closed", "half open"))
        if end == "half open":
            deaf[self._random.choice(("up", "down"))] = True
            await asyncio.sleep(3)
        if self.calm:
            await asyncio.sleep(3600)
        self.ended[end] += 1
        if end != "closed":  # RST instead of FIN
            for writer in writers:
                sock = writer.get_extra_info("socket")
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                writer.transport.abort()
