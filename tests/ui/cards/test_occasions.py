"""The card studio for more than thanks: birthdays, the season, anybody; wordings, pictures, and what goes with them."""

import io
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from office import Office
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.documents import stock
from refdesk.domain.addresses import Address
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate
from refdesk.domain.occasions import CardFor, CardOccasion
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import BadFile
from refdesk.services import business, card_texts, cards, households, own_pictures, wordings
from refdesk.services.desk import Desk
from refdesk.services.own_pictures import OwnPicture
from refdesk.ui import theme
from refdesk.ui.cards.card_studio_page import CardStudioPage
from refdesk.ui.cards.outputs_dialog import OutputsDialog
from refdesk.ui.cards.printed_list import WaitingLine
from refdesk.ui.cards.wordings_dialog import WordingsDialog
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace

HOME = IncomingAddress(Address("12 Quay St", "Columbus", "OH", "43085", "US"))


def born(office: Office, given: str, day: int, **more: object) -> ContactId:
    dates = (IncomingDate(DateKind.BIRTHDAY, YearlyDate(11, day, 1970)),)
    return office.contact(given, "Diaz", dates=dates, addresses=(HOME,), **more)


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, office: Office) -> CardStudioPage:
    office.stages()
    made = CardStudioPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    return made


def names(page: CardStudioPage) -> list[str]:
    return [line.accessibleName() for line in page.whom.lines.lines()]


def ask_for(page: CardStudioPage, occasion: CardOccasion) -> None:
    page.whom.choice.occasion.set_value(occasion)
    page.whom.choice._occasion_chosen()


def printed_on(page: CardStudioPage, qtbot: QtBot) -> PrintRequest:
    with qtbot.waitSignal(page.print_wanted) as caught:
        page.output.print.click()
    request: PrintRequest = caught.args[0]
    return request


def test_birthdays_are_printed_with_their_lines_for_the_pen(page: CardStudioPage, office: Office) -> None:
    born(office, "Ana", 28)
    born(office, "Bo", 27, may_be_mailed=False)
    page.show()
    assert page.empty.isVisible()
    page.empty.link_pressed.emit(0)
    assert names(page) == ["Ana Diaz, print by Nov 20, chosen"]
    assert page.whom.left_out.words() == "1 left out"
    page.whom.left_out.click()
    assert page.whom._reasons.text() == "Bo Diaz: wants no mail"
    assert page.stock.inside.value() == "printed"
    assert page.stock.line.isVisible()
    assert page.help._content is not None
    assert page.preview.page.has_page()


def test_notes_only_prints_no_line_about_sending_people(page: CardStudioPage, office: Office, file_desk: Desk) -> None:
    born(office, "Ana", 28)
    known = replace(file_desk.ask(business.load), business_name="Title Co", owner="Nadia Fern", gift_mode="notes_only")
    file_desk.do(business.save, known)
    page.choose_occasion("birthday", ())
    page.show()
    assert page.stock.inside.value() == "printed"
    assert page.stock.line.isHidden()
    assert page.stock._asks_nobody.isVisible()
    (card,) = page.whom.chosen()
    sheet = file_desk.ask(card_texts.card_sheet, page.job())
    assert (sheet.cards[0].postscript, sheet.cards[0].foot_lines) == ("", 0)
    assert file_desk.ask(card_texts.writing_help, card).referral_line == ""


def test_a_route_chooses_just_these_people(page: CardStudioPage, office: Office) -> None:
    born(office, "Ana", 28)
    bo = born(office, "Bo", 27)
    page.choose_occasion("birthday", [bo])
    page.show()
    assert page.whom.chosen() == (CardFor(bo, CardOccasion.BIRTHDAY, date(2026, 11, 27)),)
    assert page.preview.page.accessibleDescription() == "Bo Diaz, Inside"


def test_printing_notes_the_cards_once_they_went_to_the_printer(
    page: CardStudioPage, qtbot: QtBot, office: Office, file_desk: Desk, workplace_said: Said
) -> None:
    born(office, "Ana", 28)
    page.choose_occasion("birthday", [])
    page.show()
    page.output.slips.setChecked(True)
    request = printed_on(page, qtbot)
    assert request.pdf.read_bytes().startswith(b"%PDF")
    assert (request.title, request.paper, request.sides) == ("1 card", "Letter", 1)
    assert file_desk.ask(cards.waiting) == ()
    assert request.then is not None
    with qtbot.waitSignal(page.print_wanted) as caught:
        request.then()
    assert caught.args[0].title == "Writing slips"
    (waiting,) = file_desk.ask(cards.waiting)
    assert waiting.occasion is CardOccasion.BIRTHDAY
    assert workplace_said.done == ["1 card printed"]
    assert page.printed.isVisible()
    assert names(page)[0].endswith("printed, not chosen")
    file_desk.undo()
    assert file_desk.ask(cards.waiting) == ()


