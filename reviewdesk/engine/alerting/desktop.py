"""Notifications of this machine. A stranger's words are an argument, never a command and never markup."""

import os
import shutil
import subprocess
import sys
from html import escape

from reviewdesk.api import DeskError, _
from reviewdesk.engine.alerting.message import Message

__all__ = ["missing", "tell"]

_SECONDS = 15

_APPLE = """on run argv
display notification (item 2 of argv) with title (item 1 of argv)
end run
"""

# The words come by the environment and become text nodes: nothing of them is ever parsed.
_WINDOWS = """
$of = 'Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, '
[void][Type]::GetType($of + 'ContentType=WindowsRuntime')
$doc = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent('ToastText02')
$lines = $doc.GetElementsByTagName('text')
[void]$lines.Item(0).AppendChild($doc.CreateTextNode($env:REVIEWDESK_ALERT_TITLE))
[void]$lines.Item(1).AppendChild($doc.CreateTextNode($env:REVIEWDESK_ALERT_BODY))
$who = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
$toast = New-Object Windows.UI.Notifications.ToastNotification $doc
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($who).Show($toast)
"""


def missing(system: str = sys.platform) -> tuple[str, str] | None:
    """What is not there for it, and what to do; None where all is."""
    if shutil.which(_program(system)):
        return None
    if system in ("darwin", "win32"):
        what = _("This system's own program for notifications, {program}, was not found.")
        return what.format(program=_program(system)), _("Use a notification service instead.")
    return (
        _("The program notify-send, which shows notifications, is not installed."),
        _("Install it (Debian, Ubuntu: libnotify-bin; Fedora, Arch: libnotify)."),
    )


def tell(message: Message, system: str = sys.platform) -> None:
    """Show it. Raises DeskError in plain words."""
    lacking = missing(system)
    if lacking:
        raise DeskError(*lacking)
    words, stdin, extra = call(message, system)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, without a shell
            words,
            input=stdin.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, **extra},
        )
    except subprocess.TimeoutExpired:
        raise DeskError(_("The notification was not shown in time."), _see()) from None
    except OSError as error:
        raise DeskError(
            _("The notification could not be shown ({why}).").format(why=error.strerror), _see()
        ) from None
    if done.returncode != 0:
        raise DeskError(_("This machine showed no notification: nobody is signed in at its screen."), _see())


def call(message: Message, system: str) -> tuple[list[str], str, dict[str, str]]:
    """The program with its arguments, what it reads, and what its environment says besides."""
    title, body = message.title.replace("\0", ""), message.whole.replace("\0", "")
    if system == "darwin":
        return ["osascript", "-", title, body], _APPLE, {}
    if system == "win32":
        words = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS]
        return words, "", {"REVIEWDESK_ALERT_TITLE": title, "REVIEWDESK_ALERT_BODY": body}
    # The body is read as markup by the desktop, and notify-send itself reads \n and the like in it.
    safe = escape(body, quote=False).replace("\\", "\\\\")
    words = ["notify-send", "--app-name=reviewdesk"]
    words += ["--hint=int:transient:1"] if message.private else []
    return [*words, "--", title, safe], "", {}


def _program(system: str) -> str:
    return {"darwin": "osascript", "win32": "powershell"}.get(system, "notify-send")


def _see() -> str:
    return _("It is shown where you are signed in at the screen; elsewhere use a notification service.")
