"""A face of the paper holds little, and says all the same."""

import mmap
import random

from reportlab.pdfbase.ttfonts import TTFont

from refdesk import paths
from refdesk.documents.embedding import Embedded


def test_a_face_that_holds_less_says_the_same() -> None:
    file = paths.resource("fonts", "SourceSans3-Italic.ttf")
    plain, lean = TTFont("plain", str(file)).face, Embedded("lean", file).face
    assert lean.hmetrics == plain.hmetrics
    assert list(lean.glyphPos) == plain.glyphPos
    assert lean.charWidths == plain.charWidths
    assert lean.charToGlyph == plain.charToGlyph
    subset = random.Random(7).sample(sorted(plain.charToGlyph), 80)
    assert lean.makeSubset(subset) == plain.makeSubset(subset)


def test_the_file_is_looked_into_and_not_kept() -> None:
    file = paths.resource("fonts", "SourceSans3-Italic.ttf")
    lean = Embedded("leaner", file)
    assert isinstance(vars(lean.face)["_ttf_data"], mmap.mmap)
    assert lean.hbFace.upem == 1000
    assert lean.hbFace is lean.hbFace
