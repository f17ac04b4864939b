"""Tags in the editor: typed with commas between, those in use offered below."""

from functools import partial

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from refdesk.domain import text
from refdesk.i18n import _
from refdesk.ui.widgets.chip import Chip
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.roving import Roving

OFFERED = 8


class TagEdit(QWidget):
    """A line of tags, and chips that finish the word that is being typed."""

    def __init__(self, in_use: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._in_use = in_use
        self._shown: tuple[str, ...] = ()
        self.line = LineEdit("", self, name=_("Tags"), hint=_("golf, chamber of commerce"))
        self._offers = QWidget(self)
        self._offers.setAccessibleName(_("Tags in use"))
        self._flow = Flow(self._offers, spacing=6)
        self._roving = Roving(self._offers)
        self.chips: list[Chip] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._offers.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self._offers)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._offer)

    def show_tags(self, tags: tuple[str, ...]) -> None:
        """Show the tags of a contact."""
        self._shown = tags
        self.line.setText(", ".join(tags))
        self._offer()

    def tags(self) -> tuple[str, ...]:
        """Return the tags as they stand; one with a comma stays whole while nothing was typed."""
        if self.line.text() == ", ".join(self._shown):
            return self._shown
        return tuple(tag for each in self.line.text().split(",") if (tag := each.strip()))

    def set_wrong(self, wrong: bool) -> None:
        """Show the red edge, or take it away."""
        self.line.set_wrong(wrong)

    def _offer(self) -> None:
        """Offer the tags in use that are not there yet and go on from what is typed."""
        typed = self.line.text().split(",")
        begun = text.fold(typed[-1].strip()) if self.line.isModified() else ""
        had = {text.fold(each.strip()) for each in (typed[:-1] if begun else typed)}
        found = [tag for tag in self._in_use if begun in text.fold(tag) and text.fold(tag) not in had][:OFFERED]
        if [chip.accessibleName() for chip in self.chips] != [_("Add the tag {tag}").format(tag=tag) for tag in found]:
            self._show(found)

    def _show(self, tags: list[str]) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for tag in tags:
            chip = Chip(tag, self._offers, icon="plus", name=_("Add the tag {tag}").format(tag=tag), checkable=False)
            chip.clicked.connect(partial(self._take, tag))
            self._flow.addWidget(chip)
            chip.show()
            self.chips.append(chip)
        self._roving.set_members(list(self.chips))
        self._offers.setVisible(bool(tags))

    def _take(self, tag: str, _on: bool = False) -> None:
        typed = [each.strip() for each in self.line.text().split(",")]
        is_begun = self.line.isModified() and bool(typed[-1]) and text.fold(typed[-1]) in text.fold(tag)
        kept = [each for each in (typed[:-1] if is_begun else typed) if each]
        self.line.setText(", ".join((*kept, tag)))
        self._offer()
        self.line.setFocus()
