"""Scripts that are joined, stacked or read from the right look on paper as the shaper alone draws them."""

import io
from collections.abc import Callable

import pypdfium2
import pytest
import uharfbuzz
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from refdesk import paths
from refdesk.documents import fonts, page, shaping, sheets
from refdesk.documents.fonts import Face

WIDE, HIGH, X, Y, SIZE, SCALE = 320, 90, 20.0, 35.0, 24.0, 3
FILES = {
    Face.ARABIC: "NotoSansArabic-Regular.ttf",
    Face.HEBREW: "NotoSansHebrew-Regular.ttf",
    Face.DEVANAGARI: "NotoSansDevanagari-Regular.ttf",
    Face.THAI: "NotoSansThai-Regular.ttf",
    Face.EMOJI: "NotoEmoji-Regular.ttf",
    Face.KOREAN: "NotoSansKR-Subset.ttf",
    Face.LATIN: "NotoSans-Subset.ttf",
}
TEXTS = [
    (Face.ARABIC, "شكراً إليّ ليلى"),
    (Face.ARABIC, "عزيزي محمّد لله"),
    (Face.HEBREW, "שָׁלוֹם עֲלֵיכֶם"),
    (Face.DEVANAGARI, "क्षत्रिय धन्यवाद कि रूँगी"),
    (Face.THAI, "น้ำใจ ที่ให้ คุณป้า"),
    (Face.EMOJI, "👨‍👩‍👧🇩🇪👍🏽1️⃣🎂"),
    (Face.KOREAN, "감사합니다뷁"),
    (Face.LATIN, "q̃x̂Ɛ́Ẑ̳ә"),
]


