"""The introduction letter on paper."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk import i18n
from refdesk.domain.profile import Profile
from refdesk.services import business, whole_files
from refdesk.services.desk import Desk
from refdesk.services.paper import Rendered, Written

if TYPE_CHECKING:
    from refdesk.documents.letter import Letter


def write(desk: Desk, words: str, path: Path, *, title: str) -> Written:
    """Write the letter as a PDF, ready to be printed and signed; raises `StoreFault`."""
    from refdesk.documents import letter

    made_of = _letter(desk, words, title)
    made = whole_files.write(path, lambda out: letter.render(made_of, out))
    return Written(path, made.pages, made.printed, made.sentences())


def render(desk: Desk, words: str, *, title: str) -> Rendered:
    """Return the very pages that would be printed."""
    from refdesk.documents import letter

    out = io.BytesIO()
    made = letter.render(_letter(desk, words, title), out)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def _letter(desk: Desk, words: str, title: str) -> "Letter":
    from refdesk.documents import stock
    from refdesk.documents.letter import Letter

    profile = desk.ask(business.load)
    return Letter(
        sender=_sender(profile),
        day=i18n.day_full(desk.today()),
        paragraphs=tuple(each.strip("\n") for each in words.split("\n\n") if each.strip()),
        title=title,
        author=profile.owner or profile.business_name,
        language=i18n.code(),
        paper=stock.Paper(profile.paper.value),
    )


def _sender(profile: Profile) -> tuple[str, ...]:
    address = profile.address
    place = ", ".join(filter(None, (address.city, address.region)))
    where = " ".join(filter(None, (place, address.postcode)))
    street = ", ".join(line for line in address.street.split("\n") if line)
    reach = ", ".join(filter(None, (profile.phone, profile.email, profile.site)))
    return tuple(filter(None, (profile.business_name or profile.owner, street, where, reach)))
