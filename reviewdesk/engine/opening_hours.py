"""A shop's opening hours as people type them, kept in one form: Mo-Fr 10:00-22:00; Sa 12:00-23:00."""

import re

from reviewdesk.api import DeskError, _

__all__ = ["hours_of"]

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ALWAYS, _CLOSED = "24/7", "closed"
_RULE = re.compile(r"(?P<days>[a-z][a-z, -]*?)? ?(?P<times>[0-9][0-9:., -]*|closed)")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?")
_ROUND_THE_DASH = re.compile(" ?[-\u2010-\u2015] ?")


def hours_of(typed: str) -> str:
    """The hours in the form in which they are kept; an empty text takes them away."""
    plain = _ROUND_THE_DASH.sub("-", " ".join(typed.casefold().split()))
    if plain in ("", _ALWAYS):
        return plain
    try:
        return "; ".join(_rule(each.strip()) for each in plain.split(";"))
    except ValueError:
        said = _('"{typed}" are no opening hours: write them like Mo-Fr 10:00-22:00; Sa 12:00-23:00.')
        raise DeskError(said.format(typed=typed)) from None


def _rule(plain: str) -> str:
    found = _RULE.fullmatch(plain)
    if found is None or (found["times"] == _CLOSED and not found["days"]):
        raise ValueError(plain)
    days = ",".join(_days(each) for each in found["days"].split(",")) if found["days"] else ""
    times = found["times"]
    told = times if times == _CLOSED else ",".join(_span(each) for each in times.split(","))
    return f"{days} {told}".strip()


def _days(plain: str) -> str:
    first, dash, last = plain.strip().partition("-")
    return f"{_day(first)}-{_day(last)}" if dash else _day(first)


def _day(plain: str) -> str:
    """Any beginning of the day's name, from two letters on."""
    found = [each for each in _DAYS if len(plain) > 1 and each.startswith(plain)]
    if len(found) != 1:
        raise ValueError(plain)
    return found[0][:2].capitalize()


def _span(plain: str) -> str:
    """From one time to another; an earlier one is of the next day."""
    first, _dash, last = plain.strip().partition("-")
    start, end = _time(first), _time(last)
    if start in (end, "24:00"):
        raise ValueError(plain)
    return f"{start}-{end}"


def _time(plain: str) -> str:
    found = _TIME.fullmatch(plain)
    if found is None:
        raise ValueError(plain)
    hour, minute = int(found[1]), int(found[2] or 0)
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise ValueError(plain)
    return f"{hour:02}:{minute:02}"
