"""`import`: files that an owner exported."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.cli.fetching import progress_line
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.engine.moments import day_of

if TYPE_CHECKING:
    from reviewdesk.engine.incoming.imports_values import ImportProgress, ImportReport

__all__ = ["import_", "report_json", "say_report"]

_REASONS_SHOWN = 20
_PAGES_SHOWN = 20


def import_(
    ctx: typer.Context,
    *,
    path: Annotated[Path, typer.Argument(metavar="PATH", help=_("A file, folder or zip."))],
    as_listing: Annotated[
        str | None,
        typer.Option("--as-listing", metavar="NAME", help=_("The page's name, where the file tells none.")),
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="F", help=_("Only this format, where several fit."))
    ] = None,
    platform: Annotated[
        str | None, typer.Option(metavar="P", help=_("The platform, where the file tells none."))
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD",
            help=_("What a column of a table is; remembered for the next one."),
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DAY", help=_("From which day on you answer; older ones are history.")),
    ] = None,
    words_only: Annotated[
        bool, typer.Option("--words-only", help=_("Stars without words need no answer."))
    ] = False,
    as_json: Json = False,
) -> None:
    """Take in a file you exported from a platform. Taking it in twice changes nothing."""
    with desk_of(ctx) as desk:
        day = day_of(since, desk.clock.now()) if since else None
        with progress_line() as told:

            def progress(step: "ImportProgress") -> None:
                told(f"{one_line(step.listing)}: {step.seen}")

            report = desk.imports.take(
                path,
                format=format_,
                as_listing=as_listing,
                platform=platform,
                mapping=_mapping(map_ or []),
                since=day,
                words_only=words_only,
                progress=progress,
            )
        desk.finish_chores()
    if as_json:
        say_json(report_json(report))
    else:
        say_report(report)


def _mapping(said: list[str]) -> dict[str, str]:
    """`COLUMN=FIELD` pairs; a column may hold an equals sign itself, a field never does."""
    pairs = {}
    for each in said:
        column, sign, field = each.rpartition("=")
        if not sign:
            raise DeskError(_("{said} is no COLUMN=FIELD.").format(said=each), _("E.g. --map Stars=rating."))
        pairs[column] = field
    return pairs


def say_report(report: "ImportReport") -> None:
    taken = report.taken
    rows = taken.new + taken.changed + taken.joined
    said = ngettext("{title}: {n} review taken", "{title}: {n} reviews taken", rows)
    parts = [
        _("{n} to answer").format(n=report.to_answer),
        _("{n} answered").format(n=report.answered),
    ]
    if report.not_answerable:
        scores = ngettext("{n} score without words", "{n} scores without words", report.not_answerable)
        parts.append(scores.format(n=report.not_answerable))
    say(said.format(title=one_line(report.title), n=rows) + f" ({', '.join(parts)})")
    for listing in report.listings[:_PAGES_SHOWN]:
        say(f"  {one_line(listing)}")
    if more := len(report.listings[_PAGES_SHOWN:]):
        say("  " + ngettext("and {n} more", "and {n} more", more).format(n=more))
    if report.unknown_replies and rows:
        say(
            ngettext(
                "{n} of them is perhaps answered already: the file does not tell, so it does not wait",
                "{n} of them are perhaps answered already: the file does not tell, so they do not wait",
                report.unknown_replies,
            ).format(n=report.unknown_replies)
        )
    say(
        _("{known} known already, {repeated} repeated in the file").format(
            known=taken.known, repeated=report.repeated
        )
    )
    if report.wordless:
        say(
            ngettext("{n} of them has stars only", "{n} of them have stars only", report.wordless).format(
                n=report.wordless
            )
        )
    if report.skipped:
        tell(
            ngettext("{n} row was not taken:", "{n} rows were not taken:", len(report.skipped)).format(
                n=len(report.skipped)
            )
        )
    for row in report.skipped[:_REASONS_SHOWN]:
        tell(f"  {one_line(row.place)}: {one_line(row.reason)}")
    if len(report.skipped) > _REASONS_SHOWN:
        tell("  " + _("... and more of the kind; `reviewdesk doctor` lists them."))


def report_json(report: "ImportReport") -> dict[str, Any]:
    taken = report.taken
    return {
        "title": report.title,
        "listings": list(report.listings),
        "new": taken.new,
        "changed": taken.changed,
        "known": taken.known,
        "joined": taken.joined,
        "aside": taken.aside,
        "to_answer": report.to_answer,
        "answered": report.answered,
        "not_answerable": report.not_answerable,
        "wordless": report.wordless,
        "unknown_replies": report.unknown_replies,
        "repeated": report.repeated,
        "skipped": [
            {"reason": row.reason, "external_id": row.external_id, "place": row.place or None}
            for row in report.skipped
        ],
    }
