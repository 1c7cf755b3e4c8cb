"""The ways from screen to screen: each is imported when it is first gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewdesk.tui.one_by_one import OneByOne

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.tui.screens.desk_screen import DeskScreen


class Ways(OneByOne):
    desk: Desk | None = None

    def _show(self, kind: type[DeskScreen]) -> None:
        if self.desk is None or isinstance(self.screen, kind):
            return
        self.action_inbox()
        self.push_screen(kind())

    def action_inbox(self) -> None:
        from reviewdesk.tui.screens.first_steps import FirstStepsScreen

        while len(self.screen_stack) > 1 and not isinstance(self.screen, FirstStepsScreen):
            self.pop_screen()

    def action_outbox(self) -> None:
        from reviewdesk.tui.screens.outbox import OutboxScreen

        self._show(OutboxScreen)

    def action_vouchers(self) -> None:
        from reviewdesk.tui.goodwill.vouchers import VouchersScreen

        self._show(VouchersScreen)

    def action_accounts(self) -> None:
        from reviewdesk.tui.screens.accounts import AccountsScreen

        self._show(AccountsScreen)

    def action_diary(self) -> None:
        from reviewdesk.tui.screens.diary import DiaryScreen

        self._show(DiaryScreen)

    def action_settings(self) -> None:
        from reviewdesk.tui.screens.settings import SettingsScreen

        self._show(SettingsScreen)

    def action_away(self) -> None:
        from reviewdesk.tui.screens.away import AwayScreen

        self._show(AwayScreen)

    def action_help(self) -> None:
        from reviewdesk.tui.screens.help import HelpScreen

        self._show(HelpScreen)
