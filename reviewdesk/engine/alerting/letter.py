"""The summary as a mail: plain text, and the same as simple HTML. Nothing of a guest's is markup."""

from collections.abc import Iterator
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from html import escape
from zoneinfo import ZoneInfo

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.engine.alerting.message import Item
from reviewdesk.engine.alerting.summary import Summary
from reviewdesk.engine.config import Smtp

__all__ = ["as_html", "as_text", "letter", "subject_of"]

_WORDS = 300
_CSS = (
    "body{font:16px/1.5 sans-serif;max-width:40em;margin:1em auto;padding:0 1em}"
    "h2{font-size:1.1em;margin:1.5em 0 .3em}li{margin:0 0 .8em}q{color:#555}"
)


def subject_of(summary: Summary) -> str:
    """How many are new and how many wait."""
    new = ngettext("{n} new review", "{n} new reviews", summary.new).format(n=summary.new)
    waiting = ngettext("{n} waits", "{n} wait", summary.counts.waiting).format(n=summary.counts.waiting)
    late = ngettext("{n} late", "{n} late", summary.counts.late).format(n=summary.counts.late)
    return ", ".join([new, waiting, *([late] if summary.counts.late else [])])


def as_text(summary: Summary, zone: ZoneInfo) -> str:
    return "\n".join(_lines(summary, zone)) + "\n"


def _lines(summary: Summary, zone: ZoneInfo) -> Iterator[str]:
    yield subject_of(summary)
    yield _times(summary, zone)
    for part in summary.parts:
        yield ""
        yield part.heading.upper()
        for item in part.items:
            yield f"- {item.headline}"
            yield from (f"  {line}" for line in (item.said(_WORDS), item.url) if line)
        if part.total > len(part.items):
            yield "  " + _more(part.total - len(part.items))
    yield ""
    yield (
        _("Answer on the page of the platform, or at the desk.")
        if summary.parts
        else _("Nothing waits for you.")
    )


def as_html(summary: Summary, zone: ZoneInfo) -> str:
    head = f'<meta charset="utf-8"><title>{escape(subject_of(summary))}</title><style>{_CSS}</style>'
    body = [f"<h1>{escape(subject_of(summary))}</h1>", f"<p>{escape(_times(summary, zone))}</p>"]
    for part in summary.parts:
        body.append(f"<h2>{escape(part.heading)}</h2><ul>")
        body += [_item(item) for item in part.items]
        if part.total > len(part.items):
            body.append(f"<li>{escape(_more(part.total - len(part.items)))}</li>")
        body.append("</ul>")
    if not summary.parts:
        body.append(f"<p>{escape(_('Nothing waits for you.'))}</p>")
    return f"<!doctype html><html><head>{head}</head><body>{''.join(body)}</body></html>\n"


def _item(item: Item) -> str:
    said = f"<br><q>{escape(item.said(_WORDS))}</q>" if item.said(_WORDS) else ""
    link = f'<br><a href="{escape(item.url)}">{escape(_("answer there"))}</a>' if item.url else ""
    return f"<li>{escape(item.headline)}{said}{link}</li>"


def _more(left: int) -> str:
    return ngettext("and {n} more", "and {n} more", left).format(n=left)


def _times(summary: Summary, zone: ZoneInfo) -> str:
    since, until = (_local(each, zone) for each in (summary.since, summary.until))
    return _("From {since} to {until}.").format(since=since, until=until)


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def letter(subject: str, text: str, html: str | None, settings: Smtp, now: datetime) -> EmailMessage:
    """The mail. Raises DeskError where an address of the settings is none."""
    to = [address(each) for each in settings.to]
    sender = (
        address(settings.sender)
        if settings.sender
        else to[0]
        if to
        else Address("reviewdesk", "reviewdesk", "localhost")
    )
    mail = EmailMessage()
    mail["Subject"] = f"reviewdesk: {subject}"
    mail["From"] = sender
    mail["To"] = to or [sender]
    mail["Date"] = format_datetime(now)
    # Not this machine's name: that is nobody's business.
    mail["Message-ID"] = make_msgid(domain=sender.domain)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    if html is not None:
        mail.add_alternative(html, subtype="html")
    return mail


def address(text: str) -> Address:
    """mario@example.com, or Mario <mario@example.com>."""
    name, bracket, rest = text.partition("<")
    spec = rest.rstrip().removesuffix(">") if bracket else text
    try:
        made = Address(display_name=name.strip().strip('"') if bracket else "", addr_spec=spec.strip())
    except Exception:  # noqa: BLE001 - the library raises whatever its parser stumbles over
        made = Address()
    if not made.username or not made.domain:
        raise DeskError(
            _("{text} is no mail address.").format(text=text), _("Mend it under [smtp] in the settings.")
        )
    return made
