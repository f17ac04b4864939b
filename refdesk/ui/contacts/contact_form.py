"""The fields of the contact editor, between a draft and what is typed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain.contact import ContactDraft, Kind
from refdesk.domain.names import PersonName
from refdesk.errors import Problem
from refdesk.services import business
from refdesk.ui.contacts.contact_about import AboutSection, AddressSection, NotesSection, ReachSection
from refdesk.ui.contacts.contact_sections import AllowedSection, FormSection, NameSection, StandingSection
from refdesk.ui.contacts.form_steps import FormSteps
from refdesk.ui.workplace import Workplace


class ContactForm(QWidget):
    """Shows a draft and gives it back as it was typed; what has no field here stays as it was.

    The name can be typed at once, the other sections come between the keys.
    """

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._shown = ContactDraft()
        self._kind: str = Kind.PERSON
        self.sections: list[FormSection] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self.name = NameSection(workplace, self)
        self._take(self.name)
        self.steps = FormSteps(self, self._make_others())

    def show_draft(self, draft: ContactDraft, photo: bytes | None = None) -> None:
        """Show a contact; sections that are still to come show it as they are made."""
        self._shown, self._kind = draft, draft.kind
        self.name.show_photo(photo)
        for section in self.sections:
            section.show_draft(draft)
            section.set_kind(draft.kind)

    def set_kind(self, kind: str) -> None:
        """Ask for a person or for an organization."""
        self._kind = kind
        for section in self.sections:
            section.set_kind(kind)

    def draft(self) -> ContactDraft:
        """Return the contact as it stands."""
        self.steps.finish()
        draft = replace(self._shown)
        for section in self.sections:
            draft = section.filled(draft)
        return draft

    def problems(self) -> list[Problem]:
        """Return what cannot be read as it was typed, beside its field."""
        self.steps.finish()
        return [problem for section in self.sections for problem in section.problems()]

    def name_of(self, draft: ContactDraft) -> str:
        """Return the name of a contact as lists show it."""
        parts = ("prefix", "given", "middle", "family", "suffix", "nickname", "organisation")
        return PersonName(**{part: getattr(draft, part) for part in parts}).usual

    def _make_others(self) -> Iterator[None]:
        country = self._workplace.desk.ask(business.load).country
        makers: tuple[Callable[[], FormSection], ...] = (
            partial(StandingSection, self._workplace, self), partial(ReachSection, country, self),
            partial(AddressSection, country, self), partial(AllowedSection, self), partial(AboutSection, self),
            partial(NotesSection, self._workplace, self),
        )  # fmt: skip
        for make in makers:
            section = make()
            yield
            section.show_draft(self._shown)
            section.set_kind(self._kind)
            self._take(section)
            yield

    def _take(self, section: FormSection) -> None:
        self.sections.append(section)
        self._column.addWidget(section)
        section.show()
