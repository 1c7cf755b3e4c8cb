"""A full disk, a folder that can't be written, two desks on one home: one sentence each, nothing lost."""

import os
import subprocess
import sys
import textwrap

import pytest

from reviewdesk.api import DeskError
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.store.lines import Query


def run(code, **more):
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **more},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_first_page_needs_nothing_but_the_standard_library():
    told = run(
        """
        import sys
        from reviewdesk.store.first_page import first_page
        heavy = {"sqlalchemy", "sqlmodel", "alembic", "pydantic", "httpx", "keyring", "textual", "typer",
                 "py3langid", "numpy", "filelock", "starlette", "babel"}
        print(sorted(heavy & {name.split(".")[0] for name in sys.modules}))
        """
    )
    assert told.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are a matter of POSIX")
def test_a_full_disk_is_one_sentence_and_loses_nothing(connected_desk):
    before = len(connected_desk.inbox.page(Query(all=True), limit=500))
    first = connected_desk.inbox.page(Query(), limit=1)[0]
    connected_desk.close()
    told = run(
        f"""
        import resource
        from reviewdesk.api import DeskError
        from reviewdesk.engine.desk import Desk
        from reviewdesk.engine.home import Home
        desk = Desk.open(Home.choose())
        # From here on no file may grow: as on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        try:
            for round in range(200):
                desk.inbox.note("{first.pub}", "word " * 2000)
        except DeskError as error:
            print(error.what)
        print(len(desk.inbox.find("{first.pub}").pub))
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        desk.inbox.note("{first.pub}", "room again")
        desk.close()
        """
    )
    assert "full or out of order" in told.splitlines()[0]
    with Desk.open(Home.choose()) as desk:
        assert len(desk.inbox.page(Query(all=True), limit=500)) == before
        notes = desk.inbox.past(desk.inbox.find(first.pub)).notes
        assert notes[-1].text == "room again"
        assert all(each.ok is not False for each in desk.doctor.look() if each.area == "database")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_can_not_be_written_is_one_sentence(home):
    home.path.mkdir(mode=0o500)
    try:
        with pytest.raises(DeskError, match=r"can't be (made|written)"):
            Desk.open(home)
    finally:
        home.path.chmod(0o700)


def test_a_file_in_the_place_of_the_home_is_one_sentence(home):
    home.path.write_text("not a folder")
    with pytest.raises(DeskError, match="folder"):
        Desk.open(home)


def test_a_folder_in_the_place_of_the_database_is_one_sentence(home):
    (home.path / "desk.db").mkdir(parents=True)
    with pytest.raises(DeskError):
        Desk.open(home)


@pytest.mark.parametrize("name", ["with space", "100%25 sure?", "größe#1", "it's"])
def test_a_home_may_have_any_name(tmp_path, monkeypatch, name):
    monkeypatch.setenv("REVIEWDESK_HOME", str(tmp_path / name))
    with Desk.open(Home.choose()) as desk:
        assert desk.home.database == tmp_path / name / "desk.db"
    assert (tmp_path / name / "desk.db").stat().st_size > 0
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_database_of_another_kind_is_one_sentence(home):
    with pytest.raises(DeskError, match="mysql"):
        Desk.open(Home.choose(db="mysql://x/y"))


def test_two_desks_on_one_home_both_work_and_know_of_each_other(connected_desk, reopen):
    other = reopen(person="ania")
    first, second = connected_desk.inbox.page(Query(), limit=2)
    connected_desk.changed_elsewhere()
    other.inbox.note(first.pub, "from there")
    connected_desk.inbox.note(second.pub, "from here")
    assert connected_desk.changed_elsewhere()
    assert not connected_desk.changed_elsewhere()
    assert connected_desk.inbox.past(first).notes[0].by == "ania"
    assert connected_desk.other_desk() is None, "a command is no open desk"
    other.start()  # from here on it writes by itself too
    assert "another window" in connected_desk.other_desk()
    assert other.other_desk() is None
    other.close()
    assert connected_desk.other_desk() is None


def test_a_desk_hears_of_its_own_changes_until_it_is_told_not_to(connected_desk):
    heard = []
    first = connected_desk.inbox.page(Query(), limit=1)[0]
    end = connected_desk.on_change(lambda: heard.append(1))
    connected_desk.on_change(lambda: 1 / 0)
    connected_desk.inbox.note(first.pub, "x")
    assert heard == [1]
    end()
    end()
    connected_desk.inbox.note(first.pub, "y")
    assert heard == [1]
    assert len(connected_desk.inbox.past(first).notes) == 2


def test_other_users_of_the_machine_can_not_look_in(home):
    with Desk.open(home):
        if os.name == "posix":
            assert home.path.stat().st_mode & 0o077 == 0
