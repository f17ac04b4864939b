"""The plan for the desk of one source, made together: when you hear this, say that, and room for who comes to mind."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import hand_out_flow, hand_out_head, hand_out_page, page, shaping, text
from refdesk.documents.fonts import Face
from refdesk.documents.hand_out_flow import RULE, Column, Fitted, Part
from refdesk.documents.hand_out_page import FOOT_RULE, Frame
from refdesk.documents.hand_out_text import DeskPlan
from refdesk.documents.marks import Mark
from refdesk.documents.text import Step
from refdesk.i18n import _

TITLE = 59.0
GUTTER = 28.0
PITCH, MOST_ROWS, LEAST_ROWS, TICK = 28.3, 8, 4, 13.0
_STEPS_DOWN = 0.5
_PERSON, _RULE, _SECTION, _PAIRS, _MIND, _CLEAR = 19.0, 16.0, 18.0, 24.0, 18.0, 12.0
_NAME, _WEARS, _GAP, _TICK_COLUMN = 168.0, 150.0, 12.0, 50.0
_HEADS = 16.6
_FIRST_ROW = 18.3
_LINE = Step(11.0, 15.5)


def title() -> str:
    """Return what the page is called."""
    return _("A plan for your desk")


def lay(plan: DeskPlan, frame: Frame) -> Fitted:
    """Set what stands over the pen rows, of which at least four must find room."""
    room = frame.height - frame.top - frame.head - TITLE - frame.bottom - FOOT_RULE - _CLEAR
    room -= _HEADS + _FIRST_ROW + (LEAST_ROWS - 1) * PITCH

    # The pen rows take what is left, so that nothing is spread here.
    return hand_out_flow.fit(partial(_parts, plan, frame), room=room, most_gap=1.0)


def draw(canvas: Canvas, plan: DeskPlan, frame: Frame, fitted: Fitted) -> frozenset[str]:
    """Draw the page; returns the characters that no font has."""
    missing = hand_out_page.draw_head(canvas, plan, frame)
    top = frame.down(TITLE + frame.head)
    hand_out_flow.draw(canvas, fitted, top=top, left=frame.left, right=frame.x2)
    _draw_rows(canvas, plan, frame, top - fitted.placed[-1].down)
    return missing | fitted.missing | _draw_foot(canvas, plan, frame)


def rows(frame: Frame, heads: float) -> int:
    """Return how many pen rows find room below the column heads at this height, up to eight."""
    foot = frame.bottom + FOOT_RULE + _CLEAR
    return min(MOST_ROWS, int((heads - _FIRST_ROW - foot) / PITCH + 1e-6) + 1)


def _parts(plan: DeskPlan, frame: Frame, step: Step) -> Iterator[tuple[float, Part]]:
    step = Step(step.size - _STEPS_DOWN, step.leading - 1.0)
    head = text.shrink(title(), Face.SERIF_L, 26.0, least=18.0, measure=frame.measure)
    yield 0.0, Part((Mark(frame.left, 0.0, head.words, head.face, head.size),))
    yield _PERSON, _person(plan, frame)
    yield _RULE, RULE
    when, say = (_("When you hear"), plan.when_you_hear), (_("Say"), plan.say)
    yield _SECTION, _pair(frame, step, when, say, face=Face.SERIF_I)
    yield _PAIRS, _pair(frame, step, (_("Then"), plan.then), (_("What your client gets"), plan.client_gets), sign="1")
    yield _RULE - 3.0, RULE
    leads = (_("A good lead for you, so I can listen for it"), plan.good_leads)
    yield _SECTION, _pair(frame, step, (_("What I do for you"), plan.we_do), leads)
    yield _RULE, RULE
    yield _MIND, _came_to_mind(frame)


def _person(plan: DeskPlan, frame: Frame) -> Part:
    person = hand_out_head.one_or_more(plan.person, Face.SERIF_I, 12.5, least=8.0, measure=frame.measure)
    marks = (
        Mark(frame.left, place * person.leading, line, Face.SERIF_I, person.size)
        for place, line in enumerate(person.lines)
    )
    return Part(tuple(marks), person.depth, missing=person.missing)


def _pair(
    frame: Frame, step: Step, one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]], *,
    face: Face = Face.SERIF, sign: str = "–",
) -> Part:  # fmt: skip
    width = (frame.measure - GUTTER) / 2
    columns = [Column(step, frame.left, width), Column(step, frame.left + width + GUTTER, width)]
    for column, (head, items), mark in zip(columns, (one, other), (sign, "–"), strict=True):
        column.head(head)
        column.items(items, face, mark=mark)
    return hand_out_flow.beside(*columns)


def _came_to_mind(frame: Frame) -> Part:
    words = shaping.clean(_("no need for certainty: a first name will do"))
    left = frame.x2 - shaping.width(Face.SERIF_I, words, 10.5)
    head = Mark(frame.left, 0.0, shaping.clean(_("People who came to mind")), Face.SANS_S, hand_out_flow.HEAD_SIZE)
    return Part((head, Mark(left, 0.0, words, Face.SERIF_I, 10.5)))


def _draw_rows(canvas: Canvas, plan: DeskPlan, frame: Frame, below: float) -> None:
    """Draw the heads of the columns and the pen rows under them."""
    heads = below - _HEADS
    ticks = frame.x2 - _TICK_COLUMN
    columns = (frame.left, frame.left + _NAME + _GAP, frame.left + _NAME + _WEARS + 2 * _GAP, ticks)
    told = _("told {owner}").format(owner=plan.sender.owner.split()[0]) if plan.sender.owner.split() else _("told")
    names = (_("name"), _("what wears them out"), _("who calls, when"), told)
    for x, words in zip(columns[:3], names[:3], strict=True):
        page.text_left(canvas, x, heads, shaping.clean(words), Face.SANS_M, 7.5)
    last = text.shrink(names[3], Face.SANS_M, 7.5, least=5.0, measure=_TICK_COLUMN)
    page.text_centered(canvas, ticks + _TICK_COLUMN / 2, heads, last.words, last.face, last.size)
    ends = (*(x - _GAP for x in columns[1:3]), ticks - _GAP)
    for row in range(rows(frame, heads)):
        y = heads - _FIRST_ROW - row * PITCH
        for start, end in zip(columns[:3], ends, strict=True):
            page.pen_line(canvas, start, end, y)
        page.box(canvas, ticks + (_TICK_COLUMN - TICK) / 2, y - 1.5, TICK)


def _draw_foot(canvas: Canvas, plan: DeskPlan, frame: Frame) -> frozenset[str]:
    page.rule(canvas, frame.left, frame.x2, frame.bottom + FOOT_RULE)
    free = hand_out_page.draw_code(canvas, replace(plan.sender, scan_words=""), frame)
    owner = text.shrink(plan.sender.owner, Face.SERIF_S, 13.0, least=9.0, measure=(free - frame.left) * 0.6)
    after = page.text_left(canvas, frame.left, frame.bottom + 44.0, owner.words, owner.face, owner.size)
    phone = shaping.clean(plan.sender.phone)
    page.text_left(canvas, after + 14.0, frame.bottom + 44.0, phone, Face.SANS_S, 13.0)
    missing = owner.missing
    for up, lead, words in (
        (29.0, _("Next time we sit down:"), plan.next_time),
        (14.0, _("Learned so far:"), plan.learned),
    ):
        x = page.text_left(canvas, frame.left, frame.bottom + up, shaping.clean(lead), Face.SERIF, _LINE.size) + 6.0
        if words:
            said = hand_out_head.one_or_more(words, Face.SERIF, _LINE.size, least=7.0, measure=free - x)
            for place, line in enumerate(said.lines):
                page.text_left(canvas, x, frame.bottom + up - place * said.leading, line, Face.SERIF, said.size)
            missing |= said.missing
        else:
            page.pen_line(canvas, x, free, frame.bottom + up - 2.0)
    return missing
