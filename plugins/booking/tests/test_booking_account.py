"""Signing in, and what an account may do."""

import base64
import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from reviewdesk_booking import reviewdesk_check_account, reviewdesk_list_listings, reviewdesk_plugin
from reviewdesk_booking.sandbox.grants import PASSWORD, USERNAME

from reviewdesk.api import (
    API_VERSION,
    AuthError,
    BadData,
    May,
    NotApproved,
    NotSupported,
    RateLimited,
    SystemClock,
    Unavailable,
    WriteKind,
)
from reviewdesk.engine.net import redact
from reviewdesk.sandbox import Act, Fault

EXCHANGE = "/token-based-authentication/exchange"


def check(account):
    return reviewdesk_check_account(account=account)


def test_the_card_says_what_booking_says():
    card = reviewdesk_plugin()
    assert card.name == "booking"
    assert card.needs <= API_VERSION
    assert set(card.auth) == {"supply-xml.booking.com"}
    rules = card.platform.replies
    assert (rules.write, rules.moderated, rules.visible_within) == (WriteKind.ONCE, True, timedelta(hours=72))
    assert (card.platform.scale, card.platform.retention.words) == (10, None)
    assert {one.name for one in card.settings} == {"properties", "client_id", "username", "base_url"}
    assert {one.name for one in card.secrets} == {"client_secret", "password"}


def test_an_account_may_read_answer_and_write_to_the_guest(play, sign_in):
    status = check(sign_in(play()))
    assert status.may == {May.READ, May.REPLY, May.MESSAGE}
    assert (status.identity, status.note) == (None, "")


def test_by_hand_nothing_is_asked(play, sign_in):
    booking = play()
    account = sign_in(booking, secrets={})
    assert not account.signed_in
    status = check(account)
    assert status.may == frozenset()
    assert "admin.booking.com" in status.note
    assert not booking.journal.entries()


def test_properties_come_from_the_settings_with_names_if_one_likes(play, sign_in):
    account = sign_in(play(), properties=" 1200001 , 1200002=The Annex;\n1200001=again,, ")
    found = [(one.external_id, one.title) for one in reviewdesk_list_listings(account=account)]
    assert found == [("1200001", "Booking.com 1200001"), ("1200002", "The Annex")]


@pytest.mark.parametrize("told", ["12x", "https://admin.booking.com", "../1", "=Harbour"])
def test_what_is_no_property_id_is_told(play, sign_in, told):
    with pytest.raises(NotSupported, match="no property id"):
        list(reviewdesk_list_listings(account=sign_in(play(), properties=told)))


def test_no_property_at_all_is_told(play, sign_in):
    with pytest.raises(NotSupported, match="No property is named"):
        check(sign_in(play(), properties=" , "))


def test_a_property_that_is_closed_is_named_but_hides_none(play, sign_in):
    status = check(sign_in(play(), properties="1200003=Third, 1200001"))
    assert May.READ in status.may
    assert "Third" in status.note
    assert "not connected" in status.note


def test_a_machine_account_without_the_permission_learns_what_to_ask_for(play, sign_in):
    with pytest.raises(NotApproved, match="Guest Review API"):
        check(sign_in(play(permission=False)))


def test_one_token_serves_many_calls(play, sign_in):
    booking = play()
    account = sign_in(booking)
    for _time in range(5):
        check(account)
    check(sign_in(booking))
    assert booking.grants.count == 1


def test_a_token_is_renewed_before_its_end(play, sign_in):
    booking = play(token_seconds=3600)

    class Later(SystemClock):
        ahead = timedelta()

        def now(self):
            return super().now() + self.ahead

    clock = Later()
    account = sign_in(booking, clock=clock)
    check(account)
    clock.ahead = timedelta(minutes=49)
    check(account)
    assert booking.grants.count == 1
    clock.ahead = timedelta(minutes=51)
    check(account)
    assert booking.grants.count == 2


def test_a_token_that_is_refused_is_renewed_once(play, sign_in, tmp_path):
    booking = play()
    account = sign_in(booking)
    check(account)
    (file,) = (tmp_path / "tokens").glob("*.json")
    booking.grants.revoke(json.loads(file.read_text())["access"].removeprefix("Bearer "))
    assert May.READ in check(account).may
    assert booking.grants.count == 2


def test_a_machine_clock_that_is_wrong_does_not_use_up_the_tokens(play, sign_in):
    booking = play()

    class Fast(SystemClock):
        def now(self):
            return super().now() + timedelta(hours=5)

    account = sign_in(booking, clock=Fast())
    for _time in range(4):
        check(account)
    assert booking.grants.count == 1


@pytest.mark.parametrize("jwt", ["jwt-token", "a.b.c", "a..c", "a.bnVsbA.c", "a.eyJleHAiOiAxZTk5OX0.c"])
def test_a_token_that_does_not_tell_its_end_is_good_for_an_hour(play, sign_in, tmp_path, jwt):
    booking = play()
    body = json.dumps({"jwt": jwt, "ruid": "ruid-1"})
    booking.faults.add(Fault(act=Act.STATUS, path=EXCHANGE, status=200, body=body, times=None))
    with pytest.raises(AuthError):
        check(sign_in(booking))
    facts = json.loads(next((tmp_path / "tokens").glob("*.json")).read_text())
    assert facts["access"] == f"Bearer {jwt}"
    assert facts["expires_at"][14:16] == facts["obtained_at"][14:16]


