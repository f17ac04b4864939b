"""The system's own dialogs for choosing files."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from refdesk import settings


def ask_to_open(parent: QWidget, title: str, folder: str, filter_words: str) -> Path | None:
    """Let the person choose a file that is there."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, folder, filter_words)
    return Path(chosen) if chosen else None


def ask_to_save(parent: QWidget, title: str, suggested: str, filter_words: str) -> Path | None:
    """Let the person choose where to write; the system asks before an existing file is replaced.

    A name without a folder is offered where something was saved last, at first among the person's documents.
    """
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, _placed(suggested), filter_words)
    if not chosen:
        return None
    settings.save_folder(Path(chosen).parent)
    return Path(chosen)


def _placed(suggested: str) -> str:
    if not suggested or Path(suggested).name != suggested:
        return suggested
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = settings.load_folder() or (Path(documents) if documents else None)
    return str(folder / suggested) if folder is not None and folder.is_dir() else suggested
