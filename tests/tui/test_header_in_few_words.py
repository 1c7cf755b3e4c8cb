"""The top of the desk says in few words how fresh everything is, and cuts nothing at 80 columns."""

from datetime import UTC, datetime, timedelta

import pytest
from textual.app import App

from reviewdesk.api import speak
from reviewdesk.engine.fetching import Fresh
from reviewdesk.store.ends_values import Ends
from reviewdesk.store.values import BellInfo, Counts
from reviewdesk.tui.bell_words import bell_line
from reviewdesk.tui.freshness import fresh_pieces
from reviewdesk.tui.glance import Glance
from reviewdesk.tui.widgets.header import Header

NOW = datetime(2026, 11, 20, 18, 31, tzinfo=UTC)
TITLES = {"booking": "Booking.com", "google": "Google", "tripadvisor": "Tripadvisor", "yelp": "Yelp"}
LONG = "This sign-in may answer, but without Private Reviews nobody can see what stands there already."


def fresh(platform, minutes=0, *, how="read", problem=None):
    at = None if how == "never" else NOW - timedelta(minutes=minutes)
    return Fresh(
        platform=platform, title=TITLES.get(platform, platform), how=how, at=at, problem=problem, todo=None
    )


FOUR = [fresh(name) for name in TITLES]
DAY = 24 * 60


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (FOUR, ["all 4 platforms read just now"]),
        ([fresh(name, 5 + n) for n, name in enumerate(TITLES)], ["all 4 platforms read 8 min ago"]),
        (FOUR[1:3], ["Google, Tripadvisor read just now"]),
        ([fresh("google", 5)], ["Google read 5 min ago"]),
        (
            [*FOUR[:3], fresh("yelp", 9 * DAY, how="imported")],
            ["Yelp brought in 9 days ago", "the other 3 read just now"],
        ),
        (
            [fresh("google", how="never"), fresh("yelp", 3), fresh("booking", 2 * DAY), fresh("tripadvisor")],
            ["Google never read", "Booking.com read 2 days ago", "Tripadvisor, Yelp read 3 min ago"],
        ),
        (
            [*FOUR[:3], fresh("yelp", problem="Sign in\nagain.")],
            ["Yelp: Sign in again.", "the other 3 read just now"],
        ),
        ([], []),
    ],
)
def test_those_alike_are_told_as_one_and_the_stale_first(told, said):
    assert fresh_pieces(told, NOW) == said


def _counts(**more):
    blank = dict.fromkeys(Counts.__dataclass_fields__, 0) | {"apart": {}}
    return Counts(**(blank | more))


def _glance(told, **more):
    counts = _counts(waiting=1240, late=12, to_decide=2, apart={"booking": 3, "tripadvisor": 14})
    return Glance(waiting=1240, shops=3, house="Mario's Pizzeria", counts=counts, fresh=tuple(told), **more)


MIXED = [
    fresh("booking", 125),
    fresh("google", 3 * DAY),
    fresh("tripadvisor", 13 * DAY, how="imported"),
    fresh("yelp", how="never"),
]
TROUBLED = [
    fresh("booking", problem=LONG),
    fresh("google", problem=LONG),
    fresh("tripadvisor", how="never"),
    fresh("yelp"),
]


@pytest.fixture
def in_the_language():
    yield speak
    speak("en")


async def test_nothing_at_the_top_is_cut_at_80_columns_in_any_language(sit, in_the_language):
    bell = BellInfo(id=1, platform="tripadvisor", title="Tripadvisor", listing="", at=NOW, told={}, url="")
    async with sit(size=(80, 24)) as seat:
        header = seat.app.inbox_screen.query_one(Header)
        for language in ("en", "pl", "ru", "hr", "sr", "sr-Latn"):
            in_the_language(language)
            for told, worker in ((FOUR, True), (MIXED, True), (TROUBLED, False)):
                line = bell_line([bell] * 3, NOW + timedelta(days=3), page_key="b", in_key="i")
                header.show(_glance(told, worker=worker), NOW, keys=("O", "A"), doing="", bell=line)
                shown = header.render().plain
                assert "…" not in shown, (language, shown)
                assert all(len(each) <= 78 for each in shown.splitlines())
                assert len(shown.splitlines()) <= 6


async def test_trouble_with_long_words_is_named_with_the_key_that_tells_more(sit):
    async with sit(size=(80, 24)) as seat:
        header = seat.app.inbox_screen.query_one(Header)
        header.show(_glance(TROUBLED, ends=Ends()), NOW, keys=("O", "W"), doing="", bell="")
        shown = header.render().plain
        assert "Booking.com, Google: something is wrong, W tells what" in shown
        assert shown.index("Booking.com, Google: some") < shown.index("Tripadvisor never read")


class Top(App[None]):
    """Nothing but the top of the desk."""

    def compose(self):
        yield Header()

    def get_theme_variable_defaults(self):
        return {"quiet": "#888888"}


async def test_only_a_line_more_or_less_at_the_top_moves_what_stands_below():
    app = Top()
    async with app.run_test(size=(80, 24)) as pilot:
        header = app.query_one(Header)
        laid_out = []
        app.screen.screen_layout_refresh_signal.subscribe(header, laid_out.append)

        def show(doing):
            header.show(_glance(FOUR), NOW, keys=("O", "A"), doing=doing)

        async def come_to(lines):
            while header.size.height != lines:
                await pilot.pause()

        show("Fetching Google: 50")
        await come_to(2)
        before = -1
        while before != len(laid_out):
            before = len(laid_out)
            await pilot.pause(0.05)
        for number in range(100, 130):
            show(f"Fetching Google: {number}")
            await pilot.pause()
        assert len(laid_out) == before
        show("Fetching Google, " * 6)
        await come_to(3)
        await pilot.resize_terminal(200, 24)
        show("Fetching Google: 150")
        await come_to(1)
        await pilot.resize_terminal(80, 24)
        show("Fetching Google: 200")
        await come_to(2)
