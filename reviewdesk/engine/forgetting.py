"""The forgetting room: one person's data, shown first, then gone. Times, stars, money and own texts stay."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reviewdesk.api import DeskError, _
from reviewdesk.engine.bench import Bench
from reviewdesk.store import diary, forgetting, reviews
from reviewdesk.store.database import Tx
from reviewdesk.store.forgetting import Traces
from reviewdesk.store.goodwill import cases, contacts, vouchers
from reviewdesk.store.goodwill.values import CaseInfo, VoucherInfo
from reviewdesk.store.values import Known

__all__ = ["Forgetting", "Person"]

_CARDS = "cards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """All that is kept of one person."""

    who: str
    reviews: tuple[Known, ...]
    cases: tuple[CaseInfo, ...]
    vouchers: tuple[VoucherInfo, ...]
    traces: Traces
    files: tuple[Path, ...]
    """Cards and mails written for the person's vouchers."""
    own_texts: int
    """The house's own answers and notes that name the person: they stay."""
    backups: int
    """Copies of the database made before, in which all this still stands."""

    @property
    def known(self) -> bool:
        """Whether anything of this person is kept."""
        return bool(self.reviews or self.cases or self.traces.bells or self.traces.asides)


class Forgetting:
    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def look(self, who: str) -> Person:
        """What would go. `who`: a name, an e-mail address, a phone number, or the id of a review."""
        typed = who.strip()
        if len(typed) < 2:
            raise DeskError(_("Whom?"), _("Give a name, an e-mail address, a phone number or a review's id."))
        with self._bench.db.read() as tx:
            return self._found(tx, typed)

    def forget(self, person: Person) -> Person:
        """Take out what `look` finds now; what was removed is the answer."""
        bench = self._bench
        with bench.write() as tx:
            found = self._found(tx, person.who)
            now = bench.clock.now()
            forgetting.forget(tx, [each.id for each in found.reviews], found.traces, now)
            contacts.forget_cases(tx, [each.id for each in found.cases], now=now, by=bench.person)
            told, given = len(found.reviews), len(found.cases)
            diary.write(tx, now, "person.forgotten", by=bench.person, reviews=told, cases=given)
        for path in found.files:
            with suppress(OSError):
                path.unlink()
        return found

    def _found(self, tx: Tx, who: str) -> Person:
        now = self._bench.clock.now()
        numbers = self._reviews(tx, who)
        known = [reviews.get(tx, number) for number in numbers]
        one = len(known) == 1 and known[0].pub == who.lower() and known[0].review.author
        name = known[0].review.author or "" if one else who
        found = {*contacts.of_reviews(tx, numbers)} | (set() if one else {*contacts.of_person(tx, who)})
        given = [vouchers.get(tx, number, now) for number in contacts.vouchers_of(tx, sorted(found))]
        return Person(
            who=who,
            reviews=tuple(known),
            cases=tuple(cases.get(tx, number) for number in sorted(found)),
            vouchers=tuple(given),
            traces=Traces() if one else forgetting.traces(tx, who),
            files=tuple(self._files([each.pub for each in given])),
            own_texts=forgetting.own_texts(tx, numbers, name),
            backups=self._backups(),
        )

    def _reviews(self, tx: Tx, who: str) -> list[int]:
        found = forgetting.named(tx, who)
        if found or not re.fullmatch(r"[a-z0-9]{5,}", who.lower()):
            return found
        with suppress(DeskError):
            number = reviews.find(tx, who)
            # The beginning of an id could also be a name nobody here has.
            return [number] if reviews.get(tx, number).pub == who.lower() else []
        return []

    def _files(self, pubs: list[str]) -> list[Path]:
        folder = self._bench.folder / _CARDS
        if not folder.is_dir():
            return []
        mine = re.compile(rf"(?:{'|'.join(map(re.escape, pubs))})(?!\d).*") if pubs else None
        return [each for each in sorted(folder.iterdir()) if mine and mine.fullmatch(each.name)]

    def _backups(self) -> int:
        folder = self._bench.folder / "backups"
        return sum(each.is_file() for each in folder.iterdir()) if folder.is_dir() else 0
