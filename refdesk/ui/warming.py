"""Screens got ready while nobody waits: what a first look at a place would import and make is there before it."""

import gc
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from refdesk.errors import RefDeskError
from refdesk.progress import Progress
from refdesk.services.desk import Desk
from refdesk.ui import read_in
from refdesk.ui.jobs import JobLanes

BEGIN_AFTER_MS = 1_000
BETWEEN_MS = 40
MODULES = (
    "refdesk.ui.contacts.contact_lines",
    "refdesk.ui.contacts.filter_panel",
    "refdesk.ui.contacts.contact_filters",
    "refdesk.ui.contacts.many_bar",
    "refdesk.ui.contacts.list_loading",
    "refdesk.ui.contacts.contact_list_pane",
    "refdesk.ui.contacts.person_exchange",
    "refdesk.ui.contacts.person_timeline",
    "refdesk.ui.contacts.person_facts",
    "refdesk.ui.contacts.person_parts",
    "refdesk.ui.contacts.person_panel",
    "refdesk.ui.contacts.contacts_page",
    "refdesk.ui.referrals.board_view",
    "refdesk.ui.referrals.referral_form",
    "refdesk.ui.referrals.stage_moves",
    "refdesk.ui.referrals.referral_drawer",
    "refdesk.ui.referrals.list_table",
    "refdesk.ui.referrals.referrals_page",
    "refdesk.ui.gifts.thanks_reading",
    "refdesk.ui.gifts.promise_fields",
    "refdesk.ui.gifts.limits_dialog",
    "refdesk.ui.gifts.ledger_acts",
    "refdesk.ui.gifts.catalog_view",
    "refdesk.ui.gifts.thanks_queue_view",
    "refdesk.ui.gifts.suggest_place",
    "refdesk.ui.gifts.thanks_page",
    "refdesk.ui.campaign.plan_dialog",
    "refdesk.ui.campaign.sheet_table",
    "refdesk.ui.campaign.enter_results",
    "refdesk.ui.campaign.replan_dialog",
    "refdesk.ui.campaign.people_dialog",
    "refdesk.ui.campaign.month_reading",
    "refdesk.ui.campaign.day_panel",
    "refdesk.ui.campaign.call_form",
    "refdesk.ui.campaign.outcome_tiles",
    "refdesk.ui.campaign.call_panel",
    "refdesk.ui.campaign.calling",
    "refdesk.ui.campaign.sheets_dialog",
    "refdesk.ui.campaign.campaign_page",
    "refdesk.ui.cards.preview",
    "refdesk.ui.cards.whom_step",
    "refdesk.ui.cards.stock_step",
    "refdesk.ui.cards.wording_colours",
    "refdesk.ui.cards.words_step",
    "refdesk.ui.cards.outputs_dialog",
    "refdesk.ui.cards.card_studio_page",
    "refdesk.ui.reports.report_line",
    "refdesk.ui.reports.own_view",
    "refdesk.ui.reports.tree_area",
    "refdesk.ui.reports.list_kinds",
    "refdesk.ui.reports.all_kinds",
    "refdesk.ui.reports.reports_page",
    "refdesk.ui.settings.sections",
    "refdesk.ui.settings.backups_section",
    "refdesk.ui.settings.gifts_section",
    "refdesk.ui.settings.rules_section",
    "refdesk.ui.settings.settings_page",
    "refdesk.ui.guide.step_list",
    "refdesk.ui.guide.printed_page",
    "refdesk.ui.guide.hour_fields",
    "refdesk.ui.guide.hour_page",
    "refdesk.services.palette",
    "refdesk.ui.help.help_window",
    "refdesk.ui.contacts.conversation_closing",
    "refdesk.ui.contacts.conversation_dialog",
    "refdesk.ui.contacts.contact_about",
    "refdesk.ui.contacts.contact_dialog",
    "refdesk.ui.referrals.referral_dialog",
    "refdesk.ui.exchange.import_matches",
    "refdesk.ui.exchange.import_dialog",
    "refdesk.ui.sorting.sorting_dialog",
    "refdesk.ui.gifts.word_dialog",
    "refdesk.ui.gifts.gift_dialog",
    "refdesk.ui.history.history_dialog",
    "refdesk.ui.about.about_dialog",
    "refdesk.ui.contacts.plan_dialog",
    "refdesk.ui.contacts.lessons_dialog",
    "refdesk.ui.contacts.review_dialog",
    "refdesk.ui.contacts.household_dialog",
    "refdesk.ui.contacts.link_dialog",
    "refdesk.ui.contacts.touch_dialog",
    "refdesk.ui.exchange.export_contacts",
    "refdesk.ui.duplicates.comparison_view",
    "refdesk.ui.duplicates.duplicates_dialog",
    "refdesk.ui.sorting.look_again_dialog",
    "refdesk.ui.sorting.forgotten_dialog",
    "refdesk.ui.sorting.top_sources_dialog",
    "refdesk.ui.contacts.promise_dialog",
    "refdesk.ui.contacts.promises_dialog",
    "refdesk.ui.contacts.call_dialog",
    "refdesk.ui.reminders.reminder_dialog",
    "refdesk.ui.reminders.reminders_dialog",
    "refdesk.ui.goals.goals_dialog",
    "refdesk.ui.referrals.given_dialog",
    "refdesk.ui.referrals.who_could_help",
    "refdesk.ui.referrals.met_someone_dialog",
    "refdesk.ui.referrals.update_dialog",
    "refdesk.ui.referrals.win_dialog",
    "refdesk.ui.gifts.dates_dialog",
    "refdesk.ui.gifts.rewards_dialog",
    "refdesk.ui.printing.print_dialog",
    "refdesk.ui.sorting.source_dialog",
    "refdesk.ui.guide.move_dialog",
)
"""What shows something, in the order in which it is likely to be wanted."""
LIBRARIES = (
    "phonenumbers",
    "nameparser",
    "jinja2",
    "jinja2.sandbox",
    "babel.lists",
    "pypdfium2",
    "refdesk.services.cards",
    "refdesk.services.thanks_queue",
    "refdesk.services.gifts",
    "refdesk.services.campaign_days",
    "refdesk.services.campaigns",
    "refdesk.services.campaign_replan",
    "refdesk.services.call_mode",
    "refdesk.services.call_sheets",
    "refdesk.services.thanks_times",
    "refdesk.services.gift_ledger",
    "refdesk.services.gift_guard",
    "refdesk.services.card_outputs",
    "refdesk.services.printers",
    "refdesk.services.card_people",
    "refdesk.services.card_texts",
    "refdesk.services.call_results",
    "refdesk.services.paper",
    "refdesk.services.contact_list",
    "refdesk.services.import_files",
    "refdesk.services.imports",
    "refdesk.services.sorting",
    "refdesk.services.board",
    "refdesk.services.person",
    "refdesk.services.timeline",
    "refdesk.services.referral_detail",
    "refdesk.services.contact_editing",
    "refdesk.services.conversations",
    "refdesk.services.client_reviews",
    "refdesk.services.households",
    "refdesk.services.links",
    "refdesk.services.merging",
    "refdesk.services.duplicates",
    "refdesk.services.pictures",
    "refdesk.services.filter_counts",
    "refdesk.services.many_contacts",
    "refdesk.services.gift_context",
    "refdesk.services.campaign_people",
    "refdesk.services.campaign_closing",
    "refdesk.services.campaign_report_files",
    "refdesk.services.call_sheet_files",
    "refdesk.services.referral_report_files",
    "refdesk.services.referral_tree",
    "refdesk.services.thanks_log_files",
    "refdesk.services.top_sources_files",
    "refdesk.services.directory",
    "refdesk.services.date_lists",
    "refdesk.services.hand_outs",
    "refdesk.services.year_of_gifts",
    "refdesk.services.stages",
    "refdesk.services.first_contacts",
    "refdesk.services.exports",
    "refdesk.domain.readability",
    "refdesk.domain.tagline",
    "refdesk.domain.referral_hints",
    "refdesk.domain.address_forms",
)
"""What screens ask only when they are used."""


