# SPDX-License-Identifier: GPL-3.0-or-later
"""What the client needs of its relay: colleagues, own nodes, keys, archive, rooms, files."""
import os
import ssl
import time
import urllib.error
import urllib.request
import uuid

from checks import Person, sm_id_of, token_of
from relay_fixture import DOMAIN, add_user, sotto_relay
from xmpp_client import BIND, name_of, show

PUBSUB, ERRORS = "http://jabber.org/protocol/pubsub", "urn:ietf:params:xml:ns:xmpp-stanzas"
MAM, DATA, MUC = "urn:xmpp:mam:2", "jabber:x:data", "http://jabber.org/protocol/muc"


def _form(form_type, fields):
    inside = "".join(f"<field var='{key}'><value>{value}</value></field>"
                     for key, value in fields.items())
    return (f"<x xmlns='{DATA}' type='submit'><field var='FORM_TYPE' type='hidden'>"
            f"<value>{form_type}</value></field>{inside}</x>")


def _publish(client, node, item, payload, **options):
    fields = {f"pubsub#{key}": value for key, value in options.items()}
    return client.iq("set",
                     f"<pubsub xmlns='{PUBSUB}'><publish node='{node}'><item id='{item}'>{payload}"
                     f"</item></publish><publish-options>"
                     f"{_form(PUBSUB + '#publish-options', fields)}</publish-options></pubsub>")


def _items(client, node, to=None):
    return client.iq("get", f"<pubsub xmlns='{PUBSUB}'><items node='{node}'/></pubsub>", to)


def _archive(client, to=None, ask=""):
    """Returns (messages, the closing answer)."""
    number, found = uuid.uuid4().hex, []
    target = f" to='{to}'" if to else ""
    client.send(f"<iq type='set' id='{number}'{target}><query xmlns='{MAM}'>"
                f"<set xmlns='http://jabber.org/protocol/rsm'><max>250</max>{ask}</set>"
                "</query></iq>")
    while True:
        element = client.next()
        if element.get("id") == number:
            return found, element
        result = element.find(f"{{{MAM}}}result")
        if result is not None:
            found.append(result.find(".//{jabber:client}message"))


def _sealed(to, number, kind="chat"):
    return (f"<message to='{to}' type='{kind}' id='{number}'>"
            "<encrypted xmlns='urn:x-sotto:sealed:0'><header sid='1'/>"
            f"<payload>AAAA</payload></encrypted><origin-id xmlns='urn:xmpp:sid:0' id='{number}'/>"
            "<store xmlns='urn:xmpp:hints'/></message>")


def _is_message(number):
    return lambda e: name_of(e) == "message" and e.get("id") == number


def colleagues(check, relay, a, b):
    answer = a.iq("get", "<query xmlns='jabber:iq:roster'/>")
    found = {item.get("jid"): (item.get("name"), item.get("subscription"),
                               [group.text for group in item])
             for item in answer.iter("{jabber:iq:roster}item")}
    check("a colleague of the same group is in the roster, with name and group",
          found.get(f"desk-b@{DOMAIN}") == ("Desk B", "both", ["Front Desk"]), found)
    check("and one of another group",
          found.get(f"lee@{DOMAIN}") == ("Lee Park", "both", ["Nurses"]), found)
    check("and oneself, with name and group but no subscription",
          found.get(f"desk-a@{DOMAIN}") == ("Desk A", "none", ["Front Desk"]), found)
    add_user(relay.folder, "newcomer", "Nora O'Neil & Co", "Night Shift", False)
    push = a.wait(lambda e: e.find(".//{jabber:iq:roster}item") is not None)
    item = push.find(".//{jabber:iq:roster}item")
    check("a new colleague appears at once", item.get("jid") == f"newcomer@{DOMAIN}"
          and item.get("name") == "Nora O'Neil & Co" and [g.text for g in item] == ["Night Shift"],
          show(push))
    answer = b.iq("get", "<query xmlns='jabber:iq:roster'/>")
    check("also for who asks later", f"newcomer@{DOMAIN}" in show(answer), show(answer))
    a.send("<presence/>")
    b.send("<presence/>")
    seen = a.wait(lambda e: name_of(e) == "presence" and e.get("from") == b.full)
    check("colleagues see each other's presence", seen.get("type") is None)


