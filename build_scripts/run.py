"""Opens RefDesk: makes everything ready first, on any machine that has Python 3.11 or newer.

python3 build_scripts/run.py [what `refdesk` takes]
"""

from __future__ import annotations  # an older Python must come as far as being told that it is too old

import os
import subprocess
import sys

import environment

TOUR_FOLDER = "demo-output"


def main(arguments: list[str]) -> int:
    """Make the environment, then become RefDesk, or the tour when there is no screen."""
    try:
        environment.ready("run")
    except environment.CannotSetUp as reason:
        print(reason, file=sys.stderr)
        return 1
    if not arguments and not environment.has_display():
        return tour()
    return become([str(environment.program("refdesk")), *arguments])


def tour() -> int:
    """Open the sample business off-screen and leave cards, a call sheet and a picture of every screen."""
    environment.say("There is no display here, so RefDesk cannot open its window.")
    environment.say(f"Making the tour instead: thank-you cards, a call sheet and every screen, in {TOUR_FOLDER}/ ...")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return become([str(environment.python()), "-m", "refdesk.tour", TOUR_FOLDER])


def become(command: list[str]) -> int:
    """Put RefDesk in this process's place, so that Ctrl+C and exit codes are its own."""
    sys.stdout.flush()
    if not environment.ON_WINDOWS:
        os.execv(command[0], command)  # noqa: S606 - the shell has no part in it
    return subprocess.call(command)  # Windows cannot replace a process


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
