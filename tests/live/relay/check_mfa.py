# SPDX-License-Identifier: GPL-3.0-or-later
"""The second factor as people meet it: set up, used, mistyped, lost, revoked."""
import os
import re
import subprocess
import tempfile
from xml.etree import ElementTree

from checks import Person, sm_id_of, token_of
from relay_fixture import DOMAIN, add_user, sotto_relay
from xmpp_client import (BIND, FAST, MFA, SASL1, SASL2, SOTTO, TOKEN, Closed, name_of,
                         show)

ERASE = "urn:x-sotto:erase:0"


def new_person(relay, name, enrol=True):
    return Person(relay, add_user(relay.folder, name, name.title(), "Testers", enrol))


def offered_features(check, relay):
    with Person(relay, relay.accounts["desk-a"]).client() as client:
        found = {e.text for e in client.features.find(f"{{{SASL2}}}authentication")
                 .findall(f"{{{SASL2}}}mechanism")}
        check("SASL2 offers SCRAM-SHA-256 with and without channel binding, nothing else",
              found == {"SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"}, found)
        text = show(client.features)
        check("SASL1 mechanisms are not offered", "ns:xmpp-sasl}" not in text and
              client.features.find("{urn:ietf:params:xml:ns:xmpp-sasl}mechanisms") is None, text)
        for what, part in (("tls-exporter", "type=\"tls-exporter\""), ("FAST", "HT-SHA-256-EXPR"),
                           ("stream management in Bind 2", "var=\"urn:xmpp:sm:3\""),
                           ("carbons in Bind 2", "var=\"urn:xmpp:carbons:2\"")):
            check(f"{what} is offered", part in text, text)


def enrolment(check, relay):
    lee = Person(relay, relay.accounts["lee"])
    client, answer = lee.password_step()
    check("a first login must set the code up", name_of(answer) == "continue"
          and answer.find(f".//{{{SASL2}}}task").text == "TOTP-INIT", show(answer))
    offer = lee.enrol(client)
    uri = offer.find(f"{{{MFA}}}totp").text
    check("the offer carries an otpauth address",
          uri.startswith("otpauth://totp/riverside.example:lee%40"), uri)
    check("and ten different recovery codes", len(set(lee.recovery)) == 10 and all(
        re.fullmatch("[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}", code) for code in lee.recovery),
        lee.recovery)
    check.failure("a recovery code cannot confirm the set-up", client.give(lee.recovery[0]),
                  "not-authorized", "wrong-code")
    client.scram("lee", lee.password, BIND + TOKEN, lee.client_id)
    again = client.begin("TOTP-INIT").find(f"{{{MFA}}}totp").text
    check("a retry on the same stream offers the same secret", again == uri, again)
    check.failure("a wrong first code is refused", client.give(lee.codes.wrong()),
                  "not-authorized", "wrong-code")
    other, _ = lee.password_step()
    check("another stream gets another secret",
          other.begin("TOTP-INIT").find(f"{{{MFA}}}totp").text != uri)
    client.scram("lee", lee.password, BIND + TOKEN, lee.client_id)
    client.begin("TOTP-INIT")
    oath = subprocess.run(["oathtool", "--totp", "-b", lee.codes.secret], capture_output=True,
                          text=True, check=False).stdout.strip()
    code = lee.codes.next()
    check("an authenticator app makes the same codes", oath == code or len(oath) == 6, oath)
    answer = client.give(code)
    check("the first right code logs in, binds and gives a token",
          name_of(answer) == "success" and answer.find("{urn:xmpp:bind:0}bound") is not None
          and answer.find(f"{{{FAST}}}token") is not None, show(answer))
    client.drop()
    check.failure("a set-up that was overtaken by another is refused",
                  other.give(lee.codes.next()), "credentials-expired")
    other.drop()
    client, answer = lee.password_step()
    check("from then on the code is asked for", answer.find(f".//{{{SASL2}}}task").text == "TOTP")
    answer = client.begin("TOTP-INIT")
    check.failure("an enrolled account cannot be set up again", answer, "malformed-request")
    client.drop()


