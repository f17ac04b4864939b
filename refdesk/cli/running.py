"""Runs a command and turns a fault into its sentence."""

import argparse

from refdesk import logs
from refdesk.cli import answers
from refdesk.errors import RefDeskError


def run(asked: argparse.Namespace) -> int:
    """Return the exit code: 0 done, 1 refused or failed with one sentence and nothing half done."""
    logs.start()
    try:
        code: int = asked.command(asked)
    except RefDeskError as fault:
        answers.warn(fault.sentence)
        return answers.REFUSED
    finally:
        logs.stop()
    return code
