"""The pictures of the docs are what the desk looks like."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEPT = sorted((ROOT / "docs" / "pictures").glob("*.svg"))


@pytest.mark.timeout(240)
def test_the_pictures_of_the_docs_are_what_the_desk_looks_like_now():
    # In a process of its own: a zone and a language are the whole process's.
    done = subprocess.run(
        [sys.executable, "-m", "pictures", "--check"],
        cwd=ROOT,
        env={**os.environ, "LANG": "pl_PL.UTF-8", "TZ": "Asia/Tokyo", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )
    assert done.returncode == 0, f"run: make pictures\n{done.stdout}{done.stderr[-3000:]}"


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_picture_needs_nothing_from_elsewhere(path):
    svg = path.read_text("utf-8")
    loaded = re.findall(r"(?:url|href|src|@import)\b[^;>\s]*", svg)
    assert not [each for each in loaded if "#" not in each], "fonts and images of another server"
    assert "127.0.0.1" not in svg
    assert "/tmp" not in svg


def test_every_picture_is_shown_somewhere():
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = "".join(page.read_text("utf-8") for page in pages)
    assert [path.name for path in KEPT if f"pictures/{path.name}" not in shown] == []
    assert len(KEPT) == 7
