# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits and stops after failures; age of tokens. On a relay with short times (SITE)."""
import time

from check_mfa import new_person
from checks import token_of
from relay_fixture import sotto_relay
from xmpp_client import BIND, SASL1, SOTTO, Client, name_of, show

SITE = """
sotto_mfa_free_failures = 3
sotto_mfa_first_delay = 2
sotto_mfa_hard_stop = 5
sotto_mfa_fast_max_age = 4
"""


def _locked(check, title, answer, hard=False):
    lock = answer.find(f"{{{SOTTO}}}locked")
    good = (name_of(answer) == "failure" and lock is not None
            and answer.find(f"{{{SASL1}}}temporary-auth-failure") is not None)
    if good and hard:
        good = lock.get("hard") == "true" and lock.get("seconds") == "0"
    elif good:
        good = lock.get("hard") is None and 1 <= int(lock.get("seconds")) <= 4
    return check(title, good, show(answer))


def _wrong_code(person):
    client, answer = person.password_step()
    if name_of(answer) == "continue":
        answer = client.begin("TOTP", person.codes.wrong())
    client.drop()
    return answer


def codes(check, relay):
    person = new_person(relay, "guessed")
    client, success = person.login()
    client.drop()
    token = token_of(success)
    for number in range(3):
        check.failure(f"wrong code {number + 1} costs nothing", _wrong_code(person),
                      "not-authorized", "wrong-code")
    _locked(check, "then the account waits", _wrong_code(person))
    with person.client() as client:
        check("a token is no guess and works meanwhile",
              name_of(client.fast(person.user, token, person.client_id)) == "success")
    time.sleep(2.1)
    check.failure("after the wait there is one try", _wrong_code(person), "not-authorized",
                  "wrong-code")
    time.sleep(2.1)
    _locked(check, "the next wait is twice as long", _wrong_code(person))
    time.sleep(2.1)
    check("a right code after the wait logs in", bool(person.login()))
    check.failure("and starts the count again", _wrong_code(person), "not-authorized", "wrong-code")
    for pause in (0, 0, 2.1, 4.1):
        time.sleep(pause)
        _wrong_code(person)
    _locked(check, "after the last try the account stops for good", _wrong_code(person), hard=True)
    sotto_relay("stop", relay.folder)
    sotto_relay("start", relay.folder)
    _locked(check, "neither time nor a restart helps", _wrong_code(person), hard=True)
    check("the list shows it", "code_locked=hard" in sotto_relay("user", "list", relay.folder))
    sotto_relay("user", "reset-mfa", relay.folder, person.address)
    _, answer = person.password_step()
    check("a reset does", name_of(answer) == "continue", show(answer))


def passwords(check, relay):
    person = new_person(relay, "sprayed")
    right, person.password = person.password, "wrong-password"
    with person.client() as client:  # one stream: a new one buys no new tries
        for _ in range(3):
            check.failure("a wrong password is refused",
                          client.scram(person.user, person.password), "not-authorized")
        _locked(check, "the third makes the account wait, even for the right one",
                client.scram(person.user, right))
    _locked(check, "on every stream", person.password_step()[1])
    time.sleep(2.1)
    for pause in (0, 4.1):
        time.sleep(pause)
        person.password_step()[0].drop()
    _locked(check, "after the last try it stops for good", person.password_step()[1], hard=True)
    sotto_relay("user", "reset-mfa", relay.folder, person.address)
    person.password = right
    client, answer = person.password_step()
    check("a reset clears it", name_of(answer) == "continue", show(answer))
    client.drop()
    with Client(relay.config) as client:
        for _ in range(3):
            client.scram("nobody-here", "wrong-password")
        _locked(check, "a name that is no account waits in the same way",
                client.scram("nobody-here", "x"))


def side_by_side(check, relay):
    """Tries that began before the wait must not be finished during it."""
    person = new_person(relay, "racer")
    waiting = [person.password_step()[0] for _ in range(6)]
    answers = [client.begin("TOTP", person.codes.wrong()) for client in waiting]
    tried = sum(answer.find(f"{{{SOTTO}}}wrong-code") is not None for answer in answers)
    check("streams opened beforehand give no more tries", tried == 3, [show(a) for a in answers])
    for client in waiting:
        client.drop()


def token_age(check, relay):
    person = new_person(relay, "shift")
    client, success = person.login()
    client.drop()
    token = token_of(success)
    with person.client() as client:
        check("a fresh token logs in",
              name_of(client.fast(person.user, token, person.client_id)) == "success")
    time.sleep(5.1)
    with person.client() as client:
        check.failure("a token is refused when the last code is too old",
                      client.fast(person.user, token, person.client_id), "credentials-expired")
        answer = client.scram(person.user, person.password, BIND, person.client_id)
        check("and the stream goes on with password and code", name_of(answer) == "continue"
              and name_of(client.begin("TOTP", person.codes.next())) == "success", show(answer))


SECTIONS = (codes, passwords, side_by_side, token_age)
