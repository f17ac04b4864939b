"""Two years of the made-up business, told in the order in which they happened."""

import heapq
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from refdesk.domain.gifts import GiftDraft, GiftState
from refdesk.domain.ids import ContactId, GiftItemId, PrintedId, ReferralId, StageId, ThanksPartId
from refdesk.domain.introducing import Way
from refdesk.domain.referral import Direction, Introduced, ReferralDraft
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.touches import Asked, Outcome, Purpose, TouchDraft, TouchKind
from refdesk.services import (
    card_texts,
    cards,
    gifts,
    given,
    introductions,
    promises,
    referrals,
    thanks,
    touches,
    updates,
    wins,
)
from refdesk.services.cards import PrintedState
from refdesk.services.clocks import Clocks
from refdesk.services.referrals import Attempt
from refdesk.services.sample_days import StoryDays
from refdesk.services.sample_files import Row
from refdesk.store.tables.paper import Printed
from refdesk.store.tables.referrals import Referral, Stage, Thanks, ThanksPart
from refdesk.store.tables.work import Promise
from refdesk.store.unit import Unit

Act = Callable[[], object]
STOCK = "plain-letter"
SAME_DAY_MINUTES = 70
NOT_TOLD_YET = timedelta(days=5)
SINCE_CARDS_ARE_PRINTED = timedelta(days=90)
STAGE_LETTERS, OPEN_LETTERS = "NCMPWL", "NCMP"
"""How the story's path names the stages of a new board, in their order."""
INTRODUCED = "I"
"""Whoever sent the person is asked for the introduction: a first attempt, so that they count as contacted."""
WORDS_OF_THANKS = (
    "Said thank you, and when I will call.",
    "Thanked on the phone. It made the day of both of us.",
    "Left a message of thanks.",
    "Thanked, and promised to tell how it goes.",
)

REVIEW_AFTER_DAYS = 60
REVIEWS = (
    (TouchKind.VISIT, "Stopped by. Everything holds, and there was cake."),
    (TouchKind.CALL, "Asked how the work has worn. Very happy; one door to plane."),
    (TouchKind.MESSAGE, "A photograph came: it is lived in, and loved."),
    (TouchKind.VISIT, "Looked everything over together. The neighbors have asked who did it."),
    (TouchKind.CALL, "All is well. Wants to think about the next room in the spring."),
)


