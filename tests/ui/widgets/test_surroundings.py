"""Labels, fields, lines, heads and grounds behave as people expect."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui import theme
from refdesk.ui.widgets import flow, label, marks
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.edits import LineEdit, SearchEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.mark_widgets import Bar, ClockTag, Dots, RankBadge, ThanksTrack
from refdesk.ui.widgets.marks import Due, Progress
from refdesk.ui.widgets.surfaces import EmptyState, Notice, SectionHead

Put = Callable[[Any], Any]
MARKUP = "<b>Bob</b> <img src=x>"


def test_markup_in_words_is_shown_as_typed(put: Put) -> None:
    words = put(Label(MARKUP))
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.text() == MARKUP
    label.explain(words, MARKUP)
    assert "<b>" not in words.toolTip()
    assert "&lt;b&gt;" in words.toolTip()


def test_a_cut_name_is_whole_in_its_tooltip(put: Put) -> None:
    name = put(ElidedLabel("Bartholomew Featherstonehaugh-Cholmondeley"))
    name.resize(80, 22)
    assert name.toolTip() == name.text()
    name.resize(800, 22)
    assert name.toolTip() == ""


def test_words_change_colour_with_the_look(put: Put, qapp: Any) -> None:
    words = put(Label("Ann", ink=theme.Ink.AMBER))
    theme.apply(qapp, theme.Mode.DARK, motion=False)
    assert words.palette().color(words.foregroundRole()) == theme.DARK.amber


def test_an_error_stands_below_its_field_and_is_heard(put: Put) -> None:
    editor = LineEdit()
    field = put(Field("Name", editor, name="name", hint="As on their card"))
    assert editor.accessibleName() == "Name"
    field.set_error("Say who it is.")
    assert field.error() == editor.accessibleDescription() == "Say who it is."
    edge = editor.grab().toImage().pixelColor(editor.width() // 2, 0)
    assert edge == theme.current().red_solid
    field.set_error("")
    assert field.error() == ""


def test_an_ampersand_in_a_title_is_shown(put: Put) -> None:
    with_it, without = put(Field("A & B", LineEdit())), put(Field("A  B", LineEdit()))
    wide, narrow = (field.findChild(Label).sizeHint().width() for field in (with_it, without))
    assert wide > narrow
    assert with_it.editor.accessibleName() == "A & B"


def test_a_long_error_is_shown_whole_and_squeezes_nothing(put: Put) -> None:
    editor = LineEdit()
    field = put(Field("Day", editor, name="day"))
    field.setMaximumWidth(160)
    field.set_error("This is not a day that the calendar of this country knows.")
    put(Label("below"))
    sentence = next(each for each in field.findChildren(Label) if each.text() == field.error())
    assert editor.height() == editor.sizeHint().height()
    assert sentence.height() >= sentence.heightForWidth(sentence.width()) > 2 * 14
    field.setMaximumWidth(900)
    QApplication.sendPostedEvents()
    assert sentence.minimumHeight() < 2 * 14


def test_several_lines_leave_by_tab_and_keep_their_text(put: Put, qtbot: QtBot) -> None:
    words, after = put(TextEdit("One", name="Words")), put(LineEdit())
    words.setFocus()
    qtbot.keyClick(words, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert words.text() == "One"


def test_search_is_emptied_by_escape_and_left_by_down(put: Put, qtbot: QtBot) -> None:
    search = put(SearchEdit(name="Find", hint="Name", key="Ctrl+K"))
    qtbot.keyClicks(search, "mar")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    with qtbot.waitSignal(search.left_down, timeout=500):
        qtbot.keyClick(search, Qt.Key.Key_Down)


def test_lines_are_one_tab_stop_and_enter_acts(put: Put, qtbot: QtBot) -> None:
    column = put(Lines(name="Today"))
    lines = [Line(column, name=name) for name in ("Theo", "Hanne", "Beatriz")]
    column.set_lines(lines)
    for line in lines:
        line.show()
    lines[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(lines[0], Qt.Key.Key_Down)
    assert lines[1].hasFocus()
    with qtbot.waitSignal(lines[1].clicked, timeout=500):
        qtbot.keyClick(lines[1], Qt.Key.Key_Return)
    assert [bool(line.focusPolicy() & Qt.FocusPolicy.TabFocus) for line in lines] == [False, True, False]


def test_arrows_work_from_a_button_inside_a_line(put: Put, qtbot: QtBot) -> None:
    column = put(Lines(name="Today"))
    lines = [Line(column, name=name) for name in ("Theo", "Hanne")]
    button = Button("Log the call", lines[0])
    lines[0].row.addWidget(button)
    column.set_lines(lines)
    for widget in (*lines, button):
        widget.show()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Down)
    assert lines[1].hasFocus()


def test_lines_that_are_taken_away_are_gone(put: Put) -> None:
    column = put(Lines(name="Today"))
    first, second = Line(column, name="Theo"), Line(column, name="Hanne")
    column.set_lines([first, second])
    column.set_lines([second])
    assert column.lines() == [second]
    assert first.isHidden()


def test_a_section_head_has_a_link_with_a_whole_name(put: Put, qtbot: QtBot) -> None:
    head = put(SectionHead("Plan", link="Edit"))
    assert head.link.accessibleName() == "Edit: Plan"
    with qtbot.waitSignal(head.pressed, timeout=500):
        head.link.click()
    head.set_link("")
    assert not head.link.isVisible()


def test_an_empty_place_offers_its_act_and_links(put: Put, qtbot: QtBot) -> None:
    empty = put(EmptyState("Nobody yet", "Bring them.", icon="users", act="Import", links=("Help", "Sample")))
    with qtbot.waitSignal(empty.pressed, timeout=500):
        empty.act.click()
    second = next(each for each in empty.findChildren(Button) if each.words() == "Sample")
    with qtbot.waitSignal(empty.link_pressed, timeout=500) as heard:
        second.click()
    assert heard.args == [1]
    assert empty.width() == 620


def test_a_notice_tells_its_act(put: Put, qtbot: QtBot) -> None:
    notice = put(Notice("Backup is late.", "The last one is from Monday.", act="Back up now"))
    act = notice.findChild(Button)
    with qtbot.waitSignal(notice.pressed, timeout=500):
        act.click()


def test_the_second_sentence_of_a_notice_follows_the_first_whenever_it_was_said(put: Put) -> None:
    notice = put(Notice("", "", act="Show everything"))
    notice.setFixedWidth(900)
    notice.set_words("Welcome back.", "49 more can wait.")
    notice.adjustSize()
    strong, words = (each for each in notice.findChildren(Label) if each.text())
    assert words.x() < strong.x() + strong.sizeHint().width() + 20


def test_chips_wrap_when_the_row_is_full(window: QWidget) -> None:
    holder = QWidget(window)
    chips = flow.Flow(holder, spacing=8)
    for _each in range(4):
        box = QWidget(holder)
        box.setFixedSize(90, 32)
        chips.addWidget(box)
    assert chips.heightForWidth(400) == 32
    assert chips.heightForWidth(200) == 72
    assert chips.heightForWidth(100) == 4 * 32 + 3 * 8


def test_drawn_marks_say_in_words_what_they_show(put: Put) -> None:
    assert put(RankBadge("A+")).accessibleName() == "Rank A+"
    assert put(RankBadge("D")).accessibleName() == "Rank D, not asking"
    assert put(RankBadge("")).accessibleName() == "Not ranked"
    assert put(Dots(4)).accessibleName() == "Prepared 4 of 5"
    assert put(ThanksTrack(5)).accessibleName() == "Day 5 of 7"
    assert put(ThanksTrack(5, red_from=14)).accessibleName() == "Day 5 of 14"
    bar = put(Bar(0.5, name="2 of 4"))
    bar.set_share(1, name="4 of 4, reached", state=Progress.REACHED)
    assert bar.accessibleName() == "4 of 4, reached"
    tag = put(ClockTag("Today by 6 PM", share=0.3))
    tag.set_state("26 h, overdue", share=1, due=Due.OVERDUE)
    assert tag.accessibleName() == "26 h, overdue"


def test_the_clock_fills_from_twelve_with_the_time_gone() -> None:
    quarter = _clock(0.25)
    assert quarter.pixelColor(22, 10).alpha() > 0
    assert quarter.pixelColor(10, 10).alpha() == 0
    assert quarter.pixelColor(10, 22).alpha() == 0
    full = _clock(1.0)
    assert all(full.pixelColor(x, y).alpha() > 0 for x in (10, 22) for y in (10, 22))


def _clock(share: float) -> QImage:
    image = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    marks.paint_clock(painter, QRect(0, 0, 32, 32), share, theme.LIGHT.ink)
    painter.end()
    return image


def test_the_squares_of_the_thanks_clock_follow_the_rules(put: Put) -> None:
    def squares(day: int, **rules: int) -> list[str]:
        track = put(ThanksTrack(day, **rules))
        shown = track.grab().toImage()
        across = shown.width() / track.width()
        middle = shown.height() // 2
        return [shown.pixelColor(round((at * 12 + 4) * across), middle).name() for at in range(7)]

    tokens = theme.current()
    grey, amber, red = tokens.ink3.name(), tokens.amber_mark.name(), tokens.red_solid.name()
    assert squares(7) == [grey] * 2 + [amber] * 4 + [red]
    of_two_weeks = squares(7, amber_from=5, red_from=14)
    assert of_two_weeks[:3] == [grey, grey, amber]
    assert not {grey, amber, red} & set(of_two_weeks[3:])
