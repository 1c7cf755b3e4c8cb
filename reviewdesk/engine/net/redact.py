"""Keeping secrets out of logs: every value in use is known here and shown as ``***``."""

import logging
import threading
from urllib.parse import quote, quote_plus

__all__ = ["account_log", "clean", "guard", "remember"]

_SHORTEST = 4
"""Shorter values would blot out ordinary words; no real credential is that short."""

_values: set[str] = set()
_longest_first: tuple[str, ...] = ()
_lock = threading.Lock()


def remember(value: str) -> None:
    """`value` is a secret that is in use from now on, as it is and as it stands in a URL."""
    global _longest_first  # noqa: PLW0603 - what is secret in this process is secret everywhere in it
    if len(value) < _SHORTEST or value in _values:
        return
    with _lock:
        _values.update({value, quote(value, safe=""), quote_plus(value), ascii(value)[1:-1]})
        _longest_first = tuple(sorted(_values, key=len, reverse=True))


def clean(text: str) -> str:
    """`text` without any secret in use."""
    for value in _longest_first:
        if value in text:
            text = text.replace(value, "***")
    return text


class _Redact(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = clean(_message(record))
        record.args = ()
        if record.exc_info:
            # Only the text goes on: a handler that formats the exception itself would show its values.
            record.exc_text = clean(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        if record.stack_info:
            record.stack_info = clean(record.stack_info)
        return True


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)


_redact = _Redact()


def guard(target: logging.Handler | logging.Logger) -> None:
    """Let nothing pass `target` but redacted records. For handlers: whatever logger they come from."""
    target.addFilter(_redact)


def account_log(name: str) -> logging.Logger:
    """The logger of one account."""
    log = logging.getLogger("reviewdesk.account." + name.replace(".", "_"))
    guard(log)
    return log


def quiet_libraries() -> None:
    """Httpx logs whole URLs and httpcore headers of answers: we log a request ourselves, without them."""
    for name in ("httpx", "httpcore", "hpack", "keyring", "filelock"):
        logging.getLogger(name).setLevel(logging.WARNING)
