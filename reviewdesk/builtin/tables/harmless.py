"""Cells of a CSV file on their way out, so that no spreadsheet takes a guest's words for a formula."""

_LEADS = ("=", "+", "-", "@", "\t", "\r")
"""What OWASP's page on CSV injection names (owasp.org/www-community/attacks/CSV_Injection)."""


def harmless(cell: str) -> str:
    """The cell with an apostrophe before a lead that a spreadsheet would run as a formula.

    Spreadsheets hide the apostrophe; other programs show it. Reading such a file back keeps it: nobody can
    tell it from one that the guest wrote, and imports change no texts. Quote all cells besides.
    """
    return f"'{cell}" if cell.startswith(_LEADS) else cell
