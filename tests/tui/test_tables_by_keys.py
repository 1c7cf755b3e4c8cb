"""A table of another tool: its columns are shown and changed by keys; what it does not tell is asked."""

from dataclasses import replace
from datetime import date

import pytest

from reviewdesk.api import Rating
from reviewdesk.store.lines import Query
from reviewdesk.tui.dialogs.bring_in import BringInDialog
from reviewdesk.tui.dialogs.mapping_table import MappingDialog
from reviewdesk.tui.dialogs.mapping_words import field_choices, in_order, put, said_field
from reviewdesk.tui.dialogs.pick import AskDialog, PickDialog
from reviewdesk.tui.widgets.cards import Cards

HEAD = "Gast;Sterne;Bewertungstext;Datum;Notiz\n"
ROWS = "Ola;4;Gute Suppe [b]x[/b];3/4/2024;\x1b[2Jwarm\nBo;5;Beste Pizza;5/4/2024;kalt\n"


@pytest.fixture
def table(tmp_path):
    def write(name="a.csv", rows=ROWS, head=HEAD):
        path = tmp_path / name
        path.write_text(head + rows, "utf-8")
        return path

    return write


async def opened(seat, path):
    await seat.press("i")
    dialog = await seat.dialog(BringInDialog)
    dialog._put(str(path))
    await seat.press("enter")
    dialog = await seat.dialog(MappingDialog)
    await seat.until(lambda: dialog._examples or not dialog._look.mapping)
    return dialog


async def pick(seat, value):
    """Choose by the number, or by the arrows where there are too many for one."""
    picked = await seat.dialog(PickDialog)
    at = [choice.value for choice in picked.choices].index(value)
    if at < 9:
        await seat.press(str(at + 1))
    else:
        await seat.press(*["j"] * at, "enter")


async def settled(seat, dialog):
    await seat.until(lambda: seat.app.screen is dialog and not dialog._busy)


def columns(dialog):
    return dialog.query_one(Cards).text


async def say_all(seat, dialog, shop="Stall"):
    await seat.press("enter")
    await pick(seat, "google")
    await settled(seat, dialog)
    await seat.press("enter")
    await seat.dialog(AskDialog)
    await seat.press(*shop, "enter")
    await settled(seat, dialog)
    await seat.press("enter")
    await pick(seat, "dmy")
    await settled(seat, dialog)


async def test_columns_are_shown_with_examples_and_what_is_not_told_is_asked(desk, sit, table):
    async with sit() as seat:
        dialog = await opened(seat, table())
        text = columns(dialog)
        assert "Gute Suppe [b]x[/b] · Beste Pizza" in text
        assert "\x1b" not in text
        assert "Platform: ? Enter says it" in text
        await seat.press("y")
        await seat.until(lambda: "not said yet" in seat.told)
        await say_all(seat, dialog)
        assert "the day first" in columns(dialog)
        assert "does not tell" not in seat.text
        await seat.press("y")
        await seat.until(lambda: "2 new" in seat.text)
        days = {
            each.review.author: each.review.created_at for each in desk.inbox.page(Query(all=True), limit=9)
        }
        assert days == {"Ola": date(2024, 4, 3), "Bo": date(2024, 4, 5)}


async def test_what_was_said_is_offered_for_the_next_file_and_never_taken_for_granted(desk, sit, table):
    said = {"Gast": "author", "Sterne": "rating", "Bewertungstext": "text", "Datum": "created_at:dmy"}
    desk.imports.take(table(), platform="google", as_listing="Stall", mapping=said)
    look = desk.imports.look(table("b.csv"))
    assert set(look.asks) == {"platform", "as_listing"}, "another file may be another shop's"
    assert look.said == {"platform": "google", "as_listing": "Stall"}
    async with sit() as seat:
        await seat.press("escape")
        dialog = await opened(seat, table("b.csv", ROWS + "Cleo;3;Naja;6/4/2024;\n"))
        await seat.until(lambda: "as last time" in seat.text)
        assert "Platform: Google" in columns(dialog)
        assert "Shop: Stall" in columns(dialog)
        await seat.press("y")
        await seat.until(lambda: "1 new" in seat.text)
        assert "2 known already" in seat.text


async def test_a_column_is_changed_by_keys_and_its_scale_with_it(desk, sit, table):
    rows = "Ola;4;(none);2024-04-03;Warm soup\nBo;3;(none);2024-04-04;Cold\n"
    async with sit() as seat:
        dialog = await opened(seat, table(rows=rows))
        for column, field in (("Notiz", "text"), ("Sterne", "rating:10")):
            places = [card.value for card in dialog.cards.cards]
            dialog.cards.move_to(places.index(("column", column)))
            await seat.press("enter")
            await pick(seat, field)
            await settled(seat, dialog)
        assert dialog._said.mapping["Bewertungstext"] == ""
        assert "points of 10" in columns(dialog)
        dialog._try(replace(dialog._said, platform="google", as_listing="Stall"))
        await settled(seat, dialog)
        await seat.press("y")
        await seat.until(lambda: "2 new" in seat.text)
        there = {each.review.author: each.review for each in desk.inbox.page(Query(all=True), limit=9)}
        assert (there["Ola"].text, there["Ola"].rating) == ("Warm soup", Rating(4, 10))


async def test_where_no_column_tells_the_day_one_is_said_for_all_and_not_remembered(desk, sit, table):
    head, rows = "Gast;Sterne;Bewertungstext\n", "Ola;4;Gute Suppe\n"
    async with sit() as seat:
        dialog = await opened(seat, table(rows=rows, head=head))
        dialog._try(replace(dialog._said, platform="google", as_listing="Stall"))
        await settled(seat, dialog)
        await seat.press("enter")
        await seat.dialog(AskDialog)
        await seat.press(*"someday", "enter")
        await seat.until(lambda: "Write the day" in seat.told)
        await seat.press("enter")
        await seat.dialog(AskDialog)
        await seat.press(*"2024-05-17", "enter")
        await settled(seat, dialog)
        await seat.press("y")
        await seat.until(lambda: "1 new" in seat.text)
        assert desk.imports.look(table("b.csv", rows=rows, head=head)).asks[-1] == "created_at"


async def test_esc_leads_back_to_the_path(desk, sit, table):
    async with sit() as seat:
        path = table()
        await opened(seat, path)
        await seat.press("escape")
        dialog = await seat.dialog(BringInDialog)
        assert dialog.query_one("#path").value == str(path)
        assert desk.inbox.counts().total == 0


def test_examples_are_the_first_cells_also_of_rows_longer_than_is_kept(desk, table):
    look = desk.imports.look(table(rows=f"Ola;4;{'Suppe ' * 2000};3/4/2024;x\nBo;5;Pizza;5/4/2024;y\n"))
    found = desk.imports.examples(look)
    assert found["Gast"] == ("Ola", "Bo")
    assert found["Bewertungstext"] == ("Pizza",)


def test_a_field_moves_from_one_column_to_another():
    assert put({"a": "text", "b": "detail"}, "c", "text") == {"a": "", "b": "detail", "c": "text"}
    assert put({"a": "detail"}, "b", "detail") == {"a": "detail", "b": "detail"}
    assert in_order({"a": "created_at:mdy:utc", "b": "text"}, "dmy") == {
        "a": "created_at:utc:dmy",
        "b": "text",
    }


def test_every_field_that_can_be_chosen_exists():
    from reviewdesk.builtin.tables.fields import Spec

    assert [str(Spec.of(choice.value)) for choice in field_choices()] == [
        choice.value for choice in field_choices()
    ]
    assert said_field("detail") == "a further fact, shown beside it"
