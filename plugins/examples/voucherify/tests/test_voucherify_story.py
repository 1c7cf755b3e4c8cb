"""The whole story on a real desk: prepared, issued by Voucherify, on a card, used, cancelled."""

import json
from zoneinfo import ZoneInfo

import pytest

from reviewdesk.api import DeskError, Offer, OfferKind
from reviewdesk.engine.goodwill.values import VoucherState


def test_a_voucher_from_the_first_word_to_the_last(desk, voucherify, prepared):
    one = prepared()
    assert voucherify.journal.count() == 0, "nothing is asked for before the guest is reached"
    one = desk.vouchers.issue(one.pub).voucher
    there = voucherify.world.voucher(one.code)
    assert (one.state, one.external_id) == (VoucherState.ISSUED, there.id)
    assert dict(there.discount)["unit_type"] == "prod_margherita"
    assert (there.quantity, there.info) == (1, "one margherita")
    assert desk.vouchers.redeem([one.code.lower().replace("-", " ")])[0].done
    assert voucherify.world.voucher(one.code).redeemed == 1
    assert desk.vouchers.show(one.pub).to_tell is None
    with pytest.raises(DeskError, match="used already"):
        desk.vouchers.void(one.pub, "too late")


def test_nothing_of_guest_or_review_leaves_the_house(desk, voucherify, prepared):
    one = desk.vouchers.issue(prepared().pub, guest="Ewa", email="ewa@example.org", phone="0039 1").voucher
    sent = "".join(each.body for each in voucherify.journal.entries("POST"))
    assert not any(word in sent for word in ("Ewa", "ewa@", "0039", "late", one.key))


@pytest.mark.parametrize(
    ("offer", "discount"),
    [
        ("tenner", {"type": "AMOUNT", "amount_off": 1000, "effect": "APPLY_TO_ORDER"}),
        ("third", {"type": "PERCENT", "percent_off": 33, "effect": "APPLY_TO_ORDER"}),
    ],
)
def test_money_and_per_cent_are_what_the_offer_says(desk, voucherify, prepared, offer, discount):
    one = desk.vouchers.issue(prepared(offer).pub).voucher
    assert dict(voucherify.world.voucher(one.code).discount) == discount


@pytest.mark.parametrize(("typed", "hundredths"), [("1000 JPY", 100_000), ("2.500 KWD", 250)])
def test_money_without_hundredths_is_still_written_in_hundredths(
    desk, voucherify, prepared, typed, hundredths
):
    value = desk.offers.money(typed)
    desk.accounts.set("codes", {"currency": value.currency})
    terms = {"title": typed, "kind": OfferKind.AMOUNT, "value": value}
    desk.offers.add(Offer(name="far", version=1, issuer="voucherify", **terms))
    one = desk.vouchers.issue(prepared("far").pub).voucher
    assert dict(voucherify.world.voucher(one.code).discount)["amount_off"] == hundredths


def test_it_counts_from_and_till_midnight_in_the_shops_zone(desk, voucherify, prepared):
    one = desk.vouchers.issue(prepared().pub).voucher
    there = voucherify.world.voucher(one.code)
    begin, end = (each.astimezone(ZoneInfo("Europe/Warsaw")) for each in (there.starts, there.ends))
    assert (begin.date(), f"{begin:%H:%M:%S}") == (one.valid_from, "00:00:00")
    assert (end.date(), f"{end:%H:%M:%S}") == (one.expires_on, "23:59:59")


def test_a_cancelled_one_is_worth_nothing_at_any_till(desk, voucherify, prepared):
    one = desk.vouchers.issue(prepared().pub).voucher
    desk.vouchers.void(one.pub, "wrong guest")
    assert not voucherify.world.voucher(one.code).active
    assert desk.vouchers.show(one.pub).to_tell is None
    with pytest.raises(ValueError, match="voucher_disabled"):
        voucherify.happen({"event": "used", "code": one.code})


def test_one_used_at_a_till_of_theirs_can_not_be_cancelled_in_silence(desk, voucherify, prepared):
    one = desk.vouchers.issue(prepared().pub).voucher
    voucherify.happen({"event": "used", "code": one.code})
    desk.vouchers.void(one.pub, "wrong guest")
    after = desk.vouchers.show(one.pub)
    assert (after.to_tell, "used already" in after.problem) == (None, True)
    assert not voucherify.world.voucher(one.code).active, "and nobody can use it once more"


def test_the_whole_story_by_command(voucherify, installed, home, capsys, monkeypatch, tmp_path):
    from pypdf import PdfReader

    from reviewdesk.cli import main

    monkeypatch.setenv("LANGUAGE", "en")

    def reviewdesk(*words):
        assert main(list(words)) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    assert "Voucherify" in reviewdesk("plugins")
    settings = [each for pair in voucherify.settings.items() for each in ("--set", "=".join(pair))]
    secret = ["--secret", "secret_key=env:VOUCHERIFY_SECRET_KEY"]
    assert "5a3db0ec" in reviewdesk("account", "add", "voucherify", "codes", *settings, *secret)
    reviewdesk("location", "add", "Mario")
    reviewdesk("offer", "add", "margherita", "one margherita", "--cost", "3.20", "--issuer", "voucherify")
    reviewdesk("case", "add", "late", "--guest", "Ewa")
    reviewdesk("voucher", "prepare", "c-1", "margherita")
    code = json.loads(reviewdesk("voucher", "issue", "v-1", "--json"))["code"]
    assert voucherify.world.voucher(code).active
    card = tmp_path / "card.pdf"
    reviewdesk("voucher", "card", code, "--lang", "en", "--out", str(card))
    assert code in PdfReader(card).pages[0].extract_text()
    reviewdesk("voucher", "redeem", code)
    assert voucherify.world.voucher(code).redeemed == 1


def test_the_desk_says_what_is_missing_before_anything_leaves(desk, voucherify, prepared):
    one = prepared()
    desk.accounts.set("codes", {"items": ""})
    with pytest.raises(DeskError, match="items=margherita:PRODUCT_ID"):
        desk.vouchers.issue(one.pub)
    tenner = prepared("tenner")
    desk.accounts.set("codes", {"currency": "PLN"})
    with pytest.raises(DeskError, match="in EUR, and the project at Voucherify in PLN"):
        desk.vouchers.issue(tenner.pub)
    assert voucherify.journal.count("POST") == 0
    desk.accounts.set("codes", {"currency": "eur"})
    assert desk.vouchers.issue(tenner.pub).voucher.living, "the budget stayed held, the same one is issued"
