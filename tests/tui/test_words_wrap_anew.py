"""An answer's words wrap anew at every size: what is painted is the text, with no sign left over."""

from textual.geometry import Region

TEXT = (
    "Dear guest, thank you for telling us about the dough and the sauce. Please get in touch, we want to"
    " put this right: ask for the manager, at the number on this page."
)


def painted(editor):
    lines = editor.render_lines(Region(0, 0, *editor.outer_size))
    return "".join(line.text for line in lines).replace(" ", "")


async def test_no_sign_is_left_over_at_another_size(connected_desk, sit):
    async with sit(size=(140, 40)) as seat:
        await seat.write(TEXT)
        for size in ((80, 24), (120, 30), (140, 40)):
            await seat.pilot.resize_terminal(*size)
            await seat.until(lambda: painted(seat.editor) == TEXT.replace(" ", ""))


async def test_what_is_put_in_stands_apart_from_the_words_around_it(connected_desk, sit):
    async with sit() as seat:
        await seat.write("Sorry about the doBye")
        seat.editor.move_cursor((0, len("Sorry about the do")))
        await seat.press("ctrl+o")
        assert "about the do Please get in touch" in seat.editor.text
        assert seat.editor.text.endswith(". Bye")
        seat.editor.replace_all("Sorry.\n")
        await seat.press("ctrl+o")
        assert seat.editor.text.startswith("Sorry.\nPlease")
