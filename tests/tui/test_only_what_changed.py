"""What did not change is not drawn again: a step in the list costs its lines and nothing else."""

from reviewdesk.tui.widgets.header import Header


async def test_a_step_in_the_list_asks_nothing_of_the_header(connected_desk, sit, clock, monkeypatch):
    clock.hold()
    async with sit(size=(120, 30)) as seat:
        await seat.reading()
        await seat.pilot.pause()
        asked = []
        drawn = Header.render_lines
        monkeypatch.setattr(Header, "render_lines", lambda *words: asked.append(words) or drawn(*words))
        before = seat.known.id
        await seat.press("j")
        await seat.until(lambda: seat.app.inbox_screen.known and seat.known.id != before)
        assert asked == []
        seat.app.inbox_screen.query_one(Header).refresh()
        await seat.until(lambda: asked, "what did change is drawn")
