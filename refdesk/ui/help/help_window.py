"""The handbook in a window of its own, to read beside the work: its pages at the left, one of them open."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk.i18n import _, ngettext
from refdesk.ui import theme
from refdesk.ui.help import handbook
from refdesk.ui.help.handbook import Found, HelpPage
from refdesk.ui.help.help_text import HelpText
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.edits import SearchEdit
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.passing_line import announce
from refdesk.ui.widgets.scroll import ScrollArea

CONTENTS_WIDTH = 292
SIZE = QSize(1000, 700)
_LINE, _LINE_WITH_WORDS, _HEAD = 34, 84, 38
_FRAME = 24
"""What the frame that the system puts around a window may take."""


class HelpWindow(QWidget):
    """Shows a page, and the way back to those read before; Esc empties the search, then closes.

    Closed, it is gone: its pictures and its pages would be 5 MB that nobody sees.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("RefDesk help"))
        self.setAutoFillBackground(True)
        self._read: list[str] = []
        self._lines: dict[str, Line] = {}
        self.search = SearchEdit(self, name=_("Find in the help"), hint=_("Find in the help"), key="Ctrl+F")
        self.contents = Lines(self, name=_("Pages"))
        self.text = HelpText(self)
        self.back = IconButton("chevron-left", _("Back to the page before"), self, key="Alt+Left")
        self._lay_out()
        self.search.textChanged.connect(self._find)
        self.search.left_down.connect(self._enter_contents)
        self.search.returnPressed.connect(self._open_first)
        self.text.page_wanted.connect(self.show_page)
        self.back.clicked.connect(self.go_back)
        self._listed.verticalScrollBar().rangeChanged.connect(self._follow_list)
        for key, act in (("Ctrl+F", self._take_search), ("Alt+Left", self.go_back)):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        QTimer.singleShot(0, self, self._fill)  # the page that is asked for is seen first
        self.resize(_no_larger_than_the_screen(self))

    @property
    def shown(self) -> str:
        """Return the name of the page that is open; "" before the first."""
        return self._read[-1] if self._read else ""

    def show_page(self, name: str) -> None:
        """Open a page, and bring the window to the front."""
        if name != self.shown:
            self._read.append(name)
            self._open(handbook.page(name))
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Open the page read before this one."""
        if len(self._read) > 1:
            self._read.pop()
            self._open(handbook.page(self.shown))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        QTimer.singleShot(0, self, self._let_go)

    def _let_go(self) -> None:
        if not self.isVisible():  # it may have been opened again at once
            self.deleteLater()

    def _open(self, page: HelpPage) -> None:
        self.text.show_page(page)
        self.back.setEnabled(len(self._read) > 1)
        for name, line in self._lines.items():
            line.set_selected(name == page.name)
        self._show_line()

    def _follow_list(self) -> None:
        if not self.search.text():
            self._show_line()

    def _show_line(self) -> None:
        """Bring the line of the page that is open into sight, unless somebody walks in the contents."""
        line = self._lines.get(self.shown)
        if line is not None and not self.contents.isAncestorOf(self.focusWidget()):
            self._listed.ensureWidgetVisible(line, 0, theme.scaled(_HEAD))

    def _fill(self) -> None:
        """List what fits the words; all pages as long as there are none."""
        self._find(self.search.text())

    def _find(self, typed: str) -> None:
        found = handbook.find(typed)
        rows: list[Found | str] = []
        part = ""
        for each in found:
            if not typed.strip() and each.page.part != part:
                part = each.page.part
                rows.append(part)
            rows.append(each)
        self._lines = {}
        self.contents.feed(rows, self._line_of)
        self.nothing.setVisible(not found)
        if typed.strip():
            announce(self, ngettext("{n} page", "{n} pages", len(found)).format(n=len(found)))

    def _line_of(self, row: Found | str) -> Line:
        """Return the line of a page that was found, or the heading of a part."""
        if isinstance(row, str):
            return _PartHead(row, self.contents)
        line = _PageLine(row, self.contents)
        line.clicked.connect(partial(self.show_page, row.page.name))
        line.set_selected(row.page.name == self.shown)
        self._lines[row.page.name] = line
        return line

    def _open_first(self) -> None:
        if self._lines:
            self.show_page(next(iter(self._lines)))

    def _enter_contents(self) -> None:
        if self._lines:
            next(iter(self._lines.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def _take_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _lay_out(self) -> None:
        self.back.setEnabled(False)
        self.nothing = Label(_("No page has all these words. Try fewer."), Style.SECOND, self, ink=Ink.INK2, wrap=True)
        inside = QWidget(self)
        below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, 0, 16)
        below.addWidget(self.nothing)
        below.addWidget(self.contents)
        below.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.search, 1)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(head)
        self._listed = ScrollArea(inside, self)
        left.addWidget(self._listed, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 14, 0, 0)
        row.setSpacing(8)
        column = QWidget(self)
        column.setLayout(left)
        column.setFixedWidth(theme.scaled(CONTENTS_WIDTH))
        left.setContentsMargins(0, 0, 0, 0)
        row.addWidget(column)
        row.addWidget(self.text, 1)


def _no_larger_than_the_screen(window: QWidget) -> QSize:
    wanted = QSize(theme.scaled(SIZE.width()), theme.scaled(SIZE.height()))
    return wanted.boundedTo(window.screen().availableSize() - QSize(_FRAME, 2 * _FRAME))


class _PageLine(Line):
    """One page, with the words around what was looked for."""

    def __init__(self, found: Found, parent: QWidget) -> None:
        height = _LINE_WITH_WORDS if found.words else _LINE
        super().__init__(parent, name=found.page.title, height=height, hairline=bool(found.words))
        self.setAccessibleDescription(found.words)
        words = QVBoxLayout()
        words.setContentsMargins(0, 4, 0, 4)
        words.setSpacing(0)
        words.addWidget(Label(found.page.title, Style.SECOND, self))
        if found.words:
            snippet = Label(found.words, Style.CAPTION, self, ink=Ink.INK2, wrap=True)
            snippet.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            words.addWidget(snippet, 1)
        self.row.addLayout(words, 1)


class _PartHead(Line):
    """The heading of a part; nothing happens on it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, name=title, height=_HEAD, hairline=False)
        self.setEnabled(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.rect().adjusted(12, theme.scaled(12), 0, 0)
        painting.text(painter, room, self.accessibleName(), Style.CAPTION_STRONG, theme.current().ink2)
        painter.end()
