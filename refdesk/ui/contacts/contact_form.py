"""The fields of the contact editor, between a draft and what is typed."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain import ranking
from refdesk.domain.contact import CATEGORY_WORDS, Category, ContactDraft, Kind, MayBeCalled, PointKind
from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.domain.names import PersonName
from refdesk.domain.ranking import Rank
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.services import business
from refdesk.ui.contacts.addresses_editor import AddressesEditor
from refdesk.ui.contacts.birthday_edit import BirthdayEdit
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.contacts.points_editor import PointsEditor
from refdesk.ui.theme import Style
from refdesk.ui.widgets.buttons import Button, Size
from refdesk.ui.widgets.buttons import Kind as ButtonKind
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.surfaces import SectionHead
from refdesk.ui.workplace import Workplace

_NAME_LINES = ("prefix", "given", "middle", "family", "suffix", "nickname", "organisation", "job_title", "profession",
               "best_time")  # fmt: skip
_RARE = ("prefix", "middle", "suffix", "nickname")


class ContactForm(QWidget):
    """Shows a draft and gives it back as it was typed; what has no field here stays as it was."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = ContactDraft()
        self._birthday_at = 0
        country = workplace.desk.ask(business.load).country
        self._lines = {name: LineEdit("", self) for name in _NAME_LINES}
        self.given, self.organisation = self._lines["given"], self._lines["organisation"]
        self.more_name = Button(_("More of the name"), self, kind=ButtonKind.LINK, size=Size.ROW, icon="plus")
        self.category = Combo([(each, _(words)) for each, words in CATEGORY_WORDS.items()], self)
        self.rank = Combo(_ranks(), self)
        self.client_since = DateField(workplace.desk.today(), self)
        self.phones = PointsEditor(PointKind.PHONE, country, self)
        self.emails = PointsEditor(PointKind.EMAIL, country, self)
        self.sites = PointsEditor(PointKind.SITE, country, self)
        self.addresses = AddressesEditor(country, self)
        self.birthday = BirthdayEdit(self)
        self.what_they_do = TextEdit("", self, lines=2)
        self.good_lead = TextEdit("", self, lines=2)
        self.notes = TextEdit("", self, lines=4)
        self.tags = LineEdit("", self, hint=_("golf, chamber of commerce"))
        self.may_be_called = Combo(_calls(), self)
        self.may_be_mailed = Check(_("Mail is welcome"), self)
        self.may_accept_gifts = Check(_("May accept gifts"), self)
        self._fields = self._make_fields()
        self._lay_out()
        self.more_name.clicked.connect(self._show_more_name)

    def show_draft(self, draft: ContactDraft) -> None:
        """Show a contact."""
        self._shown = draft
        for name, line in self._lines.items():
            line.setText(getattr(draft, name))
        self.category.set_value(draft.category)
        self.rank.set_value(draft.rank)
        self.client_since.set_day(draft.client_since)
        self.phones.show_points(draft.phones, least=1)
        self.emails.show_points(draft.emails, least=1)
        self.sites.show_points(draft.sites, least=0)
        self.addresses.show_addresses(draft.addresses)
        self.birthday.show_day(draft.birthday)
        self.what_they_do.setPlainText(draft.what_they_do)
        self.good_lead.setPlainText(draft.good_lead_for_them)
        self.notes.setPlainText(draft.notes)
        self.tags.setText(", ".join(draft.tags))
        self.may_be_called.set_value(draft.may_be_called)
        self.may_be_mailed.setChecked(draft.may_be_mailed)
        self.may_accept_gifts.setChecked(draft.may_accept_gifts)
        self._show_rare(shown=any(getattr(draft, name) for name in _RARE))
        self.set_kind(draft.kind)

    def set_kind(self, kind: str) -> None:
        """Ask for a person or for an organization."""
        person = kind == Kind.PERSON
        for name in ("given", "family", "job_title"):
            self._fields[name].setVisible(person)
        self._show_rare(shown=person and self._has_rare())
        self.more_name.setVisible(person and not self._has_rare())
        self._fields["birthday"].setVisible(person)

    def draft(self) -> ContactDraft:
        """Return the contact as it stands."""
        lines: dict[str, Any] = {name: line.text() for name, line in self._lines.items()}
        rank, category = self.rank.value(), self.category.value()
        called = self.may_be_called.value()
        assert isinstance(category, str), "the box offers categories"
        assert isinstance(called, str), "the box offers answers"
        return replace(
            self._shown,
            **lines,
            category=Category(category),
            rank=Rank(rank) if isinstance(rank, str) else None,
            client_since=self.client_since.day(),
            phones=self.phones.points(),
            emails=self.emails.points(),
            sites=self.sites.points(),
            addresses=self.addresses.addresses(),
            dates=self._dates(),
            what_they_do=self.what_they_do.text(),
            good_lead_for_them=self.good_lead.text(),
            notes=self.notes.text(),
            tags=self._tags(),
            may_be_called=MayBeCalled(called),
            may_be_mailed=self.may_be_mailed.isChecked(),
            may_accept_gifts=self.may_accept_gifts.isChecked(),
        )

    def typed_problems(self) -> list[Problem]:
        """Return what cannot be read as it was typed, beside its field."""
        self._name_birthday()
        typed = ((self._fields["birthday"].name, self.birthday), ("client_since", self.client_since))
        return [Problem(name, edit.sentence()) for name, edit in typed if edit.sentence()]

    def name_of(self, draft: ContactDraft) -> str:
        """Return the name of a contact as lists show it."""
        parts = ("prefix", "given", "middle", "family", "suffix", "nickname", "organisation")
        return PersonName(**{part: getattr(draft, part) for part in parts}).usual

    def _dates(self) -> tuple[IncomingDate, ...]:
        """Return the dates with the birthday in its place; others stay as they were."""
        self._name_birthday()
        dates = list(self._shown.dates)
        typed = self.birthday.day()
        had = self._birthday_at < len(dates)
        if typed is None:
            return tuple(dates[: self._birthday_at] + dates[self._birthday_at + 1 :])
        label = dates[self._birthday_at].label if had else ""
        dates[self._birthday_at : self._birthday_at + 1] = [IncomingDate(DateKind.BIRTHDAY, typed, label)]
        return tuple(dates)

    def _name_birthday(self) -> None:
        """Call the field as a refusal does: by the place of the birthday among the dates."""
        places = [at for at, each in enumerate(self._shown.dates) if each.kind is DateKind.BIRTHDAY]
        self._birthday_at = places[0] if places else len(self._shown.dates)
        self._fields["birthday"].name = f"dates.{self._birthday_at}"

    def _tags(self) -> tuple[str, ...]:
        if self.tags.text() == ", ".join(self._shown.tags):
            return self._shown.tags
        return tuple(tag for each in self.tags.text().split(",") if (tag := each.strip()))

    def _has_rare(self) -> bool:
        return any(self._lines[name].text() for name in _RARE)

    def _show_rare(self, *, shown: bool) -> None:
        for name in _RARE:
            self._fields[name].setVisible(shown)
        self.more_name.setVisible(not shown)

    def _show_more_name(self) -> None:
        self._show_rare(shown=True)
        self._lines["prefix"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_fields(self) -> dict[str, Field]:
        titles = {
            "prefix": _("Title"), "given": _("First name"), "middle": _("Middle name"), "family": _("Last name"),
            "suffix": _("Suffix"), "nickname": _("Called"), "organisation": _("Organization"),
            "job_title": _("Job title"), "profession": _("Profession"), "best_time": _("Best time to reach"),
        }  # fmt: skip
        made = {name: Field(titles[name], line, self, name=name) for name, line in self._lines.items()}
        others: dict[str, tuple[str, QWidget]] = {
            "category": (_("Category"), self.category),
            "rank": (_("Rank"), self.rank),
            "client_since": (_("Client since"), self.client_since),
            "birthday": (_("Birthday"), self.birthday),
            "what_they_do": (_("What they do"), self.what_they_do),
            "good_lead_for_them": (_("A good lead for them"), self.good_lead),
            "notes": (_("Notes"), self.notes),
            "tags": (_("Tags"), self.tags),
            "may_be_called": (_("May be called"), self.may_be_called),
        }
        made |= {name: Field(title, editor, self, name=name) for name, (title, editor) in others.items()}
        made["tags"].set_hint(_("Words to sort people by, with commas between."))
        return made

    def _lay_out(self) -> None:
        field = self._fields
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        rare = [(field[name], 1) for name in _RARE]
        column.addLayout(side_by_side([(field["given"], 1), (field["family"], 1)]))
        column.addLayout(side_by_side(rare))
        column.addWidget(self.more_name, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(side_by_side([(field["organisation"], 1), (field["job_title"], 1), (field["profession"], 1)]))
        column.addLayout(side_by_side([(field["rank"], 1), (field["category"], 1), (field["client_since"], 1)]))
        column.addWidget(SectionHead(_("How to reach them"), self, style=Style.SECTION))
        for part in (self.phones, self.emails, self.sites, self.addresses):
            column.addWidget(part)
        column.addLayout(side_by_side([(field["may_be_called"], 1), (field["best_time"], 2)]))
        column.addLayout(side_by_side([(self.may_be_mailed, 0), (self.may_accept_gifts, 1)], spacing=28))
        column.addWidget(SectionHead(_("About them"), self, style=Style.SECTION))
        column.addLayout(side_by_side([(field["what_they_do"], 1), (field["good_lead_for_them"], 1)]))
        column.addLayout(side_by_side([(field["birthday"], 1), (field["tags"], 1)]))
        column.addWidget(field["notes"])


def _ranks() -> list[tuple[object, str]]:
    ranks: list[tuple[object, str]] = [(None, _("not ranked yet"))]
    return ranks + [(rank, f"{rank.value}, {ranking.words(rank)}") for rank in Rank]


def _calls() -> list[tuple[object, str]]:
    return [(MayBeCalled.UNKNOWN, _("Not known")), (MayBeCalled.YES, _("Yes")), (MayBeCalled.NO, _("No"))]
