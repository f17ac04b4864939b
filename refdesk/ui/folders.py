"""Folders for backups: asked for in a dialog, and looked at before they are kept."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from refdesk.i18n import _
from refdesk.ui.file_dialogs import FileDialog


def ask(parent: QWidget, title: str, folder: str, then: Callable[[str], None]) -> None:
    """Let a person choose a folder that is there; `then` gets its path."""
    dialog = FileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def problem(folder: str) -> str:
    """Return why backups cannot go to a folder, or ""."""
    if not folder:
        return ""
    path = Path(folder)
    if not path.is_absolute() or not path.is_dir():
        return _("There is no folder “{folder}”. Choose one that is there.").format(folder=folder)
    if not os.access(path, os.W_OK):
        return _("RefDesk may not write to “{folder}”. Choose another folder.").format(folder=folder)
    return ""
