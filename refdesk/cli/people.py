"""Commands on people: import, export, and a referral received."""

import argparse
from pathlib import Path

from refdesk.cli import answers
from refdesk.domain import contact, text
from refdesk.domain.ids import ContactId
from refdesk.domain.referral import ReferralDraft
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.services import (
    business,
    contact_list,
    data_file,
    exports,
    import_files,
    imports,
    promise_files,
    record_files,
    referrals,
)
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk
from refdesk.services.imports import ImportReport, Outcome
from refdesk.services.record_files import Records


def bring_in(asked: argparse.Namespace) -> int:
    """Import files, or with --dry-run only say what would happen."""
    with answers.desk_on(asked.into) as desk:
        reads = import_files.read_all(asked.files, country=desk.ask(business.load).country)
        if asked.dry_run:
            report = desk.ask(imports.dry_run, reads)
        else:
            _back_up_first(asked.into, desk)
            report = desk.do(imports.bring_in, desk.ask(imports.prepare, reads))
    if asked.json:
        answers.say_json(imports.plain(report))
    else:
        _say_report(report)
    return answers.DONE


def write_out(asked: argparse.Namespace) -> int:
    """Write contacts, promises or other records to a file of the kind that its name says, or everything as JSON."""
    with answers.desk_on(asked.data) as desk:
        if asked.what == "everything":
            written, words = desk.ask(exports.everything, asked.to), _("{n} rows written to {file}.")
        elif asked.what == "promises":
            clocks = Clocks(desk.now(), desk.ask(business.working_time))
            written, words = desk.ask(promise_files.write, asked.to, clocks), _("{n} entries written to {file}.")
        elif asked.what == "contacts":
            written, words = desk.ask(exports.contacts, asked.to), _("{n} contacts written to {file}.")
        else:
            written = desk.ask(record_files.write, asked.to, Records(asked.what))
            words = _("{n} lines written to {file}.")
    answers.say(words.format(n=written, file=asked.to))
    return answers.DONE


def log_referral(asked: argparse.Namespace) -> int:
    """Log a referral received; prints its id."""
    with answers.desk_on(asked.data) as desk:
        giver_id = somebody(desk, asked.referrer, "from")
        prospect_id = somebody(desk, asked.prospect, "prospect")
        draft = ReferralDraft(
            received_at=desk.now(),
            giver_ids=() if giver_id is None else (giver_id,),
            new_givers=(contact.named(asked.referrer),) if giver_id is None else (),
            prospect_id=prospect_id,
            new_prospect=contact.named(asked.prospect, phone=asked.phone) if prospect_id is None else None,
            need=asked.need,
        )
        referral_id = desk.do(referrals.log_received, draft)
    answers.say(str(referral_id))
    if asked.phone and prospect_id is not None:
        words = _("{name} is in the file already; the phone number {phone} was not added to them.")
        answers.warn(words.format(name=asked.prospect, phone=asked.phone))
    return answers.DONE


def _say_report(report: ImportReport) -> None:
    for file in report.files:
        counts = {outcome.value: file.count(outcome) for outcome in Outcome}
        words = _("{file}: {read} read, {added} added, {merged} merged, {skipped} skipped")
        answers.say(words.format(file=file.file, read=len(file.rows), **counts))
        for row in file.rows:
            if row.reason:
                answers.say(_("  line {line}: {reason}").format(line=row.line, reason=row.reason))


def somebody(desk: Desk, typed: str, field: str) -> ContactId | None:
    """Return the one person of that name, None when there is nobody; raises `Refused` when there are several."""
    wanted = text.fold(typed)
    found = [
        person
        for person in desk.ask(contact_list.suggest, typed, 20, with_left=True)
        if wanted in (text.fold(person.name.usual), text.fold(person.name.full))
    ]
    if len(found) > 1:
        sentence = _("There are {n} people called “{name}”. Use the window, where you can choose.")
        raise Refused(Problem(field, sentence.format(n=len(found), name=typed)))
    return found[0].contact_id if found else None


def _back_up_first(path: Path, desk: Desk) -> None:
    data_file.back_up(data_file.OpenFile(path, desk, None), "before import")
