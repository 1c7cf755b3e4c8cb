"""The plain sheet on which all pages of the sandbox are written."""

from html import escape

from starlette.responses import HTMLResponse

__all__ = ["paper"]

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
article { border: 1px solid #e7e7e7; border-radius: 8px; padding: 1rem; margin: 1rem 0 }
blockquote { margin: .75rem 0 0; padding-left: 1rem; border-left: 3px solid #e7e7e7 }
textarea { width: 100%; min-height: 8rem; font: inherit }
button { font: inherit; padding: .3rem 1rem }
.quiet { color: #595959 } .score { color: #fff; background: #003b95; border-radius: 4px; padding: 0 .4em }
.words { white-space: pre-wrap; overflow-wrap: anywhere }
"""


def paper(title: str, body: str, *, status: int = 200) -> HTMLResponse:
    """A page; `body` is HTML in which everything foreign is escaped already. No script ever runs on it."""
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>{body}</body></html>",
        status_code=status,
        headers={
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
            "Cache-Control": "no-store",
        },
    )
