"""``python -m pictures [--check]``: makes the pictures of the docs again, or says which are out of date."""

import sys
import tempfile
from pathlib import Path

from pictures.paper import told
from pictures.taking import taken

PLACE = Path(__file__).parents[1] / "docs" / "pictures"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="reviewdesk-pictures-", ignore_cleanup_errors=True) as folder:
        found = taken(Path(folder))
        foreign = [name for name, svg in found.items() if folder in svg or "127.0.0.1" in svg]
    if foreign:
        raise RuntimeError(f"this machine is in the picture: {', '.join(foreign)}")
    if "--check" in sys.argv[1:]:
        return _compare(found)
    PLACE.mkdir(parents=True, exist_ok=True)
    for name, svg in found.items():
        (PLACE / f"{name}.svg").write_text(svg, "utf-8", newline="\n")
    sys.stdout.write(f"{len(found)} pictures are in docs/pictures\n")
    return 0


def _compare(found: dict[str, str]) -> int:
    """What is written on them counts, not how a library draws it."""
    old = sorted(name for name, svg in found.items() if told(svg) != told(_kept(name)))
    more = sorted({each.stem for each in PLACE.glob("*.svg")} - set(found))
    for name in old:
        sys.stdout.write(f"docs/pictures/{name}.svg is not what the desk looks like now\n")
        for line in sorted(set(told(found[name])) ^ set(told(_kept(name))))[:10]:
            sys.stdout.write(f"    {line}\n")
    for name in more:
        sys.stdout.write(f"docs/pictures/{name}.svg is no picture of this album\n")
    if old or more:
        sys.stdout.write("run: make pictures\n")
    return 1 if old or more else 0


def _kept(name: str) -> str:
    path = PLACE / f"{name}.svg"
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
