"""The made-up business: a renovation firm with two years of history, for looking around, for pictures and for tests.

Its people and its story are invented. All its days are told from today, so that something is always due.
"""

import atexit
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from refdesk.domain import profile as profiles
from refdesk.domain.addresses import Address
from refdesk.domain.profile import Profile
from refdesk.domain.reminders import ReminderDraft
from refdesk.domain.working_time import Hours
from refdesk.services import (
    data_file,
    first_hour,
    reminders,
    sample_files,
    sample_gifts,
    sample_knowing,
    sample_month,
    sample_people,
)
from refdesk.services.desk import Clock
from refdesk.services.sample_days import StoryDays
from refdesk.services.sample_story import Story
from refdesk.store.unit import Unit

FILE = "Fernhollow.refdesk"
HOURS = Hours(time(9), time(18))
PROBLEMS = "Cold floors and doors that stick\nKitchens in which two cannot cook\nBuilders who do not come back"
HOW_WE_TREAT = """We call on the same day.
We come, look and listen; the first hour costs nothing.
We say so when somebody else would do it better.
We tell you how it went."""
REMINDER = "Order card stock before the referral month ends"
KNOWN_DAYS = 30
"""How long ago the people were brought in and ranked."""


def make(path: Path, *, clock: Clock) -> None:
    """Write the made-up business into a new file; the same moment gives the same business."""
    profile = business()
    opened = data_file.create(path, profile, clock=clock)
    try:
        opened.desk.start_with(_fill, StoryDays(clock(), profile.working_time))
    finally:
        opened.close()


def throw_away_copy() -> Path:
    """Write the made-up business into a folder of its own that goes away with the program, and return the file."""
    folder = tempfile.mkdtemp(prefix="refdesk-sample-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder, FILE)
    make(path, clock=_utc_now)
    return path


def business() -> Profile:
    """Return the settings of the made-up business."""
    return replace(
        profiles.starting("US", business_name="Fernhollow", owner="Nadia Fern"),
        trade="Home renovation",
        phone="(614) 555-0100",
        email="nadia@fernhollow.example",
        site="fernhollow.example",
        address=Address(street="40 Fern Street", city="Columbus", region="OH", postcode="43215"),
        region="OH",
        zone="America/New_York",
        week=(HOURS,) * 5 + (None, None),
        tagline="Old houses made new, without the dust",
        different="One crew from the first day to the last, and a price that does not move.",
        ideal_client="Owners of houses from before 1940 who want to stay in them, and who plan a room a year.",
        problems_solved=PROBLEMS,
        how_we_treat=HOW_WE_TREAT,
        rewards="Dinner for two at the corner bistro, once a year.",
        they_say="We love the house, but not that kitchen\nWhere would we live?\nThree builders came, none wrote",
        elsewhere="New houses, and repairs of a day. Send them anyway: we know who does it well.",
        client_gets="an hour in the house, free\na price in writing within a week\none number to call",
        minutes_a_day=40,
    )


def _fill(unit: Unit, days: StoryDays) -> None:
    unit.now = days.now - timedelta(days=KNOWN_DAYS)
    story = Story(unit, days)
    story.people = sample_people.add_all(unit, days.today)
    story.items = sample_gifts.add_catalog(unit)
    sample_gifts.promise_rewards(unit, days)
    for row in sample_files.rows("referrals"):
        story.received(row)
    for row in sample_files.rows("referrals_given"):
        story.given(row)
    for row in sample_files.rows("conversations"):
        story.talked(row)
    for row in sample_files.rows("gifts"):
        story.gave(row)
    sample_month.tell(story)
    first_hour.put_away(unit)  # it was two years ago
    story.play()
    sample_gifts.count_stock(unit, story.items)
    sample_people.rank_clients(unit, story.people)
    sample_knowing.tell(unit, days, story.people)
    reminders.add(unit, ReminderDraft(REMINDER, days.day("+0")))


def _utc_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the real business of looking around is always of now
