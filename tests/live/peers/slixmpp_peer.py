#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A peer on a real relay: slixmpp with omemo-dr (Gajim's engine), driven by lines (README.md)."""
import asyncio
import hashlib
import os
import ssl
import sys
import urllib.request

sys.dont_write_bytecode = True
_HERE = os.path.dirname(os.path.realpath(__file__))
sys.path[:0] = [os.path.join(_HERE, "../driver"), os.path.join(_HERE, "..")]
from debian_python import again_or_skip  # noqa: E402  (no bytecode beside the sources)
try:
    import slixmpp
    import omemo_dr
    import omemo_dr_peer as omemo
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from omemo_dr import exceptions
    from slixmpp.xmlstream import ET
    from slixmpp.xmlstream.handler import Callback
    from slixmpp.xmlstream.matcher import MatchXPath
except ModuleNotFoundError as missing:
    again_or_skip(missing)

NS = omemo.NS_OMEMO_TMP
MAM, RSM, FORWARD = "urn:xmpp:mam:2", "http://jabber.org/protocol/rsm", "urn:xmpp:forward:0"
UPLOAD = "urn:xmpp:http:upload:0"
CARBONS, SIDS, MUC = "urn:xmpp:carbons:2", "urn:xmpp:sid:0", "http://jabber.org/protocol/muc"


def say(*words):
    print(*words, flush=True)


