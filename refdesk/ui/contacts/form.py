"""Small pieces that the forms of this place share."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget


def side_by_side(parts: Sequence[tuple[QWidget, int]], *, spacing: int = 14) -> QHBoxLayout:
    """Return a row of fields, each with its share of the width and at the top of the row."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for part, share in parts:
        row.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
    return row
