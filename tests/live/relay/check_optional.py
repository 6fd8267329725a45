# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay that requires the second factor of some accounts only: older apps use the others."""
import os

from check_mfa import new_person
from checks import Person
from relay_fixture import DOMAIN, add_phone, shell, sotto_relay
from xmpp_client import BIND, SASL1, Client, name_of, show

SITE = "sotto_mfa_required = false\n"


def older_apps(check, relay):
    phone = Person(relay, add_phone(relay.folder, "phone", "A phone"))
    client, answer = phone.password_step(BIND)
    check("an account without a second factor logs in with its password",
          name_of(answer) == "success", show(answer))
    client.drop()
    for plus in (True, False):
        with phone.client() as client:
            answer = client.sasl1(phone.user, phone.password, plus)
            check(f"also over SASL1 {'with' if plus else 'without'} channel binding",
                  name_of(answer) == "success", show(answer))
            client.open()
            answer = client.iq("set", "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>")
            check("and binds", answer.get("type") == "result", show(answer))
    with phone.client() as client:
        answer = client.sasl1(phone.user, "wrong password")
        check("a wrong password over SASL1 is refused", name_of(answer) == "failure", show(answer))
        answer = client.sasl1(phone.user, phone.password)
        check("a second try on the stream may succeed", name_of(answer) == "success", show(answer))
    person = new_person(relay, "careful")
    with person.client() as client:
        answer = client.sasl1(person.user, person.password)
        check("SASL1 is refused for an account with a second factor", name_of(answer) == "failure"
              and answer.find(f"{{{SASL1}}}mechanism-too-weak") is not None, show(answer))
        answer = client.iq("set", "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>")
        check("and leads nowhere", answer.get("type") == "error", show(answer))
    check("which logs in with its code", bool(person.login()))
    check("an administrator requires it of others",
          "required" in shell(relay.folder, "mfa", "require", phone.address))
    with phone.client() as client:
        check("and SASL1 ends for them",
              name_of(client.sasl1(phone.user, phone.password)) == "failure")
    client, answer = phone.password_step()
    check("the set-up comes with the next login", name_of(answer) == "continue", show(answer))
    client.drop()


def without_the_module(check, relay):
    shell(relay.folder, "module", "unload", "sotto_mfa", DOMAIN)
    check.closed("without the module there is no login", lambda: Client(relay.config).features)
    shell(relay.folder, "module", "load", "sotto_mfa", DOMAIN)
    person = new_person(relay, "again")
    check("loading it brings logins back", bool(person.login()))
    key = os.path.join(relay.folder, "keys", "mfa.key")
    os.rename(key, key + ".away")
    shell(relay.folder, "module", "reload", "sotto_mfa", DOMAIN)
    check.closed("nor after a reload without the key file", lambda: Client(relay.config).features)
    os.rename(key + ".away", key)
    sotto_relay("stop", relay.folder)
    sotto_relay("start", relay.folder)
    client, _ = person.password_step(BIND)
    check("with the key file all is as before",
          name_of(client.begin("TOTP", person.codes.next())) == "success")


SECTIONS = (older_apps, without_the_module)
