"""Commands on one person's data: everything about them in a file, and out of the file for good."""

import argparse

from refdesk.cli import answers, people
from refdesk.domain.ids import ContactId
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.services import erasing, privacy
from refdesk.services.desk import Desk
from refdesk.services.erasing import ErasureReport


def write_person(asked: argparse.Namespace) -> int:
    """Write everything about one person to a .zip file."""
    with answers.desk_on(asked.data) as desk:
        rows = desk.ask(privacy.export, _who(desk, asked.person), asked.to)
    answers.say(_("{n} rows written to {file}.").format(n=rows, file=asked.to))
    return answers.DONE


def erase(asked: argparse.Namespace) -> int:
    """Erase a person for good with --yes, and otherwise only say what would go."""
    with answers.desk_on(asked.data) as desk:
        contact_id = ContactId(asked.contact_id)
        if not asked.yes:
            _say(desk.ask(erasing.would_go, contact_id))
            sentence = _("Nothing was erased. Say --yes as well: it cannot be undone.")
            raise Refused(Problem("yes", sentence))
        erased = privacy.erase(desk, contact_id)
    _say(erased.report)
    if not erased.is_settled:
        answers.say(_("Another window still reads this file. What was erased leaves its log when that window closes."))
    answers.say(_("Erased. Backups made before still hold this person until they are pruned."))
    return answers.DONE


def _who(desk: Desk, typed: str) -> ContactId:
    found = ContactId(int(typed)) if typed.isdigit() else people.somebody(desk, typed, "person")
    if found is None:
        raise Refused(Problem("person", _("There is nobody called “{name}”.").format(name=typed)))
    return found


def _say(report: ErasureReport) -> None:
    answers.say(report.name)
    for words, count in report.removed:
        answers.say(_("  goes: {words}: {n}").format(words=words, n=count))
    for words, count in report.kept:
        answers.say(_("  stays without a name: {words}: {n}").format(words=words, n=count))
