"""The roads by which alerts go out: this machine's screen, and the services of the settings."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

from reviewdesk.api import DeskError, _
from reviewdesk.engine.alerting import desktop, services
from reviewdesk.engine.alerting.message import Message
from reviewdesk.engine.config import Alerts

__all__ = ["MAIL", "Road", "bounded", "roads_of"]

MAIL = "mail"
"""The road of the summary."""
_SECONDS = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """One road. `name` is the same as long as the setting is."""

    name: str
    title: str
    here: bool
    """It ends on this machine: what is told goes nowhere else."""
    tell: Callable[[Message], None]
    """Raises DeskError in plain words."""
    look: Callable[[], None]
    """Raises DeskError where it surely can't work; asks nobody."""


def roads_of(wish: Alerts) -> list[Road]:
    """All that the settings name."""
    roads = [_desktop()] if wish.desktop else []
    return roads + [_service(number, source) for number, source in enumerate(wish.services, 1)]


def _desktop() -> Road:
    def look() -> None:
        lacking = desktop.missing()
        if lacking:
            raise DeskError(*lacking)

    return Road(name="desktop", title=_("this machine"), here=True, tell=desktop.tell, look=look)


def _service(number: int, source: str) -> Road:
    def look() -> None:
        services.check(number, source)

    mark = hashlib.sha256(source.encode()).hexdigest()[:12]
    return Road(
        name=f"service:{mark}",
        title=_("service {n}").format(n=number),
        here=False,
        tell=lambda message: services.tell(number, source, message),
        look=look,
    )


def bounded(work: Callable[[], None], seconds: float = _SECONDS) -> None:
    """Do it, but wait no longer than that: a service that hangs holds up nobody."""
    ended: list[BaseException | None] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            ended.append(error)
        else:
            ended.append(None)

    thread = threading.Thread(target=run, name="alert", daemon=True)
    thread.start()
    thread.join(seconds)
    if not ended:
        raise DeskError(_("It did not answer in time."), _("It is tried again later."))
    if ended[0] is not None:
        raise ended[0]
