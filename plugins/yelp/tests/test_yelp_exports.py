"""The Open Dataset and saved answers of the API. All rows are made up after the documented fields."""

import json
from datetime import UTC, datetime

import pytest
from reviewdesk_yelp import reviewdesk_open_export

from reviewdesk.api import ExportOptions, Review, Skipped

BUSINESS = "bUs1nessIdOfTheDataset"


def opened(path, **options):
    return reviewdesk_open_export(path=path, options=ExportOptions(**options))


def dataset_line(number=1, **changes):
    return {
        "review_id": f"review-{number:015d}",
        "user_id": f"user-{number:017d}",
        "business_id": BUSINESS,
        "stars": 3.0,
        "useful": 0,
        "funny": 0,
        "cool": 0,
        "text": f"Visit {number}.\nFine.",
        "date": "2018-07-07 22:09:11",
        **changes,
    }


def write_lines(path, lines):
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def api_entry(**changes):
    return {
        "id": "AbCdEfGhIjKlMnOpQrStUv",
        "url": "https://www.yelp.com/biz/taqueria-ejemplo-oakland?hrid=AbCdEfGhIjKlMnOpQrStUv&utm_source=x",
        "text": "Good tacos.",
        "rating": 5,
        "time_created": "2026-01-15 12:00:00",
        "user": {"id": "UserOfTwentyTwoLetters", "name": "Dana P.", "image_url": None},
        **changes,
    }


def test_the_dataset_takes_its_names_from_the_file_beside_it(tmp_path):
    path = write_lines(tmp_path / "yelp_academic_dataset_review.json", [dataset_line(1), dataset_line(2)])
    shop = {
        "business_id": BUSINESS,
        "name": "Sample Shop",
        "address": "1 Way",
        "city": "Town",
        "review_count": 2,
    }
    write_lines(tmp_path / "yelp_academic_dataset_business.json", [shop])
    for chosen in (path, tmp_path):
        export = opened(chosen)
        assert (export.format, export.sure, export.platform) == ("yelp-open-dataset", 1.0, "yelp")
        assert [(page.title, page.address) for page in export.listings] == [("Sample Shop", "1 Way, Town")]
        first, second = export.rows
        assert (first.external_id, first.id_space) == ("review-000000000000001", "yelp-dataset")
        assert first.created_at == datetime(2018, 7, 7, 22, 9, 11, tzinfo=UTC)
        assert not first.reply_known
        assert second.text == "Visit 2.\nFine."
        assert not export.whole


def test_every_line_of_a_damaged_dataset_is_accounted_for(tmp_path):
    path = write_lines(
        tmp_path / "review.jsonl",
        [
            dataset_line(1),
            dataset_line(1),
            dataset_line(2, stars=7),
            dataset_line(3, date="yesterday"),
            dataset_line(4, text=None),
            dataset_line(5, business_id=None),
        ],
    )
    path.write_text(path.read_text() + "not json\n\n" + json.dumps(dataset_line(6))[:60])
    rows = list(opened(path, as_listing="Mine").rows)
    assert [isinstance(row, Review) for row in rows] == [True, False, False, False, True, False, False, False]
    assert [row.known for row in rows if isinstance(row, Skipped)] == [True] + [False] * 5
    assert "breaks off" in rows[-1].reason
    assert rows[-1].place == "review.jsonl, 9"


def test_other_parts_of_the_dataset_are_refused_in_one_sentence(tmp_path):
    tip = {
        "user_id": "u",
        "business_id": "b",
        "text": "t",
        "date": "2012-05-18 02:17:21",
        "compliment_count": 0,
    }
    path = write_lines(tmp_path / "tip.json", [tip])
    assert "no reviews" in opened(path).refused
    (tmp_path / "yelp_dataset.tar").write_bytes(b"")
    assert "unpack" in opened(tmp_path / "yelp_dataset.tar").refused


def test_a_saved_answer_of_places_holds_excerpts(tmp_path):
    path = tmp_path / "reviews.json"
    cut = api_entry(id="SecondReviewOfTheFile1", url=None, text="A" * 157 + "...")
    cut["user"] = {**cut["user"], "profile_url": "https://www.yelp.com/user_details?userid=x"}
    path.write_text(
        json.dumps({"reviews": [api_entry(), cut, api_entry(), api_entry(id="x", rating=4.5)], "total": 9})
    )
    export = opened(path)
    assert export.format == "yelp-api-json"
    assert {page.title for page in export.listings} == {"Taqueria Ejemplo Oakland", "reviews"}
    good, excerpt, again, odd = export.rows
    assert good.created_at == datetime(2026, 1, 15, 20, 0, tzinfo=UTC)
    assert (good.listing, good.id_space, good.reply_known) == ("taqueria-ejemplo-oakland", "api", False)
    assert "beginning" in excerpt.details["Excerpt"]
    assert again.known
    assert "stars" in odd.reason


def test_a_description_of_the_page_in_the_same_folder_gives_id_and_name(tmp_path):
    card = {
        "id": "Tq0Sandbox-Example-001",
        "alias": "taqueria-ejemplo-oakland",
        "name": "Taquería Ejemplo",
        "review_count": 1,
        "url": "https://www.yelp.com/biz/taqueria-ejemplo-oakland",
        "categories": [],
    }
    (tmp_path / "business.json").write_text(json.dumps(card))
    (tmp_path / "reviews.json").write_text(json.dumps([api_entry()]))
    export = opened(tmp_path / "reviews.json")
    assert [(page.external_id, page.title) for page in export.listings] == [
        ("Tq0Sandbox-Example-001", "Taquería Ejemplo")
    ]
    assert "no reviews" in opened(tmp_path / "business.json").refused


def test_a_saved_answer_of_private_reviews_tells_of_responses(tmp_path):
    answer = {
        "text": "Thanks!",
        "time_created": "2026-01-16T10:00:00+00:00",
        "business_user": {"name": "Rosa E."},
    }
    entry = api_entry(public_response=answer)
    del entry["id"]
    path = tmp_path / "private.json"
    path.write_text(json.dumps({"reviews": {"review": [entry, api_entry(id="other", public_response=None)]}}))
    answered, open_ = opened(path).rows
    assert answered.external_id == "AbCdEfGhIjKlMnOpQrStUv"
    assert answered.reply.text == "Thanks!"
    assert open_.reply is None
    assert open_.reply_known


def test_a_review_without_id_and_link_is_known_by_its_writer_and_second(tmp_path):
    entry = api_entry()
    del entry["id"], entry["url"]
    entry["user"]["profile_url"] = "https://www.yelp.com/user_details?userid=x"
    path = tmp_path / "old.json"
    path.write_text(json.dumps({"reviews": [entry]}))
    one, two = (next(iter(opened(path, as_listing="Mine").rows)) for _ in range(2))
    assert one.id_space == "yelp-file"
    assert one.external_id == two.external_id
    assert opened(path, as_listing="Mine").listings[0].title == "Mine"


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "[]",
        "nonsense",
        '{"reviews": 5}',
        '{"reviews": [{"text": "x", "rating": 5, "time_created": "2020-01-01 00:00:00", "user": {}}]}',
        '{"error": {"code": "TOKEN_INVALID", "description": "Invalid"}}',
        '[{"a": ' * 5000,
    ],
)
def test_what_is_not_surely_of_yelp_is_left_alone(tmp_path, body):
    path = tmp_path / "some.json"
    path.write_text(body)
    assert opened(path) is None
    assert opened(tmp_path / "missing.json") is None
