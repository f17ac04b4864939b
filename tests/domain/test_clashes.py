"""What differs between two versions of one thing, told in words, and what is kept of each."""

from dataclasses import replace
from datetime import date

import pytest

from refdesk.domain import call_clashes, clashes
from refdesk.domain.addresses import Address
from refdesk.domain.call_codes import FilledRow
from refdesk.domain.call_mode import CallNotes, MoreTyped, Named
from refdesk.domain.clashes import Clash, Sides
from refdesk.domain.contact import ContactDraft
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.plan import PlanDraft
from refdesk.domain.promises import OnTheWay
from refdesk.domain.referral import Direction
from refdesk.domain.yearly_dates import YearlyDate


def test_only_what_differs_is_told() -> None:
    mine = [("Need", "A kitchen"), ("Next step", ""), ("Notes", "a  b")]
    theirs = [("Need", "A bathroom"), ("Next step", "Visit"), ("Notes", "a\nb")]
    assert clashes.between(mine, theirs) == (Clash("Need", "A kitchen", "A bathroom"), Clash("Next step", "", "Visit"))


def test_of_long_texts_the_place_is_shown_where_they_part() -> None:
    begin = "They met at the fair in spring and have worked on three houses since then, all of them old."
    (found,) = clashes.between([("Notes", f"{begin} The last was blue.")], [("Notes", f"{begin} The last was red.")])
    assert found.mine == "…them old. The last was blue."
    assert found.theirs == "…them old. The last was red."
    (found,) = clashes.between([("Notes", begin)], [("Notes", f"Once {begin}")])
    assert found.mine.startswith("They met at the fair")
    assert found.theirs.startswith("Once They met")
    assert max(map(len, (found.mine, found.theirs))) <= clashes.LONGEST
    (found,) = clashes.between([("Notes", begin)], [("Notes", f"{begin} More.")])
    assert found.theirs.endswith("More."), "what was added at the end is seen"


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    (found,) = clashes.between([("Notes", "x" * 200 + "a")], [("Notes", "x" * 200 + "b")])
    assert (found.mine[-1], found.theirs[-1]) == ("a", "b")
    assert len(found.mine) <= clashes.LONGEST


def test_a_contact_is_told_field_by_field() -> None:
    mine = ContactDraft(given="Bo", phones=(IncomingPoint("614 555 0190", "mobile"),), may_be_mailed=False)
    theirs = ContactDraft(given="Bo", phones=(IncomingPoint("614 555 0111"),), notes="Blue door")
    assert clashes.of_contact(mine, theirs) == (
        Clash("Phones", "614 555 0190 (mobile)", "614 555 0111"), Clash("May be mailed", "No", "Yes"),
        Clash("Notes", "", "Blue door"),
    )  # fmt: skip


def test_lines_that_nobody_filled_in_are_no_difference() -> None:
    empty = ContactDraft(phones=(IncomingPoint(" "),), addresses=(IncomingAddress(Address(country="US")),))
    assert clashes.of_contact(empty, ContactDraft()) == ()


def test_the_notes_of_a_call_are_told_field_by_field() -> None:
    row = FilledRow(
        help="A roofer", lead_to="Petra", lead_by=date(2026, 12, 1), referral_name="Jo", referral_need="Tax"
    )
    more = MoreTyped(
        promises=(OnTheWay("Send the plan", date(2026, 11, 20)),), named=(Named(Direction.GIVEN, "Al"),),
        remember=IncomingDate(DateKind.BIRTHDAY, YearlyDate(5, 3, None)),
    )  # fmt: skip
    assert call_clashes.of(CallNotes(FilledRow(help="A carpenter")), CallNotes(row, more)) == (
        Clash("The answer", "A carpenter", "A roofer"), Clash("Named", "", "Jo, Tax (from them); Al (to them)"),
        Clash("Lead promised", "", "Petra, Tuesday, December 1, 2026"),
        Clash("Promised", "", "Send the plan, Friday, November 20, 2026"),
        Clash("A date to remember", "", "Birthday: May 3"),
    )  # fmt: skip


READ = PlanDraft(benefit="b", words="w")


@pytest.mark.parametrize(
    ("mine", "theirs", "kept", "is_open"),
    [
        (READ, READ, READ, False),
        (replace(READ, words="mine"), READ, replace(READ, words="mine"), False),
        (READ, replace(READ, words="theirs"), replace(READ, words="theirs"), False),
        (replace(READ, words="mine"), replace(READ, benefit="theirs"), PlanDraft("theirs", words="mine"), False),
        (replace(READ, words="mine"), PlanDraft("theirs", words="theirs"), PlanDraft("theirs", words="mine"), True),
        (replace(READ, words="same"), replace(READ, words="same"), replace(READ, words="same"), False),
        (replace(READ, words=""), replace(READ, words="theirs"), replace(READ, words=""), True),
    ],
)
def test_what_one_side_changed_is_kept_and_only_what_both_changed_is_open(
    mine: PlanDraft, theirs: PlanDraft, kept: PlanDraft, is_open: bool
) -> None:
    sides = Sides.opened(READ, 1).met(theirs, 2)
    assert sides.joined(mine) == kept
    assert sides.are_open(mine) is is_open


def test_what_others_saved_is_written_over_only_once_it_is_agreed_to() -> None:
    sides = Sides.opened(READ, 1).met(replace(READ, words="theirs"), 2)
    assert (sides.version, sides.agreed().version) == (1, 2)
    assert sides.met(READ, 3).version == 1