def test_a_household_is_greeted_once_and_somebody_is_added_by_name(
    page: CardStudioPage, office: Office, file_desk: Desk
) -> None:
    ana = office.contact(addresses=(HOME,), client_since=date(2020, 1, 1))
    luis = office.contact("Luis", client_since=date(2020, 1, 1))
    file_desk.do(households.together, [ana, luis])
    page.show()
    ask_for(page, CardOccasion.SEASON)
    assert names(page) == ["Ana and Luis Diaz, chosen"]
    page.whom.choice.on.set_day(date(2026, 12, 18))
    page.whom.choice._asks_otherwise()
    assert page.whom.choice._on_field.hint() == "Print by December 10, mail by December 11."
    ask_for(page, CardOccasion.OTHER)
    assert page.preview.page.words() == "Add somebody under “For whom”."
    page.whom.choice.choose(CardOccasion.OTHER, [office.contact("Bo", "Lind")])
    page.refresh()
    assert names(page) == ["Bo Lind, no address, chosen"]
    assert page.whom.choice.person.isVisible()
    page.whom.choice.filter.set_value("is:client")
    page.whom.choice._filter_chosen()
    assert names(page) == ["Ana and Luis Diaz, chosen"]
    assert not page.whom.choice.person.isVisible()


def test_people_chosen_by_name_stay_when_the_season_is_greeted(page: CardStudioPage, office: Office) -> None:
    office.contact("Cleo", "Client", client_since=date(2020, 1, 1))
    page.choose_occasion("other", [office.contact("Bo", "Lind")])
    page.show()
    page.refresh()
    ask_for(page, CardOccasion.SEASON)
    assert names(page) == ["Bo Lind, no address, chosen"]
    assert page.whom.choice.person.isVisible()
    page.whom.choice.filter.set_value("is:client")
    page.whom.choice._filter_chosen()
    assert names(page) == ["Cleo Client, no address, chosen"]
    ask_for(page, CardOccasion.BIRTHDAY)
    ask_for(page, CardOccasion.SEASON)
    assert names(page) == ["Cleo Client, no address, chosen"], "clients are greeted unless somebody was named"


def test_words_of_the_search_box_that_name_nothing_are_said(page: CardStudioPage) -> None:
    page.show()
    ask_for(page, CardOccasion.SEASON)
    page.whom.choice.filter.set_value("?")
    page.whom.choice._asks_otherwise()
    page.whom.choice.words.setText("saved:nobody")
    page.whom.choice._typed.stop()
    page.refresh()
    assert "no filter" in page.preview.page.words()


def test_the_library_adds_checks_copies_and_removes(page: CardStudioPage, office: Office, file_desk: Desk) -> None:
    born(office, "Ana", 28)
    page.choose_occasion("birthday", [])
    page.show()
    page.words.all_wordings.click()
    dialog = page.findChild(WordingsDialog)
    assert dialog.lines.lines()[0].accessibleName() == "A kind year"
    assert dialog.body_edit.isReadOnly()
    dialog.copy.click()
    assert dialog.title.text() == "A kind year (my words)"
    dialog.body_edit.setPlainText("Dear {{ frist_name }}")
    assert "Line 1, character 9" in dialog.body_field.error()
    assert not dialog.main_button.isEnabled()
    dialog.keep.click()
    assert "first_name" in dialog.body_field.error()
    dialog.body_edit.setPlainText("Happy day, {{ first_name }}!")
    dialog.keep.click()
    assert dialog.main_button.isEnabled()
    dialog.main_button.click()
    assert page.words.editor.text() == "Happy day, {{ first_name }}!"
    assert page.job().wording.startswith("own-")
    page.words.all_wordings.click()
    again = page.findChildren(WordingsDialog)[-1]
    again.remove.click()
    assert len(file_desk.ask(wordings.all_for, CardOccasion.BIRTHDAY)) == 3
    again.reject()


def test_words_typed_are_kept_as_a_wording(page: CardStudioPage, office: Office, file_desk: Desk) -> None:
    born(office, "Ana", 28)
    page.choose_occasion("birthday", [])
    page.show()
    page.words.editor.setPlainText("A fine day to you, {{ first_name }}.")
    assert page.words.keep.isVisible()
    page.words.keep.click()
    dialog = page.findChild(WordingsDialog)
    assert dialog.body_edit.text() == "A fine day to you, {{ first_name }}."
    dialog.keep.click()
    assert dialog.title_field.error() == "Give the wording a title."
    dialog.title.setText("Fine day")
    dialog.keep.click()
    assert file_desk.ask(wordings.all_for, CardOccasion.BIRTHDAY)[-1].title == "Fine day"
    dialog.reject()


