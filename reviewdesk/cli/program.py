"""The program: global options, and commands that are imported only when they run."""

import importlib
import inspect
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from reviewdesk.api import _
from reviewdesk.cli.catalogue import CATALOGUE
from reviewdesk.cli.click_words import teach
from reviewdesk.cli.session import Session

__all__ = ["program"]


class Commands(TyperGroup):
    """The catalogue as a group: a command's module is imported when the command is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's signature
        return list(CATALOGUE)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - click's signature
        entry = CATALOGUE.get(cmd_name)
        if entry is None:
            return None
        found = getattr(importlib.import_module(entry.module), entry.attribute)
        command = typer.main.get_command(found if isinstance(found, typer.Typer) else _alone(found, cmd_name))
        command.name = cmd_name
        for each in (command, *getattr(command, "commands", {}).values()):
            each.help = each.help and _(each.help)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - click's signature
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(entry.short)) for name, entry in CATALOGUE.items()])


def _alone(function: Any, name: str) -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(name, help=_(inspect.cleandoc(function.__doc__ or "")))(function)
    return app


def _version(wanted: bool) -> None:  # noqa: FBT001 - a typer callback
    if wanted:
        from reviewdesk.cli.printing import say
        from reviewdesk.cli.version import version_line

        say(version_line())
        raise typer.Exit


def start(
    ctx: typer.Context,
    *,
    home: Annotated[
        str | None, typer.Option(metavar="DIR", help=_("The desk's folder (or REVIEWDESK_HOME)."))
    ] = None,
    db: Annotated[str | None, typer.Option(metavar="URL", help=_("Its database (or REVIEWDESK_DB)."))] = None,
    person: Annotated[str | None, typer.Option("--as", metavar="NAME", help=_("Who works here now."))] = None,
    debug: Annotated[bool, typer.Option("--debug", help=_("Show where an error comes from."))] = False,
    _show_version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=_("Say which version this is.")),
    ] = False,
) -> None:
    """The desk at which you answer every review personally. Without a command it opens the desk."""
    ctx.obj = Session(home=home, db=db, person=person, debug=debug)
    if ctx.invoked_subcommand is None:
        raise typer.Exit(ctx.obj.open_screen())


def program() -> Any:
    """The click command behind `reviewdesk`."""
    app = typer.Typer(
        name="reviewdesk",
        cls=Commands,
        invoke_without_command=True,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(help=_(start.__doc__ or ""))(start)
    return typer.main.get_command(app)


def call(words: Sequence[str]) -> int:
    """Run the program with these words; errors come out as they are."""
    teach()
    code = program().main(list(words), prog_name="reviewdesk", standalone_mode=False)
    return code if isinstance(code, int) else 0
