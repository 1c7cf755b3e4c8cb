"""`demo`: the desk on a made-up shop."""

from typing import Annotated

import typer

from reviewdesk.api import _, speak
from reviewdesk.cli.printing import say, tell
from reviewdesk.cli.session import need_screen, session_of

__all__ = ["demo"]

_STEPS = "steps.json"
_FAST = 12.0
"""The sandbox's moderators take 20 seconds in place of 4 minutes: one sees them at work."""


def demo(
    ctx: typer.Context,
    *,
    fresh: Annotated[
        bool, typer.Option("--fresh", help=_("Begin anew, forgetting an earlier demo."))
    ] = False,
    headless: Annotated[
        bool, typer.Option("--headless", help=_("One full round by itself, without the screen."))
    ] = False,
) -> None:
    """The desk on a made-up shop, with nothing real in it: real plugins, real HTTP, a home of its own."""
    session = session_of(ctx)
    if headless:
        from reviewdesk.cli.demo_round import run_headless

        run_headless()
        return
    _on_screen(fresh=fresh, person=session.person)


def _on_screen(*, fresh: bool, person: str | None) -> None:
    need_screen()
    from reviewdesk.cli.demo_world import demo_folder, world_in

    folder, there = demo_folder(fresh=fresh)
    if there:
        say(_("The demo goes on in {path} (--fresh begins anew).").format(path=folder))
    else:
        say(_("The demo lives in {path} and touches nothing else.").format(path=folder))
    with world_in(folder, speed=_FAST) as world:
        for problem in world.problems:
            tell(problem)
        # A demo has settings of its own, its language among them.
        if world.home.config.language:
            speak(world.home.config.language)
        from reviewdesk.tui.app import run
        from reviewdesk.tui.demo import Demo

        code = run(world.home, person=person, demo=Demo(platforms=world.titles, kept=folder / _STEPS))
    if code:
        raise typer.Exit(code)
    say(
        _("The demo stays in {path}; `reviewdesk demo` goes on with it, --fresh begins anew.").format(
            path=folder
        )
    )
