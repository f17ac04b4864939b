"""The printed message of a card: set at the largest step that fits, with its postscript a little smaller."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from refdesk.documents import fonts, graphemes, shaping, text
from refdesk.documents.card_text import CardText, Hand
from refdesk.documents.fonts import Face
from refdesk.documents.text import Block, Step

_SMALLER = 0.5
_BETWEEN = 0.5
_SERIF_STEPS = tuple(
    Step(size, leading) for size, leading in ((12, 18), (11.5, 17), (11, 16), (10.5, 15.5), (10, 14.5), (9.5, 13.5))
)
_STEPS = {
    Hand.SERIF: (Face.SERIF, _SERIF_STEPS),
    Hand.CAVEAT: (Face.CAVEAT, tuple(Step(17 - 0.5 * n, 20 - 0.5 * n) for n in range(7))),
    Hand.KALAM: (Face.KALAM, tuple(Step(12 - 0.5 * n, max(18 - 0.75 * n, 14.3)) for n in range(6))),
    Hand.PATRICK: (Face.PATRICK, tuple(Step(14 - 0.5 * n, max(18.5 - 0.5 * n, 15)) for n in range(7))),
    Hand.DANCING: (Face.DANCING, tuple(Step(14.5 - 0.5 * n, 19 - 0.5 * n) for n in range(6))),
}


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was set, with its postscript; `lines_over` is 0 when both have room."""

    block: Block
    postscript: Block | None = None
    lines_over: int = 0
    words_over: int = 0
    unwritten: frozenset[str] = frozenset()  # what the hand that was asked for cannot write

    @property
    def height(self) -> float:
        """Return the height of both."""
        return self.block.height + (_added(self.postscript) if self.postscript else 0.0)

    @property
    def missing(self) -> frozenset[str]:
        """Return the characters that no face has."""
        return self.block.missing | (self.postscript.missing if self.postscript else frozenset())


def face_of(hand: Hand) -> Face:
    """Return the face that a hand is set in."""
    return _STEPS[hand][0]


def lay(card: CardText, *, measure: float, room: float) -> Message:
    """Set opening, message and postscript of a card in the room above its sign-off."""
    paragraphs = (card.opening, *card.message)
    face, steps = _STEPS[card.hand]
    unwritten = _unwritten(face, (*paragraphs, card.postscript)) if card.hand is not Hand.SERIF else frozenset()
    if unwritten:
        # The hand would change within a word: then the whole message is set in Serif.
        face, steps = _STEPS[Hand.SERIF]
    if not shaping.clean(card.postscript):
        block = text.fit(paragraphs, face, steps, measure=measure, room=room)
        return Message(block, None, block.lines_over, block.words_over, unwritten)
    return replace(_with_postscript(paragraphs, card.postscript, face, steps, measure, room), unwritten=unwritten)


def _with_postscript(
    paragraphs: Sequence[str], postscript: str, face: Face, steps: Sequence[Step], measure: float, room: float
) -> Message:
    italic = Face.SERIF_I if face is Face.SERIF else face
    for step in steps:
        smaller = Step(step.size - _SMALLER, step.leading)
        below = text.fit((postscript,), italic, (smaller,), measure=measure, room=room)
        left = room - _added(below)
        block = text.fit(paragraphs, face, (step,), measure=measure, room=max(left, 0.0))
        found = Message(block, below, block.lines_over + below.lines_over, block.words_over + below.words_over)
        if not found.lines_over:
            return found
    return found


def _added(postscript: Block) -> float:
    return postscript.height + _BETWEEN * postscript.step.leading


def _unwritten(face: Face, paragraphs: Sequence[str]) -> frozenset[str]:
    """Return the letters that a hand cannot write."""
    clusters = {cluster for part in paragraphs for cluster in graphemes.clusters(shaping.clean(part))}
    return frozenset(cluster for cluster in clusters if not fonts.covers(face, cluster))
