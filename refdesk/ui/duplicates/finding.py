"""How far the search is, with Stop; and what is said when nobody stands twice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import _
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.marks import Progress
from refdesk.ui.widgets.surfaces import Card, EmptyState

_WIDTH = 460


class Finding(QWidget):
    """Stands in place of the pairs while there are none to show; `stop_wanted` and `again_wanted` come from it."""

    stop_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = Card(self, pad=24, spacing=10)
        self.title = Label(_("Looking for duplicates"), Style.SECTION, self._card, wrap=True)
        self.note = Label("", Style.SECOND, self._card, ink=Ink.INK2)
        self.bar = Bar(0.0, self._card, name=_("Progress"))
        self.stop = Button(_("Stop"), self._card, icon="x")
        self.nobody = EmptyState("", "", self, icon="users")
        self._stack = QStackedLayout(self)
        self._centred = _centre(self.nobody, self)
        self._lay_out()
        self.stop.clicked.connect(self._press)
        self._is_stopped = False

    def begin(self) -> None:
        """Show that the search begins."""
        self._is_stopped = False
        self.title.setText(_("Looking for duplicates"))
        self.note.setText(_("One moment…"))
        self.bar.set_share(0.0, name=_("Progress"), state=Progress.ON_THE_WAY)
        self.bar.show()
        self.stop.set_words(_("Stop"))
        self._turn_to(0)

    def show_progress(self, done: int, total: int, note: str) -> None:
        """Say how far the search is."""
        if self._is_stopped:
            return
        words = _("{done} of {total}").format(done=i18n.number(done), total=i18n.number(total)) if total else ""
        self.note.setText(" · ".join(filter(None, (note, words))))
        if total:
            self.bar.set_share(min(done / total, 1.0), name=words, state=Progress.ON_THE_WAY)

    def show_stopped(self, sentence: str = "") -> None:
        """Say that the search was stopped, or why it could not be done."""
        self._is_stopped = True
        self.title.setText(sentence or _("Stopped before everybody was compared"))
        self.note.setText(_("Nothing was changed."))
        self.bar.hide()
        self.stop.set_words(_("Search again"))
        self._turn_to(0)

    def show_nobody(self, heading: str, sentences: str) -> None:
        """Say that there is nothing to decide."""
        former, self.nobody = self.nobody, EmptyState(heading, sentences, self, icon="users")
        self._stack.removeWidget(self._centred)
        self._centred = _centre(self.nobody, self)
        self._stack.addWidget(self._centred)
        former.hide()
        former.deleteLater()
        self._turn_to(1)

    def _press(self) -> None:
        if self._is_stopped:
            self.again_wanted.emit()
        else:
            self.stop_wanted.emit()

    def _turn_to(self, place: int) -> None:
        self._stack.setCurrentIndex(place)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        for part in (self.title, self.note, self.bar):
            self._card.column.addWidget(part)
        self._card.column.addLayout(buttons)
        self._card.setFixedWidth(_WIDTH)
        self._stack.addWidget(_centre(self._card, self))
        self._stack.addWidget(self._centred)


def _centre(card: QWidget, parent: QWidget) -> QWidget:
    room = QWidget(parent)
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 72, 0, 0)
    column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    return room
