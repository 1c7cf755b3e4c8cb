"""Where the words speak of injury, illness or the law: advice in place of a voucher."""

from __future__ import annotations

from collections.abc import Sequence

from reviewdesk.api import _
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.form import Form, Stop
from reviewdesk.tui.goodwill.ground import Ground
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph


class GraveForm(Form[str | None]):
    """No button: the advice. Lifted by a reason alone."""

    DEFAULT_CSS = """
    GraveForm #text { max-height: 12; }
    """

    def __init__(self, ground: Ground) -> None:
        super().__init__(f"grave {ground.ref}")
        self._ground = ground

    @property
    def heading(self) -> str:
        return _("Goodwill: {guest}").format(guest=self._ground.guest)

    def lines(self, width: int) -> list[Written]:
        grave = self._ground.grave
        if grave is None:
            said = _(
                "The words of this review are not kept here, so nothing could be looked for in them. Read it "
                "on the platform first: of an injury, illness, allergy, hygiene, discrimination or lawyers "
                "a voucher must not speak."
            )
            return paragraph(said, width)
        found = _('The words speak of {matter} ("{word}"). A voucher is not offered here.')
        first = found.format(matter=grave.title, word=grave.word)
        return [
            *paragraph(first, width, "block"),
            [Piece("")],
            *paragraph(grave.advice, width),
        ]

    def fields(self) -> Sequence[Field]:
        label = _("I read it, it is not about that, because")
        return [Field(name="not_grave", label=label, placeholder=_("the reason stands in the diary"))]

    def does(self) -> str:
        return _("it is not about that")

    def submit(self) -> None:
        words = self.value("not_grave")
        if not words:
            raise Stop(_("Say why it is not about that; the diary keeps it."), "not_grave")
        self.desk_app.kept_forms.pop(self._kept_as, None)
        self.dismiss(words)
