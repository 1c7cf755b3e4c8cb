"""A person is found by each of his signs, in all that is kept; nobody else goes along."""

import pytest

from reviewdesk.api import CaseReason, DeskError
from reviewdesk.engine.desk import Desk
from reviewdesk.store.lines import Query

from .conftest import SHOP, issued


def _case(desk: Desk, guest: str, **more: str) -> str:
    return desk.cases.add(CaseReason.LATE, "cold", guest=guest, location=SHOP, **more).pub


@pytest.mark.parametrize("who", ["jan nowak", "JAN@example.org", "600-100-200", "+48 600 100 200"])
def test_by_name_mail_or_phone_the_same_person_goes_and_no_other(shop: Desk, who: str) -> None:
    mine = _case(shop, "Jan Nowak", email="jan@example.org", phone="600100200")
    other = _case(shop, "Jan Nowakowski", phone="600100201")
    found = shop.forgetting.look(who)
    assert [each.pub for each in found.cases] == [mine]
    shop.forgetting.forget(found)
    left = {each.pub: (each.guest, each.told) for each in shop.cases.list()}
    assert left == {mine: (None, ""), other: ("Jan Nowakowski", "cold")}
    assert "Nowak" not in str(shop.diary())
    assert shop.forgetting.look(who).cases == ()


def test_the_card_of_another_voucher_stays(shop: Desk) -> None:
    folder = shop.home.path / "cards"
    folder.mkdir()
    one = issued(shop, guest="Jan Nowak")
    for name in (f"{one.pub}.pdf", f"{one.pub}-2.pdf", f"{one.pub}.eml", f"{one.pub}0.pdf"):
        (folder / name).write_bytes(b"x")
    shop.forgetting.forget(shop.forgetting.look("Jan Nowak"))
    assert [each.name for each in folder.iterdir()] == [f"{one.pub}0.pdf"]
    assert shop.vouchers.show(one.pub).code == one.code


def test_one_letter_is_nobody(shop: Desk) -> None:
    with pytest.raises(DeskError):
        shop.forgetting.look(" x ")


def test_of_one_review_alone_by_its_whole_id(connected_desk: Desk) -> None:
    desk = connected_desk
    known = next(each for each in desk.inbox.page(Query(all=True), limit=500) if each.review.author)
    assert desk.forgetting.look(known.pub[:-1]).reviews == ()
    found = desk.forgetting.forget(desk.forgetting.look(known.pub.upper()))
    assert [each.pub for each in found.reviews] == [known.pub]
    assert desk.inbox.find(known.pub).review.author is None
