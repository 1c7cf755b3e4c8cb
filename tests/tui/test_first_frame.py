"""The very first frame: laid out for the width it is painted at, nothing jumps a moment later."""

import pytest
from textual.geometry import Region

from reviewdesk.engine.home import Home
from reviewdesk.store.tables import review
from reviewdesk.tui.app import DeskApp


class Watched(DeskApp):
    """Remembers how wide the list was when rows were painted."""

    widths: list[int]

    def post_display_hook(self) -> None:
        super().post_display_hook()
        if self.inbox_screen.painted:
            self.widths.append(self.inbox_screen.list.size.width)


@pytest.mark.parametrize(("width", "list_width"), [(80, 80), (140, 70)])
async def test_the_first_rows_stand_where_they_stay(connected_desk, clock, width, list_width):
    app = Watched(Home.choose(), clock=clock)
    app.widths = []
    async with app.run_test(size=(width, 24)) as pilot:
        while app.glance.counts is None:
            await pilot.pause(0.01)
    app.desk.close()
    assert set(app.widths) == {list_width}


async def test_ratings_of_ten_have_their_room_from_the_first_frame_on(connected_desk, clock):
    with connected_desk._bench.write() as tx:
        tx.execute(review.update().values(rating_value=85, rating_scale=10))
    app = DeskApp(Home.choose(), clock=clock)
    assert app.naming.rating_width == 7


async def test_rows_are_drawn_anew_when_their_columns_change(connected_desk, sit, clock):
    async with sit(size=(140, 24)) as seat:
        await seat.reading()
        rows, glance = Region(0, 0, 70, 3), seat.app.glance
        seat.app.naming.scales = frozenset({10})
        seat.list.refresh()
        wide = seat.list.render_lines(rows)
        # What it knows by now: all are of five stars.
        seat.app._glanced(glance)
        assert seat.list.render_lines(rows) != wide
