"""The demo's world: the installed platforms' sandboxes on loopback, and a home that is connected to them."""

import contextlib
import getpass
import json
import os
import re
import shutil
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewdesk.api import Clock, DeskError, Offer, RunningSandbox, Sandbox, SystemClock, _
from reviewdesk.engine.goodwill.values import Budget
from reviewdesk.engine.home import Home
from reviewdesk.store.lines import Query, State
from reviewdesk.store.values import Known

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

__all__ = ["World", "demo_folder", "journal", "world_in"]

SCENARIO = "pizzeria"
BEGAN = timedelta(days=30)
"""The made-up owner answers what is younger; the rest is history, as after the desk's first question."""

_PORTS = "demo.json"
_BEGAN = "began.txt"
_MINE = frozenset({_PORTS, "desk.db", "config.toml"})
_SETTINGS = """\
# The demo's own settings: it looks for news every few seconds.
[fetch]
minutes = 0.25
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A home with an account at each sandbox, and what was fetched from there."""

    home: Home
    urls: Mapping[str, str]
    """Platform -> base URL of its sandbox."""
    titles: tuple[str, ...]
    """The platforms' names as people write them."""
    fresh: bool
    """False where an earlier demo goes on."""
    problems: tuple[str, ...]


def demo_folder(*, fresh: bool) -> tuple[Path, bool]:
    """The demo's folder of this user, and whether it was there already."""
    person = re.sub(r"[^A-Za-z0-9._-]", "-", getpass.getuser()) or "owner"
    folder = Path(tempfile.gettempdir()) / f"reviewdesk-demo-{person}"
    if fresh:
        _wipe(folder)
    there = folder.is_dir() and any(folder.iterdir())
    folder.mkdir(mode=0o700, exist_ok=True)
    _refuse_foreign(folder)
    return folder, there


@contextmanager
def world_in(
    folder: Path, *, speed: float, clock: Clock | None = None, played: Mapping[str, Sandbox] | None = None
) -> Iterator[World]:
    """The world while it runs; the sandboxes stop at the end, the folder stays.

    `clock` and the sandboxes `played` on it stand in for the machine's time and the plugins' own ones.
    """
    from reviewdesk.engine.desk import Desk

    home = _home(folder)
    desk = Desk.open(home, clock=clock or SystemClock())
    players: dict[str, RunningSandbox] = {}
    try:
        ports = _ports(folder)
        again = bool(desk.accounts.list())
        began = _beginning(folder, desk.clock.now(), again=again)
        for name in sorted(desk.plugins.cards()):
            sandbox = played.get(name) if played is not None else desk.sandbox(name)
            players |= _started(name, _since(sandbox, began), ports.get(name, 0), speed)
        if not players:
            raise DeskError(
                _("No installed platform has a sandbox."),
                _("Install one, e.g. the package reviewdesk-google."),
            )
        problems = _connected(desk, folder, players, again=again)
        titles = tuple(desk.plugins.card(name).title for name in players)
        desk.close()
        urls = {name: each.url for name, each in players.items()}
        yield World(home=home, urls=urls, titles=titles, fresh=not again, problems=problems)
    finally:
        desk.close()
        for each in players.values():
            each.stop()


def _home(folder: Path) -> Home:
    """Never the owner's real home or database, whatever the environment says."""
    settings = folder / "config.toml"
    if not settings.exists():
        settings.write_text(_SETTINGS, "utf-8")
    return Home.choose(str(folder), f"sqlite:///{folder / 'desk.db'}")


def _started(name: str, sandbox: Sandbox | None, port: int, speed: float) -> dict[str, RunningSandbox]:
    if sandbox is None:
        return {}
    scenario = SCENARIO if SCENARIO in sandbox.scenarios else None
    try:
        return {name: sandbox.start(port=port, scenario=scenario, speed=speed)}
    except DeskError as error:
        if not port:
            raise
        # The accounts of an earlier demo know its sandbox by this port.
        raise DeskError(error.what, _("Close the demo that is open, or begin anew with --fresh.")) from None


def _connected(
    desk: "Desk", folder: Path, players: Mapping[str, RunningSandbox], *, again: bool
) -> tuple[str, ...]:
    known = {each.name for each in desk.accounts.list()}
    for name, player in players.items():
        if name not in known:
            declared = {each.name for each in desk.accounts.card(name).settings}
            # At a sandbox a look costs nothing.
            hurried = {"fetch_minutes": "0.25"} if "fetch_minutes" in declared else {}
            settings = {**player.settings, **hurried}
            desk.accounts.add(name, name, settings=settings, secrets=_secrets(folder, name, player))
    ports = {name: int(each.url.rsplit(":", 1)[1]) for name, each in players.items()}
    (folder / _PORTS).write_text(json.dumps(ports), "utf-8")
    if again:
        _remind(desk, {name: each.url for name, each in players.items()})
    reports = desk.fetching.fetch()
    if not again:
        _same_shops(desk)
        today = desk.clock.now().astimezone().date()
        desk.inbox.begin(today - BEGAN, wordless_above=None)
        _goodwill(desk)
    return tuple(
        f"{each.account}: {each.problem} {each.todo or ''}".strip() for each in reports if each.problem
    )


