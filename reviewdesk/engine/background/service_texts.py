"""What each system reads to start the worker at sign-in: a systemd unit, a launchd list, a Windows task.

Nothing secret stands in them: they name a program and a folder.
"""

import plistlib
import shlex
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as ET

from reviewdesk.api import DeskError, _

__all__ = ["MARK", "Program", "cron_line", "launchd", "systemd", "windows"]

MARK = "written by: reviewdesk worker install"
_TASKS = "http://schemas.microsoft.com/windows/2004/02/mit/task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Which program on which home."""

    python: str
    home: str
    customary: bool = True
    """It is the home that is taken where none is named."""
    db: str | None = None
    """Where the database is not the home's own."""

    @property
    def words(self) -> list[str]:
        db = ["--db", self.db] if self.db else []
        return [self.python, "-m", "reviewdesk", "--home", self.home, *db, "worker"]

    @property
    def name(self) -> str:
        """Another home's worker has another name."""
        mark = "" if self.customary else "-" + sha256(self.home.encode()).hexdigest()[:8]
        return f"reviewdesk-worker{mark}"

    def sound(self) -> "Program":
        """Raises DeskError where it can't be written down, or would tell a secret."""
        if any(sign in word for word in self.words for sign in "\0\r\n"):
            raise DeskError(_("A folder's name has a line break in it."), _("Choose another with --home."))
        if self.db and "@" in self.db:
            raise DeskError(
                _("The address of the database has a password in it; it is not written into a file."),
                _("Put REVIEWDESK_DB=... into {path} (chmod 600) and leave --db away.").format(
                    path=Path(self.home, "worker.env")
                ),
            )
        return self


def _about() -> str:
    return "reviewdesk: " + _("fetches reviews and sends answers while the desk is closed")


def systemd(program: Program) -> str:
    """A unit of the user's own."""
    words = program.sound().words
    # systemd takes no program whose own name holds these; behind env it is a word like any other.
    odd = any(sign in program.python for sign in "\"'\\")
    command = " ".join(_quoted(word) for word in (["/usr/bin/env", *words] if odd else words))
    # The colon: no dollar sign in a path is read as a variable.
    secrets = _("Variables for secrets of the kind env:NAME, one NAME=value a line; chmod 600")
    return f"""# {MARK}
[Unit]
Description={_percent(_about())}

[Service]
Type=exec
ExecStart=:{command}
# {secrets}
EnvironmentFile=-{_percent(program.home)}/worker.env
Restart=on-failure
RestartSec=30
TimeoutStopSec=20
UMask=0077
NoNewPrivileges=yes

[Install]
WantedBy=default.target
"""


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_percent(escaped)}"'


def _percent(text: str) -> str:
    return text.replace("%", "%%")


def launchd(program: Program) -> str:
    """A launch agent."""
    told = {
        "Label": program.name,
        "ProgramArguments": program.sound().words,
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 30,
        "ProcessType": "Background",
        "Umask": 0o077,
        "StandardOutPath": f"{program.home}/worker.log",
        "StandardErrorPath": f"{program.home}/worker.log",
    }
    head, _tag, rest = plistlib.dumps(told, sort_keys=False).decode().partition("<plist")
    return f"{head}<!-- {MARK} -->\n<plist{rest}"


def windows(program: Program) -> str:
    """A task of the task scheduler."""
    python, *words = program.sound().words
    task = ET.Element("Task", {"version": "1.2", "xmlns": _TASKS})
    about = ET.SubElement(task, "RegistrationInfo")
    ET.SubElement(about, "Description").text = f"{_about()} ({MARK})"
    trigger = ET.SubElement(ET.SubElement(task, "Triggers"), "LogonTrigger")
    ET.SubElement(trigger, "Enabled").text = "true"
    who = ET.SubElement(ET.SubElement(task, "Principals"), "Principal", {"id": "Author"})
    ET.SubElement(who, "LogonType").text = "InteractiveToken"
    ET.SubElement(who, "RunLevel").text = "LeastPrivilege"
    settings = ET.SubElement(task, "Settings")
    for name, value in (
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("ExecutionTimeLimit", "PT0S"),
    ):
        ET.SubElement(settings, name).text = value
    again = ET.SubElement(settings, "RestartOnFailure")
    ET.SubElement(again, "Interval").text = "PT1M"
    ET.SubElement(again, "Count").text = "10"
    run = ET.SubElement(ET.SubElement(task, "Actions", {"Context": "Author"}), "Exec")
    ET.SubElement(run, "Command").text = _windowless(python)
    ET.SubElement(run, "Arguments").text = subprocess.list2cmdline(words)
    ET.indent(task)
    # Windows reads the file as UTF-16: so it is written.
    return '<?xml version="1.0" encoding="UTF-16"?>\n' + ET.tostring(task, encoding="unicode") + "\n"


def _windowless(python: str) -> str:
    """Python without a black window, where it is the usual one."""
    head, dot, ending = python.rpartition(".")
    return f"{head}w{dot}{ending}" if dot and head.lower().endswith("python") else python


def cron_line(program: Program) -> str:
    """One round every ten minutes, for machines without any of these."""
    command = shlex.join([*program.sound().words, "--once"])
    return "*/10 * * * * " + command.replace("%", "\\%")
