"""A page of the handbook as one reads it: its Markdown in the text styles and colours of the program."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from refdesk import paths
from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.help.handbook import HelpPage
from refdesk.ui.theme import Style
from refdesk.ui.widgets import scroll

MARGIN = 32
WIDEST = 680
"""Lines longer than this are hard to read, in pixels at 100 %."""
_ABOVE = {0: 0, 1: 0, 2: 20, 3: 14}
_STYLES = {0: Style.BODY, 1: Style.PAGE_SPLIT, 2: Style.SECTION, 3: Style.BODY_STRONG}


class HelpText(QTextBrowser):
    """Shows one page. `page_wanted` brings the name of the page that a link leads to; no link leads anywhere else."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: HelpPage | None = None
        self._document: QTextDocument | None = None
        self._is_set = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Help page"))
        self.setOpenLinks(False)
        self.setVerticalScrollBar(scroll.ScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(self._follow)
        theme.follow(self._set_again)

    def show_page(self, page: HelpPage) -> None:
        """Show a page from its beginning."""
        self._page = page
        self.setAccessibleName(page.title)
        self._set_again()
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> QImage | None:  # noqa: N802 - Qt's
        """Return nothing: the shipped pictures are given to the page, and no other file is ever opened."""
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.current().sheet)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and self._document is not None:
            self._fit(self._document)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_set:
            self._set()  # not before: its pictures are made in the size in which they are seen

    def sizeHint(self) -> QSize:
        return QSize(620, 560)

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == "page":
            self.page_wanted.emit(link.path())

    def _set_again(self) -> None:
        self._is_set = False
        if self.isVisible():
            self._set()

    def _set(self) -> None:
        """Show the page once it is whole: while it is shown, each change of it would lay it out anew."""
        self._is_set = True
        if self._page is None:
            return
        document, former = QTextDocument(self), self._document
        document.setDefaultFont(theme.font(Style.BODY))
        document.setMarkdown(f"# {self._page.title}\n\n{self._page.body}\n")
        for block in _blocks(document):
            _dress(block)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _dress_table(frame)
        self._fit(document)
        self.setDocument(document)
        self._document = document
        if former is not None:
            former.deleteLater()

    def _fit(self, document: QTextDocument) -> None:
        """Leave room at both sides, and show each picture as wide as the lines, never larger than it is."""
        side = max(MARGIN, (self.viewport().width() - theme.scaled(WIDEST)) // 2)
        root = document.rootFrame().frameFormat()
        if root.leftMargin() != side or root.topMargin() != MARGIN // 2:
            root.setMargin(side)
            root.setTopMargin(MARGIN // 2)
            document.rootFrame().setFrameFormat(root)
        for place, form in _pictures(document):
            picture = QImage(str(paths.resource("help", form.name())))
            wide = min(picture.width(), self.viewport().width() - 2 * side)
            if form.width() == wide:
                continue
            form.setWidth(wide)
            form.setHeight(picture.height() * wide / max(picture.width(), 1))
            sharp = picture.scaledToWidth(
                round(wide * self.devicePixelRatioF()), Qt.TransformationMode.SmoothTransformation
            )
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(form.name()), sharp)
            cursor = QTextCursor(document)
            cursor.setPosition(place)
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(form)


def _dress(block: QTextBlock) -> None:
    """Give a block its font, colour and room."""
    tokens, level = theme.current(), block.blockFormat().headingLevel()
    for piece in _pieces(block):
        form = piece.charFormat()
        if form.isImageFormat():
            continue
        link, strong = form.isAnchor(), form.fontWeight() > QFont.Weight.Medium
        words = QTextCharFormat()
        words.setFont(theme.font(Style.BODY_STRONG if strong and not level else _STYLES[level]))
        words.setForeground(tokens.accent if link else tokens.ink)
        if link:
            words.setAnchor(True)
            words.setAnchorHref(form.anchorHref())
            words.setFontUnderline(True)
        part = QTextCursor(block)
        part.setPosition(piece.position())
        part.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        part.setCharFormat(words)
    shape = QTextBlockFormat()
    shape.setTopMargin(theme.scaled(_ABOVE[level]))
    in_list, in_table = block.textList() is not None, QTextCursor(block).currentTable() is not None
    shape.setBottomMargin(0 if in_table else theme.scaled(4 if in_list else 10))
    if level == 0 and not in_table and not any(piece.charFormat().isImageFormat() for piece in _pieces(block)):
        shape.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    QTextCursor(block).mergeBlockFormat(shape)


def _dress_table(table: QTextTable) -> None:
    """Draw a table with quiet lines, as wide as the page."""
    form = table.format().toTableFormat()
    form.setBorderBrush(theme.current().line_mid)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderCollapse(True)
    form.setCellPadding(theme.scaled(6))
    form.setBottomMargin(theme.scaled(14))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)


def _pieces(block: QTextBlock) -> list[QTextFragment]:
    """Return the pieces of a block, each of one format."""
    found, at = [], block.begin()
    while not at.atEnd():
        found.append(at.fragment())
        at += 1
    return found


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _pictures(document: QTextDocument) -> list[tuple[int, QTextImageFormat]]:
    """Return (place, format) of each picture."""
    pieces = [piece for block in _blocks(document) for piece in _pieces(block)]
    return [
        (piece.position(), piece.charFormat().toImageFormat()) for piece in pieces if piece.charFormat().isImageFormat()
    ]
