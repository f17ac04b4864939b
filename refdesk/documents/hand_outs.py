"""The pages that are given away: each exactly one page, or a report of what is too long."""

from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import desk_plan, hand_out_page, how_i_treat, page, report, who_i_help
from refdesk.documents.hand_out_flow import Fitted
from refdesk.documents.hand_out_page import Frame
from refdesk.documents.hand_out_text import DeskPlan, HandOut, TreatSheet, WhoSheet
from refdesk.documents.report import Made
from refdesk.documents.sheets import SIZES, Paper

KEY = "hand-out"


def render(sheet: HandOut, out: BinaryIO) -> Made:
    """Write the page as a PDF; one that is too long is not written, and the report says which part to shorten."""
    frame = frame_of(sheet)
    title, fitted = title_of(sheet), _fit(sheet, frame)
    if fitted.lines_over:
        return Made(0, (), fitted.misfit(KEY, title))
    canvas = page.open_pdf(
        out, title=title, author=sheet.sender.firm, language=sheet.language, size=(frame.width, frame.height)
    )
    page.begin_side(canvas, sheet.nudge)
    page.bookmark(canvas, KEY, title)
    missing = _draw(canvas, sheet, frame, fitted)
    canvas.showPage()
    canvas.save()
    spoiled = (report.Spoiled(KEY, title, is_logo=True),) if hand_out_page.is_spoiled(sheet.sender) else ()
    return Made(1, (KEY,), unprintable=report.unprintable(KEY, title, missing), spoiled=spoiled)


def title_of(sheet: HandOut) -> str:
    """Return what the page is called, with the person for whom it was made."""
    titles = {WhoSheet: who_i_help.title, TreatSheet: how_i_treat.title, DeskPlan: desk_plan.title}
    title = titles[type(sheet)]()
    return f"{title}, {sheet.person}" if sheet.person else title


def frame_of(sheet: HandOut) -> Frame:
    """Return the paper with its margins."""
    width, height = SIZES[Paper(sheet.paper.value)]
    side, end = (54.0, 44.0) if isinstance(sheet, DeskPlan) else (63.0, 48.0)
    return Frame(width, height, side, side, end, end)


def _fit(sheet: HandOut, frame: Frame) -> Fitted:
    if isinstance(sheet, WhoSheet):
        return who_i_help.lay(sheet, frame)
    return how_i_treat.lay(sheet, frame) if isinstance(sheet, TreatSheet) else desk_plan.lay(sheet, frame)


def _draw(canvas: Canvas, sheet: HandOut, frame: Frame, fitted: Fitted) -> frozenset[str]:
    if isinstance(sheet, WhoSheet):
        return who_i_help.draw(canvas, sheet, frame, fitted)
    if isinstance(sheet, TreatSheet):
        return how_i_treat.draw(canvas, sheet, frame, fitted)
    return desk_plan.draw(canvas, sheet, frame, fitted)
