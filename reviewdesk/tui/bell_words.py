"""What a bell says on the screen, and the choice of pages where one rings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reviewdesk.api import _, ngettext
from reviewdesk.tui.format import clock_time, cut, one_line, when

if TYPE_CHECKING:
    from reviewdesk.store.values import BellInfo
    from reviewdesk.tui.dialogs.pick import Choice

_SHOWN = 7
AWAY = "away"
REVIEW = "review"
ELSE = "else"


def bell_line(bells: Sequence[BellInfo], now: datetime, *, page_key: str, in_key: str) -> str:
    """Something new on Tripadvisor, 21:04: b opens it, i brings it in."""
    if not bells:
        return ""
    newest = bells[0]
    said = _("something new on {platform}, {when}: {page} opens it, {bring} brings it in").format(
        platform=one_line(newest.title), when=_when(newest, now), page=page_key, bring=in_key
    )
    more = len(bells) - 1
    return said + (ngettext(" · {n} more", " · {n} more", more).format(n=more) if more else "")


def bell_choices(bells: Sequence[BellInfo], now: datetime) -> list[Choice]:
    """The page of each, and putting them away."""
    from reviewdesk.tui.dialogs.pick import Choice

    pages = [Choice(str(each.id), _title(each, now), _told(each)) for each in bells[:_SHOWN]]
    away = ngettext("put the bell away", "put the {n} bells away", len(bells)).format(n=len(bells))
    return [*pages, Choice(AWAY, away)]


def bring_in_choices(bells: Sequence[BellInfo], now: datetime) -> list[Choice]:
    """What each told of, to be pasted off its page, and whatever else there is to bring in."""
    from reviewdesk.tui.dialogs.pick import Choice

    pages = [Choice(str(each.id), _title(each, now), _told(each)) for each in bells[:_SHOWN]]
    return [*pages, Choice(ELSE, _("something else: a file, or reviews off another page"))]


def _title(bell: BellInfo, now: datetime) -> str:
    said = _("new on {platform}, {when}").format(platform=one_line(bell.title), when=_when(bell, now))
    return f"{said}: {cut(one_line(bell.listing), 24)}" if bell.listing else said


def _told(bell: BellInfo) -> str:
    stars = f"★{bell.told['stars']}" if bell.told.get("stars") else ""
    parts = [bell.told.get("author", ""), stars, bell.told.get("words", "")]
    return cut(one_line(" · ".join(part for part in parts if part)), 200)


def _when(bell: BellInfo, now: datetime) -> str:
    today = bell.at.astimezone().date() == now.astimezone().date()
    return clock_time(bell.at) if today else when(bell.at, now)
