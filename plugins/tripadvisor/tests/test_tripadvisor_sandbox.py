"""The local Tripadvisor gives what Terra's documentation describes, field by field."""

import json
import os
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from reviewdesk.api import DeskError

SHARED = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[4] / "shared")
KEY = {"X-API-Key": "sandbox-terra-key"}
LANGUAGES = "ar cs da de el en es fi fr hu id it iw ja ko nl no pl pt ru sk sr sv th tr vi zh-CN zh-TW"


def stamp(value):
    assert datetime.fromisoformat(value).tzinfo is not None
    return True


def is_text(value):
    return isinstance(value, str) and bool(value)


def is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


ICON = {"key": is_text, "url": is_text}
TEXT = {"language": is_text, "value": is_text, "primary?": lambda v: isinstance(v, bool)}
SUBRATING = {"type": is_text, "type_name": is_text, "rating": range(1, 6).__contains__, "icon_url": ICON}
PHOTO = {
    "key": is_text,
    "media_type": is_text,
    "original_height": is_whole,
    "original_width": is_whole,
    "original_size_url": is_text,
}
RESPONSE = {
    "id": is_whole,
    "username": is_text,
    "author_connection": lambda v: v in {"owner", "manager"},
    "publish_date": stamp,
    "geo_id?": is_whole,
    "avatar_url?": ICON,
    "text": [TEXT],
}
REVIEW = {
    "id": is_whole,
    "title": [TEXT],
    "text": [TEXT],
    "rating": range(1, 6).__contains__,
    "rating_icon_url?": ICON,
    "publish_ts": stamp,
    "travel_date": is_text,
    "trip_type": lambda v: v in {"BUSINESS", "COUPLES", "FAMILY", "FRIENDS", "SOLO", "NONE"},
    "subratings": [SUBRATING],
    "photos?": [PHOTO],
    "url?": is_text,
    "user?": {"username?": is_text, "geo?": is_text, "geo_id?": is_whole, "avatar_url?": ICON},
    "owner_response?": RESPONSE,
}
PAGE = {
    "data": [REVIEW],
    "pagination": {"page": is_whole, "size": is_whole, "total_elements": is_whole, "total_pages": is_whole},
}
PROBLEM = {
    "type": is_text,
    "title": is_text,
    "status": is_whole,
    "detail": is_text,
    "instance": is_text,
    "trace_id": is_text,
    "field_errors?": [
        {"field": is_text, "message": is_text, "object_name": is_text, "rejected_value": lambda _v: True}
    ],
    "ids?": [is_whole],
}


def hold(value, form, where="answer"):
    """Every field is in the form, and every field of the form that is not optional is there."""
    if isinstance(form, dict):
        assert isinstance(value, dict), where
        known = {name.rstrip("?"): (name, inner) for name, inner in form.items()}
        assert set(value) <= set(known), f"{where} has {set(value) - set(known)}"
        for plain, (name, inner) in known.items():
            assert plain in value or name.endswith("?"), f"{where} lacks {plain}"
            if plain in value:
                assert value[plain] is not None, f"{where}.{plain} is null"
                hold(value[plain], inner, f"{where}.{plain}")
    elif isinstance(form, list):
        assert isinstance(value, list), where
        for number, row in enumerate(value):
            hold(row, form[0], f"{where}[{number}]")
    else:
        assert form(value), f"{where} is {value!r}"


def ask(sandbox, path, headers=KEY, **params):
    return httpx.get(f"{sandbox.url}/api{path}", params=params, headers=headers, verify=False)


def page(sandbox, path):
    # No certificates are needed here, and reading them takes longer than asking.
    return httpx.get(f"{sandbox.url}{path}", verify=False)


@pytest.mark.parametrize("scenario", ["small", "empty", "pizzeria"])
def test_each_review_has_the_documented_fields_and_no_others(play, scenario):
    sandbox = play(scenario)
    for place in sandbox.world.places:
        for language in ("primary", *LANGUAGES.split()):
            answer = ask(sandbox, f"/locations/{place}/reviews", language=language, size=20)
            assert answer.headers["content-type"] == "application/json"
            hold(answer.json(), PAGE)


