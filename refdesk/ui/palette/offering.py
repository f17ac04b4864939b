"""Turns typed words into the lines of the palette: people, referrals and commands, each with what it does."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from refdesk.domain import palette as rules
from refdesk.i18n import _
from refdesk.services.desk import Desk
from refdesk.ui.palette.lines import Line, Section

if TYPE_CHECKING:
    from refdesk.services.contact_list import Suggestion
    from refdesk.services.palette import Found, ReferralHit


class Ways(Protocol):
    """Where the palette leads."""

    def show_person(self, contact_id: int) -> None: ...
    def edit_contact(self, contact_id: int, named: str = "") -> None: ...
    def log_conversation(self, contact_id: int = 0, referral_id: int = 0) -> None: ...
    def new_referral(self, giver_id: int = 0) -> None: ...
    def log_gift(self, contact_id: int = 0) -> None: ...
    def call(self, contact_id: int, referral_id: int = 0) -> None: ...
    def add_promise(self, contact_id: int = 0) -> None: ...
    def add_reminder(self, contact_id: int = 0) -> None: ...
    def show_referral(self, referral_id: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the program can do, with the key that does it too."""

    words: str
    act: Callable[[], object]
    icon: str
    key: str = ""


class Offering:
    """Finds people and referrals beside the window, and looks through the commands."""

    def __init__(self, desk: Desk, ways: Ways, commands: Sequence[Command]) -> None:
        self._desk, self._ways, self._commands = desk, ways, commands

    def find(self, typed: str) -> "Found":
        """Return the people and referrals that fit; a reading job."""
        from refdesk.services import palette  # read in beside the window

        return self._desk.ask(palette.find, typed)

    def lines(self, typed: str, found: "Found") -> list[Line]:
        """Return everything that fits; for nothing typed, the people of the last things done and the commands."""
        people = Section.PEOPLE if typed.strip() else Section.LATELY
        groups = [
            [self._person(person, typed, people) for person in found.people],
            [self._referral(hit, typed) for hit in found.referrals],
            self._of_commands(typed, found.people),
        ]
        if typed.strip():
            # Who is found by a note comes behind the command of just these words.
            groups.sort(key=partial(_is_loose, typed))
        return [line for group in groups for line in group] or [self._new(" ".join(typed.split()))]

    def _new(self, name: str) -> Line:
        words = _("New contact “{name}”…").format(name=name)
        return Line(Section.NOTHING, words, partial(self._ways.edit_contact, 0, name), icon="user-plus")

    def _person(self, person: "Suggestion", typed: str, section: Section) -> Line:
        name = person.name.usual
        return Line(
            section, name, partial(self._ways.show_person, person.contact_id), detail=person.second_line, icon="user",
            rank=person.rank.value if person.rank else "", spans=_spans(typed, name), acts=self._acts(person),
        )  # fmt: skip

    def _acts(self, person: "Suggestion") -> tuple[Line, ...]:
        ways, contact_id = self._ways, person.contact_id
        return _lines(
            (_("Show"), "user", partial(ways.show_person, contact_id)),
            (_("Call"), "phone", partial(ways.call, contact_id)),
            (_("Log a conversation"), "message-square-text", partial(ways.log_conversation, contact_id)),
            (_("Log a referral from them"), "handshake", partial(ways.new_referral, contact_id)),
            (_("Log a gift"), "gift", partial(ways.log_gift, contact_id)),
            (_("New promise"), "check", partial(ways.add_promise, contact_id)),
            (_("New reminder"), "alarm-clock", partial(ways.add_reminder, contact_id)),
            (_("Edit"), "pen-line", partial(ways.edit_contact, contact_id)),
        )

    def _referral(self, hit: "ReferralHit", typed: str) -> Line:
        return Line(
            Section.REFERRALS, hit.name, partial(self._ways.show_referral, hit.referral_id), icon="handshake",
            detail=", ".join(filter(None, (hit.need, _with_words(hit), hit.stage))), spans=_spans(typed, hit.name),
            acts=self._acts_on(hit),
        )  # fmt: skip

    def _acts_on(self, hit: "ReferralHit") -> tuple[Line, ...]:
        ways, prospect, about = self._ways, hit.prospect_id, hit.referral_id
        return _lines(
            (_("Show the referral"), "handshake", partial(ways.show_referral, about)),
            (_("Call {name}").format(name=hit.name), "phone", partial(ways.call, prospect, about)),
            (_("Log a conversation"), "message-square-text", partial(ways.log_conversation, prospect, about)),
            (_("Show {name} in Contacts").format(name=hit.name), "user", partial(ways.show_person, prospect)),
        )

    def _of_commands(self, typed: str, people: "Iterable[Suggestion]") -> list[Line]:
        commands = [*self._with_person(typed, people), *self._commands]
        if not typed.strip():
            return [_command(each, ()) for each in self._commands]
        met = [(match, each) for each in commands if (match := rules.match(typed, each.words))]
        met.sort(key=lambda pair: pair[0].quality)
        return [_command(each, match.spans) for match, each in met]

    def _with_person(self, typed: str, people: "Iterable[Suggestion]") -> list[Command]:
        person = next(iter(people), None)
        if person is None or not typed.strip():
            return []
        words = _("Log a conversation with {name}").format(name=person.name.usual)
        act = partial(self._ways.log_conversation, person.contact_id)
        return [Command(words, act, "message-square-text")]


def _lines(*acts: tuple[str, str, Callable[[], None]]) -> tuple[Line, ...]:
    """Return what a line can do besides, as lines of their own."""
    return tuple(Line(Section.ACTS, words, act, icon=icon) for words, icon, act in acts)


def _is_loose(typed: str, lines: Sequence[Line]) -> bool:
    """Tell whether no title among these lines begins so, nor has words that do."""
    met = (rules.match(typed, line.title) for line in lines)
    return not any(match and match.quality <= rules.Quality.BEGINS_WORDS for match in met)


def _command(command: Command, spans: tuple[tuple[int, int], ...]) -> Line:
    return Line(Section.COMMANDS, command.words, command.act, icon=command.icon, key=command.key, spans=spans)


def _spans(typed: str, title: str) -> tuple[tuple[int, int], ...]:
    met = rules.match(typed, title)
    return met.spans if met else ()


def _with_words(hit: "ReferralHit") -> str:
    if not hit.with_whom:
        return ""
    from refdesk.domain.referral import Direction  # the window is seen before anybody looks for a referral

    form = _("from {name}") if hit.direction is Direction.RECEIVED else _("to {name}")
    return form.format(name=hit.with_whom)
