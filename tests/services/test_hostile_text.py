"""Any text in any field: kept as it is cleaned, found, shown, taken out and brought back, and nothing comes of it."""

import contextlib
import csv
import json
import os
import pickle
import shutil
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from zipfile import ZipFile

import hostile
import openings
import pytest
from desks import TestClock, without_waiting
from filelock import FileLock

from refdesk.domain import contact as rules
from refdesk.domain import profile as profiles
from refdesk.domain import search, text
from refdesk.domain.addresses import Address
from refdesk.domain.contact import LONGEST_LINE, LONGEST_TEXT, ContactDraft, PointKind
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.gifts import GiftDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingContact, IncomingDate, IncomingPoint
from refdesk.domain.links import LinkDraft, LinkKind
from refdesk.domain.plan import PlanDraft
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.referral import ReferralDraft
from refdesk.domain.search import Search
from refdesk.domain.touches import TouchDraft, TouchKind
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import (
    business,
    contact_list,
    contacts,
    evidence,
    exports,
    gifts,
    households,
    import_files,
    imports,
    links,
    person,
    plans,
    promises,
    referrals,
    touches,
)
from refdesk.services.contact_list import Filter
from refdesk.services.desk import Desk
from refdesk.services.exports import Flavour
from refdesk.services.operation import operation
from refdesk.services.person import Person
from refdesk.store import engine, schema
from refdesk.store.unit import Unit

_SAMPLES = os.environ.get("REFDESK_SAMPLES")
WORDS = hostile.with_samples(Path(_SAMPLES) if _SAMPLES else None)
LINES = ("prefix", "middle", "suffix", "nickname", "organisation", "job_title", "profession", "best_time",
         "source_of_data")  # fmt: skip
TEXTS = ("what_they_do", "good_lead_for_them", "notes")
FOR_SERVERS = tuple(word for word in hostile.WORDS if len(word) < 1000 and not word.isalnum())[::2]
pytestmark = pytest.mark.timeout(400)
"""With all samples the first test makes 700 people."""
TOLD_AT_ONCE = 8
ROOM = 20
"""Letters that a marker takes beside a word."""


@dataclass(frozen=True)
class Full:
    """A desk with somebody for each word."""

    desk: Desk
    words: tuple[str, ...]
    ids: list[ContactId]
    told: dict[ContactId, str]

    def __iter__(self) -> Iterator[tuple[str, ContactId]]:
        return zip(self.words, self.ids, strict=True)


def line_of(word: str) -> str:
    """Return what of a word a field of one line takes, a marker beside it."""
    return word[: LONGEST_LINE - ROOM]


def long_of(word: str) -> str:
    return word[: LONGEST_TEXT - ROOM]


def draft_of(word: str, number: int) -> ContactDraft:
    """Return somebody who has a word in every field, and a name and number nobody else has."""
    line, long = line_of(word), long_of(word)
    bare = "".join(line.split())
    email, site = f"{bare}.{number}@x.example", f"x.example/{number}/{bare}"[:LONGEST_LINE]
    return ContactDraft(
        given=line,
        family=mark(number),
        **dict.fromkeys(LINES, line),
        **dict.fromkeys(TEXTS, long),
        phones=(IncomingPoint(f"(614) 555-{number:04}", line), IncomingPoint(f"{line} 1{number:05}", "work")),
        emails=(IncomingPoint(email, line),) if fits(PointKind.EMAIL, email) else (),
        sites=(IncomingPoint(site, line),) if fits(PointKind.SITE, site) else (),
        addresses=(IncomingAddress(Address(long[:600], line, line, line, line), line),),
        dates=(IncomingDate(DateKind.OTHER, YearlyDate(2, 29), f"{line}!"),),
        tags=(f"{line} {number}",),
    )


def fits(kind: PointKind, typed: str) -> bool:
    return len(typed) <= LONGEST_LINE and rules.point_problem(kind, text.clean(typed), field="") is None


def mark(number: int) -> str:
    return f"Zq{number:04}x"


@operation("Everything with hostile text")
def everything(unit: Unit, words: Sequence[str]) -> tuple[list[ContactId], dict[ContactId, str]]:
    """Let everybody be made, and everything happen with them, through the operations of the program.

    Returns who they are, and of whom what is told; the many words of others are told a few at once.
    """
    ids = [contacts.add(unit, draft_of(word, number)) for number, word in enumerate(words)]
    told = dict(zip(ids, words[: len(hostile.WORDS)], strict=False))
    told |= {ids[at]: "\n".join(words[at : at + TOLD_AT_ONCE]) for at in range(len(told), len(words), TOLD_AT_ONCE)}
    for who, word in told.items():
        _happens(unit, line_of(word), long_of(word), who)
    for number, word in enumerate(words[1:], 1):
        links.add(unit, LinkDraft(ids[number], ids[number - 1], LinkKind.OTHER, label=f"{line_of(word)} {number}"))
        if number % 8 == 1:
            households.together(unit, ids[number - 1 : number + 1], f"{line_of(word)} {number}")
    return ids, told


