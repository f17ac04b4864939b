"""The card studio as its owner uses it."""

from pathlib import Path

import pypdfium2
import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.addresses import Address
from refdesk.domain.incoming import IncomingAddress
from refdesk.services import cards
from refdesk.services.desk import Desk
from refdesk.ui.card_page import Zoom
from refdesk.ui.cards import whom_step
from refdesk.ui.cards.card_studio_page import CardStudioPage
from refdesk.ui.cards.preview import Preview
from refdesk.ui.cards.preview_bar import ENVELOPE, SLIP
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

HOME = IncomingAddress(Address("12 Quay St", "Columbus", "OH", "43085", "US"))


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, office: Office) -> CardStudioPage:
    office.referral(office.contact(addresses=(HOME,)))
    office.referral(office.contact("Bo", "Lind"))
    office.referral(office.contact("Cleo", "Berg", addresses=(HOME,)), may_share=False)
    made = CardStudioPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    return made


def names(page: CardStudioPage) -> list[str]:
    return [line.accessibleName() for line in page.whom.lines.lines()]


def test_a_new_file_says_how_a_card_comes_to_be_owed(qtbot: QtBot, workplace: Workplace) -> None:
    page = CardStudioPage(workplace)
    qtbot.addWidget(page)
    page.show()
    assert page.empty.isVisible()
    with qtbot.waitSignal(page.referral_wanted):
        page.empty.act.click()


def test_everybody_owed_is_chosen_and_seen_on_the_real_page(page: CardStudioPage) -> None:
    page.show()
    assert names(page) == ["Ana Diaz, By Friday, chosen", "Bo Lind, By Friday, chosen", "Cleo Berg, By Friday, chosen"]
    assert page.output.print.words() == "Print 3 cards"
    assert page.preview.page.has_page()
    assert page.preview.page.accessibleDescription() == "Ana Diaz, Inside"
    assert page.preview.place.text() == "Card 1 of 3"
    assert [zone.turned for zone in (page.preview.page.overlay(),)] == [True]


def test_only_the_cards_asked_for_are_chosen(page: CardStudioPage, file_desk: Desk, office: Office) -> None:
    _ana, bo, _cleo = file_desk.ask(cards.owed, file_desk.now(), office.working)
    page.choose_parts([bo.part_id])
    page.show()
    assert page.whom.chosen() == (bo.part_id,)
    assert page.preview.page.accessibleDescription() == "Bo Lind, Inside"


def test_keys_choose_and_show(page: CardStudioPage, qtbot: QtBot) -> None:
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.take_focus()
    first = page.whom.lines.lines()[0]
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert page.output.print.words() == "Print 2 cards"
    assert page.preview.place.text() == "not chosen"
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert page.preview.page.accessibleDescription() == "Bo Lind, Inside"


def test_two_cards_lie_on_a_sheet_and_the_second_place_can_be_first(page: CardStudioPage) -> None:
    page.show()
    page.stock.stock.set_value("8315")
    page.stock._change()
    assert len(page.preview.page.overlay().zones) == 2
    page.preview.forth.click()
    page.preview.forth.click()
    assert page.preview.page.accessibleDescription() == "Cleo Berg, Inside"
    assert len(page.preview.page.overlay().zones) == 1
    page.stock.place.set_value("2")
    page.stock._change()
    assert len(page.preview.page.overlay().zones) == 2
    page.preview.back.click()
    page.preview.back.click()
    assert len(page.preview.page.overlay().zones) == 1


@pytest.mark.parametrize("key", ["3265", "half-letter", "8387", "plain-letter"])
def test_the_inside_is_read_upright_with_the_pen_zone_on_its_lines(page: CardStudioPage, key: str) -> None:
    page.show()
    page.stock.stock.set_value(key)
    page.stock._stock_chosen()
    overlay, pages = page.preview.page.overlay(), page.preview._pages
    assert pages is not None
    at = 0 if key == "plain-letter" else 1
    (_first, *_others) = overlay.zones
    picture = pages.picture(at, 1.0)
    zone = overlay.zones[0]
    dark = 0
    for x in range(round(zone.x) + 14, round(zone.x + zone.width) - 14):
        for y in range(round(zone.y) + 4, round(zone.y + zone.height) - 4):
            dark += picture.pixelColor(x, picture.height() - 1 - y).lightness() < 200
    assert dark > 200  # dots of the pen lines are where the zone says
    assert overlay.turned == (key != "8315")


def test_the_count_of_cards_is_never_cut(page: CardStudioPage) -> None:
    page.show()
    for width in (1236, 936):
        page.resize(width, 636)
        assert page.preview.place.width() >= page.preview.place.sizeHint().width()


def test_the_page_is_as_large_as_on_paper(page: CardStudioPage) -> None:
    page.show()
    fit = page.preview.page.page_size()
    page.preview._zoomed(Zoom.TRUE)
    true = page.preview.page.minimumSizeHint()
    page.preview._zoomed(Zoom.LARGE)
    large = page.preview.page.minimumSizeHint()
    assert fit.height() < true.height() < large.height()


def test_a_wrong_field_is_said_at_once_and_nothing_is_saved(page: CardStudioPage) -> None:
    page.show()
    page.stock.inside.set_value("printed")
    page.stock._change()
    page.words.editor.setPlainText("Thank you, {{ prospct }}.")
    assert "prospct" in page.words.field.error()
    assert not page.save_button.isEnabled() or page._redraw.isActive()
    page._draw()
    assert not page.save_button.isEnabled()
    page.words._start_again()
    page._draw()
    assert page.words.field.error() == ""
    assert page.save_button.isEnabled()


