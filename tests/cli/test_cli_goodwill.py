"""`offer`, `case` and `voucher`: the whole road by command, with its exit codes."""

import re

import pytest

from reviewdesk.cli.columns import cells


@pytest.fixture
def shop(cli):
    cli("location", "add", "Mario Downtown")
    cli("offer", "add", "margherita", "one margherita", "--cost", "3,20")
    return cli


def _given(cli, *more):
    case = cli.json("case", "add", "late", "an hour late", "--guest", "Jan N.", *more)
    made = cli.json("voucher", "prepare", case["id"], "margherita")
    assert (made["state"], made["code"], made["held"]) == ("prepared", None, True)
    return cli.json("voucher", "issue", made["id"])


def test_a_complaint_becomes_a_voucher_and_the_voucher_a_pizza(shop):
    one = _given(shop)
    assert one["code"].startswith("MARIO-")
    assert one["cost"] == {"amount": "3.20", "currency": "EUR"}
    assert [each["id"] for each in shop.json("voucher", "list", "jan")] == [one["id"]]
    told = shop.json("voucher", "redeem", one["code"].lower())
    assert [each["outcome"] for each in told] == ["used"]
    assert shop.json("voucher", "list") == []
    shown = shop.json("voucher", "show", one["id"])
    assert shown["used"]["place"] == "Mario Downtown"
    assert [each["what"] for each in shown["events"]] == ["prepared", "issued", "redeemed"]
    assert shop.json("voucher", "undo", one["id"], "--reason", "wrong card")["state"] == "issued"
    shop("voucher", "undo", one["id"], "--reason", "again", code=1)
    assert shop.json("voucher", "void", one["id"], "--reason", "sent twice")["state"] == "voided"
    assert "cancelled" in shop("voucher", "show", one["id"]).out


def test_of_several_codes_each_is_answered_and_one_failure_is_told_by_the_exit_code(shop):
    one, other = _given(shop), _given(shop)
    ran = shop("voucher", "redeem", one["code"], "XXXX", other["code"], "--on", "today", code=1)
    assert ran.out.count("Noted as used") == 2
    assert "not one of ours" in ran.out
    assert "1 of 3" in ran.err
    ran = shop("voucher", "redeem", stdin=f"{one['code']}\n\n".encode(), code=1)
    assert "Used already" in ran.out
    shop("voucher", "redeem", one["code"], "--on", "2099-01-01", code=1)


def test_limits_and_grave_words_stop_with_their_own_exit_code(shop):
    _given(shop, "--phone", "600100200")
    case = shop.json("case", "add", "cold", "--phone", "+48 600 100 200")["id"]
    assert "180 days" in shop("voucher", "prepare", case, "margherita", code=3).err
    made = shop.json("voucher", "prepare", case, "margherita", "--override", "he waited twice")
    assert made["override"] == "he waited twice"
    assert made["warnings"]
    case = shop.json("case", "add", "other", "she got food poisoning")["id"]
    assert "--not-grave" in shop("voucher", "prepare", case, "margherita", code=3).err
    shop("voucher", "prepare", case, "margherita", "--not-grave", "she meant last year, elsewhere")
    assert shop.json("voucher", "budget", "--count", "2", "--cost", "10") == {
        "month_count": 2,
        "month_cost": {"amount": "10.00", "currency": "EUR"},
        "person_count": None,
    }
    case = shop.json("case", "add", "cold")["id"]
    assert "used up" in shop("voucher", "prepare", case, "margherita", code=3).err
    assert shop.json("voucher", "budget", "--count", "none")["month_count"] is None
    shop("voucher", "budget", "--count", "many", code=2)


def test_a_key_of_ones_own_gives_one_voucher(shop):
    case = shop.json("case", "add", "wrong")["id"]
    first = shop.json("voucher", "prepare", case, "margherita", "--key", "k")
    again = shop.json("voucher", "prepare", case, "margherita", "--key", "k")
    assert (first["id"], first["again"], again["again"]) == (again["id"], False, True)
    assert "--additional" in shop("voucher", "prepare", case, "margherita", code=1).err


def test_a_review_needs_the_day_and_the_order_before_it_is_issued(connected, first):
    cli = connected
    cli("offer", "add", "soup", "one soup")
    review = first()
    made = cli.json("voucher", "prepare", review, "soup", "--reason", "cold", "--not-grave", "read it")
    assert made["case"]["review"] == review
    assert "--day" in cli("voucher", "issue", made["id"], code=3).err
    given = cli.json("voucher", "issue", made["id"], "--day", "yesterday", "--ordered", "a soup")
    assert given["state"] == "issued"
    assert [each["id"] for each in cli.json("voucher", "list", "--review", review)] == [given["id"]]
    assert cli.json("show", review)["state"] == "unanswered"
    cli("voucher", "prepare", review, "soup", code=1)


