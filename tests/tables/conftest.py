"""Files of tables made up on the spot, and what becomes of their rows."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from reviewdesk.api import Export, ExportOptions, Review, Skipped
from reviewdesk.builtin.tables import reviewdesk_open_export


@dataclass
class Taken:
    """An export, walked to its end."""

    export: Export
    rows: list[Review | Skipped] = field(default_factory=list)

    @property
    def reviews(self) -> list[Review]:
        return [row for row in self.rows if isinstance(row, Review)]

    @property
    def skipped(self) -> list[Skipped]:
        return [row for row in self.rows if isinstance(row, Skipped)]

    @property
    def only(self) -> Review:
        assert len(self.reviews) == 1, self.rows
        return self.reviews[0]


Take = Callable[..., Taken]


def walk(path: Path, **options: Any) -> Taken:
    export = reviewdesk_open_export(path, ExportOptions(**options))
    assert export is not None
    rows = list(export.rows)
    for row in rows:
        if isinstance(row, Review):
            assert row.listing in {page.external_id for page in export.listings}
    return Taken(export, rows)


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Write a file: JSON from lists and objects, else as it stands."""
    folder = tmp_path_factory.mktemp("tables")
    numbers = count()

    def written(content: Any, name: str = "") -> Path:
        place = folder / str(next(numbers))
        place.mkdir()
        if isinstance(content, list | dict):
            path = place / (name or "reviews.json")
            path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        else:
            path = place / (name or "reviews.csv")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture(scope="session")
def opened(write: Callable[..., Path]) -> Callable[..., Export | None]:
    def export(content: Any, name: str = "", **options: Any) -> Export | None:
        return reviewdesk_open_export(write(content, name), ExportOptions(**options))

    return export


@pytest.fixture(scope="session")
def bare(write: Callable[..., Path]) -> Take:
    """Open a file without a word from the owner, and walk it to its end."""

    def taken(content: Any, name: str = "", **options: Any) -> Taken:
        return walk(write(content, name), **options)

    return taken


@pytest.fixture(scope="session")
def take(bare: Take) -> Take:
    """The same, said to be Google's reviews of "Harbour" where the file does not say."""

    def taken(content: Any, name: str = "", **options: Any) -> Taken:
        return bare(content, name, **{"platform": "google", "as_listing": "Harbour", **options})

    return taken


@pytest.fixture(scope="session")
def sheet() -> Callable[..., str]:
    """Rows as CSV."""

    def written(rows: list[dict[str, Any]], delimiter: str = ",", end: str = "\r\n") -> str:
        out = io.StringIO(newline="")
        names = list(dict.fromkeys(name for row in rows for name in row))
        writer = csv.DictWriter(out, names, delimiter=delimiter, lineterminator=end, restval="")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()

    return written


@pytest.fixture(scope="session")
def walked() -> Take:
    """Open a file that is there."""
    return walk