def test_words_that_do_not_fit_are_reported_by_person(page: CardStudioPage) -> None:
    page.show()
    page.stock.inside.set_value("printed")
    page.stock._change()
    page.words.own.click()
    page.words.editor.setPlainText("Thank you for this. " * 120)
    page._draw()
    page.preview._check()
    assert "Ana Diaz" in page.preview.notice.findChildren(Label)[1].text()
    assert page.words.own_texts()
    page.preview.forth.click()
    assert page.preview.page.has_page()
    assert not page.words.own.isChecked()


def test_saved_cards_are_written_and_mailed_with_one_click_each(
    page: CardStudioPage, file_desk: Desk, office: Office, workplace_said: Said, tmp_path: Path, qtbot: QtBot
) -> None:
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    workplace_said.saves = tmp_path / "cards"
    page.save_button.click()
    assert (tmp_path / "cards.pdf").read_bytes().startswith(b"%PDF")
    assert workplace_said.done == ["3 cards saved as cards.pdf"]
    assert page.printed.isVisible()
    assert page.printed.written.hasFocus()
    assert [line.act.words() for line in page.printed.lines.lines()] == ["Mailed", "Handed over", "Mailed"]
    assert page.whom.chosen() == ()
    page.printed.written.click()
    assert page.printed.written.isHidden()
    page.printed.mailed.click()
    assert workplace_said.done[-2:] == ["3 cards written", "2 cards mailed, 1 card handed over"]
    assert page.empty.isVisible()
    assert file_desk.ask(cards.owed, file_desk.now(), office.working) == ()
    file_desk.undo()
    assert len(page.printed.lines.lines()) == 3
    bo = page.printed.lines.lines()[1]
    bo.act.click()
    assert workplace_said.done[-1] == "Card to Bo Lind handed over"


def test_after_undo_of_a_print_the_same_cards_are_chosen_and_the_first_has_the_focus(
    page: CardStudioPage, file_desk: Desk, workplace_said: Said, tmp_path: Path, qtbot: QtBot
) -> None:
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    chosen = page.whom.chosen()
    workplace_said.saves = tmp_path / "cards"
    page.save_button.click()
    assert page.whom.chosen() == ()
    file_desk.undo()
    assert page.whom.chosen() == chosen
    assert page.whom.lines.lines()[0].hasFocus()
    assert page.output.print.words() == "Print 3 cards"


def test_more_people_than_are_listed_come_when_they_are_asked_for(
    page: CardStudioPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whom_step, "MOST_LINES", 1)
    page.whom._most = 1
    page.show()
    assert names(page) == ["Ana Diaz, By Friday, chosen"]
    assert page.whom.more.words() == "Show 1 more"
    page.whom.more.click()
    assert names(page)[1:] == ["Bo Lind, By Friday, chosen"]
    assert page.preview.page.accessibleDescription() == "Bo Lind, Inside"
    page.whom.more.click()
    assert page.whom.more.isHidden()


def test_tab_goes_as_the_page_is_read(page: CardStudioPage, qtbot: QtBot) -> None:
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.whom._head.link.setFocus()
    names = []
    for _each in range(10):
        widget = QApplication.focusWidget()
        assert widget is not None, "something has the focus"
        names.append(widget.accessibleName() or type(widget).__name__)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert names == [
        "Button", "What the cards are for", "Ana Diaz, By Friday, chosen", "Card stock",
        "Dotted lines to write on by hand", "Print the greeting", "Greeting", "Greeting outside", "Inside", "Next card",
    ]  # fmt: skip


def test_a_narrow_window_has_the_words_in_a_tab_of_the_left(page: CardStudioPage) -> None:
    page.resize(936, 636)
    page.show()
    assert page.width() == 936
    assert page.whom.isVisible()
    assert not page.help.isVisible()
    page.layout_.choose_tab("help")
    assert page.help.isVisible()
    assert page.save_button.isVisible()


def test_the_writing_slip_and_the_envelope_are_seen_as_they_are_printed(page: CardStudioPage) -> None:
    page.show()
    shown = page.preview
    shown.forth.click()
    for side, spoken in ((SLIP, "Bo Lind, Writing slip"), (ENVELOPE, "Bo Lind, Envelope")):
        shown.side.set_value(side)
        shown.side.chosen.emit(side)
        if side == SLIP:
            assert shown.page.accessibleDescription() == spoken
            assert "CARD 2 OF 3" in _text(shown)
            assert shown._caption.text().startswith("A writing slip lies beside each card")
    assert "no address" in shown.page.words()
    shown.back.click()
    assert shown.page.accessibleDescription() == "Ana Diaz, Envelope"
    assert "12 Quay St" in _text(shown)
    shown.side.set_value("outside")
    shown.side.chosen.emit("outside")
    assert shown.page.accessibleDescription() == "Ana Diaz, Outside"


def _text(shown: Preview) -> str:
    assert shown._pages is not None
    document = pypdfium2.PdfDocument(shown._pages._pdf)
    words = document[0].get_textpage().get_text_range()
    document.close()
    return words


def test_what_the_slips_lack_is_said_before_they_are_printed(
    qtbot: QtBot, workplace: Workplace, office: Office
) -> None:
    office.referral(office.contact("Ana", "Diaz", addresses=(HOME,)), need="A gate for \U00017000")
    page = CardStudioPage(workplace)
    qtbot.addWidget(page)
    page.resize(1236, 836)
    page.show()
    page.preview._check()
    assert page.preview.notice.isHidden()
    page.output.slips.click()
    page.preview._check()
    assert "no font has \U00017000" in page.preview.notice.findChildren(Label)[1].text()
