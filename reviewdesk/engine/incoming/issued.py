"""What an issuer of vouchers answers, made fit to be kept, or refused in plain words."""

from datetime import date, datetime

from reviewdesk.api import BadData, IssuedVoucher, _
from reviewdesk.engine.plugs.fit import usable

_LONGEST = 100
"""A code is typed by hand at a counter: what is longer is no code."""


def voucher(found: object) -> IssuedVoucher:
    """Raises BadData: a code that can't be shown to a guest is none."""
    if not isinstance(found, IssuedVoucher) or not usable(found.code):
        raise BadData(_("The issuer's answer can't be read."))
    code = found.code.strip()
    if not code.isprintable() or not any(sign.isalnum() for sign in code) or len(code) > _LONGEST:
        raise BadData(_("The issuer gave a code that nobody could type."))
    ends = found.expires_on
    if ends is not None and (isinstance(ends, datetime) or not isinstance(ends, date)):
        raise BadData(_("The issuer's last day is no day."))
    external = found.external_id if usable(found.external_id) else ""
    return IssuedVoucher(code=code, external_id=external, expires_on=ends)
