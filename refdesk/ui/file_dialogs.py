"""The dialogs for choosing files and folders, which open none of what they list."""

import sys
from pathlib import Path

from PySide6.QtCore import QFileInfo, QStandardPaths
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QWidget

from refdesk import settings
from refdesk.i18n import _


class FileDialog(QFileDialog):
    """A file dialog that looks at names only.

    Others look into each file to choose its picture. Where a process opens and closes its own data file, the locks of
    SQLite on that file are gone, and the next program to close it takes away the log with all that is saved later. So
    the dialog of the desktop is used only where it cannot run in this process, or where locks do not work like that.
    """

    def __init__(self, parent: QWidget, title: str, folder: str = "") -> None:
        super().__init__(parent, title, folder)
        self.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform not in {"win32", "darwin"})
        self._icons = _PlainIcons()
        self.setIconProvider(self._icons)


class _PlainIcons(QAbstractFileIconProvider):
    """One picture for folders and one for files, whatever is in them; asked from a thread of the dialog."""

    def __init__(self) -> None:
        super().__init__()
        style = QApplication.style()
        self._folder = style.standardIcon(QStyle.StandardPixmap.SP_DirIcon)
        self._file = style.standardIcon(QStyle.StandardPixmap.SP_FileIcon)
        self._folder_words = _("Folder")

    def icon(self, what: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        return self._file if what is QAbstractFileIconProvider.IconType.File else self._folder

    def type(self, info: QFileInfo) -> str:
        return self._folder_words if info.isDir() else info.suffix().upper()


def ask_to_open(parent: QWidget, title: str, folder: str, filter_words: str) -> Path | None:
    """Let the person choose a file that is there."""
    dialog = FileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _answer(dialog, folder, filter_words)


def ask_to_save(parent: QWidget, title: str, suggested: str, filter_words: str) -> Path | None:
    """Let the person choose where to write; the dialog asks before an existing file is replaced.

    A name without a folder is offered where something was saved last, at first among the person's documents.
    """
    dialog = FileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chosen = _answer(dialog, _placed(suggested), filter_words)
    if chosen is not None:
        settings.save_folder(chosen.parent)
    return chosen


def _answer(dialog: FileDialog, begin: str, filter_words: str) -> Path | None:
    """Show the dialog on a folder or a file, and return what was chosen."""
    dialog.setNameFilter(filter_words)
    if begin:
        path = Path(begin)
        dialog.setDirectory(str(path if path.is_dir() else path.parent))
        if not path.is_dir():
            dialog.selectFile(path.name)
    try:
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None
    finally:
        dialog.deleteLater()


def _placed(suggested: str) -> str:
    if not suggested or Path(suggested).name != suggested:
        return suggested
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = settings.load_folder() or (Path(documents) if documents else None)
    return str(folder / suggested) if folder is not None and folder.is_dir() else suggested
