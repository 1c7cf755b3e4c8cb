"""Without an API: a Takeout in, answers by the owner's own hands."""

import json

import pytest

TEXT = "Thank you for your words. We looked at it together, please ask for me next time."
STARS = ("ONE", "TWO", "THREE", "FOUR", "FIVE")


def row(number, *, stars=1, text="It came cold.", reply=None, at="2026-11-10T18:31:07.123456Z"):
    found = {
        "reviewer": {"displayName": f"Guest {number}"},
        "starRating": STARS[stars - 1],
        "comment": text,
        "createTime": at,
        "updateTime": at,
        "name": f"accounts/104830000000000000001/locations/7200000000000000001/reviews/AbFvOqTest{number}",
    }
    if reply:
        found["reviewReply"] = {"comment": reply, "updateTime": "2026-11-11T09:00:00.000000Z"}
    return found


def write(folder, rows):
    place = (
        folder
        / "Takeout"
        / "Google Business Profile"
        / "account-104830000000000000001"
        / ("location-7200000000000000001")
    )
    place.mkdir(parents=True, exist_ok=True)
    (place / "data.json").write_text(json.dumps({"title": "Panificio Esempio"}))
    (place / "reviews.json").write_text(json.dumps({"reviews": rows}))
    return folder / "Takeout"


@pytest.fixture
def takeout(tmp_path):
    rows = [
        row(1),
        row(2, stars=5, text="Lovely.", reply="Thanks!"),
        row(3, stars=3, text="", at="2024-01-02T03:04:05Z"),
    ]
    return write(tmp_path, rows)


def test_an_import_accounts_for_every_row_and_a_second_one_changes_nothing(cli, takeout):
    report = cli.json("import", str(takeout))
    assert (report["new"], report["to_answer"], report["answered"]) == (3, 2, 1)
    assert report["skipped"] == []
    before = cli.json("inbox", "--all")
    again = cli.json("import", str(takeout))
    assert (again["new"], again["changed"], again["known"]) == (0, 0, 3)
    assert cli.json("inbox", "--all") == before
    assert cli.json("account", "list")[0]["by_hand"] is True
    told = cli("import", str(takeout)).out
    assert "3 known already" in told


def test_since_puts_what_is_older_to_history(cli, takeout):
    cli("import", str(takeout), "--since", "2026-01-01")
    assert [each["author"] for each in cli.json("inbox")] == ["Guest 1"]
    assert "history" in {each["state"] for each in cli.json("inbox", "--all")}


def test_a_broken_row_is_told_and_loses_no_other(cli, tmp_path):
    bad = row(2) | {"starRating": 7, "createTime": "yesterday"}
    ran = cli("import", str(write(tmp_path, [row(1), bad, row(3)])))
    assert len(cli.json("inbox", "--all")) == 2
    assert "1 row was not taken" in ran.err


def test_an_answer_by_hand_is_printed_with_its_page_and_confirmed(cli, takeout, home):
    cli("import", str(takeout))
    ref = cli.json("inbox")[0]["id"]
    told = cli("reply", ref, "--text", TEXT, "--sign", "Greta")
    assert told.out.startswith(TEXT.split(",", maxsplit=1)[0])
    assert "https://business.google.com/" in told.out
    assert f"reviewdesk confirm {ref}" in told.out
    assert (home / "by-hand" / f"{ref}.txt").read_text().rstrip().endswith("Greta")
    shown = cli.json("show", ref)
    assert (shown["state"], shown["reply"]["text"]) == ("handed_off", f"{TEXT}\n\nGreta")
    assert ref not in [each["id"] for each in cli.json("inbox")]
    cli("send")
    assert "copied, not yet confirmed" in cli("outbox").out
    assert cli.json("confirm", ref)["state"] == "published"
    assert cli("confirm", ref, code=1).err.startswith("error: ")


def test_an_answer_by_hand_can_be_taken_back(cli, takeout):
    cli("import", str(takeout))
    ref = cli.json("inbox")[0]["id"]
    assert cli.json("reply", ref, "--text", TEXT)["state"] == "handed_off"
    assert cli.json("undo", ref)["draft"]["text"] == TEXT


def test_a_later_import_that_shows_the_answer_confirms_it(cli, takeout, tmp_path):
    cli("import", str(takeout))
    ref = next(each["id"] for each in cli.json("inbox") if each["author"] == "Guest 1")
    cli("reply", ref, "--text", TEXT)
    cli("import", str(write(tmp_path, [row(1, reply=TEXT)])))
    assert cli.json("show", ref)["state"] == "published"


def test_what_is_no_export_is_told(cli, tmp_path):
    other = tmp_path / "holiday.csv"
    other.write_text("a,b\n1,2\n")
    assert "holiday.csv" in cli("import", str(other), code=1).err