def codes_are_good_once(check, relay):
    person = Person(relay, relay.accounts["desk-a"])
    client, _ = person.password_step()
    answer = client.begin("TOTP")
    check("<next/> without a code is answered with an empty task", name_of(answer) == "task-data"
          and answer.find(f"{{{MFA}}}totp") is not None, show(answer))
    check("the code in <task-data/> logs in",
          name_of(client.give(person.codes.next())) == "success")
    client.drop()
    client, _ = person.password_step()
    check.failure("the same code is refused on another stream",
                  client.begin("TOTP", person.codes.again()), "not-authorized", "reused-code")
    client.scram(person.user, person.password, BIND, person.client_id)
    check.failure("and on the same stream", client.begin("TOTP", person.codes.again()),
                  "not-authorized", "reused-code")
    for text, what in ((person.codes.wrong(), "a wrong code"), ("12345", "five digits"),
                       ("1234567", "seven digits"), ("", "nothing"), ("x" * 5000, "a long text"),
                       ("12345\u0666", "other digits"), ("-12345", "a sign")):
        client.scram(person.user, person.password, BIND, person.client_id)
        client.begin("TOTP")
        check.failure(f"{what} is refused", client.give(text), "not-authorized", "wrong-code")
    client.scram(person.user, person.password, BIND, person.client_id)
    code = person.codes.next()
    check("a right code on the stream of the failures logs in",
          name_of(client.begin("TOTP", f" {code[:3]} {code[3:]} ")) == "success")
    client.drop()


def recovery_codes(check, relay):
    person, other = new_person(relay, "recover"), new_person(relay, "recover2")
    client, _ = person.password_step()
    check.failure("a recovery code of somebody else is refused",
                  client.begin("TOTP", other.recovery[0]), "not-authorized", "wrong-code")
    client.scram(person.user, person.password, BIND + TOKEN, person.client_id)
    answer = client.begin("TOTP", person.recovery[3].replace("-", "").lower())
    left = answer.find(f"{{{SOTTO}}}recovery")
    check("a recovery code logs in, however it was typed, and nine are left",
          name_of(answer) == "success" and left is not None and left.get("left") == "9",
          show(answer))
    client.drop()
    client, _ = person.password_step()
    check.failure("a recovery code is good once", client.begin("TOTP", person.recovery[3]),
                  "not-authorized", "reused-code")
    client.drop()


def fast_login(check, relay):
    person = new_person(relay, "quick")
    client, success = person.login()
    token, previous = token_of(success), sm_id_of(success)
    client.drop()
    with person.client() as again:
        answer = again.fast(person.user, token, person.client_id,
                            f"<resume xmlns='urn:xmpp:sm:3' previd='{previous}' h='0'/>" + BIND)
        check("a token logs in without a code and resumes the session",
              name_of(answer) == "success" and answer.find("{urn:xmpp:sm:3}resumed") is not None,
              show(answer))
        again.next()
        check("the resumed session works",
              again.iq("get", "<ping xmlns='urn:xmpp:ping'/>").get("type") == "result")
    with person.client() as stranger:
        check.failure("the token is bound to its client",
                      stranger.fast(person.user, token, "another-client"), "not-authorized")
    with person.client() as last:
        last.fast(person.user, token, person.client_id, extra=" invalidate='true'")
    with person.client() as after:
        check.failure("an invalidated token is refused",
                      after.fast(person.user, token, person.client_id), "not-authorized")
        answer = after.scram(person.user, person.password, BIND, person.client_id)
        check("and the same stream goes on with password and code", name_of(answer) == "continue"
              and name_of(after.begin("TOTP", person.codes.next())) == "success")


def _ends_everything(check, relay, name, what, words):
    """Runs one administrator's command against a live session, a token and a waiting task."""
    person = new_person(relay, name)
    live, success = person.login()
    waiting, _ = person.password_step()
    printed = sotto_relay("user", words, relay.folder, person.address)
    check.closed(f"{what} closes live sessions", lambda: live.next())
    answer = waiting.begin("TOTP", person.codes.next())
    check(f"{what} ends a login that waits for its code", name_of(answer) == "failure",
          show(answer))
    waiting.drop()
    with person.client() as client:
        answer = client.fast(person.user, token_of(success), person.client_id)
        check(f"{what} revokes tokens", name_of(answer) == "failure", show(answer))
    return person, printed, token_of(success)


