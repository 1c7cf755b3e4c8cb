"""The desk's first rows, and its memory then, against the first paint of a bare Textual app."""

from collections.abc import Iterator, Sequence

from benchmarks.homes import home
from benchmarks.programs import BARE, READY, close, desk, middle, ratio
from benchmarks.terminal import Terminal

_ROUNDS = 9
_SIZES = (1_000, 100_000, 1_000_000)


def run() -> Iterator[str]:
    # By turns, so that whatever else the machine does meets all of them.
    commands = {0: BARE} | {size: desk(home(size)) for size in _SIZES}
    times: dict[int, list[float]] = {size: [] for size in commands}
    memory: dict[int, list[float]] = {size: [] for size in commands}
    for turn in range(_ROUNDS + 1):
        for size, command in commands.items():
            spent, used = _painted(command)
            if turn:
                times[size].append(spent)
                memory[size].append(used)
    paint = {size: middle(found) for size, found in times.items()}
    room = {size: middle(found) for size, found in memory.items()}
    yield f"bare Textual app: {paint[0]:.0f} ms, {room[0]:.0f} MB"
    for size in _SIZES:
        yield (
            f"first rows with {size:,} reviews: {ratio(paint[size], paint[0], 1.5)} bare; "
            f"memory: {ratio(room[size], room[0], 1.6)} bare"
        )
    least, most = _SIZES[0], _SIZES[-1]
    yield f"first rows with {most:,} against {least:,}: {ratio(paint[most], paint[least], 1.2)}"


def _painted(command: Sequence[str]) -> tuple[float, float]:
    terminal = Terminal(command)
    spent = terminal.until(READY)
    used = terminal.memory()
    terminal.quiet(0.3, 5)
    close(terminal)
    return spent, used