def test_left_to_itself_it_answers_in_english_and_hides_the_rest(play):
    sandbox = play(recent_count=None)
    english = ask(sandbox, "/locations/9100001/reviews", size=20).json()["pagination"]["total_elements"]
    whole = ask(sandbox, "/locations/9100001/reviews", size=20, language="primary").json()
    assert english < whole["pagination"]["total_elements"]
    none = ask(sandbox, "/locations/9100002/reviews", language="fi")
    assert (none.status_code, none.json()["data"]) == (200, [])


def test_the_pool_comes_before_language_filter_and_page(play):
    sandbox = play(recent_count=3, repeat_rows=False)
    newest = [str(review.id) for review in sandbox.world.reviews(9100001)[:3]]
    rows = ask(sandbox, "/locations/9100001/reviews", language="primary").json()["data"]
    assert [str(row["id"]) for row in rows] == newest
    good = ask(sandbox, "/locations/9100001/reviews", language="primary", rating_min=4).json()["data"]
    assert {str(row["id"]) for row in good} < set(newest)
    after = ask(
        sandbox, "/locations/9100001/reviews", language="primary", published_after_review_id=newest[1]
    ).json()["data"]
    assert [str(row["id"]) for row in after] == newest[:1]
    sandbox.switches.set({"recent_count": None, "recent_months": 1})
    assert len(sandbox.world.pool(9100001)) < len(sandbox.world.reviews(9100001))


@pytest.mark.parametrize(
    ("path", "params", "status", "title"),
    [
        ("/locations/9100001/reviews", {"language": "xx"}, 400, "Validation Error"),
        ("/locations/9100001/reviews", {"page": "0"}, 400, "Constraint Violation"),
        ("/locations/9100001/reviews", {"trip_type": "ALONE"}, 400, "Validation Error"),
        ("/locations/9100001/reviews", {"published_after_ts": "soon"}, 400, "Validation Error"),
        ("/locations/9100001/reviews", {"rating_min": "many"}, 400, "Validation Error"),
        ("/locations/9100001/reviews", {"version": "2"}, 400, "Validation Error"),
        ("/locations/9100001/reviews", {"published_after_review_id": "1"}, 404, "Resource Not Found"),
        ("/locations/77/reviews", {}, 404, "Location Not Found"),
        ("/location/9100001", {}, 404, "Resource Not Found"),
        ("/locations/9100001", {"locale": "en"}, 400, "Validation Error"),
        ("/locations/search", {"query": ""}, 400, "Constraint Violation"),
        ("/locations/search", {"query": "gru", "size": "21"}, 400, "Constraint Violation"),
        ("/locations/search", {"query": "gru", "country_code": "it"}, 400, "Constraint Violation"),
    ],
)
def test_errors_are_problem_json(play, path, params, status, title):
    answer = ask(play(), path, **params)
    assert answer.headers["content-type"] == "application/problem+json"
    hold(answer.json(), PROBLEM)
    assert (answer.status_code, answer.json()["title"], answer.json()["status"]) == (status, title, status)


def test_the_keys_texts_are_those_of_the_documentation(play):
    sandbox = play()
    assert ask(sandbox, "/locations/9100001", headers={}).json()["detail"] == "API key is not provided"
    wrong = ask(sandbox, "/locations/9100001", headers={"x-api-key": "no"})
    assert wrong.json()["detail"] == "API key has not been found"
    sandbox.switches.set({"key": "disabled"})
    assert ask(sandbox, "/locations/9100001").json()["detail"] == "API key is not enabled"
    sandbox.switches.set({"key": "no_reviews"})
    refused = ask(sandbox, "/locations/9100001/reviews")
    assert (refused.status_code, refused.json()["detail"]) == (
        403,
        "API Key does not have access to endpoint",
    )
    assert ask(sandbox, "/locations/9100001").status_code == 200


