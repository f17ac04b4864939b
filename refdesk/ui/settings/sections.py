"""The sections of Settings that belong to the business, with every sentence that says what a setting changes."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from refdesk.domain import profile as profiles
from refdesk.domain.wording import SCRIPT_FIELDS, SHEET_FIELDS
from refdesk.i18n import _
from refdesk.ui import profile_words
from refdesk.ui.settings import choices, said_row, script_editor
from refdesk.ui.settings.address_editor import AddressEditor
from refdesk.ui.settings.days import AwayEditor, DaysOffEditor
from refdesk.ui.settings.editors import (
    CheckEditor,
    ChoiceEditor,
    Editor,
    LineEditor,
    NumberEditor,
    SegmentEditor,
    TextEditor,
)
from refdesk.ui.settings.folder_editor import FolderEditor
from refdesk.ui.settings.hours import WeekEditor
from refdesk.ui.settings.row import SettingRow
from refdesk.ui.settings.said_row import Judge, SaidRow
from refdesk.ui.settings.script_editor import ScriptEditor
from refdesk.ui.settings.section import Section


def business(parent: QWidget) -> Section:
    """Return who the business is."""
    section = Section(_("The business"), parent)
    _line(section, "business_name", _("Stands on cards, call sheets and reports."))
    _line(section, "owner", _("Signs your cards and speaks in the call script."), beside=True)
    _line(section, "trade", _("A few words, such as “Kitchen and bath renovation”. On the back of cards."))
    _line(section, "phone", _("Stands on the back of cards, in letters and on hand-outs."), beside=True)
    _line(section, "email", _("Stands in letters and on hand-outs; RefDesk sends nothing."))
    _line(section, "site", _("Stands on the back of cards, in letters and on hand-outs."), beside=True)
    hint = _("About eight words that a friend could repeat tomorrow.")
    _said(section, "tagline", LineEditor(section, name=profiles.title("tagline")), hint, judge=said_row.judge_tagline)
    _row(section, "address", AddressEditor(section), _("Your place stands on the back of cards."))
    words = _("Cards and updates say no more than “We have spoken”")
    hint = _("For accountants, lawyers, health and the like. New referrals begin so; each can be changed.")
    _row(section, "discreet", CheckEditor(section, words=words), hint).find_by(_("discreet secret confidential"))
    return section


def people_who_refer(parent: QWidget) -> Section:
    """Return what the people who refer are taught, and what they get."""
    about = _(
        "Five short lessons are made from this. They stand beside each person, and when a conversation is logged."
    )
    section = Section(_("For the people who refer"), parent, about=about)
    _text(section, "ideal_client", _("Whom you help best, so that a friend knows them at once."))
    _text(section, "problems_solved", _("What people say before they call you, one a line."))
    _text(section, "how_we_treat", _("What happens to somebody they send: the steps, one a line."), lines=4)
    _text(section, "different", _("One sentence. It ends the words with which a friend introduces you."), lines=2)
    _text(section, "rewards", _("The same for everybody who refers. Leave it empty if there is none."), lines=2)
    return section


def hand_outs(parent: QWidget) -> Section:
    """Return what the pages to give away say beside what the lessons teach."""
    about = _(
        "“Who I can help”, “How I treat the people you send me” and the desk plan are made of this and of the above."
    )
    section = Section(_("Hand-outs"), parent, about=about)
    _text(section, "they_say", _("Their very words, one a line: what a friend must listen for."))
    _text(section, "elsewhere", _("Whom you send on, so that nobody wonders."), lines=2)
    _text(section, "treat_opening", _("Leave it empty for ours: “You lend me your good name…”"), lines=2)
    _text(section, "givers_hear", _("Leave it empty, and it is made from your rules for thanks and updates."), lines=3)
    _text(section, "client_gets", _("One a line. Leave it empty for the first lines of how you treat people."))
    return section


def working_time(parent: QWidget, today: date) -> Section:
    """Return when the business works: every clock in RefDesk counts these hours."""
    about = _("Every clock counts working time only: calls, thank-yous and cards are never late on a free day.")
    section = Section(_("Working time"), parent, about=about)
    _row(section, "week", WeekEditor(section), "")
    holidays = CheckEditor(section, words=_("Nothing falls due on a public holiday"))
    _row(section, "keeps_holidays", holidays, " ")
    _row(section, "days_off", DaysOffEditor(today, section), _("Single days on which you are closed."))
    away = _("What falls due while you are away waits for the first working day after.")
    _row(section, "away", AwayEditor(today, section), away)
    return section


def place(parent: QWidget) -> Section:
    """Return where the business is, and what follows from it."""
    section = Section(_("Country, money and paper"), parent)
    country = _("Time zone, currency, paper and working days follow, where you have not changed them.")
    _choice(section, "country", country)
    _choice(section, "region", _("Some public holidays are kept in one region only."), beside=True)
    _choice(section, "zone", _("Days and hours are shown in this zone."))
    _choice(section, "currency", _("One for the whole file. Amounts already entered are not converted."), beside=True)
    papers = SegmentEditor(section, name=profiles.title("paper"), choices=choices.papers())
    _row(section, "paper", papers, _("For cards, call sheets and reports."))
    return section


def calls(parent: QWidget) -> Section:
    """Return what is said on the phone, and how long a day of calls is."""
    about = _("The help-first script stands at the head of each call sheet: hello, then help, and only then the ask.")
    section = Section(_("Calls"), parent, about=about)
    for name, allowed in (
        ("script_hello", SCRIPT_FIELDS), ("script_help", SHEET_FIELDS), ("script_ask", SHEET_FIELDS),
    ):  # fmt: skip
        editor = ScriptEditor(section, name=profiles.title(name), allowed=allowed)
        row = _said(section, name, editor, script_editor.fields_hint(allowed))
        editor.edited.connect(row.check_words)
    minutes = NumberEditor(section, name=profiles.title("minutes_a_day"), unit=_("minutes"))
    _row(section, "minutes_a_day", minutes, _("A referral month is planned with this; Rules say what a call takes."))
    return section


def backup_folders(section: Section) -> None:
    """Put where backups go into their section."""
    usual = _("Beside your file")
    first = FolderEditor(section, name=profiles.title("backup_folder"), hint=usual)
    hint = _("Backups that are already made stay where they are.")
    _row(section, "backup_folder", first, hint)
    second = FolderEditor(section, name=profiles.title("second_backup_folder"), hint=_("None"))
    hint = _("Each backup is copied there too: best on another disk or a memory stick.")
    _row(section, "second_backup_folder", second, hint)


def default_words(name: str) -> Callable[[object], str]:
    """Return what names the default of a setting in few words; "" where that would be long."""
    plain: dict[str, Callable[[object], str]] = {
        "country": lambda value: profile_words.country(str(value)),
        "zone": lambda value: profile_words.zone(str(value)),
        "currency": lambda value: profile_words.currency(str(value)),
        "paper": lambda value: profile_words.paper(profiles.Paper(str(value))),
        "minutes_a_day": str,
        "keeps_holidays": _on_off,
        "discreet": _on_off,
        "region": lambda _value: _("Whole country"),
        "gift_rules": lambda _value: _("as usual in your country"),
        "tax_year_start": lambda _value: _("as usual in your country"),
        "gift_mode": lambda _value: _("Gifts"),
        "treat_opening": lambda _value: _("ours"),
        "givers_hear": lambda _value: _("from your rules"),
    }
    return plain.get(name, lambda _value: "")


def _on_off(value: object) -> str:
    return _("on") if value else _("off")


def _line(section: Section, name: str, hint: str, *, beside: bool = False) -> None:
    _row(section, name, LineEditor(section, name=profiles.title(name)), hint, beside=beside)


def _text(section: Section, name: str, hint: str, *, lines: int = 3) -> None:
    editor = TextEditor(section, name=profiles.title(name), lines=lines)
    _said(section, name, editor, hint, judge=said_row.judge_reading)


def _said(section: Section, name: str, editor: Editor, hint: str, *, judge: Judge | None = None) -> SettingRow:
    return section.add(SaidRow(name, profiles.title(name), editor, section, hint=hint, judge=judge))


def _choice(section: Section, name: str, hint: str, *, beside: bool = False) -> None:
    _row(section, name, ChoiceEditor(section, name=profiles.title(name)), hint, beside=beside)


def _row(section: Section, name: str, editor: Editor, hint: str, *, beside: bool = False) -> SettingRow:
    return section.add(SettingRow(name, profiles.title(name), editor, section, hint=hint), beside=beside)