def _goodwill(desk: "Desk") -> None:
    """What the made-up owner gives, and how much of it a month."""
    pizza = Offer(name="margherita", version=1, title=_("one margherita"), cost=desk.offers.money("3.20"))
    desk.offers.add(pizza)
    desk.offers.set_budget(Budget(month_count=20, month_cost=desk.offers.money("60")))


def _same_shops(desk: "Desk") -> None:
    """One shop for its pages on all platforms, as an owner would say of the twins that are offered."""
    shops: dict[str, str] = {}
    for page in desk.listings.list():
        if shops.setdefault(page.title, page.location) != page.location:
            desk.listings.move(page.external_id, shops[page.title])


def _secrets(folder: Path, name: str, player: RunningSandbox) -> dict[str, str]:
    """Sources for the sandbox's made-up secrets: private files, as the real road has them."""
    sources = {}
    for secret, value in player.secrets.items():
        path = folder / f"{name}.{secret}"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(value)
        sources[secret] = f"file:{path}"
    return sources


def _remind(desk: "Desk", urls: Mapping[str, str]) -> None:
    """What guests wrote comes back by itself; the answers of the earlier demo are put up again."""
    for state in (State.PUBLISHED, State.SENT, State.AGAIN):
        for known in desk.inbox.page(Query(all=True, state=state), limit=500):
            text = _stood(known)
            if text is not None and known.platform in urls:
                _put_up(urls[known.platform], known, text, moderated=_moderated(desk, known.platform))


def _stood(known: Known) -> str | None:
    if known.state is State.SENT and known.reply is not None:
        return known.reply.text
    standing = known.review.reply
    return standing.text if standing is not None and known.standing_origin == "here" else None


def _moderated(desk: "Desk", name: str) -> bool:
    platform = desk.plugins.card(name).platform
    return platform is not None and platform.replies.moderated


def _put_up(url: str, known: Known, text: str, *, moderated: bool) -> None:
    event = {"event": "answer", "review": known.review.external_id, "text": text}
    if moderated:
        event["state"] = "APPROVED"
    with contextlib.suppress(
        urllib.error.URLError, ValueError
    ):  # what it does not know it can't be reminded of
        _post_json(f"{url}/_sandbox/happen", event)


def _post_json(url: str, value: Any) -> Any:
    """POST to a sandbox's controls on loopback."""
    body = json.dumps(value).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
        return json.load(answer)


def journal(url: str) -> list[dict[str, Any]]:
    """Every request that a sandbox got."""
    with urllib.request.urlopen(f"{url}/_sandbox/journal", timeout=10) as answer:  # noqa: S310 - loopback
        found: list[dict[str, Any]] = json.load(answer)["entries"]
    return found


def _ports(folder: Path) -> dict[str, int]:
    try:
        found = json.loads((folder / _PORTS).read_text("utf-8"))
        return {str(name): int(port) for name, port in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _beginning(folder: Path, now: datetime, *, again: bool) -> datetime | None:
    """When the demo's world began: whatever comes late in it is told from then."""
    place = folder / _BEGAN
    if not again:
        place.write_text(now.isoformat(), "utf-8")
        return now
    try:
        return datetime.fromisoformat(place.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _since(sandbox: Sandbox | None, began: datetime | None) -> Sandbox | None:
    """The sandbox in whose world as much time has passed as in the desk's; a foreign one may know no such."""
    since = getattr(sandbox, "since", None)
    if began is None or since is None:
        return sandbox
    going_on: Sandbox = since(began)
    return going_on


def _refuse_foreign(folder: Path) -> None:
    """The temp folder is everybody's: a folder that somebody else laid there is not used."""
    facts = folder.lstat()
    mine = not hasattr(os, "getuid") or facts.st_uid == os.getuid()
    if folder.is_symlink() or not folder.is_dir() or not mine:
        raise DeskError(
            _("{path} belongs to somebody else.").format(path=folder),
            _("Set TMPDIR to a folder of your own and start the demo again."),
        )


def _wipe(folder: Path) -> None:
    """Take an earlier demo away, and nothing that does not look like one."""
    if folder.is_symlink() or not folder.is_dir():
        return
    inside = {each.name for each in folder.iterdir()}
    if inside and not inside & _MINE:
        raise DeskError(
            _("{path} does not look like a demo of this desk.").format(path=folder),
            _("Look at it and remove it."),
        )
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise DeskError(
            _("The earlier demo in {path} can't be removed: {why}.").format(
                path=folder, why=error.strerror or error
            ),
            _("Close it if it is still open."),
        ) from error
