"""Measures of paper: cards, call sheets and labels, beside a bare ReportLab canvas that draws the very same lines.

What our code asks of its canvas is written down once, shaped words included, and then asked again of a bare one.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, BinaryIO

import bench_data
import bench_figures
from bench_figures import Figure
from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import call_sheet, labels, page, stock, thank_you_card
from refdesk.documents.call_sheet_text import CallSheet, Entry, OpenPromise, ScriptLine
from refdesk.documents.card_text import CardBack, CardSheet, CardText, Inside
from refdesk.documents.label_text import Label, LabelSheet

CALLS_A_DAY = 25
Call = tuple[int, str, tuple[Any, ...], dict[str, Any]]
DAY = date(2026, 3, 4)


def paper_measures(cards: int, calls: int, runs: int) -> list[Figure]:
    """Return what the cards, the call sheets and the labels take: two labels for each card."""
    sheet, days, addressed = _card_sheet(cards), _call_sheets(calls), _label_sheet(2 * cards)
    return [
        _measure(f"{cards:,} thank-you cards to PDF", cards, runs, lambda out: thank_you_card.render(sheet, out)),
        _measure(f"call sheets for {calls:,}", calls, runs, lambda out: call_sheet.render_days(days, out)),
        _measure(f"{2 * cards:,} address labels to PDF", 2 * cards, runs, lambda out: labels.render(addressed, out)),
    ]


def _measure(name: str, many: int, runs: int, render: Callable[[BinaryIO], object]) -> Figure:
    with written_down() as calls:
        render(io.BytesIO())
    sides = (lambda: render(io.BytesIO()), lambda: draw_again(calls))
    ours, floor = bench_figures.median_of(sides, runs=runs)
    return Figure(name, many, ours, floor, goal=2)


class _Listening:
    """Stands for a canvas or a text object, passes everything on, and writes it down."""

    def __init__(self, real: Any, number: int, calls: list[Call]) -> None:  # noqa: ANN401
        self.real, self.number, self.calls = real, number, calls

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        found = getattr(self.real, name)
        if not callable(found):
            return found

        def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401
            self.calls.append((self.number, name, given, named))
            result = found(*(each.real if isinstance(each, _Listening) else each for each in given), **named)
            return _Listening(result, len(self.calls), self.calls) if name == "beginText" else result

        return call


@contextmanager
def written_down() -> Iterator[list[Call]]:
    """Write down what is asked of every canvas that our code opens meanwhile."""
    calls: list[Call] = []

    def listening(out: BinaryIO, **settings: Any) -> _Listening:  # noqa: ANN401
        calls.append((0, "", (), settings))
        return _Listening(Canvas(out, **settings), 0, calls)

    plain = vars(page)["Canvas"]
    vars(page)["Canvas"] = listening
    try:
        yield calls
    finally:
        vars(page)["Canvas"] = plain


def draw_again(calls: list[Call]) -> None:
    """Ask the same of a bare canvas."""
    canvas = Canvas(io.BytesIO(), **calls[0][3])
    text = None
    for _number, name, given, named in calls[1:]:
        if name == "beginText":
            text = canvas.beginText(*given, **named)
        elif name == "drawText" and text is not None:
            canvas.drawText(text)
        elif name in {"setFont", "textOut"} and text is not None and _number:
            getattr(text, name)(*given, **named)
        else:
            getattr(canvas, name)(*given, **named)


def _card_sheet(many: int) -> CardSheet:
    back = CardBack("HD", "Halloran & Daughters", "Roofing · Ashford", "614 555 0100 · halloran.example")
    cards = tuple(_card(number, back) for number in range(many))
    return CardSheet(stock.plain(stock.Paper.LETTER), cards, "Thank-you cards", "Ines Halloran")


def _card(number: int, back: CardBack) -> CardText:
    given, family = bench_data.name_of(number)
    sent = " ".join(bench_data.name_of(number * 3 + 1))
    first = (
        f"Thank you for sending {sent} my way. It means a great deal that you trust me with somebody you know well, "
        f"and I will look after {sent.split()[0]} as you would. We met on {DAY + timedelta(days=number % 28)}."
    )
    second = (
        f"Your word opened a door for us, {given}. When I can do the same for the {family} shop, tell me who you would "
        "like to meet, and I will call them this week."
    )
    return CardText(
        key=str(number), person=f"{given} {family}", front="Thank you", opening=f"Dear {given},",
        message=(first, second), sign_off="With thanks,", name_line="Ines Halloran · Halloran & Daughters", back=back,
        inside=Inside.PRINTED,
    )  # fmt: skip


def _label_sheet(many: int) -> LabelSheet:
    sheet = stock.label("5160")
    assert sheet is not None
    return LabelSheet(sheet, tuple(map(_label, range(many))), "Address labels", "Ines Halloran")


def _label(number: int) -> Label:
    given, family = bench_data.name_of(number)
    street = f"{number % 980 + 10} {bench_data.name_of(number * 7 + 3)[1]} Street"
    lines = (f"{given} {family}", f"{family} & Sons", street, f"Columbus, OH {43000 + number % 300}")
    return Label(str(number), f"{given} {family}", lines if number % 3 else lines[:1] + lines[2:])


def _call_sheets(many: int) -> list[CallSheet]:
    days = -(-many // CALLS_A_DAY)
    script = (
        ScriptLine("Help first.", "“How can I help you just now? What would be a good lead for you?”"),
        ScriptLine("Listen, write it down.", "Promise only what you will do, and say by when."),
        ScriptLine("Then ask, once.", "“Who do you know who is putting off a new roof?”"),
    )
    return [
        CallSheet(
            sheet_id=f"1-{day}", firm="Halloran & Daughters", month_title="March 2026",
            day=DAY + timedelta(days=day % 20), day_number=day + 1, day_count=days, called=day * CALLS_A_DAY,
            to_call=many, script=script, entries=_entries(day * CALLS_A_DAY, many), paper=stock.Paper.LETTER,
        )
        for day in range(days)
    ]  # fmt: skip


def _entries(first: int, many: int) -> tuple[Entry, ...]:
    return tuple(_entry(number) for number in range(first, min(first + CALLS_A_DAY, many)))


def _entry(number: int) -> Entry:
    given, family = bench_data.name_of(number)
    return Entry(
        key=str(number), number=number % CALLS_A_DAY + 1, name=f"{given} {family}", organisation=f"{family} & Sons",
        phone=f"(614) {200 + number % 700}-{number % 10_000:04d}", best_time="mornings",
        last_contact=f"coffee at the {family} shop, Sep {number % 28 + 1} (10 weeks)",
        does=f"runs a bakery in {family} with two brothers, delivers to offices",
        good_lead="somebody who opens an office and wants breakfast brought in", i_did_last="Card, Jun 3",
        promises=(OpenPromise("Send the address of the printer", DAY + timedelta(days=number % 9 - 4)),),
    )  # fmt: skip
