"""The rows of a download made into reviews, each given or accounted for."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from reviewdesk.api import Parts, Precision, Rating, Review, Skipped, StandingReply, _
from reviewdesk_booking.extranet.letters import Mended, mend
from reviewdesk_booking.extranet.table import Table
from reviewdesk_booking.review import RESERVATION, Ref, number, sub_scores
from reviewdesk_booking.words import complaint_marker, field, joined

ID_SPACE = "extranet"


@dataclass(frozen=True, slots=True)
class File:
    """One recognised file."""

    name: str
    table: Table

    def letters(self) -> tuple[int, int]:
        """How many rows had garbled letters: mended, and not to be mended."""
        looks = [[mend(cell) for cell in cells] for _line, cells in self.table.rows]
        garbled = sum(any(cell.garbled for cell in row) for row in looks)
        mended = sum(any(c.mended for c in row) and not any(c.garbled for c in row) for row in looks)
        return mended, garbled


def reviews(file: File, listing: str) -> Iterator[Review | Skipped]:
    rows = list(_read(file, listing))
    keys = _Keys([row for row in rows if isinstance(row, _Row)])
    for row in rows:
        if isinstance(row, Skipped):
            yield row
            continue
        review = keys.give(row)
        known = (review.external_id, row.content)
        if known in keys.given:
            yield Skipped(
                reason=_("This row stands in the file twice."),
                external_id=review.external_id,
                place=row.place,
                known=True,
            )
            continue
        keys.given.add(known)
        yield review
    if file.table.broken is not None:
        yield Skipped(
            reason=_("The file breaks off here: {why}").format(why=file.table.broken), place=file.name
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row that was understood, before it has its key."""

    day: date
    guest: str
    reservation: str
    content: str
    place: str
    review: Review


class _Keys:
    """The file gives no id of a review, so each gets one that is the same in every later download."""

    def __init__(self, rows: list[_Row]) -> None:
        distinct = {(row.reservation, row.day, row.guest) for row in rows}
        self._of_reservation = Counter(reservation for reservation, _day, _guest in distinct)
        bare = {(row.day, row.guest, row.content) for row in rows if not row.reservation}
        self._alike = Counter((day, guest) for day, guest, _content in bare)
        self.given: set[tuple[str, str]] = set()

    def give(self, row: _Row) -> Review:
        sole = bool(row.reservation) and self._of_reservation[row.reservation] == 1
        return replace(
            row.review,
            external_id=self._key(row, sole=sole),
            aliases={RESERVATION: row.reservation} if sole else {},
        )

    def _key(self, row: _Row, *, sole: bool) -> str:
        if sole:
            return f"reservation:{row.reservation}"
        signs = [row.reservation, row.day.isoformat(), row.guest]
        if not row.reservation and self._alike[row.day, row.guest] > 1:
            signs.append(row.content)
        return f"row:{hashlib.sha256(chr(0).join(signs).encode('utf-8', 'replace')).hexdigest()[:20]}"


def _read(file: File, listing: str) -> Iterator[_Row | Skipped]:
    for above in file.table.above:
        yield Skipped(reason=_("This line stands above the table."), raw=above, place=file.name, known=True)
    for line, cells in file.table.rows:
        place = _("{file}, line {line}").format(file=file.name, line=line)
        raw = ascii(cells)
        if len(cells) > file.table.width and any(cell.strip() for cell in cells[file.table.width :]):
            yield Skipped(
                reason=_("The row has more columns than the header: nobody can tell which is which."),
                raw=raw,
                place=place,
            )
            continue
        try:
            yield _row(file.table, cells, listing, place)
        except ValueError as error:
            yield Skipped(reason=str(error), raw=raw, place=place)


def _row(table: Table, cells: list[str], listing: str, place: str) -> _Row:
    looked = {
        name: mend(cells[column]) if column < len(cells) else Mended("")
        for name, column in table.columns.items()
    }
    told = {name: cell.text.strip() for name, cell in looked.items()}
    if not told["date"]:
        raise ValueError(_("The row has no date."))
    day = table.days.read(told["date"])
    parts = Parts(positive=field(told["positive"]), negative=field(told["negative"]))
    title, text = field(told.get("title")), joined(parts)
    rating = _rating(told["score"])
    if rating is None and not (title or text):
        raise ValueError(_("The row holds neither a score nor words."))
    reservation = told.get("reservation", "")
    guest = told.get("guest", "")
    reply = field(told.get("reply"))
    review = Review(
        external_id="-",
        listing=listing,
        created_at=day,
        precision=Precision.DAY,
        rating=rating,
        title=title,
        text=text,
        parts=parts if text else None,
        author=guest or None,
        id_space=ID_SPACE,
        ref=Ref("", "", reservation).text(),
        answerable=bool(title or text),
        reply=StandingReply(text=reply) if reply else None,
        reply_known="reply" in table.columns,
        details={**_details(told, reservation), **complaint_marker(parts), **_letters(looked)},
    )
    content = hashlib.sha256(repr((title, text, rating, reply)).encode("utf-8", "replace")).hexdigest()
    return _Row(
        day=day,
        guest=" ".join(unicodedata.normalize("NFC", guest).casefold().split()),
        reservation=reservation,
        content=content,
        place=place,
        review=review,
    )


def _rating(told: str) -> Rating | None:
    if not told or told == "-":
        return None
    score = number(told.replace(",", "."))
    if score is None or not 0 <= score <= 10:
        raise ValueError(_("{score} is no score from 0 to 10.").format(score=repr(told[:40])))
    return Rating(score, 10)


def _details(told: Mapping[str, str], reservation: str) -> dict[str, str]:
    details = sub_scores({name: value.replace(",", ".") for name, value in told.items()})
    if reservation:
        details[_("Reservation")] = reservation
    return details


def _letters(looked: Mapping[str, Mended]) -> dict[str, str]:
    if any(cell.garbled for cell in looked.values()):
        return {_("Letters"): _("garbled in the file: download it again")}
    if any(cell.mended for cell in looked.values()):
        return {_("Letters"): _("garbled in the file, and mended")}
    return {}
