"""Each setting from the file and from the environment; what can't be is one sentence with the nearest key."""

from pathlib import Path

import pytest

from reviewdesk.api import DeskError
from reviewdesk.engine.config import Config, load
from reviewdesk.engine.home import Home

ALL = """
person = "Ania"
signature = "Ania, Da Mario"
language = "pl"
late_hours = 12
ascii = true

[outbox]
undo_seconds = 0
settle_seconds = 1.5
lease_seconds = 20
deadline_seconds = 10
late_minutes = 5

[fetch]
minutes = 30
full_hours = 12

[mail]
folder = "~/Mail/reviews"
imap = "imap.example.com"
imap_user = "mario@example.com"
imap_folder = "Reviews"
imap_password = "command:pass show mail"
since_days = 7

[plugins]
blocked = ["yelp", "checks"]

[keys]
skip = "s,delete"
"""


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "config.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_without_a_file_all_is_as_the_documentation_says(tmp_path):
    config = load(tmp_path / "none.toml", {})
    assert config == Config()
    assert config.outbox.undo_seconds is None
    assert (config.late_hours, config.fetch.minutes, config.outbox.lease_seconds) == (24, 15, 30)


def test_every_setting_of_the_file_counts(file):
    config = load(file(ALL), {})
    assert (config.person, config.signature, config.language) == ("Ania", "Ania, Da Mario", "pl")
    assert (config.late_hours, config.ascii) == (12, True)
    outbox = config.outbox
    assert (outbox.undo_seconds, outbox.settle_seconds, outbox.lease_seconds) == (0, 1.5, 20)
    assert (outbox.deadline_seconds, outbox.late_minutes) == (10, 5)
    assert (config.fetch.minutes, config.fetch.full_hours) == (30, 12)
    mail = config.mail
    assert (mail.folder, mail.imap, mail.imap_user) == (
        "~/Mail/reviews",
        "imap.example.com",
        "mario@example.com",
    )
    assert (mail.imap_folder, mail.imap_password, mail.since_days) == ("Reviews", "command:pass show mail", 7)
    assert config.plugins.blocked == ("yelp", "checks")
    assert dict(config.keys) == {"skip": "s,delete"}


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("PERSON", "Nico", lambda config: config.person == "Nico"),
        ("LATE_HOURS", "48", lambda config: config.late_hours == 48),
        ("ASCII", "no", lambda config: config.ascii is False),
        ("OUTBOX__UNDO_SECONDS", "3", lambda config: config.outbox.undo_seconds == 3),
        ("OUTBOX__SETTLE_SECONDS", "0.5", lambda config: config.outbox.settle_seconds == 0.5),
        ("FETCH__MINUTES", "0", lambda config: config.fetch.minutes == 0),
        ("PLUGINS__BLOCKED", "a, b", lambda config: config.plugins.blocked == ("a", "b")),
        ("MAIL__IMAP_PASSWORD", "env:MAIL", lambda config: config.mail.imap_password == "env:MAIL"),
        ("PLUGINS__BLOCKED", "", lambda config: config.plugins.blocked == ()),
        ("KEYS__QUIT", "q", lambda config: config.keys["quit"] == "q"),
    ],
)
def test_the_environment_lies_over_the_file(file, name, text, read):
    config = load(file(ALL), {f"REVIEWDESK_{name}": text})
    assert read(config)
    assert config.outbox.late_minutes == 5, "the rest of the section stays"


def test_the_programs_other_variables_are_no_settings(file):
    others = {"REVIEWDESK_HOME": "x", "REVIEWDESK_DB": "y", "REVIEWDESK_SHARED": "z", "PATH": "p"}
    assert load(file(""), others) == Config()


