"""Icons take the colour they are given and are sharp on every screen."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from refdesk import paths
from refdesk.ui import icons

RED = QColor("#9A2018")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_has_the_pixels_of_the_screen_and_only_the_wanted_colour(ratio: float) -> None:
    image = icons.pixmap("phone", 18, RED, ratio=ratio).toImage()
    assert image.width() == round(18 * ratio)
    assert image.devicePixelRatio() == ratio
    solid = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {RED.name()} or not solid
    assert any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


def test_every_icon_that_the_code_names_is_shipped() -> None:
    shipped = {file.stem for file in paths.resource("icons").glob("*.svg")}
    sources = Path(icons.__file__).parent.rglob("*.py")
    named = {name for file in sources for name in re.findall(r'\bicon="([a-z0-9-]+)"', file.read_text("utf-8"))}
    assert named
    assert named - shipped == set()


def test_the_drawings_take_any_colour() -> None:
    for file in paths.resource("icons").glob("*.svg"):
        drawing = file.read_text("utf-8")
        assert 'stroke="currentColor"' in drawing, file.name
        assert 'stroke-width="2"' in drawing, file.name
