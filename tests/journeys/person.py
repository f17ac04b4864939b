"""Somebody at the window: types, presses keys, clicks what has a name, and reads what is on the screen."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desks import TestClock
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from refdesk.domain import profile
from refdesk.domain.contact import ContactDraft
from refdesk.services import contacts, data_file
from refdesk.ui import slices
from refdesk.ui.fault_dialog import FaultDialog
from refdesk.ui.main_window import MainWindow, Outside
from refdesk.ui.page import Page
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field

PATIENCE_MS = 8000
MOST_STOPS = 250
MOST_STEPS = 12
LINES_READ = 60
_WHOLE = QModelIndex()
_KEYS = {"Enter": "Return", "Shift+Tab": "Shift+Backtab"}
Words = str | re.Pattern[str]


@dataclass
class Outdoors:
    """What lies outside the window: the time, the folder, and the files that are chosen in the system's dialogs."""

    folder: Path
    clock: TestClock
    opens: Path | None = None
    saves: Path | None = None
    suggested: list[str] = field(default_factory=list)

    def outside(self) -> Outside:
        return Outside(clock=self.clock, sample=self.sample, ask_to_open=self._open, ask_to_save=self._save)

    def sample(self) -> Path:
        return self.business("made-up", "Made-up")

    def business(self, name: str, *people: str) -> Path:
        """Make a data file with these people."""
        path = self.folder / f"{name}.refdesk"
        mine = profile.starting("US", business_name="Fernhollow", owner="Nadia Ostrow")
        made = data_file.create(path, mine, clock=self.clock)
        for each in people:
            given, _space, family = each.partition(" ")
            made.desk.do(contacts.add, ContactDraft(given=given, family=family))
        made.close()
        return path

    def _open(self, _parent: QWidget, _title: str, _folder: str, _filter: str) -> Path | None:
        return self.opens

    def _save(self, _parent: QWidget, _title: str, suggested: str, _filter: str) -> Path | None:
        self.suggested.append(Path(suggested).name)
        return self.saves


