"""One tag for many contacts: given or taken, chosen from those there are or typed anew."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain import search, text
from refdesk.errors import Problem
from refdesk.i18n import _, ngettext
from refdesk.ui.widgets.chip import Chip
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.roving import Roving
from refdesk.ui.widgets.segment import Choice, Segment

ADD, REMOVE = "add", "remove"
MOST_OFFERED = 60


class TagDialog(Dialog):
    """Asks which tag; `wanted` brings its name and whether it is given."""

    wanted = Signal(str, bool)

    def __init__(self, parent: QWidget, *, people: int, names: Sequence[str]) -> None:
        title = ngettext("Tag {n} contact", "Tag {n} contacts", people).format(n=i18n.number(people))
        super().__init__(title, parent, main=_("Add the tag"), size=QSize(560, 480))
        self.way = Segment(
            (Choice(ADD, _("Add a tag")), Choice(REMOVE, _("Take a tag away"))), self, name=_("What to do"), value=ADD
        )
        self.tag = LineEdit("", self, hint=_("golf"))
        self._names = tuple(names)
        self._offered = QWidget(self)
        self._offered.setAccessibleName(_("Tags"))
        self.chips: list[Chip] = []
        self.body.addWidget(self.way)
        self.body.addWidget(Field(_("Tag"), self.tag, self, name="tag"))
        self.body.addWidget(self._offered)
        self._fill()
        self.way.chosen.connect(self._say)
        self.tag.textChanged.connect(self._narrow)
        self.main_pressed.connect(self._take)
        self.tag.returnPressed.connect(self.main_pressed)

    def open(self) -> None:
        """Begin with the name of the tag: to add one is what is mostly wanted."""
        super().open()
        self.tag.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        flow = Flow(self._offered, spacing=6)
        for name in self._names[:MOST_OFFERED]:
            chip = Chip(name, self._offered, checkable=False)
            chip.clicked.connect(partial(self._choose, name))
            flow.addWidget(chip)
            self.chips.append(chip)
        roving = Roving(self._offered)
        roving.set_members([*self.chips])

    def _choose(self, name: str) -> None:
        self.tag.setText(name)
        self.main_button.setFocus()

    def _narrow(self, typed: str) -> None:
        for name, chip in zip(self._names, self.chips, strict=False):
            chip.setVisible(text.fold(typed) in text.fold(name))

    def _say(self, way: str) -> None:
        self.main_button.set_words(_("Add the tag") if way == ADD else _("Take the tag away"))

    def _take(self) -> None:
        name, adds = text.clean(self.tag.text()), self.way.value() == ADD
        known = {search.fold_name(each) for each in self._names}
        if not name:
            self.show_problems([Problem("tag", _("Type a tag."))])
        elif not adds and search.fold_name(name) not in known:
            self.show_problems([Problem("tag", _("Nobody has this tag."))])
        else:
            self.accept()
            self.wanted.emit(name, adds)
