"""What stands around the grid of a filled sheet: which sheet it is, how to type, how far it is, what it sounds like."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import call_codes, referral_hints
from refdesk.domain.call_codes import Code
from refdesk.i18n import _, ngettext
from refdesk.services.campaign_days import Calendar, CalendarDay
from refdesk.ui import theme
from refdesk.ui.campaign.sheet_rows import SheetRow
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Surface

_CHOICE_WIDTH = 250
_SHORT_BELOW = 1000
_HINTED = ("help", "good_lead", "lead_to")


class SheetTop(QWidget):
    """Says which sheet is shown and how to type it in; another one can be chosen."""

    day_chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._day: date | None = None
        self._title = Label("", Style.PAGE, self, wrap=True)
        self._about = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.sheets = Combo((), self, name=_("Sheet to enter"))
        self.sheets.setFixedWidth(_CHOICE_WIDTH)
        self.back = Button(_("Back to the month"), self, icon="chevron-left", key="Esc")
        self.sheets.chosen.connect(self.day_chosen)
        self.back.clicked.connect(self.left)
        self._lay_out()

    def show_sheet(self, day: date, calendar: Calendar, sheet_id: str, rows: Sequence[SheetRow], today: date) -> None:
        """Say which sheet it is and how much of it is in."""
        self._day = day
        self._say_title()
        worked = [each.day for each in calendar.days if each.is_working]
        words = _("Day {day}. {done} of {calls} rows are in. “sheet {id}” stands in the foot of its pages.")
        place = sum(each <= day for each in worked)
        done = sum(row.is_saved for row in rows)
        self._about.setText(words.format(day=place, done=done, calls=len(rows), id=sheet_id))
        known = [each for each in calendar.days if each.calls and (each.day <= today or each.day == day)]
        self.sheets.set_choices([(each.day, _choice(each)) for each in reversed(known)], value=day)
        self.sheets.setVisible(len(known) > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_title()

    def _say_title(self) -> None:
        if self._day is not None:
            day = i18n.day_long(self._day) if self.width() >= theme.scaled(_SHORT_BELOW) else i18n.day_short(self._day)
            self._title.setText(_("Enter the sheet of {day}").format(day=day))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title, 1)
        head.addWidget(self.sheets, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addLayout(self._keys())

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        enter = "Enter"
        for strong, words in (("10", _("row")), ("T", _("code")), (_("words"), _("what was written"))):
            row.addWidget(Label(strong, Style.CAPTION_STRONG, self))
            row.addWidget(Label(words, Style.CAPTION, self, ink=Ink.INK2))
            row.addWidget(KeyCap(enter, self))
        row.addWidget(Label(_("next. Empty is fine."), Style.CAPTION, self, ink=Ink.INK2))
        row.addSpacing(10)
        row.addWidget(KeyCap("Ctrl+Enter", self))
        row.addWidget(Label(_("row is done"), Style.CAPTION, self, ink=Ink.INK2))
        row.addStretch(1)
        return row


class SheetFoot(QWidget):
    """Says what is wrong in the row, how far the sheet is, and what sounds like a referral; prints it again, saves."""

    print_wanted = Signal()
    save_wanted = Signal()
    log_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._at, self._most_tries = -1, 0
        self._rows: Sequence[SheetRow] = ()
        self.sentence = Label("", Style.SECOND, self, wrap=True)
        self.so_far = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.print_again = Button(_("Print again"), self, icon="printer", key="Ctrl+P")
        self.save_button = Button(_("Save the sheet"), self, kind=Kind.MAIN, icon="check")
        self.strip = Surface(self, ground="paper", edge="line", radius=10)
        self.hint = Label("", Style.SECOND, self.strip, wrap=True)
        self.log = Button(_("Log the referral"), self.strip, icon="plus")
        self.print_again.clicked.connect(self.print_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        self.log.clicked.connect(self._log)
        self._lay_out()

    def say(self, words: str, *, is_wrong: bool) -> None:
        """Say something of the row that is typed."""
        self.sentence.setText(words)
        self.sentence.set_ink(Ink.AMBER if is_wrong else Ink.INK2)

    def show_rows(self, rows: Sequence[SheetRow], most_tries: int) -> None:
        """Count the letters so far, and look for what sounds like a referral."""
        self._rows, self._most_tries = rows, most_tries
        self._count()
        self._show_hint()

    def _count(self) -> None:
        found = Counter(row.words("code").strip().upper() for row in self._rows if row.words("code").strip())
        letters = ", ".join(f"{code.value} {found[code]}" for code in Code if found[code])
        back = ngettext(
            "M, N and B come back on a later sheet, one try at most.",
            "M, N and B come back on a later sheet, {n} tries at most.", self._most_tries,
        ).format(n=self._most_tries)  # fmt: skip
        self.so_far.setText(_("So far {letters}. {back}").format(letters=letters, back=back) if letters else codes())

    def renew(self, at: int) -> None:
        """Look at a row anew while it is typed."""
        self._count()
        if 0 <= at < len(self._rows) and (_hint_of(self._rows[at]) or at == self._at):
            self._show_hint(at)

    def _show_hint(self, first: int = -1) -> None:
        order = [first, *range(len(self._rows) - 1, -1, -1)]
        self._at = next((at for at in order if at >= 0 and _hint_of(self._rows[at])), -1)
        self.strip.setVisible(self._at >= 0)
        if self._at >= 0:
            row = self._rows[self._at]
            words = _("{name} “{words}”. That sounds like a referral. Its clock starts when you log it.")
            self.hint.setText(words.format(name=row.entry.name, words=_hint_of(row)))

    def _log(self) -> None:
        if self._at >= 0:
            self.log_wanted.emit(self._at)

    def _lay_out(self) -> None:
        inside = QHBoxLayout(self.strip)
        inside.setContentsMargins(16, 10, 12, 10)
        inside.setSpacing(12)
        inside.addWidget(IconMark("handshake", self.strip, ink=Ink.ACCENT, size=20))
        inside.addWidget(self.hint, 1)
        inside.addWidget(self.log)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.so_far)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(self.print_again, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.strip)


def codes() -> str:
    """Return what the letters mean."""
    return " · ".join(f"{code.value} {_(words)}" for code, words in call_codes.WORDS.items())


def _choice(day: CalendarDay) -> str:
    if not day.to_go:
        return _("{day}: all entered").format(day=i18n.day_weekday_short(day.day))
    return _("{day}: {n} to enter").format(day=i18n.day_weekday_short(day.day), n=day.to_go)


def _hint_of(row: SheetRow) -> str:
    """Return what sounds like a referral in a row that names none."""
    if row.words("referral_name").strip() or row.words("referral_direction").strip():
        return ""
    written = filter(None, map(row.words, _HINTED))
    return next((found for words in written if (found := referral_hints.sounding(words))), "")
