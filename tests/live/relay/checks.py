# SPDX-License-Identifier: GPL-3.0-or-later
"""Counting checks, and the few moves that all of them share."""
import re
import traceback
import uuid

from xmpp_client import BIND, FAST, SASL1, SOTTO, TOKEN, Client, Closed, Codes, name_of, show


class Checks:
    """Prints one line for each check; a failure prints what was seen."""

    def __init__(self):
        self.passed = self.failed = 0

    def __call__(self, title, good, seen=""):
        if good:
            self.passed += 1
            print(f"ok    {title}", flush=True)
        else:
            self.failed += 1
            print(f"FAIL  {title}: {seen}"[:700], flush=True)
        return bool(good)

    def failure(self, title, element, condition, child=None):
        """The element is a SASL2 failure with this condition and, if named, our child."""
        good = name_of(element) == "failure" and element.find(f"{{{SASL1}}}{condition}") is not None
        if child:
            good = good and element.find(f"{{{SOTTO}}}{child}") is not None
        else:
            good = good and not element.findall(f"{{{SOTTO}}}*")
        return self(title, good, show(element))

    def closed(self, title, action):
        """The action makes the relay close the stream."""
        try:
            seen = show(action())
        except Closed:
            return self(title, True)
        except TimeoutError:
            seen = "nothing happened"
        return self(title, False, seen)

    def section(self, function, *arguments):
        """Runs a group of checks; what it throws counts as one failure."""
        try:
            function(self, *arguments)
        except Exception:  # a test run reports everything and goes on
            self(function.__name__, False, traceback.format_exc())


class Person:
    """An account of a relay, with its codes and one client id."""

    def __init__(self, relay, account):
        self.config, self.address = relay.config, account["address"]
        self.user, self.password = self.address.split("@")[0], account["password"]
        self.codes = Codes(account["totp"]) if "totp" in account else None
        self.recovery = account.get("recovery", "").split(",")
        self.client_id = str(uuid.uuid4())

    def client(self):
        return Client(self.config, self.user)

    def password_step(self, inner=BIND + TOKEN):
        """A new stream on which the password was accepted. Returns (client, answer)."""
        client = self.client()
        return client, client.scram(self.user, self.password, inner, self.client_id)

    def enrol(self, client):
        """Takes the offer of TOTP-INIT; the password was just accepted. Returns the answer."""
        offer = client.begin("TOTP-INIT")
        uri = offer.find("{urn:xmpp:mfa:0}totp").text
        self.codes = Codes(re.search("secret=([A-Z2-7]+)", uri).group(1))
        self.recovery = [code.text for code in offer.iter(f"{{{SOTTO}}}code")]
        return offer

    def login(self, inner=BIND + TOKEN):
        """A complete login with a fresh code. Returns (client, success); raises AssertionError."""
        client, answer = self.password_step(inner)
        if name_of(answer) == "continue":
            answer = client.begin("TOTP", self.codes.next())
        if name_of(answer) != "success":
            raise AssertionError(show(answer))
        client.full = answer.find("{urn:xmpp:sasl:2}authorization-identifier").text
        client.next()  # the features after login
        return client, answer


def token_of(success):
    return success.find(f"{{{FAST}}}token").get("token")


def sm_id_of(success):
    return success.find(".//{urn:xmpp:sm:3}enabled").get("id")
