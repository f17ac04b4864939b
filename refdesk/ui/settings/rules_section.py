"""The numbers of the rules: how long, how often, how many; each with what it changes and the way back."""

from collections.abc import Iterator
from dataclasses import Field, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from refdesk.domain import rules
from refdesk.domain.rules import USUAL, Rules
from refdesk.errors import RefDeskError, Refused
from refdesk.i18n import _
from refdesk.services import business
from refdesk.ui.settings.editors import NumberEditor
from refdesk.ui.settings.row import SettingRow
from refdesk.ui.settings.section import Section
from refdesk.ui.theme import Style
from refdesk.ui.widgets.surfaces import SectionHead
from refdesk.ui.workplace import Workplace

NOT_A_NUMBER = -1
_AT_ONCE = 4


class RulesSection(Section):
    """Saves each number by itself, as soon as it is right."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        about = _("The defaults suit most. What is on its way already follows the new number, unless a line says not.")
        super().__init__(_("Rules"), parent, about=about)
        self._workplace = workplace
        self.rows: dict[str, SettingRow] = {}
        self._groups: list[tuple[SectionHead, list[str]]] = []

    def build(self) -> Iterator[None]:
        """Make the rows that are not there yet, a few at a time."""
        for at, each in enumerate(rules.all_of(), 1):
            if each.name not in self.rows:
                self._make(each)
            if at % _AT_ONCE == 0:
                yield

    def _make(self, rule: Field[Any]) -> None:
        """Make one row, beside the last where that stands alone in its line."""
        if rule.name in rules.HEADS:
            self._groups.append((self._add_head(_(rules.HEADS[rule.name])), []))
        title, words, names = _(rule.metadata["title"]), rule.metadata, self._groups[-1][1]
        editor = WholeNumber(self, name=title, unit=_(words["unit"]))
        row = SettingRow(rule.name, title, editor, self, hint=_(words["hint"]))
        row.offered.connect(self._offered)
        row.field.set_aside(_("Default"))  # made before it is seen: later each would lay out the whole page
        self.rows[rule.name] = self.add(row, beside=len(names) % 2 == 1)
        names.append(rule.name)
        row.setHidden(self.is_held)

    def hold_back(self) -> None:
        super().hold_back()
        for head, names in self._groups:
            for each in (head, *(self.rows[name] for name in names)):
                each.hide()

    def filter(self, typed: str) -> Iterator[None]:
        """Show only the numbers that a search finds, a few at a time: there are too many for one step."""
        fits = {name: self.fits(row, typed) for name, row in self.rows.items()}
        self.show_found(found=any(fits.values()))
        yield
        for head, names in self._groups:
            head.setVisible(any(fits[name] for name in names))
            for at, name in enumerate(names, 1):
                self.rows[name].setVisible(fits[name])
                if at % _AT_ONCE == 0 or at == len(names):
                    yield

    def show_saved(self, saved: Rules) -> None:
        """Show what is saved, with the default of each number."""
        for name, row in self.rows.items():
            value, default = getattr(saved, name), getattr(USUAL, name)
            row.show_value(value)
            row.show_default(value, default, words=str(default))

    def _add_head(self, words: str) -> SectionHead:
        head = SectionHead(words, self, style=Style.SECTION)
        self.card.column.addWidget(head)
        head.setHidden(self.is_held)
        return head

    def _offered(self, name: str, value: Any) -> None:  # noqa: ANN401 - the form of the rows of settings
        row, desk = self.rows[name], self._workplace.desk
        stored = desk.ask(business.load)
        wanted = replace(stored.rules, **{name: value})
        row.show_error("")
        if wanted == stored.rules:
            return
        try:
            desk.do(business.save, replace(stored, rules=wanted))
        except Refused as refused:
            row.show_error(refused.problems[0].sentence)
        except RefDeskError as fault:
            row.show_error(fault.sentence)
        else:
            self._workplace.done(_("{setting} saved").format(setting=_(rules.title_of(name))))


class WholeNumber(NumberEditor):
    """A number that may also be zero; words that are none are offered as one that no rule accepts."""

    def _left(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            typed = self.line.text().strip()
            self.offered.emit(int(typed) if typed.isdecimal() and len(typed) < 6 else NOT_A_NUMBER)
