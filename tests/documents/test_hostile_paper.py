"""Any text on paper: every letter of it is printed, or said by name to be a question mark; nothing else comes of it."""

import io
import os
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import hostile
import openings
import paper_reading
import pypdf

from refdesk.documents import (
    call_sheet,
    envelope,
    fonts,
    labels,
    shaping,
    stock,
    system_fonts,
    test_sheet,
    thank_you_card,
    writing_slip,
)
from refdesk.documents.call_sheet_text import CallSheet, Entry, OpenPromise, ScriptLine
from refdesk.documents.card_text import CardBack, CardSheet, CardText, Hand, Inside
from refdesk.documents.envelope_text import Envelope, EnvelopeJob
from refdesk.documents.fonts import Face
from refdesk.documents.label_text import Label, LabelSheet
from refdesk.documents.report import Made
from refdesk.documents.slip_text import Slip, SlipSheet
from refdesk.documents.test_sheet_text import TestSheet

_SAMPLES = os.environ.get("REFDESK_SAMPLES")
WORDS = hostile.with_samples(Path(_SAMPLES) if _SAMPLES else None)
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}
MARKS = "".join(chr(code) for code in range(0x300, 0x370))  # at an end they would go with what stands beside
DAY = date(2026, 11, 17)


def without_face(text: str) -> set[str]:
    """Return the letters of a text that no face has, neither as they are nor written plainly."""
    return {letter for letter in set(text) if unicodedata.category(letter) not in UNSEEN and not _has_face(letter)}


@cache
def _has_face(letter: str) -> bool:
    ours = any(
        fonts.covers(face, shown)
        for shown in (letter, unicodedata.normalize("NFKC", letter))
        for face in (Face.SERIF, Face.SANS_S, *fonts.FALLBACK)
    )
    return ours or system_fonts.find(letter) is not None


def told_of(report: Made, key: str) -> str:
    return "".join("".join(each.characters) for each in report.unprintable if each.key == key)


def told_by(report: Made, key: str) -> set[str]:
    return {character for each in report.unprintable if each.key == key for character in each.characters}


def letters_on(pdf: bytes, *, turned: bool = False) -> str:
    """Return all that is found on the pages, without the spaces; half of a folded sheet lies upside down."""
    return paper_reading.letters("\n".join(paper_reading.layers(pdf, turned=turned)))


def check(report: Made, pdf: bytes, texts: dict[str, str]) -> None:
    """Fail unless each text is on the pages, but for letters that the report names; or is said not to fit."""
    assert not report.misfits or all(report.sentences())
    printed = letters_on(pdf)
    too_long = {each.key for each in report.misfits}
    assert {*report.printed} | too_long == {*texts}
    unfound = []
    for key in report.printed:
        text = shaping.clean(texts[key])
        told = told_of(report, key)
        lost = without_face(text)
        assert lost <= set(told) | {"\ufffd"} & set(told), (ascii(text), ascii(told))
        typed = paper_reading.letters(paper_reading.shown(text, told_by(report, key))).strip(MARKS)
        if typed not in printed:
            unfound.append(typed)
    turned = letters_on(pdf, turned=True) if unfound else ""
    assert [ascii(typed) for typed in unfound if typed not in turned] == []


def test_cards_print_any_text() -> None:
    chosen = stock.card("8315")
    assert chosen is not None
    texts = {str(number): word for number, word in enumerate(WORDS)}
    cards = tuple(
        CardText(
            key, word, word[:40], f"Dear {word[:60]},", (word,), word[:60], word[:60],
            CardBack(word[:3], word[:60], word[:60], word[:60]), Inside.PRINTED, tuple(Hand)[int(key) % len(Hand)],
        )
        for key, word in texts.items()
    )  # fmt: skip
    out = io.BytesIO()
    with openings.watched() as opened:
        report = thank_you_card.render(CardSheet(chosen, cards, WORDS[11], WORDS[12]), out)
    assert opened.elsewhere() == []
    check(report, out.getvalue(), texts)
    nothing_to_press(out.getvalue())


def test_call_sheets_print_any_text() -> None:
    texts = {str(number): word for number, word in enumerate(WORDS)}
    for start in range(0, len(texts), 150):
        some = tuple(islice(texts.items(), start, start + 150))
        entries = tuple(
            Entry(
                key,
                number,
                word,
                1,
                word[:200],
                word[:40],
                word[:80],
                word,
                word,
                word,
                word,
                (OpenPromise(word, DAY),),
            )
            for number, (key, word) in enumerate(some, 1)
        )
        word = some[7][1][:60]
        script = tuple(ScriptLine(word, word) for _line in range(3))
        sheet = CallSheet("R3-11", word, word, DAY, 11, 19, 61, 114, script, entries, stock.Paper.LETTER)
        out = io.BytesIO()
        with openings.watched() as opened:
            report = call_sheet.render(sheet, out)
        assert opened.elsewhere() == []
        check(report, out.getvalue(), dict(some))
        nothing_to_press(out.getvalue())


def test_postcards_labels_and_envelopes_print_any_text() -> None:
    texts = {str(number): word for number, word in enumerate(WORDS)}
    back = CardBack("H", "Firm", "Trade", "Phone")
    postcards = tuple(
        CardText(key, word, "", "", (), "", "", back, Inside.BLANK, address=("Ana", word, word[:20]))
        for key, word in texts.items()
    )
    some_labels = tuple(Label(key, word, ("Ana", word, word[:20])) for key, word in texts.items())
    some_envelopes = tuple(Envelope(key, word, ("Ana", word)) for key, word in texts.items())
    cards, sheet, paper = stock.card("8387"), stock.label("5163"), stock.envelope("A7")
    assert cards is not None
    assert sheet is not None
    assert paper is not None
    sender = (WORDS[11], WORDS[80], WORDS[90])
    jobs: tuple[Callable[[BinaryIO], Made], ...] = (
        partial(thank_you_card.render, CardSheet(cards, postcards, WORDS[11], WORDS[12])),
        partial(labels.render, LabelSheet(sheet, some_labels, WORDS[13], WORDS[14])),
        partial(envelope.render, EnvelopeJob(paper, some_envelopes, WORDS[15], WORDS[16], sender, WORDS[20][:3])),
    )
    for render in jobs:
        out = io.BytesIO()
        with openings.watched() as opened:
            report = render(out)
        assert opened.elsewhere() == []
        check(report, out.getvalue(), texts)
        nothing_to_press(out.getvalue())


def test_slips_and_the_test_sheet_print_any_text() -> None:
    texts = {str(number): word for number, word in enumerate(WORDS)}
    slips = tuple(
        Slip(
            key, "Ana", word[:90], word[:40], mention=word, sentences=(word[:90],), said_before=(word[:60],),
            envelope=word[:30],
        )
        for key, word in texts.items()
    )  # fmt: skip
    out = io.BytesIO()
    with openings.watched() as opened:
        report = writing_slip.render(SlipSheet(slips, stock.Paper.A4, WORDS[11], WORDS[12]), out)
    assert opened.elsewhere() == []
    check(report, out.getvalue(), texts)
    nothing_to_press(out.getvalue())
    for word in WORDS[::70]:
        out = io.BytesIO()
        with openings.watched() as opened:
            test_sheet.render(TestSheet(word, word, stock.Paper.LETTER, DAY), out)
        assert opened.elsewhere() == []
        nothing_to_press(out.getvalue())


def nothing_to_press(pdf: bytes) -> None:
    """Fail on a page with links, scripts or files in it."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert not any("/Annots" in page for page in reader.pages)
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(reader.trailer["/Root"])
