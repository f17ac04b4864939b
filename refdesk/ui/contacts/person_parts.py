"""The parts of the panel: made when they are first seen, in two columns or behind tabs."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.services.person import Person
from refdesk.ui.contacts.person_asks import PersonAsks
from refdesk.ui.contacts.person_exchange import PersonGifts, PersonReferrals
from refdesk.ui.contacts.person_household import PersonHousehold
from refdesk.ui.contacts.person_knowing import PersonKnowing
from refdesk.ui.contacts.person_links import PersonLinks
from refdesk.ui.contacts.person_plan import PersonPlan
from refdesk.ui.contacts.person_promises import PersonPromises
from refdesk.ui.contacts.person_reading import Read
from refdesk.ui.contacts.person_sections import GoodLead, Words
from refdesk.ui.contacts.person_timeline import PersonTimeline
from refdesk.ui.contacts.tabs import Tabs
from refdesk.ui.slices import Slices
from refdesk.ui.workplace import Workplace


class Part(StrEnum):
    """One part of the panel."""

    LEAD = "lead"
    WHAT = "what"
    KNOWING = "knowing"
    PROMISES = "promises"
    HOUSEHOLD = "household"
    LINKS = "links"
    NOTES = "notes"
    PLAN = "plan"
    ASKS = "asks"
    TIMELINE = "timeline"
    REFERRALS = "referrals"
    GIFTS = "gifts"


LEFT = (Part.LEAD, Part.WHAT, Part.KNOWING, Part.PLAN, Part.ASKS, Part.REFERRALS, Part.NOTES)
RIGHT = (Part.PROMISES, Part.TIMELINE, Part.GIFTS, Part.HOUSEHOLD, Part.LINKS)
OVERVIEW, PLAN, TIMELINE, REFERRALS, GIFTS = range(5)
TABS = (
    (Part.LEAD, Part.WHAT, Part.KNOWING, Part.PROMISES, Part.HOUSEHOLD, Part.LINKS, Part.NOTES),
    (Part.PLAN, Part.ASKS),
    (Part.TIMELINE,),
    (Part.REFERRALS,),
    (Part.GIFTS,),
)


class PersonParts(QWidget):
    """Shows what was read of a person, the first parts at once and the others between what is typed and clicked."""

    promise_wanted = Signal()
    reminder_shown_wanted = Signal(int)
    gift_wanted = Signal()
    referral_wanted = Signal()
    referral_shown_wanted = Signal(int)
    person_wanted = Signal(int)
    evidence_wanted = Signal(object)
    plan_wanted = Signal()
    lessons_wanted = Signal()
    link_wanted = Signal()
    household_wanted = Signal()
    filled = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._wide = True
        self._read: Read | None = None
        self._made: dict[Part, QWidget] = {}
        self._is_filled: set[Part] = set()
        titles = [_("Overview"), _("Plan"), _("Timeline"), _("Referrals"), _("Gifts")]
        self.tabs = Tabs(titles, self, name=_("Parts of the panel"))
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._columns = QHBoxLayout()
        self._slices = Slices(self)
        self._lay_out()
        self.tabs.chosen.connect(self._choose)

    def show_read(self, read: Read) -> None:
        """Show a person."""
        self._read = read
        self._is_filled.clear()
        self._name_tabs(read.person)
        self._slices.run(self._fill())

    def set_wide(self, wide: bool) -> None:
        """Stand in two columns, or behind tabs."""
        self._wide = wide
        self.tabs.setVisible(not wide)
        self._columns.setStretch(1, 1 if wide else 0)
        for part in Part:
            if part in self._made:
                self._put(part)
        if self._read is not None:
            self._slices.run(self._fill())

    def part(self, part: Part) -> QWidget:
        """Return a part, made at the first call."""
        if part not in self._made:
            self._made[part] = self._make(part)
            self._put(part)
        return self._made[part]

    def settle(self) -> None:
        """Give each part the height of its words, which is known only after they were laid out once."""
        layout = self.layout()
        assert layout is not None, "it was laid out at the start"
        for _again in range(2):
            layout.activate()
            for made in self._made.values():
                made.updateGeometry()

    def _wanted(self) -> tuple[Part, ...]:
        """Return what is seen now, in the order in which it is read."""
        if not self._wide:
            return TABS[self.tabs.current()]
        both = [part for pair in zip(LEFT, RIGHT, strict=False) for part in pair]
        return tuple(dict.fromkeys((*both, *LEFT, *RIGHT)))

    def _fill(self) -> Iterator[None]:
        wanted = self._wanted()
        for part in Part:
            if part in self._made and part not in wanted:
                self._made[part].hide()
        for part in wanted:
            made = self.part(part)
            if part not in self._is_filled and self._read is not None:
                held = _held(made)
                self._show(part, self._read)
                self._is_filled.add(part)
                _hold_again(made, held)
            made.setVisible(getattr(made, "has_content", True))
            yield
        self._order_tabs()
        self.settle()
        self.filled.emit()

    def _choose(self, _at: int) -> None:
        if self._read is not None:
            self._slices.run(self._fill())

    def _put(self, part: Part) -> None:
        """Put a part where it stands now."""
        made = self._made[part]
        if isinstance(made, PersonTimeline):
            made.set_alone(not self._wide)
        # Taken out by the widget: an item taken from Python lives on and keeps an old height.
        self._left.removeWidget(made)
        self._right.removeWidget(made)
        order = (LEFT if part in LEFT else RIGHT) if self._wide else tuple(each for tab in TABS for each in tab)
        column = self._right if self._wide and part in RIGHT else self._left
        before = [each for each in order[: order.index(part)] if each in self._made]
        column.insertWidget(sum(column.indexOf(self._made[each]) >= 0 for each in before), made)

    def _order_tabs(self) -> None:
        """Let Tab go as one reads: down the left column, then down the right one."""
        order = (*LEFT, *RIGHT) if self._wide else tuple(each for tab in TABS for each in tab)
        last: QWidget = self.tabs
        for part in order:
            if part in self._made:
                for stop in _stops(self._made[part]):
                    QWidget.setTabOrder(last, stop)
                    last = stop

    def _name_tabs(self, found: Person) -> None:
        both = len(found.received) + len(found.given) + len(found.own)
        self.tabs.set_title(REFERRALS, _with_count(_("Referrals"), both))
        self.tabs.set_title(GIFTS, _with_count(_("Gifts"), len(found.gifts)))

    def _show(self, part: Part, read: Read) -> None:
        made: object = self._made[part]
        found, profile, today = read.person, read.profile, read.today
        if isinstance(made, GoodLead | PersonLinks | PersonHousehold):
            made.show_person(found)
        elif isinstance(made, Words):
            made.show_words(found.draft.what_they_do if part is Part.WHAT else found.draft.notes)
        elif isinstance(made, PersonKnowing):
            made.show_facts(found.evidence)
        elif isinstance(made, PersonPlan):
            made.show_plan(found.plan.draft, found.lessons, today)
        elif isinstance(made, PersonAsks | PersonReferrals | PersonTimeline):
            made.show_person(found, today)
        elif isinstance(made, PersonPromises):
            made.show_person(found, profile.working_time, read.reminders)
        elif isinstance(made, PersonGifts):
            made.show_person(found, today, profile.currency)

    def _make(self, part: Part) -> QWidget:
        makers: dict[Part, Callable[[], QWidget]] = {
            Part.LEAD: lambda: GoodLead(self),
            Part.WHAT: lambda: Words(_("What they do"), self),
            Part.NOTES: lambda: Words(_("Notes"), self),
            Part.KNOWING: self._make_knowing,
            Part.PROMISES: self._make_promises,
            Part.HOUSEHOLD: self._make_household,
            Part.LINKS: self._make_links,
            Part.PLAN: self._make_plan,
            Part.ASKS: lambda: PersonAsks(self),
            Part.TIMELINE: self._make_timeline,
            Part.REFERRALS: self._make_referrals,
            Part.GIFTS: self._make_gifts,
        }
        return makers[part]()

    def _make_knowing(self) -> QWidget:
        made = PersonKnowing(self)
        made.evidence_wanted.connect(self.evidence_wanted)
        return made

    def _make_promises(self) -> QWidget:
        made = PersonPromises(self._workplace, self)
        made.add_wanted.connect(self.promise_wanted)
        made.reminder_shown_wanted.connect(self.reminder_shown_wanted)
        return made

    def _make_household(self) -> QWidget:
        made = PersonHousehold(self)
        made.act_wanted.connect(self.household_wanted)
        made.person_wanted.connect(self.person_wanted)
        return made

    def _make_links(self) -> QWidget:
        made = PersonLinks(self._workplace, self)
        made.act_wanted.connect(self.link_wanted)
        made.person_wanted.connect(self.person_wanted)
        return made

    def _make_plan(self) -> QWidget:
        made = PersonPlan(self)
        made.act_wanted.connect(self.plan_wanted)
        made.lessons_wanted.connect(self.lessons_wanted)
        return made

    def _make_timeline(self) -> QWidget:
        made = PersonTimeline(self._workplace, self)
        made.filled.connect(self._order_tabs)
        made.filled.connect(self.filled)
        made.referral_shown_wanted.connect(self.referral_shown_wanted)
        return made

    def _make_referrals(self) -> QWidget:
        made = PersonReferrals(self)
        made.act_wanted.connect(self.referral_wanted)
        made.referral_shown_wanted.connect(self.referral_shown_wanted)
        return made

    def _make_gifts(self) -> QWidget:
        made = PersonGifts(self)
        made.act_wanted.connect(self.gift_wanted)
        return made

    def _lay_out(self) -> None:
        self._columns.setSpacing(28)
        for column in (self._left, self._right):
            column.setSpacing(16)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(self.tabs)
        whole.addLayout(self._columns)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


def _stops(part: QWidget) -> list[QWidget]:
    """Return what the keys reach in a part, as it is read: lines too, of which the arrows make another the Tab stop."""
    return sorted(_controls(part), key=lambda each: (each.mapTo(part, each.rect().topLeft()).y() // 24, each.x()))


def _held(part: QWidget) -> int | None:
    """Return which of the part's controls has the focus."""
    focus = QApplication.focusWidget()
    controls = _controls(part)
    return next((at for at, each in enumerate(controls) if each is focus), None)


def _hold_again(part: QWidget, held: int | None) -> None:
    """Give the focus back to the line that stands where the focused one stood before the lines were made anew."""
    controls, focus = _controls(part), QApplication.focusWidget()
    if held is None or not controls or (focus is not None and part.isAncestorOf(focus)):
        return
    again = controls[min(held, len(controls) - 1)]
    again.show()  # at once: layouts show what is new later, and what is hidden takes no focus
    again.setFocus(Qt.FocusReason.OtherFocusReason)


def _controls(part: QWidget) -> list[QWidget]:
    takers = (each for each in part.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus)
    return [each for each in takers if each.isEnabled() and not _was_hidden(each)]


def _was_hidden(widget: QWidget) -> bool:
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def _with_count(words: str, count: int) -> str:
    return f"{words} {count}" if count else words
