"""A day on which nothing is left to do, and the very first day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.ids import ContactId
from refdesk.i18n import _
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Size
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.surfaces import Card, EmptyState

if TYPE_CHECKING:
    from refdesk.services.keep_in_touch import WordDue
    from refdesk.services.today import Line

_WIDTH = 620


class EmptyDay(QWidget):
    """Says something kind, what comes tomorrow, whom one could say a word to, and how to begin."""

    referral_wanted = Signal()
    given_wanted = Signal()
    import_wanted = Signal()
    word_wanted = Signal(int)
    """Somebody to say a word to on a free day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._done = EmptyState(
            _("That is all for today"),
            _("Nobody waits for you. A good moment to think of somebody else: who could use a person whom you know?"),
            self, icon="circle-check", act=_("Give a referral"), act_icon="arrow-up-right",
            links=(_("Log a referral received"),),
        )  # fmt: skip
        self._new = EmptyState(
            _("Here you will see what to do next"),
            _("Log the last person who was sent to you, or bring your contacts in: then you see whom to call."),
            self, icon="sun", act=_("Log a referral"), key="Ctrl+R", links=(_("Bring contacts in"),),
        )  # fmt: skip
        self.suggestion = _Suggestion(self)
        self._tomorrow = Card(self, pad=16, spacing=6)
        self._tomorrow.setFixedWidth(_WIDTH)
        self._head = Label(_("Tomorrow"), Style.SECOND_STRONG, self._tomorrow)
        self._lines = Label("", Style.SECOND, self._tomorrow, ink=Ink.INK2, wrap=True)
        self._tomorrow.column.addWidget(self._head)
        self._tomorrow.column.addWidget(self._lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 48, 0, 0)
        column.setSpacing(12)
        for part in (self._done, self._new, self.suggestion, self._tomorrow):
            column.addWidget(part)
        self._done.pressed.connect(self.given_wanted)
        self._done.link_pressed.connect(self.referral_wanted)
        self._new.pressed.connect(self.referral_wanted)
        self._new.link_pressed.connect(self.import_wanted)
        self.suggestion.pressed.connect(self.word_wanted)
        self.setFocusProxy(self._done.act)

    def show_day(self, *, new: bool, tomorrow: "Sequence[Line]", suggestion: "WordDue | None") -> None:
        """Show what comes; `new` is a file with nobody in it yet."""
        self._done.setVisible(not new)
        self._new.setVisible(new)
        self.setFocusProxy(self._new.act if new else self._done.act)
        self.suggestion.show_person(suggestion)
        self._tomorrow.setVisible(bool(tomorrow))
        self._lines.setText("\n".join(_("{name}: {text}").format(name=each.name, text=each.text) for each in tomorrow))


class _Suggestion(Card):
    """One person to say a word to."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, pad=16, spacing=6)
        self._contact_id = ContactId(0)
        self.setFixedWidth(_WIDTH)
        self._who = Label("", Style.BODY_STRONG, self)
        self._why = ElidedLabel("", Style.SECOND, self, ink=Ink.INK2)
        self.button = Button("", self, size=Size.ROW, icon="phone")
        self.button.clicked.connect(self._press)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._who)
        words.addWidget(self._why)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.column.addWidget(Label(_("Or just say hello"), Style.CAPTION_STRONG, self, ink=Ink.INK2))
        self.column.addLayout(row)

    def show_person(self, one: "WordDue | None") -> None:
        """Show whom one could call; nobody hides it."""
        self.setVisible(one is not None)
        if one is None:
            return
        self._contact_id = one.contact_id
        self._who.setText(one.name)
        self._why.setText(one.last_words)
        calls = bool(one.phone)
        self.button.set_words(_("Call") if calls else _("Get in touch"))
        self.button.set_icon("phone" if calls else "message-circle")
        self.button.setAccessibleName(f"{self.button.words()}: {one.name}")

    def _press(self) -> None:
        self.pressed.emit(self._contact_id)
