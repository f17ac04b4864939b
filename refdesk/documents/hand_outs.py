"""The pages that are given away: each exactly one page, or a report of what is too long."""

from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import desk_plan, hand_out_head, hand_out_page, how_i_treat, page, report, who_i_help
from refdesk.documents.hand_out_flow import Fitted
from refdesk.documents.hand_out_page import Frame
from refdesk.documents.hand_out_text import DeskPlan, HandOut, TreatSheet, WhoSheet
from refdesk.documents.report import Made
from refdesk.documents.sheets import SIZES, Paper


def render(sheets: Sequence[HandOut], out: BinaryIO) -> Made:
    """Write one page for each; one that is too long is left out, and the report says which part to shorten.

    Keys are "1", "2" and so on, in the order of the sheets. All are on the same paper.
    """
    set_sheets = [(str(number), each, _fit(each, frame_of(each))) for number, each in enumerate(sheets, 1)]
    misfits = tuple(one for key, each, fitted in set_sheets for one in fitted.misfit(key, title_of(each)))
    fitting = [one for one in set_sheets if not one[2].lines_over]
    if not fitting:
        return Made(0, (), misfits)
    first = sheets[0]
    canvas = page.open_pdf(
        out, title=title_of(first) if len(sheets) == 1 else _name(first), author=first.sender.firm,
        language=first.language, size=SIZES[Paper(first.paper.value)],
    )  # fmt: skip
    missing = {key: _draw(canvas, key, each, fitted) for key, each, fitted in fitting}
    canvas.save()
    unprintable = (
        one for key, each, _fitted in fitting for one in report.unprintable(key, title_of(each), missing[key])
    )
    spoiled = (report.Spoiled("1", title_of(first), is_logo=True),) if hand_out_head.is_spoiled(first.sender) else ()
    return Made(len(fitting), tuple(missing), misfits, tuple(unprintable), spoiled)


def title_of(sheet: HandOut) -> str:
    """Return what the page is called, with the person for whom it was made."""
    return f"{_name(sheet)}, {sheet.person}" if sheet.person else _name(sheet)


def frame_of(sheet: HandOut) -> Frame:
    """Return the paper with its margins, and how much deeper than usual head and foot of this page are."""
    width, height = SIZES[Paper(sheet.paper.value)]
    side, end = (54.0, 44.0) if isinstance(sheet, DeskPlan) else (63.0, 48.0)
    frame = Frame(width, height, side, side, end, end)
    head = hand_out_head.lay(sheet, measure=frame.measure).more
    foot = 0.0 if isinstance(sheet, DeskPlan) else hand_out_page.more_foot(sheet.sender, frame)
    return replace(frame, head=head, foot=foot)


def _fit(sheet: HandOut, frame: Frame) -> Fitted:
    if isinstance(sheet, WhoSheet):
        return who_i_help.lay(sheet, frame)
    return how_i_treat.lay(sheet, frame) if isinstance(sheet, TreatSheet) else desk_plan.lay(sheet, frame)


def _draw(canvas: Canvas, key: str, sheet: HandOut, fitted: Fitted) -> frozenset[str]:
    """Draw one page; returns the characters that no font has."""
    page.begin_side(canvas, sheet.nudge)
    page.bookmark(canvas, key, title_of(sheet))
    frame = frame_of(sheet)
    if isinstance(sheet, WhoSheet):
        missing = who_i_help.draw(canvas, sheet, frame, fitted)
    elif isinstance(sheet, TreatSheet):
        missing = how_i_treat.draw(canvas, sheet, frame, fitted)
    else:
        missing = desk_plan.draw(canvas, sheet, frame, fitted)
    canvas.showPage()
    return missing


def _name(sheet: HandOut) -> str:
    if isinstance(sheet, WhoSheet):
        return who_i_help.title()
    return how_i_treat.title() if isinstance(sheet, TreatSheet) else desk_plan.title()
