"""The sandbox's Booking.com: its extranet, its moderators, its events and its worlds."""

import json

import httpx
import pytest
from reviewdesk_booking import reviewdesk_open_export, reviewdesk_sandbox

from reviewdesk.api import DeskError, ExportOptions, Review, RunningSandbox, Sandbox
from reviewdesk.engine.outgoing.standing import words_of

MANAGE = "/hotel/hoteladmin/extranet_ng/manage"


def page(booking, **query):
    return httpx.get(f"{booking.url}{MANAGE}/reviews.html", params={"hotel_id": "1200001", **query})


def test_it_is_what_the_border_asks_for(play):
    sandbox: Sandbox = reviewdesk_sandbox()
    running: RunningSandbox = play()
    assert sandbox.platform == "booking"
    assert sandbox.scenarios[0] == "small"
    assert {"empty", "pizzeria"} <= set(sandbox.scenarios)
    assert running.settings["base_url"] == running.url
    assert httpx.get(f"{running.url}/_sandbox").json()["platform"] == "booking"
    with pytest.raises(DeskError):
        sandbox.start(scenario="moon")


def test_an_owner_answers_by_hand_on_the_extranets_page(play):
    booking = play()
    assert "Locanda del Molo" in httpx.get(booking.url).text
    review = booking.world.review("cold-shower")
    assert f"reply-{review.id}" in page(booking).text
    url = f"{booking.url}{MANAGE}/reviews.html?hotel_id=1200001"
    for text, words in (("", "Write a reply"), ("x" * 10_001, "too long")):
        refused = httpx.post(url, data={"review": review.id, "reply": text})
        assert (refused.status_code, words in refused.text) == (400, True)
    done = httpx.post(url, data={"review": review.id, "reply": "I am sorry.\r\nNico"}, follow_redirects=True)
    assert "Being checked" in done.text
    assert booking.world.shown(booking.world.review("cold-shower")) is None
    booking.clock.advance(300)
    assert booking.world.shown(booking.world.review("cold-shower")).text == "I am sorry.\nNico"
    assert "Published" in page(booking).text
    again = httpx.post(url, data={"review": review.id, "reply": "More"})
    assert (again.status_code, "already" in again.text) == (400, True)
    assert httpx.post(url, data={"review": "nobody", "reply": "x"}).status_code == 404


def test_no_guests_word_is_markup_on_a_page(play):
    told = page(play())
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told.text
    assert "<script" not in told.text
    assert "default-src 'none'" in told.headers["content-security-policy"]


def test_pages_that_are_not_there_say_so(play):
    booking = play()
    for way in ("reviews.html?hotel_id=9", "reviews.csv?hotel_id=9", "booking.html?hotel_id=9", "else.html"):
        assert httpx.get(f"{booking.url}{MANAGE}/{way}").status_code == 404


def test_the_download_is_one_the_importer_takes_whole(play, tmp_path, sign_in, walk):
    booking = play()
    file = tmp_path / "guest_reviews.csv"
    file.write_bytes(httpx.get(f"{booking.url}{MANAGE}/reviews.csv?hotel_id=1200001").content)
    export = reviewdesk_open_export(path=file, options=ExportOptions(as_listing="1200001"))
    rows = list(export.rows)
    taken = {dict(row.aliases)["reservation"]: row for row in rows if isinstance(row, Review)}
    found = [row for one in walk(sign_in(booking)) for row in one.reviews]
    assert len(taken) == len(found) == 25
    for row in found:
        same = taken[row.aliases["reservation"]]
        assert (same.title, same.text, same.author) == (row.title, row.text, row.author)
        assert (same.answerable, same.rating) == (row.answerable, row.rating)
        assert words_of(same) == words_of(row)
        assert bool(same.reply) == bool(row.reply)


def test_a_person_writes_to_the_guest_on_the_reservations_page(play):
    booking = play()
    review = booking.world.review("cold-shower")
    url = f"{booking.url}{MANAGE}/booking.html?res_id={review.reservation}&hotel_id=1200001"
    assert "Message to the guest" in httpx.get(url).text
    assert "See you soon" in httpx.post(url, data={"message": "See you soon"}, follow_redirects=True).text
    late = booking.world.review("late-review")
    closed = f"{booking.url}{MANAGE}/booking.html?res_id={late.reservation}&hotel_id=1200001"
    assert "closed" in httpx.get(closed).text
    assert httpx.post(closed, data={"message": "Hello?"}).status_code == 404


