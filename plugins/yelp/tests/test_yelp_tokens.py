"""Sign-in, tokens that rotate, and where they go."""

import json
import os
import subprocess
import sys
import threading
import urllib.request
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import reviewdesk_yelp as plugin
from reviewdesk_yelp.sandbox.grants import REFRESH_TOKEN

from reviewdesk.api import AuthError, BadData
from reviewdesk.engine.net.signin import BrowserSignIn
from reviewdesk.sandbox import Act, Fault


def asked(yelp):
    return yelp.journal.entries("POST", "/oauth2/token/v3")


def profile(account):
    return account.http.get("https://partner-api.yelp.com/v1/business_owner/me/profile").json()


def test_the_token_is_renewed_once_and_then_kept(yelp, connect):
    account = connect(yelp)
    for _ in range(5):
        assert profile(account)["first_name"] == "Rosa"
    assert len(asked(yelp)) == 1
    again = connect(yelp)
    profile(again)
    assert len(asked(yelp)) == 1


def test_each_renewal_shows_the_newest_refresh_token(yelp, connect):
    account = connect(yelp)
    shown = []
    for _ in range(3):
        profile(account)
        yelp.grants.end_access()
        profile(account)
        shown = [parse_qs(entry.body)["refresh_token"][0] for entry in asked(yelp)]
    assert len(set(shown)) == len(shown) == 4
    assert shown[0] == REFRESH_TOKEN