def _happens(unit: Unit, line: str, long: str, who: ContactId) -> None:
    plans.save(unit, who, PlanDraft(long, long, long, long, f"{line}>", unit.today))
    evidence.note(unit, EvidenceDraft(who, Of.TRUST, unit.today, level=2, text=long))
    touches.log(unit, TouchDraft(who, unit.now, kind=TouchKind.CALL, summary=long))
    promises.add(unit, PromiseDraft(who, f"{long}>", unit.today))
    gifts.log(
        unit,
        GiftDraft(
            contact_id=who, name=f"{line}>", on=unit.today, cost_minor=100, category=line, occasion=line,
            business_reason=long, relationship=line,
        ),
    )  # fmt: skip
    prospect = ContactDraft(given=f"Prospect {line}", category=rules.Category.CLIENT)
    draft = ReferralDraft(received_at=unit.now, giver_ids=(who,), new_prospect=prospect, need=long, next_step=line)
    referrals.log_received(unit, draft)


@pytest.fixture(scope="module", params=["file", "server"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Full]:
    """Return a desk with everybody at it, for tests that change nothing; a server gets what it might take amiss."""
    if request.param == "file":
        empty: Path = request.getfixturevalue("empty_store")
        made = made_once(tmp_path_factory.getbasetemp(), empty)
        path = Path(shutil.copy2(made, tmp_path_factory.mktemp("full") / "full.refdesk"))
        desk, words = Desk(without_waiting(engine.open_engine(path)), clock=TestClock()), WORDS
        ids, told = ids_of(made)
    else:
        url = request.getfixturevalue("postgres_server").new_database()
        opened, words = engine.open_engine(url), FOR_SERVERS
        schema.create(opened)
        desk = Desk(opened, clock=TestClock())
        ids, told = filled(desk, words)
    yield Full(desk, words, ids, told)
    desk.close()


def filled(desk: Desk, words: tuple[str, ...]) -> tuple[list[ContactId], dict[ContactId, str]]:
    desk.start_with(referrals.add_default_stages)
    desk.do(business.save, profiles.starting("US", business_name="Fernhollow", owner="Nadia Ostrow"))
    return desk.do(everything, words)


def made_once(folder: Path, empty: Path) -> Path:
    """Return a file with somebody for each word; of several processes that run tests only the first makes it."""
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    made = shared / "hostile" / "full.refdesk"
    made.parent.mkdir(exist_ok=True)
    with FileLock(made.with_suffix(".lock")):
        if not made.with_suffix(".ids").exists():
            shutil.copy2(empty, made)
            desk = Desk(without_waiting(engine.open_engine(made)), clock=TestClock())
            ids, told = filled(desk, WORDS)
            desk.close()
            made.with_suffix(".ids").write_bytes(pickle.dumps((ids, told)))
    return made


def ids_of(made: Path) -> tuple[list[ContactId], dict[ContactId, str]]:
    found: tuple[list[ContactId], dict[ContactId, str]] = pickle.loads(made.with_suffix(".ids").read_bytes())
    return found


@pytest.fixture(autouse=True)
def nothing_comes_of_it() -> Iterator[None]:
    """Fail a test in which text opened a file, made a socket or started a program."""
    with openings.watched() as opened:
        yield
    assert opened.elsewhere() == []


def test_what_opens_a_file_is_seen() -> None:
    with (
        openings.watched() as opened,
        contextlib.suppress(OSError),
        (Path(Path.cwd().anchor) / "etc" / "hostname").open(),
    ):
        pass
    assert len(opened.elsewhere()) == 1


def test_each_field_keeps_its_text(full: Full) -> None:
    for number, (word, who) in enumerate(full):
        draft, kept = draft_of(word, number), full.desk.ask(contacts.draft_of, who).draft
        for name in ("given", *LINES):
            assert getattr(kept, name) == text.clean(getattr(draft, name)), (name, ascii(word))
        for name in TEXTS:
            assert getattr(kept, name) == text.clean(getattr(draft, name), lines=True), (name, ascii(word))
        assert [each.value for each in kept.phones] == [text.clean(each.value) for each in draft.phones]
        assert [each.value for each in kept.emails] == [text.clean(each.value) for each in draft.emails]
        assert [each.label for each in kept.sites] == [text.clean(each.label) for each in draft.sites]
        assert kept.tags == (text.clean(draft.tags[0]),)
        assert kept.dates[0].label == text.clean(draft.dates[0].label)


def test_all_that_happened_is_shown(full: Full) -> None:
    for who, word in full.told.items():
        shown = full.desk.ask(person.panel, who, full.desk.today(), full.desk.zone)
        long = text.clean(long_of(word), lines=True)
        plan = shown.plan.draft
        assert {plan.benefit, plan.wanted_action, plan.why_we_like_their_kind, plan.words} == {long}, ascii(word)
        assert [each.text for each in shown.evidence.lines] == [long] if long else not shown.evidence.lines
        assert [each.text for each in shown.promises] == [text.clean(f"{long_of(word)}>", lines=True)]
        assert [each.name for each in shown.gifts if each.recipient_id == who] == [text.clean(f"{line_of(word)}>")]
        assert [each.need for each in shown.received] == [long]
        assert [each.other for each in shown.received] == [text.clean(f"Prospect {line_of(word)}")]
        _is_told(shown, long)


def _is_told(shown: Person, long: str) -> None:
    """Fail unless the timeline tells what the conversation was about, as far as a line reaches."""
    (call,) = (each for each in shown.timeline if each.kind == "call")
    first = " ".join(long.partition("\n")[0].split())
    assert call.title.startswith(text.shorten(first, 100).rstrip("…")), ascii(long[:200])


def test_each_is_found_by_what_they_have(full: Full) -> None:
    for number, (word, who) in enumerate(full):
        ours = mark(number)
        for typed in (ours, f"555-{number:04}", f"{_plain(word)} {ours[:6]}"):
            assert who in _found(full.desk, typed), ascii(typed)
        if folded := text.fold(text.clean(line_of(word))):
            assert who in _found(full.desk, _plain(folded.split()[0])), ascii(word)


def _plain(word: str) -> str:
    """Return a word as it is typed by who looks for it, and not for a tag or a rank."""
    return "" if search.parse(word) != Search(text.clean(word)) else word[:LONGEST_LINE]


def _found(desk: Desk, typed: str) -> Collection[int]:
    return frozenset(desk.ask(contact_list.matching_ids, Filter(text=typed, include_inactive=True), desk.today()))


def test_anything_may_be_typed_into_the_search(full: Full) -> None:
    for word in full.words:
        typed = word[:60]
        full.desk.ask(contact_list.matching_ids, Filter(text=typed), full.desk.today())
        full.desk.ask(contact_list.count, Filter(text=f'tag:"{typed}"'), full.desk.today())
        full.desk.ask(contact_list.suggest, typed)


@pytest.mark.parametrize(
    ("name", "flavour"),
    [
        ("a.csv", Flavour.FAITHFUL), ("a.csv", Flavour.SPREADSHEET), ("a.xlsx", Flavour.FAITHFUL),
        ("a.vcf", Flavour.FAITHFUL),
    ],
)  # fmt: skip
def test_everybody_comes_back(full: Full, empty_store: Path, tmp_path: Path, name: str, flavour: Flavour) -> None:
    path = tmp_path / name
    assert full.desk.ask(exports.contacts, path, full.ids, flavour=flavour) == len(full.ids)
    other_path = Path(shutil.copy2(empty_store, tmp_path / "other.refdesk"))
    other = Desk(without_waiting(engine.open_engine(other_path)), clock=TestClock())
    other.do(business.save, profiles.starting("US", business_name="Fernhollow", owner="Nadia Ostrow"))
    report = other.do(imports.bring_in, other.ask(imports.prepare, import_files.read_all([path])))
    assert report.count(imports.Outcome.ADDED) == len(full.ids), report.files
    before, after = full.desk.ask(exports.people, full.ids), other.ask(exports.people)
    other.close()
    came = {each.name.family: each for each in after}
    for each in before:
        assert_same(each, came[each.name.family])


def assert_same(before: IncomingContact, after: IncomingContact) -> None:
    """Fail with the field that did not come back as it left."""
    for each in fields(IncomingContact):
        if each.name not in ("line", "source_of_data" if not before.source_of_data else ""):
            one, other = getattr(before, each.name), getattr(after, each.name)
            assert one == other, (each.name, before.name.family, ascii(one)[:300], ascii(other)[:300])


def test_each_card_of_a_pack_can_be_read(full: Full, tmp_path: Path) -> None:
    path = tmp_path / "cards.zip"
    assert full.desk.ask(exports.contacts, path, full.ids) == len(full.ids)
    with ZipFile(path) as packed:
        names = packed.namelist()
        assert len({name.casefold() for name in names}) == len(full.ids)
        for name in names:
            assert not {"Cc", "Cs", "Zl"} & set(map(unicodedata.category, name)), ascii(name)
            assert not set(name) & set('<>:"/\\|?*'), ascii(name)
            assert packed.read(name).count(b"BEGIN:VCARD\r\n") == 1
        packed.extractall(tmp_path / "cards")
    (read,) = import_files.read_all([min((tmp_path / "cards").iterdir())])
    assert len(read.reads) == 1


def test_everything_leaves_as_json(full: Full, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    full.desk.ask(exports.everything, path)
    tables = json.loads(path.read_text("utf-8"))["tables"]
    notes = {row["family"]: row["notes"] for row in tables["contact"] if row["family"]}
    assert notes == {mark(number): text.clean(long_of(word), lines=True) for number, (word, _who) in enumerate(full)}
    said = {row["contact_id"]: row["summary"] for row in tables["touch"] if row["kind"] == "call"}
    assert said == {who: text.clean(long_of(word), lines=True) for who, word in full.told.items()}


def test_a_spreadsheet_computes_nothing(full: Full, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    full.desk.ask(exports.contacts, path, full.ids, flavour=Flavour.SPREADSHEET)
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as opened:
        first = {cell[:1] for row in csv.reader(opened) for cell in row}
    assert not first & set("=+-@\t\r\x00"), first
