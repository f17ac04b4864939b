"""The walks of life as a list: what each is called, whom one has there, and which are still open."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain import forgotten
from refdesk.i18n import _, ngettext
from refdesk.services.forgotten import Question
from refdesk.ui import icons, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.ids_model import Column, Index
from refdesk.ui.widgets.list_view import LineDelegate
from refdesk.ui.widgets.side_list import SideList

_WIDTHS, _LINE = (236, 280), 52
_TICK = 16
_TWO = 2


class WalkList(SideList[Question]):
    """Shows the questions; the places count from 1."""

    def __init__(self, parent: QWidget) -> None:
        column = Column[Question]("walk", "", _title, spoken, sortable=False)
        super().__init__(column, parent, name=_("Walks of life"), line_height=_LINE, widths=_WIDTHS)
        self.view.setItemDelegate(_WalkDelegate(self.view))

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show the questions in this order."""
        self.show_rows(dict(enumerate(questions, 1)))
        left = sum(each.is_open for each in questions)
        words = ngettext("{n} open", "{n} open", left).format(n=i18n.number(left))
        self.count.setText(words if left else _("All answered"))


def have_words(question: Question) -> str:
    """Return whom one has already: "You have: Bo Bell and 2 more"."""
    if not question.known:
        return _("Nobody of this kind") if question.nobody else ""
    shown = question.names[:_TWO]
    more = question.known - len(shown)
    names = ", ".join(shown)
    if more:
        names = ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=names, n=i18n.number(more))
    return _("You have: {names}").format(names=names)


def spoken(question: Question) -> str:
    """Return a line as a screen reader says it."""
    return ", ".join(filter(None, (_title(question), have_words(question) or _("open"))))


def _title(question: Question) -> str:
    return forgotten.title(question.walk)


class _WalkDelegate(LineDelegate):
    """Paints the name, whom one has below it, and a tick when it is answered."""

    pad = 20

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw the line."""
        row: Question | None = self.row_of(index)
        if row is None:
            return
        tokens = theme.current()
        room = rect.adjusted(self.pad, 0, -14, 0)
        if not row.is_open:
            tick = QRect(room.right() - _TICK, room.center().y() - _TICK // 2, _TICK, _TICK)
            icons.paint(painter, "check", tick, tokens.green_mark, stroke=icons.STROKE_TICK)
            room.setRight(tick.left() - 8)
        have = have_words(row)
        upper, lower = theme.line_height(Style.BODY_STRONG), theme.line_height(Style.CAPTION) if have else 0
        top = room.top() + (room.height() - upper - lower) // 2
        style = Style.BODY_STRONG if row.is_open else Style.BODY
        painting.text(painter, QRect(room.left(), top, room.width(), upper), _title(row), style, tokens.ink)
        if have:
            below = QRect(room.left(), top + upper, room.width(), lower)
            painting.text(painter, below, have, Style.CAPTION, tokens.ink2)

    def lines_of(self, index: Index) -> Sequence[tuple[str, Style]]:
        """Return the name and whom one has."""
        row: Question | None = self.row_of(index)
        return () if row is None else ((_title(row), Style.BODY_STRONG), (have_words(row), Style.CAPTION))
