"""The bar on top: whose business this is with the File menu, finding a person, undo, and New."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import label, painting, ring
from refdesk.ui.widgets.buttons import IconButton, SplitButton
from refdesk.ui.widgets.menu import Menu

HEIGHT = 64
BRAND_WIDTH = 196
SEARCH_WIDE, SEARCH_NARROW = 440, 360


class Brand(QPushButton):
    """The name of the business on its blue square; opens the File menu."""

    def __init__(self, menu: Menu, parent: QWidget) -> None:
        super().__init__(parent)
        self._menu = menu
        self._name, self._trade = "", ""
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ring.watch(self)
        label.explain(self, _("File menu"), key="Alt+F")
        self.clicked.connect(self.open_menu)
        theme.follow(self.update)

    def show_business(self, name: str, trade: str) -> None:
        """Show whose file is open."""
        self._name, self._trade = name, trade
        self.setAccessibleName(_("{business}, File menu").format(business=name))
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the square alone."""
        self._narrow = narrow
        self.updateGeometry()

    def open_menu(self) -> None:
        """Open the File menu below."""
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        return QSize(64 if self._narrow else BRAND_WIDTH, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        if self.underMouse():
            painting.box(painter, self.rect(), fill=tokens.desk_hover, radius=theme.RADIUS_NOTICE)
        square = QRect(14 if self._narrow else 4, 6, 36, 36)
        painting.box(painter, square, fill=tokens.accent_fill, radius=theme.RADIUS_BUTTON)
        initial = (self._name.strip() or "R")[0].upper()
        painting.text(painter, square, initial, Style.SECTION, tokens.on_accent, Qt.AlignmentFlag.AlignHCenter)
        if not self._narrow:
            self._paint_name(painter)
        painter.end()

    def _paint_name(self, painter: QPainter) -> None:
        tokens = theme.current()
        room = QRect(50, 0, self.width() - 54, self.height())
        if not self._trade:
            painting.text(painter, room, self._name, Style.SECTION, tokens.ink)
            return
        upper = QRect(room.left(), 3, room.width(), 24)
        lower = QRect(room.left(), 26, room.width(), 19)
        painting.text(painter, upper, self._name, Style.SECTION, tokens.ink)
        painting.text(painter, lower, self._trade, Style.CAPTION, tokens.ink2)


class TopBar(QWidget):
    """Holds the pieces; the main window connects them."""

    undo_wanted = Signal()
    help_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, file_menu: Menu, new_menu: Menu, find: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.brand = Brand(file_menu, self)
        self._find = find
        self.undo = IconButton("undo-2", _("Nothing to undo"), self, key="Ctrl+Z", side=36)
        self.help = IconButton("circle-question-mark", _("Help for this screen"), self, key="F1", side=36)
        self.new = SplitButton(_("New referral"), new_menu, self, more=_("More to add"), icon="plus", key="Ctrl+R")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self.brand)
        row.addWidget(find)
        row.addStretch(1)
        row.addWidget(self.undo)
        row.addWidget(self.help)
        row.addWidget(self.new)
        self.setFixedHeight(HEIGHT)
        self.undo.clicked.connect(self.undo_wanted)
        self.help.clicked.connect(self.help_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.set_narrow(narrow=False)
        theme.follow(self.update)

    def take_focus(self) -> None:
        """Put the focus on the search."""
        self._find.setFocus(Qt.FocusReason.TabFocusReason)

    def set_narrow(self, *, narrow: bool) -> None:
        """Fit a window below 1200 wide."""
        self.brand.set_narrow(narrow=narrow)
        self._find.setFixedWidth(SEARCH_NARROW if narrow else SEARCH_WIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().desk)
        painter.end()