def test_a_wording_somebody_had_says_when_and_another_is_taken(
    page: CardStudioPage, office: Office, file_desk: Desk
) -> None:
    ana = born(office, "Ana", 28)
    had = CardFor(ana, CardOccasion.BIRTHDAY, date(2025, 11, 28))
    file_desk.do(cards.printed, {had: "I hope the day"}, "8315", {had: "birthday_kind"})
    page.choose_occasion("birthday", [])
    page.show()
    offered = dict(page.words.wording.choices())
    assert offered["birthday_kind"] == "A kind year (had it Nov 18)"
    assert "Glad to know you" in page.words.field.hint()
    assert page.words.editor.text().startswith("Today is yours")


def test_a_picture_takes_the_place_of_the_greeting(
    page: CardStudioPage, office: Office, file_desk: Desk, workplace_said: Said, tmp_path: Path
) -> None:
    office.referral()
    page.show()
    photo = tmp_path / "photo.png"
    Image.linear_gradient("L").convert("RGB").save(photo)
    workplace_said.opens = photo
    page.stock.outside.what.set_value("picture")
    page.stock.outside._chosen()
    assert file_desk.ask(own_pictures.card_picture) is not None
    assert workplace_said.done[-1] == "Picture for cards saved"
    assert not page.stock.outside.greeting.isVisible()
    assert page.preview.page.has_page()
    page.stock.outside.remove.click()
    assert file_desk.ask(own_pictures.card_picture) is None
    assert page.stock.outside.kind() == "words"


@pytest.mark.parametrize("which", list(OwnPicture))
def test_pictures_that_are_none_or_too_large_are_said_in_plain_words(which: OwnPicture, tmp_path: Path) -> None:
    corrupt = tmp_path / "corrupt.jpg"
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "red").save(out, "JPEG")
    corrupt.write_bytes(out.getvalue()[:200])
    with pytest.raises(BadFile, match=r"damaged|no picture"):
        own_pictures.from_file(corrupt, which)
    huge = tmp_path / "huge.png"
    Image.new("1", (10_000, 5_000)).save(huge)
    with pytest.raises(BadFile, match="25 megapixels"):
        own_pictures.from_file(huge, which)
    empty = tmp_path / "empty.png"
    empty.touch()
    with pytest.raises(BadFile, match="empty"):
        own_pictures.from_file(empty, which)


def test_a_picture_of_one_gray_is_warned_of() -> None:
    out = io.BytesIO()
    image = Image.new("RGB", (100, 100), (255, 0, 0))
    image.paste((0, 130, 0), (0, 0, 50, 100))
    image.save(out, "PNG")
    assert own_pictures.looks_flat_in_gray(out.getvalue())


def test_what_goes_with_the_cards_is_seen_printed_and_saved(
    page: CardStudioPage, qtbot: QtBot, office: Office, workplace_said: Said, tmp_path: Path
) -> None:
    office.referral(office.contact(addresses=(HOME,)), office.contact("Bo", "Lind"))
    page.show()
    page.output.more.click()
    dialog = page.findChild(OutputsDialog)
    dialog._draw()
    assert dialog.page.has_page()
    assert dialog.envelope.value() == "A2"
    dialog.what.set_value("slips")
    dialog._changed()
    dialog._draw()
    assert dialog.page.has_page()
    dialog.what.set_value("labels")
    dialog._sheet_chosen()
    dialog.start.set_value("7")
    dialog._draw()
    assert dialog.job().start == 7
    assert "Bo Lind" in dialog.notice.findChildren(type(dialog.about))[1].text()
    workplace_said.saves = tmp_path / "labels"
    dialog.save.click()
    assert (tmp_path / "labels.pdf").read_bytes().startswith(b"%PDF")
    page.output.more.click()
    dialog = page.findChildren(OutputsDialog)[-1]
    dialog.what.set_value("envelopes")
    dialog._changed()
    with qtbot.waitSignal(page.print_wanted) as caught:
        dialog.main_button.click()
    assert caught.args[0].title == "Envelopes"


def test_a_spoiled_card_is_put_back_from_its_menu(page: CardStudioPage, office: Office, file_desk: Desk) -> None:
    office.referral()
    page.show()
    (owed,) = file_desk.ask(cards.owed, file_desk.now(), office.working)
    file_desk.do(cards.printed, {owed.part_id: ""}, "8315")
    (waiting,) = file_desk.ask(cards.waiting)
    page.refresh()
    line = page.printed.findChild(WaitingLine)
    assert line.card == waiting
    QTest.mouseClick(line.more, Qt.MouseButton.LeftButton)
    menu = page.printed.findChild(Menu)
    assert menu.isVisible()
    again = next(action for action in menu.actions() if action.text().startswith("Spoiled"))
    again.trigger()
    menu.close()
    assert file_desk.ask(cards.waiting) == ()
    assert page.whom.chosen() == (owed.part_id,)


