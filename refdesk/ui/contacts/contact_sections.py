"""Parts of the contact editor: who it is, what they are to us, and what is allowed."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import rank_proposals, ranking
from refdesk.domain.contact import CATEGORY_WORDS, Category, ContactDraft, Kind, MayBeCalled, Status
from refdesk.domain.ranking import Rank
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.services import business
from refdesk.services.pictures import Gated
from refdesk.ui import rank_hiding
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.contacts.photo_button import photo_button
from refdesk.ui.picture_choosing import PictureChoosing
from refdesk.ui.theme import Style
from refdesk.ui.widgets.buttons import Button, Size
from refdesk.ui.widgets.buttons import Kind as ButtonKind
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.surfaces import SectionHead
from refdesk.ui.workplace import Workplace

_RARE = ("prefix", "middle", "suffix", "nickname")


class FormSection(QWidget):
    """Shows its fields of a draft and gives them back as they stand."""

    def __init__(self, parent: QWidget, title: str = "") -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        if title:
            self.column.addWidget(SectionHead(title, self, style=Style.SECTION))

    def show_draft(self, draft: ContactDraft) -> None:
        """Show a contact."""
        raise AssertionError("each section shows its own fields")

    def filled(self, draft: ContactDraft) -> ContactDraft:
        """Return the draft with what stands here."""
        raise AssertionError("each section gives back its own fields")

    def problems(self) -> list[Problem]:
        """Return what cannot be read as it was typed, beside its field."""
        return []

    def set_kind(self, kind: str) -> None:
        """Ask for a person or for an organization."""


class NameSection(FormSection):
    """The photo, the name, and where they work."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        titles = {
            "given": _("First name"), "family": _("Last name"), "prefix": _("Title"), "middle": _("Middle name"),
            "suffix": _("Suffix"), "nickname": _("Called"), "organisation": _("Organization"),
            "job_title": _("Job title"), "profession": _("Profession"),
        }  # fmt: skip
        self.photo = photo_button(self)
        self.new_photo: Gated | None = None
        self.without_photo = False
        self._choosing = PictureChoosing(workplace, self, self._take_photo, title=_("Choose a photo"))
        self.lines = {name: LineEdit("", self) for name in titles}
        self.fields = {name: Field(titles[name], line, self, name=name) for name, line in self.lines.items()}
        self.more_name = Button(_("More of the name"), self, kind=ButtonKind.LINK, size=Size.ROW, icon="plus")
        self._is_person = True
        self._lay_out()
        self.more_name.clicked.connect(self._show_more_name)
        self.photo.choose_wanted.connect(self._choosing.ask)
        self.photo.remove_wanted.connect(self._drop_photo)

    def show_draft(self, draft: ContactDraft) -> None:
        for name, line in self.lines.items():
            line.setText(getattr(draft, name))
        self._show_rare(shown=any(getattr(draft, name) for name in _RARE))

    def filled(self, draft: ContactDraft) -> ContactDraft:
        lines: dict[str, Any] = {name: line.text() for name, line in self.lines.items()}
        return replace(draft, **lines)

    def set_kind(self, kind: str) -> None:
        self._is_person = kind == Kind.PERSON
        for name in ("given", "family", "job_title"):
            self.fields[name].setVisible(self._is_person)
        self._show_rare(shown=self._is_person and any(self.lines[name].text() for name in _RARE))

    def show_photo(self, content: bytes | None) -> None:
        """Show the photo that is kept, or none."""
        image = QImage.fromData(content) if content else QImage()
        self.photo.set_picture(None if image.isNull() else image)
        self.new_photo, self.without_photo = None, False

    def _take_photo(self, picture: Gated) -> None:
        self.show_photo(picture.content)
        self.new_photo = picture

    def _drop_photo(self) -> None:
        self.show_photo(None)
        self.without_photo = True

    def _show_rare(self, *, shown: bool) -> None:
        for name in _RARE:
            self.fields[name].setVisible(shown)
        self.more_name.setVisible(self._is_person and not shown)

    def _show_more_name(self) -> None:
        self._show_rare(shown=True)
        self.lines["prefix"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        field = self.fields
        first = QHBoxLayout()
        first.setSpacing(18)
        first.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignBottom)
        first.addLayout(side_by_side([(field["given"], 1), (field["family"], 1)]), 1)
        self.column.addLayout(first)
        self.column.addLayout(side_by_side([(field[name], 1) for name in _RARE]))
        self.column.addWidget(self.more_name, 0, Qt.AlignmentFlag.AlignLeft)
        work = ("organisation", "job_title", "profession")
        self.column.addLayout(side_by_side([(field[name], 1) for name in work]))


