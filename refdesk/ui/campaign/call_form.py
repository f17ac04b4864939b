"""What is typed in a call while talking: the script with its answers, what was promised, who was named, notes."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import asking, text
from refdesk.domain.call_codes import FilledRow
from refdesk.domain.call_mode import CallNotes, MoreTyped, Named
from refdesk.domain.profile import Profile
from refdesk.domain.promises import OnTheWay
from refdesk.domain.touches import ASKED_WORDS, Asked
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.services.call_mode import Call
from refdesk.ui.campaign import call_keys
from refdesk.ui.campaign.call_keys import NOTHING
from refdesk.ui.campaign.call_lines import EverybodyNamed, NamedLine, PromiseLine, Promises
from refdesk.ui.campaign.call_steps import AskStep, Step, script
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.day_to_remember import DayToRemember
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Hairline


class CallForm(QWidget):
    """The script with its fields; `typed` tells that something changed by hand."""

    typed = Signal()

    def __init__(self, today: date, parent: QWidget, *, in_parts: bool = False) -> None:
        super().__init__(parent)
        self._call: Call | None = None
        if not in_parts:
            for _part in self.parts(today):
                pass

    def parts(self, today: date) -> Iterator[None]:
        """Make what it consists of, about as much with each step."""
        self.hello = Step(1, _("Say hello"), self)
        self.help_first = Step(2, _("Help first"), self)
        self.ask = AskStep(3, _("Then ask"), self)
        self.write = Step(4, _("Promise, and write it down"), self)
        yield
        # Tab goes in the order in which they are made.
        self.answer = TextEdit("", self, name=_("The answer"), lines=2)
        self.nothing = Check(_("Nothing just now"), self)
        self.lead = TextEdit("", self, lines=1)
        self.lead.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the cursor scrolls one line
        yield
        self.named = EverybodyNamed(self)
        asked = [Choice(each, _(words)) for each, words in ASKED_WORDS.items()]
        self.asked = Segment(asked, self, name=_("Did you ask for a referral?"), fill=True)
        self._caution = Label("", Style.CAPTION, self, ink=Ink.AMBER, wrap=True)
        yield
        self.promises = Promises(today, self)
        self.remember = DayToRemember(self)
        self.work = TextEdit("", self, lines=2)
        self.notes = TextEdit("", self, lines=2)
        self._fields = {
            "what_they_do": Field("", self.work, self, name="what_they_do"),
            "notes": Field(_("Notes"), self.notes, self, name="notes"),
        }
        yield
        self._lay_out()
        self._connect()

    def show_call(self, call: Call, profile: Profile, today: date, *, caller: str) -> None:
        """Show the script for somebody; what is typed stays, and what was only known follows what is known now."""
        former, self._call = self._call, call
        self._follow(former, call)
        self.promises.set_today(today)
        said, first = script(call, profile, caller), call.first_name
        for part, step in (("hello", self.hello), ("help", self.help_first), ("ask", self.ask)):
            step.say(said[part])
        self.ask.explain(_("The ask opens when you have written down how you can help {name}.").format(name=first))
        self.answer.setPlaceholderText(_("The answer of {name}, in a few words").format(name=first))
        lead = _("A good lead for {name}").format(name=first)
        self.lead.setPlaceholderText(lead)
        self.lead.setAccessibleName(lead)
        self._fields["what_they_do"].set_title(_("What {name} does").format(name=first))
        self.named.first.set_first_name(first)
        warned = asking.warnings(call.ask, Asked.DIRECTLY, today)
        self._caution.setText(" ".join(warned))
        self._caution.setVisible(bool(warned))

    def notes_typed(self) -> CallNotes:
        """Return what is typed, without how it went; what is as it was known counts as not typed."""
        first, lead = self.named.first.value(), self.promises.lead.value()
        row = FilledRow(
            help=self.answer.text(),
            good_lead=self._changed(self.lead.text(), self._call.good_lead if self._call else ""),
            lead_to=lead.text,
            lead_by=lead.due_on,
            referral_direction=None if first.is_blank else first.direction,
            referral_name=first.name,
            referral_need=first.need,
        )
        work = self._changed(self.work.text(), self._call.what_they_do if self._call else "")
        more = MoreTyped(
            nothing_needed=self.nothing.isChecked(), notes=self.notes.text(), what_they_do=work or None,
            asked=Asked(self.asked.value()), promises=self.promises.value(), named=self.named.value(),
            remember=self.remember.value(),
        )  # fmt: skip
        return CallNotes(row, more)

    def set_notes(self, notes: CallNotes) -> None:
        """Show these notes without telling; what is typed already in the same words keeps its cursor."""
        row, more, call = notes.row, notes.more, self._call
        _set(self.answer, row.help)
        _set(self.lead, row.good_lead or (call.good_lead if call else ""))
        _set(self.work, more.what_they_do or (call.what_they_do if call else ""))
        _set(self.notes, more.notes)
        self.nothing.setChecked(more.nothing_needed)
        self.asked.set_value(more.asked)
        self.promises.lead.set_value(OnTheWay(row.lead_to, row.lead_by))
        self.promises.set_value(more.promises)
        self.remember.set_value(more.remember)
        direction = row.referral_direction or Named().direction
        self.named.set_value(Named(direction, row.referral_name, row.referral_need), more.named)
        self._open_ask()

    def unread(self) -> list[Problem]:
        """Return what cannot be read as it was typed."""
        lines = [problem for line in self.promises.lines() for problem in line.unread()]
        return [*lines, *self.remember.unread()]

    def show_problems(self, problems: Sequence[Problem]) -> list[Problem]:
        """Show problems beside their fields; returns those that have none here."""
        sentences = {each.field: each.sentence for each in problems}
        fields = self._named_fields()
        for name, field in fields.items():
            field.set_error(sentences.get(name, ""))
        wrong = next((fields[each.field] for each in problems if each.field in fields), None)
        if wrong is not None:
            wrong.editor.setFocus()
        return [each for each in problems if each.field not in fields]

    def begin(self) -> None:
        """Go to where the first answer is typed."""
        self.answer.setFocus()

    def toggle_nothing(self) -> None:
        """Say that there is nothing to help with just now, or take it back."""
        self.nothing.setChecked(not self.nothing.isChecked())

    def _named_fields(self) -> dict[str, Field]:
        lines: list[PromiseLine | NamedLine] = [*self.promises.lines(), *self.named.lines()]
        both = [*self.remember.fields, *(field for line in lines for field in line.fields)]
        return self._fields | {field.name: field for field in both}

    def _follow(self, former: Call | None, call: Call) -> None:
        if former is None or former.entry_id != call.entry_id:
            return
        for edit, before, now in (
            (self.lead, former.good_lead, call.good_lead), (self.work, former.what_they_do, call.what_they_do),
        ):  # fmt: skip
            if not self._changed(edit.text(), before):
                _set(edit, now)

    @staticmethod
    def _changed(typed: str, known: str) -> str:
        return "" if text.clean(typed, lines=True) == text.clean(known, lines=True) else typed

    def _open_ask(self) -> None:
        self.ask.set_open(is_open=self.notes_typed().ask_is_open)

    def _say_typed(self) -> None:
        self._open_ask()
        self.typed.emit()

    def _connect(self) -> None:
        for edit in (self.answer, self.lead, self.work, self.notes):
            edit.textChanged.connect(self._say_typed)
        self.nothing.toggled.connect(self._say_typed)
        self.asked.chosen.connect(self._say_typed)
        self.promises.typed.connect(self._say_typed)
        self.remember.typed.connect(self._say_typed)
        self.named.typed.connect(self._say_typed)

    def _lay_out(self) -> None:
        self.help_first.add(self.answer)
        nothing = QWidget(self)
        beside = QHBoxLayout(nothing)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.nothing)
        beside.addWidget(KeyCap(call_keys.shown(NOTHING), nothing))
        beside.addSpacing(8)
        beside.addWidget(self.lead, 1)
        self.help_first.add(nothing)
        for part in (self._caution, self.named, self.asked):
            self.ask.below_column.addWidget(part)
        self.write.add(self.promises)
        self.write.add(self.remember)
        for name in ("what_they_do", "notes"):
            self.write.add(self._fields[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for at, step in enumerate((self.hello, self.help_first, self.ask, self.write)):
            if at:
                column.addWidget(Hairline(self))
            column.addWidget(step)
        column.addStretch(1)


def _set(edit: TextEdit, words: str) -> None:
    if text.clean(edit.text(), lines=True) != words:
        edit.blockSignals(True)
        edit.setPlainText(words)
        edit.blockSignals(False)
