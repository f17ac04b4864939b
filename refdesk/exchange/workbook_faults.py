"""What is wrong with a workbook, in words, and how large one may be."""

from refdesk.errors import BadFile
from refdesk.i18n import _

MOST_CELLS = 8_000_000


def damaged(name: str) -> BadFile:
    """Return the plain sentence for a workbook that cannot be read."""
    sentence = _("{name} is damaged. Open it in Excel or LibreOffice, save it once more, and import that file.")
    return BadFile(sentence.format(name=name))


def locked(name: str) -> BadFile:
    """Return the plain sentence for a workbook that is locked with a password."""
    sentence = _("{name} is locked with a password. Open it, save it without one, and import that file.")
    return BadFile(sentence.format(name=name))


def too_large(name: str) -> BadFile:
    """Return the plain sentence for a workbook beyond measure."""
    return BadFile(_("{name} is too large for a list of people. Split it into smaller files.").format(name=name))
