"""Where a sorting round stands: who was shown, who is next, and what each key did, so that it can be taken back."""

from collections import Counter
from dataclasses import dataclass, field

from refdesk.domain.ranking import Rank
from refdesk.services.sorting import Round, ToSort


@dataclass(frozen=True, slots=True)
class Answer:
    """What was done with somebody: ranked, or left for later (no rank); `operation_id` takes it back."""

    at: int
    operation_id: int
    rank: Rank | None
    remembered: int | None


@dataclass(slots=True)
class RoundState:
    """The rounds since the window was opened, one behind the other."""

    people: list[ToSort] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    at: int = 0
    waiting: int = 0
    """How many had no rank when the newest round was read, with those who were ranked before it."""

    def begin(self, new: Round) -> None:
        """Go on with the next people."""
        self.starts.append(len(self.people))
        self.at = len(self.people)
        self.people += new.people
        self.waiting = new.left + self.ranked()

    def person(self) -> ToSort | None:
        """Return who is shown; None at the end of a round."""
        return self.people[self.at] if self.at < len(self.people) else None

    def answered(self, operation_id: int, rank: Rank | None, remembered: int | None) -> None:
        """Note what was done with the person shown, and go to the next."""
        self.answers.append(Answer(self.at, operation_id, rank, remembered))
        self.at += 1

    def drop(self) -> None:
        """Forget the person shown, who is gone; the next one comes in their place."""
        del self.people[self.at]
        self.starts = [start - 1 if start > self.at else start for start in self.starts]
        self.waiting = max(self.waiting - 1, self.ranked())

    def last(self) -> Answer | None:
        """Return what was done last, None when there is nothing to go back to."""
        return self.answers[-1] if self.answers else None

    def go_back(self) -> Answer:
        """Forget what was done last and show that person again."""
        answer = self.answers.pop()
        self.at = answer.at
        return answer

    def place(self) -> tuple[int, int]:
        """Return which one of how many is shown, counted from 1 in the round that holds this place."""
        last = min(self.at, max(len(self.people) - 1, 0))
        number = max((each for each, start in enumerate(self.starts) if start <= last), default=0)
        start = self.starts[number] if self.starts else 0
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.people)
        return self.at - start + 1, end - start

    def to_go(self) -> int:
        """Return how many have no rank yet."""
        return max(self.waiting - self.ranked(), 0)

    def tally(self) -> Counter[Rank | None]:
        """Return how often each rank was given in the newest round; None counts who was left for later."""
        start = self.starts[-1] if self.starts else 0
        return Counter(answer.rank for answer in self.answers if answer.at >= start)

    def ranked(self) -> int:
        """Return how many were ranked since the window was opened."""
        return sum(answer.rank is not None for answer in self.answers)