class Person:
    """Does with keys and mouse what people do; a control is found as people find it, by its name."""

    def __init__(self, qtbot: QtBot, outdoors: Outdoors) -> None:
        self._bot, self.outdoors = qtbot, outdoors
        self._window: MainWindow | None = None

    # -- the program ----------------------------------------------------------------------------------------------

    def starts(self, path: Path | None = None, *, width: int = 1440, height: int = 900) -> MainWindow:
        """Start RefDesk as a double click does."""
        assert self._window is None, "RefDesk runs already"
        from refdesk import settings

        made = MainWindow(self.outdoors.outside(), settings.load())
        made.begin(path)
        made.show()
        made.resize(width, height)
        made.activateWindow()
        self._window = made
        self._bot.waitUntil(made.isActiveWindow, timeout=PATIENCE_MS)
        self.waits()
        return made

    def presses_and_leaves(self, key: str) -> None:
        """Press the key that closes the window at last, and wait for the backup that it makes."""
        leaving = self.window
        QTest.keyClick(self.focus, QKeySequence(_KEYS.get(key, key))[0].key())
        self._bot.waitUntil(lambda: not leaving.isVisible(), timeout=PATIENCE_MS)

    def closes(self) -> None:
        """Close the window as its cross does, and wait for the backup that it makes."""
        if self._window is not None:
            leaving, self._window = self._window, None
            leaving.close()
            self._bot.waitUntil(lambda: not leaving.isVisible(), timeout=PATIENCE_MS)
            leaving.deleteLater()
            QApplication.sendPostedEvents(leaving, QEvent.Type.DeferredDelete)

    @property
    def window(self) -> MainWindow:
        assert self._window is not None, "RefDesk does not run"
        return self._window

    @property
    def page(self) -> Page:
        """Return the page that is shown."""
        assert self.window.opened is not None, "a file is open"
        shell = self.window.opened.shell
        assert shell.here is not None, "a place is shown"
        return shell.go_to(shell.here)

    def waits(self) -> None:
        """Let what runs in the background end, and the window paint."""
        for _round in range(3):
            QTest.qWait(1)
            self._bot.waitUntil(lambda: not self.window.jobs._running, timeout=PATIENCE_MS)
            self._bot.waitUntil(slices.all_done, timeout=PATIENCE_MS)

    def waits_for(self, words: Words) -> None:
        """Wait until something can be read."""
        self._until(lambda: self.can_see(words), lambda: f"{words!r} is not on the screen: {sorted(set(self.reads()))}")

    def waits_until(self, true: Callable[[], bool], why: str) -> None:
        """Wait for something that is not read, such as a file."""
        self._until(true, lambda: why)

    # -- keys and mouse -------------------------------------------------------------------------------------------

    @property
    def focus(self) -> QWidget:
        """Return where keys go."""
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or self.window

    def presses(self, *keys: str) -> None:
        """Press keys such as "Ctrl+R" one after the other."""
        for key in keys:
            combination = QKeySequence(_KEYS.get(key, key))[0]
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
        self.waits()

    def types(self, words: str) -> None:
        """Type letters where the focus is."""
        for letter in words:
            QTest.keyClicks(self.focus, letter)
        QTest.qWait(1)

    def goes_to(self, name: Words) -> None:
        """Press Tab until the focus is on the control with this name."""
        met = []
        for _stop in range(MOST_STOPS):
            if _is(self.focus_name, name):
                return
            if self.focus_name in met:
                QTest.qWait(1)  # what was made a moment ago is no stop before it is shown
            met.append(self.focus_name)
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name!r}; it went: {list(dict.fromkeys(met))}")

    def fills(self, **answers: str) -> None:
        """Type into fields by their names, with _ for spaces: the former words go."""
        for name, words in answers.items():
            self.fills_in(name.replace("_", " "), words)

    def fills_in(self, name: Words, words: str) -> None:
        """Go to a field and type over what stands there."""
        self.goes_to(name)
        QTest.keyClick(self.focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(self.focus, Qt.Key.Key_Backspace)
        self.types(words)

    def picks(self, name: Words, choice: str) -> None:
        """Go to a box with a list and type the beginning of a choice."""
        self.goes_to(name)
        box = self.focus
        assert isinstance(box, QComboBox), f"{name!r} is a list"
        self.types(choice)
        assert box.currentText().startswith(choice), f"{box.currentText()!r} came instead of {choice!r}"

    def clicks(self, name: Words) -> None:
        """Click the control with this name, or that shows these words."""
        target = self.finds(name)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.rect().center())
        self.waits()

    def chooses(self, words: str) -> None:
        """Choose a line of the menu that is open, by keys."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "a menu is open"
        for _step in menu.actions():
            QTest.keyClick(menu, Qt.Key.Key_Down)
            active = menu.activeAction()
            if active is not None and active.text().replace("&", "").startswith(words):
                QTest.keyClick(menu, Qt.Key.Key_Return)
                self.waits()
                return
        raise AssertionError(f"no line {words!r} in the menu: {[each.text() for each in menu.actions()]}")

    # -- eyes -----------------------------------------------------------------------------------------------------

    @property
    def focus_name(self) -> str:
        """Return the name of what has the focus, as a screen reader says it."""
        return name_of(self.focus)

    def focus_holds(self, line: str) -> bool:
        """Tell whether the focus is on a line, of a list or by itself, that begins with these words."""
        focus = self.focus
        if isinstance(focus, QAbstractItemView):
            said = focus.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or focus.currentIndex().data()
            return str(said or "").startswith(line)
        return name_of(focus).startswith(line)

    def steps_to(self, line: str, *, key: str) -> None:
        """Press an arrow until the focus is on a line that begins with these words."""
        met = []
        for _step in range(MOST_STEPS):
            if self.focus_holds(line):
                return
            met.append(self.focus_name)
            self.presses(key)
        raise AssertionError(f"{key} never reaches {line!r}; the focus was on {list(dict.fromkeys(met))}")

    def finds(self, name: Words) -> QWidget:
        """Return the control on the screen with this name; what lies in an open dialog comes first."""
        found = [each for each in self._shown() if each.isEnabled() and _is(name_of(each), name)]
        buttons = [each for each in found if isinstance(each, QAbstractButton)]
        names = sorted({name_of(each) for each in self._shown() if isinstance(each, QAbstractButton)})
        assert found, f"no control {name!r} on the screen; buttons: {names}"
        return (buttons or found)[-1]

    def can_see(self, words: Words) -> bool:
        """Tell whether something can be read anywhere in the window."""
        return any(_is_in(words, said) for said in self.reads())

    def sees(self, *all_words: Words) -> None:
        """Fail unless each of these can be read in the window."""
        for words in all_words:
            self.waits_for(words)

    def misses(self, *all_words: Words) -> None:
        """Fail unless none of these can be read in the window any more."""
        self._until(
            lambda: not any(self.can_see(words) for words in all_words),
            lambda: f"on the screen: {[words for words in all_words if self.can_see(words)]}",
        )

    def reads(self) -> Iterator[str]:
        """Give everything that can be read now."""
        for widget in self._shown():
            yield from _words_on(widget)

    def errors(self) -> dict[str, str]:
        """Return what stands in red below the fields, by the names of the fields."""
        fields = [each for each in self._shown() if isinstance(each, Field)]
        return {name_of(each.editor): each.error() for each in fields if each.error()}

    def dialogs(self) -> list[Dialog]:
        """Return the dialogs that lie over the window."""
        return [each for each in self.window.findChildren(Dialog) if each.isVisible()]

    def list_with(self, line: str) -> str:
        """Return the name of the list in which a line begins with these words, such as a column of the board."""
        for widget in self._shown():
            lines = _lines_of(widget.model()) if isinstance(widget, QAbstractItemView) and widget.model() else ()
            if any(each.startswith(line) for each in lines):
                return name_of(widget)
        raise AssertionError(f"{line!r} stands in no list")

    def lines_of(self, name: str) -> list[str]:
        """Return what stands in the list with this name."""
        view = next(each for each in self._shown() if isinstance(each, QAbstractItemView) and name_of(each) == name)
        return [words.split(", ")[0] for words in _lines_of(view.model())]

    def told(self) -> str:
        """Return what the passing line says."""
        assert self.window.opened is not None, "a file is open"
        return self.window.opened.shell.passing_line.words()

    def faults(self) -> list[str]:
        """Return the sentences of the windows that tell what went wrong."""
        return [each.sentence for each in self.window.findChildren(FaultDialog) if each.isVisible()]

    def _shown(self) -> list[QWidget]:
        return [each for each in self.window.findChildren(QWidget) if each.isVisible()]

    def _until(self, true: Callable[[], bool], why: Callable[[], str]) -> None:
        try:
            self._bot.waitUntil(true, timeout=PATIENCE_MS)
        except Exception as error:
            raise AssertionError(why()) from error


def name_of(widget: QWidget) -> str:
    """Return the name of a control: its accessible name, else the words on it."""
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text().replace("&&", "&") if isinstance(widget, QAbstractButton) else ""


def _is(name: str, wanted: Words) -> bool:
    return bool(wanted.search(name)) if isinstance(wanted, re.Pattern) else name == wanted


def _is_in(wanted: Words, said: str) -> bool:
    return bool(wanted.search(said)) if isinstance(wanted, re.Pattern) else wanted in said


def _words_on(widget: QWidget) -> Iterator[str]:
    yield name_of(widget)
    if isinstance(widget, QLabel | QLineEdit):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield widget.currentText()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _lines_of(widget.model())


def _lines_of(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(model.rowCount(_WHOLE), LINES_READ)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(_WHOLE)):
            index = model.index(row, column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                yield str(index.data(role) or "")