class Story:
    """Holds what is still to happen; `play` lets it happen, each thing at its moment."""

    def __init__(self, unit: Unit, days: StoryDays) -> None:
        self.unit, self.days = unit, days
        self.people: Mapping[str, ContactId] = {}
        self.items: Mapping[str, GiftItemId] = {}
        self._to_come: list[tuple[datetime, int, Act]] = []
        self._number = count()
        self._stages = _stages(unit)
        self._open_stages = {self._stages[letter] for letter in OPEN_LETTERS}
        self._kept: list[object] = []
        # A session lets go of rows that nobody holds, and would read them anew for every step of the story.
        event.listen(unit.session, "pending_to_persistent", self._keep)
        event.listen(unit.session, "loaded_as_persistent", self._keep)

    @property
    def won(self) -> StageId:
        """Return the stage of what became business."""
        return self._stages["W"]

    def at(self, moment: datetime, act: Callable[..., object], *args: object, **facts: object) -> None:
        """Let something happen at a moment; what lies after now never happens."""
        if moment <= self.days.now:
            to_come: tuple[datetime, int, Act] = (moment, next(self._number), partial(act, *args, **facts))
            heapq.heappush(self._to_come, to_come)

    def play(self) -> None:
        """Let everything happen in the order of time."""
        while self._to_come:
            self.unit.now, _number, act = heapq.heappop(self._to_come)
            act()
        self.unit.now = self.days.now

    def _keep(self, _session: Session, row: object) -> None:
        self._kept.append(row)

    def received(self, row: Row) -> None:
        """Tell of somebody who was sent to us."""
        self.at(self.days.moment(row["day"], row["at"]), self._receive, row)

    def given(self, row: Row) -> None:
        """Tell of somebody whom we sent to another."""
        self.at(self.days.moment(row["day"], row["at"]), self._give, row)

    def talked(self, row: Row) -> None:
        """Tell of a conversation, and of the promise made in it."""
        self.at(self.days.moment(row["day"], row["at"]), self._talk, row)

    def gave(self, row: Row) -> None:
        """Tell of a gift."""
        self.at(self.days.moment(row["day"], "16:00"), self._present, row)

    def _receive(self, row: Row) -> None:
        draft = ReferralDraft(
            received_at=self.unit.now,
            giver_ids=tuple(self.people[name] for name in row["givers"].split(";")),
            prospect_id=self.people[row["prospect"]],
            need=row["need"],
            introduced=Introduced.CALL if row["expects_call"] else Introduced.MESSAGE,
            preparedness=int(row["prepared"]),
            expects_call=bool(row["expects_call"]),
            value_expected_minor=int(row["value"]) * 100,
        )
        referral_id = referrals.log_received(self.unit, draft)
        self._follow(row, referral_id)
        self._thank(row["thanks"], referral_id, Occasion.REFERRAL)
        if "@" in row["then"]:
            step, _at, day = row["then"].rpartition("@")
            self.at(self.days.now, self._set_step, referral_id, step, day)

    def _give(self, row: Row) -> None:
        draft = ReferralDraft(
            received_at=self.unit.now,
            direction=Direction.GIVEN,
            prospect_id=self.people[row["prospect"]],
            recipient_id=self.people[row["recipient"]],
            need=row["need"],
            value_expected_minor=int(row["value"]) * 100 if row["value"] else None,
        )
        self._follow(row, given.log(self.unit, draft, both_agreed=True, unexpected=not row["value"]))

    def _follow(self, row: Row, referral_id: ReferralId) -> None:
        received = self.unit.now
        for place, token in enumerate(row["path"].split()):
            letter, told = token[0], token[1:]
            if told.startswith("w"):
                moment = self.days.moment(told, "10:40")
            else:
                minutes = 7 * place - 20 if int(told) else SAME_DAY_MINUTES
                moment = self.days.later(received, int(told), minutes=minutes)
            self.at(moment, self._go_on, row, referral_id, letter)

    def _go_on(self, row: Row, referral_id: ReferralId, letter: str) -> None:
        received = row.get("givers") is not None
        if letter == INTRODUCED:
            giver_id = self.people[row["givers"].split(";")[0]]
            introductions.ask(self.unit, referral_id, giver_id, Way.MESSAGE, summary=row["said"])
            letter = "C"
        elif letter == "C" and received:
            referrals.log_first_contact(self.unit, referral_id, Attempt(summary=row["said"]))
            self.at(self.days.later(self.unit.now, 1), self._keep_posted, referral_id)
            return
        reason = row.get("then", "") or row["said"]
        if letter == "W" and received:
            wins.win(self.unit, referral_id, value_minor=int(row["brought"]) * 100)
        else:
            referrals.move(self.unit, referral_id, self._stages[letter], reason=reason if letter == "L" else "")
        if letter == "L" and received:
            self.at(self.days.later(self.unit.now, 1), self._keep_posted, referral_id)
        if letter == "W" and received:
            self._thank(row["win_thanks"], referral_id, Occasion.WIN)
            self.at(self.days.later(self.unit.now, REVIEW_AFTER_DAYS), self._review, row, referral_id)

    def _keep_posted(self, referral_id: ReferralId) -> None:
        """Tell the givers what they are due to hear, and look again in a week; the last days are still to be told."""
        if self.days.now - self.unit.now < NOT_TOLD_YET:
            return
        clocks = Clocks(self.unit.now, self.days.working)
        for due in updates.about(self.unit.session, referral_id, clocks, discreet=False):
            text = updates.text_for(
                self.unit.session, due.contact_id, clocks, discreet=False, referral_ids=[referral_id]
            )
            updates.log(self.unit, due.contact_id, [referral_id], summary=text)
        if self.unit.get(Referral, referral_id).stage_id in self._open_stages:
            self.at(self.days.later(self.unit.now, 7), self._keep_posted, referral_id)

    def _review(self, row: Row, referral_id: ReferralId) -> None:
        wins.finish_work(self.unit, referral_id)
        kind, summary = REVIEWS[referral_id % len(REVIEWS)]
        contact_id = self.people[row["prospect"]]
        touches.log(self.unit, TouchDraft(contact_id, self.unit.now, kind, Purpose.REVIEW, summary=summary))

    def _set_step(self, referral_id: ReferralId, step: str, day: str) -> None:
        referrals.set_next_step(self.unit, referral_id, step, self.days.day(f"+{day}"))

    def _thank(self, told: str, referral_id: ReferralId, occasion: Occasion) -> None:
        """Do the word and the card: d done, o still owed, p printed, w written and not yet mailed."""
        if not told:
            return
        word, card = told[0], told[1]
        for part_id, part in self._parts(referral_id, occasion):
            if part == Part.WORD and word == "d":
                self.at(self._soon(minutes=95), self._say, part_id)
            if part == Part.CARD and card != "o":
                self._card(part_id, card)

    def _card(self, part_id: ThanksPartId, card: str) -> None:
        # The earlier cards were written without RefDesk printing them.
        if self.days.now - self.unit.now > SINCE_CARDS_ARE_PRINTED:
            self.at(self.days.later(self.unit.now, 2), cards.mail_by_hand, self.unit, part_id)
        else:
            self.at(self._printing_time(card), self._print, part_id, card)

    def _soon(self, *, minutes: int) -> datetime:
        wanted = self.unit.now + timedelta(minutes=minutes)
        return min(wanted, max(self.days.now, self.unit.now))

    def _printing_time(self, card: str) -> datetime:
        return self.days.moment("w1", "16:50") if card in "pw" else self.days.later(self.unit.now, 1, minutes=30)

    def _say(self, part_id: ThanksPartId) -> None:
        note = WORDS_OF_THANKS[part_id % len(WORDS_OF_THANKS)]
        thanks.record_word(self.unit, part_id, TouchKind.CALL, note)

    def _print(self, part_id: ThanksPartId, card: str) -> None:
        text = card_texts.message_of(self.unit.session, part_id)
        job = cards.printed(self.unit, {part_id: text}, STOCK)
        query = select(Printed.id).where(Printed.print_job_id == job)
        printed = [PrintedId(found) for found in self.unit.session.scalars(query)]
        if card == "w":
            cards.mark(self.unit, printed, PrintedState.WRITTEN)
        elif card == "d":
            self.at(self._soon(minutes=40), cards.mark, self.unit, printed, PrintedState.MAILED)

    def _parts(self, referral_id: ReferralId, occasion: Occasion) -> list[tuple[ThanksPartId, str]]:
        query = (
            select(ThanksPart.id, ThanksPart.part)
            .join(Thanks, Thanks.id == ThanksPart.thanks_id)
            .where(Thanks.referral_id == referral_id, Thanks.occasion == occasion)
            .order_by(ThanksPart.id)
        )
        return [(ThanksPartId(row.id), row.part) for row in self.unit.session.execute(query)]

    def _talk(self, row: Row) -> None:
        contact_id = self.people[row["person"]]
        kind = TouchKind(row["kind"])
        draft = TouchDraft(
            contact_id, self.unit.now, kind, Purpose(row["purpose"]), Outcome(row["outcome"]), summary=row["summary"],
            asked=Asked(row["asked"] or "no"), promise_text=row["promise"],
            promise_due_on=self.days.day(row["due"]) if row["due"] else None,
        )  # fmt: skip
        touch_id = touches.log(self.unit, draft)
        if row["kept"]:
            query = select(Promise.id).where(Promise.from_touch_id == touch_id)
            self.at(self.days.moment(row["kept"], "16:00"), promises.keep, self.unit, self.unit.session.scalar(query))

    def _present(self, row: Row) -> None:
        cost, shipping = int(row["cost"]), int(row["shipping"] or 0)
        draft = GiftDraft(
            self.people[row["person"]], row["gift"], self.unit.today, category=row["category"],
            occasion=row["occasion"], cost_minor=cost, shipping_minor=shipping, business_reason=row["reason"],
            relationship=row["relationship"], state=GiftState(row["state"]), item_id=self.items.get(row["gift"]),
        )  # fmt: skip
        gifts.log(self.unit, draft)


def _stages(unit: Unit) -> dict[str, StageId]:
    ids = unit.session.scalars(select(Stage.id).order_by(Stage.order))
    return {letter: StageId(found) for letter, found in zip(STAGE_LETTERS, ids, strict=True)}
