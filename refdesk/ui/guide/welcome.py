"""Three ways to begin: the file that one has, a look at a made-up business, or one's own first file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Card, Notice

_WIDE, _BUTTON = 720, 208


class Welcome(QWidget):
    """The first thing that is seen; what goes wrong is said above the three ways."""

    open_pressed = Signal()
    sample_pressed = Signal()
    begin_pressed = Signal()
    back_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = Notice("", "", self)
        self.notice.hide()
        self.back = Button("", self, kind=Kind.QUIET, icon="chevron-left")
        self.back.hide()
        self.back.clicked.connect(self.back_pressed)
        self.open = Button(_("Open a file or backup…"), self, icon="folder-open")
        self.sample = Button(_("Look around"), self, icon="book-open")
        self.begin = Button(_("Begin"), self, kind=Kind.MAIN, icon="pen-line")
        self.open.clicked.connect(self.open_pressed)
        self.sample.clicked.connect(self.sample_pressed)
        self.begin.clicked.connect(self.begin_pressed)
        self._lay_out()

    def take_focus(self) -> None:
        """Let Enter begin."""
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def lead_back(self, name: str) -> None:
        """Offer the way back, by button and Escape, to the file that was open before."""
        words = _("Back to “{name}”").format(name=name)
        self.back.set_words(words)
        self.back.show()
        leave = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.back_pressed)

    def say(self, sentence: str) -> None:
        """Show what went wrong, or "" for nothing."""
        self.notice.set_words(sentence)
        self.notice.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        middle = QWidget(self)
        middle.setMaximumWidth(_WIDE)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Label(_("Welcome to RefDesk"), Style.PAGE, middle))
        about = _("It knows who sends you people, tells you whom to call and to thank today, and prints the cards.")
        column.addWidget(Label(about, Style.BODY, middle, ink=Ink.INK2, wrap=True))
        column.addSpacing(10)
        column.addWidget(self.notice)
        for icon, title, words, button in (
            ("folder-open", _("Open my RefDesk file or a backup"), _("From this computer or from a stick."), self.open),
            (
                "book-open", _("Look at a made-up business"),
                _("Every screen filled, nothing real. Whatever you try there is gone afterwards."), self.sample,
            ),
            ("pen-line", _("Begin"), _("Ten minutes to your first printed thank-you card."), self.begin),
        ):  # fmt: skip
            column.addWidget(_way(icon, title, words, button, middle))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 32, 32, 32)
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)


def _way(icon: str, title: str, words: str, button: Button, parent: QWidget) -> Card:
    card = Card(parent, pad=20)
    said = QVBoxLayout()
    said.setSpacing(2)
    said.addWidget(Label(title, Style.SECTION, card))
    said.addWidget(Label(words, Style.SECOND, card, ink=Ink.INK2, wrap=True))
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(IconMark(icon, card, ink=Ink.ACCENT, size=28))
    row.addLayout(said, 1)
    button.setMinimumWidth(_BUTTON)
    row.addWidget(button)
    card.column.addLayout(row)
    return card
