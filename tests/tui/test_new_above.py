"""What arrives while one reads is told, and a told sentence gives the row of keys back."""

from array import array
from datetime import date

from reviewdesk.tui.long_rows import Rows
from reviewdesk.tui.widgets.header import Header
from reviewdesk.tui.widgets.hints import Hints


def _header(seat):
    return str(seat.app.inbox_screen.query_one(Header).render())


async def test_what_came_above_while_a_review_is_open_is_told_until_it_is_seen(connected_desk, google, sit):
    async with sit() as seat:
        await seat.reading()
        await seat.press("G", "enter")
        await seat.until(lambda: seat.app.inbox_screen.pane.leaf.has_focus)
        rows = seat.list.rows
        google.happen({"event": "one-star"})
        seat.app.errands.fetch()
        await seat.until(lambda: seat.list.rows > rows)
        await seat.until(lambda: "new above" in _header(seat))
        await seat.press("escape", "g")
        await seat.until(lambda: "new above" not in _header(seat))


async def test_a_sentence_gives_way_to_the_keys_once_it_was_read(connected_desk, sit, clock):
    async with sit() as seat:
        await seat.reading()
        clock.hold()
        hints = seat.app.inbox_screen.query_one(Hints)
        seat.app.tell("Published on Google")
        await seat.press("j")
        assert hints.told == "Published on Google"
        clock.advance(2)
        await seat.press("k")
        assert not hints.told
        seat.app.tell("It went wrong", trouble=True)
        clock.advance(2)
        await seat.press("j")
        assert hints.told == "It went wrong"
        clock.advance(4)
        await seat.press("k")
        assert not hints.told


async def test_the_heading_over_the_first_row_is_seen_where_there_is_room(connected_desk, sit):
    async with sit(size=(80, 12)) as seat:
        await seat.reading()
        many = Rows(array("q", range(1, 31)), ((0, date(2026, 11, 20)), (9, date(2026, 11, 19))))
        seat.list.show(many, top=True)
        seat.list.move_to(12)
        seat.list.scroll_to(y=11, animate=False)
        seat.list.show_cursor()
        await seat.until(lambda: seat.list.scroll_offset.y == 10)
