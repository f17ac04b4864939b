"""A call with the script on the screen: what is typed while talking, when the ask opens, and who is next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from refdesk.domain import call_codes, contact, promises, text
from refdesk.domain.call_codes import FilledRow
from refdesk.domain.contact import LONGEST_LINE, LONGEST_TEXT, too_long
from refdesk.domain.incoming import IncomingDate
from refdesk.domain.promises import OnTheWay
from refdesk.domain.referral import Direction
from refdesk.domain.touches import Asked
from refdesk.errors import Problem
from refdesk.i18n import _

MOST_LINES = 9
"""How many further promises, or people named, one call holds."""


@dataclass(frozen=True, slots=True)
class Named:
    """Hold somebody who was named: by them for us (received), or by us for them (given)."""

    direction: Direction = Direction.RECEIVED
    name: str = ""
    need: str = ""

    @property
    def is_blank(self) -> bool:
        """Say whether nobody was named."""
        return text.is_blank(self.name) and text.is_blank(self.need)


@dataclass(frozen=True, slots=True)
class MoreTyped:
    """Hold what is typed in a call besides the fields of the paper.

    `what_they_do` stays as it is known where it is None; `called` is the phone that was dialed, as typed;
    `remember` is a yearly date that was mentioned.
    """

    nothing_needed: bool = False
    notes: str = ""
    what_they_do: str | None = None
    asked: Asked = Asked.NO
    promises: tuple[OnTheWay, ...] = ()
    named: tuple[Named, ...] = ()
    called: str = ""
    remember: IncomingDate | None = None


NOTHING_MORE = MoreTyped()
NO_ROW = FilledRow()


@dataclass(frozen=True, slots=True)
class CallNotes:
    """Hold all that one call brought, or what is typed of it so far; the number of the row says nothing here."""

    row: FilledRow = NO_ROW
    more: MoreTyped = NOTHING_MORE

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was typed."""
        return replace(self.row, number=None, code=None, call_back_on=None).is_blank and self.more == NOTHING_MORE

    def same_as(self, other: "CallNotes") -> bool:
        """Say whether both say the same, whatever the number and the code of their rows."""
        return _nameless(self) == _nameless(other)

    @property
    def ask_is_open(self) -> bool:
        """Say whether it is time to ask: help comes first, and the answer is written down or is "nothing just now"."""
        return self.more.nothing_needed or not text.is_blank(self.row.help)


def problems(notes: CallNotes, *, on: date) -> tuple[Problem, ...]:
    """Return what must be corrected before the call can be saved, by field."""
    row = replace(notes.row, number=1)
    found = [_said_here(each) for each in call_codes.problems(row, on=on)]
    return (*found, *_text_problems(notes.more), *_line_problems(notes.more), *_remember_problems(notes.more, on))


def cleaned(notes: CallNotes) -> CallNotes:
    """Return the notes as they are kept: without stray spaces and signs that nobody sees."""
    row, more = notes.row, notes.more
    clean_row = replace(
        row, help=text.clean(row.help, lines=True), good_lead=text.clean(row.good_lead, lines=True),
        lead_to=text.clean(row.lead_to), referral_name=text.clean(row.referral_name),
        referral_need=text.clean(row.referral_need),
    )  # fmt: skip
    work = None if more.what_they_do is None else text.clean(more.what_they_do, lines=True)
    made = tuple(replace(each, text=text.clean(each.text, lines=True)) for each in more.promises)
    named = tuple(replace(each, name=text.clean(each.name), need=text.clean(each.need)) for each in more.named)
    day = more.remember and replace(more.remember, label=text.clean(more.remember.label))
    return CallNotes(
        clean_row,
        replace(
            more, notes=text.clean(more.notes, lines=True), what_they_do=work, promises=made, named=named, remember=day
        ),
    )


def next_open(waiting: Sequence[bool], at: int) -> int | None:
    """Return the place of the next call that waits behind this one, else of the first; None when all are done."""
    behind = [place for place, waits in enumerate(waiting) if waits and place != at]
    return next((place for place in behind if place > at), behind[0] if behind else None)


def summary(notes: CallNotes) -> str:
    """Return what a conversation's summary says of this call."""
    return "\n".join(part for part in (notes.row.help.strip(), notes.more.notes.strip()) if part)


def _nameless(notes: CallNotes) -> CallNotes:
    return replace(notes, row=replace(notes.row, number=None, code=None))


def _said_here(problem: Problem) -> Problem:
    """Return the problem in the words of a call: on paper letters are typed, here they are chosen."""
    if problem.field == "code":
        return Problem("code", _("Choose how it went."))
    if problem.field == "call_back_on":
        return Problem("call_back_on", _("Choose a day after this one on which to call back."))
    return problem


def _text_problems(more: MoreTyped) -> Iterator[Problem]:
    for name, words in (("notes", more.notes), ("what_they_do", more.what_they_do or "")):
        if len(words) > LONGEST_TEXT:
            yield Problem(name, too_long(LONGEST_TEXT))


def _remember_problems(more: MoreTyped, on: date) -> Iterator[Problem]:
    if more.remember is None:
        return
    if wrong := contact.date_problem(more.remember.on, field="remember_on", today=on):
        yield wrong
    if len(more.remember.label) > LONGEST_LINE:
        yield Problem("remember_label", too_long(LONGEST_LINE))


def _line_problems(more: MoreTyped) -> Iterator[Problem]:
    for at, made in enumerate(more.promises):
        for each in promises.problems_on_the_way(made):
            yield Problem(f"{each.field}_{at}", each.sentence)
    for at, named in enumerate(more.named):
        if text.is_blank(named.name) and not text.is_blank(named.need):
            yield Problem(f"named_{at}", _("Type who was referred."))
        elif len(named.name) > LONGEST_LINE or len(named.need) > LONGEST_TEXT:
            yield Problem(f"named_{at}", too_long(LONGEST_LINE))
