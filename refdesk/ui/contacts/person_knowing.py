"""How well a person knows, likes and trusts us, and how happy they are: a level, and the newest line that shows it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from refdesk.domain import evidence as rules
from refdesk.domain.evidence import Of
from refdesk.i18n import N_, _
from refdesk.services.evidence import EvidenceFacts
from refdesk.ui import theme
from refdesk.ui.contacts.person_sections import Section
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.mark_widgets import Pills

TITLES = {Of.KNOW: N_("Know"), Of.LIKE: N_("Like"), Of.TRUST: N_("Trust"), Of.HAPPY: N_("Happy")}
_PILLS_WIDTH, _PAD = 72, 6


class PersonKnowing(Section):
    """Four lines; each opens the window with its level and everything that shows it."""

    evidence_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Know, like, trust"), parent)
        self._lines = Lines(self, name=_("Know, like, trust"))
        self.body.addWidget(self._lines)

    def show_facts(self, facts: EvidenceFacts) -> None:
        """Show the levels with the newest line of each."""
        self._lines.set_lines([self._line(of, facts) for of in Of])

    def _line(self, of: Of, facts: EvidenceFacts) -> Line:
        found = facts.lines_of(of)
        level = facts.level_of(of)
        shown = found[0].text.partition("\n")[0] if found else ""
        said = [_(rules.WORDS[of]) if of is not Of.HAPPY else _("Happy"), level_said(of, level), shown]
        line = Line(self._lines, name=", ".join(filter(None, said)), height=32, hairline=False)
        line.row.setContentsMargins(_PAD, 0, _PAD, 0)  # room for the ring of the keys
        line.row.setSpacing(12)
        title = Label(_(TITLES[of]), Style.SECOND_STRONG, line)
        title.setMinimumWidth(QFontMetrics(theme.font(Style.SECOND_STRONG)).horizontalAdvance("Happy") + 6)
        line.row.addWidget(title)
        if of is Of.HAPPY:
            words = Label(level_said(of, level), Style.SECOND, line, ink=Ink.INK2)
            words.setMinimumWidth(_PILLS_WIDTH)
            line.row.addWidget(words)
        else:
            line.row.addWidget(Pills(level or 0, line, name=_(rules.WORDS[of])))
        nothing = _("Note what shows it") if of is not Of.HAPPY else _("Note a happy moment")
        line.row.addWidget(ElidedLabel(shown or nothing, Style.SECOND, line, ink=Ink.INK2 if shown else Ink.INK3), 1)
        line.clicked.connect(partial(self._open, of))
        return line

    def _open(self, of: Of, _on: bool = False) -> None:
        self.evidence_wanted.emit(of)


def level_said(of: Of, level: int | None) -> str:
    """Return a level in words: "very well", or "4 of 5"."""
    if of is Of.HAPPY:
        return _("not asked") if level is None else _("{n} of {most}").format(n=level, most=rules.MOST_SATISFIED)
    return rules.level_words(level or 0)
