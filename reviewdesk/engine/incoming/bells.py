"""The bells' room: the platforms' mails are looked through at each fetch, and tell of something new."""

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from reviewdesk.api import Bell, DeskError, Mail, Skipped, _
from reviewdesk.engine.background import mailbox
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.incoming import letters
from reviewdesk.store import asides, bells, facts, listings
from reviewdesk.store.identity import folded
from reviewdesk.store.values import BellInfo, ListingInfo

__all__ = ["Bells", "MailState"]

log = logging.getLogger("reviewdesk.bells")

_HOOK = "reviewdesk_read_mail"
_STATE = "mail.state"
"""Fact: how the last look at each place ended."""
_SEEN = "mail.seen"
"""Fact: how far the mailbox on the server was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailState:
    """How the last look at one place of mails ended."""

    kind: str
    """folder or imap."""
    place: str
    at: str | None = None
    """ISO; None = not looked at yet."""
    problem: str = ""
    todo: str = ""


class Bells:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._known: set[str] = set()
        """Marks of mails that were looked at by this program."""
        self._under_way = threading.Lock()

    # --- what rings ---------------------------------------------------------------------------------

    def open_ones(self) -> list[BellInfo]:
        """What mails told of and is not here yet, the newest first."""
        with self._bench.db.read() as tx:
            rows = bells.open_ones(tx)
            pages = listings.all_of(tx) if rows else []
        cards = self._bench.plugins.cards() if rows else {}
        return [
            BellInfo(
                id=row.id,
                platform=row.platform,
                title=cards[row.platform].title if row.platform in cards else row.platform,
                listing=row.listing,
                at=row.at,
                told=row.told,
                url=row.told.get("url") or _page(row.platform, row.listing, pages),
            )
            for row in rows
        ]

    def dismiss(self, number: int) -> bool:
        """Put one away; false where it was gone already."""
        with self._bench.write() as tx:
            return bells.dismiss(tx, number, self._bench.clock.now())

    # --- looking through the mails ------------------------------------------------------------------

    def read(self, cancel: threading.Event | None = None) -> list[MailState]:
        """Look through the mails that came; gives the places with which something is the matter."""
        wanted = self.places()
        if not wanted or not self._under_way.acquire(blocking=False):
            return []
        try:
            ended = [self._look(place, cancel) for place in wanted]
        finally:
            self._under_way.release()
        with self._bench.db.write() as tx:
            facts.put(tx, _STATE, json.dumps([asdict(each) for each in ended]))
        return [each for each in ended if each.problem]

    def places(self) -> list[MailState]:
        """Where mails are read, as the settings say."""
        settings = self._bench.config.mail
        places = []
        if settings.folder:
            places.append(MailState(kind="folder", place=str(Path(settings.folder).expanduser())))
        if settings.imap:
            places.append(
                MailState(kind="imap", place=f"{settings.imap}, {settings.imap_user}: {settings.imap_folder}")
            )
        return places

    def states(self) -> list[MailState]:
        """How the last look at each place of the settings ended."""
        with self._bench.db.read() as tx:
            kept = json.loads(facts.get(tx, _STATE) or "[]")
        last = {(each["kind"], each["place"]): MailState(**each) for each in kept}
        return [last.get((each.kind, each.place), each) for each in self.places()]

    def _look(self, place: MailState, cancel: threading.Event | None) -> MailState:
        looks: dict[str, Callable[..., None]] = {"folder": self._folder, "imap": self._server}
        problem = todo = ""
        try:
            looks[place.kind](place, lambda: cancel is not None and cancel.is_set())
        except DeskError as error:
            problem, todo = error.what, error.do
        except Exception as error:
            log.exception("looking through the mails")
            problem = _("Something in this program failed ({error}).").format(error=type(error).__name__)
            todo = _("Please report it; --debug shows the details.")
        at = self._bench.clock.now().isoformat()
        return MailState(kind=place.kind, place=place.place, at=at, problem=problem, todo=todo)

    def _since(self) -> datetime:
        return self._bench.clock.now() - timedelta(days=self._bench.config.mail.since_days)

    def _folder(self, place: MailState, stopped: Callable[[], bool]) -> None:
        began = self._bench.clock.now()
        source = _("mail, {place}").format(place=place.place)
        for found in mailbox.mails_in(Path(place.place), self._since(), self._known):
            if stopped():
                return
            if found.raw is None:
                self._set_aside(source, found.place, _("It can't be opened."))
            elif self._take(found.raw, found.received, source, found.place):
                self._known.add(found.mark)
        with self._bench.db.write() as tx:
            asides.forget_older(tx, None, began, source)

    def _server(self, _place: MailState, stopped: Callable[[], bool]) -> None:
        from reviewdesk.engine.background.mail_server import Seen, Server

        server = Server(self._bench.config.mail, self._bench.calls.deadline)
        box = self._box()
        with self._bench.db.read() as tx:
            kept = json.loads(facts.get(tx, _SEEN) or "{}")
        seen = Seen(kept["validity"], kept["last"]) if kept.get("box") == box else Seen()
        source = _("mail, {place}").format(place=server.host)
        before = seen
        try:
            for after, raw in server.mails(seen, self._since().date()):
                self._take(raw, self._bench.clock.now(), source, _("number {n}").format(n=after.last))
                seen = after
                if stopped():
                    break
        finally:
            if seen != before:
                with self._bench.db.write() as tx:
                    facts.put(tx, _SEEN, json.dumps({"box": box, **asdict(seen)}))
        with self._bench.db.write() as tx:
            asides.forget_older(tx, None, self._since(), source)

    def _box(self) -> str:
        """Another mailbox, or another plugin, and all is looked through again."""
        mail = self._bench.config.mail
        readers = ",".join(sorted(self._bench.plugins.doing(_HOOK)))
        told = json.dumps([mail.imap, mail.imap_user, mail.imap_folder, readers])
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]

    def _take(self, raw: bytes, received: datetime, source: str, place: str) -> bool:
        """Ring for one mail, if it tells of anything. False where it is no mail."""
        try:
            letter = letters.read(raw, min(received, self._bench.clock.now()))
        except letters.NoMail:
            self._set_aside(source, place, _("This is no mail that can be read."))
            return False
        if letter.mail.at >= self._since():
            for bell in self._asked(letter.mail):
                self._ring(bell, letter.key)
        return True

    def _asked(self, mail: Mail) -> Iterator[Bell]:
        """What the first plugin says that knows this mail."""
        for name in self._bench.plugins.doing(_HOOK):
            bell = self._bench.calls.read_mail(name, mail)
            if bell is not None:
                yield bell
                return

    def _ring(self, bell: Bell, key: str) -> None:
        with self._bench.db.read() as tx:
            if bells.heard(tx, key):
                return
        with self._bench.write() as tx:
            bells.ring(
                tx,
                platform=bell.platform,
                title=bell.listing,
                at=bell.at,
                told=bell.told,
                mail=key,
                now=self._bench.clock.now(),
            )

    def _set_aside(self, source: str, place: str, reason: str) -> None:
        """Its words are not kept: it may be anything."""
        with self._bench.db.write() as tx:
            asides.put(tx, None, source, Skipped(reason=reason, place=place), self._bench.clock.now())


def _page(platform: str, title: str | None, pages: list[ListingInfo]) -> str | None:
    mine = [each for each in pages if each.platform == platform and not each.ignored]
    named = [each for each in mine if title and folded(each.title) == folded(title)]
    found: Any = next(iter(named or (mine if len(mine) == 1 else [])), None)
    return (found.page or found.url) if found else None
