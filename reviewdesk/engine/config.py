"""The desk's own settings: ``HOME/config.toml``, each to be overridden by the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    undo_seconds: float | None = None
    """How long a reply can be called back; unset: 10, and 60 where it can't be changed later."""
    settle_seconds: float | None = None
    """How long to wait before looking whether a lost reply arrived; replaces the whole of it, for tests."""
    lease_seconds: float = field(default=30, metadata={"least": 1})
    """How long one program holds a reply while sending it."""
    deadline_seconds: float = field(default=30, metadata={"least": 1})
    """How long one call to a platform may take."""
    late_minutes: float = 15
    """A reply overdue by more than this waits for a yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    minutes: float = 15
    """How often an open desk looks for new reviews; 0 = only when asked."""
    full_hours: float = 24
    """How often a fetch walks through everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    folder: str = ""
    """A folder of .eml files, a Maildir, or an mbox file."""
    imap: str = ""
    """The host of a mail server, with TLS: imap.example.com, or imap.example.com:993."""
    imap_user: str = ""
    imap_folder: str = "INBOX"
    imap_password: str = field(default="", metadata={"secret": True})
    """Where the password is read from, never the password."""
    since_days: float = field(default=14, metadata={"least": 1, "most": 365})
    """How old a mail may be to ring a bell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugins:
    blocked: tuple[str, ...] = ()
    """Names of plugins that are not loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    person: str = ""
    """Who works here; unset: the machine's user."""
    signature: str = ""
    """Put under an answer once, visibly."""
    language: str = ""
    """Language of the desk; unset: the machine's."""
    late_hours: float = 24
    """After how long a waiting review counts as late."""
    ascii: bool = False
    """Draw with plain letters only."""
    outbox: Outbox = field(default_factory=Outbox)
    fetch: Fetch = field(default_factory=Fetch)
    mail: Mail = field(default_factory=Mail)
    plugins: Plugins = field(default_factory=Plugins)
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys of actions: action = "key,key"."""


def load(path: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Read the file, if there is one, and lay the environment over it."""
    from reviewdesk.engine.config_reading import read

    return read(Config, path, environ)
