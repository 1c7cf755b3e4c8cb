import gzip
from collections.abc import Callable
from typing import Any

import pytest

from reviewdesk.api import BadData, RateLimit, RateLimited, Unavailable
from reviewdesk.engine.net import exchange
from reviewdesk.engine.net.wire import Call, calling

URL = "https://api.stall.example/v1/reviews"


def in_turn(reply: Any, *statuses: int, **headers: str) -> Callable[[Any], Any]:
    left = list(statuses)
    return lambda _asked: reply(status=left.pop(0), headers=headers)


def test_a_request_goes_under_the_base_url_signed_and_named(desk: Any, server: Any) -> None:
    account = desk.connect(settings={"base_url": server.url + "/stall/", "client_id": "c"})
    response = account.http.get(URL, params={"page": "2"})
    asked = server.asked[0]
    assert response.json() == {}
    assert asked.target == "/stall/v1/reviews?page=2"
    assert asked.headers["authorization"] == "Bearer access-1"
    assert asked.headers["host"] == f"127.0.0.1:{server.port}"
    assert asked.headers["user-agent"].startswith("reviewdesk/")


def test_a_host_without_a_credential_gets_none(desk: Any, server: Any) -> None:
    desk.connect().http.get("https://auth.stall.example/keys")
    assert "authorization" not in server.asked[0].headers


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_read_is_tried_three_times(desk: Any, server: Any, reply: Any, status: int) -> None:
    server.script = in_turn(reply, status, status, 200)
    assert desk.connect().http.get(URL).status_code == 200
    assert len(server.asked) == 3
    assert len(desk.clock.waits) == 2
    assert all(0.2 <= seconds <= 2.0 for seconds in desk.clock.waits)


def test_the_last_answer_comes_back_for_the_plugin_to_read(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(status=429, body=b'{"error": "quota"}')
    response = desk.connect().http.get(URL)
    assert response.status_code == 429
    assert response.json() == {"error": "quota"}
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [400, 403, 404, 409])
def test_other_refusals_come_back_at_once(desk: Any, server: Any, reply: Any, status: int) -> None:
    server.script = in_turn(reply, status)
    assert desk.connect().http.get(URL).status_code == status
    assert len(server.asked) == 1


def test_a_post_that_reads_is_tried_again_with_its_body(desk: Any, server: Any, reply: Any) -> None:
    server.script = in_turn(reply, 503, 200)
    desk.connect().http.post(URL, json={"q": 1}, extensions={"read": True})
    assert [asked.body for asked in server.asked] == [b'{"q":1}'] * 2


def test_retry_after_is_kept_up_to_five_seconds(desk: Any, server: Any, reply: Any) -> None:
    server.script = in_turn(reply, 429, 200, **{"Retry-After": "4"})
    assert desk.connect().http.get(URL).status_code == 200
    assert desk.clock.waits == [4.0]


@pytest.mark.parametrize("asked", ["6", "Fri, 20 Nov 2026 12:01:00 GMT"])
def test_a_longer_retry_after_is_left_to_the_engine(desk: Any, server: Any, reply: Any, asked: str) -> None:
    server.script = in_turn(reply, 429, **{"Retry-After": asked})
    assert desk.connect().http.get(URL).status_code == 429
    assert desk.clock.waits == []


@pytest.mark.parametrize("odd", ["soon", "-3", "1e3", "٣", ""])
def test_an_odd_retry_after_is_passed_over(desk: Any, server: Any, reply: Any, odd: str) -> None:
    headers = {"Retry-After": odd.encode().decode("latin-1")}
    server.script = in_turn(reply, 503, 200, **headers)
    assert desk.connect().http.get(URL).status_code == 200


