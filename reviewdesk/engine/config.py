"""The desk's own settings, declared once.

The file `HOME/config.toml`, the environment, docs/settings.md, `reviewdesk config` and the Settings screen
all come from here. A new setting is one line in its table:

    name: kind = setting(default, marked("What it is, in plain words"), ...)

`kind` is bool, float, str or tuple[str, ...], with `| None` where unset means that the desk decides itself
(`unset` says what then holds). `unit` stands behind a number, `least` and `most` bound it, `choices` are the
words a text can be, `form` is what a text must look like, `more` what there is to add, `secret` marks the
place a secret is read from, `restart` what counts from the next start only. A new table is a dataclass like
these and one line in `Config`:

    name: Kind = field(default_factory=Kind, metadata=heading(marked("Its heading")))

Then: make settings.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reviewdesk.engine.config_kinds import heading, marked, setting, variables


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    undo_seconds: float | None = setting(
        None,
        marked("How long an answer can be called back"),
        unit=marked("seconds"),
        unset=marked("10, and 60 where it can't be changed later"),
        most=86400,
    )
    late_minutes: float = setting(15, marked("An answer this late waits for a yes"), unit=marked("minutes"))
    deadline_seconds: float = setting(
        30, marked("How long one call to a platform may take"), unit=marked("seconds"), least=1, restart=True
    )
    lease_seconds: float = setting(
        30, marked("How long a program holds what it sends"), unit=marked("seconds"), least=1
    )
    settle_seconds: float | None = setting(
        None,
        marked("Wait before looking for a lost answer"),
        unit=marked("seconds"),
        unset=marked("the time of a call and the platform's lag"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    minutes: float = setting(
        15,
        marked("How often an open desk looks"),
        more=marked("0 = only when asked"),
        unit=marked("minutes"),
    )
    full_hours: float = setting(24, marked("How often it walks through everything"), unit=marked("hours"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    folder: str = setting(
        "", marked("A folder of mails"), more=marked(".eml files, a Maildir, or an mbox file")
    )
    imap: str = setting("", marked("Or a mail server"), more=marked("always with TLS: imap.example.com"))
    imap_user: str = setting("", marked("The user's name at the mail server"))
    imap_folder: str = setting(
        "INBOX",
        marked("The folder there"),
        more=marked("best one into which a rule puts the platforms' mails"),
    )
    imap_password: str = setting(
        "",
        marked("Where the password is read from"),
        more=marked("never the password itself: command:pass show mail"),
        secret=True,
    )
    since_days: float = setting(
        14, marked("How old a mail may be to ring a bell"), unit=marked("days"), least=1, most=365
    )


_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_DAY = "[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    stars: float = setting(2, marked("A new review with at most so many stars is told; 0 = none"), most=5)
    target_minutes: float = setting(
        60,
        marked("So long before a waiting review becomes late it is told; 0 = never"),
        unit=marked("minutes"),
    )
    trouble: bool = setting(
        True, marked("Tell of answers that were refused or wait for you, and of accounts that are signed out")
    )
    desktop: bool = setting(False, marked("Tell it as a notification on this machine"))
    services: tuple[str, ...] = setting(
        (),
        marked("Where addresses of notification services are read from, never the addresses: env:NTFY_URL"),
        secret=True,
    )
    words: bool = setting(
        True, marked("The first words of a review go along to services and mails, where its platform allows")
    )
    quiet: str = setting(
        "", marked("Hours in which alerts are held: 22:00-08:00"), form=rf"{_TIME}\s*-\s*{_TIME}"
    )
    quiet_stars: float = setting(
        0, marked("A review with at most so many stars is told in these hours too; 0 = none"), most=5
    )
    while_away: str = setting(
        "trouble",
        marked("What is told while you are away; trouble = no reviews, but answers and accounts"),
        choices=("all", "trouble", "none"),
    )
    zone: str = setting(
        "",
        marked("Time zone of these hours: Europe/Warsaw"),
        unset=marked("that of your shops if all are in one, else this machine's"),
    )
    digest: str = setting(
        "",
        marked("A summary by mail: daily 08:00, or weekly Mon 08:00"),
        form=rf"daily {_TIME}|weekly (?:{_DAY}) {_TIME}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    host: str = setting(
        "",
        marked("Mail server for the summary, always with TLS: smtp.example.com"),
        unset=marked("summaries become files in the home"),
    )
    user: str = setting("", marked("The user's name there"))
    password: str = setting(
        "",
        marked("Where the password is read from"),
        more=marked("never the password itself: command:pass show mail"),
        secret=True,
    )
    sender: str = setting("", marked("The address it comes from"), unset=marked("the first of to"))
    to: tuple[str, ...] = setting((), marked("The addresses it goes to"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    minutes: float | None = setting(
        None,
        marked("How often the worker looks for new reviews"),
        unit=marked("minutes"),
        unset=marked("as often as an open desk"),
        least=1,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Goodwill:
    house: str = setting(
        "", marked("The business's name on vouchers"), unset=marked("the name of the shop it is about")
    )
    short: str = setting(
        "",
        marked("A short name in front of codes"),
        more=marked("MARIO makes MARIO-7K3F-9QWX-2MT"),
        unset=marked("the first word of the business's name"),
        form=r"[A-Za-z0-9]{1,10}",
    )
    contact: str = setting(
        "",
        marked("How guests reach you: the phone or page that stands on cards"),
        unset=marked("not on cards"),
    )
    currency: str = setting("EUR", marked("The currency of amounts that name none"), form=r"[A-Za-z]{3}")
    contact_days: float = setting(
        30,
        marked("How long a guest's e-mail and phone stay after his voucher was used or ended"),
        unit=marked("days"),
        most=3650,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugins:
    blocked: tuple[str, ...] = setting((), marked("Names of plugins that are not loaded"), restart=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    person: str = setting("", marked("Who works here"), unset=marked("the machine's user"), restart=True)
    signature: str = setting("", marked("Signature, put under an answer once"))
    language: str = setting(
        "",
        marked("Language of the desk"),
        more=marked("en, pl, sr, sr-Latn, hr, ru"),
        unset=marked("the machine's"),
        form=r"(?i:en|pl|sr|hr|ru)(?:[-_.@][\w.@-]*)?",
        restart=True,
    )
    late_hours: float = setting(24, marked("When a waiting review counts as late"), unit=marked("hours"))
    theme: str = setting(
        "auto",
        marked("Colours"),
        more=marked("terminal is the terminal's own, auto goes by what the terminal tells"),
        choices=("auto", "dark", "light", "terminal"),
    )
    ascii: bool | None = setting(
        None,
        marked("Draw with plain letters only"),
        unset=marked("where the terminal can't show other signs"),
    )
    keyboard: str = setting(
        "auto",
        marked("Keyboard, for letters by their place"),
        more=marked("auto goes by the language and by what is typed"),
        choices=(
            "auto", "latin", "russian", "ukrainian", "serbian", "bulgarian", "bulgarian-phonetic", "greek"
        ),
    )  # fmt: skip
    outbox: Outbox = field(default_factory=Outbox, metadata=heading(marked("Answers on their way")))
    fetch: Fetch = field(default_factory=Fetch, metadata=heading(marked("Looking for new reviews")))
    mail: Mail = field(default_factory=Mail, metadata=heading(marked("Hearing of new reviews from mails")))
    alerts: Alerts = field(
        default_factory=Alerts, metadata=heading(marked("Telling you while you look away"))
    )
    smtp: Smtp = field(default_factory=Smtp, metadata=heading(marked("Sending the summary by mail")))
    worker: Worker = field(default_factory=Worker, metadata=heading(marked("Work while the desk is closed")))
    goodwill: Goodwill = field(default_factory=Goodwill, metadata=heading(marked("Goodwill")))
    plugins: Plugins = field(default_factory=Plugins, metadata=heading(marked("Plugins")))
    keys: Mapping[str, str] = field(default_factory=dict, metadata=heading(marked("Keys")))
    """Keys of actions: action = "key,key"."""


def load(path: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Read the file, if there is one, and lay the environment over it. Raises DeskError."""
    if not os.path.lexists(path) and os.access(path.parent, os.X_OK) and not variables(environ):
        return Config()  # as for most owners: what reads and explains is not even loaded
    from reviewdesk.engine.config_reading import read

    read_now: Config = read(path, environ).sound()
    return read_now
