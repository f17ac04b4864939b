"""Gifts in Settings: whose rules are kept, when the tax year begins, what is given; from here to limits and rewards."""

from typing import Any

from babel import dates
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import gift_modes, gift_rules, tax_year
from refdesk.domain import profile as profiles
from refdesk.domain.gift_modes import MODE_WORDS
from refdesk.domain.gift_rules import RULE_SET_WORDS
from refdesk.domain.profile import Profile
from refdesk.domain.tax_year import YearStart
from refdesk.i18n import _
from refdesk.services import gift_limits
from refdesk.ui.settings.editors import ChoiceEditor, Editor, SegmentEditor
from refdesk.ui.settings.row import SettingRow
from refdesk.ui.settings.section import Section
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.workplace import Workplace

_DAYS = 31


class YearStartEditor(Editor):
    """A month and a day; "" is what is usual in the country."""

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self._usual = tax_year.NEW_YEAR
        months = dates.get_month_names("wide", "stand-alone", locale=i18n.current())
        self.month = Combo(
            [(month, months[month]) for month in range(1, 13)], self, name=_("{setting}, month").format(setting=name)
        )
        self.day = Combo(
            [(day, str(day)) for day in range(1, _DAYS + 1)], self, name=_("{setting}, day").format(setting=name)
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.month, 2)
        row.addWidget(self.day, 1)
        self.column.addLayout(row)
        self.month.chosen.connect(self._chosen)
        self.day.chosen.connect(self._chosen)
        self.setFocusProxy(self.month)

    def set_usual(self, start: YearStart) -> None:
        """Take what is usual in the country, shown while nothing else is chosen."""
        self._usual = start

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - each editor knows its own kind
        start = tax_year.read(str(value)) or self._usual
        self.month.set_value(start.month)
        self.day.set_value(start.day)

    def set_wrong(self, wrong: bool) -> None:
        self.month.set_wrong(wrong)
        self.day.set_wrong(wrong)

    def _chosen(self) -> None:
        start = YearStart(int(str(self.month.value())), int(str(self.day.value())))
        self.offered.emit("" if start == self._usual else start.kept)


class GiftsSection(Section):
    """The rows of gifts; `limits_wanted` and `rewards_wanted` ask for their dialogs."""

    limits_wanted = Signal()
    rewards_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        about = _("RefDesk warns by these rules and gives no tax or legal advice. Ask your accountant.")
        super().__init__(_("Gifts and rewards"), parent, about=about)
        self._workplace = workplace
        self._rules = self._add("gift_rules", ChoiceEditor(self, name=profiles.title("gift_rules")))
        self._year_editor = YearStartEditor(self, name=profiles.title("tax_year_start"))
        self._year = self._add("tax_year_start", self._year_editor, beside=True)
        modes = [(mode.value, _(words)) for mode, words in MODE_WORDS.items()]
        editor = SegmentEditor(self, name=profiles.title("gift_mode"), choices=modes)
        self._mode = self._add("gift_mode", editor)
        self.limits = Button(_("Limits…"), self)
        self.rewards = Button(_("Rewards…"), self, icon="gift")
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.limits)
        buttons.addWidget(self.rewards)
        buttons.addStretch(1)
        self.card.column.addLayout(buttons)
        self.words = _("limits rewards accountant")
        self.limits.clicked.connect(self.limits_wanted)
        self.rewards.clicked.connect(self.rewards_wanted)

    def prepare(self, profile: Profile) -> None:
        """Offer what fits the country, and say what follows from the choices, before the values are shown."""
        usual = gift_rules.usual(profile.country)
        words = _("As usual in your country: {rules}").format(rules=_(RULE_SET_WORDS[usual]))
        own = [(each.value, _(said)) for each, said in RULE_SET_WORDS.items()]
        rules_editor = self._rules.editor
        assert isinstance(rules_editor, ChoiceEditor), "made so above"
        rules_editor.set_choices([("", words), *own])
        self._year_editor.set_usual(tax_year.usual_start(profile.country))
        rules = self._workplace.desk.ask(gift_limits.of_profile, profile)
        today = self._workplace.desk.today()
        self._rules.field.set_hint(gift_rules.about(rules.limit_at(today), profile.currency))
        self._year.field.set_hint(_("Totals are held against the limit by tax year; now it is {year}.").format(
            year=rules.year_of(today).name
        ))  # fmt: skip
        found = gift_modes.suggested(profile.trade, profile.business_name, profile.tagline)
        usual_hint = _("Where gifts can be illegal or unwise: tokens of next to no worth, or a card and nothing else.")
        fits = found is None or found.mode.value == profile.gift_mode
        self._mode.field.set_hint(usual_hint if fits or found is None else found.sentence)

    def _add(self, name: str, editor: Editor, *, beside: bool = False) -> SettingRow:
        return self.add(SettingRow(name, profiles.title(name), editor, self, hint=" "), beside=beside)
