"""A dialog about pages to print: the first one is seen at its side, what does not fit is named, all are kept as PDF."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services.paper import Rendered, Written
from refdesk.ui import timers
from refdesk.ui.card_page import CardPage, Overlay
from refdesk.ui.pdf_pages import PdfPages
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Notice, Surface
from refdesk.ui.workplace import Workplace

_WIDTH, _SIDE = 888, 420
_AFTER_MS = 20
_SENTENCES = 5


class PaperDialog(Dialog):
    """Derive, and say what draws the pages and what writes them; starting `redraw` draws what is chosen by now."""

    nothing = ""
    """What stands in place of the page when there is none."""
    writes = False
    """Whether saving the pages also writes in the file of the business."""

    def __init__(self, title: str, workplace: Workplace, parent: QWidget, *, height: int, cancel: str = "") -> None:
        size = QSize(_WIDTH, height)
        super().__init__(title, parent, main=_("Print"), main_icon="printer", size=size, cancel=cancel)
        self._workplace, self._turn = workplace, 0
        self.about = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.notice = Notice("", " ", self, icon="triangle-alert")
        self.page = CardPage()
        self.redraw = timers.once(self, _AFTER_MS, self._draw)
        self._say(())

    @abstractmethod
    def drawing(self) -> Callable[[Progress], Rendered] | None:
        """Return what draws the pages, beside the window; None where there are none."""

    @abstractmethod
    def file_name(self) -> str:
        """Return the name that is proposed for the file."""

    @abstractmethod
    def writing(self, path: Path) -> Callable[[Progress], Written]:
        """Return what writes the pages to a file, beside the window."""

    def arrange(self, *parts: QWidget) -> None:
        """Put the parts one below the other, and the page at the side of them."""
        for part in (*parts, self.notice):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.save = Button(_("Save as PDF"), self, icon="download")  # here, so that Tab comes to it after the parts
        self.save.clicked.connect(self._save)
        self.foot_row.insertWidget(0, self.save)
        side = Surface(self, ground="desk")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        side.setFixedWidth(_SIDE)
        self.set_side(side)

    def _draw(self) -> None:
        self._turn += 1
        draw = self.drawing()
        if draw is None:
            self._refuse(self.nothing, ())
            return
        self._workplace.jobs.start(draw, then=partial(self._drawn, self._turn), failed=self._not_drawn)

    def _drawn(self, turn: int, rendered: Rendered) -> None:
        if turn != self._turn:
            return
        if not rendered.pages:
            self._refuse(self.nothing, rendered.sentences)
            return
        self._say(rendered.sentences)
        self.page.show_page(PdfPages(rendered.pdf), 0, Overlay(), _("First page"))
        self.main_button.allow()
        self.save.allow()

    def _not_drawn(self, fault: RefDeskError) -> None:
        self._refuse(fault.sentence, ())

    def _refuse(self, sentence: str, sentences: tuple[str, ...]) -> None:
        self._say(sentences)
        self.page.show_words(sentence)
        self.main_button.refuse(_("There is nothing to print."))
        self.save.refuse(_("There is nothing to print."))

    def _say(self, sentences: tuple[str, ...]) -> None:
        shown = list(sentences[:_SENTENCES])
        if len(sentences) > _SENTENCES:
            shown.append(_("and {n} more").format(n=len(sentences) - _SENTENCES))
        self.notice.set_words(_("Please check"), "\n".join(shown))
        self.notice.setVisible(bool(shown))

    def _save(self) -> None:
        suggested = str(Path.home() / self.file_name())
        path = self._workplace.ask_to_save(self, _("Save as PDF"), suggested, "PDF (*.pdf)")
        if path is not None:
            write = self.writing(path.with_suffix(".pdf"))
            self._workplace.jobs.start(write, then=self._saved, failed=self.show_fault, writes=self.writes)

    def _saved(self, written: Written) -> None:
        self._workplace.tell(_("Saved as {file}").format(file=written.path.name))
        self.accept()
