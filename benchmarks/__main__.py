"""``python -m benchmarks [--peers] [NAME]...``: runs the named benchmarks, or all of them."""

import os
import sys

from benchmarks import first_paint, inbox, keys, peers, quitting, resting, searching, taking_in

ALL = {
    "first_paint": first_paint.run,
    "keys": keys.run,
    "searching": searching.run,
    "resting": resting.run,
    "taking_in": taking_in.run,
    "inbox": inbox.run,
    "quitting": quitting.run,
    "peers": peers.run,
}


def main() -> int:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without .pyc every start-up costs twice
    asked = sys.argv[1:]
    names = [name for name in asked if name != "--peers"] or list(ALL)
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"There is no benchmark {unknown[0]}. There are: {', '.join(ALL)}.", file=sys.stderr)
        return 2
    if "--peers" in asked:
        for line in peers.install():
            print(f"peers: {line}", flush=True)
    for name in names:
        for line in ALL[name]():
            print(f"{name}: {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
