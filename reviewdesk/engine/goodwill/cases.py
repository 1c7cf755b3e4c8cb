"""The cases room: complaints by phone or at the table; a review becomes a case when goodwill is prepared."""

from datetime import date

from reviewdesk.api import CaseReason, DeskError, _
from reviewdesk.engine.bench import Bench
from reviewdesk.engine.goodwill.values import CaseInfo
from reviewdesk.store import listings
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill import cases, contacts
from reviewdesk.store.values import LocationInfo

__all__ = ["Cases"]


class Cases:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def add(
        self,
        reason: CaseReason,
        told: str = "",
        *,
        guest: str = "",
        location: str | None = None,
        day: date | None = None,
        ordered: str = "",
        email: str = "",
        phone: str = "",
    ) -> CaseInfo:
        """A complaint that never was a review.

        E-mail and phone are not kept here: by their hashes alone the same guest is known again.
        """
        bench = self._bench
        now = bench.clock.now()
        with bench.write() as tx:
            where = _shop(tx, location)
            made = cases.add(
                tx,
                reason,
                where.id,
                guest=guest.strip() or None,
                told=told.strip(),
                now=now,
                by=bench.person,
                day=day,
                ordered=ordered.strip(),
            )
            cases.know(tx, made.id, *contacts.marks(email=email, phone=phone))
            return made

    def list(self, search: str | None = None, limit: int = 500) -> list[CaseInfo]:
        """The newest first; `search`: a part of the guest's name."""
        with self._bench.db.read() as tx:
            return cases.all_of(tx, search=search, limit=limit)

    def find(self, ref: str) -> CaseInfo:
        with self._bench.db.read() as tx:
            return cases.find(tx, ref)


def _shop(tx: Tx, name: str | None) -> LocationInfo:
    """The shop that was named, or the only one there is."""
    if name:
        return listings.location_named(tx, name)
    shops = listings.shops(tx)
    if len(shops) == 1:
        return shops[0]
    if not shops:
        raise DeskError(
            _("The desk knows no shop yet."), _("Add one: `reviewdesk location add NAME`, or fetch reviews.")
        )
    raise DeskError(
        _("In which shop was it? There are {many}.").format(many=len(shops)),
        _("Name it: {names}.").format(names=", ".join(each.name for each in shops[:10])),
    )
