"""`worker`: fetches and sends while the desk is closed; its `install` has the system start it."""

import threading
from typing import TYPE_CHECKING, Annotated

import typer

from reviewdesk.api import DeskError, _
from reviewdesk.cli.outbox_lines import waits_for_owner
from reviewdesk.cli.printing import say, tell
from reviewdesk.cli.sandbox import asked_to_stop
from reviewdesk.cli.session import desk_of, session_of
from reviewdesk.cli.worker_lines import Lines

if TYPE_CHECKING:
    from reviewdesk.engine.background.service_files import Service
    from reviewdesk.engine.background.service_texts import Program
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.outgoing.replies_values import Delivered

__all__ = ["app"]

DECIDE = 4
INTERRUPTED = 130

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    invoke_without_command=True,
    help=_("Fetches and sends while the desk is closed, until it is stopped (Ctrl-C)."),
)

_For = Annotated[
    str | None,
    typer.Option(
        "--for", metavar="SYSTEM", help=_("systemd, launchd or windows, instead of this machine's.")
    ),
]
_Replace = Annotated[
    bool, typer.Option("--replace", help=_("Also where another file of that name is there."))
]


@app.callback()
def worker(
    ctx: typer.Context,
    *,
    once: Annotated[bool, typer.Option("--once", help=_("One round only: for cron."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Each line is one JSON value."))] = False,
) -> None:
    """Fetches and sends while the desk is closed, until it is stopped (Ctrl-C)."""
    if ctx.invoked_subcommand is not None:
        return
    with asked_to_stop() as stop, desk_of(ctx) as desk:
        desk.worker.begin()
        lines = Lines(as_json=as_json, gone=stop.set)
        if once:
            _end(_one_round(desk, lines, stop), lines)
            return
        lines.started()
        desk.worker.start(lines)
        stop.wait()
        lines.stopped()


def _one_round(desk: "Desk", lines: Lines, stop: threading.Event) -> "Delivered | None":
    """Beside the main thread, so that a signal ends it at once also while a server hangs."""
    ended: list[Delivered | Exception] = []

    def run() -> None:
        try:
            ended.append(desk.worker.once(lines, stop))
        except Exception as error:  # noqa: BLE001 - raised again below
            ended.append(error)
        stop.set()

    threading.Thread(target=run, name="round", daemon=True).start()
    stop.wait()
    if not ended:
        lines.close()
        return None
    if isinstance(ended[0], Exception):
        raise ended[0]
    return ended[0]


def _end(done: "Delivered | None", lines: Lines) -> None:
    if done is None:
        raise typer.Exit(INTERRUPTED)
    if waits_for_owner(done):
        raise typer.Exit(DECIDE)
    if lines.problems:
        raise typer.Exit(1)


@app.command(name="install", help=_("Have the system start it at sign-in."))
def install(
    ctx: typer.Context,
    *,
    print_: Annotated[bool, typer.Option("--print", help=_("Only print what would be written."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only say what would be done."))] = False,
    replace: _Replace = False,
    system: _For = None,
) -> None:
    """Have the system start it at sign-in."""
    from reviewdesk.engine.background import service_files

    made = _service(ctx, system, or_systemd=print_)
    if print_:
        say(made.text.rstrip("\n"))
        return
    if dry_run:
        say(_("This would be written to {path}:").format(path=made.path))
        say(made.text.rstrip("\n"))
        return
    fresh = service_files.write(made, replace=replace)
    said = _("Written: {path}") if fresh else _("It stands there already, unchanged: {path}")
    say(said.format(path=made.path))
    _say_commands(_("Start it with:"), made.start)
    _say_commands(_("Stop it with:"), made.stop)
    say(_("Take it away with: {command}").format(command=_undo(ctx, system)))
    if made.kind == "systemd":
        say(_("To have it run while you are signed out too: loginctl enable-linger"))
    _warn_of_variables(ctx, made)


@app.command(name="uninstall", help=_("Take away what `install` wrote."))
def uninstall(
    ctx: typer.Context,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only say what would be done."))] = False,
    replace: _Replace = False,
    system: _For = None,
) -> None:
    """Take away what `install` wrote."""
    from reviewdesk.engine.background import service_files

    made = _service(ctx, system)
    if dry_run:
        there = made.there is not None
        said = _("This would be taken away: {path}") if there else _("There is nothing to take away: {path}")
        say(said.format(path=made.path))
        return
    if not service_files.remove(made, replace=replace):
        say(_("There is nothing to take away: {path}").format(path=made.path))
        return
    say(_("Taken away: {path}").format(path=made.path))
    _say_commands(_("If it was started, stop it with:"), made.stop)


def _undo(ctx: typer.Context, system: str | None) -> str:
    """The command that finds this very file again."""
    import shlex

    session = session_of(ctx)
    home = ["--home", session.home] if session.home else []
    return shlex.join(["reviewdesk", *home, "worker", "uninstall", *(["--for", system] if system else [])])


def _service(ctx: typer.Context, system: str | None, *, or_systemd: bool = False) -> "Service":
    from reviewdesk.engine.background import service_files
    from reviewdesk.engine.background.service_texts import cron_line

    program = _program(ctx)
    kind = system or service_files.kind_here()
    if kind is None and or_systemd:
        kind = "systemd"
    if kind is None:
        raise DeskError(
            _("There is no systemd here that could start it."),
            _("Put this line into `crontab -e`: {line}").format(line=cron_line(program)),
        )
    if kind not in service_files.SYSTEMS:
        raise typer.BadParameter(
            _("Give one of these: {choices}.").format(choices=", ".join(service_files.SYSTEMS))
        )
    return service_files.service(kind, program)


def _program(ctx: typer.Context) -> "Program":
    import os
    import sys

    from reviewdesk.engine.background.service_texts import Program
    from reviewdesk.store.place import customary

    session = session_of(ctx)
    home = session.place()
    return Program(
        python=sys.executable,
        home=str(home.path),
        customary=home.path == customary(),
        db=home.db_url if session.db or os.environ.get("REVIEWDESK_DB") else None,
    )


def _say_commands(heading: str, commands: tuple[str, ...]) -> None:
    say(heading)
    for command in commands:
        say(f"    {command}")


def _warn_of_variables(ctx: typer.Context, made: "Service") -> None:
    """What this terminal knows by its environment the system's own programs do not."""
    with desk_of(ctx) as desk:
        sources = [source for each in desk.accounts.list() for source in each.secrets.values()]
        config = desk.config
    sources += [*config.alerts.services, config.smtp.password, config.mail.imap_password]
    names = sorted({source.partition(":")[2].strip() for source in sources if source.startswith("env:")})
    if not names:
        return
    where = made.path.parent if made.kind != "systemd" else None
    tell(_("Its secrets in the environment are not seen there: {names}.").format(names=", ".join(names)))
    if where is None:
        tell(_("Put them into worker.env in the desk's folder, NAME=value a line, and chmod 600 it."))
    else:
        tell(_("Give them as keyring or file:PATH instead."))
