"""The diary's stable words in the owner's language."""

from collections.abc import Mapping

from reviewdesk.api import _
from reviewdesk.engine.config_kinds import marked
from reviewdesk.engine.goodwill.brought import only_made
from reviewdesk.engine.goodwill.event_words import made_words
from reviewdesk.store.values import DiaryEntry

__all__ = ["KINDS", "happened", "kind_words"]


_WORDS: Mapping[str, str] = {
    "reply.queued": marked("an answer was sent off, to go out soon"),
    "reply.sending": marked("it is going out"),
    "reply.sent": marked("the platform took it"),
    "reply.published": marked("it stands on the site"),
    "reply.undone": marked("an answer was called back"),
    "reply.refused": marked("the platform refused the answer"),
    "reply.gone": marked("the answer is no longer on the site"),
    "reply.unknown": marked("not sure that it arrived"),
    "reply.parked": marked("nobody can tell whether it arrived: you decide"),
    "reply.conflict": marked("another answer stands there: you decide"),
    "reply.handed_off": marked("copied, to publish by hand"),
    "reply.confirmed": marked("it stands there, on your word"),
    "reply.waits_there": marked("it waits there for its approval, on your word"),
    "reply.seen": marked("an answer was seen on the site"),
    "reply.elsewhere": marked("answered on the site; ours was kept"),
    "reply.postponed": marked("could not go out yet; it tries again"),
    "reply.not_applied": marked("it had not arrived; it goes out again"),
    "reply.looked": marked("looked for it on the site"),
    "reply.edited": marked("an answer came back to you: the guest changed the review before it went out"),
    "reply.keep": marked("you kept the other answer"),
    "reply.replace": marked("you replaced the other answer"),
    "reply.again": marked("you sent it again"),
    "reply.withdrawing": marked("an answer is being taken down"),
    "reply.withdrawn": marked("the answer was taken down"),
    "review.new": marked("a new review"),
    "review.edited": marked("the guest changed the review"),
    "review.removed": marked("the review is no longer on the site"),
    "review.back": marked("the review is on the site again"),
    "review.skipped": marked("needs no answer"),
    "review.snoozed": marked("put off to later"),
    "review.awake": marked("waits again"),
    "review.back_in": marked("brought back into the inbox"),
    "review.noted": marked("a note"),
    "review.undone": marked("undone: where it was before"),
    "offer.kept": marked("an offer was kept"),
    "offer.retired": marked("an offer is given no more"),
    "budget.set": marked("the month's limits for goodwill were set"),
    "case.added": marked("a case: something went wrong"),
    "case.changed": marked("what went wrong was named anew"),
    "person.forgotten": marked("a person was forgotten"),
    "case.forgotten": marked("a guest was taken out of the goodwill book"),
    "voucher.prepared": marked("a voucher was prepared, its budget is held"),
    "voucher.read_grave": marked("you read it: it is about nothing grave"),
    "voucher.issuing": marked("the issuer was asked for a voucher"),
    "voucher.issued": marked("a voucher was issued"),
    "voucher.refused": marked("the issuer refused the voucher"),
    "voucher.unknown": marked("not sure that the voucher was made"),
    "voucher.not_issued": marked("the voucher had not been made"),
    "voucher.delivered": marked("a voucher was brought to its guest"),
    "voucher.redeemed": marked("a voucher was used"),
    "voucher.used_again": marked("a voucher of paper was used twice"),
    "voucher.undone": marked("a use was taken back"),
    "voucher.voided": marked("a voucher was cancelled"),
    "voucher.issuer_told": marked("the issuer knows of it"),
    "voucher.issuer_refused": marked("the issuer did not take it"),
    "voucher.contacts_gone": marked("e-mails and phones on old vouchers were removed"),
    "away.noted": marked("holidays were noted"),
    "away.ended": marked("back from holidays"),
    "import.taken": marked("a file was brought in"),
    "history.begun": marked("you chose where to begin"),
    "listing.adopted": marked("a page of a shop came in"),
    "listing.joined": marked("two pages of one platform became one"),
    "review.joined": marked("two roads told of it: one review from now on"),
    "alert.sent": marked("you were told"),
    "alert.failed": marked("you could not be told"),
    "account.added": marked("an account was added"),
    "account.changed": marked("an account's settings were changed"),
    "account.removed": marked("an account was taken away"),
}


def happened(entry: DiaryEntry) -> str:
    """What happened, in words; the stable word itself where there are none. Strangers' names are data."""
    facts = entry.details
    if entry.what in ("listing.read", "import.taken"):
        said = _("{page}: {new} new, {changed} changed")
        page = _(_WORDS["import.taken"]) if entry.what == "import.taken" else facts.get("listing", "")
        return said.format(page=page, new=facts.get("new", 0), changed=facts.get("changed", 0))
    if entry.what == "reply.undone" and not entry.by:
        return _("an answer came back to you: {why}").format(why=facts.get("reason", ""))
    if entry.what == "voucher.delivered" and facts.get("certain") == "no":
        if only_made(facts):
            return _("for a voucher: {made}").format(made=made_words(facts))
        return _("a voucher was sent, not certain that it arrived")
    return _(_WORDS[entry.what]) if entry.what in _WORDS else entry.what


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
