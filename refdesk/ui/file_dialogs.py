"""The system's own dialogs for choosing files."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_to_open(parent: QWidget, title: str, folder: str, filter_words: str) -> Path | None:
    """Let the person choose a file that is there."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, folder, filter_words)
    return Path(chosen) if chosen else None


def ask_to_save(parent: QWidget, title: str, suggested: str, filter_words: str) -> Path | None:
    """Let the person choose where to write; the system asks before an existing file is replaced."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, suggested, filter_words)
    return Path(chosen) if chosen else None
