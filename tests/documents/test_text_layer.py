"""What was typed is what is found in the file: read back by another program than the one that wrote it."""

import io
import os
import unicodedata
from pathlib import Path

import hostile
import openings
import paper_reading
import pytest

from refdesk.documents import facing, page, shaping, sheets
from refdesk.documents.fonts import Face

SAMPLES = os.environ.get("REFDESK_SAMPLES")
WIDE, HIGH, SIZE = 3_000, 120, 12
TEXTS = [
    "Nguyễn Thị Bích Ngọc, Đặng Hữu Phước",
    "Γιώργος Παπαδόπουλος, Ἀθῆναι",
    "Олена, Қазақстан, Әлем, Ѣ",
    "Ẹ ṣé, Ọláńrewájú. Ħ Ŧ Ŋ ʼokina",
    "q̃ x̂ Ɛ́ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤A̴̵̜̰͔ͫ͗͢L",
    "谢谢您的介绍，张玥女士。臺灣",
    "ありがとうございます。髙橋様 (￣ー￣)・",
    "감사합니다 김민수 뷁",
    "🎂 🎉 😀 ① ★ → ☎ 👨‍👩‍👧 🇩🇪",
    "Ⅷ ⅓ №5 ½ €1,250.00 − 96 %",
    "धन्यवाद क्षत्रिय कि रूँगी",
    "น้ำใจ ที่ให้ คุณป้า",
]
FROM_RIGHT = [
    "תודה רבה",
    "שָׁלוֹם עֲלֵיכֶם, יוֹם טוֹב",
    "שכראً",
    "شكراً جزيلاً إليّ ليلى",
    "گچپژ می‌خواهم",
    "عزيزي محمّد لله ۱۲۳",
    "תודה (Amit Cohen) 1,250",
    "Dear שלום,",
    "Ana Diaz, שלום עולם טוב, New York",
    "שלום New York טוב",
    "מרחבא (12) בכ “כן” <x@y.example>",
    "طلب: +1 (614) 555-0173 x",
    "הָיְתָהtestالصفحات التّحول",
    "Power لُلُصّبُ 冗",
]


def read_back(lines: list[str], face: Face = Face.SERIF) -> tuple[list[str], list[frozenset[str]]]:
    """Return what another program finds of each line, printed on a page of its own, and what was missing of it."""
    out = io.BytesIO()
    canvas = page.open_pdf(out, title="t", author="a", language="en", size=(WIDE, HIGH))
    missing = []
    for line in lines:
        page.begin_side(canvas, sheets.NO_NUDGE)
        page.text_left(canvas, 200, 60, line, face, SIZE)
        missing.append(shaping.shape(face, line).missing)
        canvas.showPage()
    canvas.save()
    return paper_reading.layers(out.getvalue()), missing


def test_letters_of_any_alphabet_are_found_as_they_were_typed() -> None:
    typed = [shaping.clean(text) for text in TEXTS + FROM_RIGHT]
    read, missing = read_back(typed)
    assert missing == [frozenset()] * len(typed)
    assert [letters(line) for line in read] == [letters(line) for line in typed]


def test_lines_from_the_right_are_found_with_their_spaces() -> None:
    typed = [shaping.clean(text) for text in FROM_RIGHT]
    assert [plain(line) for line in read_back(typed)[0]] == [plain(line) for line in typed]


def test_words_from_the_right_are_found_beside_others_at_their_height() -> None:
    """Readers turn a whole line around at once: what stands beside a line from the right is kept apart from it."""
    rows = [("Post to", "שלום עולם טוב", "Ana"), ("שלום", "تُركي بن", "עמית"), ("Ana שלום עולם", "x y שלום", "d")]
    out = io.BytesIO()
    canvas = page.open_pdf(out, title="t", author="a", language="en", size=(612, 300))
    page.begin_side(canvas, sheets.NO_NUDGE)
    for down, row in enumerate(rows):
        for place, text in enumerate(row):
            page.text_left(canvas, 30 + place * 190, 250 - down * 15, text, Face.SANS, 9)
    canvas.showPage()
    canvas.save()
    (found,) = paper_reading.layers(out.getvalue())
    cells = [plain(cell) for cell in found.splitlines() if cell.strip()]
    assert cells == [text for row in rows for text in row]


@pytest.mark.skipif(SAMPLES is None, reason="the samples are elsewhere")
@pytest.mark.parametrize("face", [Face.SERIF, Face.SANS_S, Face.KALAM])
def test_naughty_strings_are_found_as_they_were_typed(face: Face) -> None:
    typed = [shaping.clean(text)[:300].strip() for text in hostile.with_samples(Path(str(SAMPLES)))]
    lines = [line for line in dict.fromkeys(typed) if line]
    assert len(lines) > 650
    with openings.watched() as opened:
        read, missing = read_back(lines, face)
    assert opened.elsewhere() == []
    for line, found, lost in zip(lines, read, missing, strict=True):
        assert letters(found) == letters(paper_reading.shown(line, lost)), ascii(line)


def letters(text: str) -> str:
    return paper_reading.letters(text)


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_what_no_font_has_is_a_question_mark_and_named() -> None:
    read, missing = read_back(["Li \ue0ff and \U000e8888 \ufffd"])
    assert letters(read[0]) == "Li?and??"
    assert missing == [frozenset({"\ue0ff", "\U000e8888", facing.BROKEN})]
