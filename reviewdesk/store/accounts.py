"""Accounts: settings and the sources of secrets, never a secret."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select

from reviewdesk.api import DeskError, _
from reviewdesk.store import diary
from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill.tables import voucher
from reviewdesk.store.tables import account, listing, reply
from reviewdesk.store.values import AccountInfo


def add(
    tx: Tx,
    platform: str,
    name: str,
    *,
    settings: Mapping[str, str],
    secrets: Mapping[str, str],
    at: datetime,
    by: str = "",
    apart: bool = False,
) -> AccountInfo:
    there = by_name(tx, name)
    if there is not None and (there.platform != platform or there.secrets or there.settings):
        raise DeskError(
            _("There is an account named {name} already.").format(name=name),
            _("Choose another name, or remove that one first."),
        )
    values = {"settings": dict(settings), "secrets": dict(secrets), "apart": apart}
    if there is not None:
        # By hand until now: with access it goes on with its own past.
        tx.execute(account.update().where(account.c.id == there.id).values(values))
    else:
        tx.execute(account.insert().values(platform=platform, name=name, may="", added_at=at, **values))
    diary.write(tx, at, "account.added", by=by, account=name, platform=platform)
    return named(tx, name)


def remove(tx: Tx, number: int, at: datetime, by: str = "") -> bool:
    """Take an account away; True if it was kept by hand because it holds reviews, answers or vouchers."""
    row = tx.execute(select(account).where(account.c.id == number)).one()
    held = tx.execute(select(func.count()).where(listing.c.account_id == number)).scalar_one()
    held += tx.execute(select(func.count()).where(reply.c.account_id == number)).scalar_one()
    held += tx.execute(select(func.count()).where(voucher.c.account_id == number)).scalar_one()
    if held:
        change: dict[str, Any] = {"settings": {}, "secrets": {}, "may": "", "apart": False}
        change |= {"identity": None, "problem": None, "problem_kind": None}
        tx.execute(account.update().where(account.c.id == number).values(change))
    else:
        tx.execute(account.delete().where(account.c.id == number))
    diary.write(tx, at, "account.removed", by=by, account=row.name, platform=row.platform)
    return bool(held)


def all_of(tx: Tx, platform: str | None = None) -> list[AccountInfo]:
    rows = select(account).order_by(account.c.id)
    if platform is not None:
        rows = rows.where(account.c.platform == platform)
    return [_value(row) for row in tx.execute(rows)]


def by_name(tx: Tx, name: str) -> AccountInfo | None:
    row = tx.execute(select(account).where(account.c.name == name)).first()
    return _value(row) if row else None


def named(tx: Tx, name: str) -> AccountInfo:
    found = by_name(tx, name)
    if found is None:
        raise DeskError(
            _("There is no account named {name}.").format(name=name), _("See `reviewdesk account list`.")
        )
    return found


def numbered(tx: Tx, number: int) -> AccountInfo:
    return _value(tx.execute(select(account).where(account.c.id == number)).one())


def change(tx: Tx, number: int, **columns: Any) -> None:
    if columns:
        tx.execute(account.update().where(account.c.id == number).values(columns))


def _value(row: Row[Any]) -> AccountInfo:
    return AccountInfo(
        id=row.id,
        platform=row.platform,
        name=row.name,
        settings=row.settings,
        secrets=row.secrets,
        identity=row.identity,
        may=frozenset(row.may.split()),
        keep=None if row.keep_seconds is None else timedelta(seconds=row.keep_seconds),
        problem=row.problem,
        problem_kind=row.problem_kind,
        checked_at=row.checked_at,
        apart=row.apart,
        fetched_at=row.fetched_at,
    )
