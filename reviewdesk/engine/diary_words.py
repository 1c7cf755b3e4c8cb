"""The diary's stable words in the owner's language."""

from reviewdesk.api import _
from reviewdesk.engine.goodwill.brought import only_made
from reviewdesk.engine.goodwill.event_words import made_words
from reviewdesk.store.values import DiaryEntry

__all__ = ["KINDS", "happened", "kind_words"]


def happened(entry: DiaryEntry) -> str:
    """What happened, in words; the stable word itself where there are none. Strangers' names are data."""
    facts = entry.details
    if entry.what in ("listing.read", "import.taken"):
        said = _("{page}: {new} new, {changed} changed")
        page = _words()["import.taken"] if entry.what == "import.taken" else facts.get("listing", "")
        return said.format(page=page, new=facts.get("new", 0), changed=facts.get("changed", 0))
    if entry.what == "reply.undone" and not entry.by:
        return _("an answer came back to you: {why}").format(why=facts.get("reason", ""))
    if entry.what == "voucher.delivered" and facts.get("certain") == "no":
        if only_made(facts):
            return _("for a voucher: {made}").format(made=made_words(facts))
        return _("a voucher was sent, not certain that it arrived")
    return _words().get(entry.what, entry.what)


KINDS = ("reply", "review", "voucher", "listing", "import", "account", "history", "away")
"""What the diary can be asked for."""


def kind_words(kind: str) -> str:
    """What a part of the diary tells of."""
    return {
        "reply": _("answers"),
        "review": _("reviews"),
        "voucher": _("goodwill"),
        "listing": _("what was fetched"),
        "import": _("files brought in"),
        "account": _("accounts"),
        "history": _("where you began"),
        "away": _("holidays"),
    }.get(kind, kind)


def _words() -> dict[str, str]:
    return {
        "reply.queued": _("an answer was sent off, to go out soon"),
        "reply.sending": _("it is going out"),
        "reply.sent": _("the platform took it"),
        "reply.published": _("it stands on the site"),
        "reply.undone": _("an answer was called back"),
        "reply.refused": _("the platform refused the answer"),
        "reply.gone": _("the answer is no longer on the site"),
        "reply.unknown": _("not sure that it arrived"),
        "reply.parked": _("nobody can tell whether it arrived: you decide"),
        "reply.conflict": _("another answer stands there: you decide"),
        "reply.handed_off": _("copied, to publish by hand"),
        "reply.confirmed": _("it stands there, on your word"),
        "reply.seen": _("an answer was seen on the site"),
        "reply.elsewhere": _("answered on the site; ours was kept"),
        "reply.postponed": _("could not go out yet; it tries again"),
        "reply.not_applied": _("it had not arrived; it goes out again"),
        "reply.looked": _("looked for it on the site"),
        "reply.edited": _("an answer came back to you: the guest changed the review before it went out"),
        "reply.keep": _("you kept the other answer"),
        "reply.replace": _("you replaced the other answer"),
        "reply.again": _("you sent it again"),
        "reply.withdrawing": _("an answer is being taken down"),
        "reply.withdrawn": _("the answer was taken down"),
        "review.new": _("a new review"),
        "review.edited": _("the guest changed the review"),
        "review.removed": _("the review is no longer on the site"),
        "review.back": _("the review is on the site again"),
        "review.skipped": _("needs no answer"),
        "review.snoozed": _("put off to later"),
        "review.awake": _("waits again"),
        "review.back_in": _("brought back into the inbox"),
        "review.noted": _("a note"),
        "review.undone": _("undone: where it was before"),
        "offer.kept": _("an offer was kept"),
        "offer.retired": _("an offer is given no more"),
        "budget.set": _("the month's limits for goodwill were set"),
        "case.added": _("a case: something went wrong"),
        "case.changed": _("what went wrong was named anew"),
        "person.forgotten": _("a person was forgotten"),
        "case.forgotten": _("a guest was taken out of the goodwill book"),
        "voucher.prepared": _("a voucher was prepared, its budget is held"),
        "voucher.read_grave": _("you read it: it is about nothing grave"),
        "voucher.issuing": _("the issuer was asked for a voucher"),
        "voucher.issued": _("a voucher was issued"),
        "voucher.refused": _("the issuer refused the voucher"),
        "voucher.unknown": _("not sure that the voucher was made"),
        "voucher.not_issued": _("the voucher had not been made"),
        "voucher.delivered": _("a voucher was brought to its guest"),
        "voucher.redeemed": _("a voucher was used"),
        "voucher.used_again": _("a voucher of paper was used twice"),
        "voucher.undone": _("a use was taken back"),
        "voucher.voided": _("a voucher was cancelled"),
        "voucher.issuer_told": _("the issuer knows of it"),
        "voucher.issuer_refused": _("the issuer did not take it"),
        "voucher.contacts_gone": _("e-mails and phones on old vouchers were removed"),
        "away.noted": _("holidays were noted"),
        "away.ended": _("back from holidays"),
        "import.taken": _("a file was brought in"),
        "history.begun": _("you chose where to begin"),
        "listing.adopted": _("a page of a shop came in"),
        "listing.joined": _("two pages of one platform became one"),
        "review.joined": _("two roads told of it: one review from now on"),
        "alert.sent": _("you were told"),
        "alert.failed": _("you could not be told"),
        "account.added": _("an account was added"),
        "account.changed": _("an account's settings were changed"),
        "account.removed": _("an account was taken away"),
    }
