"""Commands on whole files: new, backup, restore, check."""

import argparse
import locale
from pathlib import Path

from refdesk.cli import answers
from refdesk.domain import countries, profile
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.services import data_file, restoring
from refdesk.services.restoring import Contents


def new(asked: argparse.Namespace) -> int:
    """Make a new business, or the made-up one."""
    if asked.sample:
        from refdesk.services import sample

        sample.make(asked.data, clock=answers.clock)
    else:
        made = data_file.create(asked.data, _profile(asked), clock=answers.clock, client=answers.CLIENT)
        made.close()
    answers.say(_("Made {file}.").format(file=asked.data))
    return answers.DONE


def back_up(asked: argparse.Namespace) -> int:
    """Make a checked copy, in the backup folder or at a place of one's own."""
    if asked.to is not None:
        _not_there(asked.to)
        data_file.copy(asked.data, asked.to)
        answers.say(_("Copied and checked: {file}").format(file=asked.to))
        return answers.DONE
    opened = data_file.open_file(asked.data, clock=answers.clock, client=answers.CLIENT, beside=True)
    try:
        made = data_file.back_up(opened, "asked for")
        folder = data_file.backup_folder_of(opened)
    finally:
        opened.close()
    answers.say(_("Copied and checked: {file}").format(file=folder / made.file))
    return answers.DONE


def restore(asked: argparse.Namespace) -> int:
    """Say what is in a backup and put it in the place of a file; the present file is kept aside."""
    answers.say(_in_backup(restoring.contents(asked.backup)))
    aside = data_file.restore(asked.backup, asked.over, now=answers.clock().astimezone())
    answers.say(_("Restored {file}.").format(file=asked.over))
    if aside is not None:
        answers.say(_("The file as it was before is kept as {file}.").format(file=aside))
    return answers.DONE


def check(asked: argparse.Namespace) -> int:
    """Read a whole file and say whether it is sound."""
    version, operation, people = data_file.check(asked.data)
    words = _("Sound: {people} contacts, {operations} operations, version {version}.")
    answers.say(words.format(people=people, operations=operation, version=version))
    return answers.DONE


def _in_backup(found: Contents) -> str:
    counts = {
        "people": found.people, "referrals": found.referrals, "thanks": found.thanks, "gifts": found.gifts,
        "cards": found.cards,
    }  # fmt: skip
    words = _("In the backup: {people} contacts, {referrals} referrals, {thanks} thanks, {gifts} gifts, {cards} cards.")
    if found.newest is None:
        return words.format(**counts)
    last = _("Last done: {what}, {moment}.")
    moment = f"{found.newest.at.astimezone():%Y-%m-%d %H:%M}"
    return f"{words.format(**counts)} {last.format(what=found.newest.label, moment=moment)}"


def _profile(asked: argparse.Namespace) -> profile.Profile:
    country = (asked.country or _country_of_locale()).upper()
    if not countries.is_country(country):
        raise Refused(Problem("country", _("“{country}” is not a country code such as US.").format(country=country)))
    name = asked.name or asked.data.stem
    return profile.starting(country, business_name=name, owner=asked.owner or name)


def _country_of_locale() -> str:
    language = locale.getlocale()[0] or ""
    return language.rpartition("_")[2] if "_" in language else "US"


def _not_there(path: Path) -> None:
    if path.exists():
        raise Refused(Problem("to", _("There already is a file “{file}”.").format(file=path)))
