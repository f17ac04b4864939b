"""A dialog keeps the focus, gives it back, and shows what is wrong beside the fields."""

import ast
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk.errors import Problem
from refdesk.ui.widgets import dialog as dialog_module
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.dialog import Dialog, holding
from refdesk.ui.widgets.edits import LineEdit, SearchEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.ring import Ring
from refdesk.ui.widgets.typed import UnsavedStrip


def _dialog(window: QWidget, *, size: QSize | None = None) -> tuple[Dialog, LineEdit, LineEdit]:
    dialog = Dialog("New referral", window, main="Log the referral", size=size)
    sender, need = LineEdit("", dialog), LineEdit("", dialog)
    dialog.body.addWidget(Field("Who sent it?", sender, dialog, name="sender"))
    dialog.body.addWidget(Field("What do they need?", need, dialog, name="need"))
    return dialog, sender, need


def _opener(window: QWidget) -> Button:
    button = Button("New", window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(button)
    button.show()
    button.setFocus()
    return button


def test_the_first_field_has_the_focus_and_the_opener_gets_it_back(window: QWidget, qtbot: QtBot) -> None:
    button = _opener(window)
    dialog, sender, _ = _dialog(window)
    dialog.open()
    assert sender.hasFocus()
    with qtbot.waitSignal(dialog.rejected, timeout=500):
        qtbot.keyClick(sender, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert button.hasFocus()


def test_where_ctrl_enter_leads_the_ring_is_seen_though_a_click_came_before(window: QWidget, qtbot: QtBot) -> None:
    dialog, _sender, need = _dialog(window)
    mine = Button("Keep mine", dialog)
    dialog.body.addWidget(mine)
    dialog.main_pressed.connect(mine.setFocus)
    dialog.open()
    qtbot.mouseClick(mine, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(need, Qt.MouseButton.LeftButton)
    qtbot.keyClick(need, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert mine.hasFocus()
    assert any(ring.isVisible() for ring in dialog.findChildren(Ring))


def test_tab_goes_on_from_where_the_focus_is_also_where_tab_itself_does_not_stop(window: QWidget, qtbot: QtBot) -> None:
    dialog, sender, need = _dialog(window)
    phone = LineEdit("", dialog)
    dialog.body.addWidget(Field("Phone", phone, dialog, name="phone"))
    dialog.open()
    need.setFocus()
    need.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    qtbot.keyClick(need, Qt.Key.Key_Backtab)
    assert sender.hasFocus()
    need.setFocus()
    qtbot.keyClick(need, Qt.Key.Key_Tab)
    assert phone.hasFocus()


class _ListOfOne(QWidget):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.line = Button("Before", self)

    def renew(self) -> None:
        self.line.hide()
        self.line = Button("After", self)
        self.line.show()

    def take_focus(self) -> None:
        self.line.setFocus()


def test_a_line_that_took_the_place_of_the_opener_gets_the_focus(window: QWidget) -> None:
    around = _ListOfOne(window)
    around.show()
    around.line.setFocus()
    assert around.line.hasFocus()
    dialog, _, _ = _dialog(window)
    dialog.open()
    around.renew()
    dialog.accept()
    assert around.line.hasFocus()
    assert around.line.words() == "After"


def test_a_line_of_a_dialog_that_is_gone_gives_the_focus_back_to_that_dialog(window: QWidget) -> None:
    below = Dialog("Reminders", window, main="New reminder")
    line = Button("Order card stock", below)
    below.body.addWidget(line)
    below.open()
    assert line.hasFocus()
    dialog, sender, _ = _dialog(window)
    dialog.open()
    assert sender.hasFocus()
    line.hide()
    dialog.accept()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert below.isAncestorOf(focus)
    below.reject()


def test_tab_never_leaves_the_dialog(window: QWidget, qtbot: QtBot) -> None:
    outside = _opener(window)
    dialog, sender, need = _dialog(window)
    dialog.open()
    visited: list[QWidget | None] = []
    for _step in range(12):
        focus = QApplication.focusWidget()
        visited.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert outside not in visited
    assert all(stop is not None and dialog.isAncestorOf(stop) for stop in visited)
    assert {sender, need, dialog.main_button, dialog.cancel_button} <= set(visited)
    dialog.reject()


def test_control_enter_does_the_main_act_from_any_field(window: QWidget, qtbot: QtBot) -> None:
    dialog, _, need = _dialog(window)
    dialog.open()
    with qtbot.waitSignal(dialog.main_pressed, timeout=500):
        qtbot.keyClick(need, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.accept()


def test_problems_stand_beside_their_fields_and_others_on_top(window: QWidget) -> None:
    dialog, sender, need = _dialog(window)
    dialog.open()
    dialog.show_problems([Problem("need", "Say what they need."), Problem("", "The month is closed.")])
    boxes = {box.name: box for box in dialog.findChildren(Field)}
    assert boxes["need"].error() == "Say what they need."
    assert boxes["sender"].error() == ""
    assert need.hasFocus()
    assert need.accessibleDescription() == "Say what they need."
    dialog.clear_problems()
    assert boxes["need"].error() == ""
    assert sender.accessibleDescription() == ""
    dialog.reject()


def test_it_is_never_larger_than_the_window_less_48(window: QWidget) -> None:
    dialog, _, _ = _dialog(window, size=QSize(2000, 2000))
    dialog.open()
    assert dialog.frame_size() == window.size() - QSize(48, 48)
    window.resize(900, 660)
    QApplication.sendPostedEvents()
    assert dialog.frame_size() == QSize(852, 612)
    dialog.reject()


def test_keys_of_the_window_rest_while_it_is_open(window: QWidget, qtbot: QtBot) -> None:
    heard: list[str] = []
    shortcut = QShortcut(Qt.Key.Key_F6, window)
    shortcut.activated.connect(lambda: heard.append("F6"))
    button = _opener(window)
    qtbot.keyClick(button, Qt.Key.Key_F6)
    assert heard == ["F6"]
    dialog, sender, _ = _dialog(window)
    dialog.open()
    qtbot.keyClick(sender, Qt.Key.Key_F6)
    assert heard == ["F6"]
    dialog.reject()


def _strip(dialog: Dialog) -> UnsavedStrip:
    (strip,) = dialog.findChildren(UnsavedStrip)
    return strip


def test_what_was_typed_is_told_from_what_the_form_filled_in(window: QWidget, qtbot: QtBot) -> None:
    dialog, sender, need = _dialog(window)
    dialog.open()
    sender.setText("Ana Diaz")
    assert not dialog.holds_typed()
    qtbot.keyClicks(need, "A new roof")
    assert dialog.holds_typed()
    need.setText("")  # as a form does once it has saved
    assert not dialog.holds_typed()
    dialog.reject()


def test_a_search_and_a_word_taken_back_hold_nothing(window: QWidget, qtbot: QtBot) -> None:
    dialog, sender, _ = _dialog(window)
    search = SearchEdit(dialog, name="Find", hint="")
    dialog.body.addWidget(search)
    dialog.open()
    qtbot.keyClicks(search, "Ana")
    qtbot.keyClicks(sender, "x")
    qtbot.keyClick(sender, Qt.Key.Key_Backspace)
    assert not dialog.holds_typed()
    dialog.reject()


def test_a_person_or_a_day_that_was_picked_is_held_too(window: QWidget, qtbot: QtBot) -> None:
    dialog, _, need = _dialog(window)
    day = DateField(date(2026, 9, 14), dialog, name="When")
    dialog.body.addWidget(day)
    dialog.open()
    assert not dialog.holds_typed()
    day.set_day(date(2026, 9, 19))
    assert not dialog.holds_typed(), "the form filled it in"
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "tomorrow")
    need.setFocus()
    assert day.text() == "Sep 15, 2026"
    assert dialog.holds_typed()
    dialog.reject()


def test_a_day_in_a_part_that_came_later_is_not_typed(window: QWidget) -> None:
    dialog, _, _ = _dialog(window)
    dialog.open()
    dialog.body.addWidget(DateField(date(2026, 9, 14), dialog, name="Since", day=date(2020, 3, 1)))
    assert not dialog.holds_typed()
    dialog.reject()


def test_closing_can_go_on_without_what_was_typed(window: QWidget, qtbot: QtBot) -> None:
    dialog, sender, _ = _dialog(window)
    dialog.open()
    qtbot.keyClicks(sender, "Ana")
    assert holding(window) is dialog
    gone: list[str] = []
    dialog.hold(partial(gone.append, "on"))
    dialog.hold(partial(gone.append, "on"))
    assert QApplication.focusWidget() is _strip(dialog).save
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is _strip(dialog).leave
    assert gone == []
    qtbot.keyClick(_strip(dialog).leave, Qt.Key.Key_Space)
    assert gone == ["on"]
    assert not dialog.isVisible()


def test_closing_goes_on_once_it_is_saved(window: QWidget, qtbot: QtBot) -> None:
    dialog, sender, _ = _dialog(window)
    dialog.main_pressed.connect(dialog.accept)
    dialog.open()
    qtbot.keyClicks(sender, "Ana")
    gone: list[str] = []
    dialog.hold(partial(gone.append, "on"))
    qtbot.mouseClick(_strip(dialog).save, Qt.MouseButton.LeftButton)
    assert gone == ["on"]


def test_what_could_not_be_saved_stays_and_closing_is_called_off(window: QWidget, qtbot: QtBot) -> None:
    dialog, sender, need = _dialog(window)

    def save() -> None:
        dialog.accept() if need.text() else dialog.show_problems([Problem("need", "Say what they need.")])

    dialog.main_pressed.connect(save)
    dialog.open()
    qtbot.keyClicks(sender, "Ana")
    gone: list[str] = []
    dialog.hold(partial(gone.append, "on"))
    qtbot.mouseClick(_strip(dialog).save, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert gone == []
    qtbot.keyClicks(need, "A roof")
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert gone == [], "mending it is not closing"


class _Work(Dialog):
    esc_holds = True


def test_esc_asks_once_before_typed_work_is_lost(window: QWidget, qtbot: QtBot) -> None:
    dialog = _Work("Log a conversation", window, main="Log it")
    said = LineEdit("", dialog)
    dialog.body.addWidget(Field("What was said", said, dialog, name="said"))
    dialog.open()
    qtbot.keyClicks(said, "A roof")
    qtbot.keyClick(said, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    (strip,) = dialog.findChildren(UnsavedStrip)
    assert strip.save.hasFocus()
    with qtbot.waitSignal(dialog.main_pressed, timeout=500):
        qtbot.keyClick(strip.save, Qt.Key.Key_Return)
    qtbot.keyClick(said, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_esc_leaves_at_once_where_nothing_is_typed(window: QWidget, qtbot: QtBot) -> None:
    dialog = _Work("Log a conversation", window, main="Log it")
    said = LineEdit("", dialog)
    dialog.body.addWidget(said)
    dialog.open()
    qtbot.keyClick(said, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_closing_the_window_after_esc_goes_on_with_the_close(window: QWidget, qtbot: QtBot) -> None:
    dialog = _Work("Log a conversation", window, main="Log it")
    said = LineEdit("", dialog)
    dialog.body.addWidget(said)
    dialog.open()
    qtbot.keyClicks(said, "A roof")
    qtbot.keyClick(said, Qt.Key.Key_Escape)
    closed: list[bool] = []
    dialog.hold(partial(closed.append, True))
    (strip,) = dialog.findChildren(UnsavedStrip)
    qtbot.mouseClick(strip.leave, Qt.MouseButton.LeftButton)
    assert closed == [True]
    assert not dialog.isVisible()


def test_control_q_closes_the_window_from_any_field(window: QWidget, qtbot: QtBot) -> None:
    window.show()
    dialog, sender, _ = _dialog(window)
    dialog.open()
    qtbot.keyClick(sender, Qt.Key.Key_Q)
    assert window.isVisible(), "a letter is typed"
    qtbot.keyClick(sender, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


def test_no_dialog_has_a_name_that_the_frame_of_all_needs_for_itself() -> None:
    root = Path(dialog_module.__file__).parents[1]
    own = _private_names(_class_of(Path(dialog_module.__file__), "Dialog"))
    taken = {}
    for path in sorted(root.rglob("*.py")):
        words = path.read_text(encoding="utf-8")
        if "(Dialog)" not in words:
            continue
        for node in ast.walk(ast.parse(words)):
            is_dialog = isinstance(node, ast.ClassDef) and "Dialog" in {getattr(b, "id", "") for b in node.bases}
            if isinstance(node, ast.ClassDef) and is_dialog and (both := own & _private_names(node)):
                taken[f"{path.name}: {node.name}"] = both
    assert taken == {}


def _class_of(path: Path, name: str) -> ast.ClassDef:
    found = (each for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(each, ast.ClassDef))
    return next(each for each in found if each.name == name)


def _private_names(node: ast.ClassDef) -> set[str]:
    """Return the methods of a class, and what it sets on itself, that begin with one underscore."""
    names = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
    for each in ast.walk(node):
        targets = each.targets if isinstance(each, ast.Assign) else []
        targets = [each.target] if isinstance(each, ast.AnnAssign) else targets
        parts = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
        names |= {
            part.attr
            for part in parts
            if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "self"
        }
    return {name for name in names if name.startswith("_") and not name.startswith("__")}


def test_a_dialog_that_is_asked_for_from_deep_inside_is_one_of_its_window(window: QWidget) -> None:
    inside = QWidget(QWidget(window))
    dialog = Dialog("New referral", inside, main="Log the referral")
    over_it = Dialog("Another", dialog, main="Save")
    assert dialog_module.of_window(window) == [dialog, over_it]
