# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways round the second factor: none may lead in."""
from check_mfa import new_person
from xmpp_client import (BIND, FAST, MFA, SASL1, SASL2, Closed, Scram, authenticate, b64, name_of,
                         show, unb64)

BIND1 = "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"
ROSTER = "<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>"


def _sasl1(mechanism, data):
    return f"<auth xmlns='{SASL1}' mechanism='{mechanism}'>{b64(data)}</auth>"


def _locked_out(check, title, client):
    """The session can neither bind nor read: refused with an error, or the stream is closed."""
    for what, stanza in (("bind", BIND1), ("roster", ROSTER)):
        try:
            answer = client.ask(stanza)
            refused = answer.get("type") == "error" or name_of(answer) in ("failure", "failed")
        except Closed:
            check(f"{title}: no {what}", True)
            return
        check(f"{title}: no {what}", refused, show(answer))


def while_a_task_waits(check, relay):
    person, other = new_person(relay, "router"), new_person(relay, "router2")
    scram = Scram(other.user, other.password)
    moves = (
        ("a second <authenticate/>", authenticate("SCRAM-SHA-256", scram.first())),
        ("a FAST <authenticate/>", authenticate("HT-SHA-256-NONE", b"router\0" + b"x" * 32,
                                                person.client_id, f"<fast xmlns='{FAST}'/>")),
        ("a <response/>", f"<response xmlns='{SASL2}'>YQ==</response>"),
        ("SASL1 <auth/>", _sasl1("SCRAM-SHA-256", scram.first())),
        ("SASL1 <response/>", f"<response xmlns='{SASL1}'>YQ==</response>"),
        ("SASL1 <abort/>", f"<abort xmlns='{SASL1}'/>"),
        ("<task-data/> before <next/>",
         f"<task-data xmlns='{SASL2}'><totp xmlns='{MFA}'>000000</totp></task-data>"),
        ("stream management", "<enable xmlns='urn:xmpp:sm:3' resume='true'/>"),
        ("resuming", "<resume xmlns='urn:xmpp:sm:3' previd='x' h='0'/>"),
        ("a <success/> of the client's own", f"<success xmlns='{SASL2}'/>"),
    )
    for what, text in moves:
        client, answer = person.password_step()
        if name_of(answer) != "continue":
            check(f"the task for {what}", False, show(answer))
            continue
        client.send(text)
        _locked_out(check, f"{what} while a task waits", client)
        client.drop()
    client, _ = person.password_step()
    _locked_out(check, "stanzas while a task waits", client)
    client.drop()
    client, _ = person.password_step()
    client.begin("TOTP")
    check.closed("a second <next/>", lambda: client.begin("TOTP", person.codes.next()))
    for wrong in ("TOTP-INIT", "totp", "", "HOTP"):
        client, _ = person.password_step()
        check.failure(f"the task {wrong!r} is not the one that waits", client.begin(wrong),
                      "malformed-request")
        client.drop()
    client, _ = person.password_step()
    check.failure("a login can be aborted", client.ask(f"<abort xmlns='{SASL2}'/>"), "aborted")
    check.closed("the aborted task is gone", lambda: client.begin("TOTP", person.codes.next()))
    client, _ = person.password_step()
    client.ask(f"<abort xmlns='{SASL2}'/>")
    answer = client.scram(other.user, other.password, BIND, other.client_id)
    check("somebody else can log in on the stream after an abort", name_of(answer) == "continue"
          and name_of(client.begin("TOTP", other.codes.next())) == "success", show(answer))
    check.closed("who is logged in cannot authenticate again",
                 lambda: [client.next(), client.scram(person.user, person.password)][1])