def test_the_report_the_csv_and_the_lists(shop, tmp_path):
    one = _given(shop)
    shop("voucher", "redeem", one["code"])
    told = shop.json("voucher", "report")
    assert (told["total"]["used"], told["returned"]) == (1, 1)
    assert "improved" not in str(told)
    assert "guests who came back: 1" in shop("voucher", "report").out
    out = tmp_path / "vouchers.csv"
    shop("voucher", "csv", "--out", str(out))
    assert out.read_text("utf-8-sig").splitlines()[1].startswith("v-1,")
    assert shop("voucher", "csv").out.splitlines()[0].startswith("voucher,issued,")
    shop("voucher", "csv", "--out", str(tmp_path / "no" / "x.csv"), code=1)
    assert shop.json("case", "list", "jan")[0]["id"] == "c-1"
    assert "one margherita" in shop("offer", "list").out
    assert shop.json("offer", "retire", "margherita")["retired_at"]
    assert shop.json("offer", "list") == []
    assert len(shop.json("offer", "list", "--all")) == 1
    shop("offer", "add", "x", "y", "--percent", "150", code=1)


def test_lists_fit_a_terminal_of_eighty_columns_whatever_a_guest_is_called(shop, monkeypatch):
    for room in ("voucher_shown", "cases", "voucher_book"):
        monkeypatch.setattr(f"reviewdesk.cli.{room}.width", lambda: 80)
    case = shop.json("case", "add", "late", "a long story " * 9, "--guest", "\U0001f389" * 300)
    made = shop.json("voucher", "prepare", case["id"], "margherita", "--key", "k")
    assert "a second time" in shop("voucher", "prepare", case["id"], "margherita", "--key", "k").out
    one = shop.json("voucher", "issue", made["id"])
    shop("voucher", "card", one["id"])
    for words in (
        ("voucher", "list"),
        ("case", "list"),
        ("voucher", "report"),
        ("voucher", "show", one["id"]),
    ):
        assert [line for line in shop(*words).out.splitlines() if cells(line) > 80] == [], words
    assert one["code"] in shop("voucher", "list").out


def test_lists_histories_and_the_diary_tell_it_in_words_and_json_in_names(shop):
    case = shop.json("case", "add", "late", "an hour", "--guest", "Ewa")
    one = shop.json("voucher", "prepare", case["id"], "margherita")
    shop("voucher", "issue", one["id"])
    assert "too late" in shop("case", "list").out
    assert "too late" in shop("voucher", "list").out
    assert "too late" in shop("voucher", "report").out
    told = shop("voucher", "show", one["id"]).out
    assert "what went wrong: too late" in told
    assert "prepared, the budget is held (Nico)" in told
    assert "issued, till 20" in told
    diary = shop("diary").out
    assert "a case: something went wrong  Nico  c-1, too late" in diary
    assert "a voucher was issued" in diary
    assert not re.search(r"\b[a-z]+\.[a-z_]+\b|: late", diary)
    assert [each["what"] for each in shop.json("diary")][:2] == ["voucher.issued", "voucher.prepared"]
    assert shop.json("case", "list")[0]["reason"] == "late"


@pytest.mark.parametrize("named", ["--location", "--place"])
def test_a_shop_is_named_alike_in_every_command_and_as_it_was_before(shop, named):
    shop("location", "add", "Luigi Uptown")
    assert shop.json("case", "add", "late", named, "Luigi Uptown")["location"] == "Luigi Uptown"
    assert shop.json("offer", "add", "soup", "one soup", named, "Luigi Uptown")["places"] == ["Luigi Uptown"]
    shop("voucher", "redeem", "v-9", named, "Nowhere", code=1)
    for command in (("case", "add"), ("offer", "add"), ("voucher", "redeem")):
        told = shop(*command, "--help").out
        assert "--location SHOP" in told
        assert "--place" not in told


def test_bad_input_is_one_plain_sentence_and_nothing_is_lost(shop):
    one = _given(shop)
    shop("location", "add", "Luigi Uptown")
    for words, told in (
        (("redeem", one["id"]), '--location "Luigi Uptown"'),
        (("deliver", one["id"], "--by", "email", "--to", "x@example.org"), "--consent"),
        (("deliver", one["id"], "--by", "email", "--to", "no address", "--consent"), "no mail address"),
        (("deliver", one["id"], "--by", "google"), "no way google"),
        (("deliver", one["id"], "--by", "text", "--text", "change your review"), "Nothing was sent"),
        (("card", one["id"], "--print"), "It was not printed"),
        (("undo", one["id"], "--reason", "x"), "not"),
        (("budget", "--cost", "abc"), "amount of money"),
    ):
        ran = shop("voucher", *words, code=1)
        assert ran.err.startswith("error: "), words
        assert told in ran.err, words
    assert shop.json("voucher", "show", one["id"])["state"] == "issued"
