"""What was typed into the form of a referral: kept as a draft, and made into what the desk takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from refdesk import i18n
from refdesk.domain import clashes, money, names, referral, text
from refdesk.domain import contact as contact_rules
from refdesk.domain.contact import Category, ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.referral import Fits, Introduced, ReferralDraft
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.ui.widgets.person_picker import Suggestion


@dataclass(frozen=True, slots=True)
class Who:
    """Name somebody: a person of the contacts, or a name to be added."""

    person: Suggestion | None = None
    new_name: str = ""

    @property
    def is_nobody(self) -> bool:
        """Say whether nobody was named."""
        return self.person is None and not self.new_name

    @property
    def name(self) -> str:
        """Return the name as it was picked or typed."""
        return self.person.name if self.person else self.new_name

    @property
    def short(self) -> str:
        """Return what a friend would call them."""
        return _short(self.name)

    def is_same_new(self, other: "Who") -> bool:
        """Say whether one and the same name is to be added twice."""
        return bool(self.new_name) and text.fold(self.new_name) == text.fold(other.new_name)


@dataclass(frozen=True, slots=True)
class TypedReferral:
    """Hold the fields as they stand; `at` is None where no time can be read."""

    day: date | None
    at: time | None
    givers: tuple[Who, ...] = ()
    giver_unknown: bool = False
    prospect: Who = Who()
    phone: str = ""
    need: str = ""
    introduced: Introduced = Introduced.NAME_ONLY
    worth: str = ""
    preparedness: int | None = None
    expects_call: bool = False
    fits: Fits | None = None
    may_share: bool = True
    next_step: str = ""
    next_step_on: date | None = None

    @property
    def known_givers(self) -> tuple[Who, ...]:
        """Return who sent the person, as far as it was said."""
        return () if self.giver_unknown else tuple(who for who in self.givers if not who.is_nobody)


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold what a form needs to know to read what was typed: the moment it was opened, and the business."""

    opened_at: datetime
    working: WorkingTime
    currency: str
    country: str

    @property
    def today(self) -> date:
        """Return the day on which the form was opened."""
        return self.working.date_of(self.opened_at)

    @property
    def opened_time(self) -> time:
        """Return the time of day at which the form was opened, to the minute."""
        return self.working.local(self.opened_at).time().replace(second=0, microsecond=0, tzinfo=None)

    def received_at(self, typed: TypedReferral) -> datetime | None:
        """Return the moment typed: that of opening as long as nobody changed it; None if it cannot be read."""
        if typed.day is None or typed.at is None:
            return None
        if (typed.day, typed.at) == (self.today, self.opened_time):
            return self.opened_at
        return self.working.moment_of(typed.day, typed.at)


def problems(typed: TypedReferral, frame: Frame) -> list[Problem]:
    """Return what must be corrected before the rules of the desk are asked."""
    found = list(_people_problems(typed, frame))
    if typed.day is None:
        found.append(Problem("received_at", _("Type a day, such as today or Nov 18.")))
    elif typed.at is None:
        found.append(Problem("received_time", _("Type a time, such as 9:30 AM.")))
    if wrong := money.problem(typed.worth, frame.currency, field="value_expected_minor"):
        found.append(wrong)
    return found


def draft(typed: TypedReferral, frame: Frame) -> ReferralDraft:
    """Return the referral; everything that `problems` names was corrected before."""
    received_at = frame.received_at(typed)
    assert received_at is not None, "checked with the problems"
    givers = typed.known_givers
    return ReferralDraft(
        received_at=received_at,
        prospect_id=_id_of(typed.prospect),
        new_prospect=_new(typed.prospect, Category.PROSPECT, phone=typed.phone),
        giver_ids=tuple(ContactId(who.person.id) for who in givers if who.person),
        new_givers=tuple(new for who in givers if (new := _new(who, Category.OTHER))),
        need=typed.need,
        introduced=typed.introduced,
        preparedness=typed.preparedness,
        expects_call=typed.expects_call,
        fits=typed.fits,
        may_share=typed.may_share,
        value_expected_minor=money.parse_optional(typed.worth, frame.currency),
        next_step=typed.next_step,
        next_step_on=typed.next_step_on,
    )


def _people_problems(typed: TypedReferral, frame: Frame) -> Iterator[Problem]:
    if not typed.known_givers and not typed.giver_unknown:
        yield Problem("giver", _("Type who sent this person, or tick that you don’t know."))
    for place, who in enumerate(typed.givers if not typed.giver_unknown else ()):
        new = _new(who, Category.OTHER)
        if new and (wrong := contact_rules.problems(new, today=frame.today)):
            yield Problem("giver" if place == 0 else f"giver.{place}", wrong[0].sentence)
        elif any(who.is_same_new(earlier) for earlier in typed.givers[:place]):
            yield Problem(f"giver.{place}", _("This person is named above already."))
    if typed.prospect.is_nobody:
        yield Problem("prospect", _("Type who was sent."))
    elif any(typed.prospect.is_same_new(giver) for giver in typed.known_givers):
        yield Problem("prospect", _("Nobody sends themselves. Type whom this person sent."))
    elif new := _new(typed.prospect, Category.PROSPECT, phone=typed.phone):
        for wrong_part in contact_rules.problems(new, today=frame.today):
            yield Problem("phone" if wrong_part.field.startswith("phones") else "prospect", wrong_part.sentence)


def _id_of(who: Who) -> ContactId | None:
    return ContactId(who.person.id) if who.person else None


def _new(who: Who, category: Category, *, phone: str = "") -> ContactDraft | None:
    return contact_rules.named(who.new_name, category, phone=phone) if who.new_name else None


@lru_cache(maxsize=64)
def _short(name: str) -> str:
    # Asked with each key typed in the form; to take a name apart takes longer than the rest.
    return names.split(name).short


def told(typed: TypedReferral, *, currency: str) -> list[clashes.Words]:
    """Return what can be changed of a referral that was logged, field by field in words; all of it can be read."""
    worth = money.parse_optional(typed.worth, currency)
    level = _("{n} of 5").format(n=typed.preparedness) if typed.preparedness else _("Not known yet")
    return [
        (_("Sent by"), i18n.listing([each.name for each in typed.known_givers]) if typed.known_givers else ""),
        (_("Need"), typed.need),
        (_("Introduced"), _(referral.INTRODUCED_WORDS[typed.introduced])),
        (_("Worth"), "" if worth is None else money.shown(worth, currency)),
        (_("Prepared"), level),
        (_("Our kind of client"), _(referral.FITS_WORDS[typed.fits]) if typed.fits else _("Not known yet")),
        (_("Expects my call"), _("Yes") if typed.expects_call else _("No")),
        (_("I may tell how it goes"), _("Yes") if typed.may_share else _("No")),
        (_("Next step"), typed.next_step),
        (_("Day of the next step"), i18n.day_full(typed.next_step_on) if typed.next_step_on else ""),
    ]
