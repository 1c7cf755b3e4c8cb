"""Real files, where they lie beside the repository: taken whole, or left to others."""

import csv
import os
from pathlib import Path

import pytest
from reviewdesk_booking import reviewdesk_open_export

from reviewdesk.api import ExportOptions, Review

SHARED = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[4] / "shared")


def opened(path):
    return reviewdesk_open_export(path=path, options=ExportOptions())


def test_a_whole_download_is_taken_row_by_row(sample):
    path = sample("extranet_export_anonymised.csv")
    told = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    export = opened(path)
    rows = list(export.rows)
    assert export.sure == 1.0
    assert len(rows) == len(told) > 0
    for row, cells in zip(rows, told, strict=True):
        assert isinstance(row, Review)
        assert row.created_at.isoformat() == cells["Review date"]
        assert (row.author, row.title) == (cells["Guest name"], cells["Review title"])
        assert row.parts.positive == (cells["Positive review"] or None)
        assert row.parts.negative == (cells["Negative review"] or None)
        assert row.rating.value == float(cells["Review score"])
        assert row.details["Value for money"] == cells["Value for money"]
        assert (row.reply.text if row.reply else "") == cells["Property reply"]


def test_a_header_alone_is_refused(sample):
    assert opened(sample("extranet_export_header_en.csv")).refused


def test_what_was_scraped_is_left_to_others():
    files = [path for path in (SHARED / "data").glob("*/**/*") if path.is_file()]
    if not files:
        pytest.skip("there are no real files: set REVIEWDESK_SHARED")
    for path in files:
        assert opened(path) is None, path.name


def test_other_answers_kept_as_files_are_nothing_of_ours(sample):
    for path in sample("SOURCES.md").parent.glob("*.json"):
        assert opened(path) is None
