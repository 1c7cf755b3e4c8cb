"""Who does not know the PIN learns nothing, and comes no further by trying."""

import re

import httpx
import pytest

from reviewdesk.api import DeskError
from reviewdesk.counter import pins
from reviewdesk.counter.throttle import Pace, Throttle

WRONG = "555111"


def test_a_stranger_gets_the_same_page_for_living_used_and_unknown_codes(counter):
    living, used = counter.given(), counter.given()
    counter.desk.vouchers.redeem([used.code], place="Mario Downtown")
    stranger = counter.open()
    answers = [stranger.open(f"/v/{code}") for code in (living.code, used.code, "PIZZERIA-0000", "a/b?c=1")]
    assert len({(each.status_code, each.content) for each in answers}) == 1
    assert answers[0].status_code == 200
    assert 'name="pin"' in answers[0].text
    paths = ("/today", "/undo/v-1", "/done/x", "/nothing", "/v/x?here", "/redeem")
    assert len({stranger.open(path).content for path in paths}) == 1
    for path in ("/redeem", "/look", "/undo/v-1", "/leave"):
        assert 'name="pin"' in stranger.send(path, code=living.code, word="x", form="y", reason="z").text
    assert counter.desk.vouchers.show(living.pub).living


def test_pages_bear_what_keeps_other_pages_out_and_nothing_of_third_parties(counter):
    browser = counter.staff()
    shown = browser.open(f"/v/{counter.given().code}")
    policy = shown.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "unsafe" not in policy
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["referrer-policy"] == "same-origin"
    assert not re.search(r"<script|style=|https?://| on\w+=", shown.text)
    (cookie,) = counter.staff().shown.history[0].headers.get_list("set-cookie")
    assert {"httponly", "samesite=strict", "path=/"} <= {each.strip().lower() for each in cookie.split(";")}


def test_another_name_another_page_and_a_form_without_its_word_are_refused(counter):
    one = counter.given()
    browser = counter.staff()
    form = {**browser.hidden, "code": one.code, "form": "f"}
    jar = {"Cookie": "; ".join(f"{k}={v}" for k, v in browser.http.cookies.items())}
    port = counter.url.rsplit(":", 1)[1]
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port}.evil.example"):
        assert httpx.get(counter.url, headers={"Host": host, **jar}).status_code == 421
    for origin in ("https://evil.example", "null", "", f"{counter.url}.evil.example"):
        refused = httpx.post(f"{counter.url}/redeem", data=form, headers={"Origin": origin, **jar})
        assert refused.status_code == 403
    assert httpx.post(f"{counter.url}/redeem", data=form, headers=jar).status_code == 403
    assert browser.send("/redeem", code=one.code, form="f", word="guessed").status_code == 409
    assert browser.http.put("/").status_code == 405
    assert browser.http.post("/look", content=b"code=" + b"x" * 9000).status_code == 413
    assert counter.desk.vouchers.show(one.pub).living


def test_pins_can_not_be_tried_at_will_not_even_the_right_one(counter, clock):
    clock.hold()
    stranger = counter.open()
    codes = [stranger.send("/", pin=WRONG).status_code for _each in range(7)]
    assert codes == [403] * 5 + [429] * 2
    blocked = stranger.send("/", pin=counter.pins["Mario Downtown"])
    assert blocked.status_code == 429
    assert int(blocked.headers["retry-after"]) <= 61
    assert "Try again in" in stranger.words
    assert counter.told == ["A wrong PIN from 127.0.0.1."] * 5
    clock.advance(61)
    assert stranger.send("/", pin=counter.pins["Mario Downtown"]).status_code == 200
    assert stranger.heading == "Code"


def test_many_addresses_together_are_no_way_round(clock):
    clock.hold()
    throttle = Throttle(clock, Pace(5, 60), Pace(20, 180))
    waits = [throttle.take(f"192.168.1.{number}") for number in range(30)]
    assert waits[:20] == [0] * 20
    assert min(waits[20:]) > 100
    assert throttle.take("fd00::1") > 0
    six = Throttle(clock, Pace(2, 60), Pace(20, 180))
    assert [six.take(f"fd00::{number}") > 0 for number in range(3)] == [False, False, True]
    for number in range(3000):
        six.take(f"10.{number // 250}.0.{number % 250}")
    assert len(six._levels) <= 1001


def test_codes_can_not_be_tried_at_will_behind_the_pin(counter, clock):
    clock.hold()
    browser = counter.staff()
    one = counter.given()
    for _each in range(20):
        assert browser.open(f"/v/{one.code}").status_code == 200
    codes = [browser.open(f"/v/{number:04}").status_code for number in range(12)]
    assert codes == [200] * 10 + [429] * 2
    clock.advance(7)
    assert browser.open(f"/v/{one.code}").status_code == 200


def test_trying_one_pin_takes_16_megabytes():
    assert pins.hashed("493027").startswith("scrypt:14:8:1:")


def test_a_pin_is_kept_as_a_salted_hash_and_weak_ones_are_refused(counter, home):
    pin = counter.pins["Mario Downtown"]
    for file in home.path.rglob("desk.db*"):
        assert pin.encode() not in file.read_bytes()
    kept = [pins.hashed(pin), pins.hashed(pin)]
    assert kept[0] != kept[1]
    assert pins.plain(" ٤٩-３０ २७ ") == "493027"
    assert all(pins.fits(pin, each) and not pins.fits(WRONG, each) for each in kept)
    for weak in ("123456", "111111", "1212121", "12345", "abcdef", ""):
        with pytest.raises(DeskError):
            pins.refuse_weak(pins.plain(weak))
    with pytest.raises(DeskError, match="Another shop"):
        counter.setup.new_pin("Mario Harbour", pin)


def test_a_new_pin_ends_what_was_open_with_the_old_one(counter):
    browser, other = counter.staff(), counter.staff("Mario Harbour")
    counter.setup.new_pin("Mario Downtown")
    assert 'name="pin"' in browser.open("/today").text
    assert 'name="pin"' not in other.open("/today").text
    counter.setup.take_down()
    assert 'name="pin"' in other.open("/today").text
    assert other.send("/", pin=counter.pins["Mario Harbour"]).status_code == 403


@pytest.mark.parametrize("days", [1, -1])
def test_a_counter_is_open_until_the_night(counter, clock, days):
    browser = counter.staff()
    clock.advance(days=days)
    if days < 0:
        # The calendar was set back: a day of the steady clock is the end all the same.
        assert 'name="pin"' not in browser.open("/").text
        clock._steady += 86_400
    assert 'name="pin"' in browser.open("/").text


def test_locking_needs_the_pin_again(counter):
    browser = counter.staff()
    assert 'name="pin"' in browser.send("/leave").text
    assert 'name="pin"' in browser.open("/today").text
