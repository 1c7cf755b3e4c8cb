"""Files of the kinds an owner may have, where they lie beside the repository: every row accounted for."""

import os
from pathlib import Path

import pytest
from reviewdesk_yelp import reviewdesk_open_export

from reviewdesk.api import ExportOptions, Review, Skipped

SHARED = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[3].parent / "shared")
DATA, SAMPLES = SHARED / "data" / "yelp", SHARED / "samples" / "yelp"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not on this machine")


def rows_of(path):
    export = reviewdesk_open_export(path=path, options=ExportOptions())
    assert export is not None
    rows = list(export.rows)
    assert {row.listing for row in rows if isinstance(row, Review)} <= {
        p.external_id for p in export.listings
    }
    return export, rows


@pytest.mark.parametrize("name", ["open_dataset_a", "open_dataset_b"])
def test_the_dataset_is_taken_whole(name):
    path = DATA / name / "review.jsonl"
    _export, rows = rows_of(path)
    with path.open(encoding="utf-8") as file:
        assert len(rows) == sum(1 for line in file if line.strip())
    assert all(isinstance(row, Review) for row in rows)


def test_names_come_from_the_business_file():
    export, _rows = rows_of(DATA / "open_dataset_a" / "review.jsonl")
    assert any(not page.title.startswith("Yelp page") for page in export.listings)


def test_the_file_that_breaks_off_loses_its_last_line_only():
    _export, rows = rows_of(next((DATA / "real_truncated").glob("*.jsonl")))
    assert [isinstance(row, Review) for row in rows] == [True] * (len(rows) - 1) + [False]
    assert isinstance(rows[-1], Skipped)
    assert "breaks off" in rows[-1].reason


def test_every_other_file_is_left_to_whoever_knows_it():
    ours = {"open_dataset_a", "open_dataset_b", "real_truncated"}
    for path in DATA.rglob("*"):
        if path.is_file() and path.parent.name not in ours:
            assert reviewdesk_open_export(path=path, options=ExportOptions()) is None, path.name


@pytest.mark.parametrize(
    ("name", "reviews", "set_aside"),
    [
        ("docs_private_reviews_example.json", 2, 0),
        ("yelpfusion3_reviews.json", 3, 0),
        ("yelpfusion3_single_review.json", 1, 0),
        ("yelp-ios_reviews_response.json", 3, 0),
        ("yelp-php_business_reviews_response.json", 3, 0),
        ("index44160072043_reviews.json", 1, 0),
        ("api-evangelist_yelp-reviews-response-example.json", 0, 1),
    ],
)
def test_documented_answers_saved_to_a_file_are_read(name, reviews, set_aside):
    _export, rows = rows_of(SAMPLES / name)
    assert (
        sum(isinstance(row, Review) for row in rows),
        sum(isinstance(row, Skipped) for row in rows),
    ) == (reviews, set_aside)


@pytest.mark.parametrize("name", ["yelp-ios_business_response.json", "yelpfusion3_business_details.json"])
def test_the_description_of_a_page_is_refused_with_what_it_is(name):
    export = reviewdesk_open_export(path=SAMPLES / name, options=ExportOptions())
    assert export is None or "no reviews" in export.refused
