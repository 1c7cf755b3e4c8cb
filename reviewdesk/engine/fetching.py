"""The fetching room: walks through the platforms' pages, resumable at every page."""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from reviewdesk.api import AuthError, DeskError, NotApproved, PlatformError, RateLimited, _
from reviewdesk.engine import account_status, own_settings
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.incoming import removals
from reviewdesk.engine.incoming.bells import Bells
from reviewdesk.engine.incoming.walking import FetchProgress, Told, Walk
from reviewdesk.engine.net.connection import Connection
from reviewdesk.engine.outgoing import watching
from reviewdesk.engine.outgoing.sending import lower, note_problem
from reviewdesk.store import accounts, listings
from reviewdesk.store.values import AccountInfo, ListingInfo, Taken

__all__ = ["FetchProgress", "FetchReport", "Fetching", "Fresh"]

log = logging.getLogger("reviewdesk.fetching")

_ROUNDING = timedelta(seconds=30)
"""A look that is due now must not wait for the next round because of a moment."""
_WHOLE_ACCOUNT = (AuthError, NotApproved, RateLimited)
"""What stops one listing of an account stops all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchReport:
    """What became of one listing, or of an account where it ended before any."""

    account: str
    listing: str
    taken: Taken = field(default_factory=Taken)
    removed: int = 0
    complete: bool = False
    problem: str | None = None
    todo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """How fresh a platform's reviews are."""

    platform: str
    title: str
    how: str
    """read, imported or never."""
    at: datetime | None
    problem: str | None
    todo: str | None


def _troubled(account: AccountInfo) -> bool:
    """A lasting note is for the accounts' page, not for the header."""
    return account.problem is not None and account.problem_kind != "note"


