"""Where a file is offered to be saved: among the documents at first, then where something was saved last."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui import file_dialogs


def test_a_letter_goes_to_the_documents_and_then_where_the_last_one_went(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    documents, elsewhere = tmp_path / "Documents", tmp_path / "Letters"
    documents.mkdir()
    elsewhere.mkdir()
    offered: list[str] = []
    answers = ["", str(elsewhere / "Letter Eva.pdf"), ""]

    def answer(_parent: QWidget, _title: str, suggested: str, _filter: str) -> tuple[str, str]:
        offered.append(suggested)
        return answers[len(offered) - 1] if len(offered) <= len(answers) else "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(documents))
    ask = file_dialogs.ask_to_save
    assert ask(parent, "Save", "Letter Eva.pdf", "PDF (*.pdf)") is None
    assert ask(parent, "Save", "Letter Eva.pdf", "PDF (*.pdf)") == elsewhere / "Letter Eva.pdf"
    ask(parent, "Save", "Letter Bo.pdf", "PDF (*.pdf)")
    ask(parent, "Save", str(tmp_path / "mine.pdf"), "PDF (*.pdf)")
    elsewhere.rmdir()
    ask(parent, "Save", "Letter Cy.pdf", "PDF (*.pdf)")
    assert offered == [
        str(documents / "Letter Eva.pdf"), str(documents / "Letter Eva.pdf"), str(elsewhere / "Letter Bo.pdf"),
        str(tmp_path / "mine.pdf"), str(documents / "Letter Cy.pdf"),
    ]  # fmt: skip
