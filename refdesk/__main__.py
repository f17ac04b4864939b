"""Starts RefDesk with `python -m refdesk`."""

import sys

from refdesk.app import main

if __name__ == "__main__":
    sys.exit(main())
