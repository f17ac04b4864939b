"""What a letter typed above the list of contacts costs, in counts: what is painted, and what is asked of the file."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from refdesk.progress import SILENT
from refdesk.services.contact_list import Column, Filter
from refdesk.services.desk import Desk
from refdesk.ui.contacts import list_loading
from refdesk.ui.contacts.contacts_page import ContactsPage
from refdesk.ui.workplace import Workplace


class _Painted(QObject):
    """Notes each widget that is painted, as often as it is."""

    def __init__(self) -> None:
        app = QApplication.instance()
        assert app is not None
        super().__init__(app)
        self.widgets: list[QObject] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.widgets.append(watched)
        return False


@pytest.fixture
def page(workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot) -> ContactsPage:  # noqa: ARG001
    made = ContactsPage(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.panel.person is not None)
    return made


def test_a_letter_typed_paints_the_field_and_the_lines_and_nothing_else(page: ContactsPage, qtbot: QtBot) -> None:
    page.list.search.setText("d")
    qtbot.wait(400)
    painted = _Painted()
    page.list.search.setText("di")
    qtbot.wait(40)
    QApplication.instance().removeEventFilter(painted)  # type: ignore[union-attr]
    left = {page, page.list, *page.list.findChildren(QWidget)}
    assert left.intersection(painted.widgets) == {page.list.search, page.list.view.viewport()}


def test_a_first_page_is_read_with_three_questions(file_desk: Desk, people: Any) -> None:  # noqa: ARG001
    wanted, columns = Filter("di", Column.RANK), (Column.RANK, Column.NAME)
    list_loading.first(file_desk, wanted, columns, SILENT)
    said: list[str] = []
    file_desk.ask(_listen, said)
    found = list_loading.first(file_desk, wanted, columns, SILENT)
    assert len(found.ids) == 1
    asked = [each for each in said if each.startswith("SELECT") and "main" not in each]
    assert len(asked) == 3, "the settings, who has the letters, the page"


def _listen(session: Session, said: list[str]) -> None:
    driver = session.connection().connection.dbapi_connection
    assert driver is not None
    driver.set_trace_callback(said.append)
