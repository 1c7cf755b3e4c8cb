"""A guest who changed his mind: what he gave before stands before what he gives now."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reviewdesk.api import Rating
from reviewdesk.store.lines import Query
from reviewdesk.store.values import VersionInfo
from reviewdesk.tui.told import Around, Telling


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [(5, 7, "★★½☆☆ → ★★★½☆ "), (7, 7, "★★★½☆ "), (None, 7, "★★★½☆ ")],
)
def test_changed_stars_are_told_with_those_before(connected_desk, clock, before, now, shown):
    known = connected_desk.inbox.page(Query(), limit=1)[0]
    known = replace(known, review=replace(known.review, rating=Rating(now, 10)))
    days = (9, 3)
    said = [
        VersionInfo(until=clock.now() - timedelta(days=day), half_stars=half, title=None, text=f"{day} ago")
        for day, half in zip(days, (2, before), strict=True)
    ]
    telling = Telling(known=known, around=Around(versions=tuple(said)), title="Google", now=clock.now())
    lines = ["".join(piece.text for piece in line) for line in telling.lines(60)]
    assert lines[0].startswith(shown)
    assert all(len(line) <= 60 for line in lines)
    assert any("3 ago" in line for line in lines)
    assert not any("9 ago" in line for line in lines)
