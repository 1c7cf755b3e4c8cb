"""`forget`: a person's data is shown, then gone for good; times, stars and money stay."""

import sqlite3

import pytest


@pytest.fixture
def guest(connected):
    """A review whose guest has this name, and a voucher with his address on it."""
    every = connected.json("inbox", "--all", "--limit", "500")
    names = [each["author"] for each in every]
    review = next(
        each["id"]
        for each in every
        if each["state"] == "unanswered"
        and names.count(each["author"]) == 1
        and len(each["author"] or "") > 6
    )
    connected("offer", "add", "soup", "one soup", "--cost", "2")
    made = connected.json("voucher", "prepare", review, "soup", "--reason", "cold", "--not-grave", "read it")
    more = ("--day", "yesterday", "--ordered", "a soup", "--email", "ewa@example.org", "--phone", "600100200")
    return review, connected.json("voucher", "issue", made["id"], *more)


def _dump(home):
    with sqlite3.connect(home / "desk.db") as connection:
        connection.execute("INSERT INTO review_fts(review_fts) VALUES ('optimize')")
        return "\n".join(line for line in connection.iterdump() if "review_fts" not in line)


def test_a_person_is_shown_then_forgotten_and_no_fetch_brings_him_back(guest, connected, home):
    review, voucher = guest
    cli = connected
    before = cli.json("show", review)
    name, text = before["author"], before["text"]
    cli("voucher", "card", voucher["id"])
    shown = cli("forget", name.upper(), code=1)
    assert "Nothing was removed" in shown.err
    for part in (review, voucher["id"], "e-mail and phone", "1 card or mail file", "This stays"):
        assert part in shown.out
    assert name in _dump(home)
    assert cli.json("forget", name, "--yes")["reviews"] == [review]
    cli("fetch", "--full")
    dump = _dump(home)
    for gone in (name, "ewa@example.org", "600100200", text[:40], "a soup"):
        assert gone not in dump
    known = cli.json("show", review)
    assert (known["author"], known["stars"] is not None) == (None, True)
    assert "were forgotten, as asked" in cli("show", review).out
    row = next(line for line in cli("inbox").out.splitlines() if line.startswith(review))
    assert "(name and words were forgotten, as asked)" in row
    assert cli.json("voucher", "show", voucher["id"])["cost"]["amount"] == "2.00"
    assert not list((home / "cards").iterdir())
    assert "forgotten" in cli("diary").out
    assert "Nothing here is known" in cli("forget", name, "--yes", code=1).err


def test_a_guest_without_a_review_is_forgotten_by_his_phone(cli):
    cli("location", "add", "Mario Downtown")
    case = cli.json("case", "add", "late", "an hour", "--guest", "Jan N.", "--phone", "+48 600 100 300")["id"]
    assert case in cli("forget", "600100300", "--yes").out
    assert cli.json("case", "list")[0]["guest"] is None
    cli("forget", "x", "--yes", code=1)
