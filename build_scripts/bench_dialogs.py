"""Measures of the window's dialogs and of what is found while one types: each is opened, waited for, and closed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench_window import Watch

TYPED = "oak street"
SOURCE = 50
"""Somebody who sent many, and may be thanked; see the data."""
IMPORTED = 2_000
SEARCHED_S = 2.0
"""So long the search for duplicates runs before it is stopped: in a large file it takes minutes."""


def see_dialogs(window: Any, watch: "Watch", folder: Path) -> None:  # noqa: ANN401
    """Open and close every dialog, the first and the second time."""
    for name, opening in _openings(window.opened, folder).items():
        for time_of in ("first", "second"):
            watch.do(f"opening {name}, the {time_of} time", opening)
            close(window, watch, name)
    watch.do_at_once("opening the search for duplicates", window.opened.routes.find_duplicates)
    watch.look(SEARCHED_S, "the search for duplicates")
    close(window, watch, "the search for duplicates")


def see_found(window: Any, watch: "Watch") -> None:  # noqa: ANN401
    """Type in the palette, and in a field that asks who it is."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from refdesk.ui.palette.palette_field import PaletteField
    from refdesk.ui.widgets.dialog import Dialog
    from refdesk.ui.widgets.person_picker import PersonPicker

    field = window.findChild(PaletteField)
    watch.do("going to the palette", field.take_focus)
    for letter in TYPED:
        watch.do("a letter in the palette", partial(QTest.keyClicks, field, letter))
    watch.do("leaving the palette", partial(QTest.keyClick, field, Qt.Key.Key_Escape))
    watch.do("opening a promise", window.opened.routes.add_promise)
    who = next(each for each in window.findChildren(Dialog) if each.isVisible()).findChild(PersonPicker)
    for letter in TYPED:
        watch.do("a letter of who it is", partial(QTest.keyClicks, who, letter))
    close(window, watch, "a promise")


def close(window: Any, watch: "Watch", name: str) -> None:  # noqa: ANN401
    """Close the dialogs that are open."""
    from PySide6.QtCore import QTimer

    from refdesk.ui.widgets.dialog import Dialog

    for dialog in window.findChildren(Dialog):
        if dialog.isVisible():
            # In an event, as by a key: Qt takes away at once only what goes in one.
            watch.do(f"closing {name}", partial(QTimer.singleShot, 0, dialog, dialog.reject))


def _openings(opened: Any, folder: Path) -> dict[str, Callable[[], object]]:  # noqa: ANN401
    """Return how the dialogs are opened, of nobody and of somebody."""
    import bench_data

    from refdesk.domain.touches import Purpose

    routes, referrals, paper = opened.routes, opened.routes.referrals, opened.routes.paper
    newest, prospect, won, part = opened.workplace.desk.ask(_examples)
    imported = folder / "contacts.csv"
    bench_data.write_csv(imported, IMPORTED)
    return {
        "the editor of a new contact": routes.new_contact,
        "the editor of a contact": partial(routes.edit_contact, SOURCE),
        "a conversation": partial(routes.log_conversation, SOURCE),
        "a first contact": partial(routes.log_first_contact, prospect, newest),
        "a call": partial(routes.call, SOURCE, 0, Purpose.KEEP_IN_TOUCH.value),
        "a referral": routes.new_referral,
        "a referral of somebody": partial(routes.new_referral, SOURCE),
        "a gift": routes.log_gift,
        "a gift to somebody": partial(routes.log_gift, SOURCE),
        "a word of thanks": partial(routes.record_word, part),
        "a referral that is given": partial(referrals.give_referral, SOURCE),
        "somebody we met": referrals.meet_someone,
        "who could help": partial(referrals.find_help, "roofing"),
        "an update": partial(referrals.give_update, SOURCE),
        "the introduction": partial(referrals.ask_for_introduction, newest),
        "the editor of a referral": partial(referrals.edit_referral, newest),
        "a referral that is won": partial(referrals.win_referral, newest),
        "a referral that is lost": partial(referrals.lose_referral, newest),
        "how we did": partial(referrals.ask_how_we_did, won),
        "a promise": partial(routes.add_promise, SOURCE),
        "the promises": routes.show_promises,
        "a reminder": routes.add_reminder,
        "the reminders": routes.show_reminders,
        "a yearly review": partial(routes.review_client, SOURCE),
        "a client who becomes a source": partial(routes.make_source, SOURCE),
        "the import": routes.import_contacts,
        "the preview of an import": partial(routes.import_contacts, imported),
        "the export": routes.export_contacts,
        "the sorting round": routes.sort_new,
        "the ranks to look at again": routes.look_at_ranks,
        "forgotten people": routes.find_forgotten,
        "the top sources": routes.show_top_sources,
        "the goals": routes.set_goals,
        "the limits of gifts": paper.show_limits,
        "the rewards": paper.show_rewards,
        "the dates": paper.show_dates,
        "a stock": routes.printing.edit_stock,
        "the history": opened.records.show_history,
        "About": opened.records.show_about,
    }


def _examples(session: Any) -> tuple[int, int, int, int]:  # noqa: ANN401
    """Return a new referral, whom it brought, a referral that was won, and a part of a thank-you that is owed."""
    from sqlalchemy import func, select

    from refdesk.store.tables.referrals import Referral, ThanksPart

    newest = session.scalar(select(func.max(Referral.id)))
    prospect = session.scalar(select(Referral.prospect_id).where(Referral.id == newest))
    won = session.scalar(select(func.min(Referral.id)).where(Referral.stage_id != 1, Referral.lost_reason == ""))
    part = session.scalar(select(func.min(ThanksPart.id)).where(ThanksPart.done_at.is_(None)))
    return newest, prospect, won, part
