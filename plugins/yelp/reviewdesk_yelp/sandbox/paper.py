"""The plain sheet on which all pages of the sandbox are written."""

from html import escape

from starlette.responses import HTMLResponse

__all__ = ["paper"]

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #2d2e2f }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
article { border: 1px solid #dadce0; border-radius: 8px; padding: 1rem; margin: 1rem 0 }
blockquote { margin: .75rem 0 0; padding-left: 1rem; border-left: 3px solid #dadce0 }
textarea { width: 100%; min-height: 8rem; font: inherit }
button { font: inherit; padding: .3rem 1rem }
.quiet { color: #5f6368 } .stars { color: #d32323; letter-spacing: .1em }
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
