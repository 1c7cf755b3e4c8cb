"""Which pictures there are, and how the desk comes to look like that."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from textual.widgets import Static

from pictures.sitting import Sitting
from reviewdesk.engine.outgoing.replies_values import HandOff
from reviewdesk.store.lines import Query
from reviewdesk.tui.dialogs.by_hand import ByHandDialog
from reviewdesk.tui.goodwill.giving import GoodwillForm
from reviewdesk.tui.screens.first_steps import FirstStepsScreen

MENDED = (
    "Dzień dobry Pani Ewo, 90 minut i zimna pizza to nasza wina, bez dwóch zdań. Pudełka stały w aucie, "
    "a telefon przy barze milczał. Od dziś odbieram go sam.\n\n"
    "Proszę zapytać o mnie przy barze. Chciałbym to wyjaśnić osobiście.\n\nMario"
)
BEGUN = MENDED.replace("przy barze. Chciałbym", "pod numerem [telefon]. Chciałbym")
"""With a slip: a blank that was not filled in."""
BY_HAND = "Grace, thank you for telling us. I read the list of bookings with Ania today.\n\nMario"
_SITE = "https://biz.yelp.com"
_FILE = Path("~/.local/share/reviewdesk/by-hand/g7k3f9.txt")

Pose = Callable[[Sitting], Awaitable[None]]


async def _inbox(one: Sitting) -> None:
    await one.until(lambda: one.app.inbox_screen.known is not None)


async def _writing(one: Sitting) -> None:
    await one.stand_on("Ewa", "google")
    await one.write(BEGUN)
    await one.until(lambda: "[telefon]" in _findings(one))


async def _last_look(one: Sitting) -> None:
    one.app.inbox_screen.pane.box.editor.replace_all(MENDED)
    await one.until(lambda: one.app.inbox_screen.pane.box.all_saved and not _findings(one))
    await one.last_look()


def _findings(one: Sitting) -> str:
    return str(one.app.inbox_screen.pane.query_one("#findings", Static).render())


async def _by_hand(one: Sitting) -> None:
    await one.press("escape", "escape")
    grace = one.review_of("Grace", "yelp")
    handed = one.desk.replies.hand_off(grace.pub, BY_HAND)
    # The dialog as `h` opens it, over a desk that has read what it did.
    await one.stand_on("Ewa", "google")
    one.app.look_again()
    await one.until(lambda: one.app.inbox_screen.list.rows == len(one.desk.inbox.numbers(Query())))
    one.app.push_screen(ByHandDialog(_at_home(handed)))
    await one.until(lambda: isinstance(one.app.screen, ByHandDialog))


async def _goodwill(one: Sitting) -> None:
    """The form as `v` opens it, with the first offer chosen."""
    await one.press("escape")
    await one.stand_on("Ewa", "google")
    await one.press("v")
    await one.until(lambda: isinstance(one.app.screen, GoodwillForm))
    await one.press("2", "b")


def _at_home(handed: HandOff) -> HandOff:
    """As an owner would see it: the platform's own page, and a folder of his own."""
    parts = urlsplit(handed.page.url)
    page = replace(handed.page, url=_SITE + parts.path)
    return replace(handed, page=page, file=_FILE)


async def _first_evening(one: Sitting) -> None:
    await one.until(lambda: isinstance(one.app.screen, FirstStepsScreen))


IN_THE_DARK: tuple[tuple[str, Pose], ...] = (
    ("inbox", _inbox),
    ("writing", _writing),
    ("last-look", _last_look),
    ("by-hand", _by_hand),
    ("goodwill", _goodwill),
)
"""One after the other at the same desk."""
IN_THE_LIGHT: tuple[tuple[str, Pose], ...] = (("light", _inbox),)
ON_AN_EMPTY_DESK: tuple[tuple[str, Pose], ...] = (("first-evening", _first_evening),)
