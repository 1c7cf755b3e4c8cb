"""`sandbox`: a platform's local stand-in."""

import shlex
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from reviewdesk.api import DeskError, _
from reviewdesk.cli.printing import say

if TYPE_CHECKING:
    from reviewdesk.api import RunningSandbox, Sandbox

__all__ = ["asked_to_stop", "sandbox"]


def sandbox(
    *,
    platform: Annotated[str, typer.Argument(metavar="PLATFORM", help=_("E.g. google."))],
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help=_("Its port; 0: any free one."))
    ] = 0,
    scenario: Annotated[str | None, typer.Option(metavar="S", help=_("The made-up world to play."))] = None,
    speed: Annotated[
        float, typer.Option(min=0.001, metavar="X", help=_("How much faster its moderators work."))
    ] = 1.0,
) -> None:
    """A platform's local stand-in, until it is stopped (Ctrl-C). Nothing in it is real."""
    played = _sandbox_of(platform)
    with asked_to_stop() as stop:
        running = played.start(port=port, scenario=scenario, speed=speed)
        try:
            _say_ready(platform, played, running)
            stop.wait()
        finally:
            running.stop()


def _sandbox_of(platform: str) -> "Sandbox":
    """Without a desk: a sandbox needs no home and no database."""
    from reviewdesk.engine.plugs.plugins import Plugins

    plugins = Plugins()
    plugins.card(platform)
    if not plugins.does(platform, "reviewdesk_sandbox"):
        raise DeskError(
            _("{name} has no sandbox.").format(name=platform),
            _("These have one: {names}.").format(names=", ".join(plugins.doing("reviewdesk_sandbox")) or "-"),
        )
    found: list[Sandbox] = plugins.caller("reviewdesk_sandbox", platform)()
    return found[0]


def _say_ready(platform: str, played: "Sandbox", running: "RunningSandbox") -> None:
    """READY first, alone on its line, for scripts; then what a person copies."""
    say(f"READY {running.url}")
    variables = {name: f"{platform}_{name}".upper() for name in running.secrets}
    for name, value in running.secrets.items():
        say(f"export {variables[name]}={shlex.quote(value)}")
    settings = " ".join(f"--set {name}={shlex.quote(value)}" for name, value in running.settings.items())
    secrets = " ".join(f"--secret {name}=env:{variable}" for name, variable in variables.items())
    say(f"reviewdesk account add {platform} main {settings} {secrets}".rstrip())
    say("# " + _("other worlds, with --scenario: {names}").format(names=", ".join(played.scenarios)))
    _flush()


def _flush() -> None:
    import sys

    sys.stdout.flush()


@contextmanager
def asked_to_stop() -> "Iterator[threading.Event]":
    """Ctrl-C, a plain `kill` and a window that is closed end it well; the handlers of before come back."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    signals = [signal.SIGINT, signal.SIGTERM]
    # nohup has it outlive its window.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signals.append(signal.SIGHUP)
    before = {each: signal.signal(each, lambda *_args: stop.set()) for each in signals}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