def test_moderators_refuse_without_a_word(play):
    booking = play()
    for text in ("See www.molo.example", "Call +39 010 5550 111", "A voucher for you", "You liar"):
        review = booking.world.review("cold-shower")
        booking.world.answer(review, text)
        booking.clock.advance(300)
        assert booking.world.shown(booking.world.review("cold-shower")) is None
    booking.world.answer(booking.world.review("cold-shower"), "I am sorry, Marta.")
    booking.clock.advance(300)
    assert booking.world.shown(booking.world.review("cold-shower")).text == "I am sorry, Marta."


def test_events_happen_by_name_by_word_and_by_themselves(play):
    booking = play("pizzeria")
    booking.happen({"event": "colleague-answers"})
    assert booking.world.shown(booking.world.review("nl-joost-seagull")).text.startswith("Joost")
    booking.happen({"event": "reject", "review": "nl-joost-seagull"})
    assert booking.world.shown(booking.world.review("nl-joost-seagull")) is None
    booking.happen({"event": "approve", "review": "nl-joost-seagull"})
    assert booking.world.shown(booking.world.review("nl-joost-seagull"))
    told = httpx.post(f"{booking.url}/_sandbox/happen", json={"event": "review"}).json()
    assert booking.world.review(told["review"]).score == 3
    before = len(booking.world.reviews("6100202"))
    booking.clock.advance(61)
    assert len(booking.world.reviews("6100202")) == before + 1
    booking.happen({"event": "zuzanna-vanishes"})
    with pytest.raises(ValueError, match="no review"):
        booking.happen({"event": "zuzanna-vanishes"})
    booking.clock.advance(600)
    booking.happen({"event": "edit"})
    assert booking.world.newest()


@pytest.mark.parametrize(
    "wish",
    [
        {"event": "moon"},
        {"do": "moon"},
        {"do": "edit", "moon": 1},
        {"do": "review", "property": "9"},
        {"do": "edit", "score": 11},
        {"do": "answer", "state": "MOON"},
        {"do": "approve", "review": "cold-shower"},
        {"do": "answer", "review": "score-only"},
        {"do": "answer", "review": "answered"},
        {},
    ],
)
def test_an_event_that_can_not_be_is_refused(play, wish):
    booking = play()
    with pytest.raises(ValueError, match=r"."):
        booking.happen(wish)
    assert httpx.post(f"{booking.url}/_sandbox/happen", json=wish).status_code == 400


def test_switches_are_set_from_another_process(play):
    booking = play()
    told = httpx.post(f"{booking.url}/_sandbox/switches", json={"permission": False, "tokens_per_hour": 2})
    assert told.json()["permission"] is False
    assert booking.switches.tokens_per_hour == 2


def test_a_scenario_with_a_mistake_says_where(monkeypatch, tmp_path):
    from reviewdesk_booking.sandbox import scenario

    monkeypatch.setattr(scenario, "_FOLDER", tmp_path)
    place = {"id": "1", "title": "T", "reviews": [{"score": 5, "at": "-2h"}]}
    good = {"format": 1, "properties": [place]}
    for spoil, words in (
        ({"format": 2}, "another format"),
        ({"moon": 1}, "unknown key 'moon'"),
        ({"switches": {"moon": 1}}, "no switch"),
        ({"zone": "Moon/Sea"}, "unknown zone"),
        ({"properties": [place, place]}, "another property"),
        ({"properties": [place | {"reviews": [{"score": 50, "at": "-2h"}]}]}, "0 to 10"),
        ({"properties": [place | {"reviews": [{"score": 5, "at": "soon"}]}]}, "bad 'at'"),
        ({"properties": [place | {"reviews": [{"id": "a", "at": "-2h"}] * 2}]}, "two reviews"),
        ({"events": [{"do": "edit"}]}, "name or an 'after'"),
        ({"events": [{"do": "edit", "after": -1}]}, "seconds"),
        ({"events": [{"do": "edit", "name": "x"}] * 2}, "repeats the name"),
    ):
        (tmp_path / "small.json").write_text(json.dumps(good | spoil), "utf-8")
        with pytest.raises(DeskError, match=words):
            reviewdesk_sandbox().start()
