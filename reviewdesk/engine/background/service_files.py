"""Putting the worker's file where its system looks for it, and taking it away again."""

import os
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from reviewdesk.api import DeskError, _
from reviewdesk.engine.background import service_texts
from reviewdesk.engine.background.service_texts import Program

__all__ = ["SYSTEMS", "Service", "kind_here", "remove", "service", "write"]

SYSTEMS = ("systemd", "launchd", "windows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One system's file, and what the owner types to start and stop what it names."""

    kind: str
    path: Path
    text: str
    encoding: str
    start: tuple[str, ...]
    stop: tuple[str, ...]

    @property
    def there(self) -> str | None:
        """What stands in the file now; None where there is none."""
        try:
            return self.path.read_text(self.encoding)
        except FileNotFoundError:
            return None
        except (OSError, UnicodeError):
            return ""


def kind_here(system: str = sys.platform) -> str | None:
    """Which of them this machine has; None where it has none."""
    if system == "darwin":
        return "launchd"
    if system == "win32":
        return "windows"
    return "systemd" if shutil.which("systemctl") and Path("/run/systemd/system").is_dir() else None


def service(kind: str, program: Program) -> Service:
    """What it would be on such a machine."""
    makers = {"systemd": _systemd, "launchd": _launchd, "windows": _windows}
    return makers[kind](program)


def _systemd(program: Program) -> Service:
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    unit = f"{program.name}.service"
    return Service(
        kind="systemd",
        path=Path(base).expanduser() / "systemd" / "user" / unit,
        text=service_texts.systemd(program),
        encoding="utf-8",
        start=("systemctl --user daemon-reload", f"systemctl --user enable --now {unit}"),
        stop=(f"systemctl --user disable --now {unit}",),
    )


def _launchd(program: Program) -> Service:
    path = Path.home() / "Library" / "LaunchAgents" / f"{program.name}.plist"
    return Service(
        kind="launchd",
        path=path,
        text=service_texts.launchd(program),
        encoding="utf-8",
        start=(f"launchctl bootstrap gui/$(id -u) {shlex.quote(str(path))}",),
        stop=(f"launchctl bootout gui/$(id -u)/{program.name}",),
    )


def _windows(program: Program) -> Service:
    path = Path(program.home) / f"{program.name}.xml"
    return Service(
        kind="windows",
        path=path,
        text=service_texts.windows(program),
        encoding="utf-16",
        start=(f'schtasks /Create /TN {program.name} /XML "{path}"', f"schtasks /Run /TN {program.name}"),
        stop=(f"schtasks /End /TN {program.name}", f"schtasks /Delete /TN {program.name} /F"),
    )


def write(made: Service, *, replace: bool) -> bool:
    """Write it; false where it stands there already. Raises DeskError where another one does."""
    there = made.there
    if there == made.text:
        return False
    if there is not None and not replace:
        raise DeskError(
            _("{path} is there already and is another one.").format(path=made.path),
            _("Look at it; with --replace this one takes its place."),
        )
    try:
        made.path.parent.mkdir(parents=True, exist_ok=True)
        new = made.path.with_name(made.path.name + ".new")
        new.write_text(made.text, made.encoding)
        new.replace(made.path)
    except OSError as error:
        raise _refused(made.path, error) from error
    return True


def remove(made: Service, *, replace: bool) -> bool:
    """Take it away; false where there is none. Raises DeskError where it is none of ours."""
    there = made.there
    if there is None:
        return False
    if service_texts.MARK not in there and not replace:
        raise DeskError(
            _("{path} was not written by this program.").format(path=made.path),
            _("Look at it; with --replace it is taken away all the same."),
        )
    try:
        made.path.unlink()
    except OSError as error:
        raise _refused(made.path, error) from error
    return True


def _refused(path: Path, error: OSError) -> DeskError:
    return DeskError(
        _("{path} could not be written ({why}).").format(path=path, why=error.strerror),
        _("Check the rights of its folder."),
    )
