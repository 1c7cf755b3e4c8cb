"""`voucher card` and `voucher deliver` as an owner types them."""

import email
import os
import stat
import sys
from email import policy

import pytest
from PIL import Image
from reviewdesk_booking.sandbox import BookingSandbox

from tests.cli.conftest import Runner

ADDRESS = ("--to", "ewa@example.org", "--consent")


@pytest.fixture
def cli(home, monkeypatch, capsys):
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("PATH", os.defpath)
    monkeypatch.setenv("REVIEWDESK_GOODWILL__HOUSE", "Pizzeria Molo")
    monkeypatch.setenv("REVIEWDESK_GOODWILL__CONTACT", "+48 22 555 01 01")
    return Runner(capsys, monkeypatch)


@pytest.fixture
def issued(cli):
    """A voucher for a complaint by phone."""
    cli("location", "add", "Downtown")
    cli("offer", "add", "margherita", "one margherita", "--per-person", "9")

    def make(guest="Ewa K."):
        case = cli.json("case", "add", "cold", "Came cold.", "--guest", guest)["id"]
        ref = cli.json("voucher", "prepare", case, "margherita")["id"]
        return cli.json("voucher", "issue", ref)

    return make


def channels_of(cli, ref):
    return [each for each in cli("voucher", "show", ref).out.splitlines() if "brought to the guest" in each]


