"""The command that says what to do now."""

import argparse
from datetime import datetime

from refdesk.cli import answers
from refdesk.services import business, today
from refdesk.services.desk import Desk


def show(asked: argparse.Namespace) -> int:
    """Print the lines of Today, in the order of the screen."""
    with answers.desk_on(asked.data) as desk:
        lines = desk.ask(today.lines, _moment(desk, asked), desk.ask(business.working_time))
    if asked.json:
        answers.say_json(today.as_json(lines))
        return answers.DONE
    for line in lines:
        answers.say(f"{line.kind.value:16} {line.clock.words:22} {line.name}: {line.text}")
    return answers.DONE


def _moment(desk: Desk, asked: argparse.Namespace) -> datetime:
    """Return the same time of another day, or now."""
    now = desk.now().astimezone(desk.zone)
    return now if asked.on is None else now.replace(year=asked.on.year, month=asked.on.month, day=asked.on.day)
