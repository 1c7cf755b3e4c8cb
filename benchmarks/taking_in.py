"""Taking reviews in, beside few and beside very many: rows a second, searching index included."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.homes import copy_of, fresh_review
from benchmarks.words import Words
from reviewdesk.store import ingest, listings, search
from reviewdesk.store.database import Database

_ROWS = 10_000
_PAGE = 500


def run() -> Iterator[str]:
    few, few_known = _taken(copy_of(1_000))
    yield f"beside 1,000: {few:,.0f} new rows a second, {few_known:,.0f} known ones"
    many, many_known = _taken(copy_of(1_000_000))
    yield (
        f"beside 1,000,000: {many:,.0f} new = x{few / many:.2f} the time of few; "
        f"{many_known:,.0f} known = x{few_known / many_known:.2f}"
    )


def _taken(folder: Path) -> tuple[float, float]:
    database = Database(f"sqlite:///{folder / 'desk.db'}")
    now = datetime.now(UTC)
    terms = ingest.Terms(now=now, zone=ZoneInfo("UTC"), fetched=True, replaceable=True, walk=2)
    with database.read() as tx:
        page = listings.all_of(tx)[0]
    words = Words()
    reviews = [fresh_review(n, now, page.external_id, words) for n in range(_ROWS)]
    spent = []
    for _round in range(2):
        begin = time.perf_counter()
        for start in range(0, _ROWS, _PAGE):
            with database.write() as tx:
                ingest.take(tx, page, reviews[start : start + _PAGE], terms)
            with database.write() as tx:
                search.fill(tx, _PAGE)
        spent.append(time.perf_counter() - begin)
    database.close()
    return _ROWS / spent[0], _ROWS / spent[1]
