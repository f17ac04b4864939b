"""What a report lacks to be made: the settings to fill in, each with a way to it."""

from dataclasses import fields

from refdesk.domain import profile as profiles
from refdesk.domain.profile import Profile
from refdesk.errors import RefDeskError, Refused
from refdesk.i18n import _
from refdesk.ui.widgets.instead import Act


def acts(fault: RefDeskError) -> tuple[Act, ...]:
    """Return a way to each setting that a refusal names; none for any other fault."""
    if not isinstance(fault, Refused):
        return ()
    known = {each.name for each in fields(Profile)}
    words = _("Fill in “{setting}”")
    return tuple(
        Act(each.field, words.format(setting=profiles.title(each.field)))
        for each in fault.problems
        if each.field in known
    )
