"""A terminal that is dragged to every size while one works and news comes in: nothing breaks."""

import random

from textual import events
from textual.geometry import Size
from textual.widget import Widget

from reviewdesk.tui.actions import TABLE
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.moves import MovingList

SIZES = 200
SMALL = (20, 5)
LARGE = (250, 80)
LEFT_OUT = {"leave_desk", "external", "external_list", "external_look"}
KEYS = [key for each in TABLE if each.id not in LEFT_OUT for key in each.keys.split(",")]


def broken(screen):
    """Widgets that can't be drawn, or stand outside of what they are in."""
    width = screen.size.width
    for widget in screen.walk_children(Widget):
        if widget.display and widget.size.area:
            for y in range(min(3, widget.size.height)):
                widget.render_line(y)
            if widget.region.x < 0 or widget.region.right > max(width, widget.virtual_region.right):
                yield widget


def stale(screen):
    """Lists in which something else is seen than would be drawn now."""
    for each in screen.query(MovingList):
        if each.size.area:
            seen = each.render_lines(each.size.region)
            each.refresh()
            if each.render_lines(each.size.region) != seen:
                yield each


def storm(seat, dice):
    """Another size and a key, before the last ones were done."""
    size = Size(dice.randint(SMALL[0], LARGE[0]), dice.randint(SMALL[1], LARGE[1]))
    seat.app.post_message(events.Resize(size, size))
    key = dice.choice([*KEYS, "escape", "escape", "a", "tab"])
    event = events.Key(key, key if len(key) == 1 else None)
    event.set_sender(seat.app)
    seat.app._driver.send_message(event)


async def test_two_hundred_sizes_while_keys_are_struck_and_reviews_arrive(connected_desk, google, sit, clock):
    clock.hold()
    dice = random.Random(4)
    async with sit(size=(80, 24)) as seat:
        await seat.reading()
        for step in range(SIZES):
            storm(seat, dice)
            if step in (20, 90):
                google.happen({"event": "one-star" if step == 20 else "change-of-mind"})
                seat.app.errands.fetch()
            if step % 10 == 0:
                await seat.until(lambda: not seat.app._struck and not seat.app._under_way)
                assert seat.app._exception is None
                assert not list(broken(seat.app.screen)), seat.app.screen.size
                assert not list(stale(seat.app.screen)), seat.app.screen.size
        await seat.pilot.resize_terminal(80, 24)
        while seat.app.screen is not seat.app.inbox_screen:
            await seat.press("escape")
        await seat.until(lambda: seat.app.inbox_screen.query_one(Hints).outer_size.width == 80)
        assert seat.app.is_running
