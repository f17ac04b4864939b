"""Reads a made PDF back as a printer or a person would: text, places of text, strokes, ink."""

import ctypes
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pypdfium2
from PIL import Image
from pypdf.generic import ContentStream, DictionaryObject

SCALE = 2.0
FILLER = "\u1160"  # a letter of Korean that is only room


@dataclass(frozen=True)
class Word:
    """A drawn string with its baseline, in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Stroke:
    """A straight line as it is drawn, with its dash."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    dashed: bool


def page_texts(pdf: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def layers(pdf: bytes, *, turned: bool = False) -> list[str]:
    """Return what is found on each page by another program than the one that wrote it, with the sheet turned or not."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        if turned:
            for page in document:
                page.set_rotation(180)
        # The program takes a hyphen at the end of a line for one that it may drop.
        return [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
    finally:
        document.close()


def letters(text: str) -> str:
    """Return a text without spaces and what is not seen, so that it can be compared."""
    apart = unicodedata.normalize("NFKD", text)
    seen = "".join(ch for ch in apart if unicodedata.category(ch)[0] not in "ZC" and ch != FILLER)
    return unicodedata.normalize("NFD", seen)


def shown(text: str, lost: Iterable[str]) -> str:
    """Return a text as it stands on paper: what no font has is a question mark."""
    for cluster in sorted(lost, key=len, reverse=True):
        text = text.replace(cluster, "?")
    return text


def squeezed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def nasty_strings(samples: Path) -> list[str]:
    """Return strings that look like markup, or break it; JSON cannot hold the one with half a character."""
    rows = json.loads((samples / "nasty-reportlab" / "strings.json").read_text(encoding="utf-8"))
    return [row["plain_text"] if row["text"] is None else row["text"] for row in rows]


def places(pdf: bytes, page: int, text: str) -> list[Word]:
    """Return where each copy of the text stands: the place of its first letter's baseline."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        layer = document[page].get_textpage()
        search = layer.search(text, match_case=True)
        found = []
        while (at := search.get_next()) is not None:
            x, y = ctypes.c_double(), ctypes.c_double()
            pypdfium2.raw.FPDFText_GetCharOrigin(layer.raw, at[0], x, y)
            found.append(Word(text, x.value, y.value, pypdfium2.raw.FPDFText_GetFontSize(layer.raw, at[0])))
        return found
    finally:
        document.close()


def strokes(pdf: bytes, page: int) -> list[Stroke]:
    """Return the straight lines of a page, in points of the page."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    content = reader.pages[page].get_contents()
    return list(_strokes(ContentStream(content, reader)))


def _strokes(content: ContentStream) -> Iterator[Stroke]:
    matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    width, dashed = 1.0, False
    stack: list[tuple[tuple[float, ...], float, bool]] = []
    start = end = (0.0, 0.0)
    for operands, operator in content.operations:
        match operator:
            case b"q":
                stack.append((matrix, width, dashed))
            case b"Q":
                matrix, width, dashed = stack.pop()  # type: ignore[assignment]
            case b"cm":
                matrix = _times([float(value) for value in operands], matrix)
            case b"w":
                width = float(operands[0])
            case b"d":
                dashed = bool(operands[0])
            case b"m":
                start = _moved(operands, matrix)
            case b"l":
                end = _moved(operands, matrix)
            case b"S":
                yield Stroke(*start, *end, width, dashed)


def _times(inner: list[float], outer: tuple[float, ...]) -> tuple[float, float, float, float, float, float]:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(point: list[float], matrix: tuple[float, ...]) -> tuple[float, float]:
    x, y = float(point[0]), float(point[1])
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


def pictures(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=SCALE, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def ink_cover(picture: Image.Image) -> float:
    """Return the share of black, from 0 to 1."""
    histogram = picture.histogram()
    return sum((255 - level) * count for level, count in enumerate(histogram)) / 255 / sum(histogram)


def ink_box(picture: Image.Image) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of all ink in points from the upper left corner."""
    box = Image.eval(picture, lambda level: 255 if level < 250 else 0).getbbox()
    assert box is not None, "the page is empty"
    return tuple(edge / SCALE for edge in box)  # type: ignore[return-value]


def preferences(pdf: bytes) -> DictionaryObject:
    catalog = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    return catalog["/ViewerPreferences"]  # type: ignore[index, return-value]
