"""The middle of the card studio: the real page, its sides, and the way from card to card."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.occasions import CardId
from refdesk.errors import RefDeskError
from refdesk.i18n import N_, _
from refdesk.progress import Progress
from refdesk.services import card_outputs, paper
from refdesk.services.card_outputs import Output, OutputJob
from refdesk.services.card_texts import CardJob
from refdesk.services.desk import Desk
from refdesk.services.paper import Drawn, Rendered
from refdesk.ui import theme, timers
from refdesk.ui.card_page import CardPage, Overlay, Zone, Zoom, pen_zone
from refdesk.ui.cards.preview_bar import ENVELOPE, INSIDE, OUTSIDE, SLIP, PreviewBar
from refdesk.ui.cards.stock_step import BLANK, EMPTY, LINES
from refdesk.ui.jobs import Job
from refdesk.ui.pdf_pages import PdfPages
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import ring
from refdesk.ui.widgets.buttons import Button, Size
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollArea, ScrollBar
from refdesk.ui.widgets.surfaces import Notice, Surface
from refdesk.ui.workplace import Workplace

CHECK_AFTER_MS = 400
MOST_SENTENCES = 4
_SIDES = {OUTSIDE: N_("Outside"), INSIDE: N_("Inside"), SLIP: N_("Writing slip"), ENVELOPE: N_("Envelope")}
_BESIDE = {SLIP: Output.SLIPS, ENVELOPE: Output.ENVELOPES}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold what is to be seen: the whole job, and the card to show out of it."""

    job: CardJob
    card: CardId
    person: str
    places: int
    sides: int
    drawn: Drawn = field(compare=False, default_factory=Drawn)
    with_slips: bool = False

    def batch(self) -> tuple[CardId, ...]:
        """Return the cards that are printed together with this one."""
        return self.job.cards if self.card in self.job.cards else (self.card,)

    def sheet(self) -> CardJob:
        """Return the job of the one sheet on which the card lies."""
        if self.card not in self.job.cards:
            return replace(self.job, cards=(self.card,), start_place=1)
        skipped = self.job.start_place - 1
        sheet = (self.job.cards.index(self.card) + skipped) // self.places
        first = max(sheet * self.places - skipped, 0)
        after = (sheet + 1) * self.places - skipped
        start = self.job.start_place if sheet == 0 else 1
        return replace(self.job, cards=self.job.cards[first:after], start_place=start)


