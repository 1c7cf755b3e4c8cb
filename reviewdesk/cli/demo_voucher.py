"""The voucher of `demo --headless`: a bad evening made right in private, from the review to the counter."""

from typing import TYPE_CHECKING

from reviewdesk.api import CaseReason, DeskError, Level, _
from reviewdesk.builtin.card.making import Size, make_card
from reviewdesk.cli.printing import say
from reviewdesk.cli.shown import one_line
from reviewdesk.cli.state_words import in_words
from reviewdesk.engine.goodwill.card_files import kept
from reviewdesk.store.lines import Query, State
from reviewdesk.store.values import Known

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.goodwill.values import VoucherInfo

__all__ = ["make_right"]

_WITH_OFFER = "We are sorry. Your next pizza is on the house.\n\nMario"
_WITHOUT = "We are sorry, this is not how we want it to be. {reach}\n\nMario"
_WORST = 2
"""In half stars: one star."""


def make_right(desk: "Desk") -> str:
    """The whole road of one voucher. Raises DeskError at the first thing that is not as it should be."""
    known = _bad_evening(desk)
    say(_("--- goodwill: {id}, one star, from {name}").format(id=known.pub, name=one_line(_name(known))))
    _answered(desk, known)
    offer = desk.offers.list()[0].offer
    made = desk.vouchers.prepare(known.pub, offer.name, CaseReason.LATE).voucher
    say(_("{id}: prepared, {title}; its budget is held").format(id=made.pub, title=one_line(offer.title)))
    (waiting,) = desk.vouchers.here(_name(known))
    say(_("{name} is here: {id} waits").format(name=one_line(_name(known)), id=waiting.pub))
    given = desk.vouchers.issue(waiting.pub, day=known.day, ordered=_("one margherita")).voucher
    say(_("{id}: issued, {code}").format(id=given.pub, code=given.code))
    _card(desk, given)
    _used(desk, given)
    return given.pub


def _bad_evening(desk: "Desk") -> Known:
    """The newest one-star review that simply waits, with a name, and about nothing grave."""
    for known in desk.inbox.page(Query(), limit=500):
        plain = known.state is State.UNANSWERED and known.half_stars == _WORST
        if plain and known.review.author and known.words_kept and _by_api(desk, known):
            return known
    raise _failed(_("no review with one star waits"))


def _by_api(desk: "Desk", known: Known) -> bool:
    return desk.vouchers.grave(known.pub) is None and desk.replies.look(known.pub, "-").how == "api"


def _answered(desk: "Desk", known: Known) -> None:
    """In public not a word of it; the answer that names it is stopped."""
    stopped = [each for each in desk.replies.check(known.pub, _WITH_OFFER) if each.level is Level.BLOCK]
    if not stopped:
        raise _failed(_("a public answer that names the offer was not stopped"))
    say(_("{id}: a public answer that names the offer is stopped").format(id=known.pub))
    desk.replies.queue(known.pub, _WITHOUT.format(reach=desk.contact_lines.sentence(known.pub)), now=True)
    desk.replies.deliver()
    say(f"{known.pub}: {in_words(desk.inbox.find(known.pub))}")


def _card(desk: "Desk", one: "VoucherInfo") -> None:
    made = make_card([desk.delivering.voucher(one.pub)], Size.A6)
    path = kept(desk.home.path, f"{one.pub}{made.suffix}", made.data, None)
    desk.delivering.made(one.pub, "card", path.name)
    say(_("{id}: card made, {path}").format(id=one.pub, path=path))


def _used(desk: "Desk", one: "VoucherInfo") -> None:
    """Once, and not a second time."""
    first, again = (desk.vouchers.redeem([one.code or ""], place=one.case.location)[0] for _time in "12")
    if not first.done or again.done:
        raise _failed(_("the voucher was not used exactly once"))
    say(
        _("{id}: used in {shop}; a second time: {words}").format(
            id=one.pub, shop=one_line(one.case.location), words=one_line(again.words)
        )
    )


def _name(known: Known) -> str:
    return known.review.author or ""


def _failed(why: str) -> DeskError:
    return DeskError(_("The demo's round failed: {why}").format(why=why), _("Please report it."))