def test_nothing_is_left_behind_when_no_card_fits(
    page: CardStudioPage, office: Office, workplace_said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.referral()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    page.show()
    page.stock.inside.set_value("printed")
    page.stock._change()
    page.words.editor.setPlainText("Thank you for this. " * 250)
    page._draw()
    page.output.print.click()
    assert "over" in workplace_said.faults[0].sentence
    assert list(tmp_path.glob("refdesk-*")) == []


def test_the_count_of_cards_owed_stands_whatever_is_shown(page: CardStudioPage, office: Office, qtbot: QtBot) -> None:
    office.referral()
    with qtbot.waitSignal(page.count_changed) as caught:
        page.choose_occasion("birthday", [])
        page.show()
    assert caught.args == [1]


@pytest.mark.parametrize("occasion", ["thanks", "birthday", "other"])
@pytest.mark.parametrize("inside", ["lines", "printed", "blank"])
def test_no_step_is_wider_than_its_column_with_large_words(
    page: CardStudioPage, office: Office, qapp: QApplication, occasion: str, inside: str
) -> None:
    office.referral()
    born(office, "Vera", 25)
    theme.apply(qapp, theme.Mode.LIGHT, text_percent=150, motion=False)
    page.choose_occasion(occasion, ())
    page.resize(900, 620)
    page.show()
    page.stock.stock.set_value("8315")
    page.stock.inside.set_value(inside)
    page.stock._change()
    steps = page.stock.parentWidget()
    assert steps is not None
    column = steps.parentWidget()
    assert column is not None
    assert steps.minimumSizeHint().width() <= column.width()


def test_a_larger_card_has_more_room_for_words(page: CardStudioPage, office: Office) -> None:
    office.referral()
    page.show()
    page.stock.stock.set_value("plain-letter")
    page.stock._change()
    rooms = []
    while True:
        now = stock.card(page.stock.choices().stock)
        assert now is not None
        assert (now.paper or stock.Paper.LETTER) is stock.Paper.LETTER
        rooms.append(now.frame.measure * (now.panel_height - now.frame.above - now.frame.below))
        if not page.stock.larger():
            break
    assert len(rooms) > 2
    assert rooms == sorted(set(rooms))


def test_a_larger_card_is_one_at_hand_before_one_to_buy_and_is_named(
    page: CardStudioPage, office: Office, file_desk: Desk, workplace_said: Said
) -> None:
    office.referral()
    page.show()
    page.stock.stock.set_value("plain-letter")
    page.stock._change()
    page._larger_card()
    larger = stock.card(page.stock.choices().stock)
    assert larger is not None
    assert not larger.maker, "plain paper, though 3265 is the next larger"
    assert workplace_said.told == [f"Now on: {larger.shown_name()}. Put that into the printer."]
    page.stock.stock.set_value("plain-letter")
    page.stock._change()
    file_desk.do(cards.printed, {CardFor(office.contact(), CardOccasion.OTHER): ""}, "3265")
    page._larger_card()
    assert page.stock.choices().stock == "3265", "it was printed on before"


def test_too_long_words_lead_to_a_larger_card_or_leave_it_out(page: CardStudioPage, office: Office) -> None:
    office.referral()
    page.show()
    page.stock.stock.set_value("8315")
    page.stock.inside.set_value("printed")
    page.stock._change()
    page.words.editor.setPlainText("Thank you for this. " * 60)
    page._draw()
    assert page.preview.notice.isVisible()
    assert page.preview.larger.isVisible()
    page.preview.larger.click()
    assert page.stock.choices().stock != "8315"
    page.preview.leave_out.click()
    assert page.whom.chosen() == ()


def test_words_not_saved_wait_while_another_wording_is_read(page: CardStudioPage, workplace: Workplace) -> None:
    dialog = WordingsDialog(workplace, page, occasion=CardOccasion.BIRTHDAY)
    dialog.open()
    dialog.add.click()
    dialog.title.setText("My own")
    dialog.body_edit.setPlainText("All the best from all of us.")
    first = dialog.lines.lines()[0]
    first.click()
    assert dialog.title.text() != "My own"
    dialog.add.click()
    assert (dialog.title.text(), dialog.body_edit.text()) == ("My own", "All the best from all of us.")
    dialog.keep.click()
    dialog.add.click()
    assert (dialog.title.text(), dialog.body_edit.text()) == ("", "")
    dialog.reject()
