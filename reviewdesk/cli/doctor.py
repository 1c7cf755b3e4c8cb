"""`doctor`: looks for trouble."""

import typer

from reviewdesk.api import _, ngettext
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line

__all__ = ["doctor"]


def doctor(ctx: typer.Context, *, as_json: Json = False) -> None:
    """Look at home, database, plugins, accounts, rows set aside, clock and terminal; say what to do."""
    with desk_of(ctx) as desk:
        points = desk.doctor.look()
    words = {True: _("good"), False: _("TROUBLE"), None: _("look")}
    if as_json:
        say_json(
            [{"area": each.area, "ok": each.ok, "what": each.what, "do": each.do or None} for each in points]
        )
    else:
        for each in points:
            say(f"{words[each.ok]}: {each.area}: {one_line(each.what)}")
            if each.do:
                say(f"    {one_line(each.do)}")
    bad = sum(each.ok is False for each in points)
    if bad:
        tell(
            ngettext(
                "error: {n} thing is in trouble. Do what stands below it.",
                "error: {n} things are in trouble. Do what stands below each.",
                bad,
            ).format(n=bad)
        )
        raise typer.Exit(1)
