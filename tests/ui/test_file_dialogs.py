"""Where a file is offered to be saved, and that a dialog leaves the files alone that it lists."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QWidget
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

    def answer(dialog: QFileDialog) -> bool:
        offered.append(dialog.selectedFiles()[0])
        chosen = answers[len(offered) - 1] if len(offered) <= len(answers) else ""
        dialog.selectFile(chosen)
        return bool(chosen)

    monkeypatch.setattr(QFileDialog, "exec", answer)
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


@pytest.mark.skipif(sys.platform == "win32", reason="locks do not end there when another handle is closed")
@pytest.mark.parametrize("folders_only", [False, True])
def test_the_lock_on_a_file_outlasts_a_dialog_that_lists_it(
    qtbot: QtBot, tmp_path: Path, *, folders_only: bool
) -> None:
    import fcntl

    parent = QWidget()
    qtbot.addWidget(parent)
    file = tmp_path / "mine.refdesk"
    file.write_bytes(b"anything")
    with file.open("rb+") as held:
        fcntl.lockf(held, fcntl.LOCK_EX)
        dialog = file_dialogs.FileDialog(parent, "Open", str(tmp_path))
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, folders_only)
        dialog.show()
        model = dialog.findChild(QFileSystemModel)
        assert model is not None
        qtbot.waitUntil(lambda: bool(model.type(model.index(str(file)))))
        code = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'rb+'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
        other = subprocess.run([sys.executable, "-c", code, str(file)], stderr=subprocess.PIPE, text=True, check=False)
        dialog.close()
    assert "BlockingIOError" in other.stderr, "another process got the lock"
