"""The bar over the page of the studio: which page is seen, the way from card to card, and how large it is shown."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui.card_page import Zoom
from refdesk.ui.theme import Style
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment

OUTSIDE, INSIDE, SLIP, ENVELOPE = "outside", "inside", "slip", "envelope"
_BETWEEN = 8


class PreviewBar(QWidget):
    """One row, or two where the window has no room for it: no number is ever cut."""

    step_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.side = Segment(
            [
                Choice(OUTSIDE, _("Outside")), Choice(INSIDE, _("Inside")),
                Choice(SLIP, _("Slip"), name=_("Writing slip")), Choice(ENVELOPE, _("Envelope")),
            ],
            self, name=_("Page that is shown"), value=INSIDE,
        )  # fmt: skip
        self._rest = QWidget(self)
        self.back = IconButton("chevron-left", _("Card before"), self)
        self.forth = IconButton("chevron-right", _("Next card"), self)
        self.place = Label("", Style.SECOND, self)
        self.zoom = Segment(
            [Choice(Zoom.FIT, _("Fit")), Choice(Zoom.TRUE, _("100%")), Choice(Zoom.LARGE, _("150%"))],
            self, name=_("Size of the page"),
        )  # fmt: skip
        self._above, self._below = QHBoxLayout(), QHBoxLayout()
        self._is_low = False
        self._lay_out()
        self.back.clicked.connect(self._back)
        self.forth.clicked.connect(self._forth)

    def show_place(self, words: str, *, before: bool, after: bool) -> None:
        """Say which card of how many is seen, and whether there is one before and after it."""
        self.place.setText(words)
        self.back.setEnabled(before)
        self.forth.setEnabled(after)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the way from card to card and the size below, where one row has no room for all."""
        pieces = (self.side, self.back, self.place, self.forth, self.zoom)
        needed = sum(piece.sizeHint().width() for piece in pieces) + _BETWEEN * (len(pieces) + 1)
        is_low = needed > self.width()
        if is_low == self._is_low:
            return
        self._is_low = is_low
        (self._below if is_low else self._above).addWidget(self._rest, 1)

    def _lay_out(self) -> None:
        rest = QHBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(_BETWEEN)
        rest.addStretch(1)
        for part in (self.back, self.place, self.forth):
            rest.addWidget(part)
        rest.addStretch(1)
        rest.addWidget(self.zoom)
        self._above.setSpacing(_BETWEEN)
        self._above.addWidget(self.side, 0, Qt.AlignmentFlag.AlignLeft)
        self._above.addWidget(self._rest, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        column.addLayout(self._above)
        column.addLayout(self._below)

    def _back(self) -> None:
        self.step_wanted.emit(-1)

    def _forth(self) -> None:
        self.step_wanted.emit(1)
