"""How long what is typed may be: known without the rules of the fields themselves."""

from refdesk.i18n import _

LONGEST_LINE = 200
LONGEST_TEXT = 20_000


def too_long(longest: int) -> str:
    """Return the sentence for a text that does not fit its field."""
    return _("This is too long. {n} characters fit here.").format(n=longest)
