"""Keys struck at random, by a cat or a sleeve: nothing breaks, nothing goes out by itself."""

import random

import pytest

from reviewdesk.tui.actions import TABLE

KEYS = [
    key for action in TABLE for key in action.keys.split(",") if action.id not in ("leave_desk", "external")
]
SAFE = [key for key in KEYS if key not in ("f4", "e", "g")]


@pytest.mark.parametrize("seed", [1])
async def test_random_keys_break_nothing(connected_desk, sit, clock, seed):
    dice = random.Random(seed)
    async with sit(size=(100, 30)) as seat:
        for step in range(50):
            await seat.press(dice.choice([*SAFE, "escape", "escape", "tab", "a", "space"]))
            if step % 20 == 0:
                await seat.pilot.resize_terminal(dice.randint(20, 200), dice.randint(6, 60))
        assert seat.app.is_running
        assert seat.app._exception is None
