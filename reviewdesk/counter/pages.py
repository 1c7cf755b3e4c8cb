"""The counter's pages: plain HTML that works without a script, everything escaped where it is put in."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from reviewdesk.api import _
from reviewdesk.counter.setup import Seat
from reviewdesk.counter.till import Answer, Verdict
from reviewdesk.counter.words import (
    clock_time,
    day_words,
    heading,
    hint,
    language_tag,
    sentence,
    wait_words,
)
from reviewdesk.engine.bench import zone_of
from reviewdesk.engine.goodwill.values import VoucherInfo

__all__ = ["STYLE", "Page", "code_page", "look_page", "message_page", "pin_page", "today_page", "undo_page"]

STYLE = "/counter.css"
_TAIL = 4
_SIGNS = {
    Verdict.VALID: ("ask", ""),
    Verdict.USED: ("good", "✓"),
    Verdict.BACK: ("ask", "↩"),
    Verdict.MISTYPED: ("ask", "?"),
    Verdict.SEVERAL: ("ask", "?"),
}
_STOP = ("bad", "✕")


class Page:
    """For one session: its word stands in every form."""

    def __init__(self, seat: Seat, word: str) -> None:
        self.seat = seat
        self.word = word

    def form(self, action: str, inside: str, kind: str = "") -> str:
        return (
            f'<form method="post" action="{escape(action)}"{_class(kind)}>'
            f'<input type="hidden" name="word" value="{escape(self.word)}">{inside}</form>'
        )

    def whole(self, title: str, body: str) -> str:
        foot = (
            f'<nav aria-label="{escape(_("Counter"))}"><a href="/">{escape(_("Next code"))}</a>'
            f'<a href="/today">{escape(_("Used today"))}</a>'
            + self.form("/leave", f'<button class="plain">{escape(_("Lock"))}</button>')
            + "</nav>"
        )
        return _document(title, f'<p class="shop" dir="auto">{escape(self.seat.shop.name)}</p>{body}', foot)

    def local(self, moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone_of(self.seat.shop.zone)) if moment else None


def pin_page(*, wrong: bool = False, wait: float = 0.0, once_more: bool = False) -> str:
    """All that a stranger sees, whatever address he opened.

    `once_more`: opened from a camera or another page the browser keeps the cookie back (SameSite=Strict); a
    reload from this very page brings it.
    """
    told = wait_words(wait) if wait else _("This PIN is not the one.") if wrong else ""
    body = (
        f"<h1>{escape(_('Counter'))}</h1>{_alert(told)}"
        f'<form method="post" action=""><label for="pin">{escape(_("PIN of your shop"))}</label>'
        '<input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" maxlength="24"'
        f" required autofocus><button>{escape(_('Open'))}</button></form>"
        f'<p class="hint">{escape(_("Without the PIN: give it, keep the card, write day and initials."))}</p>'
    )
    return _document(_("Counter"), body, refresh=once_more)


def code_page(page: Page, told: str = "") -> str:
    field = (
        f'<label for="code">{escape(_("Code, or its last four signs"))}</label>'
        '<input id="code" name="code" autocapitalize="characters" autocomplete="off" autocorrect="off"'
        ' spellcheck="false" enterkeyhint="go" maxlength="300" required autofocus>'
        f"<button>{escape(_('Look'))}</button>"
    )
    return page.whole(_("Counter"), f"<h1>{escape(_('Code'))}</h1>{_alert(told)}{page.form('/look', field)}")


def look_page(page: Page, answer: Answer, form: str = "") -> str:
    """What a code is, or what became of it; `form` where it can be used now, by one Enter."""
    kind, sign = _SIGNS.get(answer.verdict, _STOP)
    one = answer.voucher
    said = sentence(answer, page.local(one.redeemed_at) if one else None)
    drawn = f'<p class="sign" aria-hidden="true">{sign}</p>' if sign else ""
    body = (
        f'<section class="verdict {kind}" role="status">{drawn}'
        f"<h1>{escape(heading(answer))}</h1><p>{escape(said)}</p></section>"
    )
    if one is not None:
        body += _facts(one)
    if answer.verdict is Verdict.VALID and one is not None:
        hidden = _hidden("code", one.code or "") + _hidden("form", form)
        button = f'<button class="give" autofocus>{escape(_("Give it and note it as used"))}</button>'
        body += page.form("/redeem", hidden + button)
    if told := hint(answer):
        body += f'<p class="hint">{escape(told)}</p>'
    if answer.here and one is not None:
        body += f'<p><a href="/undo/{escape(one.pub)}">{escape(_("Take it back"))}</a></p>'
    if answer.verdict is not Verdict.VALID:
        body += f'<p><a class="button" href="/" autofocus>{escape(_("Next code"))}</a></p>'
    return page.whole(heading(answer), body)


def _facts(one: VoucherInfo) -> str:
    offer = one.offer.offer
    where = ", ".join(offer.places) or _("in all our shops")
    rows = [(_("Where"), where), (_("Code"), one.code or "")]
    if one.expires_on:
        rows.insert(0, (_("Valid until"), day_words(one.expires_on)))
    listed = "".join(f'<dt>{escape(name)}</dt><dd dir="auto">{escape(value)}</dd>' for name, value in rows)
    small = f'<p class="small" dir="auto">{escape(offer.small_print)}</p>' if offer.small_print else ""
    return f'<h2 dir="auto">{escape(offer.title)}</h2>{small}<dl>{listed}</dl>'


def today_page(page: Page, used: Sequence[VoucherInfo]) -> str:
    rows = "".join(_row(page, one) for one in used)
    listed = f'<ul class="today">{rows}</ul>' if used else f"<p>{escape(_('Nothing yet.'))}</p>"
    return page.whole(_("Used today"), f"<h1>{escape(_('Used here today'))}</h1>{listed}")


def _row(page: Page, one: VoucherInfo) -> str:
    at = page.local(one.redeemed_at)
    tail = (one.code or "").replace("-", "")[-_TAIL:]
    back = _("Take back {code}").format(code=tail)
    title = one.offer.offer.title
    return (
        f'<li><span>{escape(clock_time(at) if at else "")}</span> <span dir="auto">{escape(title)}</span>'
        f' <code>…{escape(tail)}</code> <a href="/undo/{escape(one.pub)}" aria-label="{escape(back)}">'
        f"{escape(_('Take it back'))}</a></li>"
    )


def undo_page(page: Page, one: VoucherInfo, told: str = "") -> str:
    field = (
        f'<label for="reason">{escape(_("Why?"))}</label>'
        '<input id="reason" name="reason" autocomplete="off" enterkeyhint="go" maxlength="200" required'
        " autofocus>"
        f"<button>{escape(_('Take it back'))}</button>"
    )
    action = f"/undo/{one.pub}"
    body = f"<h1>{escape(_('Take it back'))}</h1>{_alert(told)}{_facts(one)}{page.form(action, field)}"
    return page.whole(_("Take it back"), body)


def message_page(title: str, words: str) -> str:
    """For whoever it may be: nothing of the shop stands on it."""
    back = f'<p><a class="button" href="/">{escape(_("Back"))}</a></p>'
    return _document(title, f"<h1>{escape(title)}</h1><p>{escape(words)}</p>{back}")


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _alert(told: str) -> str:
    return f'<p class="told" role="alert">{escape(told)}</p>' if told else ""


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _document(title: str, body: str, foot: str = "", *, refresh: bool = False) -> str:
    again = '<meta http-equiv="refresh" content="0; url=?here">' if refresh else ""
    return (
        f'<!doctype html><html lang="{language_tag()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark">{again}<title>{escape(title)}</title>'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{STYLE}"></head>'
        f"<body><main>{body}</main>{foot}</body></html>\n"
    )
