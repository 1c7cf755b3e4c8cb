"""`counter`: the page on which vouchers are used, for a phone or tablet in the shop."""

import contextlib
import shlex
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from reviewdesk.api import DeskError, _
from reviewdesk.cli.asking import ask_hidden
from reviewdesk.cli.printing import say, tell
from reviewdesk.cli.session import desk_of, session_of
from reviewdesk.cli.shown import one_line

if TYPE_CHECKING:
    from reviewdesk.counter.setup import Setup
    from reviewdesk.engine.desk import Desk

__all__ = ["app"]

_WHO = "counter"
_PORT = 8740

app = typer.Typer(rich_markup_mode=None, add_completion=False, invoke_without_command=True)


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where it listens, and under which names."""

    doors: list[socket.socket]
    origins: list[str]
    address: str
    """For cards; empty where no phone can reach it."""
    proxied: bool = False


@app.callback()
def serve(
    ctx: typer.Context,
    *,
    lan: Annotated[
        bool, typer.Option("--lan", help=_("On the shop's network too, so that phones reach it."))
    ] = False,
    host: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help=_("The same, by this address of this machine.")),
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help=_("Its port."))] = _PORT,
    public_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help=_("Where phones find it, behind a proxy or under a name.")),
    ] = None,
) -> None:
    """The page on which vouchers are used, for a phone or tablet. Runs until Ctrl-C."""
    if ctx.invoked_subcommand is not None:
        return
    session = session_of(ctx)
    # What is used at the counter was not used by the owner in person.
    ctx.obj = replace(session, person=session.person or _WHO)
    with desk_of(ctx) as desk, _setup(desk) as setup:
        stand = _stand(lan=lan, host=host, port=port, public_url=public_url)
        try:
            _serve(desk, setup, stand)
        finally:
            for door in stand.doors:
                door.close()


def _serve(desk: "Desk", setup: "Setup", stand: _Stand) -> None:
    from reviewdesk.counter.serving import Server
    from reviewdesk.counter.site import Site
    from reviewdesk.counter.till import Till

    _need_pins(setup)
    site = Site(Till(desk, setup.db), setup, desk.clock, lambda told: tell(one_line(told)))
    server = Server(site.app(stand.origins), proxied=stand.proxied)
    _say_where(setup, stand)
    with contextlib.suppress(KeyboardInterrupt):
        server.stand(stand.doors)


@contextlib.contextmanager
def _setup(desk: "Desk") -> "Iterator[Setup]":
    from reviewdesk.counter.setup import Setup
    from reviewdesk.store.database import Database

    db = Database(desk.home.db_url)
    try:
        yield Setup(db)
    finally:
        db.close()


def _stand(*, lan: bool, host: str | None, port: int, public_url: str | None) -> _Stand:
    from reviewdesk.counter.serving import HERE, bound, network_address, origin

    public = _origin(public_url) if public_url else ""
    wide = host or (network_address() if lan else HERE)
    doors = [bound(HERE, port)]
    if wide != HERE:
        try:
            doors.append(bound(wide, doors[0].getsockname()[1]))
        except DeskError:
            doors[0].close()
            raise
    found = [origin(each) for each in doors]
    here = found[0].replace(HERE, "localhost")
    address = public or (found[1] if doors[1:] else "")
    return _Stand(doors, [*found, here, *filter(None, [public])], address, proxied=bool(public))


def _origin(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query:
        raise DeskError(
            _("{url} is no address of a site.").format(url=url),
            _("Give it like https://desk.example.com, without a path."),
        )
    place = parts.netloc.lower()
    return f"{parts.scheme}://{place.removesuffix({'http': ':80', 'https': ':443'}[parts.scheme])}"


def _need_pins(setup: "Setup") -> None:
    """Shown once, to the person at the terminal, never into a log."""
    if not setup.shops():
        raise DeskError(_("There is no shop yet."), _("Add it: reviewdesk location add NAME."))
    for shop in setup.without_pin():
        if not sys.stdout.isatty():
            raise DeskError(
                _("{shop} has no PIN yet.").format(shop=one_line(shop.name)),
                _("Set one: reviewdesk counter pin {shop}.").format(shop=shlex.quote(shop.name)),
            )
        _say_pin(shop.name, setup.new_pin(shop.name))


def _say_pin(shop: str, pin: str) -> None:
    say(_("PIN of {shop}: {pin}").format(shop=one_line(shop), pin=pin))
    say(_("It is shown this once: write it down for those at the counter."))


def _say_where(setup: "Setup", stand: _Stand) -> None:
    say(_("The counter is open at {address}").format(address=stand.address or stand.origins[0]))
    before = setup.address()
    if stand.address:
        setup.keep_address(stand.address)
        say(_("Cards made from now on carry this address in their square."))
    if stand.address.startswith("http:"):
        say(
            _(
                "It goes through the network unencrypted: whoever listens there can read PIN and codes. "
                "Use the staff's network, never the guests'."
            )
        )
    if stand.address and before not in ("", stand.address):
        tell(
            _(
                "Cards made before carry {address}: their square leads nowhere now, their code still counts."
            ).format(address=before)
        )
    if not stand.address:
        say(_("Only this machine reaches it. For phones: --lan."))
        if before:
            tell(_("Cards carry {address}, where nobody answers now.").format(address=before))
    say(_("Ctrl-C ends it."))
    sys.stdout.flush()


@app.command()
def pin(
    ctx: typer.Context,
    *,
    place: Annotated[str, typer.Argument(metavar="SHOP", help=_("The shop's name."))],
    own: Annotated[bool, typer.Option("--own", help=_("Type one of your own, 6 to 12 digits."))] = False,
) -> None:
    """Give a shop a new PIN; the old one is over."""
    with desk_of(ctx) as desk, _setup(desk) as setup:
        made = setup.new_pin(place, ask_hidden(_("new PIN")) if own else "")
    if own:
        say(_("The PIN of {shop} is set.").format(shop=one_line(place)))
    else:
        _say_pin(place, made)


@app.command()
def off(ctx: typer.Context) -> None:
    """Take the counter down: PINs and address."""
    with desk_of(ctx) as desk, _setup(desk) as setup:
        setup.take_down()
    say(_("The counter is taken down. Codes go on counting: reviewdesk voucher redeem."))
