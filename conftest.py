"""For all tests of the core and the plugins."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import EntryPoint
from pathlib import Path
from ssl import SSLContext
from types import SimpleNamespace
from typing import Any

import pytest
from httpx._transports import default as transports
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

# Hypothesis builds its table of all characters once in a fresh clone: how long that takes says something of
# the machine and nothing of this program. What a test finds is not touched by it.
settings.register_profile("reviewdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("reviewdesk")

_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes its own private folder in it
_ROOM = 2_000_000_000
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    # Every write is flushed to the disk, as it must be for an owner: thousands of homes wait for a slow one.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


def pytest_collection_finish() -> None:
    """What was loaded for the tests stays: to look through it again and again costs a tenth of them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """What nobody holds is found once here: at the end pytest looks through everything five times."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _certificates_read_once() -> Iterator[None]:
    """A desk shares one TLS context; a test that plays a browser would read them all at each request."""
    real = transports.create_ssl_context
    kept: dict[object, SSLContext] = {}

    def create(*, verify: Any, cert: Any, trust_env: bool) -> SSLContext:
        if verify is not True or cert is not None:
            return real(verify, cert, trust_env)
        key = (trust_env, os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))
        if key not in kept:
            kept[key] = real(trust_env=trust_env)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transports, "create_ssl_context", create)
        yield


@pytest.fixture(scope="session", autouse=True)
def _schema_made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new database of the newest schema is made by Alembic once, and copied for every other home."""
    from reviewdesk.store import migrate
    from reviewdesk.store.location_of import sqlite_file

    made = tmp_path_factory.mktemp("schema") / "empty.db"
    real = migrate._upgrade  # noqa: SLF001 - the one step that takes long

    def upgrade(url: str, schema: migrate.Schema) -> None:
        path = sqlite_file(url)
        if schema != migrate.Schema() or path.exists():
            real(url, schema)
            return
        if not made.exists():
            real(f"sqlite:///{made}", schema)
        half = path.with_name(f"{path.name}.half")
        shutil.copyfile(made, half)
        half.replace(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "_upgrade", upgrade)
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """SQLAlchemy remembers SQL by engine and dialect: here thousands of engines share one memory."""
    from reviewdesk.store import database

    first: list[Engine] = []
    real = database.create_engine

    def create_engine(*words: Any, **more: Any) -> Engine:
        engine = real(*words, **more)
        if first:
            engine.dialect = engine.pool._dialect = first[0].dialect  # noqa: SLF001 - it has no public door
            engine._compiled_cache = first[0]._compiled_cache  # noqa: SLF001
        else:
            first.append(engine)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_engine", create_engine)
        yield


@pytest.fixture(scope="session", autouse=True)
def _installed_plugins_read_once() -> Iterator[None]:
    """Each desk looks for what is installed, in the files of all distributions: that stays the same here."""
    from reviewdesk.engine.plugs import plugins

    real = plugins.entry_points

    @cache
    def read(group: str, _path: tuple[str, ...]) -> list[EntryPoint]:
        return [point._for(SimpleNamespace(version=point.dist.version)) for point in real(group=group)]  # noqa: SLF001

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plugins, "entry_points", lambda group: read(group, tuple(sys.path)))
        yield
