"""The command that writes the referral tree."""

import argparse

from refdesk.cli import answers
from refdesk.i18n import _, ngettext
from refdesk.services import referral_tree_files


def write(asked: argparse.Namespace) -> int:
    """Write who begot whom, as pages or as a table by the suffix of the file."""
    with answers.desk_on(asked.data) as desk:
        written = referral_tree_files.write(desk, asked.to, amounts=asked.amounts)
    people = ngettext("{n} person", "{n} people", len(written.printed)).format(n=len(written.printed))
    if written.pages:
        pages = ngettext("{n} page", "{n} pages", written.pages).format(n=written.pages)
        people = _("{people}, {pages}").format(people=people, pages=pages)
    answers.say(_("{file}: {what}").format(file=written.path, what=people))
    for sentence in written.sentences:
        answers.warn(sentence)
    return answers.DONE
