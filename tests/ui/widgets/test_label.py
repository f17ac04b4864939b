"""Words on one line: what is cut when room is short, and what never is."""

import pytest
from PySide6.QtGui import QFontMetrics
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
