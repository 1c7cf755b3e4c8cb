"""The strip of the demo ticks itself by what the diary tells."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from reviewdesk.store.values import DiaryEntry, Query
from reviewdesk.tui.demo import STEPS, Demo, Steps, step_words
from reviewdesk.tui.widgets.demo_strip import DemoStrip

AT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
AUTHORS = {"ewa": "Ewa K.", "tom": "Tom B."}


def _entry(what: str, review: str, **details: str) -> DiaryEntry:
    return DiaryEntry(at=AT, what=what, by="nico", account="main", review=review, details=details)


def _find(ref: str):
    return SimpleNamespace(review=SimpleNamespace(author=AUTHORS[ref]))


@pytest.mark.parametrize(
    ("entries", "done"),
    [
        ([("reply.queued", "ewa")], {1}),
        ([("reply.queued", "tom")], set()),
        ([("reply.queued", "ewa"), ("reply.published", "ewa")], {1, 2}),
        ([("reply.queued", "tom"), ("reply.published", "tom")], set()),
        ([("reply.queued", "tom"), ("reply.undone", "tom")], {3}),
        ([("reply.handed_off", "tom")], set()),
        ([("reply.handed_off", "tom"), ("reply.published", "tom")], {4}),
        ([("reply.handed_off", "tom"), ("reply.confirmed", "tom")], set()),
    ],
)
def test_a_step_is_ticked_when_the_diary_tells_of_it(entries, done):
    steps = Steps()
    steps.look([_entry(what, review) for what, review in entries], _find)
    assert steps.done == done


def test_an_answer_seen_on_the_page_counts_as_by_hand():
    steps = Steps()
    assert steps.look([_entry("reply.seen", "tom", origin="platform")], _find)
    assert steps.done == {4}


def test_an_old_one_counts_only_when_it_was_searched_for():
    steps = Steps()
    old = SimpleNamespace(day=date(2026, 1, 1))
    assert not steps.opened(old, AT.date(), searching=False)
    assert steps.opened(old, AT.date(), searching=True)
    assert steps.done == {5}


def test_every_step_names_its_keys():
    keys = {name: f"<{name}>" for name in DemoStrip.named()}
    words = " ".join(step_words(step, keys) for step in range(1, STEPS + 1))
    assert "<answer>" in words
    assert "<call_back>" in words
    assert "{" not in words


@pytest.mark.parametrize(("height", "lines"), [(24, 2), (50, STEPS + 2)])
async def test_the_strip_stands_on_top_and_ends_with_the_owners_own_desk(
    connected_desk, sit, clock, height, lines
):
    async with sit(size=(100, height), demo=Demo(("Google",), {})) as seat:
        strip = seat.app.inbox_screen.query_one(DemoStrip)
        assert strip.size.height == lines
        seat.app.steps.done.update(range(1, STEPS + 1))
        strip.ticked()
        await seat.pilot.pause()
        assert strip.render().plain == "Now yours: i brings in your Takeout."


async def test_an_answer_ticks_the_strip_by_itself(connected_desk, sit, clock):
    first = connected_desk.inbox.page(Query(), limit=1)[0]
    async with sit(demo=Demo(("Google",), {})) as seat:
        connected_desk.replies.queue(first.pub, "Thanks")
        connected_desk.replies.undo(first.pub)
        await seat.until(lambda: 3 in seat.app.steps.done)
