"""How a plugin fares, in words."""

from reviewdesk.api import _


def status_words(status: str) -> str:
    return {
        "ready": _("works"),
        "blocked": _("switched off in the settings"),
        "load_error": _("can't be loaded"),
        "incompatible": _("made for another version of the desk"),
        "config_error": _("its settings are wrong"),
        "unhealthy": _("stumbled"),
    }.get(status, status)
