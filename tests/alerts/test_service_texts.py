"""The files that have a system start the worker: as its own readers read them."""

import os
import plistlib
import shlex
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest

from reviewdesk.api import DeskError
from reviewdesk.engine.background import service_files
from reviewdesk.engine.background.service_texts import Program, cron_line, launchd, systemd, windows

PLAIN = Program(python="/opt/desk/bin/python", home="/home/mario/.local/share/reviewdesk")
ODD = Program(python="/opt/my desk/bin/python", home='/home/ma"ri\\o/100% $HOME/żurek', customary=False)
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"

ABOUT = "reviewdesk: fetches reviews and sends answers while the desk is closed"

UNIT = """# written by: reviewdesk worker install
[Unit]
Description=reviewdesk: fetches reviews and sends answers while the desk is closed

[Service]
Type=exec
ExecStart=:"/opt/desk/bin/python" "-m" "reviewdesk" "--home" "/home/mario/.local/share/reviewdesk" "worker"
# Variables for secrets of the kind env:NAME, one NAME=value a line; chmod 600
EnvironmentFile=-/home/mario/.local/share/reviewdesk/worker.env
Restart=on-failure
RestartSec=30
TimeoutStopSec=20
UMask=0077
NoNewPrivileges=yes

[Install]
WantedBy=default.target
"""

PLIST = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- written by: reviewdesk worker install -->
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>reviewdesk-worker</string>
	<key>ProgramArguments</key>
	<array>
		<string>/opt/desk/bin/python</string>
		<string>-m</string>
		<string>reviewdesk</string>
		<string>--home</string>
		<string>/home/mario/.local/share/reviewdesk</string>
		<string>worker</string>
	</array>
	<key>RunAtLoad</key>
	<true/>
	<key>KeepAlive</key>
	<dict>
		<key>SuccessfulExit</key>
		<false/>
	</dict>
	<key>ThrottleInterval</key>
	<integer>30</integer>
	<key>ProcessType</key>
	<string>Background</string>
	<key>Umask</key>
	<integer>63</integer>
	<key>StandardOutPath</key>
	<string>/home/mario/.local/share/reviewdesk/worker.log</string>
	<key>StandardErrorPath</key>
	<string>/home/mario/.local/share/reviewdesk/worker.log</string>
</dict>
</plist>
"""

WINDOWS = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>ABOUT (written by: reviewdesk worker install)</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>10</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>C:\\Desk\\pythonw.exe</Command>
      <Arguments>-m reviewdesk --home "C:\\Users\\Mario Rossi\\reviewdesk" worker</Arguments>
    </Exec>
  </Actions>
</Task>
""".replace("ABOUT", ABOUT)


def test_the_three_texts_stand_as_they_are():
    assert systemd(PLAIN) == UNIT
    assert launchd(PLAIN) == PLIST
    there = Program(python="C:\\Desk\\python.exe", home="C:\\Users\\Mario Rossi\\reviewdesk")
    assert windows(there) == WINDOWS


def test_launchd_and_windows_read_them_back_whole():
    assert plistlib.loads(launchd(ODD).encode())["ProgramArguments"] == ODD.words
    task = ET.fromstring(windows(ODD).encode("utf-16"))
    found = task.find(f".//{TASK}Command")
    assert found is not None
    assert found.text == ODD.python


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
@pytest.mark.parametrize("where", ["plain", '100% odd $HOME "quoted" \\ żurek'])
def test_systemd_reads_it_without_a_complaint(tmp_path, where):
    python = tmp_path / where / "python"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    unit = tmp_path / "reviewdesk-worker.service"
    unit.write_text(systemd(Program(python=str(python), home=str(tmp_path / where))))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", str(unit)],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
    )
    ours = [line for line in done.stderr.splitlines() if "reviewdesk-worker" in line]
    assert ours == [], done.stderr
    assert done.returncode == 0, done.stderr


def test_a_cron_line_is_one_word_list_for_the_shell():
    line = cron_line(ODD)
    assert line.startswith("*/10 * * * * ")
    assert shlex.split(line.removeprefix("*/10 * * * * ").replace("\\%", "%")) == [*ODD.words, "--once"]
    assert "100\\%" in line


def test_another_home_has_another_name_and_a_password_is_never_written():
    other = Program(python="p", home="/elsewhere", customary=False)
    assert PLAIN.name == "reviewdesk-worker"
    assert other.name != ODD.name != PLAIN.name
    secret = Program(python="p", home="/h", db="postgresql://mario:s3cret@db/desk")
    for text in (systemd, launchd, windows, cron_line):
        with pytest.raises(DeskError) as raised:
            text(secret)
        assert "s3cret" not in str(raised.value)
    with pytest.raises(DeskError):
        systemd(Program(python="p", home="/h\nExecStartPre=/bin/evil"))


def test_a_file_of_another_is_neither_overwritten_nor_taken_away(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    made = service_files.service("systemd", PLAIN)
    made.path.parent.mkdir(parents=True)
    made.path.write_text("[Unit]\nDescription=mine\n")
    with pytest.raises(DeskError):
        service_files.write(made, replace=False)
    with pytest.raises(DeskError):
        service_files.remove(made, replace=False)
    assert "mine" in made.path.read_text()
    assert service_files.write(made, replace=True)
    assert not service_files.write(made, replace=False)
    assert service_files.remove(made, replace=False)
    assert not service_files.remove(made, replace=False)
