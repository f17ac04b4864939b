"""What a row answers with yes or no, and whether somebody wants mail and calls; an answer in other words is kept."""

from collections.abc import Mapping

from refdesk.domain import yearly_dates
from refdesk.exchange.columns import Field

Rest = list[tuple[str, str]]

BETWEEN = "\n"
"""What stands between the answers of several columns to one question."""

_YES_OR_NO = {
    **dict.fromkeys(("yes", "y", "true", "1", "x", "ja", "si", "oui"), True),
    **dict.fromkeys(("no", "n", "false", "0", "nein", "non"), False),
}
_LEFT, _STAYED = ("unsubscribed", "not subscribed", "opted out"), ("subscribed", "opted in")
_WANTS = {**_YES_OR_NO, **dict.fromkeys(_LEFT, False), **dict.fromkeys(_STAYED, True)}
_WANTS_NOT = {**_YES_OR_NO, **dict.fromkeys(_LEFT, True), **dict.fromkeys(_STAYED, False)}
REFUSALS = frozenset({Field.NO_MAIL, Field.NO_CALLS, Field.NO_CONTACT})
CONSENTS = REFUSALS | {Field.OPT_IN, Field.MAY_BE_CALLED}


class Answers:
    """The cells of one row that answer a question; what is not understood goes to `rest`, by the column's name."""

    def __init__(self, got: Mapping[Field, str], names: Mapping[Field, str], rest: Rest) -> None:
        self._got, self._names, self._rest = got, names, rest

    def yes_or_no(self, field: Field) -> bool | None:
        """Return the answer, or None without one."""
        if field not in self._got:
            return None
        # Several columns may refuse the same; one that does is enough.
        found = [self._answer(field, written) for written in self._got[field].split(BETWEEN)]
        return True if True in found else found[0]

    def _answer(self, field: Field, written: str) -> bool | None:
        folded = written.casefold()
        if field in REFUSALS:
            # Some programs write the day on which somebody left their list.
            answer = True if _is_day(folded) else _WANTS_NOT.get(folded)
        else:
            answer = (_WANTS if field is Field.OPT_IN else _YES_OR_NO).get(folded)
        if answer is None:
            self._rest.append((self._names[field], written))
        return answer

    def consent(self) -> tuple[bool | None, bool | None]:
        """Return whether somebody may be mailed, and whether they may be called: a refusal goes before all else."""
        nothing, no_mail, no_calls, mail, calls = map(
            self.yes_or_no, (Field.NO_CONTACT, Field.NO_MAIL, Field.NO_CALLS, Field.OPT_IN, Field.MAY_BE_CALLED)
        )
        return (False if nothing or no_mail else mail), (False if nothing or no_calls else calls)


def _is_day(written: str) -> bool:
    """Tell whether this is a day, with or without a time: what begins with a year, or any day that can be read."""
    if len(written) < len("1/1/2026"):
        return False
    return written[:4].isdigit() or yearly_dates.read(written.partition(" ")[0]) is not None
