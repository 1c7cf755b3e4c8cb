"""How the program ends: exit codes, and one plain line where something went wrong."""

import io
import os
import re
import signal
import subprocess
import sys

import pytest

from reviewdesk.cli import main
from reviewdesk.cli.catalogue import CATALOGUE
from reviewdesk.cli.session import Session


def one_error_line(ran):
    lines = ran.err.splitlines()
    assert len(lines) == 1, ran.err
    assert lines[0].startswith("error: ")
    assert lines[0].endswith((".", "?"))
    return lines[0]


def test_every_command_has_its_help(cli):
    for name in CATALOGUE:
        told = cli(name, "--help").out
        assert "Usage: reviewdesk" in told
        assert name in told


def test_help_lists_every_command_in_an_owners_order(cli):
    told = cli("--help").out
    places = [told.index(f"\n  {name} ") for name in CATALOGUE]
    assert places == sorted(places)


def test_the_version(cli):
    assert cli("--version").out == cli("--debug", "--version").out
    assert cli("--version").out.startswith("reviewdesk 0.")


@pytest.mark.parametrize(
    "words",
    [
        ["inbx"],
        ["--bad"],
        ["inbox", "--order", "upside-down"],
        ["inbox", "--stars", "9"],
        ["inbox", "--stars", "2-1"],
        ["inbox", "--limit", "0"],
        ["show"],
        ["skip", "abc"],
        ["reply", "abc", "--text", "a", "--file", "b"],
        ["reply", "abc", "text"],
        ["reply", "abc", "--text", "a", "--now", "--at", "monday"],
        ["draft", "abc"],
        ["location", "set", "Mario"],
        ["account", "add", "google", "main", "--set", "nonsense"],
        ["account", "add", "google", "main", "--by-hand", "--secret", "client_secret=env:X"],
    ],
)
def test_wrong_usage_is_exit_2_and_one_line_that_says_where_more_is_told(cli, words):
    ran = cli(*words, code=2)
    assert ran.out == ""
    assert re.search(r" Try 'reviewdesk[a-z ]* --help' for help\.$", one_error_line(ran))


def test_a_near_miss_is_put_right(cli):
    assert "Did you mean inbox?" in cli("inbx", code=2).err


@pytest.mark.parametrize(
    "words",
    [
        ["show", "zzzzzz"],
        ["show", ""],
        ["reply", "zzzzzz", "--text", "a"],
        ["undo", "zzzzzz"],
        ["skip", "zzzzzz", "--reason", "x"],
        ["snooze", "zzzzzz", "--until", "gibberish"],
        ["history", "--before", "gibberish"],
        ["fetch", "nobody"],
        ["account", "check", "nobody"],
        ["account", "remove", "nobody"],
        ["account", "add", "nowhere", "main"],
        ["listing", "adopt", "nowhere"],
        ["location", "set", "nowhere", "--zone", "Europe/Warsaw"],
        ["import", "no-such-file.zip"],
        ["inbox", "--platform", "nowhere"],
        ["inbox", "--location", "nowhere"],
        ["sandbox", "nowhere"],
        ["sandbox", "checks"],
        ["sandbox", "google", "--scenario", "nowhere"],
    ],
)
def test_what_can_not_be_done_is_exit_1_with_one_plain_line(cli, words):
    ran = cli(*words, code=1)
    assert ran.out == ""
    one_error_line(ran)


def test_an_unusable_home_is_told(cli, tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    one_error_line(cli("--home", str(file), "inbox", code=1))
    one_error_line(cli("--home", str(file / "below"), "inbox", code=1))


def test_settings_that_can_not_be_read_are_told(cli, home):
    home.mkdir()
    (home / "config.toml").write_text("person = Nico\n")
    assert "config.toml" in one_error_line(cli("inbox", code=1))
    (home / "config.toml").write_text("persom = 'Nico'\n")
    assert "person" in one_error_line(cli("inbox", code=1))


def test_a_database_from_the_future_and_a_damaged_one_are_told(cli, home):
    import sqlite3

    cli("inbox")
    with sqlite3.connect(home / "desk.db") as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    one_error_line(cli("inbox", code=1))
    (home / "desk.db").write_bytes(b"this is no database, whatever its name says " * 200)
    for left in ("desk.db-wal", "desk.db-shm"):
        (home / left).unlink(missing_ok=True)
    one_error_line(cli("inbox", code=1))


def test_a_bug_is_one_line_too_and_debug_shows_where(cli, monkeypatch, capsys):
    def broken(_self):
        raise RuntimeError("the roof\nfell in")

    monkeypatch.setattr(Session, "place", broken)
    told = one_error_line(cli("inbox", code=1))
    assert "RuntimeError: the roof fell in" in told
    assert "--debug" in told
    assert main(["--debug", "inbox"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_exit_130_with_one_line(cli, monkeypatch):
    def interrupted(_self):
        raise KeyboardInterrupt

    monkeypatch.setattr(Session, "place", interrupted)
    assert cli("inbox", code=130).err == "Stopped.\n"
    monkeypatch.setenv("TEXTUAL_DRIVER", "a screen of its own")
    assert cli(code=130).err == "Stopped.\n"


def test_a_reader_who_leaves_is_no_error(home):
    """`reviewdesk --help | head -1`, with the reader gone before anything was written."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "reviewdesk", "doctor"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_without_the_signs_gets_plain_ones(connected, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["inbox"]) == 0
    told = out.buffer.getvalue().decode("ascii")
    assert "**... 2/5" in told
    assert "★" not in told
    out.seek(0)
    out.truncate()
    assert main(["inbox", "--json", "--limit", "3"]) == 0
    assert b"\\u" in out.buffer.getvalue() or out.buffer.getvalue().isascii()


def test_an_owner_who_wants_plain_letters_gets_them(connected, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_ASCII", "true")
    told = connected("inbox").out
    assert "**... 2/5" in told
    assert "★" not in told
    monkeypatch.delenv("REVIEWDESK_ASCII")
    assert "★★☆☆☆ 2/5" in connected("inbox").out


def test_json_keeps_escapes_and_turning_signs_away_from_the_terminal(connected):
    ran = connected("inbox", "--all", "--json")
    assert not any(ord(sign) < 32 and sign != "\n" for sign in ran.out)
    assert not set(ran.out) & set("\u202e\u2067\x9b")
    assert any("\x1b[31m" in (each["text"] or "") for each in ran.json)


@pytest.mark.skipif(os.name == "nt", reason="signals are different there")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_sandbox_says_ready_and_how_to_connect_and_ends_well(home, stop):
    server = subprocess.Popen(
        [sys.executable, "-m", "reviewdesk", "sandbox", "google", "--scenario", "empty"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        ready = server.stdout.readline()
        assert ready.startswith("READY http://127.0.0.1:")
        lines = [server.stdout.readline().strip() for _line in range(3)]
        assert sorted(line.partition("=")[0] for line in lines[:2]) == [
            "export GOOGLE_CLIENT_SECRET",
            "export GOOGLE_REFRESH_TOKEN",
        ]
        assert lines[2].startswith("reviewdesk account add google main --set base_url=http://127.0.0.1:")
        assert "--secret refresh_token=env:GOOGLE_REFRESH_TOKEN" in lines[2]
        server.send_signal(stop)
        _out, err = server.communicate(timeout=10)
        assert (server.returncode, err) == (0, "")
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
        server.stderr.close()
