"""Envelopes: sender, recipient and the parts that the post keeps for itself, as the US or Europe want them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import addressing, card_drawing, envelope_stock, page, pictures, report, shaping, text, wrapping
from refdesk.documents.addressing import Look, SetAddress
from refdesk.documents.envelope_stock import EnvelopeStock, EnvelopeStyle
from refdesk.documents.envelope_text import Envelope, EnvelopeJob
from refdesk.documents.fonts import Face
from refdesk.documents.pictures import Picture
from refdesk.documents.report import Made, Misfit, Spoiled, Unaddressed
from refdesk.i18n import _

_SIZES = tuple(12.5 - 0.5 * step for step in range(8))
_LOOK = Look(Face.SERIF, Face.SERIF, _SIZES, 1.32)
_SENDER_LOOK = Look(Face.SANS_S, Face.SANS, (8.5, 8.0), 10.5 / 8.5)
_SIDE = 36.0
_EU_LAST = 62.0
_EU_SENDER, _EU_SENDER_LEAST = 7.5, 7.0
_EU_SENDER_AT = (42.5, 42.0)
_UNDERLINE = 0.4
_SENDER_FOOT = 204.0
_LOGO = (90.0, 24.0)
_RING = 9.0
_MOST_LETTERS = 1000


@dataclass(frozen=True, slots=True)
class _Sender:
    """The sender as set once for the whole job."""

    address: SetAddress
    logo: Picture | None
    left: float


def render(job: EnvelopeJob, out: BinaryIO) -> Made:
    """Write one page an envelope; those whose address has no room, or is not known, are left out and reported."""
    sender = _sender(job)
    named = [one for one in job.envelopes if any(shaping.clean(line) for line in one.lines)]
    laid = [(one, _recipient(one, job.stock)) for one in named]
    fitting = [] if sender.address.over else [each for each in laid if not each[1].over]
    misfits = [_misfit(one.key, one.person, address) for one, address in laid if address.over]
    if sender.address.over:
        misfits.insert(0, _misfit("", _("Sender"), sender.address))
    missing = sender.address.missing
    return Made(
        pages=_write(job, sender, fitting, out) if fitting else 0,
        printed=tuple(one.key for one, _address in fitting),
        misfits=tuple(misfits),
        unprintable=tuple(
            item
            for place, (one, address) in enumerate(fitting)
            for item in report.unprintable(one.key, one.person, address.missing | (frozenset() if place else missing))
        ),
        spoiled=(Spoiled("", _("Sender"), is_logo=True),) if job.logo and sender.logo is None else (),
        unaddressed=tuple(Unaddressed(one.key, one.person) for one in job.envelopes if one not in named),
    )


def _misfit(key: str, person: str, address: SetAddress) -> Misfit:
    return Misfit(key, person, _("envelope"), address.over, address.words_over)


def _recipient(one: Envelope, stock: EnvelopeStock) -> SetAddress:
    if stock.style is EnvelopeStyle.US:
        room = envelope_stock.address_zone(stock).height
    else:
        room = envelope_stock.stamp_zone(stock).y - 8.0 - _EU_LAST + 0.7 * _SIZES[0]
    return addressing.set_lines(one.lines, _LOOK, measure=stock.width - _SIDE - _left(stock), room=room)


def _left(stock: EnvelopeStock) -> float:
    return 0.40 * stock.width if stock.style is EnvelopeStyle.US else max(56.7, 0.36 * stock.width)


def _sender(job: EnvelopeJob) -> _Sender:
    stamp = envelope_stock.stamp_zone(job.stock)
    logo = pictures.load(job.logo, *_LOGO) if job.logo else None
    if job.stock.style is EnvelopeStyle.EU:
        return _Sender(_one_line(job.sender, stamp.x - _EU_SENDER_AT[0] - 12.0), None, _EU_SENDER_AT[0])
    left = 22.0
    if logo:
        left += logo.width + 8.0
    elif shaping.clean(job.initials):
        left = 48.0
    room = job.stock.height - 20.0 - _SENDER_FOOT
    return _Sender(addressing.set_lines(job.sender, _SENDER_LOOK, measure=stamp.x - left - 12.0, room=room), logo, left)


def _one_line(sender: Sequence[str], measure: float) -> SetAddress:
    """Return the sender on one line, as Europe writes it over the address; on two where one is too long."""
    whole = " · ".join(line for line in map(shaping.clean, sender) if line)
    line = text.shrink(whole[:_MOST_LETTERS], Face.SANS, _EU_SENDER, least=_EU_SENDER_LEAST, measure=measure)
    leading = 1.25 * line.size
    if not line.over:
        return addressing.as_set((line.words,) if whole else (), Face.SANS, line.size, leading)
    lines = wrapping.wrap(line.words, Face.SANS, line.size, measure=measure).lines
    over = max(0, len(lines) - 2) + int(len(whole) > _MOST_LETTERS)
    return addressing.as_set(lines, Face.SANS, line.size, leading, over=over)


def _write(job: EnvelopeJob, sender: _Sender, laid: Sequence[tuple[Envelope, SetAddress]], out: BinaryIO) -> int:
    stock = job.stock
    size = (stock.height, stock.width) if job.short_side_first else stock.page
    canvas = page.open_pdf(out, title=job.title, author=job.author, language=job.language, size=size)
    for number, (one, address) in enumerate(laid, 1):
        page.begin_side(canvas, job.nudge)
        page.bookmark(canvas, f"envelope-{number}", one.person)
        if job.short_side_first:
            canvas.translate(stock.height, 0)
            canvas.rotate(90)
        _draw_sender(canvas, job, sender)
        _draw_recipient(canvas, stock, address)
        canvas.showPage()
    canvas.save()
    return len(laid)


def _draw_sender(canvas: Canvas, job: EnvelopeJob, sender: _Sender) -> None:
    height, address = job.stock.height, sender.address
    if job.stock.style is EnvelopeStyle.EU:
        first = height - _EU_SENDER_AT[1] + (len(address.lines) - 1) * address.leading
        addressing.draw(canvas, address, sender.left, first)
        if address.lines:
            end = sender.left + address.shaped[-1].width * address.size / 1000
            page.rule(canvas, sender.left, end, height - _EU_SENDER_AT[1] - 3.2, width=_UNDERLINE)
        return
    if sender.logo:
        sender.logo.draw(canvas, 22.0, height - 31.0 - sender.logo.height / 2)
    elif shaping.clean(job.initials):
        card_drawing.draw_ring(canvas, job.initials, 31.0, height - 31.0, radius=_RING)
    addressing.draw(canvas, address, sender.left, height - 29.0)


def _draw_recipient(canvas: Canvas, stock: EnvelopeStock, address: SetAddress) -> None:
    if stock.style is EnvelopeStyle.US:
        zone = envelope_stock.address_zone(stock)
        first = addressing.centred(address, zone.y + zone.height / 2)
    else:
        first = _EU_LAST + (len(address.lines) - 1) * address.leading
    addressing.draw(canvas, address, _left(stock), first)
