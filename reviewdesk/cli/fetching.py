"""`fetch`: new and changed reviews."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reviewdesk.api import _, ngettext
from reviewdesk.cli.listings import say_twin_pages
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line

if TYPE_CHECKING:
    from reviewdesk.engine.fetching import FetchProgress, FetchReport

__all__ = ["counts_line", "fetch", "interruptible", "progress_line", "report_place"]


def fetch(
    ctx: typer.Context,
    *,
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help=_("Only these accounts."))] = None,
    full: Annotated[
        bool, typer.Option("--full", help=_("Walk through everything, not only what is new."))
    ] = False,
    as_json: Json = False,
) -> None:
    """Get new and changed reviews."""
    with desk_of(ctx) as desk, interruptible() as cancel, progress_line() as told:

        def progress(step: "FetchProgress") -> None:
            of = f"/{step.total}" if step.total else ""
            told(f"{one_line(step.listing)}: {step.seen}{of}")

        reports = desk.fetching.fetch(names or (), full=full, progress=progress, cancel=cancel)
        desk.finish_chores()
        pages = desk.listings.twin_pages()
        bells = len(desk.bells())
    if as_json:
        say_json([_json(report) for report in reports])
    else:
        _say(reports, bells)
    for report in reports:
        if report.problem:
            said = f"{report_place(report)}: {one_line(report.problem)} {one_line(report.todo or '')}"
            tell(f"error: {said}".rstrip())
    say_twin_pages(pages)
    if any(report.problem for report in reports):
        raise typer.Exit(1)


def _say(reports: "list[FetchReport]", bells: int) -> None:
    for report in reports:
        if report.problem and not report.listing:
            continue
        line = counts_line(report.taken.new, report.taken.changed, report.removed, report.taken.aside)
        say(f"{report_place(report)}: {line}")
    if bells:
        said = ngettext(
            "{n} mail tells of something new: `reviewdesk bells`.",
            "{n} mails tell of something new: `reviewdesk bells`.",
            bells,
        )
        say(said.format(n=bells))
    elif not reports:
        say(_("Nothing to fetch: no account here reads by an API. `reviewdesk import` takes in files."))


def report_place(report: "FetchReport") -> str:
    """Which page of which account: a shop is mostly called the same on each platform."""
    return one_line(", ".join(part for part in (report.account, report.listing) if part))


def counts_line(new: int, changed: int, removed: int, aside: int) -> str:
    return _("{new} new, {changed} changed, {removed} removed, {aside} set aside").format(
        new=new, changed=changed, removed=removed, aside=aside
    )


def _json(report: "FetchReport") -> dict[str, Any]:
    taken = report.taken
    return {
        "account": report.account,
        "listing": report.listing,
        "new": taken.new,
        "changed": taken.changed,
        "known": taken.known,
        "joined": taken.joined,
        "removed": report.removed,
        "aside": taken.aside,
        "complete": report.complete,
        "problem": report.problem or None,
        "todo": report.todo or None,
    }


@contextmanager
def interruptible() -> "Iterator[threading.Event]":
    """An event that is set when the owner stops the work: what was stored stays, the rest comes next time."""
    cancel = threading.Event()
    try:
        yield cancel
    except KeyboardInterrupt:
        cancel.set()
        raise


@contextmanager
def progress_line() -> "Iterator[Any]":
    """A line on stderr that is written over; nothing where no terminal is."""
    if not sys.stderr.isatty():
        yield lambda _text: None
        return

    def told(text: str) -> None:
        sys.stderr.write(f"\r\x1b[K{text[:70]}")
        sys.stderr.flush()

    try:
        yield told
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
