"""The part of the tour about referrals: the list, who could help, giving one, a letter, a call, goals, reminders."""

from typing import Any

from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.services import board, business
from refdesk.services.desk import Desk
from refdesk.tour_stage import Stage, settle
from refdesk.ui.palette.palette_field import PaletteField
from refdesk.ui.places import PlaceName
from refdesk.ui.referrals.board_head import BOARD, LIST

NEED, TYPED = "A roof that leaks, before winter", "mar"


def dialogs(stage: Stage, *, giver: str) -> None:
    """Show each dialog over the place where it is usually opened."""
    routes, giver_id = stage.routes, stage.person(giver)
    as_list(stage)
    routes.referrals.find_help(NEED)
    stage.take_dialog("who-could-help")
    routes.referrals.give_referral(giver_id)
    stage.take_dialog("give-a-referral")
    routes.referrals.write_letter(_given(stage.desk))
    stage.take_dialog("introduction-letter")
    stage.shell.go_to(PlaceName.TODAY)
    routes.call(giver_id)
    stage.take_dialog("call")
    routes.set_goals()
    stage.take_dialog("goals")
    routes.show_reminders()
    stage.take_dialog("reminders")
    palette(stage)


def as_list(stage: Stage) -> None:
    """Show the referrals as a list, and then the board again."""
    page: Any = stage.shell.go_to(PlaceName.REFERRALS)
    settle(stage.window)
    page.show_as(LIST)
    stage.take("referrals-list")
    page.show_as(BOARD)


def palette(stage: Stage) -> None:
    """Show what is found by a few letters."""
    field = stage.window.findChild(PaletteField)
    assert field is not None, "the search stands on top"
    field.setText(TYPED)
    field.take_focus()
    stage.take("palette")
    field.clear()
    stage.shell.focus_page()
    settle(stage.window)


def _given(desk: Desk) -> int:
    """Return a referral that was given and is still open."""
    shown = desk.ask(board.board, Direction.GIVEN, desk.now(), desk.ask(business.working_time))
    open_ones = [card for column in shown.columns if column.meaning is Meaning.OPEN for card in column.cards]
    return open_ones[0].referral_id
