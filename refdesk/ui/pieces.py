"""The page of pieces: every piece in every state on one page, to look at and to compare pictures with."""

from dataclasses import fields
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import flow, painting, ring
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size, SplitButton
from refdesk.ui.widgets.checks import Check, Radio
from refdesk.ui.widgets.chip import Chip, KeyCap, StepTag, Tag, Tone
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.edits import LineEdit, SearchEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.line import Line
from refdesk.ui.widgets.mark_widgets import Bar, ClockTag, Dots, Pills, RankBadge, ThanksTrack
from refdesk.ui.widgets.marks import Due, Progress
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.passing_line import PassingLine
from refdesk.ui.widgets.person_picker import PersonPicker, Suggestion
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Card, Notice, SectionHead, Surface

_DAY = date(2026, 11, 18)


class PiecesPage(Surface):
    """All pieces; a hidden screen, so its words are not translated."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground="sheet")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(40)
        self._grid.setVerticalSpacing(16)
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 22, 32, 22)
        page.setSpacing(14)
        page.addLayout(self._head())
        page.addLayout(self._grid)
        self._fill()
        self._type(page)
        self._colours(page)
        page.addStretch(1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Label("Pieces and their states", Style.PAGE, self))
        note = "RefDesk at 100 %. One 2 px focus ring everywhere, 2 px away from the thing it marks."
        row.addWidget(Label(note, Style.BODY, self, ink=Ink.INK2), 1, Qt.AlignmentFlag.AlignBottom)
        return row

    def _fill(self) -> None:
        self._at(0, 0, "Main button, 36", [_states(self, Kind.MAIN, "Log the call", "phone")])
        second = _states(self, Kind.SECOND, "Print card", "printer")
        second.add("small", Button("Print card", second, icon="printer", size=Size.ROW))
        self._at(0, 1, "Second button, 36 and 32", [second])
        self._at(0, 2, "Quiet, icon, split, segment", [_quiet(self), _splits(self)])
        self._at(1, 0, "Field, 38", [_fields(self), _more_fields(self)])
        self._at(1, 1, "Check, radio, chip, key", [_checks(self), _choosers(self)])
        self._at(1, 2, "Rank, preparedness, trust", [_ranks(self), _words(self)])
        self._at(2, 0, "State of a thing to do", [_clocks(self), _tracks(self)])
        self._at(2, 1, "Tags", [_tags(self)])
        self._at(2, 2, "Bars: on the way, pace mark, reached, near a limit", [_bars(self)])
        self._at(3, 0, "List line, 40: rest, hover, selected, focused", [_lines(self)])
        self._at(3, 1, "Menu, width by its text, lines of 36", [_menu(self)])
        self._at(3, 2, "Passing line, 48", [_passing(self)])

    def _at(self, row: int, column: int, title: str, content: list[QWidget]) -> None:
        box = QVBoxLayout()
        box.setSpacing(10)
        box.addWidget(SectionHead(title, self))
        for widget in content:
            box.addWidget(widget)
        box.addStretch(1)
        self._grid.addLayout(box, row, column)

    def _type(self, page: QVBoxLayout) -> None:
        page.addWidget(SectionHead("Type", self))
        row = QHBoxLayout()
        row.setSpacing(30)
        for words, style in (
            ("Page 30/36", Style.PAGE), ("Person 24/30", Style.PERSON), ("Section 18/24", Style.SECTION),
            ("Words to say 17–19", Style.SAY), ("Body 16/22", Style.BODY), ("Body strong", Style.BODY_STRONG),
            ("Second 15/21", Style.SECOND), ("Caption 14/19", Style.CAPTION), ("(614) 555-0148", Style.PHONE),
        ):  # fmt: skip
            row.addWidget(Label(words, style, self))
        row.addStretch(1)
        page.addLayout(row)

    def _colours(self, page: QVBoxLayout) -> None:
        page.addWidget(SectionHead("Colour", self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        for at, field in enumerate(fields(theme.Tokens)):
            cell = QVBoxLayout()
            cell.setSpacing(1)
            swatch = Surface(self, ground=field.name, edge="line_mid", radius=theme.RADIUS_TAG)
            swatch.setFixedSize(68, 32)
            cell.addWidget(swatch)
            cell.addWidget(Label(field.name.replace("_", " "), Style.CAPTION, self, ink=Ink.INK2))
            grid.addLayout(cell, at // 18, at % 18)
        page.addLayout(grid)


class _Captioned(QWidget):
    """Pieces in a wrapping row, each with a caption below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = flow.Flow(self, spacing=12)

    def add(self, caption: str, piece: QWidget) -> None:
        cell = QWidget(self)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(3)
        column.addWidget(piece, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Label(caption, Style.CAPTION, cell, ink=Ink.INK2))
        self._flow.addWidget(cell)


