"""Received or given: the switch at the head of both dialogs, and what each takes over from the other."""

import dataclasses
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from refdesk.domain.referral import Direction, Introduced
from refdesk.i18n import _
from refdesk.ui.referrals.typed_given import TypedGiven
from refdesk.ui.referrals.typed_referral import TypedReferral, Who
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.segment import Choice, Segment

_NOBODY = Who()


@dataclass(frozen=True, slots=True)
class Begun:
    """Hold what was typed into both forms, so that what only one of them has comes back when one turns back."""

    received: TypedReferral | None = None
    given: TypedGiven | None = None


def switch(direction: Direction, parent: QWidget) -> Segment:
    """Return the switch that leads from one dialog to the other."""
    choices = (Choice(Direction.RECEIVED, _("Received")), Choice(Direction.GIVEN, _("Given")))
    return Segment(choices, parent, name=_("Referral received or given"), value=direction)


def to_given(begun: Begun) -> TypedGiven:
    """Return the referral to give: who had sent somebody now gets them."""
    typed, former = begun.received or TypedReferral(None, None), begun.given or TypedGiven()
    named_only = typed.introduced is Introduced.NAME_ONLY  # as that form opens: not chosen
    return dataclasses.replace(
        former,
        recipient=next(iter(typed.known_givers), _NOBODY),
        prospect=typed.prospect,
        prospect_phone=typed.phone,
        need=typed.need,
        introduced=former.introduced if named_only else typed.introduced,
    )


def to_received(begun: Begun, empty: TypedReferral) -> TypedReferral:
    """Return the referral received: whoever was to get somebody now sent them; the rest as in the form before."""
    typed, former = begun.given or TypedGiven(), begun.received or empty
    by_letter = typed.introduced is TypedGiven().introduced  # as that form opens: not chosen
    return dataclasses.replace(
        former,
        givers=(typed.recipient, *former.givers[1:]),
        giver_unknown=former.giver_unknown and typed.recipient.is_nobody,
        prospect=typed.prospect,
        phone=typed.prospect_phone,
        need=" ".join(typed.need.split()),
        introduced=former.introduced if by_letter else typed.introduced,
    )


def mark_typed(*fields: LineEdit | TextEdit) -> None:
    """Let these fields count as typed by hand: their words were typed into the other form."""
    for field in fields:
        if isinstance(field, LineEdit):
            field.setModified(bool(field.text()))
        else:
            field.document().setModified(bool(field.text()))
