"""Beside the form of a referral month: who is to be confirmed, and who is left out and why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import campaign as rules
from refdesk.domain.ids import ContactId
from refdesk.i18n import _, ngettext
from refdesk.services import campaigns
from refdesk.services.campaigns import ConfirmRow, LeftOutFor
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import roving
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import SectionHead, Surface

MOST_TO_CONFIRM = campaigns.NAMED
NAMES_SHOWN = 6
WIDTH = 320


class PlanSide(Surface):
    """Names people; `changed` comes when somebody is unticked."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk")
        self.setFixedWidth(theme.scaled(WIDTH))
        self.asked: dict[ContactId, Check] = {}
        inside = QWidget(self)
        self._head = SectionHead(_("May we call them?"), inside)
        self._hint = Label(
            _("It is not noted yet. Whoever stays ticked is called, and noted as yes."),
            Style.SECOND, inside, ink=Ink.INK2, wrap=True,
        )  # fmt: skip
        self._confirm = QWidget(inside)
        self._column = QVBoxLayout(self._confirm)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._roving = roving.Roving(self._confirm, vertical=True, horizontal=False)
        self._more = Label("", Style.SECOND, inside, ink=Ink.INK2)
        self.left_out = Label("", Style.SECOND, inside, ink=Ink.INK2, wrap=True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(22, 18, 16, 18)
        column.setSpacing(10)
        for part in (self._head, self._hint, self._confirm, self._more):
            column.addWidget(part)
        self._left_out_head = SectionHead(_("Left out"), inside)
        column.addWidget(self._left_out_head)
        column.addWidget(self.left_out)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(ScrollArea(inside, self))
        for part in (self._head, self._hint, self._confirm, self._more, self._left_out_head, self.left_out):
            part.hide()  # until it is known

    def without(self) -> frozenset[ContactId]:
        """Return whoever was unticked."""
        return frozenset(contact_id for contact_id, check in self.asked.items() if not check.isChecked())

    def confirmed(self) -> frozenset[ContactId]:
        """Return whoever stands here and stayed ticked."""
        return frozenset(contact_id for contact_id, check in self.asked.items() if check.isChecked())

    def show_people(self, rows: Sequence[ConfirmRow], reasons: Sequence[LeftOutFor]) -> None:
        """List everybody of whom it is not known, once; whoever was taken off stays listed."""
        for row in rows:
            if row.contact_id not in self.asked and len(self.asked) < MOST_TO_CONFIRM:
                check = Check(row.name, self._confirm, checked=True)
                check.toggled.connect(self.changed)
                self.asked[row.contact_id] = check
                self._column.addWidget(check)
                self._roving.add_member(check)
        on_plan = {row.contact_id for row in rows}
        for contact_id, check in self.asked.items():
            check.setVisible(contact_id in on_plan or not check.isChecked())
        more = len(on_plan - self.asked.keys())
        words = ngettext("and {n} more person", "and {n} more people", more)
        self._more.setText(words.format(n=i18n.number(more)) if more else "")
        self._more.setVisible(bool(more))
        for part in (self._head, self._hint, self._confirm):
            part.setVisible(bool(on_plan) or bool(self.without()))
        self.left_out.setText(left_out_words(reasons))
        self._left_out_head.show()
        self.left_out.show()


def left_out_words(reasons: Sequence[LeftOutFor]) -> str:
    """Return who is not on the plan, reason by reason."""
    return "\n\n".join(map(_reason_words, reasons)) or _("Nobody.")


def _reason_words(each: LeftOutFor) -> str:
    named = ", ".join(each.first[:NAMES_SHOWN])
    more = each.count - NAMES_SHOWN
    rest = " " + _("and {n} more").format(n=i18n.number(more)) if more > 0 else ""
    return f"{i18n.number(each.count)} {_(rules.REASON_WORDS[each.reason])}: {named}{rest}"
