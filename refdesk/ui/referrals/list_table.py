"""The referrals as a table: the same as on the board, in the order of any column."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from refdesk.i18n import _
from refdesk.services.board import Board, Card, ThanksMark
from refdesk.services.board import Column as Stage
from refdesk.ui import theme
from refdesk.ui.referrals import board_words
from refdesk.ui.referrals.board_words import BoardFrame
from refdesk.ui.widgets import marks
from refdesk.ui.widgets.ids_model import PAGE, Column, IdsModel
from refdesk.ui.widgets.list_view import ListView

LINE_HEIGHT = 40
_USUAL = "age"
_LATEST_FIRST = frozenset({"age"})  # the youngest has the lowest age
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
WIDTHS = {
    "name": 180, "need": 190, "who": 160, "stage": 100, "value": 100, "age": 80, "prepared": 96, "step": 200,
    "thanks": 110,
}  # fmt: skip
_THANKS_ORDER = {ThanksMark.LATE: 0, ThanksMark.OWED: 1, ThanksMark.THANKED: 2, ThanksMark.NONE: 3}


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line: a card with its stage, the place of that stage among the others, and the day of its age."""

    card: Card
    stage: Stage
    place: int
    since: date


class ReferralTable(ListView):
    """Shows a board as lines; a press on a head sorts by it, a second one turns the order round.

    `move_wanted` brings a referral and by how many stages it is to move, `menu_wanted` where its menu opens.
    """

    move_wanted = Signal(int, int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget) -> None:
        self._frame: BoardFrame | None = None
        self._lines: dict[int, Line] = {}
        self._key, self._descending = _USUAL, False
        self._model: IdsModel[Line] = IdsModel(self._fetch, self._make_columns())
        super().__init__(self._model, parent, name=_("List of referrals"), line_height=LINE_HEIGHT)
        self._model.setParent(self)
        for at, width in enumerate(WIDTHS.values()):
            self.setColumnWidth(at, theme.scaled(width))
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.let_scroll_sideways(on=True)
        self.sort_wanted.connect(self.sort)
        self.head.set_sorted(self._key, descending=self._descending)

    def show_board(self, board: Board, frame: BoardFrame) -> None:
        """Show the referrals of a board."""
        self._frame = frame
        self._lines = {
            card.referral_id: Line(card, stage, place, board_words.since(card, stage.meaning, frame))
            for place, stage in enumerate(board.columns)
            for card in stage.cards
        }
        self._put()

    def order(self) -> tuple[str, bool]:
        """Return the key of the column whose order the lines have, and whether it is turned round."""
        return self._key, self._descending

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
        if step is not None and control and self.current_id() >= 0:
            self.move_wanted.emit(self.current_id(), step)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        position = self.position() if by_key else self.rowAt(event.pos().y())
        if not 0 <= position < self._model.rowCount():
            return
        self.move_to(position)
        spot = self.line_rect(position).center() if by_key else event.pos()
        self.menu_wanted.emit(self.current_id(), self.viewport().mapToGlobal(spot))

    def sort(self, key: str, descending: bool) -> None:
        """Put the lines in the order of a column, "" for the usual; those without what it shows come last, both ways.

        A column that is not known, as of a newer RefDesk, is no order either.
        """
        self._key, self._descending = (key, descending) if key in _SORTED_BY else (_USUAL, False)
        self.head.set_sorted(self._key, descending=self._descending)
        self._put()

    def _put(self) -> None:
        value = _SORTED_BY[self._key]
        valued = [(value(line), card_id) for card_id, line in self._lines.items()]
        turned = self._descending is not (self._key in _LATEST_FIRST)
        having = sorted((each for each in valued if each[0] is not None), reverse=turned)
        ids = [card_id for _value, card_id in having] + [card_id for nothing, card_id in valued if nothing is None]
        self._model.set_ids(ids, self._fetch(ids[:PAGE]))
        if ids and self.hasFocus() and self.current_id() < 0:
            self.move_to(0)  # the focus was here before anything came
        self.viewport().update()

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, Line]:
        return {each: self._lines[each] for each in ids}

    def _make_columns(self) -> list[Column[Line]]:
        return [
            Column("name", _("Person"), _name),
            Column("need", _("Need"), _need),
            Column("who", _("From or to"), _who, spoken=self._spoken_who),
            Column("stage", _("Stage"), _stage),
            Column("value", _("Value"), self._value, right=True),
            Column("age", _("Age"), self._age, right=True),
            Column("prepared", _("Prepared"), _prepared, spoken=_spoken_prepared),
            Column("step", _("Next step"), self._step),
            Column("thanks", _("Thanks"), _thanks),
        ]

    def _spoken_who(self, line: Line) -> str:
        return board_words.with_whom(line.card, self._frame) if self._frame else ""

    def _value(self, line: Line) -> str:
        minor = line.card.value_minor
        return "" if minor is None or self._frame is None else board_words.worth(minor, self._frame.currency)

    def _age(self, line: Line) -> str:
        return board_words.age(line.card, line.stage.meaning, self._frame) if self._frame else ""

    def _step(self, line: Line) -> str:
        return board_words.closing(line.card, line.stage.meaning, self._frame) if self._frame else ""


def _name(line: Line) -> str:
    return line.card.name


def _need(line: Line) -> str:
    return line.card.need


def _who(line: Line) -> str:
    return line.card.referrer


def _stage(line: Line) -> str:
    return line.stage.name


def _prepared(line: Line) -> str:
    given = line.card.preparedness
    return _("{n} of 5").format(n=given) if given else ""


def _spoken_prepared(line: Line) -> str:
    return marks.dots_name(line.card.preparedness) if line.card.preparedness else ""


def _thanks(line: Line) -> str:
    return board_words.thanks(line.card.thanks)


def _step_day(line: Line) -> tuple[date, str] | None:
    if line.card.next_step:
        return line.card.next_step_on or date.max, line.card.next_step.casefold()
    return (line.card.source_on, "") if line.card.source_on else None


_SORTED_BY: Mapping[str, Callable[[Line], Any]] = {
    "name": lambda line: line.card.name.casefold(),
    "need": lambda line: line.card.need.casefold() or None,
    "who": lambda line: line.card.referrer.casefold() or None,
    "stage": lambda line: line.place,
    "value": lambda line: line.card.value_minor,
    "age": lambda line: (line.since, line.card.received_at),
    "prepared": lambda line: line.card.preparedness,
    "step": _step_day,
    "thanks": lambda line: _THANKS_ORDER[line.card.thanks],
}