class Fetching:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.bells = Bells(bench)

    def fetch(
        self,
        names: Sequence[str] = (),
        *,
        full: bool = False,
        progress: Told | None = None,
        cancel: threading.Event | None = None,
        by_itself: bool = False,
    ) -> list[FetchReport]:
        """Fetch the named accounts, or all that can. One account's trouble stops no other.

        `by_itself`: nobody asked for it; accounts whose looks cost money wait for their time.
        """
        with self._bench.db.read() as tx:
            wanted = [accounts.named(tx, name) for name in names] or self._readable(accounts.all_of(tx))
        wanted = [each for each in wanted if not by_itself or self._due(each)]
        # First the mails: what the walks then bring in silences their bells.
        reports = [
            FetchReport(account=_("mail"), listing="", problem=each.problem, todo=each.todo)
            for each in self.bells.read(cancel)
        ]
        for account in wanted:
            if cancel is not None and cancel.is_set():
                break
            reports += self._guarded(account, full=full, progress=progress, cancel=cancel, asked=bool(names))
        return reports

    def _readable(self, owners: list[AccountInfo]) -> list[AccountInfo]:
        """Without those whose plugin is switched off, and those without reviews: issuers, channels."""
        cards, blocked = self._bench.plugins.cards(), self._bench.config.plugins.blocked
        there = [each for each in owners if each.platform not in blocked]
        return [each for each in there if each.platform not in cards or cards[each.platform].platform]

    def _due(self, account: AccountInfo) -> bool:
        """Whether a look that nobody asked for may be made already."""
        cards = self._bench.plugins.platforms()
        if account.platform not in cards:
            return True
        every = own_settings.looks_every(cards[account.platform], account.settings)
        if every is None:
            return True
        last = account.fetched_at
        # A clock that was set back must not put the look off for years.
        return bool(every) and (last is None or abs(self._bench.clock.now() - last) >= every - _ROUNDING)

    def _guarded(self, account: AccountInfo, **more: Any) -> list[FetchReport]:
        try:
            return self._account(account, **more)
        except DeskError as error:
            return [self._trouble(account, "", error)]
        except Exception as error:
            log.exception("fetching %s", account.name)
            return [
                FetchReport(
                    account=account.name,
                    listing="",
                    problem=_("Something in this program failed ({error}); what was read is kept.").format(
                        error=type(error).__name__
                    ),
                    todo=_("Please report it; --debug shows the details."),
                )
            ]

    def _account(
        self,
        account: AccountInfo,
        *,
        full: bool,
        progress: Told | None,
        cancel: threading.Event | None,
        asked: bool,
    ) -> list[FetchReport]:
        bench = self._bench
        try:
            connection = bench.connections.of(account)
            if not connection.signed_in:
                return [self._by_hand(account)] if asked else []
            self._look_up(account, connection)
            found = bench.calls.list_listings(connection)
        except (PlatformError, DeskError) as error:
            return [self._trouble(account, "", error)]
        with bench.write() as tx:
            mine = [
                listings.adopt(tx, account.id, account.platform, each, fetched=True, now=bench.clock.now())
                for each in found
            ]
            lost = listings.lost(tx, account.id, [each.id for each in mine])
            mine = [each for each in mine if each.account_id == account.id]
        reports = self._listings(account, connection, mine, full=full, progress=progress, cancel=cancel)
        watching.watch(bench, account_id=account.id, at_once=True)
        if cancel is None or not cancel.is_set():
            with bench.write() as tx:
                accounts.change(tx, account.id, fetched_at=bench.clock.now())
        return reports + [self._not_listed(account, each) for each in lost]

    def _listings(
        self,
        account: AccountInfo,
        connection: Connection,
        mine: Sequence[ListingInfo],
        *,
        full: bool,
        progress: Told | None,
        cancel: threading.Event | None,
    ) -> list[FetchReport]:
        reports = []
        for each in mine:
            if each.ignored or (cancel is not None and cancel.is_set()):
                continue
            walk = Walk(self._bench, account, connection, each, full=full)
            try:
                walk.go(progress, cancel)
            except (PlatformError, DeskError) as error:
                reports.append(self._broken_off(account, each, walk, error))
                if isinstance(error, _WHOLE_ACCOUNT):
                    break
                continue
            reports.append(self._walked(account, connection, each, walk))
        return reports

    def _walked(
        self, account: AccountInfo, connection: Connection, where: ListingInfo, walk: Walk
    ) -> FetchReport:
        removed = removals.look(self._bench, connection, where.id) if walk.complete else 0
        removed += removals.again(self._bench, connection, where.id)
        return FetchReport(
            account=account.name,
            listing=where.title,
            taken=walk.taken,
            removed=removed,
            complete=walk.complete,
        )

    def _broken_off(
        self, account: AccountInfo, where: ListingInfo, walk: Walk, error: PlatformError | DeskError
    ) -> FetchReport:
        report = self._trouble(account, where.title, error)
        with self._bench.write() as tx:
            listings.change(tx, where.id, problem=report.problem)
        return replace(report, taken=walk.taken)

    def _not_listed(self, account: AccountInfo, where: ListingInfo) -> FetchReport:
        """Its reviews would otherwise grow old without a word."""
        card = self._bench.plugins.card(account.platform)
        problem = _("{platform} no longer shows this page to the account.").format(platform=card.title)
        with self._bench.write() as tx:
            listings.change(tx, where.id, problem=problem)
        todo = _("See there whether you still manage it, or take it out: `reviewdesk listing ignore`.")
        return FetchReport(account=account.name, listing=where.title, problem=problem, todo=todo)

    def _look_up(self, account: AccountInfo, connection: Connection) -> None:
        """Who am I and what may I do: asked at each fetch, since approvals come and go."""
        status = self._bench.calls.check_account(connection)
        columns = account_status.columns(status, connection.spec.plugin, self._bench.clock.now())
        with self._bench.write() as tx:
            accounts.change(tx, account.id, **columns)

    def _by_hand(self, account: AccountInfo) -> FetchReport:
        card = self._bench.plugins.card(account.platform)
        hint = card.platform.export_hint if card.platform else ""
        return FetchReport(
            account=account.name,
            listing="",
            problem=_("This account is by hand: there is nothing to fetch from."),
            todo=hint or _("Import a file instead."),
        )

    def _trouble(self, account: AccountInfo, where: str, error: PlatformError | DeskError) -> FetchReport:
        if isinstance(error, DeskError):
            return FetchReport(account=account.name, listing=where, problem=error.what, todo=error.do)
        if isinstance(error, NotApproved):
            lower(self._bench, account.id, error)
        elif isinstance(error, AuthError):
            note_problem(self._bench, account.id, error)
        log.info("fetching %s: %s", account.name, error)
        return FetchReport(account=account.name, listing=where, problem=error.reason, todo=error.advice)

    def freshness(self) -> list[Fresh]:
        """Per platform: when it was last read, or a file taken in."""
        with self._bench.db.read() as tx:
            pages = listings.all_of(tx)
            owners = self._readable(accounts.all_of(tx))
        fresh = []
        for name in sorted({each.platform for each in owners}):
            mine = [each for each in pages if each.platform == name]
            theirs = [each for each in owners if each.platform == name]
            fresh.append(self._fresh(name, mine, next(filter(_troubled, theirs), None)))
        return fresh

    def _fresh(self, name: str, pages: list[ListingInfo], trouble: AccountInfo | None) -> Fresh:
        card = self._bench.plugins.platforms().get(name)
        read = [each.walked_at for each in pages if each.walked_at]
        imported = [each.imported_at for each in pages if each.imported_at]
        how, at = (
            ("read", min(read)) if read else ("imported", max(imported)) if imported else ("never", None)
        )
        return Fresh(
            platform=name,
            title=card.title if card else name,
            how=how,
            at=at,
            problem=trouble.problem if trouble else None,
            todo=None,
        )
