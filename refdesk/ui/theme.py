"""The look: colours, text styles and measures of RefDesk, light and dark, and the one place that applies them."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import Enum, StrEnum
from functools import lru_cache
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from refdesk.ui import fonts, layout_items

RADIUS_BAR, RADIUS_CHECK, RADIUS_TAG, RADIUS_BUTTON = 4, 5, 6, 7
RADIUS_NOTICE, RADIUS_CARD, RADIUS_DIALOG, RADIUS_CHIP = 8, 10, 12, 16
ICON_CAPTION, ICON_BUTTON, ICON_PLACE, ICON_RAIL, ICON_EMPTY = 15, 18, 20, 22, 52
SLIDE_MS = 120


class Mode(StrEnum):
    """Which of the two looks to show; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Ink(StrEnum):
    """The colours that text and icons may take, by token name."""

    INK = "ink"
    INK2 = "ink2"
    INK3 = "ink3"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    AMBER = "amber"
    AMBER_MARK = "amber_mark"
    RED = "red"
    ON_RED = "on_red"
    GREEN = "green"
    GREEN_MARK = "green_mark"
    ON_TOAST = "on_toast"
    TOAST_LINK = "toast_link"
    DISABLED = "disabled_text"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one look; what each is for stands in the token table of the design."""

    desk: QColor
    desk_hover: QColor
    sheet: QColor
    paper: QColor
    sunk: QColor
    hover: QColor
    press: QColor
    line: QColor
    line_mid: QColor
    line_strong: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    accent: QColor
    accent_fill: QColor
    accent_hover: QColor
    accent_press: QColor
    on_accent: QColor
    accent_soft: QColor
    focus: QColor
    amber: QColor
    amber_soft: QColor
    amber_mark: QColor
    red: QColor
    red_soft: QColor
    red_solid: QColor
    on_red: QColor
    green: QColor
    green_soft: QColor
    green_mark: QColor
    toast: QColor
    on_toast: QColor
    toast_link: QColor
    disabled_text: QColor
    scrim: QColor

    def of(self, ink: Ink) -> QColor:
        """Return the colour of a text or icon."""
        return named(self, ink.value)


def named(tokens: Tokens, name: str) -> QColor:
    """Return the colour that has this token name."""
    colour = getattr(tokens, name)
    assert isinstance(colour, QColor)
    return colour


_SCRIM = "#1e1912"
_LIGHT = """
    E8DDC9 DFD3BC FAF6EE FFFEFA F1EADC F0E8D9 E3D8C5 DED5C3 C8BCA6 837664 2B2721 575044 665D4F
    1F4E79 1F4E79 28608F 163A5B FFFFFF E2EAF0 1A6BB0 7A4A00 FBE9C6 B26F00 9A2018 FAE1DB B02A20 FFFFFF
    2C5E3C E3EDDD 3F7D51 2F2A24 FAF6EE F2C879 8F8575
"""
_DARK = """
    191714 26231F 211E1B 2B2824 262320 37322C 453F37 403A33 5A5248 8C8273 F3ECE0 CFC5B5 B0A595
    9CC5EA 8FBBE2 A9CFF0 7CABD4 13222E 2B3A48 7DB8EC F2C271 44351A D9982E FFB1A6 4C2823 EE8576 2A0D08
    A6D3AE 26372A 6FAE7E F3ECE0 2B2721 1F4E79 80776A
"""


def _tokens(table: str) -> Tokens:
    scrim = QColor(_SCRIM)
    scrim.setAlphaF(0.38)
    colours = [QColor("#" + code) for code in table.split()] + [scrim]
    return Tokens(**dict(zip((field.name for field in fields(Tokens)), colours, strict=True)))


LIGHT = _tokens(_LIGHT)
DARK = _tokens(_DARK)


class Style(Enum):
    """A text style: serif or not, weight, size and line height in pixels at 100 %."""

    PAGE = (True, 600, 30, 36)
    PAGE_SPLIT = (True, 600, 26, 34)
    PERSON = (True, 600, 24, 30)
    PERSON_PANEL = (True, 600, 26, 32)
    SECTION = (True, 600, 18, 24)
    SAY = (True, 400, 17, 24)
    SAY_CALL = (True, 400, 19, 28)
    BODY = (False, 400, 16, 22)
    BODY_STRONG = (False, 600, 16, 22)
    SECOND = (False, 400, 15, 21)
    SECOND_STRONG = (False, 600, 15, 21)
    CAPTION = (False, 400, 14, 19)
    CAPTION_STRONG = (False, 600, 14, 19)
    PHONE = (False, 600, 22, 30)
    PHONE_TODAY = (False, 600, 18, 22)

    __hash__ = object.__hash__  # each is one object; an enum's own goes by its name, once for each text painted


class Theme(QObject):
    """The look in use; `changed` comes after colours or text size were replaced."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = Mode.LIGHT
        self.tokens = LIGHT
        self.text_percent = 100
        self.motion = True
        self.by_key = False
        self._follows_system = False
        # A connection to `changed` would cost each label as much again as Qt takes to make it.
        self._followers: WeakKeyDictionary[QObject, tuple[str, ...]] = WeakKeyDictionary()

    def follow(self, restyle: Callable[[], None]) -> None:
        """Call this from now on before `changed`; see the module's `follow`."""
        owner: QObject = getattr(restyle, "__self__")  # noqa: B009 - no type says that a bound method has one
        self._followers[owner] = (*self._followers.get(owner, ()), restyle.__name__)

    def apply(self, app: QApplication, mode: Mode, *, text_percent: int, motion: bool) -> None:
        """Put on a look; see the module's `apply`."""
        self.mode, self.text_percent, self.motion = mode, text_percent, motion
        layout_items.give_up()  # whoever opens a window comes through here before the first
        fonts.load()
        painting_font.cache_clear()
        if app.style().objectName() != "fusion":
            app.setStyle("Fusion")
        if not self._follows_system:
            app.styleHints().colorSchemeChanged.connect(self._system_changed)
            self._follows_system = True
        self._ask_native_frames()
        self._dress(app)

    def _ask_native_frames(self) -> None:
        scheme = {Mode.LIGHT: Qt.ColorScheme.Light, Mode.DARK: Qt.ColorScheme.Dark}
        QApplication.styleHints().setColorScheme(scheme.get(self.mode, Qt.ColorScheme.Unknown))

    def _dress(self, app: QApplication) -> None:
        self.tokens = DARK if self._wants_dark() else LIGHT
        app.setPalette(palette(self.tokens))
        app.setFont(font(Style.BODY))
        QToolTip.setPalette(palette(self.tokens))
        QToolTip.setFont(font(Style.CAPTION))
        for owner, names in list(self._followers.items()):
            for name in names:
                if shiboken6.isValid(owner):
                    getattr(owner, name)()
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self.mode is Mode.SYSTEM:
            return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.mode is Mode.DARK

    def _system_changed(self) -> None:
        app = QApplication.instance()
        if self.mode is Mode.SYSTEM and isinstance(app, QApplication):
            self._dress(app)


