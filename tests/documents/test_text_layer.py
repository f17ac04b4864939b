"""What was typed is what is found in the file: read back by another program than the one that wrote it."""

import io
import json
import os
import unicodedata
from pathlib import Path

import openings
import pypdfium2
import pytest

from refdesk.documents import facing, page, shaping, sheets
from refdesk.documents.fonts import Face

SAMPLES = os.environ.get("REFDESK_SAMPLES")
HIGH, STEP, A_PAGE = 8_000, 20, 390
TEXTS = [
    "Nguyễn Thị Bích Ngọc, Đặng Hữu Phước",
    "Γιώργος Παπαδόπουλος, Ἀθῆναι",
    "Олена, Қазақстан, Әлем, Ѣ",
    "Ẹ ṣé, Ọláńrewájú. Ħ Ŧ Ŋ ʼokina",
    "q̃ x̂ Ɛ́",
    "谢谢您的介绍，张玥女士。臺灣",
    "ありがとうございます。髙橋様",
    "감사합니다 김민수 뷁",
    "🎂 🎉 😀 ① ★ → ☎",
    "Ⅷ ⅓ №5 ½ €1,250.00 − 96 %",
]
JOINED = frozenset({"R", "AL"})


def read_back(lines: list[str]) -> tuple[list[str], list[frozenset[str]]]:
    """Return the lines of text that stand on a page, from the top, and what was missing of each."""
    out = io.BytesIO()
    canvas = page.open_pdf(out, title="t", author="a", language="en", size=(4_000, HIGH))
    missing = []
    for start in range(0, len(lines), A_PAGE):
        page.begin_side(canvas, sheets.NO_NUDGE)
        for place, line in enumerate(lines[start : start + A_PAGE]):
            page.text_left(canvas, 20, HIGH - 40 - place * STEP, line, Face.SERIF, 8)
            missing.append(shaping.shape(Face.SERIF, line).missing)
        canvas.showPage()
    canvas.save()
    return _lines(out.getvalue(), len(lines)), missing


def _lines(pdf: bytes, count: int) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for number in range(len(document)):
            layer = document[number].get_textpage()
            for place in range(min(A_PAGE, count - number * A_PAGE)):
                y = HIGH - 40 - place * STEP
                found.append(layer.get_text_bounded(0, y - 7, 4_000, y + 12))
        return found
    finally:
        document.close()


def letters(text: str) -> str:
    kept = (ch for ch in unicodedata.normalize("NFKC", text) if unicodedata.category(ch)[0] not in "ZC")
    return unicodedata.normalize("NFC", "".join(kept))


def test_letters_of_any_alphabet_are_found_as_they_were_typed() -> None:
    read, missing = read_back(TEXTS)
    assert missing == [frozenset()] * len(TEXTS)
    assert [letters(line) for line in read] == [letters(line) for line in TEXTS]


@pytest.mark.skipif(SAMPLES is None, reason="the samples are elsewhere")
def test_naughty_strings_are_found_as_they_were_typed() -> None:
    folder = Path(str(SAMPLES))
    rows = json.loads((folder / "nasty-reportlab" / "strings.json").read_text(encoding="utf-8"))
    strings = [row["plain_text"] if row["text"] is None else row["text"] for row in rows]
    strings += json.loads((folder / "nasty-blns" / "blns.json").read_text(encoding="utf-8"))
    lines = [line for line in dict.fromkeys(shaping.clean(text)[:300].strip() for text in strings) if line]
    plain = [line for line in lines if not is_compared_by_picture(line)]
    assert len(plain) > 420
    with openings.watched() as opened:
        read, missing = read_back(plain)
        read_back([line for line in lines if is_compared_by_picture(line)])
    assert opened.elsewhere() == []
    for typed, found, lost in zip(plain, read, missing, strict=True):
        expected = typed
        for cluster in sorted(lost, key=len, reverse=True):
            expected = expected.replace(cluster, "?")
        assert letters(found) == letters(expected), ascii(typed)


def is_compared_by_picture(text: str) -> bool:
    """Tell text whose glyphs do not stand one for one in the order of its letters, or pile up over each other."""
    kinds = {unicodedata.bidirectional(ch) for ch in text}
    stacked = any(unicodedata.category(ch) in {"Mn", "Mc", "Me"} for ch in text)
    return bool(kinds & JOINED) or stacked or "\u0900" <= max(text) < "\u0e80"


def test_what_no_font_has_is_a_question_mark_and_named() -> None:
    read, missing = read_back(["Li \ue0ff and \U000e8888 \ufffd"])
    assert letters(read[0]) == "Li?and??"
    assert missing == [frozenset({"\ue0ff", "\U000e8888", facing.BROKEN})]