class Preview(QWidget):
    """Draws what is wanted off the GUI thread; the old page stays until the new one is there."""

    step_wanted = Signal(int)
    edit_wanted = Signal()
    larger_wanted = Signal()
    leave_out_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._jobs = workplace.desk, workplace.jobs
        self._wanted: Wanted | None = None
        self._turn, self._how = 0, ""
        self._is_drawing = self._drawn_beside = False
        self._checking: Job | None = None
        self._pages: PdfPages | None = None
        self.bar = PreviewBar(self)
        self.side, self.place, self.back, self.forth = self.bar.side, self.bar.place, self.bar.back, self.bar.forth
        self.page = CardPage()
        self._scroll = ScrollArea(self.page, self)
        self.notice = Notice("", " ", self, icon="triangle-alert")
        self.edit = Button(_("Edit"), self, size=Size.ROW, icon="pencil")
        self.larger = Button(_("Larger card"), self, size=Size.ROW)
        self.leave_out = Button(_("Leave this card out"), self, size=Size.ROW)
        self._ways_out = QWidget(self)
        self._caption = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._check_all = timers.once(self, CHECK_AFTER_MS, self._check)
        self._lay_out()
        self._connect()

    def show_job(self, wanted: Wanted | None, *, words: str = "") -> None:
        """Draw the card's sheet anew; without a card say why there is none."""
        self._wanted = wanted
        self._turn += 1
        self._stop_checking()
        if wanted is None:
            self.page.show_words(words)
            self._say_problems([])
        else:
            if not self._is_drawing:  # what is typed meanwhile is drawn next, all of it at once
                self._start_drawing(wanted)
            self._check_all.start()
        self._name_place()

    def say_how(self, words: str) -> None:
        """Say below the page how it is printed."""
        self._how = words
        self._say_caption()

    def _say_caption(self) -> None:
        side = self.side.value()
        if side == SLIP:
            self._caption.setText(
                _("A writing slip lies beside each card, two on a page. Tick it below to print them.")
            )
        elif side == ENVELOPE:
            self._caption.setText(_("Under “Envelopes…” you choose another envelope, or labels."))
        else:
            self._caption.setText(f"{self._how}\n{_('Dashed lines and blue notes are not printed.')}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().desk)
        painter.end()

    def _start_drawing(self, wanted: Wanted) -> None:
        self._is_drawing = True
        side = self.side.value()
        if side in _BESIDE:
            beside = OutputJob(_BESIDE[side], (wanted.card,), batch=wanted.batch(), card_stock=wanted.job.stock)
            work = partial(_render_beside, self._desk, beside, self._turn)
        else:
            work = partial(_render, self._desk, wanted.sheet(), self._turn)
        self._jobs.start(work, then=partial(self._drawn, wanted, side), failed=self._not_drawn)

    def _drawn(self, drawn: Wanted, side: str, made: tuple[int, Rendered]) -> None:
        self._is_drawing = False
        turn, rendered = made
        wanted = self._wanted
        if wanted is None:
            return
        if turn != self._turn:
            if drawn.card == wanted.card and drawn.sides == wanted.sides and rendered.pages and self._shows(side):
                self._show_pages(drawn, rendered)  # a page of a moment ago is nearer than the one before
            self._start_drawing(wanted)
            return
        if len(wanted.job.cards) <= wanted.places and not self._beside(wanted):
            self._check_all.stop()
            self._say_problems(list(rendered.sentences))
        if rendered.pages:
            self._show_pages(wanted, rendered)
        elif side in _BESIDE:
            self.page.show_words("\n".join(rendered.sentences) or _("There is nothing to print."))
        else:
            self.page.show_words(_("This card does not fit. Shorten its words, or choose another face or card."))
            self._say_problems(list(rendered.sentences))

    def _shows(self, side: str) -> bool:
        """Say whether the page to be seen comes of the same drawing: both sides of a card do."""
        return side == self.side.value() or not {side, self.side.value()} & _BESIDE.keys()

    def _side_chosen(self) -> None:
        self._say_caption()
        if self._wanted is None:
            return
        if self._drawn_beside or self.side.value() in _BESIDE:
            self.show_job(self._wanted)
        else:
            self._show_side(self._wanted)

    def _show_pages(self, wanted: Wanted, rendered: Rendered) -> None:
        self._pages = PdfPages(rendered.pdf)
        self._show_side(wanted)

    def _show_side(self, wanted: Wanted) -> None:
        if self._pages is None:
            return
        side = self.side.value()
        self._drawn_beside = side in _BESIDE
        spoken = f"{wanted.person}, {_(_SIDES[side])}"
        if self._drawn_beside:
            self.page.show_page(self._pages, 0, Overlay(), spoken)
            return
        inside = side == INSIDE
        at = 1 if inside and wanted.sides > 1 else 0
        shows_zone = inside and wanted.job.inside in (LINES, BLANK, EMPTY)
        overlay = Overlay(
            guides=wanted.drawn.guides,
            zones=self._zones(wanted) if shows_zone else (),
            zone_words=_("for your pen") if shows_zone else "",
            turned=inside and _stands_on_head(wanted),
        )
        self.page.show_page(self._pages, at, overlay, spoken)

    def _zones(self, wanted: Wanted) -> Sequence[Zone]:
        sheet = wanted.sheet()
        zones = wanted.drawn.zones[sheet.start_place - 1 :]
        return [pen_zone(zone) for zone in zones[: len(sheet.cards)]]

    def _not_drawn(self, fault: RefDeskError) -> None:
        self._is_drawing = False
        self.page.show_words(fault.sentence)

    def _check(self) -> None:
        """Look through the whole job for words that do not fit."""
        if self._wanted is not None:
            job = self._wanted.job
            beside = [OutputJob(what, job.cards, card_stock=job.stock) for what in self._beside(self._wanted)]
            work = partial(_check, self._desk, self._wanted.job, beside, self._turn)
            self._checking = self._jobs.start(work, then=self._checked, failed=self._not_checked)

    def _beside(self, wanted: Wanted) -> list[Output]:
        """Return what is looked through besides the cards: the slips that come with them, and what is shown."""
        shown = _BESIDE.get(self.side.value())
        return list(dict.fromkeys(each for each in (shown, Output.SLIPS if wanted.with_slips else None) if each))

    def _stop_checking(self) -> None:
        """End a look through a job that is no longer wanted: what is typed comes first."""
        if self._checking is not None and shiboken6.isValid(self._checking):
            self._checking.stop()
        self._checking = None

    def _checked(self, found: tuple[int, tuple[str, ...]]) -> None:
        turn, sentences = found
        if turn == self._turn:
            self._say_problems(list(sentences))

    def _not_checked(self, fault: RefDeskError) -> None:
        self._say_problems([fault.sentence])

    def _say_problems(self, sentences: list[str]) -> None:
        shown = sentences[:MOST_SENTENCES]
        if len(sentences) > MOST_SENTENCES:
            shown.append(_("and {n} more").format(n=len(sentences) - MOST_SENTENCES))
        self.notice.set_words(_("Please check"), "\n".join(shown))
        self.notice.setVisible(bool(sentences))
        self._ways_out.setVisible(bool(sentences))

    def _name_place(self) -> None:
        wanted = self._wanted
        count = len(wanted.job.cards) if wanted else 0
        if wanted is None or wanted.card not in wanted.job.cards:
            self.bar.show_place(_("not chosen") if wanted else "", before=bool(count), after=bool(count))
            return
        at = wanted.job.cards.index(wanted.card)
        words = _("Card {n} of {count}").format(n=i18n.number(at + 1), count=i18n.number(count))
        self.bar.show_place(words, before=at > 0, after=at < count - 1)

    def _zoomed(self, value: str) -> None:
        zoom = Zoom(value)
        policy = Qt.ScrollBarPolicy
        self._scroll.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if zoom is Zoom.FIT else policy.ScrollBarAsNeeded
        )
        self.page.set_zoom(zoom)

    def _connect(self) -> None:
        self.side.chosen.connect(self._side_chosen)
        self.bar.zoom.chosen.connect(self._zoomed)
        self.bar.step_wanted.connect(self.step_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.larger.clicked.connect(self.larger_wanted)
        self.leave_out.clicked.connect(self.leave_out_wanted)

    def _lay_out(self) -> None:
        self._scroll.setHorizontalScrollBar(ScrollBar(Qt.Orientation.Horizontal, self._scroll))
        self._scroll.setCornerWidget(Surface(self._scroll, ground="desk"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(_("The page as it is printed"))
        ring.watch(self._scroll)
        self.notice.hide()
        self._ways_out.hide()
        ways = QHBoxLayout(self._ways_out)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(8)
        for button in (self.edit, self.larger, self.leave_out):
            ways.addWidget(button)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 10, 18, 12)
        column.setSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(self.notice)
        column.addWidget(self._ways_out)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._caption)


def _stands_on_head(wanted: Wanted) -> bool:
    """Say whether the inside lies upside down on the page: on screen it is turned, to be read."""
    return any(zone.turned for zone in wanted.drawn.zones) or (wanted.sides == 1 and not wanted.drawn.zones)


def _check(
    desk: Desk, job: CardJob, beside: Sequence[OutputJob], turn: int, progress: Progress
) -> tuple[int, tuple[str, ...]]:
    found = [paper.check_cards(desk, job, progress)]
    found += [card_outputs.check(desk, each, progress) for each in beside]
    return turn, tuple(sentence for sentences in found for sentence in sentences)


def _render_beside(desk: Desk, job: OutputJob, turn: int, _progress: Progress) -> tuple[int, Rendered]:
    return turn, card_outputs.rendered(desk, job)


def _render(desk: Desk, job: CardJob, turn: int, _progress: Progress) -> tuple[int, Rendered]:
    return turn, paper.render_cards(desk, job)
