"""Runs a command and turns a fault into its sentence."""

import argparse
import logging
import os
import sys

from refdesk import logs
from refdesk.cli import answers
from refdesk.errors import RefDeskError
from refdesk.i18n import _


def run(asked: argparse.Namespace) -> int:
    """Return the exit code: 0 done, 1 refused or failed with one sentence and nothing half done."""
    logs.start()
    try:
        code: int = asked.command(asked)
    except RefDeskError as fault:
        answers.warn(fault.sentence)
        return answers.REFUSED
    except BrokenPipeError:
        # Whoever read the answers has heard enough; Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return answers.REFUSED
    except OSError as fault:
        # A disk, a folder or a device that said no where nobody could know better.
        logging.getLogger(__name__).warning("said to the person:\n%s", logs.report(fault))
        answers.warn(
            _("That did not work: {reason} ({file})").format(reason=fault.strerror, file=fault.filename or "–")
        )
        return answers.REFUSED
    except KeyboardInterrupt:
        return answers.STOPPED
    finally:
        logs.stop()
    return code
