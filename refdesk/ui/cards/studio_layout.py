"""How the studio is laid out: steps, page and help beside each other, or in tabs where the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Hairline

LEFT, RIGHT = 318, 336
NARROW_BELOW = 1100
CARD, HELP, ON_THE_WAY = "card", "help", "printed"
STUDIO, NOTHING, BLANK_PAGE = range(3)


class StudioLayout(QObject):
    """Arranges the parts of the studio."""

    def __init__(
        self, page: QWidget, *, steps: Sequence[QWidget], preview: QWidget, help_: QWidget, printed: QWidget,
        output: QWidget, empty: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._page, self._preview, self._output = page, preview, output
        self._help, self._printed = help_, printed
        self._narrow: bool | None = None
        self.tabs = Segment(
            [Choice(CARD, _("Card")), Choice(HELP, _("What to write")), Choice(ON_THE_WAY, _("Printed"))], page,
            name=_("What is shown here"), fill=True,
        )  # fmt: skip
        self.side_tabs = Segment(
            [Choice(HELP, _("What to write")), Choice(ON_THE_WAY, _("Printed"))],
            page, name=_("What is shown here"), fill=True,
        )  # fmt: skip
        self._stack = QStackedWidget(page)
        self._lay_out(steps, empty)
        self.tabs.chosen.connect(self.choose_tab)
        self.side_tabs.chosen.connect(self.choose_tab)

    def show(self, at: int) -> None:
        """Show the studio, or that there is nothing to do."""
        self._stack.setCurrentIndex(at)

    def shown(self) -> int:
        """Return what is shown."""
        return self._stack.currentIndex()

    def choose_tab(self, value: str) -> None:
        """Show the steps (where they are a tab), what to write, or what is printed."""
        self.tabs.set_value(value)
        self.side_tabs.set_value(HELP if value == CARD else value)
        self._show_tabs()

    def fit(self, width: int) -> None:
        """Arrange everything for a page of this width."""
        self._left.setFixedWidth(max(LEFT, min(theme.scaled(LEFT), width * 2 // 5)))
        self._right.setFixedWidth(theme.scaled(RIGHT))
        self._arrange(narrow=width < theme.scaled(NARROW_BELOW))

    def _show_tabs(self) -> None:
        shown = self.tabs.value() if self._narrow else self.side_tabs.value()
        on_the_way = shown == ON_THE_WAY
        self._help.setVisible(not on_the_way)
        self._printed.setVisible(on_the_way)
        self._steps.setVisible(not self._narrow or shown == CARD)
        self._side.setVisible(not self._narrow or shown != CARD)

    def _arrange(self, *, narrow: bool) -> None:
        """Put the right part into the left one when the window is narrow."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._left_column.setContentsMargins(16 if narrow else 22, 16, 10, 16)
        self.tabs.setVisible(narrow)
        self.side_tabs.setVisible(not narrow)
        self._right.setVisible(not narrow)
        self._right_line.setVisible(not narrow)
        if narrow:
            self._left_column.insertWidget(3, self._side, 1)
            self._left_column.addWidget(self._output)
        else:
            self._right_column.insertWidget(1, self._side, 1)
            self._right_column.addWidget(self._output)
        self._show_tabs()

    def _lay_out(self, steps: Sequence[QWidget], empty: QWidget) -> None:
        studio = QWidget(self._page)
        row = QHBoxLayout(studio)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._make_left(studio, steps))
        row.addWidget(Hairline(studio, upright=True))
        row.addWidget(self._preview, 1)
        self._right_line = Hairline(studio, upright=True)
        row.addWidget(self._right_line)
        row.addWidget(self._make_right(studio))
        self._stack.setMinimumSize(1, 1)  # the wide arrangement must not keep the window from becoming narrow
        self._stack.addWidget(studio)
        self._stack.addWidget(_around(empty, self._page))
        self._stack.addWidget(QWidget(self._page))
        self._stack.setCurrentIndex(BLANK_PAGE)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _make_left(self, parent: QWidget, parts: Sequence[QWidget]) -> QWidget:
        steps = QWidget(parent)
        inside = QVBoxLayout(steps)
        inside.setContentsMargins(0, 0, 6, 16)
        inside.setSpacing(14)
        for at, part in enumerate(parts):
            if at:
                inside.addWidget(Hairline(steps))
            inside.addWidget(part)
        inside.addStretch(1)
        self._steps = ScrollArea(steps, parent)
        self._left = QWidget(parent)
        self._left_column = QVBoxLayout(self._left)
        self._left_column.setContentsMargins(22, 16, 10, 16)
        self._left_column.setSpacing(12)
        self._left_column.addWidget(Label(_("Card studio"), Style.PAGE, self._left))
        self._left_column.addWidget(self.tabs)
        self._left_column.addWidget(self._steps, 1)
        return self._left

    def _make_right(self, parent: QWidget) -> QWidget:
        content = QWidget(parent)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 12, 8)
        inside.setSpacing(0)
        inside.addWidget(self._help)
        inside.addWidget(self._printed)
        inside.addStretch(1)
        self._side = ScrollArea(content, parent)
        self._right = QWidget(parent)
        self._right_column = QVBoxLayout(self._right)
        self._right_column.setContentsMargins(24, 14, 20, 16)
        self._right_column.setSpacing(14)
        self._right_column.addWidget(self.side_tabs)
        self._right_column.addWidget(self._side, 1)
        self._right_column.addWidget(self._output)
        return self._right


def _around(card: QWidget, parent: QWidget) -> QWidget:
    around = QWidget(parent)
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 96, 0, 0)
    column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    return around
