"""The guard while a gift is typed, the catalog, limits, rewards, and what can be done with a gift of the ledger."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from office import Office
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft
from refdesk.domain.gift_items import ItemDraft
from refdesk.domain.gift_rules import RuleSet
from refdesk.domain.gifts import GiftDirection, GiftDraft, GiftState
from refdesk.domain.ids import ContactId, GiftItemId
from refdesk.domain.rewards import EarnedOn, RewardDraft, RewardKind
from refdesk.services import business, gift_items, gift_limits, gifts, rewards
from refdesk.ui import theme
from refdesk.ui.gifts.catalog_dialog import CatalogDialog
from refdesk.ui.gifts.gift_dialog import GiftDialog
from refdesk.ui.gifts.ledger_acts import LedgerActs
from refdesk.ui.gifts.limits_dialog import LimitsDialog
from refdesk.ui.gifts.rewards_dialog import RewardsDialog
from refdesk.ui.gifts.thanks_page import CATALOG, LEDGER, ThanksPage
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

DAY = date(2026, 11, 18)
TEA = ItemDraft("Spring tea", "Food", 950, 460, in_stock=6)


@pytest.fixture
def grace(people: Office) -> ContactId:
    return people.contact("Grace", "Liang")


@pytest.fixture
def tea(workplace: Workplace) -> GiftItemId:
    return workplace.desk.do(gift_items.add, TEA)


def opened(workplace: Workplace, window: QWidget, **more: object) -> GiftDialog:
    dialog = GiftDialog(workplace, window, **more)  # type: ignore[arg-type]
    dialog.open()
    return dialog


def error(dialog: QWidget, name: str) -> str:
    return next(field.error() for field in dialog.findChildren(Field) if field.name == name)


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if not label.isHidden()]


def button(widget: QWidget, words: str) -> Button:
    return next(each for each in widget.findChildren(Button) if words in (each.words(), each.accessibleName()))


def test_the_year_stands_beside_the_gift_and_past_the_limit_one_may_give_anyway(
    workplace: Workplace, window: QWidget, grace: ContactId, qtbot: QtBot
) -> None:
    workplace.desk.do(gifts.log, GiftDraft(grace, "Vase", DAY, category="Home", cost_minor=1800))
    dialog = opened(workplace, window, contact_id=grace)
    assert "$18.00 of $25.00" in labels(dialog.side)
    assert dialog.main_button.words() == "Log the gift"
    qtbot.keyClicks(dialog.name, "Bowl")
    qtbot.keyClicks(dialog.category, "home")
    qtbot.keyClicks(dialog.cost, "9.50")
    qtbot.waitUntil(lambda: dialog.main_button.words() == "Give anyway")
    assert [words.split(":")[0] for words in dialog.side.said()] == [
        "Grace Liang would have had $27.50 in 2026",
        "The last gift, on Wednesday, November 18, was of the same kind",
    ]
    assert dialog.side.bar.accessibleName() == "Grace Liang, 2026: $27.50 of $25.00, past the limit"
    dialog.main_button.click()
    assert [row.gift for row in workplace.desk.ask(gifts.ledger, 2026).rows] == ["Bowl", "Vase"]


def test_the_side_fits_its_width_with_large_text(
    workplace: Workplace, window: QWidget, grace: ContactId, tea: GiftItemId, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.Mode.LIGHT, text_percent=150, motion=False)
    dialog = opened(workplace, window, contact_id=grace, item_id=tea)
    content = dialog.side.suggestions.parentWidget()
    assert content is not None
    assert content.minimumSizeHint().width() <= dialog.side.width()
    dialog.reject()
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)


def test_the_same_twice_is_said_while_it_is_typed(
    workplace: Workplace, window: QWidget, grace: ContactId, qtbot: QtBot
) -> None:
    workplace.desk.do(gifts.log, GiftDraft(grace, "Vase", DAY))
    dialog = opened(workplace, window, contact_id=grace)
    qtbot.keyClicks(dialog.name, "vase")
    dialog.look()
    assert error(dialog, "name") == "Grace Liang had this on Wednesday, November 18, 2026. Choose something else."
    qtbot.keyClicks(dialog.name, " of glass")
    dialog.look()
    assert error(dialog, "name") == ""
    dialog.reject()


@pytest.mark.usefixtures("tea")
def test_a_suggestion_that_was_chosen_keeps_the_focus(
    workplace: Workplace, window: QWidget, grace: ContactId, qtbot: QtBot
) -> None:
    dialog = opened(workplace, window, contact_id=grace)
    (line,) = dialog.side.suggestions.lines.lines()
    qtbot.waitUntil(line.isVisible)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.side.suggestions.lines.lines() != [line])
    (again,) = dialog.side.suggestions.lines.lines()
    qtbot.wait(1)
    assert QApplication.focusWidget() is again
    dialog.reject()


def test_a_suggestion_fills_the_form_and_giving_it_lowers_the_stock(
    workplace: Workplace, window: QWidget, grace: ContactId, tea: GiftItemId, qtbot: QtBot
) -> None:
    dialog = opened(workplace, window, contact_id=grace)
    (line,) = dialog.side.suggestions.lines.lines()
    assert line.accessibleName() == "Spring tea, Food, 6 in stock, $9.50, leaves $15.50"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (dialog.name.text(), dialog.cost.text(), dialog.shipping.text()) == ("Spring tea", "9.50", "4.60")
    assert dialog.item.value() == tea
    dialog.main_button.click()
    (row,) = workplace.desk.ask(gift_items.rows)
    assert (row.draft.in_stock, row.given) == (5, 1)


def test_a_gift_called_otherwise_is_no_entry_of_the_catalog(
    workplace: Workplace, window: QWidget, grace: ContactId, tea: GiftItemId, qtbot: QtBot
) -> None:
    dialog = opened(workplace, window, contact_id=grace, item_id=tea)
    assert dialog.item.value() == tea
    qtbot.keyClicks(dialog.name, " and a cup")
    assert dialog.item.value() == 0
    for _letter in " and a cup":
        qtbot.keyClick(dialog.name, Qt.Key.Key_Backspace)
    assert dialog.item.value() == tea
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Honey")
    dialog.main_button.click()
    (row,) = workplace.desk.ask(gift_items.rows)
    assert (row.draft.in_stock, row.given) == (6, 0)


def test_a_gift_begins_with_the_referral_it_thanks_for(
    workplace: Workplace, window: QWidget, people: Office, grace: ContactId
) -> None:
    referral = people.referral(grace)
    dialog = opened(workplace, window, contact_id=grace, referral_id=referral)
    assert dialog.reason.text() == "Thanks for sending Theo Marchetti"
    assert dialog.occasion.text() == "Thanks for a referral"
    dialog.name.setText("Honey")
    dialog.main_button.click()
    assert workplace.desk.ask(gifts.ledger, 2026).rows[0].referral_id == referral


def test_what_was_received_is_held_against_nothing(
    workplace: Workplace, window: QWidget, workplace_said: Said, grace: ContactId
) -> None:
    workplace.desk.do(gift_items.add, TEA)
    dialog = opened(workplace, window, contact_id=grace)
    dialog.direction.set_value(GiftDirection.RECEIVED.value)
    dialog.direction.chosen.emit(GiftDirection.RECEIVED.value)
    dialog.look()
    assert "What you receive is noted, and held against no limit." in labels(dialog.side)
    assert dialog.item.isHidden() or dialog.item.parentWidget().isHidden()
    dialog.name.setText("Walnuts")
    dialog.cost.setText("90")
    dialog.main_button.click()
    assert workplace_said.done == ["Gift from Grace Liang logged"]
    (row,) = workplace.desk.ask(gifts.ledger, 2026, GiftDirection.RECEIVED).rows
    assert (row.gift, row.cost_minor) == ("Walnuts", 9000)


def test_a_gift_is_changed_in_the_same_form(
    workplace: Workplace, window: QWidget, workplace_said: Said, grace: ContactId
) -> None:
    gift = workplace.desk.do(gifts.log, GiftDraft(grace, "Vase", DAY, cost_minor=1800, business_reason="Sent Theo"))
    dialog = opened(workplace, window, gift_id=gift)
    assert (dialog.name.text(), dialog.cost.text(), dialog.reason.text()) == ("Vase", "18", "Sent Theo")
    dialog.cost.setText("20")
    dialog.main_button.click()
    assert workplace_said.done == ["Gift “Vase” changed"]
    assert workplace.desk.ask(gifts.ledger, 2026).cost_minor == 2000


def test_a_gift_keeps_its_referral_and_its_entry_though_they_are_no_longer_offered(
    workplace: Workplace, window: QWidget, people: Office, grace: ContactId
) -> None:
    desk, item = workplace.desk, workplace.desk.do(gift_items.add, replace(TEA, in_stock=1))
    referral = people.referral(people.contact("Bo", "Lind"))
    given = GiftDraft(grace, "Spring tea", DAY, referral_id=referral, item_id=item)
    gift = desk.do(gifts.log, given)
    desk.do(gift_items.retire, item)
    dialog = opened(workplace, window, gift_id=gift)
    assert dialog.side.said() == [], "the last one is this one"
    dialog.occasion.setText("Thanks")
    dialog.main_button.click()
    assert desk.ask(gifts.draft_of, gift) == replace(given, occasion="Thanks", relationship=dialog.relationship.text())


def test_the_catalog_takes_an_entry_with_its_picture(
    workplace: Workplace, window: QWidget, workplace_said: Said, tmp_path: Path, qtbot: QtBot
) -> None:
    Image.new("RGB", (20, 10), (10, 90, 40)).save(tmp_path / "jar.png")
    workplace_said.opens = tmp_path / "jar.png"
    dialog = CatalogDialog(workplace, window)
    dialog.open()
    qtbot.keyClicks(dialog.name, "Honey")
    qtbot.keyClicks(dialog.cost, "12")
    qtbot.keyClicks(dialog.in_stock, "many")
    dialog.picture.click()
    assert dialog.picture.has_picture()
    dialog.main_button.click()
    assert error(dialog, "in_stock") == "Type how many you have, or leave it empty."
    dialog.in_stock.setText("5")
    dialog.sell.setChecked(True)
    dialog.main_button.click()
    (row,) = workplace.desk.ask(gift_items.rows)
    assert (row.draft.name, row.draft.in_stock, row.draft.we_sell_this, row.has_picture) == ("Honey", 5, True, True)
    again = CatalogDialog(workplace, window, item_id=row.item_id)
    again.open()
    assert (again.cost.text(), again.picture.has_picture()) == ("12", True)
    again.picture.remove()
    again.main_button.click()
    assert not workplace.desk.ask(gift_items.rows)[0].has_picture


def test_a_file_that_is_no_picture_is_said(
    workplace: Workplace, window: QWidget, workplace_said: Said, tmp_path: Path
) -> None:
    (tmp_path / "jar.png").write_bytes(b"not a picture")
    workplace_said.opens = tmp_path / "jar.png"
    dialog = CatalogDialog(workplace, window)
    dialog.open()
    dialog.picture.click()
    assert not dialog.picture.has_picture()
    assert len(workplace_said.faults) == 1
    dialog.reject()


def test_the_page_shows_the_catalog_and_retires_and_takes_back(
    workplace: Workplace, window: QWidget, workplace_said: Said, qtbot: QtBot
) -> None:
    workplace.desk.do(gift_items.add, TEA)
    page = ThanksPage(workplace, window)
    page.resize(window.size())
    page.show()
    page.shown.set_value(CATALOG)
    page.shown.chosen.emit(CATALOG)
    (line,) = page.catalog.lines.lines()
    assert "6 in stock" in line.accessibleName()
    (row,) = workplace.desk.ask(gift_items.rows)
    retire = next(each for each in page.catalog.menu_of(row).actions() if each.text() == "Retire")
    retire.trigger()
    assert workplace_said.done == ["“Spring tea” retired from the catalog"]
    assert page.catalog.lines.lines() == []
    page.catalog.retired.setChecked(True)
    qtbot.mouseClick(button(page.catalog, "Take back: Spring tea"), Qt.MouseButton.LeftButton)
    assert page.catalog.count() == 1


def test_the_page_suggests_beside_the_queue(
    workplace: Workplace, window: QWidget, people: Office, grace: ContactId
) -> None:
    workplace.desk.do(gift_items.add, TEA)
    referral = people.referral(grace)
    page = ThanksPage(workplace, window)
    page.resize(window.size())
    page.show()
    QApplication.processEvents()  # what fits comes in an event of its own
    assert not page.suggest.isHidden()
    assert "A gift for Grace Liang?" in labels(page.suggest)
    assert button(page.suggest, "Give this").isVisible()
    button(page.suggest, "Give this").click()
    dialog = window.findChild(GiftDialog)
    assert isinstance(dialog, GiftDialog)
    assert (dialog.name.text(), dialog.referral.value()) == ("Spring tea", referral)
    dialog.reject()
    page.resize(900, 700)
    assert page.suggest.isHidden()
    page.resize(window.size())
    page.shown.set_value(LEDGER)
    page.shown.chosen.emit(LEDGER)
    assert page.suggest.isHidden()


def test_where_gifts_are_unwise_one_sentence_stands_in_place_of_the_suggestion(
    workplace: Workplace, window: QWidget, people: Office, qtbot: QtBot
) -> None:
    workplace.desk.do(gift_items.add, TEA)
    people.referral(people.contact("Quiet", "Person", may_accept_gifts=False))
    page = ThanksPage(workplace, window)
    page.resize(window.size())
    page.show()
    qtbot.waitUntil(page.suggest.isVisible)
    assert "Quiet Person may not accept gifts. A card is always right." in labels(page.suggest)
    assert page.suggest.give.isHidden()


def test_a_gift_of_the_ledger_moves_on_and_is_removed(
    workplace: Workplace, window: QWidget, grace: ContactId, workplace_said: Said
) -> None:
    desk = workplace.desk
    desk.do(gifts.log, GiftDraft(grace, "Vase", date(2026, 12, 1), state=GiftState.PLANNED))
    acts = LedgerActs(workplace, window)

    def press(words: str) -> None:
        menu = acts.menu_of(desk.ask(gifts.ledger, 2026).rows[0])
        next(each for each in menu.actions() if each.text() == words).trigger()

    press("Bought")
    press("Given today")
    (row,) = desk.ask(gifts.ledger, 2026).rows
    assert (row.state, row.on) == (GiftState.GIVEN, DAY)
    press("Remove")
    assert desk.ask(gifts.ledger, 2026).rows == ()
    assert workplace_said.done == ["“Vase” bought", "“Vase” given", "Gift “Vase” removed"]


def test_the_pages_of_a_year_go_to_the_printer_under_their_name(
    workplace: Workplace, window: QWidget, grace: ContactId, qtbot: QtBot
) -> None:
    workplace.desk.do(gifts.log, GiftDraft(grace, "Vase", DAY))
    acts = LedgerActs(workplace, window)
    with qtbot.waitSignal(acts.print_wanted) as wanted:
        acts.print_year(2026)
    (request,) = wanted.args
    assert request.title == "gift ledger 2026"
    request.pdf.unlink()


@pytest.mark.parametrize(("words", "suffix"), [("PDF", ".pdf"), ("CSV", ".csv"), ("Excel", ".xlsx")])
def test_the_ledger_of_a_year_is_saved(
    words: str, suffix: str, workplace: Workplace, window: QWidget, grace: ContactId, workplace_said: Said,
    tmp_path: Path,
) -> None:  # fmt: skip
    workplace.desk.do(gifts.log, GiftDraft(grace, "Vase", DAY, cost_minor=1800))
    workplace_said.saves = tmp_path / "ledger"
    acts = LedgerActs(workplace, window)
    next(each for each in acts.files_menu(2026).actions() if words in each.text()).trigger()
    assert workplace_said.told == [f"Gift ledger written to “ledger{suffix}”"]
    assert (tmp_path / f"ledger{suffix}").stat().st_size > 100


def test_what_was_received_is_written_from_the_same_button(
    workplace: Workplace, window: QWidget, grace: ContactId, workplace_said: Said, tmp_path: Path
) -> None:
    workplace.desk.do(gifts.log, GiftDraft(grace, "Wine", DAY, direction=GiftDirection.RECEIVED))
    workplace_said.saves = tmp_path / "got"
    menu = LedgerActs(workplace, window).files_menu(2026, GiftDirection.RECEIVED)
    words = [each.text() for each in menu.actions() if each.text()]
    assert words == ["Save as CSV…", "Save for Excel…", "Limits…", "Rewards…"]
    menu.actions()[0].trigger()
    assert "Wine" in (tmp_path / "got.csv").read_text("utf-8-sig")


def test_a_year_is_handed_to_the_print_dialog(workplace: Workplace, window: QWidget, qtbot: QtBot) -> None:
    acts = LedgerActs(workplace, window)
    with qtbot.waitSignal(acts.print_wanted, timeout=500) as wanted:
        acts.print_year(2026)
    assert wanted.args is not None
    request = wanted.args[0]
    assert request.pdf.read_bytes().startswith(b"%PDF")
    request.pdf.unlink()


def test_limits_are_dated_and_the_rule_set_is_chosen_here(
    workplace: Workplace, window: QWidget, workplace_said: Said
) -> None:
    named = replace(workplace.desk.ask(business.load), business_name="Fernhollow", owner="Nadia Fern")
    workplace.desk.do(business.save, named)
    dialog = LimitsDialog(workplace, window)
    dialog.open()
    assert (dialog.shown(), len(dialog.cards)) == (RuleSet.US, 1)
    dialog.amount.setText("ten")
    dialog.main_button.click()
    assert error(dialog, "amount").startswith("Type an amount")
    dialog.amount.setText("25")
    dialog.main_button.click()
    assert error(dialog, "amount").startswith("These rules hold already")
    assert len(dialog.cards) == 1
    dialog.amount.setText("30")
    dialog.main_button.click()
    assert len(dialog.cards) == 2
    assert workplace.desk.ask(gift_limits.rules).limit_at(DAY).amount == Decimal("30.00")
    button(dialog, "Change the limit from Nov 18, 2026 on").click()
    assert dialog.amount.text() == "30"
    dialog.amount.setText("31")
    dialog.main_button.click()
    assert workplace.desk.ask(gift_limits.rules).limit_at(DAY).amount == Decimal("31.00")
    button(dialog, "Remove the limit from Nov 18, 2026 on").click()
    assert len(dialog.cards) == 1
    dialog.rule_set.set_value("de")
    dialog.rule_set.chosen.emit("de")
    assert len(dialog.cards) == 2
    assert workplace.desk.ask(gift_limits.rules).rule_set is RuleSet.GERMANY
    dialog.rule_set.set_value("none")
    dialog.rule_set.chosen.emit("none")
    assert dialog.main_button.isHidden()
    assert workplace_said.done[-1] == "Rules for gifts changed"
    dialog.reject()


def test_a_reward_is_promised_changed_and_ended(
    workplace: Workplace, window: QWidget, workplace_said: Said, qtbot: QtBot
) -> None:
    dialog = RewardsDialog(workplace, window)
    dialog.open()
    assert dialog.name.hasFocus()
    dialog.main_button.click()
    assert error(dialog, "name") == "Type what everybody who refers gets."
    qtbot.keyClicks(dialog.name, "the next job")
    dialog.kind.set_value("money_off")
    dialog.kind.chosen.emit("money_off")
    dialog.amount.setText("50")
    dialog.until_on.setText("never mind")
    dialog.main_button.click()
    assert error(dialog, "until_on") == "Type a day, such as today or Nov 18."
    dialog.until_on.set_day(None)
    dialog.until_on.setText("")
    dialog.main_button.click()
    (row,) = workplace.desk.ask(rewards.rows, DAY)
    assert row.words == "$50.00 off: the next job"
    button(dialog, "Change: the next job").click()
    dialog.kind.set_value("points")
    dialog.kind.chosen.emit("points")
    dialog.points.setText("200")
    dialog.main_button.click()
    (row,) = workplace.desk.ask(rewards.rows, DAY)
    assert row.words == "200 points: the next job"
    button(dialog, "End: the next job").click()
    assert workplace.desk.ask(rewards.rows, DAY) == ()
    assert workplace_said.done == [
        "Reward “the next job” promised", "Reward “the next job” changed", "Reward “the next job” ended",
    ]  # fmt: skip
    dialog.reject()


def test_who_is_owed_a_reward_is_given_it_here(
    workplace: Workplace, window: QWidget, people: Office, grace: ContactId, workplace_said: Said
) -> None:
    dinner = RewardDraft("Dinner for two", RewardKind.THING, EarnedOn.REFERRAL, date(2026, 1, 1))
    workplace.desk.do(rewards.add, dinner)
    people.referral(grace)
    people.referral(people.contact("Bo", "Lind"), prospect=ContactDraft(given="Cleo", family="Lind"))
    dialog = RewardsDialog(workplace, window)
    dialog.open()
    assert "Dinner for two, for sending Theo Marchetti" in labels(dialog)
    button(dialog, "Reward given: Grace Liang").click()
    button(dialog, "Leave the reward out: Bo Lind").click()
    assert workplace_said.done == ["Reward to Grace Liang given", "Reward to Bo Lind left out"]
    assert dialog.owed == []
    (row,) = workplace.desk.ask(rewards.rows, DAY)
    assert (row.owed, row.given) == (0, 1)
    dialog.reject()


def test_tab_goes_through_the_dialogs_as_they_are_read(workplace: Workplace, window: QWidget) -> None:
    limits = LimitsDialog(workplace, window)
    limits.open()
    names = [each.accessibleName() for each in limits.tab_stops()]
    read = [
        "Rules for gifts",
        "Change the limit from Jan 1, 1962 on",
        "From which day on?",
        "How much a person a year?",
    ]
    assert [name for name in names if name in read] == read
    limits.reject()


def test_in_a_narrow_window_the_gift_of_a_line_opens_what_fits_over_the_page(
    workplace: Workplace, window: QWidget, people: Office, grace: ContactId, qtbot: QtBot
) -> None:
    workplace.desk.do(gift_items.add, TEA)
    people.referral(grace)
    page = ThanksPage(workplace, window)
    page.resize(936, 636)
    page.show()
    (line,) = page.queue.lines()
    assert line.fitting.accessibleName() == "May have one: A gift for Grace Liang?"
    line.fitting.click()
    drawer = page.place.drawer
    assert drawer.isVisible()
    assert drawer.geometry().right() == page.rect().right()
    assert drawer.isAncestorOf(QApplication.focusWidget())
    assert "A gift for Grace Liang?" in labels(drawer)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert drawer.isHidden()
    assert line.hasFocus()
    qtbot.keyClick(line, Qt.Key.Key_F)
    assert drawer.isVisible()
    page.resize(1236, 836)
    assert drawer.isHidden()
    assert page.suggest.isVisible()
    assert not line.fitting.isVisible()


def test_no_gift_card_only_is_kept_and_taken_back(
    workplace: Workplace, window: QWidget, people: Office, grace: ContactId, workplace_said: Said, qtbot: QtBot
) -> None:
    workplace.desk.do(gift_items.add, TEA)
    people.referral(grace)
    page = ThanksPage(workplace, window)
    page.resize(1236, 836)
    page.show()
    qtbot.waitUntil(page.suggest.isVisible)  # what fits comes in an event of its own
    page.suggest.none.click()
    assert workplace_said.done == ["No gift to Grace Liang, card only"]
    (line,) = page.queue.lines()
    assert "left out" in labels(line.gift)
    qtbot.waitUntil(page.suggest.none.isHidden)
    page.suggest.after_all.click()
    (line,) = page.queue.lines()
    assert "gift: By Friday" in line.accessibleName()
    qtbot.waitUntil(page.suggest.none.isVisible)
    page.suggest.none.click()  # the one that is owed now
    workplace.desk.undo()
    workplace.desk.undo()
    workplace.desk.undo()
    (line,) = page.queue.lines()
    assert line.fitting.words() == "May have one"
