"""Words on one line: what is cut when room is short, and what never is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QWidget

from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.label import ElidedLabel

WORDS = "good news about Keisha Whitlow-Abernathy, Nov 16"
DAY = ", Nov 16"


@pytest.fixture
def metrics() -> QFontMetrics:
    return QFontMetrics(theme.font(Style.CAPTION))


def test_a_day_at_the_end_is_never_cut(metrics: QFontMetrics) -> None:
    width = metrics.horizontalAdvance(WORDS) - 40
    shown = painting.elided(metrics, WORDS, width, DAY)
    assert shown.startswith("good news about")
    assert shown.endswith("…" + DAY)
    assert metrics.horizontalAdvance(shown) <= width


def test_words_that_fit_are_shown_whole(metrics: QFontMetrics) -> None:
    assert painting.elided(metrics, WORDS, metrics.horizontalAdvance(WORDS) + 2, DAY) == WORDS


def test_without_that_end_the_words_are_cut_where_they_end(metrics: QFontMetrics) -> None:
    shown = painting.elided(metrics, "am 16. Nov: gute Nachricht von Keisha", 120, DAY)
    assert shown.endswith("…")


def test_a_cut_line_says_all_of_it_in_its_tooltip(window: QWidget) -> None:
    label = ElidedLabel(WORDS, Style.CAPTION, window, tail=DAY)
    label.show()
    label.resize(120, 20)
    assert label.toolTip() == WORDS
    label.resize(900, 20)
    assert label.toolTip() == ""


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("Ana Rosewater · Painter", (200, 20)),
        ("good news about Keisha Whitlow-Abernathy", (120, 20)),
        ("Łucja “Lu” Świątek — fjord", (300, 26)),
        ("日本語 and more", (200, 24)),
        ("a\ttab", (200, 24)),
        ("two\nlines", (200, 24)),
        ("cut above and below", (200, 12)),
    ],
)
def test_a_line_is_painted_as_qt_does(window: QWidget, words: str, size: tuple[int, int]) -> None:
    label = ElidedLabel(words, Style.BODY, window)
    label.resize(*size)
    empty = QImage(label.size(), QImage.Format.Format_RGB32)
    empty.fill(Qt.GlobalColor.white)
    expected = empty.copy()
    painter = QPainter(expected)
    painter.setFont(label.font())
    painter.setPen(label.palette().color(label.foregroundRole()))
    shown = painting.elided(label.fontMetrics(), words, label.width())
    painter.drawText(label.rect(), int(label.alignment() | Qt.TextFlag.TextSingleLine), shown)
    painter.end()
    for _time in range(2):  # what is drawn again is kept as it was shaped
        found = empty.copy()
        label.render(found, QPoint(), renderFlags=QWidget.RenderFlag.IgnoreMask)
        assert found == expected
