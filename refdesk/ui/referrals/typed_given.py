"""What was typed into the form of a referral that we give: kept as a draft, and made into what the desk takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from refdesk.domain import contact as contact_rules
from refdesk.domain.contact import Category, ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.referral import Direction, Introduced, ReferralDraft
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.ui.referrals.typed_referral import Frame, Who
from refdesk.ui.workplace import Workplace

_NOBODY = Who()


@dataclass(frozen=True, slots=True)
class TypedGiven:
    """Hold the fields as they stand."""

    recipient: Who = _NOBODY
    recipient_phone: str = ""
    prospect: Who = _NOBODY
    prospect_phone: str = ""
    need: str = ""
    introduced: Introduced = Introduced.LETTER
    both_agreed: bool = False
    unexpected: bool = False


class KeptGiven(QObject):
    """The referral to give that was begun and put off; it lives with the open file's change bus."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.typed: TypedGiven | None = None
        self.begun_at: datetime | None = None

    def keep(self, typed: TypedGiven, begun_at: datetime) -> None:
        """Keep what was typed in place of an earlier draft."""
        self.typed, self.begun_at = typed, begun_at

    def drop(self) -> None:
        """Forget the draft: it was logged, or begun anew."""
        self.typed = self.begun_at = None


def kept(workplace: Workplace) -> KeptGiven:
    """Return the draft of the open file."""
    found = workplace.bus.findChild(KeptGiven)
    return found if isinstance(found, KeptGiven) else KeptGiven(workplace.bus)


def new_contact(who: Who, category: Category, *, phone: str = "") -> ContactDraft | None:
    """Return the contact to be added for a name that was typed; None for nobody or somebody known."""
    return contact_rules.named(who.new_name, category, phone=phone) if who.new_name else None


def draft(typed: TypedGiven, frame: Frame) -> ReferralDraft:
    """Return the referral, given now."""
    return ReferralDraft(
        received_at=frame.opened_at,
        direction=Direction.GIVEN,
        prospect_id=ContactId(typed.prospect.person.id) if typed.prospect.person else None,
        new_prospect=new_contact(typed.prospect, Category.PROSPECT, phone=typed.prospect_phone),
        recipient_id=ContactId(typed.recipient.person.id) if typed.recipient.person else None,
        new_recipient=new_contact(typed.recipient, Category.OTHER, phone=typed.recipient_phone),
        need=typed.need,
        introduced=typed.introduced,
    )


def problems(typed: TypedGiven, frame: Frame) -> list[Problem]:
    """Return what must be corrected before the rules of the desk are asked."""
    return list(_problems(typed, frame))


def _problems(typed: TypedGiven, frame: Frame) -> Iterator[Problem]:
    if typed.prospect.is_nobody:
        yield Problem("prospect", _("Type whom you send."))
    if typed.recipient.is_nobody:
        yield Problem("recipient", _("Type to whom you send them."))
    if typed.recipient.is_same_new(typed.prospect):
        yield Problem("recipient", _("Choose somebody other than the person you sent."))
    for name, who, phone in (
        ("recipient", typed.recipient, typed.recipient_phone),
        ("prospect", typed.prospect, typed.prospect_phone),
    ):
        new = new_contact(who, Category.OTHER, phone=phone)
        for wrong in contact_rules.problems(new, today=frame.today) if new else ():
            yield Problem(f"{name}_phone" if wrong.field.startswith("phones") else name, wrong.sentence)
