"""What is the matter with this desk, and what to do about it."""

import os
import shutil
import sys
from dataclasses import dataclass
from datetime import datetime

from reviewdesk.api import _, ngettext
from reviewdesk.engine.alerting.alerts import Alerts
from reviewdesk.engine.background.worker import Worker
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.fetching import Fetching
from reviewdesk.engine.incoming import twin_pages
from reviewdesk.engine.plugs.plugin_words import status_words
from reviewdesk.engine.plugs.plugins import PluginState
from reviewdesk.store import accounts, asides, health
from reviewdesk.store.first_page import HEAD

_LITTLE_ROOM = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that was looked at. `ok` is None where it is neither good nor bad."""

    area: str
    ok: bool | None
    what: str
    do: str = ""


class Doctor:
    def __init__(self, bench: Bench, fetching: Fetching, alerts: Alerts, worker: Worker) -> None:
        self._bench = bench
        self._fetching = fetching
        self._alerts = alerts
        self._worker = worker

    def look(self) -> list[Point]:
        return [
            *self._home(),
            *self._database(),
            *self._plugins(),
            *self._accounts(),
            *self._twins(),
            *self._freshness(),
            *self._mails(),
            *self._asides(),
            self._background(),
            *self._roads(),
            self._clock(),
            self._terminal(),
        ]

    def _home(self) -> list[Point]:
        folder = self._bench.folder
        points = [Point(area=_("home"), ok=True, what=str(folder))]
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            points.append(
                Point(
                    area=_("home"),
                    ok=False,
                    what=_("Other users of this machine can look into it."),
                    do=f"chmod 700 '{folder}'",
                )
            )
        free = shutil.disk_usage(folder).free
        if free < _LITTLE_ROOM:
            room = _("Only {mb} MB are free on this disk.").format(mb=free // 1024 // 1024)
            points.append(Point(area=_("home"), ok=False, what=room, do=_("Make room.")))
        return points

    def _database(self) -> list[Point]:
        with self._bench.db.read() as tx:
            trouble = health.trouble(tx)
            total = health.reviews(tx)
        what = ngettext("{n} review, schema {head}.", "{n} reviews, schema {head}.", total)
        points = [Point(area=_("database"), ok=not trouble, what=what.format(n=total, head=HEAD))]
        if trouble:
            do = _("Keep the file and bring back a copy from the folder backups.")
            points.append(Point(area=_("database"), ok=False, what=trouble, do=do))
        return points

    def _plugins(self) -> list[Point]:
        return [
            Point(
                area=_("plugin {name}").format(name=record.name),
                ok=record.status == PluginState.READY
                or (None if record.status == PluginState.BLOCKED else False),
                what=status_words(record.status.value) + (f": {record.problem}" if record.problem else ""),
                do=record.todo,
            )
            for record in self._bench.plugins.records()
        ]

    def _accounts(self) -> list[Point]:
        with self._bench.db.read() as tx:
            mine = accounts.all_of(tx)
        if not mine:
            do = _("Import a file, or add one with `reviewdesk account add`.")
            return [Point(area=_("accounts"), ok=None, what=_("There is no account yet."), do=do)]
        points = []
        for each in mine:
            quiet = each.problem is None or each.problem_kind in ("note", "not_approved")
            what = each.problem or (_("by hand") if each.by_hand else each.identity or _("not checked yet"))
            points.append(
                Point(
                    area=_("account {name}").format(name=each.name),
                    ok=None if each.by_hand else quiet,
                    what=what,
                )
            )
        return points

    def _twins(self) -> list[Point]:
        return [
            Point(area=_("page {name}").format(name=each.one.title), ok=None, what=each.what, do=each.do)
            for each in twin_pages.find(self._bench)
        ]

    def _freshness(self) -> list[Point]:
        points = []
        for each in self._fetching.freshness():
            words = {"read": _("read {at}"), "imported": _("brought in {at}"), "never": _("nothing yet")}
            at = each.at.astimezone().strftime("%Y-%m-%d %H:%M") if each.at else ""
            what = words[each.how].format(at=at)
            points.append(Point(area=each.title, ok=each.how != "never" or None, what=what))
        return points

    def _mails(self) -> list[Point]:
        points = []
        for each in self._fetching.bells.states():
            at = datetime.fromisoformat(each.at).astimezone().strftime("%Y-%m-%d %H:%M") if each.at else ""
            looked = _("{place}: looked through {at}") if each.at else _("{place}: not looked through yet")
            what = each.problem or looked.format(place=each.place, at=at)
            ok = not each.problem if each.at else None
            points.append(Point(area=_("mail"), ok=ok, what=what, do=each.todo))
        if not points:
            do = _("Name a folder or mailbox under [mail] in the settings to hear of new reviews.")
            points = [Point(area=_("mail"), ok=None, what=_("No mails are read."), do=do)]
        return points

    def _asides(self) -> list[Point]:
        with self._bench.db.read() as tx:
            count = asides.count(tx)
            newest = asides.latest(tx, 5)
        if not count:
            return []
        many = ngettext("{n} row could not be taken.", "{n} rows could not be taken.", count).format(n=count)
        points = [
            Point(area=_("set aside"), ok=False, what=many, do=_("They are tried again at each fetch."))
        ]
        points += [
            Point(area=_("set aside"), ok=None, what=f"{each.source}: {each.reason}") for each in newest
        ]
        return points

    def _background(self) -> Point:
        if self._worker.runs():
            return Point(area=_("worker"), ok=True, what=_("A worker fetches and sends, desk or no desk."))
        what = _("None runs: reviews are fetched and answers sent while the desk is open.")
        return Point(
            area=_("worker"), ok=None, what=what, do=_("To have it always: reviewdesk worker install")
        )

    def _roads(self) -> list[Point]:
        points = [
            Point(area=_("alerts, {road}").format(road=each.road), ok=each.ok, what=each.what, do=each.do)
            for each in self._alerts.states()
        ]
        if points:
            return points
        do = _("Set desktop or services under [alerts] in the settings to be told of bad reviews.")
        return [Point(area=_("alerts"), ok=None, what=_("None are set."), do=do)]

    def _clock(self) -> Point:
        with self._bench.db.read() as tx:
            last = health.latest(tx)
        now = self._bench.clock.now()
        back = last is not None and (last - now).total_seconds() > 60
        what = now.astimezone().strftime("%Y-%m-%d %H:%M %Z")
        if back:
            what += " - " + _("the diary has later entries: was the clock set back?")
        return Point(area=_("clock"), ok=not back, what=what, do=_("Set the clock.") if back else "")

    def _terminal(self) -> Point:
        encoding = (getattr(sys.stdout, "encoding", "") or "").lower()
        good = encoding.replace("-", "") == "utf8"
        what = f"{os.environ.get('TERM', '-')}, {encoding or '-'}"
        do = "" if good else _("Use a UTF-8 locale, or set ascii = true.")
        return Point(area=_("terminal"), ok=good or None, what=what, do=do)
