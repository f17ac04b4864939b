"""What phones, e-mails and addresses are called: the labels to choose from, and any other that a file brought."""

from refdesk.domain.contact import PointKind
from refdesk.i18n import _
from refdesk.services import contacts


def words(label: str) -> str:
    """Return a label as it is shown; one of the file's own is shown as it is."""
    return _known().get(label, label)


def choices(kind: PointKind, present: str = "") -> list[tuple[object, str]]:
    """Return the labels to offer for phones, e-mails or sites, and the present one if it is another."""
    offered = ["", "mobile", "work", "home"] if kind is PointKind.PHONE else ["", "work", "home"]
    if kind is PointKind.PHONE:
        offered += ["main", "fax", contacts.WRONG_NUMBER]
    return _with(offered, present)


def address_choices(present: str = "") -> list[tuple[object, str]]:
    """Return the labels to offer for an address."""
    return _with(["", "home", "work"], present)


def _with(offered: list[str], present: str) -> list[tuple[object, str]]:
    if present not in offered:
        offered = [*offered, present]
    return [(each, words(each) or _("no label")) for each in offered]


def _known() -> dict[str, str]:
    return {
        "mobile": _("mobile"),
        "work": _("work"),
        "home": _("home"),
        "main": _("main"),
        "fax": _("fax"),
        "home fax": _("home fax"),
        "work fax": _("work fax"),
        "pager": _("pager"),
        "other": _("other"),
        "car": _("car"),
        contacts.WRONG_NUMBER: _("wrong number"),
    }
