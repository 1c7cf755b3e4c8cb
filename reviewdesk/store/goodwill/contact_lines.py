"""Whom a guest asks for and how, per shop and platform."""

from dataclasses import dataclass

from sqlalchemy import select

from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill.tables import contact_line

__all__ = ["ContactLine", "keep", "line_for", "lines_of"]


@dataclass(frozen=True, slots=True)
class ContactLine:
    platform: str
    """Empty: all platforms that have no line of their own."""
    ask_for: str = ""
    reach: str = ""


def keep(tx: Tx, location_id: int, line: ContactLine) -> None:
    """In the place of the one that was there; one that says nothing takes it away."""
    same = (contact_line.c.location_id == location_id) & (contact_line.c.platform == line.platform)
    tx.execute(contact_line.delete().where(same))
    if line.ask_for or line.reach:
        values = {"platform": line.platform, "ask_for": line.ask_for, "reach": line.reach}
        tx.execute(contact_line.insert().values(location_id=location_id, **values))


def lines_of(tx: Tx, location_id: int) -> list[ContactLine]:
    """That for all platforms first. Of a shop that was made one with another, the older line counts."""
    rows = select(contact_line).where(contact_line.c.location_id == location_id)
    found: dict[str, ContactLine] = {}
    for row in tx.execute(rows.order_by(contact_line.c.platform, contact_line.c.id)):
        found.setdefault(row.platform, ContactLine(row.platform, row.ask_for, row.reach))
    return list(found.values())


def line_for(tx: Tx, location_id: int, platform: str) -> ContactLine | None:
    """The platform's own line, else that for all."""
    found = {each.platform: each for each in lines_of(tx, location_id)}
    return found.get(platform) or found.get("")
