"""Ways in which a platform can be made to behave, set while it runs."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

__all__ = ["Switches"]


@dataclass(slots=True)
class Switches:
    """Subclassed by each platform's sandbox with its own switches, as dataclass fields."""

    def set(self, wishes: Mapping[str, Any]) -> None:
        """Set several at once. Raises ValueError, and sets none, if one is unknown or of another kind."""
        known = {f.name for f in fields(self)}
        for name, value in wishes.items():
            if name not in known:
                raise ValueError(f"there is no switch {name!r}; there are {', '.join(sorted(known))}")
            self._check(name, value)
        for name, value in wishes.items():
            setattr(self, name, value)

    def as_json(self) -> dict[str, Any]:
        return {f.name: getattr(self, f.name) for f in fields(self)}

    def _check(self, name: str, value: Any) -> None:
        now = getattr(self, name)
        if isinstance(now, bool) != isinstance(value, bool):
            raise ValueError(f"the switch {name!r} can't be {value!r}")
        if value is not None and isinstance(now, list) != isinstance(value, list):
            raise ValueError(f"the switch {name!r} can't be {value!r}")
