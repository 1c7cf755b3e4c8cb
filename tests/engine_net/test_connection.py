import subprocess
import sys
import threading
from dataclasses import replace
from typing import Any

import pytest

from reviewdesk.api import (
    Account,
    AuthError,
    Basic,
    SecretSpec,
    Setting,
    Static,
    Token,
    Tokens,
    Unavailable,
)
from reviewdesk.engine.net import vault
from reviewdesk.engine.net.connection import AccountSpec, Connection

URL = "https://api.stall.example/v1/reviews"


def test_it_is_the_account_that_plugins_know(desk: Any) -> None:
    account: Account = desk.connect()
    assert account.name == "main"
    assert account.settings["client_id"] == "client-1"
    with pytest.raises(TypeError):
        account.settings["client_id"] = "other"  # type: ignore[index]
    assert account.clock is desk.clock
    assert account.secret("api_key") == "the-api-key"


def test_the_client_is_made_once_and_late(desk: Any) -> None:
    account = desk.connect()
    assert account._client is None
    assert account.http is account.http


def test_making_an_account_loads_neither_httpx_nor_keyring() -> None:
    code = (
        "import sys; from reviewdesk.engine.net import connection, lanes, token_files;"
        "print([name for name in ('httpx', 'keyring', 'filelock', 'ssl') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=20
    )
    assert done.stdout.strip() == "[]"


def test_a_missing_secret_is_a_matter_of_signing_in(desk: Any, card: Any) -> None:
    titled = replace(card, secrets=(SecretSpec(name="client_secret", title="Client secret"),))
    with pytest.raises(AuthError, match="main has no Client secret"):
        desk.connect(titled).secret("client_secret")
    with pytest.raises(AuthError, match="NOT_THERE is not set"):
        desk.connect(secrets={"api_key": "env:NOT_THERE"}).secret("api_key")


def test_a_source_is_read_once(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    account = desk.connect()
    assert account.secret("api_key") == "the-api-key"
    monkeypatch.setenv("STALL_KEY", "changed")
    assert account.secret("api_key") == "the-api-key"
    account.close()
    assert account.secret("api_key") == "changed"


def test_the_refresh_token_is_the_rotated_one_until_its_source_changes(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rotate(account: Any, name: str, held: Tokens | None) -> Tokens:
        tokens: Tokens = desk.renew(account, name, held)
        return replace(tokens, refresh="rotated")

    account = desk.connect(renewer=rotate)
    assert account.secret("refresh_token") == "refresh-from-source"
    account.http.get(URL)
    assert account.secret("refresh_token") == "rotated"
    monkeypatch.setenv("STALL_REFRESH", "typed in anew")
    assert desk.connect(renewer=rotate).secret("refresh_token") == "typed in anew"


def test_a_used_up_refresh_token_is_not_handed_out_while_the_keyring_is_closed(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rotate(account: Any, name: str, held: Tokens | None) -> Tokens:
        tokens: Tokens = desk.renew(account, name, held)
        return replace(tokens, refresh="rotated")

    monkeypatch.setattr(vault, "put", lambda *_kept: True)
    account = desk.connect(renewer=rotate)
    account.http.get(URL)
    with pytest.raises(Unavailable, match="keyring"):
        account.secret("refresh_token")


def test_a_full_disk_while_renewing_is_unavailable_for_the_plugin(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.home / "tokens").write_text("in the way")
    with pytest.raises(Unavailable, match="could not be written"):
        desk.connect().http.get(URL)


def test_a_url_for_the_browser_goes_under_the_base_url(desk: Any, server: Any) -> None:
    account = desk.connect()
    assert account.url("https://www.stall.example/a?b=c") == f"{server.url}/a?b=c"
    assert account.url("https://elsewhere.example/a") == "https://elsewhere.example/a"
    bare = desk.connect(settings={})
    assert bare.url("https://www.stall.example/a#frag") == "https://www.stall.example/a#frag"


SIGNED = [
    ("nothing at all", {}, {}, False),
    ("a client without a token", {"client_id": "c"}, {"client_secret": "keyring"}, False),
    ("a token without a client", {}, {"refresh_token": "keyring"}, False),
    ("both", {"client_id": "c"}, {"refresh_token": "keyring"}, True),
    ("the key of another host", {}, {"api_key": "keyring"}, True),
]


@pytest.mark.parametrize(("what", "settings", "secrets", "signed_in"), SIGNED)
def test_signed_in_means_one_way_of_signing_is_complete(
    desk: Any, card: Any, what: str, settings: Any, secrets: Any, signed_in: bool
) -> None:
    two = replace(card, auth={**card.auth, "auth.stall.example": Static(secret="api_key")})
    assert desk.connect(two, settings=settings, secrets=secrets).signed_in is signed_in, what


def test_signed_in_for_other_cards(desk: Any, card: Any) -> None:
    basic = replace(
        card, sign_in=None, auth={"api.stall.example": Basic(username="user", password="password")}
    )
    assert desk.connect(basic, settings={"user": "u"}, secrets={"password": "keyring"}).signed_in
    assert not desk.connect(basic, settings={}, secrets={"password": "keyring"}).signed_in
    machine = replace(card, sign_in=None, auth={"api.stall.example": Token(name="access")})
    assert desk.connect(machine, settings={}, secrets={"client_secret": "keyring"}).signed_in
    assert not desk.connect(machine, settings={}, secrets={}).signed_in
    needs = replace(
        card, sign_in=None, auth={}, settings=(Setting(name="shop", title="Shop", required=True),)
    )
    assert desk.connect(needs, settings={"shop": "1"}, secrets={}).signed_in
    assert not desk.connect(needs, settings={}, secrets={}).signed_in
    secret = replace(card, sign_in=None, auth={}, secrets=(SecretSpec(name="k", title="K", required=True),))
    assert not desk.connect(secret, settings={}, secrets={}).signed_in


def test_a_wrong_base_url_is_told_when_it_is_used(desk: Any) -> None:
    with pytest.raises(AuthError, match="base_url"):
        _ = desk.connect(settings={"base_url": "http://far.example"}).http


def test_a_plugin_can_not_close_the_client_for_the_next_call(desk: Any) -> None:
    account = desk.connect()
    for _turn in range(2):
        with account.http as client:
            assert client.get(URL).status_code == 200
    account.http.close()
    assert account.http.get(URL).status_code == 200


def test_changed_secrets_can_be_read_anew(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    account = desk.connect()
    account.secret("api_key")
    monkeypatch.setenv("STALL_KEY", "typed in anew")
    account.read_anew()
    assert account.secret("api_key") == "typed in anew"


def test_closing_is_safe_at_any_time(desk: Any, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    account = desk.connect()
    account.close()
    client = account.http

    def fail() -> None:
        raise RuntimeError("stuck")

    monkeypatch.setattr(client, "close", fail)
    account.close()
    assert account.http is not client
    account.http.get(URL)


def test_several_threads_share_one_account(desk: Any, server: Any) -> None:
    account = desk.connect()
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda: statuses.append(account.http.get(URL).status_code)) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 6
    assert len(desk.renewed) == 1


def test_accounts_of_two_homes_do_not_share_secrets(desk: Any, card: Any) -> None:
    spec = AccountSpec(name="main", plugin=card, key="home-7/main")
    account = Connection(spec, keeper=desk.connect()._keeper, renewer=desk.renew, clock=desk.clock)
    assert account.key == "home-7/main"
