"""A row of buttons at the foot of a page."""

from PySide6.QtWidgets import QWidget


class BottomBar(QWidget):
    """Stands at the bottom of a page; the passing line stays above it, so that no button is covered."""
