"""Small facts of the desk itself."""

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from reviewdesk.store.database import Tx
from reviewdesk.store.tables import fact


def get(tx: Tx, name: str) -> str | None:
    value: str | None = tx.execute(select(fact.c.value).where(fact.c.name == name)).scalar()
    return value


def put(tx: Tx, name: str, value: str) -> None:
    row = insert(fact).values(name=name, value=value)
    tx.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def drop(tx: Tx, name: str) -> None:
    tx.execute(fact.delete().where(fact.c.name == name))
