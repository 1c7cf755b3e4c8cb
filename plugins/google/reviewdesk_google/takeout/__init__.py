"""Google Takeout: what an owner without the API can read."""

from pathlib import Path

from reviewdesk.api import BadData, Export, ExportOptions, _
from reviewdesk_google.takeout.rows import rows
from reviewdesk_google.takeout.sources import Bundle, TooMuch, gather
from reviewdesk_google.takeout.survey import Survey, survey

__all__ = ["FORMAT", "open_export"]

FORMAT = "google-takeout"


def open_export(path: Path, options: ExportOptions) -> Export | None:
    """Recognise a Takeout by what lies in it: its folders are named in the owner's language.

    The files are read twice, here and for the rows, so that of a review that stands in several of them the
    newest can be taken without holding all of them in memory.
    """
    if options.format not in {None, FORMAT}:
        return None
    if _is_tar(path):
        return _refused(_("This is a .tgz archive: unpack it first and import the folder, or order a .zip."))
    try:
        bundle = gather(path)
        found = survey(bundle, options.as_listing)
    except TooMuch as error:
        return _refused(str(error))
    if not found.newest and not found.counted:
        return _without_rows(bundle, found)
    return Export(
        format=FORMAT,
        title=_title(),
        sure=1.0,
        platform="google",
        listings=found.listings,
        rows=rows(bundle, found),
        whole=bundle.whole and found.whole,
    )


def _without_rows(bundle: Bundle, found: Survey) -> Export | None:
    if found.own:
        return _refused(own_reviews())
    for place, reason in (*found.broken, *bundle.damaged):
        raise BadData(f"{place}: {reason}", _("Download it again from takeout.google.com."))
    if found.pages:
        return _refused(_("There are no reviews in this Takeout: its place has none yet."))
    if bundle.is_takeout:
        return _refused(
            _('This Takeout holds no Business Profile. Order one again, and tick "Google Business Profile".'),
            sure=0.5,
        )
    return None


def own_reviews() -> str:
    return _(
        "These are the reviews that you wrote yourself about other places. Order a Takeout again, and tick "
        '"Google Business Profile" instead of "Maps".'
    )


def _refused(reason: str, sure: float = 1.0) -> Export:
    return Export(format=FORMAT, title=_title(), sure=sure, platform="google", refused=reason)


def _title() -> str:
    return _("Google Takeout")


def _is_tar(path: Path) -> bool:
    name = path.name.casefold()
    return name.startswith("takeout-") and name.endswith((".tgz", ".tar.gz")) and path.is_file()
