"""What somebody typed into a form and nobody has saved yet, and the strip that says so when the window closes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.edits import SearchEdit
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.person_picker import PersonPicker
from refdesk.ui.widgets.surfaces import Surface

Texts = dict[QWidget, str]


def texts_in(form: QWidget) -> Texts:
    """Return what stands in each field of a form now; a search is no field."""
    lines = (each for each in form.findChildren(QLineEdit) if not isinstance(each, SearchEdit))
    return {each: _text(each) for each in (*lines, *form.findChildren(QPlainTextEdit))}


def typed_since(form: QWidget, before: Texts) -> bool:
    """Tell whether a person typed anything that still stands there; what the form itself filled in is not typed."""
    return any(_by_hand(field) for field, text in texts_in(form).items() if text != before.get(field, ""))


def _text(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined]


def _by_hand(field: QWidget) -> bool:
    if isinstance(field, PersonPicker):
        return True  # who was picked replaces what was typed
    if isinstance(field, DateField):
        return field.is_by_hand()
    if isinstance(field, QLineEdit):
        return field.isModified() and not field.isReadOnly()
    assert isinstance(field, QPlainTextEdit), "there are no other fields for words"
    return field.document().isModified() and not field.isReadOnly()


class UnsavedStrip(Surface):
    """Says above the foot of a dialog that something is not saved, with both ways to go on closing."""

    save_pressed = Signal()
    leave_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="amber_soft")
        words = Label(_("Something typed here is not saved yet."), Style.SECOND_STRONG, self, ink=Ink.AMBER, wrap=True)
        self.leave = Button(_("Close without saving"), self)
        self.save = Button(_("Save and close"), self)
        for button in (self.leave, self.save):
            button.setAccessibleDescription(words.text())
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 10, 20, 10)
        row.setSpacing(10)
        row.addWidget(IconMark("triangle-alert", self, ink=Ink.AMBER, size=theme.scaled(16)))
        row.addWidget(words, 1)
        row.addWidget(self.leave)
        row.addWidget(self.save)
        self.leave.clicked.connect(self.leave_pressed)
        self.save.clicked.connect(self.save_pressed)