def administration(check, relay):
    person, _, token = _ends_everything(check, relay, "leaver", "disabling", "disable")
    with person.client() as client:
        check.failure("a disabled account is told so after the right password",
                      client.scram(person.user, person.password), "account-disabled")
        check.failure("but not after a wrong one", client.scram(person.user, "wrong-password"),
                      "not-authorized")
    sotto_relay("user", "enable", relay.folder, person.address)
    with person.client() as client:
        check.failure("enabling does not bring old tokens back",
                      client.fast(person.user, token, person.client_id), "not-authorized")
    check("an enabled account logs in with its old code", bool(person.login()))

    person, printed, _ = _ends_everything(check, relay, "forgot", "a new password", "password")
    with person.client() as client:
        check.failure("the old password is refused", client.scram(person.user, person.password),
                      "not-authorized")
    person.password = re.search("^password: (.*)$", printed, re.M).group(1)
    check("the new password logs in with the old code", bool(person.login()))

    person, _, _ = _ends_everything(check, relay, "lostphone", "a reset", "reset-mfa")
    client, answer = person.password_step()
    check("after a reset the next login sets a new code up",
          answer.find(f".//{{{SASL2}}}task").text == "TOTP-INIT", show(answer))
    old = person.codes
    person.enrol(client)
    check("the new secret is another", old.secret != person.codes.secret)
    client.drop()


def erasing(check, relay):
    """The relay hands an order to erase on, to whoever holds the workstation."""
    person = new_person(relay, "stolen")
    live, success = person.login()
    text = f"sotto-erase-order 1\naccount {person.address}\nbefore 2026-11-22T10:00:00Z\nsignature 00\n"
    with tempfile.NamedTemporaryFile("w", suffix=".order") as order:
        order.write(text)
        order.flush()
        os.chmod(order.name, 0o644)  # sotto-relay never works as root
        said = sotto_relay("user", "erase", relay.folder, f"desk-a@{DOMAIN}", order.name,
                           check=False)
        check("an order for somebody else is refused", "is for another account" in said, said)
        sotto_relay("user", "erase", relay.folder, person.address, order.name)

    def handed_on(title, answer, condition):
        found = answer.find(f".//{{{ERASE}}}order")
        check(title, found is not None and found.text == text
              and answer.find(f".//{condition}") is not None, show(answer))

    try:
        ended = ElementTree.Element(show(live.next()))
    except Closed as error:
        ended = ElementTree.fromstring(str(error))
    handed_on("an open stream ends with the order", ended,
              "{urn:ietf:params:xml:ns:xmpp-streams}not-authorized")
    with person.client() as client:
        handed_on("a token is refused with it",
                  client.fast(person.user, token_of(success), person.client_id),
                  f"{{{SASL1}}}not-authorized")
        handed_on("and so is a wrong password", client.scram(person.user, "wrong-password"),
                  f"{{{SASL1}}}not-authorized")
        handed_on("and the right one", client.scram(person.user, person.password),
                  f"{{{SASL1}}}account-disabled")
    said = sotto_relay("user", "enable", relay.folder, person.address, check=False)
    check("enabling is refused while it waits", "--drop-order" in said, said)
    with person.client() as client:
        handed_on("which stays", client.scram(person.user, person.password),
                  f"{{{SASL1}}}account-disabled")
    sotto_relay("user", "enable", relay.folder, person.address, "--drop-order")
    with person.client() as client:
        answer = client.scram(person.user, "wrong-password")
        check("enabling with that word takes it back",
              answer.find(f".//{{{ERASE}}}order") is None, show(answer))


def own_password(check, relay):
    person = new_person(relay, "changer")
    client, success = person.login()
    answer = client.iq("set", "<query xmlns='jabber:iq:register'><remove/></query>")
    check("nobody can delete an account from a client", answer.get("type") == "error", show(answer))
    answer = client.iq("set", "<query xmlns='jabber:iq:register'><username>changer</username>"
                              "<password>another long password</password></query>")
    check("a person can change the password", answer.get("type") == "result", show(answer))
    client.drop()
    with person.client() as again:
        answer = again.fast(person.user, token_of(success), person.client_id)
        check("which revokes the tokens", name_of(answer) == "failure", show(answer))
    person.password = "another long password"
    check("and takes effect", bool(person.login()))


SECTIONS = (offered_features, enrolment, codes_are_good_once, recovery_codes, fast_login,
            administration, erasing, own_password)
