"""From the card to the counter: the square holds the counter's page, whoever the guest is."""

import os

import pytest

from reviewdesk.builtin.card.making import Size, make_card
from tests.cli.conftest import Runner

NAMES = {
    "Arabic": "محمد علي",
    "Cyrillic": "Снежана Јовановић",
    "Greek": "Ελένη Παπαδοπούλου",
    "Han": "王小明",
    "Latin": "Żółć Šećerović",
}
URL = "http://192.168.1.20:8740"


@pytest.fixture
def cli(home, monkeypatch, capsys):
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("PATH", os.defpath)
    return Runner(capsys, monkeypatch)


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_script_is_printed_or_it_is_told_why_not(voucher, words_of, codes_in, script):
    url = f"{URL}/v/MARIO-7K3F-9QWX-2MT"
    made = make_card([voucher(guest=NAMES[script], language="en", counter_url=url)])
    assert codes_in(made.data) == [url]
    if made.told:
        assert script in ("Arabic", "Han", "Greek")  # the font that comes along has no such letters
        assert made.told[0].startswith("The guest's name is left out. No font on this machine has these")
        assert f"({script})" in made.told[0]
        assert "For:" not in words_of(made.data)
    else:
        assert "For:" in words_of(made.data)


@pytest.mark.parametrize("size", list(Size))
def test_the_longest_address_is_still_read_off_every_size(voucher, codes_in, size):
    url = "https://counter.pizzeria-molo-downtown.example.com:8740/v/PIZZERIA-7K3F-9QWX-2MT"
    made = make_card([voucher(counter_url=url)], size)
    assert codes_in(made.data) == [url]


def test_in_doubt_give_it_begins_a_line_of_its_own(voucher):
    from io import BytesIO

    from pypdf import PdfReader

    (page,) = PdfReader(BytesIO(make_card([voucher()], language="en").data)).pages
    lines = page.extract_text().splitlines()
    assert lines[-2:] == [
        "For staff: give it, keep this card, write day and initials.",
        "In doubt, give it.",
    ]


def test_cards_and_letters_lead_to_the_counter_once_it_was_set_up_and_no_more_when_it_is_off(
    cli, home, tmp_path, codes_in
):
    from reviewdesk.counter.setup import Setup
    from reviewdesk.store.database import Database

    cli("location", "add", "Downtown")
    cli("offer", "add", "margherita", "one margherita")
    case = cli.json("case", "add", "cold", "Came cold.", "--guest", "🍕" * 300)["id"]
    one = cli.json("voucher", "issue", cli.json("voucher", "prepare", case, "margherita")["id"])

    def square(*words: str) -> list[str]:
        file = tmp_path / "card.pdf"
        cli("voucher", *words, "--out", str(file))
        return codes_in(file.read_bytes())

    assert square("card", one["id"]) == [one["code"]]
    db = Database(home.db_url)
    Setup(db).keep_address(URL)
    db.close()
    assert square("card", one["id"]) == [f"{URL}/v/{one['code']}"]
    assert square("deliver", one["id"], "--by", "card") == [f"{URL}/v/{one['code']}"]
    assert "taken down" in cli("counter", "off").out
    assert square("card", one["id"], "--size", "a4x4") == [one["code"]]
