"""Colours in a wording: what is filled in stands out, what only chooses stands back."""

import re

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from refdesk.ui import theme

_FIELD = re.compile(r"\{\{.*?\}\}")
_CHOICE = re.compile(r"\{%.*?%\}")


class FieldColours(QSyntaxHighlighter):
    """Colours the fields and choices of a document in the colours of the theme."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        theme.shared().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        tokens = theme.current()
        field, choice = QTextCharFormat(), QTextCharFormat()
        field.setForeground(tokens.accent)
        field.setFontWeight(QFont.Weight.DemiBold)
        choice.setForeground(tokens.ink3)
        for pattern, form in ((_FIELD, field), (_CHOICE, choice)):
            for found in pattern.finditer(text):
                self.setFormat(found.start(), len(found.group()), form)