def test_the_exchange_sends_what_is_documented_and_takes_no_credential_along(play, sign_in):
    booking = play()
    check(sign_in(booking))
    (asked,) = booking.journal.entries("POST", EXCHANGE)
    assert json.loads(asked.body) == {"client_id": booking.settings["client_id"], **booking.secrets}
    assert not asked.authorized


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (401, '{"message": "invalid client_id and/or client_secret"}', AuthError, "client ID.*401"),
        (400, "<html>", AuthError, "400"),
        (403, "{}", NotApproved, "internet addresses"),
        (429, "{}", RateLimited, "30 tokens an hour"),
        (503, "<html>", Unavailable, "503"),
        (500, '{"ruid": "R1"}', Unavailable, "R1"),
        (200, "{}", BadData, "no token"),
        (200, '{"jwt": ""}', BadData, "no token"),
        (200, '{"access_token": "x", "expires_in": 5}', BadData, "no token"),
        (200, "<html>", BadData, "no token"),
        (200, "[]", BadData, "no token"),
    ],
)
def test_a_sign_in_that_fails_says_what_to_do(play, sign_in, status, body, kind, words):
    booking = play()
    booking.faults.add(Fault(act=Act.STATUS, path=EXCHANGE, status=status, body=body, times=None))
    with pytest.raises(kind, match=words) as caught:
        check(sign_in(booking))
    assert "made-up-client-secret" not in str(caught.value)
    if status in {400, 401}:
        assert len(booking.journal.entries("POST", EXCHANGE)) == 1


def test_the_thirty_first_token_of_an_hour_waits(play, sign_in, tmp_path):
    booking = play(tokens_per_hour=1)
    check(sign_in(booking))
    with pytest.raises(RateLimited) as caught:
        check(sign_in(booking, home=tmp_path / "other"))
    assert 3000 < caught.value.retry_after <= 3601


def test_without_a_client_or_a_user_nothing_is_sent(play, sign_in):
    booking = play()
    with pytest.raises(AuthError, match="neither a client ID nor a user name"):
        check(sign_in(booking, client_id=""))
    with pytest.raises(AuthError):
        check(sign_in(booking, secrets={"password": "x" * 9}))
    assert not booking.journal.entries()


def test_an_older_machine_account_signs_with_name_and_password(play, sign_in):
    booking = play(basic=True)
    account = sign_in(booking, secrets={"password": PASSWORD}, client_id="", username=USERNAME)
    assert May.REPLY in check(account).may
    assert booking.grants.count == 0
    pair = base64.b64encode(f"{USERNAME}:{PASSWORD}".encode()).decode()
    assert pair not in redact.clean(f"Authorization: Basic {pair}")
    booking.switches.basic = False
    with pytest.raises(AuthError):
        check(account)


def test_a_pace_that_is_too_fast_is_told_with_its_wait(play, sign_in):
    booking = play(requests_per_minute=1)
    account = sign_in(booking)
    check(account)
    with pytest.raises(RateLimited) as caught:
        check(account)
    assert 0 < caught.value.retry_after <= 61


_PROCESSES = """
import json, multiprocessing, sys
from pathlib import Path
import httpcore
from reviewdesk.api import SystemClock
from reviewdesk.engine.net import http, transport
from reviewdesk.engine.net.connection import AccountSpec, Connection
from reviewdesk.engine.net.token_files import FileTokens
from reviewdesk.engine.net.tokens import TokenKeeper
from reviewdesk_booking import reviewdesk_check_account, reviewdesk_plugin, reviewdesk_renew_token
fork = multiprocessing.get_context("fork")
start = fork.Barrier(10)
def one():
    account = Connection(
        AccountSpec(
            name="main",
            plugin=reviewdesk_plugin(),
            settings=json.loads(sys.argv[2]),
            secrets={"client_secret": "env:CLIENT_SECRET"},
        ),
        keeper=TokenKeeper(FileTokens(Path(sys.argv[1])), SystemClock()),
        renewer=lambda account, name, held: reviewdesk_renew_token(account=account),
        clock=SystemClock(),
    )
    start.wait()
    reviewdesk_check_account(account=account)
ten = [fork.Process(target=one) for _number in range(10)]
for each in ten:
    each.start()
for each in ten:
    each.join()
print(json.dumps([each.exitcode for each in ten]))
"""
"""Ten processes, forked from one that has everything imported; they ask at the same moment."""


def test_ten_processes_share_one_token(play, tmp_path):
    booking = play()
    command = [sys.executable, "-c", _PROCESSES, str(tmp_path), json.dumps(dict(booking.settings))]
    known = os.environ | {"CLIENT_SECRET": booking.secrets["client_secret"]}
    ran = subprocess.run(command, env=known, stdout=subprocess.PIPE, timeout=50, check=True)
    assert json.loads(ran.stdout) == [0] * 10
    assert len(booking.journal.entries("POST", EXCHANGE)) == booking.grants.count == 1
