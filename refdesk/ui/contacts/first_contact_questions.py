"""What a first contact shows: how well the person was prepared, whether they fit us, and what comes next (rule 2)."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import referral
from refdesk.domain.referral import BEST_PREPARED, FITS_WORDS, LEAST_PREPARED, Fits
from refdesk.domain.touches import TouchDraft
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.services.referral_facts import ReferralFacts
from refdesk.services.referrals import Attempt
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field


class FirstContactQuestions(QWidget):
    """Begins with what is known; an answer left open changes nothing. `asked` tells whether there is a first contact.

    Most conversations are none: they open sooner without what would ask.
    """

    def __init__(self, today: date, parent: QWidget, *, asked: bool) -> None:
        super().__init__(parent)
        self._today = today
        self.hide()
        if asked:
            self._make()

    def editors(self) -> tuple[QWidget, ...]:
        """Return what is typed or chosen in; nothing where nothing is asked."""
        return tuple(field.editor for field in self.findChildren(Field))

    def _make(self) -> None:
        today = self._today
        self.prepared = Combo(_preparedness(), self)
        self.fits = Combo(_fits(), self)
        self.next_step = LineEdit("", self, hint=_("Visit, and measure the kitchen"))
        self.next_step_on = DateField(today, self, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        prepared = Field(_("How well were they prepared?"), self.prepared, self, name="preparedness")
        fits = Field(_("Fits our ideal client?"), self.fits, self, name="fits")
        self._step_field = Field(_("Next step"), self.next_step, self, name="next_step")
        on = Field(_("On"), self.next_step_on, self, name="next_step_on")
        self.next_step_on.setAccessibleName(_("Next step on what day"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(side_by_side([(prepared, 1), (fits, 1)]))
        column.addLayout(side_by_side([(self._step_field, 5), (on, 3)]))

    def show_known(self, kept: ReferralFacts) -> None:
        """Show what is known of a referral; the next step so far stands beside the new one."""
        self.prepared.set_value(kept.preparedness)
        self.fits.set_value(kept.fits)
        day = f", {i18n.day_near(kept.next_step_on, self._today)}" if kept.next_step_on else ""
        so_far = _("so far: {step}").format(step=f"{kept.next_step}{day}") if kept.next_step else ""
        self._step_field.set_aside(so_far if len(so_far) <= _LONGEST_ASIDE else "")

    def learned(self, touch: TouchDraft) -> Attempt:
        """Return the answers, for the conversation in which they were given."""
        fits, prepared = self.fits.value(), self.prepared.value()
        return Attempt(
            touch.kind,
            touch.outcome,
            contact_id=touch.contact_id,
            preparedness=prepared if isinstance(prepared, int) else None,
            fits=fits if isinstance(fits, Fits) else None,
            next_step=self.next_step.text(),
            next_step_on=self.next_step_on.day(),
        )

    def problems(self) -> list[Problem]:
        """Return what cannot be read as it was typed."""
        found = [Problem("next_step_on", self.next_step_on.sentence())] if self.next_step_on.sentence() else []
        if self.next_step_on.day() is not None and not self.next_step.text().strip():
            found.append(Problem("next_step", _("Type what comes next.")))
        return found


_LONGEST_ASIDE = 44


def _preparedness() -> list[tuple[object, str]]:
    known: list[tuple[object, str]] = [
        (each, f"{each}  {referral.prepared_words(each)}") for each in range(LEAST_PREPARED, BEST_PREPARED + 1)
    ]
    return [(None, _("Not known yet")), *known]


def _fits() -> list[tuple[object, str]]:
    return [(None, _("Not known yet")), *((each, _(words)) for each, words in FITS_WORDS.items())]