class _Ringed(QWidget):
    """Shows a piece as it looks with the focus."""

    def __init__(self, piece: QWidget, parent: QWidget, *, radius: int = theme.RADIUS_BUTTON) -> None:
        super().__init__(parent)
        self._radius = radius
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(piece)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.box(painter, self.rect(), edge=theme.current().focus, width=2, radius=self._radius + ring.REACH)
        painter.end()


def _states(parent: QWidget, kind: Kind, words: str, icon: str) -> _Captioned:
    row = _Captioned(parent)
    pieces = {state: Button(words, row, kind=kind, icon=icon) for state in ("rest", "hover", "pressed", "disabled")}
    _hover(pieces["hover"])
    pieces["pressed"].setDown(True)
    pieces["disabled"].refuse("Nothing to do here")
    disabled = pieces.pop("disabled")
    for caption, piece in pieces.items():
        row.add(caption, piece)
    row.add("focus", _Ringed(Button(words, row, kind=kind, icon=icon), row))
    row.add("disabled", disabled)
    return row


def _hover(widget: QWidget) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)


def _quiet(parent: QWidget) -> QWidget:
    row = _Captioned(parent)
    hovered = Button("Year ledger", row, kind=Kind.QUIET, icon="file-text")
    icon = IconButton("alarm-clock", "Snooze", row)
    for widget in (hovered, icon):
        _hover(widget)
    row.add("quiet", Button("Year ledger", row, kind=Kind.QUIET, icon="file-text"))
    row.add("hover", hovered)
    row.add("rest", IconButton("alarm-clock", "Snooze", row))
    row.add("hover", icon)
    row.add("focus", _Ringed(IconButton("alarm-clock", "Snooze", row), row))
    return row


def _splits(parent: QWidget) -> QWidget:
    row = _Captioned(parent)
    choices = (Choice("received", "Received", "arrow-down-left"), Choice("given", "Given", "arrow-up-right"))
    row.add("segment", Segment(choices, row, name="Which referrals", value="received"))
    row.add("split", SplitButton("New referral", QMenu(row), row, more="More new things", icon="plus", key="Ctrl+R"))
    return row


