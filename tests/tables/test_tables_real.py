"""Every real file that an owner or a tool could export: each row taken, known, set aside, or all refused."""

import csv
import json
import os
from collections import Counter
from pathlib import Path

import pytest

from reviewdesk.api import Export, ExportOptions, Review
from reviewdesk.builtin.tables import reviewdesk_open_export

_DATA = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[3] / "shared") / "data"
_SETS = ("yelp", "tripadvisor", "booking", "google", "multilingual")
_FILES = sorted(path for name in _SETS for path in (_DATA / name).rglob("*") if path.is_file())
_NOT_HERE = {
    "2gis": "its platforms are no platforms of the desk",
    "aggregator": "it stands on another platform",
}

pytestmark = pytest.mark.skipif(not _FILES, reason="the real files are not part of the repository")
each_file = pytest.mark.parametrize(
    "path", _FILES, ids=lambda path: "/".join((*path.relative_to(_DATA).parts[:2], path.name[-30:]))
)


def _answered(export: Export) -> ExportOptions:
    """What an owner answers to what is asked."""
    mapping = dict(export.mapping or {})
    if "created_at" in export.asks:
        mapping["=2024-05-17"] = "created_at"
    if "date_order" in export.asks:
        column = next(name for name, field in mapping.items() if field == "created_at")
        mapping[column] = "created_at:dmy"
    return ExportOptions(platform=export.platform or "google", as_listing="Harbour", mapping=mapping or None)


def _rows_in(path: Path) -> int | None:
    """How many rows a file holds, counted in another way; None where only the reader can tell."""
    raw = path.read_bytes()
    text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    if path.suffix == ".jsonl":
        return sum(1 for line in text.split("\n") if line.strip())
    if path.suffix == ".csv":
        return (
            sum(1 for row in csv.reader(text.splitlines(keepends=True)) if any(cell.strip() for cell in row))
            - 1
        )
    body = json.loads(text)
    if isinstance(body, list) and body and isinstance(body[0], dict):
        return len(body)
    return None


@each_file
def test_every_row_of_a_real_file_is_accounted_for(path):
    export = reviewdesk_open_export(path, ExportOptions())
    assert export is not None, "a sentence should say what it is"
    if export.refused:
        assert export.refused.endswith(".")
        print(path.name, "refused:", export.refused)  # noqa: T201 - the counts are what one wants to see
        return
    asked = export.asks
    if asked:
        assert not any(isinstance(row, Review) for row in export.rows)
        export = reviewdesk_open_export(path, _answered(export))
        assert export.asks == ()
    rows = list(export.rows)
    counts = Counter(
        "taken" if isinstance(row, Review) else "known" if row.known else "aside" for row in rows
    )
    print(path.name, export.format, export.platform, dict(counts), "asked:", asked)  # noqa: T201 - as above
    assert len(rows) == (_rows_in(path) or len(rows)) > 0
    pages = {page.external_id for page in export.listings}
    assert all(row.listing in pages for row in rows if isinstance(row, Review))
    assert counts["taken"] > 0 or any(sign in str(path) for sign in _NOT_HERE)


@each_file
def test_a_file_taken_twice_gives_the_same_keys(path):
    if path.stat().st_size > 150_000:
        pytest.skip("the small ones are enough for this")
    keys = []
    for _time in range(2):
        export = reviewdesk_open_export(path, ExportOptions(platform="google", as_listing="Harbour"))
        rows = [] if export is None or export.refused else export.rows
        keys.append([(row.listing, row.id_space, row.external_id) for row in rows if isinstance(row, Review)])
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(keys[0])
