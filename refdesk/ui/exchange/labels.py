"""The labels of phones and addresses as words; a file's own label is shown as it is."""

from refdesk.i18n import _


def label_words(label: str) -> str:
    """Return a label in the reader's language."""
    known = {
        "mobile": _("mobile"), "work": _("work"), "home": _("home"), "main": _("main"), "fax": _("fax"),
        "home fax": _("home fax"), "work fax": _("work fax"), "pager": _("pager"), "other": _("other"),
        "car": _("car"),
    }  # fmt: skip
    return known.get(label, label)
