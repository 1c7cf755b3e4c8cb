"""How long ago, and which day, in few words."""

from datetime import date, datetime

from reviewdesk.api import _

__all__ = ["age", "day_heading", "local_time", "seconds_in_words"]

_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def age(moment: datetime | date, now: datetime) -> str:
    """`5 min`, `3 h`, `2 d`; a bare day is never counted in hours."""
    if not isinstance(moment, datetime):
        return _days((now.astimezone().date() - moment).days)
    seconds = max(0, int((now - moment).total_seconds()))
    if seconds < 60:
        return _("now")
    if seconds < 3600:
        return _("{n} min").format(n=seconds // 60)
    if seconds < 86400:
        return _("{n} h").format(n=seconds // 3600)
    return _days(seconds // 86400)


def _days(days: int) -> str:
    if days <= 0:
        return _("today")
    if days < 60:
        return _("{n} d").format(n=days)
    if days < 730:
        return _("{n} mo").format(n=days // 30)
    return _("{n} y").format(n=days // 365)


def day_heading(day: date, today: date) -> str:
    names = {0: _("Today"), 1: _("Yesterday")}
    plain = f"{_(_WEEKDAYS[day.weekday()])} {day.isoformat()}"
    named = names.get((today - day).days)
    return f"{named} · {plain}" if named else plain


def local_time(moment: datetime | date | None) -> str:
    """By this machine's clock, to the minute."""
    if moment is None:
        return "-"
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def seconds_in_words(seconds: float) -> str:
    whole = max(0, round(seconds))
    if whole < 120:
        return _("{n} s").format(n=whole)
    if whole < 7200:
        return _("{n} min").format(n=whole // 60)
    if whole < 172800:
        return _("{n} h").format(n=whole // 3600)
    return _("{n} d").format(n=whole // 86400)
