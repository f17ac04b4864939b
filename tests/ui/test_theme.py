"""The look: everything that stands on a ground can be read there, in both looks."""

import csv
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from refdesk.ui import fonts, theme
from refdesk.ui.theme import Ink, Mode, Style, Tokens

LOOKS = pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
SHEETS = ("sheet", "paper", "sunk", "hover", "accent_soft")
GROUNDS = {
    "ink": ("desk", "desk_hover", "press", *SHEETS),
    "ink2": ("desk", "desk_hover", "press", *SHEETS),
    "ink3": ("desk", *SHEETS),
    "accent": SHEETS,
    "on_accent": ("accent_fill", "accent_hover", "accent_press"),
    "amber": ("amber_soft", *SHEETS),
    "red": ("red_soft", *SHEETS),
    "on_red": ("red_solid",),
    "green": ("green_soft", *SHEETS),
    "on_toast": ("toast",),
    "toast_link": ("toast",),
}
MARKS = {
    "line_strong": ("desk", "sheet", "paper"),
    "focus": ("desk", *SHEETS),
    "amber_mark": ("amber_soft", "sheet", "paper"),
    "red_solid": SHEETS,
    "green_mark": ("green_soft", "sheet", "paper"),
    "accent_fill": ("desk", "sheet", "paper"),
    "disabled_text": ("sheet", "paper"),
}


@LOOKS
def test_text_can_be_read_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    assert _below(tokens, GROUNDS, 4.5) == []


@LOOKS
def test_edges_and_marks_can_be_seen_on_every_ground_they_stand_on(tokens: Tokens) -> None:
    assert _below(tokens, MARKS, 3.0) == []


def test_every_colour_of_text_is_checked_above() -> None:
    text = {ink.value for ink in Ink} - {"amber_mark", "green_mark", "disabled_text"}
    assert text <= GROUNDS.keys()


def test_the_contrast_formula_gives_what_others_state(samples: Path) -> None:
    with (samples / "facts" / "wcag_pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    assert pairs
    for pair in pairs:
        stated = float(pair["stated_ratio"])
        ours = theme.contrast(_colour(pair["fg"]), _colour(pair["bg"]))
        assert ours == pytest.approx(stated, abs=0.06), pair


def test_contrast_is_the_same_both_ways_and_21_at_most() -> None:
    black, white = QColor("black"), QColor("white")
    assert theme.contrast(black, white) == theme.contrast(white, black) == pytest.approx(21)
    assert theme.contrast(white, white) == 1


class Dressed(QObject):
    """Says which look it was given; the second time it is given one, it ends another."""

    def __init__(self, other: QObject | None = None) -> None:
        super().__init__()
        self.looks: list[bool] = []
        self._other = other
        theme.follow(self._restyle)

    def _restyle(self) -> None:
        self.looks.append(theme.is_dark())
        if self._other is not None and self.looks == [False, True]:
            shiboken6.delete(self._other)


def test_what_follows_the_look_is_told_as_long_as_it_lives(qapp: QApplication) -> None:
    theme.apply(qapp, Mode.LIGHT)
    gone = Dressed()
    ends_another = Dressed(gone)
    ended = Dressed(None)
    shiboken6.delete(ended)
    try:
        theme.apply(qapp, Mode.DARK)
    finally:
        theme.apply(qapp, Mode.LIGHT)
    assert ends_another.looks == [False, True, False]
    assert gone.looks == [False, True], "it was told before it was ended, and not afterwards"
    assert ended.looks == [False]


def test_the_dark_look_dresses_the_program(qapp: QApplication) -> None:
    theme.apply(qapp, Mode.DARK)
    try:
        assert theme.is_dark()
        assert qapp.palette().color(QPalette.ColorRole.Window) == theme.DARK.sheet
        disabled = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        assert disabled == theme.DARK.disabled_text
    finally:
        theme.apply(qapp, Mode.LIGHT)
    assert theme.current() is theme.LIGHT


def test_a_larger_text_size_makes_fonts_and_rows_larger(qapp: QApplication) -> None:
    assert theme.font(Style.BODY).pixelSize() == 16
    theme.apply(qapp, Mode.LIGHT, text_percent=130)
    try:
        assert theme.font(Style.BODY).pixelSize() == 21
        assert theme.scaled(40) == 52
    finally:
        theme.apply(qapp, Mode.LIGHT)


@pytest.mark.parametrize("style", list(Style))
def test_no_text_is_smaller_than_14_and_faces_are_the_shipped_ones(style: Style, qapp: QApplication) -> None:
    theme.apply(qapp, Mode.LIGHT)
    font = theme.font(style)
    assert font.pixelSize() >= 14
    assert font.family() in (fonts.SANS, fonts.SERIF)


def _below(tokens: Tokens, grounds: dict[str, tuple[str, ...]], least: float) -> list[str]:
    return [
        f"{name} on {ground}"
        for name, places in grounds.items()
        for ground in places
        if theme.contrast(theme.named(tokens, name), theme.named(tokens, ground)) < least
    ]


def _colour(code: str) -> QColor:
    if not code.startswith("rgba"):
        return QColor(code)
    red, green, blue, alpha = (float(part) for part in code[5:-1].split(","))
    return QColor.fromRgbF(red / 255, green / 255, blue / 255, alpha)
