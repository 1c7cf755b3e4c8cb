"""At the counter: one Enter, one use, and a word beside every colour."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reviewdesk.api import speak
from reviewdesk.store import facts

SHOP = "Mario Downtown"


def test_a_code_is_shown_used_by_one_button_and_then_used_already(counter):
    one = counter.given()
    browser = counter.staff()
    browser.send("/look", code=one.code)
    assert browser.heading == "Valid"
    for told in ("one margherita", "Not with other offers.", "Valid until", "in all our shops", one.code):
        assert told in browser.words
    assert "Ewa" not in browser.shown.text
    assert len(re.findall("autofocus", browser.shown.text)) == 1
    assert '<button class="give" autofocus>' in browser.shown.text
    assert counter.desk.vouchers.show(one.pub).living
    browser.send("/redeem")
    assert browser.heading == "Give it"
    assert 'class="verdict good"' in browser.shown.text
    # Looked at again, or opened again, it is never used twice.
    assert browser.open(str(browser.shown.url)).status_code == 200
    assert browser.heading == "Give it"
    browser.open(f"/v/{one.code}")
    assert browser.heading == "Already used"
    assert 'class="verdict bad"' in browser.shown.text
    assert "It was used here today, at" in browser.words
    assert "In doubt, give it." in browser.words
    now = counter.desk.vouchers.show(one.pub)
    assert (now.redeemed_place, now.redeemed_by) == (SHOP, "nico")


def test_a_button_tapped_twice_says_give_it_twice(counter):
    browser = counter.staff()
    one = counter.given()
    browser.open(f"/v/{one.code}")
    form = browser.hidden
    assert [(browser.send("/redeem", **form), browser.heading)[1] for _each in range(2)] == ["Give it"] * 2
    assert [e.what for e in counter.desk.vouchers.events(one.pub)].count("redeemed") == 1


def test_of_sixteen_forms_of_two_phones_at_once_one_succeeds(counter):
    one = counter.given()
    phones = [counter.staff(), counter.staff("Mario Harbour")]
    for phone in phones:
        phone.open(f"/v/{one.code}")

    def press(number: int) -> str:
        phone = phones[number % 2]
        form = {**phone.hidden, "form": f"f{number}"}
        return re.findall(r"<h1>(.*?)</h1>", phone.http.post("/redeem", data=form).text)[0]

    with ThreadPoolExecutor(16) as hands:
        said = list(hands.map(press, range(16)))
    assert sorted(said) == ["Already used"] * 15 + ["Give it"]
    assert [e.what for e in counter.desk.vouchers.events(one.pub)].count("redeemed") == 1


def _mixed_up(code: str) -> str:
    return code.lower().replace("1", "l").replace("0", "o").replace("-", " ")


def test_a_code_is_understood_however_it_was_typed(counter, monkeypatch):
    from reviewdesk.engine.goodwill import codes

    drawn = iter([next(each for each in iter(codes.draw, "") if each.startswith("1")) for _ in range(2)])
    monkeypatch.setattr(codes, "draw", lambda: next(drawn))
    one, two = counter.given(), counter.given()
    browser = counter.staff()
    signs = one.code.split("-", 1)[1].replace("-", "")
    scanned = f"http://counter.mario-downtown.example.com:8740/v/{one.code}"
    ways = [one.code, _mixed_up(one.code), f"  {signs} ", "I" + signs[1:], signs[-4:].lower(), scanned]
    for way in ways:
        browser.send("/look", code=way)
        assert (browser.heading, one.code in browser.words) == ("Valid", True)
    wrong = two.code[:-1] + ("A" if two.code[-1] != "A" else "B")
    for typed, heading in ((wrong, "Type it again"), ("🍕", "Type it again"), (one.pub, "Type it again")):
        browser.send("/look", code=typed)
        assert browser.heading == heading
    assert browser.send("/look", code=" ").url.path == "/"
    assert "<b>" not in browser.send("/look", code="<b>x</b>").text


def test_last_signs_that_fit_two_ask_for_the_whole_code(counter, monkeypatch):
    from reviewdesk.engine.goodwill import codes

    drawn = iter(["0000001ABCD", "0000002ABCD"])
    monkeypatch.setattr(codes, "draw", lambda: next(drawn))
    counter.given(), counter.given()
    browser = counter.staff()
    browser.send("/look", code="abcd")
    assert browser.heading == "Type the whole code"


def test_another_shops_voucher_is_ours_but_not_for_here(counter):
    one = counter.given("harbour")
    here, there = counter.staff(), counter.staff("Mario Harbour")
    here.open(f"/v/{one.code}")
    assert here.heading == "For another shop"
    assert "Ours, but for Mario Harbour." in here.words
    here.send("/redeem", code=one.code, form="f")
    assert here.heading == "For another shop"
    there.open(f"/v/{one.code}")
    there.send("/redeem")
    assert there.heading == "Give it"
    here.open("/today")
    assert "Nothing yet." in here.words
    here.open("/undo/" + one.pub)
    assert "not used here today" in here.words


def test_a_voucher_ends_with_the_shops_midnight(counter, clock, add_offer):
    add_offer(counter.desk, "today", title="one espresso", valid_days=1)
    one = counter.given("today")
    zone = ZoneInfo("Europe/Warsaw")
    midnight = datetime.combine(one.expires_on + timedelta(days=1), datetime.min.time(), zone)
    clock.advance((midnight.astimezone(UTC) - clock.now()).total_seconds() - 60)
    browser = counter.staff()
    browser.open(f"/v/{one.code}")
    assert browser.heading == "Valid"
    clock.advance(61)
    browser.send("/redeem")
    assert browser.heading == "Ended"
    assert "It ended on" in browser.words
    browser.open(f"/v/{one.code}")
    assert browser.heading == "Ended"


def test_with_a_clock_set_back_the_guest_gets_it_and_the_clock_is_told_of(counter, clock):
    one = counter.given()
    clock.advance(days=-3)
    browser = counter.staff()
    browser.open(f"/v/{one.code}")
    browser.send("/redeem")
    assert browser.heading == "Give it"
    assert "clock stands before" in browser.words


def test_what_was_used_here_today_is_listed_and_taken_back_with_a_reason(counter, clock):
    one, other = counter.given(), counter.given()
    browser = counter.staff()
    for each in (one, other):
        browser.open(f"/v/{each.code}")
        browser.send("/redeem")
    browser.open("/today")
    assert browser.words.count("one margherita") == 2
    assert "Ewa" not in browser.words
    browser.open(f"/undo/{one.pub}")
    browser.send(f"/undo/{one.pub}", reason=" ")
    assert "Give a reason." in browser.words
    browser.send(f"/undo/{one.pub}", reason="the \x1b[31mwrong\0 card")
    assert browser.heading == "Taken back"
    assert counter.desk.vouchers.show(one.pub).living
    assert counter.desk.vouchers.events(one.pub)[-1].details["reason"] == "the [31mwrong card"
    clock.advance(days=1)
    browser = counter.staff()
    browser.send(f"/undo/{other.pub}", reason="too late")
    assert "not used here today" in browser.words
    assert not counter.desk.vouchers.show(other.pub).living


def test_a_cancelled_voucher_says_so(counter):
    one = counter.given()
    counter.desk.vouchers.void(one.pub, "given twice")
    browser = counter.staff()
    browser.open(f"/v/{one.code}")
    assert browser.heading == "Cancelled"


def test_strange_words_of_an_offer_are_shown_as_they_are(counter, add_offer):
    add_offer(counter.desk, "odd", title='<img src=x onerror="x">', small_print="{word} & </form>")
    browser = counter.staff()
    browser.open(f"/v/{counter.given('odd').code}")
    assert '<img src=x onerror="x">' in browser.words
    assert "<img" not in browser.shown.text
    assert "{word} & </form>" in browser.words


def test_the_page_speaks_the_shops_language(counter):
    stranger = counter.open()
    try:
        for language, tag in (("pl", "pl"), ("sr-Latn", "sr-Latn"), ("en", "en")):
            speak(language)
            assert f'<html lang="{tag}">' in stranger.open("/").text
    finally:
        speak("en")


def test_a_desk_that_can_not_be_read_is_one_sentence_and_paper_goes_on(counter, monkeypatch):
    browser = counter.staff()

    def broken(*_given):
        raise RuntimeError("a bug")

    monkeypatch.setattr(counter.desk.vouchers, "look_up", broken)
    assert browser.open("/v/ABCD").status_code == 500
    assert "Give it, keep the card" in browser.words
    assert "bug" not in browser.shown.text


@pytest.mark.parametrize("address", ["", "http://192.168.1.20:8740"])
def test_cards_carry_the_counters_page_once_there_is_one(counter, address):
    from reviewdesk.counter.setup import on_cards

    if address:
        counter.setup.keep_address(address)
    one = counter.given()
    (card,) = on_cards([counter.desk.delivering.voucher(one.pub)], counter.desk.home.db_url)
    assert card.counter_url == (f"{address}/v/{one.code}" if address else "")
    with counter.setup.db.read() as tx:
        assert (facts.get(tx, "counter.address") or "") == address
