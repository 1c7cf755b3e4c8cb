"""`web`: the desk in a browser on this machine, or behind a proxy that signs people in."""

import contextlib
import sys
from typing import Annotated
from urllib.parse import urlsplit

import typer

from reviewdesk.api import DeskError, _
from reviewdesk.cli.printing import say
from reviewdesk.cli.session import Session, session_of

__all__ = ["web"]

_HERE = ("127.0.0.1", "localhost", "::1")


def web(
    ctx: typer.Context,
    *,
    host: Annotated[str, typer.Option(metavar="HOST", help=_("Where it listens."))] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="N", help=_("Its port; 0: any free one."))
    ] = 0,
    public_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help=_("Where browsers find it, behind a proxy: https://...")),
    ] = None,
    behind_proxy: Annotated[
        bool,
        typer.Option("--behind-proxy", help=_("A proxy stands before it and lets in only who signed in.")),
    ] = False,
    open_browser: Annotated[bool, typer.Option("--open", help=_("Open it in the browser at once."))] = False,
) -> None:
    """The desk in a browser. Prints an address that works once; runs until it is stopped (Ctrl-C)."""
    _refuse_strangers(host, public_url, behind_proxy=behind_proxy)
    origin = _origin(public_url)
    session = session_of(ctx)
    home = session.place()
    home.make()
    from reviewdesk.web.server import DeskServer, place_at, serve

    server = DeskServer(_command(session), place_at(host, port), origin, light=home.config.theme == "light")

    def told(address: str) -> None:
        say(_("The desk is open at {address}").format(address=address))
        say(_("The address works once, in one browser. Ctrl-C ends it."))
        if sys.stdin.isatty():
            say(_("Press Enter for another address."))
        sys.stdout.flush()
        if open_browser:
            from reviewdesk.engine.outgoing.clipboard import open_page

            open_page(address)

    with contextlib.suppress(KeyboardInterrupt):
        serve(server, told, _wait_for_enter if sys.stdin.isatty() else None)


def _refuse_strangers(host: str, public_url: str | None, *, behind_proxy: bool) -> None:
    """A desk that others can reach has somebody before it who asks for their names."""
    if (host in _HERE and public_url is None) or behind_proxy:
        return
    raise DeskError(
        _("Other people could reach the desk there, and whoever comes in may answer in your name."),
        _("Put a proxy with a sign-in before it and say so with --behind-proxy, or leave --host out."),
    )


def _origin(public_url: str | None) -> str | None:
    if public_url is None:
        return None
    parts = urlsplit(public_url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query:
        raise DeskError(
            _("{url} is no address of a site.").format(url=public_url),
            _("Give it like https://desk.example.com, without a path."),
        )
    return f"{parts.scheme}://{parts.netloc}"


def _command(session: Session) -> list[str]:
    words = [sys.executable, "-m", "reviewdesk"]
    for option, value in (("--home", session.home), ("--db", session.db), ("--as", session.person)):
        if value:
            words += [option, value]
    return words


def _wait_for_enter() -> None:
    if not sys.stdin.readline():
        # Input ended: nobody will press Enter any more.
        import threading

        threading.Event().wait()
