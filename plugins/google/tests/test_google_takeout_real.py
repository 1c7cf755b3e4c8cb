"""A real export, where one lies beside the repository: every row is accounted for."""

import csv
import json
import os
from pathlib import Path

import pytest
from reviewdesk_google import reviewdesk_open_export
from reviewdesk_google.moments import read_moment

from reviewdesk.api import BadData, ExportOptions, Review

SHARED = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[4] / "shared")
DATA = SHARED / "data" / "google"


def _real(pattern):
    found = sorted(DATA.glob(pattern))
    if not found:
        pytest.skip(f"there is no real export like {pattern}: set REVIEWDESK_SHARED")
    return found[0]


def test_every_row_of_a_real_export_is_taken_known_or_skipped():
    root = _real("takeout_*_rebuilt")
    pages = [json.loads(path.read_text("utf-8")) for path in root.rglob("reviews*.json")]
    rows_in = sum(len(page["reviews"]) for page in pages)
    export = reviewdesk_open_export(path=root, options=ExportOptions())
    rows = list(export.rows)
    taken = [row for row in rows if isinstance(row, Review)]
    known = [row for row in rows if not isinstance(row, Review) and row.known]
    skipped = [row for row in rows if not isinstance(row, Review) and not row.known]
    assert rows_in == len(rows) == len(taken) + len(known) + len(skipped)
    assert not skipped
    assert len({review.external_id for review in taken}) == len(taken) > 0


def test_a_real_export_says_the_same_as_the_table_made_of_it():
    root, table = _real("takeout_*_rebuilt"), _real("takeout_*_csv")
    (path,) = table.glob("*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        told = {row["review_id"]: row for row in csv.DictReader(file)}
    export = reviewdesk_open_export(path=root, options=ExportOptions())
    reviews = {row.external_id: row for row in export.rows if isinstance(row, Review)}
    assert set(reviews) == set(told)
    for number, review in reviews.items():
        row = told[number]
        assert str(int(review.rating.value)) == row["star_rating_numeric"]
        assert review.created_at == read_moment(row["create_time"])
        assert (review.updated_at or review.created_at) == read_moment(row["update_time"])
        assert (review.reply is not None) == (row["has_reply"] == "True")
        if review.reply:
            assert review.reply.text == row["reply_comment"].replace("\r\n", "\n").strip()
            assert review.reply.at == read_moment(row["reply_time"])
        comment = row["comment"].replace("\r\n", "\n").strip()
        assert (review.text or "") in comment
        assert bool(review.text) == bool(comment)
        assert (review.translation is not None) == comment.startswith("(Translated by Google)")


def test_no_json_however_broken_gets_past_a_sentence(tmp_path):
    suite = SHARED / "data" / "edge" / "json_test_suite"
    if not suite.exists():
        pytest.skip(f"there is no {suite}: set REVIEWDESK_SHARED")
    told = []
    for number, odd in enumerate(sorted(suite.iterdir())):
        place = tmp_path / str(number) / "location-7201"
        place.mkdir(parents=True)
        (place / "reviews.json").write_bytes(odd.read_bytes())
        try:
            export = reviewdesk_open_export(path=place / "reviews.json", options=ExportOptions())
        except BadData as error:
            told.append(error.reason)
        else:
            told.append(export.refused)
    assert told
    assert all(sentence and sentence.endswith(".") for sentence in told)
