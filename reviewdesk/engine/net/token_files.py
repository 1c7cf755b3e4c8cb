"""Tokens in ``HOME/tokens``, a private file each; rotated refresh tokens in the keyring if there is one.

Access tokens stay in files even where there is a keyring: they live for an hour, are read at every start
(a keyring costs 85 ms and a question to another process), and the file is where all processes meet. A
refresh token opens the account for good: it goes to the keyring.
"""

import contextlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reviewdesk.api.account import Tokens
from reviewdesk.api.errors import Unavailable
from reviewdesk.api.words import _
from reviewdesk.engine.net import vault
from reviewdesk.engine.net.files import private_folder, write_private
from reviewdesk.engine.net.tokens import Kept
from reviewdesk.engine.net.wire import current_call

__all__ = ["FileTokens"]

_LOCK_SECONDS = 30.0


class FileTokens:
    """The `TokenStore` of one machine."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "tokens"

    @contextmanager
    def lock(self, account: str, name: str) -> Iterator[None]:
        from filelock import FileLock, Timeout

        private_folder(self._folder)
        call = current_call.get()
        seconds = min(_LOCK_SECONDS, call.remaining()) if call else _LOCK_SECONDS
        lock = FileLock(f"{self._path(account, name)}.lock", timeout=seconds, mode=0o600)
        try:
            lock.acquire()
        except Timeout:
            raise Unavailable(
                _("Another program on this computer is signing in to {name} and does not end.").format(
                    name=account
                ),
                _("Try again in a while."),
            ) from None
        try:
            yield
        finally:
            lock.release()

    def load(self, account: str, name: str) -> Kept | None:
        try:
            facts = json.loads(self._path(account, name).read_bytes())
            return _kept(facts)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def rotated(self, account: str, name: str, kept: Kept) -> str | None:
        return vault.find(account, f"rotated {name}") if kept.elsewhere else kept.tokens.refresh

    def save(self, account: str, name: str, kept: Kept) -> None:
        # The file first, then the keyring: a crash in between leaves the new refresh token findable.
        self._write(account, name, kept, elsewhere=False)
        refresh = kept.tokens.refresh
        if refresh is not None and vault.put(account, f"rotated {name}", refresh):
            self._write(account, name, kept, elsewhere=True)

    def drop(self, account: str) -> None:
        for path in self._folder.glob("*.json"):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                facts = json.loads(path.read_bytes())
                if facts["account"] == account:
                    path.unlink()
                    if facts["elsewhere"]:
                        vault.drop(account, f"rotated {facts['name']}")

    def _write(self, account: str, name: str, kept: Kept, *, elsewhere: bool) -> None:
        facts = {
            "account": account,
            "name": name,
            "access": kept.tokens.access,
            "expires_at": kept.tokens.expires_at.isoformat(),
            "obtained_at": kept.obtained_at.isoformat(),
            "source_mark": kept.source_mark,
            "refresh": None if elsewhere else kept.tokens.refresh,
            "elsewhere": elsewhere,
        }
        write_private(self._path(account, name), json.dumps(facts).encode())

    def _path(self, account: str, name: str) -> Path:
        digest = sha256(f"{account}\0{name}".encode()).hexdigest()[:12]
        return self._folder / f"{quote(account, safe=' ')[:40]}.{quote(name, safe='')[:40]}.{digest}.json"


def _kept(facts: dict[str, Any]) -> Kept:
    times = [datetime.fromisoformat(facts[key]) for key in ("expires_at", "obtained_at")]
    if any(time.tzinfo is None for time in times):
        raise ValueError("a time without a zone")
    refresh = facts["refresh"]
    if not all(isinstance(text, str) for text in (facts["access"], facts["source_mark"], refresh or "")):
        raise TypeError("not a text")
    return Kept(
        tokens=Tokens(access=facts["access"], expires_at=times[0], refresh=refresh),
        obtained_at=times[1],
        source_mark=facts["source_mark"],
        elsewhere=bool(facts["elsewhere"]),
    )