def own_nodes(check, a, b):
    answer = _publish(a, "urn:x-sotto:share:0", "current",
                      "<share xmlns='urn:x-sotto:share:0'>S</share>",
                      access_model="whitelist", persist_items="true")
    check("a private node takes the vault's share", answer.get("type") == "result", show(answer))
    check("its owner reads it", "current" in show(_items(a, "urn:x-sotto:share:0")))
    answer = _items(b, "urn:x-sotto:share:0", f"desk-a@{DOMAIN}")
    check("a colleague does not", answer.get("type") == "error" and "current" not in show(answer),
          show(answer))
    answer = _publish(a, "urn:x-sotto:share:0", "current",
                      "<share xmlns='urn:x-sotto:share:0'>T</share>",
                      access_model="open")
    check("it cannot be opened by publishing", answer.get("type") == "error", show(answer))
    node = "eu.siacs.conversations.axolotl.bundles:31415"
    bundle = "<bundle xmlns='eu.siacs.conversations.axolotl'>" + "A" * 20000 + "</bundle>"
    answer = _publish(a, node, "current", bundle, access_model="open", persist_items="true")
    check("a key bundle is published openly", answer.get("type") == "result", show(answer))
    check("and a colleague fetches it", "AAAA" in show(_items(b, node, f"desk-a@{DOMAIN}")))
    answer = _publish(a, "urn:x-sotto:checkpoints:0", "1", "<x xmlns='urn:x'/>",
                      access_model="whitelist",
                      persist_items="true", max_items="1000")
    check("a node may keep 1000 items", answer.get("type") == "result", show(answer))


def messages(check, a, b):
    answer = a.iq("get", "<query xmlns='http://jabber.org/protocol/disco#items'/>", DOMAIN)
    check("rooms and files are announced", all(f"{name}.{DOMAIN}" in show(answer)
                                               for name in ("conference", "share")), show(answer))
    number = uuid.uuid4().hex
    a.send(_sealed(f"desk-b@{DOMAIN}", number))
    seen = b.wait(_is_message(number))
    check("a sealed message without a body arrives with the archive's id",
          seen.find("{urn:xmpp:sid:0}stanza-id") is not None, show(seen))
    missed = uuid.uuid4().hex
    a.send(_sealed(f"lee@{DOMAIN}", missed))
    own, closing = _archive(a, ask="<before/>")
    check("the sender's archive holds it", any(m.get("id") == missed for m in own), show(closing))
    check("and nothing bounced", not any(e.get("type") == "error" for e in a.aside))
    return missed


def offline_archive(check, relay, missed):
    lee = Person(relay, relay.accounts["lee"])
    client, _ = lee.password_step()
    lee.enrol(client)
    client.give(lee.codes.next())
    client.next()
    client.send("<presence/>")
    found, closing = _archive(client)
    check("who was away finds the message in the archive",
          any(m.get("id") == missed for m in found), show(closing))
    answer = client.iq("get", f"<metadata xmlns='{MAM}'/>")
    check("the archive tells its ends", answer.find(f".//{{{MAM}}}start") is not None, show(answer))
    client.drop()


def carbons(check, relay, a):
    person = Person(relay, relay.accounts["desk-c"])
    one, _ = person.login()
    person.client_id = str(uuid.uuid4())
    two, success = person.login()
    check("Bind 2 turns stream management and carbons on at once",
          success.find(".//{urn:xmpp:sm:3}enabled") is not None
          and success.find(".//{urn:xmpp:carbons:2}enabled") is not None, show(success))
    for client in (one, two):
        client.send("<presence/>")
    number = uuid.uuid4().hex
    one.send(_sealed(f"desk-a@{DOMAIN}", number))
    copy = two.wait(lambda e: e.find("{urn:xmpp:carbons:2}sent") is not None)
    check("one's other device gets a copy of what one sends", number in show(copy))
    missed = uuid.uuid4().hex
    token, previous = token_of(success), sm_id_of(success)
    two.drop()
    a.send(_sealed(two.full, missed))
    with person.client() as again:
        answer = again.fast(person.user, token, person.client_id,
                            f"<resume xmlns='urn:xmpp:sm:3' previd='{previous}' h='1'/>" + BIND)
        check("a token and a resume in one step",
              answer.find("{urn:xmpp:sm:3}resumed") is not None, show(answer))
        check("bring what was sent meanwhile", again.wait(_is_message(missed)) is not None)
    answer = a.iq("set", f"<block xmlns='urn:xmpp:blocking'><item jid='nobody@{DOMAIN}'/></block>")
    check("blocking works", answer.get("type") == "result", show(answer))
    one.drop()


