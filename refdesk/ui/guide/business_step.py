"""The first question: who you are. Its answer makes the data file."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk import paths
from refdesk.domain import countries, text
from refdesk.domain import profile as profiles
from refdesk.domain.profile import Profile
from refdesk.errors import RefDeskError, Refused
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import business, data_file
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Clock
from refdesk.ui import profile_words
from refdesk.ui.guide import here, new_file
from refdesk.ui.guide.step import Outcome, Question, Step
from refdesk.ui.jobs import JobLanes
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import AskForFile

_FOLLOWING = ("country", "region", "zone", "week", "currency", "paper")


class BusinessStep(Step):
    """Name, business, country; `made` brings the new file, `open_wanted` a file of that name that is there already."""

    made = Signal(object)
    open_wanted = Signal(object)

    def __init__(self, clock: Clock, ask_to_save: AskForFile, jobs: JobLanes, parent: QWidget) -> None:
        about = _("Three answers make your file. It stays on this computer; nothing is sent anywhere.")
        super().__init__(_("Who are you?"), about, parent)
        self.main_words = _("Next: who sent you somebody?")
        self._clock, self._ask_to_save, self._jobs = clock, ask_to_save, jobs
        self.is_making = False
        self.file: OpenFile | None = None
        self._refused_place: Path | None = None
        self._act = ""
        self.owner = LineEdit("", self, name=_("Your name"))
        self.business = LineEdit("", self, name=_("Business name"))
        self.country = Combo(countries.choices(), self, name=_("Country"), value=here.country())
        self._outcome = Outcome("mail", _("As it stands on the back of your cards"), self)
        self._firm = self._outcome.sentence(Style.PERSON)
        self._owner = self._outcome.sentence(Style.SECOND, ink=Ink.INK2)
        self._facts = self._outcome.sentence(Style.SECOND, ink=Ink.INK2)
        self._lay_out()
        self._connect()
        self._show_outcome()

    def begin(self) -> None:
        if self.file is not None:
            profile = self.file.desk.ask(business.load)
            self.owner.setText(profile.owner)
            self.business.setText(profile.business_name)
            self.country.set_value(profile.country)
        self._show_outcome()
        self.owner.setFocus()

    def save(self) -> None:
        if self.is_making:
            return
        self.clear_problems()
        profile = self._profile()
        if found := profiles.problems(profile):
            self.show_problems(found)
            return
        try:
            if self.file is None:
                self._make(profile)
            else:
                self.file.desk.do(business.save, profile)
                self.finished.emit()
        except Refused as refused:
            self.show_problems(refused.problems)
        except RefDeskError as fault:
            self._offer_other_place(fault.sentence)

    def _profile(self) -> Profile:
        code = str(self.country.value())
        firm, owner = text.clean(self.business.text()), text.clean(self.owner.text())
        usual = here.starting(code, business_name=firm, owner=owner)
        if self.file is None:
            return usual
        kept = self.file.desk.ask(business.load)
        follow: dict[str, Any] = {name: getattr(usual, name) for name in _FOLLOWING} if kept.country != code else {}
        return replace(kept, business_name=firm, owner=owner, **follow)

    def _make(self, profile: Profile, place: Path | None = None) -> None:
        wanted = place or new_file.usual_place(profile.business_name)
        if self._refused_place == wanted:
            wanted = new_file.free_place(wanted)
        self.is_making = True
        self._jobs.start(
            partial(_create, wanted, profile, self._clock), then=self._was_made, failed=self._not_made, writes=True
        )

    def _was_made(self, file: OpenFile) -> None:
        self.is_making = False
        self.file = file
        self.made.emit(file)
        self.finished.emit()

    def _not_made(self, fault: RefDeskError) -> None:
        self.is_making = False
        if isinstance(fault, Refused):
            self._offer_other_name()
        else:
            self._offer_other_place(fault.sentence)

    def _offer_other_name(self) -> None:
        """Say that a file of this name is there; a second Next makes another beside it."""
        self._refused_place = new_file.usual_place(self.business.text())
        other = new_file.free_place(self._refused_place).stem
        self._act = "open"
        words = _("Open it, or press Next again to begin another one, “{file}”.").format(file=other)
        self.offer(_("You already have a file for this business."), words, _("Open it"))

    def _offer_other_place(self, sentence: str) -> None:
        self._act = "place"
        self.offer(_("Your file could not be made."), sentence, _("Choose a place…"))

    def _remedy_pressed(self) -> None:
        if self.is_making:
            return
        if self._act == "open":
            self.open_wanted.emit(self._refused_place)
            return
        name = f"{new_file.stem_for(self.business.text())}{paths.FILE_SUFFIX}"
        place = self._ask_to_save(self, _("Where should your file lie?"), name, f"RefDesk (*{paths.FILE_SUFFIX})")
        if place is None:
            return
        self._make(self._profile(), place.with_suffix(paths.FILE_SUFFIX))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(20)
        for title, line, name in (
            (_("Your name"), self.owner, "owner"), (_("Business name"), self.business, "business_name"),
        ):  # fmt: skip
            row.addWidget(Question(title, line, self, name=name), 1)
        self.body.addLayout(row)
        country = Field(_("Country"), self.country, self, name="country")
        country.setMaximumWidth(460)
        self.body.addWidget(country)
        self.body.addSpacing(6)
        self.body.addWidget(self._outcome)
        self.body.addStretch(1)

    def _connect(self) -> None:
        for line in (self.owner, self.business):
            line.textChanged.connect(self._show_outcome)
            line.returnPressed.connect(self.save)
        self.country.chosen.connect(self._show_outcome)
        self.remedy.clicked.connect(self._remedy_pressed)

    def _show_outcome(self) -> None:
        profile = self._profile()
        self._firm.setText(profile.business_name or _("Your business"))
        self._owner.setText(profile.owner or _("Your name"))
        facts = (
            profile_words.week(profile.week),
            _("{zone} time").format(zone=profile_words.zone(profile.zone)),
            profile_words.currency(profile.currency),
            profile_words.paper(profile.paper),
        )
        sentence = _("RefDesk begins with: {facts}. All of it can be changed in Settings.")
        self._facts.setText(sentence.format(facts="; ".join(facts)))


def _create(place: Path, profile: Profile, clock: Clock, progress: Progress) -> OpenFile:
    progress.say(0, 0, _("Making your file…"))
    return data_file.create(place, profile, clock=clock)