class StandingSection(FormSection):
    """Rank, category and marks; since when a client, how satisfied; on the lists or not."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent, _("What they are to us"))
        self.rank = Combo(_ranks(), self)
        self.category = Combo([(each, _(words)) for each, words in CATEGORY_WORDS.items()], self)
        self.status = Combo(_statuses(), self)
        self.client_since = DateField(workplace.desk.today(), self, lean=Lean.BACK)
        self.satisfaction = Combo(_levels(), self)
        back = rank_proposals.looked_back(workplace.desk.ask(business.load).rules)
        self.remembered = LineEdit("", self, hint=_("how many in {months}?").format(months=back))
        self.influential = Check(_("Influential"), self)
        self.small_business_owner = Check(_("Owns a small business"), self)
        made: dict[str, tuple[str, QWidget]] = {
            "rank": (_("Rank"), self.rank), "category": (_("Category"), self.category),
            "status": (_("On the lists"), self.status), "client_since": (_("Client since"), self.client_since),
            "satisfaction": (_("Satisfied with us"), self.satisfaction),
            "referrals_remembered": (_("Sent us, as you remember"), self.remembered),
        }  # fmt: skip
        fields = {name: Field(title, edit, self, name=name) for name, (title, edit) in made.items()}
        for row in (("rank", "category", "status"), ("client_since", "satisfaction", "referrals_remembered")):
            self.column.addLayout(side_by_side([(fields[name], 1) for name in row]))
        fields["rank"].setVisible(not rank_hiding.is_on())
        self.column.addLayout(side_by_side([(self.influential, 0), (self.small_business_owner, 1)], spacing=28))

    def show_draft(self, draft: ContactDraft) -> None:
        self.rank.set_value(draft.rank)
        self.category.set_value(draft.category)
        self.status.set_value(draft.status)
        self.client_since.set_day(draft.client_since)
        self.satisfaction.set_value(draft.satisfaction)
        self.remembered.setText("" if draft.referrals_remembered is None else str(draft.referrals_remembered))
        self.influential.setChecked(draft.influential)
        self.small_business_owner.setChecked(draft.small_business_owner)

    def filled(self, draft: ContactDraft) -> ContactDraft:
        rank, satisfaction = self.rank.value(), self.satisfaction.value()
        typed = self.remembered.text().strip()
        return replace(
            draft,
            rank=Rank(rank) if isinstance(rank, str) else None,
            category=Category(str(self.category.value())),
            status=Status(str(self.status.value())),
            client_since=self.client_since.day(),
            satisfaction=satisfaction if isinstance(satisfaction, int) else None,
            referrals_remembered=int(typed) if _is_number(typed) else None,
            influential=self.influential.isChecked(),
            small_business_owner=self.small_business_owner.isChecked(),
        )

    def problems(self) -> list[Problem]:
        found = []
        if self.client_since.sentence():
            found.append(Problem("client_since", self.client_since.sentence()))
        typed = self.remembered.text().strip()
        if typed and not _is_number(typed):
            found.append(Problem("referrals_remembered", _("Type a number from 0 to 99.")))
        return found


class AllowedSection(FormSection):
    """May they be called, mailed and given to; when, and how much they want to hear."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.may_be_called = Combo(_calls(), self)
        self.best_time = LineEdit("", self, hint=_("text before noon"))
        self.may_be_mailed = Check(_("Mail is welcome"), self)
        self.may_accept_gifts = Check(_("May accept gifts"), self)
        self.hear_less = Check(_("Tell them only how it ended"), self)
        called = Field(_("May be called"), self.may_be_called, self, name="may_be_called")
        best = Field(_("Best time to reach"), self.best_time, self, name="best_time")
        self.column.addLayout(side_by_side([(called, 1), (best, 2)]))
        checks = [(self.may_be_mailed, 0), (self.may_accept_gifts, 0), (self.hear_less, 1)]
        self.column.addLayout(side_by_side(checks, spacing=28))

    def show_draft(self, draft: ContactDraft) -> None:
        self.may_be_called.set_value(draft.may_be_called)
        self.best_time.setText(draft.best_time)
        self.may_be_mailed.setChecked(draft.may_be_mailed)
        self.may_accept_gifts.setChecked(draft.may_accept_gifts)
        self.hear_less.setChecked(draft.hear_less)

    def filled(self, draft: ContactDraft) -> ContactDraft:
        return replace(
            draft,
            may_be_called=MayBeCalled(str(self.may_be_called.value())),
            best_time=self.best_time.text(),
            may_be_mailed=self.may_be_mailed.isChecked(),
            may_accept_gifts=self.may_accept_gifts.isChecked(),
            hear_less=self.hear_less.isChecked(),
        )


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < 6


def _ranks() -> list[tuple[object, str]]:
    ranks: list[tuple[object, str]] = [(None, _("not ranked yet"))]
    return ranks + [(rank, f"{rank.value}, {ranking.words(rank)}") for rank in Rank]


def _calls() -> list[tuple[object, str]]:
    return [(MayBeCalled.UNKNOWN, _("Not known")), (MayBeCalled.YES, _("Yes")), (MayBeCalled.NO, _("No"))]


def _statuses() -> list[tuple[object, str]]:
    return [(Status.ACTIVE, _("Active")), (Status.INACTIVE, _("Inactive")), (Status.DECEASED, _("Deceased"))]


def _levels() -> list[tuple[object, str]]:
    words = {1: _("1, not at all"), 5: _("5, very")}
    levels: list[tuple[object, str]] = [(None, _("not asked"))]
    return levels + [(level, words.get(level, str(level))) for level in range(1, 6)]
