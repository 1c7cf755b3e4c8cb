"""What is seen in a list is what would be drawn now: after steps, leaps, marks, and while news comes in."""

import pytest
from rich.segment import Segment
from textual.app import App
from textual.geometry import Size
from textual.strip import Strip

from reviewdesk.tui.widgets.moves import MovingList

STEPS = ("down", "down", "pagedown", "down", "G", "up", "up", "pageup", "space", "up", "g", "space", "down")


def seen(list_):
    return list_.render_lines(list_.size.region)


def drawn_now(list_):
    list_.refresh()
    return seen(list_)


@pytest.mark.parametrize("size", [(80, 12), (140, 18)])
async def test_each_step_leaves_the_list_as_it_would_be_drawn_now(connected_desk, sit, size, clock):
    clock.hold()  # a row tells its age: between two looks "4 h" may become "5 h"
    async with sit(size=size) as seat:
        await seat.reading()
        await seat.press("a")
        await seat.until(lambda: seat.list.rows > 20)
        for step in STEPS * 3:
            await seat.press(step)
            assert seen(seat.list) == drawn_now(seat.list), step


class Numbers(MovingList):
    """A long list of numbers."""

    rows = 5_000

    def __init__(self):
        super().__init__()
        self.drawn = []

    def on_mount(self):
        self.virtual_size = Size(20, self.rows)

    def render_line(self, y):
        self.drawn.append(y + self.scroll_offset.y)
        return Strip([Segment(str(self.drawn[-1]))])


class Long(App[None]):
    def compose(self):
        yield Numbers()


async def test_the_bar_tells_where_one_is_in_a_long_list():
    async with Long().run_test(size=(40, 20)) as pilot:
        numbers = pilot.app.query_one(Numbers)
        places = []
        for row in (0, 1, 1_250, 2_500, 3_750, 4_999):
            numbers.move_to(row)
            await pilot.pause()
            places.append(numbers.vertical_scrollbar.position / numbers.rows)
        assert places[0] == places[1] == 0
        assert places == sorted(places)
        assert places[2:] == pytest.approx([0.25, 0.5, 0.75, 1], abs=0.02)


async def test_a_step_at_the_edge_draws_only_what_was_not_seen():
    async with Long().run_test(size=(40, 20)) as pilot:
        numbers = pilot.app.query_one(Numbers)
        numbers.move_to(19)
        await pilot.pause()
        numbers.drawn.clear()
        numbers.move_to(20)
        while not numbers.drawn:
            await pilot.pause()
        assert sorted(numbers.drawn) == [19, 20]
