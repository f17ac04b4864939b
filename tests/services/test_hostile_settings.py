"""Any text in the settings, the names that are given, and the fields that must not be empty; and an erasure of it."""

from dataclasses import fields, replace

import hostile
import pytest
from office import Office
from sqlalchemy import select

from refdesk.domain import profile as profiles
from refdesk.domain import text, wording
from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.gifts import GiftDraft
from refdesk.domain.links import LinkDraft, LinkKind
from refdesk.domain.plan import PlanDraft
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.touches import TouchDraft
from refdesk.errors import Refused
from refdesk.services import (
    business,
    contacts,
    erasing,
    evidence,
    gifts,
    links,
    plans,
    promises,
    touches,
)
from refdesk.services.desk import Desk
from refdesk.store import row_codec
from refdesk.store.tables import all_tables

UNSEEN = ("\u200b", "\ufeff \u2060", "\x00", "\u200d", "\u200e\u200f", "\t\n", "\ufffe")
LINES = ("business_name", "owner", "trade", "tagline")
TEXTS = ("different", "ideal_client", "problems_solved", "how_we_treat", "rewards")


def some(desk: Desk) -> tuple[str, ...]:
    """Return every word for a file, and some for a server, which is slower."""
    return hostile.WORDS if desk.engine.dialect.name == "sqlite" else hostile.WORDS[::5]


def test_settings_keep_any_text(desk: Desk) -> None:
    usual = profiles.starting("US", business_name="Fernhollow", owner="Nadia Ostrow")
    for word in some(desk):
        line, long = f"A{word[:150]}", f"{word[:1900]}"
        lines, texts = dict.fromkeys(LINES, line), dict.fromkeys(TEXTS, long)
        address = Address(long[:500], line, line, line, "US")
        desk.do(business.save, replace(usual, **lines, **texts, phone=f"{line}1", address=address))
        kept = desk.ask(business.load)
        assert {getattr(kept, name) for name in LINES} == {text.clean(line)}, ascii(word)
        assert {getattr(kept, name) for name in TEXTS} == {text.clean(long, lines=True)}, ascii(word)
        assert kept.address.street == text.clean(long[:500], lines=True)
        assert kept.phone == text.clean(f"{line}1")


def test_a_wording_is_plain_text_or_refused_in_words() -> None:
    for word in hostile.WORDS:
        found = wording.check(word)
        if found:
            assert all(problem.sentence for problem in found), ascii(word)
        elif "{%" not in word and "{#" not in word:
            assert wording.fill(word, {}).split() == word.split(), ascii(word)
        filled = wording.fill("{{ need }}.{{ dear }}", {"need": word, "dear": "{{ owner }}", "owner": "Nadia"})
        assert filled.split() == f"{word}.{{{{ owner }}}}".split(), ascii(word)


@pytest.mark.parametrize("word", UNSEEN, ids=ascii)
def test_what_nobody_can_see_is_no_text(file_desk: Desk, word: str) -> None:
    desk, office = file_desk, Office(file_desk)
    ana, bo, today = office.contact(), office.contact("Bo"), file_desk.today()
    for act, draft in (
        (contacts.add, ContactDraft(given=word)),
        (promises.add, PromiseDraft(ana, word, today)),
        (evidence.note, EvidenceDraft(ana, Of.LIKE, today, text=word)),
        (gifts.log, GiftDraft(contact_id=ana, name=word, on=today)),
        (links.add, LinkDraft(ana, bo, LinkKind.OTHER, label=word)),
    ):
        with pytest.raises(Refused):
            desk.do(act, draft)
    for name in ("business_name", "owner"):
        profile = profiles.starting("US", business_name="Fernhollow", owner="Nadia Ostrow")
        with pytest.raises(Refused):
            desk.do(business.save, replace(profile, **{name: word}))
    with pytest.raises(Refused):
        desk.do(plans.save, ana, PlanDraft(next_step=word, next_step_on=today))
    with pytest.raises(Refused):
        desk.do(touches.log, TouchDraft(ana, desk.now(), promise_text=word, promise_due_on=today))
    desk.do(touches.log, TouchDraft(ana, desk.now(), promise_text=word))
    desk.do(contacts.save, ana, ContactDraft(given="Ana", phones=(), notes=word, tags=(word,)))
    assert desk.ask(contacts.draft_of, ana).draft == ContactDraft(given="Ana")


def test_an_erased_person_leaves_no_trace_and_others_lose_nothing(desk: Desk) -> None:
    words = [word for word in hostile.WORDS if len(word) < 1000][::5]
    made = [desk.do(contacts.add, hidden(word, number)) for number, word in enumerate(words)]
    for number, who in enumerate(made):
        desk.do(touches.log, TouchDraft(who, desk.now(), summary=f"{words[number]} zzyx{number:03}q"))
    kept = {who: desk.ask(contacts.draft_of, who).draft for who in made[1::2]}
    for who in made[::2]:
        desk.do(erasing.erase, who)
    assert {who: desk.ask(contacts.draft_of, who).draft for who in made[1::2]} == kept
    held = all_text(desk)
    for number in range(len(made)):
        trace = f"zzyx{number:03}q"
        assert (trace in held or trace.encode().hex() in held) is bool(number % 2), ascii(words[number])


def hidden(word: str, number: int) -> ContactDraft:
    trace = f"zzyx{number:03}q"
    line = f"{word[:150]} {trace}"
    texts = {each.name: line for each in fields(ContactDraft) if each.type == "str" or each.type is str}
    return ContactDraft(**texts, tags=("golf",))


def all_text(desk: Desk) -> str:
    """Return all that the store holds, the trail and the search index too."""
    found: list[str] = []
    with desk.engine.connect() as connection:
        for row_class in all_tables.row_classes().values():
            found += map(str, connection.execute(select(row_codec.table_of(row_class))))
        if connection.dialect.name == "sqlite":
            for index in ("contact_trigram", "contact_prefix"):
                found += [row[0].hex() for row in connection.exec_driver_sql(f"SELECT block FROM {index}_data")]
    return " ".join(found)
