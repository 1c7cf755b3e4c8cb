"""What happened with a voucher, in a line each."""

from collections.abc import Callable, Mapping
from datetime import date

from reviewdesk.api import _
from reviewdesk.engine.goodwill.brought import only_made
from reviewdesk.engine.goodwill.values import EventInfo

__all__ = ["channel_words", "event_words", "made_words"]


def event_words(event: EventInfo, in_words: Callable[[date], str]) -> str:
    """What, by whom, and the words that go with it, as they were typed."""
    details = event.details
    said = _what(event, in_words)
    made = event.what == "delivered" and only_made(details)
    more = [details[key] for key in ("place", "proof", "matter") if details.get(key)]
    if event.what != "prepared" and details.get("reason"):
        more.append(details["reason"])
    more += [details[key] for key in ("additional", "override") if details.get(key)]
    if details.get("certain") == "no" and not made:
        more.append(_("not certain that it arrived"))
    told = f"{said}: {', '.join(more)}" if more else said
    return f"{told} ({event.by})" if event.by else told


def _what(event: EventInfo, in_words: Callable[[date], str]) -> str:
    details = event.details
    channel = channel_words(details.get("channel", ""))
    day = _day(details.get("until") or details.get("on"), in_words)
    if event.what == "delivered" and details.get("certain") == "no":
        return made_words(details)
    words = {
        "prepared": _("prepared, the budget is held"),
        "read_grave": _("you read it: it is about nothing grave"),
        "issuing": _("the issuer was asked for it"),
        "issued": _("issued, till {day}"),
        "refused": _("the issuer refused it"),
        "unknown": _("not sure that it was made"),
        "not_issued": _("it had not been made"),
        "delivered": _("brought to the guest: {channel}"),
        "redeemed": _("used {day}"),
        "used_again": _("a card with this code came again, of {day}"),
        "undone": _("taken back: not used"),
        "voided": _("cancelled"),
        "issuer_told": _("the issuer knows of it"),
        "issuer_refused": _("the issuer did not take it"),
        "contacts_gone": _("e-mail and phone were removed"),
    }
    return words.get(event.what, event.what).format(day=day, channel=channel)


def _day(iso: str | None, in_words: Callable[[date], str]) -> str:
    try:
        return in_words(date.fromisoformat(iso or ""))
    except ValueError:
        return iso or ""


def made_words(details: Mapping[str, str]) -> str:
    """What was made, or sent without its being certain, of an event that tells no more."""
    channel = details.get("channel", "")
    if not only_made(details):
        return _("sent: {channel}").format(channel=channel_words(channel))
    return {
        "card": _("card made"),
        "picture": _("picture made"),
        "email": _("mail written, not sent"),
        "text": _("text copied"),
    }.get(channel, channel)


def channel_words(name: str) -> str:
    """A private way, in a word or two."""
    return {
        "card": _("card"),
        "picture": _("picture"),
        "email": _("e-mail"),
        "text": _("text"),
        "message": _("message"),
        "hand": _("by hand"),
        "-": _("not brought yet"),
        "made": _("made, not handed over"),
        "unsure": _("not sure it arrived"),
    }.get(name, name)
