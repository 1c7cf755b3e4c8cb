"""Any notification service that apprise knows. Its address is a secret: read late, told to nobody."""

import logging
import re
from typing import Any

from reviewdesk.api import DeskError, _
from reviewdesk.engine.alerting.message import Message
from reviewdesk.engine.net import redact
from reviewdesk.engine.net.secrets import Source

__all__ = ["check", "missing", "scheme", "tell"]

_HOST = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|(?:[a-z0-9-]+\.)+[a-z]{2,24}|localhost")
_REFUSED = re.compile(r"error[=: ]+(\d{3})\b", re.IGNORECASE)


def missing() -> tuple[str, str] | None:
    """What is not there for it, and what to do; None where all is."""
    from importlib.util import find_spec

    if find_spec("apprise"):
        return None
    return (
        _("Notification services need the package apprise, which is not installed."),
        _("Install it: pip install 'reviewdesk[notify]'."),
    )


def scheme(url: str) -> str:
    """Which service it is, without anything secret: ntfys, tgram, mailtos."""
    return re.split(r"[:?/]", url, maxsplit=1)[0][:20].lower()


def address(number: int, source: str) -> str:
    """The address that the source gives. Raises DeskError."""
    url = Source.parse(source).read("alerts", f"service{number}").reveal()
    for part in re.split(r"[/?&=@:]+", url):
        # Libraries tell parts of an address in their logs, and those are as secret as the whole. A host is
        # none: blotted out, it would be missing in the lines about everything else on that host.
        if len(part) >= 8 and not _HOST.fullmatch(part):
            redact.remember(part)
    return url


def check(number: int, source: str) -> str:
    """Which service this is, without asking it. Raises DeskError where it can't be used."""
    url = address(number, source)
    _service(url)
    return scheme(url)


def tell(number: int, source: str, message: Message) -> None:
    """Send it. Raises DeskError in plain words."""
    lacking = missing()
    if lacking:
        raise DeskError(*lacking)
    url = address(number, source)
    service = _service(url)
    heard = _Heard()
    logger = logging.getLogger("apprise")
    # Nothing of what it says goes anywhere but to us: it may tell what is in the address.
    logger.propagate = False
    logger.addHandler(heard)
    try:
        taken = bool(service.notify(title=message.title, body=message.whole, body_format="text"))
    finally:
        logger.removeHandler(heard)
    if not taken:
        raise DeskError(_why(scheme(url), heard.codes), _("Look whether its address is still right."))


def _service(url: str) -> Any:
    lacking = missing()
    if lacking:
        raise DeskError(*lacking)
    import apprise

    service = apprise.Apprise()
    logger = logging.getLogger("apprise")
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    if not service.add(url):
        raise DeskError(
            _("This is no address of a notification service ({kind}://).").format(kind=scheme(url)),
            _("See the services at apprise's own page, and put the whole address where its source says."),
        )
    return service


def _why(kind: str, codes: list[str]) -> str:
    if codes:
        return _("The service {kind} refused it (HTTP {code}).").format(kind=kind, code=codes[-1])
    return _("The service {kind} could not be reached, or refused it.").format(kind=kind)


class _Heard(logging.Handler):
    """Takes the number of an HTTP error out of what apprise says, and forgets the rest."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.codes: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.codes += _REFUSED.findall(record.getMessage())
