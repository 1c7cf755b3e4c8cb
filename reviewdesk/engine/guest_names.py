"""What stands where a guest's name would stand."""

from reviewdesk.api import _

__all__ = ["no_name", "no_name_short"]


def no_name(*, kept: bool) -> str:
    """Why there is none: the guest gave none, or his platform lets no one keep it."""
    return _("(no name)") if kept else _("(name not kept)")


def no_name_short(*, kept: bool) -> str:
    """The same for narrow columns."""
    return _("(no name)") if kept else _("(not kept)")
