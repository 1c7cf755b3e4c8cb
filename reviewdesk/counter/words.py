"""What the counter says: short, in the shop's language, with days as people write them."""

from datetime import date, datetime

from reviewdesk.api import _, ngettext, spoken
from reviewdesk.counter.till import Answer, Verdict
from reviewdesk.engine.goodwill.values import VoucherInfo

__all__ = ["clock_time", "day_words", "heading", "hint", "language_tag", "sentence", "wait_words"]

_LOCALES = {"sr": "sr_Cyrl"}


def language_tag() -> str:
    """BCP 47, for the page's `lang`."""
    return spoken().replace("_", "-")


def day_words(day: date) -> str:
    from babel.dates import format_date

    return format_date(day, format="long", locale=_LOCALES.get(spoken(), spoken()))


def clock_time(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def heading(answer: Answer) -> str:
    """The word beside the colour."""
    return {
        Verdict.VALID: _("Valid"),
        Verdict.USED: _("Give it"),
        Verdict.AGAIN: _("Already used"),
        Verdict.ENDED: _("Ended"),
        Verdict.ELSEWHERE: _("For another shop"),
        Verdict.VOIDED: _("Cancelled"),
        Verdict.NOT_YET: _("Not given out yet"),
        Verdict.MISTYPED: _("Type it again"),
        Verdict.NOT_OURS: _("Not one of ours"),
        Verdict.SEVERAL: _("Type the whole code"),
        Verdict.BACK: _("Taken back"),
    }[answer.verdict]


def sentence(answer: Answer, used_at: datetime | None = None) -> str:
    """What is behind the heading; `used_at` by the shop's clock."""
    one = answer.voucher
    if one is None:
        return answer.words
    if answer.verdict is Verdict.VALID:
        return _("Not used yet.")
    if answer.verdict is Verdict.ELSEWHERE:
        return _("Ours, but for {places}.").format(places=", ".join(one.offer.offer.places))
    if answer.verdict is Verdict.ENDED and one.expires_on:
        return _("It ended on {day}.").format(day=day_words(one.expires_on))
    return _used_before(answer, one, used_at) or answer.words


def _used_before(answer: Answer, one: VoucherInfo, used_at: datetime | None) -> str:
    if answer.verdict is not Verdict.AGAIN or one.redeemed_on is None:
        return ""
    if answer.here and used_at:
        return _("It was used here today, at {time}.").format(time=clock_time(used_at))
    place = one.redeemed_place or "-"
    return _("It was used on {day}: {place}.").format(day=day_words(one.redeemed_on), place=place)


def hint(answer: Answer) -> str:
    """What who stands at the counter may do all the same: the card's own words to staff."""
    if answer.verdict in (Verdict.AGAIN, Verdict.ENDED, Verdict.ELSEWHERE, Verdict.NOT_YET):
        return _("In doubt, give it. Keep the card, write day and initials on it.")
    if answer.verdict.guess:
        return _("In doubt, give it, keep the card and type it in later.")
    return ""


def wait_words(seconds: float) -> str:
    minutes = max(1, round(seconds / 60 + 0.5))
    return ngettext(
        "Too many were wrong. Try again in {n} minute.",
        "Too many were wrong. Try again in {n} minutes.",
        minutes,
    ).format(n=minutes)
