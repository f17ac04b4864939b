"""Parts of the contact editor with lists and texts: how to reach them, and what is known about them."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from refdesk.domain.contact import ContactDraft, PointKind
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.services import tags
from refdesk.ui.contacts.addresses_editor import AddressesEditor
from refdesk.ui.contacts.contact_sections import FormSection
from refdesk.ui.contacts.dates_editor import DatesEditor
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.contacts.points_editor import PointsEditor
from refdesk.ui.contacts.tag_edit import TagEdit
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace


class ReachSection(FormSection):
    """Phones, e-mails and sites."""

    def __init__(self, country: str, parent: QWidget) -> None:
        super().__init__(parent, _("How to reach them"))
        self.phones = PointsEditor(PointKind.PHONE, country, self)
        self.emails = PointsEditor(PointKind.EMAIL, country, self)
        self.sites = PointsEditor(PointKind.SITE, country, self)
        for part in (self.phones, self.emails, self.sites):
            self.column.addWidget(part)

    def show_draft(self, draft: ContactDraft) -> None:
        self.phones.show_points(draft.phones, least=1)
        self.emails.show_points(draft.emails, least=1)
        self.sites.show_points(draft.sites, least=0)

    def filled(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, phones=self.phones.points(), emails=self.emails.points(), sites=self.sites.points())


class AddressSection(FormSection):
    """Postal addresses."""

    def __init__(self, country: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.addresses = AddressesEditor(country, self)
        self.column.addWidget(self.addresses)

    def show_draft(self, draft: ContactDraft) -> None:
        self.addresses.show_addresses(draft.addresses)

    def filled(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, addresses=self.addresses.addresses())


class AboutSection(FormSection):
    """What they do, a good lead for them, and the days of their year."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("About them"))
        self.what_they_do = TextEdit("", self, lines=2)
        self.good_lead = TextEdit("", self, lines=2)
        what = Field(_("What they do"), self.what_they_do, self, name="what_they_do")
        lead = Field(_("A good lead for them"), self.good_lead, self, name="good_lead_for_them")
        self.dates = DatesEditor(self)
        self.column.addLayout(side_by_side([(what, 1), (lead, 1)]))
        self.column.addWidget(self.dates)

    def show_draft(self, draft: ContactDraft) -> None:
        self.what_they_do.setPlainText(draft.what_they_do)
        self.good_lead.setPlainText(draft.good_lead_for_them)
        self.dates.show_dates(draft.dates)

    def filled(self, draft: ContactDraft) -> ContactDraft:
        what, lead = self.what_they_do.text(), self.good_lead.text()
        return replace(draft, what_they_do=what, good_lead_for_them=lead, dates=self.dates.dates())

    def problems(self) -> list[Problem]:
        return self.dates.problems()


class NotesSection(FormSection):
    """Tags and free notes."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.tags = TagEdit(workplace.desk.ask(tags.names), self)
        self.notes = TextEdit("", self, lines=4)
        tags_field = Field(_("Tags"), self.tags, self, name="tags")
        tags_field.set_hint(_("Words to sort people by, with commas between."))
        self.column.addWidget(tags_field)
        self.column.addWidget(Field(_("Notes"), self.notes, self, name="notes"))

    def show_draft(self, draft: ContactDraft) -> None:
        self.tags.show_tags(draft.tags)
        self.notes.setPlainText(draft.notes)

    def filled(self, draft: ContactDraft) -> ContactDraft:
        return replace(draft, tags=self.tags.tags(), notes=self.notes.text())
