"""`paste`: words copied off a platform's page."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.cli.asking import ask, terminal_there
from reviewdesk.cli.importing import report_json, say_report
from reviewdesk.cli.naming import guest
from reviewdesk.cli.options import Json, text_from
from reviewdesk.cli.printing import ascii_only, say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.cli.stars import stars
from reviewdesk.engine.incoming.field_words import field_words

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.incoming.imports_values import ImportReport
    from reviewdesk.engine.incoming.paste_values import PastedRow, PasteLook

__all__ = ["paste"]

LACKING = 4
_WORDS_SHOWN = 50

Answers = dict[int, dict[str, str]]


def paste(
    ctx: typer.Context,
    *,
    mark: Annotated[
        str | None, typer.Argument(metavar="-", help=_("A minus sign: read the text from the input."))
    ] = None,
    as_listing: Annotated[
        str | None,
        typer.Option("--as-listing", metavar="NAME", help=_("The page they were copied from.")),
    ] = None,
    platform: Annotated[
        str | None, typer.Option("--platform", metavar="P", help=_("The platform they were copied from."))
    ] = None,
    as_json: Json = False,
) -> None:
    """Take in reviews copied off a platform's page. Pasting them twice changes nothing.

    What is missing is asked for; without a terminal exit code 4 says what.
    """
    if mark not in (None, "-"):
        raise typer.BadParameter(_("The text comes through the input: reviewdesk paste - < FILE"))
    asks = terminal_there() and mark is None
    text = _typed() if asks else text_from(None, None, "-" if mark is None else mark) or ""
    with desk_of(ctx) as desk:
        look = desk.pasting.look(text, platform, as_listing)
        if asks:
            look = _sure_whose(desk, look, text, as_listing)
        if not as_json:
            _show(look)
        if look.open and not asks:
            if as_json:
                say_json(_look_json(look))
            _tell_lacking(look)
            raise typer.Exit(LACKING)
        report = _taken(desk, look)
        desk.finish_chores()
    if as_json:
        say_json(report_json(report))
    else:
        say_report(report)


def _typed() -> str:
    """What is pasted at the terminal, until a point alone under an empty line, or Ctrl-D."""
    tell(_("Paste the text here. End it with an empty line and a point, or with Ctrl-D."))
    lines: list[str] = []
    for line in sys.stdin:
        if line.strip() == "." and lines and not lines[-1].strip():
            break
        lines.append(line)
    return "".join(lines)


def _sure_whose(desk: "Desk", look: "PasteLook", text: str, as_listing: str | None) -> "PasteLook":
    """Ask for the platform and the page until both are known."""
    if look.tie:
        names = ", ".join(look.tie)
        look = desk.pasting.look(
            text, _answer(_("Which platform is it from: {names}?").format(names=names)), as_listing
        )
    if look.listing is None:
        for page in look.listings:
            tell(f"  {one_line(page.title)} ({one_line(page.external_id)})")
        look = desk.pasting.look(text, look.platform, _answer(_("Which page of yours is it from?")))
    return look


def _answer(question: str) -> str:
    typed = ask(question)
    if not typed:
        raise DeskError(_("Nothing was answered."), _("Nothing was taken."))
    return typed


def _taken(desk: "Desk", look: "PasteLook") -> "ImportReport":
    """Ask for what is missing, each thing until it is understood."""
    answers: Answers = {}
    for place, row in enumerate(look.rows):
        answers[place] = {field: _understood(desk, look, place, field) for field in row.missing}
    return desk.pasting.take(look, answers)


def _understood(desk: "Desk", look: "PasteLook", place: int, field: str) -> str:
    while True:
        typed = _answer(_question(field, look.rows[place]))
        try:
            desk.pasting.check(look, place, field, typed)
        except DeskError as error:
            tell(f"{error.what} {error.do}")
        else:
            return typed


def _question(field: str, row: "PastedRow") -> str:
    asked = {
        "author": _("Who wrote it? (- to keep it as it is)"),
        "rating": _("How many stars? (- for none)"),
        "created_at": _("On which day? (as 2026-11-24, or the month as 2026-11)"),
        "text": _("The whole text? (- to keep it as it is)"),
        "reply": _("Your answer under it? (- where there is no more than was copied)"),
    }
    other = _("What is the {field}? (- to keep it as it is)").format(field=field)
    return f"{_line(row)}: {asked.get(field, other)}"


# --- what was understood ------------------------------------------------------------------------------


def _show(look: "PasteLook") -> None:
    if look.tie:
        return
    page = one_line(look.listing.title) if look.listing else "?"
    count = len(look.rows)
    said = ngettext(
        "{title}, {page}: {n} review understood", "{title}, {page}: {n} reviews understood", count
    )
    say(said.format(title=look.title, page=page, n=count))
    for row in look.rows:
        say(f"  {_line(row)}")
    for piece in look.skipped:
        tell(
            "  "
            + _("not understood: {reason}").format(reason=one_line(piece.reason))
            + (f" ({one_line(piece.raw)[:_WORDS_SHOWN]})" if piece.raw else "")
        )


def _line(row: "PastedRow") -> str:
    """Name, stars, day, words, answered: a question mark where it is not told."""
    review = row.review
    lacks = row.missing
    name = one_line(review.author or "")
    name = f"{name}?" if "author" in lacks else guest(review.author)
    lit = "?" if "rating" in lacks else stars(review.rating, plain=ascii_only())
    day = "?" if "created_at" in lacks else _day(row)
    words = one_line(review.text or review.title or "-")[:_WORDS_SHOWN]
    parts = [name, lit, day, words]
    if review.reply:
        parts.append(_("answered"))
    if row.known:
        parts.append(_("known as {id}").format(id=row.known))
    return " · ".join(parts)


def _day(row: "PastedRow") -> str:
    told = row.review.created_at.isoformat()[:10]
    return told[:7] if row.review.precision == "month" else told


def _tell_lacking(look: "PasteLook") -> None:
    """One sentence for each thing that has to be said before it can be taken."""
    tell(_("Nothing was taken: something is missing."))
    if look.tie:
        tell("  " + _("Say which platform with --platform: {names}.").format(names=", ".join(look.tie)))
    elif look.listing is None:
        titles = ", ".join(one_line(page.title) for page in look.listings)
        tell("  " + _("Say which page with --as-listing. Known are: {titles}.").format(titles=titles or "-"))
    for row in look.rows:
        if row.missing:
            tell(f"  {_line(row)}: {', '.join(map(field_words, row.missing))}")
    if any(row.missing for row in look.rows):
        tell("  " + _("Paste it at a terminal, where you are asked, or copy it whole."))


def _look_json(look: "PasteLook") -> dict[str, Any]:
    return {
        "platform": look.platform or None,
        "platforms": list(look.tie),
        "listing": look.listing.title if look.listing else None,
        "listings": [page.title for page in look.listings],
        "rows": [
            {
                "author": row.review.author,
                "day": None if "created_at" in row.missing else _day(row),
                "text": row.review.text,
                "missing": list(row.missing),
                "known": row.known,
            }
            for row in look.rows
        ],
        "skipped": [{"reason": each.reason} for each in look.skipped],
    }
