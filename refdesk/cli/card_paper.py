"""Commands that write cards and what goes with them as PDF: writing slips, envelopes and address labels."""

import argparse
from dataclasses import replace

from refdesk.cli import answers
from refdesk.domain import working_time
from refdesk.domain.occasions import CardId, CardOccasion
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.services import business, card_outputs, card_people, contact_list, own_stock, paper
from refdesk.services.card_outputs import Output, OutputJob
from refdesk.services.card_people import People
from refdesk.services.card_texts import CardJob
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk
from refdesk.services.paper import Written


def cards(asked: argparse.Namespace) -> int:
    """Write the cards that are owed and not printed yet, or the birthday cards of a month, and note them as printed."""
    with answers.desk_on(asked.data) as desk:
        people = _people(asked, desk)
        chosen = tuple(each.card for each in people.people if each.printed_id is None)
        if not chosen:
            raise Refused(Problem("", _("No card is owed just now.") if asked.month is None else _nobody(people)))
        inside = "lines" if asked.month is None else "printed"
        job = CardJob(cards=chosen, stock=_card_stock(desk, asked.stock), inside=inside)
        written = paper.write_cards(desk, job, asked.to)
    return _answer(written, people)


def slips(asked: argparse.Namespace) -> int:
    """Write a slip for each card that is owed, or for each birthday of a month."""
    return _with_cards(asked, Output.SLIPS)


def envelopes(asked: argparse.Namespace) -> int:
    """Write an envelope for each card that is owed; with `--who`, for everybody that it names."""
    return _with_cards(asked, Output.ENVELOPES)


def labels(asked: argparse.Namespace) -> int:
    """Write a label for each card that is owed; with `--who`, for everybody that it names."""
    return _with_cards(asked, Output.LABELS)


def _with_cards(asked: argparse.Namespace, what: Output) -> int:
    with answers.desk_on(asked.data) as desk:
        job = OutputJob(what, (), start=getattr(asked, "start", 1))
        if getattr(asked, "stock", ""):
            job = replace(job, stock=_other_stock(desk, asked.stock, what))
        people = _people(asked, desk) if what is Output.SLIPS or not asked.who else _named(asked, desk)
        cards: tuple[CardId, ...] = tuple(each.card for each in people.people)
        if not cards:
            raise Refused(Problem("", _nobody(people)))
        written = card_outputs.written(desk, replace(job, cards=cards), asked.to)
    return _answer(written, people)


def _people(asked: argparse.Namespace, desk: Desk) -> People:
    """Return who is owed a card, or has a birthday in a month; of these, whom `--who` names."""
    clocks = Clocks(desk.now(), desk.ask(business.working_time))
    if asked.month is None:
        found = desk.ask(card_people.owed, clocks)
    else:
        first, last = working_time.days_of_month(asked.month.year, asked.month.month)
        found = desk.ask(card_people.days, clocks, CardOccasion.BIRTHDAY, first, last)
    if not asked.who:
        return found
    wanted = set(desk.ask(contact_list.who, asked.who, desk.today()))
    return People(
        tuple(each for each in found.people if each.contact_id in wanted),
        tuple(each for each in found.left_out if each.contact_id in wanted),
    )


def _named(asked: argparse.Namespace, desk: Desk) -> People:
    """Return everybody whom `--who` names, each household once."""
    clocks = Clocks(desk.now(), desk.ask(business.working_time))
    ids = desk.ask(contact_list.who, asked.who, desk.today())
    return desk.ask(card_people.greeted, clocks, CardOccasion.OTHER, ids)


def _nobody(people: People) -> str:
    if people.left_out:
        return _("Nobody is left: {names}.").format(names=", ".join(_left_out(people)))
    return _("There is nobody to print for.")


def _left_out(people: People) -> list[str]:
    return [f"{each.name} ({each.reason})" for each in people.left_out]


def _card_stock(desk: Desk, asked: str) -> str:
    if not asked:
        return paper.plain_stock(desk).key
    found = desk.ask(own_stock.find, asked)
    known = {stock.key for stock in paper.card_stocks(desk)}
    if found is None or found.key not in known:
        raise _unknown(asked, known)
    return found.key


def _other_stock(desk: Desk, asked: str, what: Output) -> str:
    found = desk.ask(own_stock.find, asked)
    if what is Output.LABELS:
        known = {each[0] for each in desk.ask(card_outputs.label_stocks)}
    else:
        known = {each[0] for each in desk.ask(card_outputs.envelope_stocks)[0]}
    if found is None or found.key not in known:
        raise _unknown(asked, known)
    return found.key


def _unknown(asked: str, known: set[str]) -> Refused:
    sentence = _("“{code}” is not known. Known are: {known}.")
    return Refused(Problem("stock", sentence.format(code=asked, known=", ".join(sorted(known)))))


def _answer(written: Written, people: People) -> int:
    answers.say(_("{file}: {n} pages").format(file=written.path, n=written.pages))
    for sentence in written.sentences:
        answers.warn(sentence)
    for name in _left_out(people):
        answers.warn(_("left out: {name}").format(name=name))
    return answers.DONE
