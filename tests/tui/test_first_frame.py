"""The very first frame: laid out for the width it is painted at, nothing jumps a moment later."""

import pytest

from reviewdesk.engine.home import Home
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
