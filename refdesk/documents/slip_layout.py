"""One writing slip, set: what stands where on its half page, or on a whole page when there is much to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from refdesk.documents import wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.marks import Mark
from refdesk.documents.report import Misfit
from refdesk.documents.slip_text import Slip
from refdesk.i18n import N_, _

LEFT = RIGHT = 45.0
FOOT_RULE = 51.0
_GUTTER = 24.0
_LEFT_SHARE = 0.53
_LABEL_WIDTH = 64.0
_INDENT = 14.0
_NAME, _NAME_LEADING = 17.0, 20.0
_OCCASION, _OCCASION_LEADING = 10.5, 13.0
_LABEL = 8.0
_FACT_GAP, _SENTENCE_GAP = 5.0, 6.0
_SAID, _SAID_LEADING = 9.5, 12.2
_SAID_SHOWN = 2
_CLEAR = 9.0
_LONGEST = 12_000
_FIELDS = (
    ("mail_to", N_("Mail to")),
    ("sent_you", N_("Sent you")),
    ("when_how", N_("When, how")),
    ("since_then", N_("Since then")),
    ("you_said", N_("You said")),
    ("mention", N_("Mention")),
)


@dataclass(frozen=True, slots=True)
class LaidSlip:
    """A slip that was set; `whole` needs a page of its own, `rule` is how far down its heading reaches."""

    slip: Slip
    marks: tuple[Mark, ...]
    rule: float
    whole: bool
    missing: frozenset[str]
    misfit: Misfit | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """One set of sizes to try: of the facts and of the sentences, and how many earlier wordings are shown."""

    fact: float
    fact_leading: float
    sentence: float
    sentence_leading: float
    said: int = _SAID_SHOWN


_STEPS = (
    _Step(10, 12.8, 11.5, 15.2),
    _Step(9.5, 12.2, 11.5, 15.2),
    _Step(9, 11.5, 11.5, 15.2),
    _Step(9, 11.5, 10.5, 13.9),
    _Step(9, 11.5, 10.5, 13.9, said=1),
)


def lay(slip: Slip, page: tuple[float, float]) -> LaidSlip:
    """Set a slip at the first step that fits half a page, or a whole one; otherwise say by how much it is over."""
    width, height = page
    letters = sum(len(words) for words in _all_words(slip))
    if letters > _LONGEST:
        over = ceil(letters / 100)
        return LaidSlip(slip, (), 0.0, True, frozenset(), Misfit(slip.key, slip.person, _("slip"), over, letters // 6))
    for whole, room in ((False, height / 2), (True, height)):
        for step in _STEPS:
            column = _Column(slip, width, step)
            if column.down <= room - FOOT_RULE - _CLEAR:
                return LaidSlip(slip, tuple(column.marks), column.rule, whole, column.missing)
    lines = ceil((column.down - height + FOOT_RULE + _CLEAR) / _STEPS[-1].fact_leading)
    words = sum(len(words.split()) for words in _all_words(slip))
    misfit = Misfit(slip.key, slip.person, _("slip"), lines, max(1, ceil(words * lines / max(len(column.marks), 1))))
    return LaidSlip(slip, (), 0.0, True, column.missing, misfit)


def _all_words(slip: Slip) -> Sequence[str]:
    facts = [getattr(slip, field) for field, _label in _FIELDS]
    return (slip.person, slip.occasion, slip.write_by, slip.envelope, *facts, *slip.sentences, *slip.said_before)


class _Column:
    """A slip while it is being set: heading, facts at the left, words to begin with at the right."""

    def __init__(self, slip: Slip, width: float, step: _Step) -> None:
        self.marks: list[Mark] = []
        self.missing: frozenset[str] = frozenset()
        self._step = step
        self._measure = width - LEFT - RIGHT
        self.rule = self._heading(slip)
        top = self.rule + 17.0
        self.down = max(self._facts(slip, top), self._words(slip, top))

    def _heading(self, slip: Slip) -> float:
        down = self._lines(slip.person, LEFT, 64.0, Face.SERIF_S, _NAME, _NAME_LEADING, self._measure)
        down = self._lines(slip.occasion, LEFT, down - 6.0, Face.SERIF_I, _OCCASION, _OCCASION_LEADING, self._measure)
        return down - _OCCASION_LEADING + 9.0 if slip.occasion else down - 11.0

    def _facts(self, slip: Slip, top: float) -> float:
        step, x = self._step, LEFT + _LABEL_WIDTH
        measure = _LEFT_SHARE * (self._measure - _GUTTER) - _LABEL_WIDTH
        down = top
        for field, label in _FIELDS:
            parts = [part for part in str(getattr(slip, field)).split("\n") if part.strip()]
            if not parts:
                continue
            self._lines(_(label), LEFT, down, Face.SANS_S, _LABEL, step.fact_leading, _LABEL_WIDTH - 4)
            for part in parts:
                down = self._lines(part, x, down, Face.SANS, step.fact, step.fact_leading, measure)
            down += _FACT_GAP
        return down - step.fact_leading

    def _words(self, slip: Slip, top: float) -> float:
        step = self._step
        x = LEFT + _LEFT_SHARE * (self._measure - _GUTTER) + _GUTTER
        measure = LEFT + self._measure - x
        down = top
        sentences = [sentence for sentence in slip.sentences if sentence.strip()]
        if sentences:
            self._lines(_("You could begin like this"), x, down, Face.SANS_S, _LABEL, 0, measure)
            down += step.sentence_leading
        for number, sentence in enumerate(sentences, 1):
            self.marks.append(Mark(x, down, str(number), Face.SANS_S, 9.0))
            down = self._lines(
                sentence, x + _INDENT, down, Face.SERIF, step.sentence, step.sentence_leading, measure - _INDENT
            )
            down += _SENTENCE_GAP
        said = [words for words in slip.said_before if words.strip()][: step.said]
        if said:
            down += 7.0 if sentences else 0.0
            self._lines(_("Said before: choose other words"), x, down, Face.SANS_S, _LABEL, 0, measure)
            down += 12.6
        for words in said:
            down = self._lines(words, x + _INDENT, down, Face.SANS_I, _SAID, _SAID_LEADING, measure - _INDENT)
            down += 1.6
        return down - _SAID_LEADING

    def _lines(
        self, words: str, x: float, down: float, face: Face, size: float, leading: float, measure: float
    ) -> float:
        """Set words from a first baseline and return the baseline that follows them."""
        wrapped = wrapping.wrap(words, face, size, measure=measure, hyphens=True)
        self.missing |= wrapped.missing
        for line in wrapped.lines:
            self.marks.append(Mark(x, down, line, face, size))
            down += leading
        return down
