"""Settings: everything about the business and this computer that can be changed, saved as soon as it is right."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import profile as profiles
from refdesk.domain.profile import Paper, Profile
from refdesk.errors import Problem, StoreFault
from refdesk.i18n import _, ngettext
from refdesk.services import business, data_file
from refdesk.ui import profile_words, theme
from refdesk.ui.page import Page
from refdesk.ui.settings import choices, sections
from refdesk.ui.settings.backups_section import BackupsSection
from refdesk.ui.settings.drafts import Drafts
from refdesk.ui.settings.editors import ChoiceEditor
from refdesk.ui.settings.file_section import FileSection
from refdesk.ui.settings.gifts_section import GiftsSection
from refdesk.ui.settings.goals_section import GoalsSection
from refdesk.ui.settings.holidays_ahead import holidays_ahead
from refdesk.ui.settings.hour_section import HourSection
from refdesk.ui.settings.logo_section import LogoSection
from refdesk.ui.settings.look_section import LookSection
from refdesk.ui.settings.paper_section import PaperSection
from refdesk.ui.settings.row import SettingRow
from refdesk.ui.settings.rules_section import RulesSection
from refdesk.ui.settings.said_row import SaidRow
from refdesk.ui.settings.script_editor import ScriptEditor
from refdesk.ui.settings.section import Section
from refdesk.ui.settings.section_column import SectionColumn
from refdesk.ui.settings.section_link import SectionLink
from refdesk.ui.settings.stages_section import StagesSection
from refdesk.ui.slices import Slices
from refdesk.ui.theme import Style
from refdesk.ui.widgets import roving
from refdesk.ui.widgets.edits import SearchEdit
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.workplace import Workplace

_READ_AT = 120
_NAV, _NAV_FROM = 232, 800


class SettingsPage(Page):
    """The place at the foot of the sidebar. Backups are made and restored by the window, which owns the file."""

    kinds = ("setting", "stage", "printer_position", "stock", "gift_limit")
    appearance_changed = Signal(object)
    restore_wanted = Signal(object)
    back_up_wanted = Signal()
    goals_wanted = Signal(str, str)
    limits_wanted = Signal()
    rewards_wanted = Signal()
    test_sheet_wanted = Signal(str, str)
    readings_wanted = Signal(str, str)
    own_stock_wanted = Signal(int)
    report_wanted = Signal(str)
    move_wanted = Signal()
    first_hour_wanted = Signal()
    about_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._drafts = Drafts(workplace.desk)
        self.search = SearchEdit(self, name=_("Find a setting"), hint=_("Find a setting"), key="Ctrl+F")
        self._content = SectionColumn(self)
        self._sections: list[Section] = []
        self.rows: dict[str, SettingRow] = {}
        self._slices, self._finding = Slices(self), Slices(self)
        self._wanted: Section | str | None = None
        self._nothing = Label("", Style.BODY, self._content, wrap=True)
        self._scroll = ScrollArea(self._content, self)
        self._nav = QWidget(self)
        self._links: list[SectionLink] = []
        self._lay_out()
        self._connect()
        self._slices.run(self._fill(None))
        theme.follow(self._fit)

    def take_focus(self) -> None:
        """Begin with the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show what is saved; what was typed and is not right yet stays."""
        self._slices.run(self._fill(self.workplace.desk.ask(business.load)))

    def show_backups(self) -> None:
        """List the backups again, as after one was made."""
        for section in self._sections:
            if isinstance(section, BackupsSection):
                section.show_copies(data_file.saved_copies(self.workplace.file))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the links out where there is little room; larger text needs more of it."""
        self._nav.setVisible(self.width() >= theme.scaled(_NAV_FROM))

    def _fill(self, profile: Profile | None) -> Iterator[None]:
        """Make the sections that are not there yet, and show what is saved in each, if that is known."""
        here, today = self._content, self.workplace.desk.today()
        # In the order in which they are read: Tab follows it.
        makers: tuple[Callable[[], Section], ...] = (
            partial(sections.business, here), partial(LogoSection, self.workplace, here),
            partial(sections.people_who_refer, here), partial(sections.hand_outs, here),
            partial(sections.working_time, here, today), partial(sections.place, here), partial(sections.calls, here),
            partial(GiftsSection, self.workplace, here),
            partial(RulesSection, self.workplace, here),
            partial(StagesSection, self.workplace, here), partial(GoalsSection, here),
            partial(HourSection, self.workplace, here),
            partial(PaperSection, self.workplace, here),
            partial(BackupsSection, here), partial(FileSection, self.workplace, here), partial(LookSection, here),
        )  # fmt: skip
        for at, make in enumerate(makers):
            if at == len(self._sections):
                self._take(make())
                yield
            if not self._sections[at].is_whole:
                yield from self._complete(self._sections[at])
            if profile is not None:
                self._show_saved(self._sections[at], profile)
                yield
            if self.isVisible():
                self._sections[at].release()  # one after the other: to lay out all at once would be felt
                yield from self._filter(self._sections[at])
        self._say_whether_found()
        if self._finding.is_done:
            self._go_on()

    def _complete(self, section: Section) -> Iterator[None]:
        """Make the rest of a section."""
        yield from section.build()
        self.rows |= {row.name: row for row in section.findChildren(SettingRow)}
        section.ensurePolished()  # else all of it is when it is shown
        section.is_whole = True
        yield

    def _take(self, section: Section) -> None:
        """Put a section below the others, with its link beside."""
        self._sections.append(section)
        section.hold_back()
        rows = section.findChildren(SettingRow)
        self._content.add(section)
        self._link(section)
        if isinstance(section, LookSection):
            section.appearance_changed.connect(self.appearance_changed)
            return
        if isinstance(section, RulesSection):
            return  # it saves its numbers itself
        for row in rows:
            row.offered.connect(self._offered)
            if isinstance(row, SaidRow):
                row.page_wanted.connect(self.report_wanted)
        self._join(section)

    def _join(self, section: Section) -> None:
        """Pass on what a section asks for."""
        if isinstance(section, FileSection):
            section.move_wanted.connect(self.move_wanted)
            section.about_wanted.connect(self.about_wanted)
        elif isinstance(section, BackupsSection):
            section.restore_wanted.connect(self.restore_wanted)
            section.back_up_wanted.connect(self.back_up_wanted)
        elif isinstance(section, GiftsSection):
            section.limits_wanted.connect(self.limits_wanted)
            section.rewards_wanted.connect(self.rewards_wanted)
        elif isinstance(section, GoalsSection):
            section.goals_wanted.connect(self.goals_wanted)
        elif isinstance(section, HourSection):
            section.first_hour_wanted.connect(self.first_hour_wanted)
        elif isinstance(section, PaperSection):
            section.test_sheet_wanted.connect(self.test_sheet_wanted)
            section.readings_wanted.connect(self.readings_wanted)
            section.own_stock_wanted.connect(self.own_stock_wanted)

    def _link(self, section: Section) -> None:
        before = self._links[-1] if self._links else self.search
        link = SectionLink(section.title, self._nav)
        link.setProperty("at", len(self._links))
        link.clicked.connect(self._go_to)
        self._links.append(link)
        self._nav_column.insertWidget(len(self._links) - 1, link)
        self.setTabOrder(before, link)
        self._roving.add_member(link)

    def _show_saved(self, section: Section, profile: Profile) -> None:
        usual = profiles.starting(profile.country)
        if isinstance(section, RulesSection):
            section.show_saved(profile.rules)
            return
        rows = {row.name: row for row in section.findChildren(SettingRow)}
        if "country" in rows:
            self._show_choices(profile)
        if isinstance(section, GiftsSection):
            section.prepare(profile)
        for name in {field.name for field in fields(profile)} & rows.keys():
            row = rows[name]
            value, default = getattr(profile, name), getattr(usual, name)
            row.show_value(value)
            if name not in _WITHOUT_DEFAULT:
                row.show_default(value, default, words=_default_words(name, default))
        for editor in section.findChildren(ScriptEditor):
            editor.speak_for(profile)
        if "keeps_holidays" in rows:
            rows["keeps_holidays"].field.set_hint(holidays_ahead(profile, self.workplace.desk.today()))
        if isinstance(section, FileSection | HourSection | LogoSection | LookSection | PaperSection | StagesSection):
            section.refresh()
        elif isinstance(section, BackupsSection):
            section.show_copies(data_file.saved_copies(self.workplace.file))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(28, 18, 28, 12)
        head.setSpacing(20)
        head.addWidget(Label(_("Settings"), Style.PAGE, self))
        head.addStretch(1)
        self.search.setMinimumWidth(320)
        head.addWidget(self.search)
        self._nothing.hide()
        self._content.add(self._nothing, last=True)
        body = QHBoxLayout()
        body.setContentsMargins(14, 0, 0, 0)  # the words of the links stand below those of the title
        body.setSpacing(20)
        body.addWidget(self._nav)
        body.addWidget(self._scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(body, 1)
        self._lay_out_nav()

    def _lay_out_nav(self) -> None:
        self._nav.setMinimumWidth(_NAV)
        self._nav.setAccessibleName(_("Sections of Settings"))
        self._nav_column = QVBoxLayout(self._nav)
        self._nav_column.setContentsMargins(0, 0, 0, 0)
        self._nav_column.setSpacing(2)
        self._nav_column.addStretch(1)
        self._roving = roving.Roving(self._nav, vertical=True, horizontal=False)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self._scroll.verticalScrollBar().valueChanged.connect(self._mark_place)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._mark_place)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.activated.connect(self.take_focus)

    def _show_choices(self, profile: Profile) -> None:
        regions = choices.regions(profile.country, present=profile.region)
        self.rows["region"].is_offered = len(regions) > 1
        self._choose("country", choices.countries_by_name(profile.country))
        self._choose("region", regions)
        self._choose("zone", choices.zones(profile.country, present=profile.zone))
        self._choose("currency", choices.currencies(profile.currency))

    def _choose(self, name: str, offered: choices.Choices) -> None:
        editor = self.rows[name].editor
        assert isinstance(editor, ChoiceEditor)
        editor.set_choices(offered)

    def _find(self) -> Iterator[None]:
        """Leave what the search finds."""
        for section in self._sections:
            if not section.is_held:
                yield from self._filter(section)
        if self._slices.is_done:
            self._say_whether_found()
            self._go_on()

    def _search(self) -> None:
        self._finding.run(self._find())

    def _filter(self, section: Section) -> Iterator[None]:
        for _step in section.filter(self.search.text().strip()):
            self._settle()
            yield

    def _settle(self) -> None:
        """Lay out what is shown by now, in this slice and not with all the rest."""
        if self.isVisible():
            # Those of the rows too: a section learns its height from them, and the page its own from the section.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def _say_whether_found(self) -> None:
        words = self.search.text().strip()
        self._nothing.setText(_("No setting has “{words}” in it.").format(words=words))
        self._nothing.setVisible(bool(words and self._sections) and all(each.isHidden() for each in self._sections))
        self._settle()
        self._mark_place()  # a section that was shown and hidden on the way may have been marked

    def _go_to(self) -> None:
        self.come_to(self._sections[int(self.sender().property("at"))])

    def come_to(self, wanted: Section | str) -> None:
        """Go to a section, or to a setting by its name in the profile, as soon as all above it is there."""
        self._wanted = wanted
        self.search.clear()
        if self._slices.is_done and self._finding.is_done:
            self._go_on()

    def _go_on(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        self._settle()
        place = self.rows[wanted] if isinstance(wanted, str) else wanted
        self._scroll.verticalScrollBar().setValue(place.mapTo(self._content, QPoint()).y())
        first = place.editor if isinstance(place, SettingRow) else place.first_editor()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_place(self) -> None:
        """Mark the section that is read now."""
        bar = self._scroll.verticalScrollBar()
        shown = [at for at, section in enumerate(self._sections) if not section.isHidden()]
        passed = [at for at in shown if self._sections[at].y() <= bar.value() + _READ_AT]
        at_end = bar.value() == bar.maximum() and bar.maximum() > 0
        here = shown[-1] if shown and at_end else passed[-1] if passed else -1
        for at, link in enumerate(self._links):
            link.set_here(at == here)

    def _offered(self, name: str, value: Any) -> None:  # noqa: ANN401 - each setting has its own kind
        before = self._drafts.names() | {name}
        try:
            done = self._drafts.offer({name: Paper(value) if name == "paper" else value})
        except StoreFault as fault:
            self.rows[name].show_error(fault.sentence)
            return
        self._show_problems(before, done.problems)
        if done.saved:
            self.workplace.done(_saved_words(done.saved, name))

    def _show_problems(self, offered: frozenset[str], problems: tuple[Problem, ...]) -> None:
        sentences = {problem.field: problem.sentence for problem in reversed(problems)}
        for name in offered | frozenset(sentences):
            self.rows[name].show_error(sentences.get(name, ""))
        self.refresh()


_WITHOUT_DEFAULT = frozenset(
    {
        "business_name",
        "owner",
        "trade",
        "phone",
        "email",
        "site",
        "address",
        "tagline",
        "days_off",
        "away",
        "country",
        "different",
        "ideal_client",
        "problems_solved",
        "how_we_treat",
        "rewards",
        "they_say",
        "elsewhere",
        "client_gets",
    }
)
"""What every business says for itself."""


def _default_words(name: str, default: object) -> str:
    if name == "week":
        return profile_words.week(default) if isinstance(default, tuple) else ""
    if name in {"backup_folder", "second_backup_folder"}:
        return _("beside your file") if name == "backup_folder" else _("none")
    return sections.default_words(name)(default)


def _saved_words(saved: tuple[str, ...], name: str) -> str:
    others = len(set(saved) - {name})
    if not others or name not in saved:
        return _("{setting} saved").format(setting=profiles.title(name if name in saved else saved[0]))
    if name == "country":
        return _("Country saved; what is usual there follows")
    words = ngettext("{setting} and {n} other setting saved", "{setting} and {n} other settings saved", others)
    return words.format(setting=profiles.title(name), n=others)
