"""Files made to break readers: nothing is ever raised, and nothing vanishes without a word."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewdesk.api import ExportOptions
from reviewdesk.builtin.tables import reviewdesk_open_export

_EDGE = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[3] / "shared") / "data" / "edge"
_FILES = sorted(path for path in _EDGE.rglob("*") if path.is_file())
_absent = pytest.mark.skipif(not _FILES, reason="the edge corpora are not part of the repository")
_ALL = {"platform": "google", "as_listing": "Harbour", "mapping": {"=2024-05-17": "created_at"}}


@_absent
@pytest.mark.parametrize("path", _FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_edge_file_raises(path):
    for options in (ExportOptions(), ExportOptions(format="table", **_ALL)):
        export = reviewdesk_open_export(path, options)
        assert export is None or export.refused or list(export.rows) is not None


@_absent
@pytest.mark.parametrize("name", [path.stem for path in _FILES if path.suffix == ".csv"])
def test_every_cell_of_the_csv_spectrum_is_read_as_it_is_meant(name):
    from reviewdesk.builtin.tables.csv_source import open_csv
    from reviewdesk.builtin.tables.encoding import letters

    path = _EDGE / "csv_spectrum" / f"{name}.csv"
    source = open_csv(path, letters(path))
    wanted = json.loads(path.with_suffix(".json").read_text())
    assert [dict(record.cells) for record in source.rows()] == [
        {key: value.replace("\n", "\r\n") if "crlf" in name else value for key, value in row.items()}
        for row in wanted
    ]


@_absent
def test_naughty_strings_come_through_as_they_are(take):
    naughty = [text for text in json.loads((_EDGE / "blns" / "blns.json").read_text()) if text.strip()]
    rows = [
        {"author": f"Guest {n}", "rating": 4, "text": text, "date": "2024-05-17"}
        for n, text in enumerate(naughty)
    ]
    found = take(rows, mapping={"text": "text"})
    assert len(found.rows) == len(naughty)
    kept = [review.text for review in found.reviews]
    wanted = [text.replace("\r\n", "\n").replace("\r", "\n").strip() for text in naughty]
    changed = [(text, now) for text, now in zip(wanted, kept, strict=True) if text != now]
    assert not changed


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(opened, raw):
    export = opened(raw, **_ALL)
    assert export is None or export.refused or list(export.rows) is not None


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                name: st.one_of(
                    st.none(),
                    st.text(max_size=20),
                    st.integers(),
                    st.floats(),
                    st.booleans(),
                    st.lists(st.text(max_size=5)),
                )
                for name in (
                    "text",
                    "rating",
                    "date",
                    "author",
                    "review_id",
                    "reply",
                    "reply date",
                    "url",
                    "source",
                )
            },
        ),
        max_size=5,
    )
)
def test_whatever_stands_in_a_row_it_is_accounted_for(opened, rows):
    export = opened(rows, **_ALL)
    assert export is None or export.refused or len(list(export.rows)) == len(rows)
