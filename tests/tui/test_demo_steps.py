"""The strip of the demo ticks itself by what the diary tells."""

from datetime import UTC, date, datetime
from string import Formatter
from types import SimpleNamespace

import pytest

from reviewdesk.store.lines import Query
from reviewdesk.store.values import DiaryEntry
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
        ([("reply.handed_off", "tom"), ("reply.confirmed", "tom")], {4}),
        ([("reply.handed_off", "tom"), ("reply.waits_there", "tom")], {4}),
        ([("reply.handed_off", "tom"), ("reply.sent", "tom")], {4}),
        ([("reply.queued", "tom"), ("reply.sent", "tom")], set()),
        ([("voucher.prepared", "ewa")], set()),
        ([("voucher.prepared", "ewa"), ("voucher.issued", "ewa")], {6}),
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


def test_every_step_names_its_keys_in_the_order_in_which_they_are_struck():
    fields = [name for _t, name, *_more in Formatter().parse(step_words(4)) if name]
    assert fields == ["answer", "last_look", "send_it", "confirm_hand"]
    elsewhere = [name for _t, name, *_more in Formatter().parse(step_words(4, ("Google",))) if name]
    assert elsewhere == ["answer", "last_look", "by_hand", "confirm_hand"]
    named = {name for step in range(1, STEPS + 1) for _t, name, *_m in Formatter().parse(step_words(step))}
    assert named - {None} <= set(DemoStrip.named())


def test_ticks_survive_leaving_and_coming_back(tmp_path):
    demo = Demo(("Google",), kept=tmp_path / "steps.json")
    steps = Steps.of(demo)
    steps.opened(SimpleNamespace(day=date(2026, 1, 1)), AT.date(), searching=True)
    steps.look([_entry("reply.queued", "tom"), _entry("reply.undone", "tom")], _find)
    assert Steps.of(demo).done == {3, 5}


@pytest.mark.parametrize("kept", ["", "{", "7", '["a", 9, 2]', "null"])
def test_ticks_that_cannot_be_read_are_none(tmp_path, kept):
    path = tmp_path / "steps.json"
    path.write_text(kept, "utf-8")
    assert Steps.of(Demo((), kept=path)).done <= {2}


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=str)
async def test_no_line_of_the_strip_is_cut(connected_desk, sit, clock, size):
    async with sit(size=size, demo=Demo(("Booking.com", "Google", "Tripadvisor", "Yelp"))) as seat:
        strip = seat.app.inbox_screen.query_one(DemoStrip)
        for step in range(1, STEPS + 2):
            seat.app.tour.steps.done = set(range(1, step))
            strip.refresh(layout=True)
            await seat.pilot.pause()
            content = strip.render()
            lines = content.wrap(strip.content_size.width)
            assert strip.size.height == len(lines) <= (3 if size[0] < 100 else 2)
            assert "…" not in content.plain
        assert "Now yours: i brings in your Google Takeout (the export of your reviews)." in content.plain


async def test_an_answer_ticks_the_strip_by_itself(connected_desk, sit, clock):
    first = connected_desk.inbox.page(Query(), limit=1)[0]
    async with sit(demo=Demo(("Google",))) as seat:
        connected_desk.replies.queue(first.pub, "Thanks")
        connected_desk.replies.undo(first.pub)
        await seat.until(lambda: 3 in seat.app.tour.steps.done)