def test_limits_by_second_by_day_and_for_searches(play):
    sandbox = play(calls_per_second=3)
    codes = [ask(sandbox, "/locations/9100001").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    sandbox.clock.advance(2)
    assert ask(sandbox, "/locations/9100001").status_code == 200
    sandbox.switches.set({"calls_per_second": None, "calls_per_day": 5, "tell_retry_after": True})
    told = [ask(sandbox, "/locations/9100001") for _ in range(3)][-1]
    assert (told.status_code, int(told.headers["Retry-After"]) > 80_000) == (429, True)
    sandbox.clock.advance(86_401)
    sandbox.switches.set({"searches_at_once": 5, "calls_per_day": None})
    codes = [ask(sandbox, "/locations/search", query="gru").status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_places_are_found_by_name_alone_and_unknown_numbers_are_left_out(play):
    sandbox = play()
    found = ask(sandbox, "/locations/search", query="della gru").json()
    assert [row["location"]["id"] for row in found["data"]] == [9100001, 9100002]
    assert set(found["data"][0]) == {"location", "matched_value"}
    assert ask(sandbox, "/locations/search", query="restaurants Genoa").json()["data"] == []
    several = ask(sandbox, "/locations", id=["9100001", "77"]).json()
    assert [row["id"] for row in several["data"]] == [9100001]
    assert "pagination" not in several
    assert "urls" not in ask(sandbox, "/catalog/locations/9100001").json()


def test_the_public_page_shows_only_what_was_let_through(play):
    sandbox = play()
    home = page(sandbox, "/").text
    assert "Trattoria della Gru" in home
    public = page(sandbox, "/Restaurant_Review-g187823-d9100001-Reviews-x.html").text
    assert "Come and see the sunset" in public
    assert "being mended on Monday" not in public
    assert "<script>" not in public
    assert "being mended on Monday" in page(sandbox, "/ManagementCenter").text
    assert page(sandbox, "/ManagementCenter/reviews/1").status_code == 404


def test_what_happens_by_the_clock_happens(play):
    sandbox = play("pizzeria")
    before = len(sandbox.world.reviews(9200303))
    sandbox.clock.advance(100)
    assert len(sandbox.world.reviews(9200303)) == before + 1
    for event in ("second-thoughts", "colleague-answers", "forgot-us-vanishes"):
        sandbox.happen({"event": event})
    sandbox.happen({"event": "approve", "review": "sv-harbour-3"})
    with pytest.raises(ValueError, match="there is no event"):
        sandbox.happen({"event": "rain"})


def test_the_pizzeria_opens_with_a_few_waiting_and_all_else_answered(play):
    sandbox = play("pizzeria")
    reviews = [review for place in sandbox.world.places for review in sandbox.world.reviews(place)]
    waiting = [review for review in reviews if sandbox.world.shown(review) is None]
    assert 25 <= len(reviews) <= 40
    assert 3 <= len(waiting) <= 4
    assert len({review.language for review in reviews}) >= 8
    assert [place.title for place in sandbox.world.places.values()] == [
        "Mario's Pizzeria Downtown",
        "Mario's Pizzeria Harbour",
        "Mario's Pizzeria Old Town",
    ]


def test_an_unknown_scenario_names_the_known_ones(play):
    with pytest.raises(DeskError, match="small, empty, pizzeria"):
        play("nowhere")


def _sample(name):
    path = SHARED / "samples" / "tripadvisor" / name
    if not path.is_file():
        pytest.skip(f"there is no documented example {name}: set REVIEWDESK_SHARED")
    return json.loads(path.read_text("utf-8"))


def test_the_documented_error_is_answered_word_for_word(play):
    documented = _sample("terra_error_400_language.json")
    ours = ask(play(), "/locations/9100001/reviews", language="xx").json()
    assert {name: ours[name] for name in documented} == documented


def test_a_place_has_the_fields_of_the_documented_one(play):
    documented = _sample("terra_location_golden_gate.json")
    ours = ask(play(), "/locations/9100001").json()
    assert set(documented) <= set(ours)
    assert set(documented["names"][0]) == set(ours["names"][0])
    assert set(documented["coordinates"]) == set(ours["coordinates"])
    assert set(documented["traveler_ratings"]) == set(ours["traveler_ratings"])
    assert set(documented["traveler_ratings"]["overall"]) <= set(ours["traveler_ratings"]["overall"])
    assert set(documented["urls"]["tripadvisor"]) <= set(ours["urls"]["tripadvisor"])
