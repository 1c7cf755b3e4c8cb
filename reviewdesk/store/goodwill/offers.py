"""Offers: the terms, versioned; a change of used terms makes a new version."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select

from reviewdesk.api import DeskError, Money, Offer, OfferKind, _
from reviewdesk.store import diary
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill.tables import offer, voucher
from reviewdesk.store.goodwill.values import OfferInfo

_COLUMNS = (
    "name", "version", "title", "kind", "percent", "value_minor", "value_currency", "cost_minor",
    "cost_currency", "valid_days", "places", "small_print", "per_person", "per_person_days", "issuer",
    "month_limit", "who", "made_at", "made_by", "retired_at",
)  # fmt: skip


def selection() -> Select[Any]:
    used = select(func.count()).where(voucher.c.offer_id == offer.c.id).scalar_subquery()
    return select(offer, used.label("used"))


def keep(tx: Tx, terms: OfferInfo, *, now: datetime, by: str) -> OfferInfo:
    """Keep the terms under their name. Unused ones are changed, used ones become a new version."""
    last = newest(tx, terms.offer.name)
    if last is not None and last.retired_at is None and _same(last, terms):
        return last
    version = 1 if last is None else last.offer.version + bool(last.used or last.retired_at)
    terms = replace(terms, offer=replace(terms.offer, version=version))
    values = _values(terms) | {"made_at": now, "made_by": by}
    if last is not None and version == last.offer.version:
        tx.execute(offer.update().where(offer.c.id == last.id).values(values))
    else:
        tx.execute(offer.insert().values(values))
    diary.write(tx, now, "offer.kept", by=by, offer=terms.offer.name, version=version)
    found = newest(tx, terms.offer.name)
    assert found is not None
    return found


def retire(tx: Tx, name: str, *, now: datetime, by: str) -> OfferInfo:
    """It is given no more; what was given on it counts as before."""
    found = named(tx, name)
    tx.execute(offer.update().where(offer.c.id == found.id).values(retired_at=now))
    diary.write(tx, now, "offer.retired", by=by, offer=found.offer.name, version=found.offer.version)
    return replace(found, retired_at=now)


def newest(tx: Tx, name: str) -> OfferInfo | None:
    rows = selection().where(offer.c.name == name).order_by(offer.c.version.desc()).limit(1)
    row = tx.execute(rows).first()
    return info(row) if row else None


def named(tx: Tx, name: str) -> OfferInfo:
    """The offer as it is given now: `margherita`, or `margherita@2` for one who has looked at version 2."""
    plain, _at, version = name.strip().partition("@")
    found = newest(tx, plain)
    if found is None:
        raise DeskError(
            _("There is no offer named {name}.").format(name=plain or name), _("See `reviewdesk offer list`.")
        )
    if found.retired_at is not None:
        raise DeskError(
            _("The offer {name} is given no more.").format(name=plain),
            _("Choose another one: `reviewdesk offer list`."),
        )
    if version and version != str(found.offer.version):
        raise DeskError(
            _("The offer {name} was changed meanwhile.").format(name=plain),
            _("Look at it again: `reviewdesk offer list`."),
        )
    return found


def all_of(tx: Tx, *, retired: bool = False) -> list[OfferInfo]:
    """The newest version of each by name; with `retired` every version, those given no more too."""
    rows = [info(row) for row in tx.execute(selection().order_by(offer.c.name, offer.c.version.desc()))]
    if retired:
        return rows
    last: dict[str, OfferInfo] = {}
    for each in rows:
        last.setdefault(each.offer.name, each)
    return [each for each in last.values() if each.retired_at is None]


def _same(last: OfferInfo, terms: OfferInfo) -> bool:
    same = replace(terms.offer, version=last.offer.version) == last.offer
    return same and (last.month_limit, last.who) == (terms.month_limit, terms.who)


def _values(terms: OfferInfo) -> dict[str, Any]:
    what = terms.offer
    return {
        "name": what.name,
        "version": what.version,
        "title": what.title,
        "kind": what.kind.value,
        "percent": what.percent,
        "value_minor": what.value.minor if what.value else None,
        "value_currency": what.value.currency if what.value else None,
        "cost_minor": what.cost.minor if what.cost else None,
        "cost_currency": what.cost.currency if what.cost else None,
        "valid_days": what.valid_days,
        "places": "\n".join(what.places),
        "small_print": what.small_print,
        "per_person": what.per_person,
        "per_person_days": what.per_person_days,
        "issuer": what.issuer,
        "month_limit": terms.month_limit,
        "who": "\n".join(terms.who),
    }


def info(row: Row[Any], prefix: str = "") -> OfferInfo:
    """The value of a row; `prefix` where its columns stand among others'."""
    told = {name: getattr(row, prefix + name) for name in _COLUMNS}
    return OfferInfo(
        id=getattr(row, f"{prefix}id"),
        offer=Offer(
            name=told["name"],
            version=told["version"],
            title=told["title"],
            kind=OfferKind(told["kind"]),
            percent=told["percent"],
            value=money(told["value_minor"], told["value_currency"]),
            cost=money(told["cost_minor"], told["cost_currency"]),
            valid_days=told["valid_days"],
            places=tuple(told["places"].splitlines()),
            small_print=told["small_print"],
            per_person=told["per_person"],
            per_person_days=told["per_person_days"],
            issuer=told["issuer"],
        ),
        month_limit=told["month_limit"],
        who=tuple(told["who"].splitlines()),
        made_at=told["made_at"],
        made_by=told["made_by"],
        retired_at=told["retired_at"],
        used=getattr(row, f"{prefix}used", 0),
    )


def money(minor: int | None, currency: str | None) -> Money | None:
    return None if minor is None or currency is None else Money(minor, currency)
