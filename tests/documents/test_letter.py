"""The introduction letter on paper: on the paper of the business, over as many pages as it takes."""

import io

import hostile
import pypdfium2
import pytest

from refdesk.documents import letter
from refdesk.documents.letter import Letter
from refdesk.documents.report import Made
from refdesk.documents.stock import Paper

SENDER = ("Fernhollow", "40 Fern Street", "Columbus, OH 43215", "(614) 555-0100")


def _render(*paragraphs: str, paper: Paper = Paper.LETTER) -> tuple[Made, bytes]:
    out = io.BytesIO()
    made = letter.render(
        Letter(SENDER, "Wednesday, November 18, 2026", paragraphs, "Eva, meet Omar", "Nadia Fern", "en_US", paper), out
    )
    return made, out.getvalue()


def _texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595.28, 841.89))])
def test_it_fits_the_paper_of_the_business(paper: Paper, size: tuple[float, float]) -> None:
    made, pdf = _render("Hello Eva, hello Omar,", "Eva: (614) 555-0187\nOmar: (614) 555-0112", paper=paper)
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert document[0].get_size() == pytest.approx(size, abs=0.5)
    finally:
        document.close()
    (text,) = _texts(pdf)
    assert made.pages == 1
    assert [line for line in text.splitlines() if line.strip()] == [
        *SENDER, "Wednesday, November 18, 2026", "Hello Eva, hello Omar,", "Eva: (614) 555-0187",
        "Omar: (614) 555-0112",
    ]  # fmt: skip


def test_a_long_letter_goes_on_over_the_page_and_loses_no_word() -> None:
    paragraphs = [f"Paragraph {number}. " + "Many more words about the house. " * 6 for number in range(40)]
    made, pdf = _render(*paragraphs)
    texts = _texts(pdf)
    assert made.pages == len(texts) > 1
    words = " ".join(texts).split()
    assert words.count("Paragraph") == 40
    assert words.count("house.") == 240


def test_the_same_letter_is_the_same_file() -> None:
    assert _render("Hello")[1] == _render("Hello")[1]


def test_a_letter_that_no_face_has_is_told() -> None:
    made, _pdf = _render("Hello \U00012000,")
    assert made.unprintable
    assert _render("Hello")[0].unprintable == ()


@pytest.mark.parametrize("words", hostile.WORDS)
def test_any_text_can_be_printed(words: str) -> None:
    made, pdf = _render(words, f"Hello {words}\n{words}")
    assert made.pages >= 1
    assert pdf.startswith(b"%PDF")
