#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A phone on a real relay: OMEMO 0.3 by omemo-dr (Gajim's engine), driven by lines.

  phone.py HOST PORT DOMAIN CA ADDRESS PASSWORD CODE
      CODE: of the second factor, good now
      exit 77: a package is not there
Out: "ready DEVICE", then "text FROM TEXT", "key FROM", "failed FROM WHY", "sent ID".
In:  "send ADDRESS ID TEXT", "key ADDRESS ID", "only" (this device alone stays on the list), "quit".
"""
import os
import queue
import sys
import threading

sys.dont_write_bytecode = True
_HERE = os.path.dirname(os.path.realpath(__file__))
sys.path[:0] = [os.path.join(_HERE, "../relay"), os.path.join(_HERE, "..")]
from debian_python import again_or_skip  # noqa: E402  (no bytecode beside the sources)
try:
    import omemo_dr_peer as omemo
    from omemo_dr import exceptions
    from xmpp_client import Client, Closed, name_of, show
except ModuleNotFoundError as missing:
    again_or_skip(missing)

NS = omemo.NS_OMEMO_TMP
PUBSUB = "http://jabber.org/protocol/pubsub"
BIND = "<bind xmlns='urn:xmpp:bind:0'><tag>Phone</tag><enable xmlns='urn:xmpp:carbons:2'/></bind>"
OPTIONS = ("<publish-options><x xmlns='jabber:x:data' type='submit'>"
           "<field var='FORM_TYPE' type='hidden'><value>" + PUBSUB + "#publish-options</value></field>"
           "<field var='pubsub#access_model'><value>open</value></field>"
           "<field var='pubsub#persist_items'><value>true</value></field></x></publish-options>")


def say(*words):
    print(*words, flush=True)


class LivePhone:
    def __init__(self, host, port, domain, ca, address, password, code):
        self.address = address
        self.client = Client({"host": host, "port": port, "domain": domain, "ca": ca}, address)
        user = address.partition("@")[0]
        reply = self.client.scram(user, password, BIND)
        if name_of(reply) == "continue":
            self.client.begin()
            reply = self.client.give(code)
        if name_of(reply) != "success":
            raise AssertionError(show(reply))
        self.phone = omemo.Phone(address)
        self.client.send("<presence/>")
        self.publish(f"{NS}.bundles:{self.phone.device}", omemo.bundle_to_xml(self.phone.bundle()))
        self.list_devices([*self.devices_of(address), self.phone.device])

    def publish(self, node, payload):
        reply = self.client.iq("set", f"<pubsub xmlns='{PUBSUB}'><publish node='{node}'>"
                                      f"<item id='current'>{payload}</item></publish>{OPTIONS}"
                                      "</pubsub>")
        if reply.get("type") != "result":
            raise AssertionError(show(reply))

    def item(self, owner, node):
        reply = self.client.iq("get", f"<pubsub xmlns='{PUBSUB}'><items node='{node}'/></pubsub>",
                               owner)
        items = reply.findall(f".//{{{PUBSUB}}}item")
        return items[-1][0] if items else None

    def list_devices(self, devices):
        payload = "".join(f"<device id='{device}'/>" for device in devices)
        self.publish(f"{NS}.devicelist", f"<list xmlns='{NS}'>{payload}</list>")

    def devices_of(self, owner):
        found = self.item(owner, f"{NS}.devicelist")
        return [] if found is None else [int(device.get("id")) for device in found]

    def meet(self, owner):
        for device in self.devices_of(owner):
            if not self.phone.manager._storage.contains_session(owner, device):
                bundle = self.item(owner, f"{NS}.bundles:{device}")
                if bundle is not None:
                    self.phone.meet(owner, omemo.bundle_from_xml(show(bundle), device))

    def send(self, to, number, encrypted):
        self.client.send(f"<message type='chat' to='{to}' id='{number}'>{encrypted}"
                         f"<origin-id xmlns='urn:xmpp:sid:0' id='{number}'/>"
                         "<store xmlns='urn:xmpp:hints'/><body>An OMEMO message</body></message>")
        say("sent", number)

    def obey(self, line):
        command, _, rest = line.partition(" ")
        if command == "send":
            to, number, text = rest.split(" ", 2)
            self.meet(to)
            self.send(to, number, self.phone.write(to, text))
        elif command == "key":
            to, number = rest.split(" ")
            self.send(to, number, self.phone.write_transport(to, self.devices_of(to)[0]))
        elif command == "only":
            self.list_devices([self.phone.device])
        return command != "quit"

    def take(self, stanza):
        encrypted = stanza.find(f"{{{NS}}}encrypted")
        if name_of(stanza) != "message" or encrypted is None:
            return
        sender = stanza.get("from", "").partition("/")[0]
        try:
            say("text", sender, self.phone.read(sender, show(encrypted)))
        except exceptions.KeyExchangeMessage:
            say("key", sender)
        except exceptions.MessageNotForDevice:
            pass
        except Exception as problem:  # whatever the library raises: the test reads the line
            say("failed", sender, repr(problem))

    def run(self):
        lines = queue.Queue()
        threading.Thread(target=lambda: [lines.put(line.rstrip("\n")) for line in sys.stdin]
                         + [lines.put("quit")], daemon=True).start()
        while True:
            while not lines.empty():
                if not self.obey(lines.get()):
                    return
            for stanza in self.client.aside:
                self.take(stanza)
            self.client.aside.clear()
            try:
                self.take(self.client.next(0.05))
            except TimeoutError:
                pass


def main():
    phone = LivePhone(*sys.argv[1:])
    say("ready", phone.phone.device)
    try:
        phone.run()
    except Closed as closed:
        say("closed", closed)


if __name__ == "__main__":
    main()