def other_mechanisms(check, relay):
    person = new_person(relay, "mech")
    plain = f"\0{person.user}\0{person.password}".encode()
    with person.client() as client:
        for mechanism, data in (("PLAIN", plain), ("SCRAM-SHA-1", b"n,,n=mech,r=abc"),
                                ("LOGIN", plain),
                                ("OAUTHBEARER", b"n,,\1auth=Bearer x\1\1"), ("ANONYMOUS", b""),
                                ("EXTERNAL", b""),
                                ("HT-SHA-256-NONE", b"mech\0" + b"x" * 32), ("", b""),
                                ("scram-sha-256", b"")):
            check.failure(f"SASL2 {mechanism or 'without a name'} is refused",
                          client.ask(authenticate(mechanism, data, person.client_id)),
                          "invalid-mechanism")
        check.failure("SASL2 without a mechanism is refused",
                      client.ask(f"<authenticate xmlns='{SASL2}'/>"), "malformed-request")
        check.failure("SCRAM dressed as FAST is refused", client.ask(authenticate(
            "SCRAM-SHA-256", b"n,,n=mech,r=abc", person.client_id, f"<fast xmlns='{FAST}'/>")),
            "invalid-mechanism")
        check.failure("FAST without a client id is refused", client.ask(authenticate(
            "HT-SHA-256-NONE", b"mech\0" + b"x" * 32, None, f"<fast xmlns='{FAST}'/>")),
            "malformed-request")
        check.failure("a guessed token is refused",
                      client.fast(person.user, "guess", person.client_id),
                      "not-authorized")
        check.failure("FAST is refused the second time on a stream",
                      client.fast(person.user, "guess", person.client_id), "malformed-request")
    for what, inside in (("with nothing in it", ""),
                         ("that is not base64", "<initial-response>%%%</initial-response>")):
        with person.client() as client:
            answer = client.ask(f"<authenticate xmlns='{SASL2}' mechanism='HT-SHA-256-NONE'>{inside}"
                                f"<user-agent id='x'/><fast xmlns='{FAST}'/></authenticate>")
            check(f"FAST {what} is refused", name_of(answer) == "failure", show(answer))
    for mechanism, data in (("PLAIN", plain),
                            ("SCRAM-SHA-256", Scram(person.user, person.password).first())):
        with person.client() as client:
            answer = client.ask(_sasl1(mechanism, data))
            check(f"SASL1 {mechanism} is refused", name_of(answer) == "failure"
                  and answer.find(f"{{{SASL1}}}mechanism-too-weak") is not None, show(answer))
            _locked_out(check, f"after SASL1 {mechanism}", client)


def mixed_protocols(check, relay):
    person = new_person(relay, "mixer")
    with person.client() as client:
        scram = Scram(person.user, person.password)
        challenge = client.ask(authenticate("SCRAM-SHA-256", scram.first()))
        final = b64(scram.final(unb64(challenge.text)))
        check.closed("SASL2 begun, SASL1 finished: closed",
                     lambda: client.ask(f"<response xmlns='{SASL1}'>{final}</response>"))
    with person.client() as client:
        check.closed("a <response/> out of nowhere",
                     lambda: client.ask(f"<response xmlns='{SASL2}'>YQ==</response>"))
    with person.client() as client:
        check.closed("a <next/> out of nowhere", lambda: client.begin("TOTP", person.codes.next()))
    with person.client() as client:
        check.failure("a <response/> after a failure", [client.scram(person.user, "wrong-password"),
                      client.ask(f"<response xmlns='{SASL2}'>YQ==</response>")][1],
                      "invalid-mechanism")
        answer = client.iq("set", "<query xmlns='jabber:iq:register'><username>thief</username>"
                                  "<password>thief-password</password></query>")
        check("nobody can register", answer.get("type") == "error", show(answer))
        answer = client.iq("set", "<query xmlns='jabber:iq:auth'><username>mixer</username>"
                                  f"<password>{person.password}</password><resource>x</resource>"
                                  "</query>")
        check("the login of 1999 is not there", answer.get("type") == "error", show(answer))


def what_passwords_tell(check, relay):
    person = new_person(relay, "teller")
    with person.client() as client:
        scram = Scram(person.user, person.password)
        challenge = unb64(client.ask(authenticate("SCRAM-SHA-256", scram.first())).text)
        final = scram.final(challenge).replace(b",p=", b",p=%%%")
        check.failure("a proof that is not base64 is refused", client.ask(
            f"<response xmlns='{SASL2}'>{b64(final)}</response>"), "malformed-request")
        check("passwords are hashed with 100000 rounds", scram.iterations == 100000,
              scram.iterations)
        salts = []
        for _ in range(2):
            scram = Scram("nobody-here", "x")
            answer = client.ask(authenticate("SCRAM-SHA-256", scram.first()))
            final = scram.final(unb64(answer.text))
            salts.append(scram.salt)
            check.failure("an unknown name fails like a wrong password",
                          client.ask(f"<response xmlns='{SASL2}'>{b64(final)}</response>"),
                          "not-authorized")
        check("an unknown name has the same salt each time, of the usual length and rounds",
              salts[0] == salts[1] and len(unb64(salts[0])) == 36 and scram.iterations == 100000,
              salts)
        answer = client.ask(authenticate("SCRAM-SHA-256", b"y,,n=teller,r=abc"))
        check.failure("a stripped channel binding is noticed", answer, "malformed-request")
    one, two = person.client(), person.client()
    scram = Scram(person.user, person.password, one.exporter)
    challenge = two.ask(authenticate("SCRAM-SHA-256-PLUS", scram.first()))
    check.failure("a login relayed from another TLS connection is refused", two.ask(
        f"<response xmlns='{SASL2}'>{b64(scram.final(unb64(challenge.text)))}</response>"),
        "malformed-request")
    one.drop()
    two.drop()


SECTIONS = (while_a_task_waits, other_mechanisms, mixed_protocols, what_passwords_tell)