def test_a_card_is_made_for_the_owner_alone_to_read(cli, issued, home, codes_in, words_of):
    one = issued()
    path = home.path / "cards" / f"{one['id']}.pdf"
    assert cli("voucher", "card", one["code"].lower()).out == f"{path}\n"
    assert codes_in(path.read_bytes()) == [one["code"]]
    words = words_of(path.read_bytes())
    assert all(
        each in words for each in ("Pizzeria Molo", "Where: Downtown", "+48 22 555 01 01", one["code"])
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert channels_of(cli, one["id"]) == []


def test_two_guests_share_a_sheet_and_a_picture_is_of_one(cli, issued, tmp_path, codes_in):
    one, other = issued(), issued("Adam")
    sheet, picture = tmp_path / "sheet.pdf", tmp_path / "one.png"
    cli("voucher", "card", one["code"], other["code"], one["code"], "--size", "a4x4", "--out", str(sheet))
    assert sorted(codes_in(sheet.read_bytes())) == sorted([one["code"], other["code"]])
    cli("voucher", "card", one["code"], "--size", "png", "--out", str(picture))
    with Image.open(picture) as seen:
        assert seen.size == (1080, 1350)
    assert "one voucher" in cli("voucher", "card", one["code"], other["code"], "--size", "png", code=1).err


def test_a_printer_that_is_not_there_is_one_sentence_and_the_file_stays(
    cli, issued, home, tmp_path, monkeypatch
):
    ref = issued()["id"]
    monkeypatch.setenv("PATH", str(tmp_path))
    told = cli("voucher", "card", ref, "--print", code=1)
    assert "no program for printing" in told.err
    assert (home.path / "cards" / f"{ref}.pdf").is_file()
    lp = tmp_path / "lp"
    lp.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('lp: No such printer.')\n")
    lp.chmod(0o755)
    assert "It was not printed: lp: No such printer." in cli("voucher", "card", ref, "--print", code=1).err
    lp.write_text(
        f"#!{sys.executable}\nimport shutil, sys\nshutil.copy(sys.argv[1], {str(tmp_path / 'paper')!r})\n"
    )
    assert "with the printer" in cli("voucher", "card", ref, "--print").out
    assert (tmp_path / "paper").read_bytes().startswith(b"%PDF")


def test_a_place_that_can_not_be_written_leaves_nothing_half(cli, issued, tmp_path):
    ref = issued()["id"]
    taken = tmp_path / "taken"
    taken.write_text("a file, no folder")
    told = cli("voucher", "deliver", ref, "--by", "card", "--out", str(taken / "x.pdf"), code=1)
    assert "can't be written" in told.err
    assert list(tmp_path.glob(".*")) == []
    assert channels_of(cli, ref) == []


def test_without_a_way_all_ways_are_told_and_nothing_is_noted(cli, issued):
    ref = issued()["id"]
    told = cli.json("voucher", "deliver", ref)
    assert {each["name"] for each in told["ways"] if each["open"]} == {
        "card",
        "picture",
        "email",
        "text",
        "hand",
    }
    assert "Nothing is expected in return" in told["text"]
    assert "There is no way fax" in cli("voucher", "deliver", ref, "--by", "fax", code=1).err
    assert channels_of(cli, ref) == []


@pytest.mark.parametrize(
    ("way", "words"), [("card", "card made"), ("picture", "picture made"), ("text", "text copied")]
)
def test_what_was_only_made_is_given_when_the_owner_says_so(cli, issued, way, words):
    ref = issued()["id"]
    told = cli.json("voucher", "deliver", ref, "--by", way, "--lang", "pl")
    assert (told["way"], told["certain"], told["made"]) == (way, False, True)
    assert channels_of(cli, ref) == []
    shown = cli("voucher", "show", ref).out
    assert words in shown
    assert "not certain" not in shown
    assert cli.json("voucher", "show", ref)["state"] == "issued"
    assert f"a voucher: {words}" in cli("diary", "--limit", "2").out
    if way == "text":
        assert "Niczego nie oczekujemy w zamian" in told["text"]
    assert "noted as given" in cli("voucher", "deliver", ref, "--given").out
    (line,) = channels_of(cli, ref)
    assert way in line
    assert cli.json("voucher", "show", ref)["state"] == "delivered"


def test_what_is_given_by_hand_is_noted_at_once(cli, issued):
    one, other = issued()["id"], issued("Adam")["id"]
    assert cli.json("voucher", "deliver", one, "--by", "hand")["certain"]
    assert "noted as given" in cli("voucher", "deliver", other, "--given").out
    for ref in (one, other):
        (line,) = channels_of(cli, ref)
        assert "by hand" in line
    assert "There is no way fax" in cli("voucher", "deliver", one, "--given", "--by", "fax", code=1).err


def test_an_email_needs_the_guests_word_and_goes_out_once(cli, issued, post, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_SMTP__HOST", f"localhost:{post.port}")
    monkeypatch.setenv("REVIEWDESK_SMTP__SENDER", "molo@example.com")
    one = issued()
    told = cli("voucher", "deliver", one["id"], "--by", "email", "--to", "ewa@example.org", code=1)
    assert "Did the guest give this address for that?" in told.err
    sent = ("voucher", "deliver", one["id"], "--by", "email", *ADDRESS, "--text", "the oven failed us.")
    cli(*sent)
    assert "went out on this way already" in cli(*sent, code=1).err
    (envelope,) = post.mails
    got = email.message_from_bytes(envelope.content, policy=policy.default)
    text = got.get_body(("plain",)).get_content()
    assert "the oven failed us." in text
    assert one["code"] in text
    assert [each.get_content_type() for each in got.iter_attachments()] == ["application/pdf"]
    cli(*sent, "--again")
    assert len(post.mails) == 2


def test_a_doubt_about_an_email_is_told_noted_and_not_sent_again_by_itself(cli, issued, post, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_SMTP__HOST", f"localhost:{post.port}")
    monkeypatch.setenv("REVIEWDESK_SMTP__SENDER", "molo@example.com")
    post.after = "hangs up"
    sent = ("voucher", "deliver", issued()["id"], "--by", "email", *ADDRESS)
    told = cli(*sent, code=4)
    assert "not certain that it arrived" in told.out
    assert cli.json("voucher", "show", sent[2])["state"] == "issued"
    assert "It may have gone out" in cli(*sent, code=1).err


def test_without_a_mail_server_the_letter_becomes_a_file_that_stops_no_later_sending(
    cli, issued, home, post, monkeypatch
):
    ref = issued()["id"]
    told = cli("voucher", "deliver", ref, "--by", "email", *ADDRESS)
    assert "written, not sent" in told.out
    got = email.message_from_bytes((home.path / "cards" / f"{ref}.eml").read_bytes(), policy=policy.default)
    assert (got["To"], got["X-Unsent"]) == ("ewa@example.org", "1")
    monkeypatch.setenv("REVIEWDESK_SMTP__HOST", f"localhost:{post.port}")
    monkeypatch.setenv("REVIEWDESK_SMTP__SENDER", "molo@example.com")
    cli("voucher", "deliver", ref, "--by", "email", *ADDRESS)
    assert len(post.mails) == 1


def test_a_cancelled_voucher_is_given_no_more(cli, issued):
    ref = issued()["id"]
    cli("voucher", "void", ref, "--reason", "given twice")
    for words in (("card", ref), ("deliver", ref, "--by", "hand")):
        assert "can't be given as it is now" in cli("voucher", *words, code=1).err


@pytest.fixture
def at_booking(cli, monkeypatch):
    """A guest of a house at Booking.com who left yesterday, and his voucher."""
    running = BookingSandbox().start(scenario="small")
    for name, value in running.secrets.items():
        monkeypatch.setenv(f"BOOKING_{name.upper()}", value)
    settings = [word for key, value in running.settings.items() for word in ("--set", f"{key}={value}")]
    secrets = [word for key in running.secrets for word in ("--secret", f"{key}=env:BOOKING_{key.upper()}")]
    cli("account", "add", "booking", "main", *settings, *secrets)
    cli("fetch")
    cli("offer", "add", "cake", "one cake")

    def make(handle):
        review = running.world.review(handle)
        known = next(each for each in cli.json("inbox", "--all") if each["external_id"] == review.id)
        ref = cli.json("voucher", "prepare", known["id"], "cake", "--reason", "cold")["id"]
        day = review.checkout.isoformat()
        return running, cli.json("voucher", "issue", ref, "--day", day, "--ordered", "a night")["id"]

    yield make
    running.stop()


def test_bookings_line_is_offered_within_its_window_and_carries_the_voucher_once(cli, at_booking):
    running, ref = at_booking("cold-shower")
    (way,) = [each for each in cli.json("voucher", "deliver", ref)["ways"] if each["name"] == "message"]
    assert way["open"]
    assert way["until"]
    told = cli.json("voucher", "deliver", ref, "--by", "message")
    assert told["certain"]
    assert "already" in cli("voucher", "deliver", ref, "--by", "message", code=1).err
    cli("voucher", "deliver", ref, "--by", "message", "--again")
    (message,) = running.world.review("cold-shower").messages
    assert message.text.strip() == told["text"].strip()
    assert message.id == told["proof"]


def test_bookings_line_says_why_it_is_closed(cli, at_booking):
    running, ref = at_booking("late-review")
    assert "The line closed on" in cli("voucher", "deliver", ref, "--by", "message", code=1).err
    assert not [each for each in running.journal.entries("POST") if "messaging" in each.path]