def test_a_read_that_is_hung_up_on_is_tried_again(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(drop=len(server.asked) < 3)
    assert desk.connect().http.get(URL).status_code == 200
    assert len(server.asked) == 3


def test_a_read_that_never_succeeds_is_unavailable(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(drop=True)
    with pytest.raises(Unavailable):
        desk.connect().http.get(URL)
    assert len(server.asked) == 3


def test_a_body_that_breaks_off_is_read_again(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(body=b"[1]", cut=len(server.asked) < 2)
    assert desk.connect().http.get(URL).json() == [1]


def test_tries_end_with_the_deadline_of_the_call(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(status=503)
    account = desk.connect()
    assert account.http.get(URL).status_code == 503
    server.asked.clear()
    call = Call()
    call.begin("main", desk.clock, 0.1)
    with calling(call):
        assert account.http.get(URL).status_code == 503
    assert len(server.asked) == 1


def test_an_abandoned_call_sends_nothing(desk: Any, server: Any) -> None:
    call = Call()
    call.abandon()
    with calling(call), pytest.raises(Unavailable):
        desk.connect().http.get(URL)
    assert server.asked == []


def test_packed_answers_are_unpacked(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(
        body=gzip.compress(b'{"a": 1}'), headers={"Content-Encoding": "gzip"}
    )
    assert desk.connect().http.get(URL).json() == {"a": 1}


def test_an_answer_that_is_badly_packed_is_unavailable(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(body=b"not gzip", headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unavailable, match="could not be read"):
        desk.connect().http.get(URL)


def test_an_answer_larger_than_any_page_is_refused(
    desk: Any, server: Any, reply: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "LARGEST", 1000)
    server.script = lambda _asked: reply(
        body=gzip.compress(b"0" * 1001), headers={"Content-Encoding": "gzip"}
    )
    with pytest.raises(BadData, match="too large"):
        desk.connect().http.get(URL)
    assert len(server.asked) == 1


class Bucket:
    def __init__(self, *seconds: float) -> None:
        self.seconds = list(seconds)
        self.keys: list[str] = []

    def take(self, key: str, limit: RateLimit) -> float:
        self.keys.append(key)
        return self.seconds.pop(0) if self.seconds else 0.0


def limited(card: Any, **more: Any) -> Any:
    from dataclasses import replace

    return replace(card, limits=(RateLimit(requests=10, seconds=60, **more),))


def test_a_short_wait_for_the_rate_limit_is_waited(desk: Any, server: Any, card: Any) -> None:
    bucket = Bucket(2.0, 1.0)
    desk.connect(limited(card), bucket=bucket).http.get(URL)
    assert desk.clock.waits == [2.0, 1.0]
    assert bucket.keys == ["stall/main/0"] * 3
    assert len(server.asked) == 1


def test_a_long_wait_for_the_rate_limit_is_told_without_sending(desk: Any, server: Any, card: Any) -> None:
    with pytest.raises(RateLimited) as seen:
        desk.connect(limited(card), bucket=Bucket(30.0)).http.get(URL)
    assert seen.value.retry_after == 30.0
    assert server.asked == []


def test_a_limit_on_writes_does_not_count_reads(desk: Any, server: Any, card: Any) -> None:
    bucket = Bucket()
    account = desk.connect(limited(card, writes_only=True), bucket=bucket)
    account.http.get(URL)
    account.http.post(URL, extensions={"read": True})
    assert bucket.keys == []
    account.http.put(URL)
    assert len(bucket.keys) == 1


def test_each_try_counts_against_the_limit(desk: Any, server: Any, card: Any, reply: Any) -> None:
    server.script = in_turn(reply, 503, 200)
    bucket = Bucket()
    desk.connect(limited(card), bucket=bucket).http.get(URL)
    assert len(bucket.keys) == 2


def test_token_requests_count_against_no_limit_and_are_not_signed(desk: Any, server: Any, card: Any) -> None:
    def renew(account: Any, name: str, held: Any) -> Any:
        account.http.post("https://api.stall.example/token")
        return desk.renew(account, name, held)

    bucket = Bucket()
    desk.connect(limited(card), bucket=bucket, renewer=renew).http.get(URL)
    assert [asked.path for asked in server.asked] == ["/token", "/v1/reviews"]
    assert "authorization" not in server.asked[0].headers
    assert len(bucket.keys) == 1


def test_a_redirect_of_the_platform_is_followed(desk: Any, server: Any, reply: Any) -> None:
    def script(asked: Any) -> Any:
        if asked.path == "/v1/reviews":
            return reply(status=302, headers={"Location": "/v2/reviews"})
        return reply(body=b'"moved"')

    server.script = script
    assert desk.connect().http.get(URL).json() == "moved"
    assert server.asked[1].headers["authorization"] == "Bearer access-1"


def test_a_redirect_to_a_declared_host_goes_under_the_base_url(desk: Any, server: Any, reply: Any) -> None:
    def script(asked: Any) -> Any:
        if asked.path == "/v1/reviews":
            return reply(status=307, headers={"Location": "https://auth.stall.example/elsewhere"})
        return reply()

    server.script = script
    desk.connect().http.get(URL, headers={"Cookie": "own=1"})
    assert server.asked[1].path == "/elsewhere"
    assert server.asked[0].headers["cookie"] == "own=1"
    assert "cookie" not in server.asked[1].headers
    assert "authorization" not in server.asked[1].headers


def test_redirects_without_end_are_given_up(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(status=302, headers={"Location": "/v1/reviews"})
    with pytest.raises(BadData):
        desk.connect().http.get(URL)
    assert len(server.asked) == 6


def test_a_foreign_redirect_is_not_followed(desk: Any, server: Any, reply: Any) -> None:
    server.script = lambda _asked: reply(status=302, headers={"Location": "https://evil.example/catch"})
    with pytest.raises(BadData, match=r"evil\.example"):
        desk.connect().http.get(URL)


def test_an_address_that_is_none_is_told_plainly(desk: Any) -> None:
    account = desk.connect()
    for url in ("http://[broken", "/only/a/path", "ftp://api.stall.example/x", ""):
        with pytest.raises(BadData):
            account.http.get(url)
