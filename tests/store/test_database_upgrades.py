"""An older database is upgraded after a copy; a newer, foreign or damaged one is left as it is."""

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from reviewdesk.api import DeskError
from reviewdesk.store import first_page, migrate
from reviewdesk.store.migrate import Schema

SCRIPTS = Path(migrate.__file__).parent / "migrations"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "desk.db"


def made(path, schema=None):
    migrate.migrate(path, f"sqlite:///{path}", schema)
    return path


def version(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_the_newest_schema_is_the_one_the_first_paint_knows():
    assert ScriptDirectory(str(SCRIPTS)).get_current_head() == first_page.HEAD


def test_what_the_migrations_make_is_what_the_tables_say(path):
    engine = create_engine(f"sqlite:///{made(path)}")

    def ours(_object, name, kind, _reflected, _other):
        return not (kind == "table" and name.startswith(("review_fts", "alembic")))

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_partial_and_ordered_indexes_are_what_the_tables_say(path, tmp_path):
    """Alembic compares neither the order nor the condition of an index."""
    engine = create_engine(f"sqlite:///{tmp_path / 'tables.db'}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()

    def indexes(file):
        with closing(sqlite3.connect(file)) as connection:
            rows = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            )
            return {name: " ".join(sql.replace('"', "").split()) for name, sql in rows}

    assert indexes(made(path)) == indexes(tmp_path / "tables.db")


@pytest.fixture
def tomorrow(tmp_path):
    """The schema of a release to come: one column more."""
    scripts = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9999_mood.py").write_text(
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        "revision = '9999'\n"
        f"down_revision = '{first_page.HEAD}'\n"
        "def upgrade():\n"
        "    op.add_column('note', sa.Column('mood', sa.String(), nullable=True))\n"
    )
    return Schema(head="9999", scripts=scripts)


def fact(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT value FROM fact WHERE name = 'kept'").fetchone()


def remember(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO fact VALUES ('kept', 'yes')")
        connection.commit()


def test_an_older_database_is_copied_and_then_upgraded(path, tomorrow):
    remember(made(path))
    made(path, tomorrow)
    assert (version(path), fact(path)) == ("9999", ("yes",))
    (copy,) = (path.parent / "backups").iterdir()
    assert (version(copy), fact(copy)) == (first_page.HEAD, ("yes",))
    made(path, tomorrow)
    assert len(list((path.parent / "backups").iterdir())) == 1, "only an upgrade makes a copy"


def test_a_desk_of_before_goodwill_gains_its_tables_and_loses_nothing(path):
    remember(made(path, Schema(head="0001", scripts=SCRIPTS)))
    assert version(path) == "0001"
    made(path)
    assert (version(path), fact(path)) == (first_page.HEAD, ("yes",))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM voucher").fetchone() == (0,)


def test_an_upgrade_that_fails_in_its_middle_changes_nothing(path, tomorrow):
    remember(made(path))
    step = tomorrow.scripts / "versions" / "9999_mood.py"
    step.write_text(step.read_text() + "    op.execute('SELECT * FROM nowhere')\n")
    with pytest.raises(Exception, match="nowhere"):
        made(path, tomorrow)
    assert (version(path), fact(path)) == (first_page.HEAD, ("yes",))
    with closing(sqlite3.connect(path)) as connection:
        assert "mood" not in [row[1] for row in connection.execute("PRAGMA table_info(note)")]


def test_a_database_from_the_future_is_refused_and_untouched(path, tomorrow):
    made(path, tomorrow)
    before = path.read_bytes()
    with pytest.raises(DeskError, match="newer reviewdesk") as refused:
        made(path)
    assert "Update" in refused.value.do
    assert path.read_bytes() == before
    assert first_page.first_page(path) is None


def test_a_database_of_another_program_is_refused_and_untouched(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(DeskError, match="another program"):
        made(path)
    assert path.read_bytes() == before


def test_a_schema_that_nobody_knows_is_refused_with_a_sentence(path):
    made(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    with pytest.raises(DeskError, match="not known"):
        made(path)
    assert version(path) == "0000"


@pytest.mark.parametrize(
    "content", [b"This is a letter to my aunt." * 40, b"SQLite format 3\0" + b"\x7f" * 5000]
)
def test_a_file_that_is_no_database_is_told_and_untouched(path, content):
    path.write_bytes(content)
    with pytest.raises(DeskError, match="damaged"):
        made(path)
    assert path.read_bytes() == content
    assert first_page.first_page(path) is None


def test_an_empty_file_becomes_a_database(path):
    path.touch()
    assert version(made(path)) == first_page.HEAD


def test_two_that_open_a_new_desk_at_once_make_one_database(path):
    begin = threading.Barrier(2)
    troubles = []

    def open_it():
        begin.wait()
        try:
            made(path)
        except Exception as error:  # noqa: BLE001 - told below
            troubles.append(error)

    threads = [threading.Thread(target=open_it) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert version(path) == first_page.HEAD


def test_no_database_yet_is_no_first_page(path):
    assert first_page.first_page(path) is None
    assert first_page.schema_of(path) is None
    page = first_page.first_page(made(path))
    assert (page.lines, page.waiting, page.shops) == ((), 0, 0)