class Warming(QObject):
    """Reads everything in beside the window; then calls `make_one` until all is made, each time in an event of its own.

    `ask_ahead` is called beside the window's thread before that.
    """

    def __init__(
        self, parent: QObject, jobs: JobLanes, make_one: Callable[[], bool], ask_ahead: Callable[[], None]
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._jobs, self._make_one, self._ask_ahead = jobs, make_one, ask_ahead
        self._ended = False
        self._timer = QTimer(self)
        self._timer.setInterval(BETWEEN_MS)
        self._timer.timeout.connect(self.warm_one)
        QTimer.singleShot(BEGIN_AFTER_MS, self, self.begin)

    def begin(self) -> None:
        """Read in beside the work, then make the screens."""
        if not self._ended:
            self._jobs.start(self._prepare, then=self._go_on)

    def end(self) -> None:
        """Get nothing ready any more: the file is closed."""
        self._ended = True
        self._timer.stop()

    def warm_one(self) -> None:
        """Make the next part of a page, and end after the last."""
        self._timer.stop()  # a page that cannot be made would fail again and again, for as long as the window is open
        if not self._make_one():
            gc.freeze()
        elif not self._ended:
            self._timer.start()

    def _prepare(self, progress: Progress) -> None:
        read_in.read_ahead((*MODULES, *LIBRARIES), progress)
        _make_what_is_made_once()
        with suppress(RefDeskError):  # the file may be closed meanwhile
            self._ask_ahead()

    def _go_on(self, _done: None) -> None:
        if not self._ended:
            gc.freeze()  # what stays as long as the program need not be looked through again and again
            self._timer.start()


def ask_for_paper(desk: Desk) -> None:
    """Ask what Card studio asks when it is made, and read in what draws a report: both are done but once."""
    from refdesk.services import business, own_pictures, paper, referral_report_files, saved_filters

    referral_report_files.get_ready()
    paper.hands()
    paper.plain_stock(desk)
    paper.card_stocks(desk)
    for question in (business.working_time, saved_filters.kept, own_pictures.card_picture):
        desk.ask(question)


def _make_what_is_made_once() -> None:
    """Build the tables by which names and countries are read, and read the pages of the handbook."""
    from refdesk.domain import addresses, countries, names, phones
    from refdesk.ui.help import handbook

    names.split("Ann Example")
    addresses.country_code("US")
    countries.locale_of("US")
    phones.dialed("(614) 555-0100", "US")
    handbook.pages()
