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


_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """What is told while nobody looks at the desk, and by which roads."""

    stars: float = field(default=2, metadata={"most": 5})
    """A new review with at most so many stars is told; 0 = none."""
    target_minutes: float = 60
    """So long before a waiting review becomes late it is told; 0 = never."""
    trouble: bool = True
    """Answers that were refused or wait for a decision, and accounts that are signed out."""
    desktop: bool = False
    """As a notification on this machine."""
    services: tuple[str, ...] = field(default=(), metadata={"secret": True})
    """Where the addresses of notification services are read from, never the addresses."""
    words: bool = True
    """The first words of a review go along to services and mails, where its platform allows it."""
    quiet: str = field(default="", metadata={"form": rf"{_TIME}\s*-\s*{_TIME}"})
    """Hours in which alerts are held: "22:00-08:00"."""
    quiet_stars: float = field(default=0, metadata={"most": 5})
    """A review with at most so many stars is told in the quiet hours too; 0 = none."""
    zone: str = ""
    """The zone of these hours; unset: that of your shops if all are in one, else this machine's."""
    digest: str = field(default="", metadata={"form": rf"daily {_TIME}|weekly [A-Za-z]{{3,9}} {_TIME}"})
    """A summary by mail: "daily 08:00" or "weekly Mon 08:00"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """The mail server that takes the summary."""

    host: str = ""
    """With TLS: smtp.example.com, or smtp.example.com:465; unset: summaries become files."""
    user: str = ""
    password: str = field(default="", metadata={"secret": True})
    """Where the password is read from, never the password."""
    sender: str = ""
    """The address it comes from; unset: the first of `to`."""
    to: tuple[str, ...] = ()
    """The addresses it goes to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """The program that fetches and sends while the desk is closed."""

    minutes: float | None = field(default=None, metadata={"least": 1})
    """How often it fetches; unset: as often as an open desk."""


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
    alerts: Alerts = field(default_factory=Alerts)
    smtp: Smtp = field(default_factory=Smtp)
    worker: Worker = field(default_factory=Worker)
    plugins: Plugins = field(default_factory=Plugins)
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys of actions: action = "key,key"."""


def load(path: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Read the file, if there is one, and lay the environment over it."""
    from reviewdesk.engine.config_reading import read

    return read(Config, path, environ)
