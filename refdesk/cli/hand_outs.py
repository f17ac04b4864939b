"""The command that writes the pages to give away."""

import argparse

from refdesk.cli import answers
from refdesk.domain.hand_outs import Kind, Scan
from refdesk.domain.ids import ContactId
from refdesk.errors import Problem, Refused
from refdesk.i18n import _, ngettext
from refdesk.services import contact_list, hand_outs
from refdesk.services.hand_outs import HandOutJob


def write(asked: argparse.Namespace) -> int:
    """Write a plain page, or one for each person that `--who` names."""
    with answers.desk_on(asked.data) as desk:
        found = desk.ask(contact_list.who, asked.who, desk.today()) if asked.who else ()
        people = tuple(ContactId(each) for each in found)
        if asked.who and not people:
            raise Refused(Problem("who", _("“{words}” names nobody.").format(words=asked.who)))
        written = hand_outs.write(desk, HandOutJob(Kind(asked.page), people, Scan(asked.scan)), asked.to)
    answers.say(
        ngettext("{file}: {n} page", "{file}: {n} pages", written.pages).format(file=written.path, n=written.pages)
    )
    for sentence in written.sentences:
        answers.warn(sentence)
    return answers.DONE
