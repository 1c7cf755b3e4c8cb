"""`plugins`: what is installed, and how it fares."""

import typer

from reviewdesk.api import _
from reviewdesk.cli.columns import table
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.engine.plugs.plugin_words import status_words

__all__ = ["plugins"]


def plugins(ctx: typer.Context, *, as_json: Json = False) -> None:
    """What is installed, and how it fares."""
    with desk_of(ctx) as desk:
        records = desk.plugins.records()
    if as_json:
        say_json(
            [
                {
                    "name": each.name,
                    "title": each.title,
                    "version": each.version,
                    "status": str(each.status),
                    "problem": each.problem or None,
                    "hooks": list(each.hooks),
                    "wraps": list(each.wraps),
                }
                for each in records
            ]
        )
        return
    rows = [(each.name, one_line(each.title), each.version, status_words(each.status)) for each in records]
    for line in table(rows, (_("plugin"), _("title"), _("version"), _("state"))) if rows else [_("None.")]:
        say(line)
    for each in records:
        if each.wraps:
            hooks = ", ".join(each.wraps)
            say(_("{name} stands around what other plugins do: {hooks}.").format(name=each.name, hooks=hooks))
    for each in records:
        if each.problem:
            tell(f"{each.name}: {one_line(each.problem)}")