class Peer(slixmpp.ClientXMPP):
    """One device. Its keys last as long as the program, also over "away" and "back"."""

    def __init__(self, address, password, ca):
        super().__init__(address, password, sasl_mech="SCRAM-SHA-256")
        # The relay binds channels by tls-exporter, which this library does not know, and takes a
        # client that could bind otherwise for one that was tampered with (RFC 5802, 6).
        login = self["feature_mechanisms"]
        default = login.sasl_callback
        login.sasl_callback = lambda *values: {**default(*values), "channel_binding": None}
        self.ca_certs = ca
        self.account = address
        self.web = ssl.create_default_context(cafile=ca)
        self.phone = omemo.Phone(address)
        self.newest = None  # in the account's archive
        self.rooms = {}     # real addresses by occupant, of each room
        self.entered = {}
        self.register_plugin("xep_0060")
        self.register_handler(Callback("all messages", MatchXPath("{jabber:client}message"),
                                       lambda stanza: self.take(stanza.xml)))
        self.register_handler(Callback("room presence", MatchXPath(
            "{jabber:client}presence/{%s#user}x" % MUC), lambda stanza: self.see(stanza.xml)))
        self.add_event_handler("session_start", lambda _: asyncio.ensure_future(self.begin()))
        self.add_event_handler("failed_auth", lambda _: say("failed", address, "login"))
        self.up = asyncio.Event()

    async def begin(self):
        self.send_presence()
        await self.publish(f"{NS}.bundles:{self.phone.device}",
                           omemo.bundle_to_xml(self.phone.bundle()))
        devices = await self.devices_of(self.account)
        if self.phone.device not in devices:
            listed = "".join(f"<device id='{device}'/>" for device in [*devices, self.phone.device])
            await self.publish(f"{NS}.devicelist", f"<list xmlns='{NS}'>{listed}</list>")
        await self.ask("set", f"<enable xmlns='{CARBONS}'/>")
        await self.catch_up()
        self.up.set()

    # The relay --------------------------------------------------------------------------------

    async def ask(self, kind, payload, to=None):
        iq = self.Iq()
        iq["type"] = kind
        if to:
            iq["to"] = to
        iq.append(ET.fromstring(payload))
        return (await iq.send(timeout=20)).xml

    async def publish(self, node, payload):
        options = "".join(f"<field var='pubsub#{key}'><value>{value}</value></field>" for key, value
                          in (("access_model", "open"), ("persist_items", "true")))
        form = "http://jabber.org/protocol/pubsub#publish-options"
        await self.ask("set", "<pubsub xmlns='http://jabber.org/protocol/pubsub'>"
                       f"<publish node='{node}'><item id='current'>{payload}</item></publish>"
                       "<publish-options><x xmlns='jabber:x:data' type='submit'>"
                       f"<field var='FORM_TYPE' type='hidden'><value>{form}</value></field>"
                       f"{options}</x></publish-options></pubsub>")

    async def item(self, owner, node):
        try:
            found = await self["xep_0060"].get_items(owner, node, max_items=1)
        except slixmpp.exceptions.IqError:
            return None
        items = found.xml.findall(".//{http://jabber.org/protocol/pubsub}item")
        return items[-1][0] if items else None

    async def devices_of(self, owner):
        found = await self.item(owner, f"{NS}.devicelist")
        return [] if found is None else [int(device.get("id")) for device in found]

    async def meet(self, owner):
        """Learns every device of somebody and begins the sessions that are missing."""
        devices = [one for one in await self.devices_of(owner) if one != self.phone.device]
        for device in devices:
            if not self.phone.manager._storage.contains_session(owner, device):
                bundle = await self.item(owner, f"{NS}.bundles:{device}")
                if bundle is not None:
                    self.phone.meet(owner, omemo.bundle_from_xml(
                        ET.tostring(bundle, encoding="unicode"), device))
        self.phone.manager.update_devicelist(owner, devices)

    async def catch_up(self):
        """What the archive got while we were away."""
        while self.newest:
            fin = await self.ask("set", f"<query xmlns='{MAM}'><set xmlns='{RSM}'><max>100</max>"
                                        f"<after>{self.newest}</after></set></query>")
            last = fin.find(f".//{{{RSM}}}last")
            self.newest = last.text if last is not None else self.newest
            if last is None or fin.find(f"{{{MAM}}}fin").get("complete") == "true":
                return

    # Messages ---------------------------------------------------------------------------------

    def write(self, kind, to, number, encrypted):
        self.send_raw(f"<message type='{kind}' to='{to}' id='{number}'>{encrypted}"
                      f"<origin-id xmlns='{SIDS}' id='{number}'/><store xmlns='urn:xmpp:hints'/>"
                      "<body>An OMEMO message</body></message>")
        say("sent", number)

    def take(self, stanza):
        for outside, inside in ((MAM, "result"), (CARBONS, "sent"), (CARBONS, "received")):
            wrapped = stanza.find(f"{{{outside}}}{inside}/{{{FORWARD}}}forwarded/"
                                  "{jabber:client}message")
            if wrapped is not None:
                return self.open(wrapped)
        place = stanza.find(f"{{{SIDS}}}stanza-id")
        if place is not None and place.get("by") == self.account:
            self.newest = place.get("id")
        return self.open(stanza)

    def open(self, stanza):
        encrypted = stanza.find(f"{{{NS}}}encrypted")
        if encrypted is None:
            return
        where = stanza.get("from", "")
        bare = where.partition("/")[0]
        sender = self.rooms.get(bare, {}).get(where) if bare in self.rooms else bare
        if sender is None or int(encrypted.find(f"{{{NS}}}header").get("sid")) == self.phone.device:
            return
        try:
            text = self.phone.read(sender, ET.tostring(encrypted, encoding="unicode"))
            say("room" if bare in self.rooms else "text", text.replace("\n", " "))
        except exceptions.KeyExchangeMessage:
            say("key", sender)
        except exceptions.MessageNotForDevice:
            pass
        except Exception as problem:  # whatever the library raises: the test reads the line
            say("failed", sender, repr(problem))

    def see(self, presence):
        """Who stands behind an occupant; our own presence says that we are in (XEP-0045, 7.2)."""
        occupant = presence.get("from")
        room = occupant.partition("/")[0]
        claim = presence.find(f"{{{MUC}#user}}x")
        item = claim.find(f"{{{MUC}#user}}item")
        if room in self.rooms and item is not None and item.get("jid"):
            self.rooms[room][occupant] = item.get("jid").partition("/")[0]
        codes = [status.get("code") for status in claim.findall(f"{{{MUC}#user}}status")]
        if "110" in codes and room in self.entered:
            self.entered[room].set()

    # Commands ---------------------------------------------------------------------------------

    async def do_send(self, to, number, text):
        await self.meet(to)
        self.write("chat", to, number, self.phone.write(to, text))

    async def do_batch(self, to, number, count):
        """That many texts, the last one first: each is read although it comes too early."""
        await self.meet(to)
        sealed = [(f"{number}{n}", self.phone.write(to, f"{number}{n}.")) for n in range(int(count))]
        for one, encrypted in reversed(sealed):
            self.write("chat", to, one, encrypted)

    async def do_join(self, room):
        self.rooms[room], self.entered[room] = {}, asyncio.Event()
        presence = self.make_presence(pto=f"{room}/{self.boundjid.local}")
        presence.append(ET.fromstring(f"<x xmlns='{MUC}'><history maxstanzas='0'/></x>"))
        presence.send()
        await asyncio.wait_for(self.entered[room].wait(), 20)
        say("joined", room)

    async def do_say(self, room, number, text):
        for affiliation in ("owner", "admin", "member"):
            answer = await self.ask("get", f"<query xmlns='{MUC}#admin'><item affiliation="
                                           f"'{affiliation}'/></query>", room)
            for item in answer.findall(f".//{{{MUC}#admin}}item"):
                await self.meet(item.get("jid"))
                self.phone.manager.add_group_member(room, item.get("jid"))
        self.write("groupchat", room, number, self.phone.write_room(room, text))

    def exchange(self, url, headers=None, body=None):
        request = urllib.request.Request(url, data=body, headers=headers or {},
                                         method="GET" if body is None else "PUT")
        with urllib.request.urlopen(request, context=self.web, timeout=20) as reply:
            return reply.read()

    async def do_share(self, to, number, path):
        """XEP-0363 and XEP-0454."""
        with open(path, "rb") as file:
            content = file.read()
        iv, key = os.urandom(12), os.urandom(32)
        sealed = AESGCM(key).encrypt(iv, content, None)
        slot = await self.ask("get", f"<request xmlns='{UPLOAD}' size='{len(sealed)}' "
                                     f"filename='{os.path.basename(path)}'/>",
                              f"share.{self.boundjid.domain}")
        put, get = (slot.find(f".//{{{UPLOAD}}}{kind}") for kind in ("put", "get"))
        headers = {header.get("name"): header.text for header in put}
        await asyncio.to_thread(self.exchange, put.get("url"), headers, sealed)
        link = get.get("url").replace("https:", "aesgcm:", 1) + "#" + (iv + key).hex()
        await self.do_send(to, number, link)

    async def do_look(self, _):
        """It has no window."""

    async def do_fetch(self, link):
        url, _, secret = link.replace("aesgcm:", "https:", 1).partition("#")
        sealed, secret = await asyncio.to_thread(self.exchange, url), bytes.fromhex(secret)
        content = AESGCM(secret[-32:]).decrypt(secret[:-32], sealed, None)
        say("fetched", hashlib.sha256(content).hexdigest())

    async def do_away(self):
        self.up.clear()
        await self.disconnect(wait=2)
        say("away")

    async def do_back(self):
        self.connect(self.place, use_ssl=True)
        await asyncio.wait_for(self.up.wait(), 20)
        say("back")


async def main(host, port, _domain, ca, address, password):
    peer = Peer(address, password, ca)
    peer.place = (host, int(port))
    peer.connect(peer.place, use_ssl=True)
    await asyncio.wait_for(peer.up.wait(), 20)
    say("ready", f"slixmpp {slixmpp.__version__} with omemo-dr {omemo_dr.__version__}")
    reader = asyncio.StreamReader()
    await asyncio.get_event_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    arguments = {"send": 3, "batch": 3, "join": 1, "say": 3, "share": 3, "look": 1, "fetch": 1,
                 "away": 0, "back": 0}
    while line := (await reader.readline()).decode().rstrip("\n"):
        command, _, rest = line.partition(" ")
        if command == "quit":
            break
        try:
            words = rest.split(" ", arguments[command] - 1) if rest else []
            await getattr(peer, "do_" + command)(*words)
        except Exception as problem:  # the test reads the line
            say("failed", command, repr(problem))
    await peer.disconnect(wait=1)
    # The library leaves a task behind, over which the loop would complain.
    asyncio.get_event_loop().set_exception_handler(lambda *_: None)


if __name__ == "__main__":
    asyncio.get_event_loop().run_until_complete(main(*sys.argv[1:]))
