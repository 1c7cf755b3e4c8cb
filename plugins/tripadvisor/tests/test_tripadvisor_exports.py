"""Files: answers of the old Content API, and what tools read off the website."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_tripadvisor import reviewdesk_open_export
from reviewdesk_tripadvisor.exports import content_api, website

from reviewdesk.api import BadData, ExportOptions, Precision, Review, Skipped

SHARED = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[4] / "shared")


def opened(path, **options):
    return reviewdesk_open_export(path=path, options=ExportOptions(**options))


def written(tmp_path, body, name="answer.json"):
    path = tmp_path / name
    path.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    return path


def row(number=700000001, **more):
    return {
        "id": number,
        "lang": "en",
        "location_id": 9100001,
        "published_date": "2024-03-23T19:22:50Z",
        "rating": 4,
        "url": f"https://www.tripadvisor.com/ShowUserReviews-g1-d9100001-r{number}-Reviews-Trattoria_della_Gru-Genoa.html"
        f"?m=1#review{number}",
        "title": "Good",
        "text": "Good fish.",
        "trip_type": "Couples",
        "travel_date": "2024-03-31",
        "user": {"username": "june_a", "user_location": {"id": "null"}},
        "subratings": {"0": {"name": "RATE_VALUE", "value": 5, "localized_name": "Value"}},
        **more,
    }


RESPONSE = {
    "id": 7,
    "text": "Thank you!",
    "lang": "en",
    "author": "Nico",
    "published_date": "2024-03-24T10:00:00Z",
}


def test_an_answer_of_the_content_api_is_read_whole(tmp_path):
    export = opened(written(tmp_path, {"data": [row(owner_response=RESPONSE)]}))
    assert (export.format, export.platform, export.whole) == (content_api.FORMAT, "tripadvisor", False)
    (listing,) = export.listings
    assert (listing.external_id, listing.title) == ("9100001", "Trattoria della Gru")
    (review,) = export.rows
    assert (review.external_id, review.id_space, review.listing) == ("700000001", "api", "9100001")
    assert review.created_at == datetime(2024, 3, 23, 19, 22, 50, tzinfo=UTC)
    assert (review.author, review.title, review.text) == ("june_a", "Good", "Good fish.")
    assert review.details == {"Trip": "couple", "Visit": "2024-03", "Value": "5/5"}
    assert (review.reply.text, review.reply.at.day) == ("Thank you!", 24)


def test_lines_lists_and_several_answers_are_the_same(tmp_path):
    first, second = row(1), row(2)
    shapes = {
        "lines.jsonl": json.dumps(first) + "\n" + json.dumps(second) + "\n",
        "list.json": [first, second],
        "answers.json": [{"data": [first]}, {"data": [second]}],
        "bom.jsonl": "\ufeff" + json.dumps(first) + "\n\n" + json.dumps(second),
    }
    for name, body in shapes.items():
        rows = list(opened(written(tmp_path, body, name)).rows)
        assert [review.external_id for review in rows] == ["1", "2"], name


def test_a_broken_line_costs_nothing_but_itself(tmp_path):
    body = "\n".join([json.dumps(row(1)), '{"id": 2, "locat', json.dumps(row(3)), json.dumps(row(1))])
    one, two, three, again = opened(written(tmp_path, body, "x.jsonl")).rows
    assert (one.external_id, three.external_id) == ("1", "3")
    assert (two.reason, two.place) == ("This line breaks off or is damaged.", "x.jsonl, 2")
    assert again.known


def test_the_partners_older_form_is_read_too(tmp_path):
    old = row("255810672", location_id="781627", helpful_votes="1", travel_date="2015-02")
    old |= {"published_date": "2015-02-22T13:34:21-0500", "is_machine_translated": True}
    (review,) = opened(written(tmp_path, {"reviews": [old]})).rows
    assert (review.external_id, review.listing) == ("255810672", "781627")
    assert review.created_at == datetime(2015, 2, 22, 18, 34, 21, tzinfo=UTC)
    assert "translation by machine" in review.details["Words"]


def test_what_is_missing_or_null_breaks_nothing(tmp_path):
    bare = {key: row()[key] for key in ("id", "location_id", "published_date", "rating")}
    odd = {**row(5), "trip_type": None, "user": None, "subratings": None, "owner_response": None, "title": ""}
    one, two = opened(written(tmp_path, {"data": [bare, odd]})).rows
    assert (one.text, one.author, one.reply) == (None, None, None)
    assert (two.title, two.details) == (None, {"Visit": "2024-03"})
    (bad,) = opened(written(tmp_path, {"data": [row(published_date="soon")]})).rows
    assert isinstance(bad, Skipped)


def test_a_page_without_reviews_is_refused_with_one_sentence(tmp_path):
    place = {"location_id": "1", "name": "Gru", "address_obj": {}, "rating": "4.5"}
    for body in (place, {"data": [place]}):
        assert "no reviews in it" in opened(written(tmp_path, body)).refused


def test_files_of_others_are_left_alone(tmp_path):
    for body in ({"data": []}, {"reviews": [{"location_id": 3}]}, [1, 2], "location_id", {"location_id": 1}):
        assert opened(written(tmp_path, body)) is None
    assert opened(written(tmp_path, {"data": [row()]}), format="google-takeout") is None
    assert opened(written(tmp_path, {"data": [row()]}), format=website.FORMAT) is None
    assert opened(written(tmp_path, {"data": [row()]}, "answer.csv")) is None
    assert opened(tmp_path) is None
    assert opened(tmp_path / "nothing.json") is None


def test_a_name_given_by_the_owner_is_the_title(tmp_path):
    export = opened(written(tmp_path, {"data": [row()]}), as_listing="Gru")
    assert export.listings[0].title == "Gru"


def page(*reviews):
    return {
        "data": {"ReviewsProxy_getReviewListPageForLocation": [{"totalCount": 9, "reviews": list(reviews)}]}
    }


def entry(number=800000001, **more):
    path = f"/ShowUserReviews-g1-d9100001-r{number}-Trattoria_della_Gru-Genoa.html"
    return {
        "id": number,
        "status": "PUBLISHED",
        "reviewDetailPageWrapper": {"reviewDetailPageRoute": {"url": path}},
        "location": {"locationId": 9100001, "name": "Trattoria della Gru"},
        "createdDate": "2025-01-01",
        "publishedDate": "2025-01-03",
        "userProfile": {"displayName": "June A"},
        "rating": 4,
        "title": "Buono",
        "text": "Buon pesce.",
        "language": "it",
        "originalLanguage": "it",
        "mgmtResponse": None,
        "tripInfo": {"stayDate": "2024-12-31", "tripType": "SOLO"},
        "additionalRatings": [{"rating": 5, "ratingLabelLocalizedString": "Food"}],
        **more,
    }


def test_the_websites_own_lists_are_read_with_their_days(tmp_path):
    reply = {"id": 1, "text": "Grazie!", "publishedDate": "2025-01-05", "connectionToSubject": "Owner"}
    export = opened(written(tmp_path, [page(entry(mgmtResponse=reply))]))
    assert (export.format, export.listings[0].title) == (website.FORMAT, "Trattoria della Gru")
    (review,) = export.rows
    assert (review.created_at, review.precision) == (date(2025, 1, 3), Precision.DAY)
    assert (review.reply.text, review.reply.at) == ("Grazie!", None)
    assert review.url.startswith("https://www.tripadvisor.com/ShowUserReviews-")
    assert review.details == {"Trip": "alone", "Visit": "2024-12", "Food": "5/5"}


def test_of_several_copies_the_guests_own_words_are_taken(tmp_path):
    machine = entry(language="en", text="Good fish.", title="Good")
    export = opened(written(tmp_path, {"graphql_responses": [{"data": [page(machine)]}, page(entry())]}))
    copy, review = export.rows
    assert copy.known
    assert (review.text, review.translation, review.language) == ("Buon pesce.", "Good fish.", "it")
    (alone,) = opened(written(tmp_path, page(machine))).rows
    assert alone.details["Words"] == "translated by a machine from: it"


def test_hidden_and_homeless_entries_are_set_aside(tmp_path):
    hidden = entry(1, status="REJECTED")
    homeless = entry(2, location=None, reviewDetailPageWrapper=None)
    rows = list(opened(written(tmp_path, page(hidden, homeless, {"id": None}, None))).rows)
    assert [type(each) for each in rows] == [Skipped] * 4


def test_a_file_that_breaks_off_is_named_for_what_it_is(tmp_path):
    for body in (json.dumps(page(entry()))[:-40], json.dumps({"data": [row(), row(2)]})[:-40]):
        with pytest.raises(BadData, match="holds reviews of Tripadvisor, but breaks off"):
            opened(written(tmp_path, body))
    assert "no reviews in this file" in opened(written(tmp_path, page())).refused


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
        max_leaves=8,
    )
)
def test_no_json_at_all_makes_it_fall(value):
    assert content_api.rows_of(value) is None
    for body in ({"data": [{**row(), "user": value, "owner_response": value, "subratings": value}]},):
        export = content_api.opened(content_api.rows_of(body), Path("x.json"), ExportOptions())
        assert [isinstance(each, (Review, Skipped)) for each in export.rows] == [True]
    export = website.opened([page(value, entry(tripInfo=value, mgmtResponse=value))], ExportOptions())
    assert len(list(export.rows)) == 2


def _real(pattern):
    found = sorted((SHARED / "data" / "tripadvisor").glob(pattern))
    if not found:
        pytest.skip(f"there is no real file like {pattern}: set REVIEWDESK_SHARED")
    return found


def test_every_row_of_a_real_answer_is_taken():
    for path in _real("content_api_*/*.jsonl"):
        lines = path.read_text("utf-8").splitlines()
        rows = list(opened(path).rows)
        assert len(rows) == len(lines)
        assert all(isinstance(each, Review) for each in rows)
        answered = sum('"owner_response"' in line for line in lines)
        assert sum(each.reply is not None for each in rows) == answered


def test_every_entry_of_the_websites_real_lists_is_taken_or_known():
    for path in _real("graphql_raw_rotterdam/*.json"):
        rows = list(opened(path).rows)
        taken = [each for each in rows if isinstance(each, Review)]
        assert taken
        assert all(each.known for each in rows if isinstance(each, Skipped))
        assert len({each.external_id for each in taken}) == len(taken)


def test_a_real_file_that_was_cut_is_refused():
    for path in _real("graphql_raw_hotel/*.json"):
        with pytest.raises(BadData, match="breaks off"):
            opened(path)


def test_the_documented_answers_are_read_or_refused():
    folder = SHARED / "samples" / "tripadvisor"
    if not folder.is_dir():
        pytest.skip("there are no documented examples: set REVIEWDESK_SHARED")
    for path in sorted(folder.glob("*reviews_*.json")):
        rows = list(opened(path).rows)
        assert rows, path.name
        assert all(isinstance(each, Review) for each in rows)
    for path in sorted(folder.glob("*_details_*.json")):
        assert opened(path).refused
