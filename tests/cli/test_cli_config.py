"""`config`: all troubles at once with their lines, values with their sources, changes that keep comments."""

import stat
import sys

import pytest

BROKEN = """# Mario's own
person = "Mario"  # me
preson = "x"
theme = "drak"

[outbox]
undo_second = 3
lease_seconds = 0

[keys]
answer = "ctrl+s"
snooze = "x"
answr = "q"
"""


@pytest.fixture
def file(home):
    home.mkdir(parents=True, exist_ok=True)

    def write(text):
        (home / "config.toml").write_bytes(text.encode() if isinstance(text, str) else text)
        return home / "config.toml"

    return write


def test_all_troubles_are_told_at_once_each_with_its_line_and_the_nearest_right_one(cli, file, monkeypatch):
    path = file(BROKEN)
    monkeypatch.setenv("REVIEWDESK_LATE_HOURS", "soon")
    found = cli.json("config", "check", code=1)
    assert [(each["setting"], each["line"], each["near"]) for each in found] == [
        ("preson", 3, "person"),
        ("theme", 4, "dark"),
        ("outbox.undo_second", 7, "outbox.undo_seconds"),
        ("outbox.lease_seconds", 8, "1"),
        ("keys.answer", 11, None),
        ("keys.snooze", 12, None),
        ("keys.answr", 13, "keys.answer"),
        ("late_hours", None, None),
    ]
    assert found[-1]["variable"] == "REVIEWDESK_LATE_HOURS"
    told = cli("config", "check", code=1)
    assert f"{path}:3: There is no setting preson. Did you mean person?" in told.out
    assert told.err.startswith("error: 8 settings can't be.")


def test_where_nothing_is_wrong_check_says_so(cli, home):
    assert "right" in cli("config", "check").out
    assert cli.json("config", "check") == []


def test_a_file_that_is_no_toml_is_told_with_its_line(cli, file):
    path = file('person = "Mario"\n\n[outbox\n')
    assert f"{path}:3: The settings can't be read" in cli("config", "check", code=1).out
    for words in (["inbox"], ["doctor"], ["config", "set", "person", "x"]):
        ran = cli(*words, code=1)
        assert ran.err.startswith("error: ")
        assert f"{path}, line 3" in ran.err
    assert path.read_text() == 'person = "Mario"\n\n[outbox\n'


def test_each_value_is_shown_with_where_it_comes_from(cli, file, monkeypatch):
    file('# mine\nlate_hours = 12\n[plugins]\nblocked = [\n  "yelp",\n]\n')
    monkeypatch.setenv("REVIEWDESK_THEME", "light")
    found = {each["name"]: each for each in cli.json("config", "show")}
    assert (found["late_hours"]["value"], found["late_hours"]["from"], found["late_hours"]["line"]) == (
        12,
        "file",
        2,
    )
    assert (found["plugins.blocked"]["value"], found["plugins.blocked"]["line"]) == (["yelp"], 4)
    assert (found["theme"]["from"], found["theme"]["variable"]) == ("environment", "REVIEWDESK_THEME")
    assert found["fetch.full_hours"]["from"] == "default"
    lines = cli("config", "show").out.splitlines()
    assert any(line.split() == ["late_hours", "12", "hours", "line", "2"] for line in lines)
    assert any("environment, REVIEWDESK_THEME" in line for line in lines)


def test_keys_of_actions_are_shown_when_asked_for(cli, file):
    file('[keys]\nsnooze = "z"\n')
    assert "keys.answer" not in cli("config", "show").out
    found = {each["name"]: each for each in cli.json("config", "show", "--keys")}
    assert (found["keys.snooze"]["value"], found["keys.answer"]["value"]) == ("z", "r")
    assert cli.json("config", "show", "keys.snooze")[0]["line"] == 2


def test_a_change_keeps_comments_order_and_the_rest(cli, file):
    path = file('# Mario\'s own\nperson = "Mario"  # me\n\n[fetch]\n# often enough\nminutes = 5\n')
    cli("config", "set", "outbox.undo_seconds", "20")
    cli("config", "set", "late_hours", "2.5")
    cli("config", "set", "fetch.minutes", "10")
    cli("config", "set", "plugins.blocked", "yelp, checks")
    cli("config", "set", "ascii", "yes")
    text = path.read_text()
    assert text.startswith('# Mario\'s own\nperson = "Mario"  # me\n')
    assert "[fetch]\n# often enough\nminutes = 10\n" in text
    assert text.index("late_hours = 2.5") < text.index("[fetch]")
    assert "undo_seconds = 20\n" in text
    assert 'blocked = ["yelp", "checks"]' in text
    assert cli.json("config", "check") == []
    cli("config", "unset", "outbox.undo_seconds")
    assert "undo_seconds" not in path.read_text()


def test_windows_line_ends_and_the_files_rights_stay(cli, file):
    path = file(b'person = "Mario"\r\n[fetch]\r\nminutes = 5\r\n')
    path.chmod(0o640)
    cli("config", "set", "fetch.minutes", "7")
    assert path.read_bytes() == b'person = "Mario"\r\n[fetch]\r\nminutes = 7\r\n'
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(cli, home, tmp_path):
    home.mkdir(parents=True)
    (tmp_path / "dotfiles.toml").write_text("late_hours = 3\n")
    (home / "config.toml").symlink_to(tmp_path / "dotfiles.toml")
    cli("config", "set", "late_hours", "4")
    assert (home / "config.toml").is_symlink()
    assert (tmp_path / "dotfiles.toml").read_text() == "late_hours = 4\n"


def test_the_first_setting_makes_the_file_for_its_owner_alone(cli, home):
    cli("config", "set", "signature", "Mario, with love")
    assert (home / "config.toml").read_text() == 'signature = "Mario, with love"\n'
    if sys.platform != "win32":
        assert stat.S_IMODE((home / "config.toml").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("theme", "pink", "auto, dark, light, terminal"),
        ("theme", "drak", "Did you mean dark?"),
        ("undo_seconds", "3", "outbox.undo_seconds"),
        ("late_hours", "-3", "at least 0; the nearest is 0"),
        ("mail.since_days", "400", "from 1 to 365"),
        ("ascii", "perhaps", "true or false"),
        ("keys.answer", "ctrl+s", "freeze"),
        ("keys.answr", "q", "keys.answer"),
        ("keys.snooze", "x", "skip"),
        ("outbox", "3", "names them all"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_written(cli, file, key, value, said):
    path = file("late_hours = 3\n")
    ran = cli("config", "set", key, value, code=1)
    assert ran.err.startswith("error: ")
    assert said in ran.err
    assert path.read_text() == "late_hours = 3\n"


def test_a_password_in_the_place_of_its_source_is_not_repeated(cli, home):
    assert "hunter2" not in cli("config", "set", "mail.imap_password", "hunter2", code=1).err


def test_where_the_environment_wins_it_is_said(cli, home, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_LATE_HOURS", "9")
    ran = cli("config", "set", "late_hours", "4")
    assert "REVIEWDESK_LATE_HOURS, still overrides" in ran.err
    assert "late_hours is 9 hours now" in ran.out


def test_a_broken_setting_is_mended_by_the_same_command(cli, file):
    file('theme = "drak"\n')
    cli("config", "set", "theme", "dark")
    assert cli.json("config", "check") == []
