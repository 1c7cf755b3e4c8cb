"""Real files, where they lie beside the repository: taken whole, or left to others."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest
from reviewdesk_booking import reviewdesk_open_export
from reviewdesk_booking.paste import read_paste

from reviewdesk.api import ExportOptions, PasteHint, Review, Skipped

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


def _copied(cells, name, day):
    """A review of a real table, as its card on the public page would be copied."""
    lines = [name, cells["reviewer_country"], "Double Room", f"2 nights · {cells['stay_date']}"]
    lines += [cells["traveler_type"], f"Reviewed: {day} June 2026", cells["title"]]
    lines += [f"Scored {cells['rating_score']}", cells["rating_score"]]
    lines += [f"{label} · {words}" for label, words in _words(cells) if words]
    return "\n".join(line for line in [*lines, "Helpful", "Not helpful"] if line)


def _words(cells):
    return (("Liked", cells["pos_text"]), ("Disliked", cells["neg_text"]))


def _plain(text):
    return " ".join((text or "").split())


def test_real_words_copied_off_a_page_are_understood_or_asked_about_but_never_wrong():
    files = sorted((SHARED / "data" / "booking").glob("wroclaw*/reviews.csv"))
    if not files:
        pytest.skip("there are no real reviews: set REVIEWDESK_SHARED")
    with files[0].open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))[:600]
    understood = 0
    for pair in zip(table[::2], table[1::2], strict=True):
        text = "\n".join((_copied(pair[0], "Anna", 3), _copied(pair[1], "Ben", 4)))
        pasted = read_paste(text, PasteHint(today=date(2026, 11, 22)))
        if len(pasted.rows) != 2:
            assert all(isinstance(row, Skipped) for row in pasted.rows), text
            continue
        for cells, row, missing in zip(pair, pasted.rows, pasted.missing, strict=True):
            if isinstance(row, Skipped) or missing:
                continue
            told = [_plain(one) for one in (row.title, row.parts.positive, row.parts.negative)]
            assert told == [_plain(cells[key]) for key in ("title", "pos_text", "neg_text")]
            assert row.rating.value == float(cells["rating_score"])
            understood += 1
    assert understood > 0.8 * len(table)