def rooms(check, relay, a):
    room = f"{uuid.uuid4().hex}@conference.{DOMAIN}"
    person = Person(relay, relay.accounts["desk-d"])
    d, _ = person.login()

    def join(client, nick):
        client.send(f"<presence to='{room}/{nick}'><x xmlns='{MUC}'/></presence>")
        return client.wait(lambda e: name_of(e) == "presence" and e.get("from", "").startswith(room)
                           and (e.get("type") == "error" or e.get("from").endswith("/" + nick)))

    check("anybody of the clinic opens a room", join(a, "a").get("type") is None)
    answer = a.iq("get", f"<query xmlns='{MUC}#owner'/>", room)
    have = {f.get("var"): f.findtext(f"{{{DATA}}}value") for f in answer.iter(f"{{{DATA}}}field")}
    for key, value in (("membersonly", "1"), ("persistentroom", "1"), ("publicroom", "0"),
                       ("whois", "anyone")):
        check(f"a new room has {key}={value}", have.get(f"muc#roomconfig_{key}") == value, have)
    off = {"muc#roomconfig_enablearchiving": "0", "muc#roomconfig_enablelogging": "0"}
    answer = a.iq("set", f"<query xmlns='{MUC}#owner'>{_form(MUC + '#roomconfig', off)}</query>",
                  room)
    check("its form may name the archive", answer.get("type") == "result", show(answer))
    answer = a.iq("get", "<query xmlns='http://jabber.org/protocol/disco#info'/>", room)
    check("but not turn it off", f'var="{MAM}"' in show(answer), show(answer))
    check("who is no member does not get in", join(d, "d").get("type") == "error")
    _, closing = _archive(d, room)
    check("nor into the archive", closing.get("type") == "error", show(closing))
    answer = a.iq("set",
                  f"<query xmlns='{MUC}#admin'>"
                  f"<item affiliation='member' jid='desk-d@{DOMAIN}'/></query>", room)
    check("the owner makes members", answer.get("type") == "result", show(answer))
    check("a member gets in", join(d, "d").get("type") is None)
    number = uuid.uuid4().hex
    d.send(_sealed(room, number, "groupchat"))
    check("a sealed room message comes back to its sender", d.wait(_is_message(number)) is not None)
    found, closing = _archive(d, room)
    check("the room's archive holds it", any(m.get("id") == number for m in found), show(closing))
    for affiliation in ("member", "owner"):
        answer = d.iq("get",
                      f"<query xmlns='{MUC}#admin'><item affiliation='{affiliation}'/></query>",
                      room)
        check(f"a member may list {affiliation}s", answer.get("type") == "result"
              and f"@{DOMAIN}" in show(answer), show(answer))
    d.drop()
    return room, number


def after_restart(check, relay, room, number):
    sotto_relay("stop", relay.folder)
    sotto_relay("start", relay.folder)
    person = Person(relay, relay.accounts["desk-e"])
    client, _ = person.login()
    person_d = Person(relay, relay.accounts["desk-d"])
    person_d.codes.last = int(time.time() // 30)  # its earlier codes were used before
    d, _ = person_d.login()
    found, closing = _archive(d, room)
    check("a room and its archive outlive a restart", any(m.get("id") == number for m in found),
          show(closing))
    check("so do open keys",
          "AAAA" in show(_items(client, "eu.siacs.conversations.axolotl.bundles:31415",
                                                   f"desk-a@{DOMAIN}")))
    for one in (client, d):
        one.drop()


def files(check, relay, a):
    size = 300000
    answer = a.iq("get",
                  f"<request xmlns='urn:xmpp:http:upload:0' filename='x.bin' size='{size}'/>",
                  f"share.{DOMAIN}")
    put, get = (answer.find(f".//{{urn:xmpp:http:upload:0}}{kind}") for kind in ("put", "get"))
    check("a place for a file is given, over HTTPS only", put is not None
          and put.get("url").startswith("https://")
          and get.get("url").startswith("https://"), show(answer))
    context, content = ssl.create_default_context(cafile=relay.config["ca"]), os.urandom(size)
    request = urllib.request.Request(put.get("url"), data=content, method="PUT")
    for header in put:
        request.add_header(header.get("name"), header.text)
    check("the file is taken",
          urllib.request.urlopen(request, context=context, timeout=20).status == 201)
    with urllib.request.urlopen(get.get("url"), context=context, timeout=20) as reply:
        check("and comes back whole, for download only", reply.read() == content
              and reply.headers.get("Content-Disposition", "").startswith("attachment"),
              dict(reply.headers))
    forged = urllib.request.Request(put.get("url") + "x", data=b"y", method="PUT")
    try:
        status = urllib.request.urlopen(forged, context=context, timeout=20).status
    except urllib.error.HTTPError as error:
        status = error.code
    check("without a slot nothing is taken", status in (401, 403, 404), status)


PEOPLE = (("desk-a", "Desk A", "Front Desk", True), ("desk-b", "Desk B", "Front Desk", True),
          ("desk-c", "Desk C", "Front Desk", True), ("desk-d", "Desk D", "Front Desk", True),
          ("desk-e", "Desk E", "Front Desk", True), ("lee", "Lee Park", "Nurses", False))


def everything(check, relay):
    person_a, person_b = (Person(relay, relay.accounts[name]) for name in ("desk-a", "desk-b"))
    a, _ = person_a.login()
    b, _ = person_b.login()
    check.section(colleagues, relay, a, b)
    check.section(own_nodes, a, b)
    missed = messages(check, a, b)
    check.section(offline_archive, relay, missed)
    check.section(carbons, relay, a)
    check.section(files, relay, a)
    room, number = rooms(check, relay, a)
    check.section(after_restart, relay, room, number)


SECTIONS = (everything,)
