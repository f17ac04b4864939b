"""The commands of the palette: what the menus and keys do, found by its words."""

from functools import partial
from typing import TYPE_CHECKING

from refdesk.i18n import N_, _
from refdesk.ui import rank_hiding
from refdesk.ui.menus import Files
from refdesk.ui.palette.offering import Command
from refdesk.ui.places import all_places

if TYPE_CHECKING:
    from refdesk.ui.file_routes import FileRoutes
    from refdesk.ui.help.help_routes import HelpRoutes
    from refdesk.ui.record_routes import RecordRoutes
    from refdesk.ui.routes import Routes
    from refdesk.ui.shell import Shell


REPORTS = (
    ("referrals", N_("Referral report"), "file-chart-column"),
    ("top-sources", N_("Top sources, as a page"), "trophy"),
    ("thank-you-log", N_("Thank-you log"), "message-square-text"),
    ("gifts", N_("Gift ledger of a year, as pages"), "gift"),
    ("tree", N_("Referral tree: who led to whom"), "network"),
    ("birthdays", N_("Birthdays of a month, as a page"), "cake"),
    ("contact-directory", N_("Contact directory, as pages"), "users"),
    ("closing", N_("Closing report of a referral month"), "calendar-check"),
    ("hand-out-who", N_("Page to give away: who I can help"), "file-text"),
    ("hand-out-treat", N_("Page to give away: how I treat people"), "file-text"),
    ("hand-out-desk", N_("Desk plan for a source"), "file-text"),
)
"""The reports by their keys: Reports itself is made only when it is shown."""


def of_window(
    routes: "Routes", records: "RecordRoutes", handbook: "HelpRoutes", own: "FileRoutes", shell: "Shell", files: Files
) -> tuple[Command, ...]:
    """Return every command, the most used first."""
    adding = (
        Command(_("New referral received"), routes.new_referral, "handshake", "Ctrl+R"),
        Command(_("New referral given"), routes.referrals.give_referral, "arrow-up-right"),
        Command(_("Who could help?"), routes.referrals.find_help, "lightbulb"),
        Command(_("Met someone"), routes.referrals.meet_someone, "users"),
        Command(_("Log a conversation"), routes.log_conversation, "message-square-text", "Ctrl+L"),
        Command(_("New contact"), routes.new_contact, "user-plus", "Ctrl+Shift+N"),
        Command(_("Log a gift"), routes.log_gift, "gift"),
        Command(_("New promise"), routes.add_promise, "check"),
        Command(_("New reminder"), routes.add_reminder, "alarm-clock"),
    )
    going = tuple(
        Command(_("Go to {place}").format(place=sign.words), partial(shell.visit, name), sign.icon, sign.key)
        for name, sign in ((place.name, place.sign) for place in all_places() if not place.comes_and_goes)
    )
    doing = (
        Command(_("Import contacts"), routes.import_contacts, "download", "Ctrl+I"),
        Command(_("Export contacts"), routes.export_contacts, "file-text"),
        Command(_("Find duplicates"), routes.find_duplicates, "users"),
        Command(_("Rank the new ones"), routes.sort_new, "arrow-up-down"),
        Command(_("Look again at ranks"), routes.look_at_ranks, "arrow-up-down"),
        Command(_("People you may have forgotten"), routes.find_forgotten, "user-plus"),
        Command(_("Top sources"), routes.show_top_sources, "trophy"),
        Command(_("Promises: open ones, and how they were kept"), routes.show_promises, "check"),
        Command(_("Birthdays and anniversaries of a month"), routes.paper.show_dates, "cake"),
        Command(_("Reminders: all open ones, and the calendar file"), routes.show_reminders, "alarm-clock"),
        Command(_("Test sheet of a printer: its print position"), routes.printing.print_test_sheet, "printer"),
        Command(_("Add your own card, label or envelope stock"), routes.printing.edit_stock, "plus"),
        Command(_("History: what was done, and taking it back"), records.show_history, "undo-2"),
        Command(_("Set goals"), routes.set_goals, "trophy"),
        Command(_("Hide or show ranks"), rank_hiding.shared().toggle, "lock", rank_hiding.KEY),
        Command(_("Back up now"), files.back_up, "circle-check"),
        Command(_("Restore a backup"), files.restore, "undo-2"),
        Command(_("Move to another computer"), own.move, "upload"),
        Command(_("Print what is shown"), own.print_shown, "printer", "Ctrl+P"),
        Command(_("Your first hour: what is left of it"), own.show_first_hour, "book-open"),
        Command(_("Help for this screen"), handbook.show_here, "circle-question-mark", "F1"),
        Command(_("All keys"), handbook.show_keys, "keyboard", "Ctrl+/"),
        Command(_("About RefDesk, and reporting a problem"), records.show_about, "info"),
        Command(_("Open another file"), files.open_another, "file-text", "Ctrl+O"),
    )
    reports = tuple(Command(_(words), partial(records.show_report, key), icon) for key, words, icon in REPORTS)
    return (*adding, *going, *reports, *doing)