def of(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=SCALE, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def printed(draw: Callable[[Canvas], None]) -> Image.Image:
    out = io.BytesIO()
    canvas = page.open_pdf(out, title="t", author="a", language="en", size=(WIDE, HIGH))
    page.begin_side(canvas, sheets.NO_NUDGE)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return of(out.getvalue())


class Outline:
    """Takes a glyph's outline from the shaper and adds it to a path of the canvas."""

    def __init__(self, canvas: Canvas, x: float, y: float, scale: float) -> None:
        self.path, self.x, self.y, self.scale = canvas.beginPath(), x, y, scale
        self.at = (0.0, 0.0)

    def placed(self, point: tuple[float, float]) -> tuple[float, float]:
        return self.x + point[0] * self.scale, self.y + point[1] * self.scale

    def move_to(self, x: float, y: float, _data: object) -> None:
        self.at = (x, y)
        self.path.moveTo(*self.placed(self.at))

    def line_to(self, x: float, y: float, _data: object) -> None:
        self.at = (x, y)
        self.path.lineTo(*self.placed(self.at))

    def curve_to(self, cx: float, cy: float, x: float, y: float, _data: object) -> None:
        first = (self.at[0] + (cx - self.at[0]) * 2 / 3, self.at[1] + (cy - self.at[1]) * 2 / 3)
        second = (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3)
        self.path.curveTo(*self.placed(first), *self.placed(second), *self.placed((x, y)))
        self.at = (x, y)

    def close(self, _data: object) -> None:
        self.path.close()


def shaped_alone(face: Face, text: str, *, features: bool = True) -> Callable[[Canvas], None]:
    """Return what draws the text by the outlines that the shaper gives, past the whole text engine."""

    def draw(canvas: Canvas) -> None:
        whole = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(paths.resource("fonts", FILES[face]))))
        font = uharfbuzz.Font(whole)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        off = {} if features else dict.fromkeys(("init", "medi", "fina", "ccmp", "mark", "mkmk", "half", "rlig"), False)
        uharfbuzz.shape(font, buffer, off)
        scale, x, y = SIZE / whole.upem, X, Y
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            pen = Outline(canvas, x + place.x_offset * scale, y + place.y_offset * scale, scale)
            drawing = uharfbuzz.DrawFuncs()
            drawing.set_move_to_func(pen.move_to)
            drawing.set_line_to_func(pen.line_to)
            drawing.set_quadratic_to_func(pen.curve_to)
            drawing.set_close_path_func(pen.close)
            font.draw_glyph(info.codepoint, drawing)
            canvas.drawPath(pen.path, stroke=0, fill=1, fillMode=1)
            x += place.x_advance * scale

    return draw


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how much of the ink stands elsewhere, from 0 to 1 and beyond."""
    differing = sum(ImageChops.difference(one, other).point(lambda level: 255 if level > 110 else 0).histogram()[255:])
    ink = sum(one.histogram()[:128])
    assert ink > 500, "nothing was drawn"
    return differing / ink


@pytest.mark.parametrize(
    ("face", "text"), TEXTS, ids=[f"{face}-{number}" for number, (face, _text) in enumerate(TEXTS)]
)
def test_what_is_printed_is_what_the_shaper_draws(face: Face, text: str) -> None:
    ours = printed(lambda canvas: page.text_left(canvas, X, Y, shaping.clean(text), face, SIZE) and None)
    assert difference(ours, printed(shaped_alone(face, shaping.clean(text)))) < 0.02


def test_the_comparison_sees_letters_that_are_not_joined() -> None:
    ours = printed(lambda canvas: page.text_left(canvas, X, Y, "شكراً إليّ ليلى", Face.ARABIC, SIZE) and None)
    assert difference(ours, printed(shaped_alone(Face.ARABIC, "شكراً إليّ ليلى", features=False))) > 0.3


def test_what_follows_marks_stands_on_the_line() -> None:
    """The PDF library forgot to come down after two marks in a row, and all that followed stood higher."""
    marks = "Ẑ̳̽"
    ours = printed(lambda canvas: page.text_left(canvas, X, Y, f"{marks}AAAA", Face.LATIN, SIZE) and None)
    plain = printed(lambda canvas: page.text_left(canvas, X, Y, "ZAAAA", Face.LATIN, SIZE) and None)
    after = int((X + shaping.width(Face.LATIN, "Z", SIZE) + 5) * SCALE)
    box = (after, 0, WIDE * SCALE, HIGH * SCALE)
    assert difference(plain.crop(box), ours.crop(box)) < 0.02


def test_a_mixed_line_is_its_pieces_side_by_side() -> None:
    """Hebrew with a name in brackets and a number: the pieces stand from left to right as a reader sees them."""

    def by_hand(*pieces: str) -> Image.Image:
        def draw(canvas: Canvas) -> None:
            x = X
            for piece in pieces:
                x = page.text_left(canvas, x, Y, piece, Face.SERIF, SIZE) + 0.26 * SIZE

        return printed(draw)

    ours = printed(lambda canvas: page.text_left(canvas, X, Y, "תודה (Amit) 1,250", Face.SERIF, SIZE) and None)
    assert difference(ours, by_hand("1,250", "(Amit)", "תודה")) < 0.3
    assert difference(ours, by_hand("תודה", "(Amit)", "1,250")) > 0.6


def test_capitals_with_pictures_and_joined_letters_are_drawn_whole() -> None:
    words = "FIRM 谢 ❤️ नमस्ते ÄÖ"
    box: list[float] = []

    def draw(canvas: Canvas) -> None:
        page.tracked(canvas, X, Y, words, Face.SANS_S, 12, track=2)

    picture = printed(draw)
    inked = Image.eval(picture, lambda level: 255 if level < 200 else 0).getbbox()
    assert inked is not None
    box = [edge / SCALE for edge in inked]
    width = page.tracked_width(words, Face.SANS_S, 12, 2)
    assert box[0] == pytest.approx(X, abs=2)
    assert box[2] == pytest.approx(X + width, abs=2)


def test_every_shipped_font_is_used() -> None:
    shipped = {file.name for file in paths.resource("fonts").glob("*.ttf")}
    used = {fonts.font(face).face.filename.rpartition("/")[2] for face in Face}
    assert shipped - used <= {"SourceSerif4-Bold.ttf"}
