"""What mails told of, as a list for terminals and programs, and putting it away."""

from datetime import UTC, datetime, timedelta
from importlib.metadata import entry_points
from types import ModuleType, SimpleNamespace

import pytest

from reviewdesk.api import Plugin, hookimpl
from reviewdesk.engine.plugs import plugins as room

GOOGLE = "businessprofile-noreply@google.com"
PAGE = "https://business.google.com/n/1234567/reviews"


@pytest.fixture
def letters(home, tmp_path):
    """A folder of mails that the settings name."""
    folder = tmp_path / "mails"
    folder.mkdir()
    home.mkdir(parents=True, exist_ok=True)
    (home / "config.toml").write_text(f"[mail]\nfolder = {str(folder)!r}\n")

    def put(subject, text="Look.", hours=1, sender=GOOGLE):
        sent = datetime.now(UTC) - timedelta(hours=hours)
        mail = (
            f"From: Reviews <{sender}>\r\nTo: mario@example.com\r\nSubject: {subject}\r\n"
            f"Date: {sent.strftime('%a, %d %b %Y %H:%M:%S +0000')}\r\nMessage-ID: <{hours}@mail.example>\r\n"
            f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
        )
        (folder / f"{hours}.eml").write_bytes(mail.encode())

    put("Bea Novak left a review for Mario's Pizzeria", f"★★☆☆☆\n“Cold \x1b[31msoup.”\n{PAGE}", hours=1)
    put("Mario's Pizzeria, you got 3 new reviews", hours=5)
    return put


def test_bells_are_listed_newest_first_with_what_the_mail_told(cli, letters):
    cli("fetch")
    told = cli("bells").out
    assert told.index("Bea Novak · stars: 2 · ") < told.index("reviews: 3")
    assert "Google, Mario's Pizzeria" in told
    assert "\x1b" not in told
    first, second = cli.json("bells")
    assert (first["platform"], first["listing"], first["url"]) == ("google", "Mario's Pizzeria", PAGE)
    assert (first["told"]["author"], first["told"]["stars"]) == ("Bea Novak", "2")
    assert first["at"].endswith("Z")
    assert second["told"] == {"count": "3"}


def test_a_bell_is_put_away_and_stays_away(cli, letters):
    cli("fetch")
    first, second = cli.json("bells")
    assert "1 bell put away." in cli("bells", "--away", str(first["id"])).out
    cli("fetch")
    assert [each["id"] for each in cli.json("bells")] == [second["id"]]
    again = cli("bells", "--away", str(first["id"]), code=1)
    assert f"No bell with the number {first['id']} rings." in again.err
    assert cli.json("bells", "--away", "all") == []
    assert "No bell rings." in cli("bells").out


def test_one_wrong_number_among_several_puts_none_away(cli, letters):
    cli("fetch")
    first, _second = cli.json("bells")
    cli("bells", "--away", str(first["id"]), "--away", "999", code=1)
    assert len(cli.json("bells")) == 2
    assert "number of a bell" in cli("bells", "--away", "first", code=2).err


def test_without_a_place_of_mails_the_way_there_is_told(cli):
    ran = cli("bells")
    assert (ran.out, "[mail]" in ran.err) == ("No bell rings.\n", True)
    assert cli.json("bells") == []


def test_plugins_names_the_hooks_around_which_a_plugin_stands(cli, monkeypatch):
    around = ModuleType("made_up_four_eyes")
    around.reviewdesk_plugin = hookimpl(lambda: Plugin(name="foureyes", title="Four eyes", needs=(1, 0)))

    @hookimpl(wrapper=True)
    def reviewdesk_post_reply():
        return (yield)

    around.reviewdesk_post_reply = reviewdesk_post_reply
    point = SimpleNamespace(name="foureyes", dist=None, load=lambda: around)
    found = [*entry_points(group="reviewdesk"), point]
    monkeypatch.setattr(room, "entry_points", lambda group: found)
    wraps = {each["name"]: each["wraps"] for each in cli.json("plugins")}
    assert wraps["foureyes"] == ["reviewdesk_post_reply"]
    assert wraps["google"] == []
    assert "foureyes stands around what other plugins do: reviewdesk_post_reply." in cli("plugins").out