def _fields(parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(Field("Need", LineEdit("", holder, hint="What need?"), holder), 1, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Field("Room", _Focused("Kitchen", holder), holder), 1, Qt.AlignmentFlag.AlignTop)
    wrong = Field("Day", LineEdit("Nov 31", holder), holder)
    wrong.set_error("November has 30 days")
    row.addWidget(wrong, 1, Qt.AlignmentFlag.AlignTop)
    return holder


class _Focused(LineEdit):
    def hasFocus(self) -> bool:  # noqa: N802 - Qt's name
        return True


def _more_fields(parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(SearchEdit(holder, name="Search", hint="Find a person", key="Ctrl+K"))
    column.addWidget(TextEdit("They want to cook at home again by spring.", holder, name="Words", lines=2))
    return holder


def _checks(parent: QWidget) -> QWidget:
    holder, row = _flowing(parent)
    for widget in (
        Check("", holder, name="Off"), Check("", holder, checked=True, name="On"),
        _Ringed(Check("", holder, name="Focused"), holder, radius=theme.RADIUS_CHECK),
        Radio("", holder, name="Off"), Radio("", _alone(holder), checked=True, name="On"),
        Check("Expects my call", holder, checked=True),
    ):  # fmt: skip
        row.addWidget(widget)
    chip, filters = Chip("All 412", holder), Chip("", holder, icon="filter", name="All filters")
    chip.setChecked(True)
    for piece in (Chip("Clients 138", holder), chip, filters, KeyCap("Ctrl+K", holder)):
        row.addWidget(piece)
    return holder


def _alone(parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    holder.setFixedSize(32, 32)
    return holder


def _choosers(parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    kinds = [("call", "Call"), ("note", "Handwritten note"), ("visit", "Visit")]
    row = QHBoxLayout()
    row.addWidget(Combo(kinds, holder, name="Kind", value="note"))
    row.addWidget(DateField(_DAY, holder, name="Day", day=_DAY))
    column.addLayout(row)
    picker = PersonPicker(_nobody, holder, name="Who sent it?")
    picker.set_person(Suggestion(1, "Samuel Okafor", "Insurance agent", "sent us 2, we sent 1", "A"))
    column.addWidget(picker)
    return holder


def _nobody(words: str) -> list[Suggestion]:
    return [Suggestion(1, "Samuel Okafor", "Insurance agent", rank="A")] if words else []


def _ranks(parent: QWidget) -> QWidget:
    holder, row = _flowing(parent)
    for rank in ("A+", "A", "B", "C", "D", ""):
        row.addWidget(RankBadge(rank, holder))
    row.addWidget(Dots(4, holder))
    row.addWidget(Pills(2, holder, name="Trust"))
    return holder


def _words(parent: QWidget) -> QWidget:
    card = Card(parent, pad=14)
    card.column.addWidget(Label("A good lead for them", Style.SECOND_STRONG, card))
    words = "Someone whose new kitchen makes the old sofa look tired."
    card.column.addWidget(Label(words, Style.SAY, card, wrap=True))
    return card


def _clocks(parent: QWidget) -> QWidget:
    holder, row = _flowing(parent)
    row.addWidget(ClockTag("Today by 6 PM", holder, share=0.3))
    row.addWidget(ClockTag("18 h 30 min", holder, share=0.77, due=Due.LATE))
    row.addWidget(ClockTag("Day 7, overdue", holder, share=1, due=Due.OVERDUE))
    return holder


def _tracks(parent: QWidget) -> QWidget:
    holder, row = _flowing(parent)
    for day, ink in ((1, Ink.INK2), (5, Ink.AMBER), (7, Ink.RED)):
        row.addWidget(ThanksTrack(day, holder))
        style = Style.CAPTION if ink is Ink.INK2 else Style.CAPTION_STRONG
        row.addWidget(Label(f"Day {day}", style, holder, ink=ink))
    return holder


def _tags(parent: QWidget) -> QWidget:
    holder, row = _flowing(parent)
    row.addWidget(Tag("neutral", holder))
    row.addWidget(Tag("near the limit", holder, tone=Tone.AMBER))
    row.addWidget(Tag("past the limit", holder, tone=Tone.RED))
    row.addWidget(Tag("Expects your call", holder, tone=Tone.GOOD, icon="check"))
    row.addWidget(StepTag("Set a next step", holder))
    return holder


def _bars(parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    row.addWidget(Bar(0.4, holder, name="4 of 10"))
    row.addWidget(Bar(0.67, holder, name="4 of 6, an even pace would be 4", pace=0.6))
    row.addWidget(Bar(1, holder, name="3 of 3, reached", state=Progress.REACHED))
    row.addWidget(Bar(0.94, holder, name="$23.50 of $25.00", state=Progress.NEAR_LIMIT))
    return holder


def _lines(parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for state in ("rest", "hover", "selected", "focused"):
        line = _Shown(state, holder)
        line.row.addWidget(Label("Joon-ho Bae", Style.BODY_STRONG, line), 3)
        line.row.addWidget(Label("Card, for Rafael Quintero", Style.BODY, line, ink=Ink.INK2), 4)
        line.row.addWidget(IconButton("alarm-clock", "Snooze", line))
        column.addWidget(line)
    return holder


class _Shown(Line):
    """A line that holds a state for the picture."""

    def __init__(self, state: str, parent: QWidget) -> None:
        super().__init__(parent, name=f"Joon-ho Bae, {state}")
        self._state = state

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.line_ground(
            painter, self.rect(), hovered=self._state == "hover", selected=self._state == "selected",
            focused=self._state == "focused",
        )  # fmt: skip
        painter.end()


def _menu(parent: QWidget) -> QWidget:
    menu = Menu(parent, name="Snooze")
    menu.add("Later today", menu.hide, aside="2 PM")
    menu.add("Tomorrow", menu.hide, aside="Thu 8 AM")
    menu.addSeparator()
    menu.add("Pick a day…", menu.hide)
    menu.setWindowFlags(Qt.WindowType.Widget)
    menu.setActiveAction(menu.actions()[0])
    menu.setFixedSize(menu.sizeHint().expandedTo(QSize(250, 0)))
    return menu


def _passing(parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    line = PassingLine(holder)
    line.setFixedHeight(48)
    line.say("Referral from Samuel Okafor logged")
    column.addWidget(line)
    column.addWidget(Notice("No movement for 14 days.", "A proposal usually moves within 10.", holder))
    calm = Notice("Next step:", "lunch on Tuesday, November 24", holder, calm=True, act="Change")
    column.addWidget(calm)
    return holder


def _flowing(parent: QWidget) -> tuple[QWidget, flow.Flow]:
    holder = QWidget(parent)
    return holder, flow.Flow(holder, spacing=10)