def test_many_accounts_of_one_home_share_one_token(yelp, connect):
    accounts = [connect(yelp) for _ in range(6)]
    gate = threading.Barrier(6)
    seen = []

    def work(account):
        gate.wait()
        seen.append(profile(account)["id"])

    threads = [threading.Thread(target=work, args=(account,)) for account in accounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 6
    assert len(asked(yelp)) == 1


_PROCESSES = """
import json, multiprocessing, sys
from pathlib import Path
import httpcore
from reviewdesk.api import SystemClock
from reviewdesk.engine.net import http, transport
from reviewdesk.engine.net.connection import AccountSpec, Connection
from reviewdesk.engine.net.token_files import FileTokens
from reviewdesk.engine.net.tokens import TokenKeeper
from reviewdesk_yelp import reviewdesk_plugin, reviewdesk_renew_token
fork = multiprocessing.get_context("fork")
start, said = fork.Barrier(11), fork.SimpleQueue()
def one():
    account = Connection(
        AccountSpec(
            name="main",
            plugin=reviewdesk_plugin(),
            settings=json.loads(sys.argv[2]),
            secrets={"client_secret": "env:CLIENT_SECRET", "refresh_token": "env:REFRESH_TOKEN"},
        ),
        keeper=TokenKeeper(FileTokens(Path(sys.argv[1])), SystemClock()),
        renewer=lambda account, name, held: reviewdesk_renew_token(account=account),
        clock=SystemClock(),
        trust_env=False,
    )
    for _round in range(3):
        start.wait()
        answer = account.http.get("https://partner-api.yelp.com/v1/business_owner/me/profile")
        said.put(answer.json()["first_name"])
ten = [fork.Process(target=one) for _number in range(10)]
for each in ten:
    each.start()
for _round in sys.stdin:
    start.wait()
    print(json.dumps([said.get() for _each in ten]), flush=True)
for each in ten:
    each.join()
print(json.dumps([each.exitcode for each in ten]))
"""
"""Ten processes, forked from one that has everything imported; at each line they ask at the same moment."""


def test_ten_processes_share_one_token_and_renew_a_refused_one_once(yelp, tmp_path):
    command = [sys.executable, "-c", _PROCESSES, str(tmp_path), json.dumps(dict(yelp.settings))]
    known = os.environ | {name.upper(): value for name, value in yelp.secrets.items()}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=known, text=True, **pipes) as running:
        for tokens in (1, 2, 3):
            running.stdin.write("go\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline()) == ["Rosa"] * 10
            assert len(asked(yelp)) == tokens
            yelp.grants.end_access()
        ends, _errors = running.communicate(timeout=50)
    assert json.loads(ends) == [0] * 10
    shown = [parse_qs(entry.body)["refresh_token"][0] for entry in asked(yelp)]
    assert shown[0] == REFRESH_TOKEN
    assert len(set(shown)) == 3
    assert {entry.status for entry in asked(yelp)} == {200}


def test_a_refresh_token_shown_twice_ends_the_grant_and_is_never_retried(yelp, connect):
    yelp.faults.add(Fault(act=Act.DROP, path="/oauth2/token", applied=True))
    account = connect(yelp)
    with pytest.raises(Exception, match=r"127\.0\.0\.1"):
        profile(account)
    assert len(asked(yelp)) == 1
    with pytest.raises(AuthError, match="refresh token is dead"):
        profile(account)


def test_a_strange_life_is_not_believed(yelp, connect):
    account = connect(yelp)
    for strange in (-5, 10**12, "long", None):
        yelp.faults.clear()
        yelp.grants = yelp.grants
        rewrite = Fault(act=Act.REWRITE, path="/oauth2/token", field="expires_in", value=strange)
        yelp.faults.add(rewrite)
        yelp.grants.end_access()
        profile(account)
    assert len(asked(yelp)) == 4


def test_tokens_and_keys_go_to_their_own_hosts_only(yelp, connect):
    account = connect(yelp)
    plugin.reviewdesk_check_account(account=account)
    account.http.get("https://biz.yelp.com/r2r/Tq0Sandbox-Example-001")
    for entry in yelp.journal.entries():
        assert entry.authorized is not entry.path.startswith(("/r2r", "/oauth2"))
    (token,) = asked(yelp)
    assert yelp.secrets["api_key"] not in token.body
    with pytest.raises(BadData, match="did not name"):
        account.http.get("https://api.yelp.com.evil.example/v3/businesses/x")


def test_the_browser_sign_in_brings_a_refresh_token(yelp, connect):
    account = connect(yelp)

    def open_url(url):
        page = urllib.request.urlopen(url, timeout=5).read().decode()
        number = page.split('name="consent" value="')[1].split('"')[0]
        back = httpx.post(
            url.split("?")[0], data={"consent": number, "decision": "allow"}, trust_env=False
        ).headers["Location"]
        httpx.get(back, trust_env=False)

    signed = BrowserSignIn(account, timeout=5).run(open_url=open_url)
    assert signed.refresh.reveal() != REFRESH_TOKEN
    assert signed.scopes == ("r2r", "r2r_get_businesses", "r2r_business_owner")


def test_the_sign_in_page_takes_only_what_yelp_takes(yelp):
    def ask(**changes):
        query = {
            "client_id": yelp.settings["client_id"],
            "redirect_uri": "http://127.0.0.1:9/back",
            "response_type": "code",
            "scope": "r2r",
            "state": "s",
            **changes,
        }
        return httpx.get(f"{yelp.url}/oauth2/authorize", params=query, trust_env=False)

    good = ask()
    assert good.status_code == 200
    assert good.headers["X-Frame-Options"] == "SAMEORIGIN"
    for changes in (
        {"client_id": "x"},
        {"redirect_uri": "https://elsewhere.example/back"},
        {"response_type": "token"},
        {"scope": ""},
        {"scope": "everything"},
    ):
        assert ask(**changes).status_code == 400
    number = good.text.split('name="consent" value="')[1].split('"')[0]
    data = {"consent": number, "decision": "deny"}
    back = httpx.post(f"{yelp.url}/oauth2/authorize", data=data, trust_env=False).headers["Location"]
    assert parse_qs(urlsplit(back).query) == {"error": ["access_denied"], "state": ["s"]}
    assert httpx.post(f"{yelp.url}/oauth2/authorize", data=data, trust_env=False).status_code == 400


def test_the_second_version_does_not_rotate_and_the_third_does(yelp):
    form = {
        "client_id": yelp.settings["client_id"],
        "client_secret": yelp.secrets["client_secret"],
        "grant_type": "refresh_token",
    }

    def token(version, refresh):
        data = {**form, "refresh_token": refresh}
        return httpx.post(f"{yelp.url}/oauth2/token{version}", data=data, trust_env=False)

    assert token("", REFRESH_TOKEN).json()["refresh_token"] == REFRESH_TOKEN
    third = token("/v3", REFRESH_TOKEN).json()
    assert {
        "access_token",
        "token_type",
        "expires_in",
        "expires_on",
        "refresh_token",
        "refresh_token_expires_in",
        "refresh_token_expires_on",
    } == set(third)
    assert len(third["access_token"]) == len(third["refresh_token"]) == 128
    assert token("/v3", REFRESH_TOKEN).json()["error"]["code"] == "INVALID GRANT"
    assert token("/v3", third["refresh_token"]).status_code == 400
