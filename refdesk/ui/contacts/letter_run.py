"""Letters typed where no field has the focus: each is an outcome, unless it turns out to begin a note."""

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from refdesk.domain.call_codes import WORDS, Code
from refdesk.i18n import _
from refdesk.ui.contacts.outcome_chips import OutcomeChips
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.passing_line import announce

RIGHT_AFTER_MS = 1200
"""Letters that come so soon one after the other are one word."""


class LetterRun:
    """Keeps what the letters typed last did, so that it can be taken back.

    Somebody with a phone in one hand types a note at once: its first letters may be those of outcomes, the next one is
    not. Then all of them go into the note, and the outcome is what it was.
    """

    def __init__(self, outcome: OutcomeChips, note: TextEdit) -> None:
        self._outcome, self._note = outcome, note
        self._typed = ""
        self._before: Code | None = None
        self._after = outcome.value()
        self._since = QElapsedTimer()

    def acted(self, event: QKeyEvent, before: Code) -> None:
        """Remember a letter that did something, and say aloud what is on now."""
        if not self._goes_on() or self._before is None:
            self._typed, self._before = "", before
        self._typed += event.text()
        self._after = self._outcome.value()
        self._since.start()
        announce(self._outcome, _(WORDS[self._outcome.value()]))

    def take_back(self) -> bool:
        """Put the outcome back to what it was before the letters; says whether there was one."""
        if self._before is None or self._outcome.value() is not self._after:
            return False  # another one was chosen since
        self._outcome.choose(self._before)
        announce(self._outcome, _(WORDS[self._before]))
        self._typed, self._before = "", None
        return True

    def begins_note(self, event: QKeyEvent) -> bool:
        """Type a letter that means nothing by itself into the note, with those right before it."""
        typed = event.text()
        if not typed.strip() or not typed.isprintable():
            return False
        if self._goes_on():
            typed = self._typed + typed
            self.take_back()
        self._typed, self._before = "", None
        self._note.setFocus(Qt.FocusReason.OtherFocusReason)
        self._note.moveCursor(QTextCursor.MoveOperation.End)
        self._note.insertPlainText(typed)
        return True

    def _goes_on(self) -> bool:
        return bool(self._typed) and self._since.isValid() and self._since.elapsed() <= RIGHT_AFTER_MS
