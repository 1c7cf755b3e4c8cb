"""The keyring of the operating system, where there is one that can be used.

keyring is imported late (it costs 85 ms) and every step is guarded: a headless machine, a locked keyring
and a backend that keeps nothing all mean "not available".
"""

from typing import TYPE_CHECKING

from reviewdesk.api.errors import DeskError
from reviewdesk.api.words import _

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

__all__ = ["drop", "find", "get", "put", "usable"]

_SERVICE = "reviewdesk"


def usable() -> bool:
    """Whether this system has a keyring that keeps what is put in."""
    return _backend() is not None


def get(account: str, name: str) -> str:
    """The value. Raises `DeskError` where there is no keyring, or nothing in it."""
    value = find(account, name)
    if value is None:
        raise DeskError(
            _("The keyring has no secret {name} for the account {account}.").format(
                name=name, account=account
            ),
            _("Store it again: reviewdesk account add asks for it."),
        )
    return value


def find(account: str, name: str) -> str | None:
    """The value, None where nothing was kept. Raises `DeskError` where the keyring can't be opened."""
    backend = _backend()
    if backend is None:
        raise DeskError(
            _("The keyring of this computer can not be opened from here."),
            _("Unlock it, work in the session in which you stored the secret, or give another source."),
        )
    try:
        return backend.get_password(_SERVICE, _user(account, name))
    except Exception as error:  # noqa: BLE001 - backends raise whatever their system raises
        raise DeskError(
            _("The keyring of this computer did not give the secret ({why}).").format(
                why=type(error).__name__
            ),
            _("Unlock it and try again."),
        ) from None


def put(account: str, name: str, value: str) -> bool:
    """Keep `value`; false where it was not kept for certain."""
    backend = _backend()
    if backend is None:
        return False
    try:
        backend.set_password(_SERVICE, _user(account, name), value)
        return bool(backend.get_password(_SERVICE, _user(account, name)) == value)
    except Exception:  # noqa: BLE001
        return False


def drop(account: str, name: str) -> None:
    """Forget it; that it was not there, or can't be reached, is no error."""
    backend = _backend()
    if backend is None:
        return
    try:
        backend.delete_password(_SERVICE, _user(account, name))
    except Exception:  # noqa: BLE001
        return


def _user(account: str, name: str) -> str:
    return f"{account}/{name}"


def _backend() -> "KeyringBackend | None":
    try:
        import keyring

        backend = keyring.get_keyring()
        priority = float(backend.priority)
    except Exception:  # noqa: BLE001
        return None
    # Below 1 are the ones that fail, keep nothing, or keep in clear: a private file does better.
    return backend if priority >= 1 else None