_THEME = Theme()


def shared() -> Theme:
    """Return the one theme of the process, for its `changed` signal."""
    return _THEME


def apply(app: QApplication, mode: Mode = Mode.SYSTEM, *, text_percent: int = 100, motion: bool = True) -> None:
    """Dress the program: fonts, Fusion, palette and tooltips; called at the start and when Settings change the look."""
    _THEME.apply(app, mode, text_percent=text_percent, motion=motion)


def current() -> Tokens:
    """Return the colours in use; ask again at each paint instead of keeping them."""
    return _THEME.tokens


def is_dark() -> bool:
    """Return whether the dark look is on."""
    return _THEME.tokens is DARK


def motion() -> bool:
    """Return whether things may slide."""
    return _THEME.motion


def follow(restyle: Callable[[], None]) -> None:
    """Call a bound method of a QObject now and after each change of the look, as long as the object lives."""
    _THEME.follow(restyle)
    restyle()


def scaled(pixels: int) -> int:
    """Return a height that holds text, such as a row's, at the chosen text size."""
    return round(pixels * _THEME.text_percent / 100)


def font(style: Style) -> QFont:
    """Return the font of a text style at the chosen text size."""
    return QFont(painting_font(style, _THEME.text_percent))


@lru_cache(maxsize=64)
def painting_font(style: Style, text_percent: int) -> QFont:
    """Return the one shared font of a style: for painters only, which do not change it."""
    serif, weight, size, _ = style.value
    made = QFont(fonts.family(fonts.SERIF if serif else fonts.SANS))
    made.setPixelSize(round(size * text_percent / 100))
    made.setWeight(QFont.Weight(weight))
    return made


def line_height(style: Style) -> int:
    """Return the height of one text line of the style."""
    return scaled(style.value[3])


def palette(tokens: Tokens) -> QPalette:
    """Return the Qt palette for the colours."""
    made = QPalette()
    role = QPalette.ColorRole
    for part, colour in (
        (role.Window, tokens.sheet), (role.Base, tokens.paper), (role.AlternateBase, tokens.sunk),
        (role.WindowText, tokens.ink), (role.Text, tokens.ink), (role.ButtonText, tokens.ink),
        (role.Button, tokens.paper), (role.Highlight, tokens.accent_soft), (role.HighlightedText, tokens.ink),
        (role.PlaceholderText, tokens.ink3), (role.Link, tokens.accent), (role.LinkVisited, tokens.accent),
        (role.Accent, tokens.accent), (role.Light, tokens.paper), (role.Midlight, tokens.hover),
        (role.Mid, tokens.line), (role.Dark, tokens.line_strong), (role.Shadow, tokens.line_strong),
        (role.BrightText, tokens.red), (role.ToolTipBase, tokens.toast), (role.ToolTipText, tokens.on_toast),
    ):  # fmt: skip
        made.setColor(part, colour)
    for part in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, part, tokens.disabled_text)
    return made


@lru_cache(maxsize=64)
def words_palette(ink: Ink, *, dark: bool) -> QPalette:
    """Return what a label needs of a palette; shared, and not to be changed."""
    tokens, role = DARK if dark else LIGHT, QPalette.ColorRole.WindowText
    made = QPalette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        made.setColor(group, role, tokens.of(ink))
    made.setColor(QPalette.ColorGroup.Disabled, role, tokens.disabled_text)
    return made


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG contrast ratio, 1 to 21; a translucent first colour is laid over the second."""
    light, dark = sorted((_luminance(_over(one, other)), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _over(top: QColor, ground: QColor) -> QColor:
    share = top.alphaF()
    pairs = ((top.redF(), ground.redF()), (top.greenF(), ground.greenF()), (top.blueF(), ground.blueF()))
    return QColor.fromRgbF(*(high * share + low * (1 - share) for high, low in pairs))


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
