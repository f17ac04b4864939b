"""Words drawn style by style lie where each lies when drawn by itself, and are cut only where the room ends."""

import math

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting

pytestmark = pytest.mark.usefixtures("window")
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
SIZE = QSize(200, 160)
WORDS = (
    ("Ana Rosewater", Style.BODY_STRONG, LEFT),
    ("Painter, Rosewater & Daughters of Springfield", Style.CAPTION, LEFT),
    ("12 days", Style.SECOND, LEFT),
    ("Łucja Świątek", Style.BODY_STRONG, LEFT),
    ("17", Style.BODY, RIGHT),
)


def test_words_of_many_lines_are_drawn_as_each_by_itself() -> None:
    one, other = _sheet(), _sheet()
    first, second = QPainter(one), QPainter(other)
    writing, tokens = painting.Writing(), theme.current()
    for number, (words, style, align) in enumerate(WORDS):
        ink = tokens.ink2 if number % 2 else tokens.ink
        painting.text(first, QRect(10, 30 * number, 150, 24), words, style, ink, align)
        writing.add((10, 30 * number, 150, 24), words, style, ink, align)
    assert _is_empty(other)
    writing.draw(second)
    first.end()
    second.end()
    assert not _is_empty(one)
    assert one == other


@pytest.mark.parametrize("words", ["AVAVAVAV To. Ta. Ve.", "Ana Rosewater", "Łucja Świątek", "fi ffl fjord"])
def test_words_are_cut_only_where_the_room_ends(words: str) -> None:
    metrics = QFontMetricsF(theme.font(Style.BODY_STRONG))
    width = math.ceil(metrics.horizontalAdvance(words))
    whole = _drawn(words, 190)
    assert _drawn(words, width + 4) == whole
    assert _drawn(words, width - 8) != whole
    assert _drawn(words, width - 8) == _drawn(metrics.elidedText(words, Qt.TextElideMode.ElideRight, width - 8), 190)


def _drawn(words: str, room: int) -> QImage:
    sheet = _sheet()
    painter = QPainter(sheet)
    painting.text(painter, QRect(5, 0, room, 24), words, Style.BODY_STRONG, theme.current().ink)
    painter.end()
    return sheet


def _sheet() -> QImage:
    made = QImage(SIZE, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    return made


def _is_empty(sheet: QImage) -> bool:
    return sheet == _sheet()
