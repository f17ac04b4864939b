"""What can be done with a gift of the ledger, and with the ledger of a year."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.gifts import GiftDirection, GiftState
from refdesk.domain.ids import ContactId, GiftId, GiftItemId, ReferralId
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import business, gift_ledger, gifts
from refdesk.services.desk import Desk
from refdesk.services.gift_ledger import Form
from refdesk.services.gifts import LedgerRow
from refdesk.services.paper import Written
from refdesk.ui import print_request, profile_words
from refdesk.ui.gifts.gift_dialog import GiftDialog
from refdesk.ui.gifts.limits_dialog import LimitsDialog
from refdesk.ui.gifts.rewards_dialog import RewardsDialog
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace

_KINDS = {Form.PDF: "PDF", Form.CSV: "CSV", Form.EXCEL: "Excel"}


class LedgerActs(QObject):
    """Opens the menus of the ledger and does what is chosen; `print_wanted` brings pages for the print dialog."""

    print_wanted = Signal(object)
    person_wanted = Signal(int)

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(over)
        self._workplace, self._over = workplace, over

    def menu_of(self, row: LedgerRow) -> Menu:
        """Return everything that can be done with a gift."""
        menu = Menu(self._over, name=row.gift)
        menu.add(_("Change…"), partial(self.edit, row.gift_id), icon="pencil")
        if row.direction is GiftDirection.GIVEN:
            for state, words, said in (
                (GiftState.BOUGHT, _("Bought"), _("“{gift}” bought")),
                (GiftState.GIVEN, _("Given today"), _("“{gift}” given")),
                (GiftState.PLANNED, _("Only planned"), _("“{gift}” planned")),
            ):
                if state is not row.state:
                    menu.add(
                        words, partial(self._workplace.act, said.format(gift=row.gift), gifts.move, row.gift_id, state)
                    )
        menu.addSeparator()
        removed = _("Gift “{gift}” removed").format(gift=row.gift)
        menu.add(_("Remove"), partial(self._workplace.act, removed, gifts.remove, row.gift_id), icon="trash-2")
        menu.addSeparator()
        menu.add(_("Open contact"), partial(self.person_wanted.emit, row.contact_id))
        return menu

    def open_menu(self, row: object, where: QPoint) -> None:
        """Open the menu of a gift."""
        assert isinstance(row, LedgerRow), "the ledger shows gifts"
        _popup(self.menu_of(row), where)

    def files_menu(self, year: int, direction: GiftDirection = GiftDirection.GIVEN) -> Menu:
        """Return what can be made of a year; what was received is only written as a table."""
        menu = Menu(self._over, name=_("Year ledger"))
        if direction is GiftDirection.GIVEN:
            menu.add(_("Print…"), partial(self.print_year, year), icon="printer")
            menu.addSeparator()
            menu.add(_("Save as PDF…"), partial(self.save_year, year, Form.PDF), icon="download")
        menu.add(_("Save as CSV…"), partial(self.save_year, year, Form.CSV, direction))
        menu.add(_("Save for Excel…"), partial(self.save_year, year, Form.EXCEL, direction))
        menu.addSeparator()
        menu.add(_("Limits…"), self.show_limits)
        menu.add(_("Rewards…"), self.show_rewards)
        return menu

    def open_files(self, year: int, direction: GiftDirection, where: QPoint) -> None:
        """Open the menu of what can be made of a year."""
        _popup(self.files_menu(year, direction), where)

    def edit(self, gift_id: GiftId) -> None:
        """Open a gift to change it."""
        GiftDialog(self._workplace, self._over, gift_id=gift_id).open()

    def give_item(self, item_id: int) -> None:
        """Open the dialog for a gift of the catalog."""
        GiftDialog(self._workplace, self._over, item_id=GiftItemId(item_id)).open()

    def give_to(self, contact_id: int, item_id: int, referral_id: ReferralId | None) -> None:
        """Open the dialog for a gift to somebody, with what was suggested and the referral it thanks for."""
        GiftDialog(
            self._workplace, self._over, contact_id=ContactId(contact_id), referral_id=referral_id,
            item_id=GiftItemId(item_id) if item_id else None,
        ).open()  # fmt: skip

    def show_limits(self) -> None:
        """Open the dated limits of the rule set."""
        LimitsDialog(self._workplace, self._over).open()

    def show_rewards(self) -> None:
        """Open what everybody who refers is promised."""
        RewardsDialog(self._workplace, self._over).open()

    def save_year(self, year: int, form: Form, direction: GiftDirection = GiftDirection.GIVEN) -> None:
        """Ask where the ledger of a year is to be, and write it."""
        kind = f"{_KINDS[form]} (*{form.value})"
        name = "gift-ledger" if direction is GiftDirection.GIVEN else "gifts-received"
        chosen = self._workplace.ask_to_save(self._over, _("Gift ledger"), f"{name}-{year}{form.value}", kind)
        if chosen is None:
            return
        path = chosen if chosen.suffix.lower() == form.value else chosen.with_name(chosen.name + form.value)
        work = partial(_write, self._workplace.desk, year, path, direction)
        self._workplace.jobs.start(work, then=self._written, failed=self._workplace.show_fault)

    def print_year(self, year: int) -> None:
        """Make the pages of a year, and hand them to the print dialog."""
        work = partial(_write, self._workplace.desk, year, print_request.new_file(), GiftDirection.GIVEN)
        self._workplace.jobs.start(work, then=partial(self._ready, year), failed=self._workplace.show_fault)

    def _ready(self, year: int, written: Written) -> None:
        paper = profile_words.paper(self._workplace.desk.ask(business.load).paper)
        self.print_wanted.emit(PrintRequest(written.path, _("gift ledger {year}").format(year=year), paper))

    def _written(self, written: Written) -> None:
        said = _("Gift ledger written to “{file}”").format(file=written.path.name)
        self._workplace.tell(" ".join((said, *written.sentences)))


def _popup(menu: Menu, where: QPoint) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(where)


def _write(desk: Desk, year: int, path: Path, direction: GiftDirection, _progress: Progress) -> Written:
    return gift_ledger.write(desk, year, path, direction)
