"""What the guest wrote can be read to its end while one answers it."""

from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.tui.plain import plain
from reviewdesk.tui.widgets.answer_box import Rule

LONG = "\n\n".join(f"Course {number}: it was cold, and nobody came." for number in range(1, 13))


async def test_page_keys_read_on_in_the_guests_words_while_writing(sit, takeout, clock):
    with Desk.open(Home.choose(), clock=clock) as desk:
        desk.imports.take(
            takeout({"author": "Ada B.", "text": LONG, "stars": "ONE"}, {"author": "Bo", "text": "Fine."})
        )
        desk.inbox.begin(None, wordless_above=None)
    async with sit(size=(80, 24)) as seat:
        pane = seat.app.inbox_screen.pane

        def rule() -> str:
            return pane.query_one(Rule).text

        await seat.write("Sorry")
        await seat.until(lambda: "more lines (PgDn)" in rule())
        assert plain(rule(), letters=True).count("v ") == 1
        cursor = seat.editor.cursor_location
        for _each in range(20):
            await seat.press("pagedown")
        await seat.until(lambda: "above (PgUp)" in rule())
        assert pane.leaf.hidden[1] == 0
        await seat.press("pageup", "pageup", "pageup", "pageup", "pageup", "pageup")
        await seat.until(lambda: pane.leaf.hidden[0] == 0)
        assert seat.editor.cursor_location == cursor
        await seat.press("f7")
        await seat.until(lambda: "guest:" not in rule())