@pytest.mark.parametrize(
    ("text", "what", "do"),
    [
        ("preson = 'x'", "preson", "person"),
        ("[outbox]\nundo_second = 3", "outbox.undo_second", "outbox.undo_seconds"),
        ("[outbxo]\nundo_seconds = 3", "outbxo", "outbox"),
        ("zzz = 1", "zzz", "Take it out"),
        ("late_hours = 'soon'", "late_hours", "a number, at least 0"),
        ("late_hours = true", "late_hours", "a number, at least 0"),
        ("late_hours = -1", "late_hours", "a number, at least 0"),
        ("late_hours = inf", "late_hours", "a number, at least 0"),
        ("late_hours = nan", "late_hours", "a number, at least 0"),
        ("ascii = 'perhaps'", "ascii", "true or false"),
        ("person = 7", "person", 'in "quotes"'),
        ("person = {a = 1}", "person", 'in "quotes"'),
        ("outbox = 3", "outbox", "settings"),
        ("keys = 'q'", "keys", "settings"),
        ("keys = ['q']", "keys", "settings"),
        ("[plugins]\nblocked = 3", "plugins.blocked", "a list of names"),
        ("[mail]\nimap_pasword = 'env:X'", "mail.imap_pasword", "mail.imap_password"),
        ("[mail]\nsince_days = 0", "mail.since_days", "the nearest is 1."),
        ("[mail]\nsince_days = 9999", "mail.since_days", "the nearest is 365."),
        ("[mail]\nfolder = ['a']", "mail.folder", "a text"),
        ("[mail]\nimap_password = 'env:no name'", "mail.imap_password", "env:VARIABLE"),
        ("[outbox]\nlease_seconds = 0", "outbox.lease_seconds", "nearest is 1"),
        ("[outbox]\ndeadline_seconds = 0", "outbox.deadline_seconds", "nearest is 1"),
        ("person = ", "line 1", "Mend"),
        ("# mine\nperson = 'x'\nperson = 'y'", "line 3", "Mend"),
        ("theme = 'drak'", "theme", "Did you mean dark?"),
        ("theme = 'pink'", "theme", "auto, dark, light, terminal"),
        ("[alerts]\nlate = 0", "alerts.late", "Take it out"),
        ("[alerts]\nstar = 1", "alerts.star", "alerts.stars"),
        ("language = 'de'", "language", "en, pl, sr, sr-Latn, hr, ru"),
        ("[goodwill]\ncurrency = 'euro'", "goodwill.currency", "like this: EUR"),
        ("[goodwill]\nshort = 'da mario!'", "goodwill.short", "like this: MARIO "),
        ("undo_seconds = 3", "undo_seconds", "outbox.undo_seconds"),
        ('person = "a\\u0007"', "person", "control"),
        (b"person = '\xff'", "can't be read", "Mend"),
    ],
)
def test_what_can_not_be_is_one_sentence_that_says_where(file, text, what, do):
    with pytest.raises(DeskError) as refused:
        load(file(text), {})
    assert what in refused.value.what
    assert do in refused.value.do


@pytest.mark.parametrize(
    "tag", ["en_GB", "pl", "PL-pl", "sr", "sr-Latn", "sr_RS@latin", "hr_HR.UTF-8", "ru", ""]
)
def test_a_language_is_named_by_any_of_its_tags(file, tag):
    assert load(file(f"language = '{tag}'"), {}).language == tag


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("REVIEWDESK_OUTBOX__UNDO_SECOND", "3", "outbox.undo_second"),
        ("REVIEWDESK_LATE_HOURS", "soon", "late_hours"),
        ("REVIEWDESK_OUTBOX", "soon", "outbox"),
        ("REVIEWDESK_KEYS", "q", "keys"),
        ("REVIEWDESK_PERSON__NAME", "q", "person"),
    ],
)
def test_a_wrong_variable_is_named_itself(file, name, text, what):
    with pytest.raises(DeskError) as refused:
        load(file("late_hours = 3"), {name: text})
    assert what in refused.value.what
    assert name in refused.value.what, "looking into the file would help nobody"


@pytest.mark.parametrize("typed", ["hunter2", "password: hunter2", "env:hunter 2"])
def test_a_password_in_the_place_of_its_source_is_not_repeated(file, typed):
    with pytest.raises(DeskError) as refused:
        load(file(f"[mail]\nimap_password = '{typed}'"), {})
    assert "hunter" not in f"{refused.value.what}{refused.value.do}"


def test_several_troubles_are_counted_and_only_the_first_is_told(file):
    with pytest.raises(DeskError) as refused:
        load(
            file("[outbox]\nundo_second = 3\n\n[fetch]\nminutes = 'often'\n"), {"REVIEWDESK_ASCII": "perhaps"}
        )
    assert "line 2" in refused.value.what
    assert "2 more things are wrong: reviewdesk config check tells all." in refused.value.do


def test_a_file_that_can_not_be_opened_is_one_sentence(tmp_path):
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(DeskError, match="can't be read"):
        load(tmp_path / "config.toml", {})


def test_a_byte_order_mark_is_no_trouble(file):
    assert load(file(b"\xef\xbb\xbfperson = 'Ania'"), {}).person == "Ania"


def test_the_home_is_what_was_said_else_the_environment_else_the_custom(monkeypatch, tmp_path):
    monkeypatch.setenv("REVIEWDESK_HOME", str(tmp_path / "env"))
    monkeypatch.setenv("REVIEWDESK_DB", f"sqlite:///{tmp_path / 'other.db'}")
    assert Home.choose(str(tmp_path / "said")).path == tmp_path / "said"
    assert Home.choose().path == tmp_path / "env"
    assert Home.choose().database == tmp_path / "other.db"
    assert Home.choose(db=f"sqlite:///{tmp_path / 'third.db'}").database == tmp_path / "third.db"
    monkeypatch.delenv("REVIEWDESK_HOME")
    monkeypatch.delenv("REVIEWDESK_DB")
    assert "reviewdesk" in str(Home.choose().path)
    assert Home.choose("~/desk").path == Path.home() / "desk"


def test_without_a_name_the_machines_user_works_here(monkeypatch, tmp_path):
    monkeypatch.delenv("REVIEWDESK_PERSON", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "mario")
    assert Home.choose(str(tmp_path)).person == "mario"

    def nobody():
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert Home.choose(str(tmp_path)).person == "owner"
