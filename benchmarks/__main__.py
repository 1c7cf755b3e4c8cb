"""``python -m benchmarks [NAME]...``: runs the named benchmarks, or all of them."""

import os
import sys

from benchmarks import first_paint, inbox, quitting

ALL = {"inbox": inbox.run, "first_paint": first_paint.run, "quitting": quitting.run}


def main() -> int:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without .pyc every start-up costs twice
    names = sys.argv[1:] or list(ALL)
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"There is no benchmark {unknown[0]}. There are: {', '.join(ALL)}.", file=sys.stderr)
        return 2
    for name in names:
        for line in ALL[name]():
            print(f"{name}: {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
