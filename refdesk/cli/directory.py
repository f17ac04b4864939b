"""The command that writes the contact directory."""

import argparse

from refdesk.cli import answers
from refdesk.domain.directory import Order
from refdesk.i18n import _, ngettext
from refdesk.services import directory
from refdesk.services.directory import DirectoryJob


def write(asked: argparse.Namespace) -> int:
    """Write everybody on the lists, or those whom `--who` names, as .pdf or .csv."""
    job = DirectoryJob(Order(asked.sort), asked.who, with_ranks=asked.ranks)
    with answers.desk_on(asked.data) as desk:
        written = directory.write(desk, job, asked.to)
    people = len(written.printed)
    words = ngettext("{file}: {n} contact", "{file}: {n} contacts", people).format(file=written.path, n=people)
    if written.pages:
        pages = ngettext("{n} page", "{n} pages", written.pages).format(n=written.pages)
        words = _("{words}, {pages}").format(words=words, pages=pages)
    answers.say(words)
    for sentence in written.sentences:
        answers.warn(sentence)
    return answers.DONE
