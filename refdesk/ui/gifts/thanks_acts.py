"""What can be done with a line of the queue of thanks: by its button, by a key, from its menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.ids import PrintedId
from refdesk.domain.thanks import Part
from refdesk.i18n import _
from refdesk.services import cards, rewards, thanks, thanks_parts
from refdesk.services.cards import PrintedState
from refdesk.services.thanks_queue import PartCell, ThanksRow
from refdesk.ui.gifts import thanks_words
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace


class ThanksActs(QObject):
    """Does what is asked, or says by a signal which place is wanted for it."""

    word_wanted = Signal(int)
    cards_wanted = Signal(list)
    thanks_gift_wanted = Signal(int)
    person_wanted = Signal(int)
    referral_shown_wanted = Signal(int)
    fitting_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._letters: dict[str, Callable[[ThanksRow], None]] = {
            "W": self._word, "C": self._card, "G": self._gift, "F": self._fitting, "A": self._also_a_gift,
            "M": self._mailed, "X": self._leave_next_out, "U": self._owe_again, "P": self._person, "R": self._referral,
        }  # fmt: skip

    def act(self, row: ThanksRow) -> None:
        """Do the next thing owed, what the button of the line says; what is finished is owed again."""
        if row.next_part is None:
            self._owe_again(row)
        elif row.next_part is Part.WORD:
            self._word(row)
        elif row.next_part is Part.CARD:
            self._card(row)
        elif row.next_part is Part.GIFT:
            self._gift(row)
        else:
            said = _("Reward to {name} given").format(name=row.name)
            self._workplace.act(said, rewards.give, _owed(row, Part.REWARD).part_id)

    def press(self, row: ThanksRow, letter: str) -> None:
        """Do what a key stands for; one that fits nothing here says so."""
        self._letters[letter](row)

    def menu_of(self, row: ThanksRow, parent: QWidget) -> Menu:
        """Return everything that can be done with a line."""
        menu = Menu(parent, name=row.name)
        for cell in row.parts:
            if cell.is_owed:
                self._add_acts(menu, row, cell)
        self._add_gifts(menu, row)
        menu.addSeparator()
        for cell in row.parts:
            if cell.is_owed:
                aside = "X" if cell.part is row.next_part else ""
                menu.add(thanks_words.leave_out_words(cell.part), partial(self._leave_out, row, cell), aside=aside)
        menu.addSeparator()
        for cell in row.parts:
            if not cell.is_owed:
                menu.add(_again_words(cell.part), partial(self._again, row, cell), aside=_again_key(row, cell))
        menu.addSeparator()
        if row.cell(Part.GIFT) is None:
            menu.add(_("Log a gift"), partial(self._gift, row), aside="G", icon="gift")
        menu.add(_("Open contact"), partial(self._person, row), aside="P")
        if row.referral_id is not None:
            menu.add(_("Open referral"), partial(self._referral, row), aside="R")
        return menu

    def leave_gift_out(self, row: ThanksRow) -> None:
        """Note that no gift goes with these thanks."""
        said = _("No gift to {name}, card only").format(name=row.name)
        self._workplace.act(said, thanks_parts.leave_gift_out, row.thanks_id)

    def gift_after_all(self, row: ThanksRow) -> None:
        """Owe the gift that was left out."""
        cell = row.cell(Part.GIFT)
        if cell is not None:
            self._again(row, cell)

    def mark(self, row: ThanksRow, printed_id: PrintedId, state: PrintedState) -> None:
        """Say that a printed card is on its way."""
        mailed = state is PrintedState.MAILED
        said = _("Card to {name} mailed") if mailed else _("Card to {name} handed over")
        self._workplace.act(said.format(name=row.name), cards.mark, [printed_id], state)

    def _add_acts(self, menu: Menu, row: ThanksRow, cell: PartCell) -> None:
        if cell.part is Part.WORD:
            menu.add(_("Say thank you"), partial(self._word, row), aside="W", icon="phone")
        elif cell.part is Part.GIFT:
            menu.add(_("Log the gift"), partial(self._gift, row), aside="G", icon="gift")
        elif cell.part is Part.REWARD:
            menu.add(_("Reward given"), partial(self.act, row), icon="gift")
        else:
            printed = cell.printed_id is not None
            menu.add(_("Print the card"), partial(self._print, cell), aside="" if printed else "C", icon="printer")
            self._add_ways(menu, row, cell)

    def _add_gifts(self, menu: Menu, row: ThanksRow) -> None:
        if not thanks_words.is_reward(row):
            menu.add(_("What fits as a gift"), partial(self._fitting, row), aside="F", icon="gift")
        if self._may_have_gift(row):
            menu.add(_("Also a gift"), partial(self._also_a_gift, row), aside="A", icon="gift")

    def _add_ways(self, menu: Menu, row: ThanksRow, cell: PartCell) -> None:
        if cell.printed_id is None:
            menu.add(_("Mailed without printing"), partial(self._mailed, row), aside="M", icon="mail-check")
            return
        ways = [(PrintedState.MAILED, _("Mailed")), (PrintedState.HANDED_OVER, _("Handed over"))]
        for state, words in ways:
            usual = (state is PrintedState.HANDED_OVER) == cell.by_hand
            then = partial(self.mark, row, cell.printed_id, state)
            menu.add(words, then, aside="M" if usual else "", icon="mail-check")

    def _word(self, row: ThanksRow) -> None:
        cell = _cell_owed(row, Part.WORD)
        if cell is None:
            self._workplace.tell(_("No call or message is owed to {name} here.").format(name=row.name))
        else:
            self.word_wanted.emit(cell.part_id)

    def _card(self, row: ThanksRow) -> None:
        cell = _cell_owed(row, Part.CARD)
        if cell is None:
            self._workplace.tell(_("No card is owed to {name} here.").format(name=row.name))
        elif cell.printed_id is None:
            self._print(cell)
        else:
            self._mailed(row)

    def _print(self, cell: PartCell) -> None:
        self.cards_wanted.emit([cell.part_id])

    def _mailed(self, row: ThanksRow) -> None:
        cell = _cell_owed(row, Part.CARD)
        if cell is None:
            self._workplace.tell(_("No card is owed to {name} here.").format(name=row.name))
        elif cell.printed_id is not None:
            self.mark(row, cell.printed_id, PrintedState.HANDED_OVER if cell.by_hand else PrintedState.MAILED)
        else:
            self._workplace.act(_("Card to {name} mailed").format(name=row.name), cards.mail_by_hand, cell.part_id)

    def _gift(self, row: ThanksRow) -> None:
        """Log a gift for this referral, whether one is owed or not."""
        cell = row.cell(Part.GIFT) or row.parts[0]
        self.thanks_gift_wanted.emit(cell.part_id)

    def _fitting(self, row: ThanksRow) -> None:
        self.fitting_wanted.emit(row)

    def _also_a_gift(self, row: ThanksRow) -> None:
        said = _("A gift is part of the thank-you to {name}").format(name=row.name)
        self._workplace.act(said, thanks_parts.add_gift, row.thanks_id)

    def _may_have_gift(self, row: ThanksRow) -> bool:
        is_usual = any(cell.part is not Part.REWARD for cell in row.parts)
        return is_usual and row.may_accept_gifts and _cell_owed(row, Part.GIFT) is None

    def _leave_next_out(self, row: ThanksRow) -> None:
        if row.next_part is None:
            self._workplace.tell(_("Nothing is owed to {name} here.").format(name=row.name))
        else:
            self._leave_out(row, _owed(row, row.next_part))

    def _leave_out(self, row: ThanksRow, cell: PartCell) -> None:
        self._workplace.act(_("Thank-you to {name} left out").format(name=row.name), thanks.waive, cell.part_id)

    def _owe_again(self, row: ThanksRow) -> None:
        cell = _last_closed(row)
        if cell is None:
            self._workplace.tell(_("Nothing is done here yet."))
        else:
            self._again(row, cell)

    def _again(self, row: ThanksRow, cell: PartCell) -> None:
        self._workplace.act(
            _("Thank-you to {name} is owed again").format(name=row.name), thanks_parts.owe_again, cell.part_id
        )

    def _person(self, row: ThanksRow) -> None:
        self.person_wanted.emit(row.contact_id)

    def _referral(self, row: ThanksRow) -> None:
        if row.referral_id is not None:
            self.referral_shown_wanted.emit(row.referral_id)


def _cell_owed(row: ThanksRow, part: Part) -> PartCell | None:
    return next((cell for cell in row.parts if cell.part is part and cell.is_owed), None)


def _owed(row: ThanksRow, part: Part) -> PartCell:
    cell = _cell_owed(row, part)
    assert cell is not None, "it is the next thing owed"
    return cell


def _last_closed(row: ThanksRow) -> PartCell | None:
    closed = [cell for cell in row.parts if not cell.is_owed]
    return max(closed, key=lambda cell: cell.done_at or cell.waived_at or cell.due_at, default=None)


def _again_words(part: Part) -> str:
    words = {
        Part.WORD: _("Owe the word again"), Part.CARD: _("Owe the card again"), Part.GIFT: _("Owe the gift again"),
        Part.REWARD: _("Owe the reward again"),
    }  # fmt: skip
    return words[part]


def _again_key(row: ThanksRow, cell: PartCell) -> str:
    last = _last_closed(row)
    return "U" if last is not None and last.part_id == cell.part_id else ""
