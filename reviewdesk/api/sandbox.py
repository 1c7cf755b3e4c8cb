"""The local server of a platform, for the demo and for tests."""

from collections.abc import Mapping
from typing import Protocol

__all__ = ["RunningSandbox", "Sandbox"]


class RunningSandbox(Protocol):
    """A sandbox that listens on 127.0.0.1."""

    @property
    def url(self) -> str:
        """Its base URL: the value for the account's `base_url`."""

    @property
    def settings(self) -> Mapping[str, str]:
        """What `account add` needs as ``--set``, `base_url` included."""

    @property
    def secrets(self) -> Mapping[str, str]:
        """What `account add` needs as ``--secret``, in clear: none of it opens anything real."""

    def stop(self) -> None:
        """Stop listening; the port is free when this returns."""


class Sandbox(Protocol):
    """What `reviewdesk_sandbox` gives."""

    @property
    def platform(self) -> str:
        """Name of the plugin whose platform it plays."""

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The names of the made-up worlds it can play, the default first."""

    def start(self, *, port: int = 0, scenario: str | None = None, speed: float = 1.0) -> RunningSandbox:
        """Listen on 127.0.0.1:`port` (0: any free one). `speed` runs the moderation clock faster.

        Raises `DeskError` when the port is taken or the scenario unknown.
        """
