import socket
import threading
from dataclasses import replace
from typing import Any

import pytest

from reviewdesk.api import (
    AuthError,
    BadData,
    Basic,
    OutcomeUnknown,
    SecretSpec,
    Static,
    SystemClock,
    Tokens,
    Unavailable,
)
from reviewdesk.engine.net.lanes import Lanes
from reviewdesk.engine.net.wire import Call, Fenced, calling

URL = "https://api.stall.example/v1/reviews/1/reply"


def put(account: Any, call: Call, url: str = URL, **more: Any) -> Any:
    with calling(call):
        return account.http.put(url, json={"text": "Thank you."}, **more)


@pytest.mark.parametrize("status", [400, 409, 429, 500, 503])
def test_a_write_goes_out_once_and_its_answer_comes_back(
    desk: Any, server: Any, reply: Any, status: int
) -> None:
    server.script = lambda _asked: reply(status=status)
    call = Call(write=True)
    assert put(desk.connect(), call).status_code == status
    assert len(server.asked) == 1
    assert call.left


def test_a_redirected_write_is_not_followed(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(status=307, headers={"Location": "/elsewhere"})
    assert put(desk.connect(), Call(write=True)).status_code == 307
    assert len(server.asked) == 1


def test_a_refused_connection_leaves_nothing(desk: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        settings = {"base_url": f"http://127.0.0.1:{port}", "client_id": "c"}
        call = Call(write=True)
        with pytest.raises(Unavailable, match="refused"):
            put(desk.connect(settings=settings), call)
    assert not call.left


@pytest.mark.parametrize("how", [{"drop": True}, {"cut": True}])
def test_a_write_without_a_whole_answer_is_unknown(desk: Any, server: Any, reply: Any, how: Any) -> None:
    server.script = lambda _asked: reply(**how)
    call = Call(write=True)
    with pytest.raises(OutcomeUnknown):
        put(desk.connect(), call)
    assert call.left
    assert len(server.asked) == 1


def test_a_write_that_is_not_answered_in_time_is_unknown(desk: Any, server: Any) -> None:
    server.script = server.hang
    call = Call(write=True)
    with pytest.raises(OutcomeUnknown, match="in time"):
        put(desk.connect(), call, timeout=0.1)
    assert call.left


def test_a_hung_write_in_a_lane_is_unknown_and_the_lane_lives_on(desk: Any, server: Any, reply: Any) -> None:
    lanes = Lanes(SystemClock())
    account = desk.connect(clock=SystemClock())
    server.script = server.hang
    call = Call(write=True)
    with pytest.raises(OutcomeUnknown):
        lanes.run("main", lambda: account.http.put(URL), deadline=0.4, call=call)
    server.script = lambda _asked: reply()
    assert lanes.run("main", lambda: account.http.get(URL).status_code, deadline=20) == 200
    lanes.close()


def test_the_lease_is_asked_right_before_the_bytes_leave(desk: Any, server: Any) -> None:
    call = Call(write=True, permit=lambda: False)
    with pytest.raises(Fenced):
        put(desk.connect(), call)
    assert not call.left
    assert server.asked == []


def test_a_request_that_can_not_be_put_together_leaves_nothing(desk: Any, server: Any) -> None:
    call = Call(write=True)
    with pytest.raises(BadData):
        put(desk.connect(), call, headers={"X-Odd": "a\nb"})
    assert not call.left
    assert server.asked == []


def test_reads_inside_a_write_do_not_mark_it(desk: Any, server: Any) -> None:
    call = Call(write=True)
    with calling(call):
        desk.connect().http.get(URL)
    assert not call.left


def test_a_token_renewed_inside_a_write_does_not_mark_it(desk: Any, server: Any, reply: Any) -> None:
    marks: list[bool] = []
    call = Call(write=True)

    def renew(account: Any, name: str, held: Tokens | None) -> Tokens:
        account.http.post("https://auth.stall.example/token", data={"a": "b"})
        marks.append(call.left)
        tokens: Tokens = desk.renew(account, name, held)
        return tokens

    put(desk.connect(renewer=renew), call)
    assert marks == [False]
    assert [asked.path for asked in server.asked] == ["/token", "/v1/reviews/1/reply"]
    assert "authorization" not in server.asked[0].headers


def test_a_write_whose_token_can_not_be_renewed_was_not_applied(desk: Any, server: Any, reply: Any) -> None:
    def renew(account: Any, name: str, held: Tokens | None) -> Tokens:
        account.http.post("https://auth.stall.example/token", data={"a": "b"})
        raise AssertionError

    server.script = lambda _asked: reply(drop=True)
    call = Call(write=True)
    with pytest.raises(Unavailable):
        put(desk.connect(renewer=renew), call)
    assert not call.left
    assert len(server.asked) == 1


def test_a_401_renews_the_token_and_goes_once_more(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda asked: reply(status=200 if asked.headers["authorization"].endswith("-2") else 401)
    call = Call(write=True)
    assert put(desk.connect(), call).status_code == 200
    assert [asked.body for asked in server.asked] == [b'{"text":"Thank you."}'] * 2
    assert call.left


def test_a_second_401_asks_to_sign_in_again(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(status=401)
    call = Call(write=True)
    with pytest.raises(AuthError, match="Sign in again"):
        put(desk.connect(), call)
    assert len(server.asked) == 2
    assert not call.left


def test_a_401_for_a_lasting_key_names_the_key(desk: Any, server: Any, reply: Any, card: Any) -> None:
    server.script = lambda _asked: reply(status=401)
    with_key = replace(
        card,
        auth={"api.stall.example": Static(secret="api_key", header="X-Key", prefix="k ")},
        secrets=(SecretSpec(name="api_key", title="API key"),),
    )
    with pytest.raises(AuthError, match="API key"):
        desk.connect(with_key).http.get(URL)
    assert [asked.headers["x-key"] for asked in server.asked] == ["k the-api-key"]


def test_name_and_password_go_as_basic(desk: Any, server: Any, reply: Any, card: Any) -> None:
    basic = replace(card, auth={"api.stall.example": Basic(username="user", password="api_key")})
    settings = {"base_url": server.url, "user": "Zoë"}
    desk.connect(basic, settings=settings).http.get(URL)
    assert server.asked[0].headers["authorization"] == "Basic Wm/Dqzp0aGUtYXBpLWtleQ=="


def test_a_401_of_the_token_page_is_the_plugins_to_read(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(status=401)
    assert desk.connect().http.post("https://auth.stall.example/token").status_code == 401


def test_a_key_with_a_line_break_is_refused_without_showing_it(
    desk: Any, server: Any, card: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STALL_KEY", "first\nsecond")
    with_key = replace(card, auth={"api.stall.example": Static(secret="api_key")})
    with pytest.raises(AuthError) as seen:
        desk.connect(with_key).http.get(URL)
    assert "second" not in str(seen.value)
    assert server.asked == []


def test_the_owner_can_mend_a_key_while_the_desk_is_open(
    desk: Any, server: Any, reply: Any, card: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.script = lambda asked: reply(status=200 if asked.headers["x-key"] == "right-key" else 401)
    with_key = replace(card, auth={"api.stall.example": Static(secret="api_key", header="X-Key")})
    account = desk.connect(with_key)
    with pytest.raises(AuthError):
        account.http.get(URL)
    monkeypatch.setenv("STALL_KEY", "right-key")
    assert account.http.get(URL).status_code == 200


def test_a_write_from_a_thread_of_the_plugin_marks_the_call_too(desk: Any, server: Any) -> None:
    lanes = Lanes(SystemClock())
    account = desk.connect(clock=SystemClock())

    def post() -> None:
        thread = threading.Thread(target=account.http.put, args=(URL,))
        thread.start()
        thread.join()

    call = Call(write=True)
    lanes.run("main", post, deadline=20, call=call)
    assert call.left
    lanes.close()
